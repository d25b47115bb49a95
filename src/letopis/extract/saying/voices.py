"""Who says which clause, by the tree alone: "X said that C", "C, X said", "A quoted X as saying C".

In:   a `Reading`.
Out:  for each word that ties a speaker to a clause a `Voice`: its word, the word that heads the speaker, what is said.

The language model's tags know no saying within a saying; the tree does. Where both are right they say the same
(untangle.py chooses).
"""

from __future__ import annotations

from collections.abc import Iterable

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.accounts import find_accounts
from letopis.extract.saying.channels import carrier_of
from letopis.extract.saying.cues import act_of, estimated_by, is_telling
from letopis.extract.saying.outlets import heading, is_outlet
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.voice import SAYERS, Span, Voice, runs_of
from letopis.extract.saying.writings import author_of, is_writing
from letopis.extract.sentence.frames import is_judged, is_of_class
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

BEFORE_NAME = frozenset({",", "”", '"', "''", "’", "—", "–", "?", "!", "»", "“", ";"})
OPENERS = ("mark", "punct", "cc")
NOMINAL = ("DET", "ADJ", "NOUN", "PROPN", "NUM")
DIFFERING = frozenset({"dissent", "differ", "disagree"})  # of which no clause in front is reported
FINITE = ("VBD", "VBZ", "VBP", "MD")
ASKS = frozenset("?!")  # behind which a sentence may end inside a saying
NEAR = 10  # words between a verb of quoting and its "as"


def find_voices(reading: Reading) -> dict[int, Voice]:
    """Every voice, by its cue."""
    found = {}
    relays = classes().get("relay", frozenset())
    below = {
        as_clause(reading, w)
        for w, pos in enumerate(reading.pos)
        if pos == "VERB" and _relays(reading, w, relays)
    }
    for word, pos in enumerate(reading.pos):
        voice = None
        according = reading.words[word].lower() == "according"
        if (pos not in ("VERB", "NOUN") and not according) or word in below or is_citing(reading, word):
            continue
        if according and reading.words[word + 1 : word + 2] == ["to"]:
            voice = _according(reading, word)
        elif pos == "VERB" and reading.tags[word] != "VBG" and _relays(reading, word, relays):
            voice = _quoting(reading, word)
        elif pos == "VERB" and is_speech_verb(reading, word) and estimated_by(reading, word) is None:
            voice = _saying(reading, word)
        elif pos == "NOUN" and is_spoken_of(reading, word):
            voice = _report(reading, word)
        if voice is not None:
            found[voice.cue] = voice
    for voice in find_accounts(reading):
        found.setdefault(voice.cue, voice)
    return found


def _relays(reading: Reading, verb: int, relays: frozenset[str]) -> bool:
    """True for "quoted", and for "recorded the premier as saying"."""
    lemma = reading.lemmas[verb]
    kept = lemma in classes()["keeping_words"] and as_clause(reading, verb) is not None
    return lemma in relays or kept


def is_spoken_of(reading: Reading, noun: int) -> bool:
    """True for a report that somebody comments on: "said of an agency report that …"."""
    told = classes().get("told_noun", frozenset())
    return reading.lemmas[noun] in told and preposition(reading, noun) in ("of", "about")


def _report(reading: Reading, noun: int) -> Voice | None:
    author, clause = author_of(reading, noun), _clause_of_noun(reading, noun)
    if author is None or clause is None:
        return None
    named = reading.parties.get(author)
    body = named is not None and named.kind == MentionKind.ORGANISATION and named.form == Form.NAME
    if not body and not is_outlet(reading, author):
        return None
    return Voice(noun, author, (clause,))


def is_sayer(reading: Reading, word: int) -> bool:
    """True for a word that heads somebody or something that can say things."""
    mention = reading.parties.get(reading.acting(word))
    if mention is not None and mention.kind in SAYERS:
        return True
    return (
        word in reading.offices
        or is_writing(reading, word)
        or is_of_class(reading, word, "teller")
        or is_of_class(reading, word, "people")
    )


def is_citing(reading: Reading, word: int) -> bool:
    """True for the participle of a verb of relaying: "…, citing a diplomat"."""
    return reading.tags[word] == "VBG" and reading.lemmas[word] in classes().get("relay", frozenset())


def as_clause(reading: Reading, verb: int) -> int | None:
    """The verb of "as saying", "as telling a reporter" behind a verb of quoting, or None."""
    _, after = reading.sents[reading.sent_of[verb]]
    for word in range(verb + 1, min(after, verb + 4 * NEAR)):
        if reading.lemmas[word] == "as" and word + 1 < after:
            for kid in range(word + 1, min(after, word + 4)):
                if reading.tags[kid] == "VBG" and is_speech_verb(reading, kid):
                    return kid
    return None


