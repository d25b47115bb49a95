"""Put into chains what names, syntax and rules left alone, by the learned scores.

In:   chains after pronouns and descriptions were looked at (antecedents.py); scores of pairs.
Out:  longer chains, also of what no claim speaks of; the chains of everything as noun phrases.

A mention goes to the chain of its best earlier mention where that beats standing for something new. What words say
against it (gender, kind, two names, another country) rules it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.detect.coming import is_another, is_culprit, is_yet_unknown
from letopis.detect.draft import Chain, Draft
from letopis.detect.modifiers import noun_of
from letopis.detect.named_late import is_former_of_named
from letopis.detect.pair_scores import Scores
from letopis.detect.phrases import JOINED, phrase_span
from letopis.detect.pronouns import pronouns
from letopis.detect.states_meant import is_somebodys_state
from letopis.detect.wordlists import word_class
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

# Log odds over standing for something new that a join needs. PLAIN: best CoNLL on GUM dev of 0, -0.5, -1, -1.5 is
# between the middle two; to something named more, as a wrong name is worse than none; NAME_LATE: of a name to the chain
# of a description before it.
PLAIN, TO_NAMED, NAME_LATE = -0.7, 1.0, 0.5
ESTATES = (
    "lawmakers",
    "soldiers",
    "policemen",
    "judges",
    "ministers",
    "marching",
    "journalists",
    "voters",
    "prosecutors",
    "rebelling",
    "tribal",
)


def join_rest(chains: Chains, scores: Scores) -> None:
    """Merge each draft that is the first of its chain with the best chain before it."""
    for draft in scores.table.drafts:
        chain = draft.chain
        if chain is None or chain.hidden or draft.is_torn or any(d.head < draft.head for d in chain.drafts):
            continue
        target = likeliest(chains, scores, draft, alike=draft.form is Form.NAME and not scores.is_whole)
        if target is not None:
            draft.kind = target.kind if draft.form is Form.PRONOUN else draft.kind
            chains.merge(target.drafts[0], draft)


def likeliest(chains: Chains, scores: Scores, draft: Draft, *, alike: bool = False) -> Chain | None:
    """The chain before it, of its kind if `alike`, that a draft, the first of its own, most likely goes on with."""
    own = draft.chain
    best = [
        (score, target)
        for score, target in scores.of_chains(draft).values()
        if own is not None
        and score > PLAIN
        and target is not own
        and (not alike or target.kind is own.kind)
        and _may_join(chains, draft, own, target, score)
    ]
    return max(best, key=lambda entry: entry[0])[1] if best else None


def _is_crowned(chain: Chain) -> bool:
    return any(sort == "monarch" for _, sort, _ in chain.titles)


def _may_join(chains: Chains, draft: Draft, own: Chain, target: Chain, score: float) -> bool:
    """False where words or grammar speak against it."""
    other = MentionKind.OTHER
    if own.is_named and target.is_named and other not in (own.kind, target.kind):
        return False
    if own.gender and target.gender and own.gender != target.gender:
        return False
    if own.country and target.country and own.country != target.country:
        return False
    if draft.country and not target.country and chains.words.lemma[draft.head] == "people":
        return False  # "the Chilean people" are a nation
    if target.is_named and _is_crowned(own) and not _is_crowned(target):
        return False  # a queen is nobody who is told by a plain name
    if draft.form is Form.PRONOUN:
        return _pronoun_may_join(chains, draft, target)
    if is_somebodys_state(chains, draft):
        return False
    if own in target.members or target in own.members:
        return False  # "the two sides" are neither of them
    if _are_others(chains, draft, target) or _are_opposed(chains, draft, target):
        return False
    if is_yet_unknown(chains.words, draft) or _are_other_ministries(chains, draft, target):
        return False
    if own.kind is not other and target.kind is not other:
        if own.kind is not target.kind or own.number != target.number:
            return False
        if _is_held_beside(chains, draft, target) or is_another(chains.words, draft, target):
            return False
        if not (own.is_named or target.is_named):
            return True
        if (
            draft.title
            and noun_of(chains.words, draft).endswith("-general")
            and not _bears(target, draft.title)
        ):
            return False  # "the attorney-general" is no general
        if draft.title and draft.country and draft.country != target.country:
            return False  # "the French president" is nobody of whom no country is told
        if draft.fixed and not own.is_named:
            return False  # "an official" is nobody named
        if _is_of_rebels(chains, draft, target):
            return False
        if is_culprit(chains.words, draft, target):
            return False
        if own.is_named and any(is_former_of_named(chains, d) for d in target.drafts):
            return False
        return score > (NAME_LATE if own.is_named else TO_NAMED)
    return own.number == target.number


def _bears(chain: Chain, title: str) -> bool:
    """True where the chain is called by the title."""
    return any(told == title for told, _, _ in chain.titles)


def _are_opposed(chains: Chains, draft: Draft, target: Chain) -> bool:
    """True for those who keep order and those who march: "police … the organisers"."""
    words = chains.words
    own, theirs = {words.lemma[draft.head]}, set(target.nouns)
    crowd, order = word_class("marching"), word_class("keeping_order")
    if (own & crowd and theirs & order) or (own & order and theirs & crowd):
        return True
    theirs |= {words.lemma[d.head] for d in target.drafts if d.form is Form.NOMINAL and d.number == "pl"}
    if draft.form is not Form.NOMINAL or draft.number != "pl":
        return False
    estates = [e for name in ESTATES if (e := word_class(name)) & own]
    if estates and not any(estate & theirs for estate in estates):
        return any(word_class(name) & theirs for name in ESTATES)
    return _are_other_ministers(chains, draft, target)


def _is_of_rebels(chains: Chains, draft: Draft, target: Chain) -> bool:
    """True for "the army", which is a state's, and the Army of the Dawn or a Liberation Army, which is none's."""
    words = chains.words
    if draft.sort != "institution" or words.lemma[draft.head] != "army" or target.country:
        return False
    names = [d for d in target.drafts if d.form is Form.NAME]
    return any(not word_class("rebel_army").isdisjoint(words.lower[name.start : name.end]) for name in names)


def _are_other_ministers(chains: Chains, draft: Draft, target: Chain) -> bool:
    """True for "the finance ministers" and "the other new ministers": of one noun, narrowed by words of which none is
    the other's."""
    words, lemma = chains.words, chains.words.lemma[draft.head]
    same = [d for d in target.drafts if d.form is Form.NOMINAL and words.lemma[d.head] == lemma]
    own = _narrowing(chains, draft)
    return bool(own and same) and all((said := _narrowing(chains, d)) and not said & own for d in same)


