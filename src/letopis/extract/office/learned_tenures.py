"""Read the tenures over again with the learned reader, which knows words and orders that no rule lists.

In:   a `Reading`, and the tenures that the rules have found in it.
Out:  the tenures: those found, some with another holder, body or status or left out where the reader is sure of it,
      and those that it adds.

What is added gets its office and body from the same rules as before where they know the title, and its time from the
words that the reader points at. What it may do is bounded by probabilities: docs/decisions/0027.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from letopis.claim import Argument, Claim, Polarity, claim_id
from letopis.extract.office.bearers import bearers, is_named, is_person
from letopis.extract.office.learned_offices import held_at, is_listed, is_no_body, whole
from letopis.extract.office.offices import Held, is_nobody
from letopis.extract.office.shifts import is_only_hoped
from letopis.extract.office.spells import from_to, open_end, up_to
from letopis.extract.office.tenure_rows import row_of
from letopis.extract.office.tenure_words import BODIES, UNREAL, Sentences, status_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.gazetteer import office, state_of_title
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind
from letopis.model.tenures import PARTS, ROUNDED, STATUSES, Told, load_tenures
from letopis.times import Interval

PRODUCER = "extract.learned_tenures"
# Least probabilities: that a word of which no rule tells heads an office that somebody holds; that a word of which they
# tell heads none; of a holder, body, time, and of words of an office that the rules do not give; of others in the place
# of those that they give; of another status than theirs.
ADDED, UNLISTED, LEFT_OUT, PART = 0.75, 0.98, 0.97, 0.5
TOGETHER = 0.72  # that somebody holds the office, and that this one does
ANOTHER, OTHER_STATUS = 0.9, 0.9
BESIDE = 3  # words between a title and the name beside it, at most
LONGEST = 9  # words of an office on either side of the one that heads it, at most
BARRIERS = frozenset(
    ("VBD", "VBZ", "VBP", "VB", "MD", "WP", "WDT", "WRB", "PRP", "PRP$", "POS", ",", ":", ".", "``", "''")
)
JOINING = ("of", "for", "to", "on")
RANKS = frozenset({"military", "monarch", "religious"})  # of which the passages say nothing
TELLING = ("leading_verb", "rule_verb", "people", "officeholder")
SHIFTS = {"past": "former", "next": "designate"}
SHARED = ("former", "designate", "outgoing")


def read_again(reading: Reading, told: Sequence[Claim]) -> list[Claim]:
    """Those of the tenures that stand, some told otherwise, and those that the reader adds.

    Where the annotation has no encoder states (another pipeline than ours) all of them stand.
    """
    states: Any = reading.doc.tensor
    reader = load_tenures()
    known = reading.doc.user_data.get("pieces") is not None
    if not known or getattr(states, "shape", (0, 0))[1:] != (reader.manifest["state"],):
        return list(told)
    sentences = Sentences(reading, told, reader.tags, reader.deps)
    by_word = {id(claim) for claims in sentences.told.values() for claim in claims}
    found = [claim for claim in told if id(claim) not in by_word]
    telling = frozenset[str]().union(*(classes()[name] for name in TELLING))
    for first, after in reading.sents:
        here = {word: sentences.told[word] for word in range(first, after) if word in sentences.told}
        if after - first > 1 and (here or _has_somebody(reading, telling, first, after)):
            said = _Sentence(reading, reader.read(sentences.words(first, after)), first)
            found += _kept(reading, said, here)
            found += _added(reading, said, here)
    return found


def _has_somebody(reading: Reading, telling: frozenset[str], first: int, after: int) -> bool:
    """True for a sentence with somebody in it whom the document names, and a title or a word of those that tell one."""
    told = not telling.isdisjoint(reading.lemmas[first:after])
    if not told and not any(word in reading.offices for word in range(first, after)):
        return False
    return any(is_named(reading, reading.parties[w]) for w in range(first, after) if w in reading.parties)


class _Sentence:
    """What the reader says of the words of one sentence, by the words' numbers in the document."""

    def __init__(self, reading: Reading, said: Told, first: int) -> None:
        self.first = first
        self._reading, self._said = reading, said
        shares = said.statuses
        self._holds: list[float] = (1 - shares[:, 0] - shares[:, STATUSES.index("not")]).tolist()

    def holds(self, word: int) -> float:
        """The probability that the word heads an office which somebody holds, held or is to hold."""
        return self._holds[word - self.first]

    def of_nobody(self, word: int) -> float:
        """The probability that it heads none, or that of one who does not hold it."""
        return 1 - self.holds(word)

    def status(self, word: int) -> tuple[str, float]:
        """The likeliest status of the office and its share of the three."""
        row = self._said.statuses[word - self.first][1:4]
        best = int(row.argmax())
        return STATUSES[best + 1], float(row[best] / max(row.sum(), 1e-6))

    def _shares(self, word: int, part: str) -> Any:
        return np.round(self._said.parts[word - self.first, :, PARTS.index(part)], ROUNDED)

    def part(self, word: int, part: str) -> tuple[int, float]:
        """The likeliest word that has a part in the tenure at a word, the word itself for nobody; its probability."""
        shares = self._shares(word, part)
        best = int(shares.argmax())
        return self.first + best, float(shares[best])

    def extent(self, word: int) -> range:
        """The words of the office: as far as the reader points, but over no verb, comma or name of somebody."""
        return range(self._end(word, "first", -1), self._end(word, "last", 1) + 1)

    def _end(self, word: int, part: str, step: int) -> int:
        shares = self._shares(word, part)
        best = at = word
        while (
            0 <= at - self.first < len(shares)
            and abs(at - word) <= LONGEST
            and (at == word or self._is_open(at))
        ):
            if shares[at - self.first] > shares[best - self.first]:
                best = at
            at += step
        return best

    def _is_open(self, word: int) -> bool:
        """True for a word that may be part of an office's words."""
        reading = self._reading
        mention = reading.parties.get(word)
        is_name = mention is not None and mention.form == Form.NAME and is_person(mention)
        return (
            not is_name and reading.tags[word] not in BARRIERS and reading.words[word] not in (",", ";", ":")
        )

    def offices(self) -> Iterator[tuple[int, range]]:
        """The words that head an office which somebody holds, and the office's words, the surest first; of two whose
        words overlap the surer."""
        found = [(-share, self.first + at) for at, share in enumerate(self._holds) if share >= ADDED]
        taken = set[int]()
        for _, word in sorted(found):
            inside = self.extent(word)
            if not taken & {word, *inside}:
                taken.update(inside)
                yield word, inside

    def holder(self, word: int, least: float) -> Mention | None:
        """Somebody named who holds the office at a word."""
        best, share = self.part(word, "holder")
        if best == word or share < least:
            return None
        return _somebody(self._reading, best)

    def body(self, word: int, least: float) -> int | None:
        """The word that heads the body whose office it is."""
        best, share = self.part(word, "body")
        if best == word or share < least:
            return None
        mention = self._reading.parties.get(best)
        if mention is None:
            return best if self._reading.pos[best] in ("NOUN", "PROPN") else None
        if _is_where_from(self._reading, best):
            return None
        return best if mention.kind in BODIES and not is_nobody(self._reading, mention) else None

    def when(self, word: int, least: float) -> Interval | None:
        """The time of the tenure by the words that tell its start and end."""
        start, end = (self._time(word, part, least) for part in ("start", "end"))
        if start is not None:
            return from_to(start, end) if end is not None else open_end(start)
        if end is None or end.end is None:
            return None
        return up_to(end)

    def _time(self, word: int, part: str, least: float) -> Interval | None:
        best, share = self.part(word, part)
        if best == word or share < least:
            return None
        offset = self._reading.starts[best]
        found = next((t.interval for t in self._reading.times.values() if t.start <= offset < t.end), None)
        if found is not None and found.end is None and self._reading.lemmas[word] in classes()["following"]:
            return None  # "She succeeds Lind, in office since February"
        return found if found is not None and (found.start or found.end) else None