def _saying(reading: Reading, verb: int) -> Voice | None:
    speaker = _subject(reading, verb)
    clause = _clause_behind(reading, verb)
    if clause is not None:
        return Voice(verb, speaker, (clause,)) if speaker is not None else None
    return _fronted(reading, verb, speaker)


def _subject(reading: Reading, verb: int) -> int | None:
    """Who says it: the subject, of a passive the agent; None where the tree tells nobody who can."""
    subjects = slots_of(reading, verb).get("subj", [])
    found = [word for word in subjects if is_sayer(reading, word) and reading.tags[word] != "PRP$"]
    if not found and is_passive(reading, verb):
        found = [word for word in subjects if is_telling(reading, verb, word)]
    own = [k for k in reading.kids[verb] if reading.deps[k].startswith("nsubj") and k < verb]
    if len(own) > 1:  # "The minister, Kos said, would resign": the nearer is the verb's
        nearer = [word for word in found if own[-2] < word < verb and word not in reading.subtree(own[-2])]
        found = nearer or found
    return found[0] if found else None


def _clause_behind(reading: Reading, verb: int) -> Span | None:
    """The clause that the verb governs behind itself."""
    kids = list(reading.kids[verb])
    kids += [
        k for kid in kids if is_citing(reading, kid) for k in reading.kids[kid]
    ]  # "said, quoting X, that …"
    for kid in kids:
        told = not is_citing(reading, kid) and carrier_of(reading, kid) is None
        joined = any(reading.deps[k] == "cc" and k < kid for k in reading.kids[kid])  # "C, X said, and C"
        governed = reading.deps[kid] == "ccomp" or (
            reading.deps[kid] == "csubj:pass" and _opens_that(reading, kid)
        )
        if governed and kid > verb and told and not joined:
            if reading.deps[verb] == "parataxis" and ";" in reading.words[verb:kid]:
                continue  # "they are ready, says X; what is missing is …"
            return _clipped(reading, kid, verb)
    for kid in kids:
        if reading.deps[kid] == "xcomp" and kid > verb and reading.tags[kid] == "VB":
            return _clipped(reading, kid, verb)
    for kid in kids:  # "denied reports that …", "reports that … were denied"
        wanted = "nsubj:pass" if is_passive(reading, verb) else "obj"
        is_told = reading.deps[kid] == wanted or is_judged(reading, kid)
        if is_told and reading.lemmas[kid] in classes().get("told_noun", frozenset()):
            return _clause_of_noun(reading, kid)
    return None


def _opens_that(reading: Reading, clause: int) -> bool:
    return any(reading.deps[k] == "mark" and reading.lemmas[k] == "that" for k in reading.kids[clause])


def _clipped(reading: Reading, top: int, verb: int) -> Span | None:
    """The words below `top` behind the verb, up to a phrase that tells where the words come from."""
    that = [k for k in reading.kids[top] if reading.deps[k] == "mark" and k > verb]
    first = that[0] if that and reading.lemmas[that[0]] == "that" else verb + 1
    words = sorted(w for w in reading.subtree(top) if w >= first and reading.is_read(w))
    cut = next((w for w in words if w > top and is_citing(reading, w) and reading.words[w - 1] == ","), None)
    words = [w for w in words if cut is None or w < cut]
    while words and reading.pos[words[-1]] == "PUNCT" and not reading.quote_mask[reading.starts[words[-1]]]:
        words.pop()
    return trim(reading.text, reading.starts[words[0]], reading.ends[words[-1]]) if words else None


def _fronted(reading: Reading, verb: int, speaker: int | None) -> Voice | None:
    """ "C, X said", "C, said X": the clause in front of the speaker, in the same sentence."""
    if (is_passive(reading, verb) and speaker is None) or reading.tags[verb] == "VBG":
        return None
    if reading.lemmas[verb] in DIFFERING or _has_own_matter(reading, verb):
        return None
    if speaker is not None and any(reading.tags[k] == "WP$" for k in reading.kids[speaker]):
        return None  # "… the board, whose chairman denied it"
    if is_passive(reading, verb) and speaker is not None and speaker > verb:
        front = _before_it(reading, verb)
        return Voice(verb, speaker, (front,)) if front else None
    behind = _sayer_behind(reading, verb) if reading.words[verb - 1] in BEFORE_NAME else None
    if behind is None:
        near = _nearest_sayer(reading, verb)
        speaker = near if speaker is None or (near is not None and speaker < near) else speaker
    speaker = behind if behind is not None else speaker
    if speaker is None or (behind is None and speaker > verb):
        return None
    own = verb if behind is not None else phrase_start(reading, speaker)
    quoted = _quotation_before(reading, own, verb) if _says_no_more(reading, verb) else None
    if quoted is not None:
        return Voice(verb, speaker, (quoted,))
    if not _hangs_on_front(reading, verb) and not _is_quoted_before(reading, own):
        return None
    if _begins_anew(reading, own, verb) or _charges(reading, verb):
        return None
    content = _before(reading, own)
    return Voice(verb, speaker, (content,)) if content else None


