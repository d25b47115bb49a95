"""Find what happened: events with who, to whom, where, when, and how surely.

In:   a `Reading`.
Out:  claims of kind event.

Types and what tells them apart: data/ontology/events, data/lexicon/en/events.tsv. Events without an actor are
kept where the type can do without ("a crisis broke out"); any other needs a party in sight, so that habits
and generalities stay out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from letopis.claim import Argument, Claim, ClaimKind, Modality, Polarity, claim_id
from letopis.document import BlockKind
from letopis.extract.factuality import Factuality, factuality_of, is_speech_verb
from letopis.extract.frames import Match, find_matches, is_bare_number
from letopis.extract.reading import PARTIES, Reading
from letopis.extract.slots import CLAUSES, is_passive, preposition, slots_of
from letopis.extract.when import ahead, time_of
from letopis.lexicon import classes
from letopis.lexicon import words as first_column
from letopis.mention import MentionKind
from letopis.times import Interval

PRODUCER = "extract.events"
ACTORLESS = frozenset(
    {"INCIDENT", "CHANGE", "ELECT", "PROTEST", "LEGISLATE", "ASSAULT", "DISMISS", "APPOINT", "SIGN"}
)
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
    }
)  # acts that are done to whoever their content is done to
HELD = frozenset({"CONSULT", "NEGOTIATE"})
STANCES = frozenset({"ACCUSE", "SUPPORT"})  # acts towards who did what is spoken of
TOLD_ON = frozenset({"INCIDENT", "RULE"})  # told once, with what came of it
BESIDE = frozenset(
    {"after", "during", "following", "in", "at", "before", "on"}
)  # before a meeting held beside an act
PLACE_MARKS = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around"})
BACKGROUND_DAYS = 365  # a happening dated a year or more before the article is its background, not its news


def extract_events(reading: Reading, asked: Container[int] = frozenset()) -> list[Claim]:
    """The events of a document, in text order, one claim for each assertion.

    `asked` are words inside what somebody asks for, promises or warns of: the act that is asked for is a claim of
    its own beside the asking.
    """
    told = [m for m in find_matches(reading, "events") if reading.deps[m.word] != "amod"]
    matches = join_repeated(reading, told)
    matches = [join_subject(reading, match) for match in matches]
    matches = share_recipients(reading, matches)
    matches = [match for match in matches if _is_wanted(reading, match)]
    absorbed = _absorbed(reading, matches, asked)
    claims = [_claim(reading, match) for match in matches if match.word not in absorbed]
    claims = [claim for claim in claims if claim.arguments or claim.when]  # a bare word is no report
    return date_by_repetition(reading, claims)


def join_repeated(reading: Reading, matches: list[Match]) -> list[Match]:
    """The matches; a noun that says its verb's deed again ("marched in protest against X") gives it its roles."""
    by_word = {match.word: match for match in matches}
    for noun in matches:
        verb = by_word.get(reading.heads[noun.word])
        dependent = reading.deps[noun.word].split(":")[0] in ("obj", "obl")
        if reading.pos[noun.word] == "VERB" or verb is None or not dependent:
            continue
        if verb.frame.type == noun.frame.type and verb.word != noun.word:
            taken = {word for words in verb.roles.values() for word in words}
            more = {
                role: left
                for role, words in noun.roles.items()
                if role not in verb.roles and (left := tuple(word for word in words if word not in taken))
            }
            by_word[verb.word] = replace(verb, roles={**verb.roles, **more})
            del by_word[noun.word]
    beside = ("advcl", "conj")
    told_on = [word for word in by_word if reading.deps[word] in beside and reading.tags[word] == "VBG"]
    for word in told_on:
        upper, match = by_word.get(reading.heads[word]), by_word[word]
        if upper is None or upper.frame.type != match.frame.type or match.frame.type not in TOLD_ON:
            continue
        added = {role: words for role, words in match.roles.items() if role not in upper.roles}
        by_word[upper.word] = replace(upper, roles={**upper.roles, **added})
        del by_word[word]  # "sank, killing nine"; "blocked the ban, ruling that …"
    return list(by_word.values())


