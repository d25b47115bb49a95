"""What English and the gazetteer tell of the edges of names."""

from __future__ import annotations

import numpy as np
import pytest

from letopis.annotate.name_edges import NameWords, settled
from letopis.annotate.names import KINDS
from letopis.annotate.spans import Labelled

ROWS = [
    ("The/DT lawyer/NN of/IN Harlan/NNP ,/, Inc./NNP resigned/VBD", "3-4 ORG", "3-6 ORG"),
    ("A/DT loan/NN to/IN Velmar/NNP GmbH/NNP was/VBD denied/VBN", "3-4 ORG", "3-5 ORG"),
    ("He/PRP met/VBD Petra/NNP Orlan/NNP ,/, of/IN Lyon/NNP", "2-4 PER, 6-7 LOC", "2-4 PER, 6-7 LOC"),
    ("The/DT US/NNP troops/NNS withdrew/VBD", "1-3 ORG", "1-2 LOC"),
    ("Some/DT Iraqi/JJ political/JJ forces/NNS objected/VBD", "1-4 ORG", "1-2 MISC"),
    ("Eleven/CD Iraqis/NNPS were/VBD killed/VBN", "1-2 ORG", "1-2 MISC"),
    ("He/PRP left/VBD the/DT Board/NNP of/IN Trade/NNP judges/NNS", "3-7 ORG", "3-7 ORG"),
    ("The/DT interim/JJ Governing/NNP Council/NNP met/VBD", "1-4 ORG", "2-4 ORG"),
    ("Some/DT persons/NNS died/VBD", "1-2 ORG", ""),
    ("cheap/JJ flights/NNS with/IN air/NN orlan/NN", "3-5 ORG", "3-5 ORG"),
    ("She/PRP lives/VBZ in/IN Ashford/NNP Ohio/NNP", "3-5 LOC", "3-4 LOC, 4-5 LOC"),
    ("i/PRP flew/VBD to/IN lyon/NN france/NN", "3-5 LOC", "3-4 LOC, 4-5 LOC"),
    ("She/PRP comes/VBZ from/IN Northern/NNP Ireland/NNP", "3-5 LOC", "3-5 LOC"),
    ("She/PRP moved/VBD to/IN upstate/JJ New/NNP York/NNP", "3-6 LOC", "3-6 LOC"),
    ("He/PRP spoke/VBD of/IN White/NNP America/NNP", "3-5 LOC", "3-5 LOC"),
    ("From/IN :/: \"/`` Orlan/NNP ,/, Petra/NNP \"/''", "3-4 PER, 5-6 PER", "3-6 PER"),
    ("They/PRP met/VBD Orlan/NNP ,/, Petra/NNP and/CC me/PRP", "2-3 PER, 4-5 PER", "2-3 PER, 4-5 PER"),
    ("See/VB Petra_letter.doc/NN and/CC p.orlan@velmar.org/NN", "1-2 PER, 3-4 MISC", ""),
    ("The/DT U.S./NNP left/VBD", "1-2 LOC", "1-2 LOC"),
    ("He/PRP murdered/VBD Sheikh/NNP Hamid/NNP Orlan/NNP", "2-5 PER", "3-5 PER"),
    ("He/PRP heard/VBD Minister/NNP of/IN Justice/NNP Petra/NNP Orlan/NNP", "2-7 PER", "2-7 PER"),
    ("Then/RB King/NNP spoke/VBD", "1-2 PER", "1-2 PER"),
    ("Then/RB Dr/NNP ./. Orlan/NNP spoke/VBD", "1-4 PER", "3-4 PER"),
    ("The/DT Board/NNP of/IN Tea/NNP in/IN Orlan/NNP met/VBD", "1-5 ORG, 5-6 LOC", "1-4 ORG, 5-6 LOC"),
    ("He/PRP sued/VBD Orlan/NNP &/CC Voss/NNP AG/NNP again/RB", "2-4 ORG, 4-6 ORG", "2-6 ORG"),
    ("The/DT Tea/NNP ,/, Salt/NNP and/CC Rice/NNP Board/NNP met/VBD", "1-3 ORG, 3-7 ORG", "1-7 ORG"),
    ("The/DT Bakers/NNPS and/CC a/DT Miller/NNP met/VBD", "1-3 ORG, 4-5 PER", "1-2 ORG, 4-5 PER"),
    ("The/DT Mayor/NNP 's/POS Office/NNP closed/VBD", "1-2 ORG, 3-4 ORG", "1-4 ORG"),
    ("The/DT Velmar/NNP 's/POS Kapital/NNP closed/VBD", "1-2 ORG, 3-4 ORG", "1-2 ORG, 3-4 ORG"),
    ("The/DT Garment/NNP Union/NNP \"/`` Needle/NNP \"/'' met/VBD", "1-5 ORG", "1-6 ORG"),
    ("They/PRP heard/VBD Malam/NNP Hamid/NNP Orlan/NNP", "2-5 PER", "3-5 PER"),
    ("They/PRP fear/VBP al/NNP -/HYPH Orlan/NNP", "4-5 ORG", "2-5 ORG"),
    ("P.S./NNP She/PRP left/VBD", "0-1 PER", ""),
    ("They/PRP sued/VBD Orlan/NNP Inc./NNP again/RB", "2-4 ORG", "2-4 ORG"),
]


@pytest.mark.parametrize(("text", "found", "right"), ROWS, ids=[row[0] for row in ROWS])
def test_edges(text: str, found: str, right: str) -> None:
    """What is found in a sentence becomes what is right: places of words and kinds."""
    names = settled(spans(found), words_of(text, found))
    assert ", ".join(f"{a}-{b} {kind}" for a, b, kind, _ in names) == right


def test_a_listed_country_that_the_encoder_doubts_is_a_place() -> None:
    """Above the least probability, and only where the tags make it a name."""
    words = words_of("Talks/NNS with/IN Iran/NNP on/IN turkey/NN", "")
    words.shares[[2, 4]] = 0.12
    assert [name[:3] for name in settled([], words)] == [(2, 3, "LOC")]
    words.shares[2] = 0.02
    assert settled([], words) == []


def test_a_listed_body_that_the_encoder_doubts_is_one() -> None:
    """Several words or an abbreviation; a generic body or one that it sees no name in is none."""
    words = words_of("Then/RB Georgian/NNP Dream/NNP met/VBD the/DT Senate/NNP", "")
    assert settled([], words) == []
    words.shares[[1, 2, 5]] = 0.06
    assert [name[:3] for name in settled([], words)] == [(1, 3, "ORG")]


def words_of(text: str, found: str) -> NameWords:
    """The words of a sentence; those of the given spans likely of their kind, and names of places a little."""
    texts, tags = zip(*(word.rsplit("/", 1) for word in text.split(" ")), strict=True)
    shares = np.full((len(texts), len(KINDS)), 0.01)
    for start, end, kind, _ in spans(found):
        shares[start:end, KINDS.index(kind)] = 0.8
    return NameWords(texts, tags, [i == 0 for i in range(len(texts))], shares, KINDS)


def spans(told: str) -> list[Labelled]:
    """Names of a row: "2-5 PER, 6-7 LOC"."""
    parts = [part.replace("-", " ").split(" ") for part in told.split(", ") if part]
    return [Labelled(int(start), int(end), kind, 0.8) for start, end, kind in parts]
