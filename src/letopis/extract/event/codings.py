"""Say of which country and what sort every party of a document is, as PLOVER codes actors.

In:   the mentions and claims of one document.
Out:  the mentions, each party with its `Coding`; the claims, their arguments without a mention coded by their words.

An office held goes before words that describe, and these before the kind of body. A group without a country of its own
("villagers", "gunmen") is counted to the country of what happens to it, or to the only one that the document speaks
of; a named person never is. Words and kinds: data/lexicon/en/sectors.tsv.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from letopis import gazetteer
from letopis.claim import Argument, Claim, ClaimKind
from letopis.coding import Coding
from letopis.document import Document
from letopis.gazetteer import Sort
from letopis.mention import Form, Mention, MentionKind

CODED = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP, MentionKind.PLACE}
)
ACTING = frozenset(
    {"actor", "recipient", "speaker", "addressee", "holder", "subject", "object", "organisation"}
)
OWNING = frozenset({MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP, MentionKind.PLACE})
SIDES = ("actor", "recipient")
MEETING_OTHERS = frozenset({"head_of_state", "head_of_government", "minister", "diplomat"})
OF_FIRMS = frozenset({"head_of_state"})  # titles that firms and clubs give too: "president"
DEPTH = 3  # owners of owners: "spokesman of the ministry of the republic"
NOBODY = Coding()
SAME_SCENE = 400  # code points on from an event in which unnamed groups are taken to be of its country
OFTEN, NEARLY_ALL = 4, 0.8  # mentions, and their share, that make a document one of a single country
NEAR = 40  # code points before a mention in which words that describe it stand
_ALIEN = re.compile(
    r"[-‐](?:backed|led|linked|controlled|held|funded|trained|armed|supported|sponsored|allied)\b"
)
_SIGN_OF_MONEY = re.compile(r"[$€£¥%]")
_LINK = re.compile(r" (?:of|from|for|with|in) (?:the )?")
_BEFORE = re.compile(r"(?:[\w-]+ ){1,2}$")


def code_parties(
    document: Document, mentions: Sequence[Mention], claims: Sequence[Claim]
) -> tuple[list[Mention], list[Claim]]:
    """The mentions and claims of a document with what sort of actor each party is."""
    coder = Coder(document, mentions, claims)
    wanted = {a.mention for claim in claims for a in claim.arguments if a.role in ACTING and a.mention}
    coded = [
        replace(mention, coding=coder.of_mention(mention) or None)
        if mention.id in wanted and mention.kind in CODED
        else mention
        for mention in mentions
    ]
    return coded, [coder.with_words_coded(claim) for claim in claims]


class Coder:
    """What the mentions and claims of one document tell of its parties."""

    def __init__(self, document: Document, mentions: Sequence[Mention], claims: Sequence[Claim]) -> None:
        self.text = document.text
        self.ending = {m.end: m for m in mentions if m.kind is MentionKind.COUNTRY}
        self.starting = {m.start: m for m in mentions if m.kind in OWNING}
        self.by_id = {mention.id: mention for mention in mentions}
        self.by_chain: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.by_chain[mention.chain].append(mention)
        self.offices: dict[str, list[tuple[bool, Sort, str | None, Claim]]] = defaultdict(list)
        self.where: dict[str, str] = {}
        self.setting = (-SAME_SCENE, "")
        self.implied: dict[str, str] = {}
        self.led: set[str] = set()  # chains of those who are known to have led their state
        self.together: dict[str, set[str]] = defaultdict(set)
        self._chains: dict[str, Coding] = {}
        self.home, self.only, self.mostly = _home_country(mentions)
        self._read_claims(claims)

    def _read_claims(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            if claim.kind is ClaimKind.TENURE:
                self._read_tenure(claim)
            elif claim.kind is ClaimKind.EVENT:
                self._read_event(claim)
            elif claim.kind is ClaimKind.STATEMENT:
                self._join([*claim.all("speaker"), *claim.all("addressee")])

    def _read_tenure(self, claim: Claim) -> None:
        holder, office = claim.first("holder"), claim.first("office")
        told = self.by_id.get(holder.mention or "") if holder else None
        if told is None or office is None:
            return
        words = gazetteer.words_of(office.text)
        sort = gazetteer.sort_of(office.text, words[-1]) if words else Sort()
        body = claim.first("organisation")
        owner = self.by_id.get(body.mention or "") if body else None
        before = gazetteer.with_words_before(("GOV",), self._words_before(office.start))
        is_past = claim.mode == "former" or sort.past or before == ("ELI",)
        implied = gazetteer.country_of(body.value or "") if body and owner is None else None
        self.offices[told.chain].append((is_past, sort, owner.chain if owner else None, claim))
        if implied is not None:
            self.implied[told.chain] = implied.code
            surname = told.text.split()[-1]
            if gazetteer.state_of_leader(office.value or "", surname, None, past=True) == implied.code:
                self.led.add(told.chain)

    def _join(self, arguments: Iterable[Argument]) -> None:
        """Notes who is told of together."""
        sides = [self.by_id[a.mention].chain for a in arguments if a.mention in self.by_id]
        for chain in sides:
            self.together[chain].update(other for other in sides if other != chain)

    def _read_event(self, claim: Claim) -> None:
        self._join(argument for argument in claim.arguments if argument.role in SIDES)
        places = [self.by_id[a.mention] for a in claim.all("place") if a.mention in self.by_id]
        countries = {place.country for place in places if place.country}
        start = claim.evidence[0].start
        if len(countries) == 1:
            self.setting = (start, next(iter(countries)))
        told = self.setting[1] if not places and start - self.setting[0] < SAME_SCENE else None
        for argument in claim.arguments:
            code = next(iter(countries)) if len(countries) == 1 else told
            if argument.role in SIDES and code:
                self.where.setdefault(argument.mention or f"{argument.start}", code)

    def of_mention(self, mention: Mention) -> Coding:
        """The coding of a mention: its own words where they tell, else its chain's."""
        if mention.form is Form.PRONOUN or mention.kind is MentionKind.PERSON:
            return self.of_chain(mention.chain)
        own = self._told_by(mention, DEPTH)
        if own.country and own.sectors:
            return own
        chain = self.of_chain(mention.chain)
        if mention.kind is MentionKind.COUNTRY:
            return own or chain
        return own.filled(chain)

    def of_chain(self, chain: str, depth: int = DEPTH) -> Coding:
        """The coding of all mentions of one thing together."""
        if chain not in self._chains:
            self._chains[chain] = NOBODY  # of what is its own owner
            self._chains[chain] = self._of_chain(chain, depth)
        return self._chains[chain]

    def _of_chain(self, chain: str, depth: int) -> Coding:
        mentions = self.by_chain.get(chain, [])
        found = self._by_office(chain, depth, past=False)
        for mention in mentions:
            if found.country and found.sectors:
                break
            found = found.filled(self._told_by(mention, depth))
        if not found.sectors:
            found = found.filled(self._by_office(chain, depth, past=True))
        if found.sectors and not found.country and self._is_of_home(chain):
            state = gazetteer.state_coding(self.implied.get(chain) or self.home)
            found = Coding(state.country, state.cow, found.sectors)
        return found

    def _is_of_home(self, chain: str) -> bool:
        """True of the holder of an office in a document of one country, unless that country's own leaders are the
        other side; there of others where a body or group of that country is."""
        if chain in self.led:
            return True
        home = gazetteer.state_coding(self.implied.get(chain) or self.home).country
        others = [m for other in self.together.get(chain, ()) for m in self.by_chain[other]]
        of_home = [m for m in others if self._told_by(m, 1).country == home]
        offices = self.offices.get(chain, [])
        abroad = any(claim.type in MEETING_OTHERS for _, _, _, claim in offices)
        if abroad and any(m.kind in (MentionKind.COUNTRY, MentionKind.PERSON) for m in of_home):
            return False
        if (self.mostly and offices) or (chain in self.implied and not abroad):
            return True
        return (self.only or chain in self.implied) and any(
            m.kind is not MentionKind.COUNTRY for m in of_home
        )

    def _by_office(self, chain: str, depth: int, *, past: bool) -> Coding:
        held = [office for office in self.offices.get(chain, ()) if office[0] is past]
        for _, sort, owner, claim in held:
            body = self.of_chain(owner, depth - 1) if owner and depth else NOBODY
            is_body = owner is not None and any(
                m.kind is MentionKind.ORGANISATION for m in self.by_chain[owner]
            )
            sectors = ("ELI",) if past else _sectors_of_office(claim, sort, body)
            if claim.type in OF_FIRMS and (is_body or _runs_a_firm(held)):
                sectors = body.sectors or (("BUS",) if _runs_a_firm(held) else ())
            return Coding(body.country, body.cow, _with_breakaway(sectors, body))
        return NOBODY

    def _told_by(self, mention: Mention, depth: int) -> Coding:
        """What one mention tells by its own words, kind and owner."""
        if mention.kind is MentionKind.COUNTRY:
            return self._state(mention)
        alien = _ALIEN.search(mention.text) is not None
        head = mention.text[mention.head_start - mention.start : mention.head_end - mention.start]
        state = gazetteer.state_coding(None if alien else gazetteer.state_of_word(head) or mention.country)
        if mention.kind is MentionKind.PLACE:
            return state
        owner = self._owner(mention, depth) if depth and not alien else NOBODY
        body = (
            gazetteer.organisation(mention.value or mention.text)
            if mention.kind is MentionKind.ORGANISATION
            else None
        )
        if body is not None:
            sectors = gazetteer.sectors_of_body(body)
            world = gazetteer.world_code(body)
            if world is not None and not state.country:
                state = Coding(world)
        elif mention.form is Form.NAME and mention.kind is MentionKind.PERSON:
            sectors = ()
        else:
            sectors = self._by_words(mention, owner)
        if not state.country:
            state = Coding(owner.country, owner.cow)
        if not state.country and mention.form is Form.NOMINAL and not _is_of_many(mention):
            state = gazetteer.state_coding(self.where.get(mention.id) or self.home)
        sectors = gazetteer.with_words_before(sectors, self._words_before(mention.start))
        return Coding(state.country, state.cow, _with_breakaway(sectors, state) if sectors else state.sectors)

    def _owner(self, mention: Mention, depth: int) -> Coding:
        """Whose it is: its owner's coding, else that of the state right before it or of what it is from."""
        if mention.owner:
            return self.of_chain(mention.owner, depth - 1)
        before = self.ending.get(mention.start - 1)
        if before is not None and self.text[before.end : mention.start] == " ":
            return self._state(before)
        link = _LINK.match(self.text, mention.end)
        behind = self.starting.get(link.end()) if link else None
        return self.of_chain(behind.chain, depth - 1) if behind is not None else NOBODY

    def _words_before(self, start: int) -> list[str]:
        """The words right in front of a place, in its phrase: "former", "opposition"."""
        found = _BEFORE.search(self.text, max(0, start - NEAR), start)
        return found[0].split() if found else []

    def _state(self, mention: Mention) -> Coding:
        """A state as such has no sector; a seat of power or a capital that acts is its government."""
        state = gazetteer.state_coding(mention.country)
        seat = gazetteer.metonym_of(mention.text) if mention.form is Form.NAME else None
        named = gazetteer.country_form(mention.text)
        acts = seat is not None and named is None
        return replace(state, sectors=("GOV", *state.sectors)) if acts and state.country else state

    def _by_words(self, mention: Mention, owner: Coding) -> tuple[str, ...]:
        head = mention.text[mention.head_start - mention.start : mention.head_end - mention.start]
        sort = gazetteer.sort_of(mention.text, head or mention.text)
        if not sort.sectors and mention.form is Form.NAME:  # "Norland Oil Group": a word that is not its head
            sorts = (gazetteer.sort_of(mention.text, word) for word in reversed(mention.text.split()))
            sort = next((one for one in sorts if one.sectors and not one.loose), sort)
        if sort.loose and owner.sectors and owner.sectors != ("PRE",):
            return owner.sectors
        return sort.sectors

    def with_words_coded(self, claim: Claim) -> Claim:
        """The claim; parties in it that are no mention coded by their words."""
        if not any(a.mention is None and a.role in ACTING for a in claim.arguments):
            return claim
        return replace(claim, arguments=tuple(self._with_coding(argument) for argument in claim.arguments))

    def _with_coding(self, argument: Argument) -> Argument:
        if argument.mention is not None or argument.role not in ACTING:
            return argument
        words = gazetteer.words_of(argument.text)
        sort = max((gazetteer.sort_of(argument.text, word) for word in words), key=_telling, default=Sort())
        named = gazetteer.country_of(argument.value or "")  # an organisation that only its title names
        state = gazetteer.state_coding(
            (named.code if named else None)
            or self._country_in(words)
            or self.where.get(f"{argument.start}")
            or self.home
        )
        is_number = argument.value == argument.text and not _SIGN_OF_MONEY.search(argument.text)
        sectors = sort.sectors or (("CVL",) if is_number else ())
        coding = Coding(state.country, state.cow, sectors) if sectors else NOBODY
        return replace(argument, coding=coding or None)

    @staticmethod
    def _country_in(words: Sequence[str]) -> str | None:
        return next((found.code for word in words if (found := gazetteer.country_of(word))), None)


