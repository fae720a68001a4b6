"""What only people can say about a dataset: its title, its licence, who stands behind it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from exports.versions import checked_name
from tasks.errors import InputError
from tasks.store.connection import Store
from tasks.store.particulars import keep_particulars, kept_particulars
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


NO_TEXT, ALL_TEXTS = "none", "all"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the editor says about a dataset. Everything may be left empty."""

    title: str = ""  # empty: made of the name
    about: str = ""  # what it is, in a few sentences
    creators: tuple[str, ...] = ()  # who made it, to be cited; empty: the publisher
    publisher: str = ""  # the desk that stands behind it
    contact: str = ""  # where to ask
    homepage: str = ""
    licence: str = "none"  # one of `LICENCES`
    article_text: str | tuple[str, ...] = NO_TEXT  # none, all, or the publishers whose licence allows it
    motivation: str = ""  # what it was made for, and who paid
    collection: str = ""  # how articles were chosen
    guidelines: str = ""  # what checkers were told, or where that can be read
    uses: str = ""  # what it is good for
    known_gaps: str = ""  # what a user should know is missing
    upkeep: str = ""  # what will happen to it
    mapping: LabelMapping = field(default_factory=LabelMapping)

    def __post_init__(self) -> None:
        if self.licence not in LICENCES:
            raise InputError(f"{self.licence!r} is no licence we know. Choose one of {', '.join(LICENCES)}.")
        if isinstance(self.article_text, str) and self.article_text not in (NO_TEXT, ALL_TEXTS):
            raise InputError(
                "article_text must be none, all, or a list of publishers whose licence allows it."
            )

    @property
    def terms(self) -> Licence:
        return LICENCES[self.licence]

    @property
    def authors(self) -> tuple[str, ...]:
        """Who is to be cited."""
        return self.creators or (self.publisher or "A fact-checking desk",)

    def may_pass_on(self, publisher: str) -> bool:
        """Whether the text of this publisher's articles may be in the dataset."""
        if isinstance(self.article_text, str):
            return self.article_text == ALL_TEXTS
        return publisher in self.article_text


def particulars_of(store: Store, name: str) -> Particulars:
    """What is said of a dataset now; empty where nothing is."""
    kept = kept_particulars(store, name)
    return Particulars() if kept is None else _checked(json.loads(kept), f"The particulars of {name}")


def set_particulars(store: Store, name: str, particulars: Particulars, said_by: int | None = None) -> None:
    """Say this of a dataset from now on: its next releases will.

    :raises InputError: it cannot be a dataset's name
    """
    keep_particulars(store, checked_name(name), json.dumps(as_content(particulars)), said_by)


def as_content(particulars: Particulars) -> dict[str, Any]:
    """As `read_particulars` reads it: texts, lists of texts, and the mapping as mappings."""
    return {
        part: list(value) if isinstance(value, tuple) else value
        for part, value in asdict(particulars).items()
    }


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
    return _checked(content, str(path))


_LISTS = ("creators", "article_text")


def _checked(content: object, where: str) -> Particulars:
    known = {part.name for part in fields(Particulars)}
    if not isinstance(content, dict) or not content.keys() <= known:
        raise InputError(f"{where} may say {', '.join(sorted(known))}, and nothing else.")
    values = {name: value for name, value in content.items() if value is not None}
    mapping = values.pop("mapping", {})
    if not isinstance(mapping, dict) or not mapping.keys() <= {"fever", "averitec"}:
        raise InputError(f"{where}: the mapping may be to fever and to averitec.")
    for name, value in values.items():
        if name in _LISTS and isinstance(value, list) and all(isinstance(part, str) for part in value):
            values[name] = tuple(value)
        elif not isinstance(value, str) or name == "creators":
            raise InputError(
                f"{where}: {name} must be {'a list of names' if name == 'creators' else 'text'}."
            )
    return Particulars(**values, mapping=LabelMapping(**mapping))
