"""Ask the learned head which type of event there is between a source and a recipient.

In:   an annotated `Doc`; spans of source, recipient and trigger.
Out:  a probability for each type of PLOVER and for "none of them".

The head reads the sentence as the encoder has it after its second layer (`Doc.user_data["pieces"]`); the words around
the two correct it. No step calls it: docs/decisions/0013. It is there for whoever has spans.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from letopis.model.event_types import OTHER, RECIPIENT, SOURCE, Floats, load_event_types
from letopis.model.pair_words import load_pair_words, words_of

Span = tuple[int, int]


def weigh_pair(doc: Doc, source: Sequence[Span], recipient: Sequence[Span]) -> tuple[tuple[str, ...], Floats]:
    """The labels and their probabilities for one pair in the whole of a short text; spans are in characters."""
    words = [(token.idx, token.idx + len(token.text)) for token in doc]
    source_words = [i for i, word in enumerate(words) if _touches(word, source)]
    recipient_words = [i for i, word in enumerate(words) if _touches(word, recipient)]
    return weigh(doc, (0, len(doc)), source_words, recipient_words)


def weigh(
    doc: Doc,
    sentence: tuple[int, int],
    source: Sequence[int],
    recipient: Sequence[int],
    trigger: Sequence[int] = (),
) -> tuple[tuple[str, ...], Floats]:
    """The labels and their probabilities for a pair in a sentence.

    Args:
        sentence: first word, word after the last. source, recipient, trigger: words in it; of a word that is both
            source and recipient the source counts.
    """
    head = load_event_types()
    states, rows = doc.user_data["pieces"]
    inside = rows[sentence[0] : sentence[1]]
    inside = inside[inside[:, 1] > inside[:, 0]]
    if not len(inside):
        return head.labels, np.zeros(len(head.labels), dtype=np.float32)
    first, after = int(inside[0, 0]), int(inside[-1, 1])
    kinds = np.full(after - first, OTHER, dtype=np.int64)
    named = np.zeros(after - first, dtype=bool)
    for words, kind in ((recipient, RECIPIENT), (source, SOURCE)):
        for word in words:
            kinds[rows[word, 0] - first : rows[word, 1] - first] = kind
    for word in trigger:
        named[rows[word, 0] - first : rows[word, 1] - first] = True
    shares = head.shares(states[first:after], kinds, named)
    begin, span = doc[sentence[0]].idx, doc[sentence[0] : sentence[1]]
    sides = [_spans(doc, one, begin) for one in (source, [word for word in recipient if word not in source])]
    return head.labels, load_pair_words().corrected(head.labels, shares, words_of(span.text, *sides))


def _spans(doc: Doc, words: Sequence[int], begin: int) -> list[Span]:
    """The words as spans of characters counted from `begin`, words in a row as one."""
    found: list[Span] = []
    last = -1
    for word in sorted(words):
        start, end = doc[word].idx - begin, doc[word].idx - begin + len(doc[word])
        if found and word == last + 1:
            start = found.pop()[0]
        found.append((start, end))
        last = word
    return found


def _touches(word: Span, spans: Sequence[Span]) -> bool:
    return any(word[0] < end and start < word[1] for start, end in spans)
