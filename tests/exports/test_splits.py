"""Parts of a dataset."""

from collections import Counter

from exports.splits import Split, split_of


def test_most_is_for_training_and_a_tenth_each_for_the_rest() -> None:
    parts = Counter(split_of(f"a-{n}", "harbour") for n in range(5000))
    assert 0.78 < parts[Split.TRAIN] / 5000 < 0.82
    assert 0.08 < parts[Split.VALIDATION] / 5000 < 0.12
    assert 0.08 < parts[Split.TEST] / 5000 < 0.12


def test_another_dataset_is_divided_otherwise() -> None:
    articles = [f"a-{n}" for n in range(50)]
    assert [split_of(a, "harbour") for a in articles] == [split_of(a, "harbour") for a in articles]
    assert [split_of(a, "harbour") for a in articles] != [split_of(a, "bridge") for a in articles]
