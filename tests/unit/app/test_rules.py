"""The rules of an installation: on record with their digest, and refused with faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.app.rules import open_rules, what_rules_know
from radlane.errors import RulesInvalid
from radlane.jobs.trail import TrailQuery
from radlane.monitoring.trigger_metrics import TriggerMetrics
from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.security.audit_record import Action
from radlane.settings.archives import FolderArchiveSettings
from radlane.settings.tree import Settings
from support.jobs import Clock, World, drawing_models, world

RULES = "rules:\n  - {name: chest, when: {}, run: cxr-lungs}\n"
MODELS = load_catalogue(builtin_roots(), [root / "tags.json" for root in builtin_roots()])


@pytest.fixture
def on(tmp_path: Path) -> World:
    return world(tmp_path, drawing_models(tmp_path / "models"), Clock())


def settings(folder: Path, rules: str | None) -> Settings:
    archives = {"main": FolderArchiveSettings(kind="folder", path=folder)}
    if rules is None:
        return Settings(data_dir=folder, archives=archives)
    (folder / "rules.yaml").write_text(rules)
    return Settings(data_dir=folder, archives=archives, rules_file=folder / "rules.yaml")


def test_which_rules_hold_is_on_record(on: World, tmp_path: Path) -> None:
    book = open_rules(settings(tmp_path, RULES), MODELS, on.trail, TriggerMetrics())
    assert book is not None
    (tmp_path / "rules.yaml").write_text(RULES.replace("chest", "thorax"))
    digests = [book.current().digest]
    records, _ = on.trail.find(TrailQuery(action=Action.RULES_USED))
    assert [record.entry.facts["rules"] for record in records] == [1, 1]
    assert records[0].entry.facts["digest"] == digests[0] != records[1].entry.facts["digest"]


def test_without_the_setting_there_are_none(on: World, tmp_path: Path) -> None:
    assert open_rules(settings(tmp_path, None), MODELS, on.trail, TriggerMetrics()) is None


def test_faults_keep_it_from_starting(on: World, tmp_path: Path) -> None:
    wrong = settings(tmp_path, RULES.replace("{name: chest,", "{name: chest, destinations: other,"))
    known = what_rules_know(wrong, MODELS)
    assert (known.sources, known.destinations) == (("main", "received"), ("main",))
    with pytest.raises(RulesInvalid, match="the settings know no such archive"):
        open_rules(wrong, MODELS, on.trail, TriggerMetrics())
