"""Read from a line how somebody stands to a theme.

In:   a line in which somebody speaks, acts or relates; a theme; words of stance.
Out:  a stance, and the words that show it; unclear unless words or deed plainly show one.

The words must stand near the theme, in what the speaker says of himself or of the thing; a condition, a joke, a denial,
and what others are said to think show nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from letopis.claim import ClaimKind, Modality, Polarity
from letopis.position import Stance, StanceWords, Theme
from letopis.profile import ACTING, Line, Part
from letopis.view.attitudes import (
    NEXT,
    given_up,
    is_conditional,
    is_of_people,
    is_put_off,
    is_reversed,
    is_to_be,
    is_to_end,
    is_willed,
    of_aim,
    of_effect,
)
from letopis.view.stance_words import OPPOSITE, Words, find, places_of, words_of

NEAR = 9  # words between a word of stance and the theme: a clause of news is seldom longer
BEFORE = 3  # words in which "not" stands before what it denies
GIVEN_UP = 4  # words before a cue in which its end is told: "gave up its long resistance"
BESIDE = 2  # words behind a cue that can belong to it: "gave its weapons up"
RECANTED = 9  # words of a statement that says no more than that one was wrong
HAD = 2  # words before a cue in which its "had" stands: "had long opposed"
FIRST = 2  # words behind a deed in which what leads to its theme stands: "law on the tunnel"
FAR = 9  # words behind a deed that can be its clause
SUBJECT = 6  # first words of a sentence, among which what it is about stands
DIRECT = 2  # words of what a deed is done to in which an opposite is its own, and no part of something else
_IT = re.compile(r"\b(?:it|them)\b", re.I)
_CLAUSE = re.compile(r"[,.;:!?–—\"“”]|\b(?:which|who|that|because|after|before|while|when|if|and|but)\b")
_DAY = re.compile(
    r"\b(?:(?:on|late|early|last|this) )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?: (?:night|evening|morning|afternoon))?"
    r"|\b(?:yesterday|today|this week|last week|this month|last month)\b"
)
_LEADING = frozenset(
    {"for", "against", "to", "from", "of", "on", "behind", "with", "round", "away", "out", "over", "about"}
)
_POINTING = re.compile(r"^(?:that )?(?:it|this)\b(?! (?:is|was) (?:time|clear|for)\b)|\bit$", re.I)


def is_about(line: Line, theme: Theme) -> bool:
    """True where what is said, done or wanted has the theme in it, or the deed does it."""
    wide = with_near(theme)
    return does(line, theme) or any(places_of(words_of(text), wide) for text in about_texts(line, theme))


def with_near(theme: Theme) -> Theme:
    """The theme with what belongs to it."""
    return replace(theme, told=(*theme.told, *theme.near), near=())


def is_turned(words: Words, theme: Theme) -> bool:
    """True where only the opposite of the theme stands among words."""
    return bool(theme.turned) and not places_of(words, Theme(theme.name, theme.told))


def recanted(line: Line, known: StanceWords) -> str:
    """The words by which one takes back what one thought, where a statement says no more than that; else ""."""
    if line.claim.kind is not ClaimKind.STATEMENT or line.claim.polarity is Polarity.NEGATED:
        return ""
    words = words_of(" ".join(texts_of(line)))
    found = find(words, known, "recanting") if len(words) <= RECANTED else []
    own = bool(found) and found[0][0] <= 2 and not find(words, known, "condition")
    return " ".join(words[slice(*found[0])]) if own and not find(words, known, "negation") else ""


def is_before(line: Line) -> bool:
    """True for what "had" been before what an article tells."""
    evidence = line.claim.evidence[0]
    if evidence.cue is None:
        return False
    start, end = (place - evidence.start for place in evidence.cue)
    return "had" in [*words_of(evidence.quote[:start])[-HAD:], *words_of(evidence.quote[start:end])]


def is_earlier(line: Line) -> bool:
    """True for what "had" been, on a day that is not told."""
    return not (line.claim.when is not None and line.claim.when.text) and is_before(line)


def does(line: Line, theme: Theme) -> bool:
    """True for a deed that does what the theme is: "put off the vote", of putting off the vote."""
    words = _cue(line, before=0, behind=BESIDE)
    own = len(_cue(line, before=0))
    return any(places[0] < own for one in theme.acts if (places := places_of(words, Theme("", (one,)))))


def texts_of(line: Line) -> list[str]:
    """What is said; of deeds and ties, what they are done to or about."""
    if line.claim.kind is ClaimKind.STATEMENT:
        contents = [part.text for part in line.all("content")]
        return contents or [line.claim.evidence[0].quote]
    parts = [
        f"{_with_object(line, part)} {part.name or ''}" for part in line.all("theme", "recipient", "object")
    ]
    return [*parts, " ".join(parts)] if len(parts) > 1 else parts


def _with_object(line: Line, part: Part) -> str:
    """What a deed is done to, with what that is of: "law" of "signed the law on the tunnel"."""
    evidence = line.claim.evidence[0]
    behind = words_of(_CLAUSE.split(evidence.quote[max(0, part.end - evidence.start) :], maxsplit=1)[0])
    is_thing = part.role != "recipient" and part.entity is None
    return (
        " ".join([part.text, *behind[:NEXT]])
        if is_thing and behind[:1] and behind[0] in _LEADING
        else part.text
    )


def _behind_cue(line: Line) -> list[str]:
    """The words behind those that tell a deed, up to the end of the clause, without days: "withdrew on Tuesday from the
    race"."""
    evidence = line.claim.evidence[0]
    if evidence.cue is None or line.claim.kind is not ClaimKind.EVENT:
        return []
    behind = _CLAUSE.split(evidence.quote[evidence.cue[1] - evidence.start :], maxsplit=1)[0]
    return words_of(_DAY.sub(" ", behind))[:FAR]


