"""A web server on loopback that answers as a test wants it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from tasks.text.reading import FetchRules

Answer = Callable[[BaseHTTPRequestHandler], None]

LOOPBACK = FetchRules(
    allowed_networks=[ip_network("127.0.0.1/32")], pause_seconds=0, seconds=5, idle_seconds=2
)
"""Fetch from this one address too, and lose no time."""


class Website:
    """What is to be answered where, and who asked for what."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, Answer] = {}
        self.visits: list[tuple[str, str, str]] = []  # path, host, user agent

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, body: bytes | str, media_type: str = "text/html; charset=utf-8") -> str:
        """Have a path answered with this body; returns its address."""
        content = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            send(request, 200, {"Content-Type": media_type, "Content-Length": str(len(content))})
            request.wfile.write(content)

        self.answers[path] = answer
        return self.url(path)

    def redirect(self, path: str, target: str) -> str:
        self.answers[path] = lambda request: send(request, 302, {"Location": target, "Content-Length": "0"})
        return self.url(path)


def send(request: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()


@contextmanager
def website() -> Iterator[Website]:
    """Runs until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.visits.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
            answer = site.answers.get(self.path)
            if answer is None:
                send(self, 404, {"Content-Length": "0"})
                return
            with suppress(BrokenPipeError, ConnectionResetError):  # the reader had enough
                answer(self)

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Website(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
