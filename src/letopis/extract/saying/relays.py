"""Through whom a saying reached the page: agencies that quote, papers that cite, stations spoken to, lawyers that speak
for somebody.

In:   a `Reading` and the `Place` of one saying: its cue, its speaker as first taken, the words that are its own.
Out:  who speaks in truth; the chain's links, outermost first; the outlet spoken to.

A verb of relaying (quote, cite) has the relay as its subject and the speaker as its object: "the agency quoted X as
saying", "X was quoted as saying by the agency", "the agency reported, citing X". An outlet that is told something,
carries remarks or has seen a writing stands between the speaker and the page too. Whoever reports is outermost, then
whoever was spoken to, then whoever speaks for the speaker. The publisher is never a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from letopis.claim import Link
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.anonymity import describe
from letopis.extract.saying.channels import Passed, agent_behind, find_channels, find_mouthpieces
from letopis.extract.saying.circumstances import denied_words
from letopis.extract.saying.citing import cited_after
from letopis.extract.saying.outlets import is_outlet, is_publisher
from letopis.extract.saying.reasons import reasons
from letopis.extract.saying.voices import (
    as_clause,
    is_as_reported,
    is_citing,
    is_sayer,
    is_spoken_of,
    quoted_and_relay,
)
from letopis.extract.saying.writings import author_of, is_writing, writing_span
from letopis.extract.sentence.islands import others_sayings
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.lexicon import classes

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the relays of one saying are looked for.

    Attributes:
        cue: the word that says so; subject: who says it as tags and tree have it, or None.
        inside: the content of another saying around it; apart: contents in which its own words do not stand.
    """

    cue: int
    subject: int | None
    inside: Span | None = None
    apart: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Relays:
    """Of one saying: the word that heads the speaker (None: nobody found), the cue that ties him where that is not the
    saying's own, the writing in which he speaks, the links, and the outlet spoken to."""

    speaker: int | None = None
    cue: int | None = None
    writing: Span | None = None
    links: tuple[Link, ...] = ()
    addressee: int | None = None


@dataclass(slots=True)
class _Chain:
    """The chain in the making: relays by how far out they stand, and the speaker found so far."""

    speaker: int | None
    cue: int | None = None
    writing: Span | None = None
    outer: list[Passed] = field(default_factory=list)
    middle: list[Passed] = field(default_factory=list)
    inner: list[Passed] = field(default_factory=list)


def find_relays(reading: Reading, place: Place) -> Relays:
    """The relays of one saying."""
    denied = denied_words(reading, place.cue)
    own = [word for word in _own_words(reading, place) if word not in denied]
    chain = _Chain(place.subject)
    _read_quoting(reading, place, chain)
    _read_aloud(reading, place, chain)
    _read_writing(reading, chain)
    _read_citing(reading, place, own, chain)
    _read_cited_after(reading, place, chain)
    _read_agents(reading, own, chain)
    _read_told_by_another(reading, place, own, chain)
    _read_frame_above(reading, place, chain)
    channels = find_channels(reading, place.cue, own)
    chain.middle += channels
    chain.inner += find_mouthpieces(reading, own)
    told = next((p.word for p in channels if p.told and p.word != place.subject), None)
    return Relays(chain.speaker, chain.cue, chain.writing, _links(reading, chain), told)


def _own_words(reading: Reading, place: Place) -> Iterator[int]:
    """The words of the cue's sentence that belong to this saying."""
    first, after = reading.sents[reading.sent_of[place.cue]]
    begin, end = reading.starts[first], reading.ends[after - 1]
    apart = [(s, e) for s, e in place.apart if s < end and begin < e]
    apart += [(s, e) for s, e in (reason.span for reason in reasons(reading)) if s < end and begin < e]
    others = others_sayings(reading, place.cue)
    for word in range(first, after):
        if word in others:
            continue
        start = reading.starts[word]
        if place.inside is not None and not place.inside[0] <= start < place.inside[1]:
            continue
        if not (apart and any(s <= start < e for s, e in apart)):
            yield word


