"""From annotated text and its mentions to claims: what a report asserts.

    statements  who said what            tenures   who held which office
    events      what happened            ties      how parties stand to each other
    figures     what was counted         attribution   whose words each of these is

Every extractor is a function of one `Reading`; a claim names its producer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from letopis.claim import Claim
from letopis.document import Document
from letopis.mention import Mention


def extract_claims(
    document: Document, doc: Doc, mentions: Iterable[Mention], *, chosen: bool = True
) -> list[Claim]:
    """The claims of one document, each once, ordered by the place of their evidence; where days are not to be
    `chosen`, with those that the rules tell."""
    from letopis.extract.event.announced import extract_announced
    from letopis.extract.event.events import extract_events
    from letopis.extract.event.referred import extract_referred, with_referred
    from letopis.extract.event.triggers import read_again
    from letopis.extract.figure.counts_told import counts_told, without_counts
    from letopis.extract.figure.figures import extract_figures
    from letopis.extract.office.tenures import extract_tenures
    from letopis.extract.place.placing import place_events
    from letopis.extract.saying.attribution import attribute, drop_relays
    from letopis.extract.saying.going_on import with_rest
    from letopis.extract.saying.headlines import find_headlined
    from letopis.extract.saying.idioms import with_idioms
    from letopis.extract.saying.inside import asked_for, hold_inside, without_own_links
    from letopis.extract.saying.layouts import find_laid_out, with_laid_out
    from letopis.extract.saying.nested import find_nested, without_echoes
    from letopis.extract.saying.parting import parted
    from letopis.extract.saying.quoting import drop_titled
    from letopis.extract.saying.statements import extract_statements, tagged_attributions
    from letopis.extract.saying.untagged import find_continued, find_untagged
    from letopis.extract.saying.untangle import place_within, untangle
    from letopis.extract.sentence.reading import Reading
    from letopis.extract.ties import extract_ties
    from letopis.extract.time.day_choice import choose_days
    from letopis.extract.time.turns_dated import date_turns, drop_ahead, share_days
    from letopis.extract.time.utterances import date_sayings

    reading = Reading(document, doc, mentions)
    drop_titled(reading)
    tagged = parted(reading, untangle(reading, tagged_attributions(reading)))
    tagged = with_idioms(reading, with_rest(reading, tagged))
    attributions = with_laid_out(reading, tagged, find_laid_out(reading))
    attributions += find_untagged(reading, attributions)
    attributions += find_headlined(reading, attributions)
    attributions = place_within(reading, [*attributions, *find_nested(reading, attributions)])
    sayings = extract_statements(reading, attributions)
    continued = find_continued(reading, sayings)
    if continued:
        attributions = place_within(reading, [*attributions, *continued])
        sayings = extract_statements(reading, attributions)
    sayings = date_sayings(reading, without_echoes(reading, sayings))
    claims = [saying.claim for saying in sayings]
    ties = extract_ties(reading)
    standing = {tie.evidence[0].cue for tie in ties}
    events = extract_events(reading, asked_for(reading, sayings))
    events = place_events(reading, events)
    told = [event for event in events if event.evidence[0].cue not in standing]
    announced = extract_announced(reading, [*claims, *events, *ties])
    announced = with_referred(announced, extract_referred(reading, [*events, *announced]))
    told += place_events(reading, announced)
    kept, added = read_again(reading, told)
    claims += [*kept, *place_events(reading, added)]
    claims += ties + extract_tenures(reading) + extract_figures(reading, events)
    claims = without_own_links(reading, attribute(hold_inside(reading, claims, sayings), sayings))
    claims = drop_relays(claims, sayings)
    counts = counts_told(reading, events)
    claims = [*without_counts(claims, counts), *counts]
    claims = drop_ahead(reading, choose_days(reading, claims) if chosen else claims)
    claims = share_days(date_turns(claims))
    known = document.published.interval if document.published.basis not in ("unknown", "bounds") else None
    unique = {claim.id: claim if claim.known == known else replace(claim, known=known) for claim in claims}
    return sorted(unique.values(), key=_place)


def _place(claim: Claim) -> tuple[int, tuple[int, int], str, str]:
    evidence = claim.evidence[0]
    return evidence.start, evidence.cue or (evidence.start, evidence.start), str(claim.kind), claim.id
