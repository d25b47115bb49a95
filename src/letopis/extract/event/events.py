"""Find what happened: events with who, to whom, where, when, and how surely.

In:   a `Reading`.
Out:  claims of kind event.

Types and what tells them apart: data/ontology/events, data/lexicon/en/events.tsv. Events without an actor are
kept where the type can do without ("a crisis broke out"); any other needs a party in sight, so that habits
and generalities stay out.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from letopis import gazetteer
from letopis.claim import Argument, Claim, ClaimKind, Modality, Polarity, claim_id
from letopis.extract.certainty.carried import is_reduced
from letopis.extract.certainty.factuality import Factuality, factuality_of, with_object
from letopis.extract.event.actors import can_act, is_party
from letopis.extract.event.background import is_background
from letopis.extract.event.ballots import with_kind
from letopis.extract.event.gapping import gapped
from letopis.extract.event.happenings import date_by_happening
from letopis.extract.event.harm import join_harm
from letopis.extract.event.magnitudes import is_opinion, magnitudes_of
from letopis.extract.event.tolls import join_tolls
from letopis.extract.saying.first_person import join_speaker
from letopis.extract.sentence.circle import circle_of, contexts_of, mode_of
from letopis.extract.sentence.frames import Match, find_matches
from letopis.extract.sentence.in_general import is_spell
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.shared_roles import (
    aim_measure,
    join_asked,
    join_himself,
    join_means,
    join_named,
    join_refused,
    join_repeated,
    join_seen,
    join_subject,
    part_sides,
    share_recipients,
)
from letopis.extract.sentence.sifting import HELD, absorbed_words, is_wanted
from letopis.extract.sentence.slots import PLACE_MARKS, preposition, slots_of
from letopis.extract.time.carrying import carried_time
from letopis.extract.time.counted_on import counted_on
from letopis.extract.time.governing import is_prenominal
from letopis.extract.time.hanging import ABOUT, is_told_past, is_undone
from letopis.extract.time.live import live_day
from letopis.extract.time.next_year import upcoming
from letopis.extract.time.repetition import date_by_repetition
from letopis.extract.time.scenes import story_day
from letopis.extract.time.told_next import told_next
from letopis.extract.time.when import ahead, day_set_for, fixed_time, time_of
from letopis.lexicon import classes
from letopis.mention import MentionKind
from letopis.times import Interval

PRODUCER = "extract.events"
PEOPLE_PRONOUNS = frozenset({"him", "her", "us", "them", "me"})
WHICH = frozenset({"what", "which", "that", "who", "whom", "whose", "where"})  # words that name nothing
SPOKEN = frozenset(
    {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONCEDE"}
)  # done in words


def extract_events(reading: Reading, asked: Container[int] = frozenset()) -> list[Claim]:
    """The events of a document, in text order, one claim for each assertion.

    `asked` are words inside what somebody asks for, promises or warns of: the act that is asked for is a claim of
    its own beside the asking.
    """
    found = [m for m in find_matches(reading, "events") if not _names_another(reading, m.word)]
    matches = join_repeated(reading, found)
    matches = [join_speaker(reading, join_subject(reading, match)) for match in matches]
    matches = [join_asked(reading, part_sides(reading, match)) for match in matches]
    matches = share_recipients(reading, matches)
    matches = [aim_measure(reading, match) for match in matches]
    matches = [join_refused(reading, join_named(reading, match)) for match in matches]
    matches = [join_himself(reading, join_seen(reading, join_means(reading, m))) for m in matches]
    matches = [match for match in matches if is_wanted(reading, match)]
    absorbed = absorbed_words(reading, matches, asked)
    told = {match.word: with_kind(reading, match) for match in matches if match.word not in absorbed}
    told = {word: match for word, match in join_harm(reading, told).items() if not is_opinion(reading, match)}
    claims = []
    for match in told.values():
        claim = claim_of(reading, match, told)
        spell = match.frame.type in HELD and is_spell(reading, match.word)
        if is_told(claim) or "bare" in match.frame.marks or spell:
            claims.append(claim)  # a bare word is no report, but for those that are one
            claims += gapped(reading, match, claim)
    claims = join_tolls(reading, date_by_happening(reading, claims))
    return date_by_repetition(reading, claims)


def is_told(claim: Claim) -> bool:
    """True where something is told of an event beside its name."""
    return bool(claim.arguments or claim.when or claim.shown_by or claim.background)


def _names_another(reading: Reading, word: int) -> bool:
    """True for a word that says what sort another thing is: "the escalating row", "attack helicopters"."""
    sort = reading.deps[word] == "compound" and reading.pos[word] == "NOUN" and reading.heads[word] > word
    return reading.deps[word] == "amod" or (sort and reading.pos[reading.heads[word]] == "NOUN")


def claim_of(reading: Reading, match: Match, told: Mapping[int, Match]) -> Claim:
    """The event of a match; `told` are the matches beside it, by word."""
    word, frame = match.word, match.frame
    evidence = reading.evidence(word)
    arguments = _arguments(reading, match, told)
    circle = circle_of(reading, match)
    when = time_of(reading, word)
    if when is not None and when.start is None and when.end is None:
        when = None  # how long, and not when
    when = when or _day_of_moved(reading, match) or _day_of_vote(reading, match)
    when = when or _day_called_for(reading, match)
    if when is not None and _is_of_main_verb(reading, word, when):
        when = None
    if when is not None and when.start is None and reading.lemmas[word] in classes()["postponing"]:
        when = None  # "postponed until the autumn": when it is to be instead
    if when is not None and reading.tags[word] in ("VBZ", "VBP"):
        when = ahead(reading, word, when)  # "the term ends in May"
    fact = factuality_of(reading, word)
    if fact.modality != Modality.PLANNED:
        when = when or told_next(reading, word) or carried_time(reading, word) or counted_on(reading, word)
    own = "obj" in frame.absorbs and frame.type not in ABOUT  # "cancelled the planned visit" is done
    for noun in slots_of(reading, word).get("obj", ()) if own else ():
        fact = with_object(reading, fact, noun)  # "led the averted coup"
    fact = _with_marks(fact, frame.marks, when, reading, word)
    if fact.modality == Modality.PLANNED:
        only_now = when is not None and when.rule in PRESENT
        when = day_set_for(reading, word) or (None if only_now else when) or fixed_time(reading, word) or when
        when = ahead(reading, word, when) if when is not None else None
    background = is_background(reading, word, when)
    plain = fact.modality == Modality.ASSERTED and fact.polarity == Polarity.AFFIRMED
    if when is None and plain and not background:
        when = live_day(reading, word) or story_day(reading, word, frame.type)
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.EVENT, frame.type, arguments, evidence),
        document=reading.document.id,
        kind=ClaimKind.EVENT,
        type=frame.type,
        mode=mode_of(reading, match, circle),
        context=contexts_of(reading, match, circle),
        arguments=arguments,
        evidence=(evidence,),
        when=when,
        polarity=fact.polarity,
        modality=fact.modality,
        background=background,
        shown_by=fact.shown_by(reading),
        score=_score(reading, match),
        producer=PRODUCER,
    )


def _is_of_main_verb(reading: Reading, word: int, when: Interval) -> bool:
    """True for a day to come that is not that of what was done before: "the treaty signed in Rome will enter into
    force in January"."""
    if reading.tags[word] != "VBN" or not is_reduced(reading, word):
        return False
    own = set(reading.subtree(word)) | set(reading.subtree(reading.heads[word]))
    return _lies_ahead(when, reading.document.published.interval) and not own & reading.times.keys()


