"""Numbers of classes, and what is said of them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.finding import Laterality, Presence
from radlane.errors import InferenceFailed
from radlane.inference.classes import activated, conclude_classes, presence_of, probabilities_of, shortest
from support.calibrated import SET, platt, temperature
from support.findings import CALIBRATED, EFFUSION, PLEURA, PNEUMOTHORAX
from support.said import classes, classification, ground

GROUND = ground()


def raw(*values: float) -> NDArray[np.float32]:
    return np.array([values], np.float32)


def test_every_class_is_stated() -> None:
    first, second = conclude_classes(classification(), raw(3.0, -9.0), GROUND)
    assert (first.id, first.concept, first.site, first.laterality) == ("ptx", PNEUMOTHORAX, PLEURA, Laterality.LEFT)
    assert (first.presence, second.presence) == (Presence.PRESENT, Presence.ABSENT)
    assert (second.id, second.concept, second.site, second.laterality) == ("effusion", EFFUSION, None, None)
    assert first.probability is not None
    assert first.probability.value == pytest.approx(1 / (1 + np.exp(-3)), abs=1e-6)
    assert (first.probability.threshold, first.probability.calibration) == (0.6, CALIBRATED)
    assert second.probability is not None
    assert second.probability.indeterminate_from == 0.25
    assert (first.region, first.measurements) == (None, ())


def test_without_an_orientation_there_is_no_side() -> None:
    first, _ = conclude_classes(classification(), raw(3.0, -9.0), ground(has_sides=False))
    assert first.laterality is None


@pytest.mark.parametrize(
    ("value", "presence"),
    [
        (0.5, Presence.PRESENT),  # at the threshold
        (0.4999999, Presence.INDETERMINATE),
        (0.25, Presence.INDETERMINATE),  # where the grey zone begins
        (0.2499999, Presence.ABSENT),
        (0.0, Presence.ABSENT),
        (1.0, Presence.PRESENT),
    ],
)
def test_thresholds_and_the_grey_zone(value: float, presence: Presence) -> None:
    _, kind = classes()
    assert presence_of(kind, np.float32(value)) is presence


def test_a_class_without_a_grey_zone_is_there_or_not() -> None:
    kind, _ = classes()
    assert presence_of(kind, np.float32(0.6)) is Presence.PRESENT  # though 0.6 is no float32
    assert presence_of(kind, np.nextafter(np.float32(0.6), np.float32(0))) is Presence.ABSENT


def test_a_softmax_is_over_all_channels_and_those_of_the_background_are_no_finding() -> None:
    output = classification(activation="softmax", background=(2,))
    first, second = conclude_classes(output, np.log(raw(0.5, 0.125, 0.375)), GROUND)
    assert [finding.probability and finding.probability.value for finding in (first, second)] == [
        pytest.approx(0.5),
        pytest.approx(0.125),
    ]


def test_a_channel_is_that_of_the_manifest_wherever_the_class_stands() -> None:
    turned = classification(activation="none", classes=tuple(reversed(classes())))
    ids = [
        (one.id, one.probability and one.probability.value) for one in conclude_classes(turned, raw(0.9, 0.1), GROUND)
    ]
    assert ids == [("effusion", 0.1), ("ptx", 0.9)]


def test_a_number_is_stated_as_it_is_written() -> None:
    assert shortest(np.float32(0.7)) == 0.7
    assert float(np.float32(0.7)) != 0.7


@pytest.mark.parametrize("value", [1.5, -0.1, np.nan, np.inf])
def test_what_is_no_probability_is_no_result(value: float) -> None:
    with pytest.raises(InferenceFailed, match="no probability") as failed:
        conclude_classes(classification(activation="none"), raw(0.5, value), GROUND)
    assert failed.value.uid == "said:1.0.0"


def test_rounding_of_the_graph_is_none_of_it() -> None:
    np.testing.assert_array_equal(activated(np.float32([1.0000001, -1e-7]), "none", GROUND), [1, 0])


def test_a_number_is_calibrated_before_it_is_compared() -> None:
    first, second = conclude_classes(classification(calibration=platt(0.5, -2.0)), raw(3.0, 4.0), GROUND)
    assert (first.presence, second.presence) == (Presence.ABSENT, Presence.PRESENT)  # 0.38 and 0.5; both 0.95 before
    assert second.probability is not None
    assert second.probability.value == 0.5
    assert (second.probability.calibration, second.probability.calibrated_by) == (SET, "platt")


def test_calibration_of_what_is_no_probability_is_no_result() -> None:
    output = classification(activation="none", calibration=temperature())
    with pytest.raises(InferenceFailed, match="no probability"):
        probabilities_of(np.float32([0.5, 1.5]), output, ["ptx", "effusion"], GROUND)


def test_a_temperature_is_of_all_channels_of_a_softmax() -> None:
    output = classification(activation="softmax", background=(2,), calibration=temperature(2.0))
    first, second = conclude_classes(output, 2 * np.log(raw(0.5, 0.125, 0.375)), GROUND)
    assert [one.probability and one.probability.value for one in (first, second)] == [
        pytest.approx(0.5),
        pytest.approx(0.125),
    ]
