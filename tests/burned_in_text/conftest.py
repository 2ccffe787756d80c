"""Each image goes through the lane once, on the CPU."""

from __future__ import annotations

import pytest

from support.burned_in import seen_texts
from support.burned_in_table import Row, row_of
from support.figures import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]


@pytest.fixture(scope="session")
def rows() -> tuple[Row, ...]:
    """What is found on every image that was looked at."""
    return tuple(row_of(seen) for seen in seen_texts())
