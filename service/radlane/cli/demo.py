"""`radlane demo`: the main job on a real chest radiograph, with nothing to install beside radlane."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import datetime
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Annotated

import typer

from radlane.app.registry import seen_models
from radlane.app.site import open_folder
from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.cli.in_place import Asked, run_one
from radlane.cli.run import answer_of
from radlane.domain.job import JobRequest
from radlane.errors import ArchiveUnavailable, UsageError
from radlane.pipeline.plan import only_study

PACKAGE, IMAGE = "pydicom-data", "RG1_UNCI.dcm"


def demo(
    out: Annotated[Path | None, typer.Option(help="New folder for the demonstration's archive.")] = None,
    model: Annotated[str, typer.Option(help="The model to run.")] = "cxr-lungs",
) -> Answer:
    """Analyse a chest radiograph of pydicom-data in a new folder."""
    settings = begin()
    folder = out or settings.data_dir / "demo" / datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    with seen_models(settings) as seen:
        seen.resolve(model)  # before a folder is made that would stay without a result
    image = _image()
    try:
        folder.mkdir(parents=True)
        shutil.copyfile(image, folder / IMAGE)
    except FileExistsError as error:
        raise UsageError("This folder is there already", remedy="Name a new one with --out") from error
    except OSError as error:
        raise ArchiveUnavailable(
            "The folder of the demonstration cannot be made", why=error.strerror, remedy="Name a new one with --out"
        ) from error
    with ExitStack() as undo:  # without a result the folder would only be in the way of the next try
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        archive = open_folder(settings, "demo", folder)
        request = JobRequest(study_instance_uid=only_study(archive), model=model)
        answer = answer_of(run_one(settings, Asked(archive=archive, request=request), None))
        undo.pop_all()
    return answer


def _image() -> Path:
    """Where the radiograph is installed."""
    try:
        found = [file for file in files(PACKAGE) or () if file.name == IMAGE]
    except PackageNotFoundError:
        found = []
    if not found:
        raise UsageError("The demonstration's image is not installed", remedy="pip install 'radlane[demo]'")
    return Path(str(found[0].locate()))
