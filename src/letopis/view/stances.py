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
from letopis.profile import ACTING, Line
from letopis.view.names import fold

NEAR = 9  # words between a word of stance and the theme: a clause of news is seldom longer
BEFORE = 3  # words in which "not" stands before what it denies
GIVEN_UP = 4  # words before a cue in which its end is told: "gave up its long resistance"
BESIDE = 2  # words behind a cue that can belong to it: "gave its weapons up"
RECANTED = 9  # words of a statement that says no more than that one was wrong
NEXT = 4  # words between what turns a theme round and the theme: "an end to the long dispute"
HAD = 2  # words before a cue in which its "had" stands: "had long opposed"
SUBJECT = 6  # first words of a sentence, among which what it is about stands
DIRECT = 2  # words of what a deed is done to in which an opposite is its own, and no part of something else
_OPPOSITE = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}
_LIKE = 5  # letters at which two forms of a word are one
_IT = re.compile(r"\b(?:it|them)\b", re.I)
_POINTING = re.compile(r"^(?:that )?(?:it|this)\b(?! (?:is|was) (?:time|clear|for)\b)|\bit$", re.I)
_WORD = re.compile(r"[\w'-]+")

Words = Sequence[str]


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text.replace("’", "'")))


def places_of(words: Words, theme: Theme) -> list[int]:
    """Where the theme, else its opposite, stands among words: the places of the words of the first telling that is
    there whole."""
    for told in (*theme.told, *theme.turned):
        at = [[n for n, word in enumerate(words) if _is_like(word, part)] for part in told]
        if told and all(at):
            return sorted({n for places in at for n in places})
    return []


def _is_like(word: str, part: str) -> bool:
    """True for a form of the word: "treaties" for "treaty"; any that begins so for "treat*"."""
    if part.endswith("*"):
        return word.startswith(part[:-1])
    if len(part) <= _LIKE:
        return word == part or word == part + "s"
    return word.startswith(part[: max(_LIKE, len(part) - 3)])


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
    found = _find(words, known, "recanting") if len(words) <= RECANTED else []
    own = bool(found) and found[0][0] <= 2 and not _find(words, known, "condition")
    return " ".join(words[slice(*found[0])]) if own and not _find(words, known, "negation") else ""


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
    parts = [f"{part.text} {part.name or ''}" for part in line.all("theme", "recipient", "object")]
    return [*parts, " ".join(parts)] if len(parts) > 1 else parts


def about_texts(line: Line, theme: Theme) -> list[str]:
    """What is said or done, with the theme for an "it" where the sentence named it before."""
    texts = texts_of(line)
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
    """The line with the theme for an "it" that can stand for it: the sentence before begins with the theme."""
    first = words_of(before)[:SUBJECT]
    named = next((told for told in theme.told if places_of(first, Theme("", (told,)))), None)
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
    return bool(_find(words_of(cues), known, "joke"))


def _of_deed(line: Line, theme: Theme, known: StanceWords) -> tuple[Stance, str]:
    claim = line.claim
    if (claim.modality is Modality.PLANNED and not _is_own_word(line)) or _is_awaited(line, known):
        return Stance.UNCLEAR, ""
    if does(line, theme):
        turned = is_turned(_cue(line, before=0, behind=BESIDE), theme)
        done = Stance.AGAINST if (claim.polarity is Polarity.NEGATED) != turned else Stance.FOR
        return done, claim.type.lower().replace("_", " ")
    shown = known.deeds.get(f"{claim.type} {claim.mode}") or known.deeds.get(claim.type)
    cue = _cue(line, behind=1)
    texts = texts_of(line)
    if _find(cue, known, "abandoning") and any(_find(words_of(text), known, "yielded") for text in texts):
        shown = Stance.AGAINST  # "gave up his resistance": turned round below
    if shown is None:
        return Stance.UNCLEAR, ""
    if _find(cue, known, "regret"):
        return Stance.UNCLEAR, ""
    given_up = bool(_find(cue, known, "abandoning"))
    if claim.polarity is Polarity.NEGATED and not (given_up and shown is Stance.AGAINST):
        shown = Stance.AGAINST if shown is Stance.FOR else Stance.UNCLEAR
    elif given_up or (shown is Stance.FOR and _find(cue[-2:], known, "reverse")):
        shown = _OPPOSITE[shown]
    for text in texts:
        words = words_of(text)
        places = places_of(words, theme)
        if is_turned(words, theme) and places and places[0] > DIRECT:
            continue  # "put off the vote on leaving" is done to a vote
        if not places or _is_put_off(words, places, known):
            continue
        if words[0] == "to" and claim.polarity is Polarity.AFFIRMED and _find(cue, known, "willing"):
            shown = Stance.FOR  # "voted to leave"
        if shown is not Stance.UNCLEAR:
            turned = bool(_is_reversed(words, places, known)) != is_turned(words, theme)
            return (_OPPOSITE[shown] if turned else shown), claim.type.lower().replace("_", " ")
    return Stance.UNCLEAR, ""


