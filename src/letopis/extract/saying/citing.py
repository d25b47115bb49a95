"""Citing apart from the saying: the sentence behind a report that tells whom the outlet has it from.

In:   a `Reading`; the word and the cue of an outlet's saying.
Out:  the cited source with the verb that ties it; whether a verb of citing reports nothing itself.

"…, the agency reported. It cited two diplomats." The second sentence says nothing new; it puts a source behind the
report of the first. Words: data/lexicon/en/classes.tsv, class relay; "attribute the report to".
"""

from __future__ import annotations

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.outlets import is_outlet
from letopis.extract.saying.voices import as_clause, is_citing, is_sayer
from letopis.extract.saying.writings import is_writing
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

HELD = frozenset({"believe", "think", "say", "report", "assume", "expect", "understand", "know", "suspect"})


ITSELF = frozenset({"itself", "themselves", "himself", "herself"})


def cited_after(reading: Reading, outlet: int, cue: int) -> tuple[int, int] | None:
    """Whom the sentence behind the cue's cites for the outlet, and the verb that does so; None where it does not."""
    here = reading.sent_of[cue] + 1
    if here >= len(reading.sents) or reading.sents[here][0] == reading.sents[here][1]:
        return None
    for verb in range(*reading.sents[here]):
        if reading.heads[verb] != verb:
            continue
        named = _named_source(reading, verb, outlet)
        if named is not None:
            return named
        if reading.pos[verb] != "VERB":
            continue
        cited = _bare_object(reading, verb)
        subject = next((k for k in reading.kids[verb] if reading.deps[k] == "nsubj"), None)
        if cited is not None and subject is not None and _is_same(reading, subject, outlet):
            return reading.acting(cited), verb
    return None


def is_bare_citing(reading: Reading, verb: int) -> bool:
    """True for a verb that cites somebody and reports no words of theirs: "It cited a doctor"."""
    return _bare_object(reading, verb) is not None


def _bare_object(reading: Reading, verb: int) -> int | None:
    if is_passive(reading, verb) or is_citing(reading, verb) or as_clause(reading, verb) is not None:
        return None
    kids = reading.kids[verb]
    if any(reading.deps[k] in ("ccomp", "parataxis") or reading.lemmas[k] in ("not", "n't") for k in kids):
        return None
    first, after = reading.sents[reading.sent_of[verb]]
    if any(reading.quote_mask[reading.starts[w]] for w in range(first, after)):
        return None
    if reading.lemmas[verb] in classes().get("relay", frozenset()) or _names_source(reading, verb):
        objects = [k for k in kids if reading.deps[k] == "obj"]
    elif reading.words[verb].lower().startswith("attribut") and any(_is_report(reading, k) for k in kids):
        near = [*kids, *(k for told in kids if _is_report(reading, told) for k in reading.kids[told])]
        objects = [k for k in near if preposition(reading, k) == "to"]
    else:
        return None
    return next((k for k in objects if is_sayer(reading, k) and not _is_denied(reading, k)), None)


def _names_source(reading: Reading, verb: int) -> bool:
    """True for "gave as its source an official", "named a clerk as its informant"."""
    if reading.lemmas[verb] not in classes()["naming_source"]:
        return False
    objects = [k for k in reading.kids[verb] if reading.deps[k] == "obj"]
    near = [k for upper in (verb, *objects) for k in reading.kids[upper]]
    return any(
        reading.lemmas[k] in classes()["source_noun"] and preposition(reading, k) == "as" for k in near
    )


def _named_source(reading: Reading, root: int, outlet: int) -> tuple[int, int] | None:
    """Of "Its source was an official at the yard" the official and the source; else None."""
    if not any(reading.deps[k] == "cop" for k in reading.kids[root]) or not is_sayer(reading, root):
        return None
    for kid in reading.kids[root]:
        if reading.deps[kid] != "nsubj" or reading.lemmas[kid] not in classes()["source_noun"]:
            continue
        owners = [k for k in reading.kids[kid] if reading.deps[k] == "nmod:poss"]
        if any(reading.words[k].lower() in ("its", "their") or _is_same(reading, k, outlet) for k in owners):
            return reading.acting(root), kid
    return None


def _is_report(reading: Reading, word: int) -> bool:
    told = reading.lemmas[word] in classes().get("told_noun", frozenset()) or is_writing(reading, word)
    return reading.deps[word] == "obj" and told


def _is_denied(reading: Reading, word: int) -> bool:
    return any(reading.lemmas[k] == "no" for k in reading.kids[word])


def _is_same(reading: Reading, subject: int, outlet: int) -> bool:
    """True for the outlet told of again: by its chain, by "it", by its kind ("the agency")."""
    left, right = reading.parties.get(subject), reading.parties.get(outlet)
    if left is not None and right is not None and left.chain == right.chain:
        return True
    if reading.words[subject].lower() == "it":
        return left is None or left.kind in (MentionKind.ORGANISATION, MentionKind.OTHER)
    return is_outlet(reading, subject) and (left is None or left.form == Form.NOMINAL)


def quotes_teller(reading: Reading, verb: int) -> bool:
    """True for a verb of quoting whose object says it in a clause of its own."""
    if reading.lemmas[verb] not in classes()["relay"] or as_clause(reading, verb) is not None:
        return False
    people = [k for k in reading.kids[verb] if reading.deps[k] == "obj" and k > verb]
    clauses = [k for one in people for k in reading.kids[one] if reading.deps[k] == "acl:relcl"]
    return any(
        is_speech_verb(reading, clause) and any(reading.deps[k] == "ccomp" for k in reading.kids[clause])
        for clause in clauses
    )


def is_held_of(reading: Reading, verb: int, content: tuple[tuple[int, int], ...]) -> bool:
    """True for "is believed by the services to have …": held of the subject, whatever the tree makes of the
    infinitive."""
    if reading.lemmas[verb] not in HELD or not is_passive(reading, verb):
        return False
    if not any(preposition(reading, k) == "by" for k in reading.kids[verb]):
        return False
    return any(
        reading.tags[words[0]] == "TO" and len(words) > 1 and reading.tags[words[1]] == "VB"
        for start, end in content
        if (words := reading.words_in(start, end))
    )


def is_naming(reading: Reading, verb: int) -> bool:
    """True for "the clause, which both call 'item 31'": it tells what something is called, and reports no words."""
    if reading.lemmas[verb] not in classes()["called_so"] or is_passive(reading, verb):
        return False
    objects = [k for k in reading.kids[verb] if reading.deps[k] in ("obj", "iobj", "xcomp")]
    if any(reading.words[k].lower() in ITSELF for k in objects):
        return True  # "which calls itself 'Dawn'"
    judged = any(
        reading.pos[k] == "ADJ" or any(reading.words[w].lower() in ("a", "an") for w in reading.kids[k])
        for k in objects
        if reading.deps[k] == "xcomp"
    )  # "which he called a disgrace"
    return len(objects) > 1 and not judged and any(reading.tags[k] == "WDT" for k in objects)


def is_addressed(reading: Reading, start: int, end: int) -> bool:
    """True for "you", "some of you" within a quotation: whoever is spoken to, whom no reader can name."""
    return any(
        reading.lemmas[word] == "you" and reading.quote_mask[reading.starts[word]]
        for word in reading.words_in(start, end)
    )
