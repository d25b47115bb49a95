"""Schema 8: what each chain tells and which group it is in, and which events are linked, kept so that only what changed
is grouped again.
"""

from letopis.store.migrations.adding import add

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Adds what stands here to an older record."""
    add("threads", "event_links")
