"""Find words withheld that no verb of declining tells: "dodged questions about", "gave no details of", "would not be
drawn on", "kept silent on whether", "has not commented on", "did not respond to a request for comment".

In:   a `Reading`.
Out:  attributions, each with the word that heads who keeps silent, on what, and the act.

Words: classes.tsv, classes dodging, question_noun, giving_out, little_told, silent_on, answering, asked_for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letopis.claim import Modality, Polarity
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed
from letopis.extract.sentence.frames import is_of_class
from letopis.extract.sentence.reading import PARTIES, Reading
from letopis.extract.sentence.slots import is_passive, slots_of
from letopis.lexicon import Speech, classes
from letopis.mention import MentionKind

SCORE = 0.6  # as of other sayings that only the tree shows
TOPIC = ("about", "on", "over", "of", "as to", "regarding", "to")
ASKING = frozenset({"whether", "if", "how", "why", "when", "where", "what", "who"})
NONE = frozenset({"no", "few", "little", "neither", "scant", "any"})
AWAY = frozenset({"aside", "off", "away", "by"})
DECLINE = Speech((), "V", (), "decline", (), None, frozenset(), "silences")
UNWILLING = replace(DECLINE, line="unwilling", marks=frozenset({"affirmed"}))
WITHHELD = replace(DECLINE, marks=frozenset({"negated"}))  # the words have their "no" in them


def find_silences(reading: Reading) -> Iterator[Attributed]:
    """The refusals to speak of a document, in text order."""
    for word, pos in enumerate(reading.pos):
        if pos == "VERB":
            act, thing = _kept_back(reading, word)
            if act is None:
                act, thing = _unwilling(reading, word)
            if act is None and _would_not(reading, word):
                act, thing = (
                    WITHHELD,
                    next((w for w in slots_of(reading, word).get("obj", ()) if w > word), None),
                )
        elif pos == "ADJ" and reading.lemmas[word] in classes()["silent_on"]:
            act, thing = _silent(reading, word)
        else:
            continue
        if act is None or thing is None:
            continue
        above = reading.heads[word] if reading.deps[word] == "xcomp" else word  # "kept silent"
        name = "obj" if is_passive(reading, word) else "subj"
        told = [*slots_of(reading, word).get(name, ()), *slots_of(reading, above).get("subj", ())]
        if act is UNWILLING:
            told = slots_of(reading, _willing(reading, word)).get("subj", [])
        speaker = next((w for w in told if _can_speak(reading, w)), None)
        sure = act in (WITHHELD, UNWILLING) or factuality_of(reading, word).modality == Modality.ASSERTED
        if speaker is None or not sure:
            continue
        whole = reading.span_of(thing, without=frozenset({"case", "cc"}))
        span = trim(reading.text, *(whole if thing != word else (reading.starts[word], reading.ends[word])))
        if span and (thing == word or not span[0] <= reading.starts[word] < span[1]):
            first = reading.heads[word] if act is UNWILLING else word
            cue = (reading.starts[first], reading.ends[word])
            yield Attributed((), cue, (span,), SCORE, speaker, form="indirect", act=act)


def _can_speak(reading: Reading, word: int) -> bool:
    mention = reading.parties.get(word)
    if mention is None:
        return is_of_class(reading, word, "teller")
    return mention.kind in PARTIES - {MentionKind.PLACE}


def _kept_back(reading: Reading, verb: int) -> tuple[Speech | None, int | None]:
    """The act of a verb by which something is kept back, and the word that heads what it is about; else None."""
    lemma, slots = reading.lemmas[verb], slots_of(reading, verb)
    things = [w for w in slots.get("obj", ()) if w > verb]
    if lemma == "draw" and is_passive(reading, verb):
        return (WITHHELD if _is_denied(reading, verb) else None), _topic(reading, verb)
    if not things:
        return _unanswered(reading, verb)
    thing, parts = things[0], {reading.lemmas[w] for w in slots.get("prt", ())}
    if lemma in classes()["dodging"] and reading.lemmas[thing] in classes()["question_noun"]:
        loose = lemma in classes()["waving_off"]
        return (None if (loose and not parts & AWAY) or _is_denied(reading, verb) else DECLINE), thing
    if reading.lemmas[thing] not in classes()["little_told"]:
        return None, None
    about = _topic(reading, thing) or _topic(reading, verb) or thing
    if lemma == "withhold":
        return (None if _is_denied(reading, verb) else DECLINE), about
    said = {reading.words[w].lower() for w in reading.kids[thing] if w < thing}
    told = lemma in classes()["giving_out"] and said & NONE and _is_denied(reading, verb)
    return (WITHHELD if told else None), about


def _unanswered(reading: Reading, verb: int) -> tuple[Speech | None, int | None]:
    """ "has not commented on the raid", "did not respond to a request for comment"."""
    if not _is_denied(reading, verb) or (
        reading.deps[verb] == "xcomp" and reading.lemmas[reading.heads[verb]] != "have"
    ):
        return None, None  # "refused to comment" is told by the refusal
    if reading.lemmas[verb] == "comment":
        return WITHHELD, _topic(reading, verb) or verb
    if reading.lemmas[verb] not in classes()["answering"]:
        return None, None
    thing = next((w for w in slots_of(reading, verb).get("to", ()) if _asks_for_words(reading, w)), None)
    return (WITHHELD, thing) if thing is not None else (None, None)


def _asks_for_words(reading: Reading, noun: int) -> bool:
    """True for "questions", "a request for comment"; not for "calls for reform"."""
    wanted = [reading.lemmas[w] for w in slots_of(reading, noun).get("for", ())]
    is_plain = not wanted and reading.lemmas[noun] != "call"
    return reading.lemmas[noun] in classes()["asked_for"] and (
        is_plain or bool(classes()["little_told"].intersection(wanted))
    )


def _unwilling(reading: Reading, verb: int) -> tuple[Speech | None, int | None]:
    """ "did not wish to comment on the tape", "chose not to respond to the charges", "saw no need to explain why"."""
    head = reading.heads[verb]
    if reading.deps[verb] not in ("xcomp", "acl", "advcl") or not head < verb:
        return None, None
    if reading.lemmas[verb] not in classes()["disclosing"] or not any(
        reading.deps[k] == "mark" and reading.lemmas[k] == "to" for k in reading.kids[verb]
    ):
        return None, None
    lemma, denied = reading.lemmas[head], any(_says_no(reading, k) for k in reading.kids[head])
    chosen = lemma in classes()["choosing_to"] and any(_says_no(reading, k) for k in reading.kids[verb])
    willing = lemma in classes()["willing_to"] and denied
    if reading.pos[head] == "NOUN":  # "saw no need to explain", "was in no mood to answer"
        willing = lemma in classes()["need_to"] and denied
    head = _willing(reading, verb)
    if not (chosen or willing) or not any(
        reading.tags[w] in ("VBD", "VBZ", "VBP") for w in (head, *reading.kids[head])
    ):
        return None, None
    things = (w for w in slots_of(reading, verb).get("obj", ()) if w > verb)
    return UNWILLING, _topic(reading, verb) or next(things, verb)


def _would_not(reading: Reading, verb: int) -> bool:
    """ "would not name the company": of a verb that gives out what one knows."""
    kids = [k for k in reading.kids[verb] if k < verb]
    would = any(reading.words[k].lower() in ("would", "wo") and reading.deps[k] == "aux" for k in kids)
    if reading.lemmas[verb] not in classes()["disclosing"] - {"say", "tell", "provide", "release", "address"}:
        return False
    return would and any(_says_no(reading, k) for k in kids) and not is_passive(reading, verb)


def _willing(reading: Reading, verb: int) -> int:
    """The word of wanting above an infinitive; of "saw no need to" the verb."""
    head = reading.heads[verb]
    return reading.heads[head] if reading.pos[head] == "NOUN" else head


def _says_no(reading: Reading, word: int) -> bool:
    return reading.words[word].lower() in ("not", "n't", "n’t", "never", "no", "little")


def _silent(reading: Reading, word: int) -> tuple[Speech | None, int | None]:
    """ "was coy about her plans": who is told to be so of a topic."""
    above = reading.heads[word] if reading.deps[word] == "xcomp" else word
    topic = _topic(reading, word) or _topic(reading, above)
    if topic is None or reading.deps[word] == "amod" or _is_denied(reading, word):
        return None, None
    return DECLINE, topic


def _topic(reading: Reading, word: int) -> int | None:
    """What something is about: behind its preposition, else a question that hangs on it."""
    slots = slots_of(reading, word)
    found = next((slots[mark][0] for mark in TOPIC if slots.get(mark)), None)
    if found is not None and found > word:
        return found
    clauses = (k for k in reading.kids[word] if reading.deps[k] in ("ccomp", "advcl", "acl") and k > word)
    return next((k for k in clauses if any(reading.lemmas[w] in ASKING for w in reading.kids[k])), None)


def _is_denied(reading: Reading, word: int) -> bool:
    return factuality_of(reading, word).polarity == Polarity.NEGATED
