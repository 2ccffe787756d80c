"""How a job ends: the `Result` of an analysis, or of images that could not be analysed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydicom.uid import UID

from radlane.domain.finding import Conclusion, Finding, Presence
from radlane.domain.form import NAMES, Form
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.result import (
    Delivery,
    EncodedObject,
    Explained,
    Provenance,
    Result,
    ResultObject,
    StoreReceipt,
    Verdict,
)
from radlane.errors import InputRefused
from radlane.inference.spare import CPU
from radlane.pipeline.chosen import Source
from radlane.pipeline.models import LoadedModel


def analysed(
    model: LoadedModel,
    conclusion: Conclusion,
    source: Source,
    objects: Sequence[ResultObject],
    timings: Mapping[str, float],
) -> Result:
    """Return the result of an analysis."""
    return Result(
        study_instance_uid=source.refs[0].study_instance_uid,
        verdict=verdict_of(conclusion.findings),
        reasons=conclusion.reasons,
        findings=conclusion.findings,
        joint=conclusion.joint,
        frames=source.frames,
        objects=tuple(objects),
        provenance=_provenance(model, source.refs, on_cpu=_ran_on_cpu(conclusion)),
        timings=timings,
        selection=source.choices,
        explanations=explained(conclusion),
        distance=conclusion.distance,
    )


def explained(conclusion: Conclusion) -> tuple[Explained, ...]:
    """Return what there is of each heat map that explains a finding."""
    return tuple(
        Explained(
            number=number,
            finding=heatmap.finding,
            method=heatmap.by,
            text=heatmap.method,
            faithfulness=heatmap.faithfulness,
        )
        for number, heatmap in enumerate(conclusion.heatmaps, start=1)
        if heatmap.by is not None and heatmap.finding is not None
    )


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return how an analysis ended: `indeterminate` where something may be there, and nothing is.

    Structures and measured values are stated as present whatever the network thinks of a disease. So where any finding
    has a probability, only such a one can be what is there.
    """
    there = list(findings)
    judged = [finding for finding in there if finding.probability is not None] or there
    if any(finding.presence is Presence.PRESENT for finding in judged):
        return Verdict.ANALYSED
    doubted = any(finding.presence is Presence.INDETERMINATE for finding in there)
    return Verdict.INDETERMINATE if doubted else Verdict.ANALYSED


def say_device(model: LoadedModel, conclusion: Conclusion) -> Conclusion:
    """Say where networks ran on another device than they should have, as the GPU had too little memory."""
    if not model.on_cpu or _ran_on_cpu(conclusion):
        return conclusion
    networks = ", ".join(sorted(model.on_cpu))
    text = f"The GPU had too little memory: these networks ran on the CPU, in part at least: {networks}"
    return replace(conclusion, reasons=(*conclusion.reasons, Reason(code=ReasonCode.RAN_ON_CPU, text=text)))


def device_of(model: LoadedModel, conclusion: Conclusion) -> str:
    """What the networks ran on that said this: `cuda+cpu` where the GPU had too little memory for all of it."""
    return _device(model, on_cpu=_ran_on_cpu(conclusion))


def _device(model: LoadedModel, *, on_cpu: bool) -> str:
    named = model.session.device
    return f"{named}+{CPU}" if on_cpu and named != CPU else named


def _ran_on_cpu(conclusion: Conclusion) -> bool:
    return any(reason.code is ReasonCode.RAN_ON_CPU for reason in conclusion.reasons)


def not_analysed(
    model: LoadedModel,
    study_instance_uid: str,
    refusal: InputRefused,
    inputs: tuple[InstanceRef, ...],
    timings: Mapping[str, float],
    objects: Sequence[ResultObject] = (),
) -> Result:
    """Return the result of images that cannot be analysed: a reason, and no statement on the patient.

    `inputs` are the instances that were chosen before they were refused; `objects` the SR that says so, if there is
    one.
    """
    return Result(
        study_instance_uid=study_instance_uid,
        verdict=Verdict.NOT_ANALYSED,
        reasons=(Reason(code=ReasonCode(refusal.code), text=str(refusal)),),
        findings=(),
        joint=(),
        frames=(),
        objects=tuple(objects),
        provenance=_provenance(model, inputs, on_cpu=bool(model.on_cpu)),  # the lease that was refused
        timings=timings,
    )


def describe(objects: Sequence[EncodedObject], receipt: StoreReceipt | None, *, kept: bool) -> tuple[ResultObject, ...]:
    """Return each object with where it lies and where it went.

    Parameters
    ----------
    objects : sequence of EncodedObject
        In the order of storing.
    receipt : StoreReceipt or None
        The archive's answer; None where nothing was to be stored.
    kept : bool
        Whether the objects' own files stay, beside the archive.
    """
    return tuple(_describe(item, item.path if kept else None, receipt) for item in objects)


def _describe(item: EncodedObject, own: Path | None, receipt: StoreReceipt | None) -> ResultObject:
    outcomes = [outcome for outcome in (receipt.outcomes if receipt else ()) if outcome.ref == item.ref]
    stored_at = next((outcome.path for outcome in outcomes if outcome.path), None)
    deliveries = [
        Delivery(destination=receipt.destination, state=outcome.state, detail=outcome.detail)
        for outcome in outcomes
        if receipt
    ]
    return describe_one(item, own or stored_at, deliveries)


def describe_one(item: EncodedObject, path: Path | None, deliveries: Iterable[Delivery]) -> ResultObject:
    """Return an object with where it lies and where it went."""
    return ResultObject(
        role=item.role,
        modality=item.modality,
        sop_class=NAMES.get(item.ref.sop_class_uid) or UID(item.ref.sop_class_uid).name,
        sop_class_uid=item.ref.sop_class_uid,
        sop_instance_uid=item.ref.sop_instance_uid,
        series_instance_uid=item.ref.series_instance_uid,
        path=path,
        deliveries=tuple(deliveries),
    )


def form_reasons(destination: str, form: Form, refused: Collection[str] = ()) -> tuple[Reason, ...]:
    """Return what a destination does not take, and what stands for it there.

    Parameters
    ----------
    refused : collection of str
        SOP Classes of which it refuses an object of the form too: nothing stands there then.
    """
    return tuple(
        Reason(
            code=ReasonCode.SOP_CLASS_REFUSED,
            text=f"The archive {destination} does not take {NAMES[sop_class_uid]}"
            + (
                ", nor what stands for it."
                if form.rung(sop_class_uid) in refused
                else f": {_stands(form, sop_class_uid)}"
            ),
        )
        for sop_class_uid in sorted(form.refused)
    )


def _stands(form: Form, sop_class_uid: str) -> str:
    return f"{NAMES[form.rung(sop_class_uid)]} stands for it there."


def _provenance(model: LoadedModel, inputs: tuple[InstanceRef, ...], *, on_cpu: bool = False) -> Provenance:
    """What ran where; the lease that encodes a job's result is not the one that ran its networks."""
    return Provenance(
        model=model.identity,
        trained_on=model.manifest.trained_on,
        statement=model.manifest.regulatory.statement,
        device=_device(model, on_cpu=on_cpu),
        runtime=model.session.runtime,
        inputs=inputs,
    )
