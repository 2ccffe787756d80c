"""The settings as others see them: their JSON Schema for editors, and what is in use without secrets.

Reference: JSON Schema 2020-12.
"""

from __future__ import annotations

from typing import Any

from radlane.settings.tree import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema of `radlane.yaml`."""
    schema = Settings.model_json_schema()
    return {"$schema": DIALECT, **schema, "title": "radlane.yaml"}


def shown(settings: Settings) -> dict[str, Any]:
    """Return the settings in use as plain values; of a secret pydantic says only that there is one."""
    document: dict[str, Any] = settings.model_dump(mode="json")
    return document
