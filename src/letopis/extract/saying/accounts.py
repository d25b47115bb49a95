"""Who says a clause where a noun or a turn of phrase says so: "by her own account", "as Kos tells it", "his view is
that C", "in the words of Kos, C", "Kos was blunt: C".

In:   a `Reading`.
Out:  `Voice`s: the word that stands for the saying, the word that heads who says it, what is said.

Words: data/lexicon/en/classes.tsv, classes account_noun, tells_it, word_noun, claim_noun, plain_speaking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.cues import act_of
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.voice import SAYERS, Span, Voice, runs_of
from letopis.extract.sentence.frames import is_of_class
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes

MARKS = frozenset({",", "–", "—", ";", ":"})
OPEN_AT = 3  # words before a turn of phrase that opens its sentence
FARTHEST = 16  # words between the noun of saying and its "is that"


def find_accounts(reading: Reading) -> Iterator[Voice]:
    """Every voice of these kinds, in text order."""
    accounts, words, views = classes()["account_noun"], classes()["word_noun"], classes()["view_noun"]
    claims, plain = classes()["claim_noun"], classes()["plain_speaking"] | {"put"}
    for word, lower in enumerate(reading.lemmas):
        voice = None
        if lower in accounts and reading.pos[word] in ("NOUN", "VERB"):
            voice = _by_own_account(reading, word)
        if voice is None and lower == "it" and word > 0:
            voice = _as_told(reading, word)
        if voice is None and lower in words and reading.pos[word] in ("NOUN", "PROPN", "INTJ"):
            voice = _is_that(reading, word) or _before_colon(reading, word)
        if voice is None and lower in claims and reading.pos[word] == "NOUN":
            voice = _told_that(reading, word)
        if voice is None and lower in plain and reading.pos[word] in ("ADJ", "VERB"):
            voice = _put_plainly(reading, word)
        if voice is None and lower in views and reading.pos[word] == "NOUN":
            voice = _in_words_of(reading, word)
        if voice is None and reading.pos[word] == "VERB" and is_speech_verb(reading, word):
            voice = (
                _put_in_between(reading, word) or _points_back(reading, word) or _what_is_told(reading, word)
            )
        if voice is not None:
            yield voice


def _by_own_account(reading: Reading, noun: int) -> Voice | None:
    """ "By his own account, C", "The rebels have, by their own telling, …": whose account it is says the clause."""
    kids = reading.kids[noun]
    owners = [k for k in kids if reading.deps[k] == "nmod:poss" or preposition(reading, k) == "of"]
    if not owners or preposition(reading, noun) not in ("by", "on", "in"):
        return None
    begin = reading.sents[reading.sent_of[noun]][0]
    opens = reading.words[begin].lower() in ("by", "on") and reading.heads[begin] == noun
    own = opens or any(reading.words[kid].lower() == "own" for kid in kids)  # "by Kos's account, C"
    if not own or not _can_say(reading, owners[0]):
        return None
    verb = reading.heads[noun]
    phrase = set(reading.subtree(noun))
    if verb in phrase or reading.pos[verb] not in ("VERB", "AUX", "NOUN", "ADJ"):
        return None
    clause = [w for w in reading.subtree(verb) if w not in phrase and reading.is_read(w)]
    return _voice(reading, noun, owners[0], sorted(clause))


def _in_words_of(reading: Reading, noun: int) -> Voice | None:
    """ "In the words of one deputy, it was a farce", "in the court's opinion the strike was void": the rest is said."""
    owners = [
        kid
        for kid in reading.kids[noun]
        if _can_say(reading, kid) and (preposition(reading, kid) == "of" or reading.deps[kid] == "nmod:poss")
    ]
    head = reading.heads[noun]
    phrase = set(reading.subtree(noun))
    if preposition(reading, noun) != "in" or not owners or head in phrase:
        return None
    clause = sorted(w for w in reading.subtree(head) if w not in phrase and reading.is_read(w))
    if not any(reading.tags[w] in ("VBD", "VBZ", "VBP", "MD") for w in clause):
        return None
    return _voice(reading, noun, owners[0], clause)


def _what_is_told(reading: Reading, verb: int) -> Voice | None:
    """ "What the minister did not mention was that C": what stands behind "was"."""
    begin, after = reading.sents[reading.sent_of[verb]]
    end = min(after, verb + FARTHEST)
    is_at = next((w for w in range(verb + 1, end) if reading.words[w + 1 : w + 2] == ["that"]), None)
    if is_at is None or reading.lemmas[is_at] != "be" or reading.heads[verb] == verb:
        return None
    what = next((w for w in range(begin, verb) if reading.words[w].lower() == "what"), None)
    if what is None or any(reading.pos[w] == "VERB" for w in range(what, verb)):
        return None
    speaker = next(
        (w for w in range(what + 1, verb) if _can_say(reading, w) and reading.heads[w] == verb), None
    )
    if speaker is None:
        return None
    voice = _voice(
        reading, verb, reading.acting(speaker), [w for w in range(is_at + 1, after) if reading.is_read(w)]
    )
    return replace(voice, is_sure=True) if voice is not None else None


def _as_told(reading: Reading, it: int) -> Voice | None:
    """ "The way Kos tells it, C", "As the minister has it, C", "To hear her tell it, C", "C, as Kos tells it"."""
    verb = it - 1
    if reading.lemmas[verb] not in classes()["tells_it"] or reading.pos[verb] not in ("VERB", "AUX"):
        return None
    begin, after = reading.sents[reading.sent_of[it]]
    if it + 1 < after and reading.words[it + 1] not in MARKS | {"."}:
        return None
    opener = next((w for w in range(verb - 1, begin - 1, -1) if _opens_telling(reading, w)), None)
    if opener is None:
        return None
    speaker = next(
        (w for w in range(verb - 1, opener, -1) if _can_say(reading, w) and _is_subject(reading, w, verb)),
        None,
    )
    if speaker is None:
        return None
    if opener <= begin + OPEN_AT and it + 1 < after and reading.words[it + 1] in MARKS:
        clause = range(it + 2, after)
    elif opener > begin and reading.words[opener - 1] in MARKS:
        clause = range(begin, opener - 1)
    else:
        return None
    voice = _voice(reading, verb, speaker, [w for w in clause if reading.is_read(w)])
    return replace(voice, is_sure=True) if voice is not None else None


def _points_back(reading: Reading, verb: int) -> Voice | None:
    """ "So says Kos.", "Or so the palace claims.", "That, at least, is what Kos believes.": of the sentence before."""
    number = reading.sent_of[verb]
    begin, after = reading.sents[number]
    opening = [w for w in range(begin, verb) if reading.is_read(w) and reading.pos[w] != "PUNCT"]
    words = [reading.words[w].lower() for w in opening]
    so = words[:1] == ["so"] or words[:2] == ["or", "so"]
    that = words[:1] in (["that"], ["this"]) and words.count("what") == 1 and "is" in words
    told = any(reading.deps[kid] in ("ccomp", "obj") and kid > verb for kid in reading.kids[verb])
    if not (so or that) or told or number == 0 or len(opening) > FARTHEST // 2:
        return None
    near = range(verb + 1, min(after, verb + 6)) if so and len(words) < 3 else ()
    speaker = next((w for w in (*reversed(opening), *near) if _can_say(reading, w)), None)
    first, last = reading.sents[number - 1]
    if speaker is None or "\n" in reading.text[reading.ends[last - 1] : reading.starts[begin]].strip(" "):
        return None
    voice = _voice(reading, verb, speaker, [w for w in range(first, last) if reading.is_read(w)])
    return replace(voice, is_sure=True) if voice is not None else None


def _opens_telling(reading: Reading, word: int) -> bool:
    """True for the "as", "way" or "hear" of a turn that tells whose version it is."""
    lower = reading.words[word].lower()
    return lower == "as" or (lower == "way" and reading.words[word - 1].lower() == "the") or lower == "hear"


def _is_subject(reading: Reading, word: int, verb: int) -> bool:
    """True for the subject of the verb, or whatever stands right before it, a title or a comma apart."""
    if reading.heads[word] == verb:
        return True
    mention = reading.parties.get(word)
    return mention is not None and 0 <= reading.starts[verb] - mention.end <= len(", ")


def _is_that(reading: Reading, noun: int) -> Voice | None:
    """ "His view is that C", "The contention of Kos was that C", "Word from the palace is that C"."""
    _, after = reading.sents[reading.sent_of[noun]]
    end = min(after, noun + FARTHEST)
    is_at = next(
        (
            w
            for w in range(noun + 1, end)
            if reading.lemmas[w] in ("be", "remain") and reading.words[w + 1 : w + 2] == ["that"]
        ),
        None,
    )
    if is_at is None or any(
        reading.pos[w] in ("VERB", "AUX") and reading.tags[w] != "VBN" and reading.lemmas[w] != "have"
        for w in range(noun + 1, is_at)
    ):
        return None
    speaker = next((kid for kid in reading.kids[noun] if _owns_saying(reading, kid)), None)
    if speaker is None:
        return None
    return _voice(reading, noun, reading.acting(speaker), list(range(is_at + 1, after)))


def _told_that(reading: Reading, noun: int) -> Voice | None:
    """ "The army's announcement that C", "a claim by Kos that C": whose it is says C."""
    owner = next(
        (
            kid
            for kid in reading.kids[noun]
            if _can_say(reading, kid) and (_is_owner(reading, kid) or _is_extraposed(reading, noun, kid))
        ),
        None,
    )
    clauses = (
        kid for kid in reading.kids[noun] if kid > noun and reading.deps[kid] in ("acl", "ccomp", "acl:relcl")
    )
    clause = next((kid for kid in clauses if _that_of(reading, kid) is not None), None)
    if owner is None or clause is None:
        return None
    if any(reading.words[kid].lower() in ("no", "any", "not", "n't", "n’t") for kid in reading.kids[noun]):
        return None
    that = _that_of(reading, clause) or clause
    return _voice(
        reading, noun, reading.acting(owner), sorted(w for w in reading.subtree(clause) if w >= that)
    )


def _that_of(reading: Reading, clause: int) -> int | None:
    """The "that" which opens a clause and is no part of it."""
    marks = (kid for kid in reading.kids[clause] if reading.deps[kid] == "mark")
    return next((kid for kid in marks if reading.lemmas[kid] == "that"), None)


def _is_owner(reading: Reading, kid: int) -> bool:
    return reading.deps[kid] == "nmod:poss" or preposition(reading, kid) == "by"


def _is_extraposed(reading: Reading, noun: int, kid: int) -> bool:
    """True for "it is the hope of the fishermen that C"."""
    it = any(reading.deps[k] == "expl" and k < noun for k in reading.kids[noun])
    return it and preposition(reading, kid) == "of"


def _before_colon(reading: Reading, noun: int) -> Voice | None:
    """ "Her answer was simple: C", "Kos's verdict: C": what stands behind the colon, where no marks part it."""
    _, after = reading.sents[reading.sent_of[noun]]
    colon = next((w for w in range(noun + 1, min(after, noun + 6)) if reading.words[w] == ":"), None)
    owner = next((kid for kid in reading.kids[noun] if _is_owner(reading, kid)), None)
    if colon is None or owner is None or not _can_say(reading, owner):
        return None
    if any(reading.pos[w] not in ("AUX", "ADJ", "ADV", "DET") for w in range(noun + 1, colon)):
        return None
    return _behind_colon(reading, noun, owner, colon)


def _behind_colon(reading: Reading, cue: int, speaker: int, colon: int) -> Voice | None:
    _, after = reading.sents[reading.sent_of[cue]]
    rest = [w for w in range(colon + 1, after) if reading.is_read(w)]
    if not any(reading.pos[w] in ("VERB", "AUX") for w in rest) or any(
        reading.quote_mask[reading.starts[w]] for w in rest
    ):
        return None
    voice = _voice(reading, cue, reading.acting(speaker), rest)
    return replace(voice, is_sure=True) if voice is not None else None


def _put_plainly(reading: Reading, word: int) -> Voice | None:
    """ "Kos put it plainly: C", "Kos was blunt: C"."""
    _, after = reading.sents[reading.sent_of[word]]
    colon = next((w for w in range(word + 1, min(after, word + 6)) if reading.words[w] == ":"), None)
    if colon is None or any(reading.pos[w] in ("NOUN", "PROPN", "VERB") for w in range(word + 1, colon)):
        return None
    if reading.lemmas[word] == "put" and reading.words[word + 1].lower() not in ("it", "this"):
        return None
    subjects = (kid for kid in reading.kids[word] if reading.deps[kid] == "nsubj" and kid < word)
    speaker = next((kid for kid in subjects if _can_say(reading, kid)), None)
    return _behind_colon(reading, word, speaker, colon) if speaker is not None else None


def _owns_saying(reading: Reading, kid: int) -> bool:
    """True for whose a saying is: "his view", "the contention of Kos", "word from the palace"."""
    if not _can_say(reading, kid) and not is_of_class(reading, kid, "teller"):
        return False
    return reading.deps[kid] == "nmod:poss" or preposition(reading, kid) in ("of", "from", "by", "in")


def _put_in_between(reading: Reading, verb: int) -> Voice | None:
    """ "Nobody in the hall, says a clerk there, has been paid": both sides of what is put in between are said."""
    begin, after = reading.sents[reading.sent_of[verb]]
    if verb - 1 <= begin or reading.words[verb - 1] != "," or reading.tags[verb] not in ("VBZ", "VBD", "VBP"):
        return None
    close = next((w for w in range(verb + 1, min(after, verb + FARTHEST)) if reading.words[w] == ","), None)
    between = range(verb + 1, verb + 1 if close is None else close)
    if close is None or any(reading.pos[w] in ("VERB", "AUX", "SCONJ") for w in between):
        return None
    if any(reading.words[w] in (";", ":") for w in between):
        return None
    behind = [
        w
        for w in range(verb + 1, close)
        if _can_say(reading, w) and reading.deps[w].split(":")[0] in ("nsubj", "obj", "root")
    ]
    rest = range(close + 1, after)
    if not behind or not any(reading.tags[w] in ("VBD", "VBZ", "VBP", "MD") for w in rest[:FARTHEST]):
        return None
    act = act_of(reading, verb)
    if act is not None and act.act in ("accuse", "support"):
        return None  # "Kos, the mayor, praised Dorn, …"
    if any(reading.tags[w] in ("VBD", "VBZ", "VBP", "MD") for w in range(begin, verb)) or any(
        reading.quote_mask[reading.starts[w]] for w in range(begin, after)
    ):
        return None
    first, second = _span(reading, list(range(begin, verb - 1))), _span(reading, list(rest))
    return Voice(verb, reading.acting(behind[0]), (first, second), is_sure=True) if first and second else None


def _can_say(reading: Reading, word: int) -> bool:
    mention = reading.parties.get(reading.acting(word))
    return mention is not None and mention.kind in SAYERS


def _voice(reading: Reading, cue: int, speaker: int, clause: list[int]) -> Voice | None:
    """The voice, its content the runs of the clause's words."""
    spans = [span for run in runs_of(reading, clause) if (span := _span(reading, run)) is not None]
    return Voice(cue, speaker, tuple(spans)) if spans else None


def _span(reading: Reading, run: list[int]) -> Span | None:
    while run and reading.pos[run[0]] == "PUNCT" and not reading.quote_mask[reading.starts[run[0]]]:
        run = run[1:]
    while (
        run and reading.pos[run[-1]] in ("PUNCT", "SPACE") and not reading.quote_mask[reading.starts[run[-1]]]
    ):
        run = run[:-1]
    return trim(reading.text, reading.starts[run[0]], reading.ends[run[-1]]) if run else None
