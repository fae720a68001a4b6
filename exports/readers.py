"""What researchers open a release with, and what each of these sees in it.

Every reader that is installed opens the release as its own documentation says,
with no code of ours in between, and in a process of its own, because readers change
settings of the process they are in and may fail in any way. As a program this
needs nothing but the readers: ``python -m exports.readers`` names those that are
installed, ``python -m exports.readers READER FOLDER...`` prints what one sees.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
NEWLINE = "\n"

Counts = dict[str, Any]
"""``{"rows": {table: rows}, "verdicts": {verdict: claims}}``"""


def tables_of(folder: Path) -> list[str]:
    """The tables that the release says it has."""
    return list(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["rows"])


def by_datasets(folder: Path) -> Counts:
    import datasets

    datasets.disable_progress_bars()
    rows, verdicts = dict.fromkeys(tables_of(folder), 0), []
    with tempfile.TemporaryDirectory() as cache:
        for table in datasets.get_dataset_config_names(str(folder)):
            try:
                loaded = datasets.load_dataset(str(folder), table, cache_dir=cache)
            except ValueError as error:  # it loads no table without rows
                if "corresponds to no data" not in str(error):
                    raise
                continue
            rows[table] = sum(part.num_rows for part in loaded.values())
        if rows["claims"]:
            for part in datasets.load_dataset(str(folder), cache_dir=cache).values():
                names = part.features["verdict"]
                verdicts += [None if v is None else names.int2str(v) for v in part["verdict"]]
    return _counts(rows, verdicts)


def by_pandas(folder: Path) -> Counts:
    import pandas as pd

    return _of_frames({table: pd.read_parquet(folder / "data" / table) for table in tables_of(folder)})


def by_pandas_from_csv(folder: Path) -> Counts:
    import pandas as pd

    return _of_frames(
        {
            table: pd.read_csv(folder / "csv" / f"{table}.csv", keep_default_na=False, na_values=[""])
            for table in tables_of(folder)
        }
    )


def _of_frames(tables: Mapping[str, Any]) -> Counts:
    verdicts = tables["claims"]["verdict"].astype(object)
    rows = {table: len(frame) for table, frame in tables.items()}
    return _counts(rows, verdicts.where(verdicts.notna(), None))


def by_polars(folder: Path) -> Counts:
    import polars as pl

    tables = {table: pl.read_parquet(folder / "data" / table / "*.parquet") for table in tables_of(folder)}
    return _counts({t: frame.height for t, frame in tables.items()}, tables["claims"]["verdict"].to_list())


def by_polars_from_jsonl(folder: Path) -> Counts:
    import polars as pl

    files = {table: folder / "jsonl" / f"{table}.jsonl" for table in tables_of(folder)}
    tables = {
        table: pl.read_ndjson(file, infer_schema_length=None)
        for table, file in files.items()
        if file.stat().st_size  # it reads no empty file
    }
    rows = {table: tables[table].height if table in tables else 0 for table in files}
    return _counts(rows, tables["claims"]["verdict"].to_list() if "claims" in tables else ())


def by_duckdb(folder: Path) -> Counts:
    import duckdb

    return _of_relations({t: duckdb.read_parquet(f"{folder}/data/{t}/*.parquet") for t in tables_of(folder)})


def by_duckdb_from_csv(folder: Path) -> Counts:
    import duckdb

    return _of_relations(
        {
            t: duckdb.read_csv(f"{folder}/csv/{t}.csv", header=True, all_varchar=True)
            for t in tables_of(folder)
        }
    )


def _of_relations(tables: Mapping[str, Any]) -> Counts:
    verdicts = tables["claims"].project("verdict").fetchall()
    return _counts({t: relation.shape[0] for t, relation in tables.items()}, [v for (v,) in verdicts])


def by_mlcroissant(folder: Path) -> Counts:
    import mlcroissant as mlc

    dataset = mlc.Dataset(jsonld=folder / "croissant.json")
    issues = dataset.metadata.ctx.issues
    for complaint in (*issues.errors, *issues.warnings):
        _complain(str(complaint))
    rows = {table: sum(1 for _ in dataset.records(table)) for table in tables_of(folder)}
    verdicts: Counter[str] = Counter()
    for table in rows:  # a second time: wrong metadata made it yield nothing then
        again = 0
        for record in dataset.records(table):
            again += 1
            if table == "claims":
                verdict = record["claims/verdict"]
                verdicts[verdict.decode() if isinstance(verdict, bytes) else "undecided"] += 1
        if again != rows[table]:
            _complain(f"{table} has {rows[table]} records the first time and {again} the second")
    return {"rows": rows, "verdicts": dict(sorted(verdicts.items()))}


def by_frictionless(folder: Path) -> Counts:
    from frictionless import Package

    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    for problem in report.flatten(["type", "message"]):
        _complain(": ".join(map(str, problem)))
    rows = {task.name.replace("-", "_"): task.stats.get("rows", 0) for task in report.tasks}
    with package.get_resource("claims") as claims:
        return _counts(rows, (row["verdict"] for row in claims.row_stream))


def by_datasette(folder: Path) -> Counts:
    def ask(address: str) -> Any:
        files = ["-i", str(folder / "dataset.db"), "-m", str(folder / "metadata.json")]
        command = [sys.executable, "-m", "datasette", *files, "--get", address]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    counted = {table["name"]: table["count"] for table in ask("/dataset.json")["tables"]}
    rows = {table: counted[table] for table in tables_of(folder)}
    facets = ask("/dataset/claims.json?_size=0&_facet=verdict")["facet_results"]
    decided = {facet["value"]: facet["count"] for facet in facets["verdict"]["results"]} if facets else {}
    undecided = rows["claims"] - sum(decided.values())
    return {"rows": rows, "verdicts": dict(sorted({**decided, **_if_any(undecided=undecided)}.items()))}


def _if_any(**counts: int) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def _counts(rows: Mapping[str, int], verdicts: Iterable[Any]) -> Counts:
    named = Counter("undecided" if verdict in (None, "") else str(verdict) for verdict in verdicts)
    return {"rows": dict(rows), "verdicts": dict(sorted(named.items()))}


def _complain(what: str) -> None:
    warnings.warn(what, stacklevel=2)


READERS: Mapping[str, tuple[Callable[[Path], Counts], ...]] = {
    "datasets": (by_datasets,),
    "pandas": (by_pandas, by_pandas_from_csv),
    "polars": (by_polars, by_polars_from_jsonl),
    "duckdb": (by_duckdb, by_duckdb_from_csv),
    "mlcroissant": (by_mlcroissant,),
    "frictionless": (by_frictionless,),
    "datasette": (by_datasette,),
}
"""By the module that must be installed. SQLite itself is what `exports.verify` reads with."""


_OF_ITS_OWN_CODE = (DeprecationWarning, PendingDeprecationWarning, ResourceWarning, ImportWarning)
"""Warnings for those who work on a reader."""


def installed_readers() -> list[str]:
    """The names of the functions above whose reader is there."""
    modules = (module for module in READERS if importlib.util.find_spec(module))
    return [function.__name__ for module in modules for function in READERS[module]]


def open_with(reader: str, folder: Path) -> Counts:
    """What a reader sees, and its ``complaints``."""
    functions = {function.__name__: function for of_module in READERS.values() for function in of_module}
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        seen = functions[reader](folder)
    words = [str(c.message) for c in complaints if not issubclass(c.category, _OF_ITS_OWN_CODE)]
    return seen | {"complaints": words}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        opened = [open_with(sys.argv[1], Path(folder)) for folder in sys.argv[2:]]
        sys.stdout.write(NEWLINE + json.dumps(opened))
    else:
        sys.stdout.write(json.dumps(installed_readers()))
