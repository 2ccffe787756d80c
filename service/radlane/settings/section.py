"""What every part of the settings is."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from radlane.security.loopback import is_loopback
from radlane.settings.described import described

DAY_S = 86400.0


class Section(BaseModel):
    """A part: unknown keys are errors, values do not change, and errors do not repeat them."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema (`described`)."""
        return described(cls, core_schema, handler)


def is_kept_secret(url: str) -> str:
    """Stop an address to which secrets go, or from which keys come, in clear text, but on this machine."""
    if urlsplit(url).scheme != "https" and not is_loopback(urlsplit(url).hostname or ""):
        raise ValueError("https is needed")
    return url
