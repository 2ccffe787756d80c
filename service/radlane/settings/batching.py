"""Who waits before a network, and what runs together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from radlane.settings.section import Section


class BatchingSettings(Section):
    """Who waits before a network, and what runs together."""

    images: Annotated[int, Field(gt=0, le=256)] = 8
    """Images of several callers in one run of a network on a GPU at most; 1: each by itself."""
    delay_seconds: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Seconds that such a run waits for more images where it is not full."""
    waiting: Annotated[int, Field(gt=0, le=10_000)] = 64
    """Runs of one network that wait at most."""
    wait_seconds: Annotated[float, Field(gt=0, le=3600)] = 60.0
    """Seconds that a run waits; then its caller or its job is told to come again."""
