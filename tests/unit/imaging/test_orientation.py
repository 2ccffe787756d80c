"""Left and right come from Patient Orientation or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom import Dataset

from radlane.domain.reason import ReasonCode
from radlane.imaging.orientation import read_orientation
from support.radiographs import radiograph


def code(scheme: str, value: str) -> Dataset:
    item = Dataset()
    item.CodingSchemeDesignator, item.CodeValue, item.CodeMeaning = scheme, value, "x"
    return item


@pytest.mark.parametrize(
    ("attributes", "row", "column"),
    [
        ({}, "L", "F"),
        ({"PatientOrientation": ["R", "F"]}, "R", "F"),
        ({"PatientOrientation": ["LF", "FR"]}, "L", "F"),  # the first letter is the principal direction
        ({"PatientOrientation": ["A", "F"], "ViewPosition": "LL"}, "A", "F"),  # a lateral view that agrees
        ({"ImageOrientationPatient": [1, 0, 0, 0, 0, -1]}, "L", "F"),
        ({"ImageOrientationPatient": [1, 0, 0]}, "L", "F"),  # malformed: says nothing
        ({"ImageOrientationPatient": 1}, "L", "F"),
        ({"ImageOrientationPatient": [0, 0, 0, 0, 0, 0]}, "L", "F"),
        ({"ViewCodeSequence": [code("SCT", "272479007")]}, "L", "F"),
        ({"ViewCodeSequence": [code("SNM3", "R-10206")]}, "L", "F"),
        ({"ViewCodeSequence": [code("", "399067008")]}, "L", "F"),  # of no scheme: says nothing
    ],
)
def test_known(attributes: dict[str, Any], row: str, column: str) -> None:
    orientation, reason = read_orientation(radiograph(**attributes))
    assert orientation is not None
    assert reason is None
    assert (orientation.row, orientation.column) == (row, column)


@pytest.mark.parametrize(
    "attributes",
    [
        {"PatientOrientation": None},
        {"PatientOrientation": ""},
        {"PatientOrientation": "L"},
        {"PatientOrientation": ["L", "F", "A"]},
        {"PatientOrientation": ["X", "F"]},
        {"PatientOrientation": ["L", ""]},
        {"PatientOrientation": ["LAFH", "F"]},
        {"PatientOrientation": ["LR", "F"]},  # one axis twice in a value
        {"PatientOrientation": ["LRA", "F"]},
        {"PatientOrientation": ["LL", "F"]},
        {"PatientOrientation": ["L", "FH"]},
        {"PatientOrientation": ["L", "R"]},  # one axis twice
        {"ViewPosition": "LATERAL"},  # contradicts L\\F
        {"ViewCodeSequence": [code("SCT", "399067008")]},  # lateral
        {"ViewCodeSequence": [code("SCT", "399348003"), code("SRT", "R-10236")]},  # AP, and left lateral
        {"ImageOrientationPatient": [-1, 0, 0, 0, 0, -1]},  # contradicts L\\F
    ],
)
def test_unknown(attributes: dict[str, Any]) -> None:
    orientation, reason = read_orientation(radiograph(**attributes))
    assert orientation is None
    assert reason is not None
    assert reason.code == ReasonCode.LATERALITY_UNKNOWN
