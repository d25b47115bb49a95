"""Why a source is not named: "who asked not to be named because …", "on condition of anonymity".

In:   a `Reading`.
Out:  the stretches that give such a reason, and whom each is told of.

A stretch holds a word of hiding (anonymity), a name withheld ("asked not to be named", "whose name was not given"), or
a right to speak that is lacking ("not authorised to speak"). Words: data/lexicon/en/classes.tsv, classes hiding,
naming, withholding, entitled, comment_verb.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

Span = tuple[int, int]
CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "xcomp", "conj", "parataxis")
BECAUSE = frozenset(
    {"because", "as", "since", "citing", "due", "owing", "fearing", "for", "given", "to", "lest"}
)
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
STEPS = 8
PEOPLE = (MentionKind.PERSON, MentionKind.GROUP)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is not named: the words, and the word that heads whom they are told of (None: not told)."""

    span: Span
    owner: int | None


def reason_of(reading: Reading, heads: Iterable[int]) -> str | None:
    """The words that say why the source with one of these heads is not named, or None."""
    wanted = set(heads)
    chains = {m.chain for w in wanted if (m := reading.parties.get(w))}
    for reason in reasons(reading):
        owner = reading.parties.get(reason.owner) if reason.owner is not None else None
        if reason.owner in wanted or (owner is not None and owner.chain in chains):
            return reading.text[slice(*reason.span)]
        if owner is not None and owner.form == Form.PRONOUN and _goes_on(reading, reason, wanted):
            return reading.text[slice(*reason.span)]
    return None


def _goes_on(reading: Reading, reason: Reason, heads: set[int]) -> bool:
    """True for "They spoke on condition of anonymity" in the sentence right behind the source, of whom else nothing
    is known."""
    assert reason.owner is not None
    pronoun = reading.parties[reason.owner]
    if any(m.form != Form.PRONOUN for m in reading.by_chain[pronoun.chain]):
        return False
    plural = any(reading.tags[w] in ("NNS", "NNPS") for w in heads)
    here = reading.sent_of[reason.owner]
    return any(here - reading.sent_of[w] == 1 for w in heads) and plural == (pronoun.number == "pl")


def reasons(reading: Reading) -> list[Reason]:
    """Every reason of the document, in text order; cached on the reading."""
    cache: list[Reason] | None = reading.__dict__.get("_reasons")
    if cache is None:
        lemmas = classes()["hiding"] | classes()["entitled"] | classes()["naming"]
        told = [word for word, lemma in enumerate(reading.lemmas) if lemma in lemmas]
        found = [_reason(reading, word) for word in told if _is_trigger(reading, word)]
        cache = list(dict.fromkeys(reason for reason in found if reason is not None))
        reading.__dict__["_reasons"] = cache
    return cache


def in_reason(reading: Reading, word: int) -> bool:
    """True for a word of such a stretch."""
    told = reasons(reading)
    return bool(told) and any(s <= reading.starts[word] < e for s, e in (reason.span for reason in told))


def _is_trigger(reading: Reading, word: int) -> bool:
    lemma = reading.lemmas[word]
    if lemma in classes()["hiding"]:
        return True
    if lemma in classes()["entitled"] and reading.pos[word] in ("VERB", "ADJ", "NOUN"):
        return _is_negated(reading, word) and _speaks(reading, word)
    if lemma not in classes()["naming"]:
        return False
    if reading.pos[word] == "VERB":
        passive = reading.tags[word] == "VBN"
        return passive and (
            _is_negated(reading, word) or _is_withheld(reading, word) or _is_partial(reading, word)
        )
    if _is_partial(reading, word):
        return True
    return _is_withheld(reading, word) or _is_negated(reading, reading.heads[word])


