"""A file of rules is read whole, or each of its faults is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import ModelNotFound, RulesInvalid, VersionRevoked
from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.triggers.rule_file import MOST_BYTES, Known, load_rules, parse_rules

ROOT = builtin_roots()[0]
KNOWN = Known(models=load_catalogue([ROOT], [ROOT / "tags.json"]), archives=("main", "vna"))
GOOD = b"""rules:
  - name: chest
    when: {modality: [DX, CR], archive: "m*"}
    run: cxr-lungs
    destinations: [vna]
"""


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(GOOD)
    found = load_rules(path, KNOWN)
    assert [(rule.name, rule.run, rule.destinations) for rule in found.rules] == [("chest", ("cxr-lungs",), ("vna",))]
    assert found.digest == parse_rules(GOOD, "other", KNOWN).digest
    assert found.digest != parse_rules(GOOD + b"\n", "other", KNOWN).digest


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("modality", "modalty", "r.yaml:3:12: rules.0.when.modalty: Extra inputs"),
        ("cxr-lungs", "cxr-lung", "r.yaml:4:5: rules.0.run.0: there is no such model"),
        ("cxr-lungs", "cxr-lungs:nightly", "r.yaml:4:5: rules.0.run.0: there is no such model"),
        ("[vna]", "[main, pacs]", "r.yaml:5:26: rules.0.destinations.1: the settings know no such archive"),
        ('"m*"', "ward", "r.yaml:3:32: rules.0.when.archive.0: no archive of the settings fits this"),
        ("name: chest\n", "name: chest\n    stop: 1\n", "r.yaml:3:5: rules.0.stop"),
        ("    run: cxr-lungs\n", "", "r.yaml:2:5: rules.0.run: Field required"),
        ("rules:\n", "rules:\n  - {name: chest, when: {}, run: cxr-lungs}\n", "rules.1.name: another rule has"),
        ("rules:\n", "rule:\n", "r.yaml:1:1: rule: Extra"),
    ],
)
def test_a_fault_is_said_with_its_place(old: str, new: str, fault: str) -> None:
    with pytest.raises(RulesInvalid) as error:
        parse_rules(GOOD.decode().replace(old, new).encode(), "r.yaml", KNOWN)
    assert any(fault in said for said in error.value.faults), error.value.faults


def test_all_faults_are_said_and_not_too_many() -> None:
    text = GOOD + b"".join(b"  - {name: n%d, wen: {}, run: cxr-lungs}\n" % number for number in range(50))
    with pytest.raises(RulesInvalid) as error:
        parse_rules(text, "r.yaml", KNOWN)
    assert len(error.value.faults) == 20


@pytest.mark.parametrize("content", [b"", b"rules: 3", b"[]", b"rules: [", b"\xff\xfe\xfd"])
def test_what_holds_no_rules(content: bytes) -> None:
    with pytest.raises(RulesInvalid):
        parse_rules(content, "r.yaml", KNOWN)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RulesInvalid, match="No such file"):
        load_rules(tmp_path / "rules.yaml", KNOWN)
    (tmp_path / "large.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(RulesInvalid, match="more than"):
        load_rules(tmp_path / "large.yaml", KNOWN)


@pytest.mark.parametrize(("error", "is_fault"), [(ModelNotFound, True), (VersionRevoked, False)])
def test_a_version_that_may_not_run_now_is_no_fault(error: type[Exception], is_fault: bool) -> None:
    """Else a revocation would keep the service from starting."""

    class Models:
        def resolve(self, text: str) -> tuple[object, object]:
            raise error(text)

        def packages(self) -> tuple[object, ...]:
            return ()

    known = Known(models=Models(), archives=("main", "vna"))  # type: ignore[arg-type]
    try:
        parse_rules(GOOD, "r.yaml", known)
    except RulesInvalid:
        assert is_fault
    else:
        assert not is_fault
