"""Which state a title is of where the words beside it name none: "the prime minister" in an article on Britain.

In:   a `Reading`, a title and its holder.
Out:  the code of a country, or None where the document leaves it open.

A state is told, in this order, by another title of the same holder; by who is known to have led which state
(data/lexicon/en/leaders.tsv), the holder or others with a bare title; by what the document is about. A state whose same
post another person holds is no candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from letopis.extract.bearers import bearers
from letopis.extract.reading import Reading
from letopis.gazetteer import City, longest_name, office, state_of_leader, state_of_title
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

HEADLINE_WEIGHT = (
    2  # a headline and the place that a report is sent from tell more than one mention in the text
)
DATELINE_WEIGHT, DATELINE_BLOCKS = 4, 3
OPENING = 240  # code points in which a report names the place that it is sent from
OFTEN = 0.3  # the share of all mentions of countries that one must have for a report to be about it
CLEAR = 1.5  # how many times as often as the next one a country must be spoken of
NAMED = (MentionKind.COUNTRY, MentionKind.PLACE)
LEADING = frozenset({"head_of_state", "head_of_government"})
STATES = frozenset({"head_of_state", "head_of_government", "minister", "deputy_minister", "monarch"})


def told_state(reading: Reading, holder: Mention) -> str | None:
    """The country of the holder as the document tells it of any of the holder's names and titles."""
    of_office, of_name = Counter[str](), Counter[str]()
    for word, mention in reading.offices.items():
        if mention.country and any(m.chain == holder.chain for m in bearers(reading, word)):
            of_office[mention.country] += 1
    for mention in reading.by_chain.get(holder.chain, ()):
        if mention.country:
            of_name[mention.country] += 1
    for counted in (of_office, of_name):
        if counted:
            return counted.most_common(1)[0][0]
    return None


def implied_state(reading: Reading, title: Mention, holder: Mention, *, past: bool = False) -> str | None:
    """The country that the document is about, where the title is a post of a state; of a post held in the
    past also one that another holds now."""
    known = office(title.value or title.text)
    of_state = known is not None and known.takes == "country" and known.kind in STATES
    by_word = title.text.split()[0].lower() in classes().get("state_title", frozenset())
    if not of_state and not by_word:
        return None
    led = _led(reading, known.name, holder, past=past) if known is not None else None
    if led is not None or (known is not None and known.kind == "monarch"):
        return led  # few states have a king: the one that a report is about need not
    if unlisted_state(reading) is not None or _is_elsewhere(reading):
        return None
    apart = frozenset() if past else frozenset(_posts_taken(reading, title, holder))
    beside = title.end <= holder.start <= title.end + 1  # "Foreign Minister X" may be of another state
    ruled = frozenset() if beside else _of_known_leaders(reading) - apart
    about = next(iter(ruled)) if len(ruled) == 1 else subject_state(reading, apart)
    only = state_of_title(known.name) if known is not None else None
    return about if only is None or about in only.also else only.state


def unlisted_state(reading: Reading) -> str | None:
    """The name of a state that no list has, where the document is clearly about it: it speaks of it as often as of any
    listed one, and more often than of any other."""
    counted = Counter[str]()
    for mention in reading.mentions:
        if mention.kind == MentionKind.COUNTRY and mention.form == Form.NAME and mention.country is None:
            counted[mention.value or mention.text] += HEADLINE_WEIGHT if mention.start < OPENING else 1
    for land in counted:
        counted[land] += DATELINE_WEIGHT * _is_sent_from(reading, land)
    if not counted:
        return None
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    name, often = ranked[0]
    clear = len(ranked) == 1 or often >= CLEAR * ranked[1][1]
    return name if clear and often >= max(_spoken_of(reading).values(), default=0) else None


def _is_sent_from(reading: Reading, land: str) -> bool:
    """True where a report begins with a town in capitals of this land: "NORBURG, Norland, June 3 -"."""
    for block in reading.document.blocks[: 2 * DATELINE_BLOCKS]:
        town, comma, rest = reading.text[block.start : block.end].partition(", ")
        if comma and town.strip().isupper() and rest.startswith(land):
            return True
    return False


def _is_elsewhere(reading: Reading) -> bool:
    """True where a land that no list has is spoken of as often as any state ("the parliament of Velonia")."""
    counted, lands = Counter[str](), set[str]()
    for mention in reading.mentions:
        unlisted = mention.kind == MentionKind.PLACE and mention.form == Form.NAME and mention.country is None
        if unlisted and longest_name(tuple(mention.text.split()), 0) is None:
            counted[mention.text] += HEADLINE_WEIGHT if mention.start < OPENING else 1
            lands |= {mention.text} if _has_state(reading, mention) else set()
    most = max((counted[name] for name in lands), default=0)
    return most > 0 and most >= max(_spoken_of(reading).values(), default=1)