def _day_of_moved(reading: Reading, match: Match) -> Interval | None:
    """The day to which a thing is brought forward, where the verb stands for it: "brought the vote forward to May"."""
    lemma = reading.lemmas[match.word]
    own = (
        "obj" in match.frame.absorbs and lemma in classes()["moving"] and lemma not in classes()["postponing"]
    )
    things = (
        slots_of(reading, match.word).get("obj", ()) if own and not is_undone(reading, match.word) else ()
    )
    return next((when for noun in things if (when := time_of(reading, noun)) is not None), None)


def _day_of_vote(reading: Reading, match: Match) -> Interval | None:
    """The day of the vote in which somebody wins: "took half of Sunday's vote"."""
    votes = [w for w in match.roles.get("theme", ()) if reading.lemmas[w] in classes()["election"]]
    own = [time for time in reading.times if reading.heads[time] in votes and is_prenominal(reading, time)]
    return reading.times[own[0]].interval if own and match.frame.type == "ELECT" else None


PRESENT = frozenset({"now", "time_being", "current"})
HALF_A_YEAR = 183  # days: of two years the nearer one is meant


def _day_called_for(reading: Reading, match: Match) -> Interval | None:
    """The day for which a vote is called: "called an election for 14 May", the next one where no year is told."""
    if (match.frame.type, match.frame.mode) != ("ELECT", "call"):
        return None
    calls = {match.word, *match.roles.get("theme", ())}
    for time, mention in reading.times.items():
        if reading.heads[time] in calls and preposition(reading, time) == "for" and mention.interval:
            when, published = mention.interval, reading.document.published.interval.start
            behind = (published - when.end).days if published and when.end else 0
            return upcoming(reading, when) if behind > HALF_A_YEAR else ahead(reading, match.word, when)
    return None


