"""The settings' file.

In: the file that `RADLANE_CONFIG` names, or `radlane.yaml` in the working folder. Out: what it says, unchecked.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from radlane.errors import SettingsError
from radlane.registry.manifest import PlainLoader

CONFIG_VARIABLE = "RADLANE_CONFIG"
DEFAULT_FILE = Path("radlane.yaml")
REMEDY = "See docs/settings.md"


def read_file() -> dict[str, Any]:
    """What the file says; nothing where none is named and `radlane.yaml` is not there."""
    named = os.environ.get(CONFIG_VARIABLE)
    path = Path(named or DEFAULT_FILE)
    if not named and not os.path.lexists(path):
        return {}
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), PlainLoader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        which = f"that {CONFIG_VARIABLE} names" if named else str(DEFAULT_FILE)
        raise SettingsError(f"The settings' file {which} cannot be read", why=error.strerror) from None
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise SettingsError("The settings' file is no plain YAML", why=_problem(error), remedy=REMEDY) from None
    if content is None:
        return {}
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise SettingsError("The settings' file holds no names with values", remedy=REMEDY)
    return content


def _problem(error: Exception) -> str:
    """Where the file is wrong; not what stands there."""
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else type(error).__name__
