"""Who held which office in what order, as a whole record tells it: an office, its spells, and what proves each bound.

A tenure is what one article claims; a spell is what all of them leave of one person's time in one office. A day that
is not known exactly is a range of days, both ends within; the end of a spell is the first day on which it held no more.
How spells are made of claims: resolve/offices/successions.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
TERM = timedelta(days=5 * 366)  # who is not told to have left is likely still in office for a term, no longer


@dataclass(frozen=True, slots=True)
class Days:
    """Between which days something happened, both within; None where open."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def is_open(self) -> bool:
        """True when neither bound is known."""
        return self.earliest is None and self.latest is None

    def meet(self, other: Days) -> Days | None:
        """The days that both leave, or None when they leave none."""
        first = max(filter(None, (self.earliest, other.earliest)), default=None)
        last = min(filter(None, (self.latest, other.latest)), default=None)
        return None if first and last and first > last else Days(first, last)

    @property
    def edtf(self) -> str | None:
        """The same in Extended Date/Time Format: "2020-09-03", "1994-07", "[1993-09-04..1994-09-03]", "[..2020]";
        None where nothing is known."""
        first, last = self.earliest, self.latest
        if first is None or last is None:
            if first is None and last is None:
                return None
            return f"[{first or ''}..{last or ''}]"
        return _whole(first, last) or f"[{first}..{last}]"

    @property
    def told(self) -> str:
        """For reading: "2020-09-03", "1994-07", "by 2020-09-03", "after 2018-05-01", "1993-09-04/1994-09-03"; "?"."""
        first, last = self.earliest, self.latest
        if first is None:
            return f"by {last}" if last else "?"
        if last is None:
            return f"after {first - DAY}"
        return _whole(first, last) or f"{first}/{last}"


def _whole(first: date, last: date) -> str | None:
    """A range that is just one day, month or year."""
    after = last + DAY
    if first == last:
        return first.isoformat()
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        if months == 1:
            return f"{first:%Y-%m}"
        if months == 12 and first.month == 1:
            return f"{first:%Y}"
    return None


class Part(StrEnum):
    """What a proof tells of a spell."""

    START = "start"
    END = "end"
    HELD = "held"
    PAUSE = "pause"  # suspended: in office and not in power


class Surely(StrEnum):
    """How far a proof is asserted; only what is told bounds a spell."""

    TOLD = "told"
    PLANNED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"
    SUPERSEDED = "superseded"  # by a newer version of the same article


@dataclass(frozen=True, slots=True)
class Proof:
    """What one claim proves of a spell.

    Attributes:
        days: of a start the first day in office, of an end the first day out of it; of what was held, the days on
            which it was (with `is_vague`, on some day between them).
        manner: how it began or ended ("elected", "dismissed", "died"), or None.
        rule: "told", "length" ("26-year rule"), "published" (by the day of the article), "former", "sighting",
            "narrative" (by a day that the article tells before or behind), "successor" and "predecessor" (what the
            neighbours in the office leave).
        is_acting: the office is told as held for the time being.
        is_dated: the sentence tells the days itself.
        is_since: it is told since when or for how long it has been held, and that it still was.
        is_yearless: it tells them without a year, in an article without a date.
        is_described: the holder is told by what he is alone ("the president"), so that who is meant is less sure.
        known: the last day by which it was published, or None.
        origin: a number that proofs of one office share when they rest on one source (`letopis.origin`).
    """

    part: Part
    days: Days
    rule: str
    claim: str
    document: str
    path: str
    quote: str
    known: date | None = None
    manner: str | None = None
    surely: Surely = Surely.TOLD
    is_vague: bool = False
    is_acting: bool = False
    is_dated: bool = False
    is_since: bool = False
    is_yearless: bool = False
    is_described: bool = False
    origin: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two proofs that cannot both hold: the one that stands and the one that is shown beside it.

    `about` is "start", "end", or "holder": two holders of an office that has one.
    """

    about: str
    kept: Proof
    lost: Proof


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the record.

    Attributes:
        post: what it is, the same for all its titles: "head_of_state", "foreign_affairs", "head".
        name: the title that the record uses most; `titles` are all of them.
        body: the name of the state or body that it is an office of, or "".
        country: ISO 3166 alpha-2 code, or None.
        type: class of the office, as of a tenure.
        is_single: one person holds it at a time.
    """

    id: str
    post: str
    name: str
    body: str
    country: str | None
    type: str
    titles: tuple[str, ...] = ()
    is_single: bool = False

    @property
    def shown(self) -> str:
        """ "President, Norland"."""
        return ", ".join(filter(None, (self.name, self.body)))


