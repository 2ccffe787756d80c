"""Synthetic frontal chest radiographs with their lung fields.

In: a size and a random generator. Out: picture float32 [y, x] (0 to 1, dense parts bright) and lung fields
bool [2, y, x]: 0 the lung at the image's left, 1 the other. Coordinates run from -1 to 1, x to the right, y down.
The lung field is what is seen as lung: bounded by chest wall, mediastinum, heart and diaphragm; opacities inside it
belong to it, gas in the stomach does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from exposure import collimate, expose
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

Field = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Chest:
    """Anatomy of one synthetic patient, in units of half the picture's width."""

    body_width: float
    body_depth: float
    apex: tuple[float, float]  # y of each lung's apex
    dome: tuple[float, float]  # y of each hemidiaphragm's top
    recess: tuple[float, float]  # depth of each costophrenic recess below the dome
    wall: tuple[float, float]  # x distance of each lung's lateral wall at its widest
    mediastinum: float  # half width of the upper mediastinum
    taper: float  # how fast the lung widens below its apex
    heart: tuple[float, float, float, float, float]  # centre x, y, radius x, y, tilt
    air: float  # part of the attenuation that lung lacks
    mirrored: bool


def draw_chest(rng: np.random.Generator) -> Chest:
    """Draw one patient; the heart lies to the image's right unless the picture is mirrored."""
    wall = rng.uniform(0.6, 0.84)
    dome = rng.uniform(0.22, 0.62)
    apex = rng.uniform(-0.86, -0.62)
    heart_size = rng.uniform(0.8, 1.4)
    return Chest(
        body_width=wall + rng.uniform(0.08, 0.45),
        body_depth=rng.uniform(2.2, 4.6),
        apex=(apex + rng.normal(0, 0.02), apex + rng.normal(0, 0.02)),
        dome=(dome - rng.uniform(-0.02, 0.08), dome + rng.uniform(-0.03, 0.06)),
        recess=(rng.uniform(0.12, 0.34), rng.uniform(0.12, 0.36)),
        wall=(wall * rng.uniform(0.93, 1.04), wall * rng.uniform(0.93, 1.04)),
        mediastinum=rng.uniform(0.07, 0.17),
        taper=rng.uniform(0.2, 0.46),
        heart=(
            rng.uniform(0.06, 0.17),
            dome - rng.uniform(-0.03, 0.14),
            rng.uniform(0.23, 0.32) * heart_size,
            rng.uniform(0.2, 0.31) * heart_size,
            rng.uniform(0.3, 0.9),
        ),
        air=rng.uniform(0.62, 0.85),
        mirrored=bool(rng.random() < 0.5),
    )


def radiograph(size: int, rng: np.random.Generator) -> tuple[Field, Mask]:
    """Make one radiograph of a drawn patient.

    Parameters
    ----------
    size : int
        Rows and columns.
    rng : numpy.random.Generator
        The only source of chance: equal states give equal pictures.

    Returns
    -------
    picture : float32 [y, x]
        0 to 1, dense parts bright.
    lungs : bool [2, y, x]
        Lung field at the image's left, at the image's right.
    """
    attenuation, lungs = attenuate(draw_chest(rng), size, rng)
    return collimate(expose(attenuation, rng), rng), lungs


def attenuate(chest: Chest, size: int, rng: np.random.Generator) -> tuple[Field, Mask]:
    """Project one patient, before any exposure.

    Parameters
    ----------
    chest : Chest
        The patient.
    size : int
        Rows and columns.
    rng : numpy.random.Generator
        Source of the view and of all that `chest` leaves open.

    Returns
    -------
    attenuation : float32 [y, x]
        Line integral of the linear attenuation coefficient, dimensionless.
    lungs : bool [2, y, x]
        Lung field at the image's left, at the image's right.
    """
    grid = _grid(size, rng)
    lungs = np.stack([_lung(chest, side, grid) for side in (0, 1)])
    attenuation = _soft_tissue(chest, lungs, grid, rng) + _bones(chest, grid, rng)
    attenuation += _devices(size, rng)
    if chest.mirrored:
        attenuation, lungs = attenuation[:, ::-1], lungs[::-1, :, ::-1]
    return attenuation.astype(np.float32), np.ascontiguousarray(lungs)


