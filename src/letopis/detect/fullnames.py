"""Find where the name of a person begins and ends, where the tagger found a part of it.

In:   words, and the span that is called a person.
Out:  the span of the whole name, without titles.

What belongs to a name is told by how it is written ("Jae-in" is one word), by the tree (the words of a name hang flat
on its first), by listed given names, and by a title before it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from letopis import gazetteer
from letopis.detect.listed import office_at
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.lexicon import classes, lemma_of, vocabulary

EDGES = frozenset(
    [
        "the",
        "a",
        "an",
        "'s",
        "’s",
        "'",
        "’",
        '"',
        "“",
        "”",
        ",",
        ".",
        "-",
        "(",
        ")",
        "and",
        "of",
        "‘",
        "—",
        "–",
    ]
)

LONGEST = 4  # words of a name, and one


def whole_name(words: Words, start: int, end: int) -> tuple[int, int]:
    """The span with a given name before it and the rest behind it that the tagger left out."""
    sentence = words.sentence[start]
    before = words.text[start - 1] if start and words.sentence[start - 1] == sentence else ""
    if before[:1].isupper() and words.pos[start - 1] == "PROPN" and gazetteer.is_given_name(before):
        start -= 0 if gazetteer.is_given_name(words.text[start]) else 1
    elif _is_part_before(words, start):
        start -= 1
    if end - start == 1 and gazetteer.is_given_name(words.text[start]) and end < len(words):
        follows = words.sentence[end] == sentence and _is_capitalised(words, end)
        if follows and words.text[end][-1].isalpha() and not gazetteer.country_form(words.text[end]):
            end += 1
    return start, _behind(words, start, end)


def _is_part_before(words: Words, start: int) -> bool:
    """True where the name hangs flat on a word in capitals before it that is no title: "Md Mainul Islam"."""
    if not start or words.head[start] != start - 1 or not words.dep[start].startswith("flat"):
        return False
    before = words.text[start - 1]
    is_short = len(before) < LONGEST and before.isalpha() and words.pos[start - 1] == "PROPN"
    is_title = gazetteer.is_title(before) or gazetteer.country_form(before) or _ends_office(words, start)
    return (
        is_short
        and before[:1].isupper()
        and not is_title
        and words.sentence[start - 1] == words.sentence[start]
    )


def _behind(words: Words, start: int, end: int) -> int:
    """The token after what is written together with the end of the name, or hangs flat on it."""
    while end < len(words) and words.sentence[end] == words.sentence[start]:
        if after := _glued(words, start, end):
            end = after
        elif (
            _is_capitalised(words, end)
            and words.dep[end].startswith("flat")
            and start <= words.head[end] < end
        ):
            end += 1
        else:
            break
    return end


def _glued(words: Words, start: int, end: int) -> int:
    """The token after "-in" behind "Moon Jae", or 0: a hyphen and a syllable of given names, or a capital."""
    hyphen = words.text[end - 1] == "-" or words.text[end].startswith("-")
    if words.start[end] != words.end[end - 1] or not hyphen:
        return 0
    at = end + 1 if words.text[end] == "-" else end
    if at >= len(words) or words.start[at] != words.end[at - 1]:
        return 0
    part = words.text[at].removeprefix("-")
    is_syllable = end - start > 1 and part in word_class("name_syllable")
    return at + 1 if is_syllable or part[:1].isupper() else 0


def after_titles(words: Words, start: int, end: int) -> int:
    """The first token of the person's own name; titles, demonyms and articles before it are passed over."""
    while start < end - 1:
        match = office_at(words, start)
        form = gazetteer.country_form(words.text[start])
        if match and start + match.length < end:
            start += match.length
        elif (
            (gazetteer.is_title(words.text[start]) and not _opens_initials(words, start))
            or words.lower[start] in EDGES
            or (form and form.form == "adjective")
            or (
                gazetteer.is_person_noun(words.lower[start])
                and not gazetteer.is_given_name(words.text[start])  # "President Victor Ponta"
            )
        ):
            start += 1
        else:
            break
    return start


def _opens_initials(words: Words, i: int) -> bool:
    """True for the "M." of "M. S. Gill"; of "M. Dupont" it is Monsieur."""
    return (
        len(words.text[i]) == len(words.text[i + 1]) == 2 and words.text[i][1] == words.text[i + 1][1] == "."
    )


