"""Dawid–Skene and MACE, as crowd-kit has them.

Both are fitted by expectation maximisation. Dawid–Skene starts from the shares
of the votes and gives each checker a confusion matrix; MACE starts from random
numbers, several times, and gives each a chance of not looking at the claim at
all, and the answers given then.

What comes out depends on who voted how, and on nothing else: not on checkers'
names, nor on the order of votes or claims. The random numbers come from a
generator whose stream NumPy has frozen (NEP 19), with a fixed seed.

Sources: A. P. Dawid and A. M. Skene, Applied Statistics 28, 1979; D. Hovy,
T. Berg-Kirkpatrick, A. Vaswani and E. Hovy, Learning Whom to Trust with MACE,
NAACL-HLT 2013; D. Ustalov, N. Pavlichenko and B. Tseitlin, Learning from Crowds
with Crowd-Kit, Journal of Open Source Software 9, 2024.
"""

import importlib.metadata
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from exports.agreement.figures import DIGITS
from exports.agreement.patterns import Floats
from exports.crowd.methods import Model
from tasks.errors import ReleaseError

if TYPE_CHECKING:
    from exports.crowd.ballots import Codes

SEED = 20220908


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a model is fitted."""

    iterations: int  # all of them are run
    restarts: int = 1  # the likeliest fit counts
    seed: int | None = None  # None: nothing is drawn


FITTING: Mapping[Model, Fitting] = {
    Model.DAWID_SKENE: Fitting(100),
    Model.MACE: Fitting(50, restarts=10, seed=SEED),  # as its authors' program does by default
}

_PACKAGE = "crowd-kit"


def crowdkit_version() -> str | None:
    """The version that is installed; ``None`` where none is."""
    try:
        return importlib.metadata.version(_PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return None


def require_crowdkit() -> str:
    """:raises ReleaseError: it is not installed"""
    version = crowdkit_version()
    if version is None:
        raise ReleaseError(
            "Dawid-Skene and MACE need %(package)s, which is not installed. Install it with "
            '`pip install "annotator[crowd]"`, or in a checkout without what they do not use: '
            "`.venv/bin/pip install --no-deps --require-hashes -r locks/crowd.txt`.",
            package=_PACKAGE,
        )
    return version


def fit(model: Model, votes: "Codes", labels: int) -> Floats:
    """Fit a model.

    :param votes: rows of claim, checker and label, all numbered from 0; every claim has a vote. One
        checker may have several votes on a claim
    :param labels: how many there are
    :return: how likely each label is, (claims, labels); rows add up to 1 but for rounding
    :raises ReleaseError: crowd-kit is not installed
    """
    require_crowdkit()
    import pandas as pd

    # Numbered as they first appear: crowd-kit's MACE numbers checkers and labels so in one step and
    # sorted in another, and mixes them up where the two differ.
    columns = (pd.factorize(column) for column in in_order(votes).T)
    (claims, _), (checkers, _), (codes, names) = columns
    table = pd.DataFrame({"task": claims, "worker": checkers, "label": codes})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about how crowd-kit and what it brings call others
        found = _unfitted(model).fit_predict_proba(table)
    chances = np.zeros((len(found), labels))
    chances[:, names] = found.reindex(index=range(len(found)), columns=range(len(names))).to_numpy()
    rounded: Floats = np.round(chances, DIGITS) + 0.0
    return rounded


def _unfitted(model: Model) -> Any:
    from crowdkit.aggregation import MACE, DawidSkene

    how = FITTING[model]
    if model is Model.DAWID_SKENE:
        # The bound it would stop by counts a claim's prior once for each vote, and falls on the way up.
        return DawidSkene(n_iter=how.iterations, tol=-np.inf)
    # A generator for all restarts: from a number, each of them would start alike.
    random = np.random.RandomState(how.seed)
    return MACE(n_restarts=how.restarts, n_iter=how.iterations, random_state=random)


def in_order(votes: "Codes") -> "Codes":
    """The votes by claim, and within a claim by checkers, who are numbered by what they voted alone."""
    by_checker = votes[np.lexsort((votes[:, 2], votes[:, 0], votes[:, 1]))]
    starts = np.flatnonzero(np.diff(by_checker[:, 1], prepend=-1))
    said = [part[:, [0, 2]].astype(">i4").tobytes() for part in np.split(by_checker, starts[1:])]
    ranks = np.empty(int(votes[:, 1].max()) + 1, dtype=np.int32)
    for rank, checker in enumerate(sorted(range(len(said)), key=said.__getitem__)):
        ranks[by_checker[starts[checker], 1]] = rank
    numbered = np.stack([votes[:, 0], ranks[votes[:, 1]], votes[:, 2]], axis=1)
    ordered: Codes = numbered[np.lexsort((numbered[:, 2], numbered[:, 1], numbered[:, 0]))]
    return ordered