def _has_own_matter(reading: Reading, verb: int) -> bool:
    """True for a verb joined to another with words of its own: "C, he says, and asked for the radio"."""
    if reading.deps[verb] != "conj" or reading.heads[verb] > verb:
        return False
    own = ("obl", "obj", "xcomp", "ccomp")
    return any(k > verb and reading.deps[k] in own and k not in reading.times for k in reading.kids[verb])


def _before_it(reading: Reading, verb: int) -> Span | None:
    """The clause in front of "…, it was reported by X", where nothing else is told behind it."""
    if reading.deps[verb] != "parataxis" or any(reading.deps[k] == "ccomp" for k in reading.kids[verb]):
        return None
    subjects = (
        k for k in reading.kids[verb] if k < verb and reading.deps[k] in ("nsubj:pass", "nsubj", "expl")
    )
    own = next((k for k in subjects if reading.lemmas[k] == "it"), None)
    return _before(reading, own) if own is not None else None


def _hangs_on_front(reading: Reading, verb: int) -> bool:
    """True where the tree ties the verb to a clause before it."""
    if reading.deps[verb] in ("parataxis", "ccomp", "conj") and reading.heads[verb] < verb:
        return True
    return any(reading.deps[k] in ("ccomp", "parataxis") and k < verb for k in reading.kids[verb])


def _quotation_before(reading: Reading, own: int, verb: int) -> Span | None:
    """The quotation that ends right before the speaker whose sentence begins there: "… go?" X asked."""
    if own != reading.sents[reading.sent_of[own]][0]:
        return None
    here = [q for q in reading.quotations if q.end <= reading.starts[own]]
    last = max(here, key=lambda q: q.end, default=None)
    if last is None or reading.text[last.end : reading.starts[own]].strip(" "):
        return None
    ends = reading.text[last.end - 2] in ASKS or reading.lemmas[verb] in ("ask", "say", "add")
    return (last.start, last.end) if ends else None


def _begins_anew(reading: Reading, own: int, verb: int) -> bool:
    """True behind a semicolon, where the verb has words of its own: "The dam broke; Berg calls it an accident"."""
    kids = [k for k in reading.kids[verb] if k > verb]
    governs = any(reading.deps[k] in ("obj", "xcomp", "ccomp") for k in kids)
    return reading.words[own - 1] == ";" and (
        governs or any(reading.deps[k] == "obl" and k not in reading.times for k in kids)
    )


def _charges(reading: Reading, verb: int) -> bool:
    """True for a verb that blames or praises whoever is its object: what stands in front is not what it says."""
    act = act_of(reading, verb)
    judges = act is not None and act.act in ("accuse", "support")
    return judges and any(reading.deps[k] == "obj" and k > verb for k in reading.kids[verb])


def _says_no_more(reading: Reading, verb: int) -> bool:
    """True for a verb that governs nothing said: "… go?" X asked."""
    told = ("obj", "ccomp", "xcomp", "advcl", "parataxis")
    return all(reading.deps[kid] not in told for kid in reading.kids[verb])


def _is_quoted_before(reading: Reading, own: int) -> bool:
    """True where a quotation of the same sentence ends right before this word."""
    first = reading.sents[reading.sent_of[own]][0]
    return own > first and bool(reading.quote_mask[reading.ends[own - 1] - 1])


def _nearest_sayer(reading: Reading, verb: int) -> int | None:
    """The sayer nearest before the verb, with no other verb between but that of a clause set off by commas."""
    first = reading.sents[reading.sent_of[verb]][0]
    for word in range(verb - 1, first - 1, -1):
        if reading.pos[word] in ("VERB", "AUX") and reading.heads[word] != verb:
            return None
        mention = reading.parties.get(word)
        if (
            mention is not None
            and mention.kind in SAYERS
            and reading.deps[word] not in ("nmod", "nmod:poss", "compound", "amod", "obl", "appos")
        ):
            return word
    return None


