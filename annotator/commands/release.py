"""``annotator release``: datasets, built once and never changed.

What builds and reads them is imported by each command: help must not wait for it.
"""

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.commands.output import ArticleCount, json_option, print_json, progress_bar
from annotator.credentials import ensure_credentials
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from exports.crowd.methods import Model
from tasks.store.releases import list_releases
from tasks.store.times import end_of

if TYPE_CHECKING:
    from exports.crowd.aggregate import AggregationReport


@click.group()
def command() -> None:
    """Build, list, check, compare and publish datasets."""


@command.command()
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
def create(
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
        print_json(
            {
                "name": release.name,
                "version": release.version,
                "folder": str(release.folder),
                "as_of": release.as_of,
                "rows": dict(release.rows),
                "aggregations": list(map(asdict, release.aggregations)),
            }
        )
        return
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


@command.command()
@click.argument("name")
@click.option(
    "--particulars",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML with what to say from now on; empty or missing fields say nothing.",
)
@json_option
def describe(name: str, particulars: Path | None, as_json: bool) -> None:
    """Tell, or set, what the releases of dataset NAME say beside what follows from the data.

    Printed is a YAML file with every field, to be changed and handed back: title,
    about, creators, publisher, contact, homepage, licence, article_text (none, all,
    or the publishers whose licence allows it), the datasheet's motivation,
    collection, guidelines, uses, known_gaps and upkeep, and the mapping of verdicts
    to other formats' labels.
    """
    import yaml

    from exports.particulars import as_content, particulars_of, read_particulars, set_particulars

    store = open_desk_store(load_settings())
    if particulars:
        set_particulars(store, name, read_particulars(particulars))
    content = as_content(particulars_of(store, name))
    if as_json:
        print_json(content)
    else:
        click.echo(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100), nl=False)


@command.command("list")
@json_option
def list_all(as_json: bool) -> None:
    """List the releases there are."""
    records = list_releases(open_desk_store(load_settings()))
    if as_json:
        print_json([asdict(record) | {"holds": sorted(record.holds)} for record in records])
        return
    for record in records:
        click.echo(f"{record.name} {record.version}: {record.claims:,} claims, as of {record.as_of[:10]}")


@command.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
def verify(folder: Path, as_json: bool) -> None:
    """Check that a release is what was released. Exits with 1 when it is not.

    Checksums, keys, offsets, votes and figures are worked out anew, the account is
    compared with this desk's ledger where the desk made it, and every reader that
    is installed here (pandas, datasets and the like) opens it.
    """
    from exports.readers import open_with_installed
    from exports.verify import verify_release

    problems = verify_release(folder)
    opened: list[str] = []
    if not problems:
        problems += _contradicted_by_the_desk(folder)
        for reader, found in open_with_installed([folder]):
            opened.append(reader)
            problems += found
    if as_json:
        print_json({"valid": not problems, "problems": problems, "readers": opened})
    else:
        for problem in problems:
            click.echo(problem)
        if opened:
            click.echo(f"Opened with {', '.join(opened)}.")
        click.echo("This is what was released." if not problems else "This is not what was released.")
    if problems:
        sys.exit(1)


def _contradicted_by_the_desk(folder: Path) -> list[str]:
    """What this desk recorded otherwise, where it made the release."""
    from exports.account import contradicted_record, record_of

    settings = load_settings()
    if not settings.store_path.exists():
        return []  # a researcher's machine
    store = open_desk_store(settings)
    record = record_of(store, folder)
    return list(contradicted_record(store, folder, record)) if record else []


_RELEASE = click.Path(exists=True, file_okay=False, path_type=Path)


@command.command()
@click.argument("older", type=_RELEASE)
@click.argument("newer", type=_RELEASE)
@json_option
def diff(older: Path, newer: Path, as_json: bool) -> None:
    """Tell what is different between two releases of one dataset, and why."""
    from exports.diff import diff_releases

    found = diff_releases(older, newer)
    if as_json:
        print_json(asdict(found))
        return
    for name, table in found.tables.items():
        differences = f"{table.added:,} added, {table.removed:,} gone, {table.changed:,} changed"
        click.echo(f"{name.replace('_', ' ')}: {differences}")
    for claim in found.claims:
        turn = (
            f"{claim.before or 'undecided'} to {claim.after or 'undecided'}, "
            if claim.what == "changed"
            else ""
        )
        click.echo(f"{claim.what} {claim.claim_id} ({turn}{claim.why}): {claim.text}")
    if found.same:
        click.echo("Both hold the same data.")
    else:
        click.echo(f"After {found.older} this calls for {found.proposed}; it is {found.newer}.")


@command.command()
@click.argument("folder", type=_RELEASE)
@json_option
def privacy(folder: Path, as_json: bool) -> None:
    """Show what in a release may be personal, before it is published.

    Checkers' names, e-mail addresses and telephone numbers in their notes and keys
    in links were taken out when it was made. What is left is quoted news: an
    editor must look. Exits with 1 where there is something to look at.
    """
    from exports.privacy_report import privacy_report

    report = privacy_report(folder)
    if as_json:
        print_json(asdict(report) | {"needs_a_look": report.needs_a_look})
    else:
        for finding in report.examples:
            click.echo(f"{finding.where}: {finding.kind}: {finding.text}")
        for kind, count in report.counts.items():
            click.echo(f"{count:>9,}  {kind}")
        click.echo(f"{report.claimants:>9,}  people and institutions named as claimants")
        click.echo(f"{report.article_texts:>9,}  articles with their text")
        click.echo("An editor should look at this." if report.needs_a_look else "Nothing looks personal.")
    if report.needs_a_look:
        sys.exit(1)


@command.command("publish")
@click.argument("folder", type=_RELEASE)
@click.argument("target")
@click.option("--looked-at-privacy", is_flag=True, help="You have seen what may be personal, and agree.")
@json_option
def publish_release(folder: Path, target: str, looked_at_privacy: bool, as_json: bool) -> None:
    """Copy a release to TARGET: a folder, a .zip file, or storage such as s3://bucket/datasets.

    Beside a .zip file, a .zenodo.json of the same name has what Zenodo asks for.
    The list of checksums goes last: nobody sees half of a release. Stopped half-way,
    the same command goes on.
    """
    from exports.archive import write_zenodo_metadata, write_zip
    from exports.publish import publish, require_fit_to_leave

    if target.endswith(".zip"):
        require_fit_to_leave(folder, looked_at_privacy=looked_at_privacy)
        write_zip(folder, Path(target))
        write_zenodo_metadata(folder, Path(target).with_suffix(".zenodo.json"))
        address = target
    else:
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        with progress_bar(size, "Publishing") as progress:
            published = publish(folder, target, looked_at_privacy=looked_at_privacy, progress=progress)
        address = published.address
    if as_json:
        print_json({"address": address})
    else:
        click.echo(f"Published at {address}")
