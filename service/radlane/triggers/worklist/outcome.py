"""What a workitem says of its job: how far it is, what came out, or why nothing did.

In: a job and its objects. Out: attributes of the workitem, which the worklist's rules accept.
Reference: PS3.3 C.30.1 (Progress) and C.30.3 (Performed Procedure); PS3.16 CID 9300 and 9301 (discontinuation reasons).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from radlane.dicomweb.dicom_json import sequence_of, text_of
from radlane.domain.code import Code
from radlane.domain.job import Job, JobState
from radlane.domain.reason import ReasonCode
from radlane.domain.workitem import DataSet
from radlane.errors import StudyMismatch
from radlane.triggers.worklist.dataset import code_item, element, has_value, to_dt

STATION = Code(scheme="99RADLANE", value="radlane", meaning="radlane")
STEPS = ("resolve", "select", "retrieve", "claim", "analyse", "encode", "deliver")
_PROGRESS, _PERFORMED, _REASON, _REASON_CODE = "00741002", "00741216", "00741238", "0074100E"
_CANCELED_AT, _CONTACTS = "00404052", "00741008"
_MOST_REASON = 1024
JOB_IS_GONE, NOT_PERFORMED = "Its job is gone", "The procedure is no longer performed"
NOT_ACCEPTED, _ENDED = "The analysis was not accepted", "The analysis ended"


def _dcm(value: str, meaning: str) -> Code:
    return Code(scheme="DCM", value=value, meaning=meaning)


UNSPECIFIED = _dcm("110513", "Discontinued for unspecified reason")
EQUIPMENT_FAILURE = _dcm("110501", "Equipment failure")
WRONG_ENTRY = _dcm("110514", "Incorrect worklist entry selected")
RESCHEDULE = _dcm("110529", "Discontinued Procedure Step rescheduling recommended")
FORMAT = _dcm("110521", "Objects incorrectly formatted")
UNSUPPORTED = _dcm("110522", "Object Types not supported")
INCOMPLETE = _dcm("110523", "Object Set incomplete")

# Why a study was not analysed, in the words of PS3.16; every other reason is unspecified, and said in plain words.
REASONS: Mapping[str, Code] = {
    ReasonCode.NO_MATCHING_SERIES: UNSUPPORTED,
    ReasonCode.SERIES_UNFIT: UNSUPPORTED,
    ReasonCode.BODY_PART_MISMATCH: UNSUPPORTED,
    ReasonCode.VIEW_MISMATCH: UNSUPPORTED,
    ReasonCode.TRANSFER_SYNTAX_UNSUPPORTED: UNSUPPORTED,
    ReasonCode.PIXEL_DEPTH_UNSUPPORTED: UNSUPPORTED,
    ReasonCode.PHOTOMETRIC_UNSUPPORTED: UNSUPPORTED,
    ReasonCode.MULTI_FRAME_UNSUPPORTED: UNSUPPORTED,
    ReasonCode.RESCALE_UNSUPPORTED: UNSUPPORTED,
    ReasonCode.FILE_UNREADABLE: FORMAT,
    ReasonCode.PIXEL_DATA_CORRUPT: FORMAT,
    ReasonCode.PIXEL_DESCRIPTION_INVALID: FORMAT,
    ReasonCode.GEOMETRY_INVALID: FORMAT,
    ReasonCode.PIXEL_DATA_MISSING: INCOMPLETE,
    ReasonCode.SLICES_MISSING: INCOMPLETE,
    ReasonCode.SLICES_TOO_FEW: INCOMPLETE,
}
_ENDS: Mapping[JobState, tuple[Code, str]] = {
    JobState.FAILED: (EQUIPMENT_FAILURE, "The analysis failed"),
    JobState.EXPIRED: (RESCHEDULE, "The analysis could not be done in time"),
    JobState.CANCELLED: (UNSPECIFIED, "The analysis was cancelled"),
    JobState.NOT_ANALYSED: (UNSPECIFIED, "The images are none that the model may judge"),
}
_OWN = frozenset({JOB_IS_GONE, NOT_PERFORMED, NOT_ACCEPTED, _ENDED, *(text for _, text in _ENDS.values())})
_CODE_AFTER = re.compile(r" \([a-z0-9-]+\)")


def progress_of(job: Job) -> tuple[int, str]:
    """Return how much of a job is done, in percent, and what it does now."""
    done = {event.name for event in job.timeline if event.kind == "step"}
    count = sum(step in done for step in STEPS)
    current = next((step for step in STEPS if step not in done), STEPS[-1])
    return min(99, 100 * count // len(STEPS)), f"{job.state}: {current}"


def in_progress(attributes: DataSet, percent: int, text: str) -> DataSet:
    """Return the attributes that say how far the work is; why radlane had given it up before goes out of them."""
    was = _progress(attributes)
    gone = (_REASON, _REASON_CODE, _CANCELED_AT) if _is_own(was) else ()
    kept = {tag: value for tag, value in was.items() if tag not in gone}
    item = {**kept, "00741004": element("DS", str(percent)), "00741006": element("ST", text)}
    return {_PROGRESS: element("SQ", item)}


def completed(attributes: DataSet, job: Job, outputs: Sequence[DataSet], now: datetime) -> DataSet:
    """Return the attributes of a step that was done: by what, when, and what came out."""
    codes = sequence_of(attributes, "00404018")
    performed = {
        "00404028": element("SQ", code_item(STATION)),
        "00404050": element("DT", to_dt(job.created_at)),
        "00400254": element("LO", f"radlane {job.order.request.model}"[:64]),
        "00404019": element("SQ", *codes),
        "00404051": element("DT", to_dt(max(now, job.created_at))),
        "00404033": element("SQ", *outputs),
    }
    return {**in_progress(attributes, 100, "done"), _PERFORMED: element("SQ", performed)}


def canceled(attributes: DataSet, code: Code, text: str, now: datetime, request: DataSet | None = None) -> DataSet:
    """Return the attributes of a step that was not done: the reasons of who asked for that go before radlane's own."""
    asked = request or {}
    codes = sequence_of(asked, _REASON_CODE) or (code_item(code),)
    reason = text_of(asked, _REASON) or text
    item = {
        **_progress(attributes),
        _CANCELED_AT: element("DT", to_dt(now)),
        _REASON: element("LT", reason[:_MOST_REASON]),
        _REASON_CODE: element("SQ", *codes),
    }
    return {_PROGRESS: element("SQ", {**item, **_contact(asked)})}