def titled_names(words: Words, taken: list[bool]) -> list[tuple[int, int]]:
    """Spans of full names behind an office ("President Park Geun-hye") that the tagger did not find."""
    found = []
    for i in range(1, len(words) - 1):
        if taken[i] or not words.readable[i] or not _is_capitalised(words, i):
            continue
        if names_holder(words, i):
            end = _behind(words, i, i + 1)
            if end - i > 1 and not any(taken[i:end]):
                found.append((i, end))
            continue
        office = words.text[i - 1][0].isupper() and words.sentence[i - 1] == words.sentence[i]
        if not office or gazetteer.country_form(words.text[i]) or not _ends_office(words, i):
            continue
        end = _behind(words, i, i + 1)
        if end - i > 1 and not any(taken[i:end]):
            found.append((i, end))
    return found


def names_holder(words: Words, i: int) -> bool:
    """True for the name between commas behind a title: "the governor of the bank, Ilaisa Fonua, warned"."""
    title = words.head[i]
    if words.dep[i] != "appos" or not title < i or words.text[i - 1] != "," or not _is_capitalised(words, i):
        return False
    end = i + 1
    while end < len(words) and words.dep[end].startswith("flat") and words.head[end] == i:
        end += 1
    if not 1 < end - i < LONGEST or words.text[end : end + 1] not in ([","], ["."]):
        return False
    if words.dep[title] == "nmod" and words.head[title] < title:  # the tree may hang the name on the body
        title = words.head[title]
    matches = ((at, office_at(words, at)) for at in range(max(title - 4, 0), title + 1))
    return any(match is not None and at + match.length == title + 1 for at, match in matches)


def _ends_office(words: Words, i: int) -> bool:
    """True where an office or title ends just before the token."""
    if gazetteer.is_title(words.text[i - 1]):
        return True
    matches = ((at, office_at(words, at)) for at in range(max(i - 4, 0), i))
    return any(match is not None and at + match.length == i for at, match in matches)


def is_full_name(words: Words, i: int) -> bool:
    """True where a given name stands at the token and a capitalised word hangs flat on it."""
    return (
        gazetteer.is_given_name(words.text[i])
        and i + 1 < len(words)
        and _is_capitalised(words, i + 1)
        and words.dep[i + 1].startswith("flat")
        and words.head[i + 1] == i
    )


def is_given_first(words: Words, start: int, end: int) -> bool:
    """True for a given name and a surname that the tagger took for a town: "to swear in Guido Bellido"."""
    flat = all(words.dep[i] == "flat" and words.head[i] == start for i in range(start + 1, end))
    return end - start > 1 and flat and gazetteer.is_given_name(words.text[start])


def _is_capitalised(words: Words, i: int) -> bool:
    return words.text[i][0].isupper() and words.pos[i] == "PROPN"


def without_verb(words: Words, span: tuple[int, int], known: frozenset[tuple[str, ...]]) -> tuple[int, int]:
    """The span without the capitalised verb of a headline: "Ana Ruiz Defends" where the text names an Ana Ruiz.

    Args:
        known: the names of people in the text, word by word.
    """
    start, end = span
    last = words.text[end - 1]
    if end - start < 3 or tuple(words.text[start : end - 1]) not in known:
        return span
    is_verb = any(lemma_of(last, tag, "") in vocabulary()["V"] for tag in ("VBZ", "VBD"))
    return (start, end - 1) if is_verb else span


def _is_told_of_person(words: Words, i: int) -> bool:
    """True for a name that only somebody can bear: "of Sata, who died", "a minister under Lund"."""
    if words.lower[i + 1 : i + 3] in ([",", "who"], [",", "whom"], [",", "whose"]):
        return True
    before, noun = words.lower[i - 1 : i], words.lemma[i - 2 : i - 1]
    if before == ["under"]:
        return bool(noun) and noun[0] in classes()["officeholder"]
    return before == ["of"] and bool(noun) and noun[0] in classes()["of_person"]


def told_people(
    words: Words, tagged: Iterable[tuple[int, int, str, float]], listed: Container[int]
) -> set[str]:
    """Single words that the tagger took for towns and no list has, where only somebody can bear them."""
    towns = (start for start, end, label, _ in tagged if label == "LOC" and end - start == 1)
    return {words.text[i] for i in towns if i not in listed and _is_told_of_person(words, i)}