def join_subject(reading: Reading, match: Match) -> Match:
    """The match; of a meeting or visit told beside another act whoever did that takes part: "resigned after talks
    with the generals", "said during a visit to Poland"."""
    verb = reading.heads[match.word]
    actors = match.roles.get("actor", ())
    beside = reading.deps[match.word] in ("obl", "advcl") and preposition(reading, match.word) in BESIDE
    if match.frame.type not in HELD or not beside or reading.pos[verb] != "VERB" or is_passive(reading, verb):
        return match
    if slots_of(reading, match.word).keys() & {"poss", "between", "of", "by", "mod"}:
        return match
    visit = reading.lemmas[match.word] in classes()["visit"]
    if (visit and actors) or (not visit and "with" not in slots_of(reading, match.word)):
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
        named = [w for w in match.roles.get("recipient", ()) if w not in about or can_act(reading, w)]
        if match.frame.type in SHARING and not named:
            taken = _chains_of(reading, match.roles.get("actor", ()))
            stance = None if match.frame.type == "PROTEST" else match.frame.type in STANCES
            sharers = (_done_to(reading, at, by_word.get(at), stance) for at in _abouts(reading, match))
            shared = next((words for words in sharers if words), [])
            words = tuple(word for word in dict.fromkeys(shared) if not _chains_of(reading, [word]) & taken)
            if words:
                match = replace(match, roles={**match.roles, "recipient": words})
        found.append(match)
    return found


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


def _absorbed(reading: Reading, matches: Iterable[Match], asked: Container[int]) -> set[int]:
    """Words that name no event of their own: the refused act, the noun that a matched verb carries, and its
    reverse."""
    by_word = {match.word: match for match in matches}
    gone: set[int] = set()
    for match in sorted(by_word.values(), key=lambda match: (reading.pos[match.word] != "VERB", match.word)):
        if match.word in gone:
            continue
        slots = slots_of(reading, match.word)
        for slot in match.frame.absorbs:
            clause = slot in CLAUSES  # "charged with killing a judge" tells of two things
            fillers = [w for w in slots.get(slot, ()) if clause or reading.pos[w] != "VERB"]
            gone.update(w for w in fillers if not clause or w not in asked)
        for need in match.frame.needs:
            narrow = not need.absent and bool(need.words or need.classes)
            if narrow and need.slot in ("obj", "subj", "in", "to", "on", "into"):
                gone.update(f for f in slots.get(need.slot, ()) if f in by_word and f not in reading.parties)
            if not need.absent and need.slot == "lv":
                gone.update(slots.get("lv", ()))
    return gone


def _is_wanted(reading: Reading, match: Match) -> bool:
    parties = [w for role in ("actor", "recipient") for w in match.roles.get(role, ()) if can_act(reading, w)]
    if "weak" in match.frame.marks:
        return (
            any(is_party(reading, w) for w in match.roles.get("actor", ()))
            and any(is_party(reading, w) for w in match.roles.get("recipient", ()))
        ) or len(parties) > 1
    if parties:
        return True
    things = [w for role in ("theme", "place") for w in match.roles.get(role, ())]
    if reading.pos[match.word] == "VERB" and any(w in reading.parties for w in things):
        return True
    if match.frame.type not in ACTORLESS:
        return match.frame.type in HELD and _is_held(reading, match.word)
    return reading.pos[match.word] == "VERB" or time_of(reading, match.word) is not None or bool(match.roles)


def _is_held(reading: Reading, word: int) -> bool:
    """True for a meeting told of with its place or day: "the summit was held in Rome"."""
    verbs = slots_of(reading, word).get("lv", [])
    held = any(reading.lemmas[verb] in classes()["light_verb"] for verb in verbs)
    placed = any(
        kid in reading.times or (kid in reading.parties and preposition(reading, kid) in PLACE_MARKS)
        for verb in verbs
        for kid in reading.kids[verb]
    )
    return held and placed


def is_party(reading: Reading, word: int) -> bool:
    """True for a word that heads a mention of somebody who can act in politics, or stands for one."""
    mention = reading.parties.get(word)
    if mention is not None:
        return mention.kind in PARTIES
    return reading.lemmas[word] in classes().get("actor_noun", frozenset())


def _claim(reading: Reading, match: Match) -> Claim:
    word, frame = match.word, match.frame
    evidence = reading.evidence(word)
    arguments = _arguments(reading, match)
    when = time_of(reading, word)
    if when is not None and when.start is None and when.end is None:
        when = None  # how long, and not when
    if when is not None and when.start is None and reading.lemmas[word] in classes()["postponing"]:
        when = None  # "postponed until the autumn": when it is to be instead
    fact = _with_marks(factuality_of(reading, word), frame.marks, when, reading, word)
    if when is not None and fact.modality == Modality.PLANNED:
        when = ahead(reading, word, when)
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.EVENT, frame.type, arguments, evidence),
        document=reading.document.id,
        kind=ClaimKind.EVENT,
        type=frame.type,
        mode=frame.mode,
        context=frame.contexts,
        arguments=arguments,
        evidence=(evidence,),
        when=when,
        polarity=fact.polarity,
        modality=fact.modality,
        background=_is_background(reading, word, when),
        score=_score(reading, match),
        producer=PRODUCER,
    )


