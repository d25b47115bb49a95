"""Work out years, decades and centuries, also those before our era.

In:   a match and its context.
Out:  a `Reading` with bounds, or None where the digits are no year.
"""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Doc

from letopis import gazetteer
from letopis.detect.timex.context import Builder, Context
from letopis.detect.timex.numbers import count_of, year_in_words
from letopis.detect.timex.reading import Reading, reading_of
from letopis.detect.timex.rules import Match
from letopis.detect.timex.tense import function_words

BEFORE_OLD_YEARS = ("in", "since", "from", "until", "between", "of", "by", "before", "after")
BEFORE_YEAR_OF_NOUN = ("the", "possessive", "poss", "a", "since", "until")  # "the 2014 protests"
PART_OF_WORD = ("-", "/", ".", "#", "&")


def century(match: Match, context: Context) -> Reading | None:
    """the 20th century: 1901 to 2000; TIMEX3 writes 19."""
    named = match.find("ordinal", "ordword")
    number = int(re.sub(r"\D", "", named.value)) if named else 0
    if not 1 <= number <= 30:
        return None
    start = date((number - 1) * 100 + 1, 1, 1)
    end = date(number * 100 + 1, 1, 1)
    return Reading("DATE", f"{number - 1:02d}", start, end, unit="century", edtf=f"{number - 1:02d}XX")


def decade(match: Match, context: Context) -> Reading | None:
    """the 1990s, the '90s, the nineties; without a century the latest that has begun."""
    token = match.find("decade", "tensword_s")
    if token is None:
        return None
    digits = re.sub(r"\D", "", token.value)
    if len(digits) == 4:
        return reading_of(date(int(digits), 1, 1), "decade")
    if not match.has("the") and "’" not in token.value and "'" not in token.value and not match.mod:
        return None
    year = context.anchor.year // 100 * 100 + int(digits)
    latest = reading_of(date(year if year <= context.anchor.year else year - 100, 1, 1), "decade")
    if latest.start is None or latest.start.year < context.anchor.year - 30:
        return latest
    older = reading_of(date(latest.start.year - 100, 1, 1), "decade")
    return latest.beside("the same decade of the century before", older)


def year(match: Match, context: Context) -> Reading | None:
    """2014, where it is a year and no number, and no part of a name ("Agenda 2030")."""
    token = match.find("year4")
    if token is None and match.has("scale"):
        return reading_of(date(count_of(match.tokens) or 2000, 1, 1), "year")
    if token is None or not _is_year(match, context):
        return None
    return reading_of(date(int(token.value), 1, 1), "year")


def _is_year(match: Match, context: Context) -> bool:
    before, after = context.before, context.after
    if match.has("the") or match.mod:
        return True
    cls = before.cls if before else ""
    value = int(match.tokens[-1].value)
    if before and before.value in PART_OF_WORD:
        return False
    if not 1900 <= value <= 2099 and cls not in BEFORE_OLD_YEARS:
        return False
    if cls == "capital":
        return False
    if (
        after
        and after.cls == "."
        and re.fullmatch(r"[a-z]+(?:s|men|people)", after.value)
        and not after.value.endswith("ss")
        and after.value not in function_words()
    ):
        opens = before is not None and cls == "in" and before.is_capital  # "In 2009 voters approved it"
        return opens or cls in BEFORE_YEAR_OF_NOUN
    return True


def year_words(match: Match, context: Context) -> Reading | None:
    """nineteen ninety-six."""
    found = year_in_words(match.tokens)
    return reading_of(date(found, 1, 1), "year") if found else None


def year_range(match: Match, context: Context) -> Reading | None:
    """2010-2014, 2014-15: from the first year to the last."""
    first = int((match.find("year4") or match.tokens[0]).value)
    last_text = match.all("year4", "small", "number")[-1].value
    last = int(last_text) if len(last_text) == 4 else first // 100 * 100 + int(last_text)
    if not first < last <= first + 100:
        return None
    value = f"{first:04d}/{last:04d}"
    return Reading(
        "DATE", value, date(first, 1, 1), date(last + 1, 1, 1), unit="year", extent="throughout", edtf=value
    )


def year_era(match: Match, context: Context) -> Reading | None:
    """44 BC, AD 79; before our era the bounds stay open, as the calendar begins with the year 1."""
    named, era = match.find("small", "number", "year4"), match.find("era")
    if named is None or era is None or not 0 < int(named.value) < 9000:
        return None
    number = int(named.value)
    if era.value == "AD":
        return reading_of(date(number, 1, 1), "year")
    edtf = f"-{number - 1:04d}" if number > 1 else "0000"
    return Reading("DATE", f"BC{number:04d}", unit="year", edtf=edtf)


def century_era(match: Match, context: Context) -> Reading | None:
    """the 5th century BC: TIMEX3 writes BC04."""
    plain, era = century(match, context), match.find("era")
    if plain is None or era is None or era.value == "AD":
        return plain
    return Reading("DATE", f"BC{plain.value}", unit="century")


BUILDERS: dict[str, Builder] = {
    "century": century,
    "century_era": century_era,
    "decade": decade,
    "year": year,
    "year_era": year_era,
    "year_words": year_words,
    "year_range": year_range,
}


def counts_of_people(doc: Doc) -> set[int]:
    """Where numbers of four digits begin that count people and are no years: "a poll of 2047 registered voters"."""
    return {
        token.idx
        for token in doc
        if token.tag_ == "CD"
        and len(token.text) == 4
        and token.dep_ == "nummod"
        and token.head.tag_ == "NNS"
        and gazetteer.person_noun(token.head.lemma_.lower())
        and not _opens_with_year(doc, token.i)
    }


def _opens_with_year(doc: Doc, place: int) -> bool:
    """True for the year of "In 2009 voters approved it", where the tree takes it for a number of people."""
    if place == 0 or doc[place - 1].text not in ("In", "By", "Since") or not doc[place].text.isdecimal():
        return False
    return 1900 <= int(doc[place].text) <= 2099
