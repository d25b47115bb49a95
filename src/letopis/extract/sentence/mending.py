"""Mend what a tree gets wrong in the same way again and again, where the grammar leaves but one reading.

In:   the words of a document with their tags, lemmas and trees.
Out:  the same, changed in place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letopis.lexicon import classes, frames, words

VERBAL = ("VERB", "AUX")
ONE_BACK = 40  # words before "a new one" in which its noun stands
PARTICLES = ("off", "up", "down", "away", "out")


@dataclass(frozen=True, slots=True)
class Trees:
    """Columns of a document's words, changed in place."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    pos: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]

    def copied(self) -> Trees:
        """The same with lists of its own."""
        return Trees(*(getattr(self, name).copy() for name in self.__slots__))

    def kids(self, head: int, near: Iterable[int]) -> list[int]:
        """The words of a stretch that hang on a word, in its order; what lies outside the document is left out."""
        return [k for k in near if 0 <= k < len(self.heads) and self.heads[k] == head and k != head]


def mend(trees: Trees) -> None:
    """Mend names of bodies before office-holders, phrases before bare nouns, verbs of naming, "acting", infinitives
    behind adjectives, and relative clauses."""
    _name_ones(trees)
    _take_away(trees)
    _join_second_subjects(trees)
    _free_phrases(trees)
    _mend_naming(trees)
    _mend_acting(trees)
    _mend_wanting(trees)
    _free_days(trees)
    _part_gapped(trees)
    _part_particles(trees)
    _mend_far(trees)
    _mend_states(trees)
    _join_fors(trees)
    _take_objects(trees)
    _mend_infinitives(trees)
    _mend_relatives(trees)
    _mend_whoms(trees)
    _date_annulling(trees)
    _mend_labels(trees)
    _mend_back(trees)


def _take_away(trees: Trees) -> None:
    """ "stripped the president of the power to dismiss them": of it he was stripped; it is no president of a power."""
    taking = classes()["taking_away"]
    for noun, head in enumerate(trees.heads):
        person = trees.heads[head]
        if trees.deps[noun] != "nmod" or trees.deps[head] != "obj" or trees.lemmas[person] not in taking:
            continue
        of = any(trees.heads[k] == noun and trees.lemmas[k] == "of" for k in range(head + 1, noun))
        if of and trees.pos[noun] == "NOUN" and person < head < noun and trees.pos[person] == "VERB":
            trees.heads[noun], trees.deps[noun] = person, "obl"


def _name_ones(trees: Trees) -> None:
    """ "The vote was annulled; a new one is set for May" is a new vote: "one" gets the word that it stands for."""
    for word, written in enumerate(trees.words):
        if written != "one" or trees.deps[word] not in ("nsubj", "nsubj:pass", "obj", "conj"):
            continue
        own = [k for k in range(max(0, word - 4), word) if trees.heads[k] == word]
        if not any(trees.lemmas[k] in classes()["another_one"] for k in own):
            continue
        for noun in range(word - 4, max(0, word - ONE_BACK), -1):
            lemma, named = trees.lemmas[noun], trees.deps[noun] in ("nsubj", "nsubj:pass", "obj")
            known = (lemma, "N") in frames("events") or lemma in classes()["law"] | classes()["election"]
            if trees.tags[noun] == "NN" and named and known:
                trees.lemmas[word], trees.tags[word], trees.pos[word] = lemma, "NN", "NOUN"
                break


def _join_second_subjects(trees: Trees) -> None:
    """Hang a body's name on the office right behind it where a tree takes both body and office-holder for subject
    (or object) of one word: of "ex-KGB chief Roskov said" only Roskov is.
    """
    for word, dep in enumerate(trees.deps):
        office = word + 1
        if dep not in ("nsubj", "nsubj:pass", "obj") or trees.pos[word] != "PROPN":
            continue
        if office >= len(trees.deps) or not trees.deps[office].startswith("nmod:desc"):
            continue
        holder = trees.heads[office]
        if holder > office and trees.heads[holder] == trees.heads[word] and trees.deps[holder] == dep:
            trees.heads[word], trees.deps[word] = office, "compound"


