"""What is said of a label map of so many classes, and its SEG, in a process of its own.

In: the number of classes, and a folder with the headers of the slices (`encode.write_slices`). Out: one line of JSON,
the figures of `meter.Meter`: `clean` (the largest component of each class, its holes filled), `conclude` (volumes) and
`encode` (a BINARY SEG on the disk). The labels are those of the SEG's benchmark: ellipsoids as large as organs.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from encode_data import MANY, SHAPE, labels  # noqa: E402
from encode_way import by_radlane, run_of  # noqa: E402
from meter import Figures, Meter  # noqa: E402
from radlane.inference.cleanup import clean_labels  # noqa: E402
from radlane.inference.volume_findings import conclude_volume  # noqa: E402
from support.shown import volume  # noqa: E402


def main() -> None:
    print(json.dumps(measure(int(sys.argv[1]), Path(sys.argv[2]))))


def measure(classes: int, folder: Path) -> Figures:
    found = labels(replace(MANY, classes=classes))
    np.save(folder / "labels.npy", found)
    names = {"labels": str(folder / "labels.npy"), "slices": str(folder / "slices"), "out": str(folder / "seg.dcm")}
    task = {**names, "classes": classes, "folder": str(folder), "kind": "BINARY"}
    context, _ = run_of(task)
    (output,) = context.manifest.outputs
    source = volume(np.zeros(SHAPE, np.int16))
    meter = Meter()
    with meter.stage("clean"):
        clean_labels(found, output.segments, source.grid.voxel_ml)
    with meter.stage("conclude"):
        said = conclude_volume(output, found, source)
    with meter.stage("encode"):
        by_radlane(context, said, task)
    return meter.figures()


if __name__ == "__main__":
    main()
