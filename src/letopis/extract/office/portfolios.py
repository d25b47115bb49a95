"""What a minister is minister of, where no list has the post: "Highways Minister", "minister of ports".

In:   a `Reading` and the mention of a title that is the same for many posts ("minister", "secretary").
Out:  the words of the whole title and its name; None where the words around tell no field.

Words: data/lexicon/en/classes.tsv, classes many_posts, portfolio.
"""

from __future__ import annotations

from letopis.claim import Argument
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.gazetteer import office, organisation
from letopis.lexicon import classes
from letopis.mention import Mention, MentionKind

LONGEST = 7  # words of a field behind "of"
STATE_BODIES = frozenset({"ministry", "government"})
PORTFOLIOS = frozenset({"portfolio", "brief"})
SHIFTS = ("former", "acting", "outgoing", "designate")
SMALL = frozenset({"of", "for", "the", "and", "on", "to"})


def whole_title(reading: Reading, word: int, mention: Mention) -> Argument | None:
    """The office with its field, as an argument."""
    name = mention.value or mention.text
    joined = _joined(reading, mention)
    if joined is not None:
        return joined
    listed = _listed_with_place(reading, mention)
    if listed is not None:
        return listed
    if name.lower() not in classes().get("many_posts", frozenset()):
        return None
    inside = reading.words_in(mention.start, mention.end)
    first = _first_before(reading, inside[0])
    if first < inside[0]:
        start = reading.starts[first]
        field = reading.text[start : mention.start].strip()
        known = office(f"{field.lower()} {mention.text.lower()}")
        title = known.name if known is not None else f"{capitals(field)} {name}"
        return Argument("office", start, mention.end, reading.text[start : mention.end], None, title)
    end = _end_behind(reading, word, inside[-1])
    if end is None:
        return None
    field = reading.text[mention.end : end].strip()
    known = office(f"{mention.text.lower()} {field.lower()}")
    title = known.name if known is not None else f"{name} {capitals(field)}"
    return Argument("office", mention.start, end, reading.text[mention.start : end], None, title)


def _listed_with_place(reading: Reading, mention: Mention) -> Argument | None:
    """A listed post named after a part of the state: "Northern Ireland Secretary", "secretary for Northern Ireland"."""
    if (mention.value or "") not in ("Secretary", "Secretary of State"):
        return None
    for place in reading.parties.values():
        if place.kind != MentionKind.PLACE or place.form != "name":
            continue
        is_before = place.end + 1 == mention.start
        if not is_before and reading.text[mention.end : place.start].lower() not in (
            " for ",
            " of state for ",
        ):
            continue
        known = office(f"{place.text.lower()} secretary")
        if known is not None:
            start, end = min(place.start, mention.start), max(place.end, mention.end)
            return Argument("office", start, end, reading.text[start:end], None, known.name)
    return None


def is_shadow(reading: Reading, mention: Mention) -> bool:
    """True for "the shadow chancellor"."""
    return reading.text[max(0, mention.start - 7) : mention.start].lower() == "shadow "


def _joined(reading: Reading, mention: Mention) -> Argument | None:
    """ "Water and Energy Minister": a listed post with a further field joined to it, in capitals."""
    first = reading.words_in(mention.start, mention.end)[0]
    is_minister = mention.text.split()[-1] in ("Minister", "Secretary") and " " in mention.text
    if not is_minister or first < 2 or reading.words[first - 1].lower() not in ("and", "&"):
        return None
    before = first - 2
    if not reading.words[before][:1].isupper() or not _is_field(reading, before, capital=True):
        return None
    text = reading.text[reading.starts[before] : mention.end]
    return Argument("office", reading.starts[before], mention.end, text, None, text)


def _first_before(reading: Reading, title: int) -> int:
    """The first word of the field right before a title, the title's own where there is none."""
    first, begin = title, reading.sents[reading.sent_of[title]][0]
    capital = reading.words[title][:1].isupper()
    k = title - 1
    while k >= begin:
        if reading.words[k].lower() in ("and", "&", ",") and first < title and capital:
            k -= 1
            continue
        if not _is_field(reading, k, capital=capital) or (first < title and first - k > 2):
            break
        first = k
        k -= 1
    return first


def _is_field(reading: Reading, k: int, *, capital: bool) -> bool:
    """True for a word that names what a post is for."""
    word, lower = reading.words[k], reading.words[k].lower()
    if lower in classes()["partisan"] or any(lower in classes()[f"office_{shift}"] for shift in SHIFTS):
        return False
    if capital and not word[:1].isupper():
        return False
    mention = next(
        (m for m in reading.mentions if m.start <= reading.starts[k] < m.end and _is_other(m)), None
    )
    if mention is not None:
        return False
    if lower in classes().get("portfolio", frozenset()):
        return True
    tags = ("NN", "NNS", "NNP", "NNPS", *(("VBG",) if capital else ()))
    plain = reading.tags[k] in tags and word.isalpha()
    return (
        plain
        and reading.heads[k] >= k
        and reading.deps[k].split(":")[0] in ("compound", "nmod", "amod", "conj")
    )


def _is_other(mention: Mention) -> bool:
    """True for a mention that is no field: a state, a place, a person, a body that is no part of a state."""
    if mention.kind == MentionKind.ORGANISATION:
        known = organisation(mention.value or mention.text)
        return known is None or known.kind not in STATE_BODIES
    return mention.kind in (
        MentionKind.COUNTRY,
        MentionKind.PLACE,
        MentionKind.PERSON,
        MentionKind.TIME,
    ) and (mention.kind != MentionKind.PERSON or mention.form == "name")


def _end_behind(reading: Reading, word: int, last: int) -> int | None:
    """Where "of ports", "for the ecological transition" behind a title ends; None where nothing of the kind stands
    there."""
    for kid in reading.kids[word]:
        if kid <= last or preposition(reading, kid) not in ("of", "for") or reading.deps[kid] != "nmod":
            continue
        if (
            reading.words[last + 1].lower() not in ("of", "for")
            or kid in reading.parties
            or kid in reading.times
        ):
            return None
        end = last + 1
        inside = set(reading.subtree(kid))
        while (
            end + 1 in inside and end - last <= LONGEST and reading.words[end + 1] not in (",", "(", "–", "—")
        ):
            foreign = reading.parties.get(end + 1)
            if end + 1 > kid and (
                foreign is not None or reading.words[end + 1].lower() in ("of", "in", "who")
            ):
                break
            end += 1
        return reading.ends[end] if end >= kid else None
    return None


def capitals(field: str) -> str:
    return " ".join(w if w.lower() in SMALL else w[:1].upper() + w[1:] for w in field.split())


def portfolio_of(reading: Reading, word: int) -> Argument | None:
    """The minister's title of a field that is handed over: "the finance portfolio"; None of another word."""
    if reading.lemmas[word] not in PORTFOLIOS:
        return None
    fields = [kid for kid in reading.kids[word] if kid < word and reading.deps[kid] in ("compound", "amod")]
    first = min(fields, default=word)
    field = reading.text[reading.starts[first] : reading.starts[word]].strip().lower()
    known = next(filter(None, (office(f"{field} {title}") for title in ("minister", "secretary"))), None)
    if not field or known is None:
        return None
    start, end = reading.starts[first], reading.ends[word]
    return Argument("office", start, end, reading.text[start:end], None, known.name)
