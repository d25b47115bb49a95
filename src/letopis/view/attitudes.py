"""Read how somebody stands to a theme from what is given up, needed, willed, feared or hoped of it.

In:   words that are said, or that tell a deed; where the theme stands among them; words of stance.
Out:  a stance with the words that show it, or whether a turn of phrase is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis.position import Stance, StanceWords, Theme
from letopis.view.stance_words import Words, find, places_of

NEXT = 4  # words between what turns a theme round and the theme: "an end to the long dispute"
OWNER = 2  # words before an attitude in which its giving up is told: "withdrew his support"
HELD_BY = 3  # words between what is given up and the theme: "his support for the long tunnel"
BEHIND = 3  # words behind the theme in which it is said what is to be done to it: "should be built"
WILL = 4  # words before a deed in which one's will stands: "will not be a candidate"
EFFECT = 4  # words between a thing and the good or harm that it does: "would in the end create jobs"
_BEFORE_MONTH = frozenset(
    {
        "in",
        "on",
        "of",
        "by",
        "for",
        "since",
        "until",
        "from",
        "to",
        "early",
        "late",
        "mid",
        "next",
        "last",
        "this",
    }
)
_WILLING = frozenset({"will", "would", "shall", "ll"})
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our"})
_TIED = frozenset({"of", "to", "against", "behind"})
_NEEDFUL = ("should", "must", "ought", "needs", "has", "to", "will", "would", "shall")


def of_effect(words: Words, places: Sequence[int], known: StanceWords) -> tuple[Stance, str] | None:
    """What somebody shows who says what good or harm a thing does, as its subject: "the tunnel would create jobs"."""
    for kind, stance in (("good_effect", Stance.FOR), ("bad_effect", Stance.AGAINST)):
        for start, end in find(words, known, kind):
            if 0 < start - max(places) <= EFFECT:
                between = words[max(places) + 1 : start]
                denied = bool(find(between, known, "negation"))
                if denied and stance is Stance.AGAINST:
                    return None
                return (Stance.AGAINST if denied else stance), " ".join(words[start:end])
    return None


def is_conditional(words: Words, known: StanceWords) -> bool:
    """True where something is said on a condition or may be; what "could not" be, or "there can be no", is plain."""
    return any(
        words[end : end + 1] not in (["not"], ["never"])
        and words[end : end + 2] != ["be", "no"]
        and not (words[start] == "may" and _is_month(words, start))
        for start, end in find(words, known, "condition")
    )


def _is_month(words: Words, at: int) -> bool:
    """True for the month of "in May", "May 3"."""
    beside = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
    return any(word.isdigit() or word in _BEFORE_MONTH for word in beside)


def given_up(words: Words, theme: Theme, known: StanceWords) -> tuple[Stance, str] | None:
    """What is shown by one's own attitude that one gives up: "withdrew his support for", "lifted its veto on"."""
    places = places_of(words, theme)
    if not places:
        return None
    for start, end in find(words, known, "withdrawing"):
        for kind, stance in (("backing", Stance.AGAINST), ("yielded", Stance.FOR)):
            for at, after in find(words, known, kind):
                near = 0 < at - end <= OWNER and words[end] in _OWNERS
                if near and 0 < min(places) - after + 1 <= HELD_BY + 1 and min(places) >= after:
                    return stance, " ".join(words[start:after])
    return None


def is_of_people(words: Words, places: Sequence[int], known: StanceWords) -> bool:
    """True where it is about people who have to do with the theme: "opponents of the tunnel"."""
    return any(
        start not in places and 1 < min(places) - end + 1 <= NEXT and words[end] in _TIED
        for start, end in find(words, known, "people")
        if end < len(words)
    )


def is_to_end(
    words: Words, places: Sequence[int], known: StanceWords, *, asked: bool = False
) -> tuple[int, int] | None:
    """Where behind the theme it is said that it be ended: "the tunnel must be stopped"; where something is `asked`,
    "wants sanctions lifted"."""
    near = range(max(places) + 1, max(places) + 1 + BEHIND)
    for start, end in find(words, known, "reverse"):
        if asked and start == max(places) + 1 and words[start].endswith("ed"):
            return start, end
        is_told = start - 1 in near and words[start - 1] in ("be", "being") and words[start - 2] in _NEEDFUL
        if is_told and not find(words[max(places) + 1 : start], known, "negation"):
            return start, end
    return None


def is_willed(words: Words, places: Sequence[int], theme: Theme, known: StanceWords) -> Stance | None:
    """For or against, where one says that one will, or will not, do what the theme is: "she would run again"."""
    if not theme.acts or not words:
        return None
    for place in places:
        before = words[max(0, place - WILL) : place]
        if any(word in _WILLING for word in before):
            return Stance.AGAINST if find(before, known, "negation") else Stance.FOR
    return None


def is_to_be(words: Words, places: Sequence[int], known: StanceWords) -> bool:
    """True where behind the theme it is said that it is needed: "the tunnel should be built"."""
    behind = words[max(places) + 1 : max(places) + 1 + BEHIND]
    return any(
        word in _NEEDFUL[:5]
        and bool(find(behind[n + 1 :], known, "doing"))
        and not find(behind, known, "negation")
        for n, word in enumerate(behind)
    )


def of_aim(words: Words, theme: Theme, known: StanceWords) -> tuple[Stance, str]:
    """What somebody insists on: that it "would be built", or would not."""
    places = places_of(words, theme)
    if not places or find(words, known, "condition"):
        return Stance.UNCLEAR, ""
    behind = words[max(places) + 1 : max(places) + 2 + BEHIND]
    told = behind[:1] and behind[0] in ("would", "will", "must", "shall")
    if not told or not find(behind, known, "doing"):
        return Stance.UNCLEAR, ""
    denied = bool(find(behind, known, "negation"))
    return (Stance.AGAINST if denied else Stance.FOR), " ".join(behind)


def is_reversed(words: Words, places: Sequence[int], known: StanceWords) -> tuple[int, int] | None:
    """Where a word right before the theme turns round what is done to it: "an end to the sanctions"."""
    for start, end in find(words, known, "reverse"):
        if start not in places and 0 < min(places) - end + 1 <= NEXT:
            return start, end
    return None


def is_put_off(words: Words, places: Sequence[int], known: StanceWords) -> bool:
    """True where it is to be later: neither for nor against it."""
    return any(
        start not in places and 0 < min(places) - end + 1 <= NEXT
        for start, end in find(words, known, "putting_off")
    )
