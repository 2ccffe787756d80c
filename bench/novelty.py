"""How far wrong images lie from valid ones, and how many valid ones are refused.

In: the fitted packages `cxr-lungs` and `mr-brain`, held-out phantoms, real images of test packages and what is made of
them. Out: tables in docs/out-of-distribution.md: for each kind of wrong input the area under the ROC curve against
valid input by the distance alone, and how many the distance refuses; gates and headers are not asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from pydicom import dcmread
from scipy import ndimage

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from radlane.domain.channels import Channels  # noqa: E402
from radlane.domain.out_of_distribution import Distance  # noqa: E402
from radlane.domain.volume import Volume  # noqa: E402
from radlane.imaging.tensor import to_tensor  # noqa: E402
from radlane.inference.devices import choose_device  # noqa: E402
from radlane.pipeline.familiarity import distance_of  # noqa: E402
from radlane.pipeline.models import LoadedModel, Models  # noqa: E402
from radlane.pipeline.networks import Places  # noqa: E402
from radlane.pipeline.recording import Enough, Recorder, Stop  # noqa: E402
from radlane.pipeline.volumes import analyse_volume  # noqa: E402
from radlane.registry.catalogue import load_catalogue  # noqa: E402
from support.lanes import site, watch  # noqa: E402
from support.page import write_part  # noqa: E402
from support.radiographs import real  # noqa: E402
from support.shown import generator, image, volume  # noqa: E402
from support.volumes import ch2, cranium  # noqa: E402

ROOT = HERE.parent
PAGE = ROOT / "docs" / "out-of-distribution.md"
HELD_OUT = 6  # the number of this set of phantoms: none of training, fitting or measuring before
SIZE = 256
OTHERS = ("693_UNCI.dcm", "explicit_VR-UN.dcm", "MR2_UNCI.dcm", "MR-SIEMENS-DICOM-WithOverlays.dcm", "US1_UNCI.dcm")
ABDOMENS = ("693_UNCI.dcm", "explicit_VR-UN.dcm", "MR-SIEMENS-DICOM-WithOverlays.dcm")
Values = NDArray[np.floating]
Rng = np.random.Generator
HEAD = ("| input | n | AUROC | refused by the distance |", "|---|---|---|---|")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Images of one kind with their distances."""

    what: str
    distances: NDArray[np.float64]


