"""Who deleted an answer, asked while Label Studio has not written it down yet."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tasks.label_studio.client import LabelStudioClient
from tasks.pull import pull
from tasks.store.connection import open_store
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.tasks.pushed import Pushed

pytestmark = pytest.mark.server


@contextmanager
def hooked(on_deletion: Callable[[], object]) -> Iterator[str]:
    """The address of a webhook that keeps Label Studio waiting while it does something about deletions."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if b"ANNOTATIONS_DELETED" in self.rfile.read(int(self.headers["Content-Length"])):
                on_deletion()
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_whoever_follows_the_webhook_at_once_does_not_take_the_author_for_it(
    pushed: Pushed, label_studio: RunningLabelStudio, ana: Checker, editor: Checker
) -> None:
    """The Data Manager deletes answers, sends its webhooks, and then writes down when and who."""
    pulled = []

    def follow() -> None:
        with (
            closing(open_store(pushed.store.path)) as store,
            closing(LabelStudioClient(label_studio.url, label_studio.token)) as client,
        ):
            pulled.append(pull(store, client, pushed.home))

    ana.answer(pushed.tasks[0])
    pushed.pull()
    with hooked(follow) as address:
        pushed.client.ensure_webhook(pushed.home.label_studio_id, address, ("X-Test", "secret"))
        editor.delete_all_answers(pushed.home.label_studio_id, pushed.tasks[0])
    [followed] = pulled
    assert followed.tasks >= 1
    assert followed.plus(pushed.pull()).deleted_by_others == 1
