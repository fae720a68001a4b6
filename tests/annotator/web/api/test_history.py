"""What happened to a sentence, as scripts read it: everything, and people by name for editors only."""

from exports.standings import refresh
from tasks.store import annotations
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.annotator.web.api.conftest import Script, Scripts
from tests.exports.desks import Desk as Labelled
from tests.tasks.store import builders

SHIP = chr(0x1F6A2)


def happened(script: Script, sentence_id: str, *kinds: str) -> list[dict[str, object]]:
    events: list[dict[str, object]] = script.get(f"/sentences/{sentence_id}/history")["items"]
    return [event for event in events if not kinds or event["what"] in kinds]


def test_everything_is_told_in_the_order_it_came(script_of: Scripts, labelled: Labelled) -> None:
    events = happened(script_of("editor"), labelled.sentence(SHIP))
    assert [event["what"] for event in events] == ["decided", "task_made", "labelled", "labelled"]
    decided, made, first, _ = events
    assert (decided["words"], decided["judgements"], decided["stands"]) == (
        ["label", "in the article"],
        [],
        True,
    )
    assert (made["words"], made["checker"], made["person_id"]) == (["task 100"], None, None)
    assert first["words"] == []
    assert first["judgements"] == [
        {
            "label": "verified", "start": None, "end": None, "reason": None, "was_it_said": None,
            "evidence": ["https://port.example.org/notice", "=cmd()"], "note": "ask ana@example.org",
        }
    ]  # fmt: skip


def test_editors_are_told_names_and_checkers_letters(script_of: Scripts, labelled: Labelled) -> None:
    ship, editor = labelled.sentence(SHIP), script_of("editor")
    shown = happened(editor, ship, "labelled")
    assert [(one["name"], one["person_id"]) for one in shown] == [
        ("ana", labelled.people[0]),
        ("bo", labelled.people[1]),
    ]
    told = happened(script_of("checker"), ship, "labelled")
    assert told == [{**one, "name": None, "person_id": None} for one in shown]
    answers = editor.get(f"/sentences/{ship}/annotations")["items"]
    assert [one["checker"] for one in told] == [one["checker"] for one in answers]
    assert {one["checker"] for one in told} == {"A", "B"}


def test_every_version_of_an_answer_is_told(
    script_of: Scripts, labelled: Labelled, desk_store: Store
) -> None:
    ship, (ana, _) = labelled.sentence(SHIP), labelled.people
    assert labelled.home is not None
    thought_better = Judgement(Verdict.DISPUTED, note="It was Sunday.")
    builders.answer(desk_store, labelled.home, ship, 1, ana, thought_better, minutes=60)
    first, again = (one for one in happened(script_of("checker"), ship) if one["annotation_id"] == 1)
    assert (first["version"], first["stands"]) == (1, False)
    assert (again["version"], again["stands"]) == (2, True)
    assert first["checker"] == again["checker"] is not None
    assert [(one["label"], one["note"]) for one in again["judgements"]] == [("disputed", "It was Sunday.")]  # type: ignore[attr-defined]


def test_who_deleted_an_answer_is_told_and_whose_it_was_no_more(
    script_of: Scripts, labelled: Labelled, desk_store: Store
) -> None:
    ship, (_, bo) = labelled.sentence(SHIP), labelled.people
    [task] = desk_store.execute("select task_id from tasks where sentence_id = ?", [ship]).fetchone()
    assert labelled.home is not None
    [live, _] = annotations.live_versions(desk_store, labelled.home, [task])[task]
    with desk_store.transaction():
        annotations.mark_deleted(desk_store, live, task, deleted_by=bo)
    [deleted] = happened(script_of("editor"), ship, "deleted")
    assert (deleted["annotation_id"], deleted["person_id"], deleted["name"]) == (live.annotation_id, bo, "bo")
    assert (deleted["checker"], deleted["judgements"]) == (None, [])
    [told] = happened(script_of("checker"), ship, "deleted")
    assert told == {**deleted, "person_id": None, "name": None}


def test_an_editors_word_is_told_after_it_was_taken_back(script_of: Scripts, labelled: Labelled) -> None:
    editor, path = script_of("editor"), f"/sentences/{labelled.sentence(SHIP)}"
    word = {"label": "disputed", "note": "See the log.", "evidence": ["https://log.example.org"]}
    made = editor("POST", f"{path}/adjudications", json=word).json
    [settled] = happened(editor, labelled.sentence(SHIP), "adjudicated")
    assert settled["adjudication_id"] == made["adjudication_id"]
    assert (settled["name"], settled["stands"], settled["checker"]) == ("Editor", True, None)
    [said] = settled["judgements"]  # type: ignore[misc]
    assert (said["label"], said["note"], said["evidence"]) == tuple(word.values())  # type: ignore[has-type]
    assert editor("DELETE", f"{path}/adjudications/{made['adjudication_id']}").status_code == 204
    [taken_back] = happened(script_of("checker"), labelled.sentence(SHIP), "adjudicated")
    assert taken_back == {**settled, "stands": False, "name": None, "person_id": None}


def test_what_did_not_change_is_not_sent_again(script_of: Scripts, labelled: Labelled) -> None:
    script, ship = script_of("checker"), labelled.sentence(SHIP)
    for path in (f"/sentences/{ship}/history", f"/sentences/{ship}/suggestions", f"/sentences/{ship}"):
        tag = {"If-None-Match": script("GET", path).headers["ETag"]}
        assert script("GET", path, headers=tag).status_code == 304
    labelled.say(SHIP, None, Judgement(Verdict.DISPUTED))
    refresh(labelled.store)
    assert script("GET", f"/sentences/{ship}/history", headers=tag).status_code == 200


def test_whoever_may_not_see_the_page_may_not_read_it(script_of: Scripts, labelled: Labelled) -> None:
    ship = labelled.sentence(SHIP)
    for path in (f"/sentences/{ship}/history", f"/sentences/{ship}/suggestions"):
        assert script_of("researcher")("GET", path).status_code == 403
        assert script_of("checker", "write")("GET", path).status_code == 403


def test_unknown_and_withdrawn_sentences(script_of: Scripts, labelled: Labelled, desk_store: Store) -> None:
    script, gone = script_of("checker"), labelled.sentence("Nobody")
    builders.add(desk_store, "The harbour is all that is left.", "https://news.example.org/harbour")
    for sentence, words in (("none", "no such sentence"), (gone, "no longer in its article")):
        for part in ("history", "suggestions", "annotations"):
            answer = script("GET", f"/sentences/{sentence}/{part}")
            assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
            assert words in answer.json["detail"]


def test_a_sentence_tells_where_its_task_is(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("checker")
    shown = script.get(f"/sentences/{labelled.sentence(SHIP)}")
    assert shown["task"].endswith("/projects/7/data?task=100")
    labelled.store.execute("update tasks set gone_at = recorded_at")
    assert script.get(f"/sentences/{labelled.sentence(SHIP)}")["task"] is None
