"""Schema 4: why no name is known; outlets, which came late under schema 3."""

from letopis.store.migrations.adding import add

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Adds what stands here to an older record."""
    add("outlet_traits", "mentions.unnamed")
