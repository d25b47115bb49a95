"""Schema 2: links have their cue's place and tell how a source is described."""

from letopis.store.migrations.adding import add

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Adds what stands here to an older record."""
    add("arguments.described", "attributions.cue_start", "attributions.cue_end", "attributions.described")
