"""Score the events of a sentence: each found once, with its type, and none where there is none.

In:   toml with `[[case]]` tables: `text`, `published` and `grade` where told, `events`, each with `type` and `cue`, and
      `mode`, `actor`, `recipient`, `place`, `theme`, `instrument`, `modality`, `polarity` where told.
Out:  detection F1 (trigger and type, one to one), beside it what is right of the events found.

A trigger is right where the two cues overlap. A verb and the noun that it governs ("held talks") stand for one
happening: of one type they match though one cue is the verb and the other the noun; without regard to type, only a
light verb and its noun do. Roles are compared by heads: the head word of one inside the span of the other. A role that
a case does not tell is not scored, but `actor` always is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.quality.chains import read_cases
from bench.quality.score import Score, f1, files_of
from bench.quality.texts import document_of
from letopis.claim import Claim, ClaimKind
from letopis.lexicon import classes
from letopis.pipeline import annotate_document

Case = Mapping[str, Any]
Span = tuple[int, int]
ROLES = ("actor", "recipient", "place", "theme", "instrument")
FLAGS = ("mode", "modality", "polarity")
GOVERNED = ("obj", "obl", "nsubj:pass", "nsubj")
RELATIVE = ("acl", "acl:relcl")  # "the ban that it imposed"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: spans, heads, relations and lemmas."""

    spans: Sequence[Span]
    heads: Sequence[int]
    deps: Sequence[str]
    lemmas: Sequence[str]

    def within(self, span: Span) -> list[int]:
        """The words that overlap a span."""
        return [i for i, (start, end) in enumerate(self.spans) if start < span[1] and span[0] < end]

    def head(self, span: Span) -> Span:
        """The span of the word that heads a stretch of text: the first whose own head lies outside."""
        inside = self.within(span)
        tops = [i for i in inside if self.heads[i] not in inside or self.heads[i] == i]
        return self.spans[tops[0]] if tops else span

    def governs(self, verb: Span, noun: Span, *, light: bool) -> bool:
        """True where a word of `noun` hangs on a word of `verb`, which with `light` must be a light verb."""
        verbs = set(self.within(verb))
        if light:
            known = classes()["light_verb"] | classes()["having"]
            verbs = {i for i in verbs if self.lemmas[i] in known}
        nouns = set(self.within(noun))
        carried = any(self.heads[i] in verbs and self.deps[i] in GOVERNED for i in nouns)
        return carried or any(self.heads[i] in nouns and self.deps[i] in RELATIVE for i in verbs)


@dataclass(slots=True)
class Tally:
    """What is counted over all cases."""

    counts: Counter[str] = field(default_factory=Counter)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    grades: Counter[tuple[str, str]] = field(default_factory=Counter)
    table: list[str] = field(default_factory=list)


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts cases."""
    cases = [case for path in files_of(data, (".toml",)) for case in read_cases(path)][:limit]
    tally = Tally()
    for case in cases:
        _count(case, tally)
    counts = tally.counts
    precision, recall, detection = f1(counts["right"], counts["found"], counts["gold"])
    figures: dict[str, float] = {
        "detection F1": detection,
        "precision": precision,
        "recall": recall,
        "trigger F1": f1(counts["trigger"], counts["found"], counts["gold"])[2],
    }
    for role in ROLES:
        of_role = (counts[f"{role} right"], counts[f"{role} found"], counts[f"{role} gold"])
        figures[f"{role} F1"] = f1(*of_role)[2]
    for flag in FLAGS:
        figures[f"{flag} right"] = _share(counts[f"{flag} right"], counts[f"{flag} told"])
    figures |= {
        "sentences without": counts["empty"],
        "false alarms in them": counts["alarms"],
        "of them disturbed": counts["disturbed"],
    }
    table = [*tally.table, *_by("type", tally.types), *_by("grade", tally.grades)]
    return Score("event-detection", "detection F1", figures, table)


def _count(case: Case, tally: Tally) -> None:
    claims, words = find_events(case)
    gold = [(wanted, cue_span(case, wanted, number)) for number, wanted in enumerate(case["events"])]
    paired = pairs(words, [(str(w["type"]), span) for w, span in gold], [(c.type, _cue(c)) for c in claims])
    loose = pairs(words, [("", span) for _, span in gold], [("", _cue(c)) for c in claims], light=True)
    tally.counts.update(gold=len(gold), found=len(claims), right=len(paired), trigger=len(loose))
    if not gold:
        tally.counts.update(empty=1, alarms=len(claims), disturbed=bool(claims))
    grade = str(case.get("grade", "?"))
    for kind, number in (("gold", len(gold)), ("found", len(claims)), ("right", len(paired))):
        tally.grades[grade, kind] += number
    for wanted, _ in gold:
        tally.types[str(wanted["type"]), "gold"] += 1
    for claim in claims:
        tally.types[claim.type, "found"] += 1
    for one, other in paired.items():
        tally.types[claims[other].type, "right"] += 1
        _compare(case, gold[one], claims[other], words, tally.counts)
    lost = [f"{w['type']} at {w['cue']!r}" for i, (w, _) in enumerate(gold) if i not in paired]
    false = [
        f"{c.type} at {case['text'][slice(*_cue(c))]!r}"
        for i, c in enumerate(claims)
        if i not in paired.values()
    ]
    if lost or false:
        tally.table.append(
            f"{case['text']}\n    missed: {'; '.join(lost) or '-'}\n    false: {'; '.join(false) or '-'}"
        )


def find_events(case: Case) -> tuple[list[Claim], Words]:
    """The events of a case's text, read alone, and the words of the text."""
    from letopis.detect import find_mentions
    from letopis.extract import extract_claims

    document = document_of(case)
    doc = annotate_document(document)
    claims = extract_claims(document, doc, find_mentions(document, doc))
    spans = [(token.idx, token.idx + len(token.text)) for token in doc]
    words = Words(spans, [t.head.i for t in doc], [t.dep_ for t in doc], [t.lemma_.lower() for t in doc])
    return [claim for claim in claims if claim.kind == ClaimKind.EVENT], words


