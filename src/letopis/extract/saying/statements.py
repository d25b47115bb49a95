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
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.called import is_what_called
from letopis.extract.saying.circumstances import circumstances_of
from letopis.extract.saying.citing import is_addressed, is_bare_citing, is_held_of, is_naming, quotes_teller
from letopis.extract.saying.contents import (
    LEAST_WORDS,
    governed_clause,
    has_verb,
    is_quoted,
    mend_content,
    stands_in,
    tells_proposition,
)
from letopis.extract.saying.cues import (
    act_of,
    estimated_by,
    is_agentless,
    is_put_to,
    settle_cue,
)
from letopis.extract.saying.handed_on import through_outlets, through_tellers
from letopis.extract.saying.hearsay import is_nobodys
from letopis.extract.saying.outlets import is_outlet
from letopis.extract.saying.quotations import quoted_share
from letopis.extract.saying.relays import Place, Relays, find_relays, relaying_verb
from letopis.extract.saying.sayers import joined_speakers, speaker_argument, speaker_word
from letopis.extract.saying.sayings import Attributed, Saying, Span
from letopis.extract.saying.topics import topic_of
from letopis.extract.saying.uttering import Told, told_of
from letopis.extract.saying.voices import as_clause, is_citing
from letopis.extract.sentence.reading import SENTENCE_LIMIT, Reading
from letopis.extract.sentence.relatives import own_relative
from letopis.extract.sentence.slots import is_passive, slots_of
from letopis.extract.time.utterances import utterance_time
from letopis.lexicon import NO_EVENT, Speech, classes, frames
from letopis.mention import Form, Mention

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
    settled = settle_cue(
        reading, attribution.cue, attribution.content, set_phrase=attribution.act is not None
    )
    attribution = replace(attribution, cue=settled.cue, content=settled.content)
    cue_word = settled.word
    act = attribution.act
    if cue_word is not None and act is None:
        act = act_of(reading, _act_word(reading, cue_word))
    word = own_relative(reading, cue_word, speaker_word(reading, attribution, cue_word))
    relays = Relays()
    if cue_word is not None:
        head = word if isinstance(word, int) else None
        relays = find_relays(reading, Place(cue_word, head, attribution.inside, attribution.apart))
        asked = attribution.act is None and is_agentless(reading, cue_word)
        if is_put_to(reading, cue_word) or is_nobodys(reading, cue_word) or (relays.cue is None and asked):
            return None, last
    speaker = speaker_argument(reading, word if relays.speaker is None else relays.speaker)
    if speaker is None and last is not None and cue_word is not None and _continues(reading, cue_word, last):
        speaker = speaker_argument(reading, reading.word_at(last.head_start))
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
    attribution = _without_speaker(attribution, speaker)
    if cue_word is not None and act is not None and act.act in DENYING:
        attribution = _with_what_is_denied(reading, attribution, cue_word)
    if not _is_saying(reading, attribution, cue_word, act):
        return None, last
    told = told_of(reading, None if _is_noun_of(reading, cue_word, attribution) else cue_word, act)
    said = _Said(attribution, cue_word, act, told)
    claim = _claim(reading, said, speaker, relays)
    keep = last if attribution.nested else reading.by_id.get(speaker.mention or "", last)
    passes = relays.speaker is not None and is_outlet(reading, relays.speaker)
    marks, nested = act.marks if act else frozenset(), attribution.nested
    denies, alleges = "contentneg" in marks, "alleged" in marks
    return Saying(claim, attribution.content, denies, passes, alleges, cue_word, nested), keep


def _is_noun_of(reading: Reading, cue: int | None, attribution: Attributed) -> bool:
    """True for the noun of "her view is that C", which hangs on what is said."""
    if cue is None or reading.pos[cue] != "NOUN" or reading.heads[cue] == cue:
        return False
    above = reading.starts[reading.heads[cue]]
    return any(start <= above < end for start, end in attribution.content)


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


def _without_speaker(attribution: Attributed, speaker: Argument) -> Attributed:
    """The attribution without a piece that is no more than who speaks and what stands beside the name."""
    kept = tuple((s, e) for s, e in attribution.content if not s <= speaker.start < speaker.end <= e)
    return replace(attribution, content=kept or attribution.content)


def _is_saying(reading: Reading, attribution: Attributed, cue_word: int | None, act: Speech | None) -> bool:
    """False for deeds that the tagger took for words ("refused to quit", "criticised the war": an event says
    so), and for contents that say nothing."""
    if act is not None and act.act == NO_EVENT:
        return False
    if attribution.form is not None or (cue_word is not None and is_what_called(reading, cue_word)):
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
    if cue_word is not None and name == "ask" and slots_of(reading, cue_word).get("for"):
        return True  # "asked for an inquiry"
    if cue_word is not None and _pronounces(reading, cue_word, attribution.content):
        return True
    told = any(has_verb(reading, piece) for piece in attribution.content)
    letter = "N" if cue_word is not None and reading.pos[cue_word] == "NOUN" else "V"
    deed = cue_word is not None and (reading.lemmas[cue_word], letter) in frames("events")
    if deed and name not in ASKING:
        return act is not None and (told or tells_proposition(reading, attribution.content))
    return told or len(words) >= LEAST_WORDS


def _pronounces(reading: Reading, cue: int, content: Sequence[Span]) -> bool:
    """True for "declared the emergency over", which says what it is."""
    if reading.lemmas[cue] not in classes()["pronouncing"] or is_passive(reading, cue):
        return False
    kids = [k for k in reading.kids[cue] if any(s <= reading.starts[k] < e for s, e in content)]
    things = [k for k in kids if reading.deps[k] == "obj"]
    behind = {"xcomp", "compound:prt", "advmod", "ccomp"}
    return bool(things) and any(k > things[0] and reading.deps[k] in behind for k in kids)


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
    own = any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[cue_word])
    return 0 <= reading.sent_of[cue_word] - last.sentence <= 1 and not is_phrase and not own


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
    found = [speaker, *joined_speakers(reading, speaker)]
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
