"""Find who said what to whom, in which words, and through whom.

In:   a `Reading`; the attributions that the language model tagged (source, cue, content spans).
Out:  `Saying`s, each a claim of kind statement and the span of what was said, by which attribution.py finds
      whose the claims inside are.

Cues and acts: data/lexicon/en/speech.tsv. Quotations that the model left alone are read in quotations.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from letopis.claim import Argument, Claim, ClaimKind, Evidence, Link, Modality, Polarity, claim_id
from letopis.extract.contents import LEAST_WORDS, governed_clause, has_verb, is_quoted, mend_content
from letopis.extract.factuality import Factuality, factuality_of
from letopis.extract.frames import is_of_class
from letopis.extract.quotations import quoted_share, trim
from letopis.extract.reading import PARTIES, SENTENCE_LIMIT, Reading
from letopis.extract.relays import find_relays, is_reported_too, is_unnamed, relaying_verb
from letopis.extract.slots import is_passive, slots_of
from letopis.extract.when import time_of
from letopis.lexicon import NO_EVENT, Speech, classes, frames, speech
from letopis.mention import Form, Mention, MentionKind

PRODUCER = "extract.statements"
DIRECT = 0.95  # share of a content's letters inside quotation marks, as in the attribution protocol
LETTERS = {
    "VERB": "V",
    "AUX": "V",
    "NOUN": "N",
    "PROPN": "N",
    "ADJ": "A",
    "ADP": "P",
    "SCONJ": "P",
    "ADV": "A",
}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution, as spans of the text: `sources` and `cue` may be empty."""

    sources: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    score: float
    speaker: int | Mention | Span | None = (
        None  # where a rule has found it; a word stands for the party it heads
    )
    form: str | None = None  # "direct" where the layout tells that these are the very words


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement claim, and the spans of what it says."""

    claim: Claim
    content: tuple[Span, ...]
    denies: bool
    unnamed: bool


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
    cue_word = head_of_span(reading, *attribution.cue) if attribution.cue else None
    act = act_of(reading, cue_word) if cue_word is not None else None
    if cue_word is not None and is_reported_too(reading, cue_word):
        return None, last
    relays = find_relays(reading, attribution.sources, cue_word, attribution.content)
    if relays.speaker is None and cue_word is not None and _is_agentless(reading, cue_word):
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
    argument = _speaker_argument(speaker)
    arguments = _arguments(reading, attribution, argument, cue_word, act, relays.addressee)
    fact = factuality_of(reading, cue_word) if cue_word is not None else Factuality()
    links = tuple(
        link for link in relays.links if link.mention is None or link.mention != arguments[0].mention
    )
    claim = _claim(reading, attribution, arguments, cue_word, act, fact, links)
    denies = bool(act and "contentneg" in act.marks)
    keep = speaker if isinstance(speaker, Mention) else last
    unnamed = isinstance(speaker, Mention) and is_unnamed(reading, reading.word_at(speaker.head_start) or 0)
    return Saying(claim, attribution.content, denies, unnamed), keep


def _is_agentless(reading: Reading, cue_word: int) -> bool:
    """True for a passive that does not tell who: "is expected", "asked whether", "was announced"."""
    return is_passive(reading, cue_word) and not slots_of(reading, cue_word).get("subj")


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
    told = any(has_verb(reading, piece) for piece in attribution.content)
    if cue_word is not None and (reading.lemmas[cue_word], "V") in frames("events"):
        return act is not None and told
    return told or len(words) >= LEAST_WORDS


def _continues(reading: Reading, cue_word: int, last: Mention) -> bool:
    """True for a cue without a subject in the sentence of the last speaker or the next ("…, adding that")."""
    return 0 <= reading.sent_of[cue_word] - last.sentence <= 1


def head_of_span(reading: Reading, start: int, end: int) -> int | None:
    """The word of a span whose head lies outside it; a verb before others; None of an empty span."""
    words = [
        word
        for word in reading.words_in(start, end)
        if reading.is_read(word) and reading.pos[word] != "PUNCT"
    ]
    inside = set(words)
    tops = [word for word in words if reading.heads[word] not in inside or reading.heads[word] == word]
    verbs = [word for word in tops if reading.pos[word] == "VERB"]
    return next(iter(verbs or tops or words), None)


def act_of(reading: Reading, word: int) -> Speech | None:
    """The row of speech.tsv that fits the cue, the most specific first, or None."""
    letter = LETTERS.get(reading.pos[word])
    slots = slots_of(reading, word)
    for letter_ in dict.fromkeys(
        filter(None, (letter, "V" if reading.tags[word].startswith("VB") else None, "P"))
    ):
        for row in speech().get((reading.lemmas[word], letter_), ()):
            if all(
                _holds(reading, need.slot, need.words, need.classes, slots) != need.absent
                for need in row.needs
            ):
                return row
    return None


def _holds(
    reading: Reading, slot: str, words: frozenset[str], names: frozenset[str], slots: dict[str, list[int]]
) -> bool:
    fillers = slots.get(slot) or (slots.get("iobj", []) if slot == "obj" else [])  # "he told her"
    if not words and not names:
        return bool(fillers)
    return any(reading.lemmas[f] in words or any(is_of_class(reading, f, n) for n in names) for f in fillers)


def _speaker(reading: Reading, attribution: Attributed, cue_word: int | None) -> Mention | Span | None:
    """Who says it: the party that the source names, else the subject of the cue, else the source's words."""
    if attribution.speaker is not None:
        given = attribution.speaker
        return reading.parties.get(given) if isinstance(given, int) else given
    for start, end in attribution.sources:
        mention = mention_in(reading, start, end)
        if mention is not None:
            return mention
    subjects = slots_of(reading, cue_word).get("subj", []) if cue_word is not None else []
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


