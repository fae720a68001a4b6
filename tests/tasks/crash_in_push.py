"""Push, and die by SIGKILL at a named moment. Run as a process of its own by the crash tests.

usage: python -m tests.tasks.crash_in_push STORE URL TOKEN MOMENT
"""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from tasks import push
from tasks.label_studio.client import LabelStudioClient
from tasks.store import batches, projects
from tasks.store.connection import open_store

MOMENTS = {
    "before the project is recorded": (projects, "set_home"),
    "before the batch is recorded": (batches, "intend"),
    "before the import": (LabelStudioClient, "import_tasks"),
    "between the import and the recording of its answer": (batches, "settle"),
}


def die(*_args: object, **_kwargs: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def main() -> None:
    path, url, token, moment = sys.argv[1:]
    owner, name = MOMENTS[moment]
    setattr(owner, name, die)
    store = open_store(Path(path))
    project = projects.first_project(store)
    assert project
    push.push(store, LabelStudioClient(url, token), project)


if __name__ == "__main__":
    main()
