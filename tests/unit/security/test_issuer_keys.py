"""Keys of an issuer: when it is asked, and when it is not, whoever asks for what."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from joserfc.jwk import ECKey, Key

from radlane.errors import IssuerUnavailable
from radlane.security import issuer_keys
from radlane.security.issuer_keys import AGAIN_S, KEEP_S, LEAST_S, MOST_S, MOST_WAITING, IssuerKeys

ONE, TWO = (ECKey.generate_key("P-256", {"kid": kid}) for kid in ("one", "two"))


class Source:
    """An issuer and a clock, both a test's."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked = 0
        self.keys: Mapping[str, Key] | None = {"one": ONE}
        self.known = IssuerKeys(self.fetch, lambda: self.now)

    def fetch(self) -> Mapping[str, Key]:
        self.asked += 1
        if self.keys is None:
            raise IssuerUnavailable("away")
        return self.keys


@pytest.fixture
def source() -> Source:
    return Source()


def test_nobody_is_asked_before_somebody_calls(source: Source) -> None:
    assert source.asked == 0
    assert source.known.find("one") is ONE
    assert source.known.find("one") is ONE
    assert source.asked == 1


def test_a_key_that_is_new_is_found(source: Source) -> None:
    source.known.find("one")
    source.keys = {"one": ONE, "two": TWO}
    source.now += LEAST_S
    assert source.known.find("two") is TWO
    assert source.asked == 2


def test_names_that_nobody_knows_do_not_make_it_ask_all_the_time(source: Source) -> None:
    for number in range(1000):
        assert source.known.find(f"no-{number}") is None
        source.now += 0.1
    assert source.asked == 1 + int(100 / LEAST_S)
    assert source.known.find("one") is ONE


def test_a_key_that_was_withdrawn_goes(source: Source) -> None:
    source.known.find("one")
    source.keys = {"two": TWO}
    source.now += KEEP_S - 1
    assert source.known.find("one") is ONE
    source.now += 1
    assert source.known.find("one") is None
    assert source.known.find("two") is TWO


def test_an_issuer_that_is_away_lets_nobody_out(source: Source) -> None:
    source.known.find("one")
    source.keys = None
    for _ in range(2000):  # most of a season
        source.now += KEEP_S
        assert source.known.find("one") is ONE
        assert source.known.find("two") is None
    source.keys = {"two": TWO}
    source.now += KEEP_S
    assert source.known.find("two") is TWO


def test_an_issuer_that_is_away_is_asked_ever_more_seldom(source: Source) -> None:
    source.keys = None
    waits = []
    for _ in range(6):
        with pytest.raises(IssuerUnavailable) as away:
            source.known.find("one")
        assert away.value.retry_after_s is not None
        waits.append(away.value.retry_after_s)
        source.now += away.value.retry_after_s
    assert waits == [AGAIN_S, 2 * AGAIN_S, 4 * AGAIN_S, 8 * AGAIN_S, MOST_S, MOST_S]
    assert source.asked == 6
    source.keys = {"one": ONE}
    assert source.known.find("one") is ONE


class SlowSource(Source):
    """An issuer that answers when a test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.asking, self.may_answer = Event(), Event()

    def fetch(self) -> Mapping[str, Key]:
        self.asking.set()
        assert self.may_answer.wait(10)
        return super().fetch()


def test_callers_at_once_are_one_question() -> None:
    source = SlowSource()
    with ThreadPoolExecutor(MOST_WAITING) as pool:
        found = [pool.submit(source.known.find, "one") for _ in range(MOST_WAITING)]
        assert source.asking.wait(10)
        source.may_answer.set()
        assert [future.result() for future in found] == [ONE] * MOST_WAITING
    assert source.asked == 1


def test_few_wait_and_who_has_a_key_that_is_known_does_not() -> None:
    source = SlowSource()
    source.may_answer.set()
    source.known.find("one")
    source.may_answer.clear()
    source.asking.clear()
    source.now += KEEP_S
    begun = Barrier(MOST_WAITING + 1)

    def ask(name: str) -> Key | None:
        begun.wait(10)
        return source.known.find(name)

    with ThreadPoolExecutor(MOST_WAITING) as pool:
        waiting = [pool.submit(ask, f"no-{number}") for number in range(MOST_WAITING)]
        begun.wait(10)
        assert source.asking.wait(10)
        assert source.known.find("one") is ONE
        while source.known._waiting._value:  # until all of them wait
            sleep(0.001)
        with pytest.raises(IssuerUnavailable) as refused:
            source.known.find("no-more")
        assert refused.value.retry_after_s == 1.0
        source.may_answer.set()
        assert [future.result() for future in waiting] == [None] * MOST_WAITING


def test_a_new_key_is_not_wrong_while_the_keys_are_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The issuer takes its time; nobody can say meanwhile that the key is none."""
    monkeypatch.setattr(issuer_keys, "WAIT_S", 0.05)
    begun, go_on = Event(), Event()

    def slow() -> Mapping[str, Key]:
        begun.set()
        go_on.wait(10)
        return {"one": ONE}

    known = IssuerKeys(slow, lambda: 0.0)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(known.find, "one")
        assert begun.wait(10)
        with pytest.raises(IssuerUnavailable, match="being fetched"):
            known.find("one")
        go_on.set()
        assert first.result() is ONE
