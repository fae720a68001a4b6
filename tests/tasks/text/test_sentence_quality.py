"""What is promised on public data, where that data lies beside the project."""

from pathlib import Path

import pytest

from benchmarks.boundaries import agreement
from benchmarks.segmentation import read_documents, wrapped
from tasks.text.sentences import find_sentences

DATA = Path(__file__).parents[4] / "shared" / "data" / "segmentation"
PROMISED = {
    "en_gum_interview": 0.985,
    "en_ewt": 0.915,
    "de_pud_news": 0.995,
    "es_pud_news": 0.995,
    "en_golden_rules": 0.98,
}
COST_OF_WRAPPING = 0.005


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not there")
@pytest.mark.parametrize("name", PROMISED)
def test_boundaries_agree_with_people(name: str) -> None:
    documents = read_documents(DATA / f"{name}.jsonl")
    plain = agreement(documents, [find_sentences(each.text, each.language) for each in documents]).all
    hard = [wrapped(each) for each in documents]
    in_lines = agreement(hard, [find_sentences(each.text, each.language) for each in hard]).all
    assert plain >= PROMISED[name]
    assert plain - in_lines < COST_OF_WRAPPING