def _is_awaited(line: Line, known: StanceWords) -> bool:
    """True for a deed that others wait for: "before the army gave up its weapons"."""
    evidence = line.claim.evidence[0]
    return any(
        _find(words_of(evidence.quote[: part.start - evidence.start])[-3:], known, "awaiting")
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
    if claim.polarity is Polarity.NEGATED or act is Stance.UNCLEAR:
        return Stance.UNCLEAR, ""
    texts = about_texts(line, theme)
    if any("?" in text for text in texts):  # a question asks for nothing
        act = None
    found: dict[Stance, str] = {}
    for text in texts:
        for clause in re.split(r"[.;:!?]\s|, (?:while|although|though)\b", text):
            stance, shown = _of_clause(words_of(clause), theme, known, act)
            if stance is not Stance.UNCLEAR:
                found.setdefault(stance, shown)
    if len(found) > 1 or Stance.MIXED in found:
        return Stance.MIXED, " … ".join(found.values())
    return next(iter(found.items()), (Stance.UNCLEAR, ""))


def _of_clause(words: Words, theme: Theme, known: StanceWords, act: Stance | None) -> tuple[Stance, str]:
    places = places_of(words, theme)
    if (
        not places
        or _find(words, known, "condition")
        or _is_put_off(words, places, known)
        or not _is_own(words, places, known)
    ):
        return Stance.UNCLEAR, ""
    reversing = _is_reversed(words, places, known)
    turned = bool(reversing) != is_turned(words, theme)
    found: dict[Stance, str] = {}
    for stance in (Stance.FOR, Stance.AGAINST):
        for start, end in _find(words, known, str(stance)):
            near = min(abs(place - start) for place in places) <= NEAR
            if not near or any(start <= p < end for p in places) or not _is_held(words, start, places, known):
                continue
            told = _denied(words, start, stance, known)
            if told is not None:
                found.setdefault(_OPPOSITE[told] if turned else told, " ".join(words[start:end]))
    if len(found) > 1:
        return Stance.MIXED, " … ".join(found.values())
    if found:
        return next(iter(found.items()))
    if reversing:
        return (Stance.AGAINST if turned else Stance.FOR), " ".join(words[slice(*reversing)])
    if act is None or _find(words, known, "negation") or words[0] in _ASKING:
        return Stance.UNCLEAR, ""
    return (_OPPOSITE[act] if turned else act), ""


def _is_held(words: Words, at: int, places: Sequence[int], known: StanceWords) -> bool:
    """False for an attitude of the theme itself: "the treaty supports …" """
    passive = at > 0 and any(start == at - 1 for start, _ in _find(words, known, "passive"))
    held = any(start == at for start, _ in _find(words, known, "held"))
    return not held or passive or max(places) > at


_ASKING = frozenset({"when", "why", "how", "who", "what", "where", "which", "whether"})


def _is_own(words: Words, places: Sequence[int], known: StanceWords) -> bool:
    """True where the first words are the speaker's own, or the thing itself: not "his opponents reject it"."""
    first = list(words[1:] if words[:1] == ["that"] else words)
    at = len(words) - len(first)
    own = {told[0] for told in known.words.get("own", ())}
    plain = any(start == at for kind in _OPPOSITE for start, _ in _find(words, known, str(kind)))
    return bool(first) and (first[0] in own or plain or min(places) - at <= 3)


def _is_reversed(words: Words, places: Sequence[int], known: StanceWords) -> tuple[int, int] | None:
    """Where a word right before the theme turns round what is done to it: "an end to the sanctions"."""
    for start, end in _find(words, known, "reverse"):
        if start not in places and 0 < min(places) - end + 1 <= NEXT:
            return start, end
    return None


def _is_put_off(words: Words, places: Sequence[int], known: StanceWords) -> bool:
    """True where it is to be later: neither for nor against it."""
    return any(
        start not in places and 0 < min(places) - end + 1 <= NEXT
        for start, end in _find(words, known, "putting_off")
    )


def _denied(words: Words, at: int, stance: Stance, known: StanceWords) -> Stance | None:
    """The stance of a word as it stands: "not support" is against, "not oppose" shows nothing."""
    before = words[max(0, at - BEFORE) : at]
    denied = bool(_find(before, known, "negation"))
    return stance if not denied else Stance.AGAINST if stance is Stance.FOR else None


def _find(words: Words, known: StanceWords, kind: str) -> list[tuple[int, int]]:
    """Where words of a class stand, half-open."""
    found = []
    for told in known.words.get(kind, ()):
        for at in range(len(words) - len(told) + 1):
            if all(_fits(words[at + n], part) for n, part in enumerate(told)):
                found.append((at, at + len(told)))
    return sorted(found)


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
