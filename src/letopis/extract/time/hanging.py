"""Which word a time hangs on in the tree, and how far a happening is from it.

In:   a `Reading`, the word that names a happening, and the word that heads a time.
Out:  the cost of the way between them, FAR where the time does not date the happening.

A time dates what it hangs on, what that joins or governs as an infinitive, and the event noun in such a verb's slots;
it does not pass from a verb of saying into what was said, nor out of a relative clause, nor from a verb that judges,
announces or asks to what that is about. From an infinitive, a clause of "when" or "as" and the noun of a verb that only
holds a happening it passes up to their verb, which has no time of its own.
"""

from __future__ import annotations

from functools import cache

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.extract.time.clause_ends import clause_verb
from letopis.extract.time.governing import APART, governor_of, is_figure, is_occasion, is_prenominal, uphill
from letopis.lexicon import classes, frames
from letopis.times import DAY

FAR = 99
INDIRECT = 10  # from here on a time is another word's, and dates this one where it has none
FIGURE_WORDS = 8  # "from about 93 million dollars a share"
BOTH = {"now", "then"}
SINCE = frozenset(
    {"over", "after", "following", "since"}
)  # "a crisis over the polls on August 9": from then on
OTHER_TIME = SINCE | {
    "before",
    "about",
    "on",
    "of",
    "for",
    "under",
}  # what stands behind them has its own time
MOVED_TO = frozenset({"to", "until", "till", "for"})
DUE = frozenset({"by", "within", "before", "until", "till"})  # what stands before a deadline
SAME_TIME = frozenset({"when", "as", "while", "whilst"})
ABOUT = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "RULE", "LEGISLATE", "CONCEDE"}
)  # types of acts that are about another happening, and not at its time


def distance(reading: Reading, word: int, time: int) -> tuple[int, bool]:
    """How far the time is from the word in the tree, FAR where it does not date it; True when it only says
    from when on."""
    if reading.heads[time] != word and _is_length(reading, time):
        return FAR, False
    if reading.pos[word] == "VERB" and is_figure_before(reading, time):
        return FAR, False
    moved = moved_to(reading, time)
    if moved:  # "postponed the vote to June": the vote is in June, and not the postponing
        return (0 if word in moved else FAR), False
    governor = governor_of(reading, time)
    while is_prenominal(reading, time) and reading.deps[governor] == "compound" and governor != word:
        governor = reading.heads[governor]  # "the May 9 cease-fire": the whole name's
    hung = reading.heads[time] == word and reading.pos[word] == "NOUN"  # "his mission in December"
    if word == governor or (hung and governor != clause_verb(reading, word, time)):
        return 0, False
    below = _path_up(reading, governor, word)
    if below is not None:  # the time hangs on something inside the word's own phrase
        mark = preposition(reading, below[-1])
        if mark in SINCE:
            return 3, not (mark in ("after", "following") and _is_same_day(reading, word, below[-1], time))
        if mark in ("during", "in", "at") and len(below) <= 2:
            return 3, False
        if is_occasion(reading, governor) and len(below) <= 3:
            return 4, False
        if len(below) == 1 and _is_of_outer(reading, word, governor, time):
            return 4, False
        if _is_of_thing(reading, word, time, below):
            return 4, False
        if len(below) == 1 and _is_done_by(reading, word, governor):  # "the riots of 2002 left many dead"
            return INDIRECT + 4, False
    if is_prenominal(reading, time) and governor == reading.heads[time]:  # "Monday's talks": the noun's own
        gone = reading.deps[governor] == "obj" and reading.lemmas[word] in classes()["gone_through"]
        if gone and reading.heads[governor] == word:  # "survived Sunday's vote"
            return INDIRECT + 2, False
        return _distance_as_name(reading, word, governor), False
    up = distance_above(reading, word, governor)
    if up == FAR and _stands_behind(reading, word, time, governor):
        return 6, False
    return (up if up < FAR else _distance_below(reading, word, governor, time)), False


def is_figure_before(reading: Reading, time: int) -> bool:
    """True for the time of a figure that another is set beside: "fell to 60 percent from 70 percent in 2012"."""
    mention = reading.times[time]
    place = reading.words_in(mention.start, mention.end)[0] - 1
    if reading.pos[place] == "ADP" and reading.words[place].lower() not in ("from", "to"):
        place -= 1
    there = _figure_behind(reading, place, "from")
    if there is None:
        return False
    place = there - 1 - (reading.words[there - 1] == ",")
    return _figure_behind(reading, place, "to") is not None


