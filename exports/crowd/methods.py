"""Which models there are; kept apart, because naming them must not wait for what fits them."""

from enum import StrEnum


class Model(StrEnum):
    """A model of checkers, by the name the literature has for it."""

    DAWID_SKENE = "dawid-skene"
    MACE = "mace"
