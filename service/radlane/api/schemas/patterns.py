r"""What texts have to look like, for the contract; the domain checks them, and says what is wrong.

Reference: PS3.5 sections 6.2 (SH) and 9.1 (UIDs); `registry.reference`.
"""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Path
from pydantic import AwareDatetime, BeforeValidator, Field
from pydantic.config import JsonDict

_NAME = r"[a-z0-9][a-z0-9-]{0,62}"
_VERSION = r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?"
_TAG = r"[a-z][a-z0-9-]{0,62}"
_DIGEST = r"sha256:[0-9a-f]{64}"

UID: JsonDict = {"pattern": r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+$"}
ACCESSION: JsonDict = {"pattern": r"^ *[^\x00-\x20\x7f\\*?][^\x00-\x1f\x7f\\*?]*$"}
MODEL: JsonDict = {"pattern": rf"^{_NAME}(@{_DIGEST}|:{_VERSION}|:{_TAG})?$"}
MODEL_NAME: JsonDict = {"pattern": f"^{_NAME}$"}
VERSION_OR_TAG: JsonDict = {"pattern": f"^({_VERSION}|{_TAG}|{_DIGEST})$"}

_OF_OUR_TIME = "^2[01][0-9]{2}-"
MOMENT: JsonDict = {"pattern": _OF_OUR_TIME}


def _is_of_our_time(value: object) -> object:
    """Seconds since 1970 are no moment here, and neither is a year that no clock shows."""
    if not re.match(_OF_OUR_TIME, value if isinstance(value, str) else ""):
        raise ValueError("no moment of our time")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_is_of_our_time), Field(json_schema_extra=MOMENT)]

# A path or a query with U+0000 is refused everywhere (`deps.refuse_nul`).
NO_NUL = r"^[^\x00]*$"
TEXT: JsonDict = {"pattern": NO_NUL}
Id = Annotated[str, Path(json_schema_extra=TEXT)]
VERSION = f"^{_VERSION}$"
ModelVersion = Annotated[str, Path(max_length=128, json_schema_extra={"pattern": VERSION})]
ModelTag = Annotated[str, Path(json_schema_extra={"pattern": f"^{_TAG}$"})]
ModelName = Annotated[str, Path(json_schema_extra=MODEL_NAME)]
VersionOrTag = Annotated[str, Path(json_schema_extra=VERSION_OR_TAG)]
