"""Count the pairs of holder and office that are told, in passages of ours in which they are marked.

In:   a file of marked passages (marked_tenures.py).
Out:  detection F1 of pairs, its precision and recall; of the pairs found the share whose office
      has exactly the marked words, and whose status is right; F1 of whose office it is.

A pair is found where a tenure is told at the words of the office, or of words that overlap them, and its holder is
somebody of whom a mention overlaps the marked one. Whose office it is counts where it is marked in the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench.quality.marked_tenures import Marked, Span, read_passages
from bench.quality.score import Score, f1
from bench.quality.texts import document_of
from letopis.claim import Argument, Claim
from letopis.extract.sentence.reading import Reading

PUBLISHED = "2015-06-15"


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file; `limit` counts passages."""
    counts: Counter[str] = Counter()
    for text, marked in islice(read_passages(data), limit):
        counts += count_passage(text, marked)
    precision, recall, both = f1(counts["pair"], counts["found"], counts["gold"])
    pairs = max(counts["pair"], 1)
    figures = {
        "F1": both,
        "precision": precision,
        "recall": recall,
        "office right": 100 * counts["extent"] / max(counts["offices"], 1),
        "status right": 100 * counts["status"] / pairs,
        "body F1": f1(counts["body right"], counts["body found"], counts["body gold"])[2],
    }
    return Score("tenures", "F1", figures)


def count_passage(text: str, marked: Sequence[Marked]) -> Counter[str]:
    """The counts of one passage."""
    from letopis.detect import find_mentions
    from letopis.extract.office.learned_tenures import read_again
    from letopis.extract.office.tenure_words import status_of, word_of
    from letopis.extract.office.tenures import tell_tenures
    from letopis.pipeline import annotate_document

    document = document_of({"text": text, "published": PUBLISHED})
    doc = annotate_document(document)
    reading = Reading(document, doc, find_mentions(document, doc))
    told = [
        (claim, _words(reading, claim, word))
        for claim in read_again(reading, [each.claim for each in tell_tenures(reading)])
        if (word := word_of(reading, claim)) is not None and status_of(reading, claim) != "not"
    ]
    told = list({(words, _chain(reading, claim)): (claim, words) for claim, words in told}.values())
    gold = [tenure for tenure in marked if tenure.status != "not"]
    counts = Counter({"gold": len(gold), "found": len(told)})
    for tenure in gold:
        for claim, words in told:
            holder = _overlaps(reading, claim.first("holder"), tenure.spans("holder"))
            if holder and _overlap(words, tenure.span):
                told.remove((claim, words))
                counts["pair"] += 1
                counts["status"] += status_of(reading, claim) == tenure.status
                if claim.first("office") is not None:
                    counts["offices"] += 1
                    counts["extent"] += words == tenure.span
                _count_body(reading, claim, tenure, counts)
                break
    return counts


def _count_body(reading: Reading, claim: Claim, tenure: Marked, counts: Counter[str]) -> None:
    body, wanted = claim.first("organisation"), tenure.spans("body")
    counts["body gold"] += bool(wanted)
    if body is not None and (wanted or body.mention is not None):
        counts["body found"] += 1
        counts["body right"] += _overlaps(reading, body, wanted)


def _words(reading: Reading, claim: Claim, word: int) -> Span:
    """The words of the office where the tenure is told at them, else the word at which it is."""
    office = claim.first("office")
    if office is not None and office.start <= reading.starts[word] < office.end:
        return office.start, office.end
    return reading.starts[word], reading.ends[word]


def _chain(reading: Reading, claim: Claim) -> str:
    holder = claim.first("holder")
    mention = reading.by_id.get(holder.mention or "") if holder is not None else None
    return mention.chain if mention is not None else ""


def _overlaps(reading: Reading, argument: Argument | None, spans: Sequence[Span]) -> bool:
    """True where what an argument stands for is mentioned in one of the stretches."""
    if argument is None:
        return False
    mention = reading.by_id.get(argument.mention or "")
    chain = reading.by_chain.get(mention.chain, ()) if mention is not None else ()
    places = [(argument.start, argument.end), *((one.start, one.end) for one in chain)]
    return any(_overlap(place, span) for place in places for span in spans)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
