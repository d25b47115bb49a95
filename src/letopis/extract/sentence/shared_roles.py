"""What the matches of one sentence give each other: a deed said twice, who takes part, whom it is done to.

In:   the matches of events.tsv in a document.
Out:  the same matches, fewer or with more roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from letopis.extract.event.actors import can_act, is_party
from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import PARTIES, Reading
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.lexicon import Frame, classes
from letopis.mention import Form, MentionKind

SHARING = frozenset(
    {
        "AGREE",
        "CONCEDE",
        "REJECT",
        "RETREAT",
        "SANCTION",
        "SUPPORT",
        "THREATEN",
        "ACCUSE",
        "COERCE",
        "REQUEST",
        "REGULATE",
        "PROTEST",
        "RULE",
    }
)  # acts that are done to whoever their content is done to
HELD = frozenset({"CONSULT", "NEGOTIATE"})
STANCES = frozenset({"ACCUSE", "SUPPORT"})  # acts towards who did what is spoken of
WORDY = frozenset(
    {"ACCUSE", "SUPPORT", "REQUEST", "THREATEN", "AGREE"}
)  # "in an attack on the plan, X wrote"
DOING = ("VERB", "ADJ")
SEEING = frozenset({"see", "meet", "visit", "consult"})
SELVES = frozenset({"himself", "herself", "themselves", "itself"})
HURTING = frozenset({"ASSAULT"})
ORDERED = frozenset({"order", "decree", "law", "fire", "crash", "flood", "storm"})  # no means of an attack
NAMING = frozenset({"APPOINT", "ELECT"})
SAID_ON = frozenset({"ACCUSE", "SUPPORT", "PROTEST"})  # told twice in one breath: "hailing it as …, welcomed"
TOLD_ON = frozenset({"INCIDENT", "RULE"})  # told once, with what came of it
BESIDE = frozenset(
    {"after", "during", "following", "in", "at", "before", "on", "for"}
)  # before a meeting held beside an act


def join_named(reading: Reading, match: Match) -> Match:
    """The match; a person told beside the office is named too: "confirmed X as judge and Y as prosecutor"."""
    if match.frame.type not in NAMING or not match.roles.get("recipient"):
        return match
    themes = match.roles.get("theme", ())
    people = tuple(
        w for w in themes if w in reading.parties and reading.parties[w].kind == MentionKind.PERSON
    )
    named = tuple(w for w in people if reading.parties[w].form == Form.NAME)
    if not named or len(named) == len(themes):
        return match
    kept = tuple(w for w in themes if w not in named)
    recipients = tuple(dict.fromkeys((*match.roles["recipient"], *named)))
    return replace(match, roles={**match.roles, "theme": kept, "recipient": recipients})


def join_asked(reading: Reading, match: Match) -> Match:
    """The match; who is to do what is asked for in a clause is asked: "demanded that the judge resign"."""
    if match.frame.type != "REQUEST" or match.roles.get("recipient"):
        return match
    actors = match.roles.get("actor", ())
    verbs = [w for w in match.roles.get("theme", ()) if reading.pos[w] == "VERB"]
    clauses = [w for w in verbs if any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[w])]
    asked = [
        w for clause in clauses for w in slots_of(reading, clause).get("subj", ()) if can_act(reading, w)
    ]
    new = tuple(w for w in asked if w not in actors and is_party(reading, w))
    return replace(match, roles={**match.roles, "recipient": new}) if new else match


def join_seen(reading: Reading, match: Match) -> Match:
    """The match; who is visited is whom the journey is made to see: "flew to Oslo to see the king"."""
    if match.frame.type != "CONSULT" or match.frame.mode != "visit":
        return match
    aims = slots_of(reading, match.word)
    verbs = [w for slot in ("advcl", "xcomp") for w in aims.get(slot, ()) if reading.lemmas[w] in SEEING]
    seen = [w for verb in verbs for w in slots_of(reading, verb).get("obj", ()) if is_party(reading, w)]
    people = [w for w in seen if reading.tags[reading.heads[w]] == "VB" and can_act(reading, w)]
    recipients = tuple(dict.fromkeys((*people, *match.roles.get("recipient", ()))))
    return replace(match, roles={**match.roles, "recipient": recipients}) if people else match


def join_refused(reading: Reading, match: Match) -> Match:
    """The match; who is not to be met, helped or obeyed is refused: "refused to receive the envoy"."""
    if match.frame.type != "REJECT" or match.roles.get("recipient"):
        return match
    themes = match.roles.get("theme", ())
    verbs = [
        w for w in themes if reading.pos[w] == "VERB" and reading.lemmas[w] in classes()["done_to_party"]
    ]
    slots = [slots_of(reading, verb) for verb in verbs]
    refused = [w for own in slots for name in ("obj", "with") for w in own.get(name, ())]
    actors = match.roles.get("actor", ())
    new = tuple(w for w in refused if w not in actors and can_act(reading, w) and is_party(reading, w))
    return replace(match, roles={**match.roles, "recipient": new}) if new else match


def join_himself(reading: Reading, match: Match) -> Match:
    """The match; who has himself sworn in has it done: he is both."""
    done_to = match.roles.get("recipient", ())
    selves = [w for w in done_to if reading.words[w].lower() in SELVES]
    if match.roles.get("actor") or not selves or reading.lemmas[selves[0] - 1] not in ("have", "get"):
        return match
    having = selves[0] - 1
    verb = having if reading.pos[having] == "VERB" else match.word
    subjects = [w for w in slots_of(reading, verb).get("subj", ()) if w not in selves]
    others = tuple(w for w in done_to if w not in selves) or tuple(subjects)
    return replace(match, roles={**match.roles, "actor": others, "recipient": tuple(selves)})


def join_means(reading: Reading, match: Match) -> Match:
    """The match; of an attack whose means alone are told, whoever's they are does it: "an Israeli strike killed",
    "a missile fired by the rebels hit", "the army's shells fell"."""
    if match.frame.type not in HURTING or match.roles.get("actor"):
        return match
    means = match.roles.get("instrument") or tuple(slots_of(reading, match.word).get("subj", ()))
    bodies = (MentionKind.COUNTRY, MentionKind.ORGANISATION, MentionKind.GROUP)
    for thing in means:
        if reading.pos[thing] != "NOUN" or thing in reading.parties or reading.lemmas[thing] in ORDERED:
            continue
        senders = [
            sender
            for kid in reading.kids[thing]
            if reading.deps[kid] == "acl" and reading.tags[kid] == "VBN"
            for sender in slots_of(reading, kid).get("subj", ())
        ]
        own = slots_of(reading, thing)
        owners = [w for slot in ("poss", "by", "mod") for w in own.get(slot, ())]
        owners = [w for w in owners if (m := reading.parties.get(w)) is not None and m.kind in bodies]
        found = tuple(w for w in senders or owners if w in reading.parties)
        if found:
            return replace(match, roles={**match.roles, "actor": found})
    return match


def join_repeated(reading: Reading, matches: list[Match]) -> list[Match]:
    """The matches; a noun that says its verb's deed again ("marched in protest against X") gives it its roles."""
    by_word = {match.word: match for match in matches}
    for noun in matches:
        top = _top_of(reading, noun.word)
        verb = by_word.get(reading.heads[top])
        dependent = reading.deps[top].split(":")[0] in ("obj", "obl")
        if reading.pos[noun.word] == "VERB" or verb is None or not dependent:
            continue
        if _is_light(reading, verb, noun):
            verb = by_word[verb.word] = replace(verb, frame=_as_noun(verb.frame, noun.frame))
        if verb.frame.type == noun.frame.type and verb.word != noun.word:
            taken = {word for words in verb.roles.values() for word in words}
            more = {
                role: left
                for role, words in noun.roles.items()
                if role not in verb.roles and (left := tuple(word for word in words if word not in taken))
            }
            by_word[verb.word] = replace(verb, roles={**verb.roles, **more})
            del by_word[noun.word]
    for word in [word for word in by_word if _is_outcome(reading, by_word, word)]:
        upper, match = by_word.get(reading.heads[word]), by_word[word]
        if upper is None:  # it went to the deed above it already
            continue
        del by_word[word]
        added = {role: words for role, words in match.roles.items() if role not in upper.roles}
        if match.frame.type in HURTING:  # who was hit, and who was hurt by it
            hurt = (*upper.roles.get("recipient", ()), *match.roles.get("recipient", ()))
            added["recipient"] = tuple(dict.fromkeys(hurt))
        by_word[upper.word] = replace(upper, roles={**upper.roles, **added})
    return list(by_word.values())


