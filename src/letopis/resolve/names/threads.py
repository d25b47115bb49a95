"""Sum up what the mentions of each chain tell.

In:   mentions of a whole record, in any order.
Out:  one `Thread` a chain: its kind, its names with counts, countries, genders, and a description for want of a name.

Times and quantities are no threads: a "Thursday" is not a thing that another document can name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letopis import gazetteer
from letopis.background import NOTHING, Background
from letopis.mention import Form, Mention, MentionKind
from letopis.resolve.names.held import holdings_of
from letopis.resolve.names.portraits import NO_DAYS, Holding
from letopis.times import Interval

NO_THREAD = frozenset({MentionKind.TIME, MentionKind.QUANTITY})
LONGEST_DESCRIPTION = 120  # characters; a longer one carries a clause that does not describe
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_ORDER = {kind: number for number, kind in enumerate(MentionKind)}


@dataclass(frozen=True, slots=True)
class Thread:
    """One chain of one document, summed up.

    Attributes:
        names: (name as written, times), most frequent first; of bodies and places the listed name is in `value`.
        value: the normal form that most mentions carry, or None.
        country, gender: what most mentions tell, or None.
        description: the longest nominal, or the first words at all; used when there is no name.
        owner: chain of the country, body or person that it belongs to, or None.
        holdings: offices that it is told to hold, with their days.
        day: the publication of its document, as far as it is known.
    """

    chain: str
    document: str
    kind: MentionKind
    names: tuple[tuple[str, int], ...]
    value: str | None
    country: str | None
    gender: str | None
    description: str
    owner: str | None = None
    holdings: tuple[Holding, ...] = ()
    day: Interval = NO_DAYS


def make_threads(mentions: Iterable[Mention], background: Background = NOTHING) -> dict[str, Thread]:
    """Chain → thread, sorted by chain."""
    mentions = list(mentions)
    chains: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind not in NO_THREAD:
            chains.setdefault(mention.chain, []).append(mention)
    holdings, days = holdings_of(mentions, background), background.days
    return {
        chain: _thread(chains[chain], holdings.get(chain, ()), days.get(chains[chain][0].document, NO_DAYS))
        for chain in sorted(chains)
    }


def _thread(mentions: list[Mention], holdings: tuple[Holding, ...], day: Interval) -> Thread:
    mentions.sort(key=lambda mention: (mention.start, mention.end, mention.kind))
    named = [mention for mention in mentions if mention.form is Form.NAME]
    kind = _kind(named or mentions)
    own = [mention for mention in mentions if mention.kind is kind]
    return Thread(
        chain=mentions[0].chain,
        document=mentions[0].document,
        kind=kind,
        names=_names(kind, named),
        value=most(mention.value for mention in own),
        country=most(mention.country for mention in own) or _home(kind, holdings),
        gender=most(mention.gender for mention in own),
        description=_description(own),
        owner=most(mention.owner for mention in own),
        holdings=holdings,
        day=day,
    )


def _home(kind: MentionKind, holdings: tuple[Holding, ...]) -> str | None:
    """Who holds offices of one state only is of it, where nothing else is told."""
    if kind is not MentionKind.PERSON or not holdings:
        return None
    states = {holding.country for holding in holdings if holding.is_national and not holding.implied}
    return states.pop() if len(states) == 1 else None


def most(values: Iterable[str | None]) -> str | None:
    """The most frequent value that is not None, of equals the first in the alphabet."""
    told = [value for value in values if value]
    if not told:
        return None
    if told.count(told[0]) == len(told):
        return told[0]
    counts = Counter(told)
    return min(counts, key=lambda value: (-counts[value], value))


def _kind(mentions: Sequence[Mention]) -> MentionKind:
    if len({mention.kind for mention in mentions}) == 1:
        return mentions[0].kind
    counts = Counter(mention.kind for mention in mentions)
    return min(counts, key=lambda kind: (-counts[kind], _ORDER[kind]))


def _names(kind: MentionKind, named: Sequence[Mention]) -> tuple[tuple[str, int], ...]:
    texts = (clean(mention.text) for mention in named if mention.kind is kind)
    counts = Counter(text for text in texts if is_word(text))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def is_word(text: str) -> bool:
    """False for what folding leaves no letter or digit of; a tagger's slip is no name."""
    return any(sign.isalnum() for sign in gazetteer.fold(text))


@lru_cache(maxsize=100_000)
def clean(text: str) -> str:
    """The words on one line, without a leading article, a possessive ending or stray punctuation."""
    words = " ".join(text.split()).strip(' ,;:"“”„«»()[]')
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        words = "".join(sign for sign in words if sign not in '"“”')
    first, _, rest = words.partition(" ")
    if rest and first.casefold() == "the":
        words = rest
    if words.endswith(("'s", "’s", "'S", "’S")):
        words = words[:-2]
    if words.endswith(("s'", "s’")) and gazetteer.country_of(words) is None:
        words = words[:-1]
    return words.rstrip("'’") or text


def _says_whose(text: str, others: Sequence[str]) -> bool:
    """True for "its envoys", which say nothing out of their place, where others are plain "envoys"."""
    first, _, rest = text.partition(" ")
    return first.casefold() in POSSESSIVES and any(
        other.split()[-1:] == rest.split()[-1:] and other.split()[0].casefold() not in POSSESSIVES
        for other in others
    )


def _description(mentions: Sequence[Mention]) -> str:
    nominal = [mention.text for mention in mentions if mention.form is not Form.PRONOUN]
    short = [text for text in nominal if len(text) <= LONGEST_DESCRIPTION] or nominal
    short = [text for text in short if not _says_whose(text, short)] or short
    texts = short or [mention.text for mention in mentions]
    longest = max(len(text) for text in texts)
    return clean(next(text for text in texts if len(text) == longest))
