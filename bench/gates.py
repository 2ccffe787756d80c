"""How often the gates on pixels refuse what they should let pass, and let pass what they should refuse.

In: real images of test packages, what changes of them, and the generators of synthetic ones. Out: a table in
docs/acceptance.md. The gates are asked with the values that the page recommends.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from scipy import ndimage

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from radlane.domain.acceptance import Accepts, CutSide, Pixels, Polarity, StatedRange  # noqa: E402
from radlane.domain.image import Direction, Image  # noqa: E402
from radlane.domain.volume import Volume  # noqa: E402
from radlane.errors import InputRefused  # noqa: E402
from radlane.pipeline.acceptance import require_accepted  # noqa: E402
from support.page import write_part  # noqa: E402
from support.radiographs import real  # noqa: E402
from support.shown import generator, image, real_image, volume  # noqa: E402
from support.volumes import ch2, cranium, series, volume_of  # noqa: E402

PAGE, MARK = HERE.parent / "docs" / "acceptance.md", "made by bench/gates.py"
CT_SLICES = ("693_UNCI.dcm", "693_UNCR.dcm", "explicit_VR-UN.dcm")
GATES = {
    "`empty: 0.7`": Pixels(empty=0.7),
    "`saturated: 0.05`": Pixels(saturated=0.05),
    "`polarity`": Pixels(polarity=Polarity(pattern="frontal-chest")),
    "`air_hu: -1050 to -950`": Pixels(air_hu=StatedRange(least=-1050, most=-950)),
    "`cut`, left and right: 0.1": Pixels(cut=tuple(CutSide(side=side, most=0.1) for side in Direction if side in "LR")),
}
Picture = NDArray[np.floating]
Rng = np.random.Generator
Ends = tuple[int, int]
_SOFT, _BONE = 3, 4  # classes of the generator


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Images of one kind, and whether a gate should refuse them."""

    gate: str
    what: str
    wrong: bool
    images: Sequence[Image | Volume]


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="synthetic radiographs")
    parser.add_argument("--scans", type=int, default=40, help="synthetic scans of each kind")
    options = parser.parse_args()
    lines = ["| gate | images | refused | |", "|---|---|---|---|"]
    for asked in (*radiographs(options.count), *scans(options.scans)):
        found = sum(is_refused(GATES[asked.gate], one) for one in asked.images)
        meant = "misses" if asked.wrong else "false alarms"
        off = len(asked.images) - found if asked.wrong else found
        share = f"{off / len(asked.images):.1%} {meant}" if len(asked.images) >= 20 else f"{off} {meant}"
        lines.append(f"| {asked.gate} | {asked.what} | {found} of {len(asked.images)} | {share} |")
        print(lines[-1], flush=True)
    write_part(PAGE, MARK, lines)


def is_refused(pixels: Pixels, subject: Image | Volume) -> bool:
    """Whether a model that asks this refuses an image."""
    try:
        require_accepted(Accepts(pixels=pixels), (), subject)
    except InputRefused:
        return True
    return False


def radiographs(count: int) -> Iterator[Asked]:
    """The chest of pydicom-data, synthetic ones, and a leg."""
    rng = np.random.default_rng(20)
    chest, leg = real_image("RG1_UNCR.dcm"), real_image("RG3_UNCR.dcm")
    small = -chest.values[::4, ::4]
    varied = [image(vary(small, rng)) for _ in range(200)]
    with generator("cxr-lungs") as phantom:
        drawn = [phantom.radiograph(128, rng) for _ in range(count)]
    synthetic = [image(picture) for picture, _ in drawn]
    white = [image(fill(picture, lungs[rng.integers(2)], rng)) for picture, lungs in drawn]
    whole = [image(fill(picture, lungs.any(axis=0), rng)) for picture, lungs in drawn]
    for name, found in (("a real chest", [chest]), ("it, varied", varied), ("synthetic chests", synthetic)):
        yield Asked(gate="`polarity`", what=name, wrong=False, images=found)
        yield Asked(gate="`polarity`", what=f"{name}, inverted", wrong=True, images=inverted(found))
    yield Asked(gate="`polarity`", what="synthetic chests, one lung white", wrong=False, images=white)
    yield Asked(gate="`polarity`", what="synthetic chests, both lungs white", wrong=False, images=whole)
    alike = [("a real chest, a real leg", [chest, leg]), ("the chest, varied", varied), ("synthetic chests", synthetic)]
    for gate in ("`empty: 0.7`", "`saturated: 0.05`"):
        yield from (Asked(gate=gate, what=name, wrong=False, images=found) for name, found in alike)
    for share in (0.02, 0.05, 0.1):
        burned = [replace(one, values=clip(one.values, share)) for one in [chest, leg, *varied]]
        what = f"chest and leg, real and varied, {share:.0%} clipped at each end"
        yield Asked(gate="`saturated: 0.05`", what=what, wrong=True, images=burned)
    cut = [replace(one, values=blank(one.values)) for one in [chest, *varied, *synthetic]]
    yield Asked(gate="`empty: 0.7`", what="chests, a quarter of which arrived", wrong=True, images=cut)


