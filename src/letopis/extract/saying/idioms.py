"""Find sayings told by a set phrase or by the way in which a thing is judged: "let it be known that", "dismissed the
vote as a farce", "claimed credit for". What a noun says ("their complaint is that") stands in accounts.py.

In:   a `Reading`.
Out:  attributions, each with the word that heads its speaker.

Phrases: saying_idioms.tsv. Verbs and nouns: classes.tsv.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from letopis.claim import Polarity
from letopis.extract.certainty.carried import is_belittled
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.figure.estimates import find_estimates
from letopis.extract.saying.cues import act_of
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed, Span
from letopis.extract.saying.silences import find_silences
from letopis.extract.saying.voices import phrase_start
from letopis.extract.sentence.frames import is_of_class
from letopis.extract.sentence.reading import PARTIES, Reading
from letopis.extract.sentence.slots import is_passive, slots_of
from letopis.lexicon import Speech, classes, table
from letopis.mention import Form

SCORE = 0.6  # as of other sayings that only the tree shows
BEHIND = 12  # words between a phrase and its clause: "let it be known the same evening that"
OWNERS = frozenset({"his", "her", "its", "their", "the", "a", "an", "my", "our"})
ANYBODY = (1, 2, 3, 4)  # words for whoever is told
FINITE = ("VBD", "VBZ", "VBP", "MD")
OPENING = frozenset(
    {"when", "while", "as", "after", "before", "if", "although", "though", "because", "since"}
)
DOING = frozenset({"promise", "ask", "warn", "decree", "intend"})
CLAUSES = ("acl", "xcomp", "ccomp", "advcl")
HEARD = Speech((), "V", (), "say", ("subj",), None, frozenset(), "hearing_from")
STOPS = frozenset({",", ".", ";", ":", "-", "\u2013", "\u2014", "?", "!"})


def with_idioms(reading: Reading, attributions: Sequence[Attributed]) -> list[Attributed]:
    """The attributions with those that set phrases tell, each in the place of what was tagged at its words."""
    told = [*find_idioms(reading), *find_silences(reading), *find_estimates(reading)]
    kept = [one for one in attributions if not any(_is_same(one, other) for other in told)]
    return [*kept, *told]


def _is_same(tagged: Attributed, told: Attributed) -> bool:
    """True where cue and content of both meet."""
    if tagged.cue is None or told.cue is None or not _meets(tagged.cue, told.cue):
        return False
    return any(_meets(one, other) for one in tagged.content for other in told.content)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def find_idioms(reading: Reading) -> Iterator[Attributed]:
    """The sayings of a document that such words tell, in no order."""
    for word, pos in enumerate(reading.pos):
        if pos in ("VERB", "AUX"):
            yield from _phrases(reading, word)
        if pos == "VERB":
            yield from _judged(reading, word)
            yield from _voiced(reading, word)
            yield from _renewed(reading, word)
            yield from _heard(reading, word)


@cache
def _set_phrases() -> dict[str, tuple[tuple[tuple[str, ...], Speech], ...]]:
    """By the verb's lemma what may follow it, the longest first, each with its act."""
    found: dict[str, list[tuple[tuple[str, ...], Speech]]] = {}
    for row in table("saying_idioms"):
        verb, *rest = row["phrase"].split()
        marks = frozenset({"affirmed"} if {"no", "little", "nobody", "never"} & set(rest) else ())
        act = Speech((verb,), "V", (), row["act"] or "say", ("obj", "to"), None, marks, "saying_idioms")
        found.setdefault(verb, []).append((tuple(rest), act))
    return {
        verb: tuple(sorted(rests, key=lambda rest: (-len(rest[0]), rest[0]))) for verb, rests in found.items()
    }


def _speaker(reading: Reading, verb: int) -> int | None:
    """The party that is the verb's subject, if it said it."""
    subjects = slots_of(reading, verb).get("subj", ())
    return next((w for w in subjects if w in reading.parties and reading.parties[w].kind in PARTIES), None)


