"""Find who said what to whom, in which words, and through whom.

In:   a `Reading`; the attributions that the language model tagged (source, cue, content spans).
Out:  `Saying`s, each a claim of kind statement and the span of what was said, by which attribution.py finds
      whose the claims inside are.

Cues and acts: data/lexicon/en/speech.tsv. Quotations that the model left alone are read in quotations.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from letopis.claim import Argument, Claim, ClaimKind, Evidence, claim_id
from letopis.extract.anonymity import describe
from letopis.extract.circumstances import circumstances_of
from letopis.extract.citing import is_addressed, is_bare_citing, is_held_of, is_naming, quotes_teller
from letopis.extract.contents import (
    LEAST_WORDS,
    governed_clause,
    has_verb,
    is_quoted,
    mend_content,
    stands_in,
    tells_proposition,
)
from letopis.extract.cues import act_of, estimated_by, head_of_span, is_agentless, settle_cue
from letopis.extract.factuality import is_speech_verb
from letopis.extract.frames import is_of_class
from letopis.extract.handed_on import through_outlets, through_tellers
from letopis.extract.outlets import is_outlet
from letopis.extract.quotations import quoted_share
from letopis.extract.reading import PARTIES, SENTENCE_LIMIT, Reading
from letopis.extract.relatives import own_relative
from letopis.extract.relays import Place, Relays, find_relays, relaying_verb, source_span
from letopis.extract.sayings import Attributed, Saying, Span
from letopis.extract.slots import is_passive, slots_of
from letopis.extract.topics import topic_of
from letopis.extract.utterances import utterance_time
from letopis.extract.uttering import Told, told_of
from letopis.extract.voices import as_clause, is_citing
from letopis.extract.writings import is_writing, writing_span
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
        if content and not _cites_only(reading, cue, content):
            found.append(Attributed(sources, cue, content, tagged["score"]))
    return found


def _cites_only(reading: Reading, cue: Span | None, content: Sequence[Span]) -> bool:
    """True for ", citing two diplomats", "quoted an official who said that": it names whose words they are, and is none
    of them."""
    words = reading.words_in(*cue) if cue else []
    if any(quotes_teller(reading, word) for word in words):
        return True
    cites = bool(words) and is_citing(reading, words[0]) and as_clause(reading, words[0]) is None
    return cites and not any(has_verb(reading, piece) or is_quoted(reading, piece) for piece in content)


def extract_statements(reading: Reading, attributions: Sequence[Attributed]) -> list[Saying]:
    """The statements of a document, in text order."""
    found: list[Saying] = []
    last: Mention | None = None
    for attribution in attributions:
        saying, last = _read_one(reading, attribution, last)
        if saying is not None:
            found.append(saying)
    found = through_outlets(reading, through_tellers(reading, found))
    return _without_echoes(reading, _without_doubles(reading, _without_relays(found)))


def _without_echoes(reading: Reading, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings without those whose words are part of what the same speaker is told to say in the same sentence by
    another word ("she said, stressing why …"); what lies inside a saying with its own word is none."""

    def echoes(part: Saying, whole: Saying) -> bool:
        first, second = part.claim.first("speaker"), whole.claim.first("speaker")
        if part.word is None or whole.word is None or not first or not second:
            return False
        one, other = reading.by_id.get(first.mention or ""), reading.by_id.get(second.mention or "")
        if one is None or other is None or one.chain != other.chain or part.content == whole.content:
            return False
        near = reading.sent_of[part.word] == reading.sent_of[whole.word]
        inside = all(any(s <= a and b <= e for s, e in whole.content) for a, b in part.content)
        return near and inside and not any(s <= reading.starts[part.word] < e for s, e in whole.content)

    beside: dict[int | None, list[Saying]] = {}
    for saying in sayings:
        beside.setdefault(None if saying.word is None else reading.sent_of[saying.word], []).append(saying)
    echoed = {
        id(one)
        for near in beside.values()
        for one in near
        if any(echoes(one, other) for other in near if other is not one)
    }
    return [one for one in sayings if id(one) not in echoed]


