"""Each workflow once, and those that nobody is at work on."""

from __future__ import annotations

from radlane.jobs.at_work import AtWork


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
