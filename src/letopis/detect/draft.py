"""A mention in the making: what the finders of detect/ pass on to those that chain them.

Tokens here, code points only in the finished `Mention`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from letopis.detect.words import Words
from letopis.document import content_id
from letopis.mention import Form, Mention, MentionKind, Unnamed, mention_id

NOT_TOLD = (MentionKind.OFFICE, MentionKind.TIME, MentionKind.QUANTITY, MentionKind.PLACE, MentionKind.OTHER)


@dataclass(slots=True, eq=False)
class Draft:
    """One mention found, by tokens.

    Attributes:
        start, end: tokens, half-open. head: token.
        core: of a nominal, the token after its noun or title; what follows up to `end` narrows it.
        title: canonical office title, of an OFFICE and of a person nominal headed by one ("the president").
        sort: finer kind of a nominal: the class of its head noun in the gazetteer.
        fixed: True when its chain must not be looked for (an indefinite, an unnamed source).
        generic: True of a body whose name many states use ("Foreign Ministry").
        owner: the draft of the country or body that the words name as its own ("Russian", "of the KGB"), or None.
        chain: the chain it was put in; None until chains are made.
        members: drafts that a group stands for ("the two countries").
        is_torn: True of a pronoun that two named people fit alike. unnamed: why its chain has no name (reasons.py).
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    form: Form
    value: str | None = None
    country: str | None = None
    gender: str | None = None
    number: str = "sg"
    score: float = 1.0
    core: int = 0
    title: str | None = None
    sort: str = ""
    fixed: bool = False
    generic: bool = False
    owner: Draft | None = None
    chain: Chain | None = None
    members: list[Chain] = field(default_factory=list)
    is_torn: bool = False
    unnamed: Unnamed | None = None
    producer: str = "detect"


@dataclass(slots=True, eq=False)
class Chain:
    """Drafts that are one thing.

    Attributes:
        titles: offices told of a person, each with its kind and country; nouns: what else it was called ("analyst").
        known: offices, each with its state, that a leader of this name held at some time, whatever the text tells.
        hidden: True for what is no mention of its own ("Ana and Bo"), only something that "they" can stand for.
    """

    drafts: list[Draft] = field(default_factory=list)
    kind: MentionKind = MentionKind.OTHER
    gender: str | None = None
    number: str = "sg"
    country: str | None = None
    titles: set[tuple[str, str, str | None]] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    known: frozenset[tuple[str, str]] = frozenset()
    members: list[Chain] = field(default_factory=list)
    hidden: bool = False

    @property
    def is_named(self) -> bool:
        """True when some mention of it is a name."""
        name = Form.NAME
        for draft in self.drafts:  # noqa: SIM110 (asked of each chain for each pronoun: a generator is twice as dear)
            if draft.form is name:
                return True
        return False

    @property
    def first(self) -> Draft:
        """Its first mention in the text."""
        drafts = self.drafts
        return drafts[0] if len(drafts) == 1 else min(drafts, key=lambda draft: (draft.start, -draft.end))

    def id(self, words: Words, end: int | None = None) -> str:
        """The chain's id: of its document, the start of its first mention, and its kind; `end` where another chain
        begins there too."""
        start = words.start[self.first.start]
        return content_id("chn", words.document.id, start, str(self.kind), *(() if end is None else (end,)))


def ids_of_chains(words: Words, chains: Iterable[Chain]) -> dict[int, str]:
    """The id of each chain, by `id()` of it; of "Kos" and "Kos's deputy", which begin alike, the shorter has the plain
    one."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for chain in sorted(chains, key=lambda chain: (chain.first.start, chain.first.end)):
        own = chain.id(words)
        own = chain.id(words, words.end[chain.first.end - 1]) if own in taken else own
        taken.add(own)
        found[id(chain)] = own
    return found


def to_mention(words: Words, draft: Draft, chain_ids: dict[int, str]) -> Mention:
    """The finished mention; `chain_ids` are by `id()` of the chain."""
    start, end = words.start[draft.start], words.end[draft.end - 1]
    chain = draft.chain
    assert chain is not None
    return Mention(
        id=mention_id(words.document.id, start, end, draft.kind),
        document=words.document.id,
        start=start,
        end=end,
        text=words.document.text[start:end],
        head_start=words.start[draft.head],
        head_end=words.end[draft.head],
        kind=draft.kind,
        form=draft.form,
        sentence=words.sentence[draft.head],
        chain=chain_ids[id(chain)],
        value=draft.value,
        country=draft.country or (chain.country if draft.kind is not MentionKind.OFFICE else None),
        gender=draft.gender or chain.gender,
        number=draft.number,
        score=draft.score,
        producer=draft.producer,
        members=tuple(sorted(ids_of(draft.members or chain.members, chain_ids))),
        owner=chain_ids[id(draft.owner.chain)]
        if draft.owner is not None and draft.owner.chain is not chain
        else None,
        unnamed=draft.unnamed if draft.kind not in NOT_TOLD else None,
    )


def ids_of(members: Iterable[Chain], chain_ids: dict[int, str]) -> set[str]:
    """The ids of chains, of one that was merged into another the id of that; hidden ones have none."""
    now = (member.first.chain for member in members)
    return {chain_ids[id(chain)] for chain in now if id(chain) in chain_ids}
