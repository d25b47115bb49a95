"""Find whom pronouns stand for, reading from left to right.

In:   chains after names and structures were linked; who speaks in each quotation.
Out:  pronouns and descriptions (descriptions.py, pairs.py) in the chains of those they stand for.

Gender, number and binding rule out; the learned scores choose (pair_scores.py), helped by syntax (the subject of the
clause around, the subject of the same clause for "his", whoever spoke just before) and salience. Below a floor nothing
is chosen: a wrong speaker is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from letopis.detect.descriptions import described
from letopis.detect.draft import Chain, Draft
from letopis.detect.goes_on import ACTORS, fits, main_subject_before
from letopis.detect.joining import likeliest
from letopis.detect.named_late import named_late
from letopis.detect.pair_scores import Scores
from letopis.detect.pairs import pair_members, plural_of
from letopis.detect.pronouns import Pronoun, pronouns
from letopis.detect.salience import Salience
from letopis.detect.speakers import speaker_at, speaks, speech_verbs
from letopis.detect.varied import named_in_front
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

# Added to salience, whose main-clause subject counts 4.0; ordinal, set on tests/cases/detect/speakers.toml.
AROUND, SAME_CLAUSE, AHEAD, SPOKE, ANSWERS, KNOWN_GENDER, NAMED = 3.0, 4.0, 5.0, 3.0, 6.0, 0.5, 0.3
GOES_ON, REACHED, WHO, QUOTED_NEXT = 8.0, 8.0, 8.0, 6.0  # "he added"; "telephoned him to tell him"
GOES_ON_DOING = 6.0  # "She succeeds Kos, who fell in May. She promised": 0 to 6 swept on texts/coref.txt
# What rules weigh beside the learned log odds of standing for the chain over something new; UNSEEN: beyond the scorer's
# reach. Best of 0.15 to 1.7 and -2 to 2 on the articles of texts/coref_dev.txt, each half alone.
RULES, UNSEEN, FLOOR = 0.3, -1.0, 0.5
ALIKE = 0.0  # by how much less the second of two people weighs that leaves them undecided
GROUP_FLOOR = 1.2  # "they" has many antecedents that are no mentions
SKIPPED = frozenset({MentionKind.OFFICE, MentionKind.TIME, MentionKind.QUANTITY})
BELONGS = 1.0  # of "his lawyer" beside whose lawyer it is

ACCUSATIVE = frozenset({"him", "her", "them"})
COURT_BACK, DEAD_BACK = 2, 5  # sentences


def resolve_references(chains: Chains, speakers: Mapping[int, Draft], scores: Scores | None) -> None:
    """Chain pronouns and definite descriptions."""
    salience, words = Salience(chains, scores), chains.words
    for draft in sorted(chains.drafts, key=lambda d: (d.head, d.start)):
        if draft.kind in SKIPPED or draft.chain is None:
            continue
        chain = draft.chain
        if chain.is_named or any(d.head < draft.head and not _is_own(words, d) for d in chain.drafts):
            if draft is chain.first and (before := _before(chains, salience, draft)) is not None:
                _join(chains, salience, before, draft)  # else settled by name, syntax or an earlier mention
        elif draft.form is Form.PRONOUN:
            _resolve_pronoun(chains, salience, speakers, draft)
        elif draft.form is Form.NOMINAL and not draft.fixed:
            _resolve_description(chains, salience, draft)
        salience.note(draft)
        plural_of(chains, salience, draft)


def _before(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    """The person without a name whose name this first mention tells, by rules, else by score."""
    found = named_late(chains, salience, draft)
    if found is None and salience.scores is not None and draft.form is Form.NAME:
        found = likeliest(chains, salience.scores, draft, alike=True)
    return found


def _is_own(words: Words, draft: Draft) -> bool:
    """True for "I", "my": words that wait for their speaker to be found."""
    told = pronouns().get(words.lower[draft.head])
    return draft.form is Form.PRONOUN and told is not None and told.person == 1


def _join(chains: Chains, salience: Salience, target: Chain, draft: Draft) -> None:
    own = draft.chain
    if own is None or own is target:
        return
    draft.kind = target.kind
    chains.merge(target.drafts[0], draft)
    kept = target.drafts[0].chain if target.drafts else None
    if kept is not None and draft.chain is not None:
        salience.merged(own if draft.chain is target else target, draft.chain)


def _resolve_description(chains: Chains, salience: Salience, draft: Draft) -> None:
    members = pair_members(chains, salience, draft)
    if members:
        same = next(
            (c for c in salience.chains() if not c.hidden and _same_members(c.members, members)), None
        )
        draft.members = members
        if draft.chain is not None:
            draft.chain.members = members
        if same is not None:
            _join(chains, salience, same, draft)
        return
    target = described(chains, salience, draft)
    if target is None and salience.scores is not None:
        target = likeliest(chains, salience.scores, draft, alike=True)
    if target is not None:
        _join(chains, salience, target, draft)


def _same_members(left: list[Chain], right: list[Chain]) -> bool:
    return bool(left) and {id(chain) for chain in left} == {id(chain) for chain in right}


def _resolve_pronoun(chains: Chains, salience: Salience, speakers: Mapping[int, Draft], draft: Draft) -> None:
    told = pronouns()[chains.words.lower[draft.head]]
    speaker = speaker_at(chains.words, speakers, draft.head)
    if told.person == 1:
        if speaker is not None and speaker.chain is not None and _speaks_so(told, speaker):
            draft.number = "sg"
            _join(chains, salience, speaker.chain, draft)
    elif told.person == 3 and told.use != "relative":
        target, share = _best(chains, salience, speaker, told, draft)
        if target is None:
            return
        draft.score = round(0.4 + 0.6 * share, 3)
        if target.hidden:
            draft.members = list(target.members)
            if draft.chain is not None:
                draft.chain.members = list(target.members)
        if target.drafts:
            _join(chains, salience, target, draft)


def _speaks_so(told: Pronoun, speaker: Draft) -> bool:
    """ "I" is a person; "we" is the speaker only where that is a body, a state or several people."""
    if told.number == "sg":
        return speaker.kind is MentionKind.PERSON
    return speaker.kind in (*ACTORS, MentionKind.GROUP)


def _best(
    chains: Chains, salience: Salience, speaker: Draft | None, told: Pronoun, draft: Draft
) -> tuple[Chain | None, float]:
    """The chain that a third-person pronoun stands for, and its share of the weight of the best two."""
    words = chains.words
    if told.refers != "person" and _has_other_owner(chains, told, draft):
        return None, 0.0
    dead = _dead(chains, draft) if told.refers == "person" else frozenset()
    court = _court(chains, salience, draft) if told.refers == "thing" else None
    if court is not None:
        return court, 1.0
    says_more = _says_more(chains, draft)
    if says_more is not None and fits(words, told, says_more) and says_more is not draft.chain:
        return says_more, 1.0
    calls = _who_calls(chains, draft) if told.refers == "person" or told.number == "pl" else None
    if calls is not None and fits(words, told, calls) and calls is not draft.chain and id(calls) not in dead:
        return calls, 1.0
    barred = _barred(chains, told, draft) | {id(draft.chain)} | dead  # "I" of his own words is no antecedent
    if speaker is not None and speaker.chain is not None and told.refers == "person":
        barred.add(id(speaker.chain))
    bonus = _bonuses(chains, salience, told, draft)
    learned = salience.scores.of_chains(draft) if salience.scores is not None else {}
    top = max((score for score, _ in learned.values()), default=0.0)
    candidates = {id(chain): chain for chain in salience.chains()} | {id(c): c for c, _ in bonus.values()}
    scored: list[tuple[float, int, Chain]] = []
    for key, chain in candidates.items():
        if key in barred or not fits(words, told, chain):
            continue
        odds = learned[key][0] if key in learned else UNSEEN
        if told.refers == "thing" and (odds < top if learned else key not in bonus):
            continue  # most of what "it" stands for is no body or state
        weight = salience.of(chain, words.sentence[draft.head]) + (bonus[key][1] if key in bonus else 0.0)
        weight += KNOWN_GENDER if chain.gender and chain.gender == told.gender else 0.0
        weight += NAMED if chain.is_named else 0.0
        weight -= BELONGS if told.refers == "person" and _belongs_to_one(chains, told, chain) else 0.0
        weight = RULES * weight + odds if learned else weight
        if weight >= (GROUP_FLOOR if told.number == "pl" else FLOOR):
            scored.append((weight, -len(scored), chain))
    if not scored:
        return None, 0.0
    scored.sort(key=lambda entry: (-entry[0], -entry[1]))
    second = scored[1][0] if len(scored) > 1 else 0.0
    if _is_torn(told, scored):
        draft.is_torn = True
        return None, 0.0
    return scored[0][2], scored[0][0] / (scored[0][0] + second)


def _dead(chains: Chains, draft: Draft) -> frozenset[int]:
    """Those told to have been killed before, whom nobody arrests, sentences or frees now."""
    words, i = chains.words, draft.head
    verb = words.head[i]
    if words.dep[i] not in ("obj", "nsubj:pass") or words.lemma[verb] not in word_class("done_to_living"):
        return frozenset()
    if any(words.lower[k] == "had" for k in words.kids[verb]):
        return frozenset()  # "he had been jailed twice"
    first = words.sentences[max(0, words.sentence[i] - DEAD_BACK)][0]
    killed = (
        d
        for d in chains.drafts
        if first <= d.head < words.sentences[words.sentence[i]][0]
        and words.dep[d.head] in ("obj", "nsubj:pass")
        and words.lemma[words.head[d.head]] in word_class("deadly")
    )
    return frozenset(id(d.chain) for d in killed)


def _court(chains: Chains, salience: Salience, draft: Draft) -> Chain | None:
    """The court that "it" is which acquits, sentences or throws out: only courts do."""
    words, verb = chains.words, chains.words.head[draft.head]
    found = words.dep[draft.head] == "nsubj" and words.lemma[verb] in word_class("court_act")
    guilty = any(words.lower[k] == "guilty" for k in words.kids[verb]) and words.lemma[verb] == "find"
    if not (found or guilty):
        return None
    sentence = words.sentence[draft.head]
    courts = [
        c
        for c in salience.chains()
        if c.kind is MentionKind.ORGANISATION
        and salience.last(c) >= sentence - COURT_BACK
        and any(words.lemma[d.head] in word_class("judging_body") for d in c.drafts)
    ]
    return max(courts, key=salience.last, default=None)


def _says_more(chains: Chains, draft: Draft) -> Chain | None:
    """Who says what a relative clause of a saying adds: "X accuses Y of arming islands which it says are free"."""
    words, verb = chains.words, chains.words.head[draft.head]
    if (
        words.dep[draft.head] != "nsubj"
        or words.lemma[verb] not in speech_verbs()
        or words.dep[verb] != "acl:relcl"
    ):
        return None
    above = words.predicate(words.head[verb])
    for _ in range(4):
        subject = words.own_subject(above)
        if words.lemma[above] in speech_verbs() and 0 <= subject < verb:
            found = chains.at(subject)
            return found.chain if found is not None and found is not draft else None
        if words.head[above] == above:
            return None
        above = words.predicate(words.head[above])
    return None


def _who_calls(chains: Chains, draft: Draft) -> Chain | None:
    """Whoever acts in the clause around "what he called a farce": the subject of its verb, of a passive the agent."""
    words, i = chains.words, draft.head
    verb = words.head[i]
    what = words.head[verb]
    if words.dep[i] not in SUBJECTS or words.dep[verb] != "acl:relcl" or words.lower[what] != "what":
        return None
    if words.quote[i] or words.lemma[verb] not in word_class("calling"):
        return None
    clause = words.predicate(words.head[what])
    subject = words.subject(clause)
    if words.head[what] == what or subject < 0 or not subject < clause < what:
        return None
    if words.dep[subject].endswith(":pass"):
        agents = (
            k for k in words.kids[clause] if words.dep[k] == "obl:agent" or words.preposition(k) == "by"
        )
        subject = next(agents, -1)
    found = chains.at(subject) if subject >= 0 else None
    if found is None or found.kind not in (MentionKind.PERSON, MentionKind.GROUP, MentionKind.ORGANISATION):
        return None
    return found.chain


def _is_torn(told: Pronoun, scored: list[tuple[float, int, Chain]]) -> bool:
    """True where two named people fit a pronoun about alike."""
    if told.refers != "person" or len(scored) < 2 or not (scored[0][2].is_named and scored[1][2].is_named):
        return False
    return scored[0][0] - scored[1][0] <= ALIKE


def _belongs_to_one(chains: Chains, told: Pronoun, chain: Chain) -> bool:
    """True for "his lawyer" where he himself may be meant as well: the text is about him."""
    if chain.is_named or chain.hidden:
        return False
    words = chains.words
    owners = [words.kid(d.head, "nmod:poss") for d in chain.drafts if d.form is Form.NOMINAL]
    found = [chains.at(k) if k >= 0 and words.lower[k] not in ("my", "whose") else None for k in owners]
    return bool(found) and all(
        one is not None and one.chain is not None and one.chain is not chain and fits(words, told, one.chain)
        for one in found
    )


def _has_other_owner(chains: Chains, told: Pronoun, draft: Draft) -> bool:
    """True for "its", "their" where the clause has a fitting subject that is no mention ("schools … their own")."""
    words = chains.words
    subject = words.subject(words.predicate(draft.head))
    if told.use != "possessive" or not 0 <= subject < draft.head or chains.at(subject) is not None:
        return False
    plural = words.tag[subject] in ("NNS", "NNPS")
    return words.pos[subject] in ("NOUN", "PROPN") and plural == (told.number == "pl")


def _barred(chains: Chains, told: Pronoun, draft: Draft) -> set[int]:
    """Chains that the pronoun cannot be for its place: other arguments of its verb; what it possesses."""
    words, i = chains.words, draft.head
    barred: set[int] = set()
    if told.use == "possessive" or words.dep[i] == "nmod:poss":
        for k in (words.head[i], *words.kids[words.head[i]]):
            if k != i and (k == words.head[i] or words.dep[k] in ("flat", "appos", "nmod:desc")):
                _bar(chains, barred, k)
        return barred
    says = speaks(words, i) or (i > 0 and words.quote[i - 1] > 0 and words.dep[i] in SUBJECTS)
    if says and not words.quote[i]:  # who speaks is "I" in the quotation, not a name
        for k in range(*words.sentences[words.sentence[i]]):
            found = chains.at(k) if words.quote[k] else None
            if found is not None and found.form is Form.NAME:
                barred.add(id(found.chain))
    governor = words.head[i]
    if words.dep[i] in SUBJECTS and speaks(words, i):
        barred |= named_in_front(chains, i)
    if words.dep[i] in SUBJECTS:
        _bar_askers(chains, barred, governor)
        if (
            words.lower[i] in ACCUSATIVE and words.head[governor] != governor
        ):  # "had him examined", "let him go"
            _bar(chains, barred, words.subject(words.predicate(words.head[governor])))
        _bar_names_below(chains, barred, governor)
    for k in words.kids[governor]:
        if k != i and words.dep[k].split(":")[0] in ("nsubj", "obj", "iobj", "obl"):
            _bar(chains, barred, k)
            if words.dep[k] in SUBJECTS:
                for inner in words.kids[k]:
                    if words.dep[inner] == "conj":
                        _bar(chains, barred, inner)
    if words.dep[governor] == "acl:relcl" and words.pos[words.head[governor]] != "PRON":
        # "the man he was toppling, Kos": he is not that man
        noun = words.head[governor]
        for k in (noun, *(kid for kid in words.kids[noun] if words.dep[kid] == "appos")):
            _bar(chains, barred, k)
    if words.dep[i] not in SUBJECTS:
        subject = words.subject(words.predicate(i))
        if subject >= 0 and subject != i:
            _bar(chains, barred, subject)
    elif words.head[governor] != governor and words.kid(governor, "cop") >= 0:
        _bar(chains, barred, governor)
    return barred


def _bar_names_below(chains: Chains, barred: set[int], verb: int) -> None:
    """Bar whoever the verb's own clauses name: "he said, adding that Kos would go" is not Kos."""
    words = chains.words
    for k in range(verb + 1, words.sentences[words.sentence[verb]][1]):
        found = chains.at(k)
        if found is not None and found.form is Form.NAME and not words.quote[k] and _within(words, k, verb):
            barred.add(id(found.chain))


