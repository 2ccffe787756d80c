"""Objects of a run into the outbox: in the first form with what the network just said, in other ones with what is kept.

In: a job, its images and a run. Out: objects on record, their bytes on the disk. What was concluded is kept beside the
objects of the first form, as long as they are: other forms, also those that later jobs need, are made of it, and the
network never runs again for one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pydicom import Dataset

from radlane.domain.choice import SeriesChoice
from radlane.domain.form import FIRST, Form
from radlane.domain.job import Job
from radlane.domain.output import SegmentationType
from radlane.encode.identity import RunIdentity
from radlane.errors import ArtifactCorrupt
from radlane.jobs.growth import refs_of
from radlane.jobs.parts import Parts, State, leased, lost, model_of, shown_of, source_of
from radlane.jobs.runs import Run
from radlane.pipeline.document import describe_result, read_choice
from radlane.pipeline.handover import at_work, conclusion_in, copy_conclusion, load_conclusion
from radlane.pipeline.lane import Site
from radlane.pipeline.models import KnownModel
from radlane.pipeline.outcome import analysed
from radlane.pipeline.steps import Analysis, Making, check, encode, write

GONE = "What the network said is no longer there"


def into_outbox(parts: Parts, run_id: str, put: Callable[[Path], bool]) -> bool:
    """Give `put` a folder of its own: another process may make the same, and only one is put on record.

    Parameters
    ----------
    put : callable
        Writes into the folder, and returns whether what is there is on record now; the folder goes where it is not.
    """
    folder = parts.outbox.folder / run_id / parts.site.token_bytes(8).hex()
    ours = False
    try:
        with at_work():
            parts.outbox.begin(folder)
        ours = put(folder)
    finally:
        if not ours:
            parts.outbox.discard(folder)
    return ours


def identity_of(parts: Parts, run: Run) -> RunIdentity:
    """Return what the UIDs of a run are made with."""
    of = run if run.amends is None else parts.ledger.run(run.amends)
    return RunIdentity(site_key=parts.site_key, input_key=of.input_key, run=of.number, amendment=run.amendment or 0)


def choices_in(state: State) -> tuple[SeriesChoice, ...]:
    """What became of each series when the input was chosen; of a job that began before that was kept: nothing."""
    return tuple(map(read_choice, state["retrieve"].get("selection", ())))


def encode_first(parts: Parts, job: Job, state: State, run: Run) -> None:
    """Encode, check and write the first form of a run, and put it on record with what was concluded."""
    sha256 = state["analyse"].get("sha256", "")
    try:
        analysis = _analysis(parts, job, state, parts.work / job.id, sha256)
    except ArtifactCorrupt as error:
        raise lost(parts, job, GONE, "analyse", run.id) from error
    datasets = _encode(parts.site, model_of(parts, job), identity_of(parts, run), analysis, run, FIRST)
    source = replace(analysis.source, choices=choices_in(state))
    with leased(parts, job) as model:
        result = analysed(model, analysis.conclusion, source, (), state["analyse"]["timings"])

    def put(folder: Path) -> bool:
        with at_work():
            objects = write(datasets, folder)
            copy_conclusion(parts.work / job.id, sha256, folder)
        parts.outbox.publish(folder)
        settings = {"display_report": parts.site.display_report, "segmentation_type": parts.site.segmentation_type}
        return parts.ledger.commit(run.id, job.id, objects, describe_result(result), sha256, settings)

    try:
        into_outbox(parts, run.id, put)
    except ArtifactCorrupt as error:
        raise lost(parts, job, GONE, "analyse", run.id) from error


def encode_form(parts: Parts, job: Job, state: State, run_id: str, form: Form) -> tuple[Dataset, ...]:
    """Encode and check another form of a run, with what was concluded then and as the site wanted results then.

    Raises
    ------
    ArtifactCorrupt
        If that is not kept any more.
    """
    run = parts.ledger.run(run_id)
    analysis = kept_analysis(parts, job, state, run)
    chosen = run.settings.get("segmentation_type")
    site = replace(
        parts.site,
        display_report=run.settings.get("display_report", False),
        segmentation_type=SegmentationType(chosen) if chosen else None,
    )
    return _encode(site, model_of(parts, job), identity_of(parts, run), analysis, run, form)


def kept_analysis(parts: Parts, job: Job, state: State, run: Run) -> Analysis:
    """Return the images, and what was concluded of them when a run was made that has objects.

    Raises
    ------
    ArtifactCorrupt
        If that is not kept any more.
    """
    folder, sha256 = parts.ledger.objects(run.id)[0].path.parent, run.conclusion or ""
    parts.outbox.bring(conclusion_in(folder, sha256), sha256)
    return _analysis(parts, job, state, folder, sha256)


def _analysis(parts: Parts, job: Job, state: State, folder: Path, sha256: str) -> Analysis:
    """Return the images, and what was concluded of them and lies in a folder."""
    source = source_of(parts, job, state["retrieve"]["sha256"])
    subject = shown_of(parts, job, source).subject
    return Analysis(source=source, subject=subject, conclusion=load_conclusion(folder, sha256))


def _encode(
    site: Site, model: KnownModel, identity: RunIdentity, analysis: Analysis, run: Run, form: Form
) -> tuple[Dataset, ...]:
    making = Making(identity=identity, started=run.started_at, form=form, predecessors=refs_of(run.predecessors))
    datasets = encode(site, model, analysis, making)
    check(datasets, analysis)
    return datasets
