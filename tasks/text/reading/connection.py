"""Network connections that lead only where they may, and only for so long."""

import ssl
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any

import httpcore

from tasks.text.reading.addresses import resolve_public
from tasks.text.reading.rules import Network

Remaining = Callable[[], float]


class GuardedBackend(httpcore.SyncBackend):
    """Connects to the very address that was found public, until a deadline.

    The host is looked up once, here. Between a check and a second look-up a name
    could be pointed elsewhere.
    """

    def __init__(self, allowed: Collection[Network], seconds: float) -> None:
        self._allowed = allowed
        self._end = time.monotonic() + seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        address = resolve_public(host, port, self._allowed)
        stream = super().connect_tcp(
            address, port, min(timeout or self.remaining(), self.remaining()), local_address, socket_options
        )
        return _StreamWithDeadline(stream, self.remaining)

    def remaining(self) -> float:
        """Seconds left.

        :raises httpcore.ReadTimeout: none are left
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class _StreamWithDeadline(httpcore.NetworkStream):
    """Each read waits no longer than what is left for all of them together."""

    def __init__(self, stream: httpcore.NetworkStream, remaining: Remaining) -> None:
        self._stream = stream
        self._remaining = remaining

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, min(timeout or self._remaining(), self._remaining()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, min(timeout or self._remaining(), self._remaining()))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _StreamWithDeadline(secured, self._remaining)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
