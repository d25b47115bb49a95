"""Mangle a text as careless hands and programs do: marks lost, doubled and swapped, paragraphs run together, odd
characters, no spaces, cut off in the middle."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

MARKS = "\"“”„«»‘’'‚‹›`"
ODD = (
    "\u202e",
    "\u200b",
    "\u2066",
    "\ufeff",
    "\u00ad",
    "\x00",
    "\x07",
    "\x85",
    "\u2028",
    "🙂",
    "🇳🇴",
    "e\u0301\u0301",
    "\u0430",
    "\U000e0041",
    "ﬁ",
)


def lose_marks(text: str, rng: random.Random) -> str:
    """Some quotation marks are gone."""
    return "".join(c for c in text if c not in MARKS or rng.random() < 0.6)


def double_marks(text: str, rng: random.Random) -> str:
    """Some quotation marks stand twice, or many times."""
    return "".join(c * rng.choice((1, 1, 2, 3)) if c in MARKS else c for c in text)


def swap_marks(text: str, rng: random.Random) -> str:
    """Some quotation marks are others."""
    return "".join(rng.choice(MARKS) if c in MARKS and rng.random() < 0.5 else c for c in text)


def add_marks(text: str, rng: random.Random) -> str:
    """Quotation marks stand where none belong."""
    return "".join(c + (rng.choice(MARKS) if rng.random() < 0.02 else "") for c in text)


def join_paragraphs(text: str, rng: random.Random) -> str:
    """Paragraphs have run together."""
    return re.sub(r"\n\n+", lambda m: m.group() if rng.random() < 0.5 else rng.choice((" ", "\n", "")), text)


def split_paragraphs(text: str, rng: random.Random) -> str:
    """Paragraphs are torn apart."""
    return "".join("\n\n" if c == " " and rng.random() < 0.04 else c for c in text)


def change_case(text: str, rng: random.Random) -> str:
    """All of it is in another case, or words here and there."""
    change = rng.choice((str.upper, str.lower, str.title, str.swapcase))
    return (
        change(text)
        if rng.random() < 0.3
        else " ".join(change(w) if rng.random() < 0.2 else w for w in text.split(" "))
    )


def lose_spaces(text: str, rng: random.Random) -> str:
    """Spaces are gone, some or all."""
    share = rng.choice((0.05, 0.5, 1.0))
    return "".join(c for c in text if c != " " or rng.random() >= share)


def add_spaces(text: str, rng: random.Random) -> str:
    """Spaces stand around marks, and too many of them."""
    return re.sub(
        rf"[{MARKS},.:]", lambda m: rng.choice((f" {m[0]} ", f"{m[0]}   ", f"\u00a0{m[0]}", m[0])), text
    )


def add_odd(text: str, rng: random.Random) -> str:
    """Control and bidi characters, emoji and the like stand anywhere."""
    return "".join(c + (rng.choice(ODD) if rng.random() < 0.02 else "") for c in text)


def cut_off(text: str, rng: random.Random) -> str:
    """The end is missing, or the beginning."""
    place = rng.randrange(len(text) + 1)
    return text[:place] if rng.random() < 0.7 else text[place:]


def repeat_mark(text: str, rng: random.Random) -> str:
    """One mark stands a great many times."""
    place = rng.randrange(len(text) + 1)
    return text[:place] + rng.choice(MARKS + "-—.:(") * rng.choice((30, 1000)) + text[place:]


def lay_out(text: str, rng: random.Random) -> str:
    """Paragraphs have labels and dashes of transcripts."""
    labels = ("Q: ", "A: ", "BERG: ", "Anna Berg: ", "— ", "- ", ": ", "> ", "NOTE: ", "“")
    return "\n\n".join(
        rng.choice((*labels, "")) + part + rng.choice(("", " — Anna Berg", ":", " –Lind"))
        for part in text.split("\n\n")
    )


def lose_stops(text: str, rng: random.Random) -> str:
    """There is no full stop and no line end."""
    return re.sub(r"[.!?\n]+", " ", text)


MANGLERS: tuple[Callable[[str, random.Random], str], ...] = (
    lose_marks, double_marks, swap_marks, add_marks, join_paragraphs, split_paragraphs, change_case, lose_spaces,
    add_spaces, add_odd, cut_off, repeat_mark, lay_out, lose_stops,
)  # fmt: skip


def mangle(text: str, seed: int) -> str:
    """The text after one to four of these, the same for the same seed."""
    rng = random.Random(seed)
    for change in rng.choices(MANGLERS, k=rng.randint(1, 4)):
        text = change(text, rng)
    return text


def piece_of(text: str, seed: int, words: int) -> str:
    """About so many words of a text, whole paragraphs, from a place that the seed gives."""
    paragraphs = text.split("\n\n")
    first = random.Random(seed).randrange(len(paragraphs))
    taken: list[str] = []
    for paragraph in paragraphs[first:]:
        taken.append(paragraph)
        if sum(len(one.split()) for one in taken) >= words:
            break
    return "\n\n".join(taken)
