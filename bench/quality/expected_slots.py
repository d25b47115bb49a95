"""Whether a claim says what an expected one says, slot by slot.

In:   one expected claim (its anchor, its kind, what is given of it) and one exported claim.
Out:  slot → right or not; and whether the two speak of the same words at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bench.quality import expected_names as n

Claim = n.Claim
Gold = Mapping[str, Any]
LONGEST_EVIDENCE = 700  # characters: evidence is a sentence, not an article
SHARE_OF_CONTENT, SHARE_OF_EVIDENCE = 0.6, 0.8  # of the anchor's words that must be there
ACTOR_ROLE = {"statement": "speaker", "tie": "subject"}
TARGET_ROLE = {"statement": "addressee", "tie": "object"}


def slots_of(gold: Gold, claim: Claim) -> dict[str, bool]:
    """Every slot that the expected claim gives, and whether this claim has it right."""
    checks = {**_who(gold, claim), **_when(claim), **_source(claim), **_what(claim)}
    return {slot: bool(checks[slot](wanted)) for slot, wanted in gold.items() if slot in checks}


def _who(gold: Gold, claim: Claim) -> dict[str, Any]:
    """Checks of the parties."""
    kind = str(claim.get("kind"))
    actors = n.names(claim, ACTOR_ROLE.get(kind, "actor"))
    targets, parties = n.names(claim, TARGET_ROLE.get(kind, "recipient")), n.names(claim, "source")
    mutual = claim.get("type") in n.rules()["symmetric"] or "types" not in gold
    subjects, objects = n.names(claim, "subject"), n.names(claim, "object")
    return {
        "sources": lambda v: n.some(v, actors),
        "not_sources": lambda v: not n.some(v, actors),
        "recipients": lambda v: (
            n.some(v, targets) or (mutual and n.distinct(parties) > 1 and n.some(v, parties))
        ),
        "speaker": lambda v: n.every(v, n.names(claim, "speaker")),
        "holder": lambda v: n.every(v, n.names(claim, "holder")),
        "office": lambda v: n.some(v, n.names(claim, "office"), n.same_office),
        "organisation": lambda v: _organisation(v, claim),
        "subject": lambda v: n.some(v, subjects),
        "object": lambda v: n.distinct(subjects + objects) > 1 and n.some(v, objects or subjects),
    }


def _organisation(wanted: Any, claim: Claim) -> bool:
    """The organisation by name; where there is none, an office with its adjective ("Norlandic president")."""
    organisations = n.names(claim, "organisation")
    if organisations:
        return n.some(wanted, organisations)
    stems = [first[: max(4, len(first) - 1)] for gold in wanted for first in n.plain(gold)[:1]]
    said = [word for office in n.names(claim, "office") for word in n.plain(office)]
    return any(word.startswith(stem) for stem in stems for word in said)


def _when(claim: Claim) -> dict[str, Any]:
    """Checks of time."""
    (first, last), end = n.bounds(claim), n.last_bound(claim)
    when = claim.get("when") or {}

    def within(text: str) -> bool:
        span = n.days(text)
        return bool(first and last and span and span[0] <= first < span[1] and last <= span[1] + n.DAY)

    def after(text: str) -> bool:
        span, known = n.days(text), first or end
        same_month = str(when.get("edtf") or "")[:7] == text[:7]
        return bool(span and ((known and known >= span[0]) or (end and end > span[0] and same_month)))

    def before(text: str) -> bool:
        span, known = n.days(text), end or last
        return bool(span and known and known <= span[1])

    def starts_in(text: str) -> bool:
        span = n.days(text)
        return bool(span and first and span[0] <= first < span[1])

    years = n.start_years(claim)
    return {
        "when": within,
        "when_if": lambda v: not when.get("start") or within(v),
        "when_start": starts_in,
        "when_after": after,
        "when_before": before,
        "start": lambda v: bool(first) and n.days(v)[0] == first,  # type: ignore[index]
        "end": lambda v: bool(end) and end in n.days(v),  # type: ignore[operator]
        "start_year": lambda v: bool(years) and years <= set(range(v[0], v[-1] + 1)),
        "end_year": lambda v: bool({day.year for day in (end, end and end - n.DAY) if day} & set(v)),
    }


def _source(claim: Claim) -> dict[str, Any]:
    """Checks of the chain of sources."""
    links = claim.get("attribution") or []
    media = n.names(claim, "medium") + [link.get("medium") for link in links]
    heard = [link.get("name") for link in links] + media
    cues = [link.get("cue") for link in links] + n.names(claim, "cue")
    unnamed = any(x.get("unnamed") is True for x in [*links, *n.arguments(claim, "speaker")])

    def cued(wanted: list[str]) -> bool:
        spoken = [word for cue in cues for word in n.plain(cue)]
        return any(n.plain(cue)[0][:5] == word[:5] for cue in wanted for word in spoken)

    return {
        "addressees": lambda v: n.some(v, n.names(claim, "addressee")) or n.some(v, media, n.holds_name),
        "cue": cued,
        "medium": lambda v: n.some(v, heard + n.names(claim, "addressee"), n.holds_name),
        "via": lambda v: n.some(v, heard, n.holds_name),
        "unnamed": lambda v: unnamed or any("unnamed" in n.plain(name) for name in n.names(claim, "speaker")),
    }


def _what(claim: Claim) -> dict[str, Any]:
    """Checks of type, place, size and how far it is asserted."""
    own = claim.get("type")
    nearest = set(n.rules()["nearest"].get(own, ()))
    sizes = [a.get(key) for a in n.arguments(claim, "magnitude", "quantity") for key in ("name", "text")]
    return {
        "types": lambda v: own in v or bool(nearest & set(v)),
        "relation": lambda v: own in v,
        "mode": lambda v: own in v,
        "place": lambda v: n.some(v, n.names(claim, "place")) or n.some(v, n.names(claim, "recipient")),
        "magnitude": lambda v: any(n.fold(v) in n.fold(size) for size in sizes),
        "factuality": lambda v: bool(set(v) & factuality(claim)),
        "value": lambda v: float(str(v).replace(",", "")) in n.numbers(claim),
    }


def factuality(claim: Claim) -> set[Any]:
    """How far it is asserted, in the words of the expected lists."""
    if claim.get("polarity") == "negated":
        return {"negated", "denied"}
    modality = claim.get("modality")
    return {modality, "actual"} if modality in ("asserted", "alleged") else {modality}


def speaks_of(gold: Gold, claim: Claim, article: str) -> bool:
    """True when a claim has the anchor's words: a statement in its content, others in their evidence."""
    anchor = n.words(gold["anchor"])
    content = n.arguments(claim, "content")
    if claim.get("kind") == "statement" and content and not gold.get("loose"):
        pool: list[Any] = [" ".join(str(a.get("text") or a.get("name") or "") for a in content)]
        share = SHARE_OF_CONTENT
    else:
        quotes = [e.get("quote") for e in claim.get("evidence") or [] if article in str(e.get("path"))]
        said = [a.get(key) for a in claim.get("arguments") or [] for key in ("text", "name")]
        pool, share = [q for q in quotes if len(n.fold(q)) <= LONGEST_EVIDENCE] + said, SHARE_OF_EVIDENCE
    needed = set(anchor)
    for text in pool:
        found = n.words(text)
        if " ".join(anchor) in " ".join(found) or (
            needed and len(needed & set(found)) >= share * len(needed)
        ):
            return True
    return False
