"""The steps of a job whose study has no result, where the site wants a report of that.

In: a job, and why there is no result. Out: JSON, as of `jobs.steps`. The report is the only object of its run; it has
the identity, ledger and outbox of any other, and the job's own end is the same with it and without it.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import partial
from pathlib import Path

from pydicom import Dataset

from radlane.dicomweb.part10 import read_dataset
from radlane.domain.form import FIRST, Form
from radlane.domain.job import Job
from radlane.domain.status import ResultStatus, Shortfall
from radlane.encode.identity import canonical_json, input_key
from radlane.errors import ArtifactCorrupt, InputRefused, JobConflict, JobWaits, RadlaneError
from radlane.jobs.delivering import deliver_run
from radlane.jobs.encoding import identity_of, into_outbox
from radlane.jobs.parts import SPOOL, Parts, State, Table, leased, model_of
from radlane.jobs.runs import Claimed, Wanted
from radlane.jobs.steps import keyed
from radlane.pipeline.deliver import identify_patient
from radlane.pipeline.document import describe_result
from radlane.pipeline.handover import at_work, keep_refs, keep_source, load_refs, load_source
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.outcome import not_analysed
from radlane.pipeline.status import LookedAt, encode_status, look_at, shortfall_of, status_context, write_status

LOOK, CLAIM = "look", "claim-status"


def wanted_report(parts: Parts, error: RadlaneError) -> State | None:
    """Return what there is to report of a job that ends with an error; None where there is nothing, or no wish."""
    shortfall = shortfall_of(error)
    return asdict(shortfall) if shortfall is not None and shortfall.status in parts.site.reported else None


def report_unforeseen(parts: Parts, code: str) -> State | None:
    """Return what there is to report of an analysis that broke in a way that nobody thought of."""
    said = Shortfall(status=ResultStatus.FAILED, code=code, text="radlane met an error that it did not foresee.")
    return asdict(said) if said.status in parts.site.reported else None


def look(parts: Parts, job: Job, _: State) -> State:
    """Ask the archive which images the model would have been given, and keep one instance of the study."""
    manifest, folder = model_of(parts, job).manifest, parts.work / job.id
    archive = parts.archive(job.order.source)
    looked = look_at(archive, parts.site, manifest, job.order.request, folder / SPOOL)
    header, _kept = keep_source([looked.instance], folder)
    return {"header": header, "refs": keep_refs(looked.refs, folder)}


def claim_status(parts: Parts, job: Job, state: State) -> State:
    """Ask the ledger for a run: that of the analysis that broke, one that says the same already, or a new one."""
    looked, model, shortfall = _looked(parts, job, state), model_of(parts, job), _shortfall(state)
    if "claim" in state:
        broken = parts.ledger.run(state["claim"]["run"])
        if broken.status is None and parts.ledger.objects(broken.id):
            raise JobConflict("The run has objects: it is a result, if half a one", uid=broken.id)
        key, digest = broken.input_key, broken.source_digest
    else:
        channels = {model.manifest.reference.id: looked.refs}
        patient, study = identify_patient(looked.header), job.order.request.study_instance_uid
        key = keyed(parts, input_key(patient, study, channels, model.identity.digest, {}))
        digest = hashlib.sha256(canonical_json([shortfall.status, shortfall.code])).hexdigest()
    wanted = Wanted(
        input_key=key,
        source_digest=digest,
        study_instance_uid=job.order.request.study_instance_uid,
        model=model.identity,
        rerun=job.order.rerun,
        status=shortfall.status,
    )
    claimed, run = parts.ledger.claim(wanted, job.id)
    if claimed is Claimed.WAIT:
        raise JobWaits("Another job reports the same; its report will be used", again_from=CLAIM)
    reused = claimed is Claimed.REUSE and run.job_id != job.id
    return {"run": run.id, "reused_from": run.job_id if reused else None}


def encode_report(parts: Parts, job: Job, state: State) -> State:
    """Encode, check and write the report, and put it on record before it is sent."""
    run = parts.ledger.run(state[CLAIM]["run"])
    if not parts.ledger.objects(run.id):
        with leased(parts, job) as model:
            said = _said(model, _looked(parts, job, state), _shortfall(state))
        (report,) = _encode(parts, job, state, FIRST)

        def put(folder: Path) -> bool:
            with at_work():
                objects = write_status(report, folder)
            parts.outbox.publish(folder)
            return parts.ledger.commit(run.id, job.id, objects, said)

        into_outbox(parts, run.id, put)
    return {"objects": [item.ref.sop_instance_uid for item in parts.ledger.objects(run.id)]}


def deliver_report(parts: Parts, job: Job, state: State) -> State:
    """Send the report to each destination that has not got it (`jobs.delivering`)."""
    try:
        return deliver_run(parts, job, state[CLAIM]["run"], partial(_encode, parts, job, state))
    except JobWaits as error:
        if error.again_from is None:
            raise
        raise JobWaits(error.what, uid=error.uid, again_from=CLAIM) from error


STATUS_STEPS: Table = (
    (LOOK, look),
    (CLAIM, claim_status),
    ("encode-status", encode_report),
    ("deliver-status", deliver_report),
)


def _encode(parts: Parts, job: Job, state: State, form: Form) -> tuple[Dataset]:
    """Encode and check the report in a form."""
    run, looked = parts.ledger.run(state[CLAIM]["run"]), _looked(parts, job, state)
    identity, model = identity_of(parts, run), model_of(parts, job)
    context = status_context(parts.site, model, looked, identity, run.started_at, form)
    return (encode_status(context, looked, _shortfall(state)),)


def _shortfall(state: State) -> Shortfall:
    said = state["short"]
    return Shortfall(status=ResultStatus(said["status"]), code=said["code"], text=said["text"])


def _said(model: LoadedModel, looked: LookedAt, shortfall: Shortfall) -> State:
    """What the run says: the result document of images that were not analysed, or the error."""
    if shortfall.status is ResultStatus.FAILED:
        return {"error": {"code": shortfall.code, "detail": shortfall.text}}
    refusal = InputRefused(shortfall.code, shortfall.text)
    return describe_result(not_analysed(model, looked.instance.ref.study_instance_uid, refusal, looked.refs, {}))


def _looked(parts: Parts, job: Job, state: State) -> LookedAt:
    """What was looked at; where a working file of it is lost, it is looked at anew."""
    folder = parts.work / job.id
    try:
        (instance,) = load_source(folder, state[LOOK]["header"])
        refs = load_refs(folder, state[LOOK]["refs"])
    except ArtifactCorrupt as error:
        uid = job.order.request.study_instance_uid
        raise JobWaits("What was looked at is no longer there", uid=uid, again_from=LOOK) from error
    header = read_dataset(instance.path, instance.ref, parts.site.read_limits, pixels=False)
    return LookedAt(instance=instance, header=header, refs=refs)