def _without_relays(sayings: list[Saying]) -> list[Saying]:
    """The sayings, but for those of an outlet that only passes on, with the same words, what another says."""
    passed = {(saying.content, link.mention) for saying in sayings for link in saying.claim.attribution}

    def speaks_itself(saying: Saying) -> bool:
        speaker = saying.claim.first("speaker")
        return speaker is None or speaker.mention is None or (saying.content, speaker.mention) not in passed

    return [saying for saying in sayings if speaks_itself(saying)]


def _without_doubles(reading: Reading, sayings: Sequence[Saying]) -> list[Saying]:
    """Of sayings of the same words by the same speaker the one that tells most of the way they came."""
    best, keys = dict[object, Saying](), list[object]()
    for saying in sayings:
        speaker = saying.claim.first("speaker")
        mention = reading.by_id.get(speaker.mention or "") if speaker else None
        key = (saying.content, mention.chain) if mention else saying.claim.id
        keys.append(key)
        kept = best.get(key)
        if kept is None or len(kept.claim.attribution) < len(saying.claim.attribution):
            best[key] = saying
    return [saying for key, saying in zip(keys, sayings, strict=True) if saying == best[key]]


def _read_one(
    reading: Reading, attribution: Attributed, last: Mention | None
) -> tuple[Saying | None, Mention | None]:
    settled = settle_cue(reading, attribution.cue, attribution.content)
    attribution = replace(attribution, cue=settled.cue, content=settled.content)
    cue_word = settled.word
    act = act_of(reading, _act_word(reading, cue_word)) if cue_word is not None else None
    word = own_relative(reading, cue_word, _speaker_word(reading, attribution, cue_word))
    relays = Relays()
    if cue_word is not None:
        head = word if isinstance(word, int) else None
        relays = find_relays(reading, Place(cue_word, head, attribution.inside, attribution.apart))
        if relays.cue is None and is_agentless(reading, cue_word):
            return None, last
    speaker = _speaker_argument(reading, word if relays.speaker is None else relays.speaker)
    if speaker is None and last is not None and cue_word is not None and _continues(reading, cue_word, last):
        speaker = _speaker_argument(reading, reading.word_at(last.head_start))
    if speaker is None or is_addressed(reading, speaker.start, speaker.end):
        return None, last
    if cue_word is not None and stands_in(reading, cue_word, (speaker.start, speaker.end)):
        return None, last
    if relays.cue is not None and cue_word is not None:
        attribution = _relayed(reading, attribution, speaker, cue_word, relays.cue)
        own = act_of(reading, relays.cue)
        if own is not None and (act is None or act.act in (None, "say")):
            act = own  # "As quoted by the agency, X promised to go"
    attribution = _without_own_words(reading, attribution, speaker, cue_word)
    if cue_word is not None and act is not None and act.act in DENYING:
        attribution = _with_what_is_denied(reading, attribution, cue_word)
    if not _is_saying(reading, attribution, cue_word, act):
        return None, last
    said = _Said(attribution, cue_word, act, told_of(reading, cue_word, act))
    claim = _claim(reading, said, speaker, relays)
    keep = last if attribution.nested else reading.by_id.get(speaker.mention or "", last)
    passes = relays.speaker is not None and is_outlet(reading, relays.speaker)
    marks, nested = act.marks if act else frozenset(), attribution.nested
    denies, alleges = "contentneg" in marks, "alleged" in marks
    return Saying(claim, attribution.content, denies, passes, alleges, cue_word, nested), keep


def _act_word(reading: Reading, cue_word: int) -> int:
    """The word that tells the act: "warning" of "was quoted as warning", else the cue."""
    verb = relaying_verb(reading, cue_word)
    saying = as_clause(reading, verb) if verb is not None else None
    return saying if saying is not None else cue_word


def _relayed(
    reading: Reading, attribution: Attributed, speaker: Argument, cue_word: int, own_cue: int
) -> Attributed:
    """The attribution of "quoted X as saying" and "reported, citing X", with the cue that ties X; X's name is no part
    of what X said, the reported clause is."""
    cue = (reading.starts[own_cue], reading.ends[own_cue])
    kept = tuple((s, e) for s, e in attribution.content if not s <= speaker.start < e)
    verb = relaying_verb(reading, cue_word)
    if verb is not None and not kept and not any(is_quoted(reading, piece) for piece in kept):
        clause = governed_clause(reading, verb)
        kept = (clause,) if clause else kept
    return replace(attribution, cue=cue, content=kept or attribution.content)


