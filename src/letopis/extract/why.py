"""Say why words of a document are told in no claim.

In:   a document, annotated, its mentions and claims.
Out:  for each word that can report something and reports nothing here, why.

The stages are those of events.py, one after the other; nothing of this runs when documents are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc

from letopis.claim import Claim
from letopis.document import Document
from letopis.explained import Untold, Why
from letopis.extract.event.ballots import with_kind
from letopis.extract.event.harm import join_harm
from letopis.extract.event.magnitudes import is_opinion
from letopis.extract.sentence.frames import LETTERS, Match, best_frame, find_matches, holds, is_attributive
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.shared_roles import join_repeated, join_subject, share_recipients
from letopis.extract.sentence.sifting import absorbed_words, why_unwanted
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import NO_EVENT, Frame, Need, frames, speech
from letopis.mention import Mention

CLAUSES = frozenset(
    {"root", "ROOT", "ccomp", "advcl", "conj", "acl", "acl:relcl", "xcomp", "parataxis", "csubj"}
)
HELPING = frozenset({"be", "have", "do"})
SLOTS = {
    "subj": "a subject",
    "obj": "an object",
    "poss": "an owner",
    "ccomp": "a clause",
    "xcomp": "an infinitive",
    "lv": "a verb that carries it",
    "prt": "a particle",
    "mod": "a word before it",
    "iobj": "somebody it is done to",
}


def find_untold(
    document: Document, doc: Doc, mentions: Iterable[Mention], claims: Iterable[Claim]
) -> list[Untold]:
    """The words that could report something and are told in no claim, in text order, each with the reason."""
    reading = Reading(document, doc, mentions)
    told = _told_words(reading, claims)
    reasons = {**_of_offices(reading, told), **_of_words(reading, told)}
    return [
        Untold(reading.starts[word], reading.ends[word], reading.words[word], *reasons[word])
        for word in sorted(reasons)
        if word not in told
    ]


def _told_words(reading: Reading, claims: Iterable[Claim]) -> set[int]:
    """The words that are the cue of a claim, or of a source."""
    spans = [evidence.cue for claim in claims for evidence in claim.evidence if evidence.cue]
    for claim in claims:
        spans += [
            (link.cue_start, link.cue_end or 0) for link in claim.attribution if link.cue_start is not None
        ]
        spans += [(part.start, part.end) for part in claim.arguments if part.role in ("cue", "office")]
    return {word for start, end in spans for word in reading.words_in(start, end)}


def _of_words(reading: Reading, told: set[int]) -> dict[int, tuple[Why, str]]:
    """The reason of each verb and noun that is known, and of each verb of a clause that is not."""
    found: dict[int, tuple[Why, str]] = {}
    for word, pos in enumerate(reading.pos):
        letter = LETTERS.get(pos)
        helping = pos == "AUX" or reading.lemmas[word] in HELPING
        if letter is None or helping or word in reading.times:
            continue
        known = [
            f for table in ("events", "ties") for f in frames(table).get((reading.lemmas[word], letter), ())
        ]
        if not known:
            reason = _unknown(reading, word, letter)
            found |= {word: reason} if reason else {}
            continue
        events = frames("events").get((reading.lemmas[word], letter), ())
        best = best_frame(reading, events, slots_of(reading, word)) if events else None
        if is_attributive(reading, word) or reading.deps[word] in ("amod", "compound"):
            found[word] = Why.SORT, ""
        elif best is None:
            found[word] = Why.MISSING, _missing(reading, known, word)
        elif best.type == NO_EVENT:
            found[word] = Why.OTHER_USE, ""
        else:
            found[word] = Why.MERGED, ""
    matches = _matches(reading, found)
    return found | _of_matches(reading, matches, told)


def _unknown(reading: Reading, word: int, letter: str) -> tuple[Why, str] | None:
    """The reason of a word that no frame knows: of a verb of a clause only."""
    if letter != "V" or reading.deps[word] not in CLAUSES:
        return None
    if (reading.lemmas[word], "V") in speech():
        return Why.SAYING, ""
    return Why.UNKNOWN, ""


def _missing(reading: Reading, known: Iterable[Frame], word: int) -> str:
    """What the frame that lacks least asks for: "an object (party)"."""
    slots = slots_of(reading, word)
    lacking = [[need for need in frame.needs if not holds(reading, need, slots)] for frame in known]
    if not any(lacking):
        return ""
    least = min(
        (needs for needs in lacking if needs), key=lambda needs: (len(needs), [n.slot for n in needs])
    )
    return ", ".join(_in_words(need) for need in least)


def _in_words(need: Need) -> str:
    place = SLOTS.get(need.slot, f"“{need.slot} …”")
    wanted = sorted(need.classes) + sorted(need.words)
    told = f"{place} ({', '.join(wanted[:4])}{', …' if len(wanted) > 4 else ''})" if wanted else place
    return f"not {told}" if need.absent else told


def _matches(reading: Reading, found: Mapping[int, tuple[Why, str]]) -> list[Match]:
    """The matches of events, roles joined, as events.py has them before it sifts."""
    own = [
        match
        for match in find_matches(reading, "events")
        if found.get(match.word, (None,))[0] is not Why.SORT
    ]
    return share_recipients(reading, [join_subject(reading, match) for match in join_repeated(reading, own)])


def _of_matches(reading: Reading, matches: list[Match], told: set[int]) -> dict[int, tuple[Why, str]]:
    """The reason of each word that a frame of events fits."""
    found: dict[int, tuple[Why, str]] = {}
    wanted = []
    for match in matches:
        why = why_unwanted(reading, match)
        if why is None:
            wanted.append(match)
        else:
            found[match.word] = why, ""
    absorbed = absorbed_words(reading, wanted, frozenset())
    left = {match.word: with_kind(reading, match) for match in wanted if match.word not in absorbed}
    joined = join_harm(reading, left)
    for match in wanted:
        word = match.word
        if word in absorbed:
            found[word] = Why.ABSORBED, _teller(reading, word, told)
        elif word not in joined:
            found[word] = Why.MERGED, _teller(reading, word, told)
        else:
            found[word] = (Why.OPINION if is_opinion(reading, joined[word]) else Why.BARE), ""
    return found


def _teller(reading: Reading, word: int, told: set[int]) -> str:
    """The word above this one, or beside it in its sentence, that tells it."""
    above = reading.heads[word]
    if above in told:
        return reading.words[above]
    first, last = reading.sents[reading.sent_of[word]]
    near = [other for other in range(first, last) if other in told]
    return reading.words[min(near, key=lambda other: abs(other - word))] if near else ""


def _of_offices(reading: Reading, told: set[int]) -> dict[int, tuple[Why, str]]:
    """Offices that are named where nobody is told to hold them."""
    return dict(_vacant(reading, told))


def _vacant(reading: Reading, told: set[int]) -> Iterator[tuple[int, tuple[Why, str]]]:
    holders = set(reading.parties)
    for word in reading.offices:
        inside = set(reading.words_in(reading.offices[word].start, reading.offices[word].end))
        if not inside & told and word not in holders:
            yield word, (Why.OFFICE, "")
