"""Keep a record in one SQLite file, and answer what is asked of it.

In:   documents with their bytes, and what the steps found in them; entities; decisions of people.
Out:  the same again; lines (claims with their names resolved), casts, passages.

What was read is never rewritten; what follows from it may be worked out again; what people decided is
appended and revoked. `tables` is for any SQL database, `sqlite` is what is SQLite's own.
"""

from letopis.store.facts import Met
from letopis.store.retold import Linked, Told
from letopis.store.store import Store, open_store
from letopis.store.threads import Regrouped, ThreadRow
from letopis.store.write import Findings

__all__ = ["Findings", "Linked", "Met", "Regrouped", "Store", "ThreadRow", "Told", "open_store"]
