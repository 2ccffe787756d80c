from __future__ import annotations

import time
from ipaddress import ip_network
from typing import Any

import pytest

from radlane.triggers.dimse_server import MOST_PDU, Door, _Socket, spelled


def _door(*networks: str) -> Door:
    def provider(*_: object) -> Any:
        raise AssertionError

    return Door(addresses=tuple(map(ip_network, networks)), most=1, seconds=1.0, tls=None, provider=provider)


@pytest.mark.parametrize(
    ("networks", "address", "is_let_in"),
    [
        ((), "203.0.113.9", True),
        (("192.0.2.0/24",), "192.0.2.7", True),
        (("192.0.2.0/24",), "::ffff:192.0.2.7", True),
        (("192.0.2.0/24",), "203.0.113.9", False),
        (("2001:db8::/32",), "2001:db8::1", True),
        (("2001:db8::/32",), "192.0.2.7", False),
    ],
)
def test_only_the_addresses_of_the_settings_are_let_in(
    networks: tuple[str, ...], address: str, is_let_in: bool
) -> None:
    assert _door(*networks).lets_in(address) is is_let_in


def test_an_address_of_ipv4_has_one_spelling() -> None:
    assert spelled("::ffff:192.0.2.7") == "192.0.2.7"


class _Dripping:
    """A connection that gives one byte at a time."""

    def __init__(self, content: bytes, pause_s: float = 0.0) -> None:
        self._content = content
        self._pause_s = pause_s

    def recv(self, most: int) -> bytes:
        time.sleep(self._pause_s)
        block, self._content = self._content[: min(1, most)], self._content[1:]
        return block


def _line(content: bytes, pause_s: float = 0.0, seconds: float = 10.0) -> _Socket:
    made = _Socket.__new__(_Socket)
    made.socket = _Dripping(content, pause_s)  # type: ignore[assignment]
    made.seconds = seconds
    return made


def test_a_pdu_is_read_to_its_end() -> None:
    assert _line(b"content").recv(4) == b"cont"
    assert _line(b"con").recv(4) == b"con", "the connection ended"


def test_a_pdu_that_is_too_large_is_not_read() -> None:
    with pytest.raises(OSError, match="too large"):
        _line(b"").recv(MOST_PDU + 1)


def test_a_pdu_that_drips_is_given_up() -> None:
    with pytest.raises(TimeoutError):
        _line(b"content", pause_s=0.02, seconds=0.03).recv(7)
