"""Whether a word is the adjective of a name that no list has: "Norlandic" of "Norland".

In:   two words, in one case.
Out:  true or false.
"""

from __future__ import annotations

SHORTEST = 4  # letters that a name and its adjective have in common at least
CHANGED = 2  # letters at the end of the name that its adjective may have otherwise


def is_adjective_of(adjective: str, name: str) -> bool:
    """True for "Norlandic" and "Norland", "Sarvonian" and "Sarvonia"; not for a name and itself."""
    stem = max(SHORTEST, len(name) - CHANGED)
    return name != adjective and len(name) >= SHORTEST and adjective[:stem] == name[:stem]
