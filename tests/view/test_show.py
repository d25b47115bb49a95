"""A statement is shown with the claims that lie in what was said."""

from __future__ import annotations

from letopis.claim import ClaimKind
from letopis.mention import MentionKind
from letopis.profile import Line
from letopis.view.show import claims_inside
from tests.handmade import Finder, document_of

TEXT = (
    "Anna Berg said that Otto Lind had met rebels in Port Sud and heads Sudland. She met journalists there."
)


def test_claims_in_what_was_said_are_listed_with_their_ids_by_place() -> None:
    """What has its cue in the content, or without a cue all its words; not the statement, not what is told beside it."""
    finder = Finder(document_of(TEXT, "a.txt"))
    sentence, after = TEXT[: TEXT.index(" She")], "She met journalists there."
    berg = finder.mention("Anna Berg", MentionKind.PERSON, "berg")
    lind = finder.mention("Otto Lind", MentionKind.PERSON, "lind")
    content = "that Otto Lind had met rebels in Port Sud and heads Sudland"
    part, claim = finder.part, finder.claim
    saying = [part("speaker", berg), part("content", content)]
    said = claim(ClaimKind.STATEMENT, "indirect", sentence, saying, cue="said", mode="say")
    tenure = claim(
        ClaimKind.TENURE, "leader", sentence, [part("holder", lind), part("organisation", "Sudland")]
    )
    inside = claim(ClaimKind.EVENT, "CONSULT", sentence, [part("actor", lind)], cue="met rebels")
    beside = claim(ClaimKind.EVENT, "CONSULT", after, [part("actor", berg)], cue="met journalists")
    reaching_out = claim(
        ClaimKind.TIE, "allied_with", sentence, [part("subject", berg), part("object", lind)]
    )
    lines = [Line(one, (), (), "a.txt") for one in (said, beside, inside, tenure, reaching_out)]
    assert [line.claim.id for line in claims_inside(lines[0], lines)] == [tenure.id, inside.id]
    assert claims_inside(lines[1], lines) == []
