"""A trunk: chest, abdomen and pelvis of one synthetic patient, painted through whatever window the canvas shows.

z is 0 at the diaphragm: the chest reaches to 250, the abdomen to -230, the hip joints lie at -330.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapes import AIR, LUNG, OUTSIDE, SOFT, Box, Canvas, Column, Cut, Ellipsoid, Joined, Point, Tube, turn
from skeleton import Rng, draw_stock, long_bone, metal, pelvis, ribs, shoulders, spine, tube


@dataclass(frozen=True, kw_only=True)
class Build:
    """A patient's size in mm, and the contrast medium given, in HU of the blood."""

    width: float
    depth: float
    fat: float
    wall: float
    blood: float
    lungs: tuple[float, float, float]  # radii z, y, x
    spine_y: float


def draw_build(rng: Rng) -> Build:
    """Draw one patient, lean to obese; half are given contrast medium."""
    fat = float(rng.choice([rng.uniform(3, 12), rng.uniform(10, 45)]))
    wall = rng.uniform(8, 20)
    width, depth = rng.uniform(115, 160), rng.uniform(80, 115)
    return Build(
        width=width,
        depth=depth,
        fat=fat,
        wall=wall,
        blood=rng.uniform(35, 55) if rng.random() < 0.5 else rng.uniform(110, 420),
        lungs=(rng.uniform(100, 145), depth * rng.uniform(0.8, 0.95), width * rng.uniform(0.42, 0.5)),
        spine_y=depth * rng.uniform(0.45, 0.58),
    )


def paint_trunk(canvas: Canvas, rng: Rng) -> None:
    """Paint a trunk with everything in it."""
    build, stock = draw_build(rng), draw_stock(rng)
    skin = _column(build, build.fat + build.wall, rng)
    surround(canvas, skin, build.depth + build.fat + build.wall, rng)
    if rng.random() < 0.4:
        _arms(canvas, build, rng)
    layers(canvas, skin, (rng.uniform(1, 2.5), build.fat, build.wall), rng)
    _lungs(canvas, build, rng)
    _heart_and_vessels(canvas, build, rng)
    _abdomen(canvas, build, rng)
    _pelvic_organs(canvas, build, rng)
    ribs(canvas, (0, build.depth * 0.98, build.width * 0.95), (20, 225), 0, stock, rng)
    spine(canvas, (-270, 330), (build.spine_y, build.depth + 0.6 * build.wall, rng.uniform(20, 26)), stock, rng)
    shoulders(canvas, 235, 0.15 * build.depth, build.width * 0.9, stock, rng)
    pelvis(canvas, -330, build.spine_y - 15, build.width, stock, rng)
    _airways(canvas, rng)
    _devices(canvas, build, rng)


def surround(canvas: Canvas, skin: Column | Joined, back: float, rng: Rng) -> None:
    """What lies round the patient and is none of him: table, mattress, blanket, cables."""
    if rng.random() < 0.75:
        y = back + rng.uniform(-3, 15)
        half = rng.uniform(180, 260)
        curve = rng.random() < 0.6
        top: Box | Cut = Box(centre=(0, y + 12, 0), half=(1500, rng.uniform(6, 14), half), rounding=6)
        if curve:
            radius = rng.uniform(250, 600)
            cradle = tube([(-1500, y - radius, 0), (1500, y - radius, 0)], radius + rng.uniform(12, 25))
            hollow = tube([(-1500, y - radius, 0), (1500, y - radius, 0)], radius)
            top = Cut(
                solid=Box(centre=(0, y, 0), half=(1500, 60, half), rounding=2), within=(cradle,), without=(hollow,)
            )
        shell, foam, inner = rng.uniform(-450, 250), rng.uniform(-980, -700), np.float32(rng.uniform(0.8, 2.5))
        found = canvas.distance(top, table=True)
        if found is not None:
            canvas.fill(*found, shell, OUTSIDE)
            canvas.fill(found[0], found[1] + inner, foam, OUTSIDE)
        if rng.random() < 0.6:
            pad = Box(centre=(0, y - 2, 0), half=(1500, rng.uniform(4, 10), half * 0.9), rounding=4)
            canvas.paint(pad, rng.uniform(-970, -750), OUTSIDE, (15, 3), table=True)
    covered, gap, thick, hu = rng.random() < 0.4, rng.uniform(-1, 8), rng.uniform(0.3, 1.5), rng.uniform(-950, -150)
    found = canvas.distance(skin) if covered else None
    if found is not None:
        window, distance = found
        sheet = np.abs(distance - np.float32(gap) - 5 * np.maximum(canvas.grain(25, window), -1)) - np.float32(thick)
        canvas.fill(window, np.maximum(sheet, canvas.grain(60, window) * 10), hu, OUTSIDE)
    if rng.random() < 0.5:
        _cushion(canvas, back, rng)
    for _ in range(int(rng.integers(0, 4))):
        start = rng.normal(0, 1, 3) * (250, 60, 120) - (0, back, 0)
        cable = tube([start, start + rng.normal(0, 60, 3), start + rng.normal(0, 120, 3)], rng.uniform(0.8, 3))
        canvas.paint(cable, float(rng.choice([rng.uniform(-300, 400), 3000])), OUTSIDE)


