"""The lane as a script: dicomweb-client, pydicom, onnxruntime, highdicom; the sliding window in numpy or MONAI's.

In: `numpy` or `MONAI`, and the task's file. Out: figures as JSON. It does what the model's card asks for, with the same
weights, windows, precision and threads, and asks for bytes that are not gzipped, as radlane does: Orthanc is several
times slower with dicomweb-client's own default. Nothing of radlane is needed here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import onnxruntime
from dicomweb_client import DICOMwebClient
from dicomweb_client.session_utils import create_session_from_user_pass
from PIL import Image
from pydicom import Dataset, config
from pydicom.sr.coding import Code
from scipy import ndimage

from by_hand import areas, report, segmentation, volumes
from lane_task import Task, read_task
from meter import Figures, Meter

MODALITIES = {"radiographs": ("CR", "DX"), "ct": ("CT",)}
Slide = Callable[[Task, onnxruntime.InferenceSession, np.ndarray], np.ndarray]


def main() -> None:
    config.settings.reading_validation_mode = config.IGNORE
    slide, task = sys.argv[1], read_task(sys.argv[2])
    print(json.dumps(measure(task, slide_numpy if slide == "numpy" else monai(task))))


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What a run over one study needs."""

    task: Task
    client: DICOMwebClient
    network: onnxruntime.InferenceSession
    kinds: Sequence[Code]
    meter: Meter


def measure(task: Task, slide: Slide) -> Figures:
    kinds = [Code(value, scheme, meaning) for scheme, value, meaning in task.kinds]
    bench = Bench(task=task, client=connect(task), network=load(task), kinds=kinds, meter=Meter())
    for study in task.studies:
        if task.kind == "ct":
            run_ct(bench, study, slide)
        else:
            run_radiograph(bench, study)
    return bench.meter.figures()


def run_radiograph(bench: Bench, study: str) -> None:
    client, meter = bench.client, bench.meter
    with meter.stage("query"):
        series = find_series(client, study, MODALITIES["radiographs"])
    with meter.stage("retrieve"):
        (image,) = client.retrieve_series(study, series)
    with meter.stage("read"):
        pixels = image.pixel_array.astype(np.float32)
        if image.PhotometricInterpretation == "MONOCHROME1":
            pixels = -pixels
    with meter.stage("infer"):
        square, place = fit(pixels)
        chest, lungs = bench.network.run(["chest", "lungs"], {"image": square[None, None]})
        if 1 / (1 + np.exp(-chest[0, 0])) < 0.9:
            sys.exit("the network sees no chest")
    with meter.stage("conclude"):
        masks = np.stack([lung_field(lung[place], pixels.shape) for lung in lungs[0]], axis=-1)
        counts = [float(count) for count in masks.sum(axis=(0, 1))]
    with meter.stage("encode"):
        made = segmentation([image], masks[None].astype(np.uint8), bench.kinds)
        text = report([image], made, areas(made, bench.kinds, counts))
    with meter.stage("store"):
        client.store_instances([made, text], study)


def fit(pixels: np.ndarray, side: int = 256) -> tuple[np.ndarray, tuple[slice, slice]]:
    """The picture, from 0 to 1, in the middle of a square; and where in it."""
    low, high = np.percentile(pixels, (1, 99))
    scaled = (np.clip(pixels, low, high) - low) / (high - low)
    factor = side / max(pixels.shape)
    rows, columns = (round(length * factor) for length in pixels.shape)
    top, left = (side - rows) // 2, (side - columns) // 2
    place = slice(top, top + rows), slice(left, left + columns)
    square = np.zeros((side, side), np.float32)
    square[place] = resize(scaled, (rows, columns))
    return square, place