def _phrases(reading: Reading, verb: int) -> Iterator[Attributed]:
    """ "The palace let it be known that …"."""
    for rest, act in _set_phrases().get(reading.lemmas[verb], ()):
        after = _behind_phrase(reading, verb, rest)
        if after is None:
            continue
        speaker = _speaker(reading, verb)
        clause = _that_clause(reading, after, BEHIND)
        content = (clause,) if clause else _clause_in_front(reading, verb, speaker, after)
        if content and speaker is not None:
            cue = (reading.starts[verb], reading.ends[after - 1])
            yield Attributed((), cue, content, SCORE, speaker, form="indirect", act=act)
        return


def _behind_phrase(reading: Reading, verb: int, rest: tuple[str, ...]) -> int | None:
    """The word behind a set phrase that stands behind a verb, or None where it does not."""
    whom = ANYBODY if rest[:1] == ("#",) else (0,)  # "left reporters in no doubt"
    fixed = rest[1:] if rest[:1] == ("#",) else rest
    for words in whom:
        first = verb + 1 + words
        said = [word.lower() for word in reading.words[first : first + len(fixed)]]
        if len(said) == len(fixed) and all(
            a == b or (a == "*" and b in OWNERS) for a, b in zip(fixed, said, strict=True)
        ):
            return first + len(fixed)
    return None


def _that_clause(reading: Reading, first: int, within: int) -> Span | None:
    """The clause that "that" opens at a word or a few words behind it, in its sentence."""
    _, end = reading.sents[reading.sent_of[first - 1]]
    for that in range(first, min(first + within, end)):
        if reading.words[that].lower() != "that" or reading.deps[that] != "mark":
            continue
        return _span(reading, (w for w in reading.subtree(reading.heads[that]) if w >= that))
    return None


def _clause_in_front(reading: Reading, verb: int, speaker: int | None, after: int) -> tuple[Span, ...]:
    """ "The road was open, the palace let it be known": the clause in front of who says so, and around it ("The king,
    his physician let it be known, would not travel")."""
    if speaker is None or not speaker < verb:
        return ()
    own, (begin, end) = phrase_start(reading, speaker), reading.sents[reading.sent_of[verb]]
    if own <= begin or reading.words[own - 1] != "," or reading.words[begin].lower() in OPENING:
        return ()
    front, rest = range(begin, own - 1), range(after + 1, end)
    told, goes_on = (any(reading.tags[w] in FINITE for w in side) for side in (front, rest))
    put_in = not told and goes_on and reading.words[after : after + 1] == [","]
    if reading.pos[begin] in ("SCONJ", "ADP") or not (put_in or told):
        return ()
    if not put_in and reading.deps[verb] not in ("parataxis", "ccomp", "root", "advcl"):
        return ()
    return tuple(
        span for side in ((front, rest) if put_in else (front,)) if (span := _span(reading, side)) is not None
    )


def _span(reading: Reading, words: Iterable[int]) -> Span | None:
    """From the first to the last of words, without stops around them."""
    found = sorted(w for w in words if reading.is_read(w) and reading.words[w] not in STOPS)
    return trim(reading.text, reading.starts[found[0]], reading.ends[found[-1]]) if found else None


def _heard(reading: Reading, verb: int) -> Iterator[Attributed]:
    """ "The inquiry heard from a printer that C", "they learned from the minister that C": who it is from says C."""
    if reading.lemmas[verb] not in classes()["hearing_from"] or is_passive(reading, verb):
        return
    slots = slots_of(reading, verb)
    clause = next((k for k in slots.get("ccomp", ()) if k > verb), None)
    teller = next(
        (w for w in slots.get("from", ()) if w in reading.parties or is_of_class(reading, w, "teller")), None
    )
    if clause is None or teller is None or factuality_of(reading, verb).polarity == Polarity.NEGATED:
        return
    that = next(
        (k for k in reading.kids[clause] if reading.lemmas[k] == "that" and reading.deps[k] == "mark"), None
    )
    span = _span(reading, (w for w in reading.subtree(clause) if that is not None and w >= that))
    if span is not None and reading.starts[teller] < span[0]:
        cue = (reading.starts[verb], reading.ends[verb])
        yield Attributed((), cue, (span,), SCORE, _named(reading, teller), form="indirect", act=HEARD)


