"""Tell how far scores are probabilities: of what is scored 0.8, about 80 % should be right.

In:   scores, each with whether what bears it is right.
Out:  a table of ten bins, and the expected calibration error (Naeini et al. 2015).
"""

from __future__ import annotations

from collections.abc import Sequence

BINS = 10


def reliability(judged: Sequence[tuple[float, bool]]) -> tuple[list[str], float]:
    """A line for each bin that is not empty, and the mean distance of score and share right, in percent."""
    lines, error = ["score         number   mean  right, %"], 0.0
    for number in range(BINS):
        own = [one for one in judged if number == min(int(one[0] * BINS), BINS - 1)]
        if own:
            mean = 100 * sum(score for score, _ in own) / len(own)
            right = 100 * sum(right for _, right in own) / len(own)
            error += abs(mean - right) * len(own) / len(judged)
            lines.append(
                f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}  {len(own):7d}  {mean:5.1f}  {right:5.1f}"
            )
    return [*lines, f"expected calibration error {error:.1f} points"], error
