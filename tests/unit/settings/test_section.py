"""Tests of radlane.settings.section."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from radlane.settings.section import Section, is_kept_secret
from support.settings_file import CANARY


class Part(Section):
    """A part with one number."""

    number: int = 1


def test_an_unknown_key_is_an_error_that_repeats_no_value() -> None:
    with pytest.raises(ValidationError) as raised:
        Part.model_validate({"other": CANARY})
    assert CANARY not in str(raised.value)


def test_a_wrong_value_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as raised:
        Part.model_validate({"number": CANARY})
    assert CANARY not in str(raised.value)


def test_values_do_not_change() -> None:
    part = Part()
    with pytest.raises(ValidationError):
        part.number = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    "url", ["https://id.example/token", "http://127.0.0.1:8080/token", "http://[::1]/token", "http://localhost/token"]
)
def test_what_stays_secret(url: str) -> None:
    assert is_kept_secret(url) == url


@pytest.mark.parametrize("url", ["http://id.example/token", "http://127.0.0.1.example/token", "http:///token", "token"])
def test_what_would_go_in_clear(url: str) -> None:
    with pytest.raises(ValueError, match="https is needed"):
        is_kept_secret(url)
