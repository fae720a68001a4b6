"""Keeping the store and Label Studio in step.

One worker at a time, whichever process it is in: a file lock that a crash frees
sees to that. A hint (a webhook, a new article) makes it look at once; without
hints it looks every few seconds, so a lost hint costs only time.
"""

import logging
import threading
import time
from contextlib import closing
from dataclasses import dataclass

from annotator.credentials import Credentials
from annotator.desk_store import open_desk_store
from annotator.settings import Settings
from annotator.standings_keeper import StandingsKeeper
from annotator.traffic import Failure, home_to_read, sync_lock, the_others_in_spite_of
from tasks import others_answers
from tasks.errors import AnnotatorError, LabelStudioError, LabelStudioMissing
from tasks.label_studio.client import LabelStudioClient
from tasks.pull import look_for_losses, pull
from tasks.push import ensure_home, push
from tasks.put_back import put_back_what_was_asked_for
from tasks.scrub import scrub
from tasks.store import people, projects, reviews
from tasks.store.connection import Store
from tasks.store.projects import Home, Project
from tasks.tell import tell
from tasks.watch import set_up_anew, watch

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Annotator-Secret"  # noqa: S105 - the name of a header, not a secret
LOOK_FOR_LOSSES_EVERY_S = 600.0
"""How often to compare all ids and numbers, and to read some more tasks whole: the feed of changes does not
tell of everything."""

LONGEST_BACK_OFF_S = 60.0

ENDED = (
    "The traffic with Label Studio has ended because of a defect. Start the desk again, and please report "
    "what its log says."
)


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How the last look at Label Studio went."""

    synced_at: float | None  # seconds since the epoch, of the last look that went well
    error: str | None  # what went wrong since, in words for people

    @property
    def is_known(self) -> bool:
        """Whether there was a first look."""
        return self.synced_at is not None or self.error is not None


class SyncWorker:
    """Pushes and pulls until it is told to stop. Runs in a thread of its own."""

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        client: LabelStudioClient,
        webhook_url: str,
    ) -> None:
        """
        :param webhook_url: of the desk, as Label Studio reaches it
        """
        self._settings = settings
        self._credentials = credentials
        self._client = client
        self._webhook_url = webhook_url
        self._begin = threading.Event()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._status = SyncStatus(None, None)
        self._reached: dict[int, int] = {}  # by project: the decision up to which everything is pushed
        self._looked_at: float | None = None  # for losses
        self._scrubbed: dict[int, int] = {}  # by home: Label Studio's id of the task up to which
        self._set_up_in: dict[int, int] = {}  # by project: the home that has our webhook

    @property
    def status(self) -> SyncStatus:
        return self._status

    def begin(self) -> None:
        """Label Studio is there: from now on it makes sense to look."""
        self._begin.set()

    def hint(self) -> None:
        """There may be news. Hints that come close together are one."""
        self._wake.set()

    def stop(self) -> None:
        self._stopping.set()
        self._begin.set()
        self._wake.set()

    def run(self) -> None:
        """Look again and again. A defect ends it and shows in `status`: the desk must not seem in step."""
        try:
            self._client.load()
            with closing(open_desk_store(self._settings)) as store:
                self._look_until_stopped(store)
        except BaseException:
            self._status = SyncStatus(self._status.synced_at, ENDED)
            log.exception("the traffic with Label Studio has ended")
            raise

    def _look_until_stopped(self, store: Store) -> None:
        keeper = StandingsKeeper(store, self._stopping)
        keeper.bring_up_to_date()  # pages need it, Label Studio or not
        self._begin.wait()
        failures = 0
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.sync(store)
            except AnnotatorError as error:
                failures += 1
                self._reached.clear()
                self._status = SyncStatus(self._status.synced_at, str(error))
                log.warning("sync failed: %s", error)
            else:
                failures = 0
                self._status = SyncStatus(time.time(), None)
            keeper.bring_up_to_date()
            self._wake.wait(self._pause(failures))

    def _pause(self, failures: int) -> float:
        pause: float = self._settings.poll_seconds
        return pause if not failures else min(LONGEST_BACK_OFF_S, pause, 0.5 * 2**failures)

    def sync(self, store: Store) -> None:
        """Look once at every project. One at which Label Studio fails keeps nobody from the others.

        :raises LabelStudioError: of the first that failed
        """
        failures: list[Failure] = []
        with sync_lock(self._settings):
            look_for_losses_now = self._is_time_to_look_for_losses()
            for project in projects.list_projects(store):
                with the_others_in_spite_of(failures, project):
                    if project.is_archived:
                        self._look_at_archived(store, project, look_for_losses_now)
                    else:
                        self._sync_project(store, project, look_for_losses_now)
        if failures:
            raise failures[0].error

    def _sync_project(self, store: Store, project: Project, look_for_losses_now: bool) -> None:
        """Put back what was asked for, watch the border, push what waits, pull what changed."""
        put_back_what_was_asked_for(store, self._client, project)
        home = ensure_home(store, self._client, project)
        if self._set_up_in.get(project.project_id) != home.id:
            self._set_up(store, home)
        home = set_up_anew(store, self._client, project, home)
        seen = watch(store, self._client, project, home)
        if not seen.is_there:
            raise LabelStudioMissing(
                f"The project {project.title} is gone from Label Studio. Run `annotator restore`, "
                "or press the button on the desk: it comes back with every answer."
            )
        pushed = push(store, self._client, project, after=self._reached.get(project.project_id, 0))
        self._reached[project.project_id] = pushed.reached
        pulled = pull(store, self._client, home)
        if look_for_losses_now or seen.tasks_are_missing:
            pulled = pulled.plus(look_for_losses(store, self._client, home))
        if look_for_losses_now:
            scrubbed, self._scrubbed[home.id] = scrub(
                store, self._client, home, self._scrubbed.get(home.id, 0)
            )
            pulled = pulled.plus(scrubbed)
        others_answers.notice(store, home)
        reviews.end_answered(store)
        tell(store, self._client, project, home)
        if pushed.created or pulled.is_news:
            log.info("%s: %s, %s", project.title, pushed, pulled)

    def _look_at_archived(self, store: Store, project: Project, look_for_losses_now: bool) -> None:
        """Now and then: somebody may still answer in a project that was put away, or change what others said.

        Its answers go into releases like all others. How it is set up in Label Studio, or whether it is
        there at all, makes no difference any more.
        """
        put_back_what_was_asked_for(store, self._client, project)
        home = home_to_read(store, self._client, project) if look_for_losses_now else None
        if home is not None:
            pull(store, self._client, home)
            others_answers.notice(store, home)

    def _set_up(self, store: Store, home: Home) -> None:
        """After each start, and in a rebuilt project: who is here, and a webhook that hints at news."""
        people.record_people(store, ((m.label_studio_id, m.email, m.name) for m in self._client.members()))
        people.grant(store, self._client.check_token().email, "admin")
        try:
            webhook = self._client.ensure_webhook(
                home.label_studio_id, self._webhook_url, (SECRET_HEADER, self._credentials.webhook_secret)
            )
            projects.set_webhook(store, home, webhook)
        except LabelStudioError as error:
            log.warning("no webhook, so news comes by polling only: %s", error)
        self._set_up_in[home.project_id] = home.id

    def _is_time_to_look_for_losses(self) -> bool:
        moment = time.monotonic()
        if self._looked_at is not None and moment - self._looked_at < LOOK_FOR_LOSSES_EVERY_S:
            return False
        self._looked_at = moment
        return True
