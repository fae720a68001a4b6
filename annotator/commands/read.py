"""``annotator read``: what the machine makes of an article, without changing anything."""

import sys
from typing import Any

import click

from annotator.commands.output import ArticleCount, json_option, print_json
from annotator.settings import load_settings
from tasks.errors import ArticleError
from tasks.text.analysis import ReadArticle, analyse
from tasks.text.reading import read_source
from tasks.types import Attribution, ReadSentence, Span


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@json_option
def command(sources: tuple[str, ...], as_json: bool) -> None:
    """Read articles and show their sentences. Changes nothing.

    A SOURCE is a file, a folder of files, the address of a page or a feed, or -
    for standard input. Text, HTML, Word, PDF, JSON Lines and CSV are read.
    """
    settings = load_settings()
    failed, progress = False, ArticleCount()
    for source in sources:
        for raw in read_source(source, sys.stdin.buffer, settings.fetch_rules):
            if isinstance(raw, ArticleError):
                click.echo(f"annotator: {raw}", err=True)
                failed = True
                continue
            progress.one_more()
            read = analyse(raw)
            if as_json:
                print_json(as_row(read, raw.given_id))
            else:
                _print(read)
    if failed:
        sys.exit(1)


def as_row(read: ReadArticle, given_id: str | None) -> dict[str, Any]:
    """One article as `annotator read --json` prints it."""
    article = read.article
    return {
        "id": given_id or article.article_id,
        "title": article.title,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "language": article.language,
        "text": article.text,
        "sentences": [_sentence(sentence) for sentence in read.sentences],
    }


def _sentence(sentence: ReadSentence) -> dict[str, Any]:
    return {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "kind": sentence.kind.value,
        "score": sentence.score,
        "claims": [{"start": claim.start, "end": claim.end} for claim in sentence.claims],
        "attributions": [_attribution(found) for found in sentence.attributions],
    }


def _attribution(found: Attribution) -> dict[str, Any]:
    return {
        "source": _pairs(found.source),
        "cue": _pairs(found.cue),
        "content": _pairs(found.content),
        "claimant": found.claimant,
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _print(read: ReadArticle) -> None:
    article = read.article
    particulars = [article.title, article.publisher, str(article.published_on or "")]
    click.secho(" · ".join(filter(None, particulars)) or article.article_id, bold=True)
    for number, sentence in enumerate(read.sentences, start=1):
        claimant = f"  [{sentence.claimant}]" if sentence.claimant else ""
        score = "" if sentence.score is None else f"{sentence.score:.2f}"
        words = " ".join(sentence.span.of(article.text).split())
        click.echo(f"{number:4}  {sentence.kind.value:<11}{score:>5}  {words}{claimant}")