def _read_quoting(reading: Reading, place: Place, chain: _Chain) -> None:
    """ "A quoted X as saying": A relays, X speaks."""
    verb = relaying_verb(reading, place.cue)
    if verb is None or is_citing(reading, verb):
        return
    quoted, relay = quoted_and_relay(reading, verb)
    if quoted is None:
        return
    saying = as_clause(reading, verb)
    chain.speaker, chain.cue = quoted, saying if saying is not None else verb
    if relay is not None:
        chain.outer.append(Passed(relay, verb))
    if saying is not None:
        chain.middle += find_channels(reading, saying, [])


def relaying_verb(reading: Reading, cue_word: int) -> int | None:
    """The verb of relaying at or above the cue ("quoted … as saying")."""
    relaying = classes().get("relay", frozenset())
    if reading.pos[cue_word] == "VERB" and reading.lemmas[cue_word] in relaying:
        return cue_word
    if reading.lemmas[cue_word] in classes()["keeping_words"] and as_clause(reading, cue_word) is not None:
        return cue_word
    if reading.tags[cue_word] != "VBG" or not any(reading.lemmas[k] == "as" for k in reading.kids[cue_word]):
        return None
    first = reading.sents[reading.sent_of[cue_word]][0]
    above = [w for w in range(cue_word - 1, first - 1, -1) if reading.pos[w] == "VERB"]
    keeps = above[:1] if above and reading.lemmas[above[0]] in classes()["keeping_words"] else []
    return next((w for w in above if reading.lemmas[w] in relaying), next(iter(keeps), None))


def _read_writing(reading: Reading, chain: _Chain) -> None:
    """A writing that speaks: its author is the speaker, where the words tell who that is."""
    word = chain.speaker
    if word is None or not is_writing(reading, word):
        return
    author = author_of(reading, word)
    if author is not None:
        chain.speaker, chain.writing = author, writing_span(reading, word)


def _read_aloud(reading: Reading, place: Place, chain: _Chain) -> None:
    """ "A read out a message from X", "an affidavit, which A read into the record, alleges": A relays, X speaks."""
    if reading.lemmas[place.cue] in classes()["reading_out"] and chain.speaker is not None:
        writings = (w for w in slots_of(reading, place.cue).get("obj", ()) if is_writing(reading, w))
        author = next((a for w in writings if (a := _signed_by(reading, w)) is not None), None)
        if author is not None and author != chain.speaker:
            chain.outer.append(Passed(chain.speaker, place.cue))
            chain.speaker, chain.cue = author, None
    elif chain.speaker is not None and is_writing(reading, chain.speaker):
        for verb in reading.kids[chain.speaker]:
            if reading.deps[verb] == "acl:relcl" and reading.lemmas[verb] in classes()["reading_out"]:
                readers = (
                    k for k in reading.kids[verb] if reading.deps[k] == "nsubj" and is_sayer(reading, k)
                )
                chain.outer += [Passed(reading.acting(k), verb) for k in readers if reading.tags[k] != "WDT"]


def _signed_by(reading: Reading, writing: int) -> int | None:
    """Who speaks in a writing: its author, or who says or does something in it ("in which the widow forgave")."""
    author = author_of(reading, writing)
    if author is not None:
        return author
    for kid in reading.kids[writing]:
        if reading.deps[kid].startswith("acl"):
            within = any(
                reading.tags[k] == "WDT" and preposition(reading, k) == "in" for k in reading.kids[kid]
            )
            subjects = (k for k in reading.kids[kid] if reading.deps[k] == "nsubj" and is_sayer(reading, k))
            return next(subjects, None) if within else None
    return None


