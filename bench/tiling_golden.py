"""What MONAI's sliding window gives for small volumes: the golden file of tests/unit/inference/test_tiling.py.

In: a path; volumes and the network come from tests/support/tiles.py. Out: an .npz with one entry a case and kind.

    PYTHONPATH=service:tests python bench/tiling_golden.py tests/support/monai_tiling.npz
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from monai.data.utils import compute_importance_map
from monai.inferers import sliding_window_inference

from support.tiles import GOLDEN, by_place, volume_of


def main() -> None:
    entries: dict[str, np.ndarray] = {}
    for number, case in enumerate(GOLDEN):
        starts: list[tuple[int, ...]] = []

        def predict(patches: torch.Tensor, places: list, starts: list = starts) -> torch.Tensor:
            starts += [tuple(part.start for part in place[2:]) for place in places]
            return torch.from_numpy(by_place(patches.numpy()))

        averaged = sliding_window_inference(
            torch.from_numpy(volume_of(case.volume))[None, None],
            case.roi,
            3,
            predict,
            overlap=case.overlap,
            mode="gaussian",
            padding_mode="constant",
            cval=case.pad,
            with_coord=True,
        )
        entries[f"starts{number}"] = np.array(starts, np.int16)
        entries[f"weights{number}"] = compute_importance_map(case.roi, mode="gaussian", sigma_scale=0.125).numpy()
        entries[f"averaged{number}"] = averaged.numpy()[0]
    np.savez_compressed(Path(sys.argv[1]), **entries)


if __name__ == "__main__":
    main()