def _is_where_from(reading: Reading, word: int) -> bool:
    """True for the country behind a name: "João Soares of Brazil"."""
    is_land = reading.parties[word].kind is MentionKind.COUNTRY
    owner = reading.parties.get(reading.heads[word])
    behind = is_land and preposition(reading, word) == "of" and owner is not None
    return behind and owner is not None and is_person(owner) and owner.form == Form.NAME


def _somebody(reading: Reading, word: int) -> Mention | None:
    """The person named in the document that a word stands for."""
    word = reading.acting(antecedent(reading, word))
    offset = reading.starts[word]
    around = [m for m in reading.parties.values() if m.start <= offset < m.end and is_named(reading, m)]
    named = reading.parties.get(word)
    found = named if is_person(named) else min(around, key=lambda m: m.end - m.start, default=None)
    return found if found is not None and is_named(reading, found) else None


def _kept(reading: Reading, said: _Sentence, told: dict[int, list[Claim]]) -> Iterator[Claim]:
    """The tenures of one sentence that stand."""
    found = [said.holder(word, PART) for word, _ in said.offices() if word not in told]
    elsewhere = {holder.chain for holder in found if holder is not None}
    for word, claims in told.items():
        for claim in claims:
            if not _is_taught(reading, word, claim):
                yield _dated(said, word, claim)
            elif said.holds(word) >= ADDED:
                chain = _chain(reading, claim)
                twice = sum(_chain(reading, other) == chain for _, other in _each(told)) > 1
                yield _corrected(reading, said, word, claim, is_twice=twice)
            elif (
                said.of_nobody(word) < LEFT_OUT or _chain(reading, claim) in elsewhere or claim.type in RANKS
            ):
                yield claim