def _arguments(reading: Reading, match: Match, told: Mapping[int, Match]) -> tuple[Argument, ...]:
    found: list[Argument] = []
    for role, words in match.roles.items():
        for word in words:
            if role == "magnitude":
                continue
            if role not in ("actor", "recipient"):
                found.append(reading.argument("place" if _is_where(reading, role, word) else role, word))
                continue
            if reading.lemmas[word] in ("other", "each") and role == "recipient":  # "blamed each other"
                both = match.roles.get("actor", ())
                found += [
                    one for actor in both if can_act(reading, actor) for one in reading.arguments(role, actor)
                ]
                continue
            if role == "actor" and _is_scene(reading, match, word):
                found.append(reading.argument("place", word))
            elif role == "actor" and (owners := _who_wrote(reading, match, word)):
                found += [argument for owner in owners for argument in reading.arguments("actor", owner)]
            elif can_act(reading, word) or (role == "recipient" and _is_done_to(reading, match, word)):
                found += reading.arguments(role, word)
            elif role == "recipient":
                found += _suffered(reading, word)
    found += _places(reading, match)
    return (*_once(found), *magnitudes_of(reading, match, told))


def _is_done_to(reading: Reading, match: Match, word: int) -> bool:
    """True for those killed, hurt or arrested whom no list names ("20 first-graders", "movie-goers"); for "them"."""
    if reading.pos[word] == "PRON":
        return reading.words[word].lower() in PEOPLE_PRONOUNS
    if reading.lemmas[match.word] not in classes()["harming"] or reading.tags[word] != "NNS":
        return False
    counted = any(reading.deps[kid] == "nummod" for kid in reading.kids[word])
    return counted or reading.words[word].lower().endswith(("ers", "ors", "ists", "ians", "ees"))


def _who_wrote(reading: Reading, match: Match, word: int) -> list[int]:
    """Whose words do what the verb says: "her lawsuit demands", "the union's letter accused"."""
    spoken = match.frame.type in SPOKEN and reading.lemmas[word] in classes()["own_words"]
    if not spoken or can_act(reading, word):
        return []
    slots = slots_of(reading, word)
    return [w for name in ("poss", "by", "from") for w in slots.get(name, ()) if is_party(reading, w)]


def _is_scene(reading: Reading, match: Match, word: int) -> bool:
    """True for the town right before a noun of violence, which is where it was: "the Paris attacks"."""
    mention = reading.parties.get(word)
    if mention is None or match.frame.type not in ("ASSAULT", "INCIDENT", "PROTEST"):
        return False
    before = reading.pos[match.word] == "NOUN" and word in slots_of(reading, match.word).get("mod", ())
    return before and gazetteer.city(mention.text) is not None and reading.tags[word] == "NNP"


def _is_where(reading: Reading, role: str, word: int) -> bool:
    """True for a country or place behind "in", which is where and never what about or with what."""
    mention = reading.parties.get(word)
    where = mention is not None and mention.kind in (MentionKind.PLACE, MentionKind.COUNTRY)
    return (
        role in ("theme", "instrument") and where and preposition(reading, word) in ("in", "near", "outside")
    )