class Sureness(StrEnum):
    """How surely a spell covers a day."""

    SURE = "sure"
    LIKELY = "likely"  # begun, not known to have ended, not longer ago than a term
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Spell:
    """One person's time in one office.

    Attributes:
        holder: id of the entity; `name` its name.
        start: when it began; end: the first day on which it held no more; nothing known where nobody has left.
        began, over: the manner of either, or None.
        planned_start, planned_end: what has been announced and not happened, or None.
        is_acting: held for the time being, as far as the record tells.
        seen: first and last day on which some report has it held.
        proofs: by part, then day.
        conflicts: what contradicts the bounds.
    """

    id: str
    office: Office
    holder: str
    name: str
    start: Days
    end: Days
    began: str | None = None
    over: str | None = None
    planned_start: Days | None = None
    planned_end: Days | None = None
    is_acting: bool = False
    is_over: bool = False
    seen: Days = Days()
    proofs: tuple[Proof, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def reports(self) -> int:
        """How many articles tell of it."""
        return len({proof.document for proof in self.proofs})

    @property
    def independent(self) -> int:
        """How many of them rest on sources of their own."""
        return len({proof.origin for proof in self.proofs})

    def sureness_on(self, day: date) -> Sureness | None:
        """How surely it covers a day; None where it does not."""
        start, end = self.start, self.end
        if (start.earliest and day < start.earliest) or (end.latest and day >= end.latest):
            return None
        if start.is_open and self.seen.is_open:
            return None  # nothing dates it
        begun = start.latest is not None and day >= start.latest
        if begun and end.earliest is not None and day < end.earliest:
            return Sureness.SURE
        last = end.earliest or start.latest
        near = last is not None and day - last <= TERM
        return Sureness.LIKELY if begun and not self.is_over and near else Sureness.POSSIBLE

    def status_on(self, day: date) -> str:
        """ "designate", "in office", "acting", "outgoing", "out of office" or "not told" on a day."""
        if (self.end.latest and day >= self.end.latest) or (self.is_over and self.end.is_open):
            return "out of office"
        begun = self.start.latest is not None and day >= self.start.latest
        if not begun:
            ahead = self.planned_start or (self.start if self.start.earliest else None)
            known = [p.known for p in self.proofs if p.part is Part.START and p.known and p.known <= day]
            return "designate" if ahead and known else "not told"
        if self.planned_end is not None and any(
            proof.known and proof.known <= day
            for proof in self.proofs
            if proof.part is Part.END and proof.surely is Surely.PLANNED and proof.manner != "term ended"
        ):
            return "outgoing"
        last = self.end.earliest or self.start.latest
        if last is not None and day - last > TERM:
            return "not told"
        return "acting" if self.is_acting else "in office"


@dataclass(frozen=True, slots=True)
class Standing:
    """That a spell covers a day, and how surely."""

    spell: Spell
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class Succession:
    """The spells of one office in their order, oldest first; `conflicts` are days with two holders."""

    office: Office
    spells: tuple[Spell, ...]
    conflicts: tuple[Conflict, ...] = ()

    def holders_on(self, day: date) -> tuple[Standing, ...]:
        """Who held it on a day, the surest first; of an office with one holder only the surest, unless two are."""
        found = [Standing(spell, sure) for spell in self.spells if (sure := spell.sureness_on(day))]
        order = list(Sureness)
        found.sort(key=lambda standing: order.index(standing.sureness))
        if self.office.is_single and found:
            found = [standing for standing in found if standing.sureness is found[0].sureness]
        return tuple(found)


def holder_on(
    successions: Iterable[Succession], country: str, day: date, post: str = "head_of_state"
) -> Spell | None:
    """Who held a country's office on a day, by alpha-2 code and post; None where the record does not tell or two
    are equally likely."""
    for succession in successions:
        office = succession.office
        if office.post == post and office.country == country:
            standing = [s for s in succession.holders_on(day) if s.sureness is not Sureness.POSSIBLE]
            if len(standing) == 1:
                return standing[0].spell
    return None
