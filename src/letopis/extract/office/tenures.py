"""Find who held which office, and when.

In:   a `Reading`.
Out:  claims of kind tenure, each with the sentences that it rests on.

Seven ways to say it: a title at a name ("Prime Minister X", "X, the president of Y since 1994", bearers.py) or in
place of one, a copula ("X is the president"), a verb of leading or of change (changes.py), a rule with its length ("X's
26-year rule", "in power since 1994"), a term that ends, and
a neighbour in the office ("his predecessor X"). Which namesake is meant is decided in resolve/.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from letopis.claim import Argument, Claim, Modality
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.office.bearers import bearers, is_named, is_person, phrase_start
from letopis.extract.office.changes import Turn, field_turns, read_changes
from letopis.extract.office.merging import merge
from letopis.extract.office.naming import named_beside
from letopis.extract.office.offices import Held, office_of
from letopis.extract.office.posts_told import Known, Post
from letopis.extract.office.reigns import by_aside, by_power, by_rule, by_term
from letopis.extract.office.shared_bodies import with_shared_bodies
from letopis.extract.office.shifts import is_only_hoped
from letopis.extract.office.spells import own_time, since_deed, time_before, time_behind, time_of_title
from letopis.extract.office.tenure_claims import Told, at_publication, copulas_of, is_over, make
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.extract.time.when import time_of
from letopis.gazetteer import office as listed_office
from letopis.lexicon import classes
from letopis.mention import Form, Mention
from letopis.times import DAY, Interval

PLACE = 6  # words of "at the ministry" behind "his successor", at most
A_WEEK = timedelta(days=7)  # what a bearer of a title did longer ago he did when he bore it


def extract_tenures(reading: Reading) -> list[Claim]:
    """The tenures of a document, each once: what adds nothing to a claim is further evidence of it."""
    from letopis.extract.office.learned_tenures import read_again

    return merge(reading, read_again(reading, [each.claim for each in tell_tenures(reading)]))


def tell_tenures(reading: Reading) -> list[Told]:
    """The tenures that the rules find, each as often as it is told."""
    told = [*_by_title(reading), *_by_predicate(reading), *_by_inverted(reading), *by_power(reading)]
    told += _by_description(reading, {each.holder.chain for each in told})
    known = _known(told)
    known = _known([*told, *_by_change(reading, known, is_first=True)])
    found = [*told, *_by_change(reading, known), *by_rule(reading), *by_term(reading)]
    found += by_aside(reading, _known(found))
    return with_shared_bodies(
        reading, [*found, *_by_neighbour(reading, _known(found)), *_by_incumbent(reading)]
    )


def _known(told: Iterable[Told]) -> Known:
    """What the document tells of each chain: the place in the text, the part told, the office."""
    found: dict[str, list[Post]] = {}
    for each in told:
        place = (each.claim.evidence[0].cue or (each.claim.evidence[0].start, 0))[0]
        when = each.claim.when
        over = each.part in ("title", "copula", "hold") and when is not None and when.end is not None
        post = Post(place, "end" if over else each.part, each.held, each.holder.id)
        found.setdefault(each.holder.chain, []).append(post)
    return found


def _by_title(reading: Reading) -> Iterator[Told]:
    """ "Russian Prime Minister X", "X, the president of Y since 1994,"."""
    for word in reading.offices:
        for holder in bearers(reading, word):
            if is_only_hoped(reading, word):
                continue
            held = office_of(reading, word, holder)
            when = time_behind(reading, word) or time_before(reading, word)
            when = when or _at_its_time(reading, word, holder, held)
            if _is_post(reading, word, held):
                yield from make(reading, word, holder, held, when, "title")


def _at_its_time(reading: Reading, word: int, holder: Mention, held: Held) -> Interval | None:
    """The time of a title at a name: the day of what its bearer did, where that lies well before the report ("until
    January 5, when President X accepted it") or is told to be its own ("X, then president, accepted it on January 5"),
    else the day of the report; none where it lies in a longer past."""
    published = reading.document.published.interval.start
    verb = _verb_above(reading, reading.word_at(holder.head_start))
    now = held.shift in (None, "acting") or "then" in reading.words[phrase_start(reading, word) : word]
    when = time_of(reading, verb) if verb is not None and now else None
    if published is None or when is None or when.start is None or when.end is None or when.end > published:
        return at_publication(reading, held)
    if when.end - when.start > DAY:
        return at_publication(reading, held) if when.end > published - A_WEEK else None
    is_news = when.end > published - A_WEEK  # then it is held when the report appears, too
    last = reading.document.published.interval.end if is_news else when.end
    return Interval(
        start_latest=when.start,
        end_earliest=last,
        extent="throughout",
        basis=when.basis,
        text=when.text,
    )


def _verb_above(reading: Reading, word: int | None) -> int | None:
    """The verb in the past tense that a word is a part of, or None."""
    while word is not None and reading.pos[word] not in ("VERB", "AUX"):
        word = reading.heads[word] if reading.heads[word] != word else None
    return word if word is not None and reading.tags[word] in ("VBD", "VBN") else None


def _by_description(reading: Reading, titled: Collection[str]) -> Iterator[Told]:
    """ "The former vice-president", "the interior minister": somebody whom the document names elsewhere, in an office
    told of nobody here; one still held where nothing else is told that he holds (`titled`: chains with an office)."""
    for word in reading.offices:
        holder = reading.parties.get(word)
        if holder is None or holder.form != Form.NOMINAL or not is_named(reading, holder):
            continue
        held = office_of(reading, word, holder)
        owed = held.shift is None and holder.chain not in titled and _is_the(reading, word)
        gone = held.shift in ("former", "outgoing")
        if (gone or owed) and not bearers(reading, word) and _is_post(reading, word, held):
            yield from make(reading, word, holder, held, at_publication(reading, held), "title")


def _is_the(reading: Reading, word: int) -> bool:
    """True for an office with "the" as the subject of a verb: somebody's who acts in it."""
    subject = reading.deps[word].startswith("nsubj") and reading.pos[reading.heads[word]] == "VERB"
    return subject and any(reading.words[kid].lower() == "the" for kid in reading.kids[word])


def _is_post(reading: Reading, word: int, held: Held) -> bool:
    """False for a word that only with a body is an office: "leader of the pack", "a member", "the founder"."""
    title = reading.offices[word]
    known = listed_office(title.value or title.text)
    if known is None or known.takes == "country" or held.organisation is not None:
        return True
    if known.kind not in ("executive", "official", "party_leader", "head_of_state"):
        return True
    slots = slots_of(reading, word)
    before_name = any(m.start == title.end + 1 for m in bearers(reading, word))
    return (before_name or bool(slots.get("mod")) or " " in title.text) and not slots.get("of")


def _by_predicate(reading: Reading) -> Iterator[Told]:
    """ "X is the president of Y"."""
    for word in reading.offices:
        copulas = copulas_of(reading, word)
        subjects = [kid for kid in reading.kids[word] if reading.deps[kid] == "nsubj"]
        head = reading.heads[word]
        if not subjects and copulas and reading.heads[copulas[0]] == word - 1:  # "had been acting president"
            subjects = [kid for kid in reading.kids[word - 1] if reading.deps[kid] == "nsubj"]
        if copulas and not subjects and head < copulas[0] and reading.deps[word] in ("acl:relcl", "appos"):
            subjects = [head]  # the tree may take "X is the president" for a description of X
        if (
            not copulas and (one := _one_of(reading, word)) is not None
        ):  # "is the second of the deputy premiers"
            copulas = copulas_of(reading, one)
            subjects = [kid for kid in reading.kids[one] if reading.deps[kid] == "nsubj"]
        for subject in subjects if copulas else ():
            holder = reading.parties.get(named_beside(reading, reading.acting(antecedent(reading, subject))))
            if holder is None or not is_named(reading, holder):
                continue
            held = office_of(reading, word, holder)
            if not _is_post(reading, word, held) or is_praise(reading, word, held):
                continue
            when = time_behind(reading, word) or own_time(reading, word) or since_deed(reading, word)
            if when is None and is_over(reading, word, copulas[0]):
                held = replace(held, shift=held.shift or "former")
            yield from make(reading, word, holder, held, when or at_publication(reading, held), "copula")


def _by_inverted(reading: Reading) -> Iterator[Told]:
    """ "The new foreign minister is X": the title as the subject, the name as what is said of it."""
    for word in reading.offices:
        name = reading.heads[word]
        holder = reading.parties.get(name)
        copulas = [kid for kid in reading.kids[name] if reading.deps[kid] == "cop"]
        told = reading.deps[word] == "nsubj" and word < name and copulas and is_person(holder)
        if not told or holder is None or holder.form != Form.NAME or reading.offices[word].number == "pl":
            continue
        held = office_of(reading, word, holder)
        if any(bearer.chain == holder.chain for bearer in bearers(reading, word)) or not _is_post(
            reading, word, held
        ):
            continue
        if is_over(reading, name, copulas[0]):
            held = replace(held, shift=held.shift or "former")
        for each in make(
            reading, word, holder, held, time_behind(reading, word) or at_publication(reading, held), "copula"
        ):
            fact = factuality_of(reading, name)
            yield replace(each, claim=replace(each.claim, modality=fact.modality, polarity=fact.polarity))


def _one_of(reading: Reading, word: int) -> int | None:
    """The "one", "second" that counts a title in the plural behind "of"."""
    upper = reading.heads[word]
    counts = reading.pos[upper] in ("NUM", "ADJ", "PRON", "DET", "NOUN") and reading.tags[upper] in (
        "CD",
        "JJ",
        "NN",
    )
    several = reading.offices[word].number == "pl" and preposition(reading, word) == "of"
    is_one = reading.lemmas[upper] in classes()["one_of_several"]
    known = listed_office(reading.offices[word].value or reading.offices[word].text)
    several = several and known is not None and known.kind != "legislator"
    return upper if several and counts and is_one else None


def is_praise(reading: Reading, word: int, held: Held) -> bool:
    """True for "is a gifted speaker", "would be an infinitely better president": one of many, where an office has but
    one holder, says what somebody is like.
    """
    title = reading.offices[word]
    known = listed_office(title.value or title.text)
    if known is None or held.shift is not None or not (known.unique or known.name in ("Leader", "Speaker")):
        return False
    slots = slots_of(reading, word)
    told = any(slots.get(name) for name in ("of", "poss", "compound"))
    return not told and any(reading.lemmas[kid] == "a" for kid in reading.kids[word])


def _by_neighbour(reading: Reading, known: Known) -> Iterator[Told]:
    """ "His predecessor X", "her successor Y", "her Norlandic counterpart Z": somebody in the same office."""
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in classes()["neighbour_noun"] or reading.pos[word] != "NOUN":
            continue
        owners = [reading.parties[w] for w in slots_of(reading, word).get("poss", ()) if w in reading.parties]
        names = _names_behind(reading, word)
        if lemma == "colleague" and _land_before(reading, word) is None:
            continue  # "her colleague at lands"
        posts = [post for owner in owners for post in known.get(owner.chain, ())]
        if not names or not posts or not is_person(names[0]):
            continue
        begun = reading.starts[reading.sents[reading.sent_of[word]][0]]
        is_told_here = any(post.part == "start" or begun <= post.place for post in posts)
        taken = _just_taken(reading, word, known) if not is_told_here else []
        is_his = any(owner.form == Form.PRONOUN for owner in owners) and lemma == "predecessor"
        posts = taken if taken and is_his else posts
        single = [post for post in posts if _is_single(post.held)] or posts
        nearest = min(single, key=lambda post: abs(post.place - reading.starts[word]))
        held = replace(nearest.held, shift="former" if lemma == "predecessor" else None)
        if lemma in ("counterpart", "colleague"):
            held = replace(held, organisation=_land_before(reading, word))
        yield from make(reading, word, names[0], held, at_publication(reading, held), "title")


def _names_behind(reading: Reading, word: int) -> list[Mention]:
    """The names right behind "his successor", and behind the comma after what tells where or as what."""
    head = reading.parties.get(reading.heads[word])
    if reading.deps[word] == "appos" and head is not None and head.form == Form.NAME:
        return [head]  # "Berg, Lund's predecessor at the bank"
    last = word
    while last - word < PLACE and reading.words[last + 1 : last + 2] not in ([], [","]):
        last += 1
        if reading.pos[last] in ("VERB", "AUX", "PROPN", "PUNCT"):
            last = word
            break
    comma = reading.words[last + 1 : last + 2] == [","]
    behind = reading.ends[last if comma else word] + 1 + comma
    return [m for m in reading.parties.values() if m.start == behind and m.form == Form.NAME]


def _just_taken(reading: Reading, word: int, known: Known) -> list[Post]:
    """What somebody is told to have taken in the sentence before: who came before "him" is in that."""
    at = reading.sent_of[word]
    if not at:
        return []
    first, after = reading.sents[at - 1]
    start, end = reading.starts[first], reading.ends[after - 1]
    posts = (post for several in known.values() for post in several if post.part == "start")
    return [post for post in posts if start <= post.place < end]


def _is_single(held: Held) -> bool:
    """True for an office that one person holds at a time: a minister's, and no judge's."""
    name = held.office.value or held.office.text if held.office is not None else ""
    known = listed_office(name)
    return known is not None and known.unique and held.shift != "former"


def _by_incumbent(reading: Reading) -> Iterator[Told]:
    """ "Elected chairman over the incumbent, Lund": whoever has had the office that is told of last."""
    for word, lemma in enumerate(reading.lemmas):
        if lemma != "incumbent":
            continue
        behind = reading.ends[word] + 1 + (reading.text[reading.ends[word] : reading.ends[word] + 1] == ",")
        name = next((m for m in reading.parties.values() if m.start == behind and m.form == Form.NAME), None)
        first = reading.sents[max(0, reading.sent_of[word] - 1)][0]
        titles = [w for w in reading.offices if first <= w < word and w + 1 != word]
        starts = {m.start for m in reading.parties.values() if m.form == Form.NAME}
        given = [
            w for w in titles if reading.offices[w].end + 1 not in starts
        ]  # not that of "President X swore him in"
        titles = given or titles
        if name is None or not is_person(name) or not titles:
            continue
        held = replace(office_of(reading, titles[-1], name), shift=None)
        if _is_post(reading, titles[-1], held):
            yield from make(reading, word, name, held, at_publication(reading, held), "title")


def _land_before(reading: Reading, word: int) -> Argument | None:
    """The state or body of "her Norlandic counterpart", listed or written large."""
    for kid in reading.kids[word]:
        if kid in reading.parties and not is_person(reading.parties[kid]) and kid < word:
            return reading.argument("organisation", kid)
        if reading.words[kid][:1].isupper() and reading.deps[kid] in ("amod", "compound") and kid < word:
            return reading.span_argument("organisation", reading.starts[kid], reading.ends[kid])
    return None


def _by_change(reading: Reading, known: Known, *, is_first: bool = False) -> Iterator[Told]:
    turns = [*read_changes(reading, known, is_first=is_first)]
    told = {(turn.word, turn.part, turn.holder.chain) for turn in turns}
    turns += [turn for turn in field_turns(reading) if (turn.word, turn.part, turn.holder.chain) not in told]
    for turn in turns:
        when, held = turn.when, turn.held
        if turn.part == "hold" and held.office is not None and _has_several(turns, turn):
            title = reading.words_in(held.office.start, held.office.end)[-1]
            when = time_of_title(reading, title) or when
        if turn.part == "hold" and (when is None or when.is_open):
            past = reading.tags[turn.word] == "VBD"
            when = at_publication(reading, replace(held, shift="former" if past else held.shift))
        for each in make(reading, turn.word, turn.holder, held, when, turn.part):
            comes = (
                turn.part != "hold"
                and each.claim.modality is Modality.ASSERTED
                and _is_to_come(reading, when)
            )
            yield replace(each, claim=replace(each.claim, modality=Modality.PLANNED)) if comes else each


def _has_several(turns: Sequence[Turn], turn: Turn) -> bool:
    """True where one verb tells that somebody holds several offices."""
    return len({one.held.type for one in turns if (one.word, one.holder) == (turn.word, turn.holder)}) > 1


def _is_to_come(reading: Reading, when: Interval | None) -> bool:
    """True for a change whose day lies ahead of the report: "takes over on October 1"."""
    published = reading.document.published.interval
    if when is None or published.end is None:
        return False
    begins = when.start is not None and when.start >= published.end
    return begins or (when.start is None and when.end is not None and when.end > published.end)
