from __future__ import annotations

import logging
import os
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.uid import ExplicitVRLittleEndian

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits, read_dataset
from radlane.domain.prior import Person
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState
from radlane.errors import ArchiveUnavailable, InputRefused, StudyNotFound
from support.archives import deflated, folder_archive, part10, result_uid, results, states
from support.lane import content
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph, save


@pytest.fixture
def root(tmp_path: Path) -> Path:
    save(radiograph(), tmp_path / "archive")
    return tmp_path / "archive"


def _refs(root: Path) -> list[InstanceRef]:
    return [ref for series in folder_archive(root).find_study(STUDY).series for ref in series.instances]


def _retrieve(root: Path, ref: InstanceRef) -> Path:
    archive = folder_archive(root)
    return archive.retrieve(archive.find_study(STUDY), [ref], root / "spool").instances[0].path


def test_queries_leave_the_folder_as_it_is(root: Path) -> None:
    before = content(root)
    assert folder_archive(root).name == "local"
    assert folder_archive(root).study_uids() == (STUDY,)
    assert _retrieve(root, _refs(root)[0]) == root / "image.dcm"
    assert content(root) == before


def test_results_lie_where_their_uids_say_and_nothing_else_does(root: Path, tmp_path: Path) -> None:
    objects = results(tmp_path / "result")
    before = content(root)
    receipt = folder_archive(root).store(objects)
    places = [root / STUDY / item.ref.series_instance_uid / f"{item.ref.sop_instance_uid}.dcm" for item in objects]
    assert [outcome.path for outcome in receipt.outcomes] == places
    assert content(root) == {
        **before,
        **{place.relative_to(root).as_posix(): item.sha256 for place, item in zip(places, objects, strict=True)},
    }
    assert all(place.is_file() for place in root.rglob("*") if not place.is_dir())


def test_a_result_that_was_moved_is_not_stored_again(root: Path, tmp_path: Path) -> None:
    """Whoever keeps the folder may sort it otherwise."""
    objects = results(tmp_path / "result")
    moved = root / "sorted.dcm"
    path = folder_archive(root).store(objects).outcomes[0].path
    assert path is not None
    path.rename(moved)
    receipt = folder_archive(root).store(objects)
    assert states(receipt) == [DeliveryState.STORED] * 3
    assert receipt.outcomes[0].path == moved
    assert not path.exists()


def test_storing_tidies_up_after_who_was_killed(root: Path, tmp_path: Path) -> None:
    for name in (".radlane-old.part", ".radlane-new.part"):
        (root / name).touch()
    os.utime(root / ".radlane-old.part", (0, 0))
    folder_archive(root).store(results(tmp_path / "result"))
    assert [path.name for path in root.glob(".*")] == [".radlane-new.part"]


@pytest.mark.parametrize("place", ["archive", "image.dcm"])  # not there; no folder
def test_a_folder_that_is_none_is_unavailable(place: str, tmp_path: Path) -> None:
    save(radiograph(), tmp_path)
    archive = folder_archive(tmp_path / place)
    for call in (archive.study_uids, lambda: archive.find_study(STUDY), lambda: archive.store([])):
        with pytest.raises(ArchiveUnavailable):
            call()


