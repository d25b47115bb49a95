"""Schema 1: the first slice."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing: no record is older."""
