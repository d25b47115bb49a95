"""Whether the words around a time speak of what was, what is, or what is to come.

In:   the annotated text, and a place in it.
Out:  "past", "perfect" (from then until now), "present", "future"; "scheduled" where a present tense with a day lies
      ahead ("leaves Monday"); "of a noun" where only the verb above its noun is past; "untold" where
      nothing tells.

With tags and a tree the governing verb decides; without them the nearest telling word of times_tense.tsv;
where
nothing tells, most read it as the past, as news mostly is.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from spacy.tokens import Doc, Token

from letopis.lexicon import classes, table

PAST, PERFECT, PRESENT, FUTURE = "past", "perfect", "present", "future"
SCHEDULED, OF_NOUN, UNTOLD = "scheduled", "of a noun", "untold"
TENSES = (PAST, PERFECT, PRESENT, FUTURE)
STEPS_UP = 10  # heads climbed from the time to its verb
NAMING = ("compound", "nmod", "nmod:poss", "nmod:unmarked", "nummod", "amod")
MOVED_TO = frozenset({"to", "until", "till"})
CLAUSE_ENDS = frozenset({".", ";", "\n\n", '"', "“", "”", "?", "!"})
AUXILIARY_WITHIN = 3  # words between "will" and "be closed"
WORDS_BACK, WORDS_ON = 12, 8  # how far the words are searched where there is no tree


@cache
def tense_words() -> dict[str, str]:
    """Word → class (future, past, perfect)."""
    return {row["word"]: row["class"] for row in table("times_tense") if row["class"] in TENSES}


@cache
def standing_nouns() -> frozenset[str]:
    """Nouns of states that last until the report: rule, war, presidency."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] == "standing")


@cache
def aged_nouns() -> frozenset[str]:
    """Nouns of what can be so old and no person: accord, party, building."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] == "aged")


@cache
def comparing() -> frozenset[str]:
    """Words that set one figure beside another: compared, versus."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] == "comparing")


@cache
def invariant() -> frozenset[str]:
    """Verbs whose past looks like their present: cut, hit, put."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] == "invariant")


@cache
def function_words() -> frozenset[str]:
    """Words in -s behind a year that are no noun of many things: "in 2016 was"."""
    known = {row["word"] for row in table("times_tense") if row["class"] in ("function", "past", "present")}
    return frozenset(known | {row["word"] for row in table("times_tense") if row["class"] == "perfect"})


@cache
def ahead() -> frozenset[str]:
    """Verbs and prepositions whose dated noun is still to come: "postponed Sunday's vote", "ahead of the"."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] == "ahead")


@cache
def fixing() -> frozenset[str]:
    """Verbs that fix a day "for" something: "was set for 4 December"."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] == "fixing")


@cache
def moving() -> frozenset[str]:
    """Verbs that move what is planned "to" another day: "was put off to 4 December"."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] == "moving")


@cache
def prospective() -> frozenset[str]:
    """Words whose infinitive lies ahead of them: agreed to, plans to, ready to."""
    return frozenset(row["word"] for row in table("times_tense") if row["class"] in ("prospective", "future"))


