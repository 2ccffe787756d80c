"""The address of a caller: proxies that are named are believed, and only what is an address."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from radlane.security.address import caller_address

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.1"], "192.0.2.1"),  # nobody trusts it
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.1"], "198.51.100.1"),  # what is before it, anybody may have written
        ("10.0.0.1", ["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1 ,\t10.0.0.2"], "198.51.100.1"),  # two proxies
        ("fd00::1", ["2001:DB8:0::1"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.2, 10.0.0.3"], "10.0.0.2"),  # all of them are proxies
        ("fe80::1%eth0", [], "fe80::1"),
        # no addresses
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", ["_hidden"], "10.0.0.1"),
        ("10.0.0.1", ["z" * 28000], "10.0.0.1"),
        ("10.0.0.1", ["fe80::1%" + "z" * 28000], "10.0.0.1"),
        ("10.0.0.1", ["fe80::1%eth0"], "10.0.0.1"),
        ("10.0.0.1", ["1"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1:4711"], "10.0.0.1"),
        ("10.0.0.1", ["[2001:db8::1]"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, é"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, x, 10.0.0.2"], "10.0.0.2"),
        ("", ["198.51.100.1"], None),
        ("a socket", [], None),
    ],
)
def test_whom_a_request_comes_from(peer: str, forwarded: list[str], address: str | None) -> None:
    assert caller_address(peer, forwarded, PROXIES) == address


def test_without_a_proxy_nobody_is_believed() -> None:
    assert caller_address("127.0.0.1", ["198.51.100.1"], []) == "127.0.0.1"
