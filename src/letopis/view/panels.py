"""Panels: every pair of countries × every month, counted, also where nothing happened.

In:   deeds between countries; when articles appeared and which countries they name.
Out:  one row for each pair and month from the first to the last, and what could be put into no month, apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, permutations
from typing import Any

from letopis.counting import QUADS, Bar, Code, Nation, Series
from letopis.profile import Naming
from letopis.times import Interval
from letopis.view import wording
from letopis.view.deeds import By, Deed, Spanning, name_of, place_in_time, stretches

TYPE = "type_"  # before the names of the columns of types, which a user may choose
_DAY = timedelta(days=1)
Cell = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in a cell: how many events, by quad class and type, and how intense they were.

    Attributes:
        no_quad: events that are neither cooperation nor conflict.
        scored: events that have an intensity; the sum and mean are over these, the mean is None when there is none.
        claims: ids of the claims that tell of them.
    """

    events: int
    quads: Mapping[int, int]
    no_quad: int
    types: Mapping[str, int]
    scored: int
    intensity_sum: float
    intensity_mean: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One pair in one month. Directed: what `one` did to `other`.

    Attributes:
        period: "2020-09", "2020-Q3" or "2020"; start: its first day.
        articles: those published in it; articles_naming: those of them that name one of the two.
    """

    period: str
    start: date
    one: Nation
    other: Nation
    tally: Tally
    articles: int
    articles_naming: int

    def flat(self, types: Sequence[str]) -> dict[str, Any]:
        """The row as columns, one for each of the types."""
        one, other, tally = self.one, self.other, self.tally
        return {
            "period": self.period,
            "start": self.start.isoformat(),
            "one": one.code,
            "one_name": one.name,
            "one_cow": one.cow,
            "other": other.code,
            "other_name": other.name,
            "other_cow": other.cow,
            **tally_columns(tally),
            "articles": self.articles,
            "articles_naming": self.articles_naming,
            **{TYPE + name: tally.types.get(name, 0) for name in types},
            "claims": " ".join(tally.claims),
        }


@dataclass(frozen=True, slots=True)
class ApartRow:
    """An event that was put into no month: why, and what is known of its time."""

    reason: str
    date: str
    type: str
    one: str
    other: str
    words: str
    source: str
    id: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel. `undated_articles` are those of which no month of publication is known; no denominator counts them."""

    rows: tuple[PanelRow, ...]
    types: tuple[str, ...]
    apart: tuple[ApartRow, ...]
    undated_articles: int
    directed: bool

    @property
    def reasons(self) -> Mapping[str, int]:
        """Why events are apart, and how many for each reason."""
        return dict(Counter(row.reason for row in self.apart))


@dataclass(frozen=True, slots=True)
class PanelShape:
    """Which pairs, which stretches of time, and where an event of several months goes."""

    nations: tuple[Nation, ...]
    by: By = By.MONTH
    directed: bool = False
    spanning: Spanning = Spanning.APART
    period: Interval | None = None

    def pairs(self) -> Iterator[tuple[Nation, Nation]]:
        """Every pair, in the order of the nations; both ways where it is directed."""
        yield from permutations(self.nations, 2) if self.directed else combinations(self.nations, 2)

    def cells_of(self, deed: Deed) -> list[tuple[str, str]]:
        """The pairs that a deed counts for: a mutual one, in a directed panel, for both."""
        if self.directed:
            return [(deed.one, deed.other)] + ([(deed.other, deed.one)] if deed.mutual else [])
        order = [nation.code for nation in self.nations]
        pair = (deed.one, deed.other)
        return [pair if order.index(deed.one) < order.index(deed.other) else pair[::-1]]


def panel(
    found: Iterable[Deed], articles: Sequence[Naming], shape: PanelShape, types: Sequence[str]
) -> Panel:
    """The panel of deeds between the nations of its shape, balanced from the first to the last month.

    The months are those of `shape.period`; without it, from the first deed to the last.
    """
    placed, apart = _placed(found, shape)
    months = _months(shape, [start for start, _ in placed])
    cells = _cells(placed, shape)
    published = _Published(articles, shape.by)
    named = [(start, name_of(start, shape.by)) for start in months]
    nothing = tally(())
    rows = (
        PanelRow(
            name,
            start,
            one,
            other,
            tally(cells[cell]) if (cell := (one.code, other.code, start)) in cells else nothing,
            published.counts[start],
            published.naming(start, one.code, other.code),
        )
        for one, other in shape.pairs()
        for start, name in named
    )
    told = (_apart_row(reason, deed) for reason, deed in apart)
    return Panel(tuple(rows), tuple(types), tuple(told), published.undated, shape.directed)


