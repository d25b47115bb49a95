"""Find the sayings inside what was said: "Sand said that Berg had denied meeting the envoy".

In:   a `Reading`, the attributions that are known.
Out:  further attributions, each with the word that heads its speaker.

No tagger of attributions gives them: their training data do not nest. They are read off the tree: a verb of saying
inside a content, with a party as its subject and a clause that it governs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.contents import governed_clause
from letopis.extract.saying.cues import act_of, is_agentless, settle_cue
from letopis.extract.saying.relays import relaying_verb
from letopis.extract.saying.sayings import Attributed, Saying
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import NO_EVENT
from letopis.mention import Form, MentionKind

NESTED_SCORE = 0.6  # as of the other clauses that a rule reads off the tree
SPEAKERS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP)
FIRST_PERSON = frozenset({"i", "we"})
DOING = frozenset({"ask", "promise", "warn", "decree", "deny", "decline", "believe"})  # with an infinitive
OWN = frozenset(
    {"say", "believe", "intend", "support", "show"}
)  # told of oneself in one's own saying: an echo


def find_nested(reading: Reading, attributions: Sequence[Attributed]) -> list[Attributed]:
    """The attributions that lie inside the contents of the given ones, in text order."""
    cues = [attribution.cue for attribution in attributions if attribution.cue]
    settled = {settle_cue(reading, one.cue, one.content).word for one in attributions}
    inside = {
        word
        for attribution in attributions
        for start, end in attribution.content
        for word in reading.words_in(start, end)
    }
    found = []
    for verb in sorted(inside):
        if not (is_speech_verb(reading, verb) or _is_aware(reading, verb)):
            continue
        if verb in settled or any(start <= reading.starts[verb] < end for start, end in cues):
            continue
        found += list(_said_with(reading, verb))
    return found


def _is_aware(reading: Reading, word: int) -> bool:
    """True for an adjective of knowing or thinking that governs a clause: "had been aware that"."""
    return reading.pos[word] == "ADJ" and any(reading.deps[kid] == "ccomp" for kid in reading.kids[word])


def _said_with(reading: Reading, verb: int) -> Iterator[Attributed]:
    act = act_of(reading, verb)
    if act is None or act.act == NO_EVENT or "weak" in act.marks or is_agentless(reading, verb):
        return
    if relaying_verb(reading, verb) is not None:
        return  # "quoted him as saying" is read as one
    speakers = [
        word
        for word in slots_of(reading, verb).get("subj", ())
        if word in reading.parties
        and reading.parties[word].kind in SPEAKERS
        and reading.tags[word] != "PRP$"  # "its law requiring people to pay"
    ]
    clause = governed_clause(reading, verb)
    if act.act not in DOING and not any(reading.deps[kid] == "ccomp" for kid in reading.kids[verb]):
        return  # "mocked him to win votes": a purpose is not what is said
    if not speakers or clause is None or clause[0] < reading.ends[verb]:
        return
    cue = (reading.starts[verb], reading.ends[verb])
    yield Attributed((), cue, (clause,), NESTED_SCORE, speakers[0], nested=True)


def without_echoes(reading: Reading, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings, but for those in which somebody tells in a saying of their own that they say or think so."""
    return [
        saying
        for saying in sayings
        if not (
            saying.nested
            and saying.claim.mode in OWN
            and any(_is_echo(reading, saying, other) for other in sayings if other is not saying)
        )
    ]


def _is_echo(reading: Reading, saying: Saying, outer: Saying) -> bool:
    cue = saying.claim.evidence[0].cue
    if cue is None or not any(start <= cue[0] < end for start, end in outer.content):
        return False
    if _is_first_person(saying):
        return True
    speaker = saying.claim.first("speaker")
    mention = reading.by_id.get(speaker.mention or "") if speaker else None
    if mention is not None and mention.form == Form.NOMINAL:
        return False  # nobody calls himself "the premier" in his own words
    return chain_of(reading, saying) == chain_of(reading, outer) is not None


def _is_first_person(saying: Saying) -> bool:
    speaker = saying.claim.first("speaker")
    return speaker is not None and speaker.text.lower() in FIRST_PERSON


def chain_of(reading: Reading, saying: Saying) -> str | None:
    """The chain of the speaker, None where the speaker is no mention."""
    speaker = saying.claim.first("speaker")
    mention = reading.by_id.get(speaker.mention or "") if speaker else None
    return mention.chain if mention else None