def _mend_naming(trees: Trees) -> None:
    """Verbs that put somebody into an office: "dismissed X, named Y in his place" is no "named" that X suffers, and in
    "had named her prime minister" she is named, unless the one who names is a woman too.
    """
    naming = classes()["putting_in_office"]
    for word, lemma in enumerate(trees.lemmas):
        if lemma not in naming or trees.pos[word] != "VERB":
            continue
        kids = [kid for kid, head in enumerate(trees.heads) if head == word and kid != word]
        if trees.tags[word] == "VBN" and trees.deps[word] in ("advcl", "conj", "acl"):
            _be_active(trees, word, kids)
        _be_joined(trees, word)
        _part_title(trees, word, kids)
        both = [kid for kid in kids if trees.deps[kid] == "xcomp" and kid > word]
        if len(both) == 2 and trees.pos[both[0]] == "PROPN" and trees.pos[both[1]] in ("NOUN", "PROPN"):
            trees.deps[both[0]] = "obj"  # "named General X commander": one is named, one is what as
        _part_name(trees, word, kids)
        things = [
            k for k in kids if k > word and trees.deps[k] in ("obj", "xcomp") and trees.pos[k] == "NOUN"
        ]
        if things and things[0] > word + 1 and trees.words[word + 1] == "her":
            she = any(trees.words[kid].lower() == "she" for kid in kids)
            named = things[0] + 1 < len(trees.pos) and trees.pos[things[0] + 1] == "PROPN"
            if not she and not named and trees.heads[word + 1] == things[0]:
                trees.heads[word + 1], trees.deps[word + 1] = word, "obj"
                trees.deps[things[0]] = "xcomp"


def _part_gapped(trees: Trees) -> None:
    """Hang what stands right behind a second doer on that doer, where the verb is left out: in "A resigned in July and
    B on November 15" the second day is B's.
    """
    for name, dep in enumerate(trees.deps):
        verb = trees.heads[name]
        if dep != "conj" or trees.pos[name] != "PROPN" or trees.pos[verb] != "VERB" or verb > name:
            continue
        phrases = [kid for kid, head in enumerate(trees.heads) if head == verb and trees.deps[kid] == "obl"]
        behind = name + 1
        while behind < len(trees.deps) and trees.heads[behind] == name and trees.deps[behind] == "flat":
            behind += 1
        own = trees.heads[behind] if behind < len(trees.deps) and trees.deps[behind] == "case" else name
        if own in phrases and any(verb < phrase < name for phrase in phrases):
            trees.heads[own] = name


def _part_particles(trees: Trees) -> None:
    """An object has no preposition: "off" so right behind its verb is the verb's particle ("sealed off the palace")."""
    for word, dep in enumerate(trees.deps):
        thing = trees.heads[word]
        verb = trees.heads[thing]
        if (
            dep == "case"
            and trees.deps[thing] == "obj"
            and verb == word - 1
            and trees.lemmas[word] in PARTICLES
        ):
            trees.heads[word], trees.deps[word] = verb, "compound:prt"
        if dep == "compound:prt" and trees.lemmas[thing] == "swear" and word == thing + 1:
            _take_sworn(trees, word)


def _take_sworn(trees: Trees, particle: int) -> None:
    """ "swore in his vice-president": who stands right behind the particle is sworn in."""
    verb = trees.heads[particle]
    for kid in range(particle + 1, min(particle + 8, len(trees.heads))):
        if trees.heads[kid] != verb or not trees.deps[kid].startswith("obl"):
            continue
        between = range(particle + 1, kid)
        if all(trees.heads[k] in (*between, kid) and trees.deps[k] != "case" for k in between):
            trees.deps[kid] = "obj"
        return


def _mend_far(trees: Trees) -> None:
    """ "Far from condemning it" says of the condemning how far it is, wherever that stands."""
    for word, lemma in enumerate(trees.lemmas[:-1]):
        verb = trees.heads[word + 1]
        if (
            lemma == "far"
            and trees.lemmas[word + 1] == "from"
            and trees.deps[word + 1] == "mark"
            and verb > word
        ):
            trees.heads[word], trees.deps[word] = verb, "advmod"


def _mend_states(trees: Trees) -> None:
    """What "is" something is no passive subject: "the banker is under investigation"."""
    copied = {head for head, dep in zip(trees.heads, trees.deps, strict=True) if dep == "cop"}
    passive = {head for head, dep in zip(trees.heads, trees.deps, strict=True) if dep == "aux:pass"}
    for word, dep in enumerate(trees.deps):
        if dep == "nsubj:pass" and trees.heads[word] in copied - passive:
            trees.deps[word] = "nsubj"


