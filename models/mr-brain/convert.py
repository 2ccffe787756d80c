"""TorchScript -> ONNX, in the throw-away environment that `recipe.py` makes.

    python convert.py SOURCE.pt TARGET.onnx

Opset 17, float32, batch of one, the three spatial axes free. The network normalises with the statistics of the volume
it is given (InstanceNorm), which the exporter mentions as `train=True`; it is what the original computes.
"""

from __future__ import annotations

import sys

import torch

EXAMPLE = (1, 1, 64, 64, 64)  # traces the same graph as any other multiple of 32
AXES = {2: "z", 3: "y", 4: "x"}


def main() -> None:
    """Convert one network."""
    source, target = sys.argv[1:]
    network = torch.jit.load(source, map_location="cpu").eval()
    torch.onnx.export(
        network,
        (torch.zeros(EXAMPLE),),
        target,
        opset_version=17,
        dynamo=False,  # the other exporter does not read TorchScript
        input_names=["volume"],
        output_names=["probabilities"],
        dynamic_axes={"volume": AXES, "probabilities": AXES},
    )


if __name__ == "__main__":
    main()