def _read_citing(reading: Reading, place: Place, own: list[int], chain: _Chain) -> None:
    """ "A reported, citing X", "A, which cited X": X speaks, A relays; a second citing goes on from X."""
    for word in own:
        cited = _cited(reading, word)
        if cited is None and chain.speaker is not None and is_outlet(reading, chain.speaker):
            cited = _rested_on(reading, word)
        if cited is None or chain.speaker is None or cited == chain.speaker:
            continue
        chain.outer.append(Passed(chain.speaker, chain.cue if chain.cue is not None else place.cue))
        chain.speaker, chain.cue, chain.writing = cited, word, None
        _read_writing(reading, chain)


def _read_cited_after(reading: Reading, place: Place, chain: _Chain) -> None:
    """ "A reported. It cited X.": the next sentence tells whom A has it from."""
    if chain.speaker is None or place.inside is not None or not is_outlet(reading, chain.speaker):
        return
    found = cited_after(reading, chain.speaker, place.cue)
    if found is not None:
        chain.outer.append(Passed(chain.speaker, chain.cue if chain.cue is not None else place.cue))
        chain.speaker, chain.cue = found
        _read_writing(reading, chain)


def _cited(reading: Reading, word: int) -> int | None:
    """Whom a word of citing cites: "citing X", "which quoted X", "with reference to X"; None for other words."""
    lemma = reading.lemmas[word]
    if lemma in ("reference", "referring") or (lemma == "refer" and reading.tags[word] == "VBG"):
        objects = [k for k in reading.kids[word] if preposition(reading, k) == "to"]
    elif is_citing(reading, word) or _is_relative_quoting(reading, word):
        objects = [k for k in reading.kids[word] if reading.deps[k] in ("obj", "iobj", "ccomp", "xcomp")]
    else:
        return None
    if any(reading.lemmas[kid] in ("without", "not") for kid in reading.kids[word]):
        return None
    for kid in objects:
        kid = _people_of(reading, kid)
        denied = any(reading.lemmas[k] == "no" for k in reading.kids[kid])
        if is_sayer(reading, kid) and not denied:
            return reading.acting(kid)
    return None


def _rested_on(reading: Reading, word: int) -> int | None:
    """On whose word an outlet tells something: "on the authority of X", "basing itself on a letter from X"."""
    if reading.lemmas[word] in classes()["ground"] and preposition(reading, word) == "on":
        objects = [k for k in reading.kids[word] if preposition(reading, k) == "of"]
    elif reading.lemmas[word] in ("base", "rely", "draw") and reading.tags[word] in ("VBG", "VBN"):
        if reading.deps[word] not in ("advcl", "acl", "parataxis"):
            return None
        objects = [k for k in reading.kids[word] if preposition(reading, k) in ("on", "upon")]
    else:
        return None
    people = (_people_of(reading, kid) for kid in objects)
    return next((reading.acting(kid) for kid in people if is_sayer(reading, kid)), None)


def _people_of(reading: Reading, word: int) -> int:
    """What "one of", "several of" count; else the word."""
    if reading.pos[word] in ("NUM", "DET", "PRON") and not reading.parties.get(word):
        return next((k for k in reading.kids[word] if preposition(reading, k) == "of"), word)
    return word


def _is_relative_quoting(reading: Reading, word: int) -> bool:
    """True for "which cited …" of an outlet."""
    quotes = reading.lemmas[word] in classes().get("relay", frozenset()) and reading.pos[word] == "VERB"
    return quotes and reading.deps[word] == "acl:relcl" and reading.tags[word] != "VBN"


def _read_agents(reading: Reading, own: list[int], chain: _Chain) -> None:
    """ "Quoted by A, X said", "X, quoted by A, said", "as reported by A": A relays."""
    verbs = classes().get("relay", frozenset()) | classes().get("report_verb", frozenset())
    for word in own:
        if reading.tags[word] not in ("VBN", "VBD") or reading.lemmas[word] not in verbs:
            continue
        if reading.deps[word] not in ("acl", "advcl", "acl:relcl", "parataxis", "dep", "amod", "obl", "conj"):
            continue
        own_subject = any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[word])
        if own_subject and not is_as_reported(reading, word):
            continue
        agent = agent_behind(reading, word, ("by", "in", "on"))
        if agent is not None and (is_sayer(reading, agent) or is_outlet(reading, agent)):
            chain.outer.append(Passed(agent, word))


