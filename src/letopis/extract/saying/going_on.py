"""Find what of a saying stands behind the words that say so: "They were needed, she argued, and there had been no
choice", "It was not the army, insisted Kos, but “bandits”".

In:   a `Reading`; the attributions of a document.
Out:  the same, each with what goes on behind its word of saying in the same sentence.

What goes on is joined to what stands in front and told as reported is: by a verb moved back ("would", "had") with a
subject of its own, by a reason or a limit, or in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.contents import is_quoted
from letopis.extract.saying.cues import act_of, head_of_span
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed, Span
from letopis.extract.sentence.reading import Reading

JOINING = frozenset({"and", "but", "or", "nor"})
LIMITING = frozenset(
    {"because", "since", "though", "although", "albeit", "unless", "lest", "if", "so", "until", "not"}
)
MOVED_BACK = frozenset({"would", "had", "could", "might", "should", "’d", "'d"})
FINITE = ("VBD", "VBZ", "VBP", "MD")
ASIDE = 12  # words at most from the word of saying to the comma that closes the aside


def with_rest(reading: Reading, attributions: Iterable[Attributed]) -> list[Attributed]:
    """The attributions, those put in between with what goes on behind them."""
    known = list(attributions)
    taken = [piece for one in known for piece in one.content]
    found = []
    for one in known:
        cue = head_of_span(reading, *one.cue) if one.cue else None
        rest = _rest(reading, one, cue) if cue is not None else None
        free = rest is not None and not any(s < rest[1] and rest[0] < e for s, e in taken)
        found.append(replace(one, content=(*one.content, rest)) if rest is not None and free else one)
    return found


def _rest(reading: Reading, attribution: Attributed, cue: int) -> Span | None:
    begin, after = reading.sents[reading.sent_of[cue]]
    before = all(reading.starts[begin] <= s and e <= reading.starts[cue] for s, e in attribution.content)
    if not before or reading.tags[cue] not in ("VBD", "VBZ", "VBP"):
        return None
    close = next((w for w in range(cue + 1, min(after, cue + ASIDE)) if reading.words[w] == ","), None)
    if close is None or any(
        reading.pos[w] in ("VERB", "AUX", "SCONJ", "CCONJ") for w in range(cue + 1, close)
    ):
        return None
    rest = [w for w in range(close + 1, after) if reading.is_read(w) and reading.pos[w] != "PUNCT"]
    if not rest or any(_says(reading, w) for w in rest if not reading.quote_mask[reading.starts[w]]):
        return None
    if not _goes_on(reading, rest, quoted=any(is_quoted(reading, piece) for piece in attribution.content)):
        return None
    return trim(reading.text, reading.starts[rest[0]], reading.ends[after - 1])


def _says(reading: Reading, word: int) -> bool:
    return is_speech_verb(reading, word) and act_of(reading, word) is not None


def _goes_on(reading: Reading, rest: Sequence[int], *, quoted: bool) -> bool:
    """True for words that are said as well as what stands in front of the aside."""
    first = reading.words[rest[0]].lower()
    if first not in JOINING | LIMITING:
        return False
    if any(reading.quote_mask[reading.starts[w]] for w in rest):
        return True
    finite = [w for w in rest if reading.tags[w] in FINITE]
    if quoted or (first in JOINING and not finite):
        return False
    if not finite or first in LIMITING - {"so"}:
        return first in LIMITING
    own = any(reading.deps[w].startswith("nsubj") and w < finite[0] for w in rest[1:])
    return own and reading.words[finite[0]].lower() in MOVED_BACK
