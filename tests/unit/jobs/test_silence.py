"""Silence: who has been silent for too long, by the clock of the one who looks."""

from __future__ import annotations

from radlane.jobs.silence import Silence


class Seconds:
    value = 0.0

    def __call__(self) -> float:
        return self.value


def test_silence_counts_from_the_first_look() -> None:
    clock = Seconds()
    silence = Silence(clock, 10.0)
    assert silence.silent({"a": 1, "b": 7}) == frozenset()
    clock.value = 9.0
    assert silence.silent({"a": 2, "b": 7}) == frozenset()
    clock.value = 10.0
    assert silence.silent({"a": 2, "b": 7}) == {"b"}
    clock.value = 18.9
    assert silence.silent({"a": 2}) == frozenset()
    clock.value = 19.0
    assert silence.silent({"a": 2}) == {"a"}


def test_who_could_not_look_begins_anew() -> None:
    clock = Seconds()
    silence = Silence(clock, 10.0)
    silence.silent({"a": 1})
    clock.value = 11.0
    silence.forget()
    assert silence.silent({"a": 1}) == frozenset()
    clock.value = 21.0
    assert silence.silent({"a": 1}) == {"a"}


def test_a_worker_that_beats_again_lives() -> None:
    clock = Seconds()
    silence = Silence(clock, 10.0)
    silence.silent({"a": 1})
    clock.value = 10.0
    assert silence.silent({"a": 1}) == {"a"}
    assert silence.silent({"a": 2}) == frozenset()
