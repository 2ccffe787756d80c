import pytest

from radlane.encode.text import is_code_string, long_string


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plain", "plain"),
        ("two\nlines\x1b", "two lines"),  # control characters
        ("a\\b", "a/b"),  # a backslash would make two values
        ("x" * 70, "x" * 64),  # LO is 64 characters
    ],
)
def test_a_long_string_is_one_short_line(words: str, expected: str) -> None:
    assert long_string(words) == expected


def test_a_limit_of_ones_own() -> None:
    assert long_string("abcdef", 3) == "abc"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("CHEST", True), ("L_SPINE 1", True), ("", False), ("chest", False), ("X" * 17, False), ("É", False)],
)
def test_code_strings(words: str, expected: bool) -> None:
    assert is_code_string(words) is expected
