"""The steps of a durable job: the lane of `pipeline.steps`, cut where a process may die.

In: a job and what earlier steps returned. Out: JSON: digests, UIDs and counts; never pixels, paths or header values. A
step that runs again finds what it made before, or makes it again; what was once put on record in the ledger is never
made again. A step that misses what an earlier one made sends the job back to that one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

import numpy as np

from radlane.domain.cine import Cine
from radlane.domain.explanation import wanted_method
from radlane.domain.image import Image, Picture, Spacing, VoiLut
from radlane.domain.job import Expectation, Job
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import StudyIndex
from radlane.domain.volume import Volume
from radlane.encode.identity import input_key
from radlane.errors import (
    ArchiveUnavailable,
    ArtifactCorrupt,
    InputRefused,
    JobWaits,
    StudyMismatch,
    StudyNotFound,
)
from radlane.jobs.amending import lacking_method
from radlane.jobs.database import to_micros, to_moment
from radlane.jobs.delivering import deliver_unrevoked
from radlane.jobs.encoding import choices_in, encode_first, encode_form
from radlane.jobs.parts import (
    LACKS,
    SPOOL,
    Parts,
    State,
    Table,
    is_urgent,
    leased,
    model_of,
    shown_of,
    source_of,
    turn_of,
)
from radlane.jobs.patients import require_patient
from radlane.jobs.runs import Claimed, Wanted
from radlane.pipeline.chosen import Source
from radlane.pipeline.deliver import identify_patient
from radlane.pipeline.document import describe_choice
from radlane.pipeline.handover import keep_refs, keep_source, load_refs, save_conclusion
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.outcome import device_of
from radlane.pipeline.plan import digest_of, select_candidates
from radlane.pipeline.priors import Place, add_prior
from radlane.pipeline.source import Subject, choose_source
from radlane.pipeline.steps import Analysis, analyse, explain
from radlane.pipeline.watch import Watch

UNKNOWN = "unknown"
_OTHER_JOB_S = 30.0  # at most between two looks at the job that makes the same run


def resolve(parts: Parts, job: Job, _: State) -> State:
    """Load the model that the job was accepted with."""
    with leased(parts, job) as model:
        return {"version": model.identity.version, "device": model.session.device}


def select(parts: Parts, job: Job, _: State) -> State:
    """Ask the archive what it has, and plan which instances to bring."""
    known = parts.ledger.results_of(job.order.request.study_instance_uid, job.order.package_digest)
    index = _expected(parts, job)
    require_patient(parts.site_key, job.order.patient, index)
    for name in job.order.destinations:
        if name != job.order.source:
            _require_place(parts, name, index)
    wanted = select_candidates(index, model_of(parts, job).manifest, job.order.request.series_instance_uid)
    sha256 = keep_refs(wanted, parts.work / job.id)
    facts = {"sha256": sha256, "inputs": digest_of(wanted), "known": list(known)}
    return {**facts, "counts": _counts(index), "at": to_micros(parts.site.now())}


def retrieve(parts: Parts, job: Job, state: State) -> State:
    """Bring the instances, choose by the headers, keep and read what was chosen, and say how complete the study was.

    A stack that grew meanwhile is planned again: half of it would be another volume.
    """
    parts.require_room()
    archive = parts.archive(job.order.source)
    index = _index(parts, job)
    manifest, refs = model_of(parts, job).manifest, _planned(parts, job, state)
    study = archive.retrieve(index, refs, parts.work / job.id / SPOOL)
    source = choose_source(parts.site, manifest, study, job.order.request.series_instance_uid)
    source = add_prior(parts.site, manifest, source, _place(parts, job, index))
    selection = [describe_choice(choice) for choice in source.choices]
    sha256, kept = keep_source(source.everything, parts.work / job.id)
    source = replace(source.moved(kept), choices=())
    if parts.hand is not None:
        parts.hand.take(sha256, source, urgent=is_urgent(job))
    after = _found(parts, job)
    require_patient(parts.site_key, job.order.patient, after)  # it may have been corrected since
    completeness = {
        "retrieved": _offered(parts, job, after) == {item.ref for item in study.instances},
        "stable": _stable(parts, state["select"], after),
        "acquired": _acquired(_counts(after), job.order.expect),
    }
    if manifest.reads_volumes and not completeness["retrieved"]:
        raise JobWaits("The archive has other slices by now", uid=index.study_instance_uid, again_from="select")
    facts = {"sha256": sha256, "subject": _digest(parts, job, source), "instances": len(kept)}
    facts["selection"] = selection
    return {**facts, "completeness": completeness}


def claim(parts: Parts, job: Job, state: State) -> State:
    """Ask the ledger which run this is: a new one, one that is there, or one that another job makes now."""
    source, model = source_of(parts, job, state["retrieve"]["sha256"]), model_of(parts, job)
    patient, study = identify_patient(source.dataset), job.order.request.study_instance_uid
    channels = {model.manifest.reference.id: _refs(source)}
    channels |= {channel_id: _refs(other) for channel_id, other in source.others.items()}
    wanted = Wanted(
        input_key=keyed(parts, input_key(patient, study, channels, model.identity.digest, {})),
        source_digest=state["retrieve"]["subject"],
        study_instance_uid=study,
        model=model.identity,
        rerun=job.order.rerun,
        inputs=tuple(ref.sop_instance_uid for ref in source.of_study),  # by which the study is seen to grow
        shadow=job.order.shadow_of is not None,
        known=state["select"]["known"],
    )
    claimed, run = parts.ledger.claim(wanted, job.id)
    if claimed is Claimed.LOOK:
        raise JobWaits("More images of the study were analysed meanwhile", uid=study, again_from="select")
    if claimed is Claimed.WAIT:
        soon = min(_OTHER_JOB_S, 2.0 ** min(job.attempt, 10))
        same = run.input_key == wanted.input_key
        what = (
            "the same input; its result will be used" if same else "fewer images of the study; its report comes first"
        )
        raise JobWaits(f"Another job analyses {what}", retry_after_s=soon)
    reused = claimed is Claimed.REUSE and run.job_id != job.id
    refused = {"refusal": run.result["reasons"][0]} if run.status is not None and run.result else {}
    return {"run": run.id, "reused_from": run.job_id if reused else None, **refused}


_EXPLAINING = "explaining"
_DIED = Reason(
    code=ReasonCode.NOT_EXPLAINED,
    text="There is no explanation: its process ended while it was made. Ask for it again",
)


def analyse_source(parts: Parts, job: Job, state: State) -> State:
    """Run the network once, and keep what it said; what it refused before is not tried again."""
    refusal = state["claim"].get("refusal")
    if refusal is not None:
        raise InputRefused(refusal["code"], refusal["text"])
    if parts.ledger.objects(state["claim"]["run"]):
        return {"skipped": True}
    source = replace(source_of(parts, job, state["retrieve"]["sha256"]), choices=choices_in(state))
    shown = shown_of(parts, job, source)
    with leased(parts, job) as model:
        turn = turn_of(parts, job, model)
        watch, site = Watch(turn.clock, lambda _: None, turn.of), replace(parts.site, clock=turn.clock)
        analysis = analyse(site, model, source, watch, shown)
        analysis = _explained(replace(parts, site=site), job, model, analysis, watch)
        device = device_of(model, analysis.conclusion)
    sha256 = save_conclusion(analysis.conclusion, parts.work / job.id)
    return {"sha256": sha256, "timings": dict(watch.timings), "device": device}


def _explained(parts: Parts, job: Job, model: LoadedModel, analysis: Analysis, watch: Watch) -> Analysis:
    """Explain what was found; where a process died of that, the result goes out without."""
    if wanted_method(model.manifest.explanation, job.order.request.explain) is None:
        return analysis
    begun = parts.work / job.id / _EXPLAINING
    if begun.exists():
        reasons = (*analysis.conclusion.reasons, _DIED)
        return replace(analysis, conclusion=replace(analysis.conclusion, reasons=reasons))
    begun.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun.touch()
    try:
        return explain(parts.site, model, analysis, job.order.request.explain, watch)
    finally:
        begun.unlink(missing_ok=True)


def encode_objects(parts: Parts, job: Job, state: State) -> State:
    """Encode, check and write the objects, and put them on record before any is sent."""
    run = parts.ledger.run(state["claim"]["run"])
    if not parts.ledger.objects(run.id):
        encode_first(parts, job, state, run)
    if parts.hand is not None:
        parts.hand.put_down()  # who only delivers needs no pixels
    return {"objects": [item.ref.sop_instance_uid for item in parts.ledger.objects(run.id)]}


def deliver(parts: Parts, job: Job, state: State) -> State:
    """Send what a destination has not got: the outbox's bytes, leaves first, the root SR last (`jobs.delivering`).

    Nothing of a version that was revoked since is sent. Where heat maps are wanted that the result lacks, it says so.
    """
    run_id = state["claim"]["run"]
    sent = deliver_unrevoked(parts, job, run_id, partial(encode_form, parts, job, state, run_id))
    lacking = lacking_method(parts, job, state)
    return sent if lacking is None else {**sent, LACKS: str(lacking)}


STEPS: Table = (
    ("resolve", resolve),
    ("select", select),
    ("retrieve", retrieve),
    ("claim", claim),
    ("analyse", analyse_source),
    ("encode", encode_objects),
    ("deliver", deliver),
)


def _index(parts: Parts, job: Job) -> StudyIndex:
    """What the archive had of the study when this attempt chose what to bring; one that begins here asks."""
    known = None if parts.hand is None else parts.hand.index
    if known is not None:
        return known
    index = parts.archive(job.order.source).find_study(job.order.request.study_instance_uid)
    require_patient(parts.site_key, job.order.patient, index)
    return index


def _found(parts: Parts, job: Job) -> StudyIndex:
    return _find(parts, job, job.order.request.study_instance_uid)


def _find(parts: Parts, job: Job, uid: str) -> StudyIndex:
    """A study without what radlane made of it: that is no image of it, and does not count."""
    return _counted(parts, parts.archive(job.order.source).find_study(uid))


def _counted(parts: Parts, index: StudyIndex) -> StudyIndex:
    return index.without(parts.ledger.forms.made_of(index.study_instance_uid))


def _place(parts: Parts, job: Job, index: StudyIndex) -> Place:
    """Where an earlier study of the patient is looked for."""
    archive, spool = parts.archive(job.order.source), parts.work / job.id / SPOOL
    return Place(archive=archive, index=index, find=partial(_find, parts, job), spool=spool)


def _expected(parts: Parts, job: Job) -> StudyIndex:
    """The study, when it is as large as the caller said; until then the job waits."""
    uid, expect = job.order.request.study_instance_uid, job.order.expect
    try:
        found = parts.archive(job.order.source).find_study(uid)
    except StudyNotFound:
        if expect is None:
            raise
        what, nothing = "The archive does not have the study yet that the caller expects", {"series": 0, "instances": 0}
        raise JobWaits(what, uid=uid, waiting=_waiting(nothing, expect)) from None
    if parts.hand is not None:
        parts.hand.index = found
    index = _counted(parts, found)
    if expect is not None and _acquired(_counts(index), expect) is False:
        what = "The archive has less of the study than the caller expects"
        raise JobWaits(what, uid=uid, waiting=_waiting(_counts(index), expect))
    return index


def _waiting(counts: Mapping[str, int], expect: Expectation) -> dict[str, Any]:
    """How much there is of what the caller said, as people see it: 37 of 412."""
    want = {name: count for name, count in asdict(expect).items() if count is not None}
    return {"have": {name: counts[name] for name in want}, "want": want}


def _require_place(parts: Parts, destination: str, index: StudyIndex) -> None:
    """A result stands beside its study: a destination without it is said before the work is done, not after.

    One that is away is waited for when there is something to send.
    """
    archive = parts.archive(destination)
    if not archive.can_be_asked:
        return
    try:
        patient = archive.find_study(index.study_instance_uid).patient
    except ArchiveUnavailable:
        return
    except StudyNotFound as error:
        raise StudyNotFound(f"The destination {archive.name} has no such study", uid=error.uid, why=error.why) from None
    if patient != index.patient:
        raise StudyMismatch(
            f"The study in the destination {archive.name} is another patient's than in the source",
            uid=index.study_instance_uid,
            remedy="Nothing was analysed or stored. Look at Patient ID and Issuer of Patient ID in both archives",
        )


def _counts(index: StudyIndex) -> dict[str, int]:
    return {"series": len(index.series), "instances": index.instances}


def _offered(parts: Parts, job: Job, index: StudyIndex) -> set[InstanceRef]:
    """What the archive has now of what the plan asks for."""
    try:
        return set(select_candidates(index, model_of(parts, job).manifest, job.order.request.series_instance_uid))
    except InputRefused:
        return set()


def _stable(parts: Parts, before: State, after: StudyIndex) -> bool | str:
    """Whether the study stayed as it was for the quiet time; unknown where it was not watched so long."""
    if before["counts"] != _counts(after):
        return False
    return True if parts.site.now() - to_moment(before["at"]) >= parts.quiet else UNKNOWN


def _acquired(counts: Mapping[str, int], expect: Expectation | None) -> bool | str:
    """Whether the archive has all that was acquired; nobody but the caller can know."""
    if expect is None or (expect.series is None and expect.instances is None):
        return UNKNOWN
    return expect.is_met(**counts)


def _planned(parts: Parts, job: Job, state: State) -> tuple[InstanceRef, ...]:
    """Which instances were planned."""
    try:
        return load_refs(parts.work / job.id, state["select"]["sha256"])
    except ArtifactCorrupt as error:
        uid = job.order.request.study_instance_uid
        raise JobWaits("The plan is no longer there", uid=uid, again_from="select") from error


def _refs(source: Source) -> tuple[InstanceRef, ...]:
    """The instances of one channel, with the registration by which they are placed."""
    return tuple(item.ref for item in source.own)


def _digest(parts: Parts, job: Job, source: Source) -> str:
    """SHA-256 of what all channels show; of a model with one channel that of its subject."""
    shown = shown_of(parts, job, source)
    if shown.channels is None or not source.others:
        return digest_of_subject(shown.subject)
    volumes = shown.channels.volumes
    read = {channel_id: volume for channel_id, volume in volumes.items() if channel_id in source.others}
    digests = {channel_id: digest_of_subject(volume) for channel_id, volume in read.items()}
    return hashlib.sha256(json.dumps([digest_of_subject(shown.subject), digests], sort_keys=True).encode()).hexdigest()


def digest_of_subject(subject: Subject) -> str:
    """SHA-256 of the decoded pixels, and of what the headers say that they are and where: a corrected header is other
    input under the same UIDs.
    """
    facts = [subject.values.shape, subject.values.dtype.str, *_stated(subject)]
    found = hashlib.sha256(json.dumps(facts).encode())
    found.update(np.ascontiguousarray(subject.values).data)
    if isinstance(subject, Image) and subject.padding is not None:
        found.update(np.packbits(subject.padding).data)
    return found.hexdigest()


def _stated(subject: Subject) -> list[object]:
    """What headers say of pixels, as plain values, one by one: a field that a later radlane adds changes no digest."""
    if isinstance(subject, Volume):
        side = [subject.laterality] if subject.laterality else []
        return [subject.slope, subject.intercept, subject.padding, subject.grid.affine.tolist(), *side]
    if isinstance(subject, Picture):
        return [_spaced(subject.spacing), subject.laterality]
    if isinstance(subject, Cine):
        times = None if subject.times_s is None else subject.times_s.tolist()
        units = [subject.bits, subject.slope, subject.intercept, subject.monochrome1]
        return [subject.numbers, *units, times, _spaced(subject.spacing), subject.laterality]
    orientation, voi = subject.orientation, subject.voi
    if isinstance(voi, VoiLut):
        shown: list[object] = [voi.first, voi.bits, voi.table.tolist()]
    else:
        shown = [voi.center, voi.width, voi.function] if voi else []
    return [
        subject.monochrome1,
        [orientation.row, orientation.column] if orientation else None,
        _spaced(subject.spacing),
        shown,
    ]


def _spaced(spacing: Spacing | None) -> list[object] | None:
    return [spacing.row_mm, spacing.column_mm, spacing.plane] if spacing else None


def keyed(parts: Parts, key: str) -> str:
    """An input key that tells nothing without the site key: a bare hash of a Patient ID is found by trying all."""
    return hmac.digest(parts.site_key, f"radlane.ledger/1 {key}".encode(), "sha256").hex()
