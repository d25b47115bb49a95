"""Draw series of cooperation and conflict: a panel of bars for each, cooperation up, conflict down, mean intensity.

In:   series; a path that ends in .svg or .png.
Out:  a picture, the same bytes for the same series. The library, matplotlib, is an extra: `letopis[plot]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from pathlib import Path
from typing import Any

from letopis.counting import COOPERATION, QUADS, Series
from letopis.errors import MissingExtraError

MOST = 12  # panels that can still be read on one page
WIDTH, HEIGHT = 9.0, 2.2  # inches, of one panel
LABELS = 12  # periods that are written under a panel
# Two blues and two reds of Paul Tol's palettes, told apart also without colour vision and in grey.
COLOURS = {1: "#77AADD", 2: "#004488", 3: "#EE8866", 4: "#BB5566"}
LINE = "#222222"


def draw(series: Sequence[Series], path: Path, name: str, *, title: str, form: str) -> int:
    """Draws at most MOST series, the first; how many were left out. `form` is "svg" or "png".

    Raises:
        MissingExtraError: matplotlib is not installed; `name` is what the message calls the file.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError(
            f"{name}: a plot needs the library matplotlib, which is not installed: pip install 'letopis[plot]'"
        ) from error
    drawn = list(series[:MOST])
    # Text stays text, and no id or date is made up: the same series give the same file.
    with mpl.rc_context({"svg.hashsalt": "letopis", "svg.fonttype": "none"}):
        figure = Figure(figsize=(WIDTH, HEIGHT * max(len(drawn), 1) + 1), layout="constrained")
        figure.suptitle(title)
        axes = figure.subplots(max(len(drawn), 1), 1, squeeze=False)[:, 0]
        for ax, one in zip(axes, drawn, strict=False):
            _panel(ax, one)
        if drawn:
            handles, labels = axes[0].get_legend_handles_labels()
            figure.legend(handles, labels, loc="outside lower center", ncols=len(QUADS), frameon=False)
        else:
            axes[0].set_title("no event of cooperation or conflict", fontsize="medium")
        metadata = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(path, format=form, dpi=150, metadata=metadata)
    return len(series) - len(drawn)


def _panel(ax: Any, series: Series) -> None:
    """One series: stacked bars from the middle, and the mean intensity on a scale of its own."""
    places = range(len(series.bars))
    for quads, sign in ((COOPERATION, 1), (tuple(quad for quad in QUADS if quad not in COOPERATION), -1)):
        base = [0] * len(series.bars)
        for quad in quads:
            heights = [sign * bar.quads.get(quad, 0) for bar in series.bars]
            ax.bar(places, heights, bottom=base, color=COLOURS[quad], label=QUADS[quad], width=0.9)
            base = [low + height for low, height in zip(base, heights, strict=True)]
    ax.axhline(0, color=LINE, linewidth=0.6)
    ax.set_title(series.title, loc="left", fontsize="medium")
    ax.set_ylabel("events")
    step = -(-len(series.bars) // LABELS)
    ax.set_xticks(places[::step], [bar.period for bar in series.bars[::step]], fontsize="small")
    tallest = max(max(abs(low), abs(high)) for low, high in [ax.get_ylim()])
    ax.set_ylim(-1.1 * tallest, 1.1 * tallest)
    ax.yaxis.get_major_locator().set_params(integer=True)
    ax.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.margins(x=0.01)
    scale = ax.twinx()
    scale.set_ylim(-10, 10)
    scale.set_ylabel("mean intensity")
    # Where nothing happened there is no mean, and the line is broken.
    means = [bar.intensity if bar.intensity is not None else nan for bar in series.bars]
    scale.plot(places, means, color=LINE, marker="o", markersize=3, linewidth=0.8, label="mean intensity")
