"""Legs, and bodies of no anatomy: what keeps the network from learning one patient by heart."""

from __future__ import annotations

import numpy as np
from shapes import AIR, BONE, LUNG, SOFT, Box, Canvas, Cut, Ellipsoid, Joined
from skeleton import Rng, draw_stock, long_bone, metal, paint_bone, tube
from trunk import layers, surround


def paint_legs(canvas: Canvas, rng: Rng) -> None:
    """Paint two legs from the thigh to the foot, knees at z = 0."""
    apart, thigh, calf = rng.uniform(50, 110), rng.uniform(48, 85), rng.uniform(38, 58)
    sides = [
        tube(
            [
                (420, 0, s * apart * 1.1),
                (60, 0, s * apart),
                (-20, 0, s * apart),
                (-120, 8, s * apart),
                (-380, 5, s * apart),
                (-420, -10, s * apart),
                (-425, -160, s * apart),
            ],
            [thigh * 1.2, thigh * 0.85, calf, calf * 1.1, 32, 38, 28],
        )
        for s in (-1, 1)
    ]
    stock = draw_stock(rng)
    surround(canvas, Joined(parts=tuple(sides)), thigh, rng)
    thickness = (rng.uniform(1, 2.5), rng.uniform(2, 22), 500.0)
    for s, skin in zip((-1, 1), sides, strict=True):
        x = s * apart
        layers(canvas, skin, thickness, rng)
        canvas.paint(
            Cut(
                solid=tube(
                    [(420, 5, x), (30, 8, x), (-60, 10, x), (-380, 15, x)], [thigh, thigh * 0.6, calf * 0.8, 18]
                ),
                within=(skin,),
            ),
            58,
            SOFT,
            (10, 5),
        )
        long_bone(canvas, [(430, 0, x), (22, 0, x)], rng.uniform(13, 16), stock, rng)
        for side in (-1, 1):
            paint_bone(canvas, Ellipsoid(centre=(16, 4, x + side * 18), radii=(22, 26, 17)), stock)
        canvas.paint(Ellipsoid(centre=(-8, 4, x), radii=(3.5, 24, 34)), 90, SOFT)
        paint_bone(canvas, Ellipsoid(centre=(-20, 4, x), radii=(14, 24, 34), power=3), stock)
        long_bone(canvas, [(-20, 4, x), (-370, 8, x)], rng.uniform(11, 14), stock, rng)
        long_bone(canvas, [(-30, 22, x + s * 26), (-380, 16, x + s * 22)], 5.5, stock, rng)
        paint_bone(canvas, Ellipsoid(centre=(18, -32, x), radii=(18, 9, 19)), stock)
        if rng.random() < 0.12:
            metal(canvas, Box(centre=(-8, 4, x), half=(8, 25, 35), rounding=4), rng)
        paint_bone(canvas, Ellipsoid(centre=(-395, 10, x), radii=(14, 24, 18)), stock)
        paint_bone(canvas, Ellipsoid(centre=(-420, 35, x), radii=(16, 22, 14)), stock)
        for toe in np.linspace(-18, 18, 5):
            path = [(-410, -20, x + 0.5 * toe), (-425, -80, x + toe), (-430, -150, x + 1.2 * toe)]
            paint_bone(canvas, tube(path, [8, 5, 4]), stock)
        canvas.paint(
            tube([(420, 20, x), (20, 25, x), (-60, 28, x)], rng.uniform(3, 6)), rng.choice([50, 250, 400]), SOFT
        )


def paint_invention(canvas: Canvas, rng: Rng) -> None:
    """Paint a body that nobody has: layers, bones, air and lung of any form in any place."""
    radii = rng.uniform((60, 40, 40), (400, 150, 190))
    skin = Ellipsoid(centre=(0, 0, 0), radii=radii, power=rng.uniform(2, 4))
    other = Ellipsoid(centre=rng.normal(0, 1, 3) * radii, radii=radii * rng.uniform(0.3, 0.8, 3))
    whole = Joined(parts=(skin, other))
    surround(canvas, whole, radii[1], rng)
    layers(canvas, whole, (rng.uniform(0.5, 3), rng.uniform(0, 30), rng.uniform(2, 60)), rng)
    inner = Ellipsoid(centre=(0, 0, 0), radii=radii - rng.uniform(4, 12), power=2)
    stock = draw_stock(rng)
    for _ in range(int(rng.integers(15, 60))):
        spot, size = rng.normal(0, 0.45, 3) * radii, rng.uniform(2, 45, 3) * rng.uniform(0.2, 1)
        axes, kind = None, rng.random()
        solid = Ellipsoid(centre=spot, radii=size, axes=axes, power=rng.uniform(2, 5))
        if kind < 0.35:
            path = [spot, spot + rng.normal(0, 25, 3), spot + rng.normal(0, 50, 3)]
            blob: Ellipsoid | object = tube(path, rng.uniform(2, 14))
        else:
            blob = solid
        held = Cut(solid=blob, within=(inner,))
        if kind < 0.2 or kind > 0.85:
            paint_bone(canvas, held, stock, rng.uniform(0.5, 2))
        elif kind < 0.4:
            canvas.paint(
                held, rng.choice([rng.uniform(-120, 100), rng.uniform(100, 600)]), SOFT, (rng.uniform(0, 20), 3)
            )
        elif kind < 0.6:
            canvas.paint(held, -1000, AIR)
        elif kind < 0.7 and min(size) > 8:
            canvas.paint(held, rng.uniform(-920, -650), LUNG, (30, 2))
        else:
            canvas.paint(held, rng.uniform(-130, 120), SOFT)
    for _ in range(int(rng.poisson(2))):
        canvas.paint(Ellipsoid(centre=rng.normal(0, 0.4, 3) * radii, radii=rng.uniform(1, 3, 3)), 700, BONE)
