"""The sliding window beside MONAI's, on the same weights and the same onnxruntime.

In: nothing; a small 3D U-Net with random weights is made and exported. Out: three tables: how far probabilities and
labels are from MONAI's, time as a ratio to bare runs of the same windows (interleaved, median), and peak memory above
the idle process (each in a process of its own, as a multiple of the float32 volume). Stitching alone is measured with
outputs that cost nothing. Needs bench/requirements-peers.txt and radlane without its dependencies:

    PYTHONPATH=service python bench/tiling.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import numpy as np
import onnxruntime
import torch
from monai.inferers import sliding_window_inference

from radlane.inference.labels import LabelRule, Labels
from radlane.inference.probabilities import Probabilities
from radlane.inference.session import Session, count_down
from radlane.inference.tiling import Predict, Slab, read_from, slide
from radlane.inference.windows import Triple, Windows, lay_windows

CLASSES = 6
ROI: Triple = (64, 96, 96)
CASES: tuple[tuple[Triple, Triple, float], ...] = (
    ((96, 160, 160), ROI, 0.5),
    ((96, 160, 160), ROI, 0.25),
    ((41, 131, 97), ROI, 0.5),  # smaller than a window along z, odd
    ((33, 71, 85), ROI, 0.25),  # smaller on all axes
    ((75, 103, 131), (32, 48, 64), 0.25),
    ((75, 103, 131), (48, 32, 32), 0.5),
)
TIMED: Triple = (96, 192, 192)
FULL: Triple = (300, 512, 512)
ROUNDS = 9
RULE = LabelRule(channels=tuple(range(1, CLASSES)), activation="softmax", threshold=0.0)
PEERS = ("bare", "radlane", "MONAI")


def main() -> None:
    torch.set_num_threads(1)
    if len(sys.argv) > 1:
        print(json.dumps(measure(*sys.argv[1:])))
        return
    with TemporaryDirectory() as folder:
        weights = Path(folder, "unet.onnx")
        export_network(weights)
        print_parity(weights)
        print_times(weights)
        print_costs(weights)


def print_parity(weights: Path) -> None:
    print(f"{'volume':>15} {'window':>12} {'overlap':>7} {'windows':>7}  max |dp|  equal argmax  classes  largest")
    session = load(weights)
    for shape, roi, overlap in CASES:
        volume, windows = volume_of(shape), lay_windows(shape, roi, overlap)
        kept, labels = Probabilities(CLASSES, shape, "softmax"), Labels(shape, RULE)
        for slab in slabs(windows, volume, bound(session, roi), batch=2):
            kept.add(slab)
            labels.add(slab)
        averaged = peer(windows, volume, plain(session), overlap)
        expected = torch.softmax(averaged[0], 0).numpy()
        equal = (labels.values == averaged[0].argmax(0).numpy()).mean()
        error = np.abs(kept.values - expected).max()
        shares = np.bincount(labels.values.ravel(), minlength=CLASSES) / labels.values.size
        print(
            f"{name(shape):>15} {name(roi):>12} {overlap:7} {len(windows):7}  {error:.1e}  {equal:>12.5%}  "
            f"{(shares > 0).sum():7}  {shares.max():7.0%}"
        )


def print_times(weights: Path) -> None:
    """Interleaved, in one process; a round's ratios are to its own bare runs."""
    session, volume = load(weights), volume_of(TIMED)
    windows = lay_windows(TIMED, ROI, 0.5)
    ways = {peer_name: way(peer_name, windows, volume, session) for peer_name in PEERS}
    spent: dict[str, list[tuple[float, float]]] = {peer_name: [] for peer_name in PEERS}
    for _ in range(ROUNDS + 1):  # the first round warms up
        for peer_name, run in ways.items():
            wall, cpu = time.perf_counter(), time.process_time()
            run()
            spent[peer_name].append((time.process_time() - cpu, time.perf_counter() - wall))
    print(f"\n{name(TIMED)}, window {name(ROI)}, overlap 0.5, {len(windows)} windows, {CLASSES} classes, 1 thread")
    print(f"{'':10} {'CPU s':>6}  {'ratio':>5}  {'lowest':>6} {'highest':>7}  {'wall s':>6}  {'ratio':>5}")
    for peer_name in PEERS:
        rounds = list(zip(spent[peer_name][1:], spent["bare"][1:], strict=True))
        cpu, wall = ([(mine[at], mine[at] / base[at]) for mine, base in rounds] for at in (0, 1))
        ratios = [ratio for _, ratio in cpu]
        print(
            f"{peer_name:10} {median(seconds for seconds, _ in cpu):6.2f}  {median(ratios):5.3f}  {min(ratios):6.3f} "
            f"{max(ratios):7.3f}  {median(s for s, _ in wall):6.2f}  {median(ratio for _, ratio in wall):5.3f}"
        )


