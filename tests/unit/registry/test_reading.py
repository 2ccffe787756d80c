from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from radlane.errors import ImportRefused
from radlane.registry.reading import mapping, number, numbers, refuse, sequence, single, whole


def test_values_are_what_they_have_to_be() -> None:
    assert number(3, "x") == 3.0
    assert numbers([1, 2.5, 3], "x") == (1.0, 2.5, 3.0)
    assert numbers(2, "x") == (2.0, 2.0, 2.0)
    assert whole([4, 5.0, 6], "x") == (4, 5, 6)
    assert mapping({"a": 1}, "x") == {"a": 1}
    assert sequence([1], "x") == [1]
    assert (single([7]), single((7,)), single([1, 2]), single("a")) == (7, 7, [1, 2], "a")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (number, True),
        (number, "3"),
        (number, float("nan")),
        (number, None),
        (numbers, "123"),
        (numbers, [1, 2]),
        (numbers, [1, 2, "3"]),
        (whole, [1, 2, 0]),
        (whole, 1.5),
        (mapping, {1: 2}),
        (mapping, []),
        (sequence, "abc"),
    ],
)
def test_anything_else_is_refused(read: Callable[..., Any], value: object) -> None:
    with pytest.raises(ImportRefused, match="secret cannot be read"):
        read(value, "secret")


def test_a_refusal_says_what_and_why() -> None:
    assert str(refuse("A", "it is b", "Do c")) == "A is not what radlane can do: it is b. Do c"
