"""Places: as many requests of a kind at once as there may be, and as many of one caller."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from starlette.exceptions import HTTPException

from radlane.api.places import Places
from radlane.errors import TooManyRequests


def test_one_more_is_refused_until_one_is_given_back() -> None:
    places = Places(2)
    with places.taken(), places.taken():
        with pytest.raises(HTTPException) as refused, places.taken():
            raise AssertionError
        assert (refused.value.status_code, dict(refused.value.headers or {})) == (503, {"Retry-After": "2"})
    with places.taken():
        pass


def test_one_caller_has_not_all_of_them() -> None:
    places = Places(3, 2)
    with ExitStack() as held:
        held.enter_context(places.taken("a"))
        held.enter_context(places.taken("a"))
        with pytest.raises(TooManyRequests) as refused:
            held.enter_context(places.taken("a"))
        assert refused.value.retry_after_s == 2
        held.enter_context(places.taken("b"))
        with pytest.raises(HTTPException):
            held.enter_context(places.taken("c"))
    with places.taken("a"):
        pass


def test_without_names_nobody_has_a_share() -> None:
    places = Places(3, 1)
    with places.taken(""), places.taken(""), places.taken(""), pytest.raises(HTTPException), places.taken(""):
        raise AssertionError


def test_a_place_is_given_back_however_it_ends() -> None:
    places = Places(1)
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"), places.taken("a"):
            raise ValueError("broken")
    assert not places._taken
