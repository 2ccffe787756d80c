"""What a caller asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class JobRequest:
    """One analysis of one study.

    Attributes
    ----------
    study_instance_uid : str
        The study to analyse.
    model : str
        Model reference: `name`, `name:version`, `name:tag` or `name@sha256:...`.
    series_instance_uid : str or None
        The only series to look at, where the caller names one.
    store : bool
        Whether the objects are sent to the archive.
    """

    study_instance_uid: str
    model: str
    series_instance_uid: str | None = None
    store: bool = True
