"""Sayings that reach the page through somebody else who tells the same words in the same sentence.

In:   a `Reading` and the sayings of a document.
Out:  the sayings, those who only hand on taken out and put in front of the others' chains as links.

Of "X told friends, according to Y, that she would run" Y is the one through whom it is known; of "C, X conceded, the
portal reported" the portal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letopis.extract.saying.attribution import link_to
from letopis.extract.saying.sayings import Saying
from letopis.extract.sentence.reading import Reading


def through_tellers(reading: Reading, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings; whoever stands behind "according to" beside what another tells is the one through whom it is
    known."""
    kept = list(sayings)
    for teller in sayings:
        if teller.word is None or reading.words[teller.word].lower() != "according":
            continue
        for place, told in enumerate(kept):
            if told is teller or told.word is None or not told.content:
                continue
            speaker = told.claim.first("speaker")
            between = told.word < teller.word and told.content[0][0] > reading.starts[teller.word]
            aside = (
                speaker is not None and speaker.end < reading.starts[teller.word] < reading.starts[told.word]
            )
            whole = told.content == teller.content or _covers(reading, teller, told)
            between = between or (aside and whole)  # "X, according to Y, said that …"
            if between and reading.sent_of[told.word] == reading.sent_of[teller.word]:
                links = told.claim.attribution or tuple(filter(None, (link_to(teller),)))
                kept[place] = replace(told, claim=replace(told.claim, attribution=links))
                kept = [one for one in kept if one is not teller]
                break
    return kept


def through_outlets(reading: Reading, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings; an outlet that tells in one sentence the very words of somebody hands them on: "C, X conceded, the
    portal reported"."""
    kept = list(sayings)
    for outlet in sayings:
        link = link_to(outlet)
        if not outlet.relays or outlet.word is None or link is None:
            continue
        for place, told in enumerate(kept):
            if told.relays or told.word is None or told.content != outlet.content or told.denies:
                continue
            if (
                reading.sent_of[told.word] != reading.sent_of[outlet.word]
                or told.claim.first("speaker") is None
            ):
                continue
            links = tuple(dict.fromkeys((*outlet.claim.attribution, link, *told.claim.attribution)))
            kept[place] = replace(told, claim=replace(told.claim, attribution=links))
            kept = [one for one in kept if one is not outlet]
            break
    return kept


def _covers(reading: Reading, whole: Saying, part: Saying) -> bool:
    """True where what one tells holds the other's cue and all that it tells."""
    assert part.word is not None
    cue = reading.starts[part.word], reading.ends[part.word]
    return all(any(s <= a and b <= e for s, e in whole.content) for a, b in (cue, *part.content))
