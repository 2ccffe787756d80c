"""Bones: vertebrae, rib cage, shoulder girdle, pelvis, long bones, and the metal put into them.

Each function paints onto a canvas and draws its randomness from `rng` alone, so that a patient is the same through
every window. A bone is all that its cortex encloses, marrow too. Metal in the body counts as bone: no class of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapes import AIR, BONE, SOFT, Box, Canvas, Cut, Ellipsoid, Joined, Point, Tube, turn

Rng = np.random.Generator


@dataclass(frozen=True, kw_only=True)
class Stock:
    """What this patient's bones are made of: HU of compact and spongy bone, deviation of the sponge, cortex in mm."""

    compact: float
    sponge: float
    rough: float
    cortex: float


def draw_stock(rng: Rng) -> Stock:
    """Draw a patient's bone, from osteoporotic to young."""
    return Stock(
        compact=rng.uniform(450, 1300),
        sponge=rng.uniform(40, 330),
        rough=rng.uniform(10, 60),
        cortex=rng.uniform(0.5, 1.6),
    )


def tube(points: list[Point], radii: list[float] | float) -> Tube:
    """A tube through points, of one or of several radii."""
    path = np.asarray(points, float)
    return Tube(points=path, radii=np.broadcast_to(np.asarray(radii, float), (len(path),)))


def paint_bone(canvas: Canvas, solid: Ellipsoid | Box | Tube | Cut | Joined, stock: Stock, thick: float = 1.0) -> None:
    """Paint a bone of the patient's stock, its cortex `thick` times as thick as usual."""
    canvas.bone(solid, (stock.cortex * thick, stock.compact), (stock.sponge, stock.rough))


def vertebra(canvas: Canvas, centre: Point, size: float, back: float, stock: Stock, rng: Rng) -> float:
    """One vertebra: body, pedicles, arch, three processes that end before y = `back`; return its height, mm.

    `size` is the body's radius along x, mm.
    """
    z, y, x = centre
    height, skin = size * rng.uniform(0.95, 1.25), back
    tilt = turn(pitch=rng.normal(0, 0.12), yaw=rng.normal(0, 0.05))
    body = Ellipsoid(centre=centre, radii=(height / 2, 0.75 * size, size), axes=tilt, power=rng.uniform(3, 6))
    back = y + 0.7 * size
    canal = rng.uniform(8, 12)
    posterior = [
        tube([(z + 2, back, x + side * 0.65 * size), (z, back + 1.6 * canal, x + side * canal)], rng.uniform(3.5, 5.5))
        for side in (-1, 1)
    ]
    posterior += [
        tube(
            [(z, back + 1.6 * canal, x + side * canal), (z - 5, back + 2.2 * canal, x)],
            rng.uniform(2.5, 4),
        )
        for side in (-1, 1)
    ]
    posterior += [
        tube(
            [
                (z, back + 1.2 * canal, x + side * canal),
                (z - 2, back + 1.5 * canal, x + side * size * rng.uniform(1.3, 2.0)),
            ],
            [4, 3],
        )
        for side in (-1, 1)
    ]
    tip = (z - rng.uniform(5, 25), min(back + 2.2 * canal + rng.uniform(12, 28), skin), x)
    posterior.append(tube([(z - 5, back + 2.2 * canal, x), tip], [2.5, rng.uniform(2.5, 4.5)]))
    for part in posterior:
        paint_bone(canvas, part, stock)
    paint_bone(canvas, body, stock)
    canvas.paint(Ellipsoid(centre=(z, back + canal, x), radii=(height, 0.8 * canal, canal)), rng.uniform(15, 45), SOFT)
    return float(height)


def spine(canvas: Canvas, ends: tuple[float, float], place: tuple[float, float, float], stock: Stock, rng: Rng) -> None:
    """Vertebrae and discs between two levels (mm, z); now and then screws.

    `place` holds the y of the bodies, the y at which the processes end at the latest, and the lowest body's radius, mm.
    """
    (low, high), (y, back, size) = ends, place
    z = low
    screws = rng.random() < 0.08
    canvas.paint(tube([(low, y + 1.4 * size, 0), (high, y + 1.4 * size, 0)], 9), rng.uniform(15, 40), SOFT)
    while z < high:
        disc = Ellipsoid(centre=(z + size * 0.55 + 3, y, 0), radii=(6, 0.74 * size, size), power=3)
        canvas.paint(disc, rng.uniform(60, 120), SOFT)
        height = vertebra(canvas, (z, y, 0), size, back, stock, rng)
        if rng.random() < 0.2:  # a bony spur
            spur = Ellipsoid(centre=(z + height / 2, y - 0.7 * size, rng.normal(0, 8)), radii=(5, 3, 7))
            canvas.paint(spur, stock.compact, BONE)
        if screws:
            for side in (-1, 1):
                metal(canvas, tube([(z, y + 45, side * 20), (z, y - 8, side * 8)], 2.5), rng)
        z += height + rng.uniform(4, 9)
        size *= rng.uniform(0.95, 1.0)


