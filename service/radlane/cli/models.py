"""`radlane models`: which models there are, which versions run, and what each tag means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from radlane.api.schemas.models import (
    ModelDocument,
    ModelList,
    VersionDocument,
    manifest_document,
    model_list,
    revoked_document,
    version_document,
)
from radlane.api.schemas.tags import TagDocument, tag_document, tag_history
from radlane.app.registry import examine, open_registry, seen_models
from radlane.app.site import build_models
from radlane.app.trail import now, open_trail, who_runs
from radlane.cli.beginning import begin
from radlane.cli.calibration import calibrate
from radlane.cli.console import DONE, FAILED, Answer, align
from radlane.cli.fitting import fit_ood
from radlane.cli.halving import half
from radlane.cli.packages import Configuration, ImportOut, Name, Orientation, Wished, begin_import, init
from radlane.domain.version import Act, Tag, Version
from radlane.errors import ModelNotFound, UsageError
from radlane.jobs.registry import Registry
from radlane.jobs.tagging import NEW
from radlane.jobs.trail import Say, Trail
from radlane.registry.package import MANIFEST, read_card
from radlane.registry.reference import parse_reference, parse_tag
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings

models = typer.Typer(help="Models and their tags.")
models.command("init", short_help="Begin a model package from an ONNX file.")(init)
models.command("calibrate", short_help="Fit a network's numbers to how often they are right.")(calibrate)
models.command("fit-ood", short_help="Fit how far a study may lie from valid ones.")(fit_ood)
models.command("half", short_help="Make a version that reckons in half precision.")(half)

_Reference = Annotated[str, typer.Argument(metavar="MODEL", help="name, name:version, name:tag or name@sha256:...")]
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The model.")]
_Tag = Annotated[str, typer.Argument(metavar="TAG", help="The tag.")]
_Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; it stands on record. No patient's name.")]


@models.command("list", short_help="List the models, and the packages that cannot be used.")
def list_models() -> Answer:
    """List the models with their versions and tags, and the packages that cannot be used."""
    with seen_models(begin()) as seen:
        found = model_list(seen.versions(), seen.all_tags(), seen.broken())
    return Answer(document=found, lines=_lines(found), code=FAILED if found.broken else DONE)


@models.command("show", short_help="Show a model: its digest, its manifest and its card.")
def show(reference: _Reference) -> Answer:
    """Show one version: its digest, its state, its manifest and its card."""
    with seen_models(begin()) as seen:
        version, package = seen.find(reference)
        card = read_card(package)
    document = {
        **version_document(version).model_dump(mode="json"),
        "tag": parse_reference(reference).tag,
        "manifest": manifest_document(package.manifest),
        "card": card,
    }
    lines = [f"{version.name}:{version.version}", version.digest, version.state, "", *card.splitlines()]
    return Answer(document=document, lines=lines)


@models.command("add", short_help="Take a package, or begin one from what MONAI or nnU-Net made.")
def add(
    path: Annotated[Path, typer.Argument(metavar="FOLDER|ARCHIVE", help="A folder, a .zip or an uncompressed .tar.")],
    reason: _Reason = "added",
    out: ImportOut = None,
    name: Name = "",
    configuration: Configuration = "3d_fullres",
    orientation: Orientation = "",
) -> Answer:
    """Take a package; it is quarantined until it is validated.

    With --out it is a MONAI bundle or a folder of nnU-Net from which a package is begun; a person then fills in the
    rest, and the package is added.
    """
    settings = begin()
    if out is not None:
        return begin_import(path, out, Wished(name=name, configuration=configuration, axes=orientation))
    if not path.exists():
        raise UsageError("There is nothing of this name")
    if path.is_dir() and not (path / MANIFEST).is_file():
        raise UsageError(
            "This folder is no package", why="it has no model.yaml", remedy="Begin one of it with --out FOLDER"
        )
    with _changing(settings, Action.MODEL_ADDED, "add") as (registry, say):
        take = registry.add_folder if path.is_dir() else registry.add
        taken, is_new = take(path, _act(reason), say)
    return _said(taken, "" if is_new else "was there already")


@models.command("validate", short_help="Examine a version; where it passes, it may run.")
def validate(reference: _Reference, reason: _Reason = "examined") -> Answer:
    """Examine a version; where it passes, what was quarantined may run."""
    settings = begin()
    with _changing(settings, Action.MODEL_EXAMINED, "validate") as (registry, say):
        return _said(registry.validate(reference, _act(reason), partial(examine, settings), say))


@models.command("tag", short_help="Let a tag mean a version.")
def tag(
    name: _Name,
    version: Annotated[str, typer.Argument(metavar="VERSION", help="The version that it is to mean.")],
    tag: _Tag,
    reason: _Reason,
) -> Answer:
    """Let a tag mean a version that runs, after its self-test here; a running service loads it when it is asked."""
    settings = begin()
    wanted = parse_tag(name, tag)
    with _changing(settings, Action.MODEL_TAGGED, "tag") as (registry, say):
        warm = build_models(settings, registry).warm
        move = registry.tags.move(wanted, version, _act(reason), _number(registry, wanted), warm=warm, say=say)
    return _moved(tag_document(move))


@models.command("rollback", short_help="Let a tag mean what it meant before.")
def rollback(name: _Name, tag: _Tag, reason: _Reason) -> Answer:
    """Let a tag mean the version that it meant before; the same again goes further back."""
    settings = begin()
    with _changing(settings, Action.MODEL_TAGGED, "rollback") as (registry, say):
        warm = build_models(settings, registry).warm
        move = registry.tags.rollback(parse_tag(name, tag), _act(reason), warm=warm, say=say)
    return _moved(tag_document(move))


@models.command("history", short_help="List how a tag was moved.")
def history(name: _Name, tag: _Tag) -> Answer:
    """List how a tag was moved, the youngest move first: when, by whom, from where to where, why."""
    with seen_models(begin()) as seen:
        if seen.registry is None:
            raise ModelNotFound("Nothing is on record yet", remedy="The service registers what lies in models_dir")
        document = tag_history(seen.registry.tags.history(parse_tag(name, tag)))
    rows = [_row(move) for move in document.items]
    return Answer(document=document, lines=align(rows))


@models.command("deprecate", short_help="Say that a version will not run for ever.")
def deprecate(
    reference: _Reference,
    reason: _Reason,
    sunset: Annotated[datetime | None, typer.Option(help="When it will be revoked, in this machine's time.")] = None,
    replacement: Annotated[str | None, typer.Option(metavar="VERSION", help="The version to use then.")] = None,
) -> Answer:
    """Say that a version will not run for ever; it runs on, and its documents say so."""
    settings = begin()
    until = sunset.astimezone() if sunset is not None else None
    with _changing(settings, Action.MODEL_DEPRECATED, "deprecate") as (registry, say):
        return _said(registry.deprecate(reference, _act(reason), sunset=until, replacement=replacement, say=say))


@models.command("revoke", short_help="Stop a version for good.")
def revoke(reference: _Reference, reason: _Reason) -> Answer:
    """Stop a version for good; its results stay until they are withdrawn."""
    settings = begin()
    with _changing(settings, Action.MODEL_REVOKED, "revoke") as (registry, say):
        document = revoked_document(registry.revoke(reference, _act(reason), say=say))
    model = f"{document.version.name}:{document.version.version}"
    lines = [f"{model}  {document.version.state}  {document.results} results are not withdrawn"]
    lines += [f"the tag {one} still means it: move it, or roll it back" for one in document.tags]
    if document.results:
        lines.append(f"radlane results withdraw --model {model} --reason safety")
    return Answer(document=document, lines=lines)


@models.command("delete", short_help="Remove a version that nothing refers to.")
def delete(reference: _Reference) -> Answer:
    """Remove a version that made no result, and that no tag means or meant."""
    settings = begin()
    with _changing(settings, Action.MODEL_REMOVED, "delete") as (registry, say):
        return _said(registry.delete(reference, say), "is removed")


@contextmanager
def _changing(settings: Settings, action: Action, command: str) -> Iterator[tuple[Registry, Say]]:
    """The registry, and what puts on record what is done to it; a service may run meanwhile."""
    trail: Trail = open_trail(settings)
    entry = Entry(action=action, caller=who_runs(), via=f"radlane models {command}")
    with trail.saying(entry) as say:
        yield open_registry(settings, trail.engine), say


def _act(reason: str) -> Act:
    return Act(at=now(), caller=who_runs(), reason=reason)


def _number(registry: Registry, wanted: Tag) -> int:
    try:
        return registry.tags.current(wanted).number
    except ModelNotFound:
        return NEW


def _said(version: Version, more: str = "") -> Answer:
    document = version_document(version)
    line = f"{document.name}:{document.version}  {document.state}  {document.digest[:19]}  {more}"
    return Answer(document=document, lines=[line.rstrip()])


def _moved(move: TagDocument) -> Answer:
    return Answer(document=move, lines=["  ".join(_row(move))])


def _row(move: TagDocument) -> list[str]:
    at = move.at.astimezone().isoformat(timespec="seconds")
    way = f"{move.previous} -> {move.version}" if move.previous else move.version
    return [at, f"{move.name}:{move.tag}", way, move.kind, move.caller, move.reason]


def _lines(found: ModelList) -> list[str]:
    rows = [_listed(model, version) for model in found.items for version in model.versions]
    broken = [f"{package.folder}: {package.code}: {package.detail}" for package in found.broken]
    return [*align(rows), *broken] or ["There is no model"]


def _listed(model: ModelDocument, version: VersionDocument) -> list[str]:
    tags = ", ".join(sorted(tag for tag, means in model.tags.items() if means == version.version))
    return [f"{version.name}:{version.version}", version.state, tags, version.digest[:19], version.statement]
