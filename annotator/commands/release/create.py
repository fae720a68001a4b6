"""``annotator release create``: a dataset, built once and never changed."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.commands.output import ArticleCount, json_option, print_json
from annotator.credentials import ensure_credentials
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from exports.crowd.methods import Model
from tasks.store.times import end_of

if TYPE_CHECKING:
    from exports.crowd.aggregate import AggregationReport
    from exports.release import Release


@click.command()
@click.argument("name")
@click.option(
    "--version", default=None, help="The release's version; proposed from what changed if not given."
)
@click.option("--as-of", metavar="WHEN", default=None, help="What was known then: a day, or a time in UTC.")
@click.option("--with-text", is_flag=True, help="Put in all articles' text. Only if you may pass it on.")
@click.option(
    "--by-date",
    nargs=2,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="VALIDATION TEST",
    help="Divide by day of publication: the first day for validation, the first for testing.",
)
@click.option(
    "--aggregate",
    "models",
    type=click.Choice(list(map(str, Model))),
    multiple=True,
    help="Add what this model of the checkers makes of their verdicts. May be given for each model.",
)
@click.option(
    "--particulars",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML with title, licence and so on, for this release; `release describe` keeps it for all.",
)
@json_option
def command(
    name: str,
    version: str | None,
    as_of: str | None,
    with_text: bool,
    by_date: tuple[datetime, datetime] | None,
    models: tuple[str, ...],
    particulars: Path | None,
    as_json: bool,
) -> None:
    """Release everything that is labelled as NAME-VERSION.

    Verdicts are what most checkers gave, or what an editor settled. With
    --aggregate, models that estimate how reliable each checker is (Dawid and
    Skene 1979; MACE, Hovy et al. 2013) say what they make of the same answers, in
    a table of their own. They need `pip install "annotator[crowd]"`.
    """
    from exports.particulars import read_particulars
    from exports.release import create_release
    from exports.splits import ByDate

    settings = load_settings()
    count = ArticleCount()
    release = create_release(
        open_desk_store(settings),
        settings.releases_dir,
        name,
        secret=ensure_credentials(settings).pseudonym_key.encode(),
        version=version,
        as_of=end_of(as_of) if as_of else None,
        with_text=with_text,
        splits=ByDate(by_date[0].date(), by_date[1].date()) if by_date else None,
        particulars=read_particulars(particulars) if particulars else None,
        models=tuple(map(Model, models)),
        progress=lambda _: count.one_more(),
    )
    count.end()
    if as_json:
        print_json(as_row(release))
    else:
        _print(release)


def as_row(release: "Release") -> dict[str, object]:
    """A release as `annotator release create --json` prints it."""
    return {
        "name": release.name,
        "version": release.version,
        "folder": str(release.folder),
        "as_of": release.as_of,
        "rows": dict(release.rows),
        "aggregations": list(map(asdict, release.aggregations)),
    }


def _print(release: "Release") -> None:
    click.echo(f"{release.name} {release.version} in {release.folder}")
    for table, rows in release.rows.items():
        click.echo(f"{rows:>9,}  {table.replace('_', ' ')}")
    for aggregation in release.aggregations:
        click.echo(_aggregation(aggregation))


def _aggregation(report: "AggregationReport") -> str:
    if report.undefined:
        return f"{report.method} says nothing: {report.undefined}."
    return (
        f"{report.method} gives {report.differs:,} of {report.claims:,} claims another verdict than the "
        f"votes do, and {report.decided:,} one that the votes leave undecided."
    )
