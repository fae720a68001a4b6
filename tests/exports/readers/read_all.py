"""Opens a release with what researchers use; run in the readers' environment.

Prints, for each folder named and each reader, rows by table and claims by
verdict, and what the readers complained of.
"""

import json
import sqlite3
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

TABLES = ("claims", "annotations", "evidence", "verdict_history", "not_claims", "articles")

Counts = dict[str, Any]


def counts(rows: dict[str, int], verdicts: list[Any]) -> Counts:
    named = Counter("undecided" if verdict in (None, "") else str(verdict) for verdict in verdicts)
    return {"rows": rows, "verdicts": dict(sorted(named.items()))}


def by_datasets(folder: Path) -> Counts:
    import datasets

    datasets.disable_progress_bars()
    known = datasets.get_dataset_config_names(str(folder))
    rows, verdicts = dict.fromkeys(TABLES, 0), []
    for table in known:
        try:
            loaded = datasets.load_dataset(str(folder), table, cache_dir=str(folder.parent / "cache"))
        except ValueError as error:  # it loads no table without rows
            if "corresponds to no data" not in str(error):
                raise
            continue
        rows[table] = sum(split.num_rows for split in loaded.values())
        if table == "claims":
            default = datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "cache"))
            assert {name: part.num_rows for name, part in default.items()} == {
                name: part.num_rows for name, part in loaded.items()
            }
            for part in loaded.values():
                names = part.features["verdict"]
                verdicts += [None if v is None else names.int2str(v) for v in part["verdict"]]
    return counts(rows, verdicts)


def by_pandas(folder: Path) -> Counts:
    import pandas as pd

    tables = {table: pd.read_parquet(folder / "data" / table) for table in TABLES}
    verdicts = tables["claims"]["verdict"].astype(object)
    return counts(
        {t: len(frame) for t, frame in tables.items()}, list(verdicts.where(verdicts.notna(), None))
    )


def by_pandas_from_csv(folder: Path) -> Counts:
    import pandas as pd

    tables = {
        table: pd.read_csv(folder / "csv" / f"{table}.csv", keep_default_na=False, na_values=[""])
        for table in TABLES
    }
    verdicts = tables["claims"]["verdict"].astype(object)
    return counts(
        {t: len(frame) for t, frame in tables.items()}, list(verdicts.where(verdicts.notna(), None))
    )


def by_polars(folder: Path) -> Counts:
    import polars as pl

    tables = {table: pl.read_parquet(folder / "data" / table / "*.parquet") for table in TABLES}
    return counts({t: frame.height for t, frame in tables.items()}, tables["claims"]["verdict"].to_list())


def by_polars_from_jsonl(folder: Path) -> Counts:
    import polars as pl

    rows, verdicts = {}, []
    for table in TABLES:
        path = folder / "jsonl" / f"{table}.jsonl"
        frame = pl.read_ndjson(path, infer_schema_length=None) if path.stat().st_size else pl.DataFrame()
        rows[table] = frame.height
        if table == "claims" and frame.height:
            verdicts = frame["verdict"].to_list()
    return counts(rows, verdicts)


def by_duckdb(folder: Path) -> Counts:
    import duckdb

    rows = {
        table: duckdb.sql(f"select count(*) from '{folder}/data/{table}/*.parquet'").fetchall()[0][0]
        for table in TABLES
    }
    verdicts = duckdb.sql(f"select verdict from '{folder}/data/claims/*.parquet'").fetchall()
    return counts(rows, [verdict for (verdict,) in verdicts])


def by_duckdb_from_csv(folder: Path) -> Counts:
    import duckdb

    rows = {
        table: duckdb.sql(
            f"select count(*) from read_csv('{folder}/csv/{table}.csv', header=true)"
        ).fetchall()[0][0]
        for table in TABLES
    }
    verdicts = duckdb.sql(
        f"select verdict from read_csv('{folder}/csv/claims.csv', header=true, all_varchar=true)"
    ).fetchall()
    return counts(rows, [verdict for (verdict,) in verdicts])


def by_mlcroissant(folder: Path) -> Counts:
    import mlcroissant as mlc

    dataset = mlc.Dataset(jsonld=folder / "croissant.json")
    assert not dataset.metadata.ctx.issues.errors
    assert not dataset.metadata.ctx.issues.warnings, dataset.metadata.ctx.issues.warnings
    rows, verdicts = {}, []
    for table in TABLES:
        first, second = list(dataset.records(table)), list(dataset.records(table))
        assert len(first) == len(second)
        rows[table] = len(first)
        if table == "claims":
            values = [record["claims/verdict"] for record in first]
            verdicts = [value.decode() if isinstance(value, bytes) else None for value in values]
    return counts(rows, verdicts)


def by_frictionless(folder: Path) -> Counts:
    from frictionless import Package

    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    rows = {resource.name.replace("-", "_"): resource.read_rows() for resource in package.resources}
    return counts(
        {table: len(of_table) for table, of_table in rows.items()}, [row["verdict"] for row in rows["claims"]]
    )


def by_datasette(folder: Path) -> Counts:
    def ask(address: str) -> Any:
        files = ["-i", str(folder / "dataset.db"), "-m", str(folder / "metadata.json")]
        command = [sys.executable, "-m", "datasette", *files, "--get", address]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    rows = {
        table: ask(f"/dataset.json?sql=select+count(*)+as+n+from+{table}&_shape=array")[0]["n"]
        for table in TABLES
    }
    totals = ask("/dataset.json?sql=select+verdict,count(*)+as+n+from+claims+group+by+verdict&_shape=array")
    found = ask("/dataset/claims.json?_search=harbour&_shape=array")
    assert all("harbour" in claim["sentence"].lower() for claim in found)
    return counts(rows, [total["verdict"] for total in totals for _ in range(total["n"])])


def by_sqlite3(folder: Path) -> Counts:
    connection = sqlite3.connect(f"file:{folder}/dataset.db?mode=ro", uri=True)
    rows = {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}
    verdicts = connection.execute("select verdict from claims").fetchall()
    connection.close()
    return counts(rows, [verdict for (verdict,) in verdicts])


READERS: tuple[Callable[[Path], Counts], ...] = (
    by_datasets,
    by_pandas,
    by_pandas_from_csv,
    by_polars,
    by_polars_from_jsonl,
    by_duckdb,
    by_duckdb_from_csv,
    by_mlcroissant,
    by_frictionless,
    by_datasette,
    by_sqlite3,
)


def read_with_all(folder: Path) -> Counts:
    results = {}
    for reader in READERS:
        with warnings.catch_warnings(record=True) as complaints:
            warnings.simplefilter("always")
            results[reader.__name__] = reader(folder)
        results[reader.__name__]["complaints"] = [
            str(complaint.message)
            for complaint in complaints
            if not issubclass(complaint.category, (DeprecationWarning, ResourceWarning))
        ]
    return results


if __name__ == "__main__":
    json.dump({folder: read_with_all(Path(folder)) for folder in sys.argv[1:]}, sys.stdout)
