"""Whatever the text, every claim's words stand where it says, and a document's claims are its own."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import letopis
from letopis.claim import Claim
from letopis.document import Document
from letopis.mention import Mention
from letopis.pipeline import find_in
from tests.extract.reading_aloud import document_of

PIECES = (
    "President Anna Berg said on Tuesday that the border would stay closed.",
    "“We will not sign,” she told reporters, “not now, not ever.",
    'Poland\'s "union" with Sweden 🙂 was "a lesson, Berg added.',
    "Thousands protested in Tbilisi against Otar Lomidze’s 20-year rule.",
    "«Никогда», сказал он.",
    "The king replaced Jon Lund with Ida Holm, who until now headed the tax office.",
    "😀😀 Emil Sand denied that „the two sides“ had met in 2014 or will meet next week",
    "According to two unnamed sources, Russia relies on Belarus for 29 percent of its oil. ",
    '"""', "“", "e\u0301\u0301", "\u202e", "\u200b", "Q: Why? A: \"Because.\"", "— “Yes,” –Berg", "1,000,000", "\u00a0",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), min_size=1, max_size=6).map(
    lambda pieces: " ".join(pieces).replace("\r", " ").replace("\n", " ")
)


def check(document: Document, mentions: list[Mention], claims: list[Claim]) -> None:
    """Fails where a span does not read as it says."""
    text = document.text
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
    for claim in claims:
        assert claim.evidence
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
        for part in (*claim.arguments, *claim.attribution):
            assert text[part.start : part.end] == part.text
        assert 0 <= claim.score <= 1


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_every_quote_stands_in_its_text(text: str) -> None:
    """text[start:end] == quote, for evidence, arguments, sources and mentions, after emoji and odd marks too."""
    document = document_of(text or "x", "2021-05-05")
    found = find_in(document)
    check(document, list(found.mentions), list(found.claims))


def test_a_document_gives_the_same_claims_alone_and_among_others(tmp_path: Path) -> None:
    """What stands in one document does not depend on what is read with it, to the byte."""
    paragraph = "Prime Minister Anna Berg met Jon Lund in Oslo on Monday. “We agreed,” she said. "
    other = "Police arrested 40 demonstrators in Minsk, a spokesman of the interior ministry told reporters. "
    (tmp_path / "one.txt").write_text(paragraph * 4)
    (tmp_path / "two.txt").write_text((other + paragraph) * 5)

    def claimed(*names: str) -> list[Claim]:
        with letopis.read([tmp_path / name for name in names], published="2021-05-05") as record:
            own = next(document.id for document in record.documents() if document.path.endswith("one.txt"))
            return [claim for claim in record.claims() if claim.document == own]

    alone = claimed("one.txt")
    assert alone
    assert repr(alone) == repr(claimed("one.txt", "two.txt")) == repr(claimed("two.txt", "one.txt"))
