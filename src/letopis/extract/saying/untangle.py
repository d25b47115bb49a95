"""Put tags and trees together: which sayings there are, which lies within which, and which words are no saying.

In:   a `Reading`; the attributions that the language model tagged.
Out:  attributions: those tagged, mended where their tags cross a saying that the tree shows, and those that only the
      tree shows. Each knows the contents that it lies in, and those in which its own words are not looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.extract.saying.channels import carrier_of
from letopis.extract.saying.contents import has_verb, is_quoted, without_occasion
from letopis.extract.saying.cues import act_of, head_of_span
from letopis.extract.saying.reasons import in_reason
from letopis.extract.saying.sayings import Attributed, Span
from letopis.extract.saying.voice import Voice
from letopis.extract.saying.voices import find_voices, is_citing, is_spoken_of
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import NO_EVENT

VOICE_SCORE = 0.6  # of a saying that only the tree shows, as of other untagged clauses
SAME = 0.7  # share of both contents from which a tagged one is left as it is


def untangle(reading: Reading, tagged: Sequence[Attributed]) -> list[Attributed]:
    """The attributions of a document, in text order."""
    voices = find_voices(reading)
    kept: dict[int, Attributed] = {}
    others: list[Attributed] = []
    for attribution in tagged:
        word = head_of_span(reading, *attribution.cue) if attribution.cue else None
        if word is None:
            others.append(attribution)
            continue
        if in_reason(reading, word) or _is_carrying(reading, word, attribution.content):
            continue
        attribution = _without_doer(reading, attribution, word)
        cue = _governing(reading, word, voices)
        if cue is None or (cue != word and cue in kept):
            continue
        mended = _mended(reading, attribution, voices.get(cue), cue if cue != word else None)
        if cue not in kept or kept[cue].score < mended.score:
            kept[cue] = mended
    for cue, voice in voices.items():
        if cue not in kept and voice.content and _is_told(reading, voice, [*kept.values(), *others]):
            kept[cue] = Attributed(
                (), _word_span(reading, cue), voice.content, VOICE_SCORE, reading.acting(voice.speaker)
            )
    return place_within(reading, [*kept.values(), *others])


def _is_carrying(reading: Reading, cue: int, content: Sequence[Span]) -> bool:
    """True for "(said in an interview) that the daily ran", which tells where it was said."""
    tops = [kid for kid in reading.kids[cue] if kid > cue and carrier_of(reading, kid) is not None]
    return any(any(s <= reading.starts[top] < e for s, e in content) for top in tops)


def place_within(reading: Reading, attributions: Sequence[Attributed]) -> list[Attributed]:
    """The attributions in text order, each with the contents around its cue and those beside it."""
    placed = []
    pieces = [(number, piece) for number, one in enumerate(attributions) for piece in one.content]
    in_order = sorted(enumerate(attributions), key=lambda numbered: numbered[1].content)
    for number, one in in_order:
        around: list[Span] = []
        apart: list[Span] = list(one.content)
        if one.cue is not None:
            start, end = one.cue
            others = [piece for owner, piece in pieces if owner != number]
            around = [piece for piece in others if piece[0] <= start and end <= piece[1]]
            apart += [piece for piece in others if piece[0] > start or end > piece[1]]
        inner = min(around, key=lambda span: span[1] - span[0], default=None)
        placed.append(replace(one, inside=inner, apart=tuple(apart), nested=inner is not None))
    return placed


def _without_doer(reading: Reading, attribution: Attributed, cue: int) -> Attributed:
    """Without the subject as a source of "allegedly": who allegedly does something does not allege it."""
    if reading.pos[cue] != "ADV" or reading.deps[cue] != "advmod":
        return attribution
    verb = reading.heads[cue]
    doers = [kid for kid in reading.kids[verb] if reading.deps[kid].startswith("nsubj")]
    sources = tuple(
        (start, end)
        for start, end in attribution.sources
        if not any(start <= reading.starts[doer] < end for doer in doers)
    )
    return replace(attribution, sources=sources)


def _word_span(reading: Reading, word: int) -> Span:
    if reading.words[word].lower() == "according" and word + 1 < len(reading.words):
        return reading.starts[word], reading.ends[word + 1]
    return reading.starts[word], reading.ends[word]


def _governing(reading: Reading, word: int, voices: dict[int, Voice]) -> int | None:
    """The cue that a tagged one belongs to: the verb of quoting over "saying", the verb that "citing" hangs on; None
    for a "citing" that reports nothing itself."""
    if word in voices and not is_citing(reading, word):
        return word
    current: int = word
    for _ in range(4):
        head = reading.heads[current]
        if head == current:
            break
        current = head
        if current in voices and (is_citing(reading, word) or voices[current].relay is not None):
            return current
    return None if is_citing(reading, word) and _cites(reading, word, voices) else word


def _cites(reading: Reading, word: int, voices: dict[int, Voice]) -> bool:
    """True for a "citing" in whose sentence something is said that it tells the source of."""
    return any(reading.sent_of[cue] == reading.sent_of[word] for cue in voices)


def _mended(reading: Reading, attribution: Attributed, voice: Voice | None, cue: int | None) -> Attributed:
    """The attribution; with what the tree says where the tagged content is in pieces that are none."""
    if cue is not None:
        attribution = replace(attribution, cue=_word_span(reading, cue), sources=())
    if voice is None:
        return attribution
    content = _content(reading, attribution, voice, moved=cue is not None)
    content = tuple(
        piece if is_quoted(reading, piece) else without_occasion(reading, piece) for piece in content
    )
    named = any(s <= reading.starts[voice.speaker] < e for s, e in attribution.sources)
    speaker: int | None = reading.acting(voice.speaker)
    if (
        voice.relay is None
        and not voice.is_sure
        and (
            (
                named and speaker not in reading.parties
            )  # "one of the negotiators": the source's words tell more
            or (not named and _is_tagged_right(reading, attribution, voice))
        )
    ):
        speaker = None
    return replace(attribution, content=content, speaker=speaker)


def _is_tagged_right(reading: Reading, attribution: Attributed, voice: Voice) -> bool:
    """True where the tagged source is somebody else than the tree's speaker, and the tree has no better reason: it
    sees no subject there, or sees one in either."""
    heads = [head_of_span(reading, start, end) for start, end in attribution.sources]
    own = any(head is not None and _is_subject(reading, head, voice.cue) for head in heads)
    return bool(heads) and (own or not _is_subject(reading, voice.speaker, voice.cue))


def _is_subject(reading: Reading, word: int, verb: int) -> bool:
    return reading.heads[word] == verb and reading.deps[word].startswith("nsubj")


def _content(reading: Reading, attribution: Attributed, voice: Voice, *, moved: bool) -> tuple[Span, ...]:
    pieces, told = _without_commented(reading, attribution.content), voice.content
    quoted = tuple(piece for piece in pieces if is_quoted(reading, piece))
    if quoted:
        bare = not any(has_verb(reading, piece) for piece in pieces if piece not in quoted)
        return quoted if voice.relay is not None or moved or bare else pieces
    if told and not any(has_verb(reading, piece) for piece in pieces):
        return told if any(has_verb(reading, piece) for piece in told) else pieces
    if not told or (len(pieces) == 1 and not moved and voice.relay is None and _share(pieces, told) >= SAME):
        return pieces
    if len(pieces) > 1 or moved or voice.relay is not None:
        return (*told, *_behind(reading, pieces, voice)) if not moved else told
    return pieces if _share(pieces, told) > 0 and not _swallows(reading, pieces, voice) else told


def _behind(reading: Reading, pieces: Sequence[Span], voice: Voice) -> tuple[Span, ...]:
    """The tagged pieces that go on behind a cue put in between: "It was due, she argued, and nothing else was"."""
    at = reading.starts[voice.cue]
    if voice.relay is not None or any(end > at for _, end in voice.content) or pieces[0][0] > at:
        return ()
    same = reading.sents[reading.sent_of[voice.cue]][1] - 1
    late = (piece for piece in pieces if at < piece[0] and piece[1] <= reading.ends[same])
    return tuple(piece for piece in late if has_verb(reading, piece))


def _without_commented(reading: Reading, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
    """The pieces but for what a report says that they are about: "…, he said of a report that …"."""
    first = [(next(iter(reading.words_in(*piece)), 0), piece) for piece in pieces]
    kept = tuple(piece for word, piece in first if not (word and is_spoken_of(reading, word - 1)))
    return kept or pieces


def _swallows(reading: Reading, pieces: Sequence[Span], voice: Voice) -> bool:
    return any(
        s <= reading.starts[voice.speaker] < e or s <= reading.starts[voice.cue] < e for s, e in pieces
    )


def _share(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Share of the longer content that both have."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)
    return common / max(sum(e - s for s, e in left), sum(e - s for s, e in right), 1)


def _is_told(reading: Reading, voice: Voice, others: Sequence[Attributed]) -> bool:
    """True for a voice that nests cleanly with the sayings found, and says more than they do."""
    phrase = reading.words[voice.cue].lower() == "according"
    act = act_of(reading, voice.cue)
    if not phrase and not voice.is_sure and act is not None and (act.act == NO_EVENT or "weak" in act.marks):
        return False
    for other in others:
        for piece in other.content:
            for span in voice.content:
                if _crosses(span, piece):
                    return False
                if span == piece and act is None:
                    return False
    return True


def _crosses(left: Span, right: Span) -> bool:
    overlap = left[0] < right[1] and right[0] < left[1]
    nests = (left[0] <= right[0] and right[1] <= left[1]) or (right[0] <= left[0] and left[1] <= right[1])
    return overlap and not nests
