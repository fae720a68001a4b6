"""Views are what code written for the formats expects.

The loaders and scorers here follow the published descriptions of the formats,
and know nothing of ours.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from exports.particulars import LabelMapping, Particulars
from exports.release import Release
from tasks.errors import InputError
from tasks.store.connection import Store
from tasks.types import UNDECIDED, Judgement, UnverifiableReason, Verdict
from tests.exports.desks import HARBOUR, MARKET, labelled_desk, released, rows_of


@pytest.fixture
def release(store: Store, tmp_path: Path) -> Release:
    desk = labelled_desk(store)
    desk.add(MARKET, "https://news.example.org/market", publisher="Fish & Chips")
    source = ("https://evidence.example.org/2026/03/01/fish",)
    desk.say("The market", 0, Judgement(Verdict.DISPUTED, evidence=source))
    desk.say("The market", 1, Judgement(Verdict.DISPUTED, evidence=source, note="Seen on site."))
    desk.say("-5", 1, Judgement(Verdict.UNVERIFIABLE, reason=UnverifiableReason.NO_ACCESS))
    desk.say("Nobody", 0, Judgement(Verdict.VERIFIED))
    desk.say("Nobody", 1, Judgement(Verdict.DISPUTED))
    return released(store, tmp_path)


def load_fever(path: Path) -> list[dict[str, Any]]:
    """As FEVER's shared task describes its training data."""
    instances = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for instance in instances:
        assert isinstance(instance["id"], int)
        assert instance["label"] in {"SUPPORTS", "REFUTES", "NOT ENOUGH INFO"}
        assert instance["verifiable"] in {"VERIFIABLE", "NOT VERIFIABLE"}
        assert isinstance(instance["claim"], str)
        for group in instance["evidence"]:
            for annotation, evidence, page, sentence in group:
                assert isinstance(annotation, int)
                if instance["label"] == "NOT ENOUGH INFO":
                    assert (evidence, page, sentence) == (None, None, None)
                else:
                    assert isinstance(evidence, int)
                    assert isinstance(page, str)
                    assert isinstance(sentence, int)
    assert len({instance["id"] for instance in instances}) == len(instances)
    return instances


def fever_score(predictions: list[dict[str, Any]], gold: list[dict[str, Any]]) -> float:
    """Right label, and for verifiable claims one complete group of evidence among the first five."""
    right = 0
    for predicted, actual in zip(predictions, gold, strict=True):
        if predicted["predicted_label"] != actual["label"]:
            continue
        found = predicted["predicted_evidence"][:5]
        groups = [[[page, line] for _, _, page, line in group] for group in actual["evidence"]]
        enough = any(all(piece in found for piece in group) for group in groups)
        right += actual["label"] == "NOT ENOUGH INFO" or enough
    return right / len(gold)


def test_fever(release: Release) -> None:
    gold = load_fever(release.folder / "formats" / "fever.jsonl")
    assert sorted(instance["label"] for instance in gold) == ["NOT ENOUGH INFO", "REFUTES", "SUPPORTS"]
    predictions = [
        {
            "predicted_label": instance["label"],
            "predicted_evidence": [
                [page, line] for group in instance["evidence"] for _, _, page, line in group
            ],
        }
        for instance in gold
    ]
    assert fever_score(predictions, gold) == 1.0
    wrong = [{**prediction, "predicted_label": "SUPPORTS"} for prediction in predictions]
    assert fever_score(wrong, gold) < 1.0


def load_averitec(path: Path) -> list[dict[str, Any]]:
    """As AVeriTeC's description of its data says."""
    claims: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    for claim in claims:
        assert claim["label"] in {
            "Supported",
            "Refuted",
            "Not Enough Evidence",
            "Conflicting Evidence/Cherrypicking",
        }
        assert claim["claim_date"] is None or re.fullmatch(r"\d{1,2}-\d{1,2}-\d{4}", claim["claim_date"])
        assert claim["questions"]
        for question in claim["questions"]:
            assert question["question"].endswith("?")
            for answer in question["answers"]:
                assert answer["answer_type"] in {"Boolean", "Extractive", "Abstractive", "Unanswerable"}
                assert answer["answer"]
                assert (answer["source_url"] is None) == (answer["answer_type"] == "Unanswerable")
    return claims


def evidence_strings(claim: dict[str, Any]) -> list[str]:
    """What AVeriTeC's scorer compares; it has no default for what it looks up."""
    return [
        f"{question['question']} {answer['answer']}"
        + (f". {answer['boolean_explanation']}" if answer["answer_type"] == "Boolean" else "")
        for question in claim["questions"]
        for answer in question["answers"]
    ]


