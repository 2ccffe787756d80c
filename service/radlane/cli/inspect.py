"""`radlane inspect`: what files are, and which models would read them. Values of their headers are not shown.

In: files or folders. Out: what each holds, and, where a folder is named, a picture of each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import numpy as np
import typer
from numpy.typing import NDArray
from pydantic import BaseModel
from pydicom.uid import UID

from radlane.app.registry import seen_models
from radlane.app.site import open_site
from radlane.cli.beginning import begin
from radlane.cli.console import Answer, is_folder
from radlane.domain.cine import Cine
from radlane.domain.image import Image, Picture
from radlane.domain.volume import Volume
from radlane.errors import ArchiveUnavailable, UsageError
from radlane.imaging.cuts import render_cuts
from radlane.imaging.display import render, render_frame, render_picture, to_png
from radlane.pipeline.inspection import Inspection, Seen, inspect_file


class InspectionDocument(BaseModel):
    """One file; of a file that is no DICOM instance that can be read only the path is said."""

    path: str
    sop_class: str | None = None
    transfer_syntax: str | None = None
    study: str | None = None
    series: str | None = None
    instance: str | None = None
    shape: Literal["image", "cine", "volume"] | None = None
    refused: str | None = None
    frames: int | None = None
    rows: int | None = None
    columns: int | None = None
    colour: bool | None = None
    values: tuple[float, float] | None = None
    seconds: float | None = None
    sides_known: bool | None = None
    spacing: str | None = None
    voxel_mm: tuple[float, float, float] | None = None
    models: dict[str, str] = {}


class InspectionList(BaseModel):
    """All files that were looked at."""

    items: list[InspectionDocument]
    next: str | None = None


def inspect(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    png: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write a picture of each: UID.png.")] = None,
) -> Answer:
    """Say what files are and which models would read them, or why not."""
    settings = begin()
    if png is not None:
        png.mkdir(parents=True, exist_ok=True)
    with seen_models(settings) as seen:
        manifests = [package.manifest for package in seen.packages()]
    with open_site(settings) as site:
        look = partial(inspect_file, manifests=manifests, decode=site.decode, limits=site.read_limits)
        documents = [_described(look(path), png) for path in files_of(paths)]
    document = InspectionList(items=documents)
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


def _described(item: Inspection, png: Path | None) -> InspectionDocument:
    """Describe one file, and write its picture; what it holds is let go of before the next one is read."""
    if png is not None and item.ref is not None and item.seen is not None:
        (png / f"{item.ref.sop_instance_uid}.png").write_bytes(to_png(_rendered(item.seen)))
    return _document(item)


def _document(item: Inspection) -> InspectionDocument:
    if item.ref is None:
        return InspectionDocument(path=str(item.path))
    seen = item.seen
    described = InspectionDocument(
        path=str(item.path),
        sop_class=_name(item.ref.sop_class_uid),
        transfer_syntax=_name(item.transfer_syntax) if item.transfer_syntax else None,
        study=item.ref.study_instance_uid,
        series=item.ref.series_instance_uid,
        instance=item.ref.sop_instance_uid,
        refused=item.refusal or None,
        models=dict(item.verdicts),
    )
    return described if seen is None else described.model_copy(update=_facts(seen))


def _facts(seen: Seen) -> dict[str, Any]:
    """What can be said of an image, of frames or of slices."""
    is_flat = isinstance(seen, Image | Picture)
    rows, columns = seen.values.shape[:2] if is_flat else seen.values.shape[1:3]
    lowest, highest = float(seen.values.min()), float(seen.values.max())
    facts: dict[str, Any] = {"rows": rows, "columns": columns, "frames": 1 if is_flat else len(seen.values)}
    if isinstance(seen, Cine | Volume):
        facts["values"] = _scaled(seen, lowest, highest)
    else:
        facts["values"] = lowest, highest
    if isinstance(seen, Volume):
        return facts | {"shape": "volume", "colour": False, "voxel_mm": seen.grid.spacing_mm}
    facts["spacing"] = None if seen.spacing is None else str(seen.spacing.plane)
    if isinstance(seen, Cine):
        seconds = None if seen.times_s is None else float(seen.times_s[-1])
        return facts | {"shape": "cine", "colour": seen.values.ndim > 3, "seconds": seconds}
    sides = seen.orientation is not None if isinstance(seen, Image) else None
    return facts | {"shape": "image", "colour": isinstance(seen, Picture), "sides_known": sides}


def _scaled(seen: Cine | Volume, lowest: float, highest: float) -> tuple[float, float]:
    """The ends of the values in the modality's units; a slope may be negative."""
    one, other = sorted(end * seen.slope + seen.intercept for end in (lowest, highest))
    return one, other


def _rendered(seen: Seen) -> NDArray[np.uint8]:
    """A picture: of frames the one in the middle, of slices the axial cut there."""
    if isinstance(seen, Volume):
        return render_cuts(seen, None, window=None)[0].picture
    if isinstance(seen, Cine):
        return render_frame(seen, len(seen.values) // 2)
    return render_picture(seen) if isinstance(seen, Picture) else render(seen)


def _name(uid: str) -> str:
    return UID(uid).name


def _place(item: InspectionDocument) -> str:
    if item.voxel_mm is not None:
        return f"voxels of {' x '.join(f'{side:.4g}' for side in item.voxel_mm)} mm (slices, rows, columns)"
    sides = "" if item.sides_known is None else f"sides {'known' if item.sides_known else 'unknown'}, "
    return f"{sides}spacing {item.spacing or 'unknown'}"


def _lines(item: InspectionDocument) -> list[str]:
    if item.sop_class is None:
        return [f"{item.path}: no DICOM instance that can be read"]
    lines = [f"{item.path}: {item.sop_class}", f"  {item.transfer_syntax or 'not read'}, instance {item.instance}"]
    if item.values is None:
        lines.append(f"  cannot be read: {item.refused}")
    else:
        frames = "" if item.frames == 1 else f", {item.frames} frames"
        seconds = "" if item.seconds is None else f", {item.seconds:g} s"
        colour = "in colour" if item.colour else "grey"
        lowest, highest = item.values
        lines.append(
            f"  {item.shape}, {colour}, {item.columns} x {item.rows}{frames}{seconds}, values {lowest:g} to {highest:g}"
        )
        lines.append(f"  {_place(item)}")
    return [*lines, *(f"  {model}: {verdict}" for model, verdict in item.models.items())]
