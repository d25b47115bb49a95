"""The pipeline annotates any text, keeps what is given, and one document does not change another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from letopis.annotate import load

FIRST = (
    "The interior minister of Norland, Ana Torvald, said on Thursday that talks with Westmark had failed. "
    "“We will not sign,” she told reporters in Port Halden.\n\nAccording to the Herald, two of her aides resigned."
)
SECOND = "Parliament passed the budget. It takes effect in March."
TEXTS = st.text(alphabet=st.sampled_from("aB. ?\n\t“”'-,0é😀\u200d\u0301\x00\u202eЖ中"), max_size=80)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def facts(doc: Doc) -> tuple[Any, ...]:
    words = [
        (t.text, t.is_sent_start, t.pos_, t.tag_, t.lemma_, t.head.i, t.dep_, t.ent_iob_, t.ent_type_)
        for t in doc
    ]
    return words, doc.user_data["ent_scores"], doc.user_data["attributions"], doc.tensor.tobytes()


def check_trees(doc: Doc) -> None:
    for sentence in doc.sents:
        inside = {token.i for token in sentence}
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        assert all(token.head.i in inside for token in sentence)
        assert {token.i for token in roots[0].subtree} == inside


def test_words_carry_everything_the_next_steps_read(nlp: Language) -> None:
    """Every word has a tag, a lemma, a head and a label; names, attributions and states are there."""
    doc = nlp(FIRST)
    words = [token for token in doc if not token.is_space]
    assert all(t.pos_ and t.tag_ and t.lemma_ and t.dep_ for t in words)
    assert {"PER", "LOC"} & {span.label_ for span in doc.ents}
    assert set(doc.user_data["ent_scores"]) == {(span.start, span.end) for span in doc.ents}
    assert doc.tensor.shape == (len(doc), 384)
    check_trees(doc)


def test_attributions_are_spans_of_the_text(nlp: Language) -> None:
    """Source, cue and content are half-open character ranges, in order, with a score in [0, 1]."""
    attributions = nlp(FIRST).user_data["attributions"]
    assert attributions
    for attribution in attributions:
        assert set(attribution) == {"source", "cue", "content", "score"}
        assert 0 <= attribution["score"] <= 1
        for role in ("source", "cue", "content"):
            assert attribution[role] == sorted(attribution[role])
            assert all(FIRST[start:end].strip() for start, end in attribution[role])


def test_a_document_is_read_alike_alone_and_among_others(nlp: Language) -> None:
    """What stands in other documents changes nothing, to the last byte."""
    alone = facts(nlp(FIRST))
    assert [facts(doc) for doc in nlp.pipe([SECOND, FIRST, SECOND])][1] == alone
    assert facts(load(threads=2)(FIRST)) == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\n\n\n \n",
        "😀",
        "\x00",
        "a" * 5000,
        "1" * 3000,
        "\u202e\u200b",
        "." * 900,
        "-" * 600,
    ],
)
def test_odd_texts_are_read_without_error(nlp: Language, text: str) -> None:
    """Empty, blank, endless and invisible words give a document with the same text."""
    doc = nlp(text)
    assert doc.text == text
    check_trees(doc)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_gives_sound_trees(text: str) -> None:
    """Each sentence has one root, and all its words hang on it."""
    doc = load()(text)
    assert doc.text == text
    check_trees(doc)


def test_a_text_of_many_chunks_is_read_to_its_end(nlp: Language) -> None:
    """A paragraph longer than a chunk, and one without any full stop, are annotated throughout."""
    for text in ("The council met on Monday. " * 120, "the council met on monday and " * 200):
        doc = nlp(text)
        assert all(t.tag_ for t in doc)
        check_trees(doc)


def test_white_space_is_no_word(nlp: Language) -> None:
    """White space gets pos SPACE and hangs on the word before it."""
    doc = nlp(FIRST)
    [blank] = [token for token in doc if token.is_space]
    assert (blank.pos_, blank.tag_, blank.head.i) == ("SPACE", "_SP", blank.i - 1)
    assert doc[blank.i + 1].is_sent_start


def test_given_sentences_are_kept(nlp: Language) -> None:
    """Sentence starts that are there already stay as they are, and trees keep within them."""
    words = ["She", "left", ".", "He", "stayed", "in", "Port", "Halden", "until", "March"]
    starts = [word in ("She", "until") for word in words]
    doc = nlp(Doc(nlp.vocab, words, sent_starts=starts))
    assert [token.is_sent_start for token in doc] == starts
    check_trees(doc)


def test_a_given_sentence_of_any_length_has_one_root(nlp: Language) -> None:
    """A given sentence longer than the encoder can take in is still one tree."""
    words = ["word", "and"] * 400
    doc = nlp(Doc(nlp.vocab, words, sent_starts=[i in (0, 790) for i in range(800)]))
    assert [sentence.start for sentence in doc.sents] == [0, 790]
    check_trees(doc)


def test_unreadable_blocks_are_left_alone(nlp: Language) -> None:
    """A block that is not read gets no tags, names or arcs, and what it says changes nothing elsewhere."""
    parts = ["Ana Torvald visited Westmark.", "Subscribe to Norland Today!", "She met its president."]
    parts_b = [parts[0], "Photo by Ole Berg.", parts[2]]
    read = []
    for blocks in (parts, parts_b):
        text = "\n\n".join(blocks)
        doc = nlp.make_doc(text)
        doc.user_data["blocks"] = [
            (text.index(b), text.index(b) + len(b), b in (parts[0], parts[2])) for b in blocks
        ]
        doc = nlp(doc)
        start, end = text.index(blocks[1]), text.index(blocks[1]) + len(blocks[1])
        unread = [t for t in doc if start <= t.idx < end]
        assert {(t.pos_, t.tag_, t.ent_type_, t.head.i - t.i) for t in unread} == {("X", "", "", 0)}
        assert [t.is_sent_start for t in unread] == [True] + [False] * (len(unread) - 1)
        read.append(
            [
                (t.text, t.pos_, t.lemma_, t.dep_, t.tag_, t.ent_type_)
                for t in doc
                if t not in unread and not t.is_space
            ]
        )
    assert read[0] == read[1]


def test_sentences_do_not_cross_blocks(nlp: Language) -> None:
    """Each block begins a sentence, even where the block before has no full stop."""
    text = "Minister resigns\n\nthe cabinet met on Monday"
    doc = nlp.make_doc(text)
    doc.user_data["blocks"] = [(0, 16, True), (18, len(text), True)]
    doc = nlp(doc)
    assert [token.text for token in doc if token.is_sent_start] == ["Minister", "the"]


def test_scores_are_rounded(nlp: Language) -> None:
    """Scores have four digits, so that they are the same on every machine."""
    doc = nlp(FIRST)
    for score in [
        *doc.user_data["ent_scores"].values(),
        *(a["score"] for a in doc.user_data["attributions"]),
    ]:
        assert score == round(score, 4)
    assert np.isfinite(doc.tensor).all()


def test_every_word_has_the_middle_states_of_its_pieces(nlp: Language) -> None:
    """Rows of the pieces follow the words; marks of chunks and paragraphs, and white space, have none."""
    doc = nlp.make_doc(FIRST + "\n\n" + SECOND)
    texts = [token.text for token in doc if not token.is_space]
    states, rows = nlp(doc).user_data["pieces"]
    sizes = [len(ids) for ids, _ in nlp.get_pipe("letopis_encoder").model.pieces.cut(texts)]
    words = [i for i, token in enumerate(doc) if not token.is_space]
    assert (rows[words, 1] - rows[words, 0]).tolist() == sizes
    assert rows[words, 0].tolist() == [sum(sizes[:i]) for i in range(len(sizes))]
    assert len(states) == sum(sizes)
    assert not rows[[i for i, token in enumerate(doc) if token.is_space]].any()


def test_the_middle_states_are_those_of_the_encoder(nlp: Language) -> None:
    """The first word of a second paragraph has the states that the encoder gave it, not a neighbour's."""
    one, two = nlp("Parliament sat."), nlp("Parliament sat.\n\nMinisters resigned.")
    states, rows = two.user_data["pieces"]
    model = nlp.get_pipe("letopis_encoder").model
    cut = model.pieces.cut([token.text for token in two if not token.is_space])
    ids = [model.pieces.start]
    for word, (own, _) in enumerate(cut):
        ids += [model.pieces.separator] * (word == 3) + list(own)
    ids = np.array([*ids, model.pieces.separator])
    first = np.array([i for i, piece in enumerate(ids) if piece not in (101, 102)])
    cases = np.full(len(ids), 5)
    cases[first] = np.repeat([case for _, case in cut], [len(own) for own, _ in cut])
    middle = model.run(ids, cases, first, first).middle
    assert np.array_equal(states, middle[first].astype(np.float16))
    assert len(one.user_data["pieces"][0]) == 3
    assert rows[-1].tolist() == [len(states) - 1, len(states)]
