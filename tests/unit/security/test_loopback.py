"""Who is this machine, and who only says so."""

from __future__ import annotations

import pytest

from radlane.security.loopback import is_loopback, names_loopback


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.1", False),
        ("example.org", False),
        ("", False),  # all of them
    ],
)
def test_only_this_machine_is_loopback(host: str, answer: bool) -> None:
    assert is_loopback(host) is answer


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("localhost", True),
        ("localhost:8080", True),
        ("127.0.0.1:8080", True),
        ("[::1]", True),
        ("[::1]:8080", True),
        ("rebound.example:8080", False),
        ("localhost.example", False),
        ("localhost:8080:8080", False),
        ("localhost@rebound.example", False),
        ("::1", False),  # no Host has it without brackets
        ("[rebound.example]", False),
        ("", False),
    ],
)
def test_a_name_of_somebody_else_is_none_of_this_machine(header: str, answer: bool) -> None:
    assert names_loopback(header) is answer
