"""The sliding window beside MONAI's, on the same weights and the same onnxruntime.

In: nothing; a small 3D U-Net with random weights is made and exported. Out: a section of bench/README.md and
bench/results/tiling.json: how far probabilities and labels are from MONAI's, time as a ratio to bare runs of the same
windows (interleaved), and peak memory above the idle process (each in a process of its own, as a multiple of the
float32 volume). Stitching alone is measured with outputs that cost nothing. Runs in the environment of the peers, with
radlane without its dependencies: `make bench`, or

    PYTHONPATH=service build/peers/bin/python bench/tiling.py
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from monai.inferers import sliding_window_inference

import record
from meter import Meter
from radlane.inference.labels import Labels
from radlane.inference.probabilities import Probabilities
from radlane.inference.session import Session
from radlane.inference.tiling import Predict
from radlane.inference.windows import Triple, Windows, lay_windows
from tiling_ways import CLASSES, ROI, RULE, TIMED, bound, labelled, load, plain, slabs, volume_of, way

CASES: tuple[tuple[Triple, Triple, float], ...] = (
    ((96, 160, 160), ROI, 0.5),
    ((96, 160, 160), ROI, 0.25),
    ((41, 131, 97), ROI, 0.5),  # smaller than a window along z, odd
    ((33, 71, 85), ROI, 0.25),  # smaller on all axes
    ((75, 103, 131), (32, 48, 64), 0.25),
    ((75, 103, 131), (48, 32, 32), 0.5),
)
FULL: Triple = (300, 512, 512)
ROUNDS = 9
PACKAGES = ("numpy", "onnxruntime", "monai", "torch")
PEERS = ("bare", "radlane", "MONAI")


def main() -> None:
    torch.set_num_threads(1)
    if len(sys.argv) == 4 and sys.argv[1] in PEERS:
        print(json.dumps(measure(*sys.argv[1:])))
        return
    parser = argparse.ArgumentParser(description="The sliding window beside MONAI's.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked, before = parser.parse_args(), record.load()
    with TemporaryDirectory() as folder:
        weights = Path(folder, "unet.onnx")
        export_network(weights)
        results = {
            "machine": record.machine(PACKAGES),
            "rounds": asked.rounds,
            "parity": parity(weights),
            "load": [before, record.load()],
            "ratios": times(weights, asked.rounds),
            "costs": {"whole": costs(TIMED, str(weights)), "stitching alone": costs(FULL, "none")},
        }
    record.keep("tiling", results, _lines(results))


def parity(weights: Path) -> list[dict[str, object]]:
    """Compare probabilities and labels with MONAI's, case by case."""
    session, found = load(weights), []
    for shape, roi, overlap in CASES:
        volume, windows = volume_of(shape), lay_windows(shape, roi, overlap)
        kept, labels = Probabilities(CLASSES, shape, "softmax"), Labels(shape, RULE)
        for slab in slabs(windows, volume, bound(session, roi), batch=2):
            kept.add(slab)
            labels.add(slab)
        averaged = peer(windows, volume, plain(session), overlap)
        expected = torch.softmax(averaged[0], 0).numpy()
        shares = np.bincount(labels.values.ravel(), minlength=CLASSES) / labels.values.size
        found.append(
            {
                "volume": name(shape),
                "window": name(roi),
                "overlap": overlap,
                "windows": len(windows),
                "largest error": float(np.abs(kept.values - expected).max()),
                "equal labels": float((labels.values == averaged[0].argmax(0).numpy()).mean()),
                "classes found": int((shares > 0).sum()),
            }
        )
    return found


