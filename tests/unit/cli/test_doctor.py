from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from radlane.registry.catalogue import builtin_roots
from support.radiographs import radiograph, save


def failed(said: Any) -> dict[str, str]:
    """Name -> detail of what does not work; it says the same to people."""
    assert said.json["ok"] == (said.code == 0)
    assert all(bool(item["remedy"]) is not item["ok"] for item in said.json["items"])  # each finding has its mend
    return {item["name"]: item["detail"] for item in said.json["items"] if not item["ok"]}


def test_all_is_well_here(command: Any, home: Path) -> None:
    save(radiograph(), home / "ward")
    (home / "radlane.yaml").write_text("archives: {ward: {kind: folder, path: ward}}")
    said = command("doctor", "--json")
    found = {item["name"]: item["detail"] for item in said.json["items"]}
    assert (said.code, failed(said)) == (0, {})
    assert found["archive ward"] == "1 studies"
    assert found["archive ward, storing"] == "it can be written"
    assert found["decoders"] == "JPEG, JPEG lossless, JPEG-LS, JPEG 2000, HTJ2K, RLE"
    assert found["models"] == "3 versions that run"
    assert found["model ct-tissue:1.0.0"].startswith("ct-tissue:1.0.0 passes its self-test on cpu; ")
    assert found["model cxr-lungs:1.0.0"].startswith("cxr-lungs:1.0.0 passes its self-test on cpu; ")
    assert {"radlane", "runtime", "providers", "temporary folder", "data folder"} < set(found)
    assert {found[name] for name in ("database", "clock", "outbox")} == {"nothing is on record yet"}
    assert command("doctor").out.startswith("ok    radlane: ")


def test_settings_that_cannot_be_read_are_said_beside_the_rest(command: Any, home: Path) -> None:
    (home / "radlane.yaml").write_text("archives: [")
    said = command("doctor", "--json")
    assert said.code == 1
    assert failed(said)["settings"].startswith("settings-invalid: ")
    assert "ok    runtime: " in command("doctor").out
    assert "FAIL  settings: settings-invalid: " in command("doctor").out
    assert "\n      See docs/settings.md\n" in command("doctor").out


def test_an_issuer_of_tokens_that_cannot_be_asked_is_said(command: Any, home: Path) -> None:
    oidc = "{issuer: 'https://id.example', audience: radlane, ca_file: gone.pem}"
    (home / "radlane.yaml").write_text(f"access: oidc\noidc: {oidc}\n")
    found = failed(command("doctor", "--json"))
    assert found["issuer"].startswith("issuer-unavailable: ")
    assert "gone.pem" not in found["issuer"]


def test_an_archive_that_is_not_there_is_said(command: Any, home: Path) -> None:
    (home / "radlane.yaml").write_text("archives: {gone: {kind: folder, path: gone}}")
    said = command("doctor", "--json")
    assert said.code == 1
    assert failed(said)["archive gone"].startswith("archive-unavailable: ")


def test_an_archive_that_takes_nothing_is_said(command: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (home / "ward").mkdir()
    (home / "radlane.yaml").write_text("archives: {ward: {kind: folder, path: ward}}")
    monkeypatch.setattr("radlane.dicomweb.folder.NamedTemporaryFile", refusing)
    found = failed(command("doctor", "--json"))
    assert list(found) == ["archive ward, storing"]
    assert found["archive ward, storing"].startswith("archive-unavailable: The archive cannot be written")


@pytest.mark.parametrize(
    ("folder", "detail"),
    [
        ("file", "File exists"),
        ("file/below", "Not a directory"),
        ("/proc", "storage-full: 0 MiB are free"),
    ],
)
def test_a_data_folder_that_is_of_no_use_is_said(
    command: Any, home: Path, monkeypatch: pytest.MonkeyPatch, folder: str, detail: str
) -> None:
    Path("file").touch()
    monkeypatch.setenv("RADLANE_DATA_DIR", folder)
    assert failed(command("doctor", "--json"))["data folder"] == detail


def test_a_device_that_is_not_there_is_said(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_DEVICE", "cuda")
    assert failed(command("doctor", "--json"))["model cxr-lungs:1.0.0"].startswith("device-unavailable: ")


def test_models_that_cannot_be_used_are_said(command: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "models").mkdir()
    monkeypatch.setenv("RADLANE_MODELS_DIR", str(home / "models"))
    assert failed(command("doctor", "--json"))["models"].startswith("model-not-found: ")
    shutil.copytree(builtin_roots()[0] / "cxr-lungs", home / "models" / "bad")
    (home / "models" / "bad" / "model.onnx").write_bytes(b"other")
    assert failed(command("doctor", "--json"))["model bad"].startswith("artifact-corrupt: ")
    (home / "models" / "tags.json").write_text("[")
    assert failed(command("doctor", "--json"))["models"].startswith("model-error: ")