def lung_field(raw: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The largest component of one lung without holes, bool [y, x]."""
    components, count = ndimage.label(resize(raw, shape) >= 0)
    if count > 1:
        components = components == 1 + np.bincount(components.ravel())[1:].argmax()
    return ndimage.binary_fill_holes(components > 0)


def resize(values: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return np.asarray(Image.fromarray(values).resize(shape[::-1], Image.Resampling.BILINEAR))


def run_ct(bench: Bench, study: str, slide: Slide) -> None:
    client, meter = bench.client, bench.meter
    with meter.stage("query"):
        series = find_series(client, study, MODALITIES["ct"])
    with meter.stage("retrieve"):
        images = client.retrieve_series(study, series)
    with meter.stage("read"):
        images.sort(key=lambda image: float(image.ImagePositionPatient[2]))
        volume = np.stack([hounsfield(image) for image in images])
    with meter.stage("infer"):
        volume = np.clip(volume, -1024, 2000) / np.float32(3024) + np.float32(1024 / 3024)
        labels = slide(bench.task, bench.network, volume)
        del volume
    with meter.stage("conclude"):
        voxel = voxel_ml(images)
        clean(labels, len(bench.kinds), bench.task.least_ml / voxel)
        millilitres = np.bincount(labels.ravel(), minlength=len(bench.kinds) + 1)[1:] * voxel
    with meter.stage("encode"):
        made = segmentation(images, labels, bench.kinds)
        text = report(images, made, volumes(made, bench.kinds, [float(volume) for volume in millilitres]))
    with meter.stage("store"):
        client.store_instances([made, text], study)


def hounsfield(image: Dataset) -> np.ndarray:
    return image.pixel_array * np.float32(image.RescaleSlope) + np.float32(image.RescaleIntercept)


def voxel_ml(images: Sequence[Dataset]) -> float:
    first, last = (float(image.ImagePositionPatient[2]) for image in (images[0], images[-1]))
    rows, columns = (float(side) for side in images[0].PixelSpacing)
    return (last - first) / (len(images) - 1) * rows * columns / 1000


def clean(labels: np.ndarray, count: int, least: float) -> None:
    """Remove small components."""
    for number in range(1, count + 1):
        components, _ = ndimage.label(labels == number, np.ones((3, 3, 3)))
        small = np.bincount(components.ravel()) < least
        small[0] = False
        labels[small[components]] = 0


def slide_numpy(task: Task, network: onnxruntime.InferenceSession, volume: np.ndarray) -> np.ndarray:
    """Labels uint8 [z, y, x] from averaged outputs; gaussian weights."""
    shape, roi = volume.shape, task.roi
    weights = gaussian(roi)
    sums, total = np.zeros((len(task.kinds) + 1, *shape), np.float32), np.zeros(shape, np.float32)
    for start in product(*(starts(*sides, task.overlap) for sides in zip(shape, roi, strict=True))):
        part = tuple(slice(first, first + side) for first, side in zip(start, roi, strict=True))
        patch = np.ascontiguousarray(volume[part])
        output = network.run(["logits"], {"ct": patch[None, None]})[0][0]
        sums[(slice(None), *part)] += output * weights
        total[part] += weights
    sums /= total
    return sums.argmax(axis=0).astype(np.uint8)


def starts(size: int, side: int, overlap: float) -> list[int]:
    return [*range(0, size - side, int(side * (1 - overlap))), size - side]


def gaussian(roi: tuple[int, int, int]) -> np.ndarray:
    """MONAI's importance map: an eighth of a side is the standard deviation, 0.001 the least."""
    z, y, x = (np.exp(-((np.arange(side) - (side - 1) / 2) ** 2) / (2 * (side / 8) ** 2)) for side in roi)
    return np.maximum(z[:, None, None] * y[:, None] * x, 1e-3).astype(np.float32)


def monai(task: Task) -> Slide:
    """MONAI's sliding window around the same network."""
    import torch  # in an environment of its own
    from monai.inferers import sliding_window_inference

    torch.set_num_threads(task.threads)

    def slide(task: Task, network: onnxruntime.InferenceSession, volume: np.ndarray) -> np.ndarray:
        averaged = sliding_window_inference(
            torch.from_numpy(volume)[None, None],
            task.roi,
            1,
            lambda patch: torch.from_numpy(network.run(["logits"], {"ct": patch.numpy()})[0]),
            overlap=task.overlap,
            mode="gaussian",
        )
        return averaged.argmax(dim=1)[0].to(torch.uint8).numpy()

    return slide


def connect(task: Task) -> DICOMwebClient:
    session = create_session_from_user_pass(task.user, task.password)
    session.headers["Accept-Encoding"] = "identity"
    session.trust_env = False
    return DICOMwebClient(task.url, session=session, timeout=300)


def find_series(client: DICOMwebClient, study: str, modalities: Sequence[str]) -> str:
    found = client.search_for_series(study, fields=["Modality"])
    (series,) = (one["0020000E"]["Value"][0] for one in found if one["00080060"]["Value"][0] in modalities)
    return str(series)


def load(task: Task) -> onnxruntime.InferenceSession:
    """With radlane's options: its threads, deterministic, idle threads asleep."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = task.threads, 1
    options.use_deterministic_compute = True
    for pool in ("intra_op", "inter_op"):
        options.add_session_config_entry(f"session.{pool}.allow_spinning", "0")
    return onnxruntime.InferenceSession(task.weights, options, providers=["CPUExecutionProvider"])


if __name__ == "__main__":
    main()
