"""What is read of pictures and clips."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydicom.uid import EnhancedCTImageStorage

from radlane.domain.cine import Cine
from radlane.domain.image import Picture
from radlane.domain.planar import EvenSampling, TimedSampling
from radlane.errors import InputRefused
from radlane.imaging.decode import FrameFormat, decode_frame
from radlane.pipeline.planar_reading import frames_given, read_planar
from support.planar import REF, angiogram, echo, example, read
from support.planar_models import cine_geometry


def test_only_the_frames_that_are_given_are_decoded() -> None:
    decoded: list[bytes] = []

    def decode(form: FrameFormat, data: bytes) -> Any:
        decoded.append(data)
        return decode_frame(form, data)

    subject, reasons = read_planar(echo(), REF, example("echo-view").manifest.inputs[0], decode)
    assert isinstance(subject, Cine)
    assert len(decoded) == len(subject.values) == len(subject.numbers) == 16
    assert subject.numbers[:3] == (1, 3, 5)
    assert [reason.code for reason in reasons] == ["spacing-unknown"]


def test_a_frame_that_is_given_twice_is_read_once() -> None:
    image = angiogram()
    geometry = cine_geometry(colour="grey", frames=40, short="looped")
    manifest = example("angiogram-frame").manifest
    wanted = replace(manifest.inputs[0], geometry=geometry)
    subject = read("angiogram-frame", image, replace(manifest, inputs=(wanted,)))
    assert subject.numbers == tuple(range(1, 31))
    assert len(frames_given(geometry, image, "1.3")) == 40


def test_a_grey_clip_is_refused_before_it_is_decoded() -> None:
    manifest = example("echo-view").manifest
    geometry = replace(manifest.inputs[0].geometry, grey_as_rgb="refused")  # type: ignore[call-arg, type-var]
    wanted = replace(manifest.inputs[0], geometry=geometry)
    with pytest.raises(InputRefused) as refused:
        read_planar(angiogram(), REF, wanted, None)  # type: ignore[arg-type]
    assert refused.value.code == "colour-missing"


def test_frames_that_are_no_clip_are_refused() -> None:
    wanted, slices = example("angiogram-frame").manifest.inputs[0], replace(REF, sop_class_uid=EnhancedCTImageStorage)
    with pytest.raises(InputRefused) as refused:
        read_planar(angiogram(), slices, wanted, decode_frame)
    assert refused.value.code == "multi-frame-unsupported"


def test_a_picture_may_be_the_first_frame_of_a_clip() -> None:
    wanted = example("bright-bars").manifest.inputs[0]
    found, _ = read_planar(echo(), REF, wanted, decode_frame)
    assert isinstance(found, Picture)
    assert found.values.shape == (240, 320, 3)
    slices = replace(REF, sop_class_uid=EnhancedCTImageStorage)
    with pytest.raises(InputRefused) as refused:
        read_planar(angiogram(), slices, wanted, decode_frame)
    assert refused.value.code == "multi-frame-unsupported"


def test_times_of_a_header_say_which_frames_are_given() -> None:
    image = angiogram()
    timed = cine_geometry(sampling=TimedSampling(by="seconds", step=0.2), frames=4)
    assert frames_given(timed, image, "1.3").tolist() == [0, 3, 6, 9]
    assert frames_given(cine_geometry(sampling=EvenSampling(by="evenly")), image, "1.3").tolist() == [3, 11, 18, 26]
