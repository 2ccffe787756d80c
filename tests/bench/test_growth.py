"""Sizes that are measured at different times are one series."""

from __future__ import annotations

from growth import merged


def test_sizes_are_merged_in_their_order_and_the_later_measurement_counts() -> None:
    before = {"of": "slices", "sizes": [50, 200, 2000], "values": {"total s": [1, 2, 20], "gone s": [0, 0, 0]}}
    now = {"of": "slices", "sizes": [200, 500], "values": {"total s": [3, 5]}}
    assert merged(before, now) == {"of": "slices", "sizes": [50, 200, 500, 2000], "values": {"total s": [1, 3, 5, 20]}}
