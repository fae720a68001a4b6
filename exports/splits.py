"""Which part of a dataset a claim is in: train, validation or test.

The part follows from the article alone, through a hash: what is added later
never moves what is there, and sentences of one article stay together.
"""

from enum import StrEnum
from hashlib import sha256


class Split(StrEnum):
    """The names that loaders expect."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


VALIDATION_SHARE = 0.1
TEST_SHARE = 0.1


def split_of(article_id: str, salt: str) -> Split:
    """The part of the article; another salt gives another division.

    :param salt: the dataset's name
    """
    digest = sha256(f"{salt}\n{article_id}".encode()).digest()
    place = int.from_bytes(digest[:8]) / 2**64  # evenly spread over 0..1
    if place < TEST_SHARE:
        return Split.TEST
    return Split.VALIDATION if place < TEST_SHARE + VALIDATION_SHARE else Split.TRAIN
