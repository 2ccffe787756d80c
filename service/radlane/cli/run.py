"""`radlane run`: studies through the lane, in this process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from radlane.api.schemas.result import (
    ExplanationDocument,
    FindingDocument,
    ObjectDocument,
    ResultDocument,
    result_document,
)
from radlane.cli.beginning import begin
from radlane.cli.console import DONE, FAILED, NOT_ANALYSED, Answer, Failure, align, failure_of
from radlane.cli.in_place import Asked, run_all, run_one
from radlane.cli.options import taking
from radlane.cli.studies import find_studies, read_list
from radlane.domain.explanation import NEVER, Method
from radlane.domain.job import JobRequest
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import require_uid
from radlane.domain.result import Result, Verdict
from radlane.errors import UsageError
from radlane.pipeline.several import Ended


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `radlane run` is told."""

    model: Annotated[str, typer.Option(help="name, name:version, name:tag or name@sha256:...")]
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="STUDY_UID|FOLDER ...", help="Studies, or folders that hold one each."),
    ] = None
    studies: Annotated[
        Path | None, typer.Option("--list", metavar="FILE|-", help="File, or standard input, with one of these a line.")
    ] = None
    archive: Annotated[str | None, typer.Option(help="Name of an archive in the settings, or a folder.")] = None
    series: Annotated[str | None, typer.Option(metavar="UID", help="The only series to look at.")] = None
    out: Annotated[Path | None, typer.Option(help="Folder for the DICOM objects, beside the archive.")] = None
    store: Annotated[bool, typer.Option(help="Whether the objects go back into the archive.")] = True
    explain: Annotated[str | None, typer.Option(metavar="never|METHOD", help="How findings are explained.")] = None


class RunDocument(BaseModel):
    """What became of one of several studies: a result, or an error of which nothing is stored."""

    study: str
    result: ResultDocument | None
    error: Failure | None


class RunList(BaseModel):
    """What became of several studies, in the order in which they were named."""

    items: list[RunDocument]


@taking(Options)
def run(options: Options) -> Answer:
    """Analyse studies and store the results beside them."""
    settings, out = begin(), options.out
    if out is not None and out.exists() and not out.is_dir():
        raise UsageError("This is no folder", remedy="Name a folder with --out")
    words = _words(options)
    asked = [
        Asked(archive=study.archive, request=_request(options, study.uid))
        for study in find_studies(settings, words, options.archive)
    ]
    if options.studies is None and len(asked) == 1:
        return answer_of(run_one(settings, asked[0], out))
    return answer_of_all(run_all(settings, asked, out, result_document))


def _words(options: Options) -> Sequence[str]:
    """What names the studies: arguments, or a list."""
    if bool(options.targets) == (options.studies is not None):
        raise UsageError("Studies are named by arguments or by --list", remedy="Name one study at least, one way")
    if options.studies is not None:
        return read_list(options.studies)
    return options.targets or ()


def _request(options: Options, study: str) -> JobRequest:
    if options.series is not None:
        require_uid(options.series, "Series Instance UID")
    return JobRequest(
        study_instance_uid=study,
        model=options.model,
        series_instance_uid=options.series,
        store=options.store,
        explain=require_asked(options.explain),
    )


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


def answer_of(result: Result) -> Answer:
    """Return the answer to one job."""
    document = result_document(result)
    code = NOT_ANALYSED if result.verdict is Verdict.NOT_ANALYSED else DONE
    return Answer(document=document, lines=_lines(document), code=code)


def answer_of_all(ended: Sequence[Ended[ResultDocument]]) -> Answer:
    """Return the answer to several jobs; the exit code is that of the worst one."""
    items = [_item(one) for one in ended]
    verdicts = {item.result.verdict if item.result else None for item in items}
    code = FAILED if None in verdicts else NOT_ANALYSED if Verdict.NOT_ANALYSED in verdicts else DONE
    return Answer(document=RunList(items=items), lines=[line for item in items for line in _told(item)], code=code)


def _item(ended: Ended[ResultDocument]) -> RunDocument:
    error = ended.error
    return RunDocument(
        study=ended.request.study_instance_uid,
        result=ended.said,
        error=None if error is None else failure_of(error),
    )


def _told(item: RunDocument) -> list[str]:
    if item.error is not None:
        return [f"{item.study}  failed  {item.error.code}: {item.error.detail}"]
    lines = _lines(item.result) if item.result else []
    return [f"{item.study}  {lines[0]}", *(f"  {line}" for line in lines[1:])]


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
