"""Find who said what to whom, in which words, and through whom.

In:   a `Reading`; the attributions that the language model tagged (source, cue, content spans).
Out:  `Saying`s, each a claim of kind statement and the span of what was said, by which attribution.py finds
      whose the claims inside are.

Cues and acts: data/lexicon/en/speech.tsv. Quotations that the model left alone are read in quotations.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from letopis.claim import Argument, Claim, ClaimKind, Evidence, Link, claim_id
from letopis.extract.circumstances import circumstances_of
from letopis.extract.contents import (
    LEAST_WORDS,
    governed_clause,
    has_verb,
    is_quoted,
    mend_content,
    tells_proposition,
)
from letopis.extract.cues import act_of, head_of_span, is_agentless, settle_cue
from letopis.extract.frames import is_of_class
from letopis.extract.quotations import quoted_share, trim
from letopis.extract.reading import PARTIES, SENTENCE_LIMIT, Reading
from letopis.extract.relays import Relays, find_relays, is_reported_too, is_unnamed, relaying_verb
from letopis.extract.sayings import Attributed, Saying, Span
from letopis.extract.slots import is_passive, slots_of
from letopis.extract.utterances import utterance_time
from letopis.extract.uttering import Told, told_of
from letopis.lexicon import NO_EVENT, Speech, frames
from letopis.mention import Form, Mention, MentionKind

DENYING = ("deny", "decline")
ASKING = ("ask", "warn", "promise", "decree")  # what is called for may be a thing: "an end to the fighting"
ATTITUDES = ("believe", None)  # of an act, or of a cue that is no word of saying
PRODUCER = "extract.statements"
DIRECT = 0.95  # share of a content's letters inside quotation marks, as in the attribution protocol


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution with its word of saying, the row that fits it, and how far it took place."""

    attribution: Attributed
    word: int | None
    act: Speech | None
    told: Told


def tagged_attributions(reading: Reading) -> list[Attributed]:
    """What the language model tagged, contents trimmed of stray punctuation, in text order."""
    found = []
    for tagged in reading.doc.user_data.get("attributions", ()):
        sources = tuple((s, e) for s, e in tagged["source"])
        cue = (tagged["cue"][0][0], tagged["cue"][0][1]) if tagged["cue"] else None
        content = mend_content(reading, [(s, e) for s, e in tagged["content"]], cue, sources)
        if content:
            found.append(Attributed(sources, cue, content, tagged["score"]))
    return found


def extract_statements(reading: Reading, attributions: Sequence[Attributed]) -> list[Saying]:
    """The statements of a document, in text order."""
    found: list[Saying] = []
    last: Mention | None = None
    for attribution in attributions:
        saying, last = _read_one(reading, attribution, last)
        if saying is not None:
            found.append(saying)
    return _without_relays(found)


def _without_relays(sayings: list[Saying]) -> list[Saying]:
    """The sayings, but for those of an outlet that only passes on, with the same words, what another says."""
    passed = {(saying.content, link.mention) for saying in sayings for link in saying.claim.attribution}

    def speaks_itself(saying: Saying) -> bool:
        speaker = saying.claim.first("speaker")
        return speaker is None or speaker.mention is None or (saying.content, speaker.mention) not in passed

    return [saying for saying in sayings if speaks_itself(saying)]


