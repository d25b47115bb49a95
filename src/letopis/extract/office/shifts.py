"""Whether a title is of who held it before, holds it for the time being, is about to leave it or to take it.

In:   a `Reading` and the mention of a title.
Out:  "former", "acting", "outgoing", "designate" or None.

Words: data/lexicon/en/classes.tsv, classes office_former, office_acting, office_outgoing, office_designate.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import Mention

INSIDE = frozenset({"of", "to", "for", "under"})  # "a former tutor of the king": he is king
UNTIL = frozenset({"until", "till", "since", "by", "before", "from"})


HOPED = 5  # words before a title in which "would-be" stands


def is_only_hoped(reading: Reading, word: int) -> bool:
    """True for an office that its bearer does not have: "the would-be rector", "an aspiring mayor"."""
    begin = max(reading.sents[reading.sent_of[word]][0], word - HOPED)
    before = reading.text[reading.starts[begin] : reading.starts[word]].lower()
    near = {reading.words[kid].lower() for kid in reading.kids[word] if kid < word}
    return "would-be " in before[-len("would-be deputy prime ") :] or bool(near & classes()["only_hoped"])


def shift_of(reading: Reading, word: int, mention: Mention) -> str | None:
    """The shift that a word before the title makes, by class `office_<shift>` of classes.tsv, or None."""
    near = [*reading.kids[word], *reading.kids[reading.heads[word]], *range(max(0, word - 5), word)]
    first = reading.sents[reading.sent_of[word]][0]
    marks = {reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] == "case"}
    inside = reading.deps[word] == "nmod" and bool(marks & INSIDE)
    for shift in ("former", "acting", "outgoing", "designate"):
        words = classes().get(f"office_{shift}", frozenset())
        for other in near:
            right_before = mention.start - 1 == reading.ends[other]
            close = (
                first <= other
                and reading.ends[other] <= mention.start + 3
                and mention.start - reading.starts[other] <= 40
            )
            linked = (
                reading.heads[other] in (word, reading.heads[word])
                or reading.heads[reading.heads[other]] == word
            )
            linked = linked and not (reading.heads[other] == reading.heads[word] != word and inside)
            verbal = reading.pos[other] in ("VERB", "AUX") and reading.deps[other] != "amod"
            is_verb = reading.tags[other].startswith("VB")  # "first elected president": no president-elect
            said = reading.words[other].lower() in words or (reading.lemmas[other] in words and not is_verb)
            said = said and not (reading.lemmas[other] == "late" and reading.pos[other] == "ADV")
            said = said and not (
                other and reading.words[other].lower() == "then" and reading.words[other - 1].lower() in UNTIL
            )  # "until then the speaker"
            linked |= reading.words[other].lower() == "once" and reading.heads[other] == word
            participle = right_before and reading.tags[other] in ("VBN", "VBG")
            if close and (linked or right_before) and said and (participle or not verbal):
                return shift
    if mention.text.lower().split()[0] in classes()["office_acting"]:
        return "acting"
    lower = reading.text[max(0, mention.start - 12) : mention.end + 8].lower()
    if "ex-" in lower[:15] or "then-" in lower[:17]:
        return "former"
    after = mention.text[-10:].lower() + reading.text[mention.end : mention.end + 10].lower()
    return "designate" if "-elect" in after or "-designate" in after else None
