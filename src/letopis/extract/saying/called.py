"""Find what somebody calls something in a few words of quotation: "what police called “an isolated incident”".

In:   a `Reading`.
Out:  attributions, each with the word that heads whoever calls it so.

"A", "an", "no", "one of" and the like judge; what stands behind "the" or without an article may only be a name ("which
they call “the bridge”"). Verbs: classes.tsv, class calling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed
from letopis.extract.saying.voice import SAYERS
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.lexicon import classes
from letopis.quotemarks import Quotation

SCORE = 0.6  # as of other sayings that only the tree shows
JUDGING = frozenset(
    {"a", "an", "no", "not", "nothing", "one", "another", "just", "simply", "merely", "utterly"}
)
FARTHEST = 12  # words between the verb and what it calls something


def find_called(reading: Reading) -> Iterator[Attributed]:
    """ "X called it “a disgrace”", "dubbed “a power grab” by critics": the quotation is what X says."""
    calling = classes()["calling"]
    for verb, dep in enumerate(reading.deps):
        if dep == "acl:relcl":
            yield from _what_it_is_called(reading, verb)
    for quotation in reading.quotations:
        inside = [w for w in reading.words_in(quotation.start, quotation.end) if reading.pos[w] != "PUNCT"]
        yield from _minded(reading, inside, quotation)
        if not inside or reading.words[inside[0]].lower() not in JUDGING:
            continue
        begin, _ = reading.sents[reading.sent_of[inside[0]]]
        for verb in range(inside[0] - 1, max(begin - 1, inside[0] - FARTHEST), -1):
            if reading.pos[verb] in ("VERB", "AUX") and reading.lemmas[verb] not in calling:
                break
            if reading.pos[verb] == "VERB":
                yield from _called(reading, verb, quotation)
                break


def is_what_called(reading: Reading, verb: int) -> bool:
    """True for the verb of "what she described as"."""
    what = reading.words[reading.heads[verb]].lower() == "what" and reading.deps[verb] == "acl:relcl"
    return what and reading.pos[verb] == "VERB" and reading.lemmas[verb] in classes()["calling"]


def _what_it_is_called(reading: Reading, verb: int) -> Iterator[Attributed]:
    """ "over what she described as a betrayal", "what was termed by the army a mistake"."""
    if not is_what_called(reading, verb):
        return
    tops = [
        k
        for k in reading.kids[verb]
        if k > verb and reading.deps[k] in ("obj", "xcomp", "obl", "advcl", "nmod")
    ]
    agents = [k for k in tops if preposition(reading, k) == "by"]
    said = [k for k in tops if k not in agents]
    inside = sorted(w for k in said[:1] for w in reading.subtree(k) if w > verb and reading.is_read(w))
    if inside and reading.words[inside[0]].lower() == "as":
        inside = inside[1:]
    fillers = slots_of(reading, verb).get("subj", ())
    speaker = next((w for w in fillers if w in reading.parties and reading.parties[w].kind in SAYERS), None)
    span = trim(reading.text, reading.starts[inside[0]], reading.ends[inside[-1]]) if inside else None
    if speaker is not None and span is not None and len(inside) > 1:
        yield Attributed(
            (), (reading.starts[verb], reading.ends[verb]), (span,), SCORE, speaker, form="indirect"
        )


def _minded(reading: Reading, inside: Sequence[int], quotation: Quotation) -> Iterator[Attributed]:
    """ "Brussels is “deeply concerned”": whoever is told to be so in quotation marks said so."""
    said = [w for w in inside if reading.words[w].lower() in classes()["state_of_mind"]]
    if not said or len(inside) > 4:
        return
    head = said[-1]
    subjects = [k for k in reading.kids[head] if reading.deps[k].startswith("nsubj") and k < inside[0]]
    speaker = next((k for k in subjects if k in reading.parties and reading.parties[k].kind in SAYERS), None)
    cue = next(
        (k for k in reading.kids[head] if reading.deps[k] in ("cop", "aux:pass") and k < inside[0]), None
    )
    span = trim(reading.text, quotation.start, quotation.end)
    if speaker is not None and cue is not None and span is not None:
        yield Attributed((), (reading.starts[cue], reading.ends[cue]), (span,), SCORE, speaker, form="mixed")


def _called(reading: Reading, verb: int, quotation: Quotation) -> Iterator[Attributed]:
    fillers = slots_of(reading, verb).get("subj", ())
    speaker = next((w for w in fillers if w in reading.parties and reading.parties[w].kind in SAYERS), None)
    span = trim(reading.text, quotation.start, quotation.end)
    if speaker is not None and span is not None:
        yield Attributed((), (reading.starts[verb], reading.ends[verb]), (span,), SCORE, speaker)
