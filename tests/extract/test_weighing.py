"""The learned head says which type of event there is between two parties of a sentence."""

from __future__ import annotations

from letopis.annotate import load
from letopis.extract.event.weighing import weigh_pair


def likeliest(text: str, source: str, recipient: str) -> str:
    """The likeliest label for the first place of each name."""
    spans = [[(text.index(name), text.index(name) + len(name))] for name in (source, recipient)]
    labels, shares = weigh_pair(load()(text), *spans)
    return labels[int(shares.argmax())]


def test_plain_acts_between_two_parties_get_their_type() -> None:
    """Sentences that no weights have seen."""
    assert likeliest("Gunmen shot dead two guards at the mill in Orlu.", "Gunmen", "two guards") == "ASSAULT"
    assert (
        likeliest("The premier of Arland praised the Norvik port workers.", "The premier", "the Norvik")
        == "SUPPORT"
    )
    assert (
        likeliest("Police in Arvik arrested three editors on Sunday.", "Police", "three editors") == "COERCE"
    )


def test_a_text_without_words_has_no_type() -> None:
    """White space has no pieces: nothing is likely."""
    _, shares = weigh_pair(load()("\n\n"), [], [])
    assert not shares.any()