def _arguments(reading: Reading, match: Match) -> tuple[Argument, ...]:
    found: list[Argument] = []
    for role, words in match.roles.items():
        for word in words:
            if role not in ("actor", "recipient"):
                found.append(reading.argument("place" if _is_where(reading, role, word) else role, word))
                continue
            if reading.lemmas[word] in ("other", "each") and role == "recipient":  # "blamed each other"
                both = match.roles.get("actor", ())
                found += [
                    one for actor in both if can_act(reading, actor) for one in reading.arguments(role, actor)
                ]
                continue
            found += _count_of(reading, word)
            if can_act(reading, word):
                found += reading.arguments(role, word)
            elif role == "recipient":
                found += _suffered(reading, word)
    found += _places(reading, match)
    return _once(found)


def _is_where(reading: Reading, role: str, word: int) -> bool:
    """True for a country or place behind "in", which is where and never what about."""
    mention = reading.parties.get(word)
    where = mention is not None and mention.kind in (MentionKind.PLACE, MentionKind.COUNTRY)
    return role == "theme" and where and preposition(reading, word) in ("in", "near", "outside")


def _once(found: list[Argument]) -> tuple[Argument, ...]:
    """The arguments, each once; a theme that is a recipient's words over again is none."""
    done_to = [argument for argument in found if argument.role == "recipient"]
    kept = [
        a
        for a in found
        if a.role != "theme" or not any(b.start <= a.start and a.end <= b.end for b in done_to)
    ]
    themes = [a for a in kept if a.role == "theme"]
    nested = [a for a in themes if any(a != b and b.start <= a.start and a.end <= b.end for b in themes)]
    return tuple(dict.fromkeys(a for a in kept if a not in nested))


def can_act(reading: Reading, word: int) -> bool:
    """True for a word that can be somebody: a party, an office, people by their noun, a number of people."""
    if is_party(reading, word) or word in reading.offices or word in reading.quantities:
        return True
    if is_bare_number(reading, word):
        return True
    return reading.lemmas[word] in classes().get("people", frozenset()) | first_column("person_nouns")


def _suffered(reading: Reading, word: int) -> list[Argument]:
    """What is done to somebody's thing is done to them: "protests against X's rule"; else the thing is the theme."""
    owners = [w for w in slots_of(reading, word).get("poss", []) if is_party(reading, w)]
    if owners:
        return [argument for owner in owners for argument in reading.arguments("recipient", owner)]
    return [reading.argument("theme", word)]


def _count_of(reading: Reading, word: int) -> list[Argument]:
    """How many: "tens of thousands", "two people were killed"."""
    for near in (word, *reading.kids[word]):
        quantity = reading.quantities.get(near)
        counts = near == word or reading.deps[near] in ("nummod", "compound", "amod", "det", "advmod")
        if quantity is not None and counts:
            return [Argument("magnitude", quantity.start, quantity.end, quantity.text, quantity.id)]
    return []


def _places(reading: Reading, match: Match) -> list[Argument]:
    found = []
    taken = {word for words in match.roles.values() for word in words}
    around = [match.word]
    if reading.pos[match.word] not in ("VERB", "AUX"):
        around += slots_of(reading, match.word).get("lv", [])
    else:
        slots = slots_of(reading, match.word)
        around += [*slots.get("obj", ()), *slots.get("xcomp", ())]
        around += [word for word in match.roles.get("recipient", ()) if not can_act(reading, word)]
    around += [  # "at his home in Ankara"
        kid
        for kid in reading.kids[match.word]
        if kid not in reading.parties and preposition(reading, kid) in PLACE_MARKS
    ]
    for centre in dict.fromkeys(around):
        found += _places_at(reading, centre, taken)
    if not found:  # "soldiers in Mali arrested the president"
        sides = [word for role in ("actor", "recipient") for word in match.roles.get(role, ())]
        found = [place for word in sides for place in _places_at(reading, word, taken)]
    return found


def _places_at(reading: Reading, centre: int, taken: set[int]) -> list[Argument]:
    """The places that a word is said to be at."""
    found = []
    for kid in reading.kids[centre]:
        mention = reading.parties.get(kid)
        if kid in taken or mention is None or preposition(reading, kid) not in PLACE_MARKS:
            continue
        if mention.kind in (MentionKind.PLACE, MentionKind.COUNTRY):
            found.append(reading.argument("place", kid))
    return found


