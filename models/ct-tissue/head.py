"""A head and neck of one synthetic patient. The origin is the middle of the brain case.

Air of the nose, the sinuses, the mouth, the ears and the throat is air inside the body, as far as the nostrils, the
lips and the ear canal's opening.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapes import AIR, BONE, OUTSIDE, SOFT, Box, Canvas, Column, Cut, Ellipsoid, Joined, Tube, turn
from skeleton import Rng, Stock, cells, draw_stock, metal, paint_bone, spine, teeth, tube
from trunk import layers, surround


@dataclass(frozen=True, kw_only=True)
class Skull:
    """A head's size in mm: radii of the brain case, and where the face stands."""

    high: float
    deep: float
    wide: float
    front: float  # y of the cheeks' surface
    chin: float  # z of the chin
    mouth: float  # z of the bite


def draw_skull(rng: Rng) -> Skull:
    """Draw one head."""
    deep = rng.uniform(82, 100)
    return Skull(
        high=rng.uniform(68, 84),
        deep=deep,
        wide=rng.uniform(64, 78),
        front=-deep * rng.uniform(0.92, 1.02),
        chin=rng.uniform(-132, -112),
        mouth=rng.uniform(-102, -92),
    )


def paint_head(canvas: Canvas, rng: Rng) -> None:
    """Paint a head with everything in it."""
    skull, stock = draw_skull(rng), draw_stock(rng)
    stock = Stock(compact=max(stock.compact, 700), sponge=stock.sponge + 150, rough=stock.rough, cortex=stock.cortex)
    skin = _outline(skull, rng)
    surround(canvas, Joined(parts=skin[:2]), skull.deep + 8, rng)
    if rng.random() < 0.75:
        _holder(canvas, skull, rng)
    for part in skin[2:]:
        canvas.paint(part, rng.uniform(-20, 60), SOFT)
    layers(canvas, Joined(parts=skin[:2]), (rng.uniform(1, 2.5), rng.uniform(1.5, 6), rng.uniform(3, 9)), rng)
    _muscles(canvas, skull, rng)
    _case(canvas, skull, stock, rng)
    neck = Stock(compact=stock.compact, sponge=stock.sponge, rough=20, cortex=0.8)
    spine(canvas, (-230, -78), (22, 56, rng.uniform(11, 15)), neck, rng)
    _base(canvas, skull, stock, rng)
    _face(canvas, skull, stock, rng)
    _nose(canvas, skull, stock, rng)
    _mouth_and_throat(canvas, skull, stock, rng)


def paint_pillowed_head(canvas: Canvas, rng: Rng) -> None:
    """Paint a head in a holder that is filled with foam or cloth, nearly as light as air or as light as lung."""
    ends = np.array([[-300.0, rng.uniform(0, 30), rng.normal(0, 6)]] * 2)
    ends[1, 0] = rng.uniform(60, 150)
    radius, half = (
        rng.uniform(78, 125),
        Box(centre=(0, 200 + rng.uniform(-30, 50), 0), half=(400, 200, 300), rounding=1),
    )
    hollow = Tube(points=ends, radii=np.array([radius, radius]))
    shell = Tube(points=ends, radii=hollow.radii + rng.uniform(1.5, 6))
    canvas.paint(Cut(solid=shell, within=(half,), without=(hollow,)), rng.uniform(-300, 300), OUTSIDE)
    grain = (rng.uniform(3, 60), float(rng.choice([2, 3, 5])))
    if rng.random() < 0.8:
        canvas.paint(Cut(solid=hollow, within=(half,)), rng.uniform(-995, -850), OUTSIDE, grain)
    paint_head(canvas, rng)


