"""How far the claims inside a content are asserted: no further than the saying asserts them.

In:   a `Reading`, claims read from the words alone, the sayings of the document.
Out:  the same claims, polarity and modality as the speakers around them have it.

What is denied is negated; what is asked for is hypothetical, promised planned, warned of or believed possible, an
accusation alleged; what is said in a saying that did not take place, or only may, is no surer than it. That holds
for what is at issue: a denial of what happened "after the invasion" is no denial of the invasion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.claim import Claim, ClaimKind, Link, Modality, Polarity, Words
from letopis.extract.certainty.factuality import factuality_of, is_speech_verb
from letopis.extract.saying.attribution import Near, sayings_around
from letopis.extract.saying.cues import head_of_span
from letopis.extract.saying.sayings import Saying
from letopis.extract.sentence.presupposed import is_definite
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes
from letopis.mention import Form

WEAKENING = {
    "warn": Modality.POSSIBLE,
    "believe": Modality.POSSIBLE,
    "promise": Modality.PLANNED,
    "intend": Modality.PLANNED,
    "ask": Modality.HYPOTHETICAL,
    "decline": Modality.HYPOTHETICAL,
}
AHEAD = frozenset(
    {"warn", "promise", "intend"}
)  # acts that look ahead: what they tell as past is told as a fact
DOING = frozenset({"ask", "promise", "warn", "decree", "deny", "intend"})
STEPS_UP = 12
OPENING = frozenset({"why", "how", "where", "when"})
ABOUT = frozenset({"on", "about", "over", "regarding"})
TAKEN_FOR_GRANTED = frozenset({"acl:relcl", "appos", "compound", "amod", "nmod:desc", "flat", "nmod:poss"})
TIMES_OF = frozenset({"during", "after", "before", "since", "following", "until", "despite", "amid", "over"})
BESIDE = frozenset(
    {"after", "before", "since", "while", "when", "because", "as", "although", "though", "until", "following"}
)


def hold_inside(reading: Reading, claims: Sequence[Claim], sayings: Sequence[Saying]) -> list[Claim]:
    """The claims, each as far asserted as the sayings around it let it be, the innermost heard first."""
    found = []
    near = Near(sayings)
    for claim in claims:
        for saying in sayings_around(claim, near.to(claim)):
            claim = _as_told(reading, claim, saying)
        found.append(claim)
    return found


def without_own_links(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims; nobody is a source of what they say themselves, nor twice in a row the source of one thing."""
    found = []
    for claim in claims:
        speaker = claim.first("speaker") if claim.kind == ClaimKind.STATEMENT else None
        inner = _chain(reading, speaker.mention) if speaker else None
        inner = None if speaker and _describes(reading, speaker.mention) else inner
        kept: list[Link] = []
        for link in reversed(claim.attribution):
            chain = _chain(reading, link.mention)
            if chain is None or chain != inner:
                kept.append(link)
            inner = None if _describes(reading, link.mention) else chain
        dropped = len(kept) < len(claim.attribution)
        found.append(replace(claim, attribution=tuple(reversed(kept))) if dropped else claim)
    return found


def _chain(reading: Reading, mention: str | None) -> str | None:
    found = reading.by_id.get(mention or "")
    return found.chain if found else None


def _describes(reading: Reading, mention: str | None) -> bool:
    """True for a description: nobody calls himself "the premier" in his own words, whatever the chains say."""
    found = reading.by_id.get(mention or "")
    return found is not None and found.form == Form.NOMINAL


def asked_for(reading: Reading, sayings: Sequence[Saying]) -> frozenset[int]:
    """The words inside what is asked for, promised, ordered, warned of or denied."""
    return frozenset(
        word
        for saying in sayings
        if saying.claim.mode in DOING and saying.word is not None
        for start, end in saying.content
        for word in reading.words_in(start, end)
    )


def _as_told(reading: Reading, claim: Claim, saying: Saying) -> Claim:
    cue = claim.evidence[0].cue
    word = head_of_span(reading, *cue) if cue else None
    if word is None or not is_at_issue(reading, word, saying) or _is_theirs(reading, word, saying):
        return claim
    if _is_counted(reading, claim, word, saying):
        return claim
    if _turns(saying):
        turned = Polarity.AFFIRMED if claim.polarity == Polarity.NEGATED else Polarity.NEGATED
        claim = _shown(replace(claim, polarity=turned), saying)
    weaker = _weaker(reading, word, saying)
    asked = (
        weaker == Modality.HYPOTHETICAL and reading.tags[word] == "VB"
    )  # "called on them to come": no plan of theirs
    if weaker is not None and (
        claim.modality == Modality.ASSERTED or (asked and claim.modality == Modality.PLANNED)
    ):
        return _shown(replace(claim, modality=weaker), saying)
    return claim


def _is_theirs(reading: Reading, noun: int, saying: Saying) -> bool:
    """True for another's deed that somebody will not speak of: "avoids condemning the kingdom's invasion", "has not
    commented on the arrest"."""
    if saying.claim.mode == "decline" and reading.pos[noun] == "NOUN" and preposition(reading, noun) in ABOUT:
        return is_definite(reading, noun)
    if saying.claim.mode not in ("decline", "accuse") and saying.claim.polarity == Polarity.AFFIRMED:
        return False
    named = any(reading.deps[kid] == "nmod:poss" and kid in reading.parties for kid in reading.kids[noun])
    return reading.pos[noun] == "NOUN" and named and not saying.denies


