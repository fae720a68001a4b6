"""Taking the address, and saying whom to blame when it cannot be had."""

import socket

import pytest

from annotator.services.listening import listen, reachable_host
from tasks.errors import ServiceError


def test_port_zero_is_any_free_port() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname(), timeout=2):
        assert listener.getsockname()[1] > 0


@pytest.mark.parametrize("strangers_host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_a_port_that_is_taken_is_named_with_the_setting(strangers_host: str) -> None:
    with socket.create_server((strangers_host, 0)) as stranger:
        port = stranger.getsockname()[1]
        with pytest.raises(
            ServiceError, match=rf"port {port} .* another program.*ANNOTATOR_LABEL_STUDIO_PORT"
        ):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["198.51.100.7", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(ServiceError, match=rf"{host} is not an address of this machine.*ANNOTATOR_HOST"):
        listen(host, 0)


@pytest.mark.parametrize(
    ("host", "reached_at"),
    [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("", "127.0.0.1"), ("localhost", "localhost")],  # noqa: S104
)
def test_what_listens_everywhere_is_reached_on_loopback(host: str, reached_at: str) -> None:
    assert reachable_host(host) == reached_at
