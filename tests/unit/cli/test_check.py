from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from support.encoding import encoded
from support.radiographs import INSTANCE, radiograph, save
from support.rejection import noted

NAMES = ("seg.dcm", "capture.dcm", "report.dcm")


@pytest.fixture
def result(home: Path) -> Path:
    """A folder with the objects of one result; the image lies beside it."""
    source = radiograph()
    save(source, home)
    for name, dataset in zip(NAMES, encoded(source), strict=True):
        assert isinstance(dataset, FileDataset)
        save(dataset, home / "result", name)
    return home / "result"


def test_a_result_is_as_it_should_be(command: Any, result: Path) -> None:
    said = command("check", "result", "image.dcm", "--json")
    assert (said.code, said.json) == (0, {"objects": 3, "images": 1, "others": 0, "problems": []})
    assert command("check", "result", "image.dcm").out == "3 objects, 1 images, 0 problems\n"


def test_without_the_image_it_says_what_was_not_compared(command: Any, result: Path) -> None:
    said = command("check", "result")
    assert said.code == 0
    assert said.out == "3 objects, 0 images, 0 problems; nothing was compared with the images, there are none\n"


def test_a_broken_rule_fails(command: Any, result: Path) -> None:
    (result / "seg.dcm").unlink()
    said = command("check", "result", "image.dcm", "--json")
    assert said.code == 1
    (problem,) = [problem for problem in said.json["problems"] if problem["code"] == "reference-unresolved"]
    assert problem["instance"].startswith("2.25.")
    parts = (problem["text"], problem["attribute"], f"-> {problem['mend']}", problem["instance"])
    assert f"reference-unresolved  {'  '.join(parts)}\n" in command("check", ".").out


def test_an_image_of_somebody_else_is_found(command: Any, result: Path, home: Path) -> None:
    save(radiograph(PatientID="DOE"), home)
    said = command("check", "result", "image.dcm")
    assert said.code == 1
    assert "DOE" not in said.out + said.err


def test_a_rejection_note_beside_its_result(command: Any, result: Path) -> None:
    save(noted([dcmread(result / name) for name in NAMES]), result, "note.dcm")
    assert command("check", "result", "image.dcm").out == "4 objects, 1 images, 0 problems\n"
    (result / "capture.dcm").unlink()
    said = command("check", "result", "image.dcm", "--json")
    codes = [problem["code"] for problem in said.json["problems"]]
    assert (said.code, codes) == (1, ["reference-unresolved"] * 2 + ["image-set"])


def test_copies_are_one_object(command: Any, result: Path, home: Path) -> None:
    shutil.copytree(result, home / "copy")
    shutil.copyfile(home / "image.dcm", home / "copy" / "image.dcm")
    assert command("check", ".").out == "3 objects, 1 images, 0 problems\n"


def test_another_object_with_the_same_uid_is_none(command: Any, result: Path, home: Path) -> None:
    changed = encoded(radiograph())[1]
    assert isinstance(changed, FileDataset)
    changed.SeriesDescription = "another"
    save(changed, home / "more")
    codes = {problem["code"] for problem in command("check", ".", "--json").json["problems"]}
    assert "uid-duplicate" in codes


@pytest.mark.parametrize("content", ["image", "junk", "nothing"])
def test_where_there_is_nothing_to_check_it_fails(command: Any, home: Path, content: str) -> None:
    folder = home / "folder"
    folder.mkdir()
    if content == "image":
        save(radiograph(), folder)
    elif content == "junk":
        (folder / "readme").write_text("junk")
    said = command("check", "folder", "--json")
    assert said.code == 1
    assert [problem["code"] for problem in said.json["problems"]] == ["no-object"]
    assert (
        "no-object  there is no SEG, SR, Secondary Capture or other result to check\n" in command("check", "folder").out
    )


def test_junk_in_a_folder_is_counted(command: Any, result: Path) -> None:
    (result / "readme").write_text("junk")
    said = command("check", "result", "image.dcm")
    assert (said.code, said.out) == (0, "3 objects, 1 images, 0 problems; 1 other files\n")


def test_junk_that_is_named_is_a_problem(command: Any, result: Path) -> None:
    Path("readme").write_text("junk")
    said = command("check", "readme", "result", "image.dcm")
    assert said.code == 1
    assert said.out.startswith("file-unreadable  readme: this is no DICOM instance that can be read\n")


def test_an_object_that_is_cut_is_a_problem(command: Any, result: Path) -> None:
    whole = (result / "report.dcm").read_bytes()
    (result / "report.dcm").write_bytes(whole[: len(whole) // 2])
    assert command("check", "result", "image.dcm").code == 1


def test_a_file_that_cannot_be_read_is_a_problem(command: Any, result: Path) -> None:
    (result / "link").symlink_to("/proc/self/mem")  # opens, and cannot be read
    said = command("check", "result", "image.dcm", "--json")
    assert said.code == 1
    assert [problem["code"] for problem in said.json["problems"]] == ["file-unreadable"]
    assert "result/link: " in said.json["problems"][0]["text"]


def test_an_image_with_another_uid_does_not_count(command: Any, result: Path, home: Path) -> None:
    save(radiograph(SOPInstanceUID=f"{INSTANCE}.2"), home)
    codes = {problem["code"] for problem in command("check", "result", "image.dcm", "--json").json["problems"]}
    assert "reference-unresolved" in codes
