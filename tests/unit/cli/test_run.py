from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread

from radlane.cli.inspect import files_of
from support.doubtful import doubtful_package
from support.lane import content
from support.radiographs import SERIES, STUDY, radiograph, real, save
from support.said import classes, classification
from support.said_lanes import bright_radiograph, of_radiograph

RG1_STUDY = "1.3.6.1.4.1.5962.1.2.9.20040826185059.5457"


@pytest.fixture
def chest(home: Path) -> Path:
    """A folder with RG1, a chest."""
    folder = home / "chest"
    folder.mkdir()
    shutil.copyfile(real("RG1_UNCI.dcm"), folder / "RG1")
    return folder


@pytest.fixture
def small(home: Path) -> Path:
    """A folder with a small picture that is no chest."""
    return save(radiograph(), home / "small").parent


def test_a_study_is_analysed_and_stored(command: Any, chest: Path, home: Path) -> None:
    said = command("run", "chest", "--model", "cxr-lungs", "--json", "--out", "new/out")
    result = said.json
    assert (said.code, result["verdict"], result["study"]) == (0, "analysed", RG1_STUDY)
    assert [item["deliveries"][0]["state"] for item in result["objects"]] == ["stored"] * 3
    assert {Path(item["path"]) for item in result["objects"]} == set(Path("new/out").iterdir())
    stored = {dcmread(path).SOPInstanceUID for path in files_of([chest])}
    assert {item["sop_instance_uid"] for item in result["objects"]} < stored
    assert next(iter(result["timings"])) == "query"


def test_people_read_the_same_and_nothing_is_stored_unasked(command: Any, chest: Path) -> None:
    said = command("run", "chest", "--model", "cxr-lungs:1.1.0", "--no-store")
    lines = said.out.splitlines()
    assert (said.code, lines[0]) == (0, "analysed  cxr-lungs:1.1.0 on cpu")
    assert "not for clinical use" in lines[1]
    assert "- spacing-unknown: " in lines[2]
    assert "Lung, right" in said.out
    assert "Ratio of right to left lung field area" in said.out
    assert [line.split("  ")[0] for line in lines if "not stored" in line] == [
        "segmentation (SEG)", "capture (OT)", "report (SR)",
    ]  # fmt: skip
    assert [path.name for path in chest.rglob("*")] == ["RG1"]


def test_what_cannot_be_analysed_ends_with_its_reason(command: Any, small: Path) -> None:
    said = command("run", small, "--model", "cxr-lungs", "--json")
    assert (said.code, said.json["verdict"], said.json["objects"]) == (3, "not-analysed", [])
    assert [reason["code"] for reason in said.json["reasons"]] == ["input-not-acceptable"]


def test_a_series_can_be_named(command: Any, small: Path) -> None:
    other = command("run", small, "--model", "cxr-lungs", "--series", "1.2.3", "--json")
    assert [reason["code"] for reason in other.json["reasons"]] == ["no-matching-series"]
    own = command("run", small, "--model", "cxr-lungs", "--series", SERIES, "--json")
    assert [reason["code"] for reason in own.json["reasons"]] == ["input-not-acceptable"]