def _cushion(canvas: Canvas, back: float, rng: Rng) -> None:
    """A pillow, a wedge or folded cloth behind or beside the patient: as light as lung, and crumpled."""
    hu, crumple = rng.uniform(-985, -750), (rng.uniform(5, 90), float(rng.choice([2, 3, 5])))
    for _ in range(int(rng.integers(1, 5))):
        spot = (rng.uniform(-150, 150), back + rng.uniform(-40, 15), rng.uniform(-110, 110))
        half = rng.uniform((30, 8, 25), (200, 35, 120))
        part = Ellipsoid(centre=spot, radii=half, axes=turn(roll=rng.normal(0, 0.4)), power=rng.uniform(2, 5))
        canvas.paint(part, hu + rng.normal(0, 20), OUTSIDE, crumple)


def layers(canvas: Canvas, skin: Column | Joined, thickness: Point, rng: Rng) -> None:
    """Paint skin, subcutaneous fat, muscle of the wall and the fat that holds the organs."""
    hu = rng.uniform((-20, -120, 40, -115), (60, -85, 70, -70))
    streaks, split = (rng.uniform(4, 14), rng.uniform(2, 6)), rng.uniform(-1, 2)
    found = canvas.distance(skin)
    if found is None:
        return
    window, distance = found
    canvas.fill(window, distance, hu[0], SOFT)
    depth = np.float32(thickness[0])
    canvas.fill(window, distance + depth, hu[1], SOFT, streaks)
    depth = depth + np.float32(thickness[1]) * (1 + np.float32(0.25) * canvas.grain(20, window))
    canvas.fill(window, distance + depth, hu[2], SOFT, streaks)
    if split > 0:  # fat between the muscles of the wall
        between = np.abs(distance + depth + np.float32(0.5 * thickness[2])) - np.float32(split)
        canvas.fill(window, between, -90, SOFT)
    canvas.fill(window, distance + depth + np.float32(thickness[2]), hu[3], SOFT, streaks)


def _column(build: Build, wall: float, rng: Rng) -> Column:
    """The outline of the trunk, from the thighs to the neck."""
    levels = [-560, -420, -330, -200, -80, 60, 180, 245, 290, 330, 420]
    waist = rng.uniform(0.85, 1.15)
    widths = [0.8, 1.05, 1.15, 1.05, waist, 1.0, 1.0, 1.05, 0.85, 0.4, 0.36]
    depths = [0.85, 1.0, 1.05, 1.0, waist, 1.0, 0.95, 0.8, 0.65, 0.5, 0.5]
    return Column(
        levels=levels,
        width=[build.width * w + (wall if w > 0.5 else 8) for w in widths],
        depth=[build.depth * d + (wall if d > 0.5 else 5) for d in depths],
        shift=[0, 0, 0, 0, 0, 0, 0, 5, 10, 15, 10],
        power=rng.uniform(2.0, 2.9),
    )


