"""Train the network on synthetic radiographs, export it to ONNX, measure it on held-out ones.

usage: python train.py [--seed 7] [--out .]

Sample i of a set is drawn from the generator state (seed, set, i): the sets never share a picture.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import time
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from negatives import limb, negative
from network import LungNet
from numpy.typing import NDArray
from phantom import radiograph
from torch import nn

sys.path.append(str(Path(__file__).resolve().parents[1]))  # recipes.py is what the recipes share

from recipes import state_weights

log = logging.getLogger("train")
SIZE = 256
SETS = {"pretrain": 1, "tune": 2, "held-out": 3, "golden": 4}
Sample = tuple[NDArray[np.uint8], NDArray[np.bool_], bool]


def sample(job: tuple[int, int, int, int]) -> Sample:
    """Draw one picture uint8 [y, x], its lung fields bool [2, y, x], and whether it is a chest; 6 of 10 are."""
    seed, set_number, index, size = job
    rng = np.random.default_rng((seed, set_number, index))
    if index % 10 < 6:
        picture, lungs = radiograph(size, rng)
        return np.round(picture * 255).astype(np.uint8), lungs, True
    picture = negative(size, rng)
    return np.round(picture * 255).astype(np.uint8), np.zeros((2, size, size), bool), False


def make_set(seed: int, name: str, count: int, size: int) -> list[Sample]:
    """Draw a set in two processes."""
    with Pool(2) as pool:
        return pool.map(sample, [(seed, SETS[name], index, size) for index in range(count)], chunksize=50)


def batch_of(samples: list[Sample], rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Stack samples; mirror half of them (the sides change places) and vary gamma, contrast and noise."""
    pictures, lungs = [], []
    for picture, fields, _ in samples:
        values = (picture.astype(np.float32) / 255) ** rng.uniform(0.6, 1.6)
        values = np.clip((values - 0.5) * rng.uniform(0.7, 1.2) + 0.5 + rng.normal(0, 0.06), 0, 1)
        values = values + rng.normal(0, rng.uniform(0, 0.04), values.shape)
        mirrored = rng.random() < 0.5
        pictures.append((values[:, ::-1] if mirrored else values)[None].astype(np.float32))
        lungs.append((fields[::-1, :, ::-1] if mirrored else fields).astype(np.float32))
    chest = torch.tensor([[float(is_chest)] for _, _, is_chest in samples])
    return torch.from_numpy(np.stack(pictures)), torch.from_numpy(np.stack(lungs)), chest


def loss_of(lung_logits: torch.Tensor, gate: torch.Tensor, lungs: torch.Tensor, chest: torch.Tensor) -> torch.Tensor:
    """Cross entropy of fields and gate, and the soft Dice loss on chests."""
    fields = nn.functional.binary_cross_entropy_with_logits(lung_logits, lungs)
    probability = torch.sigmoid(lung_logits)
    overlap = 2 * (probability * lungs).sum((2, 3)) + 1
    dice = 1 - overlap / (probability.sum((2, 3)) + lungs.sum((2, 3)) + 1)
    return (
        fields
        + (dice * chest).sum() / (2 * chest.sum() + 1e-6)
        + 0.5 * nn.functional.binary_cross_entropy_with_logits(gate, chest)
    )


