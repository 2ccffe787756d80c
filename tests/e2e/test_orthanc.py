"""The main job on a PACS: `radlane run` on a real radiograph that lies in Orthanc."""

from __future__ import annotations

from pathlib import Path

import highdicom
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.domain.form import LABEL_MAP as LABEL_MAP_CLASS
from radlane.domain.result import DeliveryState, EncodedObject, Role
from radlane.encode.part10 import write_object
from support.archives import held, states
from support.lane import DONE, FAILED, MODEL, Ended, radlane
from support.orthanc import USER, Orthanc
from support.radiographs import real
from support.shape_files import ShapeResult


@pytest.fixture
def study(orthanc: Orthanc) -> FileDataset:
    """RG1, alone in Orthanc."""
    dataset = dcmread(real("RG1_UNCI.dcm"))
    orthanc.empty()
    orthanc.put(dataset)
    return dataset


def settings(orthanc: Orthanc, password_file: Path) -> dict[str, str]:
    """An archive by the name of `pacs`, in variables alone."""
    return {
        "RADLANE_ARCHIVES__PACS__KIND": "dicomweb",
        "RADLANE_ARCHIVES__PACS__URL": f"{orthanc.url}/",
        "RADLANE_ARCHIVES__PACS__CONNECTIONS": "2",
        "RADLANE_ARCHIVES__PACS__AUTH__KIND": "basic",
        "RADLANE_ARCHIVES__PACS__AUTH__USERNAME": USER,
        "RADLANE_ARCHIVES__PACS__AUTH__PASSWORD_FILE": str(password_file),
    }


def run(orthanc: Orthanc, study: FileDataset, folder: Path, *options: str | Path, **changes: str) -> Ended:
    environment = {**settings(orthanc, orthanc.password_file), "TMPDIR": str(folder / "tmp"), **changes}
    (folder / "tmp").mkdir(exist_ok=True)
    arguments = ("run", str(study.StudyInstanceUID), "--archive", "pacs", "--model", MODEL, "--json", *options)
    return radlane(*arguments, home=folder / "home", **environment)