def _figure_behind(reading: Reading, place: int, mark: str) -> int | None:
    """Where the word `mark` stands before a figure that ends at a place ("from $93 million"), or None."""
    counted = False
    for word in range(place, max(place - FIGURE_WORDS, 0), -1):
        if reading.words[word].lower() == mark:
            return word if counted else None
        if reading.tags[word] not in ("CD", "$", "NN", "NNS", "DT", "RB", "IN", "SYM", ","):
            return None
        counted = counted or reading.tags[word] == "CD"
    return None


def _is_of_outer(reading: Reading, word: int, noun: int, time: int) -> bool:
    """True for a time behind the noun of what a happening is about, which is none itself, or what was agreed: "a
    referendum on a new constitution in May"."""
    if preposition(reading, time) not in ("in", "on") or reading.pos[word] != "NOUN" or time < noun:
        return False
    known = frames("events")
    is_thing = (reading.lemmas[noun], "N") not in known or reading.lemmas[noun] in classes()["treaty"]
    return (reading.lemmas[word], "N") in known and is_thing


def _is_same_day(reading: Reading, verb: int, noun: int, time: int) -> bool:
    """True for what was told or done right behind something short: "announced it after a meeting on Thursday"."""
    when = reading.times[time].interval
    day = (
        when is not None and when.start is not None and when.end is not None and when.end - when.start <= DAY
    )
    return day and reading.tags[verb] == "VBD" and reading.lemmas[noun] in classes()["brief_gathering"]


def _is_of_thing(reading: Reading, verb: int, time: int, below: list[int]) -> bool:
    """True for a day without a preposition that the tree hangs on a thing behind it: "brought it in last week"."""
    if reading.pos[verb] != "VERB" or preposition(reading, time) is not None or time < below[0]:
        return False
    known, dep = frames("events"), reading.deps[below[-1]].split(":")[0]
    things = (reading.lemmas[noun] for noun in below)
    return dep in ("obj", "obl") and below[0] > verb and not any((noun, "N") in known for noun in things)


def is_deadline(reading: Reading, verb: int, time: int) -> bool:
    """True for the time by which what is promised is to be: "promised elections within a year"."""
    due = preposition(reading, time) in DUE and reading.lemmas[verb] in classes()["promising"]
    return due and reading.pos[verb] == "VERB"


def moves(reading: Reading, verb: int) -> bool:
    """True for a verb that moves what is planned to another day; of "hold" only with "over"."""
    if reading.lemmas[verb] != "hold":
        return reading.lemmas[verb] in classes()["moving"]
    return any(reading.lemmas[kid] in ("over", "back") for kid in reading.kids[verb])


def moved_to(reading: Reading, time: int) -> frozenset[int]:
    """The words of what is put off, or brought forward, to a time: "postponed the vote to June"; empty where it is none
    such."""
    verb = reading.heads[time]
    if not moves(reading, verb) or preposition(reading, time) not in MOVED_TO:
        return frozenset()
    things = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("obj", "nsubj:pass", "nsubj")]
    if len(things) > 1:
        things = [kid for kid in things if reading.deps[kid] != "nsubj"]
    dates = [thing for thing in things if reading.lemmas[thing] in classes()["deadline"]]
    things += [kid for thing in dates for kid in reading.kids[thing] if reading.deps[kid] == "nmod"]
    known = any((reading.lemmas[thing], "N") in frames("events") for thing in things)
    return frozenset(things) if known else frozenset()


def _is_length(reading: Reading, time: int) -> bool:
    """True for the "26-year" of "against his 26-year rule": how long that lasts, and no date of anything else."""
    interval = reading.times[time].interval
    return interval is not None and interval.rule == "duration_hyphen" and is_prenominal(reading, time)


