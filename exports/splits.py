"""Which part of a dataset an article is in: train, validation or test.

Articles that share a claim, or nearly, go into one part together
(`exports.duplicates`), so that no test claim was seen in training. The part
follows from a salted hash or from the date of publication, whatever else is in
the dataset; and what was once released stays where it was. By date, the newest
of the articles that belong together decides: nothing newer is in training.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from tasks.errors import InputError


class Split(StrEnum):
    """The names that loaders expect."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class ByArticle:
    """Shares of the articles, by a hash."""

    validation: float = 0.1
    test: float = 0.1

    def __post_init__(self) -> None:
        if not (self.validation >= 0 and self.test >= 0 and self.validation + self.test <= 1):
            raise InputError("The shares for validation and test must be 0 to 1, and 1 at most together.")

    def split(self, group: str, published_on: str | None, salt: str) -> Split:
        """:param published_on: makes no difference"""
        del published_on
        digest = sha256(f"{salt}\n{group}".encode()).digest()
        place = int.from_bytes(digest[:8]) / 2**64  # evenly spread over 0..1
        if place < self.test:
            return Split.TEST
        return Split.VALIDATION if place < self.test + self.validation else Split.TRAIN

    def describe(self) -> str:
        return f"by article: {self.validation:.0%} validation, {self.test:.0%} test, the rest training"


@dataclass(frozen=True, slots=True)
class ByDate:
    """The newest articles are for testing; those without a date are for training."""

    validation_from: date
    test_from: date

    def __post_init__(self) -> None:
        if self.test_from < self.validation_from:
            raise InputError("The articles for testing must be newer than those for validation.")

    def split(self, group: str, published_on: str | None, salt: str) -> Split:
        """:param group: and ``salt`` make no difference"""
        del group, salt
        if published_on is None or published_on < self.validation_from.isoformat():
            return Split.TRAIN
        return Split.VALIDATION if published_on < self.test_from.isoformat() else Split.TEST

    def describe(self) -> str:
        return f"by date: validation from {self.validation_from}, test from {self.test_from}"


SplitRule = ByArticle | ByDate


def splitter(
    rule: SplitRule,
    salt: str,
    groups: Mapping[str, str],
    released: Mapping[str, str],
    published: Mapping[str, str] = MappingProxyType({}),
) -> Callable[[str, str | None], str]:
    """The part of an article, by its id and the day it was published.

    :param salt: the dataset's name: another gives another division
    :param groups: the group of each article that shares claims with others
    :param released: the part in which an article was released before
    :param published: when articles that share claims were published, as far as that is known
    """
    newest: dict[str, str] = {}
    for article, day in published.items():
        if article in groups:
            newest[groups[article]] = max(day, newest.get(groups[article], day))
    followed = {groups[article]: part for article, part in sorted(released.items()) if article in groups}

    def split(article_id: str, published_on: str | None) -> str:
        group = groups.get(article_id, article_id)
        if part := released.get(article_id) or followed.get(group):
            return part
        return rule.split(group, newest.get(group, published_on), salt).value

    return split
