"""Connections of DIMSE: who may come, how many, how fast and how much.

In: connections, hostile. Out: associations of pynetdicom, with bounds that it does not have: on the size and the time
of a PDU, on who connects before TLS begins, and on messages (`dimse_message`).
Reference: PS3.8 section 9.3 (PDUs).
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from ssl import SSLContext
from threading import Thread

from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.events import EventHandlerType
from pynetdicom.transport import AssociationSocket, RequestHandler, ThreadedAssociationServer

from radlane.security.address import Network, caller_address
from radlane.triggers.dimse_message import Provider

MOST_PDU = 1 << 20  # that is read; callers are told less
_BLOCK = 64 << 10
_HANDSHAKE_S = 5.0  # nobody else is let in meanwhile
_POLL_S = 0.2


@dataclass(frozen=True, kw_only=True)
class Door:
    """Who may come.

    Attributes
    ----------
    addresses : tuple of Network
        Empty: all.
    most : int
        Connections at once; beyond the associations, some who are told that there are too many.
    seconds : float
        In which a PDU has to come.
    tls : SSLContext or None
        None: in clear text.
    provider : callable
        Association and address of its caller -> its messages.
    """

    addresses: tuple[Network, ...]
    most: int
    seconds: float
    tls: SSLContext | None
    provider: Callable[[Association, str], Provider]

    def lets_in(self, address: str) -> bool:
        """Whether an address may connect."""
        found = ip_address(spelled(address))
        return not self.addresses or any(found in network for network in self.addresses)


class _Socket(AssociationSocket):
    """A connection whose PDUs are bounded."""

    seconds = 60.0

    def recv(self, nr_bytes: int) -> bytearray:
        """Return so many bytes, or those until the connection ended."""
        if nr_bytes > MOST_PDU:
            raise OSError("a PDU is too large")
        assert self.socket is not None  # it is read from
        content, latest = bytearray(), time.monotonic() + self.seconds
        while len(content) < nr_bytes:
            if time.monotonic() > latest:
                raise TimeoutError
            block = self.socket.recv(min(_BLOCK, nr_bytes - len(content)))
            if not block:
                break
            content += block
        return content


class _Handler(RequestHandler):
    """Makes the association of a connection."""

    server: _Server

    def _create_association(self) -> Association:
        made = super()._create_association()
        line = made.dul.socket
        assert line is not None  # it was just given
        line.__class__ = _Socket  # pynetdicom makes it itself, and says its state machine so
        line.seconds = self.server.door.seconds  # type: ignore[attr-defined]
        made.dimse = self.server.door.provider(made, spelled(self.client_address[0]))
        return made


class _Server(ThreadedAssociationServer):
    """Accepts connections."""

    door: Door

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept a connection of who is let in; with TLS it is shaken hands with before."""
        assert self.socket is not None  # it is bound
        line, address = self.socket.accept()
        try:
            if not self.door.lets_in(address[0]) or len(self.active_associations) >= self.door.most:
                raise OSError("not let in")
            if self.door.tls is not None:
                line.settimeout(_HANDSHAKE_S)
                line = self.door.tls.wrap_socket(line, server_side=True)
            line.settimeout(self.door.seconds)
        except OSError:
            line.close()
            raise
        return line, address


@contextmanager
def listening(
    entity: ApplicationEntity, address: tuple[str, int], door: Door, handlers: Sequence[EventHandlerType]
) -> Iterator[int]:
    """Listen until the end, and yield the port.

    Raises
    ------
    OSError
        If that cannot be done.
    """
    server = entity.make_server(address, evt_handlers=list(handlers), server_class=_Server, request_handler=_Handler)
    assert isinstance(server, _Server)  # that class was asked for
    server.door = door
    entity._servers.append(server)
    thread = Thread(target=server.serve_forever, args=(_POLL_S,), name="radlane-dimse", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        entity.shutdown()
        thread.join()


def spelled(address: str) -> str:
    """Return an address in one spelling; one of IPv4 in the form of IPv6 is that of IPv4."""
    return caller_address(address, (), ()) or address