def _dated(said: _Sentence, word: int, claim: Claim) -> Claim:
    """The tenure from when or until when the reader's words tell, where the rules have found no time."""
    when = said.when(word, ANOTHER) if claim.when is None and said.holds(word) >= ADDED else None
    return replace(claim, when=when, producer=PRODUCER) if when is not None else claim


def _is_taught(reading: Reading, word: int, claim: Claim) -> bool:
    """True for a tenure that the passages would mark at this word: told by a title of somebody or a verb of leading.

    A title that stands for its bearer, "counterpart", and who comes and goes, are not marked.
    """
    holder, cue = claim.first("holder"), claim.evidence[0].cue
    if holder is None or holder.start <= reading.starts[word] < holder.end:
        return False
    if cue is None or reading.word_at(cue[0]) != word or reading.lemmas[word] in classes()["neighbour_noun"]:
        return False
    if word in reading.offices:
        return True
    row = row_of(reading, word)
    return row is not None and row.change == "hold" and claim.first("office") is None


def _chain(reading: Reading, claim: Claim) -> str | None:
    holder = claim.first("holder")
    mention = reading.by_id.get(holder.mention or "") if holder is not None else None
    return mention.chain if mention is not None else None


def _corrected(reading: Reading, said: _Sentence, word: int, claim: Claim, *, is_twice: bool) -> Claim:
    """The tenure with another holder, body or status where the reader is sure of it.

    `is_twice`: the sentence tells another tenure of the same holder, which may tell the status of this one.
    """
    arguments = {argument.role: argument for argument in claim.arguments}
    holder = said.holder(word, ANOTHER)
    beside = (
        any(bearer.chain == _chain(reading, claim) for bearer in bearers(reading, word))
        if word in reading.offices
        else False
    )
    beside = beside or _is_told_of(reading, word, claim)
    if holder is not None and not beside and holder.chain != _chain(reading, claim):
        arguments["holder"] = replace(
            arguments["holder"],
            start=holder.start,
            end=holder.end,
            text=holder.text,
            mention=holder.id,
            value=None,
        )
    if "office" in arguments and word in reading.offices:
        fuller = whole(reading, word, said.extent(word), arguments["office"])
        arguments["office"] = fuller or arguments["office"]
    body = (
        None if word in reading.offices and reading.offices[word].number == "pl" else said.body(word, ANOTHER)
    )
    told = _word(reading, arguments.get("organisation"))
    if body is not None and is_no_body(reading, arguments.get("office"), body):
        body = None
    sent = claim.type == "diplomat" and told is not None  # "the Norwegian ambassador to Portugal": of Norway
    if sent and body is not None and preposition(reading, body) in ("to", "in"):
        body = None
    if body is not None and _is_said_by(reading, arguments.get("organisation"), body):
        body = None
    if body is not None and body not in (told, word) and not _is_of_one_state(reading, word, body):
        arguments["organisation"] = reading.argument("organisation", body)
    claim = claim if is_twice else _of_status(reading, said, word, claim)
    ordered = tuple(arguments[role] for role in ("holder", "office", "organisation") if role in arguments)
    if ordered == claim.arguments:
        return claim
    identity = claim_id(claim.document, claim.kind, claim.type, ordered, claim.evidence[0])
    return replace(claim, id=identity, arguments=ordered, producer=PRODUCER)


