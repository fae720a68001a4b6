"""``annotator add``: articles into the store."""

import sys
from dataclasses import asdict, dataclass, replace
from datetime import date

import click

from annotator.commands.output import ArticleCount, JsonArray, json_option
from annotator.desk_store import open_desk_store
from annotator.intake import add
from annotator.settings import load_settings
from exports.standings import refresh
from tasks.errors import ArticleError
from tasks.store.adding import Added
from tasks.text.opening import opening
from tasks.text.reading import RawArticle, read_source
from tasks.text.selection import Order, Selection


@dataclass(frozen=True, slots=True)
class _Particulars:
    """What is said about an article on the command line; it wins over the source."""

    title: str
    publisher: str
    url: str
    language: str | None
    published_on: date | None

    def apply(self, raw: RawArticle) -> RawArticle:
        said = {name: value for name, value in asdict(self).items() if value}
        return replace(raw, **said)


class _Date(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            self.fail(f"{value!r} is no date ({error}). Write it as YYYY-MM-DD.", param, ctx)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--title", default="", help="The article's headline.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--url", default="", help="Where it was published.")
@click.option("--date", "published_on", type=_Date(), help="The day it was published.")
@click.option("--language", default=None, help="Its language, like en or uk.")
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    default=Order.READING.value,
    show_default=True,
    help="What checkers meet first.",
)
@click.option("--top", type=click.IntRange(min=1), help="Label only the N most check-worthy sentences.")
@json_option
def command(
    sources: tuple[str, ...],
    title: str,
    publisher: str,
    url: str,
    published_on: date | None,
    language: str | None,
    order: str,
    top: int | None,
    as_json: bool,
) -> None:
    """Add articles to the desk. Adding one again changes nothing, or revises it.

    A SOURCE is a file, a folder of files, the address of a page or a feed, or -
    for standard input. Text, HTML, Word, PDF, JSON Lines and CSV are read. Their
    sentences go to Label Studio with the next push; a running desk sees to that.
    """
    settings = load_settings()
    store = open_desk_store(settings)
    particulars = _Particulars(title, publisher, url, language, published_on)
    printed, failed, progress = JsonArray(), False, ArticleCount()
    for source in sources:
        for raw in read_source(source, sys.stdin.buffer, settings.fetch_rules):
            if isinstance(raw, ArticleError):
                click.echo(f"annotator: {raw}", err=True)
                failed = True
                continue
            added = add(store, particulars.apply(raw), Selection(Order(order), top))
            progress.one_more()
            if as_json:
                printed.add(as_row(added))
            else:
                _print(added)
    refresh(store)
    if as_json:
        printed.end()
    if failed:
        sys.exit(1)


def as_row(added: Added) -> dict[str, object]:
    """One article as `annotator add --json` prints it."""
    published_on = added.article.published_on
    return {
        "article_id": added.article.article_id,
        "title": added.article.title,
        "published_on": published_on.isoformat() if published_on else None,
        "sentences": added.sentences,
        "new": added.new,
        "revised": added.revised,
    }


def _print(added: Added) -> None:
    name = added.article.title or opening(added.article.text)
    if added.new or added.revised:
        gone = f", {added.withdrawn} withdrawn" if added.withdrawn else ""
        click.echo(f"{name}: {added.sentences} sentences, {added.new} new{gone}")
    else:
        click.echo(f"{name}: known, nothing changed")
