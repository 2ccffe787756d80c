"""Train the network on synthetic radiographs, export it to ONNX, measure it on held-out ones.

usage: python train.py [--seed 7] [--out .]
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
import torch
from batches import SIZE, batch_of, make_set
from measure import evaluate, run, write_golden
from network import AcquisitionNet, PlainNet
from scenes import Scene
from torch import nn

sys.path.append(str(Path(__file__).resolve().parents[1]))  # recipes.py is what the recipes share

from recipes import state_weights

log = logging.getLogger("train")
PER_BATCH = 32


def loss_of(logits: torch.Tensor, gate: torch.Tensor, labels: torch.Tensor, chest: torch.Tensor) -> torch.Tensor:
    """Cross entropy of the classes of chests, and of the gate."""
    of_class = nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="none").mean(1, keepdim=True)
    of_gate = nn.functional.binary_cross_entropy_with_logits(gate, chest)
    return (of_class * chest).sum() / (chest.sum() + 1e-6) + 0.3 * of_gate


def fit(network: AcquisitionNet, scenes: list[Scene], epochs: int, rng: np.random.Generator) -> None:
    """Run AdamW with a one-cycle rate over the scenes, each shown in another way in each epoch."""
    rate, steps = 1e-2, epochs * (len(scenes) // PER_BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.2)
    network.train()
    begin, running = time.monotonic(), 0.0
    for epoch in range(epochs):
        order = rng.permutation(len(scenes))
        for first in range(0, len(order) - PER_BATCH + 1, PER_BATCH):
            drawn = batch_of([scenes[i] for i in order[first : first + PER_BATCH]], rng, vary=True)
            picture, labels, chest = (torch.from_numpy(part) for part in drawn)
            with torch.autocast("cpu", torch.bfloat16):  # five times as fast where the processor has AMX
                logits, gate = network(picture.to(memory_format=torch.channels_last))
            loss = loss_of(logits.float(), gate.float(), labels, chest)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            running = 0.98 * running + 0.02 * loss.item() if running else loss.item()
        log.info("epoch %d of %d, loss %.3f, %.0f s", epoch + 1, epochs, running, time.monotonic() - begin)


def export(network: AcquisitionNet, path: Path) -> None:
    """Write one ONNX file, opset 17, with a free batch dimension, and check it."""
    network.eval()
    torch.onnx.export(
        PlainNet(network),
        (torch.zeros(1, 1, SIZE, SIZE),),
        str(path),
        input_names=["image"],
        output_names=["acquisition", "chest"],
        dynamic_axes={"image": {0: "n"}, "acquisition": {0: "n"}, "chest": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path), full_check=True)
    picture = np.random.default_rng(0).random((2, 1, SIZE, SIZE), dtype=np.float32)
    with torch.no_grad():
        expected = [part.numpy() for part in network(torch.from_numpy(picture))]
    worst = max(float(np.abs(a - b).max()) for a, b in zip(expected, run(path, picture), strict=True))
    log.info("exported %d bytes; largest difference from torch %.1e", path.stat().st_size, worst)
    if worst > 1e-3:
        raise SystemExit("the exported network differs from the trained one")


def write_manifest(weights: Path, out: Path) -> None:
    """Write the manifest with the SHA-256 and the size of the new weights in the line that states them."""
    (out / "model.yaml").write_text(state_weights(Path(__file__).with_name("model.yaml").read_text(), weights))


def main() -> None:
    """Parse the command line and run every stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--scenes", type=int, default=6000)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--held-out", type=int, default=600)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(options.seed)
    network = AcquisitionNet()
    log.info("%d parameters", sum(p.numel() for p in network.parameters()))
    fit(network, make_set(options.seed, "train", options.scenes), options.epochs, rng)
    weights = options.out / "model.onnx"
    export(network, weights)
    figures = evaluate(weights, make_set(options.seed, "held-out", options.held_out), options.seed)
    log.info("%s", json.dumps(figures))
    (options.out / "metrics.json").write_text(json.dumps({"seed": options.seed, **figures}, indent=2) + "\n")
    write_golden(weights, options.out, options.seed)
    write_manifest(weights, options.out)


if __name__ == "__main__":
    main()