def _speaker_argument(speaker: Mention | Span) -> Argument | Span:
    if isinstance(speaker, Mention):
        return Argument("speaker", speaker.start, speaker.end, speaker.text, speaker.id)
    return speaker


def _arguments(
    reading: Reading,
    attribution: Attributed,
    speaker: Argument | Span,
    cue_word: int | None,
    act: Speech | None,
    addressee: Mention | None,
) -> tuple[Argument, ...]:
    first = speaker if isinstance(speaker, Argument) else reading.span_argument("speaker", *speaker)
    found = [first, *_addressees(reading, cue_word, act, attribution)]
    if addressee is not None and not any(a.mention == addressee.id for a in found):
        found.append(Argument("addressee", addressee.start, addressee.end, addressee.text, addressee.id))
    found += [reading.span_argument("content", *span) for span in attribution.content]
    if attribution.cue:
        found.append(reading.span_argument("cue", *attribution.cue))
    found += _media(reading, cue_word, act)
    return tuple(dict.fromkeys(found))


def _addressees(
    reading: Reading, cue_word: int | None, act: Speech | None, attribution: Attributed
) -> list[Argument]:
    if cue_word is None or act is None:
        return []
    slots = slots_of(reading, cue_word)
    found = []
    for slot in act.addressee:
        for word in (slots.get("iobj", []) if slot == "obj" else []) + slots.get(slot, []):
            inside = any(s <= reading.starts[word] < e for s, e in attribution.content)
            if word in reading.parties and not inside:
                found += reading.arguments("addressee", word)
            elif is_of_class(reading, word, "audience") and not inside:
                found.append(reading.argument("addressee", word))
    return found


def _media(reading: Reading, cue_word: int | None, act: Speech | None) -> list[Argument]:
    """Where or by what it was said: the tweet, the interview with a station, the daily briefing."""
    if cue_word is None:
        return []
    channels = classes().get("medium", frozenset())
    for slot in ("in", "at", "on", "during", "via", "through", "by", "to"):
        for word in slots_of(reading, cue_word).get(slot, []):
            if reading.lemmas[word] in channels:
                start, end = reading.span_of(
                    word, without=frozenset({"acl:relcl", "acl", "advcl", "case", "det", "conj", "cc"})
                )
                return [reading.span_argument("medium", start, end)]
    if act is not None and act.medium:
        start, end = reading.starts[cue_word], reading.ends[cue_word]
        return [reading.span_argument("medium", start, end, act.medium)]
    return []


def _claim(
    reading: Reading,
    attribution: Attributed,
    arguments: tuple[Argument, ...],
    cue_word: int | None,
    act: Speech | None,
    fact: Factuality,
    links: tuple[Link, ...],
) -> Claim:
    evidence = _evidence(reading, attribution)
    share = quoted_share(reading.quote_mask, reading.text, attribution.content)
    form = attribution.form or ("direct" if share >= DIRECT else "mixed" if share > 0 else "indirect")
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.STATEMENT, form, arguments, evidence[0]),
        document=reading.document.id,
        kind=ClaimKind.STATEMENT,
        type=form,
        mode=act.act if act else _attitude(reading, cue_word),
        arguments=arguments,
        evidence=evidence,
        when=time_of(reading, cue_word) if cue_word is not None else None,
        polarity=fact.polarity if fact.modality == Modality.ASSERTED else Polarity.AFFIRMED,
        modality=fact.modality,
        attribution=links,
        score=round(min(0.97, 0.55 + 0.4 * attribution.score + 0.05 * (act is not None)), 4),
        producer=PRODUCER,
    )


def _attitude(reading: Reading, cue_word: int | None) -> str:
    """The act of a cue that speech.tsv does not know: a state of mind ("is uneasy over"), or plain saying."""
    return "believe" if cue_word is not None and reading.pos[cue_word] == "ADJ" else "say"


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


def date_by_speech(sayings: Sequence[Saying]) -> list[Saying]:
    """The same sayings; an undated one takes the day of the same speaker's last dated one in the
    paragraph's run of speech."""
    found: list[Saying] = []
    last: Saying | None = None
    for saying in sayings:
        claim = saying.claim
        if (
            claim.when is None
            and last is not None
            and claim.modality == Modality.ASSERTED
            and _same_run(last, saying)
        ):
            when = last.claim.when
            assert when is not None
            saying = replace(saying, claim=replace(claim, when=replace(when, basis="narrative", text=None)))
        found.append(saying)
        if saying.claim.when is not None:
            last = saying
    return found


def _same_run(earlier: Saying, later: Saying) -> bool:
    left, right = earlier.claim.first("speaker"), later.claim.first("speaker")
    near = later.claim.evidence[0].start - earlier.claim.evidence[-1].end < SENTENCE_LIMIT
    return bool(left and right and near and left.mention and left.mention == right.mention)
