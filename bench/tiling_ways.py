"""The sliding window of radlane, and bare runs of the same windows, in a process without torch.

In: a volume, windows, and a network on the CPU with one thread. Out: labels, or nothing but the time it takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnxruntime

from radlane.inference.labels import LabelRule, Labels
from radlane.inference.session import Session, count_down
from radlane.inference.tiling import Predict, Slab, read_from, slide
from radlane.inference.windows import Triple, Windows

CLASSES = 6
ROI: Triple = (64, 96, 96)
TIMED: Triple = (96, 192, 192)
RULE = LabelRule(channels=tuple(range(1, CLASSES)), activation="softmax", threshold=0.0)
WAYS = ("bare", "radlane")


def way(name: str, windows: Windows, volume: np.ndarray, session: Session) -> Callable[[], object]:
    """Return a whole run: to labels, or bare."""
    if name == "bare":
        predict = plain(session)
        return lambda: [predict(patch) for patch in patches_of(windows, volume)]
    return lambda: labelled(windows, volume, bound(session, windows.roi))


def labelled(windows: Windows, volume: np.ndarray, predict: Predict) -> np.ndarray:
    labels = Labels(windows.volume, RULE)
    for slab in slabs(windows, volume, predict, batch=1):
        labels.add(slab)
    return labels.values


def slabs(windows: Windows, volume: np.ndarray, predict: Predict, batch: int) -> Iterator[Slab]:
    return slide(windows, read_from(volume), predict, channels=(1, CLASSES), batch=batch)


def patches_of(windows: Windows, volume: np.ndarray) -> Iterator[np.ndarray]:
    """Views of a volume that is no smaller than a window, contiguous as onnxruntime needs them."""
    return (np.ascontiguousarray(volume[windows.source(start)])[None, None] for start in windows)


def plain(session: Session) -> Predict:
    """onnxruntime's own run, which allocates its outputs."""
    loaded = session._loaded
    (image,) = loaded.get_inputs()
    return lambda patches: loaded.run(["logits"], {image.name: patches})[0]


def bound(session: Session, roi: Triple) -> Predict:
    return session.bind("logits", (2, CLASSES, *roi), count_down(3600.0, time.monotonic))


def load(weights: Path) -> Session:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    loaded = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    manifest = SimpleNamespace(name="unet", version="0.0.0", model="unet:0.0.0")  # for messages only
    return Session(loaded, manifest, "cpu", {})


def volume_of(shape: Triple) -> np.ndarray:
    """Smooth structures and noise, float32 [z, y, x]."""
    z, y, x = (np.linspace(0, side / 8, side, dtype=np.float32) for side in shape)
    volume = np.sin(z)[:, None, None] + np.sin(y)[:, None] * np.cos(x)
    volume += np.random.default_rng(6).random(shape, np.float32)
    return volume
