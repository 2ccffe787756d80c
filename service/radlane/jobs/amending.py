"""The steps of a job that wants heat maps which the run that stands lacks: an amendment of that run.

In: a job whose run is at its destinations, and what earlier steps returned. Out: JSON, as of `jobs.steps`. Nothing is
analysed again, and nothing that was sent is sent again: what was concluded then is explained, and the new leaves and
the new root SR have the ledger, the outbox and the forms of any other run. Where there is no heat map, the job ends
with the result that stands, and the reason.
Reference: docs/adr/0006, docs/adr/0026.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pydicom import Dataset

from radlane.dicomweb.part10 import read_dataset
from radlane.domain.explanation import Method, wanted_method
from radlane.domain.form import FIRST, LABEL_MAP, PARAMETRIC_MAP, Form
from radlane.domain.job import Job
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.result import EncodedObject, Role
from radlane.encode.identity import canonical_json
from radlane.errors import (
    ArtifactCorrupt,
    CheckFailed,
    DeviceError,
    InferenceFailed,
    InputRefused,
    JobConflict,
    JobWaits,
    ModelError,
    VersionRevoked,
)
from radlane.jobs.delivering import deliver_unrevoked
from radlane.jobs.encoding import identity_of, into_outbox, kept_analysis
from radlane.jobs.growth import refs_of
from radlane.jobs.parts import LACKS, Parts, State, Table, leased, model_of
from radlane.jobs.runs import Claimed, Run, RunState
from radlane.pipeline.amending import add_maps, encode_maps
from radlane.pipeline.document import describe_explanation
from radlane.pipeline.handover import at_work, save_conclusion
from radlane.pipeline.outcome import explained
from radlane.pipeline.steps import Analysis, Making, write
from radlane.pipeline.watch import Watch

AMEND = "amend"
_OTHER_JOB_S = 30.0  # at most between two looks at the job that makes the same amendment
_NO_MAP = (ModelError, DeviceError, InferenceFailed, InputRefused, CheckFailed)  # whatever it is: the run stands
_GONE = Reason(
    code=ReasonCode.NOT_EXPLAINED,
    text="There is no explanation: what was concluded then, or was made of it, is no longer kept here. Ask for a rerun",
)


def lacking_method(parts: Parts, job: Job, state: State) -> Method | None:
    """Return the method whose heat maps a job wants and its run lacks; None where it lacks none.

    What this very job analysed was explained then, or it says why not. What nobody asked for is not tried twice.
    """
    if not state["analyse"].get("skipped"):
        return None
    asked = job.order.request.explain
    try:
        method = wanted_method(model_of(parts, job).manifest.explanation, asked)
    except ModelError:  # what is made goes out without its package; nothing is added to it then
        return None
    said = parts.ledger.run(state["claim"]["run"]).result or {}
    methods = {one["method"] for one in said.get("explanations", ())}
    tried = asked is None and any(one["code"] == ReasonCode.NOT_EXPLAINED for one in said.get("reasons", ()))
    return None if method is None or method in methods or tried else method


def amend(parts: Parts, job: Job, state: State) -> State:
    """Ask the ledger which amendment this is: a new one, one that is there, or one that another job makes now."""
    run, method = parts.ledger.run(state["claim"]["run"]), state["deliver"][LACKS]
    key = canonical_json(["radlane.amendment/1", run.input_key, run.number, method])
    keyed = hmac.digest(parts.site_key, key, "sha256").hex()
    claimed, amendment = parts.ledger.amendments.claim(run.id, keyed, job.id, f"explained later: {method}")
    if claimed is Claimed.WAIT:
        soon = min(_OTHER_JOB_S, 2.0 ** min(job.attempt, 10))
        raise JobWaits("Another job explains the same; its heat maps will be used", retry_after_s=soon)
    return {"run": amendment.id, "reused_from": state["claim"]["reused_from"]}


def explain(parts: Parts, job: Job, state: State) -> State:
    """Make the heat maps, encode, check and write what they add, and put it on record before any is sent."""
    run, amendment = parts.ledger.run(state["claim"]["run"]), parts.ledger.run(state[AMEND]["run"])
    if not parts.ledger.objects(amendment.id):
        if amendment.state is RunState.FAILED:  # this process died when it had given it up
            raise JobWaits("The amendment was given up", uid=amendment.id, again_from=AMEND)
        reason = _made(parts, job, state, run, amendment)
        if reason is not None:
            parts.ledger.amendments.abandon(amendment.id, job.id)
            said = {"code": str(reason.code), "text": reason.text}
            return {"run": run.id, "reused_from": state["claim"]["reused_from"], "reasons": [said]}
    return {"objects": [item.ref.sop_instance_uid for item in parts.ledger.objects(amendment.id)]}


def deliver(parts: Parts, job: Job, state: State) -> State:
    """Send what is added to each destination that has not got it (`jobs.delivering`); the run is there already."""
    if "reasons" in state["explain"]:
        return {"destinations": []}
    run_id = state[AMEND]["run"]
    try:
        return deliver_unrevoked(parts, job, run_id, partial(_encode_form, parts, job, state, run_id))
    except JobWaits as error:
        if error.again_from != "claim":
            raise
        raise JobWaits(error.what, uid=error.uid, again_from=AMEND) from error


AMENDMENT_STEPS: Table = ((AMEND, amend), ("explain", explain), ("deliver-amendment", deliver))


def _made(parts: Parts, job: Job, state: State, run: Run, amendment: Run) -> Reason | None:
    """Make an amendment; what fails takes nothing from the run. What may come back is waited for."""
    try:
        return _make(parts, job, state, run, amendment)
    except VersionRevoked:
        raise
    except _NO_MAP as error:
        if error.retryable:
            raise
        return Reason(code=ReasonCode.NOT_EXPLAINED, text=f"There is no explanation: {error.what}")


def _make(parts: Parts, job: Job, state: State, run: Run, amendment: Run) -> Reason | None:
    """Make an amendment and put it on record; return why there is nothing to add, if so."""
    forms = parts.ledger.forms.of(run.id)
    try:
        for form in {forms.get(name, FIRST) for name in job.order.destinations}:  # before any of them gets anything
            _require_kept(parts, _wanted(parts, run, amendment, form))
        before, analysis = _before(parts, run, amendment, FIRST), kept_analysis(parts, job, state, run)
    except ArtifactCorrupt:
        return _GONE
    method, watch = Method(state["deliver"][LACKS]), Watch(parts.site.clock, lambda _: None)
    with leased(parts, job) as model:
        analysis, reason = add_maps(parts.site, model, analysis, method, watch)
    if reason is not None:
        return reason
    datasets = _encode(parts, job, analysis, amendment, FIRST, before)
    said = {**(run.result or {}), **_said(analysis)}

    def put(folder: Path) -> bool:
        with at_work():
            objects = write(datasets, folder)
            sha256 = save_conclusion(analysis.conclusion, folder)
        parts.outbox.publish(folder)
        return parts.ledger.commit(amendment.id, job.id, objects, said, sha256)

    into_outbox(parts, amendment.id, put)
    return None


def _said(analysis: Analysis) -> State:
    """What the result says otherwise than that of the run."""
    reasons = [{"code": str(one.code), "text": one.text} for one in analysis.conclusion.reasons]
    return {"reasons": reasons, "explanations": [describe_explanation(one) for one in explained(analysis.conclusion)]}


def _encode_form(parts: Parts, job: Job, state: State, run_id: str, form: Form) -> tuple[Dataset, ...]:
    """Encode and check another form of an amendment.

    Raises
    ------
    ArtifactCorrupt
        If what was concluded is not kept any more: another amendment is made.
    JobConflict
        If what was made of the run is not: another amendment would lack it too.
    """
    amendment, run = parts.ledger.run(run_id), parts.ledger.run(state["claim"]["run"])
    try:
        before = _before(parts, run, amendment, form)
    except ArtifactCorrupt as error:
        raise JobConflict("What the run has in another form is lost, and that form is wanted", uid=run.id) from error
    return _encode(parts, job, kept_analysis(parts, job, state, amendment), amendment, form, before)


def _encode(
    parts: Parts, job: Job, analysis: Analysis, amendment: Run, form: Form, before: Sequence[Dataset]
) -> tuple[Dataset, ...]:
    making = Making(
        identity=identity_of(parts, amendment),
        started=amendment.started_at,
        form=form,
        predecessors=refs_of(amendment.predecessors),
    )
    return encode_maps(parts.site, model_of(parts, job), analysis, making, before)


def _before(parts: Parts, run: Run, amendment: Run, form: Form) -> tuple[Dataset, ...]:
    """Read what destinations of a form have of the run, as it was made, and a root SR that the amendment names.

    Raises
    ------
    ArtifactCorrupt
        If the bytes of one are lost.
    """
    wanted = _wanted(parts, run, amendment, form)
    _require_kept(parts, wanted)
    return tuple(read_dataset(item.path, item.ref, parts.site.read_limits) for item in wanted)


def _wanted(parts: Parts, run: Run, amendment: Run, form: Form) -> list[EncodedObject]:
    named = {report["sop_instance_uid"] for report in amendment.predecessors}
    roots = [one for one in parts.ledger.forms.all_objects(run.id) if one.ref.sop_instance_uid in named]
    return [*_leaves(parts, run, form), *roots[:1]]


def _require_kept(parts: Parts, wanted: Sequence[EncodedObject]) -> None:
    lost = [item for item in wanted if not parts.outbox.bring(item.path, item.sha256)]
    if lost:
        raise ArtifactCorrupt("The bytes of an object are lost", uid=lost[0].ref.sop_instance_uid)


def _leaves(parts: Parts, run: Run, form: Form) -> list[EncodedObject]:
    """Return the leaves of the form that is nearest to one: first it has the same SEG, then what else is the same."""
    near = min(parts.ledger.forms.made(run.id), key=partial(distance, form), default=FIRST)
    leaves = [one for one in parts.ledger.forms.objects(run.id, near) if one.role is not Role.REPORT]
    return [one for one in leaves if one.role is not Role.PARAMETRIC_MAP or PARAMETRIC_MAP not in form.refused]


def distance(form: Form, other: Form) -> tuple[bool, int]:
    """Return how far a form is from another one: whether its SEG is another, and in how many classes they differ."""
    other_segmentation = (LABEL_MAP in form.refused) != (LABEL_MAP in other.refused)
    return other_segmentation, len(form.refused ^ other.refused)