def _is_told_of(reading: Reading, word: int, claim: Claim) -> bool:
    """True where the holder is the subject of the title: "Berg, the daughter of X, was vice president"."""
    subjects = [reading.acting(kid) for kid in reading.kids[word] if reading.deps[kid] == "nsubj"]
    told = [reading.parties[kid] for kid in subjects if kid in reading.parties]
    return any(mention.chain == _chain(reading, claim) and is_named(reading, mention) for mention in told)


def _is_own_making(reading: Reading, word: int, holder: Mention) -> bool:
    """True where a verb makes its subject the holder, and that is somebody else: "the general made himself head"."""
    verb = reading.heads[word]
    selves = [k for k in reading.kids[verb] if k < word and reading.lemmas[k].endswith("self")]
    if not selves or reading.pos[verb] != "VERB":
        return False
    makers = [reading.parties.get(w) for w in slots_of(reading, verb).get("subj", ())]
    return not any(maker is not None and maker.chain == holder.chain for maker in makers)


def _is_anothers(reading: Reading, word: int, holder: Mention) -> bool:
    """True for what somebody takes another for or wants him to be: "the man whom Lund wanted as minister"."""
    verb = reading.heads[word]
    if preposition(reading, word) != "as" or reading.pos[verb] != "VERB" or word < verb:
        return False  # "as premier Lund built roads"
    slots = slots_of(reading, verb)
    meant = [reading.parties.get(w) for w in slots.get("obj", ())]
    if not any(is_person(one) and one.chain != holder.chain for one in meant if one is not None):
        return False
    makers = [reading.parties.get(w) for w in slots.get("subj", ())]
    return any(maker is not None and maker.chain == holder.chain for maker in makers)


def _is_told_of_by_its_clause(reading: Reading, word: int, holder: Mention) -> bool:
    """True for somebody else in the clause that tells of the bearer: "the president, who had met Berg", "the minister,
    whom Berg had attacked"; not for who is told to be the bearer: "the president, who is Berg".
    """
    inside = set(reading.words_in(holder.start, holder.end))
    for clause in (kid for kid in reading.kids[word] if reading.deps[kid] == "acl:relcl"):
        words = set(reading.subtree(clause))
        is_of_somebody = any(reading.tags[w] in ("WP", "WP$") and reading.lemmas[w] != "what" for w in words)
        is_nominal = any(reading.deps[kid] == "cop" for kid in reading.kids[clause])
        if is_of_somebody and not is_nominal and inside & words:
            return True
    return False


def _is_of_one_state(reading: Reading, word: int, body: int) -> bool:
    """True for a post that one state alone has, with a body named elsewhere: a Secretary of State on a scene abroad."""
    title = reading.offices.get(word)
    known = office(title.value or title.text) if title is not None else None
    if title is None or known is None or state_of_title(known.name) is None:
        return False
    return not title.start <= reading.starts[body] < title.end


def _of_status(reading: Reading, said: _Sentence, word: int, claim: Claim) -> Claim:
    """The tenure as held before, now or from later on, where the reader is sure of it and no words date it."""
    from letopis.extract.office.tenure_claims import at_publication

    if claim.mode == "outgoing":
        return claim  # who is about to leave still holds it
    status, share = said.status(word)
    undated = claim.when is None or (claim.when.text is None and claim.when.basis == "publication date")
    when = said.when(word, ANOTHER) if undated else None
    if when is not None and (when.start is not None or status != "now"):
        return replace(claim, when=when, producer=PRODUCER)
    if share < OTHER_STATUS or not undated or status == status_of(reading, claim) or claim.mode is not None:
        return claim
    shift = SHIFTS.get(status)
    when = at_publication(reading, Held(None, None, claim.type, shift)) if claim.when is not None else None
    return replace(claim, mode=shift, when=when, producer=PRODUCER)