def _named(reading: Reading, word: int) -> int:
    """The name that explains a word ("a printer, Wendell Pugh"), else the word."""
    names = (k for k in reading.kids[word] if reading.deps[k] == "appos" and k in reading.parties)
    return next((k for k in names if reading.parties[k].form == Form.NAME), word)


def _judged(reading: Reading, verb: int) -> Iterator[Attributed]:
    """ "dismissed the vote as a farce": what is said of it."""
    if reading.lemmas[verb] not in classes()["judging_as"] or is_passive(reading, verb):
        return
    slots = slots_of(reading, verb)
    things = [w for w in slots.get("obj", ()) if w > verb]
    if not things:
        return
    called = [
        kid
        for upper in (verb, things[0])
        for kid in reading.kids[upper]
        if kid > things[0] and any(_is_as(reading, w) for w in reading.kids[kid])
    ]
    speaker = _speaker(reading, verb)
    if not called or speaker is None or reading.pos[called[0]] == "VERB":
        return
    if called[0] in reading.offices and not is_belittled(reading, verb) and reading.lemmas[verb] == "dismiss":
        return  # "dismissed him as minister"
    span = _span(reading, (w for top in (things[0], called[0]) for w in reading.subtree(top) if w > verb))
    if span:
        cue = (reading.starts[verb], reading.ends[verb])
        yield Attributed((), cue, (span,), SCORE, speaker, form="indirect")


def _is_as(reading: Reading, word: int) -> bool:
    """True for "as" that says what somebody or something is; not in ", as opposed to"."""
    plain = reading.words[word].lower() == "as" and reading.deps[word] in ("case", "mark")
    return plain and reading.words[word - 1] != ","


def _voiced(reading: Reading, verb: int) -> Iterator[Attributed]:
    """ "claimed credit for the calm", "voiced regret over the deaths"."""
    if reading.lemmas[verb] not in classes()["voicing"] or is_passive(reading, verb):
        return
    things = [w for w in slots_of(reading, verb).get("obj", ()) if reading.lemmas[w] in classes()["voiced"]]
    speaker = _speaker(reading, verb)
    negated = factuality_of(reading, verb).polarity == Polarity.NEGATED
    if not things or speaker is None or things[0] < verb or negated:
        return
    span = trim(reading.text, *reading.span_of(things[0]))
    if span:
        cue = (reading.starts[verb], reading.ends[verb])
        yield Attributed((), cue, (span,), SCORE, speaker, form="indirect")


def _renewed(reading: Reading, verb: int) -> Iterator[Attributed]:
    """ "renewed her pledge to rebuild the mill": what the noun of saying is to do."""
    if reading.lemmas[verb] not in classes()["renewing"] or is_passive(reading, verb):
        return
    nouns = [k for k in reading.kids[verb] if reading.deps[k] == "obj" and k > verb]
    act = act_of(reading, nouns[0]) if nouns and reading.pos[nouns[0]] == "NOUN" else None
    speaker = _speaker(reading, verb)
    if act is None or act.act not in DOING or speaker is None:
        return
    near = (k for upper in (nouns[0], verb) for k in reading.kids[upper] if k > nouns[0])
    clause = next((k for k in near if reading.tags[k] == "VB" and reading.deps[k] in CLAUSES), None)
    span = _span(reading, reading.subtree(clause)) if clause is not None else None
    if span and factuality_of(reading, verb).polarity != Polarity.NEGATED:
        cue = (reading.starts[verb], reading.ends[nouns[0]])
        yield Attributed((), cue, (span,), SCORE, speaker, form="indirect", act=act)
