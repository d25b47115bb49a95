"""Which documents are copies or versions of one text, and which merely share passages.

In:   documents, two at a time; then those that overlap.
Out:  overlaps; for each document what it is among its copies.

Pure and independent of order: two documents overlap or not whatever else is in the record; a group is everything that
overlaps hang together. A text that stands in a much longer one and not at its beginning is quoted there, not copied: a
digest of many stories makes them no one story. Translations are not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from letopis.copied import Copy, Overlap, Relation
from letopis.document import Document, content_id
from letopis.resolve.facts.credits import agency_of, outlet_of
from letopis.resolve.facts.shingles import SHINGLE, address_of, longest_run, own_text, shingles, words_of

ALIKE = 0.4  # of all shingles of two: of every tenth word edited 0.47 is left; other reports of one event have 0.02
WITHIN = 0.7  # of the shorter, where the longer has more: of a copy whose every twentieth word is edited 0.77 is left
SAME_ADDRESS = 0.25  # of the shorter, where both stood at one address
MUCH_LONGER = 3.0  # times as long: what lies in the middle of such a text is quoted there
AT_FRONT = (
    1.3  # times its length: within so much of the front of the longer text lies what was cut from its end
)
FEWEST = 20  # words of a text that can be a part of another
PASSAGE = 25  # words in a row that two articles do not share by chance


@dataclass(frozen=True)
class Paper:
    """A document, prepared for comparing."""

    document: Document

    @cached_property
    def words(self) -> list[str]:
        """The words of its article."""
        return [word for text in own_text(self.document) for word in words_of(text)]

    @cached_property
    def cuts(self) -> list[str]:
        """Its shingles in order."""
        return shingles(self.words)

    @cached_property
    def cut_set(self) -> frozenset[str]:
        """Its shingles."""
        return frozenset(self.cuts)

    @property
    def address(self) -> str | None:
        """Where it stood, for comparing."""
        return address_of(self.document.url)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The shingles of a text as numbers, to tell at little cost that it shares too little with another.

    Attributes:
        cuts: of each shingle in order; kinds: each once, sorted.
    """

    cuts: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]


def sketch(document: Document) -> Sketch:
    """The sketch of a document, to be compared with others of this process alone."""
    cuts = np.fromiter(map(hash, Paper(document).cuts), dtype=np.int64)
    return Sketch(cuts, np.unique(cuts))


def can_overlap(one: Sketch, other: Sketch) -> bool:
    """False for two texts, the one of the lower id first, that have no `overlap`: they share too little."""
    if not len(one.kinds) or not len(other.kinds):
        return False
    shared = int(_among(one.kinds, other.kinds).sum())
    if shared >= SAME_ADDRESS * min(len(one.kinds), len(other.kinds)):
        return shared > 0
    gaps = np.flatnonzero(~np.concatenate(([False], _among(one.cuts, other.kinds), [False])))
    return int(np.diff(gaps).max()) - 1 >= PASSAGE - SHINGLE + 1


