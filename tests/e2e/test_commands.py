"""The commands as processes of their own: what only shows there (signals, pipes, terminals, exit codes).

In: the command line. Out: one JSON document, an exit code, and never a traceback.
"""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from support.lane import DONE, FAILED, NOT_ANALYSED, USAGE, Ended, content, radlane
from support.radiographs import real, save

STEPS = ("load", "infer", "encode")


def logged(ended: Ended) -> list[str]:
    """The messages on standard error: JSON lines and nothing else."""
    return [json.loads(line)["message"] for line in ended.stderr.splitlines()]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """The demonstration's folder, and how it ended."""
    home = tmp_path_factory.mktemp("demo")
    return home / "archive", radlane("demo", "--out", home / "archive", "--json", home=home / "home")


@pytest.fixture
def chest(tmp_path: Path) -> Path:
    """A folder archive with RG1."""
    archive = tmp_path / "archive"
    archive.mkdir()
    shutil.copyfile(real("RG1_UNCI.dcm"), archive / "RG1")
    return archive


def test_demo_leaves_its_objects_where_it_says(demo: tuple[Path, Ended]) -> None:
    archive, ended = demo
    assert (ended.code, logged(ended)) == (DONE, ["a job ended"])
    result = ended.answer
    assert set(result) == {
        "study", "verdict", "reasons", "findings", "joint_measurements", "objects", "provenance", "timings",
        "selection", "withdrawal", "explanations", "out_of_distribution",
    }  # fmt: skip
    assert result["verdict"] == "analysed"
    assert {item["role"]: dcmread(item["path"]).SOPInstanceUID for item in result["objects"]} == {
        item["role"]: item["sop_instance_uid"] for item in result["objects"]
    }
    assert {archive / name for name in content(archive)} == {
        archive / "RG1_UNCI.dcm",
        *(Path(item["path"]) for item in result["objects"]),
    }


def test_what_demo_made_passes_the_check(demo: tuple[Path, Ended], tmp_path: Path) -> None:
    archive, _ = demo
    ended = radlane("check", archive, "--json", home=tmp_path)
    assert (ended.code, ended.answer) == (DONE, {"objects": 3, "images": 1, "others": 0, "problems": []})


def test_inspect_tells_the_image_from_the_objects(demo: tuple[Path, Ended], tmp_path: Path) -> None:
    archive, _ = demo
    ended = radlane("inspect", archive, "--json", home=tmp_path)
    assert ended.code == DONE
    verdicts = sorted(item["models"]["cxr-lungs:1.1.0"] for item in ended.answer["items"])
    assert verdicts == ["no-matching-series"] * 3 + ["reads"]


def test_models_and_doctor_answer_in_json(tmp_path: Path) -> None:
    listed = radlane("models", "list", "--json", home=tmp_path)
    names = [model["name"] for model in listed.answer["items"]]
    assert (listed.code, names) == (DONE, ["ct-tissue", "cxr-acquisition", "cxr-lungs"])
    shown = radlane("models", "show", "cxr-lungs", "--json", home=tmp_path)
    assert (shown.code, shown.answer["name"]) == (DONE, "cxr-lungs")
    doctor = radlane("doctor", "--json", home=tmp_path)
    assert (doctor.code, doctor.answer["ok"]) == (DONE, True), doctor.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("run", real("RG3_UNCI.dcm").name), USAGE),
        (("nosuch",), USAGE),
        (("check", real("RG3_UNCI.dcm")), FAILED),
    ],
)
def test_a_failure_ends_with_its_code(tmp_path: Path, words: tuple[str | Path, ...], code: int) -> None:
    ended = radlane(*words, home=tmp_path)
    assert ended.code == code
    assert "Traceback" not in ended.stderr


