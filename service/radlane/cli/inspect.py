"""`radlane inspect`: what files are, and which models would read them. Values of their headers are not shown."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import BaseModel
from pydicom.uid import UID

from radlane.app.registry import seen_models
from radlane.app.site import open_site
from radlane.cli.console import Answer, begin, is_folder
from radlane.errors import ArchiveUnavailable, UsageError
from radlane.pipeline.inspection import Inspection, inspect_file


class InspectionDocument(BaseModel):
    """One file; of a file that is no DICOM instance that can be read only the path is said."""

    path: str
    sop_class: str | None = None
    transfer_syntax: str | None = None
    study: str | None = None
    series: str | None = None
    instance: str | None = None
    rows: int | None = None
    columns: int | None = None
    sides_known: bool | None = None
    spacing: str | None = None
    models: dict[str, str] = {}


class InspectionList(BaseModel):
    """All files that were looked at."""

    items: list[InspectionDocument]
    next: str | None = None


def inspect(paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")]) -> Answer:
    """Say what files are and which models would read them, or why not."""
    settings = begin()
    with seen_models(settings) as seen:
        manifests = [package.manifest for package in seen.packages()]
    with open_site(settings) as site:
        found = [inspect_file(path, manifests, site.decode, site.read_limits) for path in files_of(paths)]
    document = InspectionList(items=[_document(item) for item in found])
    return Answer(document=document, lines=[line for item in document.items for line in _lines(item)])


def files_of(paths: Sequence[Path]) -> Iterator[Path]:
    """Files, and those below folders, in order; what is hidden in a folder is not of it, as in an archive.

    Raises
    ------
    UsageError
        If a path is not there.
    ArchiveUnavailable
        If a folder cannot be listed.
    """
    for path in paths:
        try:
            path.lstat()
        except (OSError, ValueError) as error:
            raise UsageError("A file or folder is not there") from error
        yield from _below(path) if is_folder(path) else [path]


def _below(top: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(top, onerror=_refuse):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))


def _refuse(error: OSError) -> NoReturn:
    raise ArchiveUnavailable(
        "A folder cannot be listed", why=error.strerror, remedy="Look at its permissions"
    ) from error


def _document(item: Inspection) -> InspectionDocument:
    if item.ref is None:
        return InspectionDocument(path=str(item.path))
    image = item.image
    return InspectionDocument(
        path=str(item.path),
        sop_class=_name(item.ref.sop_class_uid),
        transfer_syntax=_name(item.transfer_syntax) if item.transfer_syntax else None,
        study=item.ref.study_instance_uid,
        series=item.ref.series_instance_uid,
        instance=item.ref.sop_instance_uid,
        rows=image.values.shape[0] if image else None,
        columns=image.values.shape[1] if image else None,
        sides_known=image.orientation is not None if image else None,
        spacing=image.spacing.plane if image and image.spacing else None,
        models=dict(item.verdicts),
    )


def _name(uid: str) -> str:
    return UID(uid).name


def _lines(item: InspectionDocument) -> list[str]:
    if item.sop_class is None:
        return [f"{item.path}: no DICOM instance that can be read"]
    size = f"{item.columns} x {item.rows}, " if item.rows else ""
    lines = [
        f"{item.path}: {item.sop_class}",
        f"  {size}{item.transfer_syntax or 'not read'}, instance {item.instance}",
    ]
    if item.rows is not None:
        sides = "known" if item.sides_known else "unknown"
        lines.append(f"  sides {sides}, spacing {item.spacing or 'unknown'}")
    return [*lines, *(f"  {model}: {verdict}" for model, verdict in item.models.items())]
