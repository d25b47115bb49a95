"""Schema 3: what was said is found by its words and by vectors."""

from alembic import op
from sqlalchemy import inspect

from letopis.store.migrations.adding import add
from letopis.store.sqlite import CONTENT_WORDS

revision = "3"
down_revision = "2"

_CONTENTS = """
INSERT INTO content_words (words, claim)
SELECT coalesce((SELECT group_concat(text, char(10)) FROM arguments WHERE claim = c.id AND role = 'content'),
                (SELECT group_concat(quote, char(10)) FROM evidence WHERE claim = c.id)), c.id
FROM claims AS c WHERE c.kind = 'statement'
"""


def upgrade() -> None:
    """Adds what stands here to an older record, and makes what was said in it findable by its words."""
    add("content_vectors")
    if "content_words" not in inspect(op.get_bind()).get_table_names():
        op.execute(CONTENT_WORDS)
        op.execute(_CONTENTS)
