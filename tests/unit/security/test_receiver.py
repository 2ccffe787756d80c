"""Who may be called, and where: names, addresses of HTTP, addresses of IP."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from radlane.domain.callback import Callback
from radlane.errors import UsageError
from radlane.security.receiver import Receiver, find_receiver, origin_of

RIS = Receiver(name="ris", url="https://ris.example/hook", secret_files=(Path("secret"),))
OPEN = Receiver(name="open", url="https://orders.example:8443/", secret_files=(Path("secret"),), any_path=True)
RECEIVERS = {"ris": RIS, "open": OPEN}


def test_a_receiver_by_its_name() -> None:
    assert find_receiver("ris", RECEIVERS) == Callback(receiver="ris")


@pytest.mark.parametrize(
    "url",
    ["https://orders.example:8443", "https://orders.example:8443/a/b?c=d", "https://ORDERS.example:8443/a"],
)
def test_an_address_at_a_receiver_that_allows_that(url: str) -> None:
    assert find_receiver(url, RECEIVERS) == Callback(receiver="open", url=url)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "nobody",
        "https://ris.example/other",  # it takes no addresses of callers
        "https://orders.example/a",  # another port
        "http://orders.example:8443/a",  # not https
        "https://orders.example.evil.example:8443/a",
        "https://orders.example:8443@evil.example/a",
        "https://name:password@orders.example:8443/a",
        "https://@orders.example:8443/a",
        "https://orders.example:8443/a#b",
        "https://orders.example:8443\\@evil.example/",
        "https://orders.example:8443/a b",
        "https://orders.example:8443/\r\nHost: evil",
        "https://orders.example:99999/",
        "https://[::1/",
        "https://orders.example%2f:8443/",
        "//orders.example:8443/a",
        "file:///etc/passwd",
        "https://orders.example:8443/" + "a" * 2000,
    ],
)
def test_nobody_else_is_called(said: str) -> None:
    with pytest.raises(UsageError) as error:
        find_receiver(said, RECEIVERS)
    assert not said or said not in str(error.value)


@pytest.mark.parametrize(
    ("address", "open_net", "private_net", "loopback"),
    [
        ("93.184.215.14", True, True, True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, True, True),
        ("10.1.2.3", False, True, False),
        ("192.168.1.1", False, True, False),
        ("100.64.0.1", False, True, False),
        ("fd00::1", False, True, False),
        ("fec0::1", False, True, False),
        ("127.0.0.1", False, False, True),
        ("::1", False, False, True),
        ("::ffff:127.0.0.1", False, False, True),
        ("::ffff:10.1.2.3", False, True, False),
        ("64:ff9b::a01:203", False, True, False),  # NAT64 of 10.1.2.3
        ("64:ff9b::a9fe:a9fe", False, False, False),  # NAT64 of 169.254.169.254
        ("2002:7f00:1::", False, False, True),  # 6to4 of 127.0.0.1
        ("169.254.169.254", False, False, False),
        ("fe80::1", False, False, False),
        ("0.0.0.0", False, False, False),
        ("::", False, False, False),
        ("224.0.0.1", False, False, False),
        ("ff02::1", False, False, False),
        ("240.0.0.1", False, False, False),
        ("255.255.255.255", False, False, False),
    ],
)
def test_addresses_that_may_be_called(address: str, open_net: bool, private_net: bool, loopback: bool) -> None:
    assert RIS.may_have(address) is open_net
    assert replace(RIS, internal=True).may_have(address) is private_net
    if open_net or not private_net:
        assert replace(RIS, url="http://127.0.0.1:1/").may_have(address) is loopback


def test_ports_that_go_without_saying() -> None:
    assert origin_of("https://a.example/x") == ("https", "a.example", 443)
    assert origin_of("http://localhost/x") == ("http", "localhost", 80)
    assert origin_of("https://a.example./x") == ("https", "a.example", 443)
