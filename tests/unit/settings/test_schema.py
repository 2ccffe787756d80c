"""The published schema takes what radlane takes, and explains it; secrets are not shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import SecretStr

from radlane.settings.archives import FolderArchiveSettings
from radlane.settings.schema import settings_schema, shown
from support.asgi import settings_in

PACS = {"kind": "dicomweb", "url": "https://pacs.example/dicom-web"}


def wrong(document: dict[str, Any]) -> list[str]:
    return [error.json_path for error in Draft202012Validator(settings_schema()).iter_errors(document)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(settings_schema())


@pytest.mark.parametrize(
    ("document", "at"),
    [
        ({}, []),
        ({"archives": {"pacs": PACS}, "default_archive": "pacs", "limits": {"file_bytes": 1}}, []),
        ({"archives": {"pacs": {**PACS, "url": "ftp://pacs.example"}}}, ["$.archives.pacs"]),
        ({"device": "tpu"}, ["$.device"]),
        ({"devise": "cpu"}, ["$"]),
        ({"workers": 0}, ["$.workers"]),
    ],
)
def test_what_it_takes(document: dict[str, Any], at: list[str]) -> None:
    assert wrong(document) == at


def test_every_setting_explains_itself() -> None:
    schema = settings_schema()
    sections = {
        "admission",
        "archives",
        "audit",
        "batching",
        "dimse",
        "limits",
        "reception",
        "results",
        "s3",
        "worklist",
    }
    silent = [name for name, one in schema["properties"].items() if "description" not in one and name not in sections]
    assert silent == []


def test_what_is_in_use_is_shown_without_secrets(tmp_path: Path) -> None:
    archives = {"ward": FolderArchiveSettings(kind="folder", path=tmp_path)}
    secret = SecretStr("postgresql+psycopg://user:CANARYZQ7@db/radlane")
    document = shown(settings_in(tmp_path, archives=archives, database_url=secret))
    assert document["archives"]["ward"]["path"] == str(tmp_path)
    assert document["workers"] == 2
    assert "CANARYZQ7" not in str(document)
    assert document["database_url"]
