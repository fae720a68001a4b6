"""A release: its rows, its account, and that it appears whole or not at all."""

import json
import os
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

import pytest

from exports import files
from exports import release as releasing
from exports.splits import ByArticle
from exports.verify import verify_release
from tasks.errors import InputError, ReleaseError
from tasks.store import releases
from tasks.store.connection import Store, open_store
from tasks.types import NOT_A_CLAIM, Judgement, Verdict
from tests.environments import ROOT
from tests.exports.desks import HARBOUR, MARKET, labelled_desk, released, rows_of
from tests.exports.recount import verdict_totals
from tests.tasks.store import builders
from tests.tasks.store.builders import adjudicate

pytestmark = pytest.mark.slow


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files.files_in(folder)}


class TestRows:
    def test_claims_have_the_expected_verdicts(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        claims = rows_of(released(store, tmp_path))["claims"]
        assert [(c["claim"][:7], c["verdict"], c["verdict_method"], c["n_annotations"]) for c in claims] == [
            ("\U0001f6a2 The h", "verified", "unanimous", 2),
            ("Repairs", None, "undecided", 2),
            ("and two", "disputed", "single", 1),
        ]
        assert [c["p_unverifiable"] for c in claims] == [0.0, 0.5, 0.0]

    def test_offsets_count_code_points_of_the_article(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        tables = rows_of(released(store, tmp_path, with_text=True))
        text = tables["articles"][0]["text"]
        assert text == HARBOUR
        for claim in tables["claims"]:
            start, end = claim["char_start"], claim["char_end"]
            assert text[start:end] == claim["claim"]
            assert text[:start].endswith(claim["prefix"] or "")
            assert text[end:].startswith(claim["suffix"] or "")
        for sentence in tables["not_claims"]:
            assert text[sentence["char_start"] : sentence["char_end"]] == sentence["sentence"]

    def test_the_text_stays_at_the_desk_unless_asked_for(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        article = rows_of(released(store, tmp_path))["articles"][0]
        assert article["text"] is None
        assert article["text_sha256"] == sha256(HARBOUR.encode()).hexdigest()

    def test_sentences_without_a_claim_have_their_table(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        tables = rows_of(released(store, tmp_path))
        assert [(s["sentence"], s["method"]) for s in tables["not_claims"]] == [
            ("Will the ferry come back?", "single")
        ]
        denial = next(a for a in tables["annotations"] if a["label"] == "not_a_claim")
        assert denial["claim_id"] is None
        assert denial["sentence_id"] == tables["not_claims"][0]["sentence_id"]

    def test_evidence_points_to_its_judgement(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        tables = rows_of(released(store, tmp_path))
        assert [(e["url"], e["stance"]) for e in tables["evidence"]] == [
            ("https://port.example.org/notice", "supports"),
            ("=cmd()", "supports"),
        ]
        given_for = {a["annotation_id"]: a["claim_id"] for a in tables["annotations"]}
        assert all(given_for[e["annotation_id"]] == e["claim_id"] for e in tables["evidence"])

    def test_nothing_in_it_says_who_the_checkers_are(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        release = released(store, tmp_path)
        everything = b"".join(contents(release.folder).values()).lower()
        assert b"ana@" not in everything
        assert b'"ana"' not in everything
        people = {a["annotator_id"] for a in rows_of(release)["annotations"]}
        assert len(people) == 2
        assert all(person.startswith("p-") for person in people)

    def test_an_edited_article_keeps_answers_at_their_new_place(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        desk.add(
            "A note first.\n" + HARBOUR.replace("nine million,", "nine \u00a0million,"),
            "https://news.example.org/harbour",
        )
        tables = rows_of(released(store, tmp_path, with_text=True))
        text = tables["articles"][0]["text"]
        assert [c["claim"] for c in tables["claims"]][1:] == [
            "Repairs cost nine \u00a0million",
            "and two hundred people worked on them.",
        ]
        assert all(text[c["char_start"] : c["char_end"]] == c["claim"] for c in tables["claims"])
        assert verify_release(tmp_path / "harbour-1.0.0") == []

    def test_an_editor_settles_what_nobody_judged(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        word = Judgement(Verdict.DISPUTED, evidence=("https://audit.example.org/report",))
        adjudicate(store, desk.sentence("The caf"), word, desk.people[0])
        tables = rows_of(released(store, tmp_path))
        settled = tables["claims"][-1]
        assert (settled["verdict"], settled["verdict_method"]) == ("disputed", "adjudicated")
        assert (settled["n_annotations"], settled["p_disputed"]) == (0, None)
        assert tables["evidence"][-1]["annotation_id"] is None
        assert tables["evidence"][-1]["claim_id"] == settled["claim_id"]


class TestAccount:
    def test_every_sentence_is_in_it(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        manifest = json.loads((released(store, tmp_path).folder / "manifest.json").read_text("utf-8"))
        assert manifest["sentences"] == {
            "total": 5,
            "with_claims": 2,
            "not_claims": 1,
            "left_out": {"pushed": 1, "skipped_by_all": 1},
        }
        assert manifest["skipped_answers"] == 1
        assert manifest["verdicts"] == {"disputed": 1, "undecided": 1, "verified": 1}

    def test_withdrawn_sentences_are_left_out_and_counted(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        desk.add("All is different now.", "https://news.example.org/harbour")
        release = released(store, tmp_path)
        manifest = json.loads((release.folder / "manifest.json").read_text("utf-8"))
        assert manifest["sentences"]["left_out"] == {"pushed": 1, "withdrawn": 5}
        assert release.rows["claims"] == 0

    def test_the_status_has_the_same_totals(self, store: Store) -> None:
        labelled_desk(store)
        assert verdict_totals(store) == {
            "verified": 1,
            "disputed": 1,
            "unverifiable": 0,
            "not_a_claim": 1,
            "undecided": 1,
        }

    def test_an_empty_project(self, store: Store, tmp_path: Path) -> None:
        builders.make_project(store)
        release = released(store, tmp_path)
        assert set(release.rows.values()) <= {0}
        assert verify_release(release.folder) == []

    def test_a_desk_that_was_never_used(self, store: Store, tmp_path: Path) -> None:
        with pytest.raises(ReleaseError, match="Add an article first"):
            released(store, tmp_path)
        assert not any(path for path in tmp_path.iterdir() if path.is_dir())


_ANOTHER_DAY = """
import sys, time
from datetime import datetime, timedelta
from pathlib import Path

from tasks.store import times
from tasks.store.connection import open_store
from tests.exports.desks import released

AHEAD = timedelta(days=1700, hours=7)

class Later(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + AHEAD

times.datetime = Later
clock = time.time
time.time = lambda: clock() + AHEAD.total_seconds()
released(open_store(Path(sys.argv[1])), Path(sys.argv[2]))
"""


class TestAgain:
    def test_the_same_data_gives_the_same_bytes(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        desk.add(MARKET)
        desk.say("The market", None, Judgement(Verdict.DISPUTED))
        store.execute("pragma wal_checkpoint(truncate)")
        copyfile(store.path, tmp_path / "copy.db")
        copy = open_store(tmp_path / "copy.db")
        try:
            again = released(copy, tmp_path / "b")
        finally:
            copy.close()
        first = released(store, tmp_path / "a")
        assert contents(first.folder) == contents(again.folder)

    def test_another_day_another_place(self, store: Store, tmp_path: Path) -> None:
        """Built by a process that believes in another day, zone, language and order of sets."""
        desk = labelled_desk(store)
        desk.add(MARKET)
        desk.say("The market", 0, Judgement(Verdict.DISPUTED))
        store.execute("pragma wal_checkpoint(truncate)")
        copyfile(store.path, tmp_path / "copy.db")
        elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
        subprocess.run(
            [sys.executable, "-c", _ANOTHER_DAY, tmp_path / "copy.db", tmp_path / "b"],
            env=os.environ | elsewhere | {"PYTHONPATH": str(ROOT)},
            check=True,
        )
        first = released(store, tmp_path / "a")
        assert contents(first.folder) == contents(tmp_path / "b" / "harbour-1.0.0")

    def test_versions_follow_from_the_changes(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        assert released(store, tmp_path).version == "1.0.0"
        assert released(store, tmp_path).version == "1.0.1"
        desk.say("Nobody", 1, Judgement(Verdict.VERIFIED))
        assert released(store, tmp_path).version == "1.1.0"
        desk.say("Nobody", 0, Judgement(Verdict.DISPUTED))
        assert released(store, tmp_path).version == "2.0.0"
        assert released(store, tmp_path, "other").version == "1.0.0"
        assert released(store, tmp_path, version="2.5.0").version == "2.5.0"

    def test_a_release_is_never_made_twice(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        released(store, tmp_path)
        with pytest.raises(InputError, match="higher version"):
            released(store, tmp_path, version="1.0.0")

    def test_a_folder_of_somebody_else_is_left_alone(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        (tmp_path / "harbour-1.0.0").mkdir()
        with pytest.raises(ReleaseError, match="did not release it"):
            released(store, tmp_path)
        assert list(releases.list_releases(store)) == []

    def test_claims_keep_their_ids(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        first = rows_of(released(store, tmp_path))["claims"]
        desk.say("Nobody", 1, Judgement(Verdict.VERIFIED))
        second = rows_of(released(store, tmp_path))["claims"]
        ids = Counter(claim["claim_id"] for claim in second)
        assert {claim["claim_id"] for claim in first} < set(ids)
        assert set(ids.values()) == {1}


class TestAsOf:
    def test_an_older_release_comes_out_again(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        first = released(store, tmp_path)
        desk.say("Nobody", 1, Judgement(Verdict.VERIFIED))
        desk.say("Repairs", 1, Judgement(NOT_A_CLAIM))
        adjudicate(store, desk.sentence("The caf"), Judgement(Verdict.DISPUTED), desk.people[0])
        desk.add("All is different now.", "https://news.example.org/harbour")
        again = released(store, tmp_path, version="7.0.0", as_of=first.as_of)
        assert again.as_of == first.as_of
        then, now = rows_of(first), rows_of(again)
        for table in ("claims", "annotations", "evidence", "not_claims", "articles"):
            assert then[table] == now[table]
        manifests = [json.loads((r.folder / "manifest.json").read_text("utf-8")) for r in (first, again)]
        assert manifests[0]["sentences"] == manifests[1]["sentences"]
        assert verify_release(again.folder) == []

    def test_second_thoughts_after_that_time_are_not_in_it(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        first = released(store, tmp_path)
        desk.answers = 0  # the same annotation again: its next version
        desk.say("\U0001f6a2", 0, Judgement(Verdict.DISPUTED))
        now = rows_of(released(store, tmp_path))
        then = rows_of(released(store, tmp_path, "then", as_of=first.as_of))
        assert then["claims"][0]["verdict"] == "verified"
        assert now["claims"][0]["verdict"] is None
        assert [entry["verdict"] for entry in now["verdict_history"][:2]] == ["verified", None]
        assert [entry["release_version"] for entry in now["verdict_history"][:2]] == ["1.0.0", None]

    def test_before_everything(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        with pytest.raises(ReleaseError, match="nothing to release on 2001"):
            released(store, tmp_path, as_of="2001-01-01T00:00:00.000000Z")


class TestSplits:
    def test_what_was_released_stays_where_it_was(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        first = rows_of(released(store, tmp_path, splits=ByArticle(0.0, 1.0)))
        desk.add(MARKET)
        desk.say("The market", 1, Judgement(Verdict.VERIFIED))
        second = released(store, tmp_path, splits=ByArticle(0.0, 0.0))
        assert {claim["split"] for claim in first["claims"]} == {"test"}
        parts = {claim["article_id"]: claim["split"] for claim in rows_of(second)["claims"]}
        assert sorted(parts.values()) == ["test", "train"]
        assert second.version == "1.1.0"
        assert sorted(path.name for path in (second.folder / "data" / "claims").iterdir()) == [
            "test-00000-of-00001.parquet",
            "train-00000-of-00001.parquet",
        ]
        assert verify_release(second.folder) == []


class TestFolder:
    def test_standard_tools_check_it(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        folder = released(store, tmp_path).folder
        checked = subprocess.run(
            ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
        )
        assert checked.returncode == 0, checked.stderr

    def test_it_cannot_be_changed_by_accident(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        folder = released(store, tmp_path).folder
        assert {(folder / name).stat().st_mode & 0o777 for name in files.files_in(folder)} == {0o444}

    def test_the_store_remembers_it(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        release = released(store, tmp_path)
        (record,) = releases.list_releases(store, "harbour")
        assert (record.version, record.claims, record.annotations) == ("1.0.0", 3, 6)
        assert record.manifest_sha256 == release.manifest_sha256
        assert record.manifest_sha256 == files.sha256_of(release.folder / "manifest.json")
        assert record.as_of == release.as_of


class TestInterrupted:
    @pytest.mark.parametrize("step", ["write_tables", "_finish"])
    def test_what_fails_leaves_nothing(
        self, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        labelled_desk(store)
        monkeypatch.setattr(releasing, step, _out_of_space)
        with pytest.raises(ReleaseError, match="No space left"):
            released(store, tmp_path / "releases")
        assert list((tmp_path / "releases").iterdir()) == []
        assert releases.list_releases(store) == []

    def test_a_build_that_was_killed_is_cleared_away(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        rest = tmp_path / ".building-rest"
        (rest / "csv").mkdir(parents=True)
        (rest / "csv" / "claims.csv").write_text("half a fi")
        released(store, tmp_path)
        assert not rest.exists()

    def test_a_release_that_lacks_only_its_name_gets_it(
        self, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        labelled_desk(store)
        with monkeypatch.context() as patch:
            patch.setattr(files, "move_into_place", _killed)
            with pytest.raises(KeyboardInterrupt):
                released(store, tmp_path / "releases")
        assert not (tmp_path / "releases" / "harbour-1.0.0").exists()
        assert released(store, tmp_path / "releases").version == "1.0.1"
        assert verify_release(tmp_path / "releases" / "harbour-1.0.0") == []
        assert [path.name for path in (tmp_path / "releases").glob(".*")] == []

    def test_two_builds_do_not_meet(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        with files.exclusive(tmp_path), pytest.raises(ReleaseError, match="Another release is being built"):
            released(store, tmp_path)

    def test_a_folder_that_cannot_be_written(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        (tmp_path / "file").write_text("no folder")
        with pytest.raises(ReleaseError, match="cannot hold releases"):
            released(store, tmp_path / "file")


def _out_of_space(*args: object, **more: object) -> None:
    raise OSError(28, os.strerror(28))


def _killed(*args: object) -> None:
    raise KeyboardInterrupt
