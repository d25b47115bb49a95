"""Which office a title names: its organisation or state, its class, and words that shift it ("former",
"acting").

In:   a `Reading` and the word that heads an office's mention.
Out:  a `Held`: office and organisation as arguments, the class of the office, the shift.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis.claim import Argument
from letopis.extract.office.bearers import bearers, is_picked
from letopis.extract.office.common_bodies import common_body
from letopis.extract.office.homes import document_state, implied_home, told_state
from letopis.extract.office.implied_bodies import implied_body
from letopis.extract.office.lands import STATES, UNNAMED, is_unnamed
from letopis.extract.office.names_before import (
    behind_name,
    behind_name_of,
    firm_before,
    firm_of,
    is_membership,
    is_nationality,
    party_before,
    right_behind,
    unlisted_people,
)
from letopis.extract.office.portfolios import is_shadow, whole_title
from letopis.extract.office.shifts import shift_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.gazetteer import (
    City,
    country_by_code,
    longest_name,
    office,
    organisation,
)
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

RANKED = tuple(MentionKind(kind) for kind in ("organisation", "country", "place", "group", "person"))
BODIES = frozenset(RANKED)


HEADSHIPS = {  # kind of body -> class of whoever heads it
    "party": "party_leader",
    "armed_group": "party_leader",
    "security_service": "security_service",
    "military": "military",
    "ministry": "minister",
    "government": "head_of_government",
    "parliament": "legislator",
    "court": "judge",
    "religious": "religious",
}
STATE_CHOOSERS = frozenset({"government", "parliament", "ministry", "court", "military", "security_service"})


SECONDS = frozenset({"vice", "deputy", "assistant", "second"})


@dataclass(frozen=True, slots=True)
class Held:
    """An office as a tenure claims it; `type` is its class, `shift` None, "former", "acting", "designate"
    or "outgoing"."""

    office: Argument | None
    organisation: Argument | None
    type: str
    shift: str | None = None


def is_second(held: Held | None) -> bool:
    """True for the office of a deputy of another: "vice-president", "deputy premier"."""
    title = held.office.value or held.office.text if held is not None and held.office is not None else ""
    return title.casefold().replace("-", " ").split(" ")[0] in SECONDS


def office_of(reading: Reading, word: int, holder: Mention) -> Held:
    """The office that the mention at this word names."""
    mention = reading.offices[word]
    known = office(mention.value or mention.text)
    kind = known.kind if known else "official"
    body, principal = _body(reading, word, mention, holder)
    argument = Argument("office", mention.start, mention.end, mention.text, mention.id, mention.value)
    owned = principal is not None or reading.text[: mention.start].endswith(("'s ", "’s "))
    owned = owned or reading.text.startswith(" to ", mention.end)  # "deputy to X"
    owned = owned or is_picked(reading, word)  # "the deputy she had chosen"
    if owned and mention.text.lower().split()[-1] in (
        "deputy",
        "deputies",
    ):  # "the minister's": no legislators
        kind = "deputy_minister"
        argument = Argument("office", mention.start, mention.end, mention.text, None, "Deputy")
    kind = _fitting(reading, kind, mention, body)
    if is_shadow(reading, mention):  # an office of the opposition
        name = f"Shadow {mention.value or mention.text}"
        argument = Argument(
            "office", mention.start - len("shadow "), mention.end, f"shadow {mention.text}", None, name
        )
        return Held(argument, None, "legislator", shift_of(reading, word, mention))
    argument = whole_title(reading, word, mention) or argument
    if body is not None and argument.start <= body.start and body.end <= argument.end and body.mention:
        part = reading.by_id[body.mention]  # "Scottish Secretary": of the state, for its part
        if part.kind == MentionKind.PLACE and kind == "minister":
            body = state_argument(mention, part.country) or body
    return Held(argument, body, kind, shift_of(reading, word, mention))


def _fitting(reading: Reading, kind: str, title: Mention, body: Argument | None) -> str:
    """The class of a title that fits its body: the president of a state, of a party, of a commission."""
    mention = reading.by_id.get(body.mention or "") if body else None
    if (
        mention is not None and title.text.lower().split()[-1] == "secretary"
    ):  # of a party its leader, of a state none
        led = mention.kind == MentionKind.ORGANISATION and _headship(mention.value or mention.text, kind)
        return led if led == "party_leader" else kind
    if title.value == "Vice Chancellor" and mention is not None and mention.kind == MentionKind.ORGANISATION:
        return _headship(mention.value or mention.text, "executive")  # of a university
    if kind not in ("head_of_state", "executive"):
        return kind
    name = (body.value or "") if body is not None else ""
    if mention is None and body is not None and body.value is None and title.end < body.start:
        return _headship(body.text, "executive")
    if mention is None and (organisation(name) is not None or name.endswith(" Party")):
        return _headship(name, kind)
    if mention is not None and mention.kind == MentionKind.ORGANISATION:
        leads = "party_leader" if title.value == "Leader" else "executive"
        return _headship(mention.value or mention.text, leads)
    if (
        kind == "head_of_state"
        and title.value == "President"
        and mention is not None
        and mention.kind == "group"
    ):
        return "executive"  # of a club
    is_loose = kind == "head_of_state" and title.value == "Leader"
    return "party_leader" if is_loose and (body is None or (mention and mention.kind == "group")) else kind


def _headship(name: str, default: str) -> str:
    """The class of whoever heads the body of this name."""
    known = organisation(name) or organisation(name.split()[-1])
    if known is None:
        words = name.lower().split()
        return (
            "party_leader" if "party" in words else "judge" if words[-1] in ("court", "tribunal") else default
        )
    if known.kind == "government" and not set(known.name.lower().split()) & {"government", "cabinet"}:
        return "official"
    return HEADSHIPS.get(known.kind, "executive")


def organisation_of(reading: Reading, word: int) -> Held:
    """The headship of the body at this word, where no title is named: "headed the committee"."""
    mention = reading.parties[word]
    kind = "executive"
    if mention.kind == MentionKind.ORGANISATION:
        kind = _headship(mention.value or mention.text, "executive")
    elif mention.kind in (MentionKind.COUNTRY, MentionKind.PLACE):
        kind = "head_of_state" if mention.kind == MentionKind.COUNTRY else "governor_mayor"
    code = document_state(reading) if kind == "minister" and mention.country is None else None
    if code is not None:  # "the Treasury" of the state that the document is about
        name = mention.value or mention.text
        title = Argument("office", mention.start, mention.end, mention.text, None, _minister_of(name))
        return Held(title, state_argument(mention, code), kind)
    return Held(None, reading.argument("organisation", word), kind)


def are_people(reading: Reading, word: int) -> bool:
    """True for people whose leader holds no office: "his lawyers", "the protesters"."""
    person = reading.lemmas[word] in classes()["led_for_once"]
    return reading.parties[word].kind is MentionKind.GROUP and reading.tags[word] == "NNS" and person


def _minister_of(name: str) -> str:
    """The title of whoever heads a ministry, else its name."""
    theme = " ".join(
        w for w in name.lower().split() if w not in ("the", "ministry", "of", "office", "department")
    )
    known = next(filter(None, (office(f"{theme} {title}") for title in ("minister", "secretary"))), None)
    return known.name if known is not None else name


def _body(
    reading: Reading, word: int, mention: Mention, holder: Mention
) -> tuple[Argument | None, Mention | None]:
    """The body or state whose office it is, and the person whose deputy or spokesman the holder is: named
    before or after the title, else the title's, the holder's or the document's country."""
    if mention.number == "pl" and (own := behind_name(reading, mention, holder)) is not None:
        return own, None  # "ministers X of Poland and Y of Latvia"
    before = reading.word_at(mention.start - 2) if mention.start > 1 else None
    if before is not None and reading.words[before].lower() in classes()["partisan"]:
        party = party_before(reading, mention)  # "Ulster Unionist leader": of no place
        if party is not None:
            return party, None
    over = {word, reading.word_at(holder.head_start)} - {None}
    near = [range(*reading.sents[n]) for n in sorted({reading.sent_of[w] for w in over if w is not None})]
    candidates = [
        w
        for words in near
        for w in words
        if w in reading.parties
        and (reading.heads[w] in over or mention.start <= reading.parties[w].start < mention.end)
        and _belongs(reading, w, word, mention, holder)
    ]
    candidates = [
        w
        for w in candidates
        if w != word and not is_nobody(reading, reading.parties[w]) and not is_unnamed(reading.parties[w])
    ]
    candidates = [w for w in candidates if not is_nationality(reading, w, mention)]
    candidates = [w for w in candidates if not _is_scene(reading, w, mention, candidates)]
    candidates = [w for w in candidates if not is_membership(reading, w, mention, holder)]
    ranked = sorted(candidates, key=lambda w: (_rank(reading.parties[w]), abs(w - word)))
    if ranked and reading.parties[ranked[0]].kind != MentionKind.PERSON:
        named = _named_beside(reading, reading.parties[ranked[0]])
        if named is not None:
            return reading.argument("organisation", named), None
        region = _region_in(reading, reading.parties[ranked[0]])
        if region is not None:
            return reading.argument("organisation", region), None
        own = _of_state_meant(reading, mention, reading.parties[ranked[0]])
        own = own or _of_town(mention, reading.parties[ranked[0]])
        return own or behind_name_of(reading, ranked[0], holder) or reading.argument(
            "organisation", ranked[0]
        ), None
    if ranked:
        principal = reading.parties[ranked[0]]
        firm = firm_of(reading, ranked[0], mention)
        if firm is not None:
            return firm, None
        plain = common_body(reading, word, mention, holder) if principal.form == Form.NOMINAL else None
        if plain is not None:  # "the guard's commander"
            return plain, None
        return _of_principal(reading, mention, principal), principal
    behind = right_behind(reading, mention.end)
    if behind is not None:
        return behind, None
    party = party_before(reading, mention) or behind_name(reading, mention, holder)
    party = party or firm_before(reading, word, mention) or common_body(reading, word, mention, holder)
    if party is not None:
        return party, None
    having = _of_chooser(reading, word, mention)
    if having is not None:
        return having, None
    unlisted = _complement(reading, word)
    if unlisted is not None:
        return unlisted, None
    code, known = mention.country, office(mention.value or mention.text)
    of_state = known is not None and (known.takes == "country" or known.kind == "diplomat")
    if code is None and known is not None and known.kind == "executive":
        same = _of_other_title(reading, mention, holder, (MentionKind.ORGANISATION,))
        if same is not None:
            return same, None
    if code is None and of_state:
        same = _of_other_title(reading, mention, holder)
        same = same or _of_the_region(reading, mention)
        if same is not None:
            return same, None
        code = told_state(reading, holder)
    shared = _of_title_joined(reading, word) if code is None and of_state else None
    if shared is not None:
        return shared, None
    implied = implied_body(reading, mention) if code is None else None
    if implied is not None:
        return implied, None
    people = unlisted_people(reading, mention) if code is None and of_state else None
    if people is not None:
        return people, None
    past = _is_past(reading, word, mention)
    if code is None and mention.number == "pl":
        return None, None  # "ministers X, Y and Z" may be of three states
    home = implied_home(reading, mention, holder, past=past) if code is None else None
    if home is not None and home.code is None:
        return Argument("organisation", mention.start, mention.end, mention.text, None, home.name), None
    code = home.code if home is not None else code
    return state_argument(mention, code), None


