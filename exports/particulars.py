"""What only people can say about a dataset: its title, its licence, who stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

import yaml

from tasks.errors import InputError
from tasks.types import UNDECIDED, Verdict


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms under which a dataset may be used."""

    spdx: str | None  # identifier in the SPDX list; None: no licence was given
    title: str
    url: str | None


LICENCES: Mapping[str, Licence] = {
    "cc-by-4.0": Licence(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/legalcode",
    ),
    "cc-by-sa-4.0": Licence(
        "CC-BY-SA-4.0",
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/legalcode",
    ),
    "cc0-1.0": Licence(
        "CC0-1.0",
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
    ),
    "odc-by": Licence(
        "ODC-By-1.0",
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
    ),
    "none": Licence(None, "No licence has been given", None),
}
"""By the names that dataset hubs use."""


@dataclass(frozen=True, slots=True)
class LabelMapping:
    """How our verdicts read in formats that know other labels. ``None``: such claims are left out there.

    *disputed* has no single meaning elsewhere; a desk that sees it otherwise
    sets it, and the mapping is published with the release.
    """

    fever: Mapping[str, str | None] = field(
        default_factory=lambda: {
            Verdict.VERIFIED.value: "SUPPORTS",
            Verdict.DISPUTED.value: "REFUTES",
            Verdict.UNVERIFIABLE.value: "NOT ENOUGH INFO",
            UNDECIDED: None,
        }
    )
    averitec: Mapping[str, str | None] = field(
        default_factory=lambda: {
            Verdict.VERIFIED.value: "Supported",
            Verdict.DISPUTED.value: "Refuted",
            Verdict.UNVERIFIABLE.value: "Not Enough Evidence",
            UNDECIDED: "Conflicting Evidence/Cherrypicking",
        }
    )

    def __post_init__(self) -> None:
        for name, mapping, known in (
            ("FEVER", self.fever, FEVER_LABELS),
            ("AVeriTeC", self.averitec, AVERITEC_LABELS),
        ):
            if not isinstance(mapping, Mapping) or set(mapping) != {*map(str, Verdict), UNDECIDED}:
                raise InputError(f"The mapping to {name} must name each verdict and {UNDECIDED}.")
            if wrong := {label for label in mapping.values() if label} - known:
                raise InputError(f"{name} knows no label {', '.join(sorted(wrong))}.")


FEVER_LABELS = frozenset({"SUPPORTS", "REFUTES", "NOT ENOUGH INFO"})
AVERITEC_LABELS = frozenset(
    {"Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"}
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the editor says about a dataset."""

    title: str = ""  # empty: made of the name
    about: str = ""  # what it is for and how it came about
    publisher: str = ""  # the desk that stands behind it
    contact: str = ""  # where to ask
    homepage: str = ""
    licence: str = "none"  # one of `LICENCES`
    known_gaps: str = ""  # what a user should know is missing
    mapping: LabelMapping = field(default_factory=LabelMapping)

    def __post_init__(self) -> None:
        if self.licence not in LICENCES:
            raise InputError(f"{self.licence!r} is no licence we know. Choose one of {', '.join(LICENCES)}.")

    @property
    def terms(self) -> Licence:
        return LICENCES[self.licence]


def read_particulars(path: Path) -> Particulars:
    """The particulars from a YAML file with the fields of `Particulars`; ``mapping`` is a `LabelMapping`.

    :raises InputError: the file cannot be read, or says something that makes no sense
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        raise InputError(f"{path} is not YAML: {error}") from error
    known = {part.name for part in fields(Particulars)}
    if not isinstance(content, dict) or not content.keys() <= known:
        raise InputError(f"{path} may say {', '.join(sorted(known))}, and nothing else.")
    mapping = content.pop("mapping", {})
    if not isinstance(mapping, dict) or not mapping.keys() <= {"fever", "averitec"}:
        raise InputError(f"{path}: the mapping may be to fever and to averitec.")
    if wrong := [name for name, value in content.items() if not isinstance(value, str)]:
        raise InputError(f"{path}: {', '.join(wrong)} must be text.")
    return Particulars(**content, mapping=LabelMapping(**mapping))
