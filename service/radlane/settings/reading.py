"""The settings, read once: the environment goes before the file.

In: the environment and the file. Out: `Settings`, or what is wrong with them.
"""

from __future__ import annotations

import os
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_settings import SettingsError as SourceError

from radlane.errors import SettingsError
from radlane.settings.file import CONFIG_VARIABLE, REMEDY
from radlane.settings.tree import PREFIX, Settings

_KINDS = frozenset({"folder", "dicomweb", "none", "basic", "bearer", "oauth2"})


def _has_keys(annotation: Any) -> bool:  # noqa: ANN401 - what pydantic keeps of an annotation
    """Whether a setting is a section, or several by name: variables then name what is below it."""
    if get_origin(annotation) is dict:
        return True
    parts = get_args(annotation) or (annotation,)
    return any(isinstance(part, type) and issubclass(part, BaseModel) for part in parts)


# settings with settings below them
_NESTED = frozenset(name.upper() for name, field in Settings.model_fields.items() if _has_keys(field.annotation))


def load_settings() -> Settings:
    """Read the settings.

    Raises
    ------
    SettingsError
        If a setting is unknown or wrong; the message names it, not its value.
    """
    _refuse_unknown_variables()
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        key = _key(first["loc"]) or "default_archive"
        raise SettingsError("A setting is wrong", why=f"{key}: {first['type']}", remedy=REMEDY) from None
    except SourceError:
        raise SettingsError("A RADLANE_ variable is no JSON", remedy=REMEDY) from None


def _key(place: tuple[int | str, ...]) -> str:
    """The name of a setting; pydantic names the kind of a section too, where there are several."""
    return ".".join(str(part) for depth, part in enumerate(place) if depth <= 1 or part not in _KINDS)


def _refuse_unknown_variables() -> None:
    """A variable that is spelled wrongly would be silent otherwise."""
    known = {name.upper() for name in Settings.model_fields}
    for variable in sorted(os.environ):
        name, below, _ = variable.upper().removeprefix(PREFIX).partition("__")
        if not variable.upper().startswith(PREFIX) or variable == CONFIG_VARIABLE:
            continue
        if name not in (_NESTED if below else known):
            raise SettingsError("There is no such setting", uid=variable, remedy=REMEDY)
