"""Checks that the rows of a release agree with each other. Pure; fed row by row."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from exports.tables import TABLES, Column, Table
from exports.verdicts import Method
from tasks.types import NOT_A_CLAIM, Verdict

Record = Mapping[str, Any]

_ROUNDING = 1e-9


@dataclass(slots=True)
class Consistency:
    """What has been seen of a release so far.

    Feed the tables in any order; what needs several of them is checked at the end.
    """

    _keys: dict[str, set[str]] = field(default_factory=lambda: {table.name: set() for table in TABLES})
    _pointers: list[tuple[str, str, str]] = field(default_factory=list)  # from, to, key
    _votes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _counted: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _places: list[tuple[str, int, int, str]] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    _sentences: set[str] = field(default_factory=set)

    @property
    def sentences_with_claims(self) -> int:
        return len(self._sentences)

    @property
    def sentences_without_claims(self) -> int:
        return len(self._keys["not_claims"])

    def check(self, table: Table, record: Record) -> Iterator[str]:
        """What is wrong with one row by itself; remembers what else is needed of it."""
        key = str(record[table.key])
        where = f"{table.name} {key}"
        if key in self._keys[table.name]:
            yield f"{where} is there twice."
        self._keys[table.name].add(key)
        for column in table.columns:
            if problem := _wrong_value(column, record[column.name]):
                yield f"{where}: {column.name} {problem}."
        for column_name, to in table.references.items():
            if record[column_name] is not None:
                self._pointers.append((where, to, str(record[column_name])))
        if special := _SPECIAL.get(table.name):
            for problem in special(self, record):
                yield f"{where}: {problem}."

    def check_whole(self) -> Iterator[str]:
        """What is wrong between the tables."""
        for where, to, key in self._pointers:
            if key not in self._keys[to]:
                yield f"{where} points to {key}, which is not in {to}."
        for claim_id, votes in self._votes.items():
            if votes != self._counted[claim_id]:
                yield f"claims {claim_id}: its votes are not those of its annotations."
        for article_id, start, end, text in self._places:
            if article_id in self._texts and self._texts[article_id][start:end] != text:
                yield f"articles {article_id}: characters {start} to {end} are not {text!r}."

    def _check_claim(self, claim: Record) -> Iterator[str]:
        self._sentences.add(claim["sentence_id"])
        votes = Counter({label: claim[f"votes_{label}"] for label in (*Verdict, NOT_A_CLAIM)})
        self._votes[claim["claim_id"]] = +votes
        self._places.append((claim["article_id"], claim["char_start"], claim["char_end"], claim["claim"]))
        if len(claim["claim"]) != claim["char_end"] - claim["char_start"]:
            yield "its offsets do not span its text"
        if claim["claim"] not in claim["sentence"]:
            yield "it is not part of its sentence"
        if votes.total() != claim["n_annotations"]:
            yield "its votes are not as many as its annotations"
        yield from _wrong_outcome(claim, votes)

    def _check_annotation(self, annotation: Record) -> Iterator[str]:
        if annotation["counted"] and annotation["claim_id"]:
            self._counted[annotation["claim_id"]][annotation["label"]] += 1
        if annotation["char_start"] >= annotation["char_end"]:
            yield "its mark is empty"

    def _check_not_claim(self, sentence: Record) -> Iterator[str]:
        place = (sentence["article_id"], sentence["char_start"], sentence["char_end"], sentence["sentence"])
        self._places.append(place)
        if len(sentence["sentence"]) != sentence["char_end"] - sentence["char_start"]:
            yield "its offsets do not span its text"

    def _check_article(self, article: Record) -> Iterator[str]:
        if article["text"] is not None:
            self._texts[article["article_id"]] = article["text"]
            if sha256(article["text"].encode()).hexdigest() != article["text_sha256"]:
                yield "its text does not have its SHA-256"


_SPECIAL: Mapping[str, Callable[[Consistency, Record], Iterator[str]]] = {
    "claims": Consistency._check_claim,
    "annotations": Consistency._check_annotation,
    "not_claims": Consistency._check_not_claim,
    "articles": Consistency._check_article,
}


def _wrong_value(column: Column, value: object) -> str | None:
    if value is None:
        return None if column.nullable else "is empty"
    if not isinstance(value, column.type) and not (column.type is float and isinstance(value, int)):
        return f"is {value!r}, which is not of its type"
    if column.means.values and value not in column.means.values:
        return f"is {value!r}, which is none of {', '.join(column.means.values)}"
    return None


def _wrong_outcome(claim: Record, votes: Counter[str]) -> Iterator[str]:
    """Whether verdict, method and soft labels follow from the votes."""
    given = {verdict: votes[verdict] for verdict in Verdict}
    total = sum(given.values())
    for verdict, count in given.items():
        share = claim[f"p_{verdict}"]
        expected = count / total if total else None
        if (share is None) != (expected is None) or abs((share or 0) - (expected or 0)) > _ROUNDING:
            yield f"p_{verdict} does not follow from its votes"
    if claim["verdict_method"] != Method.ADJUDICATED:
        most = [label for label, count in votes.items() if count == max(votes.values())]
        if claim["verdict"] != (most[0] if len(most) == 1 else None):
            yield "its verdict does not follow from its votes"
