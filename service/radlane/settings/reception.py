"""What is kept of instances that are sent, and how long."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from radlane.settings.section import DAY_S, Section


class ReceptionSettings(Section):
    """What is kept of instances that are sent, and how long."""

    path: Path | None = None
    """Folder of the archive `received`; `received` in `data_dir` if not set. Several machines share one."""
    quiet_seconds: Annotated[float, Field(ge=1, le=DAY_S)] = 30.0
    """Seconds without a new instance after which a study is announced."""
    keep_hours: Annotated[float, Field(gt=0, le=87600)] = 72.0
    """Hours after its latest instance that a study is kept, if no job under way needs it longer."""
    most_bytes: Annotated[int, Field(gt=0)] = 256 << 30
    """Bytes of all studies that are kept."""
    request_bytes: Annotated[int, Field(gt=0)] = 16 << 30
    """Bytes of one request of STOW-RS."""
    request_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 3600.0
    """Seconds in which a request of STOW-RS, or one instance by C-STORE, has to come whole."""
    requests: Annotated[int, Field(gt=0, le=1000)] = 8
    """Requests of STOW-RS at once; half of them of one caller, where there is access control."""

    @field_validator("path")
    @classmethod
    def _is_of_the_user(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path is not None else None
