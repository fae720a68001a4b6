"""One run of the Label Studio server, from its start to its end."""

import json
import os
import signal
import subprocess
import threading
from contextlib import suppress

from annotator.services.environment import SERVER_SCRIPT
from annotator.services.premises import Premises

_GRACE = 8.0  # seconds; the server gives its requests less


class ServerProcess:
    """The server and its workers, a process group of their own.

    They stop by themselves when this process ends, because then their standard
    input does.
    """

    def __init__(self, premises: Premises) -> None:
        """Start it.

        :raises OSError: its program cannot be run
        """
        settings, listener, lock = premises.settings, premises.listener.fileno(), premises.lock
        self._process = subprocess.Popen(
            [premises.environment.python, "-I", "-u", SERVER_SCRIPT, "serve", str(listener)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(listener, lock),  # it holds the lock as well, for as long as it lives
            env=premises.variables,
            cwd=settings.folder,
            umask=0o077,
            process_group=0,
            encoding="utf-8",
            errors="replace",
        )
        self.pid = self._process.pid
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("both were asked for")
        self._input, self._output = self._process.stdin, self._process.stdout
        self._reader = threading.Thread(target=premises.log.copy, args=(self._output,), daemon=True)
        self._reader.start()
        with suppress(BrokenPipeError):  # then it has ended already, and `ending` tells
            self._input.write(json.dumps(settings.account) + "\n")
            self._input.flush()

    def ending(self) -> str | None:
        """How it ended, in words; `None` while it runs."""
        code = self._process.poll()
        if code is None:
            return None
        return f"it was ended by signal {-code}" if code < 0 else f"it ended with exit code {code}"

    def stop(self) -> None:
        """End it and its workers: gently, then by force. Harmless when it has ended."""
        if self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
        with suppress(ProcessLookupError):  # workers outlive a master that was killed
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        self._reader.join()
        self._output.close()
        with suppress(BrokenPipeError):
            self._input.close()