def _top_of(reading: Reading, noun: int) -> int:
    """The noun, or of "released a tranche of its loan" the tranche."""
    head = reading.heads[noun]
    inside = reading.deps[noun] == "nmod" and preposition(reading, noun) == "of"
    return head if inside and reading.pos[head] == "NOUN" else noun


def _is_outcome(reading: Reading, by_word: Mapping[int, Match], word: int) -> bool:
    """True for a participle that says what came of the deed above it: "sank, killing nine"; "blocked the ban, ruling
    that …"; "bombed the depot, wounding two"."""
    upper, match = by_word.get(reading.heads[word]), by_word[word]
    beside = (
        reading.deps[word] in ("advcl", "conj")
        and reading.tags[word] == "VBG"
        and word != reading.heads[word]
    )
    if (
        upper is not None and upper.frame.mode == match.frame.mode == "seize"
    ):  # "searched the house and took a gun"
        return reading.deps[word] == "conj" and not any(
            reading.deps[kid].startswith("nsubj") for kid in reading.kids[word]
        )
    if upper is None or not beside:
        return False
    if match.frame.type in HURTING and upper.frame.type in (*HURTING, "PROTEST"):
        return reading.lemmas[word] in classes()["hurting"]
    if upper.frame.type != match.frame.type:
        return False
    same = upper.frame.mode == match.frame.mode and reading.deps[word] == "advcl"
    return match.frame.type in TOLD_ON or (match.frame.type in SAID_ON and same)