class Tenses:
    """The tense at each place of one document, looked up on demand."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = doc.to_array("IDX").tolist()
        self._has_tree = doc.has_annotation("DEP") and doc.has_annotation("TAG")
        self._known: dict[int, str] = {}

    def index_at(self, offset: int) -> int:
        """The index of the token at a code point."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def at(self, offset: int) -> str:
        """The tense of what the word at a code point belongs to."""
        index = self.index_at(offset)
        if index not in self._known:
            self._known[index] = self._find(index)
        return self._known[index]

    def looks_back(self, offset: int) -> bool:
        """True in a clause beside the main one that tells what had been: "who had led it since May 12"."""
        if not self._has_tree or not len(self._doc):
            return False
        token = self._doc[self.index_at(offset)]
        for _ in range(STEPS_UP):
            if any(kid.dep_ == "aux" and kid.lower_ in ("had", "'d", "’d") for kid in token.children):
                return token.dep_ in ("acl:relcl", "advcl", "ccomp")
            if token.head is token or token.dep_ in ("acl:relcl", "ccomp"):
                return False
            token = token.head
        return False

    def had_been(self, offset: int) -> bool:
        """True where the nearest verb over the word says what had been before: "had voted on Wednesday"."""
        if not self._has_tree or not len(self._doc):
            return False
        token = self._doc[self.index_at(offset)]
        for _ in range(STEPS_UP):
            if token.pos_ == "VERB" or token.head is token:
                break
            token = token.head
        return any(kid.dep_ == "aux" and kid.lower_ in ("had", "'d", "’d") for kid in token.children)

    def names_thing(self, offset: int) -> bool:
        """True for a time that says which thing is meant: "called for the October 20 vote to be annulled"."""
        if not self._has_tree or not len(self._doc):
            return False
        token = self._doc[self.index_at(offset)]
        if token.dep_ == "compound" and token.head.pos_ in ("NUM", "PROPN"):
            token = token.head
        head = token.head
        is_thing = head.pos_ == "NOUN" and head.lemma_.lower() not in classes()["day_word"]
        return token.dep_ in NAMING and head.i > token.i and is_thing

    def in_relative(self, offset: int) -> bool:
        """True in a clause that tells of somebody beside what happened: "who died on Aug. 22"."""
        if not self._has_tree or not len(self._doc):
            return False
        token = self._doc[self.index_at(offset)]
        for _ in range(STEPS_UP):
            if token.dep_ == "acl:relcl" or token.head is token:
                break
            token = token.head
        return token.dep_ == "acl:relcl"

    def is_aside(self, offset: int, other: int) -> bool:
        """True where the first of two times is told of a thing beside the clause of the other: "the treaty, signed in
        2019, expired on 30 September"."""
        if not self._has_tree or not len(self._doc):
            return False
        clause = self._doc[self.index_at(offset)]
        for _ in range(STEPS_UP):
            if clause.dep_ in ("acl", "acl:relcl", "appos"):
                second = self._doc[self.index_at(other)]
                return clause.i != second.i and not clause.is_ancestor(second)
            if clause.head is clause or clause.i == clause.head.i:
                return False
            clause = clause.head
        return False

    def is_set_for(self, offset: int) -> bool:
        """True for a day that something is fixed for in the present: "is summoned for Saturday"."""
        if not self._has_tree or not len(self._doc):
            return False
        token = self._doc[self.index_at(offset)]
        return token.dep_ == "obl" and token.head.pos_ == "VERB" and self.at(offset) == PRESENT

    def _find(self, index: int) -> str:
        if not len(self._doc):
            return PAST
        token = self._doc[index]
        low, high = sorted((token.i, token.head.i))
        if any(self._doc[between].text == ";" for between in range(low, high)):
            return self._by_words(index)  # no clause reaches over a semicolon
        return (self._by_tree(token) if self._has_tree else None) or self._by_words(index)

    def _by_tree(self, token: Token) -> str | None:
        if token.head.pos_ == "NUM" and token.dep_.startswith(("nmod", "compound")):
            token = token.head  # the 14 of "February 14"
        told = self._by_heads(token)
        if told == PAST and token.dep_ in ("nmod:poss", "compound") and _is_awaited(token.head):
            return FUTURE
        return OF_NOUN if told == PAST and token.dep_.startswith("nmod") and not _is_of(token) else told

    def _by_heads(self, token: Token) -> str | None:
        if (beside := self._verb_beside(token)) is not None:
            return verb_tense(beside, token)
        if token.dep_ in ("det", "case", "amod") and token.head.pos_ in ("NOUN", "PROPN", "NUM"):
            token = token.head  # "at the end of June"
        for child in token.children:
            if child.dep_ == "cop":  # "the vote is on Sunday"
                return SCHEDULED if child.tag_ in ("VBZ", "VBP", "VB", "MD") else PAST
        current, last = token, token
        for _ in range(STEPS_UP):
            if current.i != token.i and current.pos_ in ("VERB", "AUX"):
                tense = verb_tense(current, last)
                if tense == PRESENT and last is not token and _is_until(last):
                    return FUTURE  # "leads it until a congress in June"
                return (
                    SCHEDULED
                    if tense == PRESENT and last is token and _is_scheduled(current, token)
                    else tense
                )
            if current.i != token.i and current.pos_ == "ADJ" and tense_words().get(current.lower_) == FUTURE:
                return FUTURE
            if current.head.i == current.i:
                break
            last, current = current, current.head
        return verb_tense(current, last) if current.pos_ in ("VERB", "AUX") else None

    def _verb_beside(self, token: Token) -> Token | None:
        """The verb directly before the time ("quipped Tuesday", "met on Friday"): surer than a long way up the tree."""
        for back in (1, 2):
            if token.i < back:
                return None
            before = self._doc[token.i - back]
            if before.pos_ == "VERB" and before.tag_ in ("VBD", "VBN", "VB"):
                return before
            if before.pos_ != "ADP":
                return None
        return None

    def _by_words(self, index: int) -> str:
        back = range(index - 1, max(index - WORDS_BACK, 0) - 1, -1)
        on = range(index + 1, min(index + WORDS_ON, len(self._doc)))
        return self._telling(back) or self._telling(on) or UNTOLD

    def _telling(self, positions: range) -> str | None:
        """The class of the first telling word; a form in -ed is past unless an auxiliary stands close before it."""
        words, past_form = tense_words(), None
        for position in positions:
            word = self._doc[position].lower_
            if word in CLAUSE_ENDS or (
                past_form is not None and abs(position - past_form) > AUXILIARY_WITHIN
            ):
                break
            if found := words.get(word.strip("'’")):
                return found
            if past_form is None and len(word) > 4 and word.endswith("ed"):
                past_form = position
        return None if past_form is None else PAST


