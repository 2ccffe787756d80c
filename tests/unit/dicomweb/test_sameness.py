"""The same data set in other bytes is the same object; the same UID with another content is not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import ImplicitVRLittleEndian

from radlane.dicomweb.part10 import Limits, ref_of
from radlane.dicomweb.sameness import digest_of_dataset, is_same_object
from support.archives import bomb, deflated, headed, part10
from support.encoding import encoded
from support.mutated_results import results
from support.radiographs import radiograph, save


def with_sequence(**attributes: object) -> FileDataset:
    inner = Dataset()
    inner.ReferencedSOPInstanceUID = "1.2.3"
    return radiograph(**{"ReferencedImageSequence": [inner], **attributes})


def same(folder: Path, sent: FileDataset, found: bytes) -> bool:
    one, other = save(sent, folder, "sent.dcm"), folder / "found.dcm"
    other.write_bytes(found)
    return is_same_object(one, other, ref_of(sent), Limits())


def _as_it_was(dataset: FileDataset) -> None:
    """Nothing."""


def _another_writer(dataset: FileDataset) -> None:
    dataset.file_meta.ImplementationVersionName = "ANOTHER"


def _without_lengths(dataset: FileDataset) -> None:
    dataset["ReferencedImageSequence"].is_undefined_length = True


def _implicit(dataset: FileDataset) -> None:
    dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian


@pytest.mark.parametrize("change", [_as_it_was, _another_writer, _without_lengths, _implicit])
def test_the_same(tmp_path: Path, change: Callable[[FileDataset], None]) -> None:
    found = with_sequence()
    change(found)
    assert same(tmp_path, with_sequence(), part10(found))


def test_an_archive_may_deflate_it(tmp_path: Path) -> None:
    assert same(tmp_path, with_sequence(), deflated(part10(with_sequence())))
    assert not same(tmp_path, with_sequence(), deflated(part10(with_sequence(ImageComments="more"))))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_archive_may_write_results_in_implicit_vr(tmp_path: Path, place: int) -> None:
    """A SEG, a picture and a report; pixels that were OB are OW there."""
    sent, found = (encoded(radiograph())[place] for _ in range(2))
    _implicit(found)
    assert same(tmp_path, sent, part10(found))
    if "PixelData" in found:
        found.PixelData = b"\xff" + found.PixelData[1:]
        assert not same(tmp_path, sent, part10(found))


@pytest.mark.parametrize(("result", "place"), [("heat maps", 1), ("label map", 0)])
def test_nor_does_it_matter_for_heat_maps_and_label_maps(tmp_path: Path, result: str, place: int) -> None:
    (made,) = (one for one in results() if one.name == result)
    sent, found = (copy.deepcopy(made.objects[place]) for _ in range(2))
    _implicit(found)
    assert same(tmp_path, sent, part10(found))


@pytest.mark.parametrize(
    "attributes",
    [
        {"PatientName": "Other^Name"},
        {"ImageComments": "more"},
        {"ReferencedImageSequence": []},
        {"PatientOrientation": None},
        {"PixelData": with_sequence().PixelData[:-2] + b"\x01\x02"},
    ],
    ids=lambda attributes: next(iter(attributes)),
)
def test_not_the_same(tmp_path: Path, attributes: dict[str, object]) -> None:
    assert not same(tmp_path, with_sequence(), part10(with_sequence(**attributes)))


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"no DICOM",
        headed(b""),
        bomb(1),
        part10(with_sequence())[:-1],
        part10(with_sequence(SOPInstanceUID="1.2.9")),
    ],
    ids=["empty", "junk", "head", "bomb", "cut", "another UID"],
)
def test_what_is_no_instance_is_not_the_same(tmp_path: Path, found: bytes) -> None:
    assert not same(tmp_path, with_sequence(), found)


def test_a_file_that_is_gone_is_not_the_same(tmp_path: Path) -> None:
    dataset = with_sequence()
    assert not is_same_object(save(dataset, tmp_path), tmp_path / "gone", ref_of(dataset), Limits())


def test_a_digest_is_of_what_follows_the_file_meta_information(tmp_path: Path) -> None:
    plain = with_sequence()
    changed = with_sequence()
    _another_writer(changed)
    one, other = save(plain, tmp_path, "one.dcm"), save(changed, tmp_path, "other.dcm")
    assert one.read_bytes() != other.read_bytes()
    assert digest_of_dataset(one) == digest_of_dataset(other) is not None


def test_without_a_length_there_is_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(part10(with_sequence()).replace(b"\x02\x00\x00\x00UL", b"\x02\x00\x00\x00UN"))
    assert digest_of_dataset(path) is None
