"""What stored values mean, and when they mean nothing that is known."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom import Dataset

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.rescale import read_rescale
from radlane.imaging.slices import Slice
from support.broken_series import real_world
from support.headers import put_raw
from support.volumes import block, series, slices_of

_R = ReasonCode


def slices(modality: str = "CT", **attributes: Any) -> list[Slice]:
    return slices_of(series(block(), modality=modality, **attributes))


def code_of(found: list[Slice]) -> str:
    with pytest.raises(InputRefused) as refused:
        read_rescale(found)
    return refused.value.code


def table() -> list[Dataset]:
    """A Real World Value Mapping by a table."""
    mapping = real_world(0, 0)
    del mapping[0].RealWorldValueSlope
    return mapping


@pytest.mark.parametrize(
    ("modality", "attributes", "line"),
    [
        ("CT", {"RescaleSlope": 2, "RescaleIntercept": -1024}, (2, -1024)),
        ("CT", {"RescaleType": None}, (1, 0)),  # HU by default
        ("CT", {"RescaleType": "hu"}, (1, 0)),
        ("CT", {"MultienergyCTAcquisition": "YES"}, (1, 0)),  # Rescale Type says HU
        ("CT", {"MultienergyCTAcquisition": "NO", "RescaleType": None}, (1, 0)),
        ("CT", {"RealWorldValueMappingSequence": real_world(1, 0)}, (1, 0)),  # the same twice
        ("CT", {"RealWorldValueMappingSequence": real_world(3, 7, "mg/mL")}, (1, 0)),  # of another quantity
        ("CT", {"RealWorldValueMappingSequence": []}, (1, 0)),
        ("MR", {}, (1, 0)),  # has none
        ("MR", {"RescaleSlope": "3.5", "RescaleIntercept": 4, "RescaleType": "normalized"}, (3.5, 4)),
        ("MR", {"RealWorldValueMappingSequence": real_world(1e-6, 0, "mm2/s")}, (1, 0)),  # not applied
        ("MR", {"RealWorldValueMappingSequence": table()}, (1, 0)),
    ],
)
def test_what_all_share(modality: str, attributes: dict[str, Any], line: tuple[float, float]) -> None:
    assert read_rescale(slices(modality, **attributes)) == (line,) * 5


def test_stating_the_default_is_not_another_line() -> None:
    found = slices("MR")
    found[1].header.RescaleSlope, found[1].header.RescaleIntercept = "1.0", "0"
    assert set(read_rescale(found)) == {(1, 0)}


def test_slices_of_pet_have_slopes_of_their_own() -> None:
    found = slices("PT")
    found[3].header.RescaleSlope = "0.25"
    assert read_rescale(found) == ((1, 0), (1, 0), (1, 0), (0.25, 0), (1, 0))


@pytest.mark.parametrize(
    ("modality", "attributes", "code"),
    [
        ("CT", {"ModalityLUTSequence": [Dataset()]}, _R.RESCALE_UNSUPPORTED),
        ("PT", {"ModalityLUTSequence": [Dataset()]}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RescaleType": "US"}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RescaleType": "HU_MOD"}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RescaleType": None, "MultienergyCTAcquisition": "YES"}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RescaleSlope": None}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RescaleIntercept": None}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RealWorldValueMappingSequence": real_world(1, -1000)}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RealWorldValueMappingSequence": table()}, _R.RESCALE_UNSUPPORTED),
        ("CT", {"RescaleSlope": 0}, _R.PIXEL_DESCRIPTION_INVALID),
        ("MR", {"RescaleSlope": [1, 2]}, _R.PIXEL_DESCRIPTION_INVALID),
    ],
)
def test_what_is_not_read(modality: str, attributes: dict[str, Any], code: ReasonCode) -> None:
    assert code_of(slices(modality, **attributes)) == code


@pytest.mark.parametrize(
    ("modality", "attributes"),
    [
        ("CT", {"RescaleSlope": "1.0001"}),
        ("CT", {"RescaleIntercept": 1}),
        ("CT", {"RescaleType": "US"}),
        ("MR", {"RescaleSlope": 2}),
        ("MR", {"RealWorldValueMappingSequence": real_world(1, 0)}),
        ("PT", {"Units": "BQML"}),
        ("PT", {"RescaleType": "BQML"}),
    ],
)
def test_one_slice_that_differs_is_named(modality: str, attributes: dict[str, Any]) -> None:
    found = slices(modality)
    for keyword, value in attributes.items():
        setattr(found[2].header, keyword, value)
    with pytest.raises(InputRefused) as refused:
        read_rescale(found)
    assert (refused.value.code, refused.value.uid) == (_R.RESCALE_MIXED, found[2].ref.sop_instance_uid)


@pytest.mark.parametrize("keyword", ["RescaleSlope", "RescaleIntercept", "ModalityLUTSequence"])
def test_what_cannot_be_read_is_refused(keyword: str) -> None:
    found = slices()
    put_raw(found[2].header, keyword, "LO", b"text")
    assert code_of(found) in (_R.PIXEL_DESCRIPTION_INVALID, _R.RESCALE_UNSUPPORTED)