def _outline(skull: Skull, rng: Rng) -> tuple[Ellipsoid | Column | Joined, ...]:
    """Head and face, neck, and the small parts that stand out: nose, ears."""
    scalp = rng.uniform(4, 9)
    case = Ellipsoid(centre=(0, 0, 0), radii=(skull.high + scalp, skull.deep + scalp, skull.wide + scalp))
    face = Ellipsoid(
        centre=((skull.chin - 15) / 2, skull.front + 58, 0),
        radii=(-skull.chin / 2 + 22, 58, skull.wide * rng.uniform(0.8, 0.95)),
        power=rng.uniform(2.4, 3.2),
    )
    neck = Column(
        levels=(-420, -240, -200, -60, -20),
        width=(160, 150, 62, 60, 50),
        depth=(110, 100, 58, 55, 50),
        shift=(15, 15, 12, 12, 12),
    )
    temples = Ellipsoid(centre=(-52, 10, 0), radii=(48, 70, skull.wide * rng.uniform(0.95, 1.05)), power=2.5)
    nose = Ellipsoid(centre=(-64, skull.front + 6, 0), radii=(22, 22, 15), axes=turn(pitch=-0.4))
    ears = [
        Ellipsoid(
            centre=(-50, 18, side * (skull.wide + rng.uniform(1, 6))),
            radii=(30, 16, rng.uniform(2.5, 6)),
            axes=turn(roll=side * rng.uniform(-0.6, 0.2)),
        )
        for side in (-1, 1)
    ]
    return Joined(parts=(case, face, temples)), neck, nose, *ears


def _holder(canvas: Canvas, skull: Skull, rng: Rng) -> None:
    """A shell of plastic and foam behind the head, outside."""
    radius, gap = skull.wide + rng.uniform(14, 40), rng.uniform(2, 5)
    back = rng.uniform(0, 30)
    outer = tube([(-150, back, 0), (130, back, 0)], radius + gap + rng.uniform(3, 18))
    shell = Cut(
        solid=outer,
        within=(Box(centre=(0, 200, 0), half=(130, 200 - rng.uniform(0, 40), 300), rounding=1),),
        without=(tube([(-150, back, 0), (130, back, 0)], radius),),
    )
    hard, foam = rng.uniform(-300, 250), rng.uniform(-980, -750)
    found = canvas.distance(shell)
    if found is not None:
        canvas.fill(*found, hard, OUTSIDE)
        canvas.fill(found[0], found[1] + np.float32(0.4 * gap), foam, OUTSIDE)


def _muscles(canvas: Canvas, skull: Skull, rng: Rng) -> None:
    """Muscles of neck and jaw, parotid glands, and the neck's great vessels."""
    blood = rng.uniform(40, 60) if rng.random() < 0.5 else rng.uniform(120, 450)
    for side in (-1, 1):
        parts = [
            (tube([(-60, 45, side * 28), (-260, 35, side * 25)], 22), 55.0),
            (tube([(-60, 25, side * 60), (-240, -20, side * 22)], 10), 55.0),
            (tube([(-58, -40, side * 52), (skull.chin + 20, -28, side * 48)], 9), 60.0),
            (Ellipsoid(centre=(-80, 0, side * 55), radii=(22, 14, 10)), rng.uniform(-30, 40)),
            (tube([(-70, 5, side * 24), (-260, 5, side * 28)], rng.uniform(3, 6)), blood),
            (tube([(-70, 12, side * 32), (-260, 8, side * 36)], rng.uniform(3, 8)), blood),
        ]
        for solid, hu in parts:
            canvas.paint(solid, hu, SOFT, (6, 4))


def _case(canvas: Canvas, skull: Skull, stock: Stock, rng: Rng) -> None:
    """Brain case of two tables with spongy bone between, brain, ventricles, falx; now and then a gap in the bone."""
    radii = np.array([skull.high, skull.deep, skull.wide])
    thick = np.array([rng.uniform(4, 8), rng.uniform(4, 9), rng.uniform(2, 5)])
    outer = Ellipsoid(centre=(0, 0, 0), radii=radii)
    inner = Ellipsoid(centre=(0, 0, 0), radii=radii - thick)
    sponge = (
        Ellipsoid(centre=(0, 0, 0), radii=radii - 0.35 * thick),
        Ellipsoid(centre=(0, 0, 0), radii=radii - 0.7 * thick),
    )
    whole = Cut(solid=outer, without=(inner,))
    if rng.random() < 0.15:  # a burr hole or a lost flap
        way = rng.normal(0, 1, 3) * (0.5, 1, 1) + (0.7, 0, 0)
        spot = way / np.linalg.norm(way) * radii
        whole = Cut(solid=outer, without=(inner, Ellipsoid(centre=spot, radii=[rng.uniform(5, 35)] * 3)))
    canvas.paint(whole, stock.compact + rng.uniform(100, 500), BONE, (60, 4))
    canvas.paint(
        Cut(solid=sponge[0], within=(whole,), without=(sponge[1],)), stock.sponge + rng.uniform(50, 300), BONE, (60, 3)
    )
    canvas.paint(inner, rng.uniform(26, 36), SOFT, (4, 3))
    canvas.paint(
        Cut(solid=inner, without=(Ellipsoid(centre=(0, 0, 0), radii=radii - thick - rng.uniform(1, 6)),)),
        10,
        SOFT,
        (5, 3),
    )
    for side in (-1, 1):
        canvas.paint(Ellipsoid(centre=(5, 0, side * 12), radii=(rng.uniform(6, 18), 38, rng.uniform(4, 10))), 6, SOFT)
    canvas.paint(Box(centre=(25, 0, 0), half=(skull.high - 30, skull.deep - 15, 0.7), rounding=0.3), 65, SOFT)
    for _ in range(int(rng.integers(0, 5))):  # choroid plexus, pineal gland, vessels, bleeding
        spot = rng.normal(0, 1, 3) * (15, 30, 15)
        canvas.paint(Ellipsoid(centre=spot, radii=rng.uniform(1, 5, 3)), rng.choice([75, 150, 500]), SOFT)
    if rng.random() < 0.15:
        canvas.paint(
            Cut(solid=Ellipsoid(centre=(rng.normal(0, 20), -0.7 * skull.deep, 10), radii=(8, 6, 14)), within=(inner,)),
            -1000,
            AIR,
        )


