"""Measure the network against HU thresholds on held-out bodies, at several levels of noise and with several kernels.

The thresholds get all the help that is usual: the body is the largest connected part of what is denser than -300 HU,
without what thin bridges hold (the table), its holes filled slice by slice; thresholds divide what lies in it. `plain`
are published ones; `tuned` are the best of a grid, with or without a gaussian filter before, on phantoms drawn as those
that the network was trained on. A third baseline also fills what bone encloses in each axial slice, since marrow counts
as bone here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from phantom import SPACING, Scene, expose, normalise, paint
from scanner import Protocol, draw_protocol
from scipy import ndimage
from shapes import AIR, BONE, CLASSES, LUNG, OUTSIDE, SOFT

Field = NDArray[np.float32]
Labels = NDArray[np.uint8]
NAMES = {OUTSIDE: "outside", AIR: "air", LUNG: "lung", SOFT: "soft tissue", BONE: "bone"}
ROI, OVERLAP = (64, 96, 96), 0.25
SMOOTH = (0.0, 0.8, 1.2, 1.8)  # mm
USUAL = Protocol(blur=0.5, edge=0.2, thickness=1.0, noise=15.0, texture=0.7, streaks=0.0, gain=1.0, offset=0.0)
SOFT_KERNEL = {"blur": 1.2, "edge": 0.0, "texture": 1.3}
SHARP_KERNEL = {"blur": 0.1, "edge": 1.0, "texture": -1.5}
CONDITIONS = {
    **{f"usual kernel, noise {n:g} HU": replace(USUAL, noise=n) for n in (5.0, 15.0, 40.0, 80.0)},
    "soft kernel, noise 15 HU": replace(USUAL, **SOFT_KERNEL),
    **{f"sharp kernel, noise {n:g} HU": replace(USUAL, noise=n, **SHARP_KERNEL) for n in (15.0, 40.0, 80.0)},
    "slices of 5 mm, noise 15 HU": replace(USUAL, thickness=5.0),
    "calibration +30 HU, noise 15 HU": replace(USUAL, offset=30.0),
    "streaks of 40 HU, noise 15 HU": replace(USUAL, streaks=40.0),
}
BODIES = (("trunk", 140.0), ("trunk", -60.0), ("trunk", -300.0), ("head", -30.0), ("head", -75.0), ("legs", 20.0))
WINDOWS = {"trunk": (48, 192, 288), "head": (48, 168, 168), "legs": (48, 96, 240)}


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """HU that part air from lung, lung from soft tissue, soft tissue from bone; smoothing before, mm; filled bones."""

    lung: float
    soft: float
    bone: float
    smooth: float = 0.0
    filled: bool = False


PLAIN = Thresholds(lung=-950, soft=-500, bone=226)


def threshold(hu: Field, cuts: Thresholds) -> Labels:
    """Classes by thresholds within the body, uint8 [z, y, x]."""
    shown = ndimage.gaussian_filter(hu, cuts.smooth / SPACING) if cuts.smooth else hu
    classes = np.digitize(shown, (cuts.lung, cuts.soft, cuts.bone)).astype(np.uint8) + np.uint8(AIR)
    if cuts.filled:
        classes[_fill(classes == BONE)] = BONE
    classes[~_body(shown)] = OUTSIDE
    return classes


def _body(shown: Field) -> NDArray[np.bool_]:
    """What is dense and hangs together, without the table, filled slice by slice."""
    dense = shown > -300
    core = ndimage.binary_opening(dense, iterations=2)
    parts, number = ndimage.label(core)
    if number == 0:
        return np.zeros(shown.shape, bool)
    sizes = np.bincount(parts.ravel())[1:]
    kept = np.isin(parts, 1 + np.flatnonzero(sizes > 0.1 * sizes.max()))
    body = ndimage.binary_dilation(kept, iterations=3, mask=dense)
    return _fill(body)


def _fill(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask and what it encloses in each axial slice."""
    in_plane = np.zeros((3, 3, 3), bool)
    in_plane[1] = ndimage.generate_binary_structure(2, 1)
    parts, number = ndimage.label(~mask, in_plane)
    free = np.zeros(number + 1, bool)
    for edge in (parts[:, 0], parts[:, -1], parts[:, :, 0], parts[:, :, -1]):
        free[edge] = True
    free[0] = False
    return ~free[parts]


def segment(session: onnxruntime.InferenceSession, ct: Field) -> Labels:
    """Classes by the network through a sliding window with gaussian weights, uint8 [z, y, x]."""
    padded = np.pad(ct, [(0, max(0, side - size)) for side, size in zip(ROI, ct.shape, strict=True)])
    total = np.zeros((CLASSES, *padded.shape), np.float32)
    profiles = [np.exp(-0.5 * ((np.arange(n) - (n - 1) / 2) / (0.125 * n)) ** 2).clip(1e-3) for n in ROI]
    weight = np.einsum("i,j,k->ijk", *profiles).astype(np.float32)
    for corner in itertools.product(*(_starts(size, side) for size, side in zip(padded.shape, ROI, strict=True))):
        place = tuple(slice(first, first + side) for first, side in zip(corner, ROI, strict=True))
        logits = session.run(["tissue"], {"ct": padded[place][None, None]})[0][0]
        share = np.exp(logits - logits.max(axis=0))
        total[(slice(None), *place)] += weight * share / share.sum(axis=0)
    return total.argmax(axis=0).astype(np.uint8)[tuple(slice(0, size) for size in ct.shape)]


