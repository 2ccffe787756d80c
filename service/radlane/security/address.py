"""The address of a caller: the limits count by it, and the audit trail names it.

In: who is connected, and whom that says it speaks for (X-Forwarded-For). Out: one address, in one spelling. Only
proxies that the settings name are believed, and only what is an address: anybody can send any text in that header.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network
_Address = IPv4Address | IPv6Address
_LONGEST = 45  # an IPv6 address that ends in the form of IPv4


def caller_address(peer: str, forwarded: Sequence[str], trusted: Collection[Network]) -> str | None:
    """Return the address of a caller; None where the peer has none.

    Parameters
    ----------
    peer : str
        Address of the other end of the connection.
    forwarded : sequence of str
        The lines of the header X-Forwarded-For. Each proxy adds whom it was asked by at the end.
    trusted : collection of Network
        Proxies that are believed.
    """
    found = _address(peer.partition("%")[0])  # a link-local one has its interface behind it
    named = [text.strip() for line in forwarded for text in line.split(",")]
    while found is not None and named and any(found in network for network in trusted):
        said = _address(named.pop())
        if said is None:
            break
        found = said
    return None if found is None else str(found)


def _address(text: str) -> _Address | None:
    """An address; one of IPv4 in the form of IPv6 is that of IPv4."""
    if len(text) > _LONGEST or "%" in text:  # what stands behind a % may be anything
        return None
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found
