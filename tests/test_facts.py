"""The pass that finds which claims are one fact, over a record."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from letopis.claim import ClaimKind, Link
from letopis.copies import find_copies
from letopis.document import Document, Rejected
from letopis.facts import find_facts
from letopis.mention import Mention, MentionKind
from letopis.pipeline import read_paths
from letopis.profile import Support, Wanted
from letopis.store import Findings, Store, open_store
from tests.handmade import Finder, document_of, resolve, steps
from tests.resolve.test_copies import LOCAL, OTHER, STORY

SAID = "President Anna Berg said that lorries would be let through first and families a month later."
RELAYED = "Anna Berg said that lorries would be let through first, the Coast Agency reported."
OWN = "Sitting in her kitchen, Anna Berg told our reporter that lorries would be let through first."
SIGNED = "Anna Berg was quoted by Coast Agency as saying lorries would be let through first."


def _read(path: Path, shown: str) -> Document | Rejected:
    return document_of(path.read_text("utf-8"), path.name, path.name[:10])


def find(document: Document) -> Findings:
    """A statement of Berg wherever the text has one, with the agency before her where that is named; her office."""
    finder = Finder(document)
    for sentence in (SAID, OWN, RELAYED, SIGNED):
        if sentence not in document.text:
            continue
        berg = finder.mention("Anna Berg", MentionKind.PERSON, "berg")
        content = "lorries would be let through first"
        agency = (
            finder.mention("Coast Agency", MentionKind.ORGANISATION, "agency")
            if "Coast" in sentence
            else None
        )
        finder.claim(
            ClaimKind.STATEMENT, "indirect", sentence, [finder.part("speaker", berg), finder.part("content", content)],
            mode="say", attribution=_links(agency),
        )  # fmt: skip
        if "President" in sentence:
            finder.claim(ClaimKind.TENURE, "head_of_state", sentence, [finder.part("holder", berg)])
    return finder.found()


def _links(agency: Mention | None) -> tuple[Link, ...]:
    return (Link(agency.start, agency.end, agency.text, "reported", agency.id),) if agency else ()


STEPS = steps(
    read_file=lambda path, *, shown, published=None: _read(path, shown),
    find=find,
    resolve=resolve,
    passes=(find_copies, find_facts),
)


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    """A wire story under twenty mastheads, a report with interviews of its own, two that cite one agency."""
    texts = {
        f"2021-05-05 masthead {n:02}": [f"Border deal no. {n}", *STORY, f"Published by paper {n}."]
        for n in range(20)
    }
    texts["2021-05-06 own"] = ["Crossings", *OTHER, OWN]
    texts["2021-05-06 citing"] = ["Lorries first", RELAYED, *LOCAL]
    texts["2021-05-06 also citing"] = [
        "Who goes first",
        SIGNED,
        "Nobody at the gate had heard of it by noon.",
    ]
    paths = []
    for name, paragraphs in texts.items():
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text("\n\n".join(paragraphs), encoding="utf-8")
    return paths


def supports(store: Store) -> dict[str, Support]:
    """The support of Berg's statement, by path."""
    return {line.path[11:-4]: line.support for line in store.lines(Wanted(kinds=(ClaimKind.STATEMENT,)))}


def facts(store: Store) -> dict[str, str | None]:
    """The fact of each claim."""
    return {line.claim.id: line.same_as for line in store.lines()}


def test_twenty_copies_of_one_wire_story_count_once(articles: list[Path]) -> None:
    """Twenty mastheads, one origin."""
    store = open_store(None)
    read_paths(articles[:20], store, steps=STEPS)
    assert set(supports(store).values()) == {Support(20, 1)}
    assert {line.support for line in store.lines(Wanted(kinds=(ClaimKind.TENURE,)))} == {Support(20, 1)}


def test_a_report_of_its_own_is_a_second_and_two_that_cite_one_agency_are_a_third(
    articles: list[Path],
) -> None:
    """Whichever of them is asked."""
    store = open_store(None)
    read_paths(articles, store, steps=STEPS)
    assert set(supports(store).values()) == {Support(23, 3)}
    one = next(line.claim.id for line in store.lines(Wanted(kinds=(ClaimKind.STATEMENT,))))
    assert store.lines(Wanted(ids=(one,)))[0].support == Support(23, 3)


def test_support_is_what_was_known_by_then(articles: list[Path]) -> None:
    """On the morning of the sixth there is the wire story alone."""
    store = open_store(None)
    read_paths(articles, store, steps=STEPS)
    day = next(d.published.interval.end for d in store.documents() if "masthead" in d.path)
    assert {line.support for line in store.lines(Wanted(known_before=day))} == {Support(20, 1)}


def test_facts_are_the_same_in_whatever_order_and_batches_they_are_read(articles: list[Path]) -> None:
    """Also when each run adds one document."""
    few = [*articles[:2], *articles[20:]]
    wanted = None
    for order in itertools.islice(itertools.permutations(few), 0, 120, 23):
        for batches in ([order], [[path] for path in order]):
            store = open_store(None)
            for batch in batches:
                read_paths(batch, store, steps=STEPS)
            wanted = wanted or facts(store)
            assert facts(store) == wanted


def test_a_fact_is_worked_out_anew_when_a_claim_of_it_is_gone(articles: list[Path]) -> None:
    """The claims that are left are named as if it had never been there."""
    store, other = open_store(None), open_store(None)
    read_paths(articles[:3], store, steps=STEPS)
    gone = min(
        store.documents(), key=lambda d: min(line.claim.id for line in store.lines(Wanted(document=d.id)))
    )
    store.refind(gone, Findings(), store.runs()[0].id)
    find_facts(store, [gone.id])
    read_paths([path for path in articles[:3] if path.name != gone.path], other, steps=STEPS)
    assert facts(store) == facts(other)
