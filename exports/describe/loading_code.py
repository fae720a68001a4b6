"""Code that loads a release in the tools researchers use, to copy from its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ALL_CLAIMS = "select * from claims"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few lines that load the claims into ``claims``, run beside the unpacked release."""

    tool: str
    language: str
    code: str


def loading_code(manifest: Mapping[str, Any]) -> Sequence[Snippet]:
    """How each tool loads the claims of a release.

    :param manifest: the content of its ``manifest.json``
    """
    folder = f"{manifest['name']}-{manifest['version']}"
    return (
        Snippet(
            "datasets",
            "python",
            f'from datasets import load_dataset\n\nclaims = load_dataset("{folder}")',
        ),
        Snippet(
            "pandas",
            "python",
            f'import pandas as pd\n\nclaims = pd.read_parquet("{folder}/data/claims")',
        ),
        Snippet(
            "polars",
            "python",
            f'import polars as pl\n\nclaims = pl.read_parquet("{folder}/data/claims/*.parquet")',
        ),
        Snippet(
            "DuckDB",
            "python",
            f"import duckdb\n\nclaims = duckdb.read_parquet('{folder}/data/claims/*.parquet')",
        ),
        Snippet(
            "SQLite",
            "python",
            f'import sqlite3\n\nrelease = sqlite3.connect("{folder}/dataset.db")\n'
            f'claims = release.execute("{_ALL_CLAIMS}").fetchall()',
        ),
    )
