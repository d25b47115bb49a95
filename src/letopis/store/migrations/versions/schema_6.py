"""Schema 6: the record through time; and what came late under schema 5."""

from letopis.store.migrations.adding import add

revision = "6"
down_revision = "5"

ADDED = (
    "arguments.measure",
    "claims.shown_by",
    "date_bounds",
    "claims_same_as",
    "copy_keys",
    "overlaps",
    "copies",
)


def upgrade() -> None:
    """Adds what stands here to an older record."""
    add(*ADDED)
