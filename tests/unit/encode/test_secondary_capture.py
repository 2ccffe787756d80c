from dataclasses import replace

import numpy as np
from pydicom.pixels.utils import pixel_array

from radlane.domain.code import Code
from radlane.encode.secondary_capture import Drawing, build_secondary_capture
from radlane.encode.series import CAPTURE, EXPLANATION
from radlane.encode.source_frame import every_frame
from support.encoding import context
from support.findings import with_frames
from support.radiographs import radiograph

PIXELS = np.arange(5 * 3 * 3, dtype=np.uint8).reshape(5, 3, 3)
DRAWING = Drawing(pixels=PIXELS, oriented=True, warning="a warning")


def test_pixels_are_kept_and_their_length_is_even() -> None:
    made = build_secondary_capture(context(radiograph()), CAPTURE, DRAWING)
    assert len(made.PixelData) == 46  # 45 and a padding byte (PS3.5 section 8.1.1)
    np.testing.assert_array_equal(pixel_array(made), PIXELS)
    assert (made.DerivationDescription, made.ImageType[0]) == ("a warning", "DERIVED")
    assert "DerivationCodeSequence" not in made
    assert list(made.PatientOrientation) == ["L", "F"]


def test_the_source_of_a_picture_names_the_frames_that_were_analysed() -> None:
    image = with_frames(radiograph(), 5)
    run = context(image)
    whole = build_secondary_capture(run, CAPTURE, DRAWING)
    assert "ReferencedFrameNumber" not in whole.SourceImageSequence[0]
    some = build_secondary_capture(replace(run, frames=every_frame([image])[1:3]), CAPTURE, DRAWING)
    (source,) = some.SourceImageSequence
    assert list(source.ReferencedFrameNumber) == [2, 3]
    assert source.ReferencedSOPInstanceUID == image.SOPInstanceUID


def test_instances_of_one_series_differ_in_uid_and_number() -> None:
    run = context(radiograph())
    one, other = (
        build_secondary_capture(run, EXPLANATION, DRAWING, part, number)
        for number, part in enumerate(("1+a", "2+a"), start=1)
    )
    assert one.SeriesInstanceUID == other.SeriesInstanceUID
    assert one.SeriesInstanceUID != build_secondary_capture(run, CAPTURE, DRAWING).SeriesInstanceUID
    assert one.SOPInstanceUID != other.SOPInstanceUID
    assert (one.InstanceNumber, other.InstanceNumber) == (1, 2)


def test_what_lies_in_several_ways_has_no_orientation_and_a_derivation_its_code() -> None:
    code = Code(scheme="DCM", value="113076", meaning="Segmentation")
    drawing = Drawing(pixels=PIXELS, oriented=False, warning="a warning", derivation=code)
    made = build_secondary_capture(context(radiograph()), CAPTURE, drawing)
    assert made.PatientOrientation is None
    assert made.DerivationCodeSequence[0].CodeValue == "113076"
