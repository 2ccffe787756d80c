from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pydicom.data import get_testdata_file
from pydicom.pixels import pixel_array

from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging import cine
from radlane.imaging.cine import read_cine
from radlane.imaging.decode import FrameFormat, decode_frame
from support.pictures import clip, colours, frames, picture

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")


def test_grey_frames_are_stored_values() -> None:
    dataset = clip(PhotometricInterpretation="MONOCHROME1", RescaleSlope=2, RescaleIntercept=-5)
    found, reasons = read_cine(dataset, REF, decode_frame)
    np.testing.assert_array_equal(found.values, frames())
    assert (found.values.dtype, found.slope, found.intercept, found.monochrome1) == (np.uint8, 2, -5, True)
    np.testing.assert_allclose(found.times_s, [0, 0.04, 0.08, 0.12, 0.16])  # type: ignore[arg-type]
    assert [reason.code for reason in reasons] == ["spacing-unknown"]


def test_frames_in_colour_are_red_green_and_blue() -> None:
    held = np.stack([colours(), colours()[:, ::-1]])
    found, reasons = read_cine(picture(held[0], NumberOfFrames=2, PixelData=held.tobytes()), REF, decode_frame)
    np.testing.assert_array_equal(found.values, held)
    assert [reason.code for reason in reasons] == ["frame-times-unknown", "spacing-unknown"]


def test_a_real_echo_is_what_pydicom_sees() -> None:
    dataset = dcmread(str(get_testdata_file("examples_ybr_color.dcm")))
    found, _ = read_cine(dataset, REF, decode_frame)
    np.testing.assert_array_equal(found.values, pixel_array(dataset))
    assert found.times_s is not None
    assert found.times_s[1] == pytest.approx(0.033333)


def _with_table(dataset: Dataset) -> Dataset:
    dataset.ModalityLUTSequence = [Dataset()]
    return dataset


WIDE = {"BitsAllocated": 16, "BitsStored": 16, "HighBit": 15}


@pytest.mark.parametrize(
    ("dataset", "code"),
    [
        (clip(np.full((3, 24, 20), 7, np.uint8)), "pixels-blank"),
        (clip(NumberOfFrames=4), "pixel-data-corrupt"),
        (clip(NumberOfFrames=70000), "image-too-large"),
        (clip(Rows=32767, Columns=32767, NumberOfFrames=1), "image-too-large"),
        (clip(NumberOfFrames=0), "pixel-description-invalid"),
        (clip(RescaleSlope=0), "pixel-description-invalid"),
        (clip(PresentationLUTShape="INVERSE"), "pixel-description-invalid"),
        (_with_table(clip()), "rescale-unsupported"),
        (picture(colours().astype(np.uint16), **WIDE), "pixel-depth-unsupported"),
    ],
)
def test_what_cannot_be_read_is_refused(dataset: Any, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_cine(dataset, REF, decode_frame)
    assert refused.value.code == code


def test_frames_beyond_the_limit_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cine, "MAX_BYTES", 100)
    with pytest.raises(InputRefused) as refused:
        read_cine(clip(), REF, None)  # type: ignore[arg-type]
    assert refused.value.code == "image-too-large"


def test_only_the_frames_that_are_asked_for_are_read() -> None:
    decoded: list[bytes] = []

    def decode(form: FrameFormat, data: bytes) -> Any:
        decoded.append(data)
        return decode_frame(form, data)

    found, _ = read_cine(clip(), REF, decode, [2, 5])
    np.testing.assert_array_equal(found.values, frames()[[1, 4]])
    assert (found.numbers, found.bits, len(decoded)) == ((2, 5), 8, 2)
    assert found.times_s is not None
    assert len(found.times_s) == 5


def test_frames_for_which_there_is_no_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    dataset = clip()
    monkeypatch.setattr(np, "empty", full)
    with pytest.raises(InputRefused) as refused:
        read_cine(dataset, REF, decode_frame)
    assert refused.value.code == "image-too-large"