def _among(cuts: npt.NDArray[np.int64], kinds: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """For each of some shingles whether it is among others, which are sorted."""
    found: npt.NDArray[np.bool_] = kinds[np.searchsorted(kinds, cuts).clip(max=len(kinds) - 1)] == cuts
    return found


def overlap(one: Paper, other: Paper) -> Overlap | None:
    """How two documents stand to each other; None where they share nothing to speak of."""
    left, right = sorted((one, other), key=lambda paper: paper.document.id)
    shared = left.cut_set & right.cut_set
    if not shared:
        return None
    shares = len(shared) / len(left.cut_set), len(shared) / len(right.cut_set)
    longest = longest_run(left.words, shared)
    relation = _relation(left, right, shares, longest)
    if relation is None:
        return None
    ids = left.document.id, right.document.id
    return Overlap(*ids, relation, round(shares[0], 4), round(shares[1], 4), longest)


def _relation(left: Paper, right: Paper, shares: tuple[float, float], longest: int) -> Relation | None:
    """How the left one stands to the right one."""
    if _is_one_article(left, right) and max(shares) >= SAME_ADDRESS:
        return Relation.VERSION
    if left.words == right.words:
        return Relation.IDENTICAL
    shared = shares[0] * len(left.cut_set)
    alike = shared / (len(left.cut_set) + len(right.cut_set) - shared)
    short, long = sorted((left, right), key=lambda paper: (len(paper.cut_set), paper.document.id))
    within = max(shares)
    is_part = within >= WITHIN and len(short.words) >= FEWEST
    if is_part and len(long.words) > 1.1 * len(short.words) and _is_cut_from(short, long):
        return Relation.SHORTENED if short is left else Relation.EXTENDED
    if alike >= ALIKE:
        return Relation.NEAR
    return Relation.PASSAGES if longest >= PASSAGE else None


def _is_one_article(left: Paper, right: Paper) -> bool:
    """True for two texts of one address; where one has none, of one publisher and one title."""
    if left.address and right.address:
        return left.address == right.address
    named = [(p.document.publisher or "", p.document.title or "") for p in (left, right)]
    return named[0] == named[1] and all(named[0])


def _is_cut_from(short: Paper, long: Paper) -> bool:
    """True when the longer text is the shorter with something added, or the shorter its beginning."""
    if len(long.words) <= MUCH_LONGER * len(short.words):
        return True
    front = frozenset(long.cuts[: int(AT_FRONT * len(short.cuts)) + 1])
    return len(short.cut_set & front) >= WITHIN * len(short.cut_set)


def copies(papers: Sequence[Paper], overlaps: Iterable[Overlap]) -> list[Copy]:
    """What each document is among its copies, by id; every overlap is between two of them."""
    found = {paper.document.id: paper for paper in papers}
    known = [o for o in overlaps if o.relation.is_copy and o.left in found and o.right in found]
    newer: dict[str, list[str]] = {document: [document] for document in found}
    for several in _joined(found, [o for o in known if o.relation is Relation.VERSION]):
        if len(several) > 1:  # the words of a text without kin need not be counted
            newer |= dict.fromkeys(several, sorted(several, key=lambda d: _age(found[d])))
    made = []
    of: dict[str, list[Overlap]] = {}
    for each in known:
        of.setdefault(each.left, []).append(each)
    for group in _joined(found, known):
        made += _group(group, found, newer, [o for document in sorted(group) for o in of.get(document, ())])
    return sorted(made, key=lambda copy: copy.document)


def _group(
    group: frozenset[str],
    papers: Mapping[str, Paper],
    newer: Mapping[str, Sequence[str]],
    overlaps: Sequence[Overlap],
) -> list[Copy]:
    """The copies of one group."""
    last = [document for document in group if newer[document][-1] == document]
    head = last[0]
    if len(last) > 1:
        head = min(last, key=lambda document: _first(papers[document], papers[newer[document][0]]))
    key = content_id("cpy", head)
    made = []
    for document in group:
        line = newer[document]
        after = line.index(document) + 1
        made.append(
            Copy(
                document,
                key,
                head,
                len(group),
                _to_head(document, head, overlaps),
                line[-1],
                line[after] if after < len(line) else None,
                agency_of(papers[document].document),
                outlet_of(papers[document].document),
            )
        )
    return made


def _to_head(document: str, head: str, overlaps: Sequence[Overlap]) -> Relation | None:
    """How a document stands to the head; where the two do not overlap, to the one that it is most like."""
    if document == head:
        return None
    own = [o for o in overlaps if document in (o.left, o.right)]
    best = max(own, key=lambda o: (head in (o.left, o.right), o.left_share + o.right_share, o.left, o.right))
    return best.relation if best.left == document else best.relation.turned


def _joined(documents: Iterable[str], overlaps: Iterable[Overlap]) -> list[frozenset[str]]:
    """The documents in groups that hang together."""
    group = {document: {document} for document in documents}
    for each in overlaps:
        one, other = group[each.left], group[each.right]
        if one is not other:
            small, large = sorted((one, other), key=len)
            large |= small
            group |= dict.fromkeys(small, large)
    return sorted({frozenset(several) for several in group.values()}, key=min)


def _age(paper: Paper) -> tuple[date, int, str]:
    """The order of versions: by the last change, else publication, what has no date first; of one day the longer is the
    newer.
    """
    document = paper.document
    days = [each.start for each in (document.published.interval, document.changed) if each and each.start]
    return max(days, default=date.min), len(paper.words), document.id


def _first(paper: Paper, oldest: Paper) -> tuple[date, int, str]:
    """The order in which texts can be the original: by the first version's publication, then the most complete."""
    return oldest.document.published.interval.start or date.max, -len(paper.words), paper.document.id