def _once(found: list[Argument]) -> tuple[Argument, ...]:
    """The arguments, each once; a theme that is a recipient's words over again is none."""
    done_to = [argument for argument in found if argument.role == "recipient"]
    kept = [
        a
        for a in found
        if a.role != "theme" or not any(b.start <= a.start and a.end <= b.end for b in done_to)
    ]
    kept = [a for a in kept if a.mention is not None or a.text.lower() not in WHICH]
    themes = [a for a in kept if a.role == "theme"]
    nested = [a for a in themes if any(a != b and b.start <= a.start and a.end <= b.end for b in themes)]
    return tuple(dict.fromkeys(a for a in kept if a not in nested))


def _suffered(reading: Reading, word: int) -> list[Argument]:
    """What is done to somebody's thing is done to them: "protests against X's rule"; else the thing is the theme."""
    slots = slots_of(reading, word)
    owners = [w for w in slots.get("poss", []) if is_party(reading, w)]
    if not owners and reading.lemmas[word] in classes()["seat_of"]:  # "stormed the headquarters of the party"
        bodies = (MentionKind.ORGANISATION, MentionKind.GROUP)
        owners = [
            w for w in slots.get("of", []) if w in reading.parties and reading.parties[w].kind in bodies
        ]
    if owners:
        return [argument for owner in owners for argument in reading.arguments("recipient", owner)]
    return [reading.argument("theme", word)]


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
        if kid in taken or preposition(reading, kid) not in PLACE_MARKS:
            continue
        if mention is None:
            where = reading.pos[kid] == "NOUN" and reading.lemmas[kid] in classes()["locality"]
        else:
            where = mention.kind in (MentionKind.PLACE, MentionKind.COUNTRY)
        if where:
            found.append(reading.argument("place", kid))
    return found


def _with_marks(
    fact: Factuality, marks: frozenset[str], when: Interval | None, reading: Reading, word: int
) -> Factuality:
    modality, polarity = fact.modality, fact.polarity
    if modality == Modality.ASSERTED and not _is_long_over(reading, word, when):
        for mark in ("planned", "possible", "hypothetical", "alleged"):
            if mark in marks:
                modality = Modality(mark)
    if "negated" in marks:
        polarity = Polarity.NEGATED if polarity == Polarity.AFFIRMED else Polarity.AFFIRMED
    published = reading.document.published.interval
    told = is_told_past(reading, word)
    ends = "ends" in marks and when is not None and when.start is None and when.end is not None
    cues = fact.cues if (modality, polarity) == (fact.modality, fact.polarity) else (*fact.cues, word)
    if (
        modality == Modality.ASSERTED
        and when
        and not told
        and (_lies_ahead(when, published) or (ends and _is_later(when, published)))
    ):
        modality, cues = Modality.PLANNED, (*cues, *_time_words(reading, when))
    return Factuality(modality, polarity, cues)


def _is_long_over(reading: Reading, word: int, when: Interval | None) -> bool:
    """True for what a past tense tells of a time more than half a year back: "ran against her in the 2012 vote"."""
    published = reading.document.published.interval.start
    past = reading.tags[word] == "VBD" or any(reading.tags[kid] == "VBD" for kid in reading.kids[word])
    return bool(past and when and when.end and published and (published - when.end).days > HALF_A_YEAR)


def _time_words(reading: Reading, when: Interval) -> list[int]:
    """The words that head the times from which this interval was worked out."""
    return [word for word, mention in reading.times.items() if mention.text == when.text][:1]


def _lies_ahead(when: Interval, published: Interval) -> bool:
    """True for a time that begins with the publication or after it, and goes on beyond."""
    if when.start and published.start and not published.end:
        return when.start >= published.start  # of an article that appeared some time after that
    if not (when.start and published.start and published.end):
        return False
    return when.start >= published.start and (when.end is None or when.end > published.end)


def _is_later(when: Interval, published: Interval) -> bool:
    """True for a last day behind the publication."""
    return when.end is not None and published.end is not None and when.end > published.end


def _score(reading: Reading, match: Match) -> float:
    """A first reading of how likely the claim is right; calibrated figures replace it when there are enough
    judged claims."""
    score = 0.8 if reading.pos[match.word] == "VERB" else 0.65
    named = [reading.parties.get(w) for role in ("actor", "recipient") for w in match.roles.get(role, ())]
    score += 0.05 * min(2, sum(m is not None and m.form != "pronoun" for m in named))
    score += 0.05 if match.frame.needs else 0.0
    score -= 0.1 if not match.roles.get("actor") else 0.0
    return round(min(score, 0.95), 4)
