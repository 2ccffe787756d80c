"""What became of instances -> the answer of STOW-RS.

In: arrivals. Out: a status, and the Store Instances Response Module as DICOM JSON.
Reference: PS3.18 table 10.5.3-1, annexes F and I.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from radlane.domain.arrival import Arrival, Failure

MEDIA_TYPE = "application/dicom+json"
_FAILED, _STORED, _OTHER, _RETRIEVE_URL = "00081198", "00081199", "0008119A", "00081190"
_CLASS, _INSTANCE, _REASON = "00081150", "00081155", "00081197"
_BUSY = frozenset({Failure.NO_ROOM, Failure.PROCESSING})


def status_of(arrivals: Sequence[Arrival]) -> HTTPStatus:
    """Return the status: all are kept, some are, none can be kept now, or none will be."""
    failures = {arrival.failure for arrival in arrivals}
    if None in failures:
        return HTTPStatus.OK if failures == {None} else HTTPStatus.ACCEPTED
    return HTTPStatus.SERVICE_UNAVAILABLE if failures <= _BUSY else HTTPStatus.CONFLICT


def answer_of(arrivals: Sequence[Arrival]) -> dict[str, Any]:
    """Return the response module, one data set; nothing is given out here, so each Retrieve URL is empty (type 2)."""
    stored, failed, other = [], [], []
    for arrival in arrivals:
        if arrival.failure is None:
            stored.append({**_reference(arrival), _RETRIEVE_URL: {"vr": "UR"}})
        elif arrival.ref is not None:
            failed.append({**_reference(arrival), **_reason(arrival.failure)})
        else:
            other.append(_reason(arrival.failure))
    sequences = {_FAILED: failed, _STORED: stored, _OTHER: other}
    said = {tag: {"vr": "SQ", "Value": items} for tag, items in sequences.items() if items}
    return {_RETRIEVE_URL: {"vr": "UR"}, **said}


def _reference(arrival: Arrival) -> dict[str, Any]:
    assert arrival.ref is not None  # it was read
    return {
        _CLASS: {"vr": "UI", "Value": [arrival.ref.sop_class_uid]},
        _INSTANCE: {"vr": "UI", "Value": [arrival.ref.sop_instance_uid]},
    }


def _reason(failure: Failure) -> dict[str, Any]:
    return {_REASON: {"vr": "US", "Value": [int(failure)]}}
