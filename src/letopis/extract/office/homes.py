"""Which state a title is of where the words beside it name none: "the prime minister" in an article on Britain.

In:   a `Reading`, a title and its holder.
Out:  a land, or None where the document leaves it open.

A state is told, in this order, by another title of the same holder; by who is known to have led which state
(data/lexicon/en/leaders.tsv), the holder or others with a bare title; by what the document is about, which is learnt
(letopis.model.homes). docs/decisions/0032.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from letopis.extract.office.bearers import bearers
from letopis.extract.office.lands import Land, columns_of, is_doubtful, lands_of
from letopis.extract.sentence.reading import Reading
from letopis.gazetteer import country_by_code, office, state_of_leader, state_of_title
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind
from letopis.model.homes import load_homes

LEADING = frozenset({"head_of_state", "head_of_government"})


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


def implied_home(reading: Reading, title: Mention, holder: Mention, *, past: bool = False) -> Land | None:
    """The land that a title is of, where it is a post of a state; of a post held in the past also one that another
    holds now."""
    known = office(title.value or title.text)
    of_state = known is not None and known.takes == "country" and known.kind != "diplomat"
    by_word = title.text.split()[0].lower() in classes().get("state_title", frozenset())
    by_word = by_word or (known is not None and known.name.lower() in classes()["state_post"])
    if not of_state and not by_word:
        return None
    led = _led(reading, known.name, holder, past=past) if known is not None else None
    if led is not None or (known is not None and known.kind == "monarch"):
        return _listed(led)  # few states have a king: the one that a report is about need not
    apart = frozenset() if past else frozenset(posts_taken(reading, title, holder))
    beside = title.end <= holder.start <= title.end + 1  # "Foreign Minister X" may be of another state
    ruled = frozenset() if beside else _of_known_leaders(reading) - apart
    about = _listed(next(iter(ruled))) if len(ruled) == 1 else _chosen(reading, (title, holder), apart)
    only = state_of_title(known.name) if known is not None else None
    return about if only is None or (about is not None and about.code in only.also) else _listed(only.state)


def _chosen(
    reading: Reading, asked: tuple[Mention, Mention] | None = None, apart: Container[str] = ()
) -> Land | None:
    """The land that the learned choice takes: of a title and its holder, else of the whole document."""
    lands = lands_of(reading)
    rows = list(columns_of(reading, lands, asked, apart))
    chosen = load_homes().choose(rows, cautious=asked is not None)
    if chosen is None or is_doubtful(lands, chosen, asked[0] if asked is not None else None):
        return None
    return lands[chosen]


def _listed(code: str | None) -> Land | None:
    """The state of this code."""
    known = country_by_code(code) if code is not None else None
    return Land(known.name, code, 0, True) if known is not None else None


def document_state(reading: Reading) -> str | None:
    """The code of the state of the document: that of the leaders whom it calls by their title alone, else what it is
    about; None too where no list has that."""
    ruled = _of_known_leaders(reading)
    if len(ruled) == 1:
        return next(iter(ruled))
    about = _chosen(reading)
    return about.code if about is not None else None


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
        found = found or _of_leaders_once(reading)
        reading.__dict__["_of_known_leaders"] = found
    return found


def _of_leaders_once(reading: Reading) -> set[str]:
    """The states named most whose leaders of any time the document calls by their title alone: of a look back."""
    counts = Counter({land.code: land.counts["named"] for land in lands_of(reading) if land.is_state})
    most = max(counts.values(), default=0)
    told = {code for code, often in counts.items() if often == most}
    found = set[str]()
    for word, title in reading.offices.items():
        known = office(title.value or title.text)
        if (
            title.country is None
            and known is not None
            and known.kind in LEADING
            and not _is_of_told(reading, word)
        ):
            led = {_led(reading, known.name, bearer, past=True) for bearer in bearers(reading, word)}
            found |= {code for code in led if code is not None and code in told}
    return found


def _is_of_told(reading: Reading, word: int) -> bool:
    """True for "his prime minister" where his own title names the state: "the Soviet leader"."""
    owners = {
        reading.parties[kid].chain
        for kid in reading.kids[word]
        if reading.deps[kid] == "nmod:poss" and kid in reading.parties
    }
    return any(
        title.country is not None and any(bearer.chain in owners for bearer in bearers(reading, other))
        for other, title in reading.offices.items()
        if owners
    )


def _led(reading: Reading, office_name: str, holder: Mention, *, past: bool = False) -> str | None:
    """The state that somebody of this surname is known to have led then."""
    names = [
        mention.text.split()
        for mention in (holder, *reading.by_chain.get(holder.chain, ()))
        if mention.form == Form.NAME and mention.text.split()
    ]
    surnames = {name[-1] for name in names} | {" ".join(name) for name in names}
    given = frozenset(word for name in names for word in name[:-1])
    published = reading.document.published.interval.start
    year = published.year if published is not None else None
    found = {state_of_leader(office_name, surname, year, past=past, given=given) for surname in surnames} - {
        None
    }
    return found.pop() if len(found) == 1 else None


def posts_taken(reading: Reading, title: Mention, holder: Mention) -> set[str]:
    """The keys of the lands of which the document names another holder of the same post."""
    known = office(title.value or title.text)
    if known is None or not known.unique:
        return set()
    found = set[str]()
    for word, other in reading.offices.items():
        owners = [m for m in reading.by_chain.get(other.owner or "", ()) if m.kind == MentionKind.COUNTRY]
        if (
            owners
            and other.value == title.value
            and any(m.chain != holder.chain for m in bearers(reading, word))
        ):
            names = (m.value or m.text for m in owners if m.form == Form.NAME)
            found.add(other.country or next(names, ""))
    return found
