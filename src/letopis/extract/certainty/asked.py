"""Questions: what is asked, and what a question takes for granted.

In:   a `Reading` and a word.
Out:  the question mark by which what the word names is not told, or None.

"Will he resign?" asks; "Who shot the envoy?" and "Why did he resign?" take for granted that it was done.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading

STOPS = frozenset({".", "!", "?"})
ASKING = ("WP", "WP$", "WRB", "WDT")
IDLE = frozenset({"if", "about", "else", "next", "knows", "cares"})  # "what if", "who knows"
OPENING_WORDS = 4  # before the question word: "And in whose name did they"


def question_at(reading: Reading, word: int) -> int | None:
    """The first stop behind the word, inside its quotation or outside of any, where it is the mark of a question that
    does not take for granted what it asks about."""
    quoted = reading.quote_mask[reading.starts[word]]
    first, after = reading.sents[reading.sent_of[word]]
    stops = (
        last
        for last in range(word + 1, after)
        if reading.words[last] in STOPS and reading.quote_mask[reading.starts[last]] == quoted
    )
    found = next(stops, None)
    if found is None or reading.words[found] != "?":
        return None
    return None if _is_granted(reading, first, found) else found


def _is_granted(reading: Reading, first: int, mark: int) -> bool:
    """True for a question with "who", "why", "how many" about a past: only the missing part is asked for."""
    asking = next((w for w in range(first, min(first + OPENING_WORDS, mark)) if _asks(reading, w)), None)
    if asking is None or reading.words[asking + 1].lower() in IDLE:
        return False
    verb = _main_verb(reading, asking, mark)
    if verb is None:
        return False
    auxiliaries = [kid for kid in reading.kids[verb] if reading.deps[kid].split(":")[0] in ("aux", "cop")]
    if any(reading.tags[kid] == "MD" or reading.tags[kid] == "VBG" for kid in auxiliaries):
        return False
    if any(reading.words[kid].lower() == "ever" for kid in reading.kids[verb]):
        return False
    past = ("VBD", "VBN")
    if not auxiliaries:
        return reading.tags[verb] in past
    return any(
        reading.tags[kid] == "VBD" or (reading.lemmas[kid] == "have" and reading.tags[verb] == "VBN")
        for kid in auxiliaries
    )


def _asks(reading: Reading, word: int) -> bool:
    return reading.tags[word] in ASKING and reading.words[word].lower() not in ("that", "whether")


def _main_verb(reading: Reading, asking: int, mark: int) -> int | None:
    """The verb at the top of what the question word stands in."""
    current = asking
    for _ in range(OPENING_WORDS * 3):
        head = reading.heads[current]
        if head == current or not asking <= head < mark:
            break
        current = head
    return current if reading.pos[current] in ("VERB", "AUX", "NOUN", "ADJ") else None
