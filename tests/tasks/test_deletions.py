"""Who deleted an answer, whatever Label Studio has told of it when the desk looks."""

from collections.abc import Callable

import pytest

from tasks.pull import look_for_losses
from tests.tasks.traffic import Traffic

EDITOR, ANA, BOB = 1, 2, 3


@pytest.fixture
def answered(traffic: Traffic) -> Traffic:
    """Ana answered one task, and that is known."""
    traffic.fake.users.append({"id": ANA, "email": "ana@example.org", "first_name": "", "last_name": ""})
    traffic.push()
    task = traffic.tasks[0]
    traffic.fake.tick()
    traffic.fake.answer(task, completed_by=ANA)
    traffic.fake.tasks[task]["updated_by"] = [{"user_id": ANA}]
    traffic.pull()
    return traffic


def deleted_by(traffic: Traffic) -> list[str | None]:
    rows = traffic.store.execute(
        "select p.email from annotation_versions v left join people p on p.person_id = v.changed_by"
        " where v.superseded_at is null and v.state = 'deleted'"
    )
    return [row[0] for row in rows]


READERS: dict[str, Callable[[Traffic], object]] = {
    "changes": lambda traffic: traffic.pull(),
    "export": lambda traffic: traffic.pull(full=True),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_deletion_while_the_task_is_read_is_not_by_who_changed_it_before(
    answered: Traffic, reader: str
) -> None:
    fake, task = answered.fake, answered.tasks[0]
    fake.tick()
    fake.overtake(lambda: fake.delete_answers(task, by=EDITOR))
    READERS[reader](answered)
    answered.pull()
    assert deleted_by(answered) == ["editor@example.org"]


def test_who_answers_while_the_task_is_read_did_not_delete_what_its_author_took_back(
    answered: Traffic,
) -> None:
    fake, task = answered.fake, answered.tasks[0]
    fake.users.append({"id": BOB, "email": "bob@example.org", "first_name": "", "last_name": ""})

    def answer() -> None:
        fake.tick()
        fake.answer(task, completed_by=BOB)
        fake.tasks[task]["updated_by"] = [{"user_id": BOB}]

    fake.tick()
    fake.delete_answers(task, by=ANA)
    fake.overtake(answer)
    answered.pull()
    answered.pull()
    assert deleted_by(answered) == [None]
    assert answered.standing() == 1


def test_a_deletion_that_is_half_done_is_not_by_who_answered_last(answered: Traffic) -> None:
    """Label Studio deletes answers first and writes down who did it a moment later."""
    fake, task = answered.fake, answered.tasks[0]
    fake.tasks[task]["annotations"].clear()
    answered.pull()
    fake.tick()
    fake.delete_answers(task, by=EDITOR)
    answered.pull()
    assert deleted_by(answered) == ["editor@example.org"]


@pytest.mark.parametrize("reader", ["losses", "export"])
def test_of_a_deletion_that_stays_half_done_nobody_knows_by_whom(answered: Traffic, reader: str) -> None:
    """Label Studio was killed in between."""
    answered.fake.tasks[answered.tasks[0]]["annotations"].clear()
    if reader == "losses":
        look_for_losses(answered.store, answered.client, answered.home)
    else:
        answered.pull(full=True)
    assert deleted_by(answered) == [None]
