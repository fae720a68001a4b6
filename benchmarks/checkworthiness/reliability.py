"""Does a score of 0.7 mean that seven in ten are worth checking?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

BINS = 10


def expected_calibration_error(labels: npt.NDArray[Any], scores: npt.NDArray[Any]) -> float:
    """Mean distance of score and share, over `BINS` bins of equal width, by size (Naeini et al. 2015)."""
    return float(sum(size * abs(score - share) for size, score, share in _bins(labels, scores)) / len(labels))


def draw(labels: npt.NDArray[Any], scores: npt.NDArray[Any], target: Path) -> None:
    """Draw share of positives over score, and how many sentences lie where. The same bytes each time."""
    mpl.rcParams.update({"svg.hashsalt": "annotator", "svg.fonttype": "none", "font.family": "sans-serif"})
    figure = Figure(figsize=(5, 5.6), layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=(4, 1), sharex=True)
    _, score, share = zip(*_bins(labels, scores), strict=True)
    above.plot([0, 1], [0, 1], color="#9a9a9a", linestyle="--", linewidth=1, label="perfect")
    above.plot(score, share, color="#1f5fa8", marker="o", label="held-out debates")
    above.set(ylabel="share worth checking", ylim=(0, 1), title="Check-worthiness: score and outcome")
    above.legend(frameon=False, loc="upper left")
    below.hist(scores, bins=BINS, range=(0, 1), color="#1f5fa8", rwidth=0.92)
    below.set(xlabel="score", ylabel="sentences", xlim=(0, 1))
    for axes in (above, below):
        axes.spines[["top", "right"]].set_visible(False)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, format="svg", metadata={"Date": None})


def _bins(labels: npt.NDArray[Any], scores: npt.NDArray[Any]) -> Iterator[tuple[int, float, float]]:
    """Size, mean score and share of positives of each bin that is not empty."""
    place = np.minimum((scores * BINS).astype(int), BINS - 1)
    for which in range(BINS):
        inside = place == which
        if inside.any():
            yield int(inside.sum()), float(scores[inside].mean()), float(labels[inside].mean())
