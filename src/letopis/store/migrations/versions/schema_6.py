"""Schema 6: the record through time; and what came late under schema 5."""

from letopis.store.migrations.adding import add
from letopis.store.migrations.people import move_decisions

revision = "6"
down_revision = "5"

ADDED = (
    "arguments.measure",
    "claims.shown_by",
    "date_bounds",
    "claims_same_as",
    "arguments_value",
    "entities_found",
    "copy_keys",
    "overlaps",
    "copies",
    "facts",
    "fact_keys",
    "event_keys",
    "foretold",
    "decisions",
    "claims.verdict",
    "claims.found",
    "documents.given",
    "entities.found_name",
    "changed",
)


def upgrade() -> None:
    """Adds what stands here to an older record, and gathers what people decided in one table."""
    add(*ADDED)
    move_decisions()