def _grid(size: int, rng: np.random.Generator) -> tuple[Field, Field]:
    """Coordinates x, y of a slightly turned, scaled, shifted and bent view."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j].astype(np.float32)
    angle, zoom = rng.normal(0, 0.045), rng.uniform(0.64, 1.12)
    shift = rng.normal(0, 0.05, 2)
    turned_x = (np.cos(angle) * x + np.sin(angle) * y) * zoom * rng.uniform(0.92, 1.08) + shift[0]
    turned_y = (np.cos(angle) * y - np.sin(angle) * x) * zoom + shift[1]
    bend = [ndimage.gaussian_filter(rng.normal(0, 1, (32, 32)), 5) * rng.uniform(0, 0.14) for _ in range(2)]
    bends = [ndimage.zoom(b, size / 32, order=1) for b in bend]
    return (turned_x + bends[0]).astype(np.float32), (turned_y + bends[1]).astype(np.float32)


def _lung(chest: Chest, side: int, grid: tuple[Field, Field]) -> Mask:
    """One lung field: between mediastinum, chest wall and diaphragm, without the heart."""
    x, y = grid
    outward = -x if side == 0 else x
    apex, dome, wall = chest.apex[side], chest.dome[side], chest.wall[side]
    down = np.clip((y - apex) / (dome + chest.recess[side] - apex), 0, 1)
    lateral = chest.mediastinum * 0.6 + (wall - chest.mediastinum * 0.6) * down**chest.taper
    medial = chest.mediastinum * (0.75 + 0.5 * np.abs(down - 0.3))
    middle = 0.5 * (wall + chest.mediastinum)
    reach = (outward - middle * 0.85) / (wall - middle * 0.85)
    floor = dome + chest.recess[side] * np.where(reach > 0, np.abs(reach) ** 2.1, 0.25 * np.abs(reach) ** 1.5)
    inside = (outward > medial) & (outward < lateral) & (y > apex) & (y < floor)
    return inside & ~_heart(chest, grid)


def _heart(chest: Chest, grid: tuple[Field, Field]) -> Mask:
    x, y = grid
    centre_x, centre_y, radius_x, radius_y, tilt = chest.heart
    across = (x - centre_x) * np.cos(tilt) + (y - centre_y) * np.sin(tilt)
    along = (y - centre_y) * np.cos(tilt) - (x - centre_x) * np.sin(tilt)
    ventricles = (across / radius_x) ** 2 + (along / radius_y) ** 2 < 1
    aortic_arch = ((x - 0.09) / 0.09) ** 2 + ((y - (chest.apex[1] + 0.36)) / 0.1) ** 2 < 1
    return ventricles | aortic_arch


def _soft_tissue(chest: Chest, lungs: Mask, grid: tuple[Field, Field], rng: np.random.Generator) -> Field:
    """Trunk, neck, breasts, lungs with vessels and opacities, heart, gas below the diaphragm."""
    x, y = grid
    size = x.shape[0]
    shoulder = np.clip((y - chest.apex[0] + rng.uniform(0.1, 0.35)) / 0.35, 0.28, 1) ** 0.5
    trunk = np.clip(1 - np.abs(x / (chest.body_width * shoulder)) ** 2.6, 0, None) ** 0.42 * chest.body_depth
    if rng.random() < 0.4:
        trunk = np.maximum(trunk, _arms(chest, grid, rng))
    for side in (-1, 1):
        if rng.random() < 0.35:
            breast = ((x - side * 0.45) / 0.34) ** 2 + ((y - rng.uniform(0.2, 0.5)) / 0.32) ** 2
            trunk = trunk + rng.uniform(0.15, 0.7) * np.clip(1 - breast, 0, 1) ** 0.5
    air = sum(_thickness(lung) for lung in lungs) * chest.air
    fraction = np.clip(air * (1 + 0.12 * _noise(size, 6, rng)), 0, 0.92)
    hidden = 1 - 0.12 * rng.random() * ndimage.gaussian_filter(_heart(chest, grid).astype(np.float32), size / 50)
    tissue = trunk * (1 - fraction) * (2 - hidden)
    tissue += _vessels(chest, lungs.any(axis=0), grid, rng) + _opacities(lungs, grid, rng) * trunk * 0.5
    return np.clip(tissue - _gas(chest, lungs, grid, rng) * trunk, 0.0, None)


def _thickness(lung: Mask) -> Field:
    """Relative depth of the lung at each pixel: 0 at its border, about 1 inside, rising quickly."""
    size = lung.shape[0]
    distance = ndimage.distance_transform_edt(lung) / size
    return np.clip(distance / 0.11, 0, 1) ** 0.4 * lung


def _arms(chest: Chest, grid: tuple[Field, Field], rng: np.random.Generator) -> Field:
    x, y = grid
    centre = chest.body_width + rng.uniform(0.05, 0.2) + 0.1 * y
    return np.clip(1 - ((np.abs(x) - centre) / 0.16) ** 2, 0, None) ** 0.5 * rng.uniform(1, 2) * (y > -0.75)


def _noise(size: int, scale: float, rng: np.random.Generator) -> Field:
    """Smooth noise with standard deviation 1."""
    smooth = ndimage.gaussian_filter(rng.normal(0, 1, (size, size)), size / 256 * scale)
    return (smooth / (smooth.std() + 1e-6)).astype(np.float32)


def _vessels(chest: Chest, lungs: Mask, grid: tuple[Field, Field], rng: np.random.Generator) -> Field:
    """Branching lines that leave the hila and thin out."""
    size = lungs.shape[0]
    canvas = Image.new("F", (size, size), 0.0)
    pen = ImageDraw.Draw(canvas)
    x, y = grid
    hilum_y = 0.5 * (chest.apex[0] + chest.dome[0]) + 0.05
    for side in (-1, 1):
        start = np.unravel_index(np.argmin((x - side * 0.17) ** 2 + (y - hilum_y) ** 2), x.shape)
        for _ in range(int(rng.integers(9, 18))):
            row, column, heading = float(start[0]), float(start[1]), rng.uniform(-1.5, 1.5)
            for step in range(7):
                heading += rng.normal(0, 0.3)
                end = (
                    column + side * np.cos(heading) * size * 0.05,
                    row + np.sin(heading) * size * 0.05,
                )
                width = max(1, round(size / 256 * (6 - 0.8 * step)))
                pen.line([(column, row), end], fill=0.55 - 0.06 * step, width=width)
                column, row = end
    drawn = ndimage.gaussian_filter(np.asarray(canvas, dtype=np.float32), size / 220)
    return drawn * ndimage.gaussian_filter(lungs.astype(np.float32), size / 100) * rng.uniform(0.4, 1.3)


def _opacities(lungs: Mask, grid: tuple[Field, Field], rng: np.random.Generator) -> Field:
    """Round masses and patchy consolidations inside the lungs; they stay part of the lung field."""
    x, y = grid
    total = np.zeros_like(x)
    inside = np.argwhere(lungs.any(axis=0))
    if len(inside) == 0 or rng.random() < 0.35:
        return total
    for _ in range(int(rng.integers(1, 9))):
        row, column = inside[rng.integers(len(inside))]
        radius = rng.uniform(0.03, 0.17)
        distance = np.hypot(x - x[row, column], (y - y[row, column]) * rng.uniform(0.8, 1.3)) / radius
        edge = rng.uniform(0.08, 0.6)
        total += np.clip((1 - distance) / edge, 0, 1) * rng.uniform(0.2, 1.0)
    if rng.random() < 0.4:
        total += np.clip(_noise(x.shape[0], 14, rng) - rng.uniform(0.5, 1.5), 0, 1) * rng.uniform(0.1, 0.5)
    return np.clip(total, 0, 1.1) * lungs.any(axis=0)


def _gas(chest: Chest, lungs: Mask, grid: tuple[Field, Field], rng: np.random.Generator) -> Field:
    """Trachea, stomach bubble and bowel gas: the part of the trunk that is air there; never inside the lungs."""
    x, y = grid
    total = 0.22 * (np.abs(x + 0.02) < rng.uniform(0.03, 0.06)) * (y < chest.apex[0] + rng.uniform(0.25, 0.5))
    if rng.random() < 0.6:
        centre = (rng.uniform(0.22, 0.5), chest.dome[1] + rng.uniform(0.1, 0.24))
        bubble = ((x - centre[0]) / rng.uniform(0.1, 0.24)) ** 2 + ((y - centre[1]) / rng.uniform(0.06, 0.16)) ** 2
        total = total + rng.uniform(0.2, 0.6) * np.clip((1 - bubble) * 3, 0, 1)
    for _ in range(int(rng.integers(0, 5))):
        bubble = ((x - rng.uniform(-0.6, 0.6)) / 0.12) ** 2 + ((y - rng.uniform(0.75, 1.1)) / 0.08) ** 2
        total = total + rng.uniform(0.1, 0.4) * np.clip(1 - bubble, 0, 1)
    smooth = ndimage.gaussian_filter(total.astype(np.float32), x.shape[0] / 180)
    return np.clip(smooth, 0, 0.8) * ~lungs.any(axis=0)


def _bones(chest: Chest, grid: tuple[Field, Field], rng: np.random.Generator) -> Field:
    """Spine, ribs, clavicles and scapulae as extra attenuation."""
    x, y = grid
    half = max(chest.wall) + 0.05
    spine = np.clip(1 - (x / rng.uniform(0.08, 0.12)) ** 2, 0, 1) ** 0.5
    bones = spine * rng.uniform(0.5, 1.3) * (1 + 0.25 * np.cos(y * rng.uniform(26, 34)))
    cage = np.clip((half - np.abs(x)) / 0.05, 0, 1) * (y > min(chest.apex) - 0.05)
    strength, spacing = rng.uniform(0.12, 0.45), rng.uniform(0.13, 0.18)
    rise, drop = rng.uniform(0.15, 0.4), rng.uniform(0.3, 0.7)
    thickness = rng.uniform(0.018, 0.032)
    for number in range(-1, 11):
        top = min(chest.apex) + number * spacing
        across = np.abs(x) / half
        behind = top - rise * across * (1 - across) + drop * across**2.4 * 0.6
        bones += strength * _band(y - behind, thickness) * cage
        ahead = top + 0.32 - drop * 0.75 * across**1.2 + 0.2
        bones += 0.55 * strength * _band(y - ahead, thickness * 1.2) * cage * (across > 0.35)
    tilt = rng.uniform(-0.25, 0.25)
    clavicle = y - (min(chest.apex) + rng.uniform(0.1, 0.26) - tilt * np.abs(x))
    bones += rng.uniform(0.25, 0.7) * _band(clavicle, 0.032) * (np.abs(x) > 0.07) * (np.abs(x) < 0.75)
    if rng.random() < 0.7:
        inner = rng.uniform(0.5, 0.75)
        blade = (np.abs(x) > inner + 0.25 * (y + 0.3)) * (y > -0.7) * (y < rng.uniform(-0.1, 0.2))
        bones += rng.uniform(0.1, 0.45) * ndimage.gaussian_filter(blade.astype(np.float32), x.shape[0] / 120)
    return bones * rng.uniform(0.5, 1.5)


def _band(distance: Field, half_width: float) -> Field:
    """A tube seen from the side: denser at its cortex."""
    inside = np.clip(1 - (distance / half_width) ** 2, 0, 1) ** 0.5
    cortex = np.exp(-(((np.abs(distance) - 0.8 * half_width) / (0.3 * half_width)) ** 2))
    return inside * 0.7 + cortex * 0.5


def _devices(size: int, rng: np.random.Generator) -> Field:
    """Tubes, wires and clips, in some pictures."""
    canvas = Image.new("F", (size, size), 0.0)
    if rng.random() < 0.3:
        pen = ImageDraw.Draw(canvas)
        for _ in range(int(rng.integers(1, 4))):
            points = [tuple(p) for p in (np.cumsum(rng.normal(0, size * 0.12, (5, 2)), axis=0) + size * 0.5)]
            pen.line(points, fill=float(rng.uniform(0.3, 2)), width=max(1, round(size / 200)))
    return ndimage.gaussian_filter(np.asarray(canvas, dtype=np.float32), size / 400)