def _bar_askers(chains: Chains, barred: set[int], verb: int) -> None:
    """Bar whoever a participle beside or above a verb has as its agent: "asked by X whether he lied, he denied it"."""
    words = chains.words
    participles = [k for k in words.kids[verb] if words.dep[k] == "advcl" and words.tag[k] == "VBN"]
    if words.dep[verb] in ("ccomp", "xcomp", "advcl") and words.tag[words.head[verb]] == "VBN":
        participles.append(words.head[verb])
    for participle in participles:
        if words.dep[participle] != "advcl" or words.subject(participle) >= 0:
            continue
        for k in words.kids[participle]:
            if words.dep[k].startswith("obl") and words.preposition(k) == "by":
                _bar(chains, barred, k)


def _bar(chains: Chains, barred: set[int], i: int) -> None:
    found = chains.at(i)
    if found is not None and found.chain is not None:
        barred.add(id(found.chain))


def _bonuses(
    chains: Chains, salience: Salience, told: Pronoun, draft: Draft
) -> dict[int, tuple[Chain, float]]:
    """What syntax adds: chain by id → (chain, weight)."""
    words, i = chains.words, draft.head
    bonus: dict[int, tuple[Chain, float]] = {}

    def add(token: int, weight: float) -> None:
        found = chains.at(token) if token >= 0 else None
        chain = found.chain if found is not None and found is not draft else None
        if told.number == "pl" and token in salience.joined:
            chain = salience.joined[token]
        if chain is not None:
            bonus[id(chain)] = (chain, max(bonus.get(id(chain), (chain, 0.0))[1], weight))

    clause = words.predicate(i)
    subject = words.subject(clause)
    if words.dep[i] not in SUBJECTS and subject >= 0 and not _within(words, i, subject):
        add(subject, SAME_CLAUSE if subject < i else AHEAD)
    weight = AROUND
    for _ in range(5):
        if words.head[clause] == clause:
            break
        beside = words.dep[clause] in ("advcl", "acl:relcl")
        if beside and words.dep[i] in SUBJECTS and any(words.lower[k] == "when" for k in words.kids[clause]):
            add(words.head[clause], WHO)
        clause = words.predicate(words.head[clause])
        subject = words.subject(clause)
        if subject >= 0 and not _within(words, i, subject):
            if beside and words.lower[subject] == "who" and words.dep[i] in SUBJECTS:
                weight = WHO  # "Berg, who has led the bank since May, when he followed Lind"
            add(subject, weight if subject < i else AHEAD if not words.quote[i] else weight)
            weight -= 1.0
    _add_speaker(words, salience, told, draft, bonus)
    if words.dep[i] in SUBJECTS and words.lemma[words.head[i]] in word_class("answer"):
        add(_who_was_asked(words, i), ANSWERS)
    add(_who_was_reached(words, i), REACHED)
    add(main_subject_before(chains, told, i), GOES_ON_DOING)
    return bonus


