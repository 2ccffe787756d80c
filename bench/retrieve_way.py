"""One way of bringing a series into memory, or of storing one, in this process.

In: the way, and the task's file. Out: figures as JSON, and the SHA-256 of the stored values [z, y, x].
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from lane_script import connect
from lane_task import Task, read_task
from meter import Meter

if TYPE_CHECKING:  # those who measure others load nothing of radlane
    from radlane.pipeline.lane import Site
    from radlane.settings.tree import Settings

Facts = Mapping[str, Any]
Run = Callable[[Path], Any]
HELD = ExitStack()  # what was opened before the clock started
ACCEPT = 'multipart/related; type="application/dicom"; transfer-syntax=*'
INTERCEPT = -1024
AS_STORED = ("radlane", "radlane warm", "imagecodecs")


def main() -> None:
    way, facts = sys.argv[1], json.loads(Path(sys.argv[2]).read_text())
    run = WAYS[way](facts, read_task(facts["lane"]))
    with HELD, TemporaryDirectory(dir=facts["folder"]) as name:
        meter = Meter()
        with meter.stage(way):
            found = run(Path(name))
        figures = meter.figures()[way]
    if found is not None:  # HU, but of those that keep what is stored
        stored = found if way in AS_STORED else np.rint(found - INTERCEPT)
        figures["digest"] = sha256(np.ascontiguousarray(stored, np.int16).tobytes()).hexdigest()
    print(json.dumps(figures))


def curl(facts: Facts, task: Task) -> Run:
    """The floor: bytes to nowhere, over one connection."""
    series = f"{task.url}/studies/{task.studies[0]}/series/{facts['series']}"
    urls = [f"{series}/instances/{uid}" for uid in facts["instances"]] or [series]
    accept = ACCEPT.replace('"', '\\"')
    lines = [f'user = "{task.user}:{task.password}"', f'header = "Accept: {accept}"']
    config = Path(task.folder, "curl")
    config.write_text("\n".join([*lines, *(f'url = "{url}"\noutput = "/dev/null"' for url in urls)]))
    config.chmod(0o600)
    command = ["curl", "--silent", "--fail", *facts["options"], "--config", str(config)]
    return lambda _: subprocess.run(command, check=True) and None


def radlane(_facts: Facts, task: Task) -> Run:
    """In a site of its own, whose decoders start with the first frame that is compressed."""
    from radlane.app.site import open_site

    settings, read = _lane(task)

    def run(folder: Path) -> np.ndarray:
        with open_site(settings) as site:
            return read(site, folder)

    return run


def radlane_warm(facts: Facts, task: Task) -> Run:
    """As a service that has decoded an earlier series: its decoders run."""
    from radlane.app.site import open_site

    settings, read = _lane(task)
    site = HELD.enter_context(open_site(settings))
    with TemporaryDirectory(dir=facts["folder"]) as name:
        read(site, Path(name))
    return lambda folder: read(site, folder)


def _lane(task: Task) -> tuple[Settings, Callable[[Site, Path], np.ndarray]]:
    """The settings, and what retrieves and reads the study in a site."""
    from lane_radlane import settings_of
    from radlane.app.site import build_catalogue, build_models, open_archive
    from radlane.pipeline.source import choose_source, read_source

    settings = settings_of(task)
    manifest = build_models(settings, build_catalogue(settings)).know(task.model).manifest
    archive = open_archive(settings, None)
    index = archive.find_study(task.studies[0])
    refs = [ref for series in index.series for ref in series.instances]

    def read(site: Site, folder: Path) -> np.ndarray:
        source = choose_source(site, manifest, archive.retrieve(index, refs, folder))
        return read_source(site, manifest, source)[0].values

    return settings, read


def imagecodecs(facts: Facts, task: Task) -> Run:
    """The codecs alone, in threads of this process: nothing is checked, and what crashes one crashes all."""
    from imagecodecs import htj2k_decode, jpeg2k_decode, jpegls_decode, ljpeg_decode
    from pydicom.encaps import generate_frames

    client = connect(task)
    codecs = {"4.70": ljpeg_decode, "4.80": jpegls_decode, "4.90": jpeg2k_decode, "4.201": htj2k_decode}

    def run(_: Path) -> np.ndarray:
        as_stored = (("application/dicom", "*"),)
        images = client.retrieve_series(task.studies[0], facts["series"], media_types=as_stored)
        images.sort(key=lambda image: float(image.ImagePositionPatient[2]))
        codec = codecs[images[0].file_meta.TransferSyntaxUID.removeprefix("1.2.840.10008.1.2.")]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            frames = pool.map(lambda image: codec(next(generate_frames(image.PixelData, number_of_frames=1))), images)
            return np.stack(list(frames))

    return run


def pydicom(facts: Facts, task: Task) -> Run:
    """What people write."""
    client = connect(task)

    def run(_: Path) -> np.ndarray:
        as_stored = (("application/dicom", "*"),)
        images = client.retrieve_series(task.studies[0], facts["series"], media_types=as_stored)
        images.sort(key=lambda image: float(image.ImagePositionPatient[2]))
        return np.stack([image.pixel_array * image.RescaleSlope + image.RescaleIntercept for image in images])

    return run


def simpleitk(facts: Facts, task: Task) -> Run:
    import SimpleITK

    client, held = connect(task), []

    def run(folder: Path) -> np.ndarray:
        for number, image in enumerate(client.iter_series(task.studies[0], facts["series"])):
            image.save_as(folder / f"{number}.dcm")
        reader = SimpleITK.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
        held.append(reader.Execute())  # the array is a view
        return SimpleITK.GetArrayViewFromImage(held[0])

    return run


def highdicom(facts: Facts, task: Task) -> Run:
    from highdicom import get_volume_from_series

    client = connect(task)

    def run(_: Path) -> np.ndarray:
        found = get_volume_from_series(
            client.retrieve_series(task.studies[0], facts["series"], media_types=(("application/dicom", "*"),))
        )
        values = found.array
        return values if found.affine[2, 0] > 0 else values[::-1]

    return run


def store_radlane(facts: Facts, task: Task) -> Run:
    from lane_radlane import settings_of
    from radlane.app.site import build_service
    from radlane.dicomweb.part10 import Limits, read_header, ref_of
    from radlane.dicomweb.session import Session
    from radlane.dicomweb.stow import Stow
    from radlane.domain.result import EncodedObject, Role

    service = build_service(settings_of(task).archives["pacs"])
    stow, uids = (
        Stow(service, Session(service)),
        ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"),
    )

    def run(_: Path) -> None:
        paths = sorted(Path(facts["files"]).iterdir())
        refs = [ref_of(read_header(path, uids, Limits())) for path in paths]
        objects = [
            EncodedObject(
                ref=ref, role=Role.SEGMENTATION, modality="CT", path=path, size=path.stat().st_size, sha256=""
            )
            for ref, path in zip(refs, paths, strict=True)
        ]
        if stow.send(refs[0].study_instance_uid, objects).status != 200:
            sys.exit("it was not stored")

    return run


def store_client(facts: Facts, task: Task) -> Run:
    from pydicom import dcmread

    client = connect(task)

    def run(_: Path) -> None:
        images = [dcmread(path) for path in sorted(Path(facts["files"]).iterdir())]
        client.store_instances(images, str(images[0].StudyInstanceUID))

    return run


WAYS: dict[str, Callable[[Facts, Task], Run]] = {
    "curl": curl,
    "radlane": radlane,
    "radlane warm": radlane_warm,
    "imagecodecs": imagecodecs,
    "pydicom": pydicom,
    "SimpleITK": simpleitk,
    "highdicom": highdicom,
    "store radlane": store_radlane,
    "store dicomweb-client": store_client,
}


if __name__ == "__main__":
    main()
