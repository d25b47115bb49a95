"""When something was said, apart from when it was printed and from the times that it speaks of.

In:   a `Reading`, the word of saying, what heads its medium and occasion, what was said; the sayings of a document.
Out:  intervals, each with its basis.

First the time beside the word of saying, then that of the medium or occasion ("in Tuesday's interview"), then that
of the same occasion or run of speech told before ("narrative"), then the days that the story leaves for it
(story_days.py); at last the bound that the tense proves: what "said"
tells was said by the day of the report, what "will announce" announces will be from that day on ("tense").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.claim import Argument, Modality
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.circumstances import speaking_participles
from letopis.extract.saying.sayings import Saying
from letopis.extract.sentence.reading import SENTENCE_LIMIT, Reading
from letopis.extract.sentence.slots import is_passive
from letopis.extract.time.carrying import is_dated
from letopis.extract.time.hanging import tense_of
from letopis.extract.time.live import live_day
from letopis.extract.time.story_days import goes_on_saying, story_days
from letopis.extract.time.when import ahead, time_of, times_in
from letopis.lexicon import classes
from letopis.mention import MentionKind
from letopis.times import DAY, Interval

Span = tuple[int, int]
STEPS_UP = 3
NEWS = 4 * DAY  # between what somebody says in the news and the report
SPOKEN = frozenset(
    {"say", "deny", "promise", "warn", "confirm", "allege"}
)  # modes; who asks may have asked long ago
TOLD = (Modality.ASSERTED, Modality.ALLEGED)  # as having been said


def utterance_time(
    reading: Reading, word: int, circumstances: Sequence[int], content: Sequence[Span], modality: Modality
) -> Interval | None:
    """The time that the words of a sentence give for a saying in it, or None."""
    found = [_outside(reading, one, content) for one in _carriers(reading, word)]
    found += [_of_phrase(reading, noun, content) for noun in circumstances]
    found += [_of_release(reading, kid) for kid in reading.kids[word] if reading.deps[kid] == "nsubj"]
    for verb in speaking_participles(reading, word, content):
        found.append(_outside(reading, verb, content))
    when = next((one for one in found if one is not None), None)
    if when is not None and modality == Modality.PLANNED:
        return ahead(reading, word, when)
    return when


def _carriers(reading: Reading, word: int) -> list[int]:
    """The word of saying, the verbs that govern it as an infinitive, and the saying that it passes on ("she told
    reporters on Wednesday, the agency reported")."""
    found = [word]
    while reading.deps[found[-1]] == "xcomp" and len(found) < STEPS_UP:
        found.append(reading.heads[found[-1]])
    head = reading.heads[word]
    passed = [head] if reading.deps[word] == "parataxis" and not _is_of_now(reading, word, head) else []
    passed += [kid for kid in reading.kids[word] if reading.deps[kid] == "ccomp"]
    return found + [verb for verb in passed if verb < word and is_speech_verb(reading, verb)]


def _is_of_now(reading: Reading, word: int, above: int) -> bool:
    """True for what is said in the present beside what was done: "X asked them in 2014; the premier says that"."""
    return tense_of(reading, word) == "now" and tense_of(reading, above) == "then"


def _outside(reading: Reading, verb: int, content: Sequence[Span]) -> Interval | None:
    """The time that dates a verb, bounded, and not taken from inside what was said: there it must hang on it."""
    when = time_of(reading, verb)
    if when is None or when.is_open or not when.text:
        return None if when is None or when.is_open else when
    for head, mention in reading.times.items():
        if mention.interval is None or mention.interval.text != when.text:
            continue
        inside = any(start <= reading.starts[head] < end for start, end in content)
        if not inside or reading.heads[head] == verb:
            return when
    return None


def _of_phrase(reading: Reading, noun: int, content: Sequence[Span]) -> Interval | None:
    """The time that belongs to a medium or occasion: "last week's summit", "a letter dated 3 March"."""
    given = [kid for kid in reading.kids[noun] if _is_given_out(reading, kid)]
    later = {word for kid in given for word in reading.subtree(kid)}
    for word in sorted(set(reading.subtree(noun)) - later):
        mention = reading.times.get(word)
        if mention is None or mention.interval is None or mention.interval.is_open:
            continue
        if not any(start <= reading.starts[word] < end for start, end in content):
            return mention.interval
    return None


def _of_release(reading: Reading, subject: int) -> Interval | None:
    """The day on which what speaks for itself came out: "figures released on Tuesday show that"."""
    if (
        reading.lemmas[subject] not in classes()["exhibit"] | classes()["writing"]
        or subject in reading.parties
    ):
        return None
    for kid in reading.kids[subject]:
        if reading.deps[kid] in ("acl", "acl:relcl") and reading.lemmas[kid] in classes()["released"]:
            return time_of(reading, kid)
        mention = reading.times.get(kid)
        if mention is not None and reading.deps[kid] == "nmod:poss":  # "Tuesday's report"
            return mention.interval
    return None


def _is_given_out(reading: Reading, verb: int) -> bool:
    """True for what somebody else did with the writing: "in a letter that his widow released on Thursday"."""
    if reading.deps[verb] != "acl:relcl" or is_passive(reading, verb):
        return False
    subjects = (kid for kid in reading.kids[verb] if reading.deps[kid] == "nsubj")
    return any(k in reading.parties and reading.parties[k].kind == MentionKind.PERSON for k in subjects)


def date_sayings(reading: Reading, sayings: Sequence[Saying]) -> list[Saying]:
    """The same sayings, the undated ones dated by what was told before them or bounded by their tense."""
    found: list[Saying] = []
    last: Saying | None = None  # the saying before, where it has a date
    gathered = [saying for saying in sayings if not saying.nested and _occasions(saying)]
    for saying in sayings:
        claim = saying.claim
        if claim.when is None and not saying.nested and claim.modality in TOLD:
            when = _of_same_occasion(reading, saying, gathered)
            if when is None and last is not None and not _has_own_occasion(saying):
                when = last.claim.when if _same_run(reading, last, saying) else None
            if when is not None:
                saying = replace(
                    saying, claim=replace(claim, when=replace(when, basis="narrative", text=None))
                )
        if not saying.nested:
            last = saying if saying.claim.when is not None and claim.modality == Modality.ASSERTED else None
        if saying.claim.when is None:
            when = _of_speaker(reading, saying, found) or _within_story(reading, saying)
            when = when or bound_of(reading, claim.modality)
            saying = replace(saying, claim=replace(claim, when=when))
        found.append(saying)
    return found


def _of_speaker(reading: Reading, saying: Saying, before: Sequence[Saying]) -> Interval | None:
    """The day of this week on which words last told that the same speaker spoke, where the report goes on with what
    was said: "Lind said on Friday … 'We are ready,' she said."""
    if saying.word is None or saying.nested or saying.claim.modality != Modality.ASSERTED:
        return None
    if saying.claim.type == "indirect" and saying.claim.mode not in SPOKEN:
        return None
    if _has_own_medium(reading, saying) or not goes_on_saying(reading, _carriers(reading, saying.word)[-1]):
        return None
    told = next(
        (
            other.claim.when
            for other in reversed(before)
            if _is_worded(other)
            and not (other.nested or _had_said(reading, other))
            and _is_same_speaker(reading, other, saying)
        ),
        None,
    )
    published = reading.document.published.interval
    if told is None or told.start is None or told.end is None or published.end is None:
        return None
    is_news = published.end - NEWS <= told.start and told.end <= published.end
    return replace(told, basis="narrative", text=None) if is_news and told.end - told.start == DAY else None


def _is_worded(saying: Saying) -> bool:
    """True for a saying whose time words tell, and not its tense or the course of the report."""
    when = saying.claim.when
    return when is not None and bool(when.text) and when.rule != "now"


def _within_story(reading: Reading, saying: Saying) -> Interval | None:
    """The days that the course of the report leaves for a saying that is told as having taken place, or None."""
    if saying.word is None or saying.nested or saying.claim.modality not in TOLD:
        return None
    carriers = _carriers(reading, saying.word)
    return live_day(reading, carriers[-1]) or story_days(reading, carriers[-1])


def bound_of(reading: Reading, modality: Modality) -> Interval | None:
    """What the tense alone proves, against the day of publication; None where that is not known."""
    published = reading.document.published.interval
    if modality in TOLD and published.end:
        return Interval(end=published.end, edtf=f"../{(published.end - DAY).isoformat()}", basis="tense")
    if modality == Modality.PLANNED and published.start:
        return Interval(start=published.start, edtf=f"{published.start.isoformat()}/..", basis="tense")
    return None


def _of_same_occasion(reading: Reading, saying: Saying, others: Sequence[Saying]) -> Interval | None:
    """The one date that is told of the occasion of a saying elsewhere, before it or after."""
    if not _occasions(saying):
        return None
    found = []
    for other in others:
        when = other.claim.when
        if when is None or when.start is None or other.claim.modality != Modality.ASSERTED:
            continue
        before = other.claim.evidence[0].start <= saying.claim.evidence[0].start
        earlier, later = (other, saying) if before else (saying, other)
        if other is not saying and _is_resumed(reading, earlier, later):
            found.append(when)
    return found[0] if len({(when.start, when.end) for when in found}) == 1 else None


def _same_run(reading: Reading, earlier: Saying, later: Saying) -> bool:
    """True for the next words of the same speaker, near enough to be read as one speech."""
    near = later.claim.evidence[0].start - earlier.claim.evidence[-1].end < SENTENCE_LIMIT
    if not near or not _is_same_speaker(reading, earlier, later):
        return False
    return not (_had_said(reading, earlier) and not _had_said(reading, later)) and not _is_parted(
        reading, earlier, later
    )


def _had_said(reading: Reading, saying: Saying) -> bool:
    """True for what "had" been said before something else."""
    if saying.word is None:
        return False
    verb = _carriers(reading, saying.word)[-1]
    helpers = (reading.words[kid].lower() for kid in reading.kids[verb] if reading.deps[kid] == "aux")
    return any(word in ("had", "'d", "’d") for word in helpers)


def _is_parted(reading: Reading, earlier: Saying, later: Saying) -> bool:
    """True where a sentence between two sayings tells another time: "On Wednesday she changed course"."""
    first, last = (reading.sent_of[one.word] if one.word is not None else -1 for one in (earlier, later))
    return 0 <= first < last and any(
        is_dated(reading, time) and not reading.quote_mask[reading.starts[time]]
        for number in range(first + 1, last)
        for time in times_in(reading, number)
    )


def _occasions(saying: Saying) -> list[Argument]:
    return [argument for argument in saying.claim.arguments if argument.role in ("medium", "occasion")]


def _has_own_occasion(saying: Saying) -> bool:
    """True for a saying with a medium or occasion told in words of its own, which may be another day's."""
    cue = saying.claim.first("cue")
    return any(cue is None or not cue.start <= one.start < cue.end for one in _occasions(saying))


def _has_own_medium(reading: Reading, saying: Saying) -> bool:
    """True for what was said in a book or an interview, which may be another day's; not for a meeting of the news."""
    if not _has_own_occasion(saying):
        return False
    return not all(_head_lemma(reading, one) in classes()["occasion"] for one in _occasions(saying))


def _is_resumed(reading: Reading, earlier: Saying, later: Saying) -> bool:
    """True where the later saying names the occasion of the earlier as known: "in the interview", "in his
    comments to" the same outlet, "at the same briefing"."""
    for argument in _occasions(later):
        words = reading.words_in(argument.start, argument.end)
        noun = next((word for word in words if reading.heads[word] not in words), None)
        if noun is None or not _is_known(reading, noun):
            continue
        same = any(_head_lemma(reading, other) == reading.lemmas[noun] for other in _occasions(earlier))
        outlet = _addressed(reading, earlier) & _addressed(reading, later)
        remarks = reading.lemmas[noun] in classes()["remark"]
        if (same or (remarks and outlet)) and (
            _is_same_speaker(reading, earlier, later) or _says_same(reading, noun)
        ):
            return True
    return False


def _head_lemma(reading: Reading, argument: Argument) -> str:
    words = reading.words_in(argument.start, argument.end)
    head = next((word for word in words if reading.heads[word] not in words), None)
    return reading.lemmas[head] if head is not None else ""


def _is_known(reading: Reading, noun: int) -> bool:
    """True for "the interview", "his remarks", "Monday's meeting"; not for "a separate interview"."""
    another = classes()["another"]
    kids = reading.kids[noun]
    if any(reading.lemmas[kid] in another for kid in kids):
        return False
    return any(
        (reading.deps[kid] == "det" and reading.lemmas[kid] in ("the", "this", "that", "these", "those"))
        or (reading.deps[kid] == "nmod:poss" and (reading.pos[kid] == "PRON" or kid in reading.times))
        for kid in kids
    )


def _says_same(reading: Reading, noun: int) -> bool:
    return any(reading.lemmas[kid] == "same" for kid in reading.kids[noun])


def _addressed(reading: Reading, saying: Saying) -> set[str]:
    """The chains of those a saying was spoken to."""
    mentions = [reading.by_id.get(one.mention or "") for one in saying.claim.all("addressee")]
    return {mention.chain for mention in mentions if mention is not None}


def _is_same_speaker(reading: Reading, earlier: Saying, later: Saying) -> bool:
    mentions = [
        reading.by_id.get(speaker.mention or "") if (speaker := saying.claim.first("speaker")) else None
        for saying in (earlier, later)
    ]
    return all(mentions) and len({mention.chain for mention in mentions if mention}) == 1
