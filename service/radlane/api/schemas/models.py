"""The registry on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from radlane.api.schemas.patterns import NO_NUL, VERSION, Moment
from radlane.domain.admission import Report
from radlane.domain.explanation import LIKE, Explanation, Sanity
from radlane.domain.model import Manifest
from radlane.domain.version import UNKNOWN, Act, Version
from radlane.jobs.registry import Revoked
from radlane.registry.catalogue import Entry

State = Literal["quarantined", "validated", "deprecated", "revoked"]
Reason = Annotated[str, Field(min_length=1, max_length=1000, pattern=NO_NUL)]
Number = Annotated[str, Field(max_length=128, pattern=VERSION)]


class Body(BaseModel):
    """What is asked for."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class ReasonBody(Body):
    """Why something is done; it stands on record, so no name of a patient belongs in it."""

    reason: Reason


class DeprecateBody(ReasonBody):
    """Why a version will not run for ever, when it will be revoked, and which version stands for it then."""

    sunset: Moment | None = None
    replacement: Number | None = None


class ActDocument(BaseModel):
    """Who did something, when, and why; `caller` is the id of an API key, the subject of a token, or `os:NAME`."""

    at: datetime
    caller: str
    reason: str


class VersionDocument(BaseModel):
    """One version; `digest` names it for ever. `added` is null where it lies in a folder and is not on record yet."""

    name: str
    version: str
    digest: str
    weights_digest: str
    state: State
    title: str
    trained_on: str
    statement: str
    shipped: bool
    size: int
    added: ActDocument | None
    changed: ActDocument | None
    sunset: datetime | None
    replacement: str | None


class ModelDocument(BaseModel):
    """A model: whether its jobs wait, its versions, and its tags with the version that each means now."""

    name: str
    paused: bool = False
    tags: dict[str, str]
    versions: list[VersionDocument]


class BrokenPackage(BaseModel):
    """A package in a folder that cannot be used, and why."""

    folder: str
    code: str
    detail: str


class ModelList(BaseModel):
    """Models; `next` is a cursor, null at the end."""

    items: list[ModelDocument]
    broken: list[BrokenPackage]
    next: str | None = None


class VersionList(BaseModel):
    """Versions of one model, the lowest first; `next` is a cursor, null at the end."""

    items: list[VersionDocument]
    next: str | None = None


class FileDocument(BaseModel):
    """A file of a version, by its path in the package."""

    path: str
    sha256: str
    size: int


class FileList(BaseModel):
    """Files of one version; `next` is a cursor, null at the end."""

    items: list[FileDocument]
    next: str | None = None


class CheckDocument(BaseModel):
    """One check; `code` is why it failed, null: it passed; `memory_mib` is the peak of the process that did it."""

    name: str
    code: str | None
    detail: str
    seconds: float
    memory_mib: float | None


class ReportDocument(BaseModel):
    """The last examination of a version; the first check that fails is the last one."""

    at: datetime
    radlane: str
    runtime: str
    passed: bool
    checks: list[CheckDocument]
    warnings: list[str]


class MethodDocument(BaseModel):
    """A method of explanation of a version.

    `correlation` says how alike its maps stay when the network's weights are drawn at random, from 0 to 1; null: nobody
    asked for one yet. One whose maps stay alike explains nothing, and is not `offered`.
    """

    method: str
    offered: bool
    correlation: float | None


class MethodList(BaseModel):
    """Methods of explanation of a version, its default first; there is no other page."""

    items: list[MethodDocument]
    next: None = None


class RevokedDocument(BaseModel):
    """A version that was revoked: the tags that still mean it, and how many of its results are not withdrawn."""

    version: VersionDocument
    tags: list[str]
    results: int
    results_url: str


def model_list(
    versions: Iterable[Version], tags: Mapping[str, Mapping[str, str]], broken: Iterable[Entry]
) -> ModelList:
    """Describe what there is; models by name, versions as they come."""
    by_name: dict[str, list[VersionDocument]] = {}
    for version in versions:
        by_name.setdefault(version.name, []).append(version_document(version))
    items = [
        ModelDocument(name=name, tags=dict(tags.get(name, {})), versions=found)
        for name, found in sorted(by_name.items())
    ]
    return ModelList(items=items, broken=[_broken(entry) for entry in broken])


def version_document(version: Version) -> VersionDocument:
    """Describe one version."""
    return VersionDocument(
        name=version.name,
        version=version.version,
        digest=version.digest,
        weights_digest=version.weights_digest,
        state=version.state.value,
        title=version.title,
        trained_on=version.trained_on,
        statement=version.statement,
        shipped=version.shipped,
        size=sum(file.size for file in version.files),
        added=act_document(version.added) if version.added != UNKNOWN else None,
        changed=act_document(version.changed) if version.changed else None,
        sunset=version.sunset,
        replacement=version.replacement,
    )


def act_document(act: Act) -> ActDocument:
    """Describe who did something."""
    return ActDocument(**asdict(act))


def file_list(version: Version) -> FileList:
    """Describe the files of a version."""
    return FileList(items=[FileDocument(**asdict(file)) for file in version.files])


def report_document(report: Report) -> ReportDocument:
    """Describe an examination."""
    return ReportDocument(
        at=report.at,
        radlane=report.radlane,
        runtime=report.runtime,
        passed=report.failed is None,
        checks=[CheckDocument(**asdict(check)) for check in report.checks],
        warnings=list(report.warnings),
    )


def method_list(explanation: Explanation, known: Iterable[Sanity]) -> MethodList:
    """Describe how a version's answers are explained."""
    correlations = {one.method: one.correlation for one in known}
    offered = explanation.offered if explanation.when != "never" else ()
    return MethodList(
        items=[
            MethodDocument(
                method=method,
                offered=correlations.get(method, 0.0) < LIKE,
                correlation=correlations.get(method),
            )
            for method in offered
        ]
    )


def revoked_document(revoked: Revoked) -> RevokedDocument:
    """Describe what was revoked, and where its results are listed."""
    version = revoked.version
    return RevokedDocument(
        version=version_document(version),
        tags=list(revoked.tags),
        results=revoked.results,
        results_url=f"/v1/results?model={version.name}:{version.version}",
    )


def manifest_document(manifest: Manifest) -> dict[str, Any]:
    """Return a manifest as `model.yaml` says it (`openapi/model.schema.json`)."""
    return asdict(manifest)


def _broken(entry: Entry) -> BrokenPackage:
    assert entry.error is not None  # only broken entries come here
    return BrokenPackage(folder=entry.folder, code=entry.error.code, detail=str(entry.error))
