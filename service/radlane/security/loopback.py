"""Addresses and names of this machine only.

In: what a server listens on, or the Host of a request. Out: whether nobody else is meant.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:]+))(?::[0-9]{1,5})?")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def names_loopback(header: str) -> bool:
    """Whether the header Host (RFC 9110 section 7.2) names this machine as only this machine does.

    A page in a browser can let a name of its own lead to 127.0.0.1, and then read what is served there; the browser
    still sends that name.
    """
    found = _HOST.fullmatch(header)
    return found is not None and is_loopback(found["v6"] or found["name"])
