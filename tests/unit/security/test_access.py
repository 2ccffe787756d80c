"""Who is let in: credentials of two kinds, and how often."""

from __future__ import annotations

import pytest

from radlane.errors import IssuerUnavailable, TooManyRequests, Unauthenticated
from radlane.security.access import Access, by_kind
from radlane.security.caller import Caller
from radlane.security.rates import Rate

RIS = Caller(id="7f", name="ris", scopes=frozenset({"jobs:read"}))
DOCTOR = Caller(id="oidc:dr-who", name="viewer", scopes=frozenset())


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def identify(text: str) -> Caller:
    if text == "away":
        raise IssuerUnavailable("away")
    if text not in {"good", "doctor"}:
        raise Unauthenticated("This is no valid API key")
    return RIS if text == "good" else DOCTOR


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(clock: Clock) -> Access:
    return Access(identify=identify, requests=Rate(5, clock), failures=Rate(3, clock))


def admit(access: Access, credentials: str, address: str) -> Caller:
    """As a request is let in."""
    caller = access.recognise(credentials, address)
    access.count(caller)
    return caller


def test_who_is_known_is_let_in(access: Access) -> None:
    assert admit(access, "good", "10.0.0.1") == RIS


def test_a_caller_who_asks_too_often_waits_and_others_do_not(access: Access, clock: Clock) -> None:
    for number in range(5):
        admit(access, "good", f"10.0.0.{number}")
    with pytest.raises(TooManyRequests) as refused:
        admit(access, "good", "10.0.0.9")
    assert refused.value.retry_after_s == pytest.approx(12.0)
    assert admit(access, "doctor", "10.0.0.1") == DOCTOR
    clock.now += 12.0
    assert admit(access, "good", "10.0.0.9") == RIS


def test_an_address_that_guesses_is_not_heard_for_a_while(access: Access, clock: Clock) -> None:
    for number in range(3):
        with pytest.raises(Unauthenticated):
            admit(access, f"guess{number}", "2001:db8::1")
    with pytest.raises(TooManyRequests) as refused:
        admit(access, "guess", "2001:db8::2")  # of the same network
    assert refused.value.retry_after_s == pytest.approx(20.0)
    assert admit(access, "good", "2001:db8::1") == RIS  # nobody is locked out by a neighbour
    with pytest.raises(Unauthenticated):
        admit(access, "guess", "10.0.0.2")
    clock.now += 20.0
    with pytest.raises(Unauthenticated):
        admit(access, "guess", "2001:db8::1")


def test_nothing_sent_is_no_guess(access: Access) -> None:
    for _ in range(9):
        with pytest.raises(Unauthenticated, match="Authorization"):
            access.recognise(None, "10.0.0.1")
    assert admit(access, "good", "10.0.0.1") == RIS


def test_an_issuer_that_is_away_is_nobody_s_guess(access: Access) -> None:
    for _ in range(9):
        with pytest.raises(IssuerUnavailable):
            admit(access, "away", "10.0.0.1")


@pytest.mark.parametrize(("text", "kind"), [("rl_1_2", "key"), ("rl_", "key"), ("eyJ.e30.AA", "token"), ("", "token")])
def test_keys_and_tokens_are_told_apart(text: str, kind: str) -> None:
    said = []
    either = by_kind(lambda _: said.append("key") or RIS, lambda _: said.append("token") or DOCTOR)
    either(text)
    assert said == [kind]
