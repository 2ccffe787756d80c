from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from imagecodecs import png_decode

from radlane.cli.inspect import files_of
from radlane.errors import UsageError
from support.pictures import clip, colours, picture
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph, save
from support.volumes import block, enhanced, series, uid


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
            "shape": "image",
            "refused": None,
            "frames": 1,
            "rows": 48,
            "columns": 40,
            "colour": False,
            "values": [0.0, 4095.0],
            "seconds": None,
            "sides_known": True,
            "spacing": "unstated",
            "voxel_mm": None,
            "models": {
                "ct-tissue:1.0.0": "no-matching-series",
                "cxr-acquisition:1.0.0": "reads",
                "cxr-lungs:1.0.0": "reads",
            },
        }
    ]


def test_people_read_the_same(command: Any, home: Path) -> None:
    save(radiograph(), home, "a")
    save(radiograph(PatientOrientation=None), home, "b")
    save(radiograph(Rows=60000), home, "c")
    Path("d").write_text("junk")
    syntax = f"  Explicit VR Little Endian, instance {INSTANCE}"
    image = "  image, grey, 40 x 48, values 0 to 4095"
    assert command("inspect", "a", "b", "c", "d").out.splitlines() == [
        "a: Computed Radiography Image Storage",
        syntax,
        image,
        "  sides known, spacing unknown",
        "  ct-tissue:1.0.0: no-matching-series",
        "  cxr-acquisition:1.0.0: reads",
        "  cxr-lungs:1.0.0: reads",
        "b: Computed Radiography Image Storage",
        syntax,
        image,
        "  sides unknown, spacing unknown",
        "  ct-tissue:1.0.0: no-matching-series",
        "  cxr-acquisition:1.0.0: reads",
        "  cxr-lungs:1.0.0: reads",
        "c: Computed Radiography Image Storage",
        syntax,
        "  cannot be read: pixel-data-corrupt",
        "  ct-tissue:1.0.0: no-matching-series",
        "  cxr-acquisition:1.0.0: pixel-data-corrupt",
        "  cxr-lungs:1.0.0: pixel-data-corrupt",
        "d: no DICOM instance that can be read",
    ]


def test_pictures_and_clips_are_described_and_shown(command: Any, home: Path) -> None:
    save(picture(), home, "a/1")
    save(clip(SOPInstanceUID="1.2.3", RescaleSlope=-2, RescaleIntercept=1), home, "a/2")
    save(radiograph(SOPInstanceUID="1.2.4"), home, "a/3")
    save(clip(SOPInstanceUID="1.2.5", FrameTime=None), home, "a/4")
    save(enhanced(series(block(), RescaleSlope=2)), home, "a/5")
    said = command("inspect", "a", "--png", "shown")
    assert [line for line in said.out.splitlines() if "values" in line] == [
        "  image, in colour, 20 x 24, values 0 to 1",
        "  cine, grey, 20 x 24, 5 frames, 0.16 s, values -509 to 1",
        "  image, grey, 40 x 48, values 0 to 4095",
        "  cine, grey, 20 x 24, 5 frames, values 0 to 255",
        "  volume, grey, 6 x 7, 5 frames, values -100 to 318",
    ]
    assert "  voxels of 2.5 x 0.8 x 0.7 mm (slices, rows, columns)" in said.out.splitlines()
    shown = {path.name: png_decode(path.read_bytes()) for path in (home / "shown").iterdir()}
    assert {name: pixels.shape for name, pixels in shown.items()} == {
        f"{INSTANCE}.png": (24, 20, 3),
        "1.2.3.png": (24, 20),
        "1.2.4.png": (48, 40),
        "1.2.5.png": (24, 20),
        uid("enhanced") + ".png": (7, 6),
    }
    np.testing.assert_array_equal(shown[f"{INSTANCE}.png"], colours())


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
