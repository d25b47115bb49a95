"""Corpora are read as their formats say, and raw text is rebuilt as it was."""

from __future__ import annotations

from pathlib import Path

from bench.quality.conllu import raw_text, read_conllu, read_names
from bench.quality.names import spans_of

CONLLU = """# newdoc id = a
# newpar
# text = Norland's
1-2\tNorland's\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tNorland\tNorland\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\tPM\tPM\tNOUN\tNN\t_\t0\troot\t_\t_
3.1\tleft\tleave\tVERB\tVBD\t_\t_\t_\t_\t_

# text = Yes.
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newpar
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = b
1\tEnd\tend\tNOUN\tNN\t_\t0\troot\t_\t_
"""


def test_conllu_gives_documents_paragraphs_words_and_spacing(tmp_path: Path) -> None:
    """Ranges give spacing only, empty nodes nothing; paragraphs are parted by an empty line."""
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    first, second = read_conllu(path)
    text, blocks, ends = raw_text(first)
    assert text == "Norland'sPM Yes.\n\nNo"
    assert [text[start:end] for start, end, _ in blocks] == ["Norland'sPM Yes.", "No"]
    assert ends == [11, 16, 20]
    assert [token.head for token in first[0].tokens] == [2, 0, 2]
    assert len(second) == 1


def test_names_without_documents_are_a_document_a_sentence(tmp_path: Path) -> None:
    """Nothing says what belongs together, so each sentence stands alone."""
    path = tmp_path / "a.conll"
    path.write_text("Anna I-PER\nBerg I-PER\n\n# O\n1 O\n", encoding="utf-8")
    assert [[t.form for t in d[0].tokens] for d in read_names(path)] == [["Anna", "Berg"], ["#", "1"]]


def test_names_with_documents_keep_their_sentences_together(tmp_path: Path) -> None:
    """A numbered file with newdoc lines gives one document of several sentences, spaced as written."""
    path = tmp_path / "a.iob2"
    path.write_text(
        "# newdoc id = x\n# text = Hi, Oslo\n1\tHi\tO\t-\n2\t,\tO\t-\n3\tOslo\tB-LOC\t-\n\n1\tYes\tO\t-\n",
        encoding="utf-8",
    )
    (document,) = read_names(path)
    assert [token.space for token in document[0].tokens] == [False, True, False]
    assert len(document) == 2


def test_spans_start_at_b_at_another_kind_and_at_a_sentence() -> None:
    """IOB2 and I-only tags give the same names; kinds other than the three give none."""
    tags = ["B-PER", "I-PER", "B-PER", "O", "I-LOC", "I-ORG", "I-MISC", "I-ORG", "I-ORG"]
    expected = {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC"), (5, 6, "ORG"), (7, 8, "ORG"), (8, 9, "ORG")}
    assert spans_of(tags, {0, 8}) == expected
