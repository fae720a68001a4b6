"""The two models written down as their papers have them, one vote at a time."""

from collections.abc import Sequence

import numpy as np

from exports.agreement.patterns import Floats

Votes = Sequence[tuple[int, int, int]]
"""Claim, checker and label."""


def dawid_skene(votes: Votes, labels: int, iterations: int) -> Floats:
    """Dawid and Skene 1979, equations 2.3 to 2.5."""
    claims = 1 + max(claim for claim, _, _ in votes)
    checkers = 1 + max(checker for _, checker, _ in votes)
    chances = np.zeros((claims, labels))
    for claim, _, label in votes:
        chances[claim, label] += 1
    chances /= chances.sum(axis=1, keepdims=True)
    for _ in range(iterations):
        prevalence = chances.mean(axis=0)
        errors: Floats = np.zeros((checkers, labels, labels))  # by checker, true label and the one given
        for claim, checker, label in votes:
            errors[checker, :, label] += chances[claim]
        errors = np.clip(errors, 1e-10, None)
        errors /= errors.sum(axis=2, keepdims=True)
        logs = np.tile(np.log(np.clip(prevalence, 1e-10, None)), (claims, 1))
        for claim, checker, label in votes:
            logs[claim] += np.log(errors[checker, :, label])
        chances = np.exp(logs - logs.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
    return chances


def mace(votes: Votes, labels: int, iterations: int, restarts: int, seed: int) -> Floats:
    """Hovy et al. 2013, section 3, with the priors and starting values of their program."""
    from scipy.special import digamma

    random = np.random.RandomState(seed)
    checkers = 1 + max(checker for _, checker, _ in votes)
    best, fit = -np.inf, np.zeros((0, labels))
    for _ in range(restarts):
        spamming = 1 + 1.5 * random.random_sample((checkers, 2))  # spamming, and looking
        answers = 1 + 1.5 * random.random_sample((checkers, labels))  # given when spamming
        spamming /= spamming.sum(axis=1, keepdims=True)
        answers /= answers.sum(axis=1, keepdims=True)
        marginals, *counts = _expected(votes, spamming, answers)
        for _ in range(iterations):
            spamming, answers = (
                np.exp(digamma(count + prior)) / np.exp(digamma((count + prior).sum(axis=1, keepdims=True)))
                for count, prior in zip(counts, (0.5, 10.0), strict=True)
            )
            marginals, *counts = _expected(votes, spamming, answers)
        likelihood = np.log(marginals.sum(axis=1) + 1e-8).sum()
        if likelihood > best:
            best, fit = likelihood, marginals / marginals.sum(axis=1, keepdims=True)
    return fit


def _expected(votes: Votes, spamming: Floats, answers: Floats) -> tuple[Floats, Floats, Floats]:
    labels = answers.shape[1]
    marginals = np.full((1 + max(claim for claim, _, _ in votes), labels), 1 / labels)
    for claim, checker, label in votes:
        marginals[claim] *= spamming[checker, 0] * answers[checker, label]
        marginals[claim, label] *= 1 + spamming[checker, 1] / (spamming[checker, 0] * answers[checker, label])
    spammed, given = np.zeros_like(spamming), np.zeros_like(answers)
    for claim, checker, label in votes:
        share = marginals[claim] / marginals[claim].sum()
        by_chance = spamming[checker, 0] * answers[checker, label]
        knew = share[label] * spamming[checker, 1] / (by_chance + spamming[checker, 1])
        spammed[checker] += (1 - knew, knew)
        given[checker, label] += 1 - knew
    return marginals, spammed, given
