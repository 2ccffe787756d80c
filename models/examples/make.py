"""Makes the networks of the examples, their golden vectors, and what each manifest says of the weights.

    python make.py        writes model.onnx and golden/one.npz of each package, and size and digest into its model.yaml

Nothing here is trained: every weight is written down in the files beside this one, and what comes out means nothing.
What the examples show is which images reach a network, on which grid, in which order and unit, and where its answer
lies. Run it where `onnx` and `numpy` are installed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from channels import brats_channels, cardiac_phases, petct_fusion, stroke_channels
from clips import angiogram_frame, echo_view
from package import Example, write_example
from pictures import bright_bars, fundus, mammogram_mass, skin_photograph
from volumes import ct_nodules, oct_layers, spect_counts

EXAMPLES: Mapping[str, Callable[[], Example]] = {
    "angiogram-frame": angiogram_frame,
    "brats-channels": brats_channels,
    "bright-bars": bright_bars,
    "cardiac-phases": cardiac_phases,
    "ct-nodules": ct_nodules,
    "echo-view": echo_view,
    "fundus": fundus,
    "mammogram-mass": mammogram_mass,
    "oct-layers": oct_layers,
    "petct-fusion": petct_fusion,
    "skin-photograph": skin_photograph,
    "spect-counts": spect_counts,
    "stroke-channels": stroke_channels,
}

if __name__ == "__main__":
    for name, make in EXAMPLES.items():
        write_example(make(), Path(__file__).parent / name)