def _arms(canvas: Canvas, build: Build, rng: Rng) -> None:
    """Arms along the trunk, touching it or not."""
    reach = build.width + build.fat + build.wall
    stock = draw_stock(rng)
    for side in (-1, 1):
        x = side * (reach * 1.02 + rng.uniform(35, 60))
        y = rng.uniform(-10, 40)
        skin = tube([(235, y, side * reach * 0.95), (60, y, x), (-150, y - 10, x), (-300, y - 20, x)], [55, 45, 40, 28])
        fat = np.float32(rng.uniform(4, 15))
        found = canvas.distance(skin)
        if found is not None:
            window, distance = found
            canvas.fill(window, distance, 20, SOFT)
            canvas.fill(window, distance + 2, -100, SOFT)
            canvas.fill(window, distance + fat, 55, SOFT, (8, 4))
        long_bone(canvas, [(230, y, side * reach * 0.95), (-40, y, x)], 11, stock, rng)
        long_bone(canvas, [(-55, y - 8, x - 10), (-290, y - 20, x - 10)], 7, stock, rng)
        long_bone(canvas, [(-55, y + 8, x + 10), (-290, y - 10, x + 12)], 7, stock, rng)


def _lungs(canvas: Canvas, build: Build, rng: Rng) -> None:
    """Lungs with vessels, nodules, emphysema, ground glass and, rarely, air or fluid in the pleural space."""
    long, deep, wide = build.lungs
    liver = Ellipsoid(
        centre=(-70, 0, -build.width * 0.3), radii=(rng.uniform(70, 115), deep * 0.95, build.width * 0.75)
    )
    left = Ellipsoid(centre=(-80, 0, build.width * 0.35), radii=(rng.uniform(70, 115), deep * 0.95, build.width * 0.7))
    hu, slope, texture = rng.uniform(-910, -730), rng.uniform(0, 1.2), (rng.uniform(10, 40), rng.uniform(1, 4))
    for side in (-1, 1):
        centre = (95, 0, side * (wide + rng.uniform(8, 16)))
        whole = Ellipsoid(centre=centre, radii=(long + 25, deep, wide), power=rng.uniform(2.1, 2.8))
        found = canvas.distance(Cut(solid=whole, without=(liver, left)))
        if found is not None:
            window, distance = found
            canvas.fill(window, distance, hu, LUNG, texture)
            canvas.hu[window] += np.clip(-distance, 0, 1) * np.clip(slope * canvas.body[(1, *window)], -60, 120)
        _inside_lung(canvas, side, centre, build, rng)
    for dome in (liver, left):
        canvas.paint(
            Cut(solid=dome, within=(Box(centre=(20, 0, 0), half=(70, 300, 300), rounding=1),)), 55, SOFT, (6, 5)
        )


def _inside_lung(canvas: Canvas, side: int, centre: Point, build: Build, rng: Rng) -> None:
    """Vessels, nodules and patches of one lung."""
    root = (110, 5, side * 32)
    radii = np.asarray(build.lungs)
    strokes = []
    for _ in range(int(rng.integers(25, 50))):
        way = rng.normal(0, 1, 3) * (1, 0.8, 0.5) + (0, 0, 0.8 * side)
        path, width = [np.asarray(root, float)], rng.uniform(2, 6.5)
        for _ in range(7):
            way = way / np.linalg.norm(way) + rng.normal(0, 0.35, 3)
            path.append(path[-1] + way * rng.uniform(9, 20))
        strokes.append((tube(path, list(width * np.array([1, 0.8, 0.62, 0.45, 0.33, 0.24, 0.17, 0.12]))), build.blood))
    for _ in range(int(rng.integers(0, 4))):
        spot = np.asarray(centre) + rng.normal(0, 0.35, 3) * radii
        strokes.append(
            (Ellipsoid(centre=spot, radii=rng.uniform(2, 16) * rng.uniform(0.7, 1.3, 3)), rng.uniform(0, 80))
        )
    patches = []
    for _ in range(int(rng.integers(0, 5))):
        spot = np.asarray(centre) + rng.normal(0, 0.4, 3) * radii
        patches.append((Ellipsoid(centre=spot, radii=rng.uniform(8, 45, 3)), float(rng.choice([-970, -620, -450]))))
    pleura, inset, hu = rng.random(), rng.uniform(0.3, 0.7), rng.uniform(0, 40)
    lung = Ellipsoid(centre=centre, radii=(build.lungs[0] + 22, build.lungs[1] - 3, build.lungs[2] - 3), power=2.3)
    for solid, density in patches:
        canvas.paint(Cut(solid=solid, within=(lung,)), density, LUNG, (25, 2))
    for solid, density in strokes:
        canvas.paint(Cut(solid=solid, within=(lung,)), density, SOFT)
    front = Box(centre=(95, -build.lungs[1], 0), half=(300, build.lungs[1] * inset, 300), rounding=1)
    if pleura < 0.04:
        canvas.paint(Cut(solid=lung, within=(front,)), -1000, AIR)
    elif pleura < 0.14:
        low = Box(centre=(20, build.lungs[1], 0), half=(100, build.lungs[1] * inset, 300), rounding=1)
        canvas.paint(Cut(solid=lung, within=(low,)), hu, SOFT)


