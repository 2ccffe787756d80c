"""Groups of thousands of frames, read as pydicom reads them."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO

import pytest
from pydicom import dcmread
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.filewriter import dcmwrite
from pydicom.tag import Tag
from pydicom.uid import ImplicitVRLittleEndian

from radlane.encode.checks.unfolding import unfold
from radlane.encode.part10 import to_bytes
from radlane.encode.segmentation import build_segmentation
from support import volume_encoding
from support.encoding import encoded
from support.radiographs import radiograph
from support.shapes import SHAPES, Shape, concluded, labels, run
from support.volume_sources import slices

PER_FRAME = Tag("PerFrameFunctionalGroupsSequence")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_what_is_unfolded_is_what_pydicom_reads(shape: Shape) -> None:
    built = build_segmentation(run(shape.frames()), concluded(labels(shape)))
    assert built is not None
    unfolded = unfold(built)
    assert unfolded is not built
    assert isinstance(built.get_item(PER_FRAME), RawDataElement)  # still bytes, and written as they are
    assert unfolded.file_meta is built.file_meta
    assert unfolded == deepcopy(built)


def test_frames_of_one_slice_share_what_they_say_of_it() -> None:
    built = build_segmentation(volume_encoding.context(slices()), volume_encoding.conclusion())
    assert built is not None
    groups = unfold(built).PerFrameFunctionalGroupsSequence
    by_slice: dict[str, set[int]] = {}
    for group in groups:
        uid = group.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        by_slice.setdefault(uid, set()).add(id(group["DerivationImageSequence"]))
    assert len(by_slice) < len(groups)
    assert {len(elements) for elements in by_slice.values()} == {1}


def test_text_of_a_file_is_in_its_character_set() -> None:
    found = encoded(radiograph())[0]
    found.SpecificCharacterSet = "ISO_IR 100"
    found.PerFrameFunctionalGroupsSequence[0].FrameContentSequence[0].FrameLabel = "Größe"
    buffer = BytesIO()
    dcmwrite(buffer, found, enforce_file_format=True)
    unfolded = unfold(dcmread(BytesIO(buffer.getvalue())))
    assert unfolded.PerFrameFunctionalGroupsSequence[0].FrameContentSequence[0].FrameLabel == "Größe"
    assert unfolded.PatientName == found.PatientName


def raw(value: bytes) -> Dataset:
    dataset = Dataset()
    dataset[PER_FRAME] = RawDataElement(PER_FRAME, "SQ", len(value), value, 0, False, True)
    return dataset


ITEM, SEQUENCE = b"\xfe\xff\x00\xe0", bytes.fromhex("20001191") + b"SQ\0\0"


@pytest.mark.parametrize(
    "value",
    [
        ITEM + b"\xff\xff\xff\xff" + b"\xfe\xff\x0d\xe0" + bytes(4),  # an item of undefined length
        b"\xfe\xff\xdd\xe0" + bytes(4),  # no item
        ITEM + b"\x10\0\0\0",  # cut
        ITEM + b"\x0c\0\0\0" + SEQUENCE + b"\xff\xff\xff\xff",  # a sequence of undefined length
        ITEM + b"\x0c\0\0\0" + SEQUENCE + b"\x10\0\0\0",  # longer than its item
        ITEM + b"\x0c\0\0\0" + bytes.fromhex("20001191") + b"UN\0\0" + bytes(4),  # no sequence
        ITEM + b"\x05\0\0\0" + bytes(5),  # no element
        b"\xfe\xff",  # no header
        ITEM + b"\x10\0\0\0" + SEQUENCE + b"\x04\0\0\0" + b"\0\0\0\0",  # a sequence that holds no item
    ],
)
def test_what_is_unusual_is_left_to_pydicom(value: bytes) -> None:
    dataset = raw(value)
    assert unfold(dataset) is dataset


def test_what_stands_beside_unreadable_elements_is_left_to_pydicom() -> None:
    tag, dataset = Tag("PixelRepresentation"), raw(b"")
    dataset._dict[tag] = RawDataElement(tag, "FD", 3, b"\xff\x00\xff", 0, False, True)
    assert unfold(dataset) is dataset


def test_nothing_to_unfold() -> None:
    for dataset in (Dataset(), encoded(radiograph())[2]):
        assert unfold(dataset) is dataset
    parsed = encoded(radiograph())[0]
    assert len(parsed.PerFrameFunctionalGroupsSequence) == 2
    assert unfold(parsed) is parsed
    assert len(unfold(raw(b"")).PerFrameFunctionalGroupsSequence) == 0
    assert not hasattr(unfold(raw(b"")), "file_meta")


def test_implicit_vr_is_left_to_pydicom() -> None:
    built = encoded(radiograph())[0]
    built.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    buffer = BytesIO()
    dcmwrite(buffer, built, enforce_file_format=True, implicit_vr=True)
    read = dcmread(BytesIO(buffer.getvalue()))
    assert unfold(read) is read


def test_bytes_are_the_same_whether_somebody_looked_or_not() -> None:
    first, second = (
        build_segmentation(volume_encoding.context(slices()), volume_encoding.conclusion()) for _ in range(2)
    )
    assert first is not None
    assert second is not None
    unfold(first)
    assert len(second.PerFrameFunctionalGroupsSequence) == second.NumberOfFrames
    assert to_bytes(first) == to_bytes(second)