def _is_negated(reading: Reading, word: int) -> bool:
    """True under a "not" of its own, or of the verb above it ("did not want to be named")."""
    for _ in range(3):
        if any(
            reading.words[kid].lower() in NEGATIONS or reading.lemmas[kid] in NEGATIONS
            for kid in reading.kids[word]
        ):
            return True
        if reading.deps[word] not in ("xcomp", "ccomp") or reading.heads[word] == word:
            return False
        word = reading.heads[word]
    return False


def _is_partial(reading: Reading, word: int) -> bool:
    """True where no more than a part of the name is given: "gave only her first name", "identified only as Ivan"."""
    given = reading.heads[word]
    words = list(reading.kids[word])
    if reading.pos[word] != "VERB":
        if reading.lemmas[given] not in classes()["giving"]:
            return False
        words += reading.kids[given]
    return any(reading.lemmas[kid] == "only" for kid in words)


def _is_withheld(reading: Reading, word: int) -> bool:
    """True under a verb of refusing: "declined to be identified", "refused to give his name"."""
    for _ in range(3):
        word = reading.heads[word]
        if reading.lemmas[word] in classes()["withholding"]:
            return True
        if reading.deps[word] not in ("xcomp", "ccomp", "advcl"):
            return False
    return False


def _speaks(reading: Reading, word: int) -> bool:
    return any(reading.lemmas[w] in classes()["comment_verb"] for w in reading.subtree(word) if w > word)


def _reason(reading: Reading, trigger: int) -> Reason | None:
    """The stretch around a trigger, and whom it is told of."""
    top, owner = trigger, None
    for _ in range(STEPS):
        head = reading.heads[top]
        dep = reading.deps[top].split(":")[0]
        if head == top:
            break
        if dep == "acl" or (
            dep in ("nmod", "appos") and reading.pos[head] in ("NOUN", "PROPN") and top != trigger
        ):
            owner = _related(reading, top, head)
            break
        if dep in ("obl", "advcl") and reading.pos[head] in ("VERB", "AUX"):
            subject = _subject(reading, head)
            if reading.deps[head] not in ("acl", "acl:relcl", "xcomp", "advcl") and subject is not None:
                owner = subject
                break
        top = head
    if owner is None:
        owner = _subject(reading, top)
    span = _drawn(reading, top, trigger, owner)
    return Reason(span, owner) if span else None


def _related(reading: Reading, verb: int, head: int) -> int:
    """Whom a clause is told of: the people named last before its "who" where the tree hangs it on nobody."""
    if head in reading.parties or not any(reading.words[k].lower() == "who" for k in reading.kids[verb]):
        return head
    first = reading.sents[reading.sent_of[head]][0]
    people = (w for w in range(head, first - 1, -1) if w in reading.parties)
    return next((w for w in people if reading.parties[w].kind in PEOPLE), head)


def _subject(reading: Reading, verb: int) -> int | None:
    for kid in reading.kids[verb]:
        if reading.deps[kid].startswith("nsubj"):
            return kid
    return None


def _drawn(reading: Reading, top: int, trigger: int, owner: int | None) -> Span | None:
    """The subtree of `top` without its subject's words, drawn out over a clause of cause right behind it."""
    inside = [w for w in reading.subtree(top) if reading.is_read(w)]
    own = set(reading.subtree(owner)) if owner is not None and owner in inside else set()
    words = sorted(w for w in inside if w not in own)
    if not words:
        return None
    marks = [w for w in words if reading.words[w] == "," and w < trigger]
    first, last = (marks[-1] + 1 if marks else words[0]), words[-1]
    while first < last and reading.pos[first] == "PUNCT":
        first += 1
    after = reading.sents[reading.sent_of[top]][1]
    behind = last + 1
    if behind < after and reading.lemmas[behind] in BECAUSE:
        head = reading.heads[top] if reading.heads[top] != top else top
        for kid in reading.kids[head]:
            clause = sorted(reading.subtree(kid))
            if clause[0] == behind:
                last = clause[-1]
    while last > first and reading.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    return reading.starts[first], reading.ends[last]
