"""Say a line in words: who, what, when, according to whom, and the words of the text, shortly."""

from __future__ import annotations

from datetime import date, timedelta

from letopis.claim import Claim, ClaimKind, Modality, Polarity
from letopis.profile import ACTING, Line, Part
from letopis.times import Interval

SHORT = 90  # characters of a quotation in a list: with date, names and source it fits a wide terminal
PART = 48  # characters of an argument that is no name: "his security chiefs" fits, a clause does not
MEASURED = {
    "votes_for": "for",
    "votes_against": "against",
    "set_to": "to",
    "set_from": "from",
    "changed_by": "by",
}
HEADING = ("official", "executive")  # classes of whoever "headed the committee", "runs the bank"
PROVISIONAL = ("acting", "designate", "outgoing")  # modes of a tenure that are shown beside the office
UNSURE = "/"  # between the bounds of one day that is not known
_DAY = timedelta(days=1)


def who(line: Line) -> str:
    """Who acts, speaks, holds or relates; "—" where nobody is named."""
    return _listed(line, *ACTING) or "—"


def _listed(line: Line, *roles: str) -> str:
    """What is shown for these roles, each shortly; "" where there is nothing."""
    return ", ".join(short(name, width=PART) for name in line.names(*roles))


def _written(line: Line, *roles: str) -> str:
    """The words of these roles as they stand in the text: numbers are told as they were written."""
    return " ".join(dict.fromkeys(short(part.text, width=PART) for part in line.all(*roles)))


def what(line: Line) -> str:
    """What they do, say, hold or are to one another, without saying who."""
    told = {
        ClaimKind.EVENT: _event,
        ClaimKind.STATEMENT: _statement,
        ClaimKind.TENURE: office_name,
        ClaimKind.TIE: _tie,
        ClaimKind.FIGURE: _figure,
    }[line.claim.kind](line)
    marks = marks_of(line.claim)
    return f"{told} ({', '.join(marks)})" if marks else told


def marks_of(claim: Claim) -> list[str]:
    """How far it is asserted, where that is less than plainly, and the mode of an event or of a provisional holder."""
    told = claim.kind is ClaimKind.EVENT or claim.mode in PROVISIONAL
    marks = [claim.mode] if claim.mode and told else []
    if claim.polarity is Polarity.NEGATED:
        marks.append("not so")
    if claim.modality is not Modality.ASSERTED:
        marks.append(str(claim.modality))
    return marks


def office_name(line: Line) -> str:
    """ "Prime Minister, Russia": the office, or its class where it is not named, and what it is an office of; who
    heads a body without a title is its head."""
    named = line.names("office", "organisation")
    kind = "head" if line.claim.type in HEADING else line.claim.type.replace("_", " ")
    unnamed = () if line.names("office") else (kind,)
    return ", ".join((*unnamed, *named))


def _event(line: Line) -> str:
    counted = [part for part in line.all("magnitude") if part.measure]
    named = [part for part in line.all("recipient") if not _is_number_of(part, counted)]
    recipients = ", ".join(dict.fromkeys(short(part.shown, width=PART) for part in named))
    places, details = _listed(line, "place"), _sizes(line)
    told = line.claim.type + (f" → {recipients}" if recipients else "") + (f", in {places}" if places else "")
    return told + (f", {details}" if details else "")


def _is_number_of(part: Part, counted: list[Part]) -> bool:
    """True for a recipient that is no more than a number told with what it counts: "killed: 12 people"."""
    named = part.entity is not None and not part.nameless
    return not named and any(one.start <= part.start and part.end <= one.end for one in counted)


def _sizes(line: Line) -> str:
    """The numbers of an event as they were written, each once, with what they count: "killed: 12 people"."""
    told = {
        (part.start, part.end): (f"{MEASURED.get(part.measure, part.measure)}: " if part.measure else "")
        + short(part.text, width=PART)
        for part in line.all("magnitude")
    }
    return ", ".join(dict.fromkeys(told.values()))


def _statement(line: Line) -> str:
    addressees = _listed(line, "addressee")
    return third_person(line.claim.mode or "say") + (f" → {addressees}" if addressees else "")


def _tie(line: Line) -> str:
    objects, themes = _listed(line, "object"), _listed(line, "theme")
    told = line.claim.type.replace("_", " ") + (f" → {objects}" if objects else "")
    return told + (f", {themes}" if themes else "")


def _figure(line: Line) -> str:
    quantities = line.all("quantity")
    units = [
        u for u in line.all("unit") if not any(q.start <= u.start and u.end <= q.end for q in quantities)
    ]
    told = " ".join(dict.fromkeys(short(part.text, width=PART) for part in (*quantities, *units)))
    compared, pollster = _listed(line, "compared_with"), _listed(line, "pollster")
    return told + (f", against {compared}" if compared else "") + (f", {pollster}" if pollster else "")


def third_person(verb: str) -> str:
    """ "says" of "say", "denies" of "deny", "accuses" of "accuse"."""
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")


def words(line: Line) -> str:
    """The words of the text, shortly: of a statement what was said, else the sentence around its cue."""
    contents = line.all("content")
    if line.claim.kind is ClaimKind.STATEMENT and contents:
        return short(" … ".join(part.text for part in contents))
    evidence = line.claim.evidence[0]
    spans = [evidence.cue] if evidence.cue else [(part.start, part.end) for part in line.parts]
    inside = [(s, e) for s, e in spans if evidence.start <= s < e <= evidence.end]
    at = (min(s for s, _ in inside) + max(e for _, e in inside)) // 2 - evidence.start if inside else 0
    return short(evidence.quote, around=at)


