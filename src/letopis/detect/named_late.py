"""Find the name of somebody described before the report named him, and the role of somebody named just now.

In:   chains as they are while a document is read from left to right; who is in the reader's mind.
Out:  the chain that a first name, or a first description, goes on with; None where nothing says so.

A report tells of everybody who acts in it both a name and a role. "The prime minister refused to answer. Marta Kos has
led the country since 2015.": a bare name in the place of a subject, right after a definite description without a name,
is the name that was owed; of whom the words beside the name tell another role, that one is somebody new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis import gazetteer
from letopis.detect.draft import Chain, Draft
from letopis.detect.pronouns import pronouns
from letopis.detect.salience import Salience
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS
from letopis.document import BlockKind
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

REACH = 2  # sentences over which a name or a role is owed
LASTING = 4  # the same of an office that one person holds at a time
CLEARLY = 0.6  # share of the first's salience that the next may have
OUTDONE = 1.5  # times as much in mind as whoever lacks a name: somebody named whom the report went on to
BESIDE = ("compound", "nmod:desc", "flat", "amod", "nmod", "appos", "nmod:unmarked")
NOT_YET = frozenset({"next", "future", "any", "new"})
PLACED = frozenset({"of", "at", "from", "for", "with"})


def named_late(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    """The person described before whose name this first mention of a name tells."""
    if not _is_first_name(chains, draft):
        return None
    bare = not is_presented(chains, draft)
    owing = [c for c in salience.chains() if c is not draft.chain and _owes_name(chains, salience, c, draft)]
    if not bare:
        own = draft.chain
        owing = [
            c
            for c in owing
            if (own is not None and c.titles and _share_office(c, own))
            or all(d.form is Form.PRONOUN for d in c.drafts)
        ]
    sentence = chains.words.sentence[draft.head]
    owing.sort(key=lambda c: (-salience.of(c, sentence), c.first.start))
    if not owing:
        return None
    most = salience.of(owing[0], sentence)
    others = [c for c in salience.chains() if c.is_named and c.kind is MentionKind.PERSON]
    clear = all(salience.of(c, sentence) <= CLEARLY * most for c in owing[1:])
    return owing[0] if clear and all(salience.of(c, sentence) < OUTDONE * most for c in others) else None


def led_by(chains: Chains, salience: Salience, draft: Draft, people: list[Chain]) -> Chain | None:
    """Who leads or speaks for a body: "Kos's party … its leader"; "Ana Kos is safe. The commission's chairwoman …"."""
    own = _leader_of_own(chains, draft)
    owner = chains.at(chains.words.kid(draft.head, "nmod:poss"))
    if own is not None or draft.title is None or owner is None or owner.form is Form.PRONOUN:
        return own
    return role_told(chains, salience, draft, people) if owner.kind is MentionKind.ORGANISATION else None


def _leader_of_own(chains: Chains, draft: Draft) -> Chain | None:
    """ "Its leader" of a party or movement that was told by whose it is: "Kos's party won. Its leader …"."""
    words = chains.words
    owner = chains.at(words.kid(draft.head, "nmod:poss"))
    if owner is None or owner.chain is None or words.lemma[draft.head] not in word_class("led_by"):
        return None
    if owner.kind is not MentionKind.ORGANISATION or words.lower[draft.start : draft.head][1:]:
        return None  # "its former leader" is another
    for told in owner.chain.drafts:
        whose = words.kid(told.head, "nmod:poss") if told.form is Form.NOMINAL else -1
        person = chains.at(whose, MentionKind.PERSON) if whose >= 0 else None
        if person is not None and person.chain is not None and person.chain.is_named:
            return person.chain
    return None


def role_told(chains: Chains, salience: Salience, draft: Draft, people: list[Chain]) -> Chain | None:
    """The person named just now, without a role, whom a description by an office tells of ("the leader of the
    Greens")."""
    words, sentence = chains.words, chains.words.sentence[draft.head]
    turned = any("turned" in word for word in words.lower[draft.start : draft.end])
    if (draft.title is None and not turned) or set(words.lower[draft.start : draft.head]) & NOT_YET:
        return None
    if draft.sort == "monarch":
        return None  # a queen is nobody who is told by a plain name
    if words.dep[draft.head] not in (*SUBJECTS, "obl:agent") or _is_somebodys(chains, draft):
        return None
    near = [c for c in people if c.is_named and salience.of(c, sentence) > 0]
    near.sort(key=lambda c: (-salience.of(c, sentence), c.first.start))
    if not near or (
        len(near) > 1 and salience.of(near[1], sentence) > CLEARLY * salience.of(near[0], sentence)
    ):
        return None
    known = near[0]
    names = [
        d for d in known.drafts if d.form is Form.NAME and d.end - d.start > 1 and words.readable[d.head]
    ]
    name = min((d for d in names if not _is_headline(chains, d)), key=lambda d: d.start, default=None)
    if name is None or known.titles or known.nouns or not 0 < sentence - words.sentence[name.head] <= REACH:
        return None
    led = _led(chains, [d for d in known.drafts if d.head < draft.head])
    return known if led and not is_presented(chains, name) else None


def former_told(chains: Chains, draft: Draft, people: list[Chain]) -> Chain | None:
    """The one person of whom the sentence before tells, of whom "the former mayor of Velmar" at the head of the next
    one tells a role of old."""
    words = chains.words
    sentence, at = words.sentence[draft.head], draft.head
    first = words.sentences[sentence][0]
    former = word_class("telling") & set(words.lower[draft.start : at])
    if not former or draft.title is None or draft.start > first + 1 or words.dep[at] not in SUBJECTS:
        return None
    if not sentence or words.block[first - 1] != words.block[at] or words.pos[words.head[at]] != "VERB":
        return None
    begin, end = words.sentences[sentence - 1]
    near = [d for k in range(begin, end) for d in chains.by_head.get(k, ()) if d.kind is MentionKind.PERSON]
    told = {id(d.chain): d for d in near if d.chain is not None and d.number != "pl"}
    leads = [d for d in told.values() if d.chain in people and d.chain is not None and d.chain.is_named]
    if len(told) != 1 or not leads:
        return None
    return leads[0].chain if any(words.dep[d.head] in SUBJECTS for d in near) else None


def _is_headline(chains: Chains, draft: Draft) -> bool:
    words = chains.words
    block = words.block[draft.head]
    return block >= 0 and words.document.blocks[block].kind is BlockKind.TITLE


def _is_first_name(chains: Chains, draft: Draft) -> bool:
    """True for the first mention of a person, by a full name, in the place of a subject."""
    words, chain = chains.words, draft.chain
    if draft.form is not Form.NAME or draft.kind is not MentionKind.PERSON or chain is None:
        return False
    full = draft.end - draft.start > 1 or (
        draft.start > 0 and gazetteer.is_title(words.text[draft.start - 1])
    )
    if chain.first is not draft or draft.number != "sg" or not full:
        return False
    top = draft.head
    if words.dep[top] == "flat" and words.head[top] < draft.start:
        top = words.head[top]  # "Bishop" of "Bishop Anselm Roca"
    return words.dep[top] in SUBJECTS and not words.quote[top]


def is_presented(chains: Chains, name: Draft) -> bool:
    """True where the words beside a name tell the role of whoever bears it: "Judge X", "X, the mayor", "X of the
    Institute"; not of "X, 61," and "X, who …"."""
    words, before = chains.words, name.start - 1
    if before >= 0 and words.sentence[before] == words.sentence[name.head]:
        if any(d.kind is MentionKind.OFFICE for d in chains.by_end.get(name.start, ())):
            return True
        noun = words.pos[before] in ("NOUN", "PROPN", "ADJ") and words.dep[before] in BESIDE
        if noun and words.head[before] == name.head and not gazetteer.is_title(words.text[before]):
            return True
    for k in words.kids[name.head]:
        if k < name.end:
            continue
        if words.dep[k] == "nmod" and words.preposition(k) in PLACED:
            return True
        if words.dep[k] == "appos" and words.pos[k] in ("NOUN", "PROPN") and _tells_role(chains, k):
            return True
    return False


def _tells_role(chains: Chains, k: int) -> bool:
    """True for "the mayor", "a spokesman for the bank", "head of the board"; not for "a vet", "a Conservative"."""
    words = chains.words
    article = words.kid(k, "det")
    indefinite = article >= 0 and words.lower[article] in ("a", "an")
    return not indefinite or words.kid(k, "nmod") >= 0 or words.lemma[k] in word_class("tied_person")


def _owes_name(chains: Chains, salience: Salience, chain: Chain, name: Draft) -> bool:
    """True for one person without a name, told of in reach, whom the name may be of."""
    words, own = chains.words, name.chain
    if (
        chain.kind is not MentionKind.PERSON
        or chain.hidden
        or chain.is_named
        or chain.number != "sg"
        or own is None
    ):
        return False
    if (chain.gender and own.gender and chain.gender != own.gender) or (
        chain.country and own.country and chain.country != own.country
    ):
        return False
    last, here = salience.last(chain), words.sentence[name.head]
    told = [d for d in chain.drafts if d.head < name.head]
    if not told or words.sentence[told[-1].head] == here:
        return False
    described = [d for d in told if d.form is Form.NOMINAL]
    if not described:
        return here - last <= REACH and _is_ahead(chains, chain, told)
    if not _led(chains, told):
        return False
    lasting = any(d.title and (o := gazetteer.office(d.title)) is not None and o.unique for d in described)
    if here - last > (LASTING if lasting else REACH) or not _is_other_here(chains, described, name):
        return False
    if chain.titles and own.titles and not _share_office(chain, own):
        return False
    return all(_is_owed(chains, d) for d in described)


def _led(chains: Chains, told: list[Draft]) -> bool:
    """True where the person was once the subject of a clause outside of quotation marks."""
    words = chains.words
    return any(words.dep[d.head] in SUBJECTS and not words.quote[d.head] for d in told)


def _is_owed(chains: Chains, draft: Draft) -> bool:
    """False for somebody new ("a man", but in the sentence that opens a report), for one of many, for one who is
    told by whose he is, and for "the former president" after somebody who was named."""
    words = chains.words
    if is_former_of_named(chains, draft):
        return False
    if words.lemma[draft.head] in word_class("tied_person") or _is_somebodys(chains, draft):
        return False
    return not draft.fixed or _opens(chains, draft)


def is_former_of_named(chains: Chains, draft: Draft) -> bool:
    """True for "the former president" in a paragraph that has named somebody before: no later name is owed to it."""
    words = chains.words
    return bool(word_class("telling") & set(words.lower[draft.start : draft.head])) and any(
        other.form is Form.NAME
        and other.kind is MentionKind.PERSON
        and other.head < draft.start
        and words.block[other.head] == words.block[draft.head]
        for other in chains.drafts
    )


def _is_somebodys(chains: Chains, draft: Draft) -> bool:
    """True for "his lawyer", "Kos's deputy"; not for "its leader"."""
    words = chains.words
    k = words.kid(draft.head, "nmod:poss")
    if words.lemma[draft.head] in word_class("tied_person"):
        return True
    found = chains.at(k) if k >= 0 else None
    return k >= 0 and (found is None or found.kind in (MentionKind.PERSON, MentionKind.GROUP))


def _opens(chains: Chains, draft: Draft) -> bool:
    """True for the subject of the first sentence of a report's body."""
    words = chains.words
    block = words.block[draft.head]
    bodies = [i for i, b in enumerate(words.document.blocks) if b.is_read and b.kind is not BlockKind.TITLE]
    first = words.sentences[words.sentence[draft.head]][0]
    opens = bool(bodies) and block == bodies[0] and (first == 0 or words.block[first - 1] != block)
    verb = words.head[draft.head]
    return opens and words.dep[draft.head] in SUBJECTS and words.head[verb] == verb


def _is_ahead(chains: Chains, chain: Chain, told: list[Draft]) -> bool:
    """True for "he" before anybody of his gender was named, whom the next sentences name."""
    words, first = chains.words, chain.first
    if any(pronouns()[words.lower[d.head]].person != 3 for d in told):
        return False
    return not any(
        c.kind is MentionKind.PERSON
        and c is not chain
        and c.first.start < first.start
        and (not c.gender or not chain.gender or c.gender == chain.gender)
        for c in chains.each()
    )


def _is_other_here(chains: Chains, described: list[Draft], name: Draft) -> bool:
    """False where the sentence of the name tells of one described so beside it: "Kos told the minister"."""
    words = chains.words
    called = {words.lemma[d.head] for d in described}
    begin, end = words.sentences[words.sentence[name.head]]
    return not any(
        words.lemma[d.head] in called
        for k in range(begin, end)
        for d in chains.by_head.get(k, ())
        if d.form is Form.NOMINAL and d.chain is not name.chain
    )


def _share_office(left: Chain, right: Chain) -> bool:
    """True where an office told of the one is told of the other, in full or by its last word."""
    for title, _, _ in left.titles:
        for other, _, _ in right.titles:
            if title == other or title.split()[-1:] == other.split() or other.split()[-1:] == title.split():
                return True
    return False
