"""Datasets from a fact-checking desk: how they are made, checked and read.

For those who read one, `load` is enough::

    from exports import load

    with load("harbour-1.0.0") as dataset:
        for claim in dataset.claims:
            print(claim.claim, claim.verdict)
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.loading import Dataset

__all__ = ["load"]


def load(source: str | Path) -> "Dataset":
    """Open a release: its folder, a zip of it, or an address (http or https) of either.

    Files are checked against their checksums when they are read first.

    :raises ReleaseError: there is no release, or it is not what was released
    """
    from exports.loading import open_dataset  # PyArrow is not needed to know that this function exists

    return open_dataset(source)
