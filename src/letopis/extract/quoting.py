"""Find the verb of saying that stands beside a quotation.

In:   a `Reading` and the span of a quotation.
Out:  the index of the verb, or None.
"""

from __future__ import annotations

from letopis.extract.factuality import is_speech_verb
from letopis.extract.reading import Reading


def verb_beside(reading: Reading, start: int, end: int) -> int | None:
    """The verb of saying outside the quotation in a sentence that the quotation touches."""
    touched = {reading.sent_of[w] for w in reading.words_in(start, end) if reading.is_read(w)}
    for number in sorted(touched):
        for word in range(*reading.sents[number]):
            outside = reading.ends[word] <= start or reading.starts[word] >= end
            if outside and is_speech_verb(reading, word) and not reading.quote_mask[reading.starts[word]]:
                return word
    return None
