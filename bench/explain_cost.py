"""A prediction with its Grad-CAM beside the prediction alone: DenseNet121 on the CPU, in turns.

In: nothing. Out: a section of bench/README.md, and exit code 1 where the ratio is above the bar.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "service")]

import record  # noqa: E402
from gradient_networks import NETWORKS, export, make_network  # noqa: E402
from meter import Meter  # noqa: E402
from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient  # noqa: E402
from radlane.explain.graph.layers import find_layer, find_logits  # noqa: E402

BAR = 1.15
SHAPE = (1, 1, 224, 224)
ROUNDS, WARM = 60, 5
_QUIET = 3


def main() -> None:
    parser = argparse.ArgumentParser(description="Grad-CAM beside plain inference.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dry", action="store_true", help="print the figures and write nothing")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder, "network.onnx")
        export(make_network(NETWORKS["DenseNet121"]), SHAPE, path, dynamo=False)
        ways = Ways(onnx.load(path), asked.threads)
    load = record.load()
    ratios = {kind: measure(ways, asked.rounds, kind) for kind in ("wall", "cpu")}
    facts = record.machine(("onnxruntime", "monai", "torch"), **{"threads of the network": asked.threads})
    results = {"machine": facts, "rounds": asked.rounds, "load": load, "ratios": ratios}
    print(*section(results), sep="\n")
    if not asked.dry:
        record.keep("explain_cost", results, section(results))
    if median(ratios["cpu"]) > BAR:
        sys.exit(f"The ratio is above {BAR}")


class Ways:
    """The network as it was exported, and with what Grad-CAM needs."""

    def __init__(self, model: onnx.ModelProto, threads: int) -> None:
        self._of = find_logits(model, "y")
        layer = find_layer(model, self._of)
        if layer is None:
            raise ValueError("the network has no layer to explain")
        explained = append_gradient(model, of=self._of, at=[layer])
        self._asked = [self._of, layer, f"{GRADIENT}{layer}"]
        self._plain, self._explained = (_session(made, threads) for made in (model, explained))
        self._image = np.random.default_rng(0).standard_normal(SHAPE).astype(np.float32)
        self._seed = np.asarray([[0, 1, 0]], np.float32)

    def plain(self) -> None:
        self._plain.run([self._of], {"x": self._image})

    def explained(self) -> None:
        _, features, gradients = self._explained.run(self._asked, {"x": self._image, SEED: self._seed})
        weights = gradients.mean(axis=(2, 3), keepdims=True)
        np.maximum((weights * features).sum(axis=1), 0)


def _session(model: onnx.ModelProto, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = _QUIET, threads
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def measure(ways: Ways, rounds: int, kind: str) -> list[float]:
    """Return the ratio of each round: with Grad-CAM to without; who is first turns."""
    ratios = []
    for number in range(-WARM, rounds):
        meter = Meter()
        turns = [("plain", ways.plain), ("explained", ways.explained)]
        for name, way in turns[:: 1 if number % 2 else -1]:
            with meter.stage(name):
                way()
        figures = meter.figures()
        if number >= 0:
            ratios.append(figures["explained"][kind] / figures["plain"][kind])
    return ratios


def section(results: record.Results) -> list[str]:
    lines = record.head("", "median", "lower quartile", "upper quartile")
    for kind, name in (("cpu", "CPU time with Grad-CAM / without"), ("wall", "wall time with Grad-CAM / without")):
        low, middle, high = np.quantile(results["ratios"][kind], [0.25, 0.5, 0.75])
        lines.append(record.row([name, f"{middle:.3f}", f"{low:.3f}", f"{high:.3f}"]))
    about = (
        f"{results['rounds']} rounds for each row; the bar is {BAR} for CPU time. Load average before: "
        f"{results['load']:.1f}. {record.machine_line(results['machine'])}"
    )
    return [*lines, "", about]


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