def _with_what_is_denied(reading: Reading, attribution: Attributed, cue_word: int) -> Attributed:
    """The attribution; of "a claim that the board dismissed as baseless" it is the claim that is denied."""
    words = [w for start, end in attribution.content for w in reading.words_in(start, end)]
    if not words or reading.words[words[0]].lower() != "as" or any(reading.pos[w] == "VERB" for w in words):
        return attribution
    things = [w for w in slots_of(reading, cue_word).get("obj", ()) if w < cue_word]
    if not things:
        return attribution
    span = reading.span_of(things[0], without=frozenset({"acl", "acl:relcl", "appos", "parataxis"}))
    return replace(attribution, content=(span,))


def _without_own_words(
    reading: Reading, attribution: Attributed, speaker: Argument, cue_word: int | None
) -> Attributed:
    """The attribution; of "Berg said she feared this because …, she said" it begins behind the first "said"."""
    own = reading.by_id.get(speaker.mention or "")
    if own is None or cue_word is None:
        return attribution
    kept = []
    for start, end in attribution.content:
        words = reading.words_in(start, end)
        told = reading.parties.get(reading.acting(words[0])) if words else None
        if told is not None and told.chain == own.chain and reading.starts[cue_word] >= end:
            verb = reading.word_at(told.end + 1)
            if told.start == start and verb is not None and is_speech_verb(reading, verb):
                start = min(reading.ends[verb] + 1, end)
        kept.append((start, end))
    return replace(attribution, content=tuple(piece for piece in kept if piece[0] < piece[1]))


def _is_saying(reading: Reading, attribution: Attributed, cue_word: int | None, act: Speech | None) -> bool:
    """False for deeds that the tagger took for words ("refused to quit", "criticised the war": an event says
    so), and for contents that say nothing."""
    if act is not None and act.act == NO_EVENT:
        return False
    if attribution.form is not None:
        return True
    if cue_word is not None and _rings_up(reading, cue_word, attribution.content):
        return False
    if cue_word is not None and (is_bare_citing(reading, cue_word) or is_naming(reading, cue_word)):
        return False
    words = [w for s, e in attribution.content for w in reading.words_in(s, e) if reading.is_read(w)]
    if any(reading.quote_mask[reading.starts[word]] for word in words):
        return True
    name = act.act if act else None
    if name in DENYING or (cue_word is not None and estimated_by(reading, cue_word) is not None):
        return True
    if cue_word is not None and is_held_of(reading, cue_word, attribution.content):
        return True
    if cue_word is not None and topic_of(reading, cue_word) is not None:
        return True
    if cue_word is not None and name in ATTITUDES and not tells_proposition(reading, attribution.content):
        return False
    told = any(has_verb(reading, piece) for piece in attribution.content)
    deed = cue_word is not None and (reading.lemmas[cue_word], "V") in frames("events")
    if deed and name not in ASKING:
        return act is not None and (told or tells_proposition(reading, attribution.content))
    return told or len(words) >= LEAST_WORDS


def _rings_up(reading: Reading, cue_word: int, content: Sequence[Span]) -> bool:
    """True for "called the president-elect to congratulate her": somebody named and what the call was for."""
    behind = reading.words[cue_word + 1].lower() if cue_word + 1 < len(reading.words) else ""
    if reading.lemmas[cue_word] not in ("call", "phone", "telephone", "ring") or behind in (
        "on",
        "upon",
        "for",
    ):
        return False
    words = [w for start, end in content for w in reading.words_in(start, end)]
    if any(reading.quote_mask[reading.starts[w]] for w in words):
        return False
    named = [w for w in words if w in reading.parties and reading.parties[w].form == Form.NAME]
    after = [w + 1 for w in words if named and reading.ends[w] == reading.parties[named[0]].end]
    return bool(after) and after[0] < len(reading.words) and reading.tags[after[0]] == "TO"


def _continues(reading: Reading, cue_word: int, last: Mention) -> bool:
    """True for a cue without a subject in the sentence of the last speaker or the next ("…, adding that")."""
    is_phrase = reading.words[cue_word].lower() == "according"
    return 0 <= reading.sent_of[cue_word] - last.sentence <= 1 and not is_phrase


