"""Find who held which office, and when.

In:   a `Reading`.
Out:  claims of kind tenure, each with the sentence that it rests on.

Four ways to say it: a title at a name ("Prime Minister X", "X, the president of Y", "X is the president"), a
verb of leading or of change ("X headed Y", "was appointed", "replaced X with Y"), a rule with its length
("X's 26-year rule"), and a term that ends. The words: data/lexicon/en/tenures.tsv, offices.tsv,
data/ontology/offices.yaml. Which namesake is meant is decided in resolve/.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from letopis.claim import Argument, Claim, ClaimKind, Modality, claim_id
from letopis.extract.factuality import Factuality, factuality_of
from letopis.extract.offices import Held, office_of, organisation_of
from letopis.extract.reading import Reading
from letopis.extract.slots import antecedent, slots_of
from letopis.extract.when import time_of
from letopis.lexicon import classes, table
from letopis.mention import Mention, MentionKind
from letopis.times import Interval, parse_date

PRODUCER = "extract.tenures"
NEXT_WORDS = 40  # characters behind a name in which "with Y" may follow: a title may stand before Y


@dataclass(frozen=True, slots=True)
class Change:
    """A row of tenures.tsv: how a verb or noun begins, ends or tells a tenure; slots by role."""

    change: str
    holder: tuple[str, ...]
    predecessor: tuple[str, ...]
    office: tuple[str, ...]
    organisation: tuple[str, ...]


def extract_tenures(reading: Reading) -> list[Claim]:
    """The tenures of a document; of several that say the same of one holder and office in one sentence, the
    first."""
    found: dict[tuple[object, ...], Claim] = {}
    for claim in (
        *_by_title(reading),
        *_by_predicate(reading),
        *_by_change(reading),
        *_by_rule(reading),
        *_by_term(reading),
    ):
        found.setdefault(_sameness(reading, claim), claim)
    return sorted(
        found.values(), key=lambda claim: (claim.evidence[0].start, claim.evidence[0].cue or (0, 0))
    )


def _sameness(reading: Reading, claim: Claim) -> tuple[object, ...]:
    def thing(role: str) -> object:
        argument = claim.first(role)
        if argument is None:
            return None
        mention = reading.by_id.get(argument.mention or "")
        return mention.chain if mention else argument.value or argument.text

    bounds = (claim.when.start, claim.when.end) if claim.when else None
    return thing("holder"), thing("organisation"), thing("office"), bounds, claim.evidence[0].start


def _make(
    reading: Reading, word: int, holder: Mention, held: Held, when: Interval | None, score: float
) -> Claim | None:
    """The tenure of a holder, or None where neither office nor organisation is known."""
    if held.office is None and held.organisation is None:
        return None
    arguments = [Argument("holder", holder.start, holder.end, holder.text, holder.id)]
    arguments += [argument for argument in (held.office, held.organisation) if argument]
    evidence = reading.evidence(word)
    fact = factuality_of(reading, word) if reading.pos[word] == "VERB" else Factuality()
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.TENURE, held.type, tuple(arguments), evidence),
        document=reading.document.id,
        kind=ClaimKind.TENURE,
        type=held.type,
        mode=held.shift,
        arguments=tuple(arguments),
        evidence=(evidence,),
        when=when,
        modality=fact.modality,
        polarity=fact.polarity,
        score=score,
        producer=PRODUCER,
    )


def is_person(mention: Mention | None) -> bool:
    """True for a mention of one person."""
    return mention is not None and mention.kind == MentionKind.PERSON and mention.number == "sg"


def _at_publication(reading: Reading, held: Held) -> Interval | None:
    """The time of a tenure told without one: it holds on the day of publication; "former" ended by then."""
    published = reading.document.published.interval
    if not published.start or not published.end:
        return None
    if held.shift == "former":
        return Interval(
            end=published.end, basis="publication date", extent="throughout", edtf=f"../{published.edtf}"
        )
    if held.shift == "designate":
        return Interval(
            start=published.start, basis="publication date", extent="throughout", edtf=f"{published.edtf}/.."
        )
    return Interval(
        start_latest=published.start,
        end_earliest=published.end,
        extent="throughout",
        basis="publication date",
    )


def _by_title(reading: Reading) -> Iterator[Claim]:
    """ "Russian Prime Minister X", "X, the president of Y,"."""
    for word, office in reading.offices.items():
        holder = _titled(reading, word, office)
        if holder is None:
            continue
        held = office_of(reading, word, holder)
        claim = _make(reading, word, holder, held, _at_publication(reading, held), 0.92)
        if claim:
            yield claim


def _titled(reading: Reading, word: int, office: Mention) -> Mention | None:
    """The person who bears the title: the name right after it, or joined to it as an apposition."""
    after = office.end
    while after < len(reading.text) and reading.text[after] in " ,":
        after += 1
    near = reading.word_at(after)
    for mention in _persons_at(reading, near):
        comma = "," in reading.text[office.end : mention.start]
        joined = _joined(reading, word, near)
        if joined or (not comma and reading.words_in(office.start, mention.end)):
            return mention
    for kid in reading.kids[word]:
        if reading.deps[kid] in ("appos", "flat") and is_person(reading.parties.get(kid)):
            return reading.parties[kid]
    head = reading.heads[word]
    if reading.deps[word] in ("appos", "flat", "compound") and is_person(reading.parties.get(head)):
        return reading.parties[head]
    return None


def _persons_at(reading: Reading, near: int | None) -> list[Mention]:
    if near is None or reading.pos[near] != "PROPN":
        return []
    start = reading.starts[near]
    return [m for m in reading.parties.values() if m.start == start and is_person(m) and m.form == "name"]


def _joined(reading: Reading, word: int, near: int | None) -> bool:
    return near is not None and (reading.heads[near] == word or reading.heads[word] == near)


def _by_predicate(reading: Reading) -> Iterator[Claim]:
    """ "X is the president of Y"."""
    for word in reading.offices:
        copulas = [kid for kid in reading.kids[word] if reading.deps[kid] == "cop"]
        subjects = [kid for kid in reading.kids[word] if reading.deps[kid] == "nsubj"]
        for subject in subjects if copulas else ():
            holder = reading.parties.get(antecedent(reading, subject))
            if holder is None or not is_person(holder):
                continue
            held = office_of(reading, word, holder)
            when = time_of(reading, word)
            if when is None and reading.tags[copulas[0]] == "VBD":
                held = replace(held, shift=held.shift or "former")
            claim = _make(reading, word, holder, held, when or _at_publication(reading, held), 0.85)
            if claim:
                yield claim


def changes() -> dict[tuple[str, str], Change]:
    """The rows of tenures.tsv by (lemma, pos)."""
    found = {}
    for row in table("tenures"):
        slots = {
            key: tuple(filter(None, row[key].split("|")))
            for key in ("holder", "predecessor", "office", "organisation")
        }
        for lemma in row["lemma"].split("|"):
            found[lemma, row["pos"]] = Change(row["change"], **slots)
    return found


def _by_change(reading: Reading) -> Iterator[Claim]:
    known = changes()
    for word, pos in enumerate(reading.pos):
        change = known.get(
            (reading.lemmas[word], "V" if pos in ("VERB", "AUX") else "N" if pos == "NOUN" else "-")
        )
        if change is not None:
            yield from _read_change(reading, word, change)


def _read_change(reading: Reading, word: int, change: Change) -> Iterator[Claim]:
    slots = slots_of(reading, word)

    def people(names: tuple[str, ...]) -> list[int]:
        for name in names:
            found = [w for w in slots.get(name, ()) if is_person(reading.parties.get(w))]
            if found:
                return found
        return []

    holders, predecessors = people(change.holder), people(change.predecessor)
    if not holders and predecessors:  # "the replacement of X with Y": the tree may hang Y on X
        holders = _joined_by(reading, predecessors[0], change.holder)
    if change.change == "succeed":
        holders = [w for w in holders if w not in predecessors]
        if not predecessors or (
            change.holder[-1] == "subj" and holders == people(("subj",)) and _commands(reading, holders)
        ):
            holders = []
    when = time_of(reading, word) or _dated_change(reading, word, change.change)
    office_words = [w for name in change.office for w in slots.get(name, ()) if w in reading.offices]
    organisations = [w for name in change.organisation for w in slots.get(name, ()) if w in reading.parties]
    for people_words, part in (
        (predecessors, "end"),
        (holders, "start" if change.change == "succeed" else change.change),
    ):
        for person in people_words:
            holder = reading.parties[person]
            held = _held(reading, holder, office_words, organisations, predecessors, part)
            interval = _bounded(reading, when, part, word)
            claim = _make(reading, word, holder, held, interval, 0.85) if held else None
            if claim:
                yield claim


def _joined_by(reading: Reading, word: int, names: tuple[str, ...]) -> list[int]:
    """The person right behind a preposition that follows another person's name."""
    mention = reading.parties[word]
    after = reading.words_in(mention.end, min(len(reading.text), mention.end + NEXT_WORDS))
    mark = next(
        (w for w in after if reading.starts[w] >= mention.end and not reading.words[w].isspace()), None
    )
    if mark is None or reading.lemmas[mark] not in names:
        return []
    return [w for w in after if w > mark and is_person(reading.parties.get(w))][:1]


