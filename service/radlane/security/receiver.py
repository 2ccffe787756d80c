"""Who may be called when a job has ended: the receivers of the settings, and nobody else.

In: a receiver's name, or an address. Out: the receiver that it is at; and whether a call may go to an address of IP.
Reference: OWASP Server-Side Request Forgery Prevention.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from urllib.parse import urlsplit

from radlane.domain.callback import Callback
from radlane.errors import UsageError
from radlane.security.loopback import is_loopback

MOST_URL = 2000
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an address of IPv4 in its last 32 bits
_PORTS = {"https": 443, "http": 80}
_URL = re.compile(r"https?://[!-~]+")  # RFC 3986 has no other characters
_REMEDY = "Name one of `callbacks` in the settings, or an address of a receiver with any_path"


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """A receiver of the settings.

    Attributes
    ----------
    secret_files : tuple of Path
        What its calls are signed with; read again for each.
    any_path : bool
        Whether callers may give addresses of their own there.
    internal : bool
        Whether it is on a private network; addresses of such networks are not called otherwise.
    ca_file : Path or None
        Certificates to trust in the place of the usual ones.
    seconds : float
        For one attempt, all in all.
    """

    name: str
    url: str
    secret_files: tuple[Path, ...]
    any_path: bool = False
    internal: bool = False
    ca_file: Path | None = None
    seconds: float = 15.0

    def may_have(self, address: str) -> bool:
        """Whether a call of this receiver may go to an address of IP."""
        _, host, _ = origin_of(self.url)
        return may_call(ip_address(address), internal=self.internal, loopback=is_loopback(host))


def find_receiver(said: str, receivers: Mapping[str, Receiver]) -> Callback:
    """Return whom a caller means: by name, or by an address where the settings allow that.

    Raises
    ------
    UsageError
        If there is no such receiver.
    """
    if said in receivers:
        return Callback(receiver=said)
    wanted = _origin(said)
    for name, receiver in sorted(receivers.items()):
        if receiver.any_path and wanted is not None and _origin(receiver.url) == wanted:
            return Callback(receiver=name, url=said)
    raise UsageError("There is no such receiver of callbacks", remedy=_REMEDY)


def origin_of(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port.

    Raises
    ------
    ValueError
        If it is no address of a receiver: `https` (`http` on this machine only), no credentials and no fragment.
    """
    if len(url) > MOST_URL or not _URL.fullmatch(url) or "\\" in url:
        raise ValueError("no address of a receiver")
    found = urlsplit(url)
    if found.username is not None or found.password is not None or "#" in url:
        raise ValueError("credentials, or a fragment")
    host = (found.hostname or "").rstrip(".")
    if not host or "%" in host or (found.scheme != "https" and not is_loopback(host)):
        raise ValueError("https is needed")
    return found.scheme, host, found.port or _PORTS[found.scheme]


def may_call(address: IPv4Address | IPv6Address, *, internal: bool, loopback: bool) -> bool:
    """Whether a call may go to an address of IP.

    Never to one that is of this link only (where machines of a cloud get their credentials), of no or of many
    machines; to this machine only where the settings name it; to private networks only where they say so.
    """
    inner = _embedded(address)
    if inner is not None:
        return may_call(inner, internal=internal, loopback=loopback)
    if address.is_loopback:
        return loopback
    if address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved:
        return False
    return internal or (address.is_global and not getattr(address, "is_site_local", False))


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that one of IPv6 leads to."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _origin(url: str) -> tuple[str, str, int] | None:
    try:
        return origin_of(url)
    except ValueError:
        return None
