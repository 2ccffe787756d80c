"""Solids with signed distances, and a canvas that paints them with partial volume.

Points are (z, y, x) in mm: z to the head, y to the back, x to the patient's left. A distance is negative inside, and
only roughly metric far from a surface; its last millimetres beside the surface are what matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Field = NDArray[np.float32]
Point = Sequence[float]
Bounds = tuple[NDArray[np.float64], NDArray[np.float64]]
Window = tuple[slice, slice, slice]
CLASSES = 5
OUTSIDE, AIR, LUNG, SOFT, BONE = range(CLASSES)
FAR = np.float32(1e3)
GRAINS = (1.0, 2.0, 3.0, 5.0, 20.0, 60.0)  # mm


class Solid(Protocol):
    """A body in space."""

    def bounds(self) -> Bounds:
        """Lower and upper corner of a box that holds it."""

    def distance(self, z: Field, y: Field, x: Field) -> Field:
        """Signed distance of points in mm, negative inside."""


def turn(roll: float = 0.0, pitch: float = 0.0, yaw: float = 0.0) -> NDArray[np.float32]:
    """Rotation matrix for (z, y, x): about z, then x, then y; radians."""
    (cr, sr), (cp, sp), (cy, sy) = ((np.cos(a), np.sin(a)) for a in (roll, pitch, yaw))
    about_z = np.array([[1, 0, 0], [0, cr, -sr], [0, sr, cr]])
    about_x = np.array([[cp, -sp, 0], [sp, cp, 0], [0, 0, 1]])
    about_y = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    return (about_y @ about_x @ about_z).astype(np.float32)


def _local(centre: Point, axes: NDArray[np.float32] | None, z: Field, y: Field, x: Field) -> tuple[Field, Field, Field]:
    """Points in the solid's own axes."""
    p = (z - np.float32(centre[0]), y - np.float32(centre[1]), x - np.float32(centre[2]))
    if axes is None:
        return p
    a, b, c = (row[0] * p[0] + row[1] * p[1] + row[2] * p[2] for row in axes)
    return a, b, c


def _box_of(centre: Point, half: Point, axes: NDArray[np.float32] | None) -> Bounds:
    reach = np.asarray(half, float) if axes is None else np.abs(axes.T) @ np.asarray(half, float)
    return np.asarray(centre, float) - reach, np.asarray(centre, float) + reach