def _commands(reading: Reading, words: list[int]) -> bool:
    """True for a subject who heads a state or government: they replace others and do not take their place."""
    for word in words:
        for mention in reading.by_chain.get(reading.parties[word].chain, ()):
            for office_word, office in reading.offices.items():
                titled = _titled(reading, office_word, office)
                if titled and titled.chain == mention.chain:
                    held = office_of(reading, office_word, titled)
                    if held.type in ("head_of_state", "head_of_government", "monarch"):
                        return True
    return False


def _held(
    reading: Reading,
    holder: Mention,
    office_words: list[int],
    organisations: list[int],
    predecessors: list[int],
    part: str,
) -> Held | None:
    """The office that a change is about: named beside the verb, or borne by the one who leaves it."""
    if office_words:
        return office_of(reading, office_words[0], holder)
    if organisations:
        return organisation_of(reading, organisations[0])
    for person in predecessors:
        for office_word, office in reading.offices.items():
            titled = _titled(reading, office_word, office)
            if titled is not None and titled.id == reading.parties[person].id:
                return office_of(reading, office_word, titled)
    return None


def _bounded(reading: Reading, when: Interval | None, part: str, word: int) -> Interval | None:
    """The tenure's interval out of the time of its change: from then on, or until then."""
    if part == "hold":
        return when or _at_publication(reading, Held(None, None, "official", _past_shift(reading, word)))
    if when is None:
        return None
    if part == "start":
        latest = when.end if when.end and when.start and (when.end - when.start).days > 1 else None
        return Interval(
            start=when.start,
            start_latest=latest,
            extent="throughout",
            text=when.text,
            basis=when.basis,
            edtf=f"{when.edtf}/.." if when.edtf else None,
        )
    outer = when.start if when.start and when.end and (when.end - when.start).days == 1 else when.end
    earliest = when.start if outer != when.start else None
    return Interval(
        end=outer,
        end_earliest=earliest,
        extent="throughout",
        text=when.text,
        basis=when.basis,
        edtf=f"../{when.edtf}" if when.edtf else None,
    )


