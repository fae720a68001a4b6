"""How far fetching goes."""

from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from tasks.text.plain import MAX_BYTES

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class FetchRules:
    """What may be fetched, how patiently and how politely."""

    allowed_networks: Collection[Network] = ()  # may be fetched from although they are not public
    user_agent: str = "Annotator/0.1 (fact-checking desk)"
    seconds: float = 30.0  # for a page, redirects and all
    idle_seconds: float = 10.0  # without a byte
    max_bytes: int = MAX_BYTES  # of a page, unpacked
    max_redirects: int = 5
    pause_seconds: float = 1.0  # between two pages of a host


PUBLIC_ONLY = FetchRules()
