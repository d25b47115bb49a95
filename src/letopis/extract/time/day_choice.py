"""Choose the day of each event and saying with a learned chooser, which is told what the rules say.

In:   a `Reading`, and the claims of kind event and statement.
Out:  the claims, some with another time, or with none.

It decides where it is surer than a bound and differs from the rules (docs/decisions/0028). A time of the same sentence
keeps its words, basis and rule; days that come from elsewhere in the report have the basis "narrative" and the rule
"chosen". Where the words tell only a bound ("by Monday"), so does the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from letopis.claim import Claim, ClaimKind, Modality, Polarity, Words
from letopis.extract.event.background import is_background
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.carrying import carried_time
from letopis.extract.time.day_candidates import Bounds, Candidate, bounds_of, course_of
from letopis.extract.time.day_columns import Event
from letopis.extract.time.day_states import rows_of, states_of
from letopis.extract.time.governing import governor_of
from letopis.extract.time.hanging import is_told_past, tense_of, told_plainly
from letopis.extract.time.scenes import story_day
from letopis.extract.time.utterances import bound_of
from letopis.extract.time.when import day_set_for, is_only_since, time_of
from letopis.lexicon import classes, frames
from letopis.model.days import load_days
from letopis.times import Interval

# Least probabilities: of a time of the sentence where the rules tell none; of one outside the relative clause of what
# it is to date, or of one that hangs on something else below it; of a day told elsewhere, for an event and a saying; of
# others than the rules' own; that there are none where they tell some; of any for what is only thought of. What the
# rules have worked out from several times stands.
ADDED, OUTSIDE, BELOW, CARRIED, SAID = 0.85, 0.8, 0.9, 0.8, 0.78
ANOTHER, NONE, THOUGHT, NEVER = 0.4, 0.7, 0.9, 2.0
BELOW_DEED = 0.97  # of a time of another deed: of what the event is about, or of what it came after
SURE = 0.97  # that there is none where one hangs on the verb
AGAIN = 0.4  # of the day on which the same verb was told before
EARLIER = frozenset({"after", "since"})  # what follows them was before what the time is of
PERFECT = frozenset({"has", "have", "'ve", "’ve"})
REAL = (Modality.ASSERTED, Modality.ALLEGED, Modality.PLANNED)
KINDS = (ClaimKind.EVENT, ClaimKind.STATEMENT)
OF_REPORT = ("published", "eve", "news")
UNDAYED = ("clock", "now", "recently", "time_being", "current")
CHOSEN = "chosen"


def choose_days(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims in their order; those of other kinds, and all where there are no encoder states, as they are."""
    states = states_of(reading)
    events = {number: event for number, claim in enumerate(claims) if (event := event_of(reading, claim))}
    if states is None or not events:
        return list(claims)
    course = course_of(reading, told_by_word(events.values()))
    candidates, rows = rows_of(reading, states, course, list(events.values()))
    shares = load_days().shares(rows)
    found, first = list(claims), 0
    for (number, event), own in zip(events.items(), candidates, strict=True):
        choice = choice_of(reading, event, own, shares[first : first + len(own)].tolist())
        first += len(own)
        if choice is not None and not _is_set(reading, event):
            found[number] = _dated(reading, claims[number], event, choice)
    return found


def event_of(reading: Reading, claim: Claim) -> Event | None:
    """What a claim is to the chooser; None of those that are no event or saying told by a word."""
    cue = claim.evidence[0].cue
    if claim.kind not in KINDS or cue is None:
        return None
    word = head_of(reading, *cue)
    return None if word is None else Event(word, claim, worded(claim.when))


def worded(when: Interval | None) -> Interval | None:
    """The time, None of one that only the tense of a verb bounds."""
    if when is None or when.is_open or (when.basis == "tense" and when.text is None):
        return None
    return when


def told_by_rules(reading: Reading, word: int) -> Interval | None:
    """What the rules say of a word that no claim rests on."""
    return worded(time_of(reading, word) or carried_time(reading, word) or story_day(reading, word, ""))


def told_by_word(events: Iterable[Event]) -> dict[int, Interval]:
    """What the rules say of each word, of several events of one word the first."""
    told: dict[int, Interval] = {}
    for event in events:
        if event.told is not None:
            told.setdefault(event.word, event.told)
    return told


def head_of(reading: Reading, start: int, end: int) -> int | None:
    """The word of a stretch that heads it: on which no other of it hangs, a verb before a noun before another."""
    words = reading.words_in(start, end)
    tops = [
        word for word in words if reading.heads[word] not in words or reading.heads[word] == word
    ] or words
    for tags in (("VERB",), ("NOUN",), ("ADJ", "PROPN", "AUX")):
        if fitting := [word for word in tops if reading.pos[word] in tags]:
            return fitting[0]
    return tops[0] if tops else None


