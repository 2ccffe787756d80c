"""Synthetic CT with its tissues: analytic bodies with partial volume, seen by a scanner.

In: a shape, a place and random generators. Out: HU float32 [z, y, x] and class uint8 [z, y, x] (0 outside the body,
1 air in it, 2 lung, 3 soft tissue, 4 bone) on an isotropic grid; z runs to the head, y to the back, x to the patient's
left. A voxel has the class that fills most of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from head import paint_head, paint_pillowed_head
from limbs import paint_invention, paint_legs
from numpy.typing import NDArray
from scanner import FLOOR, Protocol, scan
from shapes import OUTSIDE, canvas
from trunk import paint_trunk

SPACING = 1.5  # mm
LOWEST, HIGHEST = -1024.0, 2000.0  # HU that the network reads as 0 and 1
PAINTERS = {
    "trunk": paint_trunk,
    "head": paint_head,
    "pillowed head": paint_pillowed_head,
    "legs": paint_legs,
    "invention": paint_invention,
}
REGIONS = {  # lower and upper end along z that a window's middle may have, mm
    "trunk": (-420.0, 300.0),
    "head": (-170.0, 80.0),
    "pillowed head": (-120.0, 90.0),
    "legs": (-400.0, 300.0),
    "invention": (-150.0, 150.0),
}
Field = NDArray[np.float32]
Labels = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A body without its scan: true HU float32 and class uint8 [z, y, x]; `seen` is the scanner's field of view."""

    hu: Field
    tissue: Labels
    seen: NDArray[np.bool_]


def paint(
    kind: str, shape: tuple[int, int, int], middle: tuple[float, float, float], rng: np.random.Generator
) -> Scene:
    """Paint one patient through a window.

    Parameters
    ----------
    kind : str
        A key of `PAINTERS`.
    shape : (int, int, int)
        Voxels of the window.
    middle : (float, float, float)
        Its middle, mm (z, y, x).
    rng : numpy.random.Generator
        The only source of chance but the grain: equal states give equal patients, whatever the window.
    """
    origin = tuple(m - SPACING * (n - 1) / 2 for m, n in zip(middle, shape, strict=True))
    pose = rng.normal(0, 0.08, 3) * (1, 1.5, 0.7) if rng.random() < 0.9 else rng.normal(0, 0.3, 3)
    view = rng.uniform(90, 260) if rng.random() < 0.4 else 1e4
    centre = rng.normal(0, 15, 2)
    sheet = canvas(origin, shape, SPACING, pose, rng)
    PAINTERS[kind](sheet, rng)
    seen = (sheet.place[1] - centre[0]) ** 2 + (sheet.place[2] - centre[1]) ** 2 < view**2
    tissue = sheet.shares.argmax(axis=0).astype(np.uint8)
    tissue[~seen] = OUTSIDE
    return Scene(hu=sheet.hu, tissue=tissue, seen=seen)


def expose(scene: Scene, protocol: Protocol, rng: np.random.Generator) -> Field:
    """Scan a scene: HU float32 [z, y, x]; beyond the field of view the lowest value."""
    shown = scan(scene.hu, SPACING, protocol, rng)
    shown[~scene.seen] = FLOOR
    return np.round(shown)


def normalise(hu: Field) -> Field:
    """What the network reads: HU clipped to -1024 ... 2000, as 0 ... 1."""
    return (np.clip(hu, LOWEST, HIGHEST) - np.float32(LOWEST)) / np.float32(HIGHEST - LOWEST)


def draw_kind(rng: np.random.Generator) -> str:
    """Draw what to paint."""
    return str(rng.choice(["trunk", "head", "legs", "invention"], p=[0.45, 0.33, 0.07, 0.15]))


def draw_middle(kind: str, rng: np.random.Generator, reach: float = 1.0) -> tuple[float, float, float]:
    """Draw where a window looks; `reach` 0 keeps it on the patient's axis."""
    y, x = {"trunk": (85, 130), "head": (75, 60), "pillowed head": (90, 75), "legs": (60, 110), "invention": (60, 60)}[
        kind
    ]
    z = rng.uniform(*REGIONS[kind])
    return float(z), float(reach * rng.uniform(-y, y) * 1.15), float(reach * rng.uniform(-x, x) * 1.15)
