"""SUV by body weight: by hand, and where it cannot be known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.stack import order_slices
from radlane.imaging.suv import suv_factor
from radlane.imaging.volume import read_volume
from support.headers import put_raw
from support.pets import injected, pet
from support.volumes import block, slices_of

HALF_LIFE_S = 6586.2  # F-18
DOSE_BQ, WEIGHT_KG = 350e6, 70.0


def factor(datasets: list[FileDataset]) -> float:
    return suv_factor(slices_of(datasets))


def decayed(seconds: float) -> float:
    return float(WEIGHT_KG * 1000 / (DOSE_BQ * 0.5 ** (seconds / HALF_LIFE_S)))


def test_by_hand() -> None:
    """An hour after 350 MBq of F-18, 239.6 MBq are left; of 70 kg that is 0.000292 g/ml for each Bq/ml."""
    assert factor(pet()) == pytest.approx(70_000 / 239.63e6, rel=1e-4)
    assert factor(pet()) == pytest.approx(decayed(3600), rel=1e-12)


def test_a_volume_in_suv() -> None:
    source = block()
    datasets = pet(RescaleSlope="2")
    whole = {str(item.SOPInstanceUID): item for item in datasets}
    stack = order_slices(slices_of(datasets))
    volume, _ = read_volume(
        stack, lambda ref: whole[ref.sop_instance_uid], decode_frame, map, quantity="suv-body-weight"
    )
    found = volume.values.astype(float) * volume.slope + volume.intercept
    np.testing.assert_allclose(found, source.values * 2 * decayed(3600), rtol=1e-6)
    assert volume.unit is not None
    assert volume.unit.value == "g/ml{SUVbw}"


def test_slices_with_slopes_of_their_own() -> None:
    datasets = pet()
    for place, item in enumerate(datasets):
        item.RescaleSlope = str(1 + place)
    whole = {str(item.SOPInstanceUID): item for item in datasets}
    stack = order_slices(slices_of(datasets))
    stored, _ = read_volume(stack, lambda ref: whole[ref.sop_instance_uid], decode_frame, map)
    volume, _ = read_volume(stack, lambda ref: whole[ref.sop_instance_uid], decode_frame, map, "suv-body-weight")
    np.testing.assert_allclose(volume.values, stored.values * decayed(3600), rtol=1e-6)


@pytest.mark.parametrize(
    ("attributes", "drug", "seconds"),
    [
        ({"DecayCorrection": "ADMIN"}, {"RadionuclideHalfLife": None}, 0),
        ({"SeriesTime": "120500"}, {}, 3600),  # made later: the acquisition began earlier
        ({"AcquisitionTime": "121500"}, {}, 3600),  # this bed came later
        ({}, {"RadiopharmaceuticalStartDateTime": "20240229111500.5"}, 2699.5),
        ({"TimezoneOffsetFromUTC": "+0200"}, {"RadiopharmaceuticalStartDateTime": "20240229101500+0100"}, 2700),
        ({"TimezoneOffsetFromUTC": "+0200"}, {"RadiopharmaceuticalStartDateTime": "20240229111500"}, 2700),
        (
            {
                "SeriesDate": "20240301",
                "SeriesTime": "003000",
                "AcquisitionDate": "20240301",
                "AcquisitionTime": "0030",
            },
            {"RadiopharmaceuticalStartTime": "233000"},
            3600,  # over midnight
        ),
        ({"Units": "GML"}, {}, None),
        ({"Units": "GML", "SUVType": "BW", "PatientWeight": None}, {}, None),
    ],
)
def test_times_and_kinds(attributes: dict[str, Any], drug: dict[str, Any], seconds: float | None) -> None:
    datasets = pet(injected(**drug), **attributes)
    assert factor(datasets) == pytest.approx(1.0 if seconds is None else decayed(seconds), rel=1e-12)


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("PatientWeight", "71"),
        ("SUVType", "LBM"),
        ("TimezoneOffsetFromUTC", "+0100"),
        ("RadiopharmaceuticalInformationSequence", [injected(RadionuclideTotalDose="100000000")]),
        ("RadiopharmaceuticalInformationSequence", [injected(RadiopharmaceuticalStartTime="100000")]),
        ("RadiopharmaceuticalInformationSequence", [injected(RadionuclideHalfLife="4062.6")]),
    ],
)
def test_slices_agree(keyword: str, value: Any) -> None:
    datasets = pet()
    setattr(datasets[2], keyword, value)
    with pytest.raises(InputRefused, match="different things") as refused:
        factor(datasets)
    assert refused.value.uid == datasets[2].SOPInstanceUID


@pytest.mark.parametrize(
    ("attributes", "drug", "named"),
    [
        ({"PatientWeight": None}, {}, "PatientWeight is absent"),
        ({"PatientWeight": "0"}, {}, "PatientWeight cannot be true"),
        ({"PatientWeight": "70000"}, {}, "PatientWeight cannot be true"),
        ({"Units": "CNTS"}, {}, "Units"),
        ({"Units": "GML", "SUVType": "LBM"}, {}, "Units"),
        ({"CorrectedImage": ["DECY"]}, {}, "Corrected Image"),
        ({"CorrectedImage": None}, {}, "Corrected Image"),
        ({"DecayCorrection": "NONE"}, {}, "Decay Correction"),
        ({"SeriesTime": None}, {}, "Series Date"),
        ({"AcquisitionDate": "20240230"}, {}, "Acquisition Date"),
        ({"AcquisitionTime": "12"}, {}, "Acquisition Date"),  # an hour is half of the activity
        ({}, {"RadionuclideTotalDose": "350"}, "RadionuclideTotalDose cannot be true"),  # MBq
        ({}, {"RadionuclideTotalDose": None}, "RadionuclideTotalDose is absent"),
        ({}, {"RadionuclideHalfLife": None}, "RadionuclideHalfLife is absent"),
        ({}, {"RadiopharmaceuticalStartTime": None}, "Start Time"),
        ({}, {"RadiopharmaceuticalStartTime": "1100+0100"}, "Start Time"),
        ({}, {"RadiopharmaceuticalStartTime": "110000.00-0500"}, "Start Time"),
        ({}, {"RadiopharmaceuticalStartDateTime": "20240229121500"}, "The injection is after"),
        ({}, {"RadiopharmaceuticalStartDateTime": "20240226110000"}, "The injection is after"),
        ({}, {"RadiopharmaceuticalStartTime": "120010"}, "has no date"),  # a clock that is ten seconds ahead
        ({}, {"RadiopharmaceuticalStartTime": "235900"}, "has no date"),
        ({}, {"RadiopharmaceuticalStartDateTime": "20240229111500+0100"}, "offset from UTC"),
        ({"TimezoneOffsetFromUTC": "x"}, {"RadiopharmaceuticalStartDateTime": "20240229111500+0100"}, "offset from"),
        ({"TimezoneOffsetFromUTC": "+0000"}, {"RadiopharmaceuticalStartDateTime": "00010101000000+1400"}, "is none"),
        ({"RadiopharmaceuticalInformationSequence": None}, {}, "Radiopharmaceutical Information"),
    ],
)
def test_what_is_not_known(attributes: dict[str, Any], drug: dict[str, Any], named: str) -> None:
    with pytest.raises(InputRefused, match=named) as refused:
        factor(pet(injected(**drug), **attributes))
    assert refused.value.code == ReasonCode.SUV_UNKNOWN


def test_two_drugs_are_none() -> None:
    datasets = pet()
    for item in datasets:
        item.RadiopharmaceuticalInformationSequence = [injected(), injected()]
    with pytest.raises(InputRefused, match="has not one item"):
        factor(datasets)


def test_a_value_that_is_none_is_not_told() -> None:
    datasets = pet()
    for item in datasets:
        put_raw(item, "PatientWeight", "DS", b"secret")
    with pytest.raises(InputRefused) as refused:
        factor(datasets)
    assert "secret" not in str(refused.value)