def choice_of(
    reading: Reading, event: Event, candidates: Sequence[Candidate], shares: Sequence[float]
) -> Candidate | None:
    """The candidate by which the rules are overruled, or None where they stand; those of the same days count as one.

    The days of the report itself are none, unless the text tells them: that it is news bounds a day and is no date.
    """
    sums: dict[Bounds | None, float] = {}
    keys = [_key(reading, one) for one in candidates]
    for key, share in zip(keys, shares, strict=True):
        sums[key] = sums.get(key, 0.0) + share
    best = max(sums, key=lambda key: sums[key])
    own = None if event.told is None else bounds_of(event.told)
    fitting = [at for at, one in enumerate(candidates) if keys[at] == best and _tells(one)]
    if best == own or not fitting or sums[best] < _least(reading, event, [candidates[at] for at in fitting]):
        return None
    beside = [at for at in fitting if _is_beside(reading, event, candidates[at])]
    choice = candidates[max(beside or fitting, key=lambda at: shares[at])]
    if choice.time is not None and is_only_since(reading, event.word, choice.time):
        return None
    if choice.kind == "bare" and choice.bounds != best and choice.time is not None:
        choice = replace(choice, when=reading.times[choice.time].interval)
    if beside or best is None:
        choice = _as_told(reading, choice)
    elif choice.kind == "bare" or None in best or not _may_go_on(reading, event):
        return None
    known = event.claim.when if event.claim is not None else event.told
    if choice.when is None:
        return choice
    as_it_is = bounds_of(known) == choice.bounds or _is_ahead_of_past(reading, event, choice.when)
    as_it_is = as_it_is or _is_behind_present(reading, event, choice.when)
    as_it_is = as_it_is or _is_last_day(event.told, choice.when)
    return None if as_it_is or (not beside and _is_bound(event.told, choice.when)) else choice


def _is_last_day(told: Interval | None, when: Interval) -> bool:
    """True for the day by which something was done, of "by then she had asked a judge"."""
    by = told is not None and told.start is None and (told.text or "").lower().startswith("by ")
    return by and told is not None and told.end == when.end


def _is_bound(told: Interval | None, when: Interval) -> bool:
    """True where the course of the report leaves several days, of which the chosen ones are some."""
    if told is None or told.basis != "narrative" or not (told.start and told.end and when.start and when.end):
        return False
    return told.start <= when.start and when.end <= told.end


def _tells(one: Candidate) -> bool:
    """False for the days of the report itself, and for an hour and a "now" that are taken for its day."""
    return one.kind not in OF_REPORT and (one.when is None or one.when.rule not in UNDAYED)


def _key(reading: Reading, one: Candidate) -> Bounds | None:
    """The days of a candidate; of the July of "late July" those of its last third."""
    if one.when is None or one.time is None or one.kind != "bare":
        return None if one.when is None else one.bounds
    told, whole = bounds_of(reading.times[one.time].interval), one.bounds
    if None in told or None in whole:
        return whole
    return told if whole[0] <= told[0] and told[1] <= whole[1] else whole  # type: ignore[operator]


def _least(reading: Reading, event: Event, fitting: Sequence[Candidate]) -> float:
    """The least probability by which these candidates, all of the same days, go before what the rules say."""
    if fitting[0].when is None:
        is_due = (
            event.told is not None and event.told.start is None
        )  # "should pass it before the end of the year"
        return SURE if _is_told_plainly(reading, event) else THOUGHT if is_due else NONE
    if event.claim is not None and event.claim.modality not in REAL:
        return THOUGHT
    if event.told is not None:
        return NEVER if _is_worked_out(reading, event.told) else ANOTHER
    beside = [one.time for one in fitting if one.time is not None and _is_beside(reading, event, one)]
    if not beside:
        is_saying = event.claim is not None and event.claim.kind is ClaimKind.STATEMENT
        return SAID if is_saying else AGAIN if _is_told_again(reading, event, fitting) else CARRIED
    return min(_least_beside(reading, event.word, time) for time in beside)


def _is_told_plainly(reading: Reading, event: Event) -> bool:
    """True where a time of the past hangs on the verb itself, in a plain past: "introduced a bill last week"."""
    if reading.tags[event.word] != "VBD" or event.told is None or event.told.end is None:
        return False
    own = (time for time in reading.kids[event.word] if time in reading.times)
    told = bounds_of(event.told)
    return event.told.start is not None and any(bounds_of(reading.times[one].interval) == told for one in own)


def _is_told_again(reading: Reading, event: Event, fitting: Sequence[Candidate]) -> bool:
    """True where the time hangs on the same verb: "on Thursday replaced his security chiefs" and further down in full
    "replaced the heads of"."""
    governors = (governor_of(reading, one.time) for one in fitting if one.time is not None)
    lemma = reading.lemmas[event.word] if reading.pos[event.word] == "VERB" else None
    return any(word is not None and reading.lemmas[word] == lemma for word in governors)


