"""The CSS of the labelling page: the layout in a file, colours and symbols from `words`."""

from importlib.resources import files
from typing import Final

from tasks.label_studio import words

_DARK: Final = "html[data-color-scheme=dark]"


def style_sheet() -> str:
    layout = files(__package__).joinpath("interface.css").read_text(encoding="utf-8")
    unjudged = _marked_as(words.MARK.words)
    judged = f".htx-highlight[data-label]:not({unjudged})"
    layout = layout.replace("UNJUDGED", unjudged).replace("JUDGED", judged)
    return "\n".join([layout, *_looks()])


def _looks() -> list[str]:
    rules = []
    for label, look in words.LOOKS.items():
        key = f".annotator .keypad :has(.answer-{label})"
        rules.append(f"{key} {{ --colour: {look.light}; --ink: {words.INK_ON_LIGHT}; }}")
        rules.append(f"{_DARK} {key} {{ --colour: {look.dark}; --ink: {words.INK_ON_DARK}; }}")
        mark = _marked_as(words.VERDICTS[label].words)
        rules.append(f'.annotator {mark}::after {{ content: "{look.symbol}"; }}')
    return rules


def _marked_as(label: str) -> str:
    """Selects the marks with a label: Label Studio writes it as ``1:Verified``."""
    return f'.htx-highlight[data-label$=":{label}"]'