def _of_state_meant(reading: Reading, title: Mention, body: Mention) -> Argument | None:
    """The state of "the interim government", "the federation", where the document tells which."""
    if body.form != Form.NOMINAL or body.text.lower().split()[-1] not in classes()["state_itself"]:
        return None
    return state_argument(title, body.country or document_state(reading))


def _of_title_joined(reading: Reading, word: int) -> Argument | None:
    """The state of the title that this one is joined to: "its premier, X, and the attorney general, Y"."""
    first = reading.heads[word]
    if reading.deps[word] != "conj" or first not in reading.offices or first >= word:
        return None
    known = office(reading.offices[first].value or reading.offices[first].text)
    holders = bearers(reading, first)
    if known is None or known.takes != "country" or not holders:
        return None
    return _body(reading, first, reading.offices[first], holders[0])[0]


def _of_chooser(reading: Reading, word: int, title: Mention) -> Argument | None:
    """The body that has, hires or loses the head who is told of: "the bank has a new chief executive", "it hired Berg
    as its director"."""
    known = office(title.value or title.text)
    if (
        known is None
        or known.kind not in ("executive", "party_leader")
        or _complement(reading, word) is not None
    ):
        return None
    verb, dep = reading.heads[word], reading.deps[word].split(":")[0]
    is_given = dep in ("obj", "xcomp") or (dep == "obl" and preposition(reading, word) == "as")
    if not is_given or reading.lemmas[verb] not in classes()["head_choosing"]:
        return None
    for subject in slots_of(reading, verb).get("subj", ()):
        body = reading.parties.get(subject)
        if body is None or body.kind != MentionKind.ORGANISATION:
            continue
        listed = organisation(body.value or body.text)
        if listed is None or listed.kind not in STATE_CHOOSERS:
            return reading.argument("organisation", subject)
    return None


