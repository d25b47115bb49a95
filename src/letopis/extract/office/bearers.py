"""Who bears the title that stands at a word.

In:   a `Reading`.
Out:  for each office mention the persons who are called by it: "Prime Minister X", "X, 58, the president of Y",
      "the chairman of Y, X", "leaders X and Z".

What a title is an office of is told in offices.py.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

LATER = frozenset(
    {"later", "then", "now", "subsequently", "previously", "formerly", "before", "eventually", "finally"}
)
REACH = 14  # words between a title and the name behind its "of …", at most
LEADING = ("det", "amod", "compound", "nmod", "nmod:poss", "nmod:desc", "advmod", "nummod", "case")


def is_person(mention: Mention | None) -> bool:
    """True for a mention of one person."""
    return mention is not None and mention.kind == MentionKind.PERSON and mention.number == "sg"


def is_named(reading: Reading, mention: Mention) -> bool:
    """True for a mention of one person whom the document names somewhere."""
    return is_person(mention) and any(m.form == Form.NAME for m in reading.by_chain.get(mention.chain, ()))


def bearers(reading: Reading, word: int) -> list[Mention]:
    """The persons called by the title at this word, in text order; cached on the reading."""
    cache: dict[int, list[Mention]] = reading.__dict__.setdefault("_bearers_of", {})
    if word not in cache:
        cache[word] = []
        if _is_possessor(reading, word):
            return []
        first = _before_name(reading, word)
        if first is None and reading.offices[word].number != "pl":
            first = _next_in_list(reading, word) or _after_name(reading, word)
            first = first or _by_tree(reading, word) or _by_joined(reading, word)
        cache[word] = _joined_names(reading, word, first) if first and is_named(reading, first) else []
    return cache[word]


def _is_possessor(reading: Reading, word: int) -> bool:
    """True for the title in "the president's wife": nobody beside it bears it."""
    after = reading.words_in(reading.offices[word].start, reading.offices[word].end)[-1] + 1
    return after < len(reading.tags) and reading.tags[after] == "POS"


def _name_at(reading: Reading, start: int) -> Mention | None:
    """The longest name of one person that starts at this offset."""
    found = [m for m in reading.parties.values() if m.start == start and is_person(m) and m.form == Form.NAME]
    return max(found, key=lambda m: m.end, default=None)


def _name_until(reading: Reading, end: int) -> Mention | None:
    found = [m for m in reading.parties.values() if m.end == end and is_person(m) and m.form == Form.NAME]
    return max(found, key=lambda m: m.end - m.start, default=None)


def _before_name(reading: Reading, word: int) -> Mention | None:
    """ "Prime Minister X", and "the prime minister, X"."""
    office = reading.offices[word]
    after = office.end
    while after < len(reading.text) and reading.text[after] in " ,":
        after += 1
    mention = _name_at(reading, after)
    if mention is None:
        return None
    comma = "," in reading.text[office.end : mention.start]
    if not comma:
        return mention
    opening = reading.words[phrase_start(reading, word)].lower()
    if opening in LATER and _after_name(reading, word) is not None:
        return None  # "signed by Lund, then finance minister, Berg, at that time mayor, and …"
    near = reading.word_at(mention.start)
    if near is not None and reading.heads[near] == word and reading.deps[near] in ("appos", "flat"):
        return mention
    closed = reading.text[mention.end : mention.end + 1] in (",", ".")
    definite = reading.tags[phrase_start(reading, word)] in ("DT", "PRP$", "NNP", "JJ")
    return mention if closed and definite and reading.offices[word].number != "pl" else None


def phrase_start(reading: Reading, word: int) -> int:
    """The first word of the title's phrase: "the", "Mexico" of "Mexico's president", "former"."""
    office = reading.offices[word]
    inside = reading.words_in(office.start, office.end)
    first = inside[0] if inside else word
    sentence = reading.sents[reading.sent_of[word]][0]
    while True:
        before = first - 1
        if before < sentence or reading.words[before] in (",", ";", "(", "–", "—"):
            return first
        tag, pos = reading.tags[before], reading.pos[before]
        modifies = pos in ("DET", "ADJ", "ADV", "NOUN", "PROPN", "PART", "NUM", "PUNCT") or tag == "PRP$"
        owner = reading.heads[before]
        linked = first <= owner <= word or reading.heads[owner] in range(first, word + 1) or tag == "POS"
        if not (modifies and linked):
            return first
        first = before


def _after_name(reading: Reading, word: int) -> Mention | None:
    """ "X, 58, the president of Y": the name right before the comma that opens the title's phrase."""
    before = phrase_start(reading, word) - 1
    sentence = reading.sents[reading.sent_of[word]][0]
    if before <= sentence or reading.words[before] not in (",", "(", "–", "—"):
        return None
    last = before - 1
    if reading.words[last].isdecimal() and last - 1 > sentence and reading.words[last - 1] == ",":
        last -= 2
    found = _name_until(reading, reading.ends[last])
    if found is None and reading.tags[last] == "NNP":  # "X of Senegal, the envoy"
        case = next((k for k in range(last, max(sentence, last - 4), -1) if reading.words[k] == "of"), None)
        found = _name_until(reading, reading.ends[case - 1]) if case else None
    return found if found and not _is_listed(reading, found, word) else None


def name_before_comma(reading: Reading, word: int) -> Mention | None:
    """The name right before the comma that stands before this word: "X, in office"."""
    if word < 2 or reading.words[word - 1] != ",":
        return None
    if word > 2 and reading.words[word - 2].lower() in ("himself", "herself"):
        return _name_until(reading, reading.ends[word - 3])
    return _name_until(reading, reading.ends[word - 2])