def about_texts(line: Line, theme: Theme) -> list[str]:
    """What is said or done, with the theme for an "it" where the sentence named it before."""
    texts = texts_of(line)
    if line.claim.kind is ClaimKind.EVENT:
        behind = _behind_cue(line)
        is_led = any(word in _LEADING for word in behind[:FIRST])
        direct = min(places_of(behind, theme), default=FAR) <= DIRECT
        return [*texts, " ".join(behind)] if is_led or direct else texts
    if line.claim.kind is not ClaimKind.STATEMENT or any(places_of(words_of(text), theme) for text in texts):
        return texts
    evidence = line.claim.evidence[0]
    content = line.first("content")
    before = evidence.quote[: content.start - evidence.start] if content is not None else ""
    named = next(
        (told for told in theme.told if places_of(words_of(before), Theme(theme.name, (told,)))), None
    )
    return [_IT.sub(" ".join(named), text, count=1) for text in texts] if named else texts


def spoken_out(line: Line, theme: Theme, before: str) -> Line:
    """The line with the theme for an "it" that can stand for it: the sentence before begins or ends with the theme."""
    words = words_of(before)
    near = (words[:SUBJECT], words[-SUBJECT:])
    named = next(
        (told for first in near for told in theme.told if places_of(first, Theme("", (told,)))), None
    )
    if named is None:
        return line
    plain = " ".join(word.rstrip("*") for word in named)
    roles = ("content",) if line.claim.kind is ClaimKind.STATEMENT else ("theme", "object")
    parts = tuple(
        replace(part, text=text, name=None)
        if part.role in roles and (text := _POINTING.sub(plain, part.text, count=1)) != part.text
        else part
        for part in line.parts
    )
    return replace(line, parts=parts)


def stance_of(line: Line, theme: Theme, known: StanceWords) -> tuple[Stance, str]:
    """How the one who speaks or acts in a line stands to the theme, and the words that show it ("" where none do)."""
    claim = line.claim
    if claim.modality not in (Modality.ASSERTED, Modality.PLANNED) or is_joke(line, known):
        return Stance.UNCLEAR, ""
    if claim.kind is ClaimKind.STATEMENT:
        return _of_statement(line, theme, known)
    return _of_deed(line, theme, known)