def _shown(claim: Claim, saying: Saying) -> Claim:
    """The claim; the word of saying is one of those that show how sure it is."""
    cue = saying.claim.first("cue")
    if cue is None or any(words.start <= cue.start < words.end for words in claim.shown_by):
        return claim
    shown = (*claim.shown_by, Words(cue.start, cue.end, cue.text))
    return replace(claim, shown_by=tuple(sorted(shown, key=lambda words: words.start)))


def _turns(saying: Saying) -> bool:
    """True where the content is said not to be so: denied, or "does not believe that"."""
    negated = saying.claim.polarity == Polarity.NEGATED
    return (saying.denies and not negated) or (negated and saying.claim.mode == "believe")


def _is_counted(reading: Reading, claim: Claim, word: int, saying: Saying) -> bool:
    """True where the words around the claim were read up to the verb of saying: it is as sure as that lets it be."""
    if claim.kind == ClaimKind.TENURE or saying.word is None:
        return False
    return saying.word in factuality_of(reading, word).over


def _weaker(reading: Reading, word: int, saying: Saying) -> Modality | None:
    """What the saying makes of a claim that is asserted in it; None where it stays as sure as it is."""
    claim, act = saying.claim, saying.claim.mode or ""
    if (claim.polarity == Polarity.NEGATED or act == "decline") and _is_left_untold(reading, word, saying):
        return None
    if claim.polarity == Polarity.NEGATED:
        if saying.denies:
            return Modality.ALLEGED  # "did not deny that it had fired"
        owned = act == "believe" or (
            saying.word is not None and reading.lemmas[saying.word] in classes()["owning_up"]
        )
        return Modality.POSSIBLE if owned else Modality.HYPOTHETICAL
    if claim.modality != Modality.ASSERTED:
        return claim.modality
    if saying.alleges or saying.denies:
        return Modality.ALLEGED
    if act in AHEAD and is_told_as_past(reading, word):
        return None
    if act in ("ask", "decline") and reading.quote_mask[reading.starts[word]]:
        return None  # a question is known by its mark; what is said before it is said plainly
    return WEAKENING.get(act)


def _is_left_untold(reading: Reading, word: int, saying: Saying) -> bool:
    """True for the past of what somebody does not explain: "did not say why they had detained him": they had."""
    current = word
    for _ in range(STEPS_UP):
        kids = reading.kids[current]
        opens = [kid for kid in kids if kid < current and reading.lemmas[kid] in OPENING]
        above = reading.heads[current]
        if opens or (reading.lemmas[above] in OPENING and reading.deps[current] == "advcl:relcl"):
            return is_told_as_past(reading, current)
        if above in (current, saying.word):
            return False
        current = above
    return False


def is_told_as_past(reading: Reading, word: int) -> bool:
    """True for a verb in the past or the perfect: what it names has happened, as the speaker tells it."""
    if reading.tags[word] == "VBD":
        return True
    kids = reading.kids[word]
    if any(reading.words[kid].lower() == "could" for kid in kids) and any(
        reading.lemmas[kid] in ("not", "n't", "never") for kid in kids
    ):
        return True  # "we agreed on what we could not agree on before"
    return any(
        reading.deps[kid] == "aux" and reading.lemmas[kid] == "have" and reading.tags[kid] != "VB"
        for kid in kids
    ) or any(reading.words[kid].lower() == "did" and reading.deps[kid] == "aux" for kid in kids)


def is_at_issue(reading: Reading, word: int, saying: Saying) -> bool:
    """True for a word that a saying tells as its point, and not as what everybody knows."""
    current = word
    for _ in range(STEPS_UP):
        head, dep = reading.heads[current], reading.deps[current]
        inside = any(start <= reading.starts[head] < end for start, end in saying.content)
        if dep in TAKEN_FOR_GRANTED and not (dep == "nmod:poss" and not inside):
            return False
        if head == current or not inside or head == saying.word:
            return True
        if dep in ("ccomp", "xcomp") and is_speech_verb(reading, head) and head != saying.word:
            return dep == "xcomp" and not _has_speaker(reading, head)
        if _is_granted(reading, current, dep):
            return False
        current = head
    return True


def _has_speaker(reading: Reading, verb: int) -> bool:
    return any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[verb])


def _is_granted(reading: Reading, word: int, dep: str) -> bool:
    """True for what stands beside the point: a time, a ground, a thing spoken of as known."""
    marks = {
        reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] in ("mark", "advmod", "case")
    }
    if dep.startswith("advcl"):
        return bool(marks & BESIDE)
    if dep == "acl":
        return reading.tags[word] in ("VBN", "VBG") and not marks
    if dep in ("obl", "nmod") and preposition(reading, word) in TIMES_OF:
        return True
    definite = any(
        reading.deps[kid] == "det" and reading.lemmas[kid] in ("the", "this", "these", "that", "those")
        for kid in reading.kids[word]
    )
    return definite and reading.pos[word] == "NOUN" and dep in ("nsubj", "nsubj:pass", "obl", "nmod")