def _distance_as_name(reading: Reading, word: int, noun: int) -> int:
    """The cost for a word joined to a noun that a time describes ("Sunday's march and rally"), for the deed that made
    what it names ("the 2 May accord signed by both") and for what a figure or happening of that time did
    ("second-quarter output fell", "Sunday's attack killed nine"); else FAR."""
    if reading.deps[word] == "conj" and reading.heads[word] == noun:
        return 1
    if reading.heads[word] == noun and reading.deps[word] == "acl" and reading.tags[word] == "VBN":
        return 4 if reading.lemmas[word] in classes()["making"] else FAR  # "the 2 May accord signed by both"
    if reading.deps[word] == "conj" and reading.heads[noun] == reading.heads[word] < word:
        verb = reading.heads[word]
        own = any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[word])
        return INDIRECT + 5 if not own and _is_done_by(reading, word, noun, above=verb) else FAR
    if reading.heads[noun] != word or not reading.deps[noun].startswith("nsubj"):
        return FAR
    figure = reading.deps[noun] in ("nsubj", "nsubj:pass") and is_figure(reading, noun)
    figure = figure and not (reading.deps[noun] == "nsubj:pass" and _is_about(reading, word))
    return INDIRECT + 4 if figure or _is_done_by(reading, word, noun) else FAR


def _is_done_by(reading: Reading, verb: int, noun: int, *, above: int | None = None) -> bool:
    """True for what a happening did as it went on: "Sunday's attack killed nine", and what is joined to that."""
    known = classes()
    if above is not None and not _is_done_by(reading, above, noun):
        return False
    if (
        reading.tags[verb] != "VBD"
        or reading.deps[noun] != "nsubj"
        or (reading.lemmas[noun], "N") not in frames("events")
    ):
        return False
    return (
        reading.lemmas[verb]
        in known["harming"] | known["ending"] | known["beginning"] | known["done_by_event"]
    )


def _stands_behind(reading: Reading, noun: int, time: int, governor: int) -> bool:
    """True for an event noun with a time behind it and nothing but its own words between: "put to a vote next year",
    "two killings in the port last week"."""
    if reading.pos[noun] != "NOUN" or time < noun or governor not in uphill(reading, noun):
        return False
    if preposition(reading, noun) in APART | {"about", "over"} or _is_about(reading, reading.heads[noun]):
        return False
    mention = reading.times[time]
    first = reading.words_in(mention.start, mention.end)[0]
    own = {*reading.subtree(noun), *reading.subtree(time)}
    return all(word in own and reading.pos[word] not in ("VERB", "PUNCT") for word in range(noun + 1, first))


def _is_apart(reading: Reading, verb: int) -> bool:
    """True for a clause that tells of another time than its main clause: behind "after", "before", "until"."""
    marks = {reading.lemmas[kid] for kid in reading.kids[verb] if reading.deps[kid] == "mark"}
    return bool(marks & APART) and reading.tags[verb] != "VBG" and not _is_next_to(reading, verb)


def _is_next_to(reading: Reading, verb: int) -> bool:
    """True for a clause of the same hours: "shortly after parliament rejected the budget"."""
    near = {kid for kid in reading.kids[verb] if reading.lemmas[kid] in classes()["close_by"]}
    return any(
        reading.lemmas[kid] in ("after", "before") and kid - 1 in near
        for kid in reading.kids[verb]
        if reading.deps[kid] == "mark"
    )


