"""What the document says of a party goes before what the record says of whoever it is."""

from __future__ import annotations

from typing import Any

from letopis.coding import Coding
from letopis.store.ask import _coding

ROW: dict[str, Any] = {
    "coding": None,
    "nameless": False,
    "mention_kind": "person",
    "entity_coding": "NOR 385 GOV",
}


def test_what_a_document_leaves_open_is_filled_by_the_record() -> None:
    """A person without an office here has the one that other documents tell; an own one stays."""
    assert _coding({**ROW, "mention_coding": "NOR 385 -"}) == Coding("NOR", "385", ("GOV",))
    assert _coding({**ROW, "mention_coding": "NOR 385 ELI"}) == Coding("NOR", "385", ("ELI",))
    assert _coding({**ROW, "mention_coding": None}) == Coding("NOR", "385", ("GOV",))


def test_state_as_such_has_no_sector() -> None:
    """A state's name has no sector, though elsewhere its capital stands for its government."""
    assert _coding({**ROW, "mention_kind": "country", "mention_coding": "NOR 385 -"}) == Coding("NOR", "385")
