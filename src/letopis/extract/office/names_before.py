"""The body whose name stands right before a title or behind it: "Conservative leader", "Hyundai chairman".

In:   a `Reading` and the mention of a title.
Out:  the body as an argument, or None.
"""

from __future__ import annotations

from letopis.claim import Argument
from letopis.extract.sentence.reading import Reading
from letopis.gazetteer import country_of, is_given_name, office, organisation
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

OF_PEOPLES = ("ian", "ean", "an", "ish", "ic", "ese", "ite")
OF_STATES = frozenset(
    {"head_of_government", "head_of_state", "minister", "deputy_minister", "governor_mayor"}
)
NAMED = frozenset(MentionKind(kind) for kind in ("organisation", "country", "place", "group", "person"))


def party_before(reading: Reading, mention: Mention) -> Argument | None:
    """The party that a capitalised word before a title stands for: "Conservative leader"."""
    before = reading.word_at(mention.start - 2) if mention.start > 1 else None
    if before is None or not reading.words[before][:1].isupper():
        return None
    known = organisation(f"{reading.words[before]} Party")
    if known is None and reading.words[before].lower() not in classes()["partisan"]:
        return None
    if before and _opens_party(reading, before - 1):  # "Social Democratic leader"
        start, name = reading.starts[before - 1], f"{reading.words[before - 1]} {reading.words[before]} Party"
        whole = organisation(name)
        name = name if whole is None else whole.name
        text = reading.text[start : reading.ends[before]]
        return Argument("organisation", start, reading.ends[before], text, None, name)
    first = before
    while (
        known is None
        and reading.words[first - 1][:1].isupper()
        and reading.tags[first - 1] != "DT"
        and reading.sent_of[first - 1] == reading.sent_of[before]
    ):
        first -= 1  # "Ulster Unionist leader"
    start, end = reading.starts[first], reading.ends[before]
    name = known.name if known is not None else f"{reading.text[start:end]} Party"
    return Argument("organisation", start, end, reading.text[start:end], None, name)


def _opens_party(reading: Reading, word: int) -> bool:
    """True for the first half of the name of many a party."""
    return reading.words[word].istitle() and reading.words[word].lower() in classes()["party_first"]


def firm_of(reading: Reading, owner: int, title: Mention) -> Argument | None:
    """The name that owns a title which is of a firm or body alone, where it was read as somebody's: "Veritane's
    chairman"."""
    person = reading.parties[owner]
    if person.form != Form.NAME or (title.value or title.text).lower() not in classes()["firm_title"]:
        return None
    if reading.deps[owner] != "nmod:poss" or is_given_name(person.text.split()[0]):
        return None
    others = reading.by_chain.get(person.chain, ())
    if any(m.form == Form.PRONOUN and m.text.lower() not in ("it", "its") for m in others):
        return None
    return Argument("organisation", person.start, person.end, person.text)


def is_nationality(reading: Reading, word: int, title: Mention) -> bool:
    """True for where the head of a body is from: "the Spanish secretary-general"."""
    known = office(title.value or title.text)
    told = reading.parties[word]
    heads = known is not None and known.takes == "organisation" and known.kind == "executive"
    is_adjective = told.kind == MentionKind.COUNTRY and reading.deps[word] == "amod"
    return heads and is_adjective and told.end <= title.start


def firm_before(reading: Reading, word: int, mention: Mention) -> Argument | None:
    """The proper name right before the title of whoever heads a firm or body: "Hyundai chairman"."""
    known = office(mention.value or mention.text)
    last = reading.words_in(mention.start, mention.end)[0] - 1
    first = last + 1
    while first > 0 and reading.tags[first - 1] == "NNP" and reading.deps[first - 1] in ("compound", "flat"):
        first -= 1
    named = any(reading.starts[w] in {m.start for m in reading.mentions} for w in range(first, last + 1))
    if known is None or known.kind != "executive" or first > last or named:
        return None
    start, end = reading.starts[first], reading.ends[last]
    return Argument("organisation", start, end, reading.text[start:end])


def right_behind(reading: Reading, after: int) -> Argument | None:
    """The name right behind "of", wherever the tree hangs it: "the vice-chancellor of Brod University"."""
    mark = next(
        (m for m in (" of the ", " of ", " at the ", " at ") if reading.text.startswith(m, after)), None
    )
    start = after + len(mark or "")
    for word, mention in reading.parties.items():
        if mark and mention.start == start and mention.form == Form.NAME and mention.kind in NAMED:
            return reading.argument("organisation", word) if mention.kind != MentionKind.PERSON else None
    return None


def behind_name_of(reading: Reading, body: int, holder: Mention) -> Argument | None:
    """The name of the body behind that of the holder: "their union's organiser, Costello of Unison"."""
    if reading.parties[body].form != Form.NOMINAL or reading.parties[body].kind != MentionKind.ORGANISATION:
        return None
    if not reading.text.startswith(" of ", holder.end):
        return None
    found = next((w for w, m in reading.parties.items() if m.start == holder.end + len(" of ")), None)
    is_body = found is not None and reading.parties[found].kind == MentionKind.ORGANISATION
    return reading.argument("organisation", found) if found is not None and is_body else None


def behind_name(reading: Reading, mention: Mention, holder: Mention) -> Argument | None:
    """The country, town or party behind the name that bears a title: "Foreign Minister X of Poland"."""
    mark = next((m for m in (" of the ", " of ") if reading.text.startswith(m, holder.end)), None)
    if mark is None or holder.start < mention.start:
        return None
    after = holder.end + len(mark)
    places = (MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.ORGANISATION)
    word = next((w for w, m in reading.parties.items() if m.start == after and m.kind in places), None)
    word = None if word is not None and is_membership(reading, word, mention, holder) else word
    known = office(mention.value or mention.text)
    if word is not None and known is not None and known.takes in ("organisation", "region"):
        word = word if reading.parties[word].kind != MentionKind.COUNTRY else None  # where he is from
    return reading.argument("organisation", word) if word is not None else None


def is_membership(reading: Reading, word: int, title: Mention, holder: Mention) -> bool:
    """True for the party behind the name of who has an office of the state: "Prime Minister X of the Islamist Y"."""
    known, body = office(title.value or title.text), reading.parties[word]
    if known is None or known.kind not in OF_STATES or not title.end <= holder.start < body.start:
        return False
    if body.kind not in (MentionKind.ORGANISATION, MentionKind.GROUP) or body.form == Form.PRONOUN:
        return False
    behind = reading.text[holder.end : body.start].split()
    if behind[:1] not in (["of"], ["from"]):
        return False
    listed = organisation(body.value or body.text)
    if listed is not None:
        return listed.kind == "party"
    words = [w.lower().rstrip("s") for w in (*behind, *body.text.split())]
    return "party" in words or any(w in classes()["partisan"] for w in words)


def unlisted_people(reading: Reading, title: Mention) -> Argument | None:
    """The adjective of a state that no list has, where the text does not name the state: "the Norlandic chancellor"."""
    word = reading.word_at(title.start - 2) if title.start > 1 else None
    if word is None or reading.text[title.start - 1] != " ":
        return None
    text = reading.words[word]
    is_name = text[:1].isupper() and not text.isupper() and reading.pos[word] in ("ADJ", "PROPN")
    if not is_name or not text.lower().endswith(OF_PEOPLES) or text.lower() in classes()["of_no_state"]:
        return None
    if text.lower() in classes()["partisan"] or is_given_name(text) or country_of(text) is not None:
        return None
    return Argument("organisation", reading.starts[word], reading.ends[word], text)