def _is_awaited(noun: Token) -> bool:
    """True for the noun of what is to come: "ahead of Sunday's vote", "postponed Sunday's vote"."""
    marks = {child.lower_ for child in noun.children if child.dep_ == "case"}
    above = noun.head
    return bool(marks & ahead()) or above.lower_ in ahead() or above.lemma_.lower() in ahead()


def _is_until(noun: Token) -> bool:
    """True for the congress of "until a congress in June"."""
    return noun.dep_ == "obl" and any(
        child.dep_ == "case" and child.lower_ in ("until", "till") for child in noun.children
    )


def _is_of(token: Token) -> bool:
    """True for "of March", which names the event, as the past tense of its verb does."""
    return any(child.dep_ == "case" and child.lower_ == "of" for child in token.children)


def _is_scheduled(verb: Token, time: Token) -> bool:
    """True for a plain present with a day of its own, which lies ahead ("leaves Monday"), unless it reports."""
    own = time.dep_.startswith(("obl", "advmod"))
    present = verb.tag_ == "VBZ" or (verb.tag_ == "VBP" and verb.lower_ not in invariant())
    return own and present and tense_words().get(verb.lower_) != PRESENT


def _is_occasion(noun: Token) -> bool:
    """True for the "time" of "for the first time", which counts how often and fixes no day."""
    kids = {child.lower_ for child in noun.children if child.dep_ in ("case", "amod", "det")}
    return noun.lower_ == "time" and {"for", "the"} <= kids


def _infinitive_tense(verb: Token) -> str:
    """What "to" and its verb tell: ahead of "agreed", "plans", "ready"; with "was forced", "began" in the past."""
    above = verb.head
    done_to_it = above.head.lemma_.lower() if above.dep_ == "obj" else ""
    if above.lemma_.lower() in classes()["bill"] and {done_to_it, f"{done_to_it}e"} & classes()["deciding"]:
        return verb_tense(above.head, above)  # "passed a law to lower the voting age on Monday"
    if above.i != verb.i and any(_is_occasion(child) for child in above.children):
        return verb_tense(above, verb)  # "called her for the first time to answer": told as done
    if above.i == verb.i or above.lower_ in prospective() or above.lemma_.lower() in prospective():
        helpers = {child.lower_ for child in above.children if child.dep_.startswith("aux")}
        return PAST if above.i != verb.i and "had" in helpers else FUTURE
    ranked = any(child.lemma_.lower() in classes()["rank_word"] for child in above.children)
    if ranked and any(child.dep_ == "cop" for child in above.children):
        return verb_tense(above, verb)  # "had been the last member to ratify it": told as done
    if above.pos_ not in ("VERB", "AUX", "ADJ"):
        return FUTURE
    if verb_tense(above, verb) not in (PAST, PERFECT):
        return FUTURE
    return UNTOLD if verb.dep_ == "advcl" else PAST  # "flew in to meet"


def verb_tense(verb: Token, below: Token) -> str:
    """The tense of a verb with its auxiliaries; `below` is the word under it from which the time hangs.

    An infinitive lies ahead ("plans to meet"); a participle in -ing without an auxiliary has the tense of
    the verb above.
    """
    helpers = [child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop"]
    tags = {child.tag_ for child in helpers} | {verb.tag_}
    lemmas = {child.lower_.strip("'’") for child in helpers}
    if "MD" in tags and not lemmas & {"have"}:
        return FUTURE
    hangs = below.dep_.startswith(("obl", "advmod"))
    is_for = any(child.lower_ == "for" for child in below.children) and not _is_occasion(below)
    if hangs and "had" in lemmas and is_for:
        return PAST  # "had been planned for Friday" may lie on either side
    if hangs and tense_words().get(verb.lower_) == FUTURE and verb.tag_ in ("VBN", "VBG", "JJ"):
        return FUTURE
    if hangs and verb.lower_ in fixing() and is_for:
        return FUTURE
    if hangs and verb.lower_ in moving() and any(child.lower_ in MOVED_TO for child in below.children):
        return FUTURE
    if lemmas & {"had", "was", "were", "did", "d"}:
        return PAST
    if lemmas & {"has", "have", "ve"}:
        needs = any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in verb.children)
        return FUTURE if needs and verb.tag_ != "VBG" else PERFECT  # "has to be held by June"
    if verb.tag_ == "VBD":
        return PAST
    if any(child.tag_ == "TO" or child.lower_ == "to" for child in verb.children):
        return FUTURE if tags & {"VBZ", "VBP"} else _infinitive_tense(verb)  # "is to be sworn in on Saturday"
    if lemmas & {"is", "are", "am", "s", "re", "m"}:
        return FUTURE if verb.tag_ == "VBG" else PRESENT
    if verb.tag_ in ("VBG", "VBN") and verb.head.i != verb.i:
        above = verb.head
        return verb_tense(above, verb) if above.pos_ in ("VERB", "AUX") and verb.tag_ == "VBG" else PAST
    return PRESENT if verb.tag_ in ("VBZ", "VBP") else PAST
