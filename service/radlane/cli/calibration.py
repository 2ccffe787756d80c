"""`radlane models calibrate`: what stands in a manifest's `calibration`, from labelled numbers of its network.

In: a package and a table. Out: the section, for its author to put into `model.yaml`; nothing is changed.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer
import yaml

from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.registry.manifest import read_manifest
from radlane.registry.package import MANIFEST


def calibrate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The package.")],
    table: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Raw values by channel, and labels.")],
    fitted_on: Annotated[str, typer.Option("--fitted-on", metavar="TEXT", help="The data, as people name them.")],
    method: Annotated[
        Literal["temperature", "platt", "isotonic"], typer.Option("--method", help="What is fitted.")
    ] = "temperature",
    output: Annotated[str, typer.Option("--output", metavar="NAME", help="Which classification, of several.")] = "",
) -> Answer:
    """Fit the numbers of a network to how often they are right, and say what the manifest then says."""
    from radlane.pipeline.calibrating import calibrate_output

    begin()
    fit = calibrate_output(read_manifest(folder / MANIFEST), output, table, method, fitted_on)
    section = {"calibration": {key: _plain(value) for key, value in asdict(fit).items()}}
    text = yaml.safe_dump(section, sort_keys=False, allow_unicode=True)
    error = (
        f"expected calibration error: {fit.ece.before:.3f} before, {fit.ece.after:.3f} after, on the data of the fit"
    )
    advice = "Thresholds are compared with calibrated numbers: choose them anew, and give the package another version"
    return Answer(document=section, lines=[*text.splitlines(), "", error, advice])


def _plain(value: object) -> object:
    """Return a value as YAML writes it: lists in the place of tuples."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value