@pytest.mark.parametrize(
    "words",
    [
        (STUDY, "--archive", "ward"),  # by its name in the settings
        (STUDY,),  # the default one
        (STUDY, "--archive", "small"),  # a folder
    ],
)
def test_a_study_is_found_by_its_uid(command: Any, small: Path, home: Path, words: tuple[str, ...]) -> None:
    settings = "archives: {ward: {kind: folder, path: small}}\ndefault_archive: ward\n"
    (home / "radlane.yaml").write_text(settings)
    said = command("run", *words, "--model", "cxr-lungs", "--json")
    assert (said.code, said.json["study"]) == (3, STUDY)


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("nosuch",), 2, "usage"),  # neither a folder nor a UID
        (("a" * 300,), 2, "usage"),  # no name of a folder either
        (("small", "--archive", "small"), 1, "uid-invalid"),  # with an archive only a UID will do
        (("small", "--series", "first"), 1, "uid-invalid"),
        (("small", "--model", "No Model"), 2, "usage"),
        ((STUDY,), 2, "settings-invalid"),  # there is no default archive
        ((STUDY, "--archive", "ward"), 2, "settings-invalid"),
        (("1.2.3", "--archive", "small"), 1, "study-not-found"),
        (("empty",), 1, "study-not-found"),
        (("small", "--model", "nosuch"), 1, "model-not-found"),
        (("small", "--out", "file"), 2, "usage"),  # no folder
        (("small", "--out", "file/below"), 1, "archive-unavailable"),
        (("small", "--out", "/proc/out"), 1, "archive-unavailable"),  # nobody can write there
    ],
)
def test_what_is_wrong_is_said(
    command: Any, small: Path, home: Path, words: tuple[str, ...], code: int, error: str
) -> None:
    (home / "empty").mkdir()
    (home / "file").touch()
    said = command("run", "--model", "cxr-lungs", *words, "--json")
    assert (said.code, said.error) == (code, error)


def test_of_several_studies_one_has_to_be_named(command: Any, small: Path) -> None:
    save(radiograph(StudyInstanceUID="1.2.3", SOPInstanceUID="1.2.3.4"), small, "other.dcm")
    said = command("run", "small", "--model", "cxr-lungs")
    assert said.code == 2
    assert "There are 2 studies here. Name one: `run STUDY_UID --archive FOLDER`" in said.err


def test_a_model_that_is_not_there_leaves_no_folder(command: Any, small: Path) -> None:
    command("run", "small", "--model", "nosuch", "--out", "out")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("run", "", "--model", "cxr-lungs"),
        ("run", STUDY, "--archive", "", "--model", "cxr-lungs"),
        ("run", STUDY, "--archive=", "--model", "cxr-lungs"),
        ("run", "chest", "--out", "", "--model", "cxr-lungs"),
        ("check", ""),
        ("inspect", ""),
        ("demo", "--out", ""),
    ],
)
def test_a_variable_that_is_not_set_is_not_the_working_folder(
    command: Any, chest: Path, words: tuple[str, ...]
) -> None:
    before = content(Path())
    said = command(*words, "--json")
    assert (said.code, said.error) == (2, "usage")
    assert content(Path()) == before


def test_a_refused_image_is_named_in_the_result(command: Any, home: Path) -> None:
    """The network ran: which instance it refused stands in the provenance, not in a sentence only."""
    tibia = dcmread(real("RG3_UNCI.dcm"))
    tibia.BodyPartExamined = "CHEST"
    save(tibia, home / "tibia")
    said = command("run", "tibia", "--model", "cxr-lungs", "--json")
    assert said.code == 3
    assert said.json["provenance"]["inputs"] == [str(tibia.SOPInstanceUID)]


def test_every_job_leaves_one_line_in_the_log(command: Any, chest: Path, home: Path) -> None:
    save(radiograph(BodyPartExamined="HAND"), home / "hand")
    lines = []
    for folder in ("chest", "hand"):
        said = command("run", folder, "--model", "cxr-lungs", "--no-store")
        lines += [json.loads(line) for line in said.err.splitlines()]
    assert [(line["message"], line["verdict"], line["code"]) for line in lines] == [
        ("a job ended", "analysed", "spacing-unknown"),
        ("a job ended", "not-analysed", "body-part-mismatch"),
    ]
    assert {line["model"] for line in lines} == {"cxr-lungs:1.1.0"}
    assert all(line["seconds"] >= 0 and line["study"] for line in lines)


