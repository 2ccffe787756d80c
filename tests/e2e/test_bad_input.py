"""Bad input ends with a code, stores nothing, and leaves nothing half done."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from support.lane import FAILED, MODEL, NOT_ANALYSED, Ended, Run, content, radlane, run
from support.radiographs import real
from support.sources import ROOT
from support.spoiled import SPOILED, Spoiled

PACKAGE = ROOT / "models" / MODEL


def folder_with(data: bytes, workspace: Path) -> Path:
    """A folder archive with one file."""
    archive = workspace / "deep" / "archive"
    archive.mkdir(parents=True)
    (archive / "image").write_bytes(data)
    return archive


def codes(ended: Ended) -> set[str]:
    """The codes that a call that did not come to a result ended with; no traceback."""
    assert "Traceback" not in ended.stderr
    if ended.code == NOT_ANALYSED:
        assert ended.answer["verdict"] == "not-analysed"
        assert ended.answer["objects"] == []
        return {reason["code"] for reason in ended.answer["reasons"]}
    assert ended.code == FAILED, (ended.code, ended.stderr)
    return {str(ended.error)}


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.name)
def test_a_spoiled_file(tmp_path: Path, spoiled: Spoiled) -> None:
    outcome = run(folder_with(spoiled.make(), tmp_path))
    found = codes(outcome.ended)
    assert found
    assert found <= spoiled.codes
    assert outcome.stored_nothing
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}


def test_a_good_image_among_bad_files_is_analysed(tmp_path: Path) -> None:
    """What cannot be read does not hide what can."""
    archive = folder_with(b"junk", tmp_path)
    shutil.copyfile(real("RG1_UNCI.dcm"), archive / "RG1")
    (archive / "DICOMDIR").write_bytes(b"\x00" * 132)
    assert run(archive).result["verdict"] == "analysed"


def test_an_empty_folder(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    outcome = run(archive)
    assert codes(outcome.ended) <= {"study-not-found", "no-matching-series"}
    assert outcome.stored_nothing


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ended = radlane("run", tmp_path / "nowhere", "--model", MODEL, "--json", home=tmp_path / "home")
    assert ended.code in {FAILED, 2}
    assert ended.error
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("study", "code"),
    [
        ("1.2.826.0.1.3680043.10.1338.404", "study-not-found"),
        ("../../x", "uid-invalid"),
        ("1.2.826.0.1.3680043.10.1338.404" * 3, "uid-invalid"),  # longer than 64
    ],
)
def test_an_unknown_study(tmp_path: Path, study: str, code: str) -> None:
    archive = folder_with(real("RG1_UNCI.dcm").read_bytes(), tmp_path)
    before = content(archive)
    ended = radlane(
        "run", study, "--archive", "ward", "--model", MODEL, "--json",
        home=tmp_path / "home", RADLANE_ARCHIVES__WARD__KIND="folder", RADLANE_ARCHIVES__WARD__PATH=str(archive),
    )  # fmt: skip
    assert codes(ended) == {code}
    assert content(archive) == before


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("no-such-model", "model-not-found"),
        (f"{MODEL}:9.9.9", "model-not-found"),
        (f"{MODEL}@sha256:{'0' * 64}", "model-not-found"),
    ],
)
def test_an_unknown_model(tmp_path: Path, reference: str, code: str) -> None:
    outcome = run(folder_with(real("RG1_UNCI.dcm").read_bytes(), tmp_path), model=reference)
    assert codes(outcome.ended) == {code}
    assert outcome.stored_nothing


def _other_output(package: Path) -> None:
    manifest = package / "model.yaml"
    manifest.write_text(manifest.read_text().replace("name: lungs", "name: kidneys"))


def _other_size(package: Path) -> None:
    manifest = package / "model.yaml"
    manifest.write_text(manifest.read_text().replace("[256, 256]", "[128, 128]"))


def _other_bytes(package: Path) -> None:
    weights = package / "model.onnx"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 0xFF
    weights.write_bytes(data)


def _no_weights(package: Path) -> None:
    (package / "model.onnx").unlink()


def _no_manifest(package: Path) -> None:
    (package / "model.yaml").write_text("schema: radlane.model/1\nname: cxr-lungs\n")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_other_output, {"model-mismatch"}),  # the graph has no such output
        (_other_size, {"model-mismatch"}),  # the graph reads another grid
        (_other_bytes, {"artifact-corrupt"}),
        (_no_weights, {"artifact-corrupt"}),
        (_no_manifest, {"manifest-invalid"}),
    ],
)
def test_a_model_that_does_not_fit_its_manifest(tmp_path: Path, spoil: object, code: set[str]) -> None:
    models = tmp_path / "models"
    shutil.copytree(PACKAGE, models / MODEL)
    spoil(models / MODEL)  # type: ignore[operator]
    archive = folder_with(real("RG1_UNCI.dcm").read_bytes(), tmp_path)
    outcome = run(archive, RADLANE_MODELS_DIR=str(models))
    assert codes(outcome.ended) == code
    assert outcome.stored_nothing


@pytest.mark.parametrize(
    "room_kib",
    [
        100,  # nothing fits
        1500,  # the first object fits, the next does not
    ],
)
def test_a_full_archive_keeps_nothing(tmp_path: Path, room_kib: int) -> None:
    """The archive is a disk of its own (a tmpfs in a mount namespace) with that much room left."""
    image, disk, listing = real("RG1_UNCI.dcm"), tmp_path / "disk", tmp_path / "listing"
    disk.mkdir()
    size = image.stat().st_size // 1024 + room_kib
    script = (
        f"mount -t tmpfs -o size={size}k tmpfs {disk} && cp {image} {disk}/image && "
        f'"$@"; code=$?; {_list(disk, listing)}; exit $code'
    )
    ended = radlane(
        "run", disk, "--model", MODEL, "--json",
        home=tmp_path / "home", within=_own_mounts(script),
    )  # fmt: skip
    assert codes(ended) == {"storage-full"}
    assert listing.read_text().split() == ["./image"]


def _list(disk: Path, listing: Path) -> str:
    return f"(cd {disk} && find . -type f) > {listing}"


def _own_mounts(script: str) -> list[str]:
    """Command that runs a shell script in a mount namespace of its own; the command to wrap follows as "$@"."""
    as_root = ["--user", "--map-root-user"] if os.geteuid() else []
    return ["unshare", "--mount", *as_root, "sh", "-c", script, "sh"]


def test_a_full_disk_for_the_objects_stores_nothing(tmp_path: Path) -> None:
    """There is no room for the objects themselves: the archive, which has room, is left as it was."""
    archive = folder_with(real("RG1_UNCI.dcm").read_bytes(), tmp_path)
    before, disk, listing = content(archive), tmp_path / "disk", tmp_path / "listing"
    disk.mkdir()
    script = f'mount -t tmpfs -o size=1500k tmpfs {disk} && "$@"; code=$?; {_list(disk, listing)}; exit $code'
    ended = radlane(
        "run", archive, "--model", MODEL, "--json", "--out", disk / "out",
        home=tmp_path / "home", within=_own_mounts(script),
    )  # fmt: skip
    assert codes(ended) == {"storage-full"}
    assert content(archive) == before
    assert listing.read_text().split() == []


def test_the_helpers_see_a_stored_object(tmp_path: Path) -> None:
    """`stored_nothing` is no blind judge: a run that stores makes it false."""
    outcome: Run = run(folder_with(real("RG1_UNCI.dcm").read_bytes(), tmp_path))
    assert outcome.ended.code == 0, outcome.ended.stderr
    assert not outcome.stored_nothing
