"""The conformance statement names, with its UID or number, what the code creates, reads and can be told."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydicom.uid import UID

from radlane.domain.form import CLASS_NAMES, NAMES, Form
from radlane.encode.codes import RADLANE_SCHEME, REASON
from radlane.encode.part10 import IMPLEMENTATION_CLASS_UID
from radlane.encode.series import KINDS, LABEL_MAP, SeriesKind
from radlane.registry.manifest import read_manifest
from radlane.settings.archives import DicomWebArchiveSettings, FolderArchiveSettings
from radlane.settings.results import ResultSettings
from support.sources import PACKAGE, ROOT, documented

STATEMENT = (ROOT / "docs" / "conformance.md").read_text()
ROWS = tuple(
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in STATEMENT.splitlines()
    if line.startswith("|")
)
DECODED = sorted(set(re.findall(r'"(1\.2\.840\.10008\.1\.2[\d.]*)"', (PACKAGE / "imaging" / "decode.py").read_text())))
MANIFESTS = tuple(sorted((ROOT / "models").glob("**/model.yaml")))
PRIVATE = re.compile(rf"scheme: {RADLANE_SCHEME}, value: ([\w-]+)")


def _settings(section: type[BaseModel], above: str) -> set[str]:
    """The dotted path of each setting of a section."""
    found = set()
    for name, field in section.model_fields.items():
        inner = [kind for kind in typing.get_args(field.annotation) if _is_section(kind)]
        found |= set().union(*(_settings(kind, f"{above}{name}.") for kind in inner)) if inner else {f"{above}{name}"}
    return found


def _is_section(kind: object) -> typing.TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


SETTINGS = sorted(
    _settings(FolderArchiveSettings, "archives.NAME.")
    | _settings(DicomWebArchiveSettings, "archives.NAME.")
    | _settings(ResultSettings, "results.")
)


def _has_row(*cells: str) -> bool:
    """Whether a row of a table has all of these cells."""
    return any(set(cells) <= set(row) for row in ROWS)


@pytest.mark.parametrize("kind", [*KINDS, LABEL_MAP], ids=lambda kind: f"{kind.label}-{kind.sop_class_uid}")
def test_what_is_created_stands_in_a_row(kind: SeriesKind) -> None:
    name = NAMES.get(kind.sop_class_uid) or UID(kind.sop_class_uid).name
    assert _has_row(f"`{kind.role}`", name, kind.sop_class_uid, kind.modality, str(kind.number))


@pytest.mark.parametrize(("uid", "name"), NAMES.items())
def test_the_classes_of_forms_are_named_with_their_uids(uid: str, name: str) -> None:
    assert name in STATEMENT
    assert re.search(rf"(?<![\d.]){re.escape(uid)}(?![\d.])", STATEMENT)


@pytest.mark.parametrize(("word", "uid"), CLASS_NAMES.items())
def test_each_rung_of_the_ladders_stands_in_a_row(word: str, uid: str) -> None:
    instead = NAMES[Form(refused=frozenset({uid})).rung(uid)]
    assert any(row[:2] == (f"`{word}`", NAMES[uid]) and instead in row[2] for row in ROWS)


@pytest.mark.parametrize("uid", DECODED)
def test_each_transfer_syntax_that_is_read_stands_in_a_row(uid: str) -> None:
    assert _has_row(uid)


def test_no_other_transfer_syntax_stands_in_a_row() -> None:
    stated = {cell for row in ROWS for cell in row if re.fullmatch(r"1\.2\.840\.10008\.1\.2[\d.]*", cell)}
    assert stated == set(DECODED)


@pytest.mark.parametrize("setting", SETTINGS)
def test_settings_of_archives_and_results_are_named(setting: str) -> None:
    assert documented(setting, STATEMENT)


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.relative_to(ROOT).parts[1])
def test_what_a_model_reads_stands_in_a_row(path: Path) -> None:
    manifest = read_manifest(path)
    channels = (one for network in manifest.networks for wanted in network.inputs for one in wanted.channels)
    listed = {uid for channel in channels for uid in channel.select.sop_classes}
    assert listed
    for uid in listed:
        assert any(uid in row and row[2].startswith(f"`{manifest.name}`") for row in ROWS if len(row) > 2), uid


def test_private_codes_are_listed() -> None:
    codes = {code for path in MANIFESTS for code in PRIVATE.findall(path.read_text())} | {REASON.value}
    assert all(_has_row(f"`{code}`") for code in codes)
    assert documented(RADLANE_SCHEME, STATEMENT)


def test_the_implementation_is_named() -> None:
    assert IMPLEMENTATION_CLASS_UID in STATEMENT
