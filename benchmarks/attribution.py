"""Who says what: ours and the public libraries', quality and speed, in one run.

``python -m benchmarks.attribution [--data DIR]`` prints a Markdown table. DIR holds the folders
``attribution``, with files of lines ``{"id", "lang", "text", "attributions": [{"source", "cue",
"content": [[start, end], …]}, …]}``, and ``segmentation``, with files of the same names whose
lines say where the sentences of the same documents are.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks.attributed import Document, agreement
from benchmarks.peer_attributors import PEERS, RUNS
from benchmarks.peers import PeerFailed, ask, peer_python
from tasks.text.attribution import find_attributions
from tasks.types import Attribution, Span

_WORKER = Path(__file__).with_name("peer_attributors.py")
_SHARED = Path(__file__).parents[2] / "shared" / "data"


@dataclass(frozen=True)
class Result:
    attributions: list[list[Attribution]]
    seconds: float  # of CPU time


Attributor = Callable[[Sequence[Document]], Result]


def ours(documents: Sequence[Document]) -> Result:
    best = float("inf")
    found: list[list[Attribution]] = []
    for _ in range(RUNS):
        started = time.process_time()
        found = [find_attributions(each.text, each.sentences, each.language) for each in documents]
        best = min(best, time.process_time() - started)
    return Result(found, best)


def peer(name: str, python: Path) -> Attributor:
    def find(documents: Sequence[Document]) -> Result:
        answer = ask(python, _WORKER, {"peer": name, "documents": [each.text for each in documents]})
        return Result(
            [[_attribution(each) for each in found] for found in answer["attributions"]], answer["seconds"]
        )

    return find


def read_documents(file: Path, sentence_file: Path) -> list[Document]:
    with sentence_file.open(encoding="utf-8") as lines:
        sentences = {entry["id"]: entry["sentences"] for entry in map(json.loads, lines)}
    with file.open(encoding="utf-8") as lines:
        return [
            Document(
                entry["text"],
                entry.get("lang", "en"),
                tuple(Span(each["start"], each["end"]) for each in sentences[entry["id"]]),
                tuple(_attribution(each) for each in entry["attributions"]),
            )
            for entry in map(json.loads, lines)
        ]


def _attribution(entry: Mapping[str, Any]) -> Attribution:
    source, cue, content = (
        tuple(Span(*ends) for ends in entry.get(field, ())) for field in ("source", "cue", "content")
    )
    return Attribution(source, cue, content)


def row(name: str, find: Attributor, documents: Sequence[Document]) -> list[str]:
    try:
        result = find(documents)
    except PeerFailed as failure:
        return [name, f"failed: {failure}"]
    figures = agreement(documents, result.attributions)
    characters = sum(len(each.text) for each in documents)
    quality = (figures.content, figures.exact, figures.source, figures.sentence)
    return [name, *(f"{figure:.3f}" for figure in quality), f"{characters / result.seconds / 1e3:,.0f}"]


def table(rows: Iterable[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=_SHARED if _SHARED.is_dir() else None,
    required=not _SHARED.is_dir(),
    help="Folder with attribution/*.jsonl and segmentation/*.jsonl.",
)
def main(data: Path) -> None:
    """Print how well and how fast attributions are found, ours and the peers'."""
    python = peer_python()
    columns = [
        "F1",
        "content",
        "content, exact",
        "content and source",
        "sentences",
        "thousand characters a CPU second",
    ]
    for file in sorted((data / "attribution").glob("*.jsonl")):
        documents = read_documents(file, data / "segmentation" / file.name)
        click.echo(f"\n{file.stem}, {len(documents)} documents\n")
        click.echo(table([columns, ["---"] * len(columns), row("**Annotator**", ours, documents)]))
        for name in PEERS:
            click.echo(table([row(name, peer(name, python), documents)]))


if __name__ == "__main__":
    main()
