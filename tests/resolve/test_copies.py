"""Copies, versions and shared passages of documents."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from letopis.copied import Copy, Relation
from letopis.document import Document, content_id
from letopis.resolve.facts.copies import Paper, can_overlap, copies, overlap, sketch
from letopis.resolve.facts.credits import agency_of
from letopis.resolve.facts.shingles import address_of, copy_keys
from tests.handmade import document_of

STORY = (
    "Norland and Sudland agreed on Tuesday to open three crossings of their border before the end of the summer.",
    "The agreement, reached after nine hours of talks in Port Sud, ends a dispute that had closed every road "
    "between the two countries since the winter before last.",
    "President Anna Berg said that lorries would be let through first and families a month later.",
    "Her counterpart, Otto Lind, called the deal a beginning and promised to send it to parliament within a week.",
    "Traders in the valley had asked for it in vain for two years, and some of them wept when the news came.",
)
LOCAL = (
    "In our own town the bakers of the lower market expect to sell bread across the river again by August.",
    "The mayor has had the bridge painted and the customs house swept, and hopes that somebody will come.",
)
OTHER = (
    "Two crossings into Sudland and a third one further north are to open again, the governments announced.",
    "It was Berg who had insisted on lorries going first, according to people who sat at the table with her.",
    "Nobody in the capital was sure how the opposition would vote when the treaty reached the chamber.",
)


def paper(
    paragraphs: Sequence[str],
    name: str,
    published: str | None = "2021-05-05",
    title: str = "Border to open",
    **more: str,
) -> Document:
    """A document of these paragraphs under a title."""
    made = document_of("\n\n".join([title, *paragraphs]), name, published)
    return replace(made, id=content_id("doc", name, made.text), **more)  # type: ignore[arg-type]


def relation(one: Document, other: Document) -> Relation | None:
    """How the first stands to the second."""
    found = overlap(Paper(one), Paper(other))
    if found is None:
        return None
    return found.relation if found.left == one.id else found.relation.turned


def grouped(*documents: Document) -> dict[str, Copy]:
    """What each is among its copies, by path."""
    papers = [Paper(document) for document in documents]
    found = [overlap(one, other) for one, other in itertools.combinations(papers, 2)]
    path = {document.id: document.path for document in documents}
    return {path[copy.document]: copy for copy in copies(papers, [o for o in found if o])}


def shares_keys(one: Document, other: Document) -> bool:
    """True when the store would compare the two."""
    own = {key.value for key in copy_keys(other)}
    return sum(key.weight for key in copy_keys(one) if key.value in own) >= 2


@pytest.mark.parametrize(
    ("other", "is_a"),
    [
        (paper(STORY, "b", title="Crossings open, at last"), Relation.IDENTICAL),
        (paper([*STORY, *LOCAL], "b"), Relation.EXTENDED),
        (paper([STORY[0], *LOCAL, *STORY[1:]], "b"), Relation.EXTENDED),
        (paper(STORY[:2], "b"), Relation.SHORTENED),
        (paper([STORY[0], STORY[1][:90]], "b"), Relation.SHORTENED),
        (paper([p.replace("said that", "told us").replace("winter before last", "last year") for p in STORY], "b"), Relation.NEAR),
        (paper([*OTHER, *LOCAL, STORY[1]], "b"), Relation.PASSAGES),
        (paper(OTHER, "b"), None),
    ],
)  # fmt: skip
def test_relation_is_told_from_the_words_alone(other: Document, is_a: Relation | None) -> None:
    """A headline is no part of it; a paragraph more or less makes a longer or shorter copy; another report is none."""
    original = paper(STORY, "a")
    assert relation(other, original) is is_a
    assert is_a is None or shares_keys(original, other)
    assert can_overlap(sketch(original), sketch(other)) is (is_a is not None)


def test_a_text_quoted_in_the_middle_of_a_much_longer_one_is_no_copy() -> None:
    """A digest of many stories does not make them one story."""
    long = [
        f"{n}. {text} {' '.join(str(n + k) for k in range(30))}" for n in range(6) for text in OTHER + LOCAL
    ]
    digest = paper([*long, *STORY, *reversed(long)], "digest")
    assert relation(paper(STORY, "a"), digest) is Relation.PASSAGES
    assert can_overlap(sketch(paper(STORY, "a")), sketch(digest))


def test_versions_are_texts_of_one_address_and_the_newest_stands_for_them() -> None:
    """An older version is superseded and not lost; scheme, "www." and fragments make no other address."""
    url = "https://www.norland.example/2021/border-to-open"
    first = paper(STORY, "first", "2021-05-05", url=url)
    second = paper(
        [*STORY[:3], *OTHER, *LOCAL],
        "second",
        "2021-05-06",
        url="http://norland.example/2021/border-to-open/#top",
    )
    found = grouped(first, second)
    assert relation(first, second) is Relation.VERSION
    assert found["first"].superseded_by == second.id
    assert {copy.report for copy in found.values()} == {second.id}
    assert found["second"].superseded_by is None
    assert found["second"].head == second.id


def test_another_text_at_the_same_address_is_no_version() -> None:
    """A page that shows other news each day is no article."""
    url = "https://norland.example/news/today"
    assert relation(paper(STORY, "a", url=url), paper(LOCAL, "b", url=url)) is None


def test_head_is_the_first_to_appear_and_of_one_day_the_most_complete() -> None:
    """Wherever the copies were read from."""
    late = paper([*STORY, *LOCAL], "late", "2021-05-07")
    early, whole = paper(STORY[:4], "early", "2021-05-05"), paper(STORY, "whole", "2021-05-05")
    undated = paper(STORY, "undated", None)
    for order in itertools.permutations((late, early, whole, undated)):
        found = grouped(*order)
        assert {copy.head for copy in found.values()} == {whole.id}
        assert {copy.group for copy in found.values()} == {content_id("cpy", whole.id)}
        assert found["whole"].relation is None
        assert found["early"].relation is Relation.SHORTENED
        assert found["late"].size == 4


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("https://www.norland.example/a/b/?utm=1#c", "norland.example/a/b"),
        ("http://m.norland.example/a/b/amp", "norland.example/a/b"),
        ("https://norland.example/story?id=7", "norland.example/story?id=7"),
        ("https://norland.example/", None),
        ("https://[norland", None),
        (None, None),
    ],
)
def test_address_is_compared_without_what_varies(address: str | None, is_told: str | None) -> None:
    """A bare host is the address of no article."""
    assert address_of(address) == is_told


@pytest.mark.parametrize(
    ("document", "agency"),
    [
        (paper(STORY, "a", byline="Ann Reed, Reuters"), "Reuters"),
        (paper(["PORT SUD (AP) — Norland and Sudland agreed on Tuesday."], "a"), "Associated Press"),
        (paper([*STORY, "(With reporting by AFP and Interfax)"], "a"), "Agence France-Presse"),
        (paper([*STORY, "Source: TASS"], "a"), "TASS"),
        (paper([*STORY, "© 2021 The Associated Press"], "a"), "Associated Press"),
        (paper([*STORY, "The agency Reuters reported that the talks had begun in the afternoon, before anybody else."], "a"), None),
        (paper(STORY, "a", byline="Ann Reed"), None),
    ],
)  # fmt: skip
def test_credit_is_the_agency_that_byline_dateline_or_last_line_names(
    document: Document, agency: str | None
) -> None:
    """An agency that is cited in the text is no credit."""
    assert agency_of(document) == agency
