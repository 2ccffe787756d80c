"""Train the network on synthetic CT, export it to ONNX, measure it on held-out bodies.

usage: python train.py [--seed 11] [--out .]

Body i of a set is drawn from the generator state (seed, set, i): the sets never share a body.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch
from measure import compare, tune
from network import TissueNet
from numpy.typing import NDArray
from phantom import FLOOR, Scene, draw_kind, draw_middle, expose, normalise, paint
from scanner import Protocol, draw_protocol
from shapes import AIR, CLASSES, LUNG, OUTSIDE
from torch import nn

sys.path.append(str(Path(__file__).resolve().parents[1]))  # recipes.py is what the recipes share

from recipes import state_weights

log = logging.getLogger("train")
PATCH = (48, 80, 80)
SETS = {"train": 1, "tune": 2, "held-out": 3, "golden": 4, "pillows": 5}
UNSEEN = 255  # label of voxels that no loss counts


def scene(job: tuple[Path, int, int, int]) -> Path:
    """Paint one training patch into the folder, unless it is there; return its file."""
    folder, *state = job
    path = folder / ("-".join(str(part) for part in state) + ".npz")
    if not path.exists():
        rng = np.random.default_rng(state)
        kind = "pillowed head" if state[1] == SETS["pillows"] else draw_kind(rng)
        made = paint(kind, PATCH, draw_middle(kind, rng), rng)
        hu = np.clip(np.round(made.hu), -1024, 15000).astype(np.int16)
        np.savez(path, hu=hu, tissue=made.tissue, seen=made.seen)
    return path


def make_set(folder: Path, seed: int, name: str, count: int) -> list[Scene]:
    """Paint a set in two processes."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(folder, seed, SETS[name], index) for index in range(count)]
    with Pool(2) as pool:
        return [Scene(**dict(np.load(path))) for path in pool.imap(scene, jobs, chunksize=4)]


def hard(scenes: list[Scene]) -> list[Scene]:
    """Scenes with a body, and once more those with air, with lung, with something as light as lung outside the body."""
    chosen = []
    for item in scenes:
        outside = item.tissue == OUTSIDE
        light = (outside & (item.hu > -985) & (item.hu < -300)).mean() > 0.02
        if outside.mean() < 0.97 or light:
            air, lung = (item.tissue == AIR).mean() > 0.005, (item.tissue == LUNG).mean() > 0.05
            chosen += [item] * (1 + int(air) + int(lung) + int(light))
    return chosen


def worth(scenes: list[Scene]) -> list[Scene]:
    """Scenes that show a body, a quarter of those that show hardly any, three times those with air in the body."""
    chosen = []
    for index, item in enumerate(scenes):
        if (item.tissue == AIR).mean() > 0.005:
            chosen += [item] * 3
        elif (item.tissue != OUTSIDE).mean() > 0.03 or index % 4 == 0:
            chosen.append(item)
    return chosen


def crop(item: Scene, side: int, rng: np.random.Generator) -> Scene:
    """A part of a scene with `side` rows and columns, anywhere."""
    y, x = (int(rng.integers(0, size - side + 1)) for size in PATCH[1:])
    part = (slice(None), slice(y, y + side), slice(x, x + side))
    return Scene(hu=item.hu[part].astype(np.float32), tissue=item.tissue[part].copy(), seen=item.seen[part])