def averitec_score(predictions: list[dict[str, Any]], gold: list[dict[str, Any]]) -> float:
    """The share of right labels with all evidence found, of which ten pieces are looked at."""
    found: list[bool] = [
        mine["label"] == theirs["label"] and evidence_strings(mine)[:10] == evidence_strings(theirs)
        for mine, theirs in zip(predictions, gold, strict=True)
    ]
    return sum(found) / len(found)


def test_averitec(release: Release) -> None:
    gold = load_averitec(release.folder / "formats" / "averitec.json")
    labels = {claim["claim"][:6]: claim["label"] for claim in gold}
    assert labels == {
        "\U0001f6a2 The ": "Supported",
        "and tw": "Refuted",
        "The ma": "Refuted",
        "-5 deg": "Not Enough Evidence",
        "Nobody": "Conflicting Evidence/Cherrypicking",
    }
    market = next(claim for claim in gold if claim["claim"].startswith("The market"))
    assert market["reporting_source"] == "Fish & Chips"
    assert market["justification"] == "Seen on site."
    answers = market["questions"][0]["answers"]
    assert [a["source_url"] for a in answers] == ["https://evidence.example.org/2026/03/01/fish"] * 2
    assert [a["boolean_explanation"] for a in answers] == ["", "Seen on site."]
    assert averitec_score(gold, gold) == 1.0
    assert averitec_score([claim | {"label": "Refuted"} for claim in gold], gold) < 1.0


def test_averitec_with_more_evidence_than_its_scorer_looks_at(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    sources = tuple(f"https://evidence.example.org/{number}" for number in range(12))
    desk.say("Nobody", 0, Judgement(Verdict.VERIFIED, evidence=sources))
    gold = load_averitec(released(store, tmp_path).folder / "formats" / "averitec.json")
    assert averitec_score(gold, gold) == 1.0


def test_lewidi(release: Release) -> None:
    folder = release.folder / "formats" / "lewidi"
    items: dict[str, Any] = {}
    for split in ("train", "validation", "test"):
        if (folder / f"{split}.json").exists():
            of_split = json.loads((folder / f"{split}.json").read_text("utf-8"))
            assert {item["split"] for item in of_split.values()} == {split}
            items |= of_split
    assert len(items) == release.rows["claims"]
    people = json.loads((folder / "annotators_meta.json").read_text("utf-8"))
    for item in items.values():
        assert item["number of annotations"] == len(item["annotations"])
        assert item["annotators"].split(",") == list(item["annotations"])
        assert set(item["annotations"]) <= set(people)
        assert sum(item["soft_label"].values()) == pytest.approx(1)


def test_web_annotations_point_to_their_claims(release: Release) -> None:
    lines = (release.folder / "formats" / "webannotation.jsonl").read_text("utf-8").splitlines()
    texts = {"https://news.example.org/harbour": HARBOUR, "https://news.example.org/market": MARKET}
    assert len(lines) == release.rows["claims"]
    for line in lines:
        annotation = json.loads(line)
        position, quote = annotation["target"]["selector"]
        text = texts[annotation["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert annotation["body"][0]["value"] in {*map(str, Verdict), UNDECIDED}
    evidence = [body for line in lines for body in json.loads(line)["body"][1:]]
    assert {"type": "TextualBody", "value": "=cmd()", "purpose": "describing"} in evidence
    links = {body["source"] for body in evidence if body["type"] == "SpecificResource"}
    assert links == {
        "https://port.example.org/notice",
        "https://evidence.example.org/2026/03/01/fish",
    }


class TestMapping:
    def test_the_desk_may_see_it_otherwise(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        fever = {**LabelMapping().fever, Verdict.DISPUTED.value: "NOT ENOUGH INFO"}
        particulars = Particulars(mapping=LabelMapping(fever=fever))
        release = released(store, tmp_path, particulars=particulars)
        labels = {i["label"] for i in load_fever(release.folder / "formats" / "fever.jsonl")}
        assert labels == {"SUPPORTS", "NOT ENOUGH INFO"}
        mapping = json.loads((release.folder / "formats" / "mapping.json").read_text("utf-8"))
        assert mapping["fever"]["disputed"] == "NOT ENOUGH INFO"

    @pytest.mark.parametrize(
        "fever", [{"verified": "SUPPORTS"}, {**LabelMapping().fever, "verified": "TRUE"}]
    )
    def test_what_the_format_does_not_know_is_refused(self, fever: dict[str, str | None]) -> None:
        with pytest.raises(InputError, match="FEVER"):
            LabelMapping(fever=fever)


def test_views_join_with_the_tables(release: Release) -> None:
    claims = {claim["claim_id"] for claim in rows_of(release)["claims"]}
    fever = load_fever(release.folder / "formats" / "fever.jsonl")
    averitec = load_averitec(release.folder / "formats" / "averitec.json")
    assert {item["claim_id"] for item in (*fever, *averitec)} <= claims