@pytest.mark.parametrize(
    ("junk", "why"),
    [
        ((), None),
        (("notes.txt", "cut.dcm"), "2 files in it cannot be read as DICOM"),  # one of them could be the study
    ],
)
def test_what_could_not_be_read_is_said_where_a_study_is_missing(
    junk: tuple[str, ...], why: str | None, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in junk:
        (root / name).write_bytes(part10(radiograph())[:300])
    caplog.set_level(logging.INFO, "radlane")
    with pytest.raises(StudyNotFound) as raised:
        folder_archive(root).find_study("1.2.3")
    assert (raised.value.uid, raised.value.why) == ("1.2.3", why)
    assert [record.count for record in caplog.records] == ([len(junk)] if junk else [])


def test_copies_of_an_instance_are_one(root: Path) -> None:
    save(radiograph(), root, "copy/of/it")
    assert [ref.sop_instance_uid for ref in _refs(root)] == [INSTANCE]
    assert _retrieve(root, _refs(root)[0]).read_bytes() == part10(radiograph())


@pytest.mark.parametrize("name", ["CT_small.dcm", "RG1_UNCI.dcm"])
def test_a_deflated_copy_of_a_study_is_the_same_study(name: str, tmp_path: Path) -> None:
    image = dcmread(str(get_testdata_file(name)))
    image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    plain = save(image, tmp_path / "plain")
    (tmp_path / "deflated").mkdir()
    packed = tmp_path / "deflated" / plain.name
    packed.write_bytes(deflated(plain.read_bytes()))
    indices = [folder_archive(path.parent).find_study(image.StudyInstanceUID) for path in (plain, packed)]
    assert indices[0] == indices[1]
    refs = [ref for series in indices[1].series for ref in series.instances]
    (found,) = folder_archive(packed.parent).retrieve(indices[1], refs, tmp_path / "spool").instances
    assert found.path == packed
    np.testing.assert_array_equal(read_dataset(packed, found.ref, Limits()).pixel_array, image.pixel_array)


@pytest.mark.parametrize(
    "attributes",
    [
        {"ViewPosition": "AP"},  # other content
        {"SeriesInstanceUID": f"{STUDY}.7"},  # in another series
        {"StudyInstanceUID": "1.2.3"},  # in another study
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.1.1"},  # of another class
    ],
)
def test_nothing_is_chosen_of_two_instances_with_one_uid(attributes: dict[str, str], root: Path) -> None:
    save(radiograph(**attributes), root, "other.dcm")
    for ref in _refs(root):
        with pytest.raises(InputRefused) as raised:
            _retrieve(root, ref)
        assert (raised.value.code, raised.value.uid) == (ReasonCode.AMBIGUOUS_INPUT, INSTANCE)


def test_a_copy_that_goes_meanwhile_is_no_other_content(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = _refs(root)[0]
    copy = save(radiograph(), root, "copy.dcm")
    real, opened = os.open, []

    def vanishing(path: str, flags: int) -> int:
        opened.append(Path(path))
        if Path(path) == copy and opened.count(copy) == 3:  # the query has read it, and the retrieval's own
            copy.unlink()
        return real(path, flags)

    monkeypatch.setattr(os, "open", vanishing)
    assert _retrieve(root, ref) == root / "image.dcm"
    assert not copy.exists()


def test_an_instance_that_went_to_another_series_is_not_there(root: Path) -> None:
    ref = _refs(root)[0]
    save(radiograph(SeriesInstanceUID=f"{STUDY}.7"), root)
    with pytest.raises(StudyNotFound) as raised:
        _retrieve(root, ref)
    assert raised.value.uid == INSTANCE


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("CHEST", "CHEST", "CHEST"),
        ("CHEST", None, "CHEST"),  # one says it, none contradicts
        (None, None, ""),
        ("CHEST", "HAND", ""),  # they contradict each other: nobody chooses
    ],
)
def test_a_series_says_what_its_instances_agree_on(
    one: str | None, other: str | None, said: str, tmp_path: Path
) -> None:
    save(radiograph(BodyPartExamined=one, Modality="CR"), tmp_path, "one")
    save(radiograph(BodyPartExamined=other, Modality="CR", SOPInstanceUID=f"{SERIES}.2"), tmp_path, "other")
    series = folder_archive(tmp_path).find_study(STUDY).series[0]
    assert (series.body_part_examined, series.modality) == (said, "CR")


def test_a_receipt_says_which_object_was_refused_and_why(root: Path, tmp_path: Path) -> None:
    folder_archive(root).store(results(tmp_path / "first", [2]))
    before = content(root)
    receipt = folder_archive(root).store(results(tmp_path / "second", [1, 2, 3], ImageComments="another"))
    assert receipt.destination == "local"
    assert [outcome.ref.sop_instance_uid for outcome in receipt.outcomes] == [result_uid(n) for n in (1, 2, 3)]
    assert states(receipt) == [DeliveryState.REFUSED] * 3
    assert [outcome.path for outcome in receipt.outcomes] == [None] * 3
    assert [outcome.detail for outcome in receipt.outcomes] == [
        "another object of the result was refused",
        "the archive has another object with this SOP Instance UID",
        "another object of the result was refused",
    ]
    assert [outcome.may_be_there for outcome in receipt.outcomes] == [False, True, False]
    assert content(root) == before


def test_what_lies_there_unchanged_may_be_there_where_another_object_is_taken(root: Path, tmp_path: Path) -> None:
    """A tool changed one file of a result after it was stored, and nobody knows yet that it was."""
    objects = results(tmp_path / "first", [1, 2, 3])
    stored = folder_archive(root).store(objects).outcomes
    assert stored[1].path is not None
    dataset = dcmread(stored[1].path)
    dataset.ImageComments = "changed"
    dataset.save_as(stored[1].path)
    receipt = folder_archive(root).store(objects)
    assert states(receipt) == [DeliveryState.REFUSED] * 3
    assert [outcome.may_be_there for outcome in receipt.outcomes] == [True] * 3
    objects[0].path.write_bytes(b"not what was encoded")
    assert [outcome.may_be_there for outcome in folder_archive(root).store(objects).outcomes] == [None] * 3


def test_studies_of_a_patient_are_as_their_files_say(tmp_path: Path) -> None:
    def put(number: int, **attributes: Any) -> None:
        uid = f"1.2.{number}"
        save(
            radiograph(StudyInstanceUID=uid, SeriesInstanceUID=f"{uid}.1", SOPInstanceUID=f"{uid}.1.1", **attributes),
            tmp_path,
            f"{number}",
        )

    put(1, StudyDate="20240101", StudyTime="0815")
    put(2, StudyDate=None, Modality="DX")
    put(3, StudyDate="20230101")  # before these days
    put(4, StudyDate="20240101", PatientID="T-11")
    found = FolderArchive("ward", tmp_path, Limits()).studies_of_patient("T-1", date(2023, 12, 1), date(2024, 1, 1))
    assert [(one.study_instance_uid, one.study_date, one.modalities) for one in found] == [
        ("1.2.1", "20240101", {"CR"}),
        ("1.2.2", "", {"DX"}),
    ]
    plain = radiograph()
    assert found[0].study_time == "0815"
    assert found[0].person == Person(
        patient_id="T-1",
        issuer=plain.IssuerOfPatientID,
        birth_date=plain.PatientBirthDate,
        sex=plain.PatientSex,
    )
