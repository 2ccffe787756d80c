"""Functions are counted as what they become."""

from __future__ import annotations

import pytest

from radlane.errors import PackageRefused
from radlane.registry.admission.functions import Call, check_calls


def call(name: str) -> Call:
    return ("org.example", name, "")


def code_of(main: list[Call | None], functions: dict[Call, list[Call | None]], most: int) -> str:
    with pytest.raises(PackageRefused) as caught:
        check_calls(main, functions, most)
    return caught.value.code


def test_a_call_counts_as_the_operators_that_it_becomes() -> None:
    functions: dict[Call, list[Call | None]] = {call("a"): [call("b"), call("b"), None], call("b"): [None, None]}
    check_calls([call("a"), None], functions, 6)
    assert code_of([call("a"), None], functions, 5) == "graph-size"


def test_functions_that_call_themselves() -> None:
    assert code_of([call("a")], {call("a"): [call("a")]}, 9) == "graph-function"
    assert code_of([None], {call("a"): [call("b")], call("b"): [call("a")]}, 9) == "graph-function"


def test_a_deep_chain() -> None:
    functions: dict[Call, list[Call | None]] = {call(f"{n}"): [call(f"{n + 1}")] for n in range(60)}
    functions[call("60")] = [None]
    assert code_of([call("0")], functions, 9) == "graph-function"
