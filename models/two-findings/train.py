"""Train the network on synthetic radiographs, export it to ONNX, measure it on held-out ones.

usage: python train.py [--seed 7] [--out package]

Sample i of a set is drawn from the generator state (seed, set, i): the sets never share a picture.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from network import TwoFindings
from numpy.typing import NDArray
from phantom import BLOB, CLASSES, RING, SIZE, prepare, radiograph
from torch import nn

sys.path.append(str(Path(__file__).resolve().parents[1]))  # recipes.py is what the recipes share

from recipes import state_weights

log = logging.getLogger("train")
SETS = {"train": 1, "held-out": 2, "golden": 3}
PER_BATCH = 32
WIDTH = 5  # of the window that the last features are averaged over
Pictures = NDArray[np.float32]
Labels = NDArray[np.bool_]


def sample(seed: int, name: str, index: int) -> tuple[Pictures, Labels]:
    """Draw one picture float32 [y, x] and the masks bool [2, y, x]; a quarter each have none, one, the other, both."""
    rng = np.random.default_rng((seed, SETS[name], index))
    picture, masks = radiograph((index % 2 == 1, index % 4 > 1), rng)
    return prepare(picture), masks


def make_set(seed: int, name: str, count: int) -> tuple[Pictures, Labels]:
    """Draw pictures float32 [n, 1, y, x] and labels bool [n, 2]."""
    drawn = [sample(seed, name, index) for index in range(count)]
    return np.stack([picture[None] for picture, _ in drawn]), np.stack([masks.any((1, 2)) for _, masks in drawn])


def turned(pictures: Pictures, rng: np.random.Generator) -> Pictures:
    """Turn and mirror a batch, and vary its contrast: a finding stays what it is."""
    pictures = np.rot90(pictures, rng.integers(4), (2, 3))
    pictures = pictures[..., ::-1] if rng.random() < 0.5 else pictures
    gamma = rng.uniform(0.8, 1.25, (len(pictures), 1, 1, 1))
    return np.ascontiguousarray(pictures**gamma, np.float32)


def fit(network: TwoFindings, pictures: Pictures, labels: Labels, epochs: int, rng: np.random.Generator) -> None:
    """Run AdamW with a one-cycle rate over the samples."""
    steps, rate = epochs * (len(pictures) // PER_BATCH), 5e-3
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    network.train()
    begin = time.monotonic()
    for epoch in range(epochs):
        order, losses = rng.permutation(len(pictures)), []
        for first in range(0, len(order) - PER_BATCH + 1, PER_BATCH):
            chosen = order[first : first + PER_BATCH]
            logits = network(torch.from_numpy(turned(pictures[chosen], rng)))
            loss = nn.functional.binary_cross_entropy_with_logits(
                logits, torch.from_numpy(labels[chosen].astype(np.float32))
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
        log.info("epoch %d of %d, loss %.3f, %.0f s", epoch + 1, epochs, np.mean(losses), time.monotonic() - begin)


def export(network: TwoFindings, path: Path) -> None:
    """Write one ONNX file, opset 17, with a free batch dimension, and check it."""
    network.eval()
    torch.onnx.export(
        network,
        (torch.zeros(1, 1, SIZE, SIZE),),
        str(path),
        input_names=["image"],
        output_names=["findings"],
        dynamic_axes={"image": {0: "n"}, "findings": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path), full_check=True)
    pictures = np.random.default_rng(0).random((2, 1, SIZE, SIZE), dtype=np.float32)
    with torch.no_grad():
        expected = network(torch.from_numpy(pictures)).numpy()
    worst = float(np.abs(expected - run(path, pictures)).max())
    log.info("exported %d bytes; largest difference from torch %.1e", path.stat().st_size, worst)
    if worst > 1e-3:
        raise SystemExit("the exported network differs from the trained one")


def soften(path: Path) -> None:
    """Average the last features over 5 x 5 cells before the mean over all: what a finding adds gathers in its middle.

    The mean stays nearly what it was. Without it each cell that sees a part of a finding speaks for it, and the
    strongest may lie beside it.
    """
    model = onnx.load(path)
    (mean,) = (node for node in model.graph.node if node.op_type in ("ReduceMean", "GlobalAveragePool"))
    place, features = list(model.graph.node).index(mean), mean.input[0]
    pads = [WIDTH // 2] * 4
    averaged = onnx.helper.make_node(
        "AveragePool", [features], ["softened"], kernel_shape=[WIDTH] * 2, pads=pads, count_include_pad=0
    )
    mean.input[0] = "softened"
    model.graph.node.insert(place, averaged)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def run(path: Path, pictures: Pictures) -> Pictures:
    """Run the exported network on the CPU: logits float32 [n, 2]."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    parts = [session.run(None, {"image": part})[0] for part in np.array_split(pictures, max(len(pictures) // 50, 1))]
    return np.concatenate(parts)


def evaluate(path: Path, pictures: Pictures, labels: Labels) -> dict[str, object]:
    """Measure each class on held-out pictures, at probability 0.5, and where the other finding is there too."""
    right = (run(path, pictures) > 0) == labels
    return {
        name: {
            "accuracy": round(float(right[:, kind].mean()), 4),
            "sensitivity": round(float(right[labels[:, kind], kind].mean()), 4),
            "specificity": round(float(right[~labels[:, kind], kind].mean()), 4),
            "sensitivity_beside_the_other": round(float(right[labels.all(1), kind].mean()), 4),
        }
        for kind, name in zip((RING, BLOB), CLASSES, strict=True)
    }


def write_golden(path: Path, out: Path, seed: int) -> None:
    """Write one picture with both findings, with the outputs that the CPU gives."""
    (out / "golden").mkdir(exist_ok=True)
    picture, _ = sample(seed, "golden", 3)
    image = picture[None, None].astype(np.float16).astype(np.float32)
    np.savez_compressed(out / "golden" / "both.npz", image=image, findings=run(path, image))


def write_manifest(weights: Path, manifest: Path) -> None:
    """State the SHA-256 and the size of the new weights in the manifest."""
    manifest.write_text(state_weights(manifest.read_text(), weights))


def main() -> None:
    """Parse the command line and run every stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "package")
    parser.add_argument("--samples", type=int, default=6000)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--held-out", type=int, default=1000)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    network = TwoFindings()
    log.info("%d parameters", sum(p.numel() for p in network.parameters()))
    fit(
        network,
        *make_set(options.seed, "train", options.samples),
        options.epochs,
        np.random.default_rng(options.seed),
    )
    weights = options.out / "model.onnx"
    export(network, weights)
    soften(weights)
    figures = evaluate(weights, *make_set(options.seed, "held-out", options.held_out))
    log.info("%s", json.dumps(figures))
    stated = {"seed": options.seed, "held_out": options.held_out, **figures}
    (Path(__file__).parent / "metrics.json").write_text(json.dumps(stated, indent=2) + "\n")
    write_golden(weights, options.out, options.seed)
    write_manifest(weights, options.out / "model.yaml")


if __name__ == "__main__":
    main()
