"""Where a request comes from: limits and records say the same of it."""

from __future__ import annotations

from ipaddress import ip_network
from types import SimpleNamespace
from typing import Any

import pytest

from radlane.api.client import address_of


def scope(client: Any, *forwarded: str) -> dict[str, Any]:
    services = SimpleNamespace(proxies=(ip_network("10.0.0.0/8"),))
    headers = [(b"x-forwarded-for", line.encode("latin-1")) for line in forwarded]
    return {"type": "http", "state": {"services": services}, "client": client, "headers": headers}


@pytest.mark.parametrize(
    ("client", "forwarded", "address"),
    [
        (("192.0.2.1", 4711), ["198.51.100.1"], "192.0.2.1"),
        (("10.0.0.1", 4711), ["203.0.113.1", "198.51.100.1"], "198.51.100.1"),
        (("10.0.0.1", 4711), ["\xff"], "10.0.0.1"),
        (None, ["198.51.100.1"], None),
    ],
)
def test_the_address_of_a_request(client: Any, forwarded: list[str], address: str | None) -> None:
    assert address_of(scope(client, *forwarded)) == address
