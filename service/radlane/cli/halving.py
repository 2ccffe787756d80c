"""`radlane models half`: a version of a package whose networks reckon in half precision."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from radlane.cli.beginning import begin
from radlane.cli.console import Answer

_MOST = 0.1  # as of a manifest


class DifferenceDocument(BaseModel):
    """How far an output of a golden vector is from what it was, at most."""

    network: str
    vector: str
    output: str
    largest: float


class DistanceDocument(BaseModel):
    """How far features of a golden vector lie from those of valid studies, before and after."""

    vector: str
    before: float
    after: float


class HalfDocument(BaseModel):
    """What was made, of what, and how far it is from that."""

    folder: str
    name: str
    version: str
    digest: str
    converted_from: str
    differences: list[DifferenceDocument]
    distances: list[DistanceDocument]


def half(
    folder: Annotated[Path, typer.Argument(metavar="PACKAGE", help="The folder of a package.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the new version goes; not there yet.")],
    version: Annotated[str, typer.Option("--version", help="Its version; by default the same with -fp16.")] = "",
    rtol: Annotated[
        float | None, typer.Option("--rtol", min=0, max=_MOST, help="Relative tolerance of its golden vectors.")
    ] = None,
    atol: Annotated[
        float | None, typer.Option("--atol", min=0, max=_MOST, help="Absolute tolerance; by default the original's.")
    ] = None,
) -> Answer:
    """Write a version of a package in half precision, where it still says the same."""
    from radlane.pipeline.examination import ExaminationLimits
    from radlane.pipeline.halving import Wished, halve_package
    from radlane.registry.package import open_package
    from radlane.registry.revision import half_version

    begin()
    package = open_package(folder)
    wished = Wished(version=version or half_version(package.manifest.version), rtol=rtol, atol=atol)
    made = halve_package(package, wished, out, ExaminationLimits())
    document = HalfDocument(
        folder=str(out),
        name=made.manifest.name,
        version=made.manifest.version,
        digest=open_package(out).digest,
        converted_from=package.digest,
        differences=[
            DifferenceDocument(network=one.network, vector=one.vector, output=one.output, largest=one.largest)
            for one in made.differences
        ],
        distances=[DistanceDocument(vector=one.vector, before=one.before, after=one.after) for one in made.distances],
    )
    return Answer(document=document, lines=_lines(document))


def _lines(made: HalfDocument) -> list[str]:
    return [
        f"{made.name}:{made.version}  {made.digest[:19]}  {made.folder}",
        f"converted from {made.converted_from[:19]}; every decision on its golden vectors is the same",
        *(f"{one.vector}: {one.output} differs by up to {one.largest:g}" for one in made.differences),
        *(f"{one.vector}: distance from valid studies {one.before:.4g}, now {one.after:.4g}" for one in made.distances),
        f"It is made, not tagged: radlane models add {made.folder}",
    ]
