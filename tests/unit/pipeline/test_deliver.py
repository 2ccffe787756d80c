"""Storing: compared with the patient first, all or nothing said, files kept beside."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.result import DeliveryState, EncodedObject, Role, StoreOutcome, StoreReceipt
from radlane.domain.study import PatientIdentity
from radlane.encode.part10 import write_object
from radlane.errors import ArchiveError, ArchiveUnavailable, StoreRefused, StudyMismatch
from radlane.pipeline.deliver import identify_patient, kept, store_objects
from support.picky import Picky
from support.radiographs import radiograph, save


def archive(folder: Path) -> FolderArchive:
    save(radiograph(), folder / "archive")
    return FolderArchive("ward", folder / "archive", Limits())


def written(folder: Path, *instances: str, **attributes: str) -> Sequence[EncodedObject]:
    """Objects in the study of `radiograph()`."""
    folder.mkdir(exist_ok=True)
    datasets = [radiograph(SOPInstanceUID=uid, SeriesInstanceUID="1.2.3", **attributes) for uid in instances]
    return [write_object(dataset, Role.CAPTURE, folder) for dataset in datasets]


def test_every_object_is_stored(tmp_path: Path) -> None:
    receipt = store_objects(archive(tmp_path), written(tmp_path / "o", "1.2.3.1", "1.2.3.2"), radiograph())
    assert receipt.destination == "ward"
    assert [outcome.state for outcome in receipt.outcomes] == [DeliveryState.STORED] * 2


def test_what_is_refused_is_an_error(tmp_path: Path) -> None:
    ward = archive(tmp_path)
    store_objects(ward, written(tmp_path / "o", "1.2.3.1"), radiograph())
    changed = written(tmp_path / "p", "1.2.3.1", SeriesDescription="other content")
    with pytest.raises(StoreRefused) as refused:
        store_objects(ward, changed, radiograph())
    assert refused.value.uid == "1.2.3.1"
    assert refused.value.why


def test_classes_that_are_refused_are_named(tmp_path: Path) -> None:
    objects = written(tmp_path / "o", "1.2.3.1", "1.2.3.2")
    picky = Picky(archive(tmp_path), {objects[0].ref.sop_class_uid})
    with pytest.raises(StoreRefused) as refused:
        store_objects(picky, objects, radiograph())
    assert refused.value.sop_classes == {objects[0].ref.sop_class_uid}
    assert pickle.loads(pickle.dumps(refused.value)).sop_classes == refused.value.sop_classes


class BusyFolder(FolderArchive):
    """A real folder archive that answers as a busy PACS does."""

    def __init__(self, folder: Path, *states: DeliveryState) -> None:
        super().__init__("ward", folder, Limits())
        self.states = states

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        outcomes = (
            StoreOutcome(ref=item.ref, state=state, detail=f"it is {state}")
            for item, state in zip(objects, self.states, strict=True)
        )
        return StoreReceipt(destination=self.name, outcomes=tuple(outcomes))


@pytest.mark.parametrize(
    ("states", "kind", "why"),
    [
        ((DeliveryState.STORED, DeliveryState.PENDING), ArchiveUnavailable, "it is pending"),
        ((DeliveryState.PENDING, DeliveryState.REFUSED), StoreRefused, "it is refused"),  # nothing helps
    ],
)
def test_what_may_be_taken_later_is_worth_a_retry(
    tmp_path: Path, states: tuple[DeliveryState, ...], kind: type[ArchiveError], why: str
) -> None:
    archive(tmp_path)
    busy = BusyFolder(tmp_path / "archive", *states)
    with pytest.raises(kind) as failed:
        store_objects(busy, written(tmp_path / "o", "1.2.3.1", "1.2.3.2"), radiograph())
    assert failed.value.why == why


@pytest.mark.parametrize(
    "other",
    [
        {"PatientID": "T-2"},
        {"IssuerOfPatientID": "another hospital"},
        {"IssuerOfPatientID": None},  # an issuer more is another identity
    ],
)
def test_another_patient_s_study_takes_nothing(tmp_path: Path, other: dict[str, str | None]) -> None:
    ward = archive(tmp_path)
    with pytest.raises(StudyMismatch):
        store_objects(ward, written(tmp_path / "o", "1.2.3.1"), radiograph(**other))
    assert [path.name for path in (tmp_path / "archive").iterdir()] == ["image.dcm"]


def test_who_the_image_is_of() -> None:
    assert identify_patient(radiograph()) == PatientIdentity(patient_id="T-1", issuer="radlane tests")
    assert identify_patient(radiograph(PatientID=None, IssuerOfPatientID="")) == PatientIdentity(
        patient_id="", issuer=""
    )


def test_objects_are_kept_in_a_folder(tmp_path: Path) -> None:
    objects = written(tmp_path / "o", "1.2.3.1", "1.2.3.2")
    (tmp_path / "kept").mkdir()
    with kept(objects, tmp_path / "kept") as lying:
        assert [item.path for item in lying] == [tmp_path / "kept" / f"{uid}.dcm" for uid in ("1.2.3.1", "1.2.3.2")]
    assert all(item.path.is_file() for item in lying)
    assert list((tmp_path / "o").iterdir()) == []


def test_without_a_folder_they_stay_where_they_are(tmp_path: Path) -> None:
    objects = written(tmp_path / "o", "1.2.3.1")
    with kept(objects, None) as lying:
        assert lying == tuple(objects)
    assert len(list((tmp_path / "o").iterdir())) == 1


def test_where_storing_fails_none_is_kept(tmp_path: Path) -> None:
    objects = written(tmp_path / "o", "1.2.3.1", "1.2.3.2")
    (tmp_path / "kept").mkdir()
    with pytest.raises(StoreRefused), kept(objects, tmp_path / "kept"):
        raise StoreRefused("no")
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_folder_that_takes_only_some_gets_none(tmp_path: Path) -> None:
    objects = written(tmp_path / "o", "1.2.3.1", "1.2.3.2")
    (tmp_path / "kept" / "1.2.3.2.dcm").mkdir(parents=True)  # a folder has the second one's name
    with pytest.raises(ArchiveUnavailable), kept(objects, tmp_path / "kept"):
        raise AssertionError("it was written")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["1.2.3.2.dcm"]
