"""The network alone, or the lane as a script, over the radiographs of a task.

In: `bare` or `script`, and the task's file. Out: the seconds from when the network is loaded, as JSON. `bare` has what
the network is given in memory before; the script is what a user would write with dicomweb-client, pydicom, onnxruntime
and highdicom. Nothing of radlane is needed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence

import numpy as np
import onnxruntime
from dicomweb_client import DICOMwebClient
from pydicom import Dataset, config
from pydicom.sr.coding import Code

from by_hand import classes, report
from lane_script import MODALITIES, connect, find_series, fit
from lane_task import Task, read_task

NETWORK_SIDE = 224


def main() -> None:
    config.settings.reading_validation_mode = config.IGNORE
    way, task = sys.argv[1], read_task(sys.argv[2])
    print(json.dumps({"seconds": WAYS[way](task)}))


def bare(task: Task) -> float:
    client, network = connect(task), load(task)
    given = [prepare(fetch(client, study)) for study in task.studies]
    network.run(None, {"x": given[0]})
    begun = time.perf_counter()
    for values in given:
        network.run(None, {"x": values})
    return time.perf_counter() - begun


def script(task: Task) -> float:
    client, network = connect(task), load(task)
    kinds = [Code(value, scheme, meaning) for scheme, value, meaning in task.kinds]
    network.run(None, {"x": np.zeros((1, 1, NETWORK_SIDE, NETWORK_SIDE), np.float32)})
    begun = time.perf_counter()
    for study in task.studies:
        image = fetch(client, study)
        (logits,) = network.run(None, {"x": prepare(image)})
        said = said_of(image, kinds, 1 / (1 + np.exp(-logits[0])))
        client.store_instances([said], study)
    return time.perf_counter() - begun


def said_of(image: Dataset, kinds: Sequence[Code], values: np.ndarray) -> Dataset:
    return report([image], None, classes(image, [float(value) for value in values][: len(kinds)]))


def fetch(client: DICOMwebClient, study: str) -> Dataset:
    series = find_series(client, study, MODALITIES["radiographs"])
    (image,) = client.retrieve_series(study, series)
    return image


def prepare(image: Dataset) -> np.ndarray:
    pixels = image.pixel_array.astype(np.float32)
    square, _ = fit(-pixels if image.PhotometricInterpretation == "MONOCHROME1" else pixels, NETWORK_SIDE)
    return square[None, None]


def load(task: Task) -> onnxruntime.InferenceSession:
    """With onnxruntime's own options, and so many threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = task.threads
    return onnxruntime.InferenceSession(task.weights, options, providers=["CPUExecutionProvider"])


WAYS = {"bare": bare, "script": script}

if __name__ == "__main__":
    main()
