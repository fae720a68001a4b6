"""Only what everybody can reach is public."""

from ipaddress import ip_address, ip_network

import pytest

from tasks.errors import ArticleError
from tasks.text.reading.addresses import is_public, resolve_public

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"])
def test_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104 (nothing is bound here)
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:93.184.215.14", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "0177.0.0.1", "::1", "169.254.169.254"]
)
def test_a_host_that_leads_inside_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(ArticleError, match="is not public"):
        resolve_public(host, 80, [])


def test_an_address_may_be_allowed() -> None:
    assert resolve_public("127.0.0.1", 80, [ip_network("127.0.0.1/32")]) == "127.0.0.1"
    with pytest.raises(ArticleError, match=r"127\.0\.0\.2"):
        resolve_public("127.0.0.2", 80, [ip_network("127.0.0.1/32")])


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 300, "..", "\ud800"])
def test_no_such_host(host: str) -> None:
    with pytest.raises(ArticleError, match="no such host"):
        resolve_public(host, 80, [])
