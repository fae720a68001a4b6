"""Sentence finding: ours and the public libraries', quality and speed, in one run.

``python -m benchmarks.segmentation [--data DIR]`` prints Markdown tables: how well and how fast
each cuts, and what ours loses where the same texts are set differently. DIR holds files of lines
``{"text", "lang", "sentences": [{"start", "end"}, …]}``.
"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.boundaries import Document, agreement
from benchmarks.layouts import LAYOUTS, Layout, wrapped
from benchmarks.peer_segmenters import PEERS, RUNS
from benchmarks.peers import PeerFailed, ask, peer_python
from tasks.text.sentences import find_sentences
from tasks.types import Span

_WORKER = Path(__file__).with_name("peer_segmenters.py")
_SHARED = Path(__file__).parents[2] / "shared" / "data" / "segmentation"


@dataclass(frozen=True)
class Result:
    sentences: list[list[Span]]
    seconds: float  # of CPU time


Segmenter = Callable[[Sequence[Document]], Result | None]


def ours(documents: Sequence[Document]) -> Result:
    best = float("inf")
    sentences: list[list[Span]] = []
    for _ in range(RUNS):
        started = time.process_time()
        sentences = [find_sentences(document.text, document.language) for document in documents]
        best = min(best, time.process_time() - started)
    return Result(sentences, best)


def peer(name: str, python: Path) -> Segmenter:
    def cut(documents: Sequence[Document]) -> Result | None:
        asked = [{"text": document.text, "lang": document.language} for document in documents]
        answer = ask(python, _WORKER, {"peer": name, "documents": asked})
        if answer is None:
            return None
        return Result([[Span(*ends) for ends in spans] for spans in answer["sentences"]], answer["seconds"])

    return cut


def read_documents(file: Path) -> list[Document]:
    documents = []
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            spans = tuple(Span(each["start"], each["end"]) for each in entry["sentences"])
            documents.append(Document(entry["text"], entry["lang"], spans))
    return documents


def row(name: str, cut: Segmenter, sets: Iterable[list[Document]]) -> list[str]:
    """All-boundary F1 for each set, plain and wrapped, and millions of characters a second of CPU time."""
    cells, characters, seconds = [name], 0, 0.0
    for documents in sets:
        try:
            plain = cut(documents)
            hard = cut([wrapped(document) for document in documents])
        except PeerFailed as failure:
            return [name, f"failed: {failure}"]
        if plain is None or hard is None:
            cells += ["", ""]
            continue
        cells += [f"{agreement(documents, found.sentences).all:.4f}" for found in (plain, hard)]
        characters += sum(len(document.text) for document in documents)
        seconds += plain.seconds
    return [*cells, f"{characters / seconds / 1e6:.2f}"]


def losses(name: str, layout: Layout, sets: Iterable[list[Document]]) -> list[str]:
    """By how much our all-boundary F1 falls with a layout, for each set."""
    return [name, *(f"{loss(documents, layout):.4f}" for documents in sets)]


def loss(documents: Sequence[Document], layout: Layout) -> float:
    return _our_f1(documents) - _our_f1([layout(document) for document in documents])


def _our_f1(documents: Sequence[Document]) -> float:
    found = (find_sentences(document.text, document.language) for document in documents)
    return agreement(documents, found).all


def table(rows: Iterable[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=_SHARED if _SHARED.is_dir() else None,
    required=not _SHARED.is_dir(),
    help="Folder of .jsonl files with marked sentences.",
)
def main(data: Path) -> None:
    """Print how well and how fast sentences are found, ours and the peers'."""
    files = sorted(data.glob("*.jsonl"))
    sets = [read_documents(file) for file in files]
    columns = [column for file in files for column in (file.stem, "wrapped")]
    header = ["all-boundary F1", *columns, "million characters a CPU second"]
    click.echo(table([header, ["---"] * len(header), row("**Annotator**", ours, sets)]))
    python = peer_python()
    for name in PEERS:
        click.echo(table([row(name, peer(name, python), sets)]))
    header = ["F1 lost", *(file.stem for file in files)]
    rows = (losses(name, layout, sets) for name, layout in LAYOUTS.items())
    click.echo("\n" + table([header, ["---"] * len(header), *rows]))


if __name__ == "__main__":
    main()