def _past_shift(reading: Reading, word: int) -> str | None:
    return "former" if reading.tags[word] == "VBD" else None


def _dated_change(reading: Reading, word: int, part: str) -> Interval | None:
    """The day of an undated change of office ("the replacement of X"): the one day on which the report
    dates such a change."""
    known = changes()
    dated = {}
    for other, pos in enumerate(reading.pos):
        change = known.get((reading.lemmas[other], "V" if pos == "VERB" else "N" if pos == "NOUN" else "-"))
        if change is not None and other != word and change.change == part != "hold":
            when = time_of(reading, other)
            if when is not None and when.start:
                dated[when.start, when.end] = when
    return replace(next(iter(dated.values())), basis="narrative") if len(dated) == 1 else None


def _by_rule(reading: Reading) -> Iterator[Claim]:
    """ "X's 26-year rule over Y", "his five years in power"."""
    rules = classes().get("rule_noun", frozenset())
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in rules or reading.pos[word] != "NOUN":
            continue
        slots = slots_of(reading, word)
        holders = [
            reading.parties[w]
            for w in slots.get("poss", []) + slots.get("of", [])
            if is_person(reading.parties.get(w))
        ]
        duration = next((reading.times[kid] for kid in reading.subtree(word) if kid in reading.times), None)
        if not holders or duration is None or duration.interval is None:
            continue
        over = [w for name in ("over", "of", "in") for w in slots.get(name, []) if w in reading.parties]
        held = organisation_of(reading, over[0]) if over and not is_person(reading.parties[over[0]]) else None
        claim = _make(
            reading, word, holders[0], held or _own_state(reading, holders[0]), duration.interval, 0.85
        )
        if claim:
            yield claim


