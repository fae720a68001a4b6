"""Plots of a release as SVG: small files without fonts, scripts or colours that carry meaning alone.

Drawn here and not by a plotting library, so that the bytes depend on the
figures and on nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from exports.agreement.figures import Estimate
from exports.describe.facts import Facts
from tasks.types import UNDECIDED, Verdict

COLOURS = {
    Verdict.VERIFIED.value: "#126bc4",
    Verdict.DISPUTED.value: "#b53b0a",
    Verdict.UNVERIFIABLE.value: "#560e66",
    UNDECIDED: "#6b5900",
}
"""As on the desk's pages."""

_ORDER = (*map(str, Verdict), UNDECIDED)
_INK = "#3b3f46"
_FAINT = "#d5d8dc"
_LEFT, _RIGHT, _BAR, _ROW = 180, 420, 16, 26  # px: labels, bars, a bar's height, a row's
_MOST_ROWS = 24
_LABEL = 26  # characters


def plots(facts: Facts) -> Mapping[str, str]:
    """Relative paths and SVG texts."""
    census = facts.census
    answers = facts.agreement.answers
    return {
        "plots/verdicts-by-month.svg": _stacked("Claims by month of publication", census.by_month),
        "plots/verdicts-by-publisher.svg": _stacked("Claims by publisher", census.by_publisher),
        "plots/agreement.svg": _intervals(
            "Agreement among all answers, with 95 % intervals",
            {
                "Krippendorff's α": answers.krippendorff_alpha,
                "Fleiss' κ": answers.fleiss_kappa,
                "Gwet's AC1": answers.gwet_ac1,
                "Randolph's κ": answers.randolph_kappa,
            },
        ),
        "plots/confusion.svg": _matrix(
            "Two checkers on one claim: how often their answers met", facts.agreement.confusion
        ),
    }


def _stacked(title: str, counts: Mapping[tuple[str, str], int]) -> str:
    """A bar a group, in their order, with parts by verdict; the largest groups where there are many."""
    totals: Counter[str] = Counter()
    for (group, _), count in counts.items():
        totals[group] += count
    largest = {
        group for group, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ROWS]
    }
    groups = sorted(largest)
    scale = _RIGHT / max(totals.values(), default=1)
    body = list(_legend(30))
    for row, group in enumerate(groups):
        y = 60 + row * _ROW
        body.append(_text(_LEFT - 8, y + 12, _short(group) or "not known", anchor="end"))
        x = float(_LEFT)
        for verdict in _ORDER:
            count = counts.get((group, verdict), 0)
            if count:
                body.append(_bar(x, y, count * scale, COLOURS[verdict], f"{group}: {count} {verdict}"))
                x += count * scale
        body.append(_text(x + 6, y + 12, f"{totals[group]:,}"))
    if len(totals) > len(groups):
        body.append(_text(_LEFT, 72 + len(groups) * _ROW, f"and {len(totals) - len(groups)} smaller ones"))
    if not groups:
        body.append(_text(_LEFT, 72, "no claims"))
    return _svg(title, 60 + (max(len(groups), 1) + 1) * _ROW, body)


def _intervals(title: str, estimates: Mapping[str, Estimate]) -> str:
    """A dot with its interval for each coefficient, on a scale from -1 to 1."""

    def x(value: float) -> float:
        return _LEFT + (max(value, -1.0) + 1) / 2 * _RIGHT

    bottom = 40 + len(estimates) * _ROW
    body = []
    for mark in (-1.0, -0.5, 0.0, 0.5, 1.0):
        body.append(_line(x(mark), 36, x(mark), bottom, _FAINT))
        body.append(_text(x(mark), bottom + 14, f"{mark:g}", anchor="middle"))
    for row, (name, estimate) in enumerate(estimates.items()):
        y = 52 + row * _ROW
        body.append(_text(_LEFT - 8, y + 4, name, anchor="end"))
        if estimate.value is None:
            body.append(_text(_LEFT + 4, y + 4, f"undefined: {estimate.undefined}"))
            continue
        if estimate.low is not None and estimate.high is not None:
            body.append(_line(x(estimate.low), y, x(estimate.high), y, _INK, width=2))
        body.append(f'<circle cx="{x(estimate.value):.1f}" cy="{y}" r="4.5" fill="{_INK}"/>')
        body.append(_text(_LEFT + _RIGHT + 8, y + 4, f"{estimate.value:z.3f}"))
    return _svg(title, bottom + 26, body)


def _matrix(title: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    """Squares, darker where more; figures in them."""
    labels = list(counts)
    most = max((count for row in counts.values() for count in row.values()), default=0) or 1
    size = 84
    body = []
    for column, label in enumerate(labels):
        body.append(_text(_LEFT + column * size + size / 2, 50, label.replace("_", " "), anchor="middle"))
    for row, label in enumerate(labels):
        y = 60 + row * 44
        body.append(_text(_LEFT - 8, y + 26, label.replace("_", " "), anchor="end"))
        for column, other in enumerate(labels):
            count = counts[label][other]
            shade = count / most
            ink = "#ffffff" if shade > 0.55 else _INK
            x = _LEFT + column * size
            body.append(
                f'<rect x="{x}" y="{y}" width="{size - 3}" height="41" fill="#1f5f8b" '
                f'fill-opacity="{0.06 + 0.94 * shade:.3f}"/>'
            )
            body.append(_text(x + size / 2, y + 26, f"{count:,}", anchor="middle", ink=ink))
    return _svg(title, 60 + len(labels) * 44 + 14, body)


def _legend(y: int) -> Iterator[str]:
    x = _LEFT
    for verdict in _ORDER:
        yield _bar(x, y, 12, COLOURS[verdict], verdict, height=12)
        yield _text(x + 17, y + 11, verdict)
        x += 34 + 7 * len(verdict)


def _bar(x: float, y: float, width: float, colour: str, title: str, height: int = _BAR) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="{colour}">'
        f"<title>{_escaped(title)}</title></rect>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: int = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start", ink: str = _INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{_escaped(text)}</text>'


def _svg(title: str, height: float, body: Iterable[str]) -> str:
    lines: Sequence[str] = list(body)
    width = _LEFT + _RIGHT + 70
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" '
        f'height="{height:.0f}" role="img" font-family="system-ui, sans-serif" font-size="12">\n'
        f"<title>{_escaped(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<text x="12" y="20" font-size="14" font-weight="600" fill="{_INK}">{_escaped(title)}</text>\n'
        + "\n".join(lines)
        + "\n</svg>\n"
    )


def _short(text: str) -> str:
    """What fits beside a bar."""
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def _escaped(text: str) -> str:
    """The text for XML, without what XML cannot hold."""
    return escape("".join(ch for ch in text if ch.isprintable()))
