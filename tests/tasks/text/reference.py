"""The reference passages of `passages/`, as texts with known sentences."""

from dataclasses import dataclass
from pathlib import Path

from tasks.types import Span

_FOLDER = Path(__file__).parent / "passages"
LANGUAGES = sorted(file.stem for file in _FOLDER.glob("*.txt"))


@dataclass(frozen=True)
class Passage:
    language: str
    text: str
    sentences: tuple[str, ...]

    @property
    def spans(self) -> list[Span]:
        spans, at = [], 0
        for sentence in self.sentences:
            at = self.text.index(sentence, at)
            spans.append(Span(at, at + len(sentence)))
            at += len(sentence)
        return spans


def read_passages(language: str) -> list[Passage]:
    between = "" if language in {"zh", "ja"} else " "
    paragraphs = (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    cut = [tuple(paragraph.splitlines()) for paragraph in paragraphs]
    return [Passage(language, between.join(sentences), sentences) for sentences in cut]


PASSAGES = [passage for language in LANGUAGES for passage in read_passages(language)]