def _is_light(reading: Reading, verb: Match, noun: Match) -> bool:
    """True for a verb that only carries a noun which itself says what was done: "launched a scathing attack"."""
    light = reading.lemmas[verb.word] in classes()["carrying"]
    sure = any((need.words or need.classes) and not need.absent for need in noun.frame.needs)
    return light and sure and reading.deps[noun.word] in ("obj", "nsubj:pass")


def _as_noun(verb: Frame, noun: Frame) -> Frame:
    """The verb's frame with the type and mode of the noun that it carries."""
    if verb.type == noun.type and noun.mode is None:
        return verb
    contexts = tuple(dict.fromkeys((*verb.contexts, *noun.contexts)))
    return replace(verb, type=noun.type, mode=noun.mode, contexts=contexts)


def join_subject(reading: Reading, match: Match) -> Match:
    """The match; of a meeting or visit told beside another act whoever did that takes part: "resigned after talks
    with the generals", "said during a visit to Poland"."""
    verb = reading.heads[match.word]
    actors = match.roles.get("actor", ())
    beside = reading.deps[match.word] in ("obl", "advcl") and preposition(reading, match.word) in BESIDE
    if beside and not actors and match.frame.type in WORDY and preposition(reading, match.word) == "in":
        joined = tuple(w for w in slots_of(reading, verb).get("subj", ()) if can_act(reading, w))
        return replace(match, roles={**match.roles, "actor": joined}) if joined else match
    if (
        match.frame.type not in HELD
        or not beside
        or reading.pos[verb] not in DOING
        or is_passive(reading, verb)
    ):
        return match
    if slots_of(reading, match.word).keys() & {"poss", "between", "of", "by", "mod"}:
        return match
    visit = reading.lemmas[match.word] in classes()["visit"]
    told = any(need.slot == "case" for need in match.frame.needs)  # "due in Suva for a summit"
    if (visit and actors) or not (visit or told or "with" in slots_of(reading, match.word)):
        return match
    people = (MentionKind.PERSON, MentionKind.COUNTRY, MentionKind.GROUP, MentionKind.ORGANISATION)
    taken = _chains_of(reading, actors)
    joined = tuple(
        word
        for word in slots_of(reading, verb).get("subj", ())
        if (m := reading.parties.get(word)) and m.kind in people and not _chains_of(reading, [word]) & taken
    )
    return replace(match, roles={**match.roles, "actor": (*joined, *actors)}) if joined else match


def share_recipients(reading: Reading, matches: list[Match]) -> list[Match]:
    """The matches; one that names nobody it is done to takes those of what it is about: "agreed to pay Egypt",
    "lifted the sanctions imposed on Iran"."""
    by_word = {match.word: match for match in matches}
    found = []
    for match in matches:
        about = {*match.roles.get("theme", ()), *slots_of(reading, match.word).get("obj", ())}
        named = [
            w
            for w in match.roles.get("recipient", ())
            if w not in about or reading.pos[w] == "PRON" or can_act(reading, w)
        ]
        if match.frame.type in SHARING and not named:
            taken = _chains_of(reading, match.roles.get("actor", ()))
            stance = None if match.frame.type == "PROTEST" else match.frame.type in STANCES
            sharers = (_done_to(reading, at, by_word.get(at), stance) for at in _abouts(reading, match))
            shared = next((words for words in sharers if words), [])
            words = tuple(
                word
                for word in dict.fromkeys(shared)
                if not _chains_of(reading, [word, *slots_of(reading, word).get("poss", ())]) & taken
            )  # who "pledged to expand its army" pledged it to nobody's army
            if words:
                match = replace(match, roles={**match.roles, "recipient": words})
        found.append(match)
    return found