def _sayer_behind(reading: Reading, verb: int) -> int | None:
    """The sayer right behind the verb: "…, said a person with knowledge of the plan"."""
    after = reading.sents[reading.sent_of[verb]][1]
    for word in range(verb + 1, min(after, verb + 8)):
        if reading.pos[word] in ("PUNCT", "VERB", "AUX", "SCONJ", "ADP"):
            return None  # "said of an agency's report", "said just after midnight on Radio Tamar"
        if is_sayer(reading, word) and reading.deps[word].split(":")[0] in (
            "nsubj",
            "obj",
            "obl",
            "flat",
            "root",
            "ccomp",
        ):
            return word
    return None


def phrase_start(reading: Reading, word: int) -> int:
    """The first word of a noun phrase: what hangs on its head before it, without a break."""
    inside, first = set(reading.subtree(word)), word
    sentence = reading.sents[reading.sent_of[word]][0]
    while first > sentence and reading.words[first - 1] not in BEFORE_NAME:
        if first - 1 not in inside and reading.pos[first - 1] not in NOMINAL:
            break
        first -= 1
    return first


def _before(reading: Reading, own: int) -> Span | None:
    """The stretch of the sentence before the speaker, where a comma or a quotation mark ends it."""
    first = reading.sents[reading.sent_of[own]][0]
    if own <= first or reading.words[own - 1] not in BEFORE_NAME:
        return None
    if not any(reading.pos[w] in ("VERB", "AUX") for w in range(first, own)):
        return None
    colon = next(
        (w for w in range(first, own) if reading.words[w] == ":" and _is_parting(reading, first, w, own)),
        None,
    )
    first = first if colon is None else colon + 1
    while first < own and not reading.is_read(first):
        first += 1
    return trim(reading.text, reading.starts[first], reading.ends[own - 1])


def _is_parting(reading: Reading, first: int, colon: int, own: int) -> bool:
    """True for a colon with a clause on either side: "The mayor was less amused: heads would roll, she told …"."""
    told = (
        any(reading.tags[w] in FINITE for w in side) for side in (range(first, colon), range(colon + 1, own))
    )
    return all(told) and not any(reading.quote_mask[reading.starts[w]] for w in range(first, own))


def _quoting(reading: Reading, verb: int) -> Voice | None:
    """ "A quoted X as saying C", "C, A quoted X as saying", "X was quoted as saying C"."""
    saying = as_clause(reading, verb)
    passive = is_passive(reading, verb)
    if reading.deps[verb] in ("acl", "acl:relcl", "advcl") and saying is None:
        return None
    quoted, relay = quoted_and_relay(reading, verb)
    if quoted is None or (saying is None and not passive and not _has_quotation(reading, verb)):
        return None
    clause = _clause_behind(reading, saying) if saying is not None else _clause_of_noun(reading, quoted)
    if clause is None:
        first = quoted if passive else relay if relay is not None else verb
        clause = _before(reading, phrase_start(reading, min(first, verb)))
    return Voice(verb, quoted, (clause,) if clause else (), relay)


def quoted_and_relay(reading: Reading, verb: int) -> tuple[int | None, int | None]:
    """Who is quoted by a verb of quoting, and who quotes; the words that head them, or None."""
    saying, passive = as_clause(reading, verb), is_passive(reading, verb)
    quoted = _quoted(reading, verb, saying, passive=passive)
    relay = _relayer(reading, verb, saying, passive=passive)
    return (reading.acting(quoted) if quoted is not None else None), relay


def _quoted(reading: Reading, verb: int, saying: int | None, *, passive: bool) -> int | None:
    """Who is quoted: of the passive the subject, else the object; whoever stands before "as" where the tree errs."""
    kids = [k for k in reading.kids[verb] if reading.deps[k].startswith("nsubj") or reading.deps[k] == "obj"]
    subjects = [k for k in kids if reading.deps[k].startswith("nsubj")]
    objects = [k for k in kids if reading.deps[k] == "obj" and k > verb]
    for word in subjects if passive else objects:
        if is_sayer(reading, word):
            return word
    if passive:
        return _nearest_sayer(reading, verb)
    stop = saying if saying is not None else verb
    return next((w for w in range(verb + 1, stop) if is_sayer(reading, w)), None)