def _heart_and_vessels(canvas: Canvas, build: Build, rng: Rng) -> None:
    """Mediastinum, heart with chambers, aorta, caval vein, pulmonary trunk; calcified walls."""
    deep = build.depth
    middle = Ellipsoid(centre=(160, 10, 0), radii=(110, deep * 0.75, rng.uniform(22, 38)), power=3)
    canvas.paint(middle, -95, SOFT, (15, 4))
    heart = Ellipsoid(
        centre=(55, -deep * 0.25, rng.uniform(15, 35)),
        radii=rng.uniform(42, 62, 3),
        axes=turn(rng.normal(0, 0.4), rng.normal(0, 0.4)),
    )
    canvas.paint(Ellipsoid(centre=heart.centre, radii=heart.radii + rng.uniform(2, 12), axes=heart.axes), -95, SOFT)
    canvas.paint(heart, 45, SOFT, (5, 4))
    for _ in range(4):
        chamber = heart.centre + rng.normal(0, 0.35, 3) * heart.radii
        canvas.paint(
            Cut(solid=Ellipsoid(centre=chamber, radii=rng.uniform(14, 26, 3)), within=(heart,)), build.blood, SOFT
        )
    aorta_y, radius = build.spine_y - 38, rng.uniform(9, 17)
    arch = [
        (80, 0, 5),
        (150, -10, -5),
        (185, 5, 8),
        (180, 30, 16),
        (150, aorta_y, 18),
        (0, aorta_y, 12),
        (-210, aorta_y, 5),
    ]
    paths = [
        tube(arch, [radius * 1.2, radius * 1.1, radius, radius, radius, radius * 0.9, radius * 0.75]),
        tube([(-220, aorta_y, -18), (20, aorta_y - 5, -20), (70, 0, -25), (190, -5, -25)], radius * 0.9),
        tube([(120, -20, 20), (125, 10, 0), (115, 10, -45)], [14, 12, 9]),
        tube([(125, 10, 10), (115, 12, 45)], [12, 9]),
        *(tube([(185, 5, s), (250, 5, 3 * s), (310, 10, 3 * s)], rng.uniform(3.5, 6)) for s in (-9, 9)),
        *(
            tube([(-210, aorta_y, 2 * s), (-290, aorta_y - 30, 40 * s), (-480, -40, 75 * s)], [9, 7, 5])
            for s in (-1, 1)
        ),
    ]
    plaques = rng.poisson(rng.choice([0, 6, 25]))
    for path in paths:
        canvas.paint(path, 45, SOFT)
        canvas.paint(Tube(points=path.points, radii=path.radii - 1.5), build.blood + rng.normal(0, 15), SOFT, (4, 3))
    for _ in range(int(plaques)):
        segment = rng.integers(0, len(arch) - 1)
        t, way = rng.random(), rng.normal(0, 1, 3)
        spot = (1 - t) * np.asarray(arch[segment]) + t * np.asarray(arch[segment + 1])
        spot = spot + way / np.linalg.norm(way) * (radius - 1)
        canvas.paint(Ellipsoid(centre=spot, radii=rng.uniform(0.7, 3.5, 3)), rng.uniform(300, 1300), SOFT)