def part_sides(reading: Reading, match: Match) -> Match:
    """The match; "him" is not who acts: in "found that X had erred and barred him" the finder does."""
    actors, done_to = match.roles.get("actor", ()), match.roles.get("recipient", ())
    plain = [
        w for w in done_to if reading.words[w].lower() in ("him", "her", "them") and w in reading.parties
    ]
    own = any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[match.word])
    if not plain or own or reading.deps[match.word] != "conj":
        return match
    taken = _chains_of(reading, plain)
    if not _chains_of(reading, actors) & taken:
        return match
    above = reading.heads[match.word]
    for _ in range(3):
        above = reading.heads[above]
        others = [w for w in slots_of(reading, above).get("subj", ()) if can_act(reading, w)]
        if others and not _chains_of(reading, others) & taken:
            return replace(match, roles={**match.roles, "actor": tuple(others)})
    return match


def aim_measure(reading: Reading, match: Match) -> Match:
    """The match; a tariff or ban that is laid on one state is a sanction: "slapped tariffs on Chinese steel"."""
    laid = match.frame.type == "REGULATE" and reading.lemmas[match.word] in classes()["imposing"]
    things = (*match.roles.get("theme", ()), *slots_of(reading, match.word).get("obj", ()))
    if not laid or not any(reading.lemmas[w] in classes()["sanction"] for w in things):
        return match
    taken = _chains_of(reading, match.roles.get("actor", ()))
    aimed = [m for w in match.roles.get("recipient", ()) if (m := reading.parties.get(w)) is not None]
    states = bool(aimed) and all(m.kind == MentionKind.COUNTRY and m.chain not in taken for m in aimed)
    return (
        replace(match, frame=replace(match.frame, type="SANCTION", mode="discontinue")) if states else match
    )


def _chains_of(reading: Reading, words: Iterable[int]) -> set[str]:
    """The chains of the parties that the words head, and of their members."""
    mentions = [reading.parties[word] for word in words if word in reading.parties]
    return {chain for mention in mentions for chain in (mention.chain, *mention.members)}


def _abouts(reading: Reading, match: Match) -> list[int]:
    """What an act is about: the governed verb, else the theme and the participle that tells what it was."""
    slots = slots_of(reading, match.word)
    abouts = list(slots.get("xcomp", ())) or [*match.roles.get("theme", ()), *slots.get("obj", ())]
    for about in list(dict.fromkeys(abouts)):
        abouts += [kid for kid in reading.kids[about] if reading.deps[kid] == "acl"]
    return list(dict.fromkeys(abouts))


def _done_to(reading: Reading, word: int, match: Match | None, by_whom: bool | None) -> list[int]:
    """The parties that a verb or noun says something is done to or with; of a deed judged (`by_whom`), who
    did it; of a protest (None) only whom it is against."""
    slots = slots_of(reading, word)
    choices: list[Iterable[int]] = []
    if by_whom is None:  # a protest has no other target
        against = [one for words in _opposed(reading, word) for one in words]
        return [one for one in against if is_party(reading, one)]
    if by_whom:
        choices += [match.roles.get("actor", ()) if match else (), slots.get("poss", ()), slots.get("by", ())]
    if match:
        choices.append(match.roles.get("recipient", ()))
    if reading.pos[word] == "VERB":
        choices.append(slots.get("iobj", ()))
        choices += [slots.get("obj", ())] if match is None else []
    choices += _opposed(reading, word)
    choices += [
        slots.get(name, ()) for name in ("on", "to", "with", "from", "for", "of", "poss", "by", "mod")
    ]
    for words in choices:
        parties = [w for w in words if (m := reading.parties.get(w)) and m.kind in PARTIES]
        if parties:
            return parties
    return []


def _opposed(reading: Reading, word: int) -> list[list[int]]:
    """Whom a noun or verb is against, else whose thing: "against the ruler's plans"."""
    against = slots_of(reading, word).get("against", [])
    return [against, [owner for one in against for owner in slots_of(reading, one).get("poss", ())]]