def _are_other_ministries(chains: Chains, draft: Draft, target: Chain) -> bool:
    """True for "the ministry of water" and "the interior ministry"."""
    words, lemma = chains.words, chains.words.lemma[draft.head]
    if draft.form is not Form.NOMINAL or lemma not in word_class("of_a_field"):
        return False
    own = _fields(chains, draft)
    same = [d for d in target.drafts if d.form is Form.NOMINAL and words.lemma[d.head] == lemma]
    said = [fields for d in same if (fields := _fields(chains, d))]
    return bool(own and said) and all(not fields & own for fields in said)


def _fields(chains: Chains, draft: Draft) -> set[str]:
    """What a ministry is for, in the words before its noun and behind "of"."""
    words = chains.words
    around = (*range(draft.start, draft.head), *range(draft.head + 1, draft.end))
    return {words.lower[k] for k in around if words.pos[k] in ("ADJ", "NOUN", "PROPN")} & (
        word_class("field") | {words.lower[k] for k in around if k > draft.head}
    )


def _narrowing(chains: Chains, draft: Draft) -> set[str]:
    words = chains.words
    return {
        words.lower[k] for k in range(draft.start, draft.head) if words.pos[k] in ("ADJ", "NOUN", "PROPN")
    }


def _is_held_beside(chains: Chains, draft: Draft, target: Chain) -> bool:
    """True where the sentence tells another office of the other: "the bishop says that the colonel came"."""
    sentence = chains.words.sentence[draft.head]
    return bool(draft.title) and any(
        d.title and d.title != draft.title and chains.words.sentence[d.head] == sentence
        for d in target.drafts
    )


def _are_others(chains: Chains, draft: Draft, target: Chain) -> bool:
    """True for one thing of two owners: "the president's office" and "her office", where she is not the president."""
    owner = _owner(chains, draft)
    if owner is None:
        return False
    owners = [found for d in target.drafts if (found := _owner(chains, d)) is not None]
    return bool(owners) and all(other is not owner for other in owners)


def _owner(chains: Chains, draft: Draft) -> Chain | None:
    """The chain of the person or body in the possessive before a description."""
    k = chains.words.kid(draft.head, "nmod:poss") if draft.form is Form.NOMINAL else -1
    found = chains.at(k) if k >= 0 else None
    return found.chain if found is not None else None


def _pronoun_may_join(chains: Chains, draft: Draft, target: Chain) -> bool:
    """False for a pronoun of people and a thing, and for "I" of one quotation and of another."""
    words = chains.words
    told = pronouns().get(words.lower[draft.head])
    if told is None:
        return target.kind is MentionKind.OTHER
    if target.kind is MentionKind.OTHER:
        return told.refers != "person" or not target.is_named
    if told.person == 3:
        return False  # the rules have looked at it
    quotes = {words.quote[d.head] for d in target.drafts}
    return not target.is_named and quotes == {words.quote[draft.head]}


def phrase_chains(chains: Chains, scores: Scores | None) -> list[list[tuple[int, int, MentionKind]]]:
    """Every chain as its noun phrases in code points, with their kinds; without lone phrases that are no mention."""
    words, found = chains.words, dict[int, dict[tuple[int, int], MentionKind]]()
    taken: dict[tuple[int, int], int] = {}
    for draft in chains.things():
        first, after = (draft.start, draft.end) if draft.sort == JOINED else phrase_span(words, draft.head)
        first, after = min(first, draft.start), max(after, draft.end)
        if taken.setdefault((first, after), id(draft.chain)) == id(draft.chain):
            found.setdefault(id(draft.chain), {})[first, after] = draft.kind
    kept = []
    drafts = {id(draft.chain): draft for draft in chains.things()}
    for key, spans in found.items():
        if len(spans) > 1 or scores is None or scores.is_mention(drafts[key]):
            kept.append([(words.start[a], words.end[b - 1], kind) for (a, b), kind in spans.items()])
    return kept