def tense_of(reading: Reading, verb: int) -> str | None:
    """ "now" for a present or perfect, "then" for a past, None for a verb without a tense of its own."""
    finite = [verb, *(kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop"))]
    tags = {reading.tags[word] for word in finite}
    if tags & {"VBZ", "VBP"}:
        return "now"
    return "then" if "VBD" in tags else None


def told_plainly(reading: Reading, verb: int) -> bool:
    """True for a plain past of something that happens: "left", "was arrested"."""
    if reading.pos[verb] != "VERB" or reading.lemmas[verb] in classes()["state_verb"]:
        return False
    helpers = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop")]
    words = {reading.words[kid].lower() for kid in helpers}
    if words & {"had", "'d", "would", "could", "may", "might", "will"} or reading.tags[verb] == "VBG":
        return False
    if reading.deps[verb] == "conj" and not helpers and reading.tags[verb] in ("VBD", "VBN"):
        return True
    return tense_of(reading, verb) == "then"


def is_told_past(reading: Reading, word: int) -> bool:
    """True for a past tense, active or passive: "signed", "was signed"."""
    passive = any(
        reading.deps[kid] == "aux:pass" and reading.tags[kid] == "VBD" for kid in reading.kids[word]
    )
    return passive or reading.tags[word] == "VBD"


def _path_up(reading: Reading, low: int, high: int) -> list[int] | None:
    path = [low]
    for _ in range(5):
        head = reading.heads[path[-1]]
        if head == high:
            return path if all(reading.pos[step] not in ("VERB", "AUX") for step in path) else None
        if head == path[-1]:
            return None
        path.append(head)
    return None


def distance_above(reading: Reading, word: int, governor: int) -> int:
    """Cost of the way from the word up to the verb that the time hangs on."""
    cost, current = 0, word
    for _ in range(7):
        head, dep = reading.heads[current], reading.deps[current]
        if head == current:
            return FAR
        meanwhile = dep == "acl:relcl" and _is_in_progress(reading, current)  # "who was crossing was shot"
        if dep == "parataxis" and _is_in_a_row(reading, current):
            dep = "conj"
        if dep in ("parataxis", "appos") or (
            dep == "acl:relcl" and not (meanwhile or _is_there(reading, current))
        ):
            return FAR
        if dep == "conj" and ";" in reading.words[head + 1 : current]:
            return FAR  # "he returned in May; the court freed her"
        if dep == "ccomp" and is_speech_verb(reading, head):
            return FAR
        if dep == "advcl" and _is_apart(reading, current):
            return FAR  # "resigned on Tuesday before the court ruled"
        met_for = current == word and _is_met_for(reading, current)
        if dep == "obl" and preposition(reading, current) in OTHER_TIME and not met_for:
            return FAR
        own = (
            k for k in reading.kids[current] if _is_date(reading, k) and not is_deadline(reading, current, k)
        )
        if dep == "conj" and next(own, None) is not None:
            return FAR
        if dep == "conj" and reading.tags[current] == "VBD" and reading.tags[head] == "VB":
            return FAR  # "planned to announce it that day but put it off"
        if dep == "conj" and any(reading.tags[kid] == "MD" for kid in reading.kids[current]):
            return FAR  # "declared it on Tuesday and may restart a reactor"
        if (
            dep == "conj"
            and head == governor
            and {tense_of(reading, current), tense_of(reading, head)} == BOTH
        ):
            return FAR  # "lost the vote in May and says that it was rigged"
        if dep == "nmod" and reading.lemmas[head] not in classes().get("phase", frozenset()):
            return FAR
        if dep in ("nsubj", "nsubj:pass") and governor in reading.kids[head]:
            return cost + 2 if reading.deps[governor] == "xcomp" else FAR
        taken_up = reading.lemmas[word] == "resignation" and reading.lemmas[head] == "accept"
        if dep in ("obj", "nsubj:pass") and current == word and _is_about(reading, head) and not taken_up:
            return FAR  # "condemned the attack on Tuesday"
        cost += 1 if dep in ("conj", "xcomp", "obj", "nsubj", "nsubj:pass") else 2
        current = head
        if current == governor:
            return cost
    return FAR


def _is_in_a_row(reading: Reading, verb: int) -> bool:
    """True for the middle one of "left on Friday, named a successor and flew home": three deeds of one subject."""
    head = reading.heads[verb]
    begun = reading.text[reading.ends[verb - 1] - 1 : reading.starts[verb]].startswith(",") if verb else False
    own = any(reading.deps[kid].startswith(("nsubj", "aux")) for kid in reading.kids[verb])
    last = any(
        kid > verb and reading.deps[kid] == "conj" and reading.tags[kid] == "VBD"
        for kid in reading.kids[head]
    )
    past = reading.tags[verb] in ("VBD", "VBN") and reading.tags[head] == "VBD"
    return begun and not own and last and head < verb and past


def _is_date(reading: Reading, word: int) -> bool:
    """True for a time that tells a day, and no mere length: not for the "years" of "jailed for nine years"."""
    mention = reading.times.get(word)
    when = mention.interval if mention is not None else None
    return when is not None and not when.is_open


def _is_met_for(reading: Reading, noun: int) -> bool:
    """True for what somebody comes for: "flew to the capital on Thursday for talks"."""
    known = classes()
    comes = reading.lemmas[reading.heads[noun]] in known["coming_for"]
    meets = reading.lemmas[noun] in known["meeting"] | known["occasion"]
    return comes and meets and preposition(reading, noun) == "for"


def _is_there(reading: Reading, verb: int) -> bool:
    """True for what was done where somebody went: "flew on Monday to the island, where he opened a school"."""
    mark = next((kid for kid in reading.kids[verb] if reading.lemmas[kid] == "where"), None)
    if mark is None or mark == 0 or reading.words[mark - 1] != "," or tense_of(reading, verb) != "then":
        return False
    above = next((one for one in uphill(reading, verb) if reading.pos[one] == "VERB"), verb)
    had = any(reading.words[kid].lower() == "had" for kid in reading.kids[verb] if reading.deps[kid] == "aux")
    return tense_of(reading, above) == "then" and reading.lemmas[above] in classes()["coming_for"] and not had


def _is_in_progress(reading: Reading, verb: int) -> bool:
    """True for "was marching": what went on while something else happened."""
    helpers = {reading.words[kid].lower() for kid in reading.kids[verb] if reading.deps[kid] == "aux"}
    return reading.tags[verb] == "VBG" and bool(helpers & {"was", "were"})


def _is_about(reading: Reading, verb: int) -> bool:
    """True for a verb that judges, announces, asks for or moves what its object names."""
    if reading.pos[verb] != "VERB" or reading.lemmas[verb] in _holding():
        return False
    if reading.lemmas[verb] in classes()["postponing"] or is_speech_verb(reading, verb):
        return True
    return any(frame.type in ABOUT for frame in frames("events").get((reading.lemmas[verb], "V"), ()))


def is_undone(reading: Reading, verb: int) -> bool:
    """True for "called off", "put off": no happening is held by that."""
    return any(
        reading.lemmas[kid] == "off" for kid in reading.kids[verb] if reading.deps[kid] == "compound:prt"
    )


@cache
def _holding() -> frozenset[str]:
    """Verbs that only hold the happening that their noun names: held talks, began a strike."""
    return classes()["holding"]


def _distance_below(reading: Reading, word: int, governor: int, time: int) -> int:
    """Cost of the way down from the word to the verb or noun that the time hangs on."""
    cost, current = INDIRECT, governor
    for _ in range(3):
        head = reading.heads[current]
        passes = _passes_up(reading, current, head) or _is_done_at_once(reading, current, head, time)
        if head == current or not passes:
            return FAR
        cost += 2
        current = head
        if current == word:
            return cost
    return FAR


def _is_done_at_once(reading: Reading, low: int, high: int, time: int) -> bool:
    """True where what was refused or asked for at a past time was so then: "refused to see him this month"."""
    if reading.deps[low] != "xcomp" or reading.lemmas[high] not in classes()["done_at_once"]:
        return False
    when, published = reading.times[time].interval, reading.document.published.interval
    is_past = when is not None and when.start and published.start and when.start <= published.start
    return bool(is_past) and tense_of(reading, high) == "then"


def _passes_up(reading: Reading, low: int, high: int) -> bool:
    """True where the time of the lower word is the upper one's too."""
    dep = reading.deps[low]
    holds = reading.lemmas[high] in _holding() and not is_undone(reading, high)
    if dep == "xcomp":
        if reading.lemmas[high] == "vote":
            return tense_of(reading, high) == "then"  # "voted to end the union on Friday"
        return holds or (tense_of(reading, high) == "then" and not _is_about(reading, high))
    if dep == "obj" and reading.pos[high] == "VERB" and reading.lemmas[high] in classes()["gone_through"]:
        return True  # "survived a vote in July"
    if dep in ("obj", "nsubj", "nsubj:pass") and reading.pos[high] == "VERB":
        return holds
    if dep == "acl" and reading.pos[high] == "NOUN":  # "talks held in May", "an election due this autumn"
        return reading.tags[low] in ("VBN", "JJ") and reading.lemmas[low] in _holding() | classes()["set_for"]
    if dep == "acl:relcl" and reading.pos[high] == "NOUN":  # "a strike that began in May"
        fixed = reading.tags[low] == "VBN" and reading.lemmas[low] in classes()["set_for"]
        return (fixed or reading.lemmas[low] in _holding()) and any(
            reading.tags[kid] in ("WDT", "WP") and reading.deps[kid] in ("nsubj", "nsubj:pass")
            for kid in reading.kids[low]
        )
    if dep != "advcl":
        return False
    marks = {reading.lemmas[kid] for kid in reading.kids[low] if reading.deps[kid] in ("mark", "advmod")}
    if marks & SAME_TIME or _is_next_to(reading, low):
        return tense_of(reading, low) == tense_of(reading, high) == "then"
    return not marks and reading.tags[low] == "VBG" and bool(reading.kids[low])
