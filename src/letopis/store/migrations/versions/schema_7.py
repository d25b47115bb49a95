"""Schema 7: what an event claim tells, kept so that it is compared without being read again."""

from letopis.store.migrations.adding import add

revision = "7"
down_revision = "6"


def upgrade() -> None:
    """Adds what stands here to an older record."""
    add("event_tellings", "event_around")
