"""A last look at a release before it leaves: what in it may be personal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from exports.loading import Dataset, open_dataset
from exports.privacy import Cleaner, Personal

EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks personal, and where it stands."""

    kind: Personal
    where: str  # table, key and column
    text: str


@dataclass(frozen=True, slots=True)
class PrivacyReport:
    """What an editor should know before publishing."""

    article_texts: int  # included in full
    claimants: int  # different people and institutions named as claimants
    counts: dict[Personal, int]
    examples: tuple[Finding, ...]  # the first `EXAMPLES`

    @property
    def needs_a_look(self) -> bool:
        return bool(self.counts)


def privacy_report(folder: Path) -> PrivacyReport:
    """Look through everything that people typed or publishers wrote.

    What checkers and editors typed was cleaned when the release was made; e-mail addresses
    and telephone numbers in quoted news were not, because they are part of the
    claim.

    :raises ReleaseError: there is no release in the folder, or it is not what was released
    """
    counts: Counter[Personal] = Counter()
    examples: list[Finding] = []
    claimants: set[str] = set()
    texts = 0
    with open_dataset(folder) as dataset:
        for where, text, is_address in _texts(dataset):
            cleaner = Cleaner()
            (cleaner.address if is_address else cleaner.note)(text)
            counts += cleaner.taken_out
            room = EXAMPLES - len(examples)
            examples += [Finding(kind, where, text) for kind in cleaner.taken_out][:room]
        for claim in dataset.claims:
            claimants.add(claim.claimant or "")
        for article in dataset.articles:
            texts += article.text is not None
    return PrivacyReport(texts, len(claimants - {""}), dict(counts), tuple(examples))


def _texts(dataset: Dataset) -> Iterator[tuple[str, str, bool]]:
    """Where, what, and whether it is an address."""
    for piece in dataset.evidence:
        yield f"evidence {piece.evidence_id} url", piece.url, True
    for article in dataset.articles:
        if article.url:
            yield f"articles {article.article_id} url", article.url, True
    for where, text in chain(_notes(dataset), _quoted(dataset)):
        if text:
            yield where, text, False


def _quoted(dataset: Dataset) -> Iterator[tuple[str, str | None]]:
    """What is quoted from the news."""
    for article in dataset.articles:
        yield f"articles {article.article_id} title", article.title
        yield f"articles {article.article_id} text", article.text
    for claim in dataset.claims:
        yield f"claims {claim.claim_id} sentence", claim.sentence
        yield f"claims {claim.claim_id} prefix", claim.prefix
        yield f"claims {claim.claim_id} suffix", claim.suffix
    for sentence in dataset.not_claims:
        yield f"not_claims {sentence.sentence_id} sentence", sentence.sentence


def _notes(dataset: Dataset) -> Iterator[tuple[str, str | None]]:
    for annotation in dataset.annotations:
        yield f"annotations {annotation.annotation_id} comment", annotation.comment
    for word in dataset.adjudications if "adjudications" in dataset else ():
        yield f"adjudications {word.adjudication_id} note", word.note