def _has_state(reading: Reading, land: Mention) -> bool:
    """True for "the parliament of Velonia", "Velonia's president"."""
    words = reading.words_in(land.start, land.end)
    things, first, last = classes()["state_thing"], words[0], words[-1]
    before = reading.lemmas[first - 2] if first > 1 and reading.words[first - 1].lower() == "of" else ""
    owns = reading.words[last + 1 : last + 2] in (["'s"], ["’s"])
    behind = (
        {reading.lemmas[w] for w in range(last + 2, min(last + 5, len(reading.words)))} if owns else set()
    )
    return before in things or bool(behind & things)


def document_state(reading: Reading) -> str | None:
    """The state of the document: that of the leaders whom it calls by their title alone, else what it is about."""
    ruled = _of_known_leaders(reading)
    return next(iter(ruled)) if len(ruled) == 1 else subject_state(reading)


def _of_known_leaders(reading: Reading) -> set[str]:
    """The states whose known leaders the document calls by their title alone: "the prime minister" of a report is
    theirs, however often another state is named; cached on the reading."""
    found: set[str] | None = reading.__dict__.get("_of_known_leaders")
    if found is None:
        found = set()
        for word, title in reading.offices.items():
            known = office(title.value or title.text)
            if title.country or known is None or known.kind not in LEADING:
                continue
            codes = (_led(reading, known.name, bearer) for bearer in bearers(reading, word))
            found |= {code for code in codes if code is not None}
        reading.__dict__["_of_known_leaders"] = found
    return found


def _led(reading: Reading, office_name: str, holder: Mention, *, past: bool = False) -> str | None:
    """The state that somebody of this surname is known to have led then."""
    surnames = {
        mention.text.split()[-1]
        for mention in (holder, *reading.by_chain.get(holder.chain, ()))
        if mention.form == Form.NAME and mention.text.split()
    }
    published = reading.document.published.interval.start
    year = published.year if published is not None else None
    found = {state_of_leader(office_name, surname, year, past=past) for surname in surnames} - {None}
    return found.pop() if len(found) == 1 else None


def subject_state(reading: Reading, apart: Iterable[str] = ()) -> str | None:
    """The country that the document is clearly about, those of `apart` left out."""
    counted = Counter(_spoken_of(reading))
    for taken in apart:
        counted.pop(taken, None)
    ranked = counted.most_common(2)
    if not ranked:
        return None
    if ranked[0][1] < OFTEN * sum(_spoken_of(reading).values()):
        return None
    clear = len(ranked) == 1 or ranked[0][1] >= CLEAR * ranked[1][1]
    return ranked[0][0] if clear else None


def _spoken_of(reading: Reading) -> Counter[str]:
    """How often each country is named, itself or by a place in it; cached on the reading."""
    found: Counter[str] | None = reading.__dict__.get("_spoken_of")
    if found is None:
        found = Counter()
        for mention in reading.mentions:
            if mention.country and mention.form == Form.NAME and mention.kind in NAMED:
                found[mention.country] += HEADLINE_WEIGHT if mention.start < OPENING else 1
        sent_from = _sent_from(reading)
        if sent_from:
            found[sent_from] += DATELINE_WEIGHT
        reading.__dict__["_spoken_of"] = found
    return found


def _sent_from(reading: Reading) -> str | None:
    """The country of the town in capitals that a block opens with: "TASHKENT, Sept. 8 -"."""
    for block in reading.document.blocks[:DATELINE_BLOCKS]:
        town = reading.text[block.start : block.end].partition(",")[0].partition(" (")[0].strip()
        if town.isupper() and len(town) > 2 and len(town.split()) <= 3:
            match = longest_name(tuple(town.title().split()), 0)
            return match.thing.country if match and isinstance(match.thing, City) else None
    return None


def _posts_taken(reading: Reading, title: Mention, holder: Mention) -> set[str]:
    """The countries of which the document names another holder of the same post."""
    known = office(title.value or title.text)
    if known is None or not known.unique:
        return set()
    return {
        other.country
        for word, other in reading.offices.items()
        if other.country
        and other.value == title.value
        and any(m.kind == MentionKind.COUNTRY for m in reading.by_chain.get(other.owner or "", ()))
        and any(m.chain != holder.chain for m in bearers(reading, word))
    }
