"""Servers that may run networks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from radlane.settings.remote import RemoteServerSettings


@pytest.mark.parametrize(
    "facts",
    [
        {"url": "http://triton:8000"},
        {"url": "https://triton.example", "token_file": Path("token")},
        {"url": "http://127.0.0.1:8000", "token_file": Path("token")},
        {"url": "https://triton.example:8443", "ca_file": Path("ca.pem"), "read_seconds": 600},
    ],
)
def test_a_server(facts: dict[str, Any]) -> None:
    assert RemoteServerSettings(**facts).url == facts["url"]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"url": "triton:8000"},
        {"url": "ftp://triton"},
        {"url": "http://triton:8000/"},  # an origin, and no path
        {"url": "http://triton/below"},
        {"url": "http://user:secret@triton"},
        {"url": "http://triton", "token_file": Path("token")},  # in clear text
        {"url": "http://triton", "connect_seconds": 0},
        {"url": "http://triton", "read_seconds": 1e6},
        {"url": "http://triton", "more": 1},
    ],
)
def test_what_is_none(facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        RemoteServerSettings(**facts)
    assert "secret" not in str(caught.value)