def _with_marks(
    fact: Factuality, marks: frozenset[str], when: Interval | None, reading: Reading, word: int
) -> Factuality:
    modality, polarity = fact.modality, fact.polarity
    if modality == Modality.ASSERTED:
        for mark in ("planned", "possible", "hypothetical", "alleged"):
            if mark in marks:
                modality = Modality(mark)
    if "negated" in marks:
        polarity = Polarity.NEGATED if polarity == Polarity.AFFIRMED else Polarity.AFFIRMED
    published = reading.document.published.interval
    told = reading.tags[word] == "VBD"
    if modality == Modality.ASSERTED and when and not told and _lies_ahead(when, published):
        modality = Modality.PLANNED
    return Factuality(modality, polarity, fact.cues)


def _lies_ahead(when: Interval, published: Interval) -> bool:
    """True for a time that begins with the publication or after it, and goes on beyond."""
    if not (when.start and published.start and published.end):
        return False
    return when.start >= published.start and (when.end is None or when.end > published.end)


def _is_background(reading: Reading, word: int, when: Interval | None) -> bool:
    published = reading.document.published.interval
    if when and when.end and published.start and (published.start - when.end).days > BACKGROUND_DAYS:
        return True
    if reading.deps[word] == "ccomp" and is_speech_verb(reading, reading.heads[word]):
        return False  # "said that it had fired": the past of what was said
    auxiliaries = [kid for kid in reading.kids[word] if reading.deps[kid] == "aux"]
    return any(reading.words[kid].lower() in ("had", "'d") for kid in auxiliaries)


def _score(reading: Reading, match: Match) -> float:
    """A first reading of how likely the claim is right; calibrated figures replace it when there are enough
    judged claims."""
    score = 0.8 if reading.pos[match.word] == "VERB" else 0.65
    named = [reading.parties.get(w) for role in ("actor", "recipient") for w in match.roles.get(role, ())]
    score += 0.05 * min(2, sum(m is not None and m.form != "pronoun" for m in named))
    score += 0.05 if match.frame.needs else 0.0
    score -= 0.1 if not match.roles.get("actor") else 0.0
    return round(min(score, 0.95), 4)


def date_by_repetition(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """The same claims; what is told again takes the date of the dated event of its type told before it ("the
    reshuffle", "the document was signed by X"), a headline that of the first such event under it."""
    dated: dict[str, tuple[Interval, set[str]]] = {}
    found = []
    for claim in claims:
        cue = claim.evidence[0].cue
        word = reading.word_at(cue[0]) if cue else None
        parties = _parties_of(reading, claim)
        if claim.when is not None and claim.modality == Modality.ASSERTED:
            dated.setdefault(claim.type, (claim.when, parties))
        elif (
            claim.when is None and word is not None and claim.type in dated and _is_told_again(reading, word)
        ):
            when, known = dated[claim.type]
            if not parties or parties & known or reading.pos[word] == "VERB":
                claim = replace(claim, when=replace(when, basis="narrative"))
        found.append(claim)
    return [_of_headline(reading, claim, dated) for claim in found]


def _of_headline(reading: Reading, claim: Claim, dated: dict[str, tuple[Interval, set[str]]]) -> Claim:
    """The claim; of an event of the headline with the date of the first of its type in the text."""
    place = claim.evidence[0].start
    titled = any(b.kind == BlockKind.TITLE and b.start <= place < b.end for b in reading.document.blocks)
    when, known = dated.get(claim.type, (None, set()))
    parties = _parties_of(reading, claim)
    if not titled or claim.when is not None or when is None or claim.modality != Modality.ASSERTED:
        return claim
    shared = not parties or parties & known or not known
    return replace(claim, when=replace(when, basis="narrative")) if shared else claim


def _parties_of(reading: Reading, claim: Claim) -> set[str]:
    """The chains of those who act or are acted on."""
    return {
        reading.by_id[argument.mention].chain
        for argument in claim.arguments
        if argument.mention in reading.by_id and argument.role in ("actor", "recipient")
    }


def _is_told_again(reading: Reading, word: int) -> bool:
    """True for a definite noun, and for a verb of what is known: "the document was signed by X"."""
    if reading.pos[word] == "VERB":
        objects = slots_of(reading, word).get("obj", ())
        again = classes()["treaty"]
        return any(_is_definite(reading, w) and reading.lemmas[w] in again for w in objects)
    return reading.pos[word] == "NOUN" and _is_definite(reading, word)


def _is_definite(reading: Reading, word: int) -> bool:
    return any(
        reading.deps[kid] == "det" and reading.lemmas[kid] in ("the", "this", "that", "these", "those")
        for kid in reading.kids[word]
    )
