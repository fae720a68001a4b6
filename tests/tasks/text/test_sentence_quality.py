"""What is promised on public data, where that data lies beside the project."""

from pathlib import Path

import pytest

from benchmarks.boundaries import agreement
from benchmarks.layouts import LAYOUTS
from benchmarks.segmentation import loss, read_documents
from tasks.text.sentences import find_sentences

DATA = Path(__file__).parents[4] / "shared" / "data" / "segmentation"
PROMISED = {
    "en_gum_interview": 0.985,
    "en_ewt": 0.915,
    "de_pud_news": 0.995,
    "es_pud_news": 0.995,
    "en_golden_rules": 0.98,
}
COST_OF_A_LAYOUT = 0.005


pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not there")


@pytest.mark.parametrize("name", PROMISED)
def test_boundaries_agree_with_people(name: str) -> None:
    documents = read_documents(DATA / f"{name}.jsonl")
    found = [find_sentences(each.text, each.language) for each in documents]
    assert agreement(documents, found).all >= PROMISED[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", PROMISED)
def test_no_layout_costs_more_than_next_to_nothing(name: str) -> None:
    documents = read_documents(DATA / f"{name}.jsonl")
    costs = {layout: loss(documents, set_differently) for layout, set_differently in LAYOUTS.items()}
    assert {layout: cost for layout, cost in costs.items() if cost >= COST_OF_A_LAYOUT} == {}