def _base(canvas: Canvas, skull: Skull, stock: Stock, rng: Rng) -> None:
    """Base of the skull: floor, petrous and mastoid bones with air cells, sphenoid with its sinus, ear canals."""
    level = rng.uniform(-50, -42)
    floor = Ellipsoid(centre=(level + 6, 5, 0), radii=(rng.uniform(3, 6), 0.75 * skull.deep, 0.82 * skull.wide))
    paint_bone(canvas, floor, stock)
    below = Ellipsoid(centre=(level - 25, 10, 0), radii=(26, 40, 45))
    canvas.paint(
        Cut(solid=below, without=(Ellipsoid(centre=(0, 0, 0), radii=(skull.high, skull.deep, skull.wide)),)),
        50,
        SOFT,
        (10, 3),
    )
    canvas.paint(Ellipsoid(centre=(level - 2, 42, 0), radii=(22, 32, 45)), 32, SOFT)  # cerebellum
    canvas.paint(tube([(level + 15, 18, 0), (level - 50, 26, 0)], 12), 28, SOFT)
    clivus = tube([(level + 4, 0, 0), (level - 22, 12, 0)], [10, 6])
    paint_bone(canvas, clivus, stock)
    sphenoid = Ellipsoid(centre=(level, -14, 0), radii=(13, 18, 24), power=3)
    paint_bone(canvas, sphenoid, stock)
    for side in (-1, 1):
        petrous = tube([(level, 4, side * 14), (level - 2, 22, side * 58)], [6, rng.uniform(9, 13)])
        canvas.paint(petrous, stock.compact + rng.uniform(200, 900), BONE, (150, 2))
        mastoid = Ellipsoid(centre=(level - 14, 30, side * 56), radii=(24, 15, 12))
        paint_bone(canvas, mastoid, stock)
        if rng.random() < 0.85:
            cells(canvas, mastoid.centre, (16, 10, 8), int(rng.integers(10, 45)), (1, 4), rng)
        cells(canvas, (level, 18, side * 44), (4, 5, 6), 5, (1.5, 4), rng)
        canal = tube([(level - 3, 16, side * (skull.wide + 2)), (level - 1, 18, side * 46)], rng.uniform(2.5, 4.5))
        canvas.paint(canal, -1000, AIR)
        sinus = Ellipsoid(centre=(level, -15, side * 9), radii=rng.uniform((5, 7, 5), (11, 15, 10)))
        canvas.paint(sinus, 30, SOFT)
        if rng.random() < 0.85:
            canvas.paint(Ellipsoid(centre=sinus.centre, radii=sinus.radii - rng.uniform(0.2, 2)), -1000, AIR)
        joint = tube(
            [(level - 6, 6, side * 50), (level - 4, -42, side * 63), (level - 18, -62, side * 48)], rng.uniform(2.2, 4)
        )
        paint_bone(canvas, joint, stock)