def short(text: str, around: int = 0, width: int = SHORT) -> str:
    """At most `width` characters of a text, whole words, around a place in it; "…" where some is left out."""
    if len(text) <= width:
        return " ".join(text.split())
    first = max(0, min(around - width // 2, len(text) - width))
    last = min(len(text), first + width)
    if first:
        gap = text.find(" ", first, last)
        first = gap + 1 if gap >= 0 else first
    if last < len(text):
        gap = text.rfind(" ", first, last)
        last = gap if gap > first else last
    told = " ".join(text[first:last].split())
    return ("…" if first else "") + told + ("…" if last < len(text) else "")


def according_to(line: Line) -> str | None:
    """The chain of sources, outermost first, or None in the paper's own voice."""
    return " ← ".join(source.shown for source in line.sources) or None


def chain(line: Line) -> str | None:
    """The relays of a statement and its speaker, outermost first, or None where it is at first hand."""
    if not line.sources:
        return None
    return " ← ".join((*(source.shown for source in line.sources), ", ".join(line.names("speaker"))))


def told_when(line: Line) -> Interval | None:
    """When it held or was said; where the text does not tell, when it was published; or None."""
    for interval in (line.claim.when, line.claim.known):
        if interval is not None and not interval.is_open and not is_bound(interval):
            return interval
    return None


def is_bound(interval: Interval) -> bool:
    """True where the tense alone bounds a time: "said" was by the day of the report, and no more is told."""
    return interval.start is None and interval.basis == "tense"


def is_at_some_time(interval: Interval) -> bool:
    """True for a day that is told and only known to lie no earlier: "on Wednesday" of an article without a date."""
    told = interval.basis in ("tense", "publication date", "narrative") and interval.text is not None
    return told and interval.extent == "within" and interval.end is None


def when(interval: Interval | None) -> str:
    """A time as precisely as it is known: "2020-09", "2020-08-31 – 2020-09-06", "from 1994", "until 2020"; or "".

    "at least 2020-09-03": it held then; when it began and ended is not told.
    """
    if interval is None:
        return ""
    if interval.start and interval.end:
        if interval.extent == "throughout" and (interval.start_latest or interval.end_earliest):
            return f"{beginning(interval)} – {ending(interval)}"
        return _stretch(interval.start, interval.end)
    if interval.start:
        return f"≥ {interval.start}" if is_at_some_time(interval) else f"from {beginning(interval)}"
    if interval.end and is_bound(interval):
        return f"≤ {interval.end - _DAY}"
    if interval.end:
        return f"until {ending(interval)}"
    if interval.start_latest and interval.end_earliest and interval.start_latest < interval.end_earliest:
        return f"at least {_stretch(interval.start_latest, interval.end_earliest)}"
    return ""


def beginning(interval: Interval | None) -> str:
    """The first day, a stretch "a/b" in which it lies, or "≤ b"; or ""."""
    if interval is None or interval.start is None:
        return f"≤ {interval.start_latest}" if interval and interval.start_latest else ""
    return _stretch(
        interval.start, max(interval.start_latest or interval.start, interval.start) + _DAY, UNSURE
    )


def ending(interval: Interval | None) -> str:
    """The last day, a stretch "a/b" in which it lies, or "≥ a"; or ""."""
    if interval is None or interval.end is None:
        return f"≥ {interval.end_earliest - _DAY}" if interval and interval.end_earliest else ""
    return _stretch(min(interval.end_earliest or interval.end, interval.end - _DAY), interval.end, UNSURE)


def ended(interval: Interval) -> str:
    """The first day on which it held no more, or a stretch "a/b" in which that day lies; or "".

    Where no words date the end, it had ended when the article appeared: "≤" the last day on which it can have.
    """
    if interval.end is None or is_ended_on_a_day(interval):
        return interval.end.isoformat() if interval.end else ending(interval)
    return (
        ending(interval) if interval.text is not None or interval.end_earliest else f"≤ {interval.end - _DAY}"
    )


def is_ended_on_a_day(interval: Interval) -> bool:
    """True where the very day is told from which on it held no more."""
    bounded = interval.text is None and interval.basis == "publication date"
    return interval.end is not None and interval.end_earliest in (None, interval.end) and not bounded


def _stretch(start: date, end: date, dash: str = " – ") -> str:
    """A half-open stretch, as a year, month or day where it is just one, else its first and last day."""
    if end - start == _DAY:
        return start.isoformat()
    if start.day == 1 and end.day == 1:
        months = (end.year - start.year) * 12 + end.month - start.month
        if months == 1:
            return f"{start:%Y-%m}"
        if months == 12 and start.month == 1:
            return f"{start:%Y}"
    return f"{start}{dash}{end - _DAY}"


def named(line: Line, role: str) -> str:
    """Who or what is in a role, shortly."""
    return ", ".join(short(name, width=PART) for name in line.names(role))


def counted(part: Part) -> str:
    """A number as written, after what it counts: "killed: 12 people"."""
    return f"{part.measure.replace('_', ' ')}: {part.text}" if part.measure else part.text