def ribs(canvas: Canvas, cage: Point, levels: tuple[float, float], y: float, stock: Stock, rng: Rng) -> None:
    """Ten or more pairs of ribs on a cage of radii (z unused, y, x), with cartilages and a sternum."""
    _, depth, width = cage
    drop = rng.uniform(50, 110)
    number = int(rng.integers(10, 13))
    for index, z in enumerate(np.linspace(levels[0], levels[1], number)):
        shrink = 1 - 0.55 * max(0.0, (index - number + 4) / 4) ** 1.5
        for side in (-1, 1):
            angle = np.linspace(np.pi / 2, -rng.uniform(0.2, 0.33) * np.pi, 16)
            path = np.stack(
                [
                    z - drop * ((np.pi / 2 - angle) / np.pi) ** 1.2 + rng.normal(0, 2),
                    y + depth * shrink * np.sin(angle),
                    side * (width * shrink * np.cos(angle) ** 0.8 + 12),
                ],
                axis=1,
            )
            radius = rng.uniform(3.5, 5.5) * np.linspace(0.9, 1.15, len(path))
            paint_bone(canvas, Tube(points=path, radii=radius), stock, 0.7)
            end = path[-1]
            cartilage = tube([end, (end[0] + 8, y - depth * shrink, side * 18)], [5, 4])
            canvas.paint(cartilage, rng.uniform(70, 150), SOFT)
            if rng.random() < 0.08:  # calcified in part
                canvas.paint(Ellipsoid(centre=end - [0, 3, 0], radii=(5, 3, 5)), 400, BONE)
    plate = Box(
        centre=(sum(levels) / 2 + 25, y - depth, 0),
        half=(0.3 * (levels[1] - levels[0]), 5, rng.uniform(14, 20)),
        axes=turn(pitch=rng.uniform(-0.25, 0)),
        rounding=4,
    )
    paint_bone(canvas, plate, stock, 0.8)
    if rng.random() < 0.12:
        for z in np.linspace(*levels, 6)[1:-1]:
            metal(canvas, tube([(z, y - depth - 6, -8), (z, y - depth + 6, 8)], 0.7), rng)


def shoulders(canvas: Canvas, z: float, y: float, width: float, stock: Stock, rng: Rng) -> None:
    """Clavicles, scapulae and humeral heads at level `z`."""
    for side in (-1, 1):
        inner, outer = (z + 5, y - 45, side * 25), (z + 25, y - 10, side * width)
        middle = (z + 18, y - 50, side * 0.55 * width)
        paint_bone(canvas, tube([inner, middle, outer], rng.uniform(5, 7)), stock)
        blade = Ellipsoid(
            centre=(z - 45, y + 40, side * 0.72 * width),
            radii=(65, rng.uniform(2.5, 5), 45),
            axes=turn(roll=side * rng.uniform(0.4, 0.9)),
        )
        paint_bone(canvas, blade, stock, 0.8)
        paint_bone(canvas, Box(centre=(z - 20, y + 45, side * 0.8 * width), half=(5, 12, 35), rounding=4), stock)
        head = Ellipsoid(centre=(z - 12, y + 5, side * (width + 5)), radii=(23, 22, 22))
        canvas.paint(Ellipsoid(centre=head.centre, radii=(40, 42, 40)), 55, SOFT, (8, 5))
        paint_bone(canvas, head, stock)
        paint_bone(canvas, tube([head.centre, (z - 150, y, side * (width + 15))], [18, 11]), stock, 2.5)


