"""A DenseNet-121 with random weights, for radiographs of 224 x 224, as ONNX. Runs in an environment with MONAI.

In: the path of the file, and how many classes. Out: the file. Weights do not change what a network costs.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from monai.networks.nets import DenseNet121

from gradient_networks import NETWORKS, export, make_network

SHAPE = (1, 1, 224, 224)


def main() -> None:
    path, classes = Path(sys.argv[1]), int(sys.argv[2])
    kind = replace(
        NETWORKS["DenseNet121"], make=lambda: DenseNet121(spatial_dims=2, in_channels=1, out_channels=classes)
    )
    export(make_network(kind), SHAPE, path, dynamo=False)


if __name__ == "__main__":
    main()
