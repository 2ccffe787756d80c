import pytest

from radlane.encode.text import is_code_string, long_string, one_line


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
    [
        ("The sides are swapped", "The sides are swapped"),
        ("Gr\u00f6\u00dfe \u2603 \U0001f980", "Gr\u00f6\u00dfe \u2603 \U0001f980"),  # all that UTF-8 can write
        (" two\r\nlines\x00\x1b[31m ", "two lines [31m"),  # control characters, also those of a terminal
        ("a\u2028b\x85c\u00a0d", "a b c d"),  # other ends of lines and spaces
        ("\ud83e cut", "cut"),  # half a character
        ("C:\\x", "C:\\x"),  # UT has one value, and a backslash is one
        ("x" * 2000, "x" * 1024),
        ("\n\t ", ""),
    ],
)
def test_a_person_s_words_are_one_line(words: str, expected: str) -> None:
    assert one_line(words) == expected
    assert one_line(expected) == expected
    assert expected.encode().decode() == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("CHEST", True), ("L_SPINE 1", True), ("", False), ("chest", False), ("X" * 17, False), ("É", False)],
)
def test_code_strings(words: str, expected: bool) -> None:
    assert is_code_string(words) is expected