def test_a_tibia_is_not_analysed(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    shutil.copyfile(real("RG3_UNCI.dcm"), tmp_path / "archive" / "RG3")
    ended = radlane("run", tmp_path / "archive", "--model", "cxr-lungs", home=tmp_path / "home")
    assert (ended.code, logged(ended)) == (NOT_ANALYSED, ["a job ended"])
    assert "body-part-mismatch" in ended.stdout


# Signals


@contextmanager
def started(home: Path, *words: str | Path, **streams: int) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs, with a temporary folder of its own."""
    for folder in (home, home / "tmp"):
        folder.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "radlane", *map(str, words)],
        cwd=home,
        env=environment(home),
        preexec_fn=_as_in_the_foreground,
        **streams,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _as_in_the_foreground() -> None:
    """The tests themselves may run in the background, where Ctrl-C is ignored, and what is ignored is inherited."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def environment(home: Path) -> Mapping[str, str]:
    ours = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "RADLANE_DATA_DIR": str(home / "data"), "TERM": "xterm"}
    return {**{name: value for name, value in os.environ.items() if not name.startswith("RADLANE_")}, **ours}


def wait_for(folder: Path) -> None:
    """Wait until a command has made its working folder: the network is loaded, the objects are not yet there."""
    until = time.monotonic() + 60
    while not list(folder.glob(".radlane-*")):
        assert time.monotonic() < until, "no working folder"
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_a_command_that_is_stopped_leaves_nothing(
    chest: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """On a busy machine a run may be over before it is told to stop: then another one is stopped."""
    for attempt in range(5):
        before, out_folder = content(chest), tmp_path / f"out{attempt}"
        words = ("run", chest, "--model", "cxr-lungs", "--out", out_folder)
        with started(tmp_path / "home", *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            wait_for(out_folder)
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
        if process.returncode != DONE:
            break
    assert (process.returncode, out, err.strip()) == (code, b"", b"")
    assert content(chest) == before
    assert list(out_folder.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_of_several_studies_each_is_stored_whole_or_not_at_all_when_stopped(
    chest: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    uids = [str(copy_study(chest, place).StudyInstanceUID) for place in range(8)]
    (tmp_path / "list").write_text("\n".join(uids))
    words = ("run", "--list", tmp_path / "list", "--archive", chest, "--model", "cxr-lungs", "--out", tmp_path / "out")
    with started(tmp_path / "home", *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait_for(tmp_path / "out")
        process.send_signal(number)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    stored = {uid: len(list((chest / uid).rglob("*.dcm"))) for uid in uids if (chest / uid).exists()}
    assert set(stored.values()) <= {3}
    assert len(stored) < len(uids)
    assert len(list((tmp_path / "out").iterdir())) == 3 * len(stored)


def copy_study(archive: Path, number: int) -> FileDataset:
    """Put RG1 into a folder once more, as another patient's study."""
    image = dcmread(real("RG1_UNCI.dcm"))
    image.StudyInstanceUID, image.PatientID = f"1.2.826.9.{number}", f"COPY-{number}"
    image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = f"1.2.826.9.{number}.1"
    save(image, archive, f"copy-{number}.dcm")
    return image


# Streams


@pytest.mark.parametrize("words", [("models", "show", "cxr-lungs"), ("openapi", "--json"), ("--help",)])
def test_a_reader_that_leaves_is_no_complaint(tmp_path: Path, words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with started(tmp_path, *words, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (FAILED, b"")


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        streams = {"stdout": full.fileno(), "stderr": subprocess.PIPE}
        with started(tmp_path, "models", "list", **streams) as process:
            _, err = process.communicate(timeout=60)
    assert process.returncode == FAILED
    assert err == b"radlane: The answer cannot be written: No space left on device\n"


def test_closed_streams_are_nothing_to_complain_of(tmp_path: Path) -> None:
    shell = ("sh", "-c", 'exec "$@" >&- 2>&-', "sh")
    ended = radlane("models", "list", "--json", home=tmp_path, within=shell)
    assert (ended.code, ended.stdout, ended.stderr) == (DONE, "", "")


def test_a_terminal_shows_progress_and_the_answer_stays_clean(chest: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    words = ("run", chest, "--model", "cxr-lungs", "--no-store")
    with started(tmp_path / "home", *words, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = read_all(ours)
        out = process.communicate(timeout=60)[0].decode()
    assert process.returncode == DONE
    assert [step for step in STEPS if step.encode() in shown]
    assert b"Traceback" not in shown
    assert out.startswith("analysed  cxr-lungs:1.1.0 on cpu\n")
    assert "\x1b" not in out


def read_all(terminal: int) -> bytes:
    """All that is shown until the other side closes the terminal (Linux answers EIO then)."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            os.close(terminal)
            return shown
        shown += part