def _own_state(reading: Reading, holder: Mention) -> Held:
    """The state that a ruler rules, where the text tells it of the same person."""
    from letopis.gazetteer import country_by_code

    code = next((m.country for m in reading.by_chain.get(holder.chain, ()) if m.country), None)
    country = country_by_code(code) if code else None
    value = (
        Argument("organisation", holder.start, holder.end, holder.text, None, country.name)
        if country
        else None
    )
    return Held(None, value, "head_of_state", None)


def _by_term(reading: Reading) -> Iterator[Claim]:
    """ "2024, when his term ends"."""
    terms, ends = classes().get("term_noun", frozenset()), classes().get("end_verb", frozenset())
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in ends or reading.pos[word] != "VERB":
            continue
        for noun in slots_of(reading, word).get("subj", []):
            if reading.lemmas[noun] not in terms:
                continue
            holders = [
                reading.parties[w]
                for w in slots_of(reading, noun).get("poss", [])
                if is_person(reading.parties.get(w))
            ]
            when = _end_of_term(reading, word)
            if holders and when is not None:
                held = _office_in_document(reading, holders[0])
                claim = _make(reading, word, holders[0], held, when, 0.85)
                if claim:
                    yield replace(
                        claim,
                        modality=Modality.PLANNED
                        if when.end and _is_future(reading, when)
                        else claim.modality,
                    )


def _is_future(reading: Reading, when: Interval) -> bool:
    published = reading.document.published.interval
    return bool(published.start and when.end and when.end > published.start)


def _end_of_term(reading: Reading, verb: int) -> Interval | None:
    mention = reading.times.get(reading.heads[verb])
    interval = time_of(reading, verb) or (mention.interval if mention else None)
    if mention is not None and mention.value:
        with suppress(ValueError):  # a value that is no plain date: the interval stands
            interval = parse_date(mention.value).said(text=mention.text, basis="explicit")
    if interval is None or interval.end is None:
        return None
    earliest = interval.start if interval.start and (interval.end - interval.start).days > 1 else None
    return Interval(
        end=interval.end,
        end_earliest=earliest,
        extent="throughout",
        text=interval.text,
        basis=interval.basis,
        edtf=f"../{interval.edtf}" if interval.edtf else None,
    )


def _office_in_document(reading: Reading, holder: Mention) -> Held:
    for word, office in reading.offices.items():
        titled = _titled(reading, word, office)
        if titled is not None and titled.chain == holder.chain:
            return office_of(reading, word, titled)
    return _own_state(reading, holder)
