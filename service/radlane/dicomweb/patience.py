"""Connections on which a wait has an end, also where something comes now and then.

In: the time to wait that a request states. Out: `TimeoutError` when the head of an answer, or the next bytes of its
body, have not come by then. The limit of a socket alone is for each byte: a head, or the length of a chunk, that
drips would hold its thread for days.
"""

from __future__ import annotations

import time
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from socket import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class PatientAdapter(HTTPAdapter):
    """An adapter of requests for such connections."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as in requests
        """Make the pools."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


class _Wait(RawIOBase):
    """What comes over a socket; all reads between two calls of `begin` together wait as long as one may."""

    def __init__(self, raw: RawIOBase, line: socket) -> None:
        super().__init__()
        self._raw = raw
        self._line = line
        self._most_s = line.gettimeout() or 0.0  # radlane always states one
        self.begin()

    def begin(self) -> None:
        """Wait anew."""
        self._latest = time.monotonic() + self._most_s

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:  # noqa: ANN401 - as in io
        left_s = self._latest - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        self._line.settimeout(left_s)
        try:
            return self._raw.readinto(buffer)
        finally:
            self._line.settimeout(self._most_s)  # the next request finds it as it was

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(HTTPResponse):
    """An answer whose head, and each part of its body that `read1` gives, come in time."""

    def __init__(self, sock: socket, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as in http.client
        super().__init__(sock, *args, **kwargs)
        self._wait = _Wait(self.fp.detach(), sock)
        self.fp = BufferedReader(self._wait)

    def read1(self, n: int = -1) -> bytes:
        """Return what comes next."""
        self._wait.begin()
        return super().read1(n)


class _Connection(HTTPConnection):
    response_class = _Answer


class _TlsConnection(HTTPSConnection):
    response_class = _Answer


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection
