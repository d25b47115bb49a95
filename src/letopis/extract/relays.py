"""Through whom a saying reached the page: agencies that quote, papers that cite, people who told it to a
reporter.

In:   a `Reading`, the source and cue of one attribution.
Out:  the speaker, where the tagged source is only a relay; the chain's links, outermost first; the outlet
      spoken to.

A verb of relaying (quote, cite) has the relay as its subject and the speaker as its object: "the agency
quoted X as saying", "X was quoted as saying by the agency", "as quoted by the agency". The
publisher of the document is never a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letopis.claim import Link
from letopis.extract.factuality import is_speech_verb
from letopis.extract.reading import Reading
from letopis.extract.slots import is_passive, preposition, slots_of
from letopis.lexicon import classes
from letopis.mention import Mention, MentionKind

Span = tuple[int, int]
NEAR = 10  # words behind a verb of quoting in which its "as" stands
SPEAKING = (MentionKind.PERSON, MentionKind.GROUP)  # who is quoted; a body only where no person is


@dataclass(frozen=True, slots=True)
class Relays:
    """Speaker and addressee are None where the attribution itself tells them."""

    speaker: Mention | None = None
    links: tuple[Link, ...] = ()
    addressee: Mention | None = None


def find_relays(
    reading: Reading, sources: Sequence[Span], cue_word: int | None, content: Sequence[Span]
) -> Relays:
    """The relays of one attribution."""
    if cue_word is None:
        return Relays()
    verb = relaying_verb(reading, cue_word)
    if verb is not None:
        return _of_verb(reading, verb)
    cited = _cited_below(reading, sources, cue_word)
    if cited is not None:
        return cited
    told = _told_by_another(reading, sources, cue_word, content)
    if told is not None:
        return told
    links = [
        link for word in _outer_relays(reading, cue_word, content) for link in _links_of_outlet(reading, word)
    ]
    return Relays(links=tuple(dict.fromkeys(links)))


def _cited_below(reading: Reading, sources: Sequence[Span], cue_word: int) -> Relays | None:
    """ "The agency reported, citing X": X speaks, the agency is the relay."""
    outlets = [w for s, e in sources for w in reading.words_in(s, e) if is_outlet(reading, w)]
    for verb in range(cue_word + 1, reading.sents[reading.sent_of[cue_word]][1]) if outlets else ():
        if is_citing(reading, verb):
            quoted = slots_of(reading, verb).get("obj", [])
            people = [m for w in quoted if (m := reading.parties.get(w)) and m.kind in SPEAKING]
            if people:
                links = tuple(link for word in outlets[:1] for link in _links(reading, word, cue_word))
                return Relays(speaker=people[0], links=links)
    return None


def is_citing(reading: Reading, verb: int) -> bool:
    """True for the participle of a verb of relaying: "…, citing a diplomat"."""
    return reading.tags[verb] == "VBG" and reading.lemmas[verb] in classes().get("relay", frozenset())


def is_reported_too(reading: Reading, cue_word: int) -> bool:
    """True for a "citing" in whose sentence an outlet "reported": the report is read, with whom it cites."""
    reporting = classes().get("report_verb", frozenset())
    return is_citing(reading, cue_word) and any(
        reading.lemmas[verb] in reporting
        and any(is_outlet(reading, w) for w in slots_of(reading, verb).get("subj", []))
        for verb in range(reading.sents[reading.sent_of[cue_word]][0], cue_word)
    )


def _told_by_another(
    reading: Reading, sources: Sequence[Span], cue_word: int, content: Sequence[Span]
) -> Relays | None:
    """An outlet that "reported" what somebody "told" in the same sentence is the relay, and that person speaks."""
    outlets = [w for s, e in sources for w in reading.words_in(s, e) if is_outlet(reading, w)]
    if not outlets or reading.lemmas[cue_word] not in classes().get("report_verb", frozenset()):
        return None
    for verb in range(*reading.sents[reading.sent_of[cue_word]]):
        outside = not any(s <= reading.starts[verb] < e for s, e in content)
        if verb == cue_word or not outside or not is_speech_verb(reading, verb) or is_citing(reading, verb):
            continue
        people = [reading.parties[w] for w in slots_of(reading, verb).get("subj", []) if w in reading.parties]
        people = [mention for mention in people if mention.kind in (MentionKind.PERSON, MentionKind.GROUP)]
        if people:
            links = tuple(link for word in outlets[:1] for link in _links(reading, word, cue_word))
            return Relays(speaker=people[0], links=links)
    return None


def relaying_verb(reading: Reading, cue_word: int) -> int | None:
    """The verb of relaying at or above the cue ("quoted … as saying")."""
    relaying = classes().get("relay", frozenset())
    current = cue_word
    for _ in range(3):
        if reading.pos[current] == "VERB" and reading.lemmas[current] in relaying:
            return current
        if reading.heads[current] == current or reading.deps[current] not in (
            "advcl",
            "xcomp",
            "ccomp",
            "acl",
            "obl",
        ):
            return None
        current = reading.heads[current]
    return None


def _of_verb(reading: Reading, verb: int) -> Relays:
    slots, passive = slots_of(reading, verb), is_passive(reading, verb)
    own = [reading.acting(kid) for kid in reading.kids[verb] if reading.deps[kid].startswith("nsubj")]
    relayers = [word for word in slots.get("subj", []) if not (passive and word in own)]
    relayers = relayers or slots.get("by", []) or _by_of_saying(reading, verb)
    if passive and _as_clause(reading, verb) and not own:
        return Relays(links=tuple(link for word in relayers for link in _links(reading, word, verb)))
    quoted = own if passive and own else slots.get("obj", [])
    speakers = [reading.parties[word] for word in quoted if word in reading.parties]
    bodies = [m for m in speakers if m.kind in (MentionKind.ORGANISATION, MentionKind.COUNTRY)]
    people = [mention for mention in speakers if mention.kind in SPEAKING] or bodies
    people = people or _named_before_as(reading, verb)
    if not people:
        return Relays()
    links = tuple(link for word in relayers for link in _links(reading, word, verb))
    return Relays(speaker=people[0], links=links)


def _named_before_as(reading: Reading, verb: int) -> list[Mention]:
    """The person between a verb of quoting and "as": "quoted X as saying", whatever the tree makes of it."""
    _, after = reading.sents[reading.sent_of[verb]]
    behind = next((w for w in range(verb + 1, min(after, verb + NEAR)) if reading.lemmas[w] == "as"), verb)
    found = [reading.parties[w] for w in range(verb + 1, behind) if w in reading.parties]
    return [mention for mention in found if mention.kind in SPEAKING]


def _by_of_saying(reading: Reading, verb: int) -> list[int]:
    """The relay of "was quoted as saying by the agency"."""
    saying = [kid for kid in reading.kids[verb] if reading.lemmas[kid] == "say"]
    return [word for kid in saying for word in slots_of(reading, kid).get("by", [])]


def _as_clause(reading: Reading, verb: int) -> bool:
    return any(
        reading.lemmas[kid] == "as" and reading.deps[kid] in ("mark", "advmod", "case")
        for kid in reading.kids[verb]
    )


def _outer_relays(reading: Reading, cue_word: int, content: Sequence[Span]) -> list[int]:
    """Verbs of an "as quoted by …" clause and outlets of "according to …" in the cue's sentence, outside
    the content."""
    first, after = reading.sents[reading.sent_of[cue_word]]
    relaying = classes().get("relay", frozenset()) | classes().get("report_verb", frozenset())
    found = []
    for word in range(first, after):
        if word == cue_word or any(s <= reading.starts[word] < e for s, e in content):
            continue
        if reading.lemmas[word] in relaying and reading.pos[word] == "VERB" and _as_clause(reading, word):
            found += slots_of(reading, word).get("subj", []) or slots_of(reading, word).get("by", [])
        elif preposition(reading, word) == "according to" and is_outlet(reading, word):
            found.append(word)
    return found


def is_outlet(reading: Reading, word: int) -> bool:
    """True for a word that heads a mention of a news agency, paper, station or site."""
    mention = reading.parties.get(word)
    if mention is None or mention.kind != MentionKind.ORGANISATION:
        return False
    from letopis.gazetteer import organisation

    known = organisation(mention.value or mention.text) or organisation(mention.text)
    if known is not None:
        return known.kind in ("news_agency", "outlet")
    heads = classes().get("outlet", frozenset())
    return any(reading.lemmas[w] in heads for w in reading.words_in(mention.start, mention.end))


def _links_of_outlet(reading: Reading, word: int) -> list[Link]:
    return _links(reading, word, reading.heads[word])


def _links(reading: Reading, word: int, cue: int) -> list[Link]:
    mention = reading.parties.get(word)
    cue_text = reading.words[cue] if cue != word else None
    if mention is not None:
        return [
            Link(
                mention.start,
                mention.end,
                mention.text,
                cue_text,
                mention.id,
                None,
                is_unnamed(reading, word),
            )
        ]
    start, end = reading.span_of(word, without=frozenset({"acl:relcl", "case", "det"}))
    return [Link(start, end, reading.text[start:end], cue_text, None, None, is_unnamed(reading, word))]


def is_unnamed(reading: Reading, word: int) -> bool:
    """True for sources described and not named: "two unnamed sources", "officials familiar with the
    talks"."""
    nameless = classes().get("unnamed", frozenset())
    sources = classes().get("source_noun", frozenset())
    mention = reading.parties.get(word)
    inside = range(word, word + 1) if mention is None else reading.words_in(mention.start, mention.end)
    chain = reading.by_chain.get(mention.chain, []) if mention else []
    if any(m.form == "name" for m in chain):
        return False
    return any(reading.lemmas[w] in nameless for w in inside) or reading.lemmas[word] in sources