def _add_speaker(
    words: Words, salience: Salience, told: Pronoun, draft: Draft, bonus: dict[int, tuple[Chain, float]]
) -> None:
    """ "he said" prefers who spoke last."""
    i, verb = draft.head, words.head[draft.head]
    if words.dep[i] not in SUBJECTS or words.dep[i].endswith(":pass") or words.quote[i]:
        return
    says = words.lemma[verb] in speech_verbs() or (i > 0 and words.quote[i - 1] > 0)
    if says and salience.speaker is not None:
        spoken, block = salience.speaker
        if spoken.chain is not None and 0 <= words.block[i] - block <= 1:
            before = bonus.get(id(spoken.chain), (spoken.chain, 0.0))[1]
            goes_on = words.lemma[verb] in word_class("saying_more")
            near = words.block[i] == block and words.sentence[i] - words.sentence[spoken.head] == 1
            quotes = any(words.quote[words.sentences[words.sentence[i]][0] : i])
            told_on = GOES_ON if goes_on else QUOTED_NEXT if near and quotes else SPOKE
            bonus[id(spoken.chain)] = (spoken.chain, max(before, told_on))


def _who_was_reached(words: Words, i: int) -> int:
    """The object of the verb above of a purpose: "telephoned Kos to tell him" tells Kos; -1 where there is none."""
    verb = words.head[i]
    above = words.head[verb]
    if words.dep[i] not in ("obj", "iobj") or words.dep[verb] != "advcl" or not above < verb:
        return -1
    purpose = any(words.lower[k] == "to" and words.dep[k] == "mark" for k in words.kids[verb])
    return words.kid(above, "obj", "iobj") if purpose and words.own_subject(verb) < 0 else -1


def _who_was_asked(words: Words, i: int) -> int:
    """The object of the verb of asking that heads the sentence before; -1 where there is none."""
    before = words.sentence[i] - 1
    if before < 0:
        return -1
    for k in range(*words.sentences[before]):
        if words.head[k] == k and words.lemma[k] in word_class("ask"):
            return words.kid(k, "obj", "iobj")
    return -1


def _within(words: Words, i: int, top: int) -> bool:
    """True when `i` lies below `top`."""
    for _ in range(20):
        if i == top:
            return True
        if words.head[i] == i:
            return False
        i = words.head[i]
    return False