def scans(count: int) -> Iterator[Asked]:
    """A real head, slices of real CT, and synthetic heads and trunks."""
    air = "`air_hu: -1050 to -950`"
    drawn, trunks = bodies("head", (48, 176, 176), count), bodies("trunk", (32, 240, 340), count)
    heads, whole_trunks = ([one for one, _ in found] for found in (drawn, trunks))
    head = volume_of(series(cranium()))
    slices = [volume(hu_of(name)[np.newaxis]) for name in CT_SLICES]
    kinds = {
        "a real head": [head],
        "real slices": slices,
        "synthetic heads": heads,
        "synthetic trunks": whole_trunks,
    }
    for name, found in kinds.items():
        yield Asked(gate=air, what=name, wrong=False, images=found)
    everything = [one for found in kinds.values() for one in found]
    wrongs: dict[str, Callable[[Volume], Volume]] = {
        "intercept lost": lambda one: replace(one, intercept=one.intercept + 1024),
        "values the other way round": lambda one: replace(one, slope=-one.slope, intercept=-one.intercept),
        "slope doubled": lambda one: replace(one, slope=one.slope * 2, intercept=one.intercept * 2),
        "100 HU too high": lambda one: replace(one, intercept=one.intercept + 100),
    }
    for name, change in wrongs.items():
        yield Asked(gate=air, what=f"all of these, {name}", wrong=True, images=[change(one) for one in everything])
    sides = "`cut`, left and right: 0.1"
    third = head.values.shape[1] // 3  # what it lies on is behind it
    known = [(head, ends_of(head.values[:, third : 2 * third] > -500)), *drawn]
    whole = [one for one, (first, last) in known if first > 0 and last < one.values.shape[2] - 1]
    yield Asked(gate=sides, what="real and synthetic heads", wrong=False, images=whole)
    for share in (0.02, 0.05, 0.15):
        narrow = [narrowed(one, ends, share) for one, ends in known]
        yield Asked(gate=sides, what=f"heads without {share:.0%} of their width", wrong=True, images=narrow)
    for name, taken in (("CT", cranium()), ("MR", ch2())):
        found = volume_of(series(taken, modality=name))
        top = np.percentile(found.values, 90).astype(found.values.dtype)
        burned = replace(found, values=np.minimum(found.values, top))
        yield Asked(gate="`saturated: 0.05`", what=f"a real head, {name}", wrong=False, images=[found])
        yield Asked(gate="`saturated: 0.05`", what=f"a real head, {name}, 10% clipped", wrong=True, images=[burned])


def vary(bright: Picture, rng: Rng) -> Picture:
    """The picture cut, turned, mirrored, windowed, brightened and noisy, as other rooms would have it."""
    rows, columns = bright.shape
    top, bottom, left, right = rng.uniform(0, 0.15, 4)
    part = bright[int(top * rows) : rows - int(bottom * rows), int(left * columns) : columns - int(right * columns)]
    turned = ndimage.rotate(part, rng.uniform(-12, 12), order=1, mode="nearest", reshape=False)
    low, high = np.percentile(turned, [rng.uniform(0, 2), rng.uniform(98, 100)])
    shown = np.clip((turned - low) / (high - low), 0, 1) ** rng.uniform(0.4, 2.5)
    shown = shown[:, ::-1] if rng.random() < 0.5 else shown
    return shown + rng.normal(0, rng.uniform(0, 0.02), shown.shape)


def fill(bright: Picture, lung: NDArray[np.bool_], rng: Rng) -> Picture:
    """The picture with a lung that holds no air."""
    soft = ndimage.gaussian_filter(lung.astype(np.float32), 2)
    white = np.percentile(bright, rng.uniform(60, 95)) + rng.normal(0, 0.03, bright.shape)
    return bright * (1 - soft) + soft * white


def inverted(found: Iterable[Image]) -> list[Image]:
    """The same pixels, with the other Photometric Interpretation."""
    return [replace(one, monochrome1=not one.monochrome1) for one in found]


def clip(values: Picture, share: float) -> Picture:
    """What is left of the values if a window was applied that was too narrow."""
    return np.clip(values, *np.percentile(values, (100 * share, 100 - 100 * share)))


def blank(values: Picture) -> Picture:
    """The first quarter of the rows; nothing below."""
    changed = values.copy()
    changed[len(values) // 4 :] = values.min()
    return changed


def hu_of(name: str) -> NDArray[np.int16]:
    """A slice of pydicom-data in HU."""
    dataset = dcmread(real(name))
    hu = dataset.pixel_array * float(dataset.RescaleSlope) + float(dataset.RescaleIntercept)
    return hu.astype(np.int16)


def bodies(kind: str, shape: tuple[int, int, int], count: int) -> list[tuple[Volume, Ends]]:
    """Scans of synthetic patients by synthetic scanners, and the columns in which there is something of the patient."""
    rng = np.random.default_rng(21)
    made = []
    with generator("ct-tissue") as phantom:
        for _ in range(count):
            scene = phantom.paint(kind, shape, phantom.draw_middle(kind, rng, reach=0.0), rng)
            hu = phantom.expose(scene, sys.modules["scanner"].draw_protocol(rng), rng)
            patient = (scene.tissue == _SOFT) | (scene.tissue == _BONE)
            made.append((volume(np.clip(hu, -32768, 32767).astype(np.int16)), ends_of(patient)))
    return made


def ends_of(body: NDArray[np.bool_]) -> Ends:
    """The first and the last column in which there is something."""
    columns = np.flatnonzero(body.any(axis=(0, 1)))
    return int(columns[0]), int(columns[-1])


def narrowed(found: Volume, ends: Ends, share: float) -> Volume:
    """The volume without a share of the body's width, where x is lowest."""
    first = ends[0] + round(share * (ends[1] - ends[0]))
    return replace(found, values=found.values[..., first:])


if __name__ == "__main__":
    main()