def _is_listed(reading: Reading, name: Mention, word: int) -> bool:
    """True where the title opens a new member of a list: "X, the prime minister and the speaker met"."""
    start = reading.word_at(name.head_start)
    office = reading.offices[word]
    return (
        start is not None
        and reading.deps[word] == "conj"
        and reading.heads[word] == start
        and "," not in reading.text[office.end : office.end + 60]
    )


def _by_tree(reading: Reading, word: int) -> Mention | None:
    """The name that the tree joins to the title as an apposition, on either side."""
    for kid in reading.kids[word]:
        if reading.deps[kid] in ("appos", "flat") and is_person(reading.parties.get(kid)):
            return reading.parties[kid]
    head = reading.heads[word]
    if reading.deps[word] in ("appos", "flat", "compound", "nmod:desc") and is_person(
        reading.parties.get(head)
    ):
        return reading.parties[head]
    return _behind_complement(reading, word)


def _next_in_list(reading: Reading, word: int) -> Mention | None:
    """The name behind a title's body in a list in which each title stands before its name: "the speaker, X, the mayor
    of Brod, Y, and the guard's commander, Z"."""
    before = phrase_start(reading, word) - 1
    if before < 2 or reading.words[before] not in (",", "and") or reading.deps[word] == "xcomp":
        return None
    last = before - 1 if reading.words[before - 1] != "," else before - 2
    name = _name_until(reading, reading.ends[last])
    if name is None or not any(title.end + 2 == name.start for title in reading.offices.values()):
        return None
    behind = [k for k in reading.kids[word] if k > word and reading.deps[k] == "nmod" and k - word < REACH]
    if not behind or preposition(reading, behind[0]) not in ("of", "for", "at", "in"):
        return None
    comma = max(w for w in reading.subtree(behind[0]) if w - word < REACH)
    comma = next((w for w in range(behind[0] + 1, comma + 2) if reading.words[w : w + 1] == [","]), comma)
    if reading.words[comma : comma + 1] != [","] or comma + 1 >= len(reading.words):
        return None
    found = _name_at(reading, reading.starts[comma + 1])
    closed = found is not None and reading.text[found.end : found.end + 1] in (",", ".", ";")
    return found if closed else None


def _by_joined(reading: Reading, word: int) -> Mention | None:
    """ "X, a former director and prime minister": the bearer of the title that this one is joined to."""
    head = reading.heads[word]
    name = reading.parties.get(head)
    if reading.deps[word] == "conj" and name is not None and name.form == Form.NAME and is_person(name):
        between = [w for w in reading.offices if head < w < word and reading.heads[w] == head]
        later = any(reading.words[k].lower() in LATER for k in (word - 1, *reading.kids[word]))
        return name if between and later else None  # "X, priest from 1988 and later bishop of Cali"
    if reading.deps[word] != "conj" or head not in reading.offices or head == word:
        return None
    return next(iter(bearers(reading, head)), None)


def _behind_complement(reading: Reading, word: int) -> Mention | None:
    """ "the chairman of the Popular Front, X," and "US Ambassador to Y X"."""
    tail = [k for k in reading.kids[word] if k > word and reading.deps[k] == "nmod" and k - word < REACH]
    if not tail:
        return None
    last = max(w for w in reading.subtree(tail[0]) if w - word < REACH)
    body = reading.parties.get(tail[0])
    if body is not None:
        inside = reading.words_in(body.start, body.end)
        last = inside[-1] if inside else last
    comma = last + 1 < len(reading.words) and reading.words[last + 1] == ","
    name = last + 2 if comma else last + 1
    if name >= len(reading.words) or reading.sent_of[name] != reading.sent_of[word]:
        return None
    found = _name_at(reading, reading.starts[name])
    if found is None or not comma:
        return found
    if reading.deps[word] == "xcomp":  # "Tipped to become mayor of Tarnow, Wrona said"
        return None
    after = reading.words_in(found.start, found.end)[-1] + 1
    closed = after < len(reading.words) and reading.words[after] in (",", ".", "said", "says")
    return found if closed and reading.deps[name] in ("appos", "flat", "nsubj", "obl:agent", "conj") else None


def _joined_names(reading: Reading, word: int, first: Mention) -> list[Mention]:
    """The name, and of a title in the plural ("leaders X and Z") the names joined to it."""
    if reading.offices[word].number != "pl":
        return [first]
    found, after = [first], _past_home(reading, first)
    while after + 1 < len(reading.words) and reading.words[after] in (",", "and"):
        step = after + 1 if reading.words[after + 1] != "and" else after + 2
        name = _name_at(reading, reading.starts[step]) if step < len(reading.words) else None
        if name is None:
            break
        found.append(name)
        after = _past_home(reading, name)
    return found


def _past_home(reading: Reading, name: Mention) -> int:
    """The word behind a name and where its bearer is from: "X of Poland"."""
    after = reading.words_in(name.start, name.end)[-1] + 1
    if after + 1 >= len(reading.words) or reading.words[after] != "of":
        return after
    homes = [m for m in reading.parties.values() if m.start == reading.starts[after + 1] and not is_person(m)]
    return max((reading.words_in(m.start, m.end)[-1] + 1 for m in homes), default=after)


def is_picked(reading: Reading, word: int) -> bool:
    """True for "the deputy she had chosen": of somebody's office, and no member of parliament."""
    kids = reading.kids[word]
    return any(reading.deps[k] == "acl:relcl" and reading.lemmas[k] in classes()["choosing"] for k in kids)