def is_joke(line: Line, known: StanceWords) -> bool:
    """True where the words of saying tell that it was said in jest."""
    cues = " ".join(part.text for part in line.all("cue"))
    return bool(find(words_of(cues), known, "joke"))


def _of_deed(line: Line, theme: Theme, known: StanceWords) -> tuple[Stance, str]:
    claim = line.claim
    if (claim.modality is Modality.PLANNED and not _is_own_word(line)) or _is_awaited(line, known):
        return Stance.UNCLEAR, ""
    if does(line, theme):
        words = _cue(line, before=0, behind=BESIDE)
        own = len(_cue(line, before=0))
        turned = any(p[0] < own for one in theme.turned if (p := places_of(words, Theme("", (one,)))))
        done = Stance.AGAINST if (claim.polarity is Polarity.NEGATED) != turned else Stance.FOR
        return done, claim.type.lower().replace("_", " ")
    shown = known.deeds.get(f"{claim.type} {claim.mode}") or known.deeds.get(claim.type)
    cue = _cue(line, behind=1)
    texts = texts_of(line)
    if claim.polarity is Polarity.AFFIRMED:
        told = next(filter(None, (given_up(words, theme, known) for words in _deeds(line))), None)
        told = told or _by_phrase(line, theme, known)
        if told is not None:
            return told
    if _is_naming(line, known) or is_put_off(cue, [len(cue)], known):
        return Stance.UNCLEAR, ""  # its words tell; "put off the decision on the tunnel"
    if find(cue, known, "abandoning") and any(find(words_of(text), known, "yielded") for text in texts):
        shown = Stance.AGAINST  # "gave up his resistance": turned round below
    if shown is None:
        return Stance.UNCLEAR, ""
    if find(cue, known, "regret"):
        return Stance.UNCLEAR, ""
    yielding = bool(find(cue, known, "abandoning"))
    if claim.polarity is Polarity.NEGATED and not (yielding and shown is Stance.AGAINST):
        shown = Stance.AGAINST if shown is Stance.FOR else Stance.UNCLEAR
    elif yielding or (shown is Stance.FOR and find(cue[-2:], known, "reverse")):
        shown = OPPOSITE[shown]
    behind = _behind_cue(line)
    direct = min(places_of(behind, theme), default=FAR) <= DIRECT
    for text in (*texts, *([" ".join(behind)] if direct else [])):
        words = words_of(text)
        places = places_of(words, theme)
        if is_turned(words, theme) and places and places[0] > DIRECT:
            continue  # "put off the vote on leaving" is done to a vote
        if not places or is_put_off(words, places, known) or is_of_people(words, places, known):
            continue
        if words[0] in ("to", "that") and shown is Stance.FOR:
            told = _of_clause(words, theme, known, None)
            if told[0] is not Stance.UNCLEAR:
                return told
        if words[0] == "to" and claim.polarity is Polarity.AFFIRMED and find(cue, known, "willing"):
            shown = Stance.FOR  # "voted to leave"
        if shown is not Stance.UNCLEAR:
            reversed = bool(is_reversed(words, places, known) or is_to_end(words, places, known))
            turned = reversed != is_turned(words, theme)
            return (OPPOSITE[shown] if turned else shown), claim.type.lower().replace("_", " ")
    return Stance.UNCLEAR, ""


def _is_awaited(line: Line, known: StanceWords) -> bool:
    """True for a deed that others wait for: "before the army gave up its weapons"."""
    evidence = line.claim.evidence[0]
    return any(
        find(words_of(evidence.quote[: part.start - evidence.start])[-3:], known, "awaiting")
        for part in line.all("actor", "subject")
    )


def _is_own_word(line: Line) -> bool:
    """True where nobody but the one who acts is the source: not where others say that he will."""
    acting = {part.entity for part in line.all(*ACTING)}
    return all(source.entity in acting for source in line.sources)


