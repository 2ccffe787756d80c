"""Calls that are not made; those that are: tests/contract/test_callbacks.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.domain.callback import Reply
from radlane.security.receiver import Receiver
from radlane.security.webhook import Webhook, retry_after
from support.receiver import secret_file

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def receiver(tmp_path: Path) -> Receiver:
    return Receiver(name="ris", url="https://ris.example/hook", secret_files=(secret_file(tmp_path),))


def resolver(*addresses: str) -> Webhook:
    return Webhook(now=lambda: NOW, resolve=lambda _host, _port: list(addresses))


def post(webhook: Webhook, receiver: Receiver, url: str | None = None) -> Reply:
    return webhook.post(receiver, url or receiver.url, "a-1", b"{}")


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["169.254.169.254", "127.0.0.1"], []])
def test_a_name_that_leads_where_it_must_not(receiver: Receiver, addresses: list[str]) -> None:
    assert post(resolver(*addresses), receiver) == Reply(fault="address-refused")


def test_a_name_that_nobody_knows(receiver: Receiver) -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    assert post(Webhook(now=lambda: NOW, resolve=unknown), receiver) == Reply(fault="unreachable")


def test_a_name_that_is_none(receiver: Receiver) -> None:
    def too_long(_host: str, _port: int) -> list[str]:
        raise UnicodeError("label empty or too long")

    assert post(Webhook(now=lambda: NOW, resolve=too_long), receiver) == Reply(fault="unreachable")


def test_a_secret_that_is_gone(receiver: Receiver, tmp_path: Path) -> None:
    gone = replace(receiver, secret_files=(tmp_path / "none",))
    assert post(resolver("93.184.215.14"), gone) == Reply(fault="secret")


def test_a_receiver_that_has_moved_since(receiver: Receiver) -> None:
    assert post(resolver("93.184.215.14"), receiver, "https://old.example/") == Reply(fault="receiver-unknown")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("9" * 400, 999_999_999.0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("-5", None),
        ("soon", None),
        ("١٢", None),  # digits, but none of HTTP
    ],
)
def test_how_long_a_receiver_wants_to_be_left_alone(said: str | None, seconds: float | None) -> None:
    assert retry_after(said, NOW) == seconds
