"""On whom a report rests, and which reports of one fact are independent.

In:   lines that tell the same.
Out:  the lines in groups of one origin each; how many reports and how many origins there are.

Two reports are of one origin where they share a mark: documents that are copies, a source in the chain between fact
and page (the agency, the interview, the speaker of what is asserted), an agency that is credited, one publisher, one
and the same sentence. That somebody said something is witnessed by whoever reports it: the speaker is no mark of a
statement, but of what is asserted in it. Who is described and not named is taken for the paper's own.
See docs/decisions/0016-what-counts-as-independent.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from letopis.mention import Form
from letopis.profile import Line, Source, Support

FEWEST_WORDS = 8  # of a sentence, without what is quoted in it, that two do not write alike by chance

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_WORD = re.compile(r"[^\W_]+")


def support_of(lines: Sequence[Line]) -> Support:
    """How far lines that tell the same support it; versions of one article are one report."""
    return Support(len({report_of(line) for line in lines}), len(origins(lines)))


def report_of(line: Line) -> str:
    """The id of the document that stands for all versions of the article that a line is from."""
    return line.copy.report if line.copy is not None else line.claim.document


def origins(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines, each in the group of its origin, groups and lines in the order given."""
    in_order = list(lines)
    first: dict[str, int] = {}  # mark → the first line that has it
    parent = list(range(len(in_order)))
    for number, line in enumerate(in_order):
        for mark in marks(line):
            one, other = sorted(_root(parent, n) for n in (number, first.setdefault(mark, number)))
            parent[other] = one
    found: dict[int, list[Line]] = {}
    for number, line in enumerate(in_order):
        found.setdefault(_root(parent, number), []).append(line)
    return list(found.values())


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = number = parent[parent[number]]
    return number


def without_copies(lines: Sequence[Line]) -> list[Line]:
    """The lines but for those that a copy, or an older version, only tells again: of one text one document stays."""
    first: dict[tuple[str, str], Line] = {}
    for line in sorted(lines, key=_by_rank):
        if line.same_as is not None and line.copy is not None:
            first.setdefault((line.same_as, line.copy.group), line)
    return [line for line in lines if _stays(line, first)]


def _stays(line: Line, first: Mapping[tuple[str, str], Line]) -> bool:
    if line.same_as is None or line.copy is None:
        return True
    return first[line.same_as, line.copy.group].claim.document == line.claim.document


def _by_rank(line: Line) -> tuple[bool, bool, date, str, str]:
    """The newest version before older ones, the text before its copies, then by publication."""
    known = line.claim.known.start if line.claim.known is not None else None
    is_copy = line.copy is not None and line.copy.relation is not None
    return line.superseded_by is not None, is_copy, known or date.max, line.path, line.claim.id


def marks(line: Line) -> list[str]:
    """What two reports must not share to be independent; the first is the text that it stands in."""
    found = [f"text {line.copy.group if line.copy is not None else line.claim.document}"]
    named = [source for source in line.sources if is_known(source)]
    for source in named:
        found += [f"name {name_key(name)}" for name in (source.name, source.text) if name]
        found += [source.entity] if source.entity else []
    found += [f"thing {_head(source)}" for source in line.sources if is_thing(source)]
    if not named:
        found += [f"name {name_key(name)}" for name in own_names(line)]
    same = _sentence_key(line.claim.evidence[0].quote)
    return [*found, f"sentence {same}"] if same else found


def own_names(line: Line) -> Iterator[str]:
    """What a report in a paper's own voice rests on: the publisher, an agency that it credits."""
    if line.copy is not None:
        yield from (name for name in (line.copy.outlet, line.copy.credit) if name)
    if line.publisher:
        yield line.publisher


def is_known(source: Source) -> bool:
    """True for a source that can be met again in another paper: somebody named, or the document of others."""
    nobody = source.form == Form.PRONOUN and source.entity is None
    if source.unnamed or source.described is not None or nobody:
        return False
    return not source.nameless and source.name is not None


def is_thing(source: Source) -> bool:
    """True for a writing or the like that is nobody's by name: "a leaked memo"; of one fact, two are taken for one."""
    nobody = source.kind is None and source.entity is None and not source.unnamed
    return nobody and source.described is None and source.form != Form.PRONOUN


def _head(source: Source) -> str:
    return (source.head or source.text.split()[-1]).casefold().removesuffix("s")


def rests_on(line: Line) -> str:
    """The name of the origin, for a reader: the source nearest to the fact, else an agency credited, else the paper."""
    named = [source.shown for source in line.sources if is_known(source) or is_thing(source)]
    credited = line.copy.credit if line.copy is not None else None
    return named[-1] if named else credited or paper_of(line)


def paper_of(line: Line) -> str:
    """The publisher, or the name of the file where that is not known."""
    return line.publisher or line.path.replace("\\", "/").rsplit("/", 1)[-1]


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A name for comparing: "The Post" is "post"."""
    plain = unicodedata.normalize("NFKD", name)
    words = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _sentence_key(quote: str) -> str | None:
    """The words of a sentence without what is quoted in it, or None where they are few."""
    words = _WORD.findall(_QUOTED.sub(" ", quote).casefold())
    return " ".join(words) if len(words) >= FEWEST_WORDS else None
