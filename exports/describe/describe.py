"""All descriptions of a release, as files and their contents."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import yaml

from exports.describe.card import card
from exports.describe.citation import citation, licence_text
from exports.describe.croissant import croissant
from exports.describe.datapackage import datapackage
from exports.describe.datasette import datasette_metadata
from exports.describe.facts import AGREEMENT, Facts
from exports.describe.plots import plots


def descriptions(facts: Facts) -> Mapping[str, str]:
    """Relative paths and texts."""
    return {
        "README.md": card(facts),
        "LICENSE": licence_text(facts),
        "CITATION.cff": yaml.safe_dump(citation(facts), sort_keys=False, allow_unicode=True, width=10_000),
        "croissant.json": as_json(croissant(facts)),
        "datapackage.json": as_json(datapackage(facts)),
        "metadata.json": as_json(datasette_metadata(facts)),
        AGREEMENT: as_json(agreement(facts)),
        "formats/mapping.json": as_json(
            {"fever": facts.particulars.mapping.fever, "averitec": facts.particulars.mapping.averitec}
        ),
        **plots(facts),
    }


def agreement(facts: Facts) -> dict[str, Any]:
    """All figures about agreement."""
    return {
        "agreement": asdict(facts.agreement),
        "spans": asdict(facts.spans),
        "retest": asdict(facts.retest),
    }


def as_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