def _is_said_by(reading: Reading, argument: Argument | None, body: int) -> bool:
    """True for the word by which a body is told that has its name from elsewhere: "the hospital"."""
    named = argument is not None and argument.mention is None and argument.value is not None
    return named and argument is not None and argument.start <= reading.starts[body] < argument.end


def _word(reading: Reading, argument: Any) -> int | None:
    mention = reading.by_id.get(argument.mention or "") if argument is not None else None
    return reading.word_at(mention.head_start) if mention is not None else None


def _added(reading: Reading, said: _Sentence, told: dict[int, list[Claim]]) -> Iterator[Claim]:
    """The tenures that the reader tells and the rules do not."""
    from letopis.extract.office.tenure_claims import at_publication, make

    for word, inside in sorted(said.offices(), key=lambda office: office[0]):
        holder = said.holder(word, PART)
        if holder is None or word in told or reading.lemmas[word] in classes()["neighbour_noun"]:
            continue
        if said.holds(word) * said.part(word, "holder")[1] < TOGETHER or _acts_alone(reading, word, holder):
            continue
        if _is_of_another(reading, word, holder) or is_only_hoped(reading, word):
            continue
        if _is_own_making(reading, word, holder) or _is_anothers(reading, word, holder):
            continue
        if _is_told_of_by_its_clause(reading, word, holder):
            continue
        chain = holder.chain
        if any(
            _chain(reading, claim) == chain and _same(reading, claim, at, inside) for at, claim in _each(told)
        ):
            continue
        held = held_at(reading, word, inside, holder, said.body(word, PART))
        if held is None or (said.holds(word) < UNLISTED and not is_listed(held)):
            continue
        status, _ = said.status(word)
        shift = held.shift or SHIFTS.get(status)
        held = replace(held, shift=None if status == "now" and held.shift in SHARED else shift)
        when = said.when(word, PART) or at_publication(reading, held)
        for each in make(reading, word, holder, held, when, "hold"):
            if each.claim.modality not in UNREAL and each.claim.polarity is Polarity.AFFIRMED:
                yield replace(each.claim, score=round(said.holds(word), 4), producer=PRODUCER)


def _is_of_another(reading: Reading, word: int, holder: Mention) -> bool:
    """True where another than the holder is said to be it: "Berg, whose father was works manager"."""
    subjects = [kid for kid in reading.kids[word] if reading.deps[kid].startswith("nsubj") and kid < word]
    told = [reading.parties[kid] for kid in subjects if kid in reading.parties]
    others = [
        one for one in told if is_person(one) and one.chain != holder.chain and one.form != Form.PRONOUN
    ]
    return bool(others) and not any(one.chain == holder.chain for one in told)


def _acts_alone(reading: Reading, word: int, holder: Mention) -> bool:
    """True for a title that has a part in the clause by itself while the holder stands elsewhere in it.

    "The chairman told her", "Berg and the former mayor fell out", "called on the premier, together with Berg".
    """
    if preposition(reading, word) == "for":  # "ran for mayor", "the choice for mayor"
        return True
    first = reading.heads[word] if reading.deps[word] == "conj" else word
    dep, kids = reading.deps[first].split(":")[0], reading.kids[word]
    if any(reading.deps[kid] == "cop" or reading.lemmas[kid] == "as" for kid in kids):
        return False
    told = row_of(reading, reading.heads[first]) is not None  # "appointed Berg premier"
    if dep != "nsubj" and (dep not in ("obj", "iobj", "obl") or told or word not in reading.offices):
        return False
    inside = reading.words_in(holder.start, holder.end)
    beside = abs(inside[0] - word) <= BESIDE or abs(word - inside[-1]) <= BESIDE
    return not beside and not set(inside) & set(reading.subtree(word))


def _each(told: dict[int, list[Claim]]) -> Iterator[tuple[int, Claim]]:
    for word, claims in told.items():
        for claim in claims:
            yield word, claim


def _same(reading: Reading, claim: Claim, word: int, inside: range) -> bool:
    """True where a tenure is told at the words of an office."""
    office = claim.first("office")
    here = word in inside
    return here or (
        office is not None and bool(set(reading.words_in(office.start, office.end)) & set(inside))
    )
