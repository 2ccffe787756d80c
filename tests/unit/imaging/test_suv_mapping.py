"""SUV that a mapping states: alone, or beside dose and weight, which it may not contradict."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset
from pydicom.dataset import FileDataset

from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.frames import slices_of
from radlane.imaging.stack import order_slices
from radlane.imaging.suv import SUV_KEYWORDS
from radlane.imaging.volume import read_volume
from support.headers import header
from support.pets import pet
from support.volumes import block, enhanced, ref_of

FACTOR = 70e3 / (350e6 * 0.5 ** (3600 / 6586.2))
KEYWORDS = (*SUV_KEYWORDS, "RealWorldValueMappingSequence")


def mapping(unit: str = "g/ml{SUVbw}", **changes: Any) -> Dataset:
    said = {
        "RealWorldValueSlope": 0.25,
        "RealWorldValueIntercept": 1.0,
        "RealWorldValueFirstValueMapped": -1000,
        "RealWorldValueLastValueMapped": 1000,
        "MeasurementUnitsCodeSequence": [
            header(CodeValue=unit, CodingSchemeDesignator="UCUM", CodeMeaning="a unit"),
        ],
        **changes,
    }
    made = header(**{keyword: found for keyword, found in said.items() if found is not None})
    for keyword in ("RealWorldValueFirstValueMapped", "RealWorldValueLastValueMapped"):
        if keyword in made:
            made[keyword].VR = "US" if made[keyword].value > 32767 else "SS"
    return made


def volume_of(datasets: list[FileDataset]) -> Volume:
    whole = {ref_of(one): one for one in datasets}
    stack = order_slices([item for ref, one in whole.items() for item in slices_of(ref, one, KEYWORDS)])
    return read_volume(stack, whole.__getitem__, decode_frame, map, "suv-body-weight")[0]


def true_enhanced(*mappings: Dataset) -> list[FileDataset]:
    """As an Enhanced PET scanner writes it: no Units, no times of a classic series."""
    dataset = enhanced(pet())
    for group in (*dataset.SharedFunctionalGroupsSequence, *dataset.PerFrameFunctionalGroupsSequence):
        for keyword in list(group.dir("Converted")):
            del group[keyword]
        group.pop("RealWorldValueMappingSequence", None)
    for keyword in ("Units", "RadiopharmaceuticalInformationSequence"):
        dataset.pop(keyword, None)
    if mappings:
        dataset.SharedFunctionalGroupsSequence[0].RealWorldValueMappingSequence = list(mappings)
    return [dataset]


@pytest.mark.parametrize("unit", ["g/ml{SUVbw}", "{SUVbw}g/ml"])
def test_an_image_without_units_has_the_suv_that_it_states(unit: str) -> None:
    found = volume_of(true_enhanced(mapping("Bq/ml", RealWorldValueSlope=7.0), mapping(unit)))
    np.testing.assert_array_equal(found.values, block().values)
    assert (found.slope, found.intercept) == (0.25, 1.0)
    assert found.unit is not None
    assert found.unit.value == "g/ml{SUVbw}"


@pytest.mark.parametrize(
    "changes",
    [
        {"RealWorldValueFirstValueMapped": 64536},  # -1000, of an implicit VR
        {"RealWorldValueFirstValueMapped": None, "DoubleFloatRealWorldValueFirstValueMapped": -50.0},
    ],
)
def test_the_ends_of_the_range(changes: dict[str, Any]) -> None:
    assert volume_of(true_enhanced(mapping(**changes))).slope == 0.25


@pytest.mark.parametrize(
    "mappings",
    [
        [],
        [mapping("Bq/ml")],
        [mapping("g/ml{SUVlbm}")],
        [mapping(), mapping()],
        [mapping(RealWorldValueSlope=None)],
        [mapping(RealWorldValueSlope=0.0)],
        [mapping(RealWorldValueSlope=-1.0)],
        [mapping(RealWorldValueIntercept=None)],
        [mapping(RealWorldValueFirstValueMapped=None)],
        [mapping(RealWorldValueFirstValueMapped=-49)],  # the lowest value is -50
        [mapping(RealWorldValueLastValueMapped=158)],  # the highest one is 159
    ],
)
def test_what_states_no_suv_of_all_values_is_refused(mappings: list[Dataset]) -> None:
    with pytest.raises(InputRefused) as refused:
        volume_of(true_enhanced(*mappings))
    assert refused.value.code == "suv-unknown"


def test_one_frame_without_a_mapping_is_refused() -> None:
    (dataset,) = true_enhanced()
    for group in dataset.PerFrameFunctionalGroupsSequence[1:]:
        group.RealWorldValueMappingSequence = [mapping()]
    with pytest.raises(InputRefused, match="Not each slice"):
        volume_of([dataset])


@pytest.mark.parametrize(
    ("slope", "intercept", "fits"),
    [(FACTOR, 0.0, True), (FACTOR * 1.009, FACTOR / 2, True), (FACTOR * 1.02, 0.0, False), (FACTOR, FACTOR * 2, False)],
)
def test_beside_dose_and_weight_it_has_to_say_the_same(slope: float, intercept: float, fits: bool) -> None:
    datasets = pet()
    for one in datasets:
        one.RealWorldValueMappingSequence = [mapping(RealWorldValueSlope=slope, RealWorldValueIntercept=intercept)]
    if fits:
        assert volume_of(datasets).slope == pytest.approx(FACTOR)
        return
    with pytest.raises(InputRefused) as refused:
        volume_of(datasets)
    assert refused.value.code == "suv-unknown"
