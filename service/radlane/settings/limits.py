"""What hostile input may take at most."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from radlane.settings.section import DAY_S, Section


class LimitSettings(Section):
    """What hostile input may take at most."""

    file_bytes: Annotated[int, Field(gt=0)] = 2 << 30
    """Bytes of one DICOM file, also inflated."""
    study_bytes: Annotated[int, Field(gt=0)] = 64 << 30
    """Bytes that are retrieved of one study."""
    free_bytes: Annotated[int, Field(ge=0)] = 256 << 20
    """Bytes that have to be free on the disks of `data_dir` and `work_dir`: with less no job is accepted or begun."""
    queued_jobs: Annotated[int, Field(gt=0, le=10_000_000)] = 10_000
    """Jobs that have not come to their end: with so many only urgent ones are accepted, a tenth more."""
    archive_failures: Annotated[int, Field(gt=0, le=1000)] = 5
    """Failures in a row, on two studies at least, after which an archive that is away is not asked for a while."""
    archive_pause_seconds: Annotated[float, Field(gt=0, le=3600)] = 30.0
    """So long it is not asked; then one question finds out whether it is back."""
    instances: Annotated[int, Field(gt=0)] = 20_000
    """Instances that are retrieved of one study."""
    study_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 3600.0
    """Seconds in which the instances of one study have to come."""
    elements: Annotated[int, Field(gt=0)] = 200_000
    """Attributes and items of sequences that are read of one DICOM file."""
    connections: Annotated[int, Field(gt=0, le=10_000)] = 200
    """Connections of callers at once."""
    predictions: Annotated[int, Field(gt=0, le=1000)] = 8
    """Instances of `/v1/predict` and tensors of `/v2` at once: those that come, wait or are analysed."""
    tensor_bytes: Annotated[int, Field(gt=0, le=1 << 31)] = 256 << 20
    """Bytes of tensors that are sent to a network over `/v2`, and of those that it gives."""
    predictions_each: Annotated[int, Field(gt=0, le=1000)] | None = None
    """The same of one caller, where there is access control; half of them all if not set."""
    event_streams: Annotated[int, Field(gt=0, le=1000)] = 32
    """Event streams of jobs at once."""
    event_streams_each: Annotated[int, Field(gt=0, le=1000)] = 8
    """Event streams of one caller at once, where there is access control."""
    receive_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 300.0
    """Seconds in which an instance or tensors that are sent have to come whole, and tensors to be taken."""
    decode_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 60.0
    """Seconds that one compressed frame may be decoded."""
    decode_memory_bytes: Annotated[int, Field(ge=1 << 29, le=1 << 50)] = 4 << 30
    """Bytes of address space of the process that decodes."""
    frames_bytes: Annotated[int, Field(gt=0, le=1 << 50)] | None = None
    """Bytes of the frames of all studies that `radlane run` or a worker has under way, as headers say them; the 16th
    part of the memory of machine or container if not set. One study always goes on."""
    inference_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 600.0
    """Seconds that one run of a network may take."""
    requests_per_minute: Annotated[int, Field(gt=0, le=1_000_000)] = 6000
    """Requests of one caller in a minute."""
    failures_per_minute: Annotated[int, Field(gt=0, le=1_000_000)] = 60
    """Wrong credentials from one address in a minute."""
