"""`radlane models`: which models there are."""

from __future__ import annotations

from typing import Annotated

import typer

from radlane.api.schemas.models import ModelDocument, ModelList, manifest_document, model_list, version_document
from radlane.app.site import build_catalogue
from radlane.cli.console import DONE, FAILED, Answer, align, begin
from radlane.cli.packages import add, init
from radlane.registry.package import read_card

models = typer.Typer(help="Which models there are.")
models.command("init", short_help="Begin a model package from an ONNX file.")(init)
models.command("add", short_help="Begin a model package from a MONAI bundle or a folder of nnU-Net.")(add)


@models.command("list", short_help="List the models, and the packages that cannot be used.")
def list_models() -> Answer:
    """List the models with their versions and tags, and the packages that cannot be used."""
    found = model_list(build_catalogue(begin()))
    return Answer(document=found, lines=_lines(found), code=FAILED if found.broken else DONE)


@models.command("show", short_help="Show a model: its digest, its manifest and its card.")
def show(
    reference: Annotated[str, typer.Argument(metavar="MODEL", help="name, name:version, name:tag or name@sha256:...")],
) -> Answer:
    """Show one model: its digest, its manifest and its card."""
    package, identity = build_catalogue(begin()).resolve(reference)
    card = read_card(package)
    document = {
        **version_document(package).model_dump(),
        "tag": identity.tag,
        "manifest": manifest_document(package.manifest),
        "card": card,
    }
    lines = [f"{identity.name}:{identity.version}", identity.digest, "", *card.splitlines()]
    return Answer(document=document, lines=lines)


def _lines(found: ModelList) -> list[str]:
    rows = [
        [f"{version.name}:{version.version}", _tags(model, version.version), version.digest[:19], version.statement]
        for model in found.items
        for version in model.versions
    ]
    broken = [f"{package.folder}: {package.code}: {package.detail}" for package in found.broken]
    return [*align(rows), *broken] or ["There is no model"]


def _tags(model: ModelDocument, version: str) -> str:
    return ", ".join(sorted(tag for tag, means in model.tags.items() if means == version))