@dataclass(frozen=True, kw_only=True)
class Ellipsoid:
    """A superellipsoid; power 2 is an ellipsoid, larger ones are boxier."""

    centre: Point
    radii: Point
    axes: NDArray[np.float32] | None = None
    power: float = 2.0

    def bounds(self) -> Bounds:
        """Lower and upper corner."""
        return _box_of(self.centre, self.radii, self.axes)

    def distance(self, z: Field, y: Field, x: Field) -> Field:
        """Signed distance: the implicit function over the length of its gradient."""
        radii = [np.float32(max(r, 1e-3)) for r in self.radii]
        parts = [np.abs(p) / r for p, r in zip(_local(self.centre, self.axes, z, y, x), radii, strict=True)]
        n = self.power
        raised = [q * q if n == 2 else q ** np.float32(n) for q in parts]
        k = (raised[0] + raised[1] + raised[2]) ** np.float32(1 / n) + np.float32(1e-6)
        steep = sum((w / (np.maximum(q, 1e-6) * r)) ** 2 for w, q, r in zip(raised, parts, radii, strict=True))
        return (k - 1) * k ** np.float32(n - 1) / np.sqrt(steep + np.float32(1e-12))


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box with rounded edges."""

    centre: Point
    half: Point
    axes: NDArray[np.float32] | None = None
    rounding: float = 1.0

    def bounds(self) -> Bounds:
        """Lower and upper corner."""
        return _box_of(self.centre, self.half, self.axes)

    def distance(self, z: Field, y: Field, x: Field) -> Field:
        """Signed distance."""
        edge = np.float32(min(self.rounding, *self.half))
        local = _local(self.centre, self.axes, z, y, x)
        q = [np.abs(p) - np.float32(h) + edge for p, h in zip(local, self.half, strict=True)]
        outer = np.sqrt(sum(np.maximum(p, 0) ** 2 for p in q))
        return outer + np.minimum(np.maximum(np.maximum(q[0], q[1]), q[2]), 0) - edge


@dataclass(frozen=True, kw_only=True)
class Tube:
    """A chain of cones with round ends through `points` [n, 3] with `radii` [n]."""

    points: NDArray[np.float64]
    radii: NDArray[np.float64]

    def bounds(self) -> Bounds:
        """Lower and upper corner."""
        reach = self.radii[:, None]
        return (self.points - reach).min(axis=0), (self.points + reach).max(axis=0)

    def distance(self, z: Field, y: Field, x: Field) -> Field:
        """Signed distance to the nearest cone."""
        nearest = np.full(z.shape, FAR)
        for (a, b), (ra, rb) in zip(
            zip(self.points, self.points[1:], strict=False), zip(self.radii, self.radii[1:], strict=False), strict=True
        ):
            along = (b - a).astype(np.float32)
            length = np.float32(max(float(along @ along), 1e-6))
            p = (z - np.float32(a[0]), y - np.float32(a[1]), x - np.float32(a[2]))
            t = np.clip((p[0] * along[0] + p[1] * along[1] + p[2] * along[2]) / length, 0, 1)
            square = sum((q - t * s) ** 2 for q, s in zip(p, along, strict=True))
            nearest = np.minimum(nearest, np.sqrt(square) - (np.float32(ra) + t * np.float32(rb - ra)))
        return nearest


@dataclass(frozen=True, kw_only=True)
class Column:
    """A superelliptic column along z whose radii and centre follow `levels` (z rising)."""

    levels: Sequence[float]
    depth: Sequence[float]  # radius along y at each level
    width: Sequence[float]  # radius along x at each level
    shift: Sequence[float]  # y of the centre at each level
    x: float = 0.0
    power: float = 2.4

    def bounds(self) -> Bounds:
        """Lower and upper corner."""
        low = [
            self.levels[0],
            min(s - d for s, d in zip(self.shift, self.depth, strict=True)),
            self.x - max(self.width),
        ]
        high = [
            self.levels[-1],
            max(s + d for s, d in zip(self.shift, self.depth, strict=True)),
            self.x + max(self.width),
        ]
        return np.array(low, float), np.array(high, float)

    def distance(self, z: Field, y: Field, x: Field) -> Field:
        """Signed distance, radial within a level."""
        depth, width, shift = (
            np.interp(z, self.levels, values).astype(np.float32) for values in (self.depth, self.width, self.shift)
        )
        flat = Ellipsoid(centre=(0, 0, 0), radii=(1e6, 1, 1), power=self.power)
        scale = np.sqrt(depth * width)
        radial = flat.distance(np.zeros_like(z), (y - shift) / depth, (x - np.float32(self.x)) / width) * scale
        return np.maximum(np.maximum(radial, z - np.float32(self.levels[-1])), np.float32(self.levels[0]) - z)


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What lies in any of the parts."""

    parts: tuple[Solid, ...]

    def bounds(self) -> Bounds:
        """Lower and upper corner."""
        corners = [part.bounds() for part in self.parts]
        return np.min([low for low, _ in corners], axis=0), np.max([high for _, high in corners], axis=0)

    def distance(self, z: Field, y: Field, x: Field) -> Field:
        """Least distance of the parts."""
        return np.minimum.reduce([part.distance(z, y, x) for part in self.parts])


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What lies in `solid`, within `within` and in none of `without`."""

    solid: Solid
    within: tuple[Solid, ...] = ()
    without: tuple[Solid, ...] = ()

    def bounds(self) -> Bounds:
        """Corners of the solid."""
        return self.solid.bounds()

    def distance(self, z: Field, y: Field, x: Field) -> Field:
        """Greatest of the distances and the negated ones."""
        inside = [part.distance(z, y, x) for part in (self.solid, *self.within)]
        return np.maximum.reduce([*inside, *(-part.distance(z, y, x) for part in self.without)])


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """A grid of voxels with their HU and the share that each class has of them.

    `place` holds the scanner's coordinates [3, z, y, x], `body` those in the patient: turned, shifted and bent.
    """

    spacing: float
    place: Field
    body: Field
    margin: float  # how far the bending moves a point at most, mm
    matrix: NDArray[np.float32]  # patient = matrix @ (scanner - shift)
    shift: NDArray[np.float32]
    hu: Field
    shares: Field
    grains: dict[float, Field] = field(default_factory=dict)

    def window(self, bounds: Bounds, table: bool = False) -> Window | None:
        """The voxels that a box of patient (or scanner) coordinates can touch."""
        low, high = (np.asarray(b, float) for b in bounds)
        corners = np.array(
            [[(low, high)[i][0], (low, high)[j][1], (low, high)[k][2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)]
        )
        if not table:
            corners = corners @ self.matrix.astype(float) + self.shift
        reach = self.spacing + (0 if table else self.margin)
        first = self.place[:, 0, 0, 0]
        start = np.floor((corners.min(axis=0) - reach - first) / self.spacing).astype(int).clip(0, self.hu.shape)
        stop = (np.ceil((corners.max(axis=0) + reach - first) / self.spacing).astype(int) + 1).clip(0, self.hu.shape)
        if np.any(stop <= start):
            return None
        return slice(start[0], stop[0]), slice(start[1], stop[1]), slice(start[2], stop[2])

    def grain(self, size: float, window: Window) -> Field:
        """Smooth noise of standard deviation 1 and about `size` mm, the same for every caller of one size."""
        size = min(GRAINS, key=lambda known: abs(known - size))
        if size not in self.grains:
            state = np.random.default_rng(round(size * 1000) + self.hu.size)
            coarse = max(size / self.spacing, 0.6)
            white = state.standard_normal(self.hu.shape, dtype=np.float32)
            smooth = ndimage.gaussian_filter(white, coarse, truncate=2.5)
            self.grains[size] = smooth / (smooth.std() + 1e-6)
        return self.grains[size][window]

    def distance(self, solid: Solid, table: bool = False) -> tuple[Window, Field] | None:
        """Window of a solid and the signed distances in it; None if the grid does not meet it."""
        window = self.window(solid.bounds(), table)
        if window is None:
            return None
        points = (self.place if table else self.body)[(slice(None), *window)]
        return window, solid.distance(points[0], points[1], points[2])

    def paint(
        self, solid: Solid, hu: float, tissue: int, grain: tuple[float, float] = (0, 0), table: bool = False
    ) -> None:
        """Paint a solid: `grain` is the standard deviation (HU) and size (mm) of its texture."""
        found = self.distance(solid, table)
        if found is not None:
            self.fill(*found, hu, tissue, grain)

    def fill(
        self, window: Window, distance: Field, hu: float, tissue: int, grain: tuple[float, float] = (0, 0)
    ) -> None:
        """Paint where the distance is negative; voxels that the surface cuts get their share."""
        share = np.clip(np.float32(0.5) - distance / np.float32(self.spacing), 0, 1)
        if not share.any():
            return
        value = np.float32(hu) + np.float32(grain[0]) * self.grain(grain[1], window) if grain[0] else np.float32(hu)
        self.hu[window] += share * (value - self.hu[window])
        self.shares[(slice(None), *window)] *= 1 - share
        self.shares[(tissue, *window)] += share

    def bone(self, solid: Solid, cortex: tuple[float, float], marrow: tuple[float, float]) -> None:
        """Paint a bone: `cortex` is its thickness (mm) and HU, `marrow` HU and the deviation of its texture."""
        found = self.distance(solid)
        if found is None:
            return
        window, distance = found
        self.fill(window, distance, cortex[1], BONE, (0.06 * cortex[1], 3.0))
        self.fill(window, distance + np.float32(cortex[0]), marrow[0], BONE, (marrow[1], 2.0))


def canvas(origin: Point, shape: tuple[int, int, int], spacing: float, pose: Point, rng: np.random.Generator) -> Canvas:
    """Make an empty canvas: air, all of it outside.

    Parameters
    ----------
    origin : (float, float, float)
        Scanner coordinates of the first voxel's centre, mm.
    shape : (int, int, int)
        Voxels [z, y, x].
    spacing : float
        Edge of a voxel, mm.
    pose : (float, float, float)
        Roll, pitch and yaw of the patient, radians.
    rng : numpy.random.Generator
        Source of the patient's bends.
    """
    steps = [
        np.float32(o) + np.float32(spacing) * np.arange(n, dtype=np.float32) for o, n in zip(origin, shape, strict=True)
    ]
    place = np.stack(np.meshgrid(*steps, indexing="ij"))
    matrix, shift = turn(*pose), rng.normal(0, 5, 3).astype(np.float32)
    body = np.einsum("ij,jzyx->izyx", matrix, place - shift[:, None, None, None])
    margin = 0.0
    bends = []
    for length, height in (
        (rng.uniform(150, 320), 7),
        (rng.uniform(90, 200), 4),
        (rng.uniform(30, 70), 1.3),
        (rng.uniform(18, 30), 0.5),
    ):
        wave, way = rng.normal(0, 1, 3), rng.normal(0, 1, 3)
        wave *= 2 * np.pi / length / np.linalg.norm(wave)
        way *= rng.uniform(0.2, 1) * height / np.linalg.norm(way)
        phase = np.tensordot(wave.astype(np.float32), body, 1) + np.float32(rng.uniform(0, 2 * np.pi))
        bends.append((way.astype(np.float32), np.sin(phase)))
        margin += float(np.linalg.norm(way))
    for way, bend in bends:
        body += way[:, None, None, None] * bend
    shares = np.zeros((CLASSES, *shape), np.float32)
    shares[OUTSIDE] = 1
    return Canvas(
        spacing=spacing,
        place=place,
        body=body,
        margin=margin,
        matrix=matrix,
        shift=shift,
        hu=np.full(shape, -1000, np.float32),
        shares=shares,
    )