def cue_span(case: Case, wanted: Case, number: int) -> Span:
    """Where the trigger of an event stands; of a word that triggers several, each its own place.

    Raises:
        ValueError: the cue is not in the text.
    """
    text, cue = str(case["text"]), str(wanted["cue"])
    before = sum(str(one["cue"]) == cue for one in case["events"][:number])
    start = text.index(cue)
    for _ in range(before):
        start = max(start, text.find(cue, start + 1))
    return start, start + len(cue)


def pairs(
    words: Words, gold: Sequence[tuple[str, Span]], found: Sequence[tuple[str, Span]], *, light: bool = False
) -> dict[int, int]:
    """Gold → found, one to one: overlapping cues first, then a verb and its noun."""
    taken: dict[int, int] = {}
    for together in (True, False):
        for one, (kind, span) in enumerate(gold):
            for other, (told, cue) in enumerate(found):
                if one in taken or other in taken.values() or kind != told:
                    continue
                one_trigger = _overlap(span, cue) if together else _is_pair(words, span, cue, light)
                if one_trigger:
                    taken[one] = other
    return taken


def _is_pair(words: Words, one: Span, other: Span, light: bool) -> bool:
    return words.governs(one, other, light=light) or words.governs(other, one, light=light)


def _compare(case: Case, gold: tuple[Case, Span], claim: Claim, words: Words, counts: Counter[str]) -> None:
    """Count what is right of an event that was found."""
    wanted, near = gold
    for flag in FLAGS:
        if flag in wanted:
            counts[f"{flag} told"] += 1
            counts[f"{flag} right"] += str(getattr(claim, flag)) == wanted[flag]
    for role in ROLES:
        if role not in wanted and role != "actor":
            continue
        told = list(dict.fromkeys((part.start, part.end) for part in claim.all(role)))
        asked = [_span_of(str(case["text"]), part, near) for part in _listed(wanted.get(role, ()))]
        right = sum(any(_same_head(words, span, other) for other in told) for span in asked)
        counts.update({f"{role} gold": len(asked), f"{role} found": len(told), f"{role} right": right})


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value]  # type: ignore[attr-defined]


def _span_of(text: str, part: str, near: Span) -> Span:
    """Where the words of an argument stand: the place nearest to the trigger."""
    places = list(_places(text, part)) or [(0, 0)]
    return min(places, key=lambda place: min(abs(place[0] - near[0]), abs(place[1] - near[0])))


def _places(text: str, part: str) -> Iterator[Span]:
    start = text.find(part)
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + 1)


def _same_head(words: Words, one: Span, other: Span) -> bool:
    return _overlap(words.head(one), other) or _overlap(words.head(other), one)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _cue(claim: Claim) -> Span:
    return claim.evidence[0].cue or (claim.evidence[0].start, claim.evidence[0].end)


def _share(right: int, of: int) -> float:
    return 100 * right / of if of else 0.0


def _by(what: str, counts: Counter[tuple[str, str]]) -> list[str]:
    """Lines with precision, recall and F1 of each type or grade."""
    names = sorted({name for name, _ in counts})
    lines = [f"{what:12s} gold found right  precision recall F1"]
    for name in names:
        gold, found, right = (counts[name, kind] for kind in ("gold", "found", "right"))
        precision, recall, both = f1(right, found, gold)
        lines.append(f"{name:12s} {gold:4d} {found:5d} {right:5d}  {precision:9.1f} {recall:6.1f} {both:.1f}")
    return lines
