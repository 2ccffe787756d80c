"""`radlane models fit-ood`: the next version of a package, which knows what it was not made for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from pydantic import BaseModel

from radlane.app.site import open_folder, open_site
from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.domain.model import Manifest
from radlane.errors import UsageError

_PERCENTILES = (50.0, 100.0)


class FitDocument(BaseModel):
    """What was fitted, on what, and what the lane refused of it (code -> studies).

    `held_out` are the distances of all studies, each from a fit without its patient.
    """

    folder: str
    name: str
    version: str
    digest: str
    layers: list[str]
    features: int
    studies: int
    patients: int
    refused: dict[str, int]
    percentile: float
    threshold: float
    median: float
    farthest: float
    held_out: list[float]


def fit_ood(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PACKAGE STUDIES...", help="The folder of a package, folders of studies.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the new version goes; not there yet.")],
    version: Annotated[str, typer.Option("--version", help="Its version; by default the next minor one.")] = "",
    layer: Annotated[
        list[str] | None, typer.Option("--layer", metavar="TENSOR", help="What is pooled; several are joined.")
    ] = None,
    percentile: Annotated[float, typer.Option("--percentile", help="Of held-out distances: the threshold.")] = 99.0,
    fitted_on: Annotated[
        str, typer.Option("--fitted-on", metavar="TEXT", help="Which studies these are. No patient's name.")
    ] = "",
) -> Answer:
    """Fit how far a study may lie from valid ones, and write the next version of a package."""
    from radlane.pipeline.examination import ExaminationLimits
    from radlane.pipeline.fitting import Wished, fit_package
    from radlane.registry.package import open_package
    from radlane.registry.revision import next_version

    if not _PERCENTILES[0] <= percentile <= _PERCENTILES[1]:
        raise UsageError("--percentile is out of range", remedy="From 50 to 100")
    package, *studies = paths
    if not studies:
        raise UsageError("No studies are named", remedy="Name the folder of a package, then folders of valid studies")
    settings = begin()
    opened = open_package(package)
    archives = [open_folder(settings, f"studies-{place}", path) for place, path in enumerate(studies)]
    wished = Wished(
        version=version or next_version(opened.manifest.version),
        layers=tuple(layer or ()),
        # what is seen first is refused first: what comes after it need not run
        stage=next((stage.id for stage in opened.manifest.before), None),
        percentile=percentile,
        fitted_on=fitted_on,
    )
    with open_site(settings) as site:
        fit = fit_package(opened, archives, wished, out, site, ExaminationLimits())
    made = open_package(out)
    document = FitDocument(
        folder=str(out),
        **_named(made.manifest, made.digest),
        layers=list(fit.section.layers),
        features=fit.features,
        studies=fit.section.studies,
        patients=fit.patients,
        refused=dict(fit.refused),
        percentile=fit.section.percentile,
        threshold=fit.section.threshold,
        median=float(np.median(fit.distances)),
        farthest=float(fit.distances.max()),
        held_out=[round(float(one), 3) for one in fit.distances],
    )
    return Answer(document=document, lines=_lines(document))


def _named(manifest: Manifest, digest: str) -> dict[str, str]:
    return {"name": manifest.name, "version": manifest.version, "digest": digest}


def _lines(fit: FitDocument) -> list[str]:
    refused = [f"not analysed, and left out: {count} studies, {code}" for code, count in fit.refused.items()]
    return [
        f"{fit.name}:{fit.version}  {fit.digest[:19]}  {fit.folder}",
        f"{fit.features} features of {', '.join(fit.layers)}",
        f"fitted on {fit.studies} studies of {fit.patients} patients",
        *refused,
        f"held-out distances: median {fit.median:.1f}, largest {fit.farthest:.1f}",
        f"threshold {fit.threshold:g}, their percentile {fit.percentile:g}",
        f"It is fitted, not tagged: radlane models add {fit.folder}",
    ]
