"""Check what a record should say of names, copies, events and sources.

In:   a record by its places; an entry of `expected_record.json`.
Out:  whether it was found at all, and what is wrong with it (nothing where it is right).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from bench.quality.expected_names import same_name
from bench.quality.record_places import Places, fact_of, shared_facts
from letopis import gazetteer
from letopis.claim import ClaimKind, Modality
from letopis.mention import MentionKind
from letopis.origin import support_of
from letopis.plans import Plans
from letopis.profile import Line
from letopis.record import Record
from letopis.resolve.names.people import parse_name

Entry = Mapping[str, Any]
Checked = tuple[bool, list[str]]
Check = Callable[[Places, Entry], Checked]
PARTIES = ("actor", "recipient", "speaker", "addressee", "holder", "subject", "object")
CAPITALISED = re.compile(r"[A-ZÀ-Ž][\w-]+(?: (?:of )?[A-ZÀ-Ž][\w-]+)*")


def same_names(places: Places, entry: Entry) -> Checked:
    """All words name one entity."""
    each = [{entity.id for entity in places.named(place)} for place in entry["named"]]
    if not all(each):
        return any(each), [f"nobody: {_first(entry['named'], each)}"]
    shared = set.intersection(*each)
    return True, [] if shared else ["several entities"]


def names_apart(places: Places, entry: Entry) -> Checked:
    """No two words name one entity."""
    firsts = [next(iter(places.named(place)), None) for place in entry["named"]]
    wrong = [f"{one.name} at two places" for one, other in combinations(firsts, 2) if one and one == other]
    return True, wrong


def metonyms(places: Places, entry: Entry) -> Checked:
    """The words stand for the one who is meant, or for a place that acts in nothing."""
    found = places.named(entry)
    if entry["means"].startswith("a place"):
        acts = [p for line in places.told(entry) for p in line.all(*PARTIES)]
        wrong = [p.shown for p in acts if p.kind == MentionKind.PLACE and p.entity in {e.id for e in found}]
        return bool(found), [f"{name} acts" for name in wrong]
    meant = _meant(entry["means"])
    names = {part for entity in found for part in (entity.name, *entity.names)}
    right = any(same_name(name, told) or name == told for name in meant for told in names)
    return bool(found), [] if right else [", ".join(sorted({entity.name for entity in found[:2]}))]


def _meant(means: str) -> list[str]:
    """The names in a description of who is meant; "the Greek government" is that of Greece, as "of Greece" would be."""
    names = CAPITALISED.findall(re.sub(r"\(.*?\)", "", means))
    states = [country.name for name in names if (country := gazetteer.country_of(name)) is not None]
    return names + states + [parse_name(name).text for name in names]


def same_events(places: Places, entry: Entry) -> Checked:
    """One merged event has a report at every place."""
    told = [places.told(place, ClaimKind.EVENT) for place in entry["told"]]
    if not all(told):
        return any(told), [f"no event: {_first(entry['told'], told)}"]
    one = shared_facts(told) or _is_one_plan(places, told)
    return True, [] if one else ["several events"]


def _is_one_plan(places: Places, told: Sequence[Sequence[Line]]) -> bool:
    """True where every place tells what is announced, and the record has it as one plan."""
    ahead = [{line.claim.id for line in lines if line.claim.modality is Modality.PLANNED} for lines in told]
    return all(ahead) and any(all(ids & steps for ids in ahead) for steps in _steps(places.record))


@lru_cache(maxsize=1)
def _steps(record: Record) -> list[set[str]]:
    """The claims of each plan."""
    return [{step.line.claim.id for step in plan.steps} for plan in Plans(record.store).plans()]


def events_apart(places: Places, entry: Entry) -> Checked:
    """No two places tell one event."""
    told = [{fact_of(line) for line in places.told(place, ClaimKind.EVENT)} for place in entry["told"]]
    wrong = [
        f"{n + 1} and {m + 1} are one" for n, m in combinations(range(len(told)), 2) if told[n] & told[m]
    ]
    return sum(map(bool, told)) > 1, wrong


def copies(places: Places, entry: Entry) -> Checked:
    """The articles are one group, of which the right one came first, and of the kind that is told."""
    ids = [places.documents[number].id for number in entry["articles"]]
    held = {one.document.id: one.copy for one in places.record.store.holdings().documents}
    found = [held[document] for document in ids]
    groups = {copy.group for copy in found if copy is not None}
    if len(groups) != 1 or any(copy is None or copy.size < 2 for copy in found):
        return False, ["not one group"]
    copy = found[0]
    assert copy is not None
    wrong = [] if copy.size == len(ids) else [f"a group of {copy.size}"]
    is_version = any(each is not None and each.superseded_by for each in found)
    if is_version != (entry["kind"] == "version"):
        wrong.append("version" if is_version else "no version")
    elif not is_version and copy.head != places.documents[entry["first"]].id:
        wrong.append("another came first")
    return True, wrong


def same_source(places: Places, entry: Entry) -> Checked:
    """What is told at all places is one fact with so many independent reports."""
    told = [places.told(place) for place in entry["evidence"]]
    facts = shared_facts(told)
    if not facts:
        return any(told), ["not one fact"]
    lines = [line for several in told for line in several if fact_of(line) in facts]
    independent = min(support_of([x for x in lines if fact_of(x) == fact]).independent for fact in facts)
    return True, [] if independent == entry["independent"] else [f"{independent} independent"]


def _first(places: list[Any], found: list[Any]) -> str:
    """The first place where nothing was found."""
    return str(next(place["words"] for place, got in zip(places, found, strict=True) if not got)[:30])


CHECKS: dict[str, Check] = {
    "same_names": same_names,
    "names_apart": names_apart,
    "metonyms": metonyms,
    "same_events": same_events,
    "events_apart": events_apart,
    "copies": copies,
    "same_source": same_source,
}
