"""What packages have to pass before they may run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from radlane.settings.section import DAY_S, Section


class AdmissionSettings(Section):
    """What packages have to pass before they may run, and what they may take."""

    signatures: Literal["off", "warn", "require"] = "off"
    """`require`: only what one of `keys` signed; `warn`: anything else with a warning; `off`: not looked at."""
    keys: dict[str, Path] = Field(default_factory=dict)
    """Files of public keys (PEM, P-256 or P-384) by name."""
    archive_bytes: Annotated[int, Field(gt=0)] = 2 << 30
    """Bytes of a package as it is sent."""
    total_bytes: Annotated[int, Field(gt=0)] = 4 << 30
    """Bytes of all its files, unpacked."""
    file_bytes: Annotated[int, Field(gt=0, lt=2 << 30)] = (2 << 30) - 1
    """Bytes of one file, unpacked."""
    members: Annotated[int, Field(gt=0, le=60_000)] = 1000
    """Files and folders in it."""
    ratio: Annotated[float, Field(gt=1, le=2000)] = 200.0
    """How many times larger than its packed form a file may be."""
    check_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 120.0
    """Seconds that each check of its networks may take."""
    check_memory_bytes: Annotated[int, Field(ge=256 << 20)] = 8 << 30
    """Bytes that the process may take that checks them."""

    @model_validator(mode="after")
    def _keys_are_there(self) -> Self:
        if self.signatures != "off" and not self.keys:
            raise ValueError("signatures are looked at, and there are no keys")
        return self
