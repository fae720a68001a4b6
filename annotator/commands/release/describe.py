"""``annotator release describe``: what only people can say about a dataset."""

from pathlib import Path

import click

from annotator.commands.output import json_option, print_json
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings


@click.command()
@click.argument("name")
@click.option(
    "--particulars",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML with what to say from now on; empty or missing fields say nothing.",
)
@json_option
def command(name: str, particulars: Path | None, as_json: bool) -> None:
    """Tell, or set, what the releases of dataset NAME say beside what follows from the data.

    Printed is a YAML file with every field, to be changed and handed back: title,
    about, creators, publisher, contact, homepage, licence, article_text (none, all,
    or the publishers whose licence allows it), the datasheet's motivation,
    collection, guidelines, uses, known_gaps and upkeep, and the mapping of verdicts
    to other formats' labels.
    """
    import yaml

    from exports.particulars import as_content, particulars_of, read_particulars, set_particulars
    from exports.versions import checked_name

    checked_name(name)
    store = open_desk_store(load_settings())
    if particulars:
        set_particulars(store, name, read_particulars(particulars))
    content = as_content(particulars_of(store, name))
    if as_json:
        print_json(content)
    else:
        click.echo(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100), nl=False)
