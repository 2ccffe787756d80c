"""Gradients of exported networks beside those of torch in double precision.

In: nothing. Out: a section of bench/README.md, and exit code 1 where an error is above the bar. Each network of
`gradient_networks` is exported by both exporters of torch, and radlane appends the gradient of sum(seed * output), with
random seeds. onnxruntime runs it in single precision on the CPU, `double_precision` in double. An error is
max|difference| / max|torch in double precision|.

Where a network has kinks (Relu, maxima), single precision may take another side of one than double precision does; the
gradient is another then, torch's own too. Images are drawn until onnxruntime takes the same sides everywhere.
"""

from __future__ import annotations

import argparse
import copy
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "service")]

import record  # noqa: E402
from double_precision import run_in_double  # noqa: E402
from gradient_networks import EXPORTERS, NETWORKS, Kind, export, make_network  # noqa: E402
from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient  # noqa: E402
from radlane.explain.graph.layers import find_layer, find_logits  # noqa: E402

BAR = 1e-5
MOST_DRAWS = 200
GRADIENTS = ("by image", "by layer")
_QUIET = 3
_PACKAGES = ("torch", "monai", "onnx", "onnxscript", "onnxruntime", "numpy")
Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Row:
    """Errors of one network from one exporter.

    Attributes
    ----------
    double : float
        Of both gradients in double precision, the larger.
    image, layer : float
        Of onnxruntime's in single precision.
    image_torch, layer_torch : float
        Of torch's in single precision, of the same image.
    draws : int
        Images until single precision took the same side of every kink.
    """

    network: str
    exporter: str
    opset: int
    double: float
    image: float
    image_torch: float
    layer: float
    layer_torch: float
    draws: int

    @property
    def worst(self) -> float:
        return max(self.double, self.image, self.layer)


def main() -> None:
    parser = argparse.ArgumentParser(description="Gradients beside torch's.")
    parser.add_argument("--only", help="one network by its name")
    parser.add_argument("--dry", action="store_true", help="print the table and write nothing")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    rows = []
    with TemporaryDirectory() as folder:
        for name, kind in NETWORKS.items():
            if asked.only in (None, name):
                rows += measure(name, kind, Path(folder))
    print(*table(rows), sep="\n")
    if not asked.dry and asked.only is None:
        facts = record.machine(_PACKAGES)
        results = {"machine": facts, "rows": [asdict(row) for row in rows]}
        record.keep("gradient_parity", results, [*table(rows), "", record.machine_line(facts)])
    if max(row.worst for row in rows) > BAR:
        sys.exit(f"An error is above {BAR}")


def measure(name: str, kind: Kind, folder: Path) -> list[Row]:
    """Return the errors of a network, by exporter."""
    network, rows = make_network(kind), []
    for exporter, dynamo in EXPORTERS.items():
        path = folder / f"{len(rows)}.onnx"
        export(network, kind.shape, path, dynamo)
        rows.append(compare(name, exporter, network, kind, onnx.load(path)))
        print(rows[-1], file=sys.stderr, flush=True)
    return rows


def compare(name: str, exporter: str, network: torch.nn.Module, kind: Kind, model: onnx.ModelProto) -> Row:
    """Return the errors of an image at which single and double precision take the same sides of kinks."""
    graph = Graph(model)
    draws, image, seed = draw(graph, kind.shape, tuple(_output(network(torch.zeros(kind.shape))).shape))
    single, double = graph.single(image, seed), graph.double(image, seed)
    exact = by_torch(copy.deepcopy(network).double(), kind.layer, image.astype(np.float64), seed.astype(np.float64))
    torch_single = by_torch(network, kind.layer, image, seed)
    if double["layer"].shape != exact["layer"].shape or _error(double["layer"], exact["layer"]) > BAR:
        raise ValueError(f"{name}: {graph.layer} is another layer than torch's")
    return Row(
        network=name,
        exporter=exporter,
        opset=model.opset_import[0].version,
        double=max(_error(double[name], exact[name]) for name in GRADIENTS),
        image=_error(single["by image"], exact["by image"]),
        image_torch=_error(torch_single["by image"], exact["by image"]),
        layer=_error(single["by layer"], exact["by layer"]),
        layer_torch=_error(torch_single["by layer"], exact["by layer"]),
        draws=draws,
    )


