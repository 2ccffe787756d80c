"""One radiograph from its data set to an Image."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from pydicom import Dataset, dcmread, dcmwrite
from pydicom.pixels import compress
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

from radlane.domain.image import Direction, LinearWindow, VoiLut
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.radiograph import read_radiograph
from support.radiographs import pattern, radiograph, real

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")


def test_a_real_radiograph() -> None:
    image, reasons = read_radiograph(dcmread(real("RG1_UNCI.dcm")), REF, decode_frame)
    assert image.values.shape == (1955, 1841)
    assert image.values.dtype == np.float32
    assert image.monochrome1
    assert image.voi == LinearWindow(center=15000, width=30000, function="LINEAR")
    assert image.orientation is not None
    assert image.orientation.row is Direction.L
    assert image.spacing is None
    assert [reason.code for reason in reasons] == [ReasonCode.SPACING_UNKNOWN]


@pytest.mark.parametrize("name", [f"RG{n}_{c}.dcm" for n in (1, 3) for c in ("UNCI", "UNCR", "J2KI", "J2KR")])
def test_every_real_radiograph_reads(name: str) -> None:
    image, _ = read_radiograph(dcmread(real(name)), REF, decode_frame)
    assert image.monochrome1


def test_one_value_everywhere_is_blank() -> None:
    with pytest.raises(InputRefused) as refused:
        read_radiograph(radiograph(np.full((8, 8), 7, np.uint16)), REF, decode_frame)
    assert refused.value.code == ReasonCode.PIXELS_BLANK


def test_padding_does_not_hide_blankness() -> None:
    pixels = np.full((8, 8), 7, np.uint16)
    pixels[:, 0] = 0
    for padding in ({"PixelPaddingValue": 0}, {"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 7}):
        with pytest.raises(InputRefused) as refused:
            read_radiograph(radiograph(pixels, **padding), REF, decode_frame)
        assert refused.value.code == ReasonCode.PIXELS_BLANK


def test_reasons_tell_what_is_missing() -> None:
    image, reasons = read_radiograph(
        radiograph(pattern(), PatientOrientation=None, PixelSpacing=[1, 1]), REF, decode_frame
    )
    assert image.orientation is None
    assert [reason.code for reason in reasons] == [ReasonCode.LATERALITY_UNKNOWN, ReasonCode.SPACING_UNCALIBRATED]


def test_a_deep_image_is_deep_and_not_blank() -> None:
    pixels = np.arange(2**31 - 64, 2**31, dtype=np.uint32).reshape(8, 8)  # one value in float32
    with pytest.raises(InputRefused) as refused:
        read_radiograph(radiograph(pixels, bits=32), REF, decode_frame)
    assert refused.value.code == ReasonCode.PIXEL_DEPTH_UNSUPPORTED
    with pytest.raises(InputRefused) as refused:
        read_radiograph(radiograph(np.full((8, 8), 2**31, np.uint32), bits=32), REF, decode_frame)
    assert refused.value.code == ReasonCode.PIXELS_BLANK


def test_a_table_that_leaves_one_value_leaves_nothing() -> None:
    table = Dataset()
    table.LUTDescriptor, table.LUTData = [2, 0, 16], [7, 7]
    with pytest.raises(InputRefused) as refused:
        read_radiograph(radiograph(ModalityLUTSequence=[table]), REF, decode_frame)
    assert refused.value.code == ReasonCode.PIXELS_BLANK


def test_the_sign_of_a_voi_lut_is_that_of_the_rescaled_values() -> None:
    """Unsigned pixels, but values from -1024 on: 64512 is -1024, as in a file without explicit VRs."""
    table = Dataset()
    table.LUTDescriptor, table.LUTData = [2, 64512, 16], [0, 65535]
    image, _ = read_radiograph(radiograph(RescaleIntercept=-1024, VOILUTSequence=[table]), REF, decode_frame)
    assert isinstance(image.voi, VoiLut)
    assert image.voi.first == -1024


@pytest.mark.parametrize(
    ("transfer_syntax", "little_endian", "implicit"),
    [
        (ExplicitVRLittleEndian, True, False),
        (ImplicitVRLittleEndian, True, True),
        (ExplicitVRBigEndian, False, False),
    ],
)
def test_a_table_means_the_same_in_each_native_transfer_syntax(
    transfer_syntax: str, little_endian: bool, implicit: bool
) -> None:
    """Unsigned pixels, values from -1024 on, and a table from -1000 on, in files as they are written."""
    table, words = Dataset(), np.array([1, 258, 65535], "<u2" if little_endian else ">u2")
    table.add_new("LUTDescriptor", "US" if implicit else "SS", [3, 64536 if implicit else -1000, 16])
    table.add_new("LUTData", "OW", words.tobytes())
    dataset = radiograph(RescaleIntercept=-1024, VOILUTSequence=[table])
    if not little_endian:
        dataset.PixelData = pattern().astype(">u2").tobytes()
    dataset.file_meta.TransferSyntaxUID = transfer_syntax
    file = BytesIO()
    dcmwrite(file, dataset, little_endian=little_endian, implicit_vr=implicit, force_encoding=True)
    file.seek(0)
    image, _ = read_radiograph(dcmread(file), REF, decode_frame)
    np.testing.assert_array_equal(image.values, pattern().astype(np.float32) - 1024)
    assert isinstance(image.voi, VoiLut)
    assert (image.voi.first, image.voi.table.tolist()) == (-1000, [1, 258, 65535])


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("shape", ["IDENTITY", "INVERSE", "LIN OD", None])
def test_presentation_lut_shape_repeats_the_polarity_and_inverts_nothing(photometric: str, shape: str | None) -> None:
    said = {} if shape is None else {"PresentationLUTShape": shape}
    dataset = radiograph(PhotometricInterpretation=photometric, **said)
    if (photometric, shape) in {("MONOCHROME1", "IDENTITY"), ("MONOCHROME2", "INVERSE")}:
        with pytest.raises(InputRefused) as refused:
            read_radiograph(dataset, REF, decode_frame)
        assert refused.value.code == ReasonCode.PIXEL_DESCRIPTION_INVALID
        return
    image, _ = read_radiograph(dataset, REF, decode_frame)
    assert image.monochrome1 is (photometric == "MONOCHROME1")
    assert np.array_equal(image.values, pattern())


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, RLELossless])
def test_overlays_in_high_bits_and_beside_the_image_are_no_image(signed: bool, syntax: str) -> None:
    """PS3.5 section 8.1.2: of 16 bits the lowest twelve are the value; a plane of group 60xx stands above, or apart."""
    kind = np.int16 if signed else np.uint16
    values = pattern(bits=12).astype(np.int64) - (2048 if signed else 0)
    plain = radiograph((values & 0xFFF).astype(np.uint16).astype(kind), bits=12, PixelRepresentation=int(signed))
    marked = values & 0xFFF | (np.indices(values.shape).sum(axis=0) % 16 << 12)
    dataset = radiograph(marked.astype(np.uint16).view(kind), bits=12, PixelRepresentation=int(signed))
    for group, bits, place in ((0x6000, 16, 15), (0x6002, 1, 0)):
        dataset.add_new((group, 0x0010), "US", dataset.Rows)
        dataset.add_new((group, 0x0011), "US", dataset.Columns)
        dataset.add_new((group, 0x0040), "CS", "G")
        dataset.add_new((group, 0x0050), "SS", [1, 1])
        dataset.add_new((group, 0x0100), "US", bits)
        dataset.add_new((group, 0x0102), "US", place)
    dataset.add_new((0x6002, 0x3000), "OW", b"\xff" * 240)
    if syntax == RLELossless:
        compress(dataset, RLELossless, generate_instance_uid=False)
    found, _ = read_radiograph(dataset, REF, decode_frame)
    expected, _ = read_radiograph(plain, REF, decode_frame)
    assert np.array_equal(found.values, values)
    assert np.array_equal(expected.values, values)


def test_a_colour_has_no_polarity_that_presentation_lut_shape_could_contradict() -> None:
    dataset = radiograph(PhotometricInterpretation="PALETTE COLOR", PresentationLUTShape="IDENTITY")
    with pytest.raises(InputRefused) as refused:
        read_radiograph(dataset, REF, decode_frame)
    assert refused.value.code == ReasonCode.PHOTOMETRIC_UNSUPPORTED
