"""Chunks cover all words once, keep paragraphs whole where they can, and stay within the encoder's reach."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from letopis.annotate.chunks import HARD_LIMIT, LIMIT, plan_chunks


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 8), st.booleans()), min_size=1, max_size=200),
        min_size=1,
        max_size=12,
    )
)
def test_chunks_cover_every_word_once_within_the_limits(document: list[list[tuple[int, bool]]]) -> None:
    """Chunks follow each other without gap or overlap, and none has more pieces than the encoder has positions."""
    sizes = [size for paragraph in document for size, _ in paragraph]
    breaks = [may for paragraph in document for _, may in paragraph]
    paragraphs, start = [], 0
    for paragraph in document:
        paragraphs.append((start, start + len(paragraph)))
        start += len(paragraph)
    chunks = plan_chunks(sizes, paragraphs, breaks)
    assert chunks[0][0] == 0
    assert chunks[-1][1] == len(sizes)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(chunks))
    inner = {start for start, _ in paragraphs}
    for a, b in chunks:
        pieces = sum(sizes[a:b]) + 2 + sum(word in inner for word in range(a + 1, b))
        assert a < b
        assert pieces <= HARD_LIMIT + 8


def test_short_paragraphs_share_a_chunk() -> None:
    """Whole paragraphs are put together until the limit is reached."""
    assert plan_chunks([1] * 300, [(0, 100), (100, 200), (200, 300)], [False] * 300) == [(0, 200), (200, 300)]


def test_a_long_paragraph_is_cut_at_a_sentence() -> None:
    """The cut lies at the last possible sentence start before the limit."""
    breaks = [word % 40 == 0 for word in range(400)]
    assert plan_chunks([1] * 400, [(0, 400)], breaks) == [(0, 240), (240, 400)]


def test_a_long_sentence_stays_whole() -> None:
    """A sentence longer than a chunk should be is not cut while the encoder can take it in."""
    words = LIMIT + 50
    assert plan_chunks([1] * words, [(0, words)], [False] * words) == [(0, words)]