def _is_scene(reading: Reading, body: int, title: Mention, others: list[int]) -> bool:
    """True for where somebody is sworn in: "as president of Norland in the Senate", "as premier in parliament"."""
    if preposition(reading, body) not in ("in", "at", "before") or reading.starts[body] < title.end:
        return False
    if any(preposition(reading, w) == "of" and title.end <= reading.starts[w] for w in others if w < body):
        return True
    known = office(title.value or title.text)
    is_of_state = known is not None and known.takes == "country"
    return is_of_state and organisation_of(reading, body).type == "legislator"


def _complement(reading: Reading, word: int) -> Argument | None:
    """The words behind "of" that begin with a name and are no mention: "president of the New Network think tank"."""
    for kid in reading.kids[word]:
        if kid < word or reading.deps[kid].split(":")[0] != "nmod" or preposition(reading, kid) != "of":
            continue
        if reading.starts[kid] < reading.offices[word].end or reading.words[kid].lower() in UNNAMED:
            continue  # the "State" of "Secretary of State"; "President of the Republic"
        within = sorted(w for w in reading.subtree(kid) if w <= kid and reading.tags[w] not in ("IN", "DT"))
        if within and reading.words[within[0]][:1].isupper() and kid not in reading.times:
            start, end = reading.starts[within[0]], reading.ends[kid]
            return Argument("organisation", start, end, reading.text[start:end])
    return None


