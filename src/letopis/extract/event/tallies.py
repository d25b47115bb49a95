"""Find how a vote went: "52 to 47", "by 180 votes to 54, with 12 abstentions", "380 in favour and six against", "6-3".

In:   a `Reading`.
Out:  a `Tally` for each result that is told, in text order; which act it belongs to is asked with `tally_of`.

Percentages, sums and scores of anything that nobody voted on are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from letopis.claim import Argument
from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes, table
from letopis.mention import Mention

VOTED = frozenset(
    {"LEGISLATE", "REJECT", "APPOINT", "DISMISS", "ELECT", "RULE", "ACCUSE", "SUPPORT", "SANCTION", "AGREE"}
)
JOINTS = frozenset({"to", "-", "–", "—", "against", "versus", "v"})
MOST = 100_000  # votes of a body, not of a people
AFTER = 12  # words between those in favour and those against
CLIMB = 6  # steps in the tree between a tally and its act


@dataclass(frozen=True, slots=True)
class Tally:
    """One result: the words (first, after) of each number, and their values; None where one is not told.

    `first` and `after` bound the whole; `sided`: the words say which number is for and which against.
    """

    first: int
    after: int
    ayes: tuple[int, int, int] | None
    noes: tuple[int, int, int] | None
    abstained: tuple[int, int, int] | None = None
    sided: bool = False


@cache
def _numbers() -> dict[str, int]:
    return {
        row["word"]: int(row["value"])
        for row in table("quantities")
        if row["kind"] == "number" and row["word"] != "half"
    }


def tallies_of(reading: Reading) -> list[Tally]:
    """The results of votes in a document, in text order; cached on the reading."""
    cached: list[Tally] | None = reading.__dict__.get("_tallies")
    if cached is None:
        cached = reading.__dict__["_tallies"] = list(_find(reading))
    return cached


def _find(reading: Reading) -> Iterator[Tally]:
    after = 0
    for word in range(len(reading.words)):
        if word < after or not _is_count(reading, word):
            continue
        tally = _pair(reading, word) or _sides(reading, word)
        if tally is None:
            continue
        tally = _with_abstained(reading, tally)
        after = tally.after
        yield tally


def _is_count(reading: Reading, word: int) -> bool:
    if word in reading.times or not (reading.pos[word] == "NUM" or reading.words[word][:1].isdecimal()):
        return False
    text = reading.words[word].lower()
    return text.replace(",", "").isdecimal() or text in _numbers()


def _value(reading: Reading, word: int) -> int:
    text = reading.words[word].lower().replace(",", "")
    return int(text) if text.isdecimal() else _numbers()[text]


def _end(reading: Reading, word: int) -> int:
    """The word after a number and the noun that says what it counts: "votes", "lawmakers"."""
    counted = classes()["people"] | {"vote"}
    after = word + 1
    return after + 1 if after < len(reading.words) and reading.lemmas[after] in counted else after


def _pair(reading: Reading, word: int) -> Tally | None:
    """ "52 to 47", "52-47", "180 votes to 54"."""
    last = reading.sents[reading.sent_of[word]][1]
    after = _end(reading, word)
    if after + 1 >= last or reading.words[after].lower() not in JOINTS or not _is_count(reading, after + 1):
        return None
    other = after + 1
    end = _end(reading, other)
    values = _value(reading, word), _value(reading, other)
    if max(values) > MOST or not any(reading.words[w][0].isdecimal() for w in (word, other)):
        return None
    beyond = reading.words[end].lower() if end < last else ""
    if beyond in ("percent", "per", "%", "percentage", "points", "-", "–") or reading.words[word - 1] in (
        "$",
        "€",
        "£",
        "-",
        "–",
    ):
        return None
    if reading.words[word - 1].lower() == "from" and reading.words[after].lower() == "to":
        return None  # "the majority shrank from 14 to 3"
    ratio = values[1] == 1 and end < last and reading.lemmas[end] in ("margin", "ratio", "odds", "majority")
    if ratio or not _is_voted(reading, word, end):
        return None
    return Tally(word, end, (word, after, values[0]), (other, end, values[1]))


def _is_voted(reading: Reading, word: int, end: int) -> bool:
    """True where somebody votes or decides: by the word before or behind the numbers, or the verb over them."""
    first, last = reading.sents[reading.sent_of[word]]
    nouns = classes()["tally_noun"]
    before = range(max(first, word - 8), word)
    if any(reading.lemmas[w] in ("vote", "split", "divide") or reading.lemmas[w] in nouns for w in before):
        return True
    if any(reading.lemmas[w] in nouns for w in range(end, min(end + 4, last))):
        return True
    if "vote" in (reading.lemmas[_end(reading, word) - 1], reading.lemmas[end - 1]):
        return True
    scored = classes()["score_verb"]
    led = reading.words[word - 1].lower() in ("by", ",", "(")
    led = led or reading.lemmas[word - 1] in scored | classes()["balloted"]  # "passed the bill 52-47"
    led = led or (
        reading.pos[word - 1] == "PRON" and reading.deps[word - 1] == "obj"
    )  # "rejected it 77 to 71"
    return led and any(reading.lemmas[w] in scored for w in before)


def _sides(reading: Reading, word: int) -> Tally | None:
    """ "380 votes in favour and six against", "voted 12 for and 3 against"."""
    last = reading.sents[reading.sent_of[word]][1]
    after = _end(reading, word)
    if after >= last:
        return None
    says = _side(reading, after, last)
    if says is None:
        return None
    for other in range(after + 1, min(after + AFTER, last - 1)):
        if not _is_count(reading, other):
            continue
        end = _end(reading, other)
        side = _side(reading, end, last) if end < last else None
        if side is None or side == says:
            return None
        one, two = (word, after, _value(reading, word)), (other, end, _value(reading, other))
        ayes, noes = (one, two) if says == "for" else (two, one)
        return Tally(word, end + 1, ayes, noes, sided=True)
    return None


def _side(reading: Reading, word: int, last: int) -> str | None:
    """ "for" or "against", where the words at this place say on which side those are who were counted."""
    at = word
    while at < last and reading.words[at].lower() in ("voted", "voting", "were", "in", "votes"):
        at += 1
    told = reading.words[at].lower() if at < last else ""
    if told in classes()["tally_for"] and (
        told != "for" or at + 1 >= last or reading.words[at + 1] in (",", "and", "to", ".")
    ):
        return "for"
    return "against" if told in classes()["tally_against"] else None


def _with_abstained(reading: Reading, tally: Tally) -> Tally:
    """The tally with those who abstained, told behind it in the sentence."""
    last = reading.sents[reading.sent_of[tally.first]][1]
    for word in range(tally.after, min(tally.after + 2 * AFTER, last)):
        if not _is_count(reading, word):
            continue
        end = _end(reading, word)
        near = range(end, min(end + 2, last))
        if any(
            reading.lemmas[w] in classes()["abstaining"]
            or reading.words[w].lower() in classes()["abstaining"]
            for w in near
        ):
            found = next(
                w
                for w in near
                if reading.lemmas[w] in classes()["abstaining"]
                or reading.words[w].lower() in classes()["abstaining"]
            )
            return replace(tally, abstained=(word, found + 1, _value(reading, word)), after=found + 1)
    return tally


def is_of_tally(reading: Reading, quantity: Mention) -> bool:
    """True for a number of the result of a vote."""
    spans: set[int] | None = reading.__dict__.get("_tallied")
    if spans is None:
        spans = {s for t in tallies_of(reading) for s in reading.starts[t.first : t.after]}
        reading.__dict__["_tallied"] = spans
    inside = reading.words_in(quantity.start, quantity.end)
    return any(reading.starts[word] in spans for word in inside)


def tally_of(reading: Reading, match: Match, matches: Iterable[Match]) -> Tally | None:
    """The result of the vote that an act is: the one in its clause, which no other act of the sentence is nearer to."""
    if match.frame.type not in VOTED:
        return None
    sentence = reading.sent_of[match.word]
    here = [tally for tally in tallies_of(reading) if reading.sent_of[tally.first] == sentence]
    for tally in here:
        rivals = [m for m in matches if m.frame.type in VOTED and reading.sent_of[m.word] == sentence]
        if min(rivals, key=lambda m: _distance(reading, tally, m.word), default=None) is match:
            return tally
    return None


def _distance(reading: Reading, tally: Tally, word: int) -> tuple[int, int]:
    """How far an act is from a result: by the tree, up or down from the numbers, else by place."""
    up = tally.first
    for step in range(CLIMB):
        up = reading.heads[up]
        if up == word:
            return step, 0
        if reading.heads[up] == up:
            break
    governor = _governor(reading, tally)
    down = word
    for step in range(CLIMB):
        if reading.heads[down] == governor or down == governor:
            return CLIMB + step, abs(word - tally.first)
        down = reading.heads[down]
    return 3 * CLIMB, abs(word - tally.first)


def _governor(reading: Reading, tally: Tally) -> int:
    """The verb, or else the topmost word, that the numbers hang on."""
    word = tally.first
    for _ in range(CLIMB):
        if reading.pos[word] == "VERB" or reading.heads[word] == word:
            break
        word = reading.heads[word]
    return word


def told(reading: Reading, tally: Tally, *, turned: bool) -> list[Argument]:
    """The numbers as arguments; `turned`: the act says that what was voted on failed: the first were against."""
    sides = ("votes_against", "votes_for") if turned and not tally.sided else ("votes_for", "votes_against")
    parts = zip((*sides, "abstentions"), (tally.ayes, tally.noes, tally.abstained), strict=True)
    found = []
    for measure, part in parts:
        if part is None:
            continue
        start, end = reading.starts[part[0]], reading.ends[part[1] - 1]
        found.append(
            Argument(
                "magnitude", start, end, reading.text[start:end], None, f"{part[2]} votes", measure=measure
            )
        )
    return found
