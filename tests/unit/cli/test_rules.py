"""`radlane rules`: the example of the documentation, a study that is tried out, and faults."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from support.radiographs import STUDY, radiograph, save
from support.sources import ROOT

RULES = """rules:
  - name: hands
    when: {body_part: HAND, sex: M, age: {least: 90}}
    run: cxr-lungs
  - name: chest
    when: {modality: CR, ae_title: CR1, hours: {from: "20:00", to: "06:00"}}
    run: cxr-lungs
    window: {from: "01:00", to: "05:00"}
    stop: true
  - name: rest
    when: {}
    run: cxr-lungs
"""


@pytest.fixture
def rules(home: Path) -> Path:
    save(radiograph(), home / "studies")
    (home / "radlane.yaml").write_text(
        "archives: {main: {kind: folder, path: studies}}\n"
        "default_archive: main\ntimezone: Europe/Berlin\nrules_file: rules.yaml\n"
    )
    (home / "rules.yaml").write_text(RULES)
    return home / "rules.yaml"


def test_the_example_of_the_documentation_is_right(command: Any, rules: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "rules.md").read_text(), re.DOTALL)
    rules.write_text(example)
    found = command("rules", "check", "--json")
    assert (found.code, found.json["rules"]) == (0, 4)


def test_what_the_rules_want_of_a_study(command: Any, rules: Path) -> None:
    found = command("rules", "test", STUDY, "--ae", "CR1", "--at", "2026-03-04T22:00", "--json")
    assert found.code == 0
    hands, chest, rest = found.json["items"]
    assert [one["verdict"] for one in (hands, chest, rest)] == ["does-not-fit", "fits", "not-asked"]
    assert [one["name"] for one in hands["conditions"] if not one["holds"]] == ["body_part", "sex", "age"]
    (job,) = chest["jobs"]
    assert (job["model"], job["refused"], job["instances"], job["destinations"]) == ("cxr-lungs", None, 1, ["main"])
    assert job["not_before"] == "2026-03-05T00:00:00Z"
    said = command("rules", "test", STUDY, "--ae", "CR1", "--at", "2026-03-04T22:00").out
    assert "  body_part: not HAND\n" in said
    assert "CHEST" not in said
    assert "1 job" in said


def test_a_study_that_nothing_is_wanted_of(command: Any, rules: Path) -> None:
    rules.write_text(RULES.replace("name: rest\n    when: {}", "name: rest\n    when: {via: dimse}"))
    found = command("rules", "test", STUDY, "--json")
    assert (found.code, found.json["jobs"]) == (3, 0)
    assert command("rules", "test", STUDY, "--via", "dimse").code == 0


def test_faults_are_said_with_their_places(command: Any, rules: Path) -> None:
    rules.write_text(RULES.replace("run: cxr-lungs", "run: other", 1))
    for words in (("check",), ("test", STUDY)):
        found = command("rules", *words)
        assert found.code == 2
        assert "rules.yaml:4:5: rules.0.run.0: there is no such model" in found.err
    assert "FAIL  rules: rules-invalid" in command("doctor").out


def test_calls_that_are_wrong(command: Any, rules: Path) -> None:
    assert command("rules", "test", "no-uid").code != 0
    assert command("rules", "test", STUDY, "--at", "noon").code == 2
    assert command("rules", "test", "1.2.3.4").code == 1
    (rules.parent / "radlane.yaml").unlink()
    assert command("rules", "check").code == 2
