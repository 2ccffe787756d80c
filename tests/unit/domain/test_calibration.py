"""Who fitted numbers, and to what."""

from __future__ import annotations

from radlane.domain.calibration import fitted_by, fitted_on
from support.calibrated import SET, isotonic, platt, temperature


def test_a_fit_names_its_method_and_its_data() -> None:
    assert [(fitted_by(fit), fitted_on(fit)) for fit in (temperature(), platt(), isotonic())] == [
        ("temperature", SET),
        ("platt", SET),
        ("isotonic", SET),
    ]


def test_a_text_is_the_data_and_no_method() -> None:
    assert (fitted_by("40 scans"), fitted_on("40 scans")) == (None, "40 scans")
    assert (fitted_by(None), fitted_on(None)) == (None, None)
