"""The original's boxes of a map: what `burned-in-text` is measured against.

In: .npy files of maps, float32 [y, x], as the network gives them. Out: a line of JSON for each: `boxes`, the corners
(x, y) of each box in pixels of the map, and `scores`. This is rapidocr's own code (OpenCV, pyclipper, shapely), which
runs in an environment of its own (`bench/requirements-text.txt`).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from rapidocr_onnxruntime.ch_ppocr_det.utils import DBPostProcess


def main() -> None:
    """Print the boxes of each map."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("maps", type=Path, nargs="+", help=".npy files")
    parser.add_argument("--pixels-from", type=float, required=True)
    parser.add_argument("--score-from", type=float, required=True)
    parser.add_argument("--unclip", type=float, required=True)
    arguments = parser.parse_args()
    decide = DBPostProcess(
        thresh=arguments.pixels_from,
        box_thresh=arguments.score_from,
        unclip_ratio=arguments.unclip,
        score_mode="fast",
        use_dilation=False,
    )
    for path in arguments.maps:
        likely = np.load(path)
        boxes, scores = decide(likely[np.newaxis, np.newaxis], likely.shape)
        print(json.dumps({"boxes": np.asarray(boxes).tolist(), "scores": [float(score) for score in scores]}))


if __name__ == "__main__":
    main()
