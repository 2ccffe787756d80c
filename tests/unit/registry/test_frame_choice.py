from __future__ import annotations

from typing import Any

import pytest

from radlane.registry.frame_choice import complain_of_frame_choice
from support.planar_models import frame_choice


def test_what_the_tests_use_is_well() -> None:
    assert complain_of_frame_choice(frame_choice(indeterminate_from=0.25, calibration="40 runs of the developer")) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": "Full vessel"}, "outputs.id"),
        ({"threshold": 0.0}, "outputs.threshold"),
        ({"threshold": 1.5}, "outputs.threshold"),
        ({"indeterminate_from": 0.5}, "outputs.indeterminate_from"),
        ({"calibration": ""}, "outputs.calibration"),
    ],
)
def test_what_contradicts_itself_is_named(changes: dict[str, Any], named: str) -> None:
    (complaint,) = complain_of_frame_choice(frame_choice(**changes))
    assert complaint.startswith(f"{named}: ")
