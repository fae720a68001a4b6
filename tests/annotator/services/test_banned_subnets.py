"""Of the addresses that Label Studio may not call, exactly one is let through."""

import ast
from ipaddress import IPv4Address, ip_address, ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.services.banned_subnets import DEFAULT_BANNED_SUBNETS, banned_subnets_except
from tasks.errors import SettingError


def is_banned(address: str, subnets: tuple[str, ...]) -> bool:
    """As Label Studio tells it: inside any of the networks, those of the other IP version apart."""
    return any(ip_address(address) in ip_network(subnet) for subnet in subnets)


# Addresses anywhere, and, because those mostly miss, addresses at the networks' edges.
edges = st.sampled_from([ip_network(subnet) for subnet in DEFAULT_BANNED_SUBNETS]).flatmap(
    lambda network: st.sampled_from([network[0], network[-1], network[network.num_addresses // 2]])
)
addresses = (st.ip_addresses() | edges).map(str)


@given(allowed=addresses, other=addresses)
def test_only_the_one_address_changes(allowed: str, other: str) -> None:
    subnets = banned_subnets_except(allowed)
    assert not is_banned(allowed, subnets)
    if ip_address(other) != ip_address(allowed):
        assert is_banned(other, subnets) == is_banned(other, DEFAULT_BANNED_SUBNETS)


@given(allowed=addresses, distance=st.sampled_from([-1, 1]))
def test_its_neighbours_stay_as_they_were(allowed: str, distance: int) -> None:
    address = ip_address(allowed)
    neighbour = int(address) + distance
    highest = 2**32 - 1 if isinstance(address, IPv4Address) else 2**128 - 1
    if 0 <= neighbour <= highest:
        other = str(type(address)(neighbour))
        assert is_banned(other, banned_subnets_except(allowed)) == is_banned(other, DEFAULT_BANNED_SUBNETS)


def test_an_address_that_was_free_changes_nothing() -> None:
    assert banned_subnets_except("93.184.216.34") == tuple(str(ip_network(s)) for s in DEFAULT_BANNED_SUBNETS)


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1/8", "", "127.0.0.1:5000", "fe80::1%eth0/64"])
def test_what_is_no_address_is_refused_by_name(address: str) -> None:
    with pytest.raises(SettingError, match="IP address"):
        banned_subnets_except(address)


@pytest.mark.server
def test_the_default_list_is_the_installed_label_studios(label_studio_environment: Path) -> None:
    (source,) = label_studio_environment.glob("lib/python*/site-packages/label_studio/core/utils/io.py")
    lists = [
        ast.literal_eval(node.value)
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "default_banned_subnets"
    ]
    assert [[ip_network(subnet) for subnet in subnets] for subnets in lists] == [
        [ip_network(subnet) for subnet in DEFAULT_BANNED_SUBNETS]
    ]
