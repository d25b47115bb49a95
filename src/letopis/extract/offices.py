"""Which office a title names: its organisation or state, its class, and words that shift it ("former",
"acting").

In:   a `Reading` and the word that heads an office's mention.
Out:  a `Held`: office and organisation as arguments, the class of the office, the shift.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis.claim import Argument
from letopis.extract.reading import Reading
from letopis.gazetteer import country_by_code, office, organisation
from letopis.lexicon import classes
from letopis.mention import Mention, MentionKind

BODIES = frozenset({MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.PERSON})


@dataclass(frozen=True, slots=True)
class Held:
    """An office as a tenure claims it; `type` is its class, `shift` None, "former", "acting", "designate"
    or "outgoing"."""

    office: Argument | None
    organisation: Argument | None
    type: str
    shift: str | None = None


def office_of(reading: Reading, word: int, holder: Mention) -> Held:
    """The office that the mention at this word names."""
    mention = reading.offices[word]
    known = office(mention.value or mention.text)
    argument = Argument("office", mention.start, mention.end, mention.text, mention.id, mention.value)
    body = _body(reading, word, mention, holder)
    kind = known.kind if known else "official"
    return Held(argument, body, _fitting(reading, kind, body), shift_of(reading, word, mention))


def _fitting(reading: Reading, kind: str, body: Argument | None) -> str:
    """The class of a title that fits its body: the president of a state, of a party, of a commission."""
    mention = reading.by_id.get(body.mention or "") if body else None
    if kind != "head_of_state" or mention is None or mention.kind != MentionKind.ORGANISATION:
        return kind
    known = organisation(mention.value or mention.text)
    is_party = known.kind == "party" if known else "party" in mention.text.lower().split()
    return "party_leader" if is_party else "executive"


def organisation_of(reading: Reading, word: int) -> Held:
    """The headship of the body at this word, where no title is named: "headed the committee"."""
    kind = reading.parties[word].kind
    return Held(
        None,
        reading.argument("organisation", word),
        "head_of_state" if kind == MentionKind.COUNTRY else "executive",
    )


def _body(reading: Reading, word: int, mention: Mention, holder: Mention) -> Argument | None:
    """The body or state whose office it is: named before or after the title, else the title's or the
    holder's country."""
    candidates = [w for w in reading.parties if _belongs(reading, w, word, mention, holder)]
    ranked = sorted(candidates, key=lambda w: (_rank(reading.parties[w]), abs(w - word)))
    if ranked and reading.parties[ranked[0]].kind != MentionKind.PERSON:
        return reading.argument("organisation", ranked[0])
    if ranked:
        return _of_principal(reading, mention, reading.parties[ranked[0]])
    code = mention.country or next(
        (m.country for m in reading.by_chain.get(holder.chain, ()) if m.country), None
    )
    return _state(mention, code)


def _state(mention: Mention, code: str | None) -> Argument | None:
    country = country_by_code(code) if code else None
    if country is None:
        return None
    return Argument("organisation", mention.start, mention.end, mention.text, None, country.name)


def _of_principal(reading: Reading, mention: Mention, principal: Mention) -> Argument | None:
    """The body that somebody's spokesman speaks for: the one whose office the principal holds."""
    for word, office_mention in reading.offices.items():
        bearer = reading.parties.get(word)
        if bearer is not None and bearer.chain == principal.chain and office_mention.id != mention.id:
            body = _body(reading, word, office_mention, bearer)
            if body is not None:
                return body
    chain = reading.by_chain.get(principal.chain, ())
    return _state(mention, principal.country or next((m.country for m in chain if m.country), None))


def _rank(mention: Mention) -> int:
    order = (MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.PERSON)
    return order.index(mention.kind)


def _belongs(reading: Reading, body: int, word: int, mention: Mention, holder: Mention) -> bool:
    """True for a body inside the title's noun phrase: "Russian", "KGB", "of Poland", "Belarus' "."""
    found = reading.parties[body]
    if found.kind not in BODIES or found.chain == holder.chain or found.id == holder.id:
        return False
    if mention.start <= found.start and found.end <= mention.end and found.kind != MentionKind.PERSON:
        return True
    head, dep = reading.heads[body], reading.deps[body]
    holder_word = reading.word_at(holder.head_start)
    modifier = dep.split(":")[0] in ("compound", "amod", "nmod", "flat", "det")
    if head == word and modifier:
        return found.kind != MentionKind.PERSON or dep == "nmod:poss"
    before = found.end <= mention.start and head == holder_word
    return before and modifier and (found.kind != MentionKind.PERSON or dep == "nmod:poss")


def shift_of(reading: Reading, word: int, mention: Mention) -> str | None:
    """The shift that a word before the title makes, by class `office_<shift>` of classes.tsv, or None."""
    near = [*reading.kids[word], *reading.kids[reading.heads[word]], *range(max(0, word - 5), word)]
    first = reading.sents[reading.sent_of[word]][0]
    for shift in ("former", "acting", "outgoing", "designate"):
        words = classes().get(f"office_{shift}", frozenset())
        for other in near:
            close = (
                first <= other
                and reading.ends[other] <= mention.start + 3
                and mention.start - reading.starts[other] <= 40
            )
            linked = (
                reading.heads[other] in (word, reading.heads[word])
                or reading.heads[reading.heads[other]] == word
            )
            if close and linked and reading.lemmas[other] in words:
                return shift
    lower = reading.text[max(0, mention.start - 12) : mention.end + 8].lower()
    if "ex-" in lower[:15]:
        return "former"
    return "designate" if "-elect" in lower[-9:] or "-designate" in lower else None
