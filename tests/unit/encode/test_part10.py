import errno
import hashlib
import os
import subprocess
import sys
import tracemalloc
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from radlane.domain.output import SegmentationType
from radlane.domain.result import Role
from radlane.encode.parametric_map import build_parametric_map
from radlane.encode.part10 import IMPLEMENTATION_CLASS_UID, to_bytes, write_object
from radlane.encode.segmentation import build_segmentation
from radlane.errors import StorageFull, UidInvalid
from support import volume_encoding
from support.encoding import conclusion, context, encoded
from support.findings import explained
from support.radiographs import pattern, radiograph
from support.shapes import TYPES
from support.variants_of_regions import with_fractions
from support.volume_sources import CT, slices


def test_the_file_is_named_and_described_by_its_instance(tmp_path: Path) -> None:
    dataset = encoded(radiograph())[0]
    written = write_object(dataset, Role.SEGMENTATION, tmp_path)
    content = written.path.read_bytes()
    assert written.path == tmp_path / f"{dataset.SOPInstanceUID}.dcm"
    assert (written.size, written.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (written.role, written.modality) == (Role.SEGMENTATION, "SEG")
    assert written.ref.study_instance_uid == dataset.StudyInstanceUID
    meta = dcmread(written.path).file_meta
    assert meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert (meta.ImplementationClassUID, meta.ImplementationVersionName) == (IMPLEMENTATION_CLASS_UID, "RADLANE")
    assert list(tmp_path.iterdir()) == [written.path]


def test_the_same_run_gives_the_same_bytes() -> None:
    first, second = ([to_bytes(dataset) for dataset in encoded(radiograph())] for _ in range(2))
    assert first == second


def test_the_same_run_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from support.encoding import encoded; from support.radiographs import radiograph;"
        "from radlane.encode.part10 import to_bytes;"
        "print(hashlib.sha256(b''.join(to_bytes(dataset) for dataset in encoded(radiograph()))).hexdigest())"
    )
    tests = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(tests), "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {hashlib.sha256(b"".join(to_bytes(dataset) for dataset in encoded(radiograph()))).hexdigest()}


def test_a_uid_that_is_a_path_is_refused(tmp_path: Path) -> None:
    dataset = encoded(radiograph())[0]
    dataset.add_new("SOPInstanceUID", "LO", "../../x")
    with pytest.raises(UidInvalid):
        write_object(dataset, Role.SEGMENTATION, tmp_path)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_behind(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        write_object(encoded(radiograph())[0], Role.SEGMENTATION, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_object(encoded(radiograph())[0], Role.SEGMENTATION, tmp_path / "missing")


def by_pydicom(dataset: Dataset) -> bytes:
    """The file as pydicom alone writes it."""
    whole, buffer = Dataset(), BytesIO()
    whole.update(deepcopy(dataset))
    whole.file_meta = dcmread(BytesIO(to_bytes(dataset))).file_meta
    dcmwrite(buffer, whole, enforce_file_format=True)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", TYPES)
def test_the_bytes_are_those_that_pydicom_writes(kind: SegmentationType) -> None:
    """Though pixels and groups of frames do not go through it."""
    run_on_it = replace(context(radiograph(pattern(47, 39))), chosen_type=kind)
    built = build_segmentation(run_on_it, with_fractions(conclusion(47, 39)))
    assert built is not None
    assert to_bytes(built) == by_pydicom(built)
    for dataset in encoded(radiograph()):
        assert to_bytes(dataset) == by_pydicom(dataset)


def test_floats_go_over_as_they_are_too(tmp_path: Path) -> None:
    """A Parametric Map of hundreds of slices is not copied while it is written."""
    said = explained(volume_encoding.conclusion(), CT.shape)
    built = build_parametric_map(volume_encoding.context(slices()), said, 1)
    assert built is not None
    assert to_bytes(built) == by_pydicom(built)
    built.FloatPixelData = bytes(64 << 20)
    tracemalloc.start()
    try:
        written = write_object(built, Role.PARAMETRIC_MAP, tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert written.size > 64 << 20
    assert peak < 8 << 20


def test_what_stands_after_the_pixels_and_between_is_written_too() -> None:
    built = build_segmentation(context(radiograph()), conclusion(48, 40))
    assert built is not None
    built.add_new(0x60000022, "LO", "Łuk")  # Overlay Description, between the groups of frames and the pixels
    built.DataSetTrailingPadding = b"\0\0"
    assert to_bytes(built) == by_pydicom(built)
    assert dcmread(BytesIO(to_bytes(built)))[0x60000022].value == "Łuk"


def test_pixels_of_an_odd_length_are_padded() -> None:
    dataset = encoded(radiograph())[1]
    dataset.PixelData = dataset.PixelData[:-1]
    assert to_bytes(dataset) == by_pydicom(dataset)


def test_pixels_whose_vr_is_open_are_written_as_pydicom_does() -> None:
    for bits, vr in ((8, b"OB"), (16, b"OW")):
        dataset = encoded(radiograph())[1]
        dataset.BitsAllocated = bits
        dataset["PixelData"].VR = "OB or OW"
        assert to_bytes(dataset) == by_pydicom(dataset)
        assert b"\xe0\x7f\x10\x00" + vr in to_bytes(dataset)


@pytest.mark.parametrize("implicit", [True, False])
def test_a_file_is_written_as_it_was_read(*, implicit: bool) -> None:
    """Groups in implicit VR have to be encoded anew."""
    found, buffer = encoded(radiograph())[0], BytesIO()
    expected = to_bytes(found)
    syntax = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    found.file_meta.TransferSyntaxUID = syntax
    dcmwrite(buffer, found, enforce_file_format=True, implicit_vr=implicit, little_endian=True)
    assert to_bytes(dcmread(BytesIO(buffer.getvalue()))) == expected


def test_what_cannot_be_encoded_leaves_nothing_behind(tmp_path: Path) -> None:
    dataset = encoded(radiograph())[1]
    dataset.Rows = None
    dataset.add_new(0x00280010, "US", 70000)
    with pytest.raises(OSError, match="70000"):
        write_object(dataset, Role.CAPTURE, tmp_path)
    assert list(tmp_path.iterdir()) == []