def _starts(size: int, side: int) -> list[int]:
    step = int(side * (1 - OVERLAP))
    return sorted({min(first, size - side) for first in range(0, size - side + step, step)})


def confusion(found: Labels, truth: Labels) -> NDArray[np.int64]:
    """Voxels of each true class (rows) and each found class (columns)."""
    both = np.bincount(truth.ravel() * np.intp(CLASSES) + found.ravel(), minlength=CLASSES * CLASSES)
    return both.reshape(CLASSES, CLASSES)


def dice(counts: NDArray[np.int64]) -> dict[str, float]:
    """Dice of each class from a confusion matrix."""
    sums = np.maximum(counts.sum(axis=0) + counts.sum(axis=1), 1)
    return {NAMES[c]: round(float(2 * counts[c, c] / sums[c]), 4) for c in NAMES}


def tune(state: tuple[int, int], scenes: int = 18) -> Thresholds:
    """Find the thresholds with the best mean Dice of air, lung, soft tissue and bone, on protocols as in training."""
    levels = np.arange(-1020, 500, 10)
    cuts = list(itertools.product(range(-990, -890, 10), range(-750, -250, 50), range(90, 310, 10)))
    within = {smooth: np.zeros((CLASSES, len(levels) + 1), np.int64) for smooth in SMOOTH}
    beyond = {smooth: np.zeros(CLASSES, np.int64) for smooth in SMOOTH}
    for index in range(scenes):
        rng = np.random.default_rng((*state, index))
        kind, z = BODIES[index % len(BODIES)]
        made = paint(kind, (24, *WINDOWS[kind][1:]), (z + float(rng.normal(0, 15)), 0.0, 0.0), rng)
        hu = expose(made, draw_protocol(rng), rng)
        for smooth in SMOOTH:
            shown = ndimage.gaussian_filter(hu, smooth / SPACING) if smooth else hu
            body = _body(shown)
            bins = np.digitize(shown[body], levels) + made.tissue[body] * np.intp(len(levels) + 1)
            within[smooth] += np.bincount(bins, minlength=within[smooth].size).reshape(CLASSES, -1)
            beyond[smooth] += np.bincount(made.tissue[~body], minlength=CLASSES)
    best, score = PLAIN, -1.0
    for smooth, cut in itertools.product(SMOOTH, cuts):
        parts = np.split(within[smooth], np.searchsorted(levels, cut) + 1, axis=1)
        counts = np.stack([beyond[smooth], *(part.sum(axis=1) for part in parts)], axis=1)
        mean = float(np.mean(list(dice(counts).values())[1:]))
        if mean > score:
            best, score = Thresholds(lung=cut[0], soft=cut[1], bone=cut[2], smooth=smooth), mean
    return best


def compare(session: onnxruntime.InferenceSession, tuned: Thresholds, state: tuple[int, int]) -> dict[str, object]:
    """Dice of every method under every condition on held-out bodies, and their means."""
    methods: dict[str, Callable[[Field], Labels]] = {
        "network": lambda hu: segment(session, normalise(hu)),
        "plain thresholds": lambda hu: threshold(hu, PLAIN),
        "tuned thresholds": lambda hu: threshold(hu, tuned),
        "tuned thresholds, bones filled": lambda hu: threshold(hu, replace(tuned, filled=True)),
    }
    counts = {(name, method): np.zeros((CLASSES, CLASSES), np.int64) for name in CONDITIONS for method in methods}
    for index, (kind, z) in enumerate(BODIES):
        rng = np.random.default_rng((*state, index))
        made: Scene = paint(kind, WINDOWS[kind], (z + float(rng.normal(0, 15)), 0.0, 0.0), rng)
        for number, (name, protocol) in enumerate(CONDITIONS.items()):
            hu = expose(made, protocol, np.random.default_rng((*state, index, number)))
            for method, run in methods.items():
                counts[name, method] += confusion(run(hu), made.tissue)
    table = {name: {method: dice(counts[name, method]) for method in methods} for name in CONDITIONS}
    return {
        "bodies": len(BODIES),
        "voxels": int(counts[next(iter(CONDITIONS)), "network"].sum()),
        "tuned": {"air_lung": tuned.lung, "lung_soft": tuned.soft, "soft_bone": tuned.bone, "smooth_mm": tuned.smooth},
        "plain": {"air_lung": PLAIN.lung, "lung_soft": PLAIN.soft, "soft_bone": PLAIN.bone},
        "mean": {method: _mean([row[method] for row in table.values()]) for method in methods},
        "dice": table,
    }


def _mean(rows: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(float(np.mean([row[name] for row in rows])), 4) for name in NAMES.values()}
