"""Who says it: the word or the words that head the speaker of a saying, and the speaker as an argument.

In:   a `Reading`; an attribution and its word of saying.
Out:  a word, a span where the speaker is no mention, None where nobody is told; an argument.

Whom an outlet or a lawyer speaks for is told in relays.py, how the unnamed are described in anonymity.py.
"""

from __future__ import annotations

from letopis.claim import Argument
from letopis.extract.saying.anonymity import describe
from letopis.extract.saying.cues import head_of_span, is_telling
from letopis.extract.saying.relays import source_span
from letopis.extract.saying.sayings import Attributed, Span
from letopis.extract.saying.writings import is_writing, writing_span
from letopis.extract.sentence.frames import is_of_class
from letopis.extract.sentence.reading import PARTIES, Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind


def speaker_word(reading: Reading, attribution: Attributed, cue_word: int | None) -> int | Span | None:
    """The word that heads who says it: the party or writing that the source names, else the subject of the cue, else
    the source's own head."""
    if attribution.speaker is not None:
        given = attribution.speaker
        return reading.word_at(given.head_start) if isinstance(given, Mention) else given
    verbal = cue_word is not None and reading.words[cue_word].lower() != "according"
    subjects = slots_of(reading, cue_word).get("subj", []) if cue_word is not None and verbal else []
    if cue_word is not None and is_passive(reading, cue_word):  # "they were told by the general"
        agents = [w for w in subjects if w in reading.parties or is_of_class(reading, w, "government")]
        agents = agents or [w for w in subjects if is_telling(reading, cue_word, w)]
        if agents:
            return agents[0]
    own = (
        [kid for kid in reading.kids[cue_word] if reading.deps[kid] == "nsubj"]
        if cue_word is not None
        else []
    )
    telling = (*subjects, *(kid for kid in own if is_of_class(reading, kid, "teller")))
    writing = next((w for w in subjects if is_writing(reading, w)), None)
    writing = writing if writing is not None else next((w for w in telling if w in own), None)
    for start, end in attribution.sources:
        head = head_of_span(reading, start, end)
        if head is not None and cue_word is not None and _is_done_to(reading, head, cue_word):
            continue
        if head is not None and (
            is_writing(reading, head) or _is_those(reading, head) or _is_numbered(reading, head)
        ):
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
    return _counted_or_read(reading, cue_word) if cue_word is not None else None


def _counted_or_read(reading: Reading, verb: int) -> int | None:
    """The subject that is a number of people ("the nine called on …") or something to be read ("a banner read: …")."""
    for kid in reading.kids[verb]:
        if reading.deps[kid] == "nsubj" and kid < verb:
            counted = reading.tags[kid] == "CD" and any(reading.lemmas[k] == "the" for k in reading.kids[kid])
            shown = reading.lemmas[verb] in ("read", "say") and reading.lemmas[kid] in classes()["placard"]
            if counted or shown:
                return kid
    return None


def _is_done_to(reading: Reading, word: int, verb: int) -> bool:
    """True for the object of a verb with its subject in front: "Kos praised the chief" tells what Kos says."""
    if reading.heads[word] != verb or reading.deps[word] not in ("obj", "iobj") or word < verb:
        return False
    return any(reading.deps[k] == "nsubj" and k < verb and k in reading.parties for k in reading.kids[verb])


def _is_numbered(reading: Reading, word: int) -> bool:
    """True for "Resolution 242", "Article 9", which speak for themselves."""
    return reading.lemmas[word] in classes()["numbered"] and reading.tags[word + 1 : word + 2] == ["CD"]


def _is_those(reading: Reading, word: int) -> bool:
    """True for "those" of whom more is told: "those who were in the room", "those close to him"."""
    return reading.words[word].lower() == "those" and any(kid > word for kid in reading.kids[word])


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
    elif head is not None:  # "some in the party", not "dozens of residents"
        inside = [word for word in inside if preposition(reading, word) in (None, "of", "among")]
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


def speaker_argument(reading: Reading, word: int | Span | None) -> Argument | None:
    """The speaker as an argument, described where nobody is named."""
    if word is None:
        return None
    if not isinstance(word, int):
        return reading.span_argument("speaker", *word)
    word = antecedent(reading, word) if _is_alone(reading, word) else word
    mention, described = reading.parties.get(word), describe(reading, word)
    if mention is not None:
        return Argument("speaker", mention.start, mention.end, mention.text, mention.id, None, described)
    start, end = writing_span(reading, word) if is_writing(reading, word) else source_span(reading, word)
    return Argument("speaker", start, end, reading.text[start:end], None, None, described)


def _is_alone(reading: Reading, word: int) -> bool:
    """True for a "who" that no mention is known to stand for: "among those who say"."""
    mention = reading.parties.get(word)
    return reading.words[word].lower() == "who" and (
        mention is None or len(reading.by_chain.get(mention.chain, ())) < 2
    )


def joined_speakers(reading: Reading, speaker: Argument) -> list[Argument]:
    """Those who say it with the speaker: "X and Y both argued that …"."""
    mention = reading.by_id.get(speaker.mention or "")
    word = reading.word_at(mention.head_start) if mention is not None else None
    if word is None or not reading.deps[word].startswith("nsubj"):
        return []
    kids = [kid for kid in reading.kids[word] if reading.deps[kid] == "conj" and kid in reading.parties]
    joined = [
        kid for kid in kids if any(reading.lemmas[below] in ("and", "nor") for below in reading.kids[kid])
    ]
    last = joined[-1] if joined else -1
    people = [kid for kid in kids if kid <= last and reading.parties[kid].kind != MentionKind.PLACE]
    return [
        one for kid in people if (one := speaker_argument(reading, kid)) and one.mention != speaker.mention
    ]
