from __future__ import annotations

from pathlib import Path

import pytest

from radlane.settings.reading import load_settings
from radlane.settings.tree import Settings
from support.settings_file import CANARY, file, refused


def test_the_file_is_read() -> None:
    file("archives: {ward: {kind: folder, path: /srv/ward}}\ndefault_archive: ward\nlimits: {decode_seconds: 2.5}\n")
    settings = load_settings()
    assert settings.archives["ward"].path == Path("/srv/ward")
    assert (settings.default_archive, settings.limits.decode_seconds) == ("ward", 2.5)
    assert settings.limits.inference_seconds == 600
    assert settings.results.segmentation_type is None


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null\n"])
def test_an_empty_file_says_nothing(text: str) -> None:
    file(text)
    assert load_settings() == Settings()


def test_the_file_that_is_named_goes_before_the_one_that_lies_there(monkeypatch: pytest.MonkeyPatch) -> None:
    file("threads: 1")
    monkeypatch.setenv("RADLANE_CONFIG", str(file("threads: 2", "other.yaml")))
    assert load_settings().threads == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"device: cpu\nthreads: [{CANARY}", "line "),
        (f"device: cpu\ndevice: {CANARY}", "ConstructorError"),  # the first would be silent
        (f"a: &a {CANARY}\nb: *a", "ConstructorError"),
        (f"!!python/object:{CANARY} {{}}", "line 1"),
        (f"- {CANARY}", "holds no names with values"),
        (CANARY, "holds no names with values"),
        ("0", "holds no names with values"),
        ("1: 2", "holds no names with values"),
        ("a: \0", "ReaderError"),
    ],
)
def test_a_file_that_is_no_settings(text: str, said: str) -> None:
    file(text)
    assert said in refused()


def test_a_file_that_is_no_text() -> None:
    Path("radlane.yaml").write_bytes(b"device: \xff\xfe")
    assert "UnicodeDecodeError" in refused()


def test_a_file_that_is_named_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_CONFIG", f"/{CANARY}/radlane.yaml")
    assert refused() == "The settings' file that RADLANE_CONFIG names cannot be read: No such file or directory"


def test_a_file_that_lies_there_has_to_be_one() -> None:
    Path("radlane.yaml").mkdir()
    assert "Is a directory" in refused()
    Path("radlane.yaml").rmdir()
    Path("radlane.yaml").symlink_to("nowhere.yaml")
    assert "No such file" in refused()
