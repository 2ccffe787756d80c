from __future__ import annotations

import pytest

from radlane.domain.out_of_distribution import Distance


@pytest.mark.parametrize(
    ("distance", "is_beyond"),
    [
        (0.0, False),
        (5.0, False),  # the threshold is the last one that is believed
        (5.0000001, True),
        (float("inf"), True),
        (float("nan"), True),  # no number is near anything
    ],
)
def test_beyond_the_threshold(distance: float, is_beyond: bool) -> None:
    assert Distance(distance=distance, threshold=5.0).is_beyond is is_beyond