def _face(canvas: Canvas, skull: Skull, stock: Stock, rng: Rng) -> None:
    """Orbits with eyes, frontal and maxillary sinuses, cheekbones."""
    front = skull.front + 16
    for side in (-1, 1):
        orbit = Ellipsoid(centre=(-38, front + 16, side * 32), radii=(18, 26, 19), axes=turn(roll=side * 0.3))
        rim = Ellipsoid(centre=orbit.centre, radii=np.asarray(orbit.radii) + rng.uniform(0.5, 2), axes=orbit.axes)
        open_front = Box(centre=(-38, front - 20, side * 32), half=(60, 24, 60), rounding=1)
        canvas.paint(Cut(solid=rim, without=(open_front,)), stock.compact, BONE)
        canvas.paint(orbit, -90, SOFT, (10, 3))
        eye = (-38, front + rng.uniform(-4, 4), side * 32)
        canvas.paint(Ellipsoid(centre=eye, radii=[rng.uniform(11, 13)] * 3), 45, SOFT)
        canvas.paint(Ellipsoid(centre=eye, radii=[10.5] * 3), 8, SOFT)
        canvas.paint(Ellipsoid(centre=(eye[0], eye[1] - 8, eye[2]), radii=(4.5, 2, 4.5)), rng.uniform(70, 120), SOFT)
        canvas.paint(tube([(-38, front + 10, side * 30), (-40, front + 42, side * 14)], 2.5), 40, SOFT)
        brow = tube([(-18, front + 2, side * 10), (-14, front + 6, side * 32), (-30, front + 16, side * 54)], [5, 5, 4])
        paint_bone(canvas, brow, stock)
        cheek = tube(
            [(-58, front + 6, side * 26), (-58, front + 14, side * 44), (-34, front + 18, side * 52)], [5, 8, 4]
        )
        paint_bone(canvas, cheek, stock)
        _antrum(canvas, (-70, front + 26, side * rng.uniform(25, 30)), stock, rng)
    if rng.random() < 0.85:
        wall = Ellipsoid(centre=(-20, front + 10, 0), radii=(22, 11, 34))
        paint_bone(canvas, wall, stock)
        for side in (-1, 1):
            reach = rng.uniform((4, 2.5, 4), (15, 8, 15))
            canvas.paint(Ellipsoid(centre=(-20, front + 10, side * (reach[2] + 1)), radii=reach), -1000, AIR)


def _antrum(canvas: Canvas, centre: tuple[float, float, float], stock: Stock, rng: Rng) -> None:
    """A maxillary sinus: thin bone, mucosa, air or fluid."""
    radii = rng.uniform((12, 13, 9), (20, 21, 15))
    power = rng.uniform(2, 3)
    wall, mucosa = rng.uniform(0.4, 2.0), rng.uniform(0, 3)
    full = rng.random()
    canvas.paint(Ellipsoid(centre=centre, radii=radii + wall, power=power), stock.compact, BONE)
    canvas.paint(Ellipsoid(centre=centre, radii=radii, power=power), rng.uniform(10, 45), SOFT)
    if full < 0.88:
        air = Ellipsoid(centre=centre, radii=radii - mucosa, power=power)
        level = Box(
            centre=(centre[0], centre[1] - 60, centre[2]), half=(90, 60 + rng.uniform(-5, 12), 90), rounding=0.5
        )
        canvas.paint(Cut(solid=air, within=(level,)) if full < 0.12 else air, -1000, AIR)


