from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from radlane.cli.inspect import files_of
from radlane.errors import UsageError
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph, save


def test_it_says_what_a_file_is_and_who_reads_it(command: Any, home: Path) -> None:
    save(radiograph(PixelSpacing=[0.2, 0.2]), home)
    said = command("inspect", "image.dcm", "--json")
    assert said.code == 0
    assert said.json["items"] == [
        {
            "path": "image.dcm",
            "sop_class": "Computed Radiography Image Storage",
            "transfer_syntax": "Explicit VR Little Endian",
            "study": STUDY,
            "series": SERIES,
            "instance": INSTANCE,
            "rows": 48,
            "columns": 40,
            "sides_known": True,
            "spacing": "unstated",
            "models": {"ct-tissue:1.0.0": "no-matching-series", "cxr-lungs:1.0.0": "reads"},
        }
    ]


def test_people_read_the_same(command: Any, home: Path) -> None:
    save(radiograph(), home, "a")
    save(radiograph(PatientOrientation=None), home, "b")
    save(radiograph(Rows=60000), home, "c")
    Path("d").write_text("junk")
    image = f"  40 x 48, Explicit VR Little Endian, instance {INSTANCE}"
    assert command("inspect", "a", "b", "c", "d").out.splitlines() == [
        "a: Computed Radiography Image Storage",
        image,
        "  sides known, spacing unknown",
        "  ct-tissue:1.0.0: no-matching-series",
        "  cxr-lungs:1.0.0: reads",
        "b: Computed Radiography Image Storage",
        image,
        "  sides unknown, spacing unknown",
        "  ct-tissue:1.0.0: no-matching-series",
        "  cxr-lungs:1.0.0: reads",
        "c: Computed Radiography Image Storage",
        f"  Explicit VR Little Endian, instance {INSTANCE}",
        "  ct-tissue:1.0.0: no-matching-series",
        "  cxr-lungs:1.0.0: pixel-data-corrupt",
        "d: no DICOM instance that can be read",
    ]


def test_no_value_of_a_header_is_said(command: Any, home: Path) -> None:
    save(radiograph(PatientName="DOE^JOHN", PatientOrientation=["DOE", "JOHN"], BodyPartExamined="DOE"), home)
    for said in (command("inspect", "."), command("inspect", ".", "--json")):
        assert said.code == 0
        assert "DOE" not in said.out + said.err


def test_a_name_in_no_encoding_is_shown(command: Any, home: Path) -> None:
    (home / os.fsdecode(b"bad\xff\x1b[2J")).write_text("junk")
    assert command("inspect", ".").out == "bad\\udcff\\x1b[2J: no DICOM instance that can be read\n"
    assert command("inspect", ".", "--json").json["items"][0]["path"] == "bad\udcff\x1b[2J"


def test_a_path_that_is_not_there_is_wrong_usage(command: Any) -> None:
    for path in ("nosuch", "a" * 300, "a\0b"):
        said = command("inspect", path, "--json")
        assert (said.code, said.error) == (2, "usage")


def test_files_of_a_folder_come_in_order_without_hidden_ones(home: Path) -> None:
    for name in ("b/2", "b/1", "a", ".hidden", ".git/c", "c"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()
    os.mkfifo("d")
    Path("b/up").symlink_to("..")  # would lead round in circles
    assert [str(path) for path in files_of([Path()])] == ["a", "c", "d", "b/1", "b/2"]
    assert [str(path) for path in files_of([Path("b"), Path(".hidden"), Path("c")])] == ["b/1", "b/2", ".hidden", "c"]


def test_a_link_that_leads_nowhere_is_a_file(home: Path) -> None:
    Path("link").symlink_to("nosuch")
    assert list(files_of([Path("link")])) == [Path("link")]


def test_of_nothing_there_is_nothing(home: Path) -> None:
    assert list(files_of([Path()])) == []
    with pytest.raises(UsageError, match="not there"):
        list(files_of([Path("nosuch")]))


def test_a_folder_that_cannot_be_listed_is_an_error(command: Any, home: Path) -> None:
    """Not even root can list this one: its process has ended."""
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)  # ended, and not yet gone
    said = command("inspect", f"/proc/{child}/net", "--json")
    os.waitpid(child, 0)
    assert (said.code, said.error) == (1, "archive-unavailable")