def _join_fors(trees: Trees) -> None:
    """ "For" right behind an object that takes it belongs to that: "claimed responsibility for the bombing"."""
    for word, lemma in enumerate(trees.lemmas[:-1]):
        verb = trees.heads[word]
        if (
            lemma not in classes()["takes_for"]
            or trees.deps[word] != "obj"
            or trees.lemmas[word + 1] != "for"
        ):
            continue
        cause = trees.heads[word + 1]
        if trees.deps[word + 1] == "case" and trees.heads[cause] == verb and trees.deps[cause] == "obl":
            trees.heads[cause], trees.deps[cause] = word, "nmod"


def _take_objects(trees: Trees) -> None:
    """A name without a preposition right behind a verb's particle is what the verb is done to: "swore in Colonel X"."""
    parted = {trees.heads[word] for word, dep in enumerate(trees.deps) if dep == "compound:prt"}
    for name, dep in enumerate(trees.deps):
        verb = trees.heads[name]
        if dep != "obl" or trees.pos[name] != "PROPN" or verb > name or verb not in parted:
            continue
        kids = [kid for kid, head in enumerate(trees.heads) if head == name and kid != name]
        first = min([name, *kids])
        particle = trees.heads[first - 1] == verb and trees.deps[first - 1] == "compound:prt"
        others = [kid for kid, head in enumerate(trees.heads) if head == verb and trees.deps[kid] == "obj"]
        if particle and not others and all(trees.deps[kid] != "case" for kid in kids):
            trees.deps[name] = "obj"


def _part_title(trees: Trees, word: int, kids: list[int]) -> None:
    """Make the name the object and the title behind it what it is named, where a tree takes both for one phrase."""
    for name in kids:
        if trees.deps[name] != "xcomp" or trees.pos[name] != "PROPN" or not _opens(trees, word, name):
            continue
        titles = [
            kid
            for kid, head in enumerate(trees.heads)
            if head == name and trees.deps[kid] == "appos" and trees.lemmas[kid] in classes()["officeholder"]
        ]
        if titles and "," not in trees.words[name : titles[0]]:
            trees.deps[name] = "obj"
            trees.heads[titles[0]], trees.deps[titles[0]] = word, "xcomp"


def _opens(trees: Trees, word: int, name: int) -> bool:
    """True for a name right behind a word, or with nothing but its own title between."""
    between = range(word + 1, name)
    return name > word and all(
        trees.heads[k] in (name, *between) and trees.deps[k] in ("nmod:desc", "amod", "compound")
        for k in between
    )


def _part_name(trees: Trees, word: int, kids: list[int]) -> None:
    """As `_part_title`, where the tree takes the name for a part of the title behind it ("named Ana Kos premier"), or
    the title behind it for an apposition of the name ("named Minister Ana Kos acting premier")."""
    holders = classes()["officeholder"]
    for title in kids:
        if title < word or trees.deps[title] not in ("xcomp", "obj"):
            continue
        inner = [kid for kid, head in enumerate(trees.heads) if head == title and word < kid]
        names = [k for k in inner if k < title and trees.pos[k] == "PROPN" and _has_flat(trees, k)]
        if (
            names
            and trees.lemmas[title] in holders
            and trees.deps[names[0]] in ("compound", "nmod", "nmod:desc")
        ):
            trees.heads[names[0]], trees.deps[names[0]], trees.deps[title] = word, "obj", "xcomp"
            return
        for name in [k for k in inner if k > title and trees.deps[k] == "flat"]:
            behind = [
                kid
                for kid, head in enumerate(trees.heads)
                if head == name and trees.deps[kid] == "appos" and trees.lemmas[kid] in holders
            ]
            if behind and "," not in trees.words[name : behind[0]]:
                trees.heads[behind[0]], trees.deps[behind[0]] = word, "xcomp"
                return


def _has_flat(trees: Trees, name: int) -> bool:
    return any(head == name and trees.deps[kid] == "flat" for kid, head in enumerate(trees.heads))