def cancel_requested(attributes: DataSet, request: DataSet) -> DataSet:
    """Return the attributes that tell who performs a step that somebody asks for its cancellation."""
    asked = {tag: request[tag] for tag in (_REASON, _REASON_CODE) if tag in request}
    asked.setdefault(_REASON, element("LT", "Cancellation was requested"))
    return {_PROGRESS: element("SQ", {**_progress(attributes), **asked, **_contact(request)})}


def is_cancel_requested(attributes: DataSet) -> bool:
    """Whether a worklist says that somebody asked for the cancellation of a step that is in progress.

    What radlane wrote there itself is no request: where its end was not taken, and the job was tried again.
    """
    return any(
        not _is_own(item) and any(has_value(item, tag) for tag in (_REASON, _REASON_CODE))
        for item in sequence_of(attributes, _PROGRESS)
    )


def with_request(before: DataSet, after: DataSet) -> DataSet:
    """Return attributes after a change, with the request to cancel that was there before and that they lack.

    Who performs a step replaces its whole progress, and may not have seen the request yet.
    """
    if not is_cancel_requested(before) or is_cancel_requested(after):
        return after
    was = _progress(before)
    asked = {tag: was[tag] for tag in (_REASON, _REASON_CODE, _CONTACTS) if tag in was}
    return {**after, _PROGRESS: element("SQ", {**asked, **_progress(after)})}


def why_ended(job: Job) -> tuple[Code, str]:
    """Return why a job that is at its end has no result, as a code and in words."""
    code, text = _ENDS.get(job.state, (UNSPECIFIED, _ENDED))
    outcome = job.outcome or {}
    facts: Mapping[str, Any] = next(iter([*outcome.get("reasons", ()), outcome.get("error") or {}]), {})
    if job.state is JobState.FAILED and facts.get("code") == StudyMismatch.code:
        code = WRONG_ENTRY
    said = f"{text} ({facts['code']})" if facts.get("code") else text
    return (REASONS.get(facts.get("code", ""), code) if job.state is JobState.NOT_ANALYSED else code), said


def outputs_of(job: Job, objects: Sequence[Mapping[str, Any]], addresses: Mapping[str, str]) -> tuple[DataSet, ...]:
    """Return the items of Output Information: a series each, of the objects that were stored, and where they are.

    Parameters
    ----------
    objects : sequence of mapping
        As `jobs.results.objects_of` describes them.
    addresses : mapping
        Archive -> its address, for those that have one.
    """
    series: dict[str, list[Mapping[str, Any]]] = {}
    for item in objects:
        if any(delivery["state"] == "stored" for delivery in item["deliveries"]):
            series.setdefault(item["series_instance_uid"], []).append(item)
    return tuple(_output(job.order.request.study_instance_uid, uid, items, addresses) for uid, items in series.items())


def _output(
    study: str, series: str, items: Sequence[Mapping[str, Any]], addresses: Mapping[str, str]
) -> dict[str, Any]:
    sops = [
        {"00081150": element("UI", item["sop_class_uid"]), "00081155": element("UI", item["sop_instance_uid"])}
        for item in items
    ]
    places = {d["destination"] for item in items for d in item["deliveries"] if d["state"] == "stored"}
    urls = [f"{addresses[name]}/studies/{study}/series/{series}" for name in sorted(places) if name in addresses]
    found = {
        "0040E020": element("CS", "DICOM"),
        "0020000D": element("UI", study),
        "0020000E": element("UI", series),
        "00081199": element("SQ", *sops),
    }
    if urls:
        found["0040E025"] = element("SQ", *({"00081190": element("UR", url)} for url in urls))
    return found


def _progress(attributes: DataSet) -> DataSet:
    return next(iter(sequence_of(attributes, _PROGRESS)), {})


def _is_own(progress: DataSet) -> bool:
    """Whether the reason for a cancellation is radlane's own words, maybe with a code of radlane's after them."""
    return _CODE_AFTER.sub("", text_of(progress, _REASON)) in _OWN


def _contact(asked: DataSet) -> dict[str, Any]:
    found = {tag: asked[tag] for tag in ("0074100A", "0074100C") if has_value(asked, tag)}
    return {_CONTACTS: element("SQ", found)} if "0074100A" in found else {}
