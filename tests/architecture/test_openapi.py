"""The contracts that are committed are those that the code gives now; `make openapi` writes them anew."""

from __future__ import annotations

import difflib
import json
from threading import Event
from typing import Any

from openapi_spec_validator import validate

from radlane.app.service import create_app
from radlane.registry.manifest import manifest_schema
from radlane.settings.schema import settings_schema
from radlane.settings.tree import Settings
from support.sources import ROOT


def test_the_http_contract_is_the_committed_one() -> None:
    _same("openapi/radlane.json", create_app(Settings.model_construct(), Event()).openapi())


def test_the_http_contract_is_valid_openapi() -> None:
    validate(create_app(Settings.model_construct(), Event()).openapi())


def test_the_manifest_schema_is_the_committed_one() -> None:
    _same("openapi/model.schema.json", manifest_schema())


def test_the_schema_of_settings_is_the_committed_one() -> None:
    _same("openapi/settings.schema.json", settings_schema())


def _same(name: str, now: dict[str, Any]) -> None:
    committed = json.loads((ROOT / name).read_text())
    lines = list(difflib.unified_diff(_lines(committed), _lines(now), name, "the code", lineterm=""))
    assert not lines, "make openapi, and look at what changes:\n" + "\n".join(lines)


def _lines(document: dict[str, Any]) -> list[str]:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False).splitlines()
