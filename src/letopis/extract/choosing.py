"""Who is chosen for what: "chose X to head the bank", "named the finance minister, X, acting prime minister".

In:   a `Reading`, and words of it.
Out:  the verb of choosing; the title that somebody is given.

Verbs: data/lexicon/en/classes.tsv, class choosing.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis.extract.reading import Reading
from letopis.lexicon import classes

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
    start = min(reading.words_in(reading.offices[last].start, reading.offices[last].end))
    is_set = any(reading.pos[kid] in SETTING for kid in reading.kids[last])
    return last if reading.words[start - 1] == "," and not is_set else None
