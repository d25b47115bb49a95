"""Find a person told by no noun of his own: "one of their negotiators", "someone who works for both".

In:   words; the descriptions found.
Out:  drafts of form nominal that are nobody named; their span has what tells who it is.
"""

from __future__ import annotations

from letopis.detect.draft import Draft
from letopis.detect.nominals import restrictive_end
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind

PLACES = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "conj",
    "root",
    "appos",
    "parataxis",
)


def find_someone(words: Words, nominals: list[Draft]) -> list[Draft]:
    """Every such description, in text order."""
    by_head = {draft.head: draft for draft in nominals}
    found = []
    for i, lower in enumerate(words.lower):
        if not words.readable[i] or words.dep[i].split(":")[0] not in PLACES:
            continue
        if lower in word_class("some_person"):
            end = max(_behind(words, i), restrictive_end(words, i, i + 1))
        elif lower in word_class("one_of"):
            end = _of_people(words, i, by_head)
        else:
            continue
        if end > i:
            draft = Draft(i, end, i, MentionKind.PERSON, Form.NOMINAL, core=i + 1, fixed=True)
            draft.sort = "one_of" if lower in word_class("one_of") else ""
            found.append(draft)
    return found


def _behind(words: Words, i: int) -> int:
    """The token after "close to the family", "in the room" behind "someone"."""
    end = i + 1
    for k in words.kids[i]:
        if k > i and words.dep[k] in ("amod", "nmod", "acl"):
            first, after = words.subtree(k)
            comma = next((m for m in range(first, after) if words.text[m] == ","), after)
            end = comma if first == end else end
    return end


def _of_people(words: Words, i: int, by_head: dict[int, Draft]) -> int:
    """The token after "of their negotiators", "of those who attended" behind "one"; -1 where it counts no people."""
    if words.lower[i + 1 : i + 2] != ["of"]:
        return -1
    for k in words.kids[i]:
        if k <= i or words.dep[k] != "nmod" or words.preposition(k) not in ("of", ""):
            continue
        people = by_head.get(k)
        if people is not None and people.kind is MentionKind.GROUP and people.form is Form.NOMINAL:
            return people.end
        if words.lower[k] in ("those", "them"):
            return restrictive_end(words, k, k + 1)
    return -1
