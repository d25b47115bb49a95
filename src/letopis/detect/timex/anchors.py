"""Lengths told from an event whose day the text gives: "two days after the August 9 vote".

In:   the tokens of a block, and the times found in it.
Out:  the event's day, and the days that lie so far from it.

An event is known by its noun, as long as no other day is told for that noun.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letopis.detect.timex.calendar import shift
from letopis.detect.timex.lexer import Tokens, vocabulary
from letopis.detect.timex.reading import EVENT, Reading, reading_of, spanned
from letopis.lexicon import words

NOUN_WITHIN = 5  # words between "after the" and the event's date, or between the event's noun and its date
NEXT_TO = ("on", "in", "of")
HAPPENED = frozenset(
    {"was", "were", "is", "are", "be", "will", "been", "has", "had", "took", "take", "place", "held"}
)
ARTICLES = frozenset({"the", "a", "an", "in", "on", "at", "by"})
STEPS = {"after": 1, "following": 1, "into": 1, "before": -1}


class EventDates:
    """The days that the nouns of a document were told with: "the August 9 vote", "the vote was held on August 9"."""

    def __init__(self) -> None:
        self._days: dict[str, Reading] = {}

    def remember(self, tokens: Tokens, first: int, last: int, reading: Reading) -> None:
        """Keep the day of `tokens[first:last]` for the noun beside it."""
        if noun := _noun_after(tokens, last) or _noun_before(tokens, first):
            self._days[noun] = reading

    def of_event(self, tokens: Tokens, index: int) -> Reading | None:
        """The day of the event named from `index` on ("after the vote"), or None."""
        for place in range(index, min(index + NOUN_WITHIN, len(tokens.spans))):
            word = _word(tokens, place)
            if not word.isalpha():
                return None
            if word in self._days:
                return self._days[word]
        return None


def _word(tokens: Tokens, index: int) -> str:
    start, end = tokens.spans[index]
    return tokens.text[start:end]


def _noun_after(tokens: Tokens, last: int) -> str:
    """ "vote" of "the August 9 vote", of "last month's vote"; "" where none stands there."""
    letters = vocabulary().letters
    if tokens.letters[last : last + 1] == letters["possessive"]:
        last += 1
    if last >= len(tokens.spans) or tokens.letters[last] != ".":
        return ""
    word = _word(tokens, last)
    return word if word.isalpha() and word.islower() else ""


def _noun_before(tokens: Tokens, first: int) -> str:
    """ "vote" of "the vote of August 9", of "the vote was held on August 9"; "" where none stands there."""
    letters = vocabulary().letters
    place = first - 1
    if place < 1 or tokens.letters[place] not in [letters[name] for name in NEXT_TO]:
        return ""
    for index in range(place - 1, max(place - 1 - NOUN_WITHIN, -1), -1):
        word = _word(tokens, index)
        if not word.isalpha() or not word.islower():
            return ""
        if word not in HAPPENED and not (word.endswith("ed") and len(word) > 4):
            return word if tokens.letters[index] == "." else ""
    return ""


def date_within(tokens: Tokens, last: int, first_of_next: int) -> bool:
    """True when the time at `first_of_next` is the date of the event that the length at `last` is told from."""
    if not last < first_of_next <= last + NOUN_WITHIN + 1:
        return False
    return all(_word(tokens, index).isalpha() for index in range(last, first_of_next))


def ends_after(tokens: Tokens, last: int) -> bool:
    """True when nothing is named after "days before" at `last`: what was told of last is meant ("days before.",
    "two days after that,")."""
    after, letters = last + 1, vocabulary().letters
    if after < len(tokens.spans) and tokens.letters[after] in (letters["that"], letters["this"]):
        after += 1
        if after < len(tokens.spans) and _opens_clause(tokens, after):
            return True  # "two days before that the cabinet had resigned"
    if after >= len(tokens.spans):
        return True
    return not _word(tokens, after)[0].isalnum()


def _opens_clause(tokens: Tokens, index: int) -> bool:
    """True for what no noun of "that" begins with: an article, a pronoun, a name."""
    word = _word(tokens, index)
    return word[0].isupper() or word.lower() in words("pronouns") | ARTICLES


def step_of(tokens: Tokens, last: int) -> int:
    """1 for "days after", -1 for "days before", 0 where neither stands at `last`."""
    letters = vocabulary().letters
    names = {letters[name]: step for name, step in STEPS.items()}
    return names.get(tokens.letters[last : last + 1], 0)


def told_from(length: Reading, event: Reading, step: int, *, whole: bool = False) -> Reading:
    """The length with the days that lie so far after (1) or before (-1) the event; its value stays a length; `whole`:
    of "the week after", all of it."""
    if event.start is None or event.end is None:
        return length
    if length.count is None:
        start, end = (event.end, length.end) if step > 0 else (None, event.start)
        if start and end and end <= start:
            end = None
        return replace(length, start=start, end=end, basis=EVENT, edtf=spanned(start, end))
    day: date = shift(event.start, length.unit, step * length.count)
    fine = event.unit == "day" and length.unit in ("day", "week")
    unit = "day" if fine else length.unit if length.unit in ("day", "week", "month", "year") else event.unit
    if event.unit in ("month", "year") and unit in ("day", "week"):
        unit = event.unit
    if whole and length.unit == "week" and unit == "day":
        unit = "week"  # "the week after"
    there = reading_of(day, unit)
    return replace(
        length, start=there.start, end=there.end, basis=EVENT, extent="within", edtf=there.edtf_string()
    )


def from_start_of(length: Reading, named: Reading) -> Reading:
    """The length at the beginning of the named stretch: "the first nine months of 2019"."""
    if named.start is None or named.end is None or length.count is None:
        return length
    end = shift(named.start, length.unit, length.count)
    if not named.start < end <= named.end:
        return length
    edtf = spanned(named.start, end)
    return replace(length, start=named.start, end=end, basis=named.basis, edtf=edtf)


def up_to(length: Reading, named: Reading) -> Reading:
    """The length that ends with the named day: "the year ended March 31"."""
    if named.end is None or length.count is None:
        return length
    start = shift(named.end, length.unit, -length.count)
    return replace(length, start=start, end=named.end, edtf=spanned(start, named.end))
