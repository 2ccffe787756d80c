"""Signals that come at the wrong moment wait for the right one."""

from __future__ import annotations

import signal
from threading import Thread

import pytest

from radlane.cli import stopping
from radlane.cli.stopping import end_on_signals, stops_held

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_ends_the_process_and_a_second_one_is_not_heard(number: signal.Signals) -> None:
    with pytest.raises(SystemExit) as ended:
        signal.raise_signal(number)
    assert ended.value.code == 128 + number
    for again in NUMBERS:
        signal.raise_signal(again)


@pytest.mark.usefixtures("handlers")
def test_what_is_ignored_stays_so_even_while_stops_are_held() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    end_on_signals()
    with stops_held():
        signal.raise_signal(signal.SIGHUP)
    signal.raise_signal(signal.SIGHUP)


@pytest.mark.usefixtures("handlers")
def test_a_signal_that_is_held_back_has_its_effect_afterwards() -> None:
    reached = []

    def hold() -> None:
        with stops_held():
            signal.raise_signal(signal.SIGTERM)
            reached.append(1)

    with pytest.raises(SystemExit) as ended:
        hold()
    assert (reached, ended.value.code) == ([1], 128 + signal.SIGTERM)


@pytest.mark.usefixtures("handlers")
def test_who_insists_does_not_wait() -> None:
    reached = []

    def hold() -> None:
        with stops_held():
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGINT)
            reached.append(1)

    with pytest.raises(SystemExit) as ended:
        hold()
    assert (reached, ended.value.code) == ([], 128 + signal.SIGINT)
    signal.raise_signal(signal.SIGTERM)  # what is left behind is put away in peace


@pytest.mark.usefixtures("handlers")
def test_nothing_is_held_elsewhere_than_in_the_main_thread() -> None:
    found = []

    def hold() -> None:
        with stops_held():
            found.append(signal.getsignal(signal.SIGTERM))

    thread = Thread(target=hold)
    thread.start()
    thread.join()
    assert found == [stopping._end]