def test_an_indeterminate_result_is_a_result(command: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stored, and the command is done; what it is not is an answer."""
    sure, unsure = classes(laterality=None, threshold=1.0)
    doubtful_package(home / "models", of_radiograph(), (classification(classes=(sure, unsure)),), lean=12.0)
    monkeypatch.setenv("RADLANE_MODELS_DIR", str(home / "models"))
    save(bright_radiograph(), home / "bright")
    said = command("run", "bright", "--model", "said", "--json")
    presences = {one["id"]: one["presence"] for one in said.json["findings"]}
    assert presences == {"ptx": "absent", "effusion": "indeterminate"}
    assert (said.code, said.json["verdict"]) == (0, "indeterminate")
    assert {one["state"] for item in said.json["objects"] for one in item["deliveries"]} == {"stored"}


def second_chest(folder: Path) -> str:
    """Put RG1 into a folder as another patient's study; return its UID."""
    image = dcmread(real("RG1_UNCI.dcm"))
    image.StudyInstanceUID, image.PatientID, image.SOPInstanceUID = "1.2.826.7", "SECOND", "1.2.826.7.1"
    image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
    save(image, folder, "second.dcm")
    return str(image.StudyInstanceUID)


def test_of_several_studies_each_has_its_answer_in_their_order(command: Any, chest: Path, small: Path) -> None:
    shutil.copyfile(small / "image.dcm", chest / "small.dcm")
    words = (second_chest(chest), "1.2.3.4", STUDY, RG1_STUDY)
    said = command("run", *words, "--archive", "chest", "--model", "cxr-lungs", "--json", "--out", "out")
    items = said.json["items"]
    assert (said.code, [item["study"] for item in items]) == (1, list(words))
    verdicts = [item["result"] and item["result"]["verdict"] for item in items]
    assert verdicts == ["analysed", None, "not-analysed", "analysed"]
    assert [item["error"] and item["error"]["code"] for item in items] == [None, "study-not-found", None, None]
    assert items[1]["error"]["uid"] == "1.2.3.4"
    paths = [item["path"] for place in (0, 3) for item in items[place]["result"]["objects"]]
    assert {Path(path) for path in paths} == set(Path("out").iterdir())
    assert len(paths) == 6


def test_people_read_several_answers_and_the_exit_code_is_the_worst(command: Any, chest: Path, small: Path) -> None:
    said = command("run", "chest", "small", "--model", "cxr-lungs:1.1.0", "--no-store")
    assert said.code == 3
    heads = [line for line in said.out.splitlines() if not line.startswith(" ")]
    assert heads == [
        f"{RG1_STUDY}  analysed  cxr-lungs:1.1.0 on cpu",
        f"{STUDY}  not-analysed  cxr-lungs:1.1.0 on cpu",
    ]
    failed = command("run", "chest", "--archive", "chest", "1.2.3", "--model", "cxr-lungs", "--no-store")
    assert failed.code == 1  # with an archive only UIDs will do


def test_a_list_is_answered_with_a_list(command: Any, chest: Path, home: Path) -> None:
    (home / "list").write_text(f"\n{RG1_STUDY}\n")
    said = command("run", "--list", "list", "--archive", "chest", "--model", "cxr-lungs", "--json", "--no-store")
    (item,) = said.json["items"]
    assert (said.code, item["study"], item["error"]) == (0, RG1_STUDY, None)


@pytest.mark.parametrize(
    "words",
    [
        (),  # no study
        ("chest", "--list", "list"),  # two ways
        ("chest", "chest"),  # named twice
        ("chest", "nosuch"),  # nothing begins where a word means nothing
    ],
)
def test_what_is_wrong_with_several_is_said_before_anything_begins(
    command: Any, chest: Path, home: Path, words: tuple[str, ...]
) -> None:
    (home / "list").write_text(RG1_STUDY)
    said = command("run", *words, "--model", "cxr-lungs", "--json")
    assert (said.code, said.error) == (2, "usage")
    assert content(chest) == {"RG1": content(chest)["RG1"]}
