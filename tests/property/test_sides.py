"""Sides follow the patient: mirrored with its tags an image says the same, with other tags alone the other sides."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.finding import Conclusion, Laterality
from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.refs import InstanceRef
from radlane.domain.tensor import Outputs
from radlane.imaging.boxes import boxes_to_source
from radlane.imaging.tensor import to_source, to_tensor
from radlane.inference.postprocess import WayBack, conclude
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
MANIFEST = read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml")
FRONTAL = st.sampled_from(["LF", "RF", "LH", "RH", "FL", "FR", "HL", "HR"])
SWAPPED = str.maketrans("LR", "RL")

Picture = NDArray[np.float32]
Mask = NDArray[np.bool_]


@st.composite
def patients(draw: st.DrawFn) -> Picture:
    """Two bright boxes left and right of the middle, each of its own size; rows run to the left."""
    rows, columns = draw(st.integers(24, 70)), draw(st.integers(24, 70))
    picture = np.zeros((rows, columns), np.float32)
    for half in (picture[:, : columns // 2], picture[:, ::-1][:, : columns // 2]):
        top, left = draw(st.integers(1, rows // 3)), draw(st.integers(1, columns // 8))
        height, width = draw(st.integers(rows // 3, rows // 2)), draw(st.integers(columns // 6, columns // 4))
        half[top : top + height, left : left + width] = 1
    return picture


def stored(values: NDArray[Any], orientation: str) -> NDArray[Any]:
    """A picture of the patient as an image of this Patient Orientation holds it."""
    row, column = orientation
    turned = values.T if row in "FH" else values
    return turned[:: -1 if column in "RH" else 1, :: -1 if row in "RH" else 1]


def network(grid: Picture) -> Outputs:
    """Logits as of a network that finds every bright pixel: channel 0 at the left of its grid, 1 at the right."""
    logits = np.where(grid > 0.5, 9, -9).astype(np.float32)
    lungs = np.stack([logits, logits])
    middle = grid.shape[1] // 2
    lungs[0, :, middle:] = lungs[1, :, :middle] = -9
    return {"lungs": lungs[None], "chest": np.array([[9]], np.float32)}


def concluded(values: Picture, orientation: str) -> Conclusion:
    directions = Orientation(row=Direction(orientation[0]), column=Direction(orientation[1]))
    image = Image(
        ref=REF,
        values=np.ascontiguousarray(values),
        padding=None,
        monochrome1=False,
        voi=None,
        orientation=directions,
        spacing=None,
    )
    tensor = to_tensor(image, MANIFEST.inputs[0])
    outputs = network(tensor.values[0, 0])
    back = WayBack(
        maps=lambda map_: to_source(map_, tensor.placement),
        boxes=lambda boxes: boxes_to_source(boxes, tensor.placement),
    )
    return conclude(MANIFEST, outputs, back, image)


def by_side(conclusion: Conclusion) -> dict[Laterality | None, Mask]:
    return {finding.laterality: finding.region.mask for finding in conclusion.findings if finding.region}


@settings(max_examples=60, deadline=None)
@given(patients(), FRONTAL)
def test_mirrored_with_its_tags_an_image_has_mirrored_masks_of_the_same_sides(patient: Picture, tag: str) -> None:
    plain, turned = by_side(concluded(patient, "LF")), by_side(concluded(stored(patient, tag), tag))
    right, left = plain[Laterality.RIGHT], plain[Laterality.LEFT]
    assert right.any(axis=0).argmax() < left.any(axis=0).argmax()  # rows run to the left of the patient
    np.testing.assert_array_equal(turned[Laterality.RIGHT], stored(right, tag))
    np.testing.assert_array_equal(turned[Laterality.LEFT], stored(left, tag))


@settings(max_examples=60, deadline=None)
@given(patients(), FRONTAL)
def test_other_tags_over_the_same_pixels_swap_the_sides(patient: Picture, tag: str) -> None:
    pixels = stored(patient, tag)
    one, other = by_side(concluded(pixels, tag)), by_side(concluded(pixels, tag.translate(SWAPPED)))
    for side, swapped in ((Laterality.RIGHT, Laterality.LEFT), (Laterality.LEFT, Laterality.RIGHT)):
        assert one[side].any()
        assert not (ndimage.binary_erosion(one[side], border_value=1) & ~other[swapped]).any()
        assert not (other[swapped] & ~ndimage.binary_dilation(one[side])).any()