def times(weights: Path, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Seconds of each way as multiples of bare runs in the same round, interleaved, in one process."""
    session, volume = load(weights), volume_of(TIMED)
    windows = lay_windows(TIMED, ROI, 0.5)
    ways = {one: _way(one, windows, volume, session) for one in PEERS}
    spent = zip(("CPU", "wall"), record.in_turns(ways, rounds, time.process_time, time.perf_counter), strict=True)
    found = {unit: {one: record.ratios(seconds, one, "bare") for one in PEERS[1:]} for unit, seconds in spent}
    return {one: {unit: ratios[one] for unit, ratios in found.items()} for one in PEERS[1:]}


def costs(shape: Triple, source: str) -> dict[str, dict[str, float]]:
    """CPU seconds, and peaks as multiples of the float32 volume, each way in a process of its own."""
    found = {}
    for one in PEERS if source != "none" else PEERS[1:]:
        command = [sys.executable, __file__, one, source, json.dumps(shape)]
        spent = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)
        found[one] = {"cpu": round(spent["cpu"], 3), "peak": round(spent["peak"] / (4 * np.prod(shape)), 2)}
    return found


def measure(one: str, source: str, shape_text: str) -> dict[str, float]:
    """What a run takes in this process, which has the network and the volume."""
    z, y, x = json.loads(shape_text)
    volume, windows = volume_of((z, y, x)), lay_windows((z, y, x), ROI, 0.5)
    run = _way(one, windows, volume, None if source == "none" else load(Path(source)))
    meter = Meter()
    with meter.stage("run"):
        run()
    return meter.figures()["run"]


def _way(one: str, windows: Windows, volume: np.ndarray, session: Session | None) -> Callable[[], object]:
    """Return a whole run to labels; without a session the outputs are there already."""
    if session is not None and one != "MONAI":
        return way(one, windows, volume, session)
    outputs = np.random.default_rng(5).random((1, CLASSES, *windows.roi), np.float32)
    if one == "radlane":
        return lambda: labelled(windows, volume, lambda _: outputs)
    # MONAI weights what it is given in place
    predict: Predict = (lambda _: outputs.copy()) if session is None else plain(session)
    return lambda: peer(windows, volume, predict, 0.5).argmax(1).to(torch.uint8)


def peer(windows: Windows, volume: np.ndarray, predict: Predict, overlap: float) -> torch.Tensor:
    """MONAI's averaged outputs, [1, C, z, y, x]."""
    return sliding_window_inference(
        torch.from_numpy(volume)[None, None],
        windows.roi,
        1,
        lambda patches: torch.from_numpy(predict(patches.numpy())),
        overlap=overlap,
        mode="gaussian",
    )


def export_network(path: Path) -> None:
    """A U-Net with two poolings, 8 to 32 channels, random weights, one channel in.

    Its head is scaled so that each class has mean 0 and deviation 2: random weights prefer one or two classes.
    """
    torch.manual_seed(4)
    network = UNet().eval()
    with torch.no_grad():
        logits = network(torch.from_numpy(volume_of((64, 96, 96)))[None, None])
        scale = 2 / logits.std((0, 2, 3, 4))
        network.head.bias.copy_((network.head.bias - logits.mean((0, 2, 3, 4))) * scale)
        network.head.weight.mul_(scale[:, None, None, None, None])
    axes = {"image": {0: "n", 2: "z", 3: "y", 4: "x"}, "logits": {0: "n", 2: "z", 3: "y", 4: "x"}}
    example = torch.zeros(1, 1, 32, 32, 32)
    torch.onnx.export(
        network, (example,), path, input_names=["image"], output_names=["logits"], dynamic_axes=axes, dynamo=False
    )


class UNet(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.down = torch.nn.ModuleList([block(1, 8), block(8, 16), block(16, 32)])
        self.up = torch.nn.ModuleList([torch.nn.ConvTranspose3d(32, 16, 2, 2), torch.nn.ConvTranspose3d(16, 8, 2, 2)])
        self.join = torch.nn.ModuleList([block(32, 16), block(16, 8)])
        self.head = torch.nn.Conv3d(8, CLASSES, 1)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        first = self.down[0](image)
        second = self.down[1](torch.nn.functional.max_pool3d(first, 2))
        third = self.down[2](torch.nn.functional.max_pool3d(second, 2))
        second = self.join[0](torch.cat([self.up[0](third), second], 1))
        return self.head(self.join[1](torch.cat([self.up[1](second), first], 1)))


def block(inner: int, outer: int) -> torch.nn.Sequential:
    return torch.nn.Sequential(torch.nn.Conv3d(inner, outer, 3, padding=1), torch.nn.LeakyReLU(0.1))


def name(shape: Triple) -> str:
    return " x ".join(map(str, shape))


def _lines(results: record.Results) -> list[str]:
    shape = f"{name(TIMED)}, window {name(ROI)}, overlap 0.5, {CLASSES} classes"
    lines = [f"{shape}: time as a multiple of bare runs.", "", *record.head("way", "CPU / bare", "wall / bare")]
    lines += [
        record.row([one, *(record.spread(found[unit], 3) for unit in ("CPU", "wall"))])
        for one, found in results["ratios"].items()
    ]
    lines += ["", *record.head("what, peak / float32 volume", *PEERS)]
    lines += [
        record.row([what, *(f"{found[one]['peak']:.2f}" if one in found else "-" for one in PEERS)])
        for what, found in results["costs"].items()
    ]
    ours, theirs = (results["costs"]["stitching alone"][one]["cpu"] for one in ("radlane", "MONAI"))
    lines += ["", f"Stitching alone, {name(FULL)}: radlane's CPU time is {ours / theirs:.2f} of MONAI's.", ""]
    lines += record.head("volume, window, overlap", "windows", "largest error of a probability", "labels equal")
    for one in results["parity"]:
        case = f"{one['volume']}, {one['window']}, {one['overlap']}"
        lines.append(record.row([case, one["windows"], f"{one['largest error']:.1e}", f"{one['equal labels']:.3%}"]))
    about = f"{record.load_line(results['rounds'], results['load'])} {record.machine_line(results['machine'])}"
    return [*lines, "", about]


if __name__ == "__main__":
    main()
