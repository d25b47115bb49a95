"""Quotation marks of every shape and state: what a reader takes for quoted."""

from __future__ import annotations

import itertools

import pytest

from letopis.quotemarks import find_quotations


def quoted(text: str) -> list[str]:
    """What is quoted in a text whose paragraphs are parted by "|"."""
    paragraphs, start = [], 0
    for part in text.split("|"):
        paragraphs.append((start, start + len(part)))
        start += len(part) + 1
    return [text[q.start : q.end] for q in find_quotations(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("»Ja«, she said.", ["»Ja«"]),
        ("”Ja”, she said.", ["”Ja”"]),
        ("« Oui », she said.", ["« Oui »"]),
        ("„Ja“, she said.", ["„Ja“"]),
        ("„Tak”, she said.", ["„Tak”"]),
        ("‚Ja‘, she said.", ["‚Ja‘"]),
        ("‹Oui›, she said.", ["‹Oui›"]),
        ("``Yes,'' she said.", ["``Yes,''"]),
        ("''Yes,'' she said.", ["''Yes,''"]),
        ('" Yes , " she said .', ['" Yes , "']),
        ('"Yes,"she said.', ['"Yes,"']),
        ('He said:"Yes."', ['"Yes."']),
        ('("Yes," she said.)', ['"Yes,"']),
        ("A “b” and “c”.", ["“b”", "“c”"]),
    ],
)
def test_every_shape_is_read(text: str, expected: list[str]) -> None:
    """English, German, French, Swedish, Polish and typewriter's marks."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘It’s ours,’ she said.", ["‘It’s ours,’"]),
        ("'It's ours,' she said.", ["'It's ours,'"]),
        ("'The miners' pay is safe,' she said.", ["'The miners' pay is safe,'"]),
        ("The miners' pay and the teachers' strike.", []),
        ("Rock 'n' roll of the '90s and ’80s, 'tis said.", []),
        ("The ‘free’ zone and the ‘safe’ one.", ["‘free’", "‘safe’"]),
        ("The 'rights' of men.", ["'rights'"]),
        ("‘He said “no” to us,’ she said.", ["‘He said “no” to us,’"]),
        ("‘Tis the season, she said.", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, expected: list[str]) -> None:
    """A single mark opens before a word that is no elision, and only where it has a partner."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”"]),
        ("“He said “no” to us,” she said.", ["“He said “no” to us,”"]),
        ('"He said "no" to us," she said.', ['"He said "no" to us,"']),
        ('“Mixed," she said, "marks.”', ['“Mixed,"', '"marks.”']),
        ("«Mixed,” she said.", ["«Mixed,”"]),
        ("“Mixed,“ she said.", ["“Mixed,“"]),
        ('""Twice,"" she said.', ['""Twice,""']),
        ('"It is 12" wide and ours," she said.', ['"It is 12" wide and ours,"']),
        ("It is 6'2\" wide.", []),
    ],
)
def test_nested_and_mismatched_marks_make_one_quotation(text: str, expected: list[str]) -> None:
    """What is quoted inside a quotation is part of it; a mark of another style closes where no other does."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Forgotten, she said. “Not this.”", ["“Forgotten,", "“Not this.”"]),
        ('"Forgotten, Anna Berg said on Monday.', ['"Forgotten,']),
        ("“Forgotten, Anna Berg, the mayor, said. “Not this.”", ["“Forgotten,", "“Not this.”"]),
        ("“Open to the end|Another paragraph.", ["“Open to the end"]),
        ("Lost at first,” she said.", ["Lost at first,”"]),
        ("We met. Lost at first,” she said.", ["Lost at first,”"]),
        ("“Ours,” she said.” And left.", ["“Ours,”"]),
        ("a ” b ” c", []),
        ("“", ["“"]),
        ("”", []),
    ],
)
def test_forgotten_marks_cost_no_more_than_their_sentence(text: str, expected: list[str]) -> None:
    """Without a closing mark a quotation ends before the words of saying, without an opening one it begins
    with its sentence."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said: “One.|“Two.|“Three.”|Four.", ["“One.", "“Two.", "“Three.”"]),
        ('She said: "One.|"Two.|"Three."|Four.', ['"One.', '"Two.', '"Three."']),
        ("She said: “One.|Two.|Three.”|Four.", ["“One.", "Two.", "Three.”"]),
        ("She said: ‘One.|‘It’s two.’|Three.", ["‘One.", "‘It’s two.’"]),
        ("“One, she said.|“Two,” he said.", ["“One,", "“Two,”"]),
    ],
)
def test_a_quotation_runs_over_paragraphs(text: str, expected: list[str]) -> None:
    """Each paragraph begins with an opening mark, or the last one alone has a closing mark."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ["“" * 1000, "'a " * 2000, '"' * 1000, "” " * 1000, "‘x " * 2000, "“a” " * 2000]
)
def test_a_thousand_marks_are_read(text: str) -> None:
    """Whatever stands there, every quotation lies inside the text and they do not overlap."""
    found = find_quotations(text, [(0, len(text))])
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
