"""Lines made by hand: what somebody did to somebody, and how large something is. All of it is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from letopis.amount import read_amount
from letopis.claim import Claim, ClaimKind, Evidence, Modality, Polarity
from letopis.coding import Coding
from letopis.counting import Code, Codebook
from letopis.document import content_id
from letopis.profile import Line, Part
from letopis.times import Interval, one_day, parse_date

SYMMETRIC = ("CONSULT", "SIGN")
INTENSITIES = {
    "CONSULT": (1, 2.5),
    "AID": (2, 10.0),
    "ACCUSE": (3, -3.0),
    "ASSAULT": (4, -9.0),
    "SIGN": (1, 5.0),
}


def code(line: Line) -> Code:
    """Quad classes and intensities of some types; of the others none."""
    quad, intensity = INTENSITIES.get(line.claim.type, (None, None))
    return Code(line.claim.type, line.claim.mode, quad, intensity, line.claim.type in SYMMETRIC)


CODEBOOK = Codebook("tests", (*INTENSITIES, "ELECT"), code)


def country(part: Part) -> str | None:
    """The side of a panel."""
    return part.country


def who(name: str, role: str = "actor") -> Part:
    """ "Anna Berg NO": a person of a country; "Norland NO" is the country itself, "somebody" is of none."""
    words = name.split()
    country = words[-1] if words[-1].isupper() else None
    shown = " ".join(words[:-1] if country else words)
    kind = "country" if shown.endswith("land") else "person"
    return Part(role, 0, len(shown), shown, shown, content_id("ent", shown), kind, coding=Coding(country))


def event(
    kind: str,
    actors: Sequence[str] = (),
    recipients: Sequence[str] = (),
    when: str | Interval | None = None,
    **more: str,
) -> Line:
    """An event. `more`: mode, document, place, words, modality, polarity, known, same_as, background."""
    parts = [who(name) for name in actors] + [who(name, "recipient") for name in recipients]
    parts += [who(more["place"], "place")] if "place" in more else []
    document = more.get("document", "doc:1")
    words = more.get("words", f"{', '.join(actors)} {kind} {', '.join(recipients)}")
    days = parse_date(when) if isinstance(when, str) else when
    claim = Claim(
        content_id(
            "clm", kind, *actors, "-", *recipients, document, words, str(days), *sorted(more.values())
        ),
        document,
        ClaimKind.EVENT,
        kind,
        (),
        (Evidence(document, 0, len(words), words),),
        mode=more.get("mode"),
        when=days,
        known=parse_date(more["known"]) if "known" in more else None,
        polarity=Polarity(more.get("polarity", "affirmed")),
        modality=Modality(more.get("modality", "asserted")),
        background=bool(more.get("background")),
    )
    return Line(claim, tuple(parts), (), f"{document}.txt", same_as=more.get("same_as"))


def figure(subject: str, quantity: str, value: str, when: str | None = None, **more: str) -> Line:
    """A figure. `more`: unit, against (its value), words."""
    words = more.get("words", f"{subject} {quantity}")
    told = Part("quantity", 0, len(quantity), quantity, value, kind="quantity", amount=read_amount(value))
    parts = [who(subject, "subject"), told]
    if "unit" in more:
        parts.append(Part("unit", 0, 1, quantity, more["unit"]))
    if "against" in more:
        other = read_amount(more["against"])
        parts.append(Part("compared_with", 0, 1, "$47", more["against"], kind="quantity", amount=other))
    claim = Claim(
        content_id("clm", words, value),
        "doc:1",
        ClaimKind.FIGURE,
        "amount",
        (),
        (Evidence("doc:1", 0, len(words), words),),
        when=parse_date(when) if when else None,
    )
    return Line(claim, tuple(parts), (), "a.txt")


def day(text: str) -> Interval:
    """One day."""
    return one_day(date.fromisoformat(text))
