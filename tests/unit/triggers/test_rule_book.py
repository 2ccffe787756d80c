"""The file is read again when it changes; with faults the rules before hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from radlane.errors import AuditUnavailable, RulesInvalid
from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.triggers.rule_book import RuleBook
from radlane.triggers.rule_file import Known
from radlane.triggers.rules import Rules

ROOT = builtin_roots()[0]
KNOWN = Known(models=load_catalogue([ROOT], [ROOT / "tags.json"]), archives=("main",))


def text(*names: str) -> str:
    return "rules:\n" + "".join(f"  - {{name: {name}, when: {{}}, run: cxr-lungs}}\n" for name in names)


def names(rules: Rules) -> list[str]:
    return [rule.name for rule in rules.rules]


def test_a_change_is_seen_and_put_on_record_once(tmp_path: Path) -> None:
    path, told, faults = tmp_path / "rules.yaml", list[Rules](), list[int]()
    path.write_text(text("one"))
    book = RuleBook(path, KNOWN, told.append, faults.append)
    assert names(book.current()) == ["one"]
    path.write_text(text("one", "two"))
    assert names(book.current()) == names(book.current()) == ["one", "two"]
    os.utime(path, (1, 1))  # the same content
    book.current()
    assert [len(rules.rules) for rules in told] == [1, 2]
    assert set(faults) == {0}


def test_faults_change_nothing_and_are_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path, faults = tmp_path / "rules.yaml", list[int]()
    path.write_text(text("one"))
    book = RuleBook(path, KNOWN, count_faults=faults.append)
    book.require_valid()
    path.write_text("rules: [}")
    assert names(book.current()) == names(book.current()) == ["one"]
    with pytest.raises(RulesInvalid, match=r"rules.yaml:1:9"):
        book.require_valid()
    assert faults[-1] == 1
    assert [record.getMessage() for record in caplog.records] == ["the rules are wrong; those before hold"]
    path.write_text(text("three"))
    assert names(book.current()) == ["three"]
    book.require_valid()
    assert faults[-1] == 0


def test_a_file_that_is_gone_is_a_fault_until_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text("one"))
    book = RuleBook(path, KNOWN)
    path.rename(tmp_path / "aside")
    assert names(book.current()) == ["one"]
    with pytest.raises(RulesInvalid, match="No such file"):
        book.require_valid()
    (tmp_path / "aside").rename(path)
    book.require_valid()


def test_no_start_with_faults(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text("one", "one"))
    with pytest.raises(RulesInvalid, match="another rule has this name"):
        RuleBook(path, KNOWN)


def test_rules_that_are_not_on_record_do_not_hold(tmp_path: Path) -> None:
    path, down = tmp_path / "rules.yaml", list[bool]()

    def put_on_record(_: Rules) -> None:
        if down:
            raise AuditUnavailable("away")

    path.write_text(text("one"))
    book = RuleBook(path, KNOWN, put_on_record)
    down.append(True)
    path.write_text(text("two"))
    with pytest.raises(AuditUnavailable):
        book.current()
    down.clear()
    assert names(book.current()) == ["two"]
