"""Who is chosen for what: "chose X to head the bank", "named the finance minister, X, acting prime minister".

In:   a `Reading`, and words of it.
Out:  the verb of choosing; the title that somebody is given.

Verbs: data/lexicon/en/classes.tsv, class choosing.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis.extract.office.bearers import is_named, phrase_start
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import Form

GAP = 4  # words between a name and its new title, at most: "as the country's new"
SETTING = frozenset({"DET", "PRON"})


def chosen_for(reading: Reading, word: int) -> int | None:
    """The verb by which somebody is chosen to do what this infinitive says, or None."""
    upper = reading.heads[word]
    is_infinitive = any(reading.words[kid].lower() == "to" for kid in reading.kids[word] if kid < word)
    is_chosen = reading.pos[upper] == "VERB" and reading.lemmas[upper] in classes()["choosing"]
    return upper if is_chosen and is_infinitive and reading.deps[word] in ("xcomp", "advcl", "acl") else None


def bare_title(reading: Reading, holders: Sequence[int]) -> int | None:
    """The title without an article that ends what is said of the one chosen, behind another title of his or hers:
    the new one, as a title beside a name has an article and the one that is given has none."""
    if len(holders) != 1:
        return None
    first = holders[0]
    titles = [w for w in reading.offices if w > first and reading.sent_of[w] == reading.sent_of[first]]
    before = [w for w in reading.offices if first <= w and w in reading.subtree(first)]
    last = max((w for w in titles if reading.deps[w] == "appos"), default=None)
    if last is None or last not in reading.subtree(first) or not [w for w in before if w < last]:
        return None
    start = phrase_start(reading, last)
    is_set = any(reading.pos[kid] in SETTING for kid in reading.kids[last])
    return last if reading.words[start - 1] == "," and not is_set else None


def paired_titles(reading: Reading, word: int, holders: list[int], offices: list[int]) -> dict[int, int]:
    """Person → office of "appointed A as chancellor and B as foreign secretary", "A became home secretary, B
    health secretary": where several titles follow the word, each is that of the name right before it."""
    after = reading.sents[reading.sent_of[word]][1]
    titles = [w for w in reading.offices if word < w < after]
    found: dict[int, int] = {}
    reached = word  # up to where the list runs unbroken by another verb
    for person, mention in sorted(reading.parties.items()):
        if not word < person < after or mention.form != Form.NAME or not is_named(reading, mention):
            continue
        last = reading.words_in(mention.start, mention.end)[-1]
        if any(reading.pos[w] in ("VERB", "AUX") for w in range(reached + 1, person)) and found:
            break
        title = min((w for w in titles if w > last), default=None)
        if title is None or phrase_start(reading, title) > last + 2:
            continue
        between = range(
            last + 1, reading.words_in(reading.offices[title].start, reading.offices[title].end)[0]
        )
        fits = all(
            reading.words[w].lower() == "as" or reading.pos[w] in ("DET", "ADJ", "PRON", "PART", "PROPN")
            for w in between
        )
        if len(between) <= GAP and fits and not any(w in reading.parties for w in between[2:]):
            found[person] = reached = title
    first = min(offices, default=None)
    named = [w for w in holders if w in found]
    if named:  # "appointed A as chancellor and B as foreign secretary"
        return found
    if holders and first is not None and found and first < min(found):  # "A became home secretary, B …"
        return {holders[0]: first, **found}
    return {}