def draw(graph: Graph, shape: tuple[int, ...], outputs: tuple[int, ...]) -> tuple[int, np.ndarray, np.ndarray]:
    """Return how many images it took, and one of which both precisions take the same side of every kink, with seeds."""
    rng = np.random.default_rng(1)
    for drawn in range(1, MOST_DRAWS + 1):
        image, seed = (rng.standard_normal(size).astype(np.float32) for size in (shape, outputs))
        single, double = graph.single(image, seed), graph.double(image, seed)
        if all(np.array_equal(single[side], double[side]) for side in graph.sides):
            return drawn, image, seed
    raise ValueError(f"single precision takes other sides of kinks in all of {MOST_DRAWS} images")


class Graph:
    """A network with its gradient appended, in either precision.

    Attributes
    ----------
    layer : str
        The tensor that `find_layer` finds, or the patches of a network that has none.
    sides : list of str
        Which side of its kinks each operator took: truth values, and places of maxima.
    """

    def __init__(self, model: onnx.ModelProto) -> None:
        of = find_logits(model, "y")
        self.layer = find_layer(model, of) or _first_features(model)
        graph = append_gradient(model, of=of, at=["x", self.layer])
        self._names = {
            of: "output",
            self.layer: "layer",
            f"{GRADIENT}x": "by image",
            f"{GRADIENT}{self.layer}": "by layer",
        }
        self.sides = [node.output[0] for node in graph.graph.node if node.op_type in ("Greater", "Less", "Equal")]
        self.sides += [
            node.output[1] for node in graph.graph.node if node.op_type == "MaxPool" and len(node.output) > 1
        ]
        graph.graph.output.extend(onnx.ValueInfoProto(name=name) for name in self.sides)
        options = onnxruntime.SessionOptions()
        options.log_severity_level, options.intra_op_num_threads = _QUIET, 1
        data = graph.SerializeToString()
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._double = run_in_double(graph)

    def single(self, image: np.ndarray, seed: np.ndarray) -> Arrays:
        """Run it in onnxruntime."""
        names = [*self._names, *self.sides]
        return self._named(dict(zip(names, self._session.run(names, {"x": image, SEED: seed}), strict=True)))

    def double(self, image: np.ndarray, seed: np.ndarray) -> Arrays:
        """Run it in double precision."""
        return self._named(self._double({"x": image.astype(np.float64), SEED: seed.astype(np.float64)}))

    def _named(self, values: Arrays) -> Arrays:
        return {self._names.get(name, name): value for name, value in values.items()}


def by_torch(network: torch.nn.Module, layer: str, image: np.ndarray, seed: np.ndarray) -> Arrays:
    """Return output, layer, and the gradients with respect to image and layer, by autograd."""
    kept = {}

    def keep(_module: object, _given: object, made: torch.Tensor) -> None:
        made.retain_grad()
        kept["layer"] = made

    handle = network.get_submodule(layer).register_forward_hook(keep)
    given = torch.tensor(image, requires_grad=True)
    output = _output(network(given))
    (torch.tensor(seed) * output).sum().backward()
    handle.remove()
    values = {"output": output, "layer": kept["layer"], "by image": given.grad, "by layer": kept["layer"].grad}
    return {name: value.detach().numpy() for name, value in values.items()}


def _first_features(model: onnx.ModelProto) -> str:
    """Return what the first convolution makes: the patches of a network that has no layer with places after it."""
    return str(next(node.output[0] for node in model.graph.node if node.op_type == "Conv"))


def _output(made: torch.Tensor | tuple[torch.Tensor, object]) -> torch.Tensor:
    return made[0] if isinstance(made, tuple) else made


def _error(found: np.ndarray, expected: np.ndarray) -> float:
    return float(np.abs(found.astype(np.float64) - expected).max() / np.abs(expected).max())


def table(rows: list[Row]) -> list[str]:
    errors_of = ("double precision", "by image", "torch's own", "by layer", "torch's own")
    lines = [record.row(["network", "exporter", "opset", *errors_of, "images"]), f"|---|---|{'---:|' * 7}"]
    for row in rows:
        errors = (row.double, row.image, row.image_torch, row.layer, row.layer_torch)
        cells = [row.network, row.exporter, str(row.opset), *(f"{error:.1e}" for error in errors), str(row.draws)]
        lines.append(record.row(cells))
    return lines


if __name__ == "__main__":
    main()