def test_the_result_is_in_the_study(orthanc: Orthanc, study: FileDataset, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    ended = run(orthanc, study, tmp_path, "--out", tmp_path / "out")
    assert ended.code == DONE, ended.stderr
    answer = ended.answer
    assert answer["verdict"] == "analysed"
    assert [item["deliveries"][0]["state"] for item in answer["objects"]] == ["stored"] * 3
    assert {item["deliveries"][0]["destination"] for item in answer["objects"]} == {"pacs"}

    in_study = held(orthanc.archive(), str(study.StudyInstanceUID))
    made = {path.stem: dcmread(path) for path in (tmp_path / "out").glob("*.dcm")}
    assert in_study == {str(study.SOPInstanceUID): study, **made}
    assert sorted(dataset.Modality for dataset in made.values()) == ["OT", "SEG", "SR"]
    assert len({dataset.SeriesInstanceUID for dataset in in_study.values()}) == 4
    assert len(orthanc.held()) == 4
    # onnxruntime leaves a file of its own there (.ses)
    assert not [path for path in (tmp_path / "tmp").rglob("*") if path.name != ".ses"]


def test_storing_the_same_objects_again_changes_nothing(orthanc: Orthanc, study: FileDataset, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run(orthanc, study, tmp_path, "--out", tmp_path / "out").code == DONE
    before = held(orthanc.archive(), str(study.StudyInstanceUID))
    again = orthanc.archive().store(objects_of(tmp_path / "out", tmp_path / "again"))
    assert states(again) == [DeliveryState.STORED] * 3
    assert held(orthanc.archive(), str(study.StudyInstanceUID)) == before


def test_a_site_may_choose_label_maps(orthanc: Orthanc, study: FileDataset, tmp_path: Path) -> None:
    answer = run(orthanc, study, tmp_path, RADLANE_RESULTS__SEGMENTATION_TYPE="LABELMAP").answer
    assert [item["deliveries"][0]["state"] for item in answer["objects"]] == ["stored"] * 3
    (made,) = (one for one in held(orthanc.archive(), str(study.StudyInstanceUID)).values() if one.Modality == "SEG")
    assert (made.SegmentationType, made.SOPClassUID) == ("LABELMAP", LABEL_MAP_CLASS)
    read = highdicom.seg.Segmentation.from_dataset(made)
    assert {1, 2} <= set(read.get_pixels_by_source_instance([study.SOPInstanceUID], combine_segments=True).flat)


@pytest.mark.parametrize(
    "name", ["ct-BINARY", "ct-LABELMAP", "radiograph-FRACTIONAL", "enhanced-ct-BINARY", "slide-full-BINARY"]
)
def test_segmentations_of_all_types_come_back_as_they_were(
    orthanc: Orthanc, shape_results: dict[str, ShapeResult], name: str, tmp_path: Path
) -> None:
    made = shape_results[name].dataset()
    orthanc.empty()
    stored = orthanc.archive().store([write_object(made, Role.SEGMENTATION, tmp_path)])
    assert states(stored) == [DeliveryState.STORED]
    assert held(orthanc.archive(), made.StudyInstanceUID) == {made.SOPInstanceUID: made}


def objects_of(folder: Path, workspace: Path) -> list[EncodedObject]:
    """The objects of a run, as they were encoded."""
    workspace.mkdir()
    roles = {"SEG": Role.SEGMENTATION, "OT": Role.CAPTURE, "SR": Role.REPORT}
    datasets = [dcmread(path) for path in sorted(folder.glob("*.dcm"))]
    return [write_object(dataset, roles[dataset.Modality], workspace) for dataset in datasets]


def test_without_storing_the_pacs_stays_as_it_is(orthanc: Orthanc, study: FileDataset, tmp_path: Path) -> None:
    ended = run(orthanc, study, tmp_path, "--no-store")
    assert ended.code == DONE, ended.stderr
    assert len(orthanc.held()) == 1


def test_a_wrong_password_is_said(orthanc: Orthanc, study: FileDataset, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("wrong-password\n")
    ended = run(orthanc, study, tmp_path, RADLANE_ARCHIVES__PACS__AUTH__PASSWORD_FILE=str(tmp_path / "password"))
    assert ended.code == FAILED
    assert ended.error == "archive-denied"
    assert "wrong-password" not in ended.stdout + ended.stderr
    assert len(orthanc.held()) == 1


def test_doctor_looks_at_the_pacs(orthanc: Orthanc, study: FileDataset, tmp_path: Path) -> None:
    ended = radlane("doctor", "--json", home=tmp_path / "home", **settings(orthanc, orthanc.password_file))
    looked = {item["name"]: item for item in ended.answer["items"]}
    assert looked["archive pacs"] == {"name": "archive pacs", "ok": True, "detail": "it answers", "remedy": None}
    assert looked["archive pacs, storing"]["ok"]
    assert len(orthanc.held()) == 1


def test_several_studies_are_analysed_in_one_process(orthanc: Orthanc, study: FileDataset, tmp_path: Path) -> None:
    other = dcmread(real("RG1_UNCI.dcm"))
    other.StudyInstanceUID, other.SeriesInstanceUID, other.PatientID = "1.2.826.8", "1.2.826.8.1", "OTHER"
    other.SOPInstanceUID = other.file_meta.MediaStorageSOPInstanceUID = "1.2.826.8.1.1"
    orthanc.put(other)
    ended = run(orthanc, study, tmp_path, "1.2.3.4", str(other.StudyInstanceUID))
    assert ended.code == FAILED
    first, missing, last = ended.answer["items"]
    assert (missing["study"], missing["error"]["code"], missing["result"]) == ("1.2.3.4", "study-not-found", None)
    for item, image in ((first, study), (last, other)):
        assert (item["study"], item["result"]["verdict"]) == (str(image.StudyInstanceUID), "analysed")
        stored = {str(one.SOPInstanceUID) for one in orthanc.of_study(str(image.StudyInstanceUID))}
        made = {one["sop_instance_uid"] for one in item["result"]["objects"]}
        assert stored == made | {str(image.SOPInstanceUID)}