def fit(network: LungNet, samples: list[Sample], epochs: int, rate: float, rng: np.random.Generator) -> None:
    """Run AdamW with a one-cycle rate over the samples."""
    per_batch = 8
    steps = epochs * (len(samples) // per_batch)
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    network.train()
    begin, step, running = time.monotonic(), 0, 0.0
    for _ in range(epochs):
        order = rng.permutation(len(samples))
        for first in range(0, len(order) - per_batch + 1, per_batch):
            picture, lungs, chest = batch_of([samples[i] for i in order[first : first + per_batch]], rng)
            loss = loss_of(*network(picture), lungs, chest)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            step += 1
            running = 0.95 * running + 0.05 * float(loss) if step > 1 else float(loss)
            if step % 50 == 0 or step == steps:
                log.info("step %d of %d, loss %.3f, %.0f s", step, steps, running, time.monotonic() - begin)


def export(network: LungNet, path: Path) -> None:
    """Write one ONNX file, opset 17, with a free batch dimension, and check it."""
    network.eval()
    torch.onnx.export(
        network,
        (torch.zeros(1, 1, SIZE, SIZE),),
        str(path),
        input_names=["image"],
        output_names=["lungs", "chest"],
        dynamic_axes={"image": {0: "n"}, "lungs": {0: "n"}, "chest": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path), full_check=True)
    picture = np.random.default_rng(0).random((2, 1, SIZE, SIZE), dtype=np.float32)
    with torch.no_grad():
        expected = [part.numpy() for part in network(torch.from_numpy(picture))]
    got = run(path, picture)
    worst = max(float(np.abs(a - b).max()) for a, b in zip(expected, got, strict=True))
    log.info("exported %d bytes; largest difference from torch %.1e", path.stat().st_size, worst)
    if worst > 1e-3:
        raise SystemExit("the exported network differs from the trained one")


def run(path: Path, picture: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Run the exported network on the CPU: lung logits and gate logit."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return list(session.run(["lungs", "chest"], {"image": picture}))


def evaluate(path: Path, samples: list[Sample]) -> dict[str, object]:
    """Measure on held-out phantoms: Dice and area error of each lung, the gate at every threshold."""
    dice: list[list[float]] = [[], []]
    error: list[float] = []
    gate: list[tuple[float, bool]] = []
    for picture, lungs, is_chest in samples:
        logits, chest = run(path, picture[None, None].astype(np.float32) / 255)
        gate.append((float(chest[0, 0]), is_chest))
        for side in (0, 1) if is_chest else ():
            found = logits[0, side] > 0
            both = float(found.sum() + lungs[side].sum())
            dice[side].append(2 * float((found & lungs[side]).sum()) / max(both, 1))
            error.append(abs(float(found.sum()) / max(float(lungs[side].sum()), 1) - 1))
    every = dice[0] + dice[1]
    return {
        "chests": len(dice[0]),
        "others": len(samples) - len(dice[0]),
        "dice_mean": round(float(np.mean(every)), 4),
        "dice_5th_percentile": round(float(np.percentile(every, 5)), 4),
        "dice_image_left": round(float(np.mean(dice[0])), 4),
        "dice_image_right": round(float(np.mean(dice[1])), 4),
        "area_error_median": round(float(np.median(error)), 4),
        "gate": gate_figures(gate),
    }


def gate_figures(gate: list[tuple[float, bool]]) -> dict[str, float]:
    """Area under the ROC curve, and sensitivity and specificity at logit 0."""
    chests = np.array([logit for logit, is_chest in gate if is_chest])
    others = np.array([logit for logit, is_chest in gate if not is_chest])
    higher = (chests[:, None] > others[None]).mean() + 0.5 * (chests[:, None] == others[None]).mean()
    return {
        "auc": round(float(higher), 4),
        "sensitivity": round(float((chests > 0).mean()), 4),
        "specificity": round(float((others <= 0).mean()), 4),
        "lowest_chest": round(float(chests.min()), 2),
        "highest_other": round(float(others.max()), 2),
    }


def write_golden(path: Path, out: Path, seed: int) -> None:
    """Write one chest and one limb with the outputs that the CPU gives."""
    folder = out / "golden"
    folder.mkdir(exist_ok=True)
    for name, make in (("chest", lambda rng: radiograph(SIZE, rng)[0]), ("limb", lambda rng: limb(SIZE, rng))):
        picture = np.round(make(np.random.default_rng((seed, SETS["golden"]))) * 255)[None, None] / np.float32(255)
        image = picture.astype(np.float16).astype(np.float32)
        lungs, chest = run(path, image)
        np.savez_compressed(folder / f"{name}.npz", image=image, lungs=lungs.astype(np.float32), chest=chest)


def write_manifest(weights: Path, out: Path) -> None:
    """Write the manifest with the SHA-256 and the size of the new weights in the line that states them.

    What was fitted on the features of older weights is left out: `radlane models fit-ood` comes next (README.md).
    """
    written = state_weights(Path(__file__).with_name("model.yaml").read_text(), weights)
    written = re.sub(r"^  - \{role: out-of-distribution, .*\}\n", "", written, flags=re.MULTILINE)
    (out / "model.yaml").write_text(written.partition("out_of_distribution:")[0])


def main() -> None:
    """Parse the command line and run every stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--pretrain", type=int, nargs=2, default=(6000, 2), metavar=("SAMPLES", "EPOCHS"))
    parser.add_argument("--tune", type=int, nargs=2, default=(2400, 2), metavar=("SAMPLES", "EPOCHS"))
    parser.add_argument("--held-out", type=int, default=500)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    rng = np.random.default_rng(options.seed)
    network = LungNet()
    log.info("%d parameters", sum(p.numel() for p in network.parameters()))
    for name, size, rate, (count, epochs) in (
        ("pretrain", 128, 3e-3, options.pretrain),
        ("tune", SIZE, 1.5e-3, options.tune),
    ):
        log.info("%s: %d pictures of %d x %d, %d epochs", name, count, size, size, epochs)
        fit(network, make_set(options.seed, name, count, size), epochs, rate, rng)
        export(network, options.out / "model.onnx")
    figures = evaluate(options.out / "model.onnx", make_set(options.seed, "held-out", options.held_out, SIZE))
    log.info("%s", json.dumps(figures))
    (options.out / "metrics.json").write_text(json.dumps({"seed": options.seed, **figures}, indent=2) + "\n")
    write_golden(options.out / "model.onnx", options.out, options.seed)
    write_manifest(options.out / "model.onnx", options.out)


if __name__ == "__main__":
    main()