def _abdomen(canvas: Canvas, build: Build, rng: Rng) -> None:
    """Liver, spleen, kidneys, stomach and bowel, with contrast medium in blood or gut or neither."""
    wide, deep = build.width, build.depth
    rise = np.clip(0.35 * (build.blood - 45), 0, 70)
    liver = Ellipsoid(
        centre=(-65, -0.1 * deep, -0.42 * wide), radii=(rng.uniform(70, 95), 0.75 * deep, 0.5 * wide), power=2.3
    )
    canvas.paint(liver, 55 + rise, SOFT, (6, 4))
    for _ in range(int(rng.integers(0, 4))):
        spot = np.asarray(liver.centre) + rng.normal(0, 0.35, 3) * liver.radii
        canvas.paint(Ellipsoid(centre=spot, radii=rng.uniform(3, 20, 3)), rng.uniform(0, 140), SOFT)
    canvas.paint(Ellipsoid(centre=(-50, 0.4 * deep, 0.65 * wide), radii=(50, 30, 28)), 50 + rise, SOFT, (6, 4))
    bright = 32 + np.clip(rng.uniform(0.4, 0.9) * (build.blood - 45), 0, 220)
    for side in (-1, 1):
        kidney = (-105 + rng.normal(0, 10), build.spine_y - 15, side * rng.uniform(52, 68))
        canvas.paint(Ellipsoid(centre=kidney, radii=(52, 26, 27)), bright, SOFT, (6, 3))
        canvas.paint(Ellipsoid(centre=kidney, radii=(25, 9, 9)), rng.choice([-80, 10, 350]), SOFT)
        if rng.random() < 0.1:
            canvas.paint(Ellipsoid(centre=kidney, radii=rng.uniform(1.5, 8, 3)), rng.uniform(300, 1200), SOFT)
    _stomach(canvas, (-45, -0.25 * deep, 0.4 * wide), rng.uniform(22, 45, 3), rng)
    for _ in range(int(rng.integers(5, 12))):
        start = np.array([rng.uniform(-260, -90), rng.uniform(-0.8, 0.25) * deep, rng.uniform(-0.75, 0.75) * wide])
        _bowel(canvas, start, rng.uniform(8, 16), rng)
    for side in (-1, 1):  # ascending and descending colon, wider and with gas
        colon = [(-260, 0.15 * deep, side * 0.75 * wide), (-90, 0.25 * deep, side * 0.78 * wide)]
        _gut(canvas, tube([*colon, (-80, -0.5 * deep, side * 0.2 * wide)], rng.uniform(14, 32)), rng)


def _stomach(canvas: Canvas, centre: Point, radii: Point, rng: Rng) -> None:
    """A stomach with fluid behind, gas in front of a level."""
    canvas.paint(Ellipsoid(centre=centre, radii=radii), 45, SOFT)
    inner = Ellipsoid(centre=centre, radii=np.asarray(radii) - rng.uniform(2, 6))
    canvas.paint(inner, rng.choice([5, 30, rng.uniform(150, 500)]), SOFT, (5, 4))
    front = Box(centre=(centre[0], centre[1] - 200, 0), half=(300, 200 + rng.uniform(-25, 20), 400), rounding=0.5)
    canvas.paint(Cut(solid=inner, within=(front,)), -1000, AIR)


def _bowel(canvas: Canvas, start: Point, radius: float, rng: Rng) -> None:
    """A loop of small bowel."""
    path, way = [np.asarray(start, float)], rng.normal(0, 1, 3)
    for _ in range(int(rng.integers(3, 8))):
        way = way / np.linalg.norm(way) + rng.normal(0, 0.7, 3)
        path.append(path[-1] + way * rng.uniform(12, 30) * (0.6, 1, 1))
    _gut(canvas, tube(path, radius), rng)


