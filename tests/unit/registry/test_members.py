"""Bytes that are not there are no content."""

from __future__ import annotations

import io

import pytest

from radlane.errors import PackageRefused
from radlane.registry.members import read_exactly


def test_too_few_bytes_are_a_cut_archive() -> None:
    assert read_exactly(io.BytesIO(b"abc"), 2) == b"ab"
    with pytest.raises(PackageRefused) as caught:
        read_exactly(io.BytesIO(b"abc"), 4)
    assert caught.value.code == "archive-truncated"
