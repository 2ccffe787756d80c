"""Patterns fit whole texts, and take no time whatever they say."""

from __future__ import annotations

import time

import pytest

from radlane.domain.patterns import fits, fits_any


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("CT", "CT", True),
        ("ct", "CT", True),
        ("CT", "CTA", False),
        ("C?", "CR", True),
        ("C?", "C", False),
        ("*thorax*", "CT Thorax nativ", True),
        ("*thorax", "CT Thorax nativ", False),
        ("a*b*c", "aXbYbZc", True),
        ("a*b*c", "aXbYbZ", False),
        ("*", "", True),
        ("", "", True),
        ("?", "", False),
        ("[a-z]", "b", False),  # no classes
        ("Knie *", "KNIE LINKS", True),
        ("straße", "STRASSE", True),
    ],
)
def test_a_pattern_fits_a_whole_text(pattern: str, text: str, expected: bool) -> None:
    assert fits(pattern, text) is expected


def test_an_empty_text_fits_none() -> None:
    assert not fits_any(["*"], "")
    assert fits_any(["DX", "C?"], "CR")


def test_no_pattern_takes_long() -> None:
    begin = time.perf_counter()
    assert not fits("*a" * 100 + "b", "a" * 100_000)
    assert time.perf_counter() - begin < 2