def _named_beside(reading: Reading, body: Mention) -> int | None:
    """The name that stands behind what a body is: of "the leader of the opposition party ANR", and of "that party"
    where it is the one."""
    if body.form == Form.NAME or body.kind not in (MentionKind.GROUP, MentionKind.ORGANISATION):
        return None
    ends = {
        mention.end + 1
        for mention in (body, *reading.by_chain.get(body.chain, ()))
        if mention.form != Form.PRONOUN
    }
    for word, mention in reading.parties.items():
        is_body = mention.kind == MentionKind.ORGANISATION and mention.form == Form.NAME
        if is_body and mention.start in ends:
            return word
    return None


def is_nobody(reading: Reading, mention: Mention) -> bool:
    """True for "their" of whom the document does not tell who they are."""
    chain = reading.by_chain.get(mention.chain, ())
    return mention.form == Form.PRONOUN and all(m.form == Form.PRONOUN for m in chain)


def _region_in(reading: Reading, body: Mention) -> int | None:
    """The region named inside a phrase that stands for a country: "the autonomous republic of Kandar"."""
    if body.kind != MentionKind.COUNTRY or body.form == Form.NAME:
        return None
    for word, mention in reading.parties.items():
        inside = body.start <= mention.start and mention.end <= body.end
        if inside and mention.kind == MentionKind.PLACE and mention.form == Form.NAME:
            return word
    return None


def _of_town(mention: Mention, body: Mention) -> Argument | None:
    """The town of "the mayor of Jakarta", which elsewhere may stand for the government in it."""
    known = office(mention.value or mention.text)
    if known is None or known.kind not in ("governor_mayor", "religious") or body.kind != MentionKind.COUNTRY:
        return None
    match = longest_name(tuple(body.text.split()), 0)
    if match is None or not isinstance(match.thing, City):
        return None
    return Argument("organisation", body.start, body.end, body.text, None, match.thing.name)


def _is_past(reading: Reading, word: int, mention: Mention) -> bool:
    """True for a title that another person may hold now: "former", "was", "served as"."""
    verbs = [kid for kid in reading.kids[word] if reading.deps[kid] in ("cop", "aux")] + [reading.heads[word]]
    told = any(reading.tags[verb] in ("VBD", "VBN") for verb in verbs)
    return told or shift_of(reading, word, mention) == "former"


