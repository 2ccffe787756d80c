"""`radlane run`: one study through the lane, in this process."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir
from typing import Annotated

import typer

from radlane.api.schemas.result import (
    ExplanationDocument,
    FindingDocument,
    ObjectDocument,
    ResultDocument,
    result_document,
)
from radlane.app.registry import seen_models
from radlane.app.site import build_models, open_archive, open_folder, open_site
from radlane.app.trail import open_trail, who_runs
from radlane.cli.console import DONE, NOT_ANALYSED, Answer, align, begin, is_folder, progress
from radlane.cli.options import taking
from radlane.cli.stopping import SteadyAudit
from radlane.dicomweb.archive import Archive
from radlane.dicomweb.workspace import sweep, workspace
from radlane.domain.arrival import RECEIVED
from radlane.domain.explanation import NEVER, Method
from radlane.domain.job import JobRequest
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import is_uid, require_uid
from radlane.domain.result import Result, Verdict
from radlane.errors import UsageError
from radlane.pipeline.audited import AuditedArchive, told
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from radlane.pipeline.watch import Watch
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `radlane run` is told."""

    target: Annotated[str, typer.Argument(metavar="STUDY_UID|FOLDER", help="The study, or a folder that holds one.")]
    model: Annotated[str, typer.Option(help="name, name:version, name:tag or name@sha256:...")]
    archive: Annotated[str | None, typer.Option(help="Name of an archive in the settings, or a folder.")] = None
    series: Annotated[str | None, typer.Option(metavar="UID", help="The only series to look at.")] = None
    out: Annotated[Path | None, typer.Option(help="Folder for the DICOM objects, beside the archive.")] = None
    store: Annotated[bool, typer.Option(help="Whether the objects go back into the archive.")] = True
    explain: Annotated[str | None, typer.Option(metavar="never|METHOD", help="How findings are explained.")] = None


@taking(Options)
def run(options: Options) -> Answer:
    """Analyse one study and store the result beside it."""
    settings, out = begin(), options.out
    if out is not None and out.exists() and not out.is_dir():
        raise UsageError("This is no folder", remedy="Name a folder with --out")
    if options.series is not None:
        require_uid(options.series, "Series Instance UID")
    source, study = _find(settings, options.target, options.archive)
    request = JobRequest(
        study_instance_uid=study,
        model=options.model,
        series_instance_uid=options.series,
        store=options.store,
        explain=require_asked(options.explain),
    )
    return answer_of(run_request(settings, source, request, out))


def require_asked(explain: str | None) -> str | None:
    """Return how findings are to be explained, as the words mean it.

    Raises
    ------
    UsageError
        If there is no such method.
    """
    if explain not in (None, NEVER, *Method):
        raise UsageError("There is no such method", remedy=f"Ask for {NEVER}, {', '.join(Method)}")
    return explain


def run_request(settings: Settings, archive: Archive, request: JobRequest, out: Path | None) -> Result:
    """Run one job on an archive; what is asked, fetched, stored and exported is on record first."""
    trail = SteadyAudit(open_trail(settings))
    asked = Entry(action=Action.JOB_ASKED, caller=who_runs(), via="radlane run")
    facts = {"model": request.model, "source": archive.name}
    export = replace(asked, action=Action.RESULT_EXPORTED, study=request.study_instance_uid)
    with ExitStack() as stack:
        show, seen = stack.enter_context(progress()), stack.enter_context(seen_models(settings))
        models = build_models(settings, seen)
        site = stack.enter_context(open_site(settings))
        model = stack.enter_context(_loaded(models, request.model, show))
        trail.record(replace(asked, study=request.study_instance_uid, facts=facts))
        with told(trail, export) if out else nullcontext(), _objects_folder(out) as folder:
            known = settings.archives.get(archive.name)
            lane = Lane(
                site=site,
                archive=AuditedArchive(archive, trail, asked),
                model=model,
                workspace=folder,
                spool=folder / "spool",
                keep=out,
                refused=known.refused if known else frozenset(),
            )
            return run_job(lane, request, Watch(site.clock, show))


@contextmanager
def _loaded(models: Models, reference: str, show: Callable[[str], None]) -> Iterator[LoadedModel]:
    show("load")
    with models.lease(reference) as model:
        yield model


def answer_of(result: Result) -> Answer:
    """Return the answer to one job."""
    document = result_document(result)
    code = NOT_ANALYSED if result.verdict is Verdict.NOT_ANALYSED else DONE
    return Answer(document=document, lines=_lines(document), code=code)


@contextmanager
def _objects_folder(out: Path | None) -> Iterator[Path]:
    """A folder for the images, and the objects until they are stored; on the file system of `out`, where they stay."""
    parent = out or Path(gettempdir())
    sweep(parent)
    with workspace(parent, lambda: secrets.token_hex(8)) as folder:
        yield folder


def _find(settings: Settings, target: str, archive: str | None) -> tuple[Archive, str]:
    """The archive and the study that the words mean."""
    if archive is None and is_folder(target):
        folder = open_folder(settings, "folder", Path(target))
        return folder, only_study(folder)
    if archive is None and not is_uid(target):
        raise UsageError("This is neither a folder nor a Study Instance UID")
    require_uid(target, "Study Instance UID")
    if archive is None or archive == RECEIVED or archive in settings.archives or not is_folder(archive):
        return open_archive(settings, archive), target
    return open_folder(settings, "folder", Path(archive)), target


def _lines(result: ResultDocument) -> list[str]:
    """A result for people."""
    made = result.provenance
    reasons = [f"- {reason.code}: {reason.text}" for reason in result.reasons]
    sideless = any(reason.code == ReasonCode.LATERALITY_UNKNOWN for reason in result.reasons)
    rows = [[_named(finding, sideless=sideless), finding.presence, _numbers(finding)] for finding in result.findings]
    names = {finding.id: _named(finding, sideless=sideless) for finding in result.findings}
    rows += [[f"explained by {one.text}", names[one.finding], _worth(one)] for one in result.explanations]
    rows += [[joint.concept.meaning, "", f"{joint.value:.3f}"] for joint in result.joint_measurements]
    rows += [[f"{item.role} ({item.modality})", _state(item), item.path or ""] for item in result.objects]
    return [f"{result.verdict}  {made.model}:{made.version} on {made.device}", made.statement, *reasons, *align(rows)]


def _named(finding: FindingDocument, *, sideless: bool) -> str:
    """What is found, with its side; what is unpaired has none, which is not the same as one that is not known."""
    side = finding.laterality or ("side unknown" if sideless else "")
    return f"{finding.concept.meaning}, {side}" if side else finding.concept.meaning


def _numbers(finding: FindingDocument) -> str:
    return ", ".join(f"{m.concept.meaning.lower()} {m.value:,.1f} {m.unit.meaning}" for m in finding.measurements)


def _worth(one: ExplanationDocument) -> str:
    if one.faithfulness is None:
        return "not measured"
    return f"deletion {one.faithfulness.deletion:.2f}, insertion {one.faithfulness.insertion:.2f}"


def _state(item: ObjectDocument) -> str:
    return ", ".join(f"{delivery.state} in {delivery.destination}" for delivery in item.deliveries) or "not stored"