def _mend_acting(trees: Trees) -> None:
    """Make "had been acting prime minister" a title with "acting" before it, where a tree takes it for a verb."""
    for word, lemma in enumerate(trees.lemmas):
        if lemma != "act" or trees.tags[word] != "VBG":
            continue
        kids = [kid for kid, head in enumerate(trees.heads) if head == word and kid != word]
        titles = [k for k in kids if k > word and trees.deps[k] in ("obj", "xcomp")]
        helpers = [k for k in kids if trees.deps[k] == "aux" and trees.lemmas[k] == "be"]
        if not titles or not helpers or trees.lemmas[titles[0]] not in classes()["officeholder"]:
            continue
        title, above = titles[0], trees.heads[word]
        for kid in kids:
            trees.heads[kid] = title
        trees.heads[title], trees.deps[title] = (title if above == word else above), trees.deps[word]
        trees.heads[word], trees.deps[word], trees.pos[word] = title, "amod", "ADJ"
        trees.deps[helpers[-1]] = "cop"


def _mend_wanting(trees: Trees) -> None:
    """Make a participle behind what is wanted what is to be done to it: "wants the treaty signed by May"."""
    wanting = classes()["wanting"]
    for word, tag in enumerate(trees.tags):
        noun = trees.heads[word]
        verb = trees.heads[noun]
        if (
            tag != "VBN"
            or trees.deps[word] != "acl"
            or trees.deps[noun] != "obj"
            or verb > noun
            or word < noun
        ):
            continue
        if trees.lemmas[verb] in wanting and trees.pos[verb] == "VERB" and "," not in trees.words[noun:word]:
            trees.heads[word], trees.deps[word] = verb, "xcomp"


def _free_days(trees: Trees) -> None:
    """Hang a month or day that a tree hangs in another phrase on the verb: "for the third time last July"."""
    dates = words("months") | classes()["weekday"]
    for word, dep in enumerate(trees.deps):
        above = trees.heads[word]
        behind = dep == "nmod:unmarked" and above < word and trees.words[above].lower() not in dates
        if (
            (behind or dep == "appos")
            and trees.words[word].lower() in dates
            and trees.deps[above].startswith("obl")
        ):
            trees.heads[word], trees.deps[word] = trees.heads[above], "obl:unmarked"


def _mend_infinitives(trees: Trees) -> None:
    """Make the verb of "is due to leave" a clause, where a tree takes "to leave" for a phrase with a noun."""
    for word, dep in enumerate(trees.deps):
        verb = trees.heads[word]
        if dep not in ("mark", "case") or trees.tags[verb] != "VB" or trees.words[word].lower() != "to":
            continue
        if trees.deps[verb] in ("obl", "nmod") and trees.pos[trees.heads[verb]] in ("ADJ", "VERB"):
            trees.deps[verb], trees.deps[word] = "xcomp", "mark"


def _mend_relatives(trees: Trees) -> None:
    """Hang a clause with "which" behind a comma, which a tree takes for an adverbial one, on the noun that it is of:
    the object that ends at the comma.
    """
    for word, lemma in enumerate(trees.lemmas):
        verb = trees.heads[word]
        if lemma != "which" or word < 2 or trees.words[word - 1] != ",":
            continue
        joined = trees.deps[verb] == "conj" and not any(
            trees.heads[kid] == verb and trees.deps[kid] == "cc" for kid in range(max(0, word - 2), verb)
        )
        if trees.deps[verb] != "advcl" and not joined:
            continue
        above = trees.heads[verb]
        if not above < word < verb:
            continue
        noun = word - 2
        while trees.heads[noun] != above and trees.heads[noun] != noun and noun > above:
            noun = trees.heads[noun]
        if trees.heads[noun] == above and trees.deps[noun] in ("obj", "obl") and noun > above:
            trees.heads[verb], trees.deps[verb] = noun, "acl:relcl"


def _mend_whoms(trees: Trees) -> None:
    """ "Whom" is done to: of a verb with another subject it is the object ("whom parliament elected")."""
    for word, written in enumerate(trees.words):
        if written.lower() != "whom" or trees.deps[word] != "nsubj":
            continue
        kids = [kid for kid, head in enumerate(trees.heads) if head == trees.heads[word] and kid != word]
        if any(trees.deps[kid] == "nsubj" for kid in kids) and not any(
            trees.deps[kid] == "obj" for kid in kids
        ):
            trees.deps[word] = "obj"


