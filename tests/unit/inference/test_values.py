"""Measured numbers."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.finding import Presence
from radlane.domain.reason import ReasonCode
from radlane.errors import InferenceFailed, InputRefused
from radlane.inference.values import conclude_values
from support.findings import LUNG
from support.said import HEART, PERCENT, SHARE, ground, regression

GROUND = ground()


def raw(*values: float) -> NDArray[np.float32]:
    return np.array([values], np.float32)


def test_a_value_is_a_finding_with_its_measurement() -> None:
    (finding,) = conclude_values(regression(site=LUNG), raw(0.37), GROUND)
    assert (finding.id, finding.concept, finding.site) == ("bright-share", HEART, LUNG)
    assert (finding.presence, finding.probability, finding.region) == (Presence.PRESENT, None, None)
    (measured,) = finding.measurements
    assert (measured.concept, measured.unit, measured.note) == (SHARE, PERCENT, None)
    assert measured.value == 37.0  # of 0.37, which is no float32


def test_a_value_has_a_factor_and_an_offset() -> None:
    (finding,) = conclude_values(regression(factor=-2.0, offset=3.5), raw(1.25), GROUND)
    assert finding.measurements[0].value == 1.0


@pytest.mark.parametrize(("value", "refused"), [(0.0, False), (0.9, False), (-0.001, True), (0.901, True)])
def test_what_cannot_be_is_refused(value: float, refused: bool) -> None:
    if not refused:
        assert conclude_values(regression(), raw(value), GROUND)
        return
    with pytest.raises(InputRefused, match="bright-share is none that can be") as found:
        conclude_values(regression(), raw(value), GROUND)
    assert (found.value.code, found.value.uid) == (ReasonCode.OUTPUT_IMPLAUSIBLE, "1.3")
    assert str(value) not in str(found.value)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_no_result(value: float) -> None:
    with pytest.raises(InferenceFailed, match="not finite"):
        conclude_values(regression(), raw(value), GROUND)


@pytest.mark.parametrize(
    ("value", "plausible"),
    [
        (0.07, (0.0, 7.0)),  # 0.07 * 100 is 7.000000000000001
        (0.29, (29.0, 90.0)),  # 0.29 * 100 is 28.999999999999996
    ],
)
def test_rounding_is_not_implausible(value: float, plausible: tuple[float, float]) -> None:
    assert value * 100.0 not in plausible
    assert conclude_values(regression(plausible=plausible), raw(value), GROUND)
