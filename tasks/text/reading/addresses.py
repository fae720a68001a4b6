"""Which network addresses may be fetched from: those that everybody can reach.

A page's address comes from people and from other pages. It must not lead to what
only this machine or its network can see.
"""

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from tasks.errors import ArticleError
from tasks.text.reading.rules import Network

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052


def resolve_public(host: str, port: int, allowed: Collection[Network]) -> str:
    """Look a host up; the address to connect to, so that nobody looks it up a second time.

    Every address of the host has to be public: one that also points inside is not trusted.

    :param allowed: networks that may be fetched from although they are not public
    :raises ArticleError: there is no such host, or it is not public
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError("%(name)s: there is no such host (%(error)s).", name=host, error=error) from error
    addresses = [ip_address(str(sockaddr[0]).partition("%")[0]) for *_, sockaddr in found]
    for address in addresses:
        if not is_public(address) and not any(address in network for network in allowed):
            raise ArticleError(
                "%(name)s: its address %(address)s is not public. Only public pages are fetched.",
                name=host,
                address=str(address),
            )
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Can everybody reach it, and is it what it seems, not another address in disguise?"""
    if isinstance(address, IPv6Address):
        if address in _NAT64:  # how networks without IPv4 reach the rest of the world
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address.ipv4_mapped or address.sixtofour or address.teredo or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
