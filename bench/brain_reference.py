"""The original deepbet on one NIfTI file: what `mr-brain` is measured against.

In: a T1-weighted NIfTI file, or a part of it (`--part 10:170,:,::2`). Out: its mask as .npy (bool, axes of the file,
not of a canonical orientation), and a line of JSON with voxels, millilitres, seconds and peak MiB. Runs in an
environment of its own (`bench/requirements-brain.txt`): torch and LGPL libraries stay out of radlane's.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

import nibabel
import numpy as np
import torch
from deepbet import BrainExtraction


def main() -> None:
    """Write the mask and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("image", type=Path, help="NIfTI file")
    parser.add_argument("--out", type=Path, required=True, help=".npy file to write")
    parser.add_argument("--part", help="slices of the file's three axes, as Python writes them")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    extraction = BrainExtraction(no_gpu=True)
    image = nibabel.load(arguments.image)
    if arguments.part:
        image = image.slicer[tuple(read_slice(text) for text in arguments.part.split(","))]
    begin = time.perf_counter()
    _, mask, millilitres = extraction.run(image)
    seconds = time.perf_counter() - begin
    voxels = np.asarray(mask.dataobj) > 0
    np.save(arguments.out, voxels)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "voxels": int(voxels.sum()),
        "ml": float(millilitres),
        "seconds": round(seconds, 2),
        "peak_mib": round(peak),
    }
    print(json.dumps(figures))


def read_slice(text: str) -> slice:
    """Read `start:stop:step`, each of which may be left out."""
    return slice(*(int(number) if number else None for number in text.split(":")))


if __name__ == "__main__":
    main()