def _read_told_by_another(reading: Reading, place: Place, own: list[int], chain: _Chain) -> None:
    """An outlet that "reported" what somebody "told" in the same sentence is the relay, and that person speaks."""
    if chain.speaker is None or not is_outlet(reading, chain.speaker) or is_spoken_of(reading, place.cue):
        return
    for verb in own:
        if verb == place.cue or reading.pos[verb] != "VERB" or is_citing(reading, verb):
            continue
        if not is_speech_verb(reading, verb) or reading.tags[verb] == "VBN":
            continue
        if ";" in reading.words[min(verb, place.cue) : max(verb, place.cue)]:
            continue  # "The station claimed that …; the army called it a lie"
        people = [w for w in slots_of(reading, verb).get("subj", []) if w in own and w != chain.speaker]
        people = [w for w in people if is_sayer(reading, w) and not is_outlet(reading, w)]
        if people:
            chain.outer.append(Passed(chain.speaker, chain.cue if chain.cue is not None else place.cue))
            chain.speaker, chain.cue = reading.acting(people[0]), verb
            chain.middle += find_channels(reading, verb, [])
            return


def _read_frame_above(reading: Reading, place: Place, chain: _Chain) -> None:
    """ "A published an interview in which X said", "A quoted an official who said": A relays."""
    noun = reading.heads[place.cue]
    verb = reading.heads[noun]
    if reading.deps[place.cue] != "acl:relcl" or reading.deps[noun] != "obj" or reading.pos[verb] != "VERB":
        return
    quotes = reading.lemmas[verb] in classes()["relay"] and is_sayer(reading, noun)
    talks = is_writing(reading, noun) or reading.lemmas[noun] in classes()["talk"]
    if not quotes and not (talks and reading.lemmas[verb] in classes()["carry_verb"]):
        return
    subjects = (kid for kid in reading.kids[verb] if reading.deps[kid] == "nsubj")
    chain.outer += [Passed(kid, verb) for kid in subjects if is_outlet(reading, kid)]


def _links(reading: Reading, chain: _Chain) -> tuple[Link, ...]:
    """The links, outermost first, each source once; neither the publisher nor the speaker is among them."""
    found: dict[object, Link] = {}
    speaker = reading.parties.get(chain.speaker) if chain.speaker is not None else None
    for passed in (*chain.outer, *chain.middle, *chain.inner):
        mention = reading.parties.get(passed.word)
        itself = passed.word == chain.speaker or (
            mention is not None and speaker is not None and mention.chain == speaker.chain
        )
        if itself or is_publisher(reading, passed.word):
            continue
        link = link_of(reading, passed)
        found.setdefault(mention.chain if mention is not None else (link.start, link.end), link)
    return tuple(found.values())


def link_of(reading: Reading, passed: Passed) -> Link:
    """A relay as a link."""
    mention = reading.parties.get(passed.word)
    if mention is not None:
        start, end = mention.start, mention.end
    elif is_writing(reading, passed.word):
        start, end = writing_span(reading, passed.word)
    else:
        start, end = source_span(reading, passed.word)
    described = describe(reading, passed.word) if passed.may_hide else None
    cue_start, cue_end = reading.starts[passed.cue], reading.ends[passed.cue]
    return Link(
        start,
        end,
        reading.text[start:end],
        reading.text[cue_start:cue_end],
        mention.id if mention is not None else None,
        None,
        described is not None,
        cue_start,
        cue_end,
        described,
    )


def source_span(reading: Reading, word: int) -> Span:
    """The words of a source that is no mention, without its clauses and article."""
    return reading.span_of(
        word, without=frozenset({"acl:relcl", "acl", "appos", "case", "det", "conj", "cc", "parataxis"})
    )