def _of_other_title(
    reading: Reading,
    mention: Mention,
    holder: Mention,
    kinds: tuple[MentionKind, ...] = (MentionKind.COUNTRY, MentionKind.PLACE),
) -> Argument | None:
    """The country, region or body of another title of the holder: "the prime minister of Chechnya became
    president"."""
    for word, title in reading.offices.items():
        owners = reading.by_chain.get(title.owner or "", ())
        own = next((m for m in owners if m.kind in kinds), None)
        known = office(title.value or title.text)
        if own is None or title.id == mention.id or known is None:
            continue
        if known.kind not in STATES and MentionKind.ORGANISATION not in kinds:
            continue
        if any(m.chain == holder.chain for m in bearers(reading, word)):
            name = own.value or own.text
            return Argument("organisation", mention.start, mention.end, mention.text, None, name)
    return None


def _of_the_region(reading: Reading, mention: Mention) -> Argument | None:
    """The one region whose title the document tells so: behind "will resign as premier of Quebec", "the premier" is
    Quebec's."""
    title = mention.text.lower()
    if title not in classes()["regional_head"]:
        return None
    others = [one for one in reading.offices.values() if one.text.lower() == title and one.owner]
    owners = [m for one in others for m in reading.by_chain.get(one.owner or "", ()) if m.form == Form.NAME]
    names = {owner.value or owner.text for owner in owners}
    if len(names) != 1 or any(owner.kind != MentionKind.PLACE for owner in owners):
        return None
    return Argument("organisation", mention.start, mention.end, mention.text, None, names.pop())


def state_argument(mention: Mention, code: str | None) -> Argument | None:
    """The country of this code as the organisation of an office, under the words of the mention."""
    country = country_by_code(code) if code else None
    if country is None:
        return None
    return Argument("organisation", mention.start, mention.end, mention.text, None, country.name)


def _of_principal(reading: Reading, mention: Mention, principal: Mention) -> Argument | None:
    """The body that somebody's spokesman speaks for: the one whose office the principal holds."""
    for word, title in reading.offices.items():
        bearer = next((m for m in bearers(reading, word) if m.chain == principal.chain), None)
        known = office(title.value or title.text)
        if known is not None and known.kind == "monarch" and known.takes == "region":
            continue  # the Kabaka's prime minister is of the state
        if bearer is not None and title.id != mention.id:
            body, _ = _body(reading, word, title, bearer)
            if body is not None:
                return body
    return state_argument(mention, principal.country or told_state(reading, principal))


def _rank(mention: Mention) -> int:
    return RANKED.index(mention.kind)


def _belongs(reading: Reading, body: int, word: int, mention: Mention, holder: Mention) -> bool:
    """True for a body inside the title's noun phrase: "Russian", "KGB", "of Poland", "Belarus' "."""
    found = reading.parties[body]
    if found.kind not in BODIES or found.chain == holder.chain or found.id == holder.id:
        return False
    if mention.start <= found.start and found.end <= mention.end and found.kind != MentionKind.PERSON:
        return True
    if mention.end <= holder.start < found.start:  # "Prime Minister X's party": the party is X's
        return False
    head, dep = reading.heads[body], reading.deps[body]
    if head == word and body > word and preposition(reading, body) not in _complements(mention):
        return False
    holder_word = reading.word_at(holder.head_start)
    modifier = dep.split(":")[0] in ("compound", "amod", "nmod", "flat", "det")
    if head == word and modifier:
        return found.kind != MentionKind.PERSON or dep == "nmod:poss" or _serves(reading, body, mention)
    before = found.end <= mention.start and head == holder_word and not preposition(reading, body)
    return before and modifier and (found.kind != MentionKind.PERSON or dep == "nmod:poss")


def _serves(reading: Reading, person: int, mention: Mention) -> bool:
    """True for the principal of "adviser to President X" and "spokesman for X"."""
    known = office(mention.value or mention.text)
    serving = known is not None and known.kind in ("official", "spokesperson", "deputy_minister")
    return serving and preposition(reading, person) in ("to", "for", "of")


def _complements(mention: Mention) -> tuple[str, ...]:
    """The prepositions by which a title names what it is an office of; an envoy to a state is not of it."""
    known = office(mention.value or mention.text)
    kind = known.kind if known else None
    if kind == "diplomat":
        return ("of", "for")
    common = ("of", "for", "in", "at", "on", "with", "from")
    return (*common, "to") if kind in ("official", "spokesperson") else common