def print_costs(weights: Path) -> None:
    """Each in a process of its own."""
    for title, shape, source in (("whole", TIMED, str(weights)), ("stitching alone", FULL, "none")):
        megabytes = np.prod(shape) * 4 / 1e6
        print(f"\n{title}: {name(shape)}, float32 volume {megabytes:.0f} MB")
        print(f"{'':10} {'CPU s':>6}  {'peak MB':>7}  x volume")
        for peer_name in PEERS if source != "none" else PEERS[1:]:
            command = [sys.executable, __file__, peer_name, source, json.dumps(shape)]
            cost = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            print(f"{peer_name:10} {cost['cpu']:6.2f}  {cost['peak']:7.0f}  {cost['peak'] / megabytes:8.2f}")


def measure(peer_name: str, source: str, shape_text: str) -> dict[str, float]:
    """CPU seconds and peak resident MB above what the process held before: session loaded, volume read."""
    z, y, x = json.loads(shape_text)
    volume, windows = volume_of((z, y, x)), lay_windows((z, y, x), ROI, 0.5)
    run = way(peer_name, windows, volume, None if source == "none" else load(Path(source)))
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    idle, cpu = resident("VmRSS"), time.process_time()
    run()
    return {"cpu": time.process_time() - cpu, "peak": resident("VmHWM") - idle}


def way(peer_name: str, windows: Windows, volume: np.ndarray, session: Session | None) -> Callable[[], object]:
    """A whole run to labels; without a session the outputs are there already."""
    outputs = np.random.default_rng(5).random((1, CLASSES, *windows.roi), np.float32)
    predict: Predict = (lambda _: outputs) if session is None else plain(session)
    if peer_name == "bare":
        return lambda: [predict(patch) for patch in patches_of(windows, volume)]
    if peer_name == "radlane":
        return lambda: labelled(windows, volume, predict if session is None else bound(session, windows.roi))
    if session is None:  # MONAI weights what it is given in place
        return lambda: peer(windows, volume, lambda _: outputs.copy(), 0.5).argmax(1).to(torch.uint8)
    return lambda: peer(windows, volume, predict, 0.5).argmax(1).to(torch.uint8)


def labelled(windows: Windows, volume: np.ndarray, predict: Predict) -> np.ndarray:
    labels = Labels(windows.volume, RULE)
    for slab in slabs(windows, volume, predict, batch=1):
        labels.add(slab)
    return labels.values


def slabs(windows: Windows, volume: np.ndarray, predict: Predict, batch: int) -> Iterator[Slab]:
    return slide(windows, read_from(volume), predict, channels=(1, CLASSES), batch=batch)


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


def patches_of(windows: Windows, volume: np.ndarray) -> Iterator[np.ndarray]:
    """Views of a volume that is no smaller than a window, contiguous as onnxruntime needs them."""
    return (np.ascontiguousarray(volume[windows.source(start)])[None, None] for start in windows)


def plain(session: Session) -> Predict:
    """onnxruntime's own run, which allocates its outputs."""
    loaded = session._loaded
    return lambda patches: loaded.run(["logits"], {"image": patches})[0]


def bound(session: Session, roi: Triple) -> Predict:
    return session.bind("logits", (2, CLASSES, *roi), count_down(3600.0, time.monotonic))


def load(weights: Path) -> Session:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    loaded = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    manifest = SimpleNamespace(name="unet", version="0.0.0", model="unet:0.0.0")  # for messages only
    return Session(loaded, manifest, "cpu", {})


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


def volume_of(shape: Triple) -> np.ndarray:
    """Smooth structures and noise, float32 [z, y, x]."""
    z, y, x = (np.linspace(0, side / 8, side, dtype=np.float32) for side in shape)
    volume = np.sin(z)[:, None, None] + np.sin(y)[:, None] * np.cos(x)
    volume += np.random.default_rng(6).random(shape, np.float32)
    return volume


def resident(field: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1e3 * 1.024


def name(shape: Triple) -> str:
    return " x ".join(map(str, shape))


if __name__ == "__main__":
    main()