def _is_of_many(mention: Mention) -> bool:
    """True of those of several countries: "Western diplomats", "European governments"."""
    return any(gazetteer.bloc(word) is not None for word in mention.text.split() if word[:1].isupper())


def _telling(sort: Sort) -> tuple[bool, bool]:
    return bool(sort.sectors), not sort.loose


def _with_breakaway(sectors: tuple[str, ...], state: Coding) -> tuple[str, ...]:
    """PRE is added to what belongs to an entity that broke away."""
    return (*sectors, "PRE") if "PRE" in state.sectors and "PRE" not in sectors else sectors


def _sectors_of_office(claim: Claim, sort: Sort, body: Coding) -> tuple[str, ...]:
    """The sectors of whoever holds an office: by its title, its kind, else by what it is an office of."""
    if not sort.loose and sort.sectors:
        return sort.sectors
    by_kind = gazetteer.sectors_of_office(claim.type)
    if sort.loose and body.sectors and body.sectors != ("PRE",):
        return body.sectors
    if body.country in ("UNO", "EUR", "IGO", "NGO"):
        return body.sectors
    return by_kind or sort.sectors


def _runs_a_firm(held: Sequence[tuple[bool, Sort, str | None, Claim]]) -> bool:
    """True of a "chairman and president", a "president and chief executive": no head of a state."""
    return any(claim.type == "executive" for _, _, _, claim in held)


def _home_country(mentions: Iterable[Mention]) -> tuple[str | None, bool, bool]:
    """The country that a document names more often than all others together, or None; whether it is the only one;
    whether it is named often and nearly alone."""
    counts: Counter[str] = Counter(
        mention.country for mention in mentions if mention.country and mention.form is not Form.PRONOUN
    )
    if not counts:
        return None, False, False
    code, most = counts.most_common(1)[0]
    mostly = most >= OFTEN and most >= NEARLY_ALL * counts.total()
    return (code if 2 * most > counts.total() else None), len(counts) == 1, mostly