def _read_one(
    reading: Reading, attribution: Attributed, last: Mention | None
) -> tuple[Saying | None, Mention | None]:
    settled = settle_cue(reading, attribution.cue, attribution.content)
    attribution = replace(attribution, cue=settled.cue, content=settled.content)
    cue_word = settled.word
    act = act_of(reading, cue_word) if cue_word is not None else None
    if cue_word is not None and is_reported_too(reading, cue_word):
        return None, last
    relays = find_relays(reading, attribution.sources, cue_word, attribution.content)
    if relays.speaker is None and cue_word is not None and is_agentless(reading, cue_word):
        return None, last
    speaker = relays.speaker if relays.speaker is not None else _speaker(reading, attribution, cue_word)
    if speaker is None and last is not None and cue_word is not None and _continues(reading, cue_word, last):
        speaker = last
    if speaker is None:
        return None, last
    if relays.speaker is not None and cue_word is not None:
        attribution = _relayed(reading, attribution, relays.speaker, cue_word)
    if not _is_saying(reading, attribution, cue_word, act):
        return None, last
    said = _Said(attribution, cue_word, act, told_of(reading, cue_word, act))
    claim = _claim(reading, said, speaker, relays)
    keep = speaker if isinstance(speaker, Mention) and not attribution.nested else last
    unnamed = isinstance(speaker, Mention) and is_unnamed(reading, reading.word_at(speaker.head_start) or 0)
    marks = act.marks if act else frozenset()
    alleges, denies = "alleged" in marks, "contentneg" in marks
    return Saying(claim, attribution.content, denies, unnamed, alleges, cue_word, attribution.nested), keep


def _relayed(reading: Reading, attribution: Attributed, speaker: Mention, cue_word: int) -> Attributed:
    """The attribution of "quoted X as saying": X's name is no part of what X said, the reported clause is."""
    kept = tuple((s, e) for s, e in attribution.content if not s <= speaker.head_start < e)
    if not any(is_quoted(reading, piece) for piece in kept):
        verb = relaying_verb(reading, cue_word)
        clause = governed_clause(reading, verb) if verb is not None else None
        kept = (clause,) if clause else kept
    return replace(attribution, content=kept) if kept else attribution


def _is_saying(reading: Reading, attribution: Attributed, cue_word: int | None, act: Speech | None) -> bool:
    """False for deeds that the tagger took for words ("refused to quit", "criticised the war": an event says
    so), and for contents that say nothing."""
    if act is not None and act.act == NO_EVENT:
        return False
    if attribution.form is not None:
        return True
    words = [w for s, e in attribution.content for w in reading.words_in(s, e) if reading.is_read(w)]
    if any(reading.quote_mask[reading.starts[word]] for word in words):
        return True
    name = act.act if act else None
    if name in DENYING:
        return True
    if cue_word is not None and name in ATTITUDES and not tells_proposition(reading, attribution.content):
        return False
    told = any(has_verb(reading, piece) for piece in attribution.content)
    deed = cue_word is not None and (reading.lemmas[cue_word], "V") in frames("events")
    if deed and name not in ASKING:
        return act is not None and (told or tells_proposition(reading, attribution.content))
    return told or len(words) >= LEAST_WORDS


def _continues(reading: Reading, cue_word: int, last: Mention) -> bool:
    """True for a cue without a subject in the sentence of the last speaker or the next ("…, adding that")."""
    return 0 <= reading.sent_of[cue_word] - last.sentence <= 1


def _speaker(reading: Reading, attribution: Attributed, cue_word: int | None) -> Mention | Span | None:
    """Who says it: the party that the source names, else the subject of the cue, else the source's words."""
    if attribution.speaker is not None:
        given = attribution.speaker
        return reading.parties.get(given) if isinstance(given, int) else given
    subjects = slots_of(reading, cue_word).get("subj", []) if cue_word is not None else []
    if cue_word is not None and is_passive(reading, cue_word):  # "they were told by the general"
        agents = [reading.parties[word] for word in subjects if word in reading.parties]
        if agents:
            return agents[0]
    for start, end in attribution.sources:
        mention = mention_in(reading, start, end)
        if mention is not None:
            return mention
    for word in subjects:
        if word in reading.parties:
            return reading.parties[word]
    for start, end in attribution.sources:
        head = head_of_span(reading, start, end)
        if head is not None and is_of_class(reading, head, "teller"):
            return trim(reading.text, start, end)
    return None