def _cue(line: Line, before: int = GIVEN_UP, behind: int = 0) -> list[str]:
    """The words by which a deed is told, with some right before and behind: "gave up its resistance"."""
    evidence = line.claim.evidence[0]
    if evidence.cue is None or line.claim.kind is ClaimKind.STATEMENT:
        return []
    start, end = (place - evidence.start for place in evidence.cue)
    first = words_of(evidence.quote[:start])[-before:] if before else []
    return [*first, *words_of(evidence.quote[start:end]), *words_of(evidence.quote[end:])[:behind]]


def _of_statement(line: Line, theme: Theme, known: StanceWords) -> tuple[Stance, str]:
    claim = line.claim
    act = known.acts.get(claim.mode or "")
    excluding = bool(find(_saying(line), known, "excluding")) and any(
        "that" in words_of(part.text)[:1] for part in line.all("content")
    )
    if claim.polarity is Polarity.NEGATED or (act is Stance.UNCLEAR and not excluding):
        return Stance.UNCLEAR, ""
    texts = about_texts(line, theme)
    if any("?" in text for text in texts):  # a question asks for nothing
        act = None
    cue = _saying(line)
    resolved = bool(find(cue, known, "resolved"))
    if excluding:
        act = Stance.AGAINST
    found: dict[Stance, str] = {}
    for text in texts:
        for clause in re.split(r"[.;:!?]\s|, (?:while|although|though)\b", text):
            words = words_of(clause)
            stance, shown = _of_clause(words, theme, known, act)
            if resolved and stance is Stance.UNCLEAR:
                stance, shown = of_aim(words, theme, known)
            if stance is not Stance.UNCLEAR:
                found.setdefault(stance, shown)
    if len(found) > 1 or Stance.MIXED in found:
        return Stance.MIXED, " … ".join(found.values())
    return next(iter(found.items()), (Stance.UNCLEAR, ""))


def _of_clause(words: Words, theme: Theme, known: StanceWords, act: Stance | None) -> tuple[Stance, str]:
    places = places_of(words, theme)
    if (
        not places
        or is_conditional(words, known)
        or is_put_off(words, places, known)
        or not _is_own(words, places, known)
        or is_of_people(words, places, known)
    ):
        return Stance.UNCLEAR, ""
    yielded = given_up(words, theme, known)
    if yielded is not None:
        return yielded
    reversing = is_reversed(words, places, known) or is_to_end(words, places, known, asked=act is Stance.FOR)
    turned = bool(reversing) != is_turned(words, theme)
    found: dict[Stance, str] = {}
    longest = _longest(words, known)
    for stance in (Stance.FOR, Stance.AGAINST):
        for start, end in find(words, known, str(stance)):
            if any(a <= start and end <= b and b - a > end - start for a, b in longest):
                continue  # the "against" of "nothing against"
            near = min(abs(place - start) for place in places) <= NEAR
            if not near or any(start <= p < end for p in places) or not _is_held(words, start, places, known):
                continue
            told = _denied(words, start, stance, known)
            if told is not None:
                found.setdefault(OPPOSITE[told] if turned else told, " ".join(words[start:end]))
    if len(found) > 1:
        return Stance.MIXED, " … ".join(found.values())
    if found:
        return next(iter(found.items()))
    effect = of_effect(words, places, known)
    if effect is not None and not reversing:
        return (OPPOSITE[effect[0]] if turned else effect[0]), effect[1]
    if reversing:
        return (Stance.AGAINST if turned else Stance.FOR), " ".join(words[slice(*reversing)])
    willed = is_willed(words, places, theme, known)
    if willed is not None:
        return (OPPOSITE[willed] if turned else willed), " ".join(words[: max(places) + 1][-4:])
    if is_to_be(words, places, known):
        return (Stance.AGAINST if turned else Stance.FOR), " ".join(words[max(places) + 1 : max(places) + 4])
    if act is None or find(words, known, "negation") or words[0] in _ASKING:
        return Stance.UNCLEAR, ""
    return (OPPOSITE[act] if turned else act), ""


