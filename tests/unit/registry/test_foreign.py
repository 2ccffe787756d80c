from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from radlane.errors import ImportRefused, UsageError
from radlane.registry import foreign
from radlane.registry.foreign import open_foreign, read_file


@pytest.fixture(params=["folder", "zip"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    files = {
        "bundle/configs/a.json": json.dumps({"k": 1}),
        "bundle/configs/b.yaml": "k: [1, 2]\n",
        "bundle/twice.json": '{"k": 1, "k": 2}',
        "bundle/list.json": "[1]",
        "bundle/deep.json": "[" * 100_000,
        "bundle/alias.yaml": "a: &x [1]\nb: *x\n",
        "bundle/object.yaml": "a: !!python/object/apply:os.system [ls]\n",
        "bundle/large.bin": "x" * 1000,
    }
    if request.param == "zip":
        with ZipFile(tmp_path / "a.zip", "w", ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return tmp_path / "a.zip"
    for name, text in files.items():
        (tmp_path / "top" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "top" / name).write_text(text)
    return tmp_path / "top"


def test_documents_are_found_wherever_the_top_is(source: Path) -> None:
    found = open_foreign(source)
    assert found.only("configs/a.json") == "bundle/configs/a.json"
    assert found.only("fig/a.json") is None
    assert found.document("bundle/configs/a.json") == {"k": 1}
    assert found.document("bundle/configs/b.yaml") == {"k": [1, 2]}


@pytest.mark.parametrize("name", ["twice.json", "list.json", "deep.json", "alias.yaml", "object.yaml"])
def test_hostile_documents_are_refused(source: Path, name: str) -> None:
    with pytest.raises(ImportRefused, match="cannot be read"):
        open_foreign(source).document(f"bundle/{name}")


def test_what_is_too_large_is_refused(source: Path) -> None:
    with pytest.raises(ImportRefused, match="more than 999 bytes"):
        open_foreign(source).read("bundle/large.bin", 999)
    assert len(open_foreign(source).read("bundle/large.bin", 1000)) == 1000


def test_what_is_not_there_is_refused(source: Path) -> None:
    with pytest.raises((ImportRefused, UsageError)):
        open_foreign(source).read("bundle/none", 9)
    with pytest.raises(UsageError):
        open_foreign(source / "nowhere")


def test_links_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    for path in (tmp_path / "link", tmp_path):
        with pytest.raises(UsageError):
            read_file(path, 9)


def test_what_is_no_archive_and_what_has_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    with pytest.raises(ImportRefused, match="neither a folder"):
        open_foreign(tmp_path / "a.zip")
    monkeypatch.setattr(foreign, "_MOST_FILES", 0)
    with pytest.raises(ImportRefused, match="too many"):
        open_foreign(tmp_path)
