"""Make an entity of each group of chains: its one name, its other names, country and kind.

In:   threads in groups.
Out:  entities sorted by id; every chain is in exactly one, every entity has exactly one name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from letopis import gazetteer
from letopis.document import content_id
from letopis.entity import Entity
from letopis.mention import MentionKind
from letopis.resolve.names.bare_offices import LISTED
from letopis.resolve.names.bodies import is_older_name, parse_body
from letopis.resolve.names.people import parse_name
from letopis.resolve.names.surnames import LONE
from letopis.resolve.names.threads import Thread, most

LONE_PARTS = (
    3  # of the key of a surname alone: "lone", the word, the country or document; then a listed leader
)
Draft = tuple[str, str, str | None, tuple[str, ...], bool, tuple[str, ...]]


def make_entities(keys: Mapping[str, tuple[str, ...]], threads: Mapping[str, Thread]) -> tuple[Entity, ...]:
    """The entities of chain → key, sorted by id."""
    groups: dict[tuple[str, ...], list[Thread]] = defaultdict(list)
    for chain in sorted(keys):
        groups[keys[chain]].append(threads[chain])
    drafts = [draft_of(key, group) for key, group in groups.items()]
    known = Counter(draft[:3] for draft in drafts)
    return tuple(
        sorted((entity_of(draft, known[draft[:3]] > 1) for draft in drafts), key=lambda entity: entity.id)
    )


def entity_of(draft: Draft, is_namesake: bool) -> Entity:
    """The entity of a draft; the id of a namesake, and of what is only described, is that of its first chain too."""
    kind, name, country, names, described, chains = draft
    apart = chains[0] if is_namesake or described else None
    key = (
        content_id("ent", kind, name, country)
        if apart is None
        else content_id("ent", kind, name, country, apart)
    )
    return Entity(key, kind, name, names, country, described, chains)


def _listed(key: tuple[str, ...]) -> str | None:
    """The full name of a leader whom the record calls by office or surname only, as the list of leaders has it."""
    is_listed = key[0] == LISTED or (key[0] == LONE and len(key) > LONE_PARTS)
    return key[-1] if is_listed else None


def draft_of(key: tuple[str, ...], group: Sequence[Thread]) -> Draft:
    """What a group is before its namesakes are known.

    Args:
        group: threads of one key, sorted by chain.
    """
    kind, listed = _kind(group), _listed(key)
    counts: Counter[str] = Counter()
    for thread in group:
        if thread.kind is kind or not any(other.kind is kind and other.names for other in group):
            counts.update(dict(thread.names))
    country = most(thread.country for thread in group)
    if country is None and kind is MentionKind.ORGANISATION:
        country = most(parse_body(text).country for text in counts.elements())
    chains = tuple(thread.chain for thread in group)
    name, described = _name(kind, group, counts, country)
    told: tuple[str, ...] = ()
    if listed is not None and (described or not parse_name(name).is_full):
        told, name, described = ((name,) if described else ()), listed, False
    others = _others(kind, name, counts) or told
    return (str(kind), name, country, others, described, chains)


def _kind(group: Sequence[Thread]) -> MentionKind:
    counts = Counter(thread.kind for thread in group if thread.names) or Counter(
        thread.kind for thread in group
    )
    # A country is one also where a document takes it for a mere place.
    return min(counts, key=lambda kind: (kind is not MentionKind.COUNTRY, -counts[kind], str(kind)))


def _name(
    kind: MentionKind, group: Sequence[Thread], counts: Counter[str], country: str | None
) -> tuple[str, bool]:
    """The canonical name, and whether it is but a description."""
    if kind is MentionKind.COUNTRY:
        listed = gazetteer.country_by_code(country)
        value = most(thread.value for thread in group)
        if listed is not None or value:
            return (listed.name if listed is not None else value or ""), False
    if kind is MentionKind.PERSON and counts:
        return _person_name(counts), False
    if kind is MentionKind.ORGANISATION and counts:
        return _body_name(counts), False
    value = most(thread.value for thread in group)
    if value and kind is MentionKind.ORGANISATION:
        return (_institution_name(value, country) if _is_told(group, country) else value), False
    if value and (counts or kind is not MentionKind.PERSON):
        return value, False
    if counts:
        return min(counts, key=lambda text: (-counts[text], text)), False
    return most(thread.description for thread in group) or kind.value, True


def _person_name(counts: Counter[str]) -> str:
    """Full names before initials before surnames; of those the most frequent, then the longest, then by alphabet."""
    shown: Counter[str] = Counter()
    for text, count in counts.items():
        shown[parse_name(text).text] += count

    def rank(text: str) -> tuple[bool, bool, bool, int, int, str]:
        name = parse_name(text)
        return (not name.is_full, name.has_initial, text.isupper(), -shown[text], -len(text), text)

    return min(shown, key=rank)


def _body_name(counts: Counter[str]) -> str:
    """The listed name where it was met, of a renamed body the latest, else the most frequent; long names before
    unlisted abbreviations."""

    def rank(text: str) -> tuple[bool, bool, bool, bool, int, int, str]:
        name = parse_body(text)
        listed = gazetteer.organisation(text)
        is_short = name.is_abbreviation and not name.listed
        return (
            is_short,
            listed is None,
            listed is None or listed.name != text,
            is_older_name(text),
            -counts[text],
            -len(text),
            text,
        )

    return min(counts, key=rank)


def _is_told(group: Sequence[Thread], country: str | None) -> bool:
    """True where the words themselves tie the institution to its country; a guess belongs in no name."""
    owner = gazetteer.country_by_code(country)
    forms = (owner.name, *owner.adjectives) if owner is not None else ()
    return any(form in thread.description for thread in group for form in forms)


def _institution_name(value: str, country: str | None) -> str:
    """ "Polish government" for an institution that was met by its common noun only."""
    owner = gazetteer.country_by_code(country)
    listed = gazetteer.organisation(value)
    if owner is None or not owner.adjectives or (listed is not None and not listed.generic):
        return value
    return f"{owner.adjectives[0]} {value if ' ' in value or value.isupper() else value.lower()}"


def _others(kind: MentionKind, name: str, counts: Counter[str]) -> tuple[str, ...]:
    """Every other name met, most frequent first; of countries no adjectives."""
    shown: Counter[str] = Counter()
    for text, count in counts.items():
        form = gazetteer.country_form(text) if kind is MentionKind.COUNTRY else None
        if form is None or form.form == "name":
            shown[parse_name(text).text if kind is MentionKind.PERSON else text] += count
    return tuple(sorted((text for text in shown if text != name), key=lambda text: (-shown[text], text)))
