"""Components and holes: what scipy says of the whole image, whatever the box; no pixel belongs to two segments."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.output import SegmentationOutput
from radlane.inference.components import box_of, fill_holes, largest_component
from radlane.inference.postprocess import segment_masks
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest

masks = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12))
MANIFEST = read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml")


def output() -> SegmentationOutput:
    """The reference model's segmentation, without the limits of size."""
    (found,) = (item for item in MANIFEST.outputs if isinstance(item, SegmentationOutput))
    free = [replace(segment, absent_below=0.0, implausible_above=1.0) for segment in found.segments]
    return replace(found, segments=tuple(free), activation="none")


@given(masks)
def test_holes_are_those_of_scipy(mask: NDArray[np.bool_]) -> None:
    np.testing.assert_array_equal(fill_holes(mask), ndimage.binary_fill_holes(mask))


@given(masks)
def test_the_largest_component_is_one_component_and_no_other_is_larger(mask: NDArray[np.bool_]) -> None:
    kept = largest_component(mask)
    labels, count = ndimage.label(mask)
    assert not (kept & ~mask).any()
    assert ndimage.label(kept)[1] == min(count, 1)
    assert kept.sum() == max((int((labels == label).sum()) for label in range(1, count + 1)), default=0)


@given(masks)
def test_nothing_lies_outside_the_box(mask: NDArray[np.bool_]) -> None:
    inside = np.zeros_like(mask)
    inside[box_of(mask)] = mask[box_of(mask)]
    np.testing.assert_array_equal(inside, mask)


@given(
    arrays(np.float32, st.tuples(st.just(2), st.just(9), st.just(9)), elements=st.sampled_from([0.0, 0.4, 0.6, 0.9]))
)
def test_no_pixel_belongs_to_two_segments(maps: NDArray[np.float32]) -> None:
    found = segment_masks(output(), maps)
    assert np.sum(list(found.values()), axis=0).max() <= 1


def test_a_segment_in_the_hole_of_another_keeps_its_own_hole() -> None:
    """A ring in a ring: the inner hole is the inner ring's or the outer one's, never both."""
    y, x = np.mgrid[-8:9, -8:9]
    distance = np.maximum(abs(y), abs(x))
    maps = np.stack([distance == 8, distance == 4]).astype(np.float32)
    one, other = segment_masks(output(), maps).values()
    assert not (one & other).any()
    assert (one | other).all()