def _relayer(reading: Reading, verb: int, saying: int | None, *, passive: bool) -> int | None:
    """Who quotes: the subject, of a passive the one behind "by"; None where nobody is told."""
    if not passive:
        subjects = [k for k in reading.kids[verb] if reading.deps[k].startswith("nsubj") and k < verb]
        named = [word for k in subjects if (word := heading(reading, k)) is not None]
        return next(iter(named or subjects), None) or _nearest_sayer(reading, verb)
    for upper in filter(None, (verb, saying)):
        for kid in reading.kids[upper]:
            if preposition(reading, kid) == "by":
                return kid
    return None


def _clause_of_noun(reading: Reading, noun: int) -> Span | None:
    """ "a tweet that C was quoted by the agency", "reports that C were denied"."""
    for kid in reading.kids[noun]:
        that = any(reading.lemmas[k] == "that" and reading.deps[k] == "mark" for k in reading.kids[kid])
        if kid > noun and that and reading.deps[kid] in ("acl", "ccomp", "acl:relcl"):
            return _clipped(reading, kid, noun)
    return None


def _has_quotation(reading: Reading, verb: int) -> bool:
    first, after = reading.sents[reading.sent_of[verb]]
    return any(reading.quote_mask[reading.starts[w]] for w in range(first, after))


def _according(reading: Reading, mark: int) -> Voice | None:
    """ "According to X, C": the clause that the phrase hangs on, without the phrase; `mark` is "according"."""
    noun = _behind_according(reading, mark)
    if noun is None:
        return None
    phrase = {mark, mark + 1, *reading.subtree(noun), *reading.subtree(mark)} - {mark - 1}
    head = reading.heads[mark] if reading.heads[mark] not in phrase else reading.heads[noun]
    for _ in range(NEAR):
        told = reading.pos[head] in ("VERB", "AUX") and not is_as_reported(reading, head)
        if head in phrase or reading.heads[head] == head or told:
            break
        if _is_predicate(reading, head) and not is_as_reported(reading, head):
            break
        head = reading.heads[head]
    if head in phrase:
        return None
    for kid in reading.kids[head]:
        if is_as_reported(reading, kid):
            phrase |= set(reading.subtree(kid))
    clause = [w for w in reading.subtree(head) if w not in phrase and reading.is_read(w)]
    return _with_runs(reading, Voice(mark, named_behind(reading, noun), ()), sorted(clause))


def is_as_reported(reading: Reading, verb: int) -> bool:
    """True for "as reported by the site", which is no clause of what is told."""
    return reading.tags[verb] == "VBN" and any(
        reading.lemmas[k] == "as" and reading.deps[k] == "mark" for k in reading.kids[verb]
    )


def named_behind(reading: Reading, word: int) -> int:
    """The name that explains the noun ("the rights group Open Door"), else the word."""
    return next(
        (
            k
            for k in reading.kids[word]
            if reading.deps[k] in ("appos", "flat")
            and k in reading.parties
            and reading.parties[k].form == Form.NAME
            and reading.parties[k].kind in SAYERS
        ),
        word,
    )


def _behind_according(reading: Reading, mark: int) -> int | None:
    """The word that heads whom "according to" names: by the tree, else the first who can say things behind it."""
    head = reading.heads[mark]
    near = [head] if reading.deps[mark] == "case" else []
    near += [kid for kid in reading.kids[mark] if reading.deps[kid].startswith(("obl", "nmod", "obj"))]
    for word in near:
        if is_sayer(reading, word):
            return word
    after = reading.sents[reading.sent_of[mark]][1]
    for word in range(mark + 2, min(after, mark + NEAR)):
        if reading.pos[word] in ("PUNCT", "VERB", "AUX"):
            return None
        if is_sayer(reading, word):
            return word
    return None


def _is_predicate(reading: Reading, word: int) -> bool:
    return any(reading.deps[k] in ("cop", "nsubj") for k in reading.kids[word])


def _with_runs(reading: Reading, voice: Voice, clause: list[int]) -> Voice | None:
    """The voice, its content the runs of the clause's words with a verb in them or at least a few words."""
    spans = [span for run in runs_of(reading, clause) if (span := _span_of_run(reading, run))]
    return Voice(voice.cue, voice.speaker, tuple(spans)) if spans else None


def _span_of_run(reading: Reading, run: list[int]) -> Span | None:
    run = _bare(reading, run)
    if len(run) < 2:
        return None
    return trim(reading.text, reading.starts[run[0]], reading.ends[run[-1]])


def _bare(reading: Reading, run: Iterable[int]) -> list[int]:
    kept = list(run)
    while kept and (reading.pos[kept[0]] == "PUNCT" or reading.deps[kept[0]] in OPENERS):
        kept = kept[1:]
    while kept and reading.pos[kept[-1]] == "PUNCT":
        kept.pop()
    return kept