def _least_beside(reading: Reading, word: int, time: int) -> float:
    """That of a time of the event's own sentence."""
    own = set(reading.subtree(word))
    if time not in own and reading.deps[word] == "acl:relcl":
        return OUTSIDE
    if (
        time not in own
        and reading.deps[word] == "advcl"
        and any(reading.deps[kid] == "mark" and reading.lemmas[kid] in EARLIER for kid in reading.kids[word])
    ):
        return BELOW_DEED
    governor = governor_of(reading, time)
    if time not in own or governor == word:
        return ADDED
    if governor is None or reading.pos[governor] != "NOUN":
        return BELOW
    if (reading.lemmas[governor], "N") not in frames("events"):
        return ADDED  # "complained of a taste in late July": a thing has no day
    return BELOW_DEED  # "welcomed the release on Tuesday"


def _is_worked_out(reading: Reading, told: Interval) -> bool:
    """True for days that no time of the text names: counted from an event, or spread over what lasts so long."""
    named = (one.interval for one in reading.times.values() if one.interval is not None)
    if told.basis == "event":
        return True
    return told.basis != "narrative" and bounds_of(told) not in map(bounds_of, named)


def _is_set(reading: Reading, event: Event) -> bool:
    """True for what is called for a day, which the words before it say."""
    planned = event.claim is not None and event.claim.modality is Modality.PLANNED
    return planned and day_set_for(reading, event.word) is not None


def _is_ahead_of_past(reading: Reading, event: Event, when: Interval) -> bool:
    """True for days to come of what is told as having been done."""
    end = reading.document.published.interval.end
    if end is None or when.start is None or when.start < end:
        return False
    helpers = {reading.words[kid].lower() for kid in reading.kids[event.word] if reading.deps[kid] == "aux"}
    done = reading.tags[event.word] == "VBD" or (reading.tags[event.word] == "VBN" and helpers & PERFECT)
    return bool(done) and (event.claim is None or event.claim.modality is Modality.ASSERTED)


def _is_behind_present(reading: Reading, event: Event, when: Interval) -> bool:
    """True for days gone by of what a present sets ahead: "the pact expires on April 22"."""
    published = reading.document.published.interval
    told = event.told
    if published.end is None or told is None or told.start is None or when.end is None:
        return False
    is_present = reading.tags[event.word] in ("VBZ", "VBP")
    return is_present and told.start >= published.end and when.end <= published.end


def _may_go_on(reading: Reading, event: Event) -> bool:
    """True for what a plain past tells as having been done, or a word without a tense: a perfect, a present, what was
    not done and what was said in an interview of its own go on with no day told before."""
    word, claim = event.word, event.claim
    if claim is not None and claim.polarity is Polarity.NEGATED:
        return False
    if claim is not None and claim.kind is ClaimKind.STATEMENT:
        cue = claim.evidence[0].cue or (0, 0)
        places = (a for a in claim.arguments if a.role in ("medium", "occasion"))
        return told_plainly(reading, word) and all(cue[0] <= one.start < cue[1] for one in places)
    return tense_of(reading, word) != "now" and not _is_suing(reading, word)


def _is_suing(reading: Reading, word: int) -> bool:
    """True for "the case was brought by X": a court rules on it later."""
    suits = classes()["suit"]
    return reading.lemmas[word] in classes()["sue_by"] and any(
        reading.lemmas[kid] in suits and reading.deps[kid] in ("obj", "nsubj:pass")
        for kid in reading.kids[word]
    )


def _is_beside(reading: Reading, event: Event, one: Candidate) -> bool:
    """True for a time of the event's own sentence."""
    return one.time is not None and reading.sent_of[one.time] == reading.sent_of[event.word]


def _as_told(reading: Reading, choice: Candidate) -> Candidate:
    """The candidate; of "by Monday" what is told, the bound."""
    told = reading.times[choice.time].interval if choice.time is not None else None
    if choice.kind == "bare" and told is not None and not (told.start and told.end):
        return replace(choice, when=told)
    return choice


def _dated(reading: Reading, claim: Claim, event: Event, choice: Candidate) -> Claim:
    """The claim with the time that is chosen; what that time sets ahead is planned."""
    when = choice.when
    if when is not None and not _is_beside(reading, event, choice):
        when = replace(when, basis="narrative", rule=CHOSEN, text=None)
    if claim.kind is ClaimKind.STATEMENT:
        return replace(claim, when=when or bound_of(reading, claim.modality))
    claim = replace(claim, when=when, background=is_background(reading, event.word, when))
    published = reading.document.published.interval
    ahead = when is not None and when.start and published.end and when.start >= published.end
    if not ahead or claim.modality is not Modality.ASSERTED or is_told_past(reading, event.word):
        return claim
    shown = () if choice.time is None else (_words(reading, choice.time),)
    return replace(claim, modality=Modality.PLANNED, shown_by=(*claim.shown_by, *shown))


def _words(reading: Reading, word: int) -> Words:
    return Words(reading.starts[word], reading.ends[word], reading.words[word])
