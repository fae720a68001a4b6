"""Which networks Label Studio may not reach on a user's word, less our webhook's address.

Label Studio refuses to call addresses in reserved networks, so that nobody can
use it to reach into the network it stands in. Our webhook listens on such an
address. Label Studio's list can only be replaced as a whole, so it is replaced
by itself without that one address. Ports are not looked at: every port of that
address is let through.
"""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from tasks.errors import SettingError

Network = IPv4Network | IPv6Network

# What Label Studio bans unless told otherwise (`validate_ip` in its core/utils/io.py): the
# special-purpose registries of IANA, https://www.iana.org/assignments/iana-ipv4-special-registry
# and https://www.iana.org/assignments/iana-ipv6-special-registry
DEFAULT_BANNED_SUBNETS = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "233.252.0.0/24",
    "240.0.0.0/4",
    "255.255.255.255/32",
    "::/128",
    "::1/128",
    "::ffff:0:0/96",
    "::ffff:0:0:0/96",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/32",
    "2001:20::/28",
    "2001:db8::/32",
    "2002::/16",
    "fc00::/7",
    "fe80::/10",
    "ff00::/8",
)


def banned_subnets_except(address: str) -> tuple[str, ...]:
    """The default list, covering all it covered but the one IP address.

    :raises SettingError: ``address`` is not an IP address
    """
    try:
        allowed = ip_network(ip_address(address))
    except ValueError as error:
        raise SettingError(
            f"The webhook's address must be an IP address, which {address!r} is not."
        ) from error
    banned = (ip_network(subnet) for subnet in DEFAULT_BANNED_SUBNETS)
    return tuple(str(network) for subnet in banned for network in _without(subnet, allowed))


def _without(subnet: Network, allowed: Network) -> Iterable[Network]:
    if isinstance(subnet, IPv4Network) and isinstance(allowed, IPv4Network):
        return subnet.address_exclude(allowed) if allowed.subnet_of(subnet) else (subnet,)
    if isinstance(subnet, IPv6Network) and isinstance(allowed, IPv6Network):
        return subnet.address_exclude(allowed) if allowed.subnet_of(subnet) else (subnet,)
    return (subnet,)
