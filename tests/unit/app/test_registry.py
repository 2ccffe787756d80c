"""The registry of an installation: what a start brings, and what commands see without changing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.app.records import open_records
from radlane.app.registry import MODELS, examine, open_registry, seen_models, start_registry
from radlane.app.site import build_catalogue
from radlane.errors import VersionRevoked
from radlane.registry.package import open_package
from radlane.settings.tree import Settings
from support.asgi import settings_in
from support.registry import ACT, small_package


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    small_package(tmp_path / "packages" / "small")
    (tmp_path / "packages" / "tags.json").write_text('{"small": {"production": "1.0.0"}}')
    return settings_in(tmp_path, models_dir=tmp_path / "packages")


def test_a_start_registers_what_lies_there_and_says_so(settings: Settings) -> None:
    records = open_records(settings)
    (settings.data_dir / MODELS / "staging" / ".radlane-left").mkdir(parents=True)
    registry = start_registry(settings, build_catalogue(settings), records.trail)
    assert [(one.version, one.shipped) for one in registry.running] == [("1.0.0", True)]
    assert registry.resolve("small")[1].version == "1.0.0"
    assert not list((settings.data_dir / MODELS / "staging").iterdir())
    said = [(record.entry.action, record.entry.via) for record in records.trail.walk()]
    assert said == [("model-added", "radlane serve"), ("model-tagged", "radlane serve")]
    start_registry(settings, build_catalogue(settings), records.trail)
    assert len(list(records.trail.walk())) == 2


def test_a_start_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    settings = settings_in(tmp_path, models_dir=tmp_path / "none")
    assert start_registry(settings, build_catalogue(settings), open_records(settings).trail).running == ()


def test_who_only_looks_makes_nothing(settings: Settings) -> None:
    with seen_models(settings) as seen:
        assert seen.registry is None
        assert seen.resolve("small")[1].version == "1.0.0"
    assert not settings.data_dir.exists()


def test_who_looks_sees_what_is_on_record(settings: Settings) -> None:
    records = open_records(settings)
    start_registry(settings, build_catalogue(settings), records.trail)
    open_registry(settings, records.trail.engine).revoke("small", ACT)
    with seen_models(settings) as seen, pytest.raises(VersionRevoked):
        seen.resolve("small")


def test_a_package_is_examined_as_the_settings_demand(settings: Settings, tmp_path: Path) -> None:
    report = examine(settings, open_package(tmp_path / "packages" / "small"))
    assert report.failed is None, report
    assert examine(settings, open_package(small_package(tmp_path / "bad", noise=1.0))).failed is not None
