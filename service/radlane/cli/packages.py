"""`radlane models init` and `radlane models add` of what other projects made: packages that are begun.

In: an ONNX file, or a folder or .zip of MONAI or nnU-Net. Out: a folder in which a person fills in what nobody else
knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.errors import ImportRefused, UsageError
from radlane.inference.devices import count_threads, usable_cores
from radlane.registry.blanks import blanks, wanted
from radlane.registry.draft import Draft, slug

Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the package is begun; not there yet.")]
Name = Annotated[str, typer.Option("--name", help="Name of the model; by default that of the file.")]
Version = Annotated[str, typer.Option("--version", help="Its version.")]
ImportOut = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where a package is begun.")]
Configuration = Annotated[str, typer.Option("--configuration", help="Which configuration of nnU-Net's plans.")]
_AXES = {letter: axis for axis in ("AP", "HF", "LR") for letter in axis}
Orientation = Annotated[
    str,
    typer.Option(
        "--orientation",
        metavar="H,P,L",
        help="Where the axes of the training images run, as stored, if the folder does not say it.",
    ),
]


def init(
    file: Annotated[Path, typer.Argument(metavar="FILE.onnx", help="A network in one ONNX file.")],
    out: Out,
    name: Name = "",
    version: Version = "1.0.0",
    size: Annotated[
        str, typer.Option("--size", metavar="N,N[,N]", help="What it sees at once, where the graph leaves it free.")
    ] = "",
    background: Annotated[
        str, typer.Option("--background", metavar="N[,N]", help="Channels of what is no segment or class.")
    ] = "",
) -> Answer:
    """Begin a model package from an ONNX file."""
    from radlane.pipeline.skeleton import begin_package
    from radlane.registry.foreign import read_file
    from radlane.registry.onnx_file import MAX_BYTES, read_onnx
    from radlane.registry.skeleton import Asked

    asked = Asked(
        name=slug(name or file.stem) or "model",
        version=version,
        size=_numbers("--size", size),
        background=_numbers("--background", background),
    )
    begin()
    network = read_onnx(read_file(file, MAX_BYTES))
    draft, content = begin_package(network, asked, out, count_threads(usable_cores()))
    return _answer(draft, content, out)


@dataclass(frozen=True, kw_only=True)
class Wished:
    """What the options of an import say; empty where they say nothing."""

    name: str = ""
    version: str = ""
    configuration: str = "3d_fullres"
    axes: str = ""


def begin_import(source: Path, out: Path, wished: Wished) -> Answer:
    """Write the package that a bundle or folder becomes when it is filled in.

    Raises
    ------
    ImportRefused
        If it asks for what no manifest says, or is nothing that radlane reads.
    UsageError
        If there is no such folder, or something is at `out` already.
    """
    from radlane.pipeline.skeleton import write_import
    from radlane.registry.foreign import open_foreign
    from radlane.registry.monai_bundle import import_bundle, is_bundle
    from radlane.registry.nnunet import find_plans, import_nnunet

    found, stored = open_foreign(source), _letters(wished.axes)
    if is_bundle(found) and find_plans(found):
        raise ImportRefused("There is more than one model in this folder", why="it is MONAI's and nnU-Net's at once")
    if is_bundle(found):
        made = import_bundle(found, wished.name, wished.version, stored)
    elif find_plans(found):
        made = import_nnunet(found, wished.name, wished.version or "1.0.0", wished.configuration, stored)
    else:
        raise ImportRefused(
            "There is nothing in this folder that radlane reads",
            why="neither configs/metadata.json (MONAI) nor plans.json with dataset.json beside it (nnU-Net) is there",
            remedy="For one ONNX file: radlane models init FILE.onnx",
        )
    content = write_import(made.draft, made.roi, made.channels, out, count_threads(usable_cores()))
    return _answer(made.draft, content, out)


def _letters(text: str) -> tuple[str, ...] | None:
    if not text:
        return None
    letters = tuple(text.upper().split(","))
    if sorted(_AXES.get(letter, "") for letter in letters) != ["AP", "HF", "LR"]:
        raise UsageError("--orientation names no three axes", remedy="For example --orientation H,P,L")
    return letters


def _answer(draft: Draft, content: dict[str, Any], out: Path) -> Answer:
    """Say what is to be filled in and what comes next."""
    missing = [{"place": path, "wanted": wanted(path)} for path in blanks(content)]
    document = {
        "folder": str(out),
        "name": draft.name,
        "version": draft.version,
        "fill_in": missing,
        "notes": list(draft.notes),
    }
    lines = [
        f"{out} is begun: {draft.name}:{draft.version}",
        *(f"Note: {note}" for note in draft.notes),
        f"{len(missing)} places of {out / 'model.yaml'} are to be filled in:",
        *(f"  {item['place']}: {item['wanted']}" for item in missing),
        f"Then: radlane models add {out}",
    ]
    return Answer(document=document, lines=lines)


def _numbers(option: str, text: str) -> tuple[int, ...] | None:
    if not text:
        return None
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise UsageError(f"{option} is no list of whole numbers", remedy=f"For example {option} 64,96,96") from error