def pelvis(canvas: Canvas, z: float, y: float, width: float, stock: Stock, rng: Rng) -> None:
    """Iliac wings, sacrum, acetabula, pubis, ischium, femora; `z` is the level of the hip joints."""
    sacrum = Ellipsoid(centre=(z + 60, y + 25, 0), radii=(55, 20, 48), axes=turn(pitch=rng.uniform(-0.6, -0.2)))
    paint_bone(canvas, sacrum, stock)
    for side in (-1, 1):
        bulge = Ellipsoid(centre=(z + 85, y - 35, side * 20), radii=(95, 85, width * 0.98))
        inner = Ellipsoid(centre=(z + 85, y - 38, side * (20 - rng.uniform(5, 10))), radii=(96, 88, width * 0.98))
        half = Box(centre=(z + 85, y - 10, side * (width * 0.62 + 20)), half=(72, 62, width * 0.5), rounding=25)
        paint_bone(canvas, Cut(solid=half, within=(bulge,), without=(inner,)), stock)
        socket, hip = (z, y - 20, side * 0.62 * width), (z, y - 22, side * 0.68 * width)
        paint_bone(
            canvas,
            Cut(
                solid=Ellipsoid(centre=socket, radii=(36, 34, 30)),
                without=(Ellipsoid(centre=(z - 4, y - 22, side * (0.68 * width + 4)), radii=(27, 27, 28)),),
            ),
            stock,
        )
        paint_bone(canvas, tube([socket, (z - 35, y - 70, side * 8)], [13, 9]), stock)
        paint_bone(canvas, tube([(z - 10, y, side * 0.6 * width), (z - 65, y - 5, side * 0.42 * width)], 15), stock)
        paint_bone(canvas, tube([(z - 65, y - 5, side * 0.42 * width), (z - 40, y - 65, side * 12)], [12, 8]), stock)
        trochanter = (z - 40, y - 15, side * (0.68 * width + 45))
        if rng.random() < 0.08:
            metal(canvas, Ellipsoid(centre=hip, radii=(22, 22, 22)), rng)
            metal(canvas, tube([hip, trochanter, (z - 180, y - 15, side * 0.85 * width)], [9, 10, 6]), rng)
            continue
        paint_bone(canvas, Ellipsoid(centre=hip, radii=(23, 23, 23)), stock)
        paint_bone(canvas, tube([hip, trochanter], [15, 19]), stock)
        long_bone(canvas, [trochanter, (z - 420, y - 15, side * 0.75 * width)], 15, stock, rng)


def long_bone(canvas: Canvas, ends: list[Point], radius: float, stock: Stock, rng: Rng) -> None:
    """A shaft with thick cortex, fatty marrow, and spongy wider ends."""
    first, last = (np.asarray(end, float) for end in ends)
    path = first + np.linspace(0, 1, 9)[:, None] * (last - first)
    path[1:-1] += rng.normal(0, 0.06 * radius, (7, 3))
    flare = np.array([1.7, 1.35, 1.05, 1, 1, 1, 1.05, 1.35, 1.7])
    outer = Tube(points=path, radii=radius * flare)
    paint_bone(canvas, outer, stock, 1.2)
    wall = rng.uniform(0.2, 0.4) * radius
    canvas.bone(
        Tube(points=path[1:-1], radii=radius * flare[1:-1]),
        (wall, stock.compact + rng.uniform(200, 500)),
        (rng.uniform(-80, 60), 15),
    )


def metal(canvas: Canvas, solid: Ellipsoid | Box | Tube, rng: Rng) -> None:
    """An implant; what scanners show of it is clipped or not."""
    canvas.paint(solid, float(rng.choice([2500.0, 3071.0, 8000.0, 15000.0])), BONE)


def cells(canvas: Canvas, centre: Point, radii: Point, count: int, size: tuple[float, float], rng: Rng) -> None:
    """Air cells scattered in an ellipsoid, as in the mastoid and the ethmoid."""
    for _ in range(count):
        way = rng.normal(0, 1, 3)
        spot = np.asarray(centre) + way / np.linalg.norm(way) * rng.random() ** (1 / 3) * np.asarray(radii)
        canvas.paint(Ellipsoid(centre=spot, radii=rng.uniform(*size, 3)), -1000, AIR)


def teeth(canvas: Canvas, z: float, y: float, width: float, rng: Rng) -> None:
    """Two rows of teeth on an arch open to the back, some missing, some filled; `y` is the front."""
    filled = rng.uniform(0, 0.3) if rng.random() < 0.5 else 0.0
    kept = rng.uniform(0.4, 1.0) if rng.random() < 0.9 else 0.0
    for row in (-1, 1):
        for t in np.linspace(-1, 1, 14):
            angle = t * 1.35
            root = (z + row * 16, y + 48 * (1 - np.cos(angle)) + 4, width * np.sin(angle))
            crown = (z + row * 2, root[1] - 2, root[2])
            if rng.random() > kept:
                continue
            radius = rng.uniform(2.6, 4.2)
            canvas.paint(tube([root, crown], [0.6 * radius, radius]), rng.uniform(1300, 2200), BONE)
            canvas.paint(tube([(z + row * 9, crown[1], crown[2]), crown], radius), rng.uniform(1800, 3000), BONE)
            if rng.random() < filled:
                metal(canvas, Ellipsoid(centre=crown, radii=(3, radius, radius)), rng)
