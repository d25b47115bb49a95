"""Schema 5: country and sectors of every party, and places on the map."""

from letopis.store.migrations.adding import add

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Adds what stands here to an older record."""
    add("mentions.coding", "mentions.location", "arguments.coding", "entities.coding")