def _nose(canvas: Canvas, skull: Skull, stock: Stock, rng: Rng) -> None:
    """Nasal cavity with septum and conchae, ethmoid cells, nostrils."""
    front = skull.front + 6
    thin = rng.uniform(0.3, 1.0)
    cavity = Ellipsoid(centre=(-72, front + 38, 0), radii=(22, 42, rng.uniform(12, 17)), power=3)
    paint_bone(canvas, Ellipsoid(centre=cavity.centre, radii=np.asarray(cavity.radii) + thin, power=3), stock, 0.5)
    canvas.paint(cavity, 45, SOFT)
    canvas.paint(
        Ellipsoid(centre=cavity.centre, radii=np.asarray(cavity.radii) - rng.uniform(0.5, 2.5), power=3), -1000, AIR
    )
    for side in (-1, 1):
        for z in (-84, -73, -62):
            concha = tube([(z, front + 12, side * 7), (z + 2, front + 62, side * 7)], rng.uniform(1.8, 5))
            canvas.paint(concha, 45, SOFT)
            canvas.paint(tube([(z, front + 16, side * 8), (z + 2, front + 58, side * 8)], 0.7), 300, SOFT)
        nostril = tube(
            [(-82, front + 2, side * 6), (-76, front + 8, side * 6), (-78, front + 18, side * 6)], rng.uniform(2.5, 4.5)
        )
        canvas.paint(nostril, -1000, AIR)
    canvas.paint(
        Box(centre=(-70, front + 36, rng.normal(0, 1.5)), half=(24, 45, rng.uniform(0.7, 1.6)), rounding=0.5), 60, SOFT
    )
    canvas.paint(Box(centre=(-68, front + 50, 0), half=(20, 26, 0.5), rounding=0.2), 450, BONE)
    bridge = tube([(-40, front + 8, 0), (-55, front - 6, 0)], [5, 2.5])
    paint_bone(canvas, bridge, stock)
    labyrinth = Box(centre=(-46, front + 40, 0), half=(12, 22, 13), rounding=4)
    canvas.paint(labyrinth, rng.uniform(100, 500), BONE)
    for z in np.arange(-55, -36, rng.uniform(6, 10)):
        for y in np.arange(front + 22, front + 62, rng.uniform(7, 12)):
            for x in (-8.5, -2.5, 2.5, 8.5):
                spot = np.array([z, y, x]) + rng.normal(0, 0.7, 3)
                size = rng.uniform((2.5, 3, 2.2), (4.6, 5.5, 3.4))
                hu, tissue = (-1000, AIR) if rng.random() < 0.85 else (30, SOFT)
                canvas.paint(Ellipsoid(centre=spot, radii=size, power=3), hu, tissue)


def _mouth_and_throat(canvas: Canvas, skull: Skull, stock: Stock, rng: Rng) -> None:
    """Jaws with teeth, tongue, pharynx, larynx, windpipe, hyoid and thyroid."""
    front, z = skull.front + 10, skull.mouth
    width = rng.uniform(24, 30)
    arch = [(z + 12, front + 48 * (1 - np.cos(t * 1.35)) + 6, width * np.sin(t * 1.35)) for t in np.linspace(-1, 1, 11)]
    paint_bone(canvas, tube(arch, rng.uniform(5, 8)), stock)
    canvas.paint(Ellipsoid(centre=(z - 6, front + 42, 0), radii=(20, 34, 23)), 55, SOFT, (8, 4))
    palate = Ellipsoid(centre=(z + 17, front + 30, 0), radii=(rng.uniform(1.5, 3), 28, 22))
    paint_bone(canvas, palate, stock)
    jaw = [
        (-54, -6, -52),
        (skull.chin + 32, -12, -47),
        (skull.chin + 14, front + 42, -36),
        (skull.chin + 8, front + 8, -14),
        (skull.chin + 8, front + 8, 14),
        (skull.chin + 14, front + 42, 36),
        (skull.chin + 32, -12, 47),
        (-54, -6, 52),
    ]
    paint_bone(canvas, tube(jaw, [5, 6, 7, 8, 8, 7, 6, 5]), stock, 1.6)
    arch = [(p[0] - 26, p[1], p[2]) for p in arch]
    paint_bone(canvas, tube(arch, rng.uniform(5, 7)), stock)
    if rng.random() < 0.4:
        gap = Ellipsoid(centre=(z + 10, front + 35, 0), radii=(rng.uniform(1, 7), 26, 18))
        canvas.paint(gap, -1000, AIR)
    teeth(canvas, z, front, width, rng)
    throat = rng.uniform(4, 9)
    pharynx = tube(
        [(-70, front + 78, 0), (-88, 2, 0), (-130, 0, 0), (-165, -8, 0), (-420, 15, 0)],
        [throat, throat, throat * 1.2, 6, 8],
    )
    canvas.paint(pharynx, -1000, AIR)
    canvas.paint(Ellipsoid(centre=(-128, -8, 0), radii=(12, 1.5, 8), axes=turn(pitch=0.5)), 50, SOFT)
    paint_bone(canvas, tube([(-128, -8, -20), (-134, -28, 0), (-128, -8, 20)], 2.8), stock)
    for side in (-1, 1):
        cartilage = Ellipsoid(centre=(-155, -18, side * 11), radii=(16, 14, 2.2), axes=turn(roll=side * 0.5))
        canvas.paint(cartilage, rng.uniform(70, 250), SOFT, (30, 3))
        canvas.paint(Ellipsoid(centre=(-185, -6, side * 16), radii=(22, 11, 9)), rng.uniform(60, 140), SOFT)
    if rng.random() < 0.1:
        metal(canvas, Box(centre=(z, front + 10, 18), half=(2, 2, 6), rounding=1), rng)