def _apart_row(reason: str, deed: Deed) -> ApartRow:
    line = deed.lines[0]
    told = wording.when(deed.when), deed.code.type, deed.one, deed.other
    return ApartRow(reason, *told, wording.words(line), line.path, line.claim.id)


def _placed(
    found: Iterable[Deed], shape: PanelShape
) -> tuple[list[tuple[date, Deed]], list[tuple[str, Deed]]]:
    """The deeds between the nations of a panel: those with a stretch, and those without, with the reason."""
    codes = {nation.code for nation in shape.nations}
    placed: list[tuple[date, Deed]] = []
    apart: list[tuple[str, Deed]] = []
    for deed in found:
        if deed.one in codes and deed.other in codes:
            start = place_in_time(deed.when, shape.by, shape.spanning)
            if isinstance(start, date):
                placed.append((start, deed))
            elif _can_lie_in(deed.when, shape.period):
                apart.append((start, deed))
    return placed, apart


def rows_of(shape: PanelShape, found: Iterable[Deed]) -> int:
    """How many rows the panel would have."""
    months = _months(shape, [start for start, _ in _placed(found, shape)[0]])
    pairs = len(shape.nations) * (len(shape.nations) - 1)
    return len(months) * (pairs if shape.directed else pairs // 2)


def _can_lie_in(when: Interval | None, period: Interval | None) -> bool:
    return when is None or period is None or when.overlaps(period)


def _cells(placed: Iterable[tuple[date, Deed]], shape: PanelShape) -> Mapping[Cell, list[Deed]]:
    cells: dict[Cell, list[Deed]] = defaultdict(list)
    for start, deed in placed:
        for one, other in shape.cells_of(deed):
            cells[one, other, start].append(deed)
    return cells


def _months(shape: PanelShape, starts: Sequence[date]) -> Sequence[date]:
    """The stretches of the panel, those of the events on a side on which no bound is given."""
    first = shape.period.start if shape.period else None
    last = shape.period.end - _DAY if shape.period and shape.period.end else None
    first = first or min(starts, default=last)
    last = last or max(starts, default=first)
    return stretches(first, last, shape.by) if first and last else ()


class _Published:
    """Articles by the stretch in which they appeared, and how many name a country or two of them."""

    def __init__(self, articles: Iterable[Naming], by: By) -> None:
        self.counts: Counter[date] = Counter()
        self.undated = 0
        self._naming: Counter[tuple[date, frozenset[str]]] = Counter()
        for article in articles:
            start = place_in_time(article.published, by, Spanning.APART)
            if not isinstance(start, date):
                self.undated += 1
                continue
            self.counts[start] += 1
            named = sorted(article.countries)
            self._naming.update((start, frozenset({code})) for code in named)
            self._naming.update((start, frozenset(pair)) for pair in combinations(named, 2))

    def naming(self, start: date, one: str, other: str) -> int:
        """How many articles of a stretch name one of the two or both."""
        if start not in self.counts:
            return 0
        either = sum(self._naming[start, frozenset({code})] for code in (one, other))
        return either - self._naming[start, frozenset({one, other})]


def panel_series(found: Panel) -> list[Series]:
    """The pairs of a panel for drawing, those with most events first; pairs without any are left out."""
    bars: dict[str, list[Bar]] = defaultdict(list)
    for row in found.rows:
        title = f"{row.one.name} {'→' if found.directed else '–'} {row.other.name}"
        bars[title].append(Bar(row.period, row.start, row.tally.quads, row.tally.intensity_mean))
    drawn = [Series(title, tuple(several)) for title, several in bars.items()]
    return sorted((series for series in drawn if series.events), key=lambda series: -series.events)


def tally(found: Sequence[Deed]) -> Tally:
    """The counts of deeds."""
    codes: list[Code] = [deed.code for deed in found]
    scores = [code.intensity for code in codes if code.intensity is not None]
    total = round(float(sum(scores)), 4)
    return Tally(
        events=len(found),
        quads={quad: sum(code.quad == quad for code in codes) for quad in QUADS},
        no_quad=sum(code.quad not in QUADS for code in codes),
        types=dict(Counter(code.type for code in codes)),
        scored=len(scores),
        intensity_sum=total,
        intensity_mean=round(total / len(scores), 4) if scores else None,
        claims=tuple(dict.fromkeys(claim for deed in found for claim in deed.claims)),
    )


def tally_columns(found: Tally) -> dict[str, Any]:
    """The counts as columns, without those by type."""
    return {
        "events": found.events,
        **{name.replace(" ", "_"): found.quads[quad] for quad, name in QUADS.items()},
        "no_quad": found.no_quad,
        "scored": found.scored,
        "intensity_sum": found.intensity_sum,
        "intensity_mean": found.intensity_mean,
    }