def _longest(words: Words, known: StanceWords) -> list[tuple[int, int]]:
    """Where phrases of more than one word stand that show a stance."""
    told = (span for stance in OPPOSITE for span in find(words, known, str(stance)))
    return [(start, end) for start, end in told if end - start > 1]


def _saying(line: Line) -> list[str]:
    """The words by which something is said, with what stands before its content: "warned against"."""
    evidence, content = line.claim.evidence[0], line.first("content")
    cue = " ".join(part.text for part in line.all("cue"))
    before = evidence.quote[: content.start - evidence.start] if content is not None else ""
    return [*words_of(cue), *words_of(before)[-1:]]


def _is_naming(line: Line, known: StanceWords) -> bool:
    """True for a deed of calling something what it is: there its words tell, not its type."""
    return line.claim.type == "ACCUSE" and bool(find(_cue(line, before=0), known, "naming"))


def _deeds(line: Line) -> list[list[str]]:
    """The words of a deed, each time with one of those of what it is done to."""
    return [[*_cue(line, before=0), *words_of(text)] for text in texts_of(line)]


def _by_phrase(line: Line, theme: Theme, known: StanceWords) -> tuple[Stance, str] | None:
    """What a set phrase shows, by which one does something for or against what stands behind it: "turned against the
    tunnel", "dropped the tunnel"; not of what is somebody's own, which ends: "ended their strike"."""
    cue = _cue(line, before=0)
    words = [*cue, *_behind_cue(line)]
    places = places_of(words, theme)
    if not places or is_of_people(words, places, known) or is_turned(words, theme):
        return None
    for kind, stance in (("doing_for", Stance.FOR), ("doing_against", Stance.AGAINST)):
        for start, end in find(words, known, kind):
            if start < len(cue) and 0 < min(places) - end + 1 <= NEXT:
                between = words[end : min(places)]
                against = bool(find(between, known, str(Stance.AGAINST)))
                if against and stance is Stance.AGAINST:
                    continue  # "withdrew its complaint against the tunnel"
                turned = against or bool(is_reversed(words[end:], [p - end for p in places], known))
                return (OPPOSITE[stance] if turned else stance), " ".join(words[start:end])
    return None


_WHOLE = (["country"], ["nation"], ["republic"], ["state"])  # "the country needs it", says who speaks for it


def _is_held(words: Words, at: int, places: Sequence[int], known: StanceWords) -> bool:
    """False for an attitude of the theme itself: "the treaty supports …" """
    passive = at > 0 and any(start == at - 1 for start, _ in find(words, known, "passive"))
    held = any(start == at for start, _ in find(words, known, "held"))
    return not held or passive or max(places) > at


_ASKING = frozenset({"when", "why", "how", "who", "what", "where", "which", "whether"})


def _is_own(words: Words, places: Sequence[int], known: StanceWords) -> bool:
    """True where the first words are the speaker's own, or the thing itself: not "his opponents reject it"."""
    first = list(words[1:] if words[:1] == ["that"] else words)
    at = len(words) - len(first)
    own = {told[0] for told in known.words.get("own", ())}
    plain = any(start == at for kind in OPPOSITE for start, _ in find(words, known, str(kind)))
    others = any(at < start < min(places) for start, _ in find(words, known, "held"))
    whole = first[1:2] if first[:1] == ["the"] else first[:1]
    return bool(first) and (
        first[0] in own or whole[:1] in _WHOLE or plain or (min(places) - at <= 3 and not others)
    )


def _denied(words: Words, at: int, stance: Stance, known: StanceWords) -> Stance | None:
    """The stance of a word as it stands: "not support" is against, "not oppose" shows nothing."""
    before = words[max(0, at - BEFORE) : at]
    denied = bool(find(before, known, "negation"))
    return stance if not denied else Stance.AGAINST if stance is Stance.FOR else None
