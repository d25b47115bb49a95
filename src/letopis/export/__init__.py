"""Write a record in forms that other programs read.

In:   lines; rows; series.
Out:  lines of text; files of columns, pictures. The fields are told in docs/format.md.
"""

from letopis.export.columns import write_parquet
from letopis.export.jsonl import claim_object, export_claims
from letopis.export.ledger import read_decisions, write_decisions
from letopis.export.plots import draw
from letopis.export.plover import export_plover

__all__ = [
    "claim_object",
    "draw",
    "export_claims",
    "export_plover",
    "read_decisions",
    "write_decisions",
    "write_parquet",
]
