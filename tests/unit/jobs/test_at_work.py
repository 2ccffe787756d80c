"""Each workflow once, and those that nobody is at work on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

from radlane.jobs.at_work import AtWork

_PATIENCE_S = 20.0


def test_a_workflow_that_is_at_work_is_not_begun_again_until_it_ends() -> None:
    at_work = AtWork()
    with at_work.on("a") as first, at_work.on("a") as second, at_work.on("b") as other:
        assert (first, second, other) == (True, False, True)
    with at_work.on("a") as again:
        assert again


def test_the_second_one_s_end_does_not_end_the_first() -> None:
    at_work = AtWork()
    with at_work.on("a"):
        with at_work.on("a"):
            pass
        assert not at_work.wait_for_end(0)
    assert at_work.wait_for_end(0)


def test_what_two_looks_found_nobody_at_work_on_is_put_back() -> None:
    at_work, back = AtWork(), list[str]()
    with at_work.on("a"):
        at_work.put_back({"a", "b", "c"}, back.append)
        assert not back
        at_work.put_back({"a", "b"}, back.append)
    assert back == ["b"]
    at_work.put_back({"a", "c"}, back.append)
    assert back == ["b"], "each is looked at twice after its end"
    at_work.put_back({"a", "c"}, back.append)
    assert back == ["b", "a", "c"]


def test_others_begin_and_end_while_one_is_put_back_and_that_one_does_not_begin() -> None:
    """The database is away: what puts a workflow back tries again and again."""
    at_work, reached, is_back = AtWork(), Event(), Event()

    def back(_: str) -> None:
        reached.set()
        assert is_back.wait(_PATIENCE_S)

    def begin_and_end() -> tuple[bool, bool]:
        with at_work.on("b") as other, at_work.on("a") as same:
            return other, same

    at_work.put_back({"a"}, back)
    with ThreadPoolExecutor(2) as pool:
        putting = pool.submit(at_work.put_back, {"a"}, back)
        try:
            assert reached.wait(_PATIENCE_S)
            assert pool.submit(begin_and_end).result(2) == (True, False)
            assert not at_work.wait_for_end(0)
        finally:
            is_back.set()
        putting.result(_PATIENCE_S)
    with at_work.on("a") as again:
        assert again
    assert at_work.wait_for_end(0)


def test_what_began_while_another_was_put_back_is_left_alone() -> None:
    at_work, back = AtWork(), list[str]()
    with ExitStack() as began:

        def begin_the_next(name: str) -> None:
            back.append(name)
            began.enter_context(at_work.on("b"))

        for _ in range(2):
            at_work.put_back({"a", "b"}, begin_the_next)
        assert back == ["a"]
