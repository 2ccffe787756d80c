from __future__ import annotations

from pathlib import Path

import pytest

from radlane.domain.form import CLASS_NAMES, COMPREHENSIVE_3D_SR, LABEL_MAP, PARAMETRIC_MAP
from radlane.settings.archives import FolderArchiveSettings
from radlane.settings.reading import load_settings
from support.settings_file import file


def test_what_an_archive_does_not_take(monkeypatch: pytest.MonkeyPatch) -> None:
    file(
        "archives:\n"
        "  a: {kind: folder, path: ., sop_classes_refused: [label-map, comprehensive-3d-sr]}\n"
        "  b: {kind: dicomweb, url: 'http://pacs'}\n"
    )
    monkeypatch.setenv("RADLANE_ARCHIVES__B__SOP_CLASSES_REFUSED", '["parametric-map"]')
    found = load_settings().archives
    assert found["a"].refused == {LABEL_MAP, COMPREHENSIVE_3D_SR}
    assert found["b"].refused == {PARAMETRIC_MAP}
    assert FolderArchiveSettings(kind="folder", path=Path()).refused == frozenset()


def test_every_class_that_has_a_next_one_may_be_named() -> None:
    every = FolderArchiveSettings.model_validate(
        {"kind": "folder", "path": ".", "sop_classes_refused": list(CLASS_NAMES)}
    )
    assert every.refused == set(CLASS_NAMES.values())