def _gut(canvas: Canvas, loop: Tube, rng: Rng) -> None:
    """Wall and content: fluid, contrast medium, stool with small bubbles, gas, or gas over fluid."""
    canvas.paint(loop, 40, SOFT)
    inner = Tube(points=loop.points, radii=loop.radii - rng.uniform(1.2, 3))
    kind = rng.random()
    canvas.paint(inner, rng.uniform(120, 600) if 0.3 < kind < 0.45 else rng.uniform(-10, 40), SOFT, (5, 3))
    if kind > 0.75:
        canvas.paint(inner, -1000, AIR)
    elif kind > 0.55:
        level = loop.points[:, 1].mean() + rng.uniform(-0.6, 0.3) * loop.radii[0]
        front = Box(centre=(0, level - 300, 0), half=(900, 300, 900), rounding=0.5)
        canvas.paint(Cut(solid=inner, within=(front,)), -1000, AIR)
    elif kind > 0.45:
        canvas.paint(inner, rng.uniform(-150, 20), SOFT, (rng.uniform(60, 160), 3))
    for _ in range(int(rng.integers(0, 5))):
        spot = loop.points[rng.integers(len(loop.points))] + rng.normal(0, 0.3, 3) * loop.radii[0]
        canvas.paint(Ellipsoid(centre=spot, radii=rng.uniform(1.5, 7, 3)), -1000, AIR)


def _pelvic_organs(canvas: Canvas, build: Build, rng: Rng) -> None:
    """Bladder, uterus or prostate, rectum, muscles of buttock and thigh."""
    hip = build.spine_y
    for side in (-1, 1):
        gluteus = Ellipsoid(centre=(-320, hip + 20, side * 0.6 * build.width), radii=(90, 40, 60))
        canvas.paint(gluteus, 55, SOFT, (10, 4))
        canvas.paint(
            tube([(-330, -10, side * 0.7 * build.width), (-560, 0, side * 0.55 * build.width)], 60), 55, SOFT, (8, 5)
        )
        canvas.paint(tube([(-80, hip - 5, side * 38), (-270, hip - 50, side * 60)], [16, 24]), 55, SOFT)
    canvas.paint(Ellipsoid(centre=(-300, -25, 0), radii=rng.uniform(20, 50, 3)), rng.choice([5, 10, 400]), SOFT)
    canvas.paint(Ellipsoid(centre=(-310, 20, 0), radii=rng.uniform(18, 35, 3)), 50, SOFT)
    _gut(canvas, tube([(-390, 45, 0), (-300, 50, rng.normal(0, 10)), (-250, 30, 15)], rng.uniform(12, 24)), rng)


def _airways(canvas: Canvas, rng: Rng) -> None:
    """Trachea, main bronchi, a few branches; gullet, now and then with air."""
    fork, radius = (135, 18, 0), rng.uniform(6.5, 10)
    branches = [([(330, 12, 0), (230, 12, 0), fork], [radius, radius, radius])]
    for side in (-1, 1):
        hilum = np.array([105, 20, side * 38.0])
        branches.append(([fork, hilum], [radius * 0.8, radius * 0.65]))
        for _ in range(5):
            way = rng.normal(0, 1, 3) * (30, 20, 15) + (0, 0, side * 25)
            branches.append(([hilum, hilum + way, hilum + 1.8 * way], [4, 2.5, 1.2]))
    for points, radii in branches:
        wall = rng.uniform(0.8, 2)
        canvas.paint(tube(points, [r + wall for r in radii]), 40, SOFT)
        canvas.paint(tube(points, radii), -1000, AIR)
    gullet = tube([(320, 28, 4), (120, 32, 6), (0, 25, 12)], rng.uniform(4, 9))
    canvas.paint(gullet, 45, SOFT)
    if rng.random() < 0.4:
        canvas.paint(tube([(250, 29, 4), (200, 30, 5)], rng.uniform(1.5, 4)), -1000, AIR)


def _devices(canvas: Canvas, build: Build, rng: Rng) -> None:
    """A pacemaker, a catheter, a tube: foreign to soft tissue, and metal only where it is metal."""
    if rng.random() < 0.1:
        metal(canvas, Ellipsoid(centre=(200, -build.depth - 2, 70), radii=(22, 5, 22), power=3), rng)
    if rng.random() < 0.2:
        canvas.paint(tube([(260, -30, -25), (180, -5, -25), (70, 0, -25)], 1.2), rng.uniform(300, 1500), SOFT)