def _mend_labels(trees: Trees) -> None:
    """Of two objects of "called a remark an attack" the second is what the first is called."""
    for word, dep in enumerate(trees.deps):
        verb = trees.heads[word]
        if dep != "obj" or verb > word or trees.lemmas[verb] not in classes()["labelling"]:
            continue
        before = [k for k in range(verb + 1, word) if trees.heads[k] == verb and trees.deps[k] == "obj"]
        if before and not {",", "and"} & {*trees.words[before[-1] : word]}:
            trees.deps[word] = "xcomp"


def _date_annulling(trees: Trees) -> None:
    """ "Annulled the first round on December 3": what is annulled is over, the day is that of the annulling."""
    for day, dep in enumerate(trees.deps):
        noun = trees.heads[day]
        verb = trees.heads[noun]
        if dep != "nmod" or trees.deps[noun] != "obj" or trees.lemmas[verb] not in classes()["annulling"]:
            continue
        marks = [k for k in range(noun + 1, day) if trees.heads[k] == day and trees.deps[k] == "case"]
        if [trees.words[k].lower() for k in marks] == ["on"] and trees.tags[verb] == "VBD":
            trees.heads[day], trees.deps[day] = verb, "obl"


def _be_active(trees: Trees, word: int, kids: list[int]) -> None:
    """Make a participle with a name right behind it, after a comma or "and", the past tense that it is."""
    before = trees.words[word - 1].lower() if word else ""
    opened = before in (",", "and") or (trees.pos[word - 1] == "ADV" if word else False)
    behind = [kid for kid in kids if kid == word + 1 and trees.pos[kid] == "PROPN"]
    if opened and behind and not any(trees.deps[kid].startswith("aux") for kid in kids):
        trees.tags[word], trees.deps[word] = "VBD", "conj"
        trees.deps[behind[0]] = "obj"


def _be_joined(trees: Trees, word: int) -> None:
    """Make a participle between "and" and a name the verb joined to the one before: "accepted the resignation of X and
    elected Y" elects Y."""
    name = trees.heads[word]
    if (
        trees.tags[word] != "VBN"
        or trees.deps[word] != "amod"
        or name != word + 1
        or trees.pos[name] != "PROPN"
    ):
        return
    if word == 0 or trees.words[word - 1].lower() != "and" or trees.deps[name] != "conj":
        return
    above = trees.heads[name]
    for _ in range(3):
        if trees.pos[above] == "VERB":
            break
        above = trees.heads[above]
    if trees.pos[above] == "VERB" and trees.tags[above] == "VBD":
        trees.tags[word], trees.heads[word], trees.deps[word] = "VBD", above, "conj"
        trees.heads[name], trees.deps[name] = word, "obj"
        for kid, head in enumerate(trees.heads):
            if head == name and kid > name and trees.deps[kid] == "nmod":
                trees.heads[kid], trees.deps[kid] = word, "obl"  # "in her place"
            if kid == word - 1:
                trees.heads[kid] = word


def _free_phrases(trees: Trees) -> None:
    """Hang a phrase with a preposition that a tree takes for a part of the noun behind it on that noun's head: in "on
    May 8 parliament met" it is no "May 8 parliament".
    """
    for word, dep in enumerate(trees.deps):
        if dep.split(":")[0] != "case" or trees.heads[word] <= word or trees.pos[word] != "ADP":
            continue
        inner = trees.heads[word]
        noun = trees.heads[inner]
        verb = trees.heads[noun]
        loose = noun > inner and trees.deps[inner] in ("compound", "dep", "nummod", "nmod", "nmod:unmarked")
        if loose and trees.pos[noun] in ("NOUN", "PROPN") and verb != noun and trees.pos[verb] in VERBAL:
            trees.heads[inner], trees.deps[inner] = verb, "obl"


def _mend_back(trees: Trees) -> None:
    """Take the "back" of "MPs back bill in free vote" for the verb that it is: it heads and has an object."""
    for word, lemma in enumerate(trees.lemmas):
        if lemma != "back" or trees.pos[word] != "ADV" or trees.deps[word] != "root":
            continue
        deps = {dep for dep, head in zip(trees.deps, trees.heads, strict=True) if head == word}
        if {"nsubj", "obj"} <= deps:
            trees.pos[word], trees.tags[word] = "VERB", "VBP"
