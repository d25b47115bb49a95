"""Lines made by hand: what somebody said, and which office somebody held. All of them are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from letopis.claim import Claim, ClaimKind, Evidence, Modality, Polarity
from letopis.document import content_id
from letopis.profile import Line, Part, Source
from letopis.times import Interval, one_day, parse_date

UNNAMED = "unnamed "


def day(text: str | None) -> Interval | None:
    """`2021-05-04` as an interval."""
    return parse_date(text) if text else None


def held(first: str, last: str | None = None) -> Interval:
    """Seen in an office from a day to another, not told since when and until when."""
    until = one_day(date.fromisoformat(last or first)).end
    return Interval(
        start_latest=date.fromisoformat(first),
        end_earliest=until,
        extent="throughout",
        basis="publication date",
    )


def part(role: str, name: str) -> Part:
    """An argument of this name; described when it begins with "unnamed "."""
    described = name.startswith(UNNAMED)
    shown = name.removeprefix(UNNAMED)
    words = shown.split()
    head = next((word for word in words if word in HEADS), words[-1])
    told = {"nameless": described, "head": head}
    return Part(role, 0, len(shown), shown, shown, entity_of(shown), "person", **told)  # type: ignore[arg-type]


HEADS = ("official", "officials", "source", "sources", "aides")


def entity_of(name: str) -> str:
    """The id of an entity of this name."""
    return content_id("ent", name)


def relay(name: str, cue: str = "quoted") -> Source:
    """A link of the chain."""
    made = part("source", name)
    return Source(
        made.start,
        made.end,
        made.text,
        made.name,
        made.entity,
        cue,
        unnamed=made.nameless,
        kind=made.kind,
        nameless=made.nameless,
        head=made.head,
    )


def statement(speaker: str, words: str, *, through: Sequence[str] = (), **more: str) -> Line:
    """What somebody said. `more`: to, medium, occasion, act, when, known, form, document, publisher, path."""
    parts = [part("speaker", speaker)]
    parts += [part(role, more[key]) for role, key in (("addressee", "to"),) if key in more]
    parts += [Part(role, 0, len(more[role]), more[role]) for role in ("medium", "occasion") if role in more]
    parts.append(Part("content", 0, len(words), words))
    document = more.get("document", "doc:1")
    claim = Claim(
        content_id("clm", speaker, words, document, *sorted(more.values())),
        document,
        ClaimKind.STATEMENT,
        more.get("form", "indirect"),
        (),
        (Evidence(document, 0, len(words), words),),
        mode=more.get("act", "say"),
        when=day(more.get("when")),
        known=day(more.get("known")),
    )
    sources = tuple(relay(name) for name in through)
    return Line(claim, tuple(parts), sources, more.get("path", "a.txt"), None, more.get("publisher"))


def tenure(
    holder: str,
    office: str,
    when: Interval | None,
    *,
    known: str | None = None,
    document: str = "doc:1",
    polarity: Polarity = Polarity.AFFIRMED,
    modality: Modality = Modality.ASSERTED,
    type_: str = "minister",
) -> Line:
    """That somebody held an office."""
    words = f"{holder}, {office}"
    claim = Claim(
        content_id("clm", words, document, str(when)),
        document,
        ClaimKind.TENURE,
        type_,
        (),
        (Evidence(document, 0, len(words), words),),
        when=when,
        known=day(known),
        polarity=polarity,
        modality=modality,
    )
    return Line(claim, (part("holder", holder), part("office", office)), (), "a.txt")
