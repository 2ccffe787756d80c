"""One connection, looked at before what was sent is believed; over TLS to rsyslog: tests/contract/test_syslog.py."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from radlane.security.syslog_client import Receiver, SyslogClient, connect_tls

LOOK_S = 0.05


class Peers:
    """Hands out connections, and keeps their other ends."""

    def __init__(self) -> None:
        self.ends: list[socket.socket] = []

    def __call__(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        self.ends.append(theirs)
        return ours

    def close(self) -> None:
        for end in self.ends:
            end.close()


def test_a_connection_is_kept() -> None:
    peers = Peers()
    client = SyslogClient(peers, LOOK_S)
    client.send(b"one")
    client.send(b"two")
    assert [end.recv(99) for end in peers.ends] == [b"onetwo"]
    client.close()
    client.close()
    assert peers.ends[0].recv(99) == b""
    peers.close()


def test_a_connection_that_was_closed_is_opened_again() -> None:
    peers = Peers()
    client = SyslogClient(peers, LOOK_S)
    client.send(b"one")
    peers.ends[0].close()
    client.send(b"two")
    assert peers.ends[1].recv(99) == b"two"
    client.close()
    peers.close()


def test_what_is_sent_to_somebody_who_closes_was_not_received() -> None:
    def refused() -> socket.socket:
        ours, theirs = socket.socketpair()
        theirs.shutdown(socket.SHUT_WR)
        ends.append(theirs)
        return ours

    ends: list[socket.socket] = []
    client = SyslogClient(refused, LOOK_S)
    for _ in range(2):
        with pytest.raises(ConnectionResetError):
            client.send(b"one")
    assert len(ends) == 2
    for end in ends:
        end.close()


def test_a_certificate_that_cannot_be_read_is_no_connection(tmp_path: Path) -> None:
    receiver = Receiver(host="localhost", port=1, ca_file=tmp_path / "absent.pem")
    with pytest.raises(OSError, match="No such file"):
        connect_tls(receiver)
