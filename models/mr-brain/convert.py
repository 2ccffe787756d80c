"""TorchScript -> ONNX, in the throw-away environment that `recipe.py` makes.

    python convert.py SOURCE.pt TARGET.onnx [LAYER ...]

Opset 17, float32, batch of one, the three spatial axes free. The network normalises with the statistics of the volume
it is given (InstanceNorm), which the exporter mentions as `train=True`; it is what the original computes.

Of each layer that is named the mean of each channel becomes a feature (output `radlane.features`), by the same nodes as
`radlane models fit-ood` adds: the bytes are those that the manifest names.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper

EXAMPLE = (1, 1, 64, 64, 64)  # traces the same graph as any other multiple of 32
AXES = {2: "z", 3: "y", 4: "x"}
FEATURES = "radlane.features"


def main() -> None:
    """Convert one network."""
    source, target, *layers = sys.argv[1:]
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
    if layers:
        pool(Path(target), layers)


def pool(file: Path, layers: list[str]) -> None:
    """Add the features of these layers to a network."""
    model = onnx.load(str(file))
    rows = []
    for place, layer in enumerate(layers):
        mean, row = f"{FEATURES}/{place}", f"{FEATURES}/{place}/flat"
        model.graph.node.append(helper.make_node("GlobalAveragePool", [layer], [mean], name=mean))
        model.graph.node.append(helper.make_node("Flatten", [mean], [row], name=row, axis=1))
        rows.append(row)
    model.graph.node.append(helper.make_node("Concat", rows, [FEATURES], name=FEATURES, axis=1))
    model.graph.output.append(helper.make_tensor_value_info(FEATURES, TensorProto.FLOAT, [1, None]))
    file.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