def _speaker_word(reading: Reading, attribution: Attributed, cue_word: int | None) -> int | Span | None:
    """The word that heads who says it: the party or writing that the source names, else the subject of the cue, else
    the source's own head."""
    if attribution.speaker is not None:
        given = attribution.speaker
        return reading.word_at(given.head_start) if isinstance(given, Mention) else given
    verbal = cue_word is not None and reading.words[cue_word].lower() != "according"
    subjects = slots_of(reading, cue_word).get("subj", []) if cue_word is not None and verbal else []
    if cue_word is not None and is_passive(reading, cue_word):  # "they were told by the general"
        agents = [w for w in subjects if w in reading.parties or is_of_class(reading, w, "government")]
        if agents:
            return agents[0]
    writing = next((word for word in subjects if is_writing(reading, word)), None)
    for start, end in attribution.sources:
        head = head_of_span(reading, start, end)
        if head is not None and is_writing(reading, head):
            return head
        if head is not None and writing is not None and _is_told_of(reading, head, writing):
            return writing
        mention = mention_in(reading, start, end)
        if mention is not None:
            return reading.word_at(mention.head_start)
    for word in subjects:
        if word in reading.parties or is_writing(reading, word):
            return word
    for start, end in attribution.sources:
        head = head_of_span(reading, start, end)
        if head is None:
            continue
        if is_of_class(reading, head, "teller"):
            return head
        if reading.pos[head] in ("NOUN", "PROPN") and (not verbal or head in subjects):
            return _phrase(reading, head)
        if head in subjects and is_of_class(reading, head, "partitive"):
            return head
    return None


def _is_told_of(reading: Reading, word: int, noun: int) -> bool:
    """True for a word in a clause or apposition of the noun: "a diary, pages of which were seen by the paper, says"."""
    while word != noun and reading.heads[word] != word:
        if reading.heads[word] == noun:
            return reading.deps[word] in ("acl", "acl:relcl", "appos")
        word = reading.heads[word]
    return False


def mention_in(reading: Reading, start: int, end: int) -> Mention | None:
    """The party that a source span names: the one at its head, else the first person, else the first party
    in it; nobody whose thing or whose people the head is ("his campaign", "watchers of the agency")."""
    head = head_of_span(reading, start, end)
    head = reading.acting(head) if head is not None else None
    inside = [word for word in reading.words_in(start, end) if word in reading.parties]
    if head is not None and head in reading.parties:
        first = reading.parties[head]
        if first.kind != MentionKind.OTHER:
            return first
    if head is not None and reading.pos[head] in ("NOUN", "PROPN") and not _is_counting(reading, head):
        inside = [word for word in inside if not _belongs(reading, word, head)]
    found = [reading.parties[word] for word in inside]
    found.sort(key=lambda mention: mention.form == Form.PRONOUN)  # "one of the sources, who spoke …"
    people = [mention for mention in found if mention.kind == MentionKind.PERSON]
    named = [m for m in people if m.form != Form.PRONOUN] or [m for m in found if m.kind in PARTIES]
    return next(iter(named or people), None)


def _phrase(reading: Reading, head: int) -> Span:
    """The words of a source that is no mention, up to the first comma behind its head and without a joining word."""
    start, end = reading.span_of(
        head, without=frozenset({"acl:relcl", "case", "det", "parataxis", "cc", "obl"})
    )
    words = [word for word in reading.words_in(start, end) if reading.is_read(word)]
    cut = next((word for word in words if word > head and reading.words[word] in (",", ":", ";")), None)
    words = [word for word in words if cut is None or word < cut]
    while words[0] < head and (
        reading.pos[words[0]] in ("CCONJ", "ADP", "PUNCT") or reading.words[words[0]].lower() == "according"
    ):
        words = words[1:]
    while words[-1] > head and reading.pos[words[-1]] == "PUNCT":
        words.pop()
    return reading.starts[words[0]], reading.ends[words[-1]]


def _is_counting(reading: Reading, word: int) -> bool:
    """True for "dozens of residents", "a group of ministers": the people are behind "of"."""
    return is_of_class(reading, word, "partitive")


def _belongs(reading: Reading, word: int, head: int) -> bool:
    """True for a word that lies below the head as its owner, a modifier or a complement, or in a clause of it."""
    while word != head and reading.heads[word] != word:
        if reading.deps[word].split(":")[0] in ("nmod", "compound", "amod", "obl", "acl", "det"):
            return reading.deps[word] not in ("nmod:desc", "nmod:unmarked")
        word = reading.heads[word]
    return False


