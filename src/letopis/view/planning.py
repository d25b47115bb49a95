"""Join what many reports tell of an announced event into one plan, and follow what becomes of it.

In:   lines of kind event; what language and ontology know of plans.
Out:  plans, each with every line that tells of it in the order in which a reader could know them.

Lines are taken in the order of their publication, whatever the order in which they were read, so that fewer lines give
what was known then. What was planned and what was done are linked and never made one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from letopis.claim import ClaimKind, Modality, Polarity
from letopis.document import content_id
from letopis.plan import Plan, PlanWords, Step, Turn
from letopis.profile import Line
from letopis.times import Interval
from letopis.view.names import fold
from letopis.view.plan_fits import (
    ABOUT,
    fits_plan,
    fulfils,
    is_of_plan,
    is_strike_of_story,
    is_target,
    names_all,
    turn_of,
    types_in,
)
from letopis.view.plan_likeness import content
from letopis.view.plan_outlines import UNLISTED, Outline, is_announced, known_day, outline_of, scenes_of
from letopis.view.plan_said import said_days
from letopis.view.plan_sides import Sides
from letopis.view.plan_times import is_after, is_ahead, is_before, is_over, is_past, redated

_MOVING = (Turn.POSTPONED, Turn.DATED)
_CLOSING = (Turn.FULFILLED, Turn.CANCELLED)
_TELLING = (Turn.ANNOUNCED, Turn.DATED, Turn.REPEATED)
LONG_OVER = timedelta(days=90)
PUT_OFF = timedelta(days=400)  # within which what was put off to no day is held
_IN_COURSE = ("ceasefire",)  # what is stopped so was no plan
_NEAR = 0.5  # an event comes true as the plan that it fits best, and as those that fit it hardly less


def find_plans(lines: Iterable[Line], words: PlanWords) -> list[Plan]:
    """The plans that these lines tell of, by the day on which they were first told."""
    lines, table = list(lines), _Table(words)
    told = [line for line in lines if line.claim.kind is ClaimKind.EVENT]
    scenes = scenes_of(lines, words)
    events = [(line, outline_of(line, words, scenes[line.claim.document])) for line in told]
    for line, own in sorted(events, key=lambda pair: _order(pair[0], pair[1], words)):
        table.take(line, own)
    said = said_days(lines)
    return [draft.plan(said) for draft in table.drafts if not draft.is_history]


def _order(line: Line, own: Outline, words: PlanWords) -> tuple[date, str, int, bool, int, str]:
    """By publication, what has none last. Within a document what announces comes first, and of that what tells a day;
    then what became of it, then what names nobody (a headline); each in the order of the text."""
    evidence, claim = line.claim.evidence[0], line.claim
    announces = is_announced(line, own, words)
    overtaken = announces and own.due is not None and _is_earlier(line, words)
    if claim.type in ABOUT and turn_of(line, words) is not None:
        rank = 1
    else:
        rank = 2 if not own.sides.all else 0 if announces else 1
        rank = (
            2 if claim.type == "ELECT" and not announces else rank
        )  # an election is held once it was put off
    place = (evidence.cue or (evidence.start,))[0]
    rank = -1 if overtaken else rank
    return (own.known or date.max, claim.document, rank, rank == 0 and own.due is None, place, claim.id)


def _is_earlier(line: Line, words: PlanWords) -> bool:
    """True for a plan that was made before and is overtaken: "the vote had been planned for Friday"."""
    evidence = line.claim.evidence[0]
    for shown in line.claim.shown_by:
        before = evidence.quote[: max(0, shown.start - evidence.start)].casefold().rstrip()
        if before.endswith(tuple(words.earlier)):
            return True
    return False


class _Draft:
    """A plan in the making."""

    def __init__(self, number: int, outline: Outline, step: Step, *, hindsight: bool) -> None:
        self.number = number
        self.outline = outline
        self.steps = [step]
        self.documents = {step.line.claim.document}
        self.hindsight = hindsight
        self.done: Interval | None = None

    @property
    def is_closed(self) -> bool:
        """True once it was done or called off."""
        return any(step.turn in _CLOSING for step in self.steps)

    @property
    def is_history(self) -> bool:
        """True where all that tells of it is long past what was planned, and nothing tells what became of it: "he was
        running for governor in 1978", in a report of 2016, announces nothing.
        """
        due = self.outline.due
        if due is None or due.end is None or any(step.turn not in _TELLING for step in self.steps):
            return False
        known = [known_day(step.line) for step in self.steps]
        return all(day is not None and day - due.end > LONG_OVER for day in known)

    @property
    def is_denied(self) -> bool:
        """True for a plan of which it was told last that it is none."""
        return self.steps[-1].turn is Turn.DENIED

    def put_off(self, own: Outline) -> Interval | None:
        """The time behind the old day of what was put off to none that is told, up to a report; None of all else."""
        off = self.steps[-1].turn is Turn.POSTPONED and self.outline.due is None
        dues = [step.due for step in self.steps if step.due is not None and step.due.end is not None]
        if not off or not dues or own.known is None or len(self.documents) == 1:
            return None
        end = dues[-1].end
        return Interval(end, own.known) if end is not None and end < own.known <= end + PUT_OFF else None

    def was_turned(self, turn: Turn, own: Outline) -> bool:
        """True where the same document has told that the same ones did so to it: a headline and its sentence."""
        mine = {side.key for side in own.sides.doers}
        return any(
            step.turn is turn
            and step.line.claim.document == own.document
            and bool(mine & {part.entity for part in step.line.all("actor")})
            for step in self.steps
        )

    def is_later(self, own: Outline) -> bool:
        """True where the same document has moved it to a later day: of two the later stands."""
        due, new = self.outline.due, own.due
        if due is None or new is None or due.start is None or new.end is None or new.end > due.start:
            return False
        page = own.document
        return any(s.turn is Turn.POSTPONED and s.line.claim.document == page for s in self.steps)

    def is_told_within(self, line: Line) -> bool:
        """True where what a line is about announces it: "called off the strike that had been planned for Thursday"."""
        about = [(part.start, part.end) for part in line.all("theme")]
        for step in self.steps:
            evidence = step.line.claim.evidence[0]
            if evidence.cue is None or step.line.claim.document != line.claim.document:
                continue
            at = evidence.cue[0]
            same = {(part.start, part.end) for part in step.line.all("theme")} & set(about)
            if same or any(start <= at < end for start, end in about):
                return step.line.claim.id != line.claim.id
        return False

    def seen_from(self, line: Outline) -> Outline:
        """The plan as a line of some document meets it."""
        page = line.document if line.document in self.documents else self.outline.document
        return replace(self.outline, document=page, known=None if self.hindsight else self.outline.known)

    def add(self, turn: Turn, line: Line, due: Interval | None, own: Outline) -> None:
        """Notes a step; what one document tells twice is one step."""
        page = line.claim.document
        if turn is Turn.DATED and self.documents == {page}:
            turn = Turn.ANNOUNCED if self.steps[0].turn is Turn.ANNOUNCED else Turn.REPEATED
        same = [
            at for at, step in enumerate(self.steps) if step.turn is turn and step.line.claim.document == page
        ]
        if same and turn is not Turn.REPEATED:
            due = due or self.steps[same[0]].due
            self.steps[same[0]] = replace(self.steps[same[0]], due=due)
            turn = turn if turn is Turn.FULFILLED else Turn.REPEATED
        self.steps.append(Step(turn, line, due))
        self.documents.add(page)
        if turn is Turn.FULFILLED:
            self.done = own.due
        else:
            sides, said = _richer(self.outline.sides, own.sides), self.outline.said | own.said
            contests = self.outline.contests or own.contests
            self.outline = replace(
                self.outline, sides=sides, due=due, said=said, last=own.known, contests=contests
            )

    def plan(self, said: Mapping[str, date]) -> Plan:
        """The plan as it stands; `said`: on which day a line was announced, by the id of its claim."""
        return Plan(
            content_id("pln", self.steps[0].line.claim.id),
            tuple(replace(step, said=said.get(step.line.claim.id)) for step in self.steps),
            self.outline.type,
            self.outline.mode,
            self.outline.due,
        )


def _richer(one: Sides, other: Sides) -> Sides:
    """The sides that name more; what both are about."""
    named = one if len(one.all) >= len(other.all) else other
    return replace(named, places=one.places or other.places, theme=one.theme | other.theme)


class _Table:
    """The plans found so far, by who is in them."""

    def __init__(self, words: PlanWords) -> None:
        self.words = words
        self.drafts: list[_Draft] = []
        self._by_key: dict[str, list[_Draft]] = defaultdict(list)
        self._done: dict[str, list[tuple[Line, Outline]]] = defaultdict(list)

    def take(self, line: Line, own: Outline) -> None:
        """Puts one line where it belongs."""
        claim = line.claim
        turn = turn_of(line, self.words)
        affirmed = claim.polarity is Polarity.AFFIRMED
        sure = claim.modality in (Modality.ASSERTED, Modality.PLANNED)
        if (
            claim.type in ABOUT
            and affirmed
            and sure
            and turn in (*_MOVING, Turn.CANCELLED, Turn.DENIED)
            and types_in(line, self.words)
        ):
            self._turn(line, own, turn)
        elif is_announced(line, own, self.words):
            self._announce(line, own, turn if turn in _MOVING else None)
        elif affirmed and claim.modality is Modality.ASSERTED:
            self._finish(line, own)
        elif not affirmed and turn is not None and (sure or turn is Turn.DENIED):
            self._deny(line, own, turn)

    # What a line does

    def _announce(self, line: Line, own: Outline, turn: Turn | None) -> None:
        hindsight = is_over(own)
        best, score = None, 0.0
        for draft in self._near(own):
            if draft.is_closed and not hindsight and draft.outline.document != own.document:
                continue
            if draft.is_denied and not own.sides.all:
                continue
            seen = draft.seen_from(own)
            if turn is not None and is_past(seen, own):
                continue
            known = replace(seen, due=None) if turn else seen
            fit = fits_plan(known, own, self.words, moved=turn is not None)
            if fit is not None and fit > score:
                best, score = draft, fit
        if turn is not None and not own.sides.all:
            best = self._named(own, line) or best
        if turn is not None and best is None:
            near = [d for d in self._under(self._keys_of_story(own)) if is_strike_of_story(d.outline, own)]
            live = [d for d in near if not d.is_closed and not is_past(d.outline, own)]
            best = live[-1] if live else None
        if best is None:
            self._found(own, Step(turn or Turn.ANNOUNCED, line, own.due), hindsight=hindsight)
        elif hindsight and best.outline.due is not None:
            self._add(best, Turn.REPEATED, line, best.outline.due, own)
        else:
            told, due = redated(best.outline.due, own.due, turn)
            if turn is not None and best.is_later(own):
                told, due = Turn.REPEATED, best.outline.due  # "had been moved to April"
            self._add(best, told, line, due, own)

    def _named(self, own: Outline, line: Line) -> _Draft | None:
        """The plan of this type, told last, all of whose parties a sentence names: "the signing of the treaty between A
        and B was delayed"."""
        near = self._near_named(own, line, frozenset({own.type}))
        live = [d for d in near if not d.is_closed and not is_past(d.outline, own)]
        fitting = [draft for draft in live if names_all(draft.outline.sides, line, self.words)]
        return fitting[-1] if fitting else None

    def _turn(self, line: Line, own: Outline, turn: Turn) -> None:
        kinds = types_in(line, self.words)
        best, rank, found_over = None, (False, 0.0), False
        for draft in self._near_named(own, line, kinds):
            if not draft.is_closed and draft.is_told_within(line):
                best = draft
                break
            off = draft.is_closed or is_past(draft.outline, own) or is_before(own, draft.outline)
            if not off and draft.was_turned(turn, own):
                best = draft
                break
            fit = is_target(draft.seen_from(own), line, own, self.words)
            found_over |= off and fit is not None
            fit = None if off else fit
            before = draft.documents != {
                own.document
            }  # what was told before is called off, not what is told now
            if fit is not None and (before, fit) >= rank:
                best, rank = draft, (before, fit)
        if best is not None:
            self._add(best, turn, line, None if turn is Turn.POSTPONED else best.outline.due, own)
        elif (
            own.sides.all
            and turn is not Turn.DATED
            and not found_over
            and line.claim.modality is Modality.ASSERTED
            and line.claim.mode not in _IN_COURSE
        ):
            planned = replace(own, type=min(kinds - {UNLISTED} or kinds), mode=None, due=None)
            self._found(planned, Step(turn, line), hindsight=False)

    def _deny(self, line: Line, own: Outline, turn: Turn) -> None:
        judge = fulfils if turn is Turn.MISSED else fits_plan
        if turn is Turn.CANCELLED and own.known and own.due and own.due.start and own.due.start <= own.known:
            own = replace(own, due=None)  # "was called off on Friday": when that was done
        bare = turn is Turn.CANCELLED and not any(  # "would not call an election": which one?
            found.text.casefold() in self.words.turns for found in line.claim.shown_by
        )
        best, score = None, 0.0
        for draft in self._near(own):
            other = (
                turn is Turn.CANCELLED and draft.outline.type != own.type
            )  # "will not sign" calls off no talks
            polls = own.type == "ELECT" and own.due is not None and draft.outline.due is not None
            nobody = bare and not (own.sides.all and draft.outline.sides.all) and not polls
            ahead = turn is Turn.MISSED and is_ahead(draft.outline, own)
            off = draft.is_closed or other or nobody or ahead
            fit = None if off else judge(draft.seen_from(own), own, self.words)
            if fit is not None and fit > score:
                best, score = draft, fit
        if best is not None:
            self._add(best, turn, line, best.outline.due, own)
            return
        is_denied = turn is Turn.DENIED and is_of_plan(line, self.words)
        if own.sides.all and (is_denied or (turn is Turn.MISSED and _was_to_have(line))):
            self._found(own, Step(turn, line, own.due), hindsight=False)

    def _finish(self, line: Line, own: Outline) -> None:
        keys = self._keys_of_plans(own)
        for key in keys:
            self._done[key].append((line, own))
        fits: list[tuple[float, _Draft]] = []
        for draft in self._under(keys):
            fit = self._comes_true(draft, own)
            if fit is not None:
                fits.append((fit, draft))
        best: dict[str, float] = defaultdict(float)  # a meeting and what is signed at it are two plans
        for fit, draft in fits:
            family = self.words.family(draft.outline.type)
            best[family] = max(best[family], fit)
        for fit, draft in fits:
            if fit >= best[self.words.family(draft.outline.type)] - _NEAR:
                partly = self._is_part(line) and not self._is_part(draft.steps[0].line)
                self._add(draft, Turn.PARTLY if partly else Turn.FULFILLED, line, draft.outline.due, own)

    def _comes_true(self, draft: _Draft, own: Outline) -> float | None:
        """How well what was done fits a plan that is open, or one that came true in the same event."""
        seen = draft.seen_from(own)
        if draft.is_closed and (draft.done is None or own.due is None or not draft.done.overlaps(own.due)):
            return None
        passed = len(draft.documents) > 1 and is_over(replace(own, due=seen.due))
        if seen.type == "ELECT" and (waited := draft.put_off(own)) is not None:  # a country votes once
            seen, passed = replace(seen, due=waited), True
        if own.document == seen.document and not draft.hindsight and not passed:
            return None  # "they met; they will meet again"
        if seen.due is None and not draft.hindsight and not is_after(own, seen):
            return None
        return fulfils(seen, own, self.words)

    def _is_part(self, line: Line) -> bool:
        """True for what is done to a part only: "half of the troops"."""
        parts = line.all("theme", "actor", "recipient")
        first = [fold(part.text).split()[:2] for part in parts]
        some = any(set(told) & self.words.partly and "of" in told for told in first)
        shared = line.claim.type != "ELECT" and any(_SHARE.match(part.text) for part in parts)
        return some or shared  # of votes each has a share

    # Finding

    def _found(self, own: Outline, step: Step, *, hindsight: bool) -> None:
        draft = _Draft(len(self.drafts), own, step, hindsight=hindsight)
        self.drafts.append(draft)
        self._index(draft, own)
        if hindsight:
            earlier = {
                line.claim.id: (line, done) for key in self._keys(own) for line, done in self._done[key]
            }
            ranked = sorted(earlier.values(), key=lambda pair: _order(pair[0], pair[1], self.words))
            fits = [fulfils(draft.seen_from(done), done, self.words) for _, done in ranked]
            best = max((fit for fit in fits if fit is not None), default=None)
            if best is not None:
                line, done = ranked[fits.index(best)]
                draft.add(Turn.FULFILLED, line, own.due, done)

    def _add(self, draft: _Draft, turn: Turn, line: Line, due: Interval | None, own: Outline) -> None:
        draft.add(turn, line, due, own)
        if turn is not Turn.FULFILLED:
            self._index(draft, replace(own, type=draft.outline.type))

    def _index(self, draft: _Draft, own: Outline) -> None:
        themes = [f"{self.words.family(own.type)} t:{word}" for word in sorted(own.sides.theme)]
        places = [f"{self.words.family(own.type)} p:{place}" for place in sorted(own.sides.places)]
        about = [
            f"{self.words.family(own.type)} a:{word}" for word in sorted(content(own.about.replace("'s", "")))
        ]
        day = _keys_of_day(own) if not own.sides.all else []
        for key in dict.fromkeys(
            (*self._keys(own), *self._keys_of_story(own), *day, *themes, *places, *about)
        ):
            if not self._by_key[key] or draft not in self._by_key[key][-3:]:
                self._by_key[key].append(draft)

    def _keys(self, own: Outline) -> list[str]:
        family = self.words.family(own.type)
        keys = [f"{family} {key}" for side in own.sides.all for key in side.keys]
        keys += [f"{family} n:{word}" for side in own.sides.all for word in fold(side.name).split()[-1:]]
        if not own.sides.all or own.type == "ELECT":  # who does it is not told: by what, where and when
            keys += [f"{family} t:{word}" for word in sorted(own.sides.theme)]
            keys += [f"{family} p:{place}" for place in sorted(own.sides.places)]
        if own.type == "CHANGE" and not own.sides.all:  # whose term ends
            keys += [f"{family} n:{name}" for name in sorted(own.named)]
        if own.type == "ELECT":
            keys += [f"{family} c:{code}" for code in sorted(own.around or {own.setting or ""})]
            keys += [f"{family} d:{own.due.start}"] if own.due is not None and own.due.start else []
        return [*dict.fromkeys(keys), f"{family} {own.document}"]

    def _keys_of_story(self, own: Outline) -> list[str]:
        """The keys of plans of the country that a document is about, whoever is in them."""
        return (
            [f"{self.words.family(own.type)} s:{own.setting}"]
            if own.setting and own.type == "PROTEST"
            else []
        )

    def _keys_of_plans(self, own: Outline) -> list[str]:
        """The keys of the plans that can have come true as this."""
        others = sorted(self.words.planned_as(own.type) - {own.type})
        keys = [key for kind in (own.type, *others) for key in self._keys(replace(own, type=kind))]
        people = {fold(side.name).split()[-1] for side in own.sides.all if side.person and side.name}
        tails = [f"t:{word}" for word in sorted(own.sides.theme)]
        tails += [f"a:{word}" for word in sorted(content(own.about) | people)]
        keys += [*self._keys_of_story(own), *_keys_of_day(own)]
        return keys + [f"{self.words.family(kind)} {tail}" for kind in (own.type, *others) for tail in tails]

    def _near(self, own: Outline) -> Sequence[_Draft]:
        """The plans that share a key with an outline, in the order in which they were found."""
        return self._under(self._keys(own))

    def _near_named(self, own: Outline, line: Line, kinds: frozenset[str]) -> Sequence[_Draft]:
        """The plans of these types whose parties stand in the sentence."""
        quote = line.claim.evidence[0].quote
        tails = [f"c:{code}" for code in sorted(self.words.countries(quote))]
        tails += [f"n:{word}" for word in dict.fromkeys(re.findall(r"\w+", fold(quote)))]
        tails += [key for side in own.sides.all for key in side.keys] + [own.document]
        families = dict.fromkeys(self.words.family(kind) for kind in sorted(kinds))
        return self._under([f"{family} {tail}" for family in families for tail in tails])

    def _under(self, keys: Iterable[str]) -> list[_Draft]:
        found = {draft.number: draft for key in keys for draft in self._by_key.get(key, ())}
        return [found[number] for number in sorted(found)]


_SHARE = re.compile(
    r"(?:an? )?[\d.,]+[- ](?:percent|per cent|%)|(?:an?|the) (?:\w+ )?(?:stake|share) in\b", re.IGNORECASE
)
_WAS_TO_HAVE = re.compile(r"\b(?:was|were)(?: \w+ly)? to have\b")


def _keys_of_day(own: Outline) -> list[str]:
    """The key of the day of what tells nobody who does it: "the new president is to be sworn in on January 19"."""
    due = own.due
    is_day = (
        due is not None and due.start is not None and due.end is not None and (due.end - due.start).days == 1
    )
    return [f"{own.type} {own.setting} {due.start}"] if is_day and due is not None and own.setting else []


def _was_to_have(line: Line) -> bool:
    """True for what was planned and did not come about: "he was to have stepped down"."""
    return bool(_WAS_TO_HAVE.search(line.claim.evidence[0].quote))
