"""Find how parties stand to each other: membership, alliance, reliance, dispute.

In:   a `Reading`.
Out:  claims of kind tie, subject and object told apart; of a symmetric tie both parties are subjects.

Which words report which tie: data/lexicon/en/ties.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator

from letopis.claim import Argument, Claim, ClaimKind, Polarity, claim_id
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.event.actors import is_party
from letopis.extract.office.bearers import bearers
from letopis.extract.sentence.frames import Match, find_matches
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.extract.time.when import time_of
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind
from letopis.times import Interval

PRODUCER = "extract.ties"
NEEDS_NO_OBJECT = frozenset({"seeks", "resists", "relies_on"})  # what is sought may be no party but a theme


def extract_ties(reading: Reading) -> list[Claim]:
    """The ties of a document, in text order."""
    found = [_claim(reading, match) for match in find_matches(reading, "ties") if _is_wanted(reading, match)]
    found += _memberships(reading)
    return sorted(found, key=lambda claim: claim.evidence[0].cue or (claim.evidence[0].start, 0))


def _memberships(reading: Reading) -> Iterator[Claim]:
    """ "Ana Ruiz of the Liberal Party": a person of a body, where no title says what the person is there."""
    titled = {bearer.id for word in reading.offices for bearer in bearers(reading, word)}
    for word, mention in reading.parties.items():
        if mention.kind != MentionKind.PERSON or mention.form != Form.NAME or mention.id in titled:
            continue
        for kid in reading.kids[word]:
            body = reading.parties.get(kid)
            if body is None or body.kind != MentionKind.ORGANISATION or body.form != Form.NAME:
                continue
            if reading.deps[kid] != "nmod" or preposition(reading, kid) != "of" or kid < word:
                continue
            evidence = reading.evidence(word)
            parties = (*reading.arguments("subject", word), *reading.arguments("object", kid))
            yield Claim(
                id=claim_id(reading.document.id, ClaimKind.TIE, "member_of", parties, evidence),
                document=reading.document.id,
                kind=ClaimKind.TIE,
                type="member_of",
                arguments=parties,
                evidence=(evidence,),
                score=0.8,
                producer=PRODUCER,
            )


def _is_wanted(reading: Reading, match: Match) -> bool:
    subjects = [word for word in match.roles.get("subject", ()) if is_party(reading, word)]
    objects = [
        word
        for word in match.roles.get("object", ())
        if (is_party(reading, word) or _givers(reading, match, word)) and word not in subjects
        if not any(reading.lemmas[kid] == "no" for kid in reading.kids[word])  # "belongs to no party"
    ]
    if not subjects or ("state" in match.frame.marks and not is_standing(reading, match.word)):
        return False
    if _is_unmade(reading, match):
        return False
    if objects or _owned(reading, match):
        return True
    members = sum(
        max(1 + (reading.tags[word] in ("NNS", "NNPS")), len(m.members))
        for word in subjects
        if (m := reading.parties.get(word))
    )
    if match.frame.type in NEEDS_NO_OBJECT or (match.frame.type == "supports" and match.roles.get("theme")):
        return bool(match.roles.get("theme") or match.roles.get("object"))
    return members > 1


def _givers(reading: Reading, match: Match, word: int) -> list[int]:
    """Whose the thing is that a party relies on: "relied on Russian loans", "on gas from Norway"."""
    if match.frame.type != "relies_on":
        return []
    slots = slots_of(reading, word)
    return [one for name in ("from", "poss", "mod") for one in slots.get(name, ()) if is_party(reading, one)]


def _is_unmade(reading: Reading, match: Match) -> bool:
    """True for a tie that a verb ends, wants or only speaks of: "suspended its cooperation with the bank"."""
    if reading.pos[match.word] != "NOUN" or match.frame.type in NEEDS_NO_OBJECT:
        return False
    unmaking = classes().get("unmaking", frozenset())
    return any(reading.lemmas[verb] in unmaking for verb in slots_of(reading, match.word).get("lv", ()))


def _owned(reading: Reading, match: Match) -> list[int]:
    """What a party holds that is no party itself: "the pipeline", "the largest mobile operator"."""
    if match.frame.type != "controls":
        return []
    assets = classes().get("asset", frozenset()) | classes().get("territory", frozenset())
    return [word for word in match.roles.get("object", ()) if reading.lemmas[word] in assets]


def _claim(reading: Reading, match: Match) -> Claim:
    evidence = reading.evidence(match.word)
    arguments = _arguments(reading, match)
    fact = factuality_of(reading, match.word)
    kind = "disputes_with" if _is_sour(reading, match) else match.frame.type
    return Claim(
        id=claim_id(reading.document.id, ClaimKind.TIE, kind, arguments, evidence),
        document=reading.document.id,
        kind=ClaimKind.TIE,
        type=kind,
        mode=match.frame.mode,
        context=match.frame.contexts,
        arguments=arguments,
        evidence=(evidence,),
        when=time_of(reading, match.word) or _over(reading, match.word),
        polarity=fact.polarity,
        modality=fact.modality,
        shown_by=fact.shown_by(reading),
        score=_score(reading, match),
        producer=PRODUCER,
    )


def _over(reading: Reading, word: int) -> Interval | None:
    """When a tie was that is told to be one of the past: "a former ally", "once close to the palace"."""
    published = reading.document.published.interval.start
    once = any(
        reading.words[kid].lower() in classes()["bygone"]
        for kid in reading.kids[word]
        if reading.deps[kid] in ("amod", "advmod", "compound")
    )
    if not once or published is None or reading.pos[word] == "VERB":
        return None
    return Interval(end=published, extent="throughout", basis="tense")


def _is_sour(reading: Reading, match: Match) -> bool:
    """True for relations that are told to be bad or to grow worse: "relations between the two have been tense"."""
    head = reading.heads[match.word]
    if match.frame.type != "cooperates_with" or not reading.deps[match.word].startswith("nsubj"):
        return False
    told = [head, *(kid for kid in reading.kids[head] if reading.deps[kid] in ("xcomp", "advcl"))]
    return any(reading.lemmas[word] in classes()["souring"] for word in told) and (
        factuality_of(reading, head).polarity == Polarity.AFFIRMED
    )


def _arguments(reading: Reading, match: Match) -> tuple[Argument, ...]:
    found: list[Argument] = []
    subjects = match.roles.get("subject", ())
    for role, words in match.roles.items():
        for word in words:
            if role == "object" and word in subjects:
                continue  # "people who are opposed to it": the relative clause gives its noun twice
            owned = role == "object" and word in _owned(reading, match)
            if role == "theme" or (owned and not is_party(reading, word)):
                found.append(reading.argument(role, word))
            elif is_party(reading, word):
                found += reading.arguments(role, word)
            elif role == "object" and (givers := _givers(reading, match, word)):
                found += [one for giver in givers for one in reading.arguments(role, giver)]
                found.append(reading.argument("theme", word))
            elif role == "object" and match.frame.type == "relies_on":  # "relies on oil"
                found.append(reading.argument("theme", word))
    return tuple(dict.fromkeys(found))


def is_standing(reading: Reading, word: int) -> bool:
    """True for what is told as lasting: present or perfect tense, a noun or adjective, a time that it filled."""
    if reading.pos[word] not in ("VERB", "AUX"):
        return True
    auxiliaries = [kid for kid in reading.kids[word] if reading.deps[kid] in ("aux", "aux:pass")]
    if any(reading.tags[kid] in ("VBZ", "VBP") for kid in auxiliaries):
        return True
    if reading.deps[word] in ("acl", "amod", "advcl") and reading.tags[word] == "VBN" and not auxiliaries:
        return True  # "an alliance led by the kingdom", "Backed by the bloc, the militia …"
    if reading.deps[word] == "conj" and not auxiliaries and reading.tags[word] == "VBN":
        return is_standing(reading, reading.heads[word])
    when = time_of(reading, word)
    return (not auxiliaries and reading.tags[word] in ("VBZ", "VBP")) or (
        when is not None and when.extent == "throughout"
    )


def _score(reading: Reading, match: Match) -> float:
    score = 0.75 + 0.05 * bool(match.frame.needs)
    named = [reading.parties.get(w) for role in ("subject", "object") for w in match.roles.get(role, ())]
    score += 0.05 * min(2, sum(m is not None and m.form == "name" for m in named))
    return round(min(score, 0.95), 4)