def batch_of(scenes: list[Scene], side: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Scan parts of scenes with drawn protocols; mirror them, and pad some as at the end of a series."""
    volumes, labels = [], []
    for item in scenes:
        part = crop(item, side, rng)
        shown, tissue = expose(part, draw_protocol(rng), rng), part.tissue
        if rng.random() < 0.15:
            axis, width = int(rng.integers(3)), int(rng.integers(4, 32))
            edge = tuple(slice(-width, None) if a == axis else slice(None) for a in range(3))
            shown[edge], tissue[edge] = FLOOR, UNSEEN
        mirrored = tuple(axis for axis, chance in enumerate((0.1, 0.1, 0.5)) if rng.random() < chance)
        volumes.append(np.flip(normalise(shown), mirrored).copy()[None])
        labels.append(np.flip(tissue, mirrored).astype(np.int64))
    ct = torch.from_numpy(np.stack(volumes)).contiguous(memory_format=torch.channels_last_3d)
    return ct, torch.from_numpy(np.stack(labels))


def loss_of(logits: torch.Tensor, tissue: torch.Tensor, air: float) -> torch.Tensor:
    """Cross entropy with a weight for air in the body, and the soft Dice loss of the classes that are there."""
    weights = torch.tensor([air if number == AIR else 1.0 for number in range(logits.shape[1])])
    entropy = nn.functional.cross_entropy(logits, tissue, weight=weights, ignore_index=UNSEEN)
    counted = (tissue != UNSEEN).float()
    probability = torch.softmax(logits, 1) * counted[:, None]
    dice = []
    for number in range(logits.shape[1]):
        there = (tissue == number).float()
        if there.sum() > 50:
            dice.append(1 - 2 * (probability[:, number] * there).sum() / (probability[:, number].sum() + there.sum()))
    return entropy + 0.5 * torch.stack(dice).mean() if dice else entropy


def coarse_loss(logits: torch.Tensor, tissue: torch.Tensor) -> torch.Tensor:
    """Cross entropy of a coarser level with each class's share of its voxels; air in the body weighs twice."""
    classes = logits.shape[1]
    shares = torch.stack([(tissue == number).float() for number in range(classes)], 1)
    shares = nn.functional.avg_pool3d(shares, tissue.shape[1] // logits.shape[2])
    shares[:, AIR] *= 2
    return -(shares * torch.log_softmax(logits, 1)).sum(1).mean()


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of the training.

    Attributes
    ----------
    sides : list of int
        Rows and columns of the patches of each step.
    rate : float
        Highest rate of learning.
    air : (float, float)
        Weight of air in the body at the first and at the last step: it is rare, and as dark as the air outside.
    settled : bool
        Keep the statistics of the batch normalisation as they are. Two patches are so different that those of a batch
        are far from those that the exported network has; it has to learn to do without.
    coarse : int or None
        Seed of what reads the classes from the coarser levels, so that they learn which air is where; None: nothing.
    state : tuple of int
        Follows the seed in the state of its generator.
    """

    sides: list[int]
    rate: float
    air: tuple[float, float]
    settled: bool
    coarse: int | None
    state: tuple[int, ...]


def _sides(small: int, large: int) -> list[int]:
    return [64] * small + [80] * large


STAGES = (
    Stage(sides=_sides(450, 250), rate=4e-3, air=(4.0, 1.5), settled=False, coarse=None, state=()),
    Stage(sides=_sides(200, 150), rate=2e-3, air=(1.5, 1.5), settled=True, coarse=None, state=(5,)),
    Stage(sides=_sides(600, 250), rate=2e-3, air=(1.5, 1.0), settled=True, coarse=12, state=(6,)),
    Stage(sides=_sides(250, 150), rate=2e-3, air=(1.0, 1.0), settled=True, coarse=13, state=(7,)),
    Stage(sides=_sides(700, 1700), rate=2e-3, air=(1.0, 1.0), settled=True, coarse=14, state=(8,)),
)


def fit(network: TissueNet, scenes: list[Scene], stage: Stage, rng: np.random.Generator) -> None:
    """Run AdamW with a one-cycle rate, two patches a step."""
    steps = len(stage.sides)
    if stage.coarse is not None:
        torch.manual_seed(stage.coarse)
    heads = nn.ModuleList(nn.Conv3d(narrow.out_channels, CLASSES, 1) for narrow in network.narrow)[:-1]
    learnt = [*network.parameters(), *heads.parameters()]
    optimiser = torch.optim.AdamW(learnt, lr=stage.rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, stage.rate, total_steps=steps, pct_start=0.1)
    network.train(not stage.settled)
    begin, running, order = time.monotonic(), 0.0, list[int]()
    for step, side in enumerate(stage.sides, 1):
        if len(order) < 2:
            order = rng.permutation(len(scenes)).tolist()
        ct, tissue = batch_of([scenes[order.pop()], scenes[order.pop()]], side, rng)
        *coarse, finest = network.decode(ct)
        loss = loss_of(network.tissue(finest), tissue, float(np.interp(step / steps, (0.2, 0.8), stage.air)))
        if stage.coarse is not None:
            loss = loss + 0.3 * sum(coarse_loss(h(f), tissue) for h, f in zip(heads, coarse, strict=True))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learnt, 5.0)
        optimiser.step()
        schedule.step()
        running = 0.95 * running + 0.05 * loss.item() if step > 1 else loss.item()
        if step % 25 == 0 or step == steps:
            log.info("step %d of %d, loss %.3f, %.0f s", step, steps, running, time.monotonic() - begin)


def export(network: TissueNet, path: Path) -> None:
    """Write one ONNX file, opset 17, with free batch and space, and check it."""
    network.eval()
    axes = {0: "n", 2: "z", 3: "y", 4: "x"}
    torch.onnx.export(
        network.to(memory_format=torch.contiguous_format),
        (torch.zeros(1, 1, 32, 48, 48),),
        str(path),
        input_names=["ct"],
        output_names=["tissue"],
        dynamic_axes={"ct": axes, "tissue": axes},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(path), full_check=True)
    ct = np.random.default_rng(0).random((2, 1, 32, 64, 48), dtype=np.float32)
    with torch.no_grad():
        expected = network(torch.from_numpy(ct)).numpy()
    worst = float(np.abs(expected - open_session(path, 1).run(["tissue"], {"ct": ct})[0]).max())
    log.info("exported %d bytes; largest difference from torch %.1e", path.stat().st_size, worst)
    if worst > 1e-3:
        raise SystemExit("the exported network differs from the trained one")


def open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """The exported network on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def write_golden(path: Path, out: Path, seed: int) -> None:
    """Write a piece of a chest and one of a head with the outputs that the CPU gives, rounded to 1/64."""
    folder = out / "golden"
    folder.mkdir(exist_ok=True)
    session = open_session(path, 1)
    protocol = Protocol(blur=0.4, edge=0.2, thickness=1.0, noise=15, texture=0.6, streaks=0, gain=1, offset=0)
    for name, kind, middle in (("chest", "trunk", (120.0, 30.0, 60.0)), ("head", "head", (-55.0, -50.0, 30.0))):
        rng = np.random.default_rng((seed, SETS["golden"]))
        ct = normalise(expose(paint(kind, (32, 32, 32), middle, rng), protocol, rng))[None, None]
        ct = ct.astype(np.float16).astype(np.float32)
        tissue: NDArray[np.float32] = session.run(["tissue"], {"ct": ct})[0]
        np.savez_compressed(folder / f"{name}.npz", ct=ct, tissue=np.round(tissue * 64) / np.float32(64))


def write_manifest(weights: Path, out: Path) -> None:
    """Write the manifest with the SHA-256 and the size of the new weights in the line that states them."""
    (out / "model.yaml").write_text(state_weights(Path(__file__).with_name("model.yaml").read_text(), weights))


def main() -> None:
    """Parse the command line and run every stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--scenes", type=int, nargs=2, default=(600, 150), help="of all kinds, of pillowed heads")
    parser.add_argument("--keep", type=Path, help="folder in which painted scenes are kept for the next run")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--unmeasured", action="store_true", help="stop after the export")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    network = TissueNet().to(memory_format=torch.channels_last_3d)
    log.info("%d parameters", sum(p.numel() for p in network.parameters()))
    with TemporaryDirectory() as folder:
        kept = options.keep or Path(folder)
        scenes = make_set(kept, options.seed, "train", options.scenes[0])
        pillows = make_set(kept, options.seed, "pillows", options.scenes[1])
    log.info("%d scenes of %d x %d x %d", len(scenes) + len(pillows), *PATCH)
    last = hard(scenes) + 3 * pillows
    shown = (worth(scenes), worth(scenes), hard(scenes), last, last)
    for stage, chosen in zip(STAGES, shown, strict=True):
        fit(network, chosen, stage, np.random.default_rng((options.seed, *stage.state)))
    export(network, options.out / "model.onnx")
    if options.unmeasured:
        return
    thresholds = tune((options.seed, SETS["tune"]))
    figures = compare(
        open_session(options.out / "model.onnx", options.threads), thresholds, (options.seed, SETS["held-out"])
    )
    log.info("%s", json.dumps(figures["mean"]))
    (options.out / "metrics.json").write_text(json.dumps({"seed": options.seed, **figures}, indent=2) + "\n")
    write_golden(options.out / "model.onnx", options.out, options.seed)
    write_manifest(options.out / "model.onnx", options.out)


if __name__ == "__main__":
    main()
