"""Find whom a definite description stands for: "the president", "the Belarusian leader", "the agency".

In:   a nominal draft, the chains, who is in the reader's mind.
Out:  the chain it is, or None when none fits well.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from letopis import gazetteer
from letopis.detect.coming import (
    fitting,
    is_culprit,
    is_fallen,
    is_yet_unknown,
    last_in_line,
    ousted,
    outgoing,
)
from letopis.detect.draft import Chain, Draft
from letopis.detect.known import known_before, known_holders, rules
from letopis.detect.modifiers import has_modifiers, is_aged, is_called, is_narrowed, modifiers
from letopis.detect.named_late import former_told, led_by, role_told
from letopis.detect.pairs import of_two
from letopis.detect.salience import Salience
from letopis.detect.states_meant import state_meant
from letopis.detect.varied import alone_before, named_before, tells_age, weighed
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

LEADING = frozenset({"head_of_state", "head_of_government", "monarch", "party_leader", "governor_mayor"})
MEDIA = frozenset({"news_agency", "outlet"})
MAINLY = 2  # times as often named: the country that a report is about
AHEAD = 0.6  # share of the first's salience that the next may have
STATE_FORMS = frozenset({"demonym", "adjective"})
OTHERS = frozenset({"him", "her", "his"})
REACH_BACK = 6  # words before a name in which its titles stand
HEADS = frozenset({"Prime Minister", "Premier"})
GOVERNMENTS = frozenset({"government", "cabinet", "coalition"})
NEAR = 1.0  # salience that a person needs to be "the man" or "the leader" without an office that says so


def described(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    """The chain that the description stands for."""
    if draft.sort in ("former", "latter"):
        return of_two(chains, draft)
    if draft.kind is MentionKind.PERSON:
        return _person(chains, salience, draft)
    if draft.kind is MentionKind.ORGANISATION:
        return _body(chains, salience, draft)
    if draft.kind is MentionKind.COUNTRY:
        return state_meant(chains, salience, draft)
    return _same_noun(chains, salience, draft)


def _person(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    sentence = chains.words.sentence[draft.head]
    if chains.words.kid(draft.head, "nmod:poss") >= 0:
        heads = [c for c in chains.each() if c.kind is MentionKind.PERSON and _may_be(c, draft)]
        return led_by(chains, salience, draft, heads)  # "his father" is told by whose he is
    if is_yet_unknown(chains.words, draft):
        return None
    if _is_told_apart(chains, draft):
        return None
    if (fallen := ousted(chains, draft)) is not None:
        return fallen
    barred = _barred(chains, draft)
    people = [
        c
        for c in chains.each()
        if c.kind is MentionKind.PERSON and c is not draft.chain and id(c) not in barred and _may_be(c, draft)
        if not is_culprit(chains.words, draft, c)
    ]
    if is_fallen(chains.words, draft):
        people = [c for c in people if c.first.start < draft.start]
    if modifiers(chains, draft) & word_class(
        "against_power"
    ):  # "the veteran opposition leader" rules nowhere
        people = [c for c in people if not rules(c)]
    if draft.title:
        office = gazetteer.office(draft.title)
        lasting = office is not None and office.unique
        abroad = _is_abroad(chains, draft)
        holders = [
            c
            for c in people
            if _holds(c, draft, abroad)
            and not _is_elsewhere(chains, c, draft)
            and (lasting or salience.of(c, sentence) >= NEAR)
        ]
        if not any(c.is_named and _is_told_bare(c, draft) for c in holders):
            holders += [c for c in known_holders(people, draft) if c not in holders]
        if chains.words.lemma[draft.head] not in word_class("leader"):
            holders = holders or [c for c in people if _holds_so(c, draft) and salience.of(c, sentence)]
        holders = fitting(chains.words, draft, holders, people)
        ahead = all(c.first.start > draft.start for c in holders)
        if holders and ahead and (led := known_before(salience, people, draft)) is not None:
            return led
        if draft.title in HEADS and ahead and (head := _head_of_government(chains, people, draft)):
            return head
        if holders and not is_narrowed(chains, draft):
            told = {id(c) for c in holders if c.is_named and c.first.start < draft.start}
            holder = max(holders, key=lambda c: (salience.of(c, sentence), id(c) in told, -c.first.start))
            return last_in_line(chains, draft, holder, people)
        crowned = office is not None and office.kind == "monarch"
        if (
            lasting
            and not crowned
            and not holders
            and (only := _only_named(chains, salience, people)) is not None
        ):
            return only
    if (before := former_told(chains, draft, people)) is not None:
        return before
    lemma = chains.words.lemma[draft.head]
    called = [c for c in people if lemma in c.nouns and salience.last(c) >= 0]
    if called:
        return max(called, key=lambda c: salience.of(c, sentence))
    if is_narrowed(chains, draft) and draft.country is None and not is_aged(chains, draft):
        return role_told(chains, salience, draft, people)
    same = _same_noun(chains, salience, draft)
    if same is not None:
        return same  # "a young woman asked … the woman said"
    if lemma in word_class("leader"):
        leading = _leader(salience, draft, outgoing(chains.words, draft, people), sentence)
        return leading or role_told(chains, salience, draft, people)
    if draft.title is None and (noun := gazetteer.person_noun(lemma)) and noun.gender:
        near = [
            c for c in people if c.gender == noun.gender and salience.of(c, sentence) >= NEAR and c.is_named
        ]
        if len(near) == 1:
            return near[0]
    if draft.title is None and draft.sort in STATE_FORMS and draft.country:  # "the Hungarian"
        near = [c for c in people if c.is_named and c.country == draft.country and salience.of(c, sentence)]
        return near[0] if len(near) == 1 else None
    if draft.sort == "age":
        near = [c for c in people if c.is_named and salience.of(c, sentence) >= NEAR]
        return max(near, key=lambda c: salience.of(c, sentence)) if near else None
    if tells_age(chains, draft):
        weights = weighed(salience, people, sentence)
        if weights and weights[0][0] >= NEAR and (len(weights) == 1 or weights[1][0] < weights[0][0] / 3):
            return weights[0][1]
        if (acting := alone_before(chains, draft, people)) is not None:
            return acting
    return (
        _called_so(chains, salience, draft, people)
        or _gone_on_with(chains, salience, draft, people)
        or role_told(chains, salience, draft, people)
    )


def _is_told_apart(chains: Chains, draft: Draft) -> bool:
    """True for "the man who caught him": a clause right behind it says which one, and that he is not "him"."""
    words = chains.words
    for k in words.kids[draft.head]:
        if words.dep[k] == "acl:relcl" and k > draft.head and words.text[draft.head + 1] != ",":
            first, after = words.subtree(k)
            inside = range(max(first, draft.head + 1), after)
            if words.lower[draft.head + 1] in ("who", "whom", "that", "whose"):
                return any(words.lower[i] in OTHERS for i in inside)
    return False


def _gone_on_with(chains: Chains, salience: Salience, draft: Draft, people: list[Chain]) -> Chain | None:
    """Whom a description that presents nobody new goes on with ("the candidate", "the property mogul", "the Ohio
    governor"): the person clearly most in mind, of whom no other office is told; of a party, whoever is told to be."""
    words, sentence = chains.words, chains.words.sentence[draft.head]
    placed = draft.title is not None and any(
        d.kind is MentionKind.PLACE
        for k in range(draft.start, draft.head)
        for d in chains.by_start.get(k, ())
    )
    if not (placed or words.lemma[draft.head] in word_class("going_on")) or not _takes_part(chains, draft):
        return None
    weights = [entry for entry in weighed(salience, people, sentence) if entry[0]]
    wings = modifiers(chains, draft) & word_class("wing")
    if wings:
        told = [c for weight, c in weights if weight >= NEAR and _is_told(chains, c, wings)]
        return told[0] if len(told) == 1 else weights[0][1] if len(weights) == 1 else None
    if not weights or weights[0][0] < 2 * NEAR or (placed and weights[0][1].titles):
        return None
    return weights[0][1] if len(weights) == 1 or weights[1][0] < AHEAD * weights[0][0] else None


def _takes_part(chains: Chains, draft: Draft) -> bool:
    """False for what somebody is said to be or become ("he is the best candidate"), and for one of a list."""
    words, i = chains.words, draft.head
    if words.kid(i, "cop") >= 0 or draft.end > draft.core or len(words.conjuncts(i)) > 1:
        return False
    apart = bool(modifiers(chains, draft) & word_class("wing")) or draft.title is not None
    deps = ("obj", "iobj", "obl", "nmod") if apart else ()  # "in picking the nominee" is nobody yet
    return words.dep[i] in SUBJECTS or words.dep[i] in (*deps, "obl:agent", "nmod:poss")


def _is_told(chains: Chains, chain: Chain, said: set[str]) -> bool:
    """True where one of the words stands right before a name of the chain, or in a description of it."""
    lower = chains.words.lower
    return any(
        said & set(lower[max(0, d.start - 3) : d.end]) for d in chain.drafts if d.form is not Form.PRONOUN
    )


def _barred(chains: Chains, draft: Draft) -> set[int]:
    """Chains that a description cannot stand for: whom it is joined with ("X and the former governor"), and subjects
    of its own clause and of those above whose content it stands in ("X said that the former governor …").
    """
    words = chains.words
    first = words.head[draft.head] if words.dep[draft.head] == "conj" else draft.head
    others = [k for k in words.conjuncts(first) if k != draft.head] if words.pos[first] != "VERB" else []
    clause = words.predicate(first)
    for _ in range(4):
        subject = words.subject(clause)
        if subject not in (-1, first, draft.head):
            others.append(subject)
        if words.dep[clause] not in ("ccomp", "xcomp"):
            break
        clause = words.predicate(words.head[clause])
    if words.dep[first] in SUBJECTS:  # "the party's leader spoke to X", who is another
        others += [k for k in words.kids[words.head[first]] if words.dep[k] in ("obj", "iobj", "obl")]
    found = (chains.at(k) for k in others)
    return {id(one.chain) for one in found if one is not None}


def _only_named(chains: Chains, salience: Salience, people: list[Chain]) -> Chain | None:
    """The one person named so far, man or woman, where no office of theirs is told: whom "the president of Norland"
    goes on with."""
    everybody = [c for c in chains.each() if c.kind is MentionKind.PERSON]
    named = [c for c in everybody if c.is_named and salience.last(c) >= 0]
    return named[0] if len(named) == 1 and not named[0].titles and named[0] in people else None


def _head_of_government(chains: Chains, people: list[Chain], draft: Draft) -> Chain | None:
    """The one person whose government was told of before and of whom no office is told: "the prime minister" behind
    "the coalition of Kos fell"."""
    words, led = chains.words, dict[int, Chain]()
    for chain in people:
        for own in chain.drafts if chain.is_named and not chain.titles else ():
            body, dep = words.head[own.head], words.dep[own.head]
            of = dep == "nmod:poss" or (dep == "nmod" and words.preposition(own.head) == "of")
            if of and own.head < draft.head and words.lemma[body] in GOVERNMENTS:
                led[id(chain)] = chain
    return next(iter(led.values())) if len(led) == 1 else None


def _called_so(chains: Chains, salience: Salience, draft: Draft, people: list[Chain]) -> Chain | None:
    """Who is told to hold an office whose holders are called so ("the lawmaker" of a senator), the most in mind;
    for "the defendant", the only one in mind."""
    sentence, lemma = chains.words.sentence[draft.head], chains.words.lemma[draft.head]
    if draft.start < draft.head and modifiers(chains, draft):
        return None
    near = [c for c in people if c.is_named and salience.of(c, sentence) >= NEAR]
    fitting = [c for c in near if any(lemma in word_class(f"called_{kind}") for _, kind, _ in c.titles)]
    if fitting:
        return max(fitting, key=lambda c: salience.of(c, sentence))
    return near[0] if lemma in word_class("court_role") and len(near) == 1 else None


def _may_be(chain: Chain, draft: Draft) -> bool:
    """False where gender, country or the words themselves speak against it."""
    if chain.gender and draft.gender and chain.gender != draft.gender:
        return False
    if draft.owner is not None and draft.owner.chain is chain:
        return False
    return not (chain.country and draft.country and chain.country != draft.country)


def _holds(chain: Chain, draft: Draft, abroad: bool) -> bool:
    """True when the chain was told to hold the office of the description, in the same country where both are told;
    `abroad`: an office told without a country is none of the description's.
    """
    return any(
        title == draft.title
        and (country == draft.country or draft.country is None or (country is None and not abroad))
        for title, _, country in chain.titles
    )


def _is_abroad(chains: Chains, draft: Draft) -> bool:
    """True for "the French president" in a report that is clearly about another country, whose own president is
    called so without it.
    """
    named = Counter(
        other.country for other in chains.drafts if other.country and other.kind is MentionKind.COUNTRY
    )
    most = max(named.values(), default=0)
    return draft.country is not None and most > MAINLY * named[draft.country]


def _is_elsewhere(chains: Chains, chain: Chain, draft: Draft) -> bool:
    """True for "the Ohio governor" and somebody who is told to be governor of another place."""
    here = _places_before(chains, draft.start, draft.head)
    told = [
        _places_before(chains, max(first, d.start - REACH_BACK), d.head)
        for d in chain.drafts
        if d.form is not Form.PRONOUN
        for first, _ in (chains.words.sentences[chains.words.sentence[d.head]],)
    ]
    known = frozenset[str]().union(*told) if told else frozenset[str]()
    return bool(here) and bool(known) and not here & known


def _places_before(chains: Chains, start: int, head: int) -> frozenset[str]:
    """The names of the places right before an office or a noun for people, in lower case."""
    found: set[str] = set()
    for k in range(start, head):
        for d in chains.by_start.get(k, ()):
            named = d.kind is MentionKind.PLACE and d.form is Form.NAME and d.end <= head
            if named and (d.end == head or any(o.title for o in chains.by_start.get(d.end, ()))):
                found.add(" ".join(chains.words.lower[d.start : d.end]))
    return frozenset(found)


def _is_told_bare(chain: Chain, draft: Draft) -> bool:
    """True for whom the report itself calls by the office, and by no state: it is the office of its own country."""
    return draft.country is None and any(t == draft.title and not state for t, _, state in chain.titles)


def _holds_so(chain: Chain, draft: Draft) -> bool:
    """True when the description is the last word of an office that the chain was told to hold ("the minister")."""
    asked = (draft.title or "").casefold()
    for title, _, country in chain.titles:
        words = title.casefold().split()
        if (
            words[-1] == asked
            and len(words) > 1
            and words[0] not in word_class("below")
            and (not draft.country or draft.country == country)
        ):
            return True
    return False


def _leader(salience: Salience, draft: Draft, people: list[Chain], sentence: int) -> Chain | None:
    """ "The leader": whoever leads and is of its country, else whoever leads and is near."""
    leading = [
        c
        for c in people
        if c.is_named
        and (
            c.known
            or any(kind in LEADING for _, kind, _ in c.titles)
            or any(n in word_class("leader") for n in c.nouns)
        )
    ]
    if draft.owner is not None and draft.owner.kind is MentionKind.ORGANISATION:
        body = draft.owner.value  # "the DUP leader" leads no state
        leading = [c for c in leading if any(state == body for _, _, state in c.titles)]
        return max(leading, key=lambda c: salience.of(c, sentence)) if leading and body else None
    if draft.country is not None:
        leading = [c for c in leading if c.country == draft.country and not _leads_a_party(c)]
        return max(leading, key=lambda c: salience.of(c, sentence)) if leading else None
    near = [c for c in leading if salience.of(c, sentence) >= NEAR] or _main(
        [c for c in leading if salience.last(c) >= 0]
    )
    if not near:
        near = [c for c in people if c.is_named and salience.of(c, sentence) >= 2 * NEAR]
        if len(near) > 1:
            return None
    return max(near, key=lambda c: salience.of(c, sentence)) if near else None


def _leads_a_party(chain: Chain) -> bool:
    """True for whoever is told to lead a party and nothing else."""
    return (
        bool(chain.titles) and all(kind == "party_leader" for _, kind, _ in chain.titles) and not chain.known
    )


def _main(leading: list[Chain]) -> list[Chain]:
    """Of those who lead the one that a report is mainly about, however long ago it spoke of them; else none."""
    ranked = sorted(leading, key=lambda c: -len(c.drafts))
    if not ranked or (len(ranked) > 1 and len(ranked[0].drafts) < MAINLY * len(ranked[1].drafts)):
        return []
    return ranked[:1]


def _body(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    words = chains.words
    sentence, lemma = words.sentence[draft.head], words.lemma[draft.head]
    kinds = [MentionKind.ORGANISATION]
    if lemma in word_class("kind_bloc"):
        kinds += [MentionKind.COUNTRY, MentionKind.GROUP]
    bodies = [
        c
        for c in salience.chains()
        if c.kind in kinds and c is not draft.chain and (c.kind is kinds[0] or _is_bloc(c))
    ]
    bodies = [c for c in bodies if not (c.country and draft.country and c.country != draft.country)]
    if draft.sort == "institution" or is_narrowed(chains, draft):
        return None  # equal institutions are merged by name and country
    if lemma == "party" and (led := _led_party(chains, bodies, draft)) is not None:
        return led
    fitting = [
        c
        for c in bodies
        if is_called(chains, c, lemma) and has_modifiers(chains, c, draft) and salience.of(c, sentence)
    ]
    if fitting:
        return max(fitting, key=lambda c: salience.of(c, sentence))
    return _only_body(salience, lemma, bodies, sentence)


def _led_party(chains: Chains, bodies: list[Chain], draft: Draft) -> Chain | None:
    """The body whose leader acts in the sentence before, where no other body is named in it: "Kos, the leader of
    Dawn, won. The party …"."""
    words = chains.words
    name = None if modifiers(chains, draft) else named_before(chains, draft, MentionKind.ORGANISATION)
    if name is None:
        return None
    above = words.head[name.head]
    leads = words.dep[name.head] == "nmod" and words.lemma[above] in word_class("party_head")
    return next((c for c in bodies if c is name.chain), None) if leads else None


def _only_body(salience: Salience, lemma: str, bodies: list[Chain], sentence: int) -> Chain | None:
    """The one body of unknown kind that was named just before: "the firm", "the group"."""
    if lemma not in word_class("kind_noun"):
        return None
    reach = 3 if lemma in word_class("media") else 1
    near = [c for c in bodies if c.is_named and salience.last(c) >= sentence - reach]
    return (
        near[0] if len(near) == 1 and not any(d.sort for d in near[0].drafts if d.form is Form.NAME) else None
    )


def _is_bloc(chain: Chain) -> bool:
    return any(draft.sort == "bloc" for draft in chain.drafts)


def _same_noun(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    """The nearest earlier description with the same head noun and no other country: "two sources" … "the sources"."""
    lemma, words = chains.words.lemma[draft.head], chains.words
    sentence = words.sentence[draft.head]
    if is_narrowed(chains, draft):
        return None
    fitting = [
        c
        for c in salience.chains()
        if c.kind is draft.kind
        and not c.hidden
        and not c.is_named
        and c is not draft.chain
        and c.number == draft.number
        and not (c.country and draft.country and c.country != draft.country)
        and any(d.form is Form.NOMINAL and words.lemma[d.head] == lemma for d in c.drafts)
        and not (draft.title and any(d.title not in (None, draft.title) for d in c.drafts))
        and salience.last(c) >= sentence - 6
        and has_modifiers(chains, c, draft)
    ]
    return max(fitting, key=salience.last) if fitting else None
