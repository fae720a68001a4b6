"""Reading every task once more, some hundred at a time, whatever the feed of changes says.

Label Studio stores an answer, its number and the task's time one after the
other. Where it dies in between, or where its clock is set back, there are
answers that neither the feed of changes nor a comparison of numbers ever shows.
Whoever reads everything finds them; done bit by bit that costs next to nothing.
"""

from tasks.label_studio.client import LabelStudioClient
from tasks.push import settle_doubts
from tasks.record_changes import Pulled
from tasks.store import pull_marks
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.take import take

TASKS_AT_ONCE = 500
"""About a second's work for Label Studio."""


def scrub(store: Store, client: LabelStudioClient, home: Home, after: int) -> tuple[Pulled, int]:
    """Read the tasks that come next.

    :param after: Label Studio's id of the task that was read last; 0: begin
    :return: what that brought, and after which task to go on; 0 once all have been read
    """
    settle_doubts(store, client, home)
    tasks = client.whole_tasks_after(home.label_studio_id, after, limit=TASKS_AT_ONCE)
    pulled, mark = Pulled(), pull_marks.get_mark(store, home)
    take(store, client, home, tasks, pulled, known_until=mark.newest_at if mark else None)
    return pulled, int(tasks[-1]["id"]) if len(tasks) == TASKS_AT_ONCE else 0