def mention_in(reading: Reading, start: int, end: int) -> Mention | None:
    """The party that a source span names: the one at its head, else the first person, else the first party
    in it."""
    head = head_of_span(reading, start, end)
    head = reading.acting(head) if head is not None else None
    found = [reading.parties[word] for word in reading.words_in(start, end) if word in reading.parties]
    if head is not None and head in reading.parties:
        first = reading.parties[head]
        if first.kind != MentionKind.OTHER:
            return first
    found.sort(key=lambda mention: mention.form == Form.PRONOUN)  # "one of the sources, who spoke …"
    people = [mention for mention in found if mention.kind == MentionKind.PERSON]
    named = [m for m in people if m.form != Form.PRONOUN] or [m for m in found if m.kind in PARTIES]
    return next(iter(named or people), None)


def _speaker_argument(reading: Reading, speaker: Mention | Span) -> Argument:
    if isinstance(speaker, Mention):
        return Argument("speaker", speaker.start, speaker.end, speaker.text, speaker.id)
    return reading.span_argument("speaker", *speaker)


def _claim(reading: Reading, said: _Said, speaker: Mention | Span, relays: Relays) -> Claim:
    attribution, act = said.attribution, said.act
    arguments, circumstances = _arguments(reading, said, speaker, relays.addressee)
    evidence = _evidence(reading, attribution)
    share = quoted_share(reading.quote_mask, reading.text, attribution.content)
    form = attribution.form or ("direct" if share >= DIRECT else "mixed" if share > 0 else "indirect")
    modality = said.told.fact.modality
    when = None
    if said.word is not None:
        when = utterance_time(reading, said.word, circumstances, attribution.content, modality)
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.STATEMENT, form, arguments, evidence[0]),
        document=reading.document.id,
        kind=ClaimKind.STATEMENT,
        type=form,
        mode=said.told.act or "say",
        arguments=arguments,
        evidence=evidence,
        when=when,
        polarity=said.told.fact.polarity,
        modality=modality,
        attribution=tuple(link for link in relays.links if not _is_speaker(link, arguments[0])),
        score=round(min(0.97, 0.55 + 0.4 * attribution.score + 0.05 * (act is not None)), 4),
        producer=PRODUCER,
    )


def _is_speaker(link: Link, speaker: Argument) -> bool:
    return link.mention is not None and link.mention == speaker.mention


def _arguments(
    reading: Reading, said: _Said, speaker: Mention | Span, addressee: Mention | None
) -> tuple[tuple[Argument, ...], list[int]]:
    """The parts of a saying, and the words that head its media and occasions."""
    attribution = said.attribution
    found = [_speaker_argument(reading, speaker)]
    around, heads = circumstances_of(reading, said.word, said.act, attribution.content)
    found += [one for one in around if one.role == "addressee" and one.mention != (found[0].mention or "")]
    if addressee is not None and not any(a.mention == addressee.id for a in found):
        found.append(Argument("addressee", addressee.start, addressee.end, addressee.text, addressee.id))
    found += [reading.span_argument("content", *span) for span in attribution.content]
    if attribution.cue:
        found.append(reading.span_argument("cue", *attribution.cue))
    found += [one for one in around if one.role != "addressee"]
    return tuple(dict.fromkeys(found)), heads


def _evidence(reading: Reading, attribution: Attributed) -> tuple[Evidence, ...]:
    """The sentences that hold cue and content, as one stretch where it is short, else each sentence for
    itself."""
    spans = [*attribution.content, *attribution.sources, *((attribution.cue,) if attribution.cue else ())]
    words = sorted({word for s, e in spans for word in reading.words_in(s, e) if reading.is_read(word)})
    stretches = [reading.sentence_span(word) for word in (words[0], words[-1])]
    start, end = stretches[0][0], stretches[1][1]
    if end - start <= SENTENCE_LIMIT:
        return (Evidence.of(reading.document, start, end, attribution.cue),)
    each = dict.fromkeys(reading.sentence_span(word) for word in words)
    return tuple(
        Evidence.of(reading.document, s, min(e, s + SENTENCE_LIMIT), attribution.cue if i == 0 else None)
        for i, (s, e) in enumerate(each)
    )