def main() -> None:
    """Measure, and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="held-out phantoms; of each wrong kind a third of it")
    parser.add_argument("--only", choices=("cxr-lungs", "mr-brain"))
    parser.add_argument("--packages", type=Path, default=ROOT / "build" / "brain" / "packages", help="with mr-brain")
    options = parser.parse_args()
    if options.only != "mr-brain":
        write_part(PAGE, "made by bench/novelty.py: cxr-lungs", [*HEAD, *chests(options.count)])
    if options.only != "cxr-lungs":
        write_part(PAGE, "made by bench/novelty.py: mr-brain", [*HEAD, *heads(options.packages)])


def chests(count: int) -> Iterator[str]:
    """Lines of the table of cxr-lungs."""
    model = loaded(ROOT / "models", "cxr-lungs")
    far = partial(chest_distance, model)
    with generator("cxr-lungs") as phantom:
        from negatives import blob_body, inverted_chest, limb, noise, test_pattern, turned_chest

        def drawn(make: Callable[[int, Rng], Values], number: int) -> Iterator[Values]:
            return (make(SIZE, np.random.default_rng((7, HELD_OUT, place))) for place in range(number))

        def chest(size: int, rng: Rng) -> Values:
            return np.asarray(phantom.radiograph(size, rng)[0])

        third = count // 3
        valid = measure(far, drawn(chest, count))
        yield line(model, "valid: synthetic chests, held out", valid, None)
        yield line(model, "valid: RG1, a real chest", measure(far, [chest_image("RG1_UNCI.dcm")]), None)
        turned = measure(far, varied(chest_image("RG1_UNCI.dcm"), 60))
        yield line(
            model, "valid: RG1 turned by up to 5 degrees, cropped, mirrored, other contrast, noise", turned, None
        )
        wrong: list[tuple[str, Iterable[Values]]] = [
            ("noise: a synthetic chest with noise of half its range", (noisy(one) for one in drawn(chest, third))),
            ("noise: nothing else", drawn(noise, third)),
            ("blur: a synthetic chest, sigma 8 of 256 pixels", (blurred(one, 8) for one in drawn(chest, third))),
            ("blur: the same, sigma 3", (blurred(one, 3) for one in drawn(chest, third))),
            ("wrong body part: synthetic limbs", drawn(limb, third)),
            ("wrong body part: synthetic bodies without lungs", drawn(blob_body, third)),
            ("wrong body part: RG3, a real tibia, in both polarities, turned", turns(chest_image("RG3_UNCI.dcm"))),
            ("wrong modality: real slices of CT and MR, and ultrasound", map(chest_image, OTHERS)),
            ("inverted: synthetic chests", drawn(inverted_chest, third)),
            ("inverted: RG1", [-chest_image("RG1_UNCI.dcm")]),
            ("turned by 90 or 180 degrees: synthetic chests", drawn(turned_chest, third)),
            ("turned by 90 or 180 degrees: RG1", (np.rot90(chest_image("RG1_UNCI.dcm"), n) for n in (1, 2, 3))),
            ("test patterns", drawn(test_pattern, third)),
        ]
        for what, pictures in wrong:
            yield line(model, what, measure(far, pictures), valid)


def heads(packages: Path) -> Iterator[str]:
    """Lines of the table of mr-brain; what is valid is each of the fit's own studies, by a fit without its patient."""
    model = loaded(packages, "mr-brain")
    far = partial(head_distance, model)
    held_out = np.array(json.loads((ROOT / "models" / "mr-brain" / "fit.json").read_text())["held_out"])
    head = upright(ch2().values)
    yield line(model, "valid: heads and variations, by a fit to the other person", held_out, None)
    rng = np.random.default_rng(5)
    grain = [np.hypot(head / head.max() + rng.normal(0, 0.3, head.shape), rng.normal(0, 0.3, head.shape))]
    wrong: list[tuple[str, Iterable[Values]]] = [
        ("noise: no object in the coil (Rayleigh)", (np.hypot(*rng.normal(0, 15, (2, 96, 96, 96))) for _ in range(3))),
        ("noise: ch2 with Rician noise of 30 % of its brightest tissue", grain),
        ("blur: ch2, sigma 3, 4 and 6 mm", (blurred(head, sigma) for sigma in (3, 4, 6))),
        ("wrong body part and modality: real abdominal slices, CT and MR, stacked", map(stacked, ABDOMENS)),
        ("wrong modality: a real CT of the head, whole and in a window", windows(upright(cranium().values[:, ::-1]))),
        ("inverted: ch2", [head.max() - head]),
        ("upside down, and lying on its side: ch2", [head[::-1], head.transpose(1, 0, 2), head.transpose(2, 1, 0)]),
        ("without skull: ch2 (ch2bet)", [nifti(Path("/usr/share/mricron/templates/ch2bet.nii.gz"))]),
        (
            "a monkey's brain without skull (INIA19)",
            [nifti(Path("/usr/share/mricron/templates/inia19-t1-brain.nii.gz"))],
        ),
    ]
    for what, volumes in wrong:
        yield line(model, what, measure(far, volumes), held_out)


def loaded(root: Path, name: str) -> LoadedModel:
    """A package with its measure of distance, which judges nothing here."""
    models = Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=2))
    with models.lease(name) as model:
        return model


def chest_distance(model: LoadedModel, picture: Values) -> float:
    """The distance of a radiograph, by the lane's own preparation."""
    tensor = to_tensor(image(picture), model.manifest.inputs[0])
    assert model.fitted is not None
    return distance_of(model.fitted, [model.session.run({tensor.name: tensor.values})["radlane.features"]])


def head_distance(model: LoadedModel, values: Values) -> float:
    """The distance of a volume [z, y, x] towards the head, the back and the left; the second network does not run."""
    recorder = Recorder(model.sessions[0], "radlane.features")
    measuring = replace(model, sessions=(recorder, *map(Stop, model.sessions[1:])), fitted=None)
    scaled = np.asarray((values - values.min()) / np.ptp(values) * 4000, np.int16)
    seen: Volume = volume(scaled)
    with suppress(Enough):
        channels = Channels(reference=seen, volumes={model.manifest.reference.id: seen})
        analyse_volume(site(), measuring, channels, watch())
    assert model.fitted is not None
    return distance_of(model.fitted, recorder.rows)


def measure(far: Callable[[Values], float], images: Iterable[Values]) -> NDArray[np.float64]:
    """The distances of images."""
    return np.array([far(one) for one in images])


