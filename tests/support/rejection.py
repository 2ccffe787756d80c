"""Rejection notes of results that are at hand, as a reader finds them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from radlane.dicomweb.part10 import ref_of
from radlane.domain.result import EncodedObject, Role
from radlane.domain.withdrawal import WithdrawalReason
from radlane.encode.identity import RunIdentity
from radlane.encode.part10 import to_bytes
from radlane.encode.rejection import Rejection, build_rejection
from radlane.encode.result import role_of

AT = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
IDENTITY = RunIdentity(site_key=b"k" * 32, input_key="c3" * 32, run=1, amendment=0)


def encoded_object(dataset: Dataset) -> EncodedObject:
    """An object as the ledger knows it; its file is nowhere."""
    role = Role.REJECTION if dataset.Modality == "KO" else role_of(dataset)
    return EncodedObject(
        role=role,
        ref=ref_of(dataset),
        modality=str(dataset.Modality),
        path=Path("/nowhere"),
        size=1,
        sha256=hashlib.sha256(b"x").hexdigest(),
    )


def rejection(objects: Sequence[Dataset], **changes: Any) -> Rejection:
    """What a note is made of that rejects all of these objects; the last one is the witness."""
    made = Rejection(
        identity=IDENTITY,
        number=1,
        objects=tuple(encoded_object(dataset) for dataset in objects),
        witness=objects[-1],
        reason=WithdrawalReason.SAFETY,
        comment="The sides are swapped",
        at=AT,
        site_timezone=timezone(timedelta(hours=2)),
        radlane_version="0.1.0",
    )
    return replace(made, **changes)


def noted(objects: Sequence[Dataset], **changes: Any) -> FileDataset:
    """The note as a reader finds it."""
    return dcmread(BytesIO(to_bytes(build_rejection(rejection(objects, **changes)))))
