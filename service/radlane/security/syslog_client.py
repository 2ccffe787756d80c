"""A connection to a receiver of syslog over TLS, opened when there is something to send.

In: bytes. Out: nothing, or an `OSError`. Syslog has no receipt: a receiver that refuses our certificate, or that ended,
shows that only by closing, so each sending looks for that before it is believed.
Reference: RFC 5425.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CONNECT_S = 10.0
_SEND_S = 30.0
_LOOK_S = 0.5
_AT_ONCE_S = 0.001


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Where to send to, whom to trust there, and how to show who we are."""

    host: str
    port: int
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None


class SyslogClient:
    """One connection at a time.

    Parameters
    ----------
    connect : callable
        Opens a connection, or raises `OSError`.
    look_s : float
        So long a receiver may take to show that it does not want what it got.
    """

    def __init__(self, connect: Callable[[], socket.socket], look_s: float = _LOOK_S) -> None:
        self._connect = connect
        self._look_s = look_s
        self._connection: socket.socket | None = None

    def send(self, content: bytes) -> None:
        """Send all of it; after an error nobody knows how much was received.

        Raises
        ------
        OSError
            If there is no connection, or it was closed.
        """
        try:
            if self._connection is not None and not _is_open(self._connection, _AT_ONCE_S):
                self.close()
            if self._connection is None:
                self._connection = self._connect()
            self._connection.settimeout(_SEND_S)
            self._connection.sendall(content)
            if not _is_open(self._connection, self._look_s):
                raise ConnectionResetError("the receiver closed the connection")
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def connect_tls(receiver: Receiver) -> ssl.SSLSocket:
    """Open a connection to a receiver that shows who it is.

    Raises
    ------
    OSError
        If it is not there, or not who it should be; a file that cannot be read too.
    """
    context = ssl.create_default_context(cafile=receiver.ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if receiver.certificate_file is not None:
        context.load_cert_chain(receiver.certificate_file, receiver.key_file)
    plain = socket.create_connection((receiver.host, receiver.port), _CONNECT_S)
    try:
        return context.wrap_socket(plain, server_hostname=receiver.host)
    except OSError:
        plain.close()
        raise


def _is_open(connection: socket.socket, seconds: float) -> bool:
    """Whether a receiver has not closed; it never says anything."""
    connection.settimeout(seconds)
    try:
        return bool(connection.recv(1))
    except TimeoutError:
        return True
    except OSError:
        return False