def _speaker_argument(reading: Reading, word: int | Span | None) -> Argument | None:
    """The speaker as an argument, described where nobody is named."""
    if word is None:
        return None
    if not isinstance(word, int):
        return reading.span_argument("speaker", *word)
    mention, described = reading.parties.get(word), describe(reading, word)
    if mention is not None:
        return Argument("speaker", mention.start, mention.end, mention.text, mention.id, None, described)
    start, end = writing_span(reading, word) if is_writing(reading, word) else source_span(reading, word)
    return Argument("speaker", start, end, reading.text[start:end], None, None, described)


def _claim(reading: Reading, said: _Said, speaker: Argument, relays: Relays) -> Claim:
    attribution, act = said.attribution, said.act
    arguments, circumstances = _arguments(reading, said, speaker, relays)
    evidence = _evidence(reading, attribution)
    share = quoted_share(reading.quote_mask, reading.text, attribution.content)
    is_direct = attribution.form == "direct" or share >= DIRECT
    form = "direct" if is_direct else "mixed" if share > 0 else "indirect"
    word = said.word if attribution.form is None else None
    if word is not None and _is_retold(reading, word, attribution.content):
        form = "indirect"
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
        shown_by=said.told.fact.shown_by(reading),
        attribution=relays.links,
        score=round(min(0.97, 0.55 + 0.4 * attribution.score + 0.05 * (act is not None)), 4),
        producer=PRODUCER,
    )


def _is_retold(reading: Reading, cue: int, content: Sequence[Span]) -> bool:
    """True for what a speaker tells in a quotation that another said: the marks are the outer speaker's."""
    here = [q for q in reading.quotations if q.start <= reading.starts[cue] < q.end]
    if not here:
        return False
    outer = min(here, key=lambda q: q.end - q.start)
    inner = [q for q in reading.quotations if outer.start < q.start and q.end < outer.end]
    within = all(outer.start <= start and end <= outer.end for start, end in content)
    return within and not any(q.start < end and start < q.end for q in inner for start, end in content)


def _arguments(
    reading: Reading, said: _Said, speaker: Argument, relays: Relays
) -> tuple[tuple[Argument, ...], list[int]]:
    """The parts of a saying, and the words that head its media and occasions."""
    attribution = said.attribution
    found = [speaker, *_joined_speakers(reading, speaker)]
    around, heads = circumstances_of(reading, said.word, said.act, attribution.content)
    inner = _act_word(reading, said.word) if said.word is not None else None
    if inner is not None and inner != said.word:  # "was quoted as telling senators"
        told_to, _ = circumstances_of(reading, inner, said.act, attribution.content)
        around += [one for one in told_to if one.role == "addressee" and one not in around]
    found += [one for one in around if one.role == "addressee" and one.mention != (speaker.mention or "")]
    if relays.addressee is not None:
        told = reading.argument("addressee", relays.addressee)
        found += [] if any(a.start == told.start for a in found[1:]) else [told]
    found += [reading.span_argument("content", *span) for span in attribution.content]
    if attribution.cue:
        found.append(reading.span_argument("cue", *attribution.cue))
    if relays.writing is not None:
        found.append(reading.span_argument("medium", *relays.writing))
    found += [one for one in around if one.role != "addressee"]
    return tuple(dict.fromkeys(found)), heads


def _joined_speakers(reading: Reading, speaker: Argument) -> list[Argument]:
    """Those who say it with the speaker: "X and Y both argued that …"."""
    mention = reading.by_id.get(speaker.mention or "")
    word = reading.word_at(mention.head_start) if mention is not None else None
    if word is None or not reading.deps[word].startswith("nsubj"):
        return []
    kids = [kid for kid in reading.kids[word] if reading.deps[kid] == "conj" and kid in reading.parties]
    joined = [kid for kid in kids if any(reading.lemmas[below] == "and" for below in reading.kids[kid])]
    last = joined[-1] if joined else -1
    people = [kid for kid in kids if kid <= last and reading.parties[kid].kind != MentionKind.PLACE]
    return [
        one for kid in people if (one := _speaker_argument(reading, kid)) and one.mention != speaker.mention
    ]


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