def line(model: LoadedModel, what: str, found: NDArray[np.float64], valid: NDArray[np.float64] | None) -> str:
    """One line of a table."""
    fitted = model.manifest.out_of_distribution
    assert fitted is not None
    refused = sum(Distance(distance=one, threshold=fitted.threshold).is_beyond for one in found)
    area = "" if valid is None else f"{auroc(found, valid):.3f}"
    share = f" ({refused / len(found):.1%})" if len(found) >= 20 else ""
    said = f"| {what} | {len(found)} | {area} | {refused}{share}; {found.min():.1f} to {found.max():.1f} |"
    print(said, flush=True)
    return said


def auroc(wrong: NDArray[np.float64], valid: NDArray[np.float64]) -> float:
    """How often a wrong image lies farther than a valid one; a tie counts half."""
    return float((wrong[:, None] > valid).mean() + 0.5 * (wrong[:, None] == valid).mean())


def chest_image(name: str) -> Values:
    """Pixels of a real file as if they were a radiograph: of MONOCHROME1 negative, of colours their mean."""
    dataset = dcmread(real(name))
    pixels = dataset.pixel_array.astype(np.float32)
    pixels = pixels.mean(axis=-1) if pixels.ndim == 3 else pixels
    return -pixels if dataset.PhotometricInterpretation == "MONOCHROME1" else pixels


def varied(picture: Values, count: int) -> Iterator[Values]:
    """A picture as other rooms and other processing might have shown it."""
    rng = np.random.default_rng(8)
    small = np.asarray(Pillow.fromarray(np.asarray(picture, np.float32)).resize((480, 510), Pillow.Resampling.BILINEAR))
    for _ in range(count):
        top, bottom, left, right = rng.uniform(0, 0.06, 4)
        rows, columns = small.shape
        part = small[
            round(top * rows) : round((1 - bottom) * rows), round(left * columns) : round((1 - right) * columns)
        ]
        part = ndimage.rotate(part, rng.uniform(-5, 5), reshape=False, mode="nearest", order=1)
        part = ((part - part.min()) / np.ptp(part)) ** rng.uniform(0.75, 1.33)
        part = part + rng.normal(0, rng.uniform(0, 0.03), part.shape)
        yield part[:, ::-1] if rng.random() < 0.5 else part


def turns(picture: Values) -> Iterator[Values]:
    """A picture and its negative, each turned by all quarters."""
    return (np.rot90(one, quarters) for one in (picture, -picture) for quarters in range(4))


def noisy(picture: Values) -> Values:
    """A picture with noise of half its range."""
    return picture + np.random.default_rng(round(1e6 * float(picture.mean()))).normal(0, 0.5, picture.shape)


def blurred(values: Values, sigma: float) -> Values:
    """Values without their details."""
    return np.asarray(ndimage.gaussian_filter(values.astype(np.float32), sigma))


def upright(values: Values) -> Values:
    """A block of `support.volumes`, axes as stored, as [z, y, x] towards the head, the back and the left."""
    if values.dtype == np.uint8:  # ch2: right, front, head
        return np.asarray(values.transpose(2, 1, 0)[:, ::-1, ::-1], np.float32)
    return np.asarray(values, np.float32)


def windows(values: Values) -> Iterator[Values]:
    """A CT whole, and in a window of soft tissue."""
    yield values
    yield np.clip(values, -100, 300)


def stacked(name: str) -> Values:
    """A real slice as a volume: 80 times, each a little smaller or larger than the one before."""
    plane = dcmread(real(name)).pixel_array.astype(np.float32)[::2, ::2]
    middle = np.array(plane.shape) / 2
    grown = (1 + 0.004 * abs(place - 40) for place in range(80))
    return np.stack([ndimage.affine_transform(plane, np.eye(2) * by, middle * (1 - by), order=1) for by in grown])


def nifti(path: Path) -> Values:
    """A template of mricron-data, axes as ch2's."""
    import gzip
    import struct

    data = gzip.decompress(path.read_bytes())
    shape, (kind,), (start,) = (struct.unpack_from(f, data, at) for f, at in (("<3h", 42), ("<h", 70), ("<f", 108)))
    dtype = {2: "u1", 4: "<i2", 16: "<f4", 512: "<u2"}[kind]
    stored = np.frombuffer(data, dtype, int(np.prod(shape)), int(start)).reshape(shape, order="F")
    return np.asarray(stored.transpose(2, 1, 0)[:, ::-1, ::-1], np.float32)


if __name__ == "__main__":
    main()
