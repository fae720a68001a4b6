"""``annotator history``: what happened to a sentence."""

from dataclasses import asdict

import click

from annotator.commands.output import json_option, print_json
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from tasks.store.history import Event, history
from tasks.store.sentences import get_sentence_text


@click.command()
@click.argument("sentence_id", metavar="SENTENCE")
@json_option
def command(sentence_id: str, as_json: bool) -> None:
    """Tell who said what about a SENTENCE and when, with everything changed or deleted since.

    SENTENCE is an id like s-0123456789abcdef, as pages, tasks and datasets show it.
    """
    store = open_desk_store(load_settings())
    text = get_sentence_text(store, sentence_id)
    events = history(store, sentence_id)
    if as_json:
        rows = [asdict(event) for event in events]
        print_json({"sentence_id": sentence_id, "sentence": text, "events": rows})
        return
    click.echo(text)
    for event in events:
        click.echo(_line(event))


def _line(event: Event) -> str:
    name = f"answer {event.annotation_id}.{event.version} " if event.annotation_id else ""
    said = f": {', '.join(event.said)}" if event.said else ""
    repairs = f" ({'; '.join(event.repairs)})" if event.repairs else ""
    over = "" if event.is_live else " [superseded]"
    who = f" by {event.who}" if event.who else ""
    return f"{event.at[:19]}  {name}{event.what.replace('_', ' ')}{who}{said}{repairs}{over}"
