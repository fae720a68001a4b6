"""``README.md``: the dataset card. Front matter that `datasets` and hubs read, then a datasheet for people.

Sources: https://huggingface.co/docs/hub/datasets-cards and
datasets-manual-configuration; T. Gebru et al., Datasheets for datasets, 2021.
"""

from functools import cache
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from exports.agreement.figures import Estimate, Figures
from exports.columns import Column, Format, Table
from exports.describe.citation import citation, reference
from exports.describe.facts import Facts
from exports.labels import LABEL_MEANINGS, METHOD_MEANINGS, REASON_MEANINGS, STATE_MEANINGS
from exports.tables import CLAIMS

_SIZES = (
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
    (10**7, "1M<n<10M"),
)
_DTYPES = {str: "string", int: "int64", float: "float64", bool: "bool"}
_FORMATS = {Format.DATE: "date32", Format.DATETIME: "timestamp[us, tz=UTC]", Format.URL: "string"}
_CLASSES = {("claims", "verdict"), ("annotations", "label")}
"""What people train on: loaders make numbers of it."""


def card(facts: Facts) -> str:
    front = yaml.safe_dump(front_matter(facts), sort_keys=False, allow_unicode=True, width=10_000)
    return _template().render(
        front_matter=front,
        facts=facts,
        tables=facts.tables,
        labels=LABEL_MEANINGS,
        methods=METHOD_MEANINGS,
        reasons=REASON_MEANINGS,
        states=STATE_MEANINGS,
        coefficients=_coefficients(facts.agreement.answers),
        among_verdicts=_coefficients(facts.agreement.verdicts),
        citation=reference(citation(facts)),
        folder=f"{facts.name}-{facts.version}",
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("exports.describe", "templates"),
        autoescape=False,  # noqa: S701 - Markdown; the words are the editor's own and ours
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["figure"] = _figure
    return environment.get_template("README.md.jinja")


def front_matter(facts: Facts) -> dict[str, Any]:
    """What hubs and `datasets` read: how to load the tables, and what is in their columns."""
    terms = facts.particulars.terms
    claims = facts.census.rows_of(CLAIMS.name)
    return {
        "pretty_name": facts.title,
        "license": facts.particulars.licence if terms.spdx else "other",
        **({} if terms.spdx else {"license_name": "none", "license_link": "LICENSE"}),
        "language": sorted({language.split("-")[0] for language in facts.census.languages}),
        "task_categories": ["text-classification"],
        "task_ids": ["fact-checking"],
        "annotations_creators": ["expert-generated"],
        "source_datasets": ["original"],
        "size_categories": [next((name for limit, name in _SIZES if claims < limit), "10M<n<100M")],
        "configs": [_config(table, facts) for table in _loadable(facts)],
        "dataset_info": [_info(table, facts) for table in _loadable(facts)],
    }


def _loadable(facts: Facts) -> list[Table]:
    """The tables that have rows: `datasets` loads no others. Claims are always named."""
    return [table for table in facts.tables if table is CLAIMS or facts.census.rows_of(table.name)]


def _config(table: Table, facts: Facts) -> dict[str, Any]:
    return {
        "config_name": table.name,
        **({"default": True} if table is CLAIMS else {}),
        "data_files": [
            {"split": split, "path": f"data/{table.name}/{split}-*.parquet"}
            for split in facts.census.splits_of(table.name)
        ],
    }


def _info(table: Table, facts: Facts) -> dict[str, Any]:
    files = facts.files_below(f"data/{table.name}")

    def size(split: str = "") -> int:
        return sum(file.size for file in files if file.path.split("/")[-1].startswith(split))

    return {
        "config_name": table.name,
        "version": facts.version,
        "features": [{"name": column.name, "dtype": _dtype(table, column)} for column in table.columns],
        "splits": [
            {"name": split, "num_bytes": size(f"{split}-"), "num_examples": rows}
            for split, rows in facts.census.splits_of(table.name).items()
        ],
        "download_size": size(),
        "dataset_size": size(),
    }


def _dtype(table: Table, column: Column) -> object:
    if (table.name, column.name) in _CLASSES:
        return {"class_label": {"names": {str(i): value for i, value in enumerate(column.means.values)}}}
    return _FORMATS[column.means.format] if column.means.format else _DTYPES[column.type]


def _coefficients(figures: Figures) -> dict[str, Estimate]:
    return {
        "Agreeing pairs": figures.observed,
        "Krippendorff's α": figures.krippendorff_alpha,
        "Fleiss' κ": figures.fleiss_kappa,
        "Gwet's AC1": figures.gwet_ac1,
        "Randolph's κ": figures.randolph_kappa,
    }


def _figure(estimate: Estimate) -> str:
    """An estimate as people read it."""
    if estimate.value is None:
        return f"undefined: {estimate.undefined}"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:z.3f}"
    return f"{estimate.value:z.3f} ({estimate.low:z.3f} to {estimate.high:z.3f})"
