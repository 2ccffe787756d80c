"""The whole story of a job: a study goes in, its result comes back. One short function a step.

In: a request and the lane. Out: `Result`. Images that cannot be analysed end `not-analysed` with a coded reason; what
breaks is an error, and then nothing of the result was stored.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.cut import Cut
from radlane.domain.finding import Conclusion
from radlane.domain.form import FIRST, Form
from radlane.domain.image import Image
from radlane.domain.job import JobRequest
from radlane.domain.outline import Outlines
from radlane.domain.output import SegmentationOutput
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, Result, StoreReceipt
from radlane.domain.saliency import Heatmap
from radlane.domain.volume import Volume
from radlane.encode.checker import Problem, check_objects
from radlane.encode.context import EncodeContext
from radlane.encode.identity import RunIdentity, random_identity
from radlane.encode.part10 import write_object
from radlane.encode.result import encode_result, role_of
from radlane.errors import CheckFailed, InputRefused, RadlaneError
from radlane.imaging.boxes import boxes_to_source
from radlane.imaging.cuts import SOFT_TISSUE_HU, render_cuts
from radlane.imaging.display import render
from radlane.imaging.tensor import to_raw, to_source, to_tensor
from radlane.inference.doubt import doubt_image
from radlane.inference.outlines import trace_outlines
from radlane.inference.postprocess import WayBack, conclude
from radlane.inference.session import count_down
from radlane.pipeline.asking import ask
from radlane.pipeline.channels import missing_reasons
from radlane.pipeline.choosing import unseen_reasons
from radlane.pipeline.chosen import Source
from radlane.pipeline.contradictions import contradicted
from radlane.pipeline.deliver import store_objects
from radlane.pipeline.explaining import add_explanations
from radlane.pipeline.familiarity import judge_whole
from radlane.pipeline.lane import Lane, Site
from radlane.pipeline.models import KnownModel, LoadedModel
from radlane.pipeline.offer import offer
from radlane.pipeline.outcome import analysed, describe, form_reasons, not_analysed, say_device
from radlane.pipeline.plan import select_candidates
from radlane.pipeline.planar import analyse_planar, show_planar
from radlane.pipeline.priors import Place, add_prior
from radlane.pipeline.shown import Shown, show_source
from radlane.pipeline.source import Subject, choose_source
from radlane.pipeline.status import report_shortfall
from radlane.pipeline.volumes import analyse_volume
from radlane.pipeline.watch import Watch

_LOG = logging.getLogger(__name__)
_OF_SPACING = frozenset({ReasonCode.SPACING_UNKNOWN, ReasonCode.SPACING_UNCALIBRATED, ReasonCode.SPACING_DETECTOR})


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """What the network made of the source."""

    source: Source
    subject: Subject
    conclusion: Conclusion


@dataclass(frozen=True, kw_only=True)
class Making:
    """Which run's objects are made: its UIDs, its date, which SOP Classes they do without, and what came before it.

    `predecessors` are the reports whose place the run's own takes: of fewer images of the study, or without heat maps.
    """

    identity: RunIdentity
    started: datetime
    form: Form = FIRST
    predecessors: tuple[InstanceRef, ...] = ()


def run_job(lane: Lane, request: JobRequest, watch: Watch) -> Result:
    """Run one job from the archive's answer to the stored result.

    Raises
    ------
    RadlaneError
        What broke; nothing of the result was stored then.
    """
    started = lane.site.now()
    try:
        result = _run(lane, request, watch, started)
    except RadlaneError as error:
        _report_failure(lane, request, error, started)
        raise
    facts = {"study": request.study_instance_uid, "model": f"{lane.model.identity.name}:{lane.model.identity.version}"}
    codes = ",".join(reason.code for reason in result.reasons)
    seconds = round(sum(result.timings.values()), 3)
    _LOG.info("a job ended", extra={**facts, "verdict": str(result.verdict), "code": codes, "seconds": seconds})
    return result


def _report_failure(lane: Lane, request: JobRequest, error: RadlaneError, started: datetime) -> None:
    """Store the SR of a failed analysis, where the site wants one; what keeps it from that is not the error to tell."""
    try:
        report_shortfall(lane, request, error, started)
    except RadlaneError as second:
        _LOG.error("a failed analysis could not be reported", extra={"code": second.code}, exc_info=second)


def _run(lane: Lane, request: JobRequest, watch: Watch, started: datetime) -> Result:
    source = None
    with ExitStack() as held:
        try:
            source = fetch(lane, request, watch)
            held.enter_context(lane.room(source))
            analysis = analyse(lane.site, lane.model, source, watch)
            analysis = explain(lane.site, lane.model, analysis, request.explain, watch)
        except InputRefused as refusal:
            inputs = source.refs if source else ()
            reported = report_shortfall(lane, request, refusal, started)
            return not_analysed(lane.model, request.study_instance_uid, refusal, inputs, watch.timings, reported)
        make = partial(make_objects, lane, analysis, random_identity(lane.site.token_bytes), started, watch)
        made = offer(lane, make, partial(deliver, lane, analysis.source, watch) if request.store else None)
    described = describe(made.objects, made.receipt, kept=lane.keep is not None)
    result = analysed(lane.model, analysis.conclusion, analysis.source, described, watch.timings)
    return replace(result, reasons=(*result.reasons, *form_reasons(lane.archive.name, made.form)))


def fetch(lane: Lane, request: JobRequest, watch: Watch) -> Source:
    """Bring what the model reads: an image, or the slices of a series; of several channels also of an earlier study."""
    with watch.step("query"):
        index = lane.archive.find_study(request.study_instance_uid)
    with watch.step("select"):
        wanted = select_candidates(index, lane.model.manifest, request.series_instance_uid)
    with watch.step("retrieve"):
        study = lane.archive.retrieve(index, wanted, lane.spool)
    with watch.step("read"):
        source = choose_source(lane.site, lane.model.manifest, study, request.series_instance_uid)
    if lane.model.manifest.prior is None:
        return source
    with watch.step("prior"):
        place = Place(archive=lane.archive, index=index, find=lane.archive.find_study, spool=lane.spool)
        return add_prior(lane.site, lane.model.manifest, source, place)


def analyse(site: Site, model: LoadedModel, source: Source, watch: Watch, shown: Shown | None = None) -> Analysis:
    """Image, Volume, Picture or Cine -> Conclusion; `shown` is what was read of the source before."""
    with watch.step("image"):
        shown = shown or show_source(site, model.manifest, source)
    subject, reasons, channels = shown.subject, shown.reasons, shown.channels
    if channels is not None:
        found = analyse_volume(site, model, channels, watch)
    elif isinstance(subject, Image):
        found = analyse_image(site, model, subject, watch)
    else:
        assert not isinstance(subject, Volume)  # its channels are read
        found = analyse_planar(site, model, subject, source.dataset, watch)
    missing = missing_reasons(model.manifest, {model.manifest.reference.id, *source.others})
    denied = contradicted(model.manifest, found, source.dataset)
    unseen = () if channels is not None else unseen_reasons(source.choices)
    reasons = (*denied, *missing, *unseen, *(reason for reason in reasons if _matters(model, reason)))
    found = replace(found, reasons=(*found.reasons, *reasons))
    return Analysis(source=source, subject=subject, conclusion=say_device(model, found))


def explain(site: Site, model: LoadedModel, analysis: Analysis, asked: str | None, watch: Watch) -> Analysis:
    """Conclusion -> the same with heat maps, where these were asked for."""
    analysed = analysis.source, analysis.subject, analysis.conclusion
    return replace(analysis, conclusion=say_device(model, add_explanations(site, model, analysed, asked, watch)))


def _matters(model: KnownModel, reason: Reason) -> bool:
    """Whether a reason says something of what the model states: a spacing is for areas, nothing is said in seconds."""
    if reason.code is ReasonCode.FRAME_TIMES_UNKNOWN:
        return False
    segmented = any(isinstance(output, SegmentationOutput) for output in model.manifest.outputs)
    return segmented or reason.code not in _OF_SPACING


def analyse_image(site: Site, model: LoadedModel, image: Image, watch: Watch) -> Conclusion:
    """Image -> Tensor -> Outputs -> Conclusion; the tensor is made where the network runs, if that takes raw images."""
    with watch.step("tensor"):
        wanted = model.manifest.inputs[0]
        laid = to_raw(image, wanted) if model.reads_raw else to_tensor(image, wanted)
    with watch.step("infer"):
        answer = ask(model, laid.feeds, count_down(site.inference_seconds, site.clock))
    back = WayBack(
        maps=lambda values: to_source(values, laid.placement),
        boxes=lambda boxes: boxes_to_source(boxes, laid.placement),
    )
    with watch.step("conclude"):
        distance = judge_whole(model, answer, image.ref.sop_instance_uid)
        found = conclude(model.manifest, answer.pooled, back, image)
        return replace(doubt_image(model.manifest, answer, found, back, image), distance=distance)


def make_objects(
    lane: Lane, analysis: Analysis, identity: RunIdentity, started: datetime, watch: Watch, form: Form
) -> tuple[EncodedObject, ...]:
    """Conclusion -> files, encoded and checked."""
    with watch.step("encode"):
        datasets = encode(lane.site, lane.model, analysis, Making(identity=identity, started=started, form=form))
    with watch.step("check"):
        check(datasets, analysis)
    with watch.step("write"):
        return write(datasets, lane.workspace)


def encode(site: Site, model: KnownModel, analysis: Analysis, making: Making) -> tuple[Dataset, ...]:
    """Conclusion -> SEG, Secondary Capture and root SR, the root last; an SR of outlines where the site wants one."""
    context = context_of(site, model, analysis, making)
    outlines = trace_outlines(analysis.conclusion) if site.display_report else Outlines()
    return encode_result(context, analysis.conclusion, show(analysis), show_heatmaps(analysis), outlines=outlines)


def context_of(site: Site, model: KnownModel, analysis: Analysis, making: Making) -> EncodeContext:
    """Return what every object of a run needs."""
    return EncodeContext(
        identity=making.identity,
        started=making.started,
        site_timezone=site.timezone,
        model=model.identity,
        manifest=model.manifest,
        frames=analysis.source.analysed,
        further=analysis.source.further,
        earlier=analysis.source.earlier,
        registrations=analysis.source.registrations,
        radlane_version=site.version,
        chosen_type=site.segmentation_type,
        predecessors=making.predecessors,
        form=making.form,
    )


def show(analysis: Analysis) -> NDArray[np.uint8] | tuple[Cut, ...]:
    """Image, Volume, Picture or Cine -> what people see of it."""
    return _shown(analysis, None)


def show_heatmaps(analysis: Analysis) -> tuple[NDArray[np.uint8] | tuple[Cut, ...], ...]:
    """Image or Volume -> what each heat map is shown on."""
    return tuple(_shown(analysis, heatmap) for heatmap in analysis.conclusion.heatmaps)


def _shown(analysis: Analysis, heatmap: Heatmap | None) -> NDArray[np.uint8] | tuple[Cut, ...]:
    subject, conclusion = analysis.subject, analysis.conclusion
    if isinstance(subject, Image):
        return render(subject)
    if not isinstance(subject, Volume):
        return show_planar(subject, conclusion)
    window = SOFT_TISSUE_HU if analysis.source.dataset.get("Modality") == "CT" else None
    if heatmap is not None:
        return render_cuts(subject, conclusion.labels, window=window, heat=heatmap.values)
    return render_cuts(subject, conclusion.labels, window=window, boxes=conclusion.boxes)


def check(datasets: Sequence[Dataset], analysis: Analysis) -> None:
    """Let nothing leave that the checker rejects: it says what was concluded of these images, and nothing else.

    Raises
    ------
    CheckFailed
        With the rules that are broken.
    """
    source = analysis.source
    require_passed(check_objects(datasets, source.images, analysis.conclusion, source.analysed))


def require_passed(problems: Sequence[Problem]) -> None:
    """Let nothing leave in which the checker found something.

    Raises
    ------
    CheckFailed
        With the rules that are broken.
    """
    if problems:
        raise CheckFailed(
            "The checker rejects an object of the result",
            uid=problems[0].sop_instance_uid,
            why="; ".join(sorted({problem.code for problem in problems})),
            remedy="Nothing was stored. This is a defect of radlane: please report it",
        )


def write(datasets: Sequence[Dataset], folder: Path) -> tuple[EncodedObject, ...]:
    """Put the objects into files, in the order of storing."""
    return tuple(write_object(dataset, role_of(dataset), folder) for dataset in datasets)


def deliver(lane: Lane, source: Source, watch: Watch, objects: Sequence[EncodedObject]) -> StoreReceipt:
    """Store the objects beside their source."""
    with watch.step("store"):
        return store_objects(lane.archive, objects, source.dataset)
