"""What the steps are given: the parts of radlane that one job needs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.part10 import Limits
from radlane.domain.output import SegmentationType
from radlane.domain.status import ResultStatus
from radlane.imaging.decode import DecodeFrame
from radlane.pipeline.chosen import Source
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.room import always_room


@dataclass(frozen=True, kw_only=True)
class Site:
    """What all jobs of this installation share.

    Attributes
    ----------
    decode : DecodeFrame
        Decodes hostile frames (`decoding.DecodingPool`).
    read_limits : Limits
        What is read of a file at most.
    read_threads : int
        Slices that are read at once.
    inference_seconds : float
        After this a network is stopped; all networks of a job together, where they read volumes.
    timezone : tzinfo
        Speaks where an image has no Timezone Offset From UTC.
    now : callable
        The time, aware.
    clock : callable
        Seconds that only grow.
    token_bytes : callable
        Random bytes, for example `secrets.token_bytes`.
    version : str
        Version of radlane.
    reported : frozenset of ResultStatus
        Of which studies without a result an SR is made.
    display_report : bool
        Whether results have an SR of outlines too, for viewers.
    segmentation_type : SegmentationType or None
        How SEGs hold their segments here; None: as the manifest of a model says.
    """

    decode: DecodeFrame
    read_limits: Limits
    inference_seconds: float
    read_threads: int
    timezone: tzinfo
    now: Callable[[], datetime]
    clock: Callable[[], float]
    token_bytes: Callable[[int], bytes]
    version: str
    reported: frozenset[ResultStatus] = frozenset()
    display_report: bool = False
    segmentation_type: SegmentationType | None = None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One model on one archive.

    Attributes
    ----------
    archive : Archive
        Where the study comes from and its result goes to.
    workspace : Path
        An empty folder for the objects of this run.
    spool : Path
        A folder of this run for instances that come from elsewhere.
    keep : Path or None
        Where the objects lie at the end, beside the archive; None: nowhere.
    refused : frozenset of str
        SOP Classes that the archive refuses, as the site says.
    room : callable
        What is analysed -> what waits until there is room for its pixels, and holds it (`pipeline.room`).
    """

    site: Site
    archive: Archive
    model: LoadedModel
    workspace: Path
    spool: Path
    keep: Path | None
    refused: frozenset[str] = frozenset()
    room: Callable[[Source], AbstractContextManager[None]] = always_room
