"""Whatever the size, the orientation and the part: a box of the source, carried to the network's grid and back, lies
where it was; cut where the source ends, and gone where nothing of it lies on the source.

The way there is reckoned from what else is known of it: where pixels of a projection were laid, and where the affines
of both grids of a volume put their voxels in the patient.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.input import ProjectionGeometry, VolumeGeometry
from radlane.domain.refs import InstanceRef
from radlane.domain.tensor import Placement, VolumePlacement
from radlane.domain.volume import Box, Grid
from radlane.imaging.boxes import boxes_to_source, boxes_to_volume
from radlane.imaging.placement import network_grid, place_volume
from radlane.imaging.tensor import place, turn
from radlane.inference.suppression import keep_strongest, overlap
from support.volumes import block, rotation, tilted

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
FRONTAL = [*("LF", "RF", "LH", "RH", "FL", "FR", "HL", "HR")]
GEOMETRY = ProjectionGeometry(kind="projection", orientation=(Direction.L, Direction.F), size=(8, 8))
Boxes = NDArray[np.float64]


def edges(draw: st.DrawFn, sides: tuple[int, ...], beyond: float = 0.0) -> Boxes:
    """A box [1, 2, axes], up to `beyond` of a side outside."""
    along = []
    for side in sides:
        ends = st.floats(-beyond * side, (1 + beyond) * side, allow_nan=False, width=32)
        along.append(sorted((draw(ends), draw(ends))))
    return np.array(along, np.float64).T[None]


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A box of a projection, and how that was laid on a network's grid."""

    box: Boxes
    placement: Placement

    def carried(self) -> Boxes:
        """The box on the network's grid: where its corners come to lie by the turn of a picture of indices."""
        rows, columns = self.placement.source
        y, x = np.mgrid[0 : rows + 1, 0 : columns + 1].astype(np.float32)
        found = []
        for corner in self.box[0]:
            turned = []
            for axis, values in enumerate((y, x)):
                # where a line of equal rows or columns runs after the turn: along rows or columns, this way or that
                laid = turn(values, self.placement)
                along = 0 if laid[0, 0] != laid[-1, 0] else 1
                line = laid[:, 0] if along == 0 else laid[0]
                place_ = np.interp(corner[axis], *_ascending(line))
                side = len(line) - 1
                scaled, offset = self.placement.scaled[along], self.placement.offset[along]
                turned.append((along, offset + place_ * scaled / side))
            found.append([value for _, value in sorted(turned)])
        return np.sort(np.array([found]), axis=1)


def _ascending(line: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    order = np.argsort(line)
    return line[order].astype(np.float64), order.astype(np.float64)


@st.composite
def laid(draw: st.DrawFn, beyond: float = 0.0) -> Laid:
    sides = draw(st.integers(1, 90)), draw(st.integers(1, 90))
    stored = draw(st.sampled_from([*FRONTAL, None]))
    known = stored and Orientation(row=Direction(stored[0]), column=Direction(stored[1]))
    image = Image(
        ref=REF,
        values=np.zeros(sides, np.float32),
        padding=None,
        monochrome1=False,
        voi=None,
        orientation=known or None,
        spacing=None,
    )
    wanted = replace(GEOMETRY, size=(draw(st.integers(4, 64)), draw(st.integers(4, 64))))
    return Laid(box=edges(draw, sides, beyond), placement=place(image, wanted))


@settings(max_examples=200)
@given(laid())
def test_a_box_of_a_projection_comes_back(case: Laid) -> None:
    np.testing.assert_allclose(boxes_to_source(case.carried(), case.placement), case.box, atol=1e-4)


@settings(max_examples=100)
@given(laid(), st.floats(0.25, 3))
def test_a_box_that_is_larger_than_a_projection_is_cut_at_its_edges(case: Laid, share: float) -> None:
    grown = case.carried()
    span = np.array(case.placement.scaled)
    grown[:, 0] -= share * span
    grown[:, 1] += share * span
    found = boxes_to_source(grown, case.placement)
    assert (found >= 0).all()
    assert (found <= np.array(case.placement.source)).all()
    assert (found[:, 0] <= case.box[:, 0] + 1e-4).all()
    assert (found[:, 1] >= case.box[:, 1] - 1e-4).all()


@settings(max_examples=100)
@given(laid(), st.sampled_from([0, 1]), st.sampled_from([-1, 1]))
def test_a_box_beside_a_projection_has_no_extent(case: Laid, axis: int, towards: int) -> None:
    away = case.carried()
    away[..., axis] += towards * 1.001 * (case.placement.scaled[axis] + 1e-3)
    lengths = np.diff(boxes_to_source(away, case.placement), axis=1)
    assert lengths.min() <= 1e-2


@dataclass(frozen=True, kw_only=True)
class Stacked:
    """A box of a stack, [1, 2, (z, y, x)] in its voxels, the stack's grid, and how that was laid on a network's."""

    box: Boxes
    grid: Grid
    placement: VolumePlacement

    def carried(self) -> Boxes:
        """The box on the network's grid: by the places of its corners in the patient."""
        corners = np.concatenate([self.box[0] - 0.5, np.ones((2, 1))], axis=1)
        net = network_grid(self.grid, self.placement)
        index = np.linalg.solve(net.affine, self.grid.affine @ corners.T)[:3].T + 0.5
        return np.sort(index[None], axis=1)


@st.composite
def stacked(draw: st.DrawFn, beyond: float = 0.0) -> Stacked:
    shape = tuple(draw(st.integers(2, 40)) for _ in range(3))
    spacing = [draw(st.floats(0.3, 5)) for _ in range(3)]
    affine = np.eye(4)
    affine[:3, :3] = np.diag(spacing)[:, ::-1].T
    affine[:3, 3] = [draw(st.floats(-300, 300)) for _ in range(3)]
    affine = rotation([draw(st.floats(-40, 40)) for _ in range(3)]) @ affine
    order = draw(st.permutations(range(3)))
    affine = affine[:, [*order, 3]] @ np.diag([*(draw(st.sampled_from([-1, 1])) for _ in range(3)), 1])
    grid = Grid(shape=(shape[0], shape[1], shape[2]), affine=affine)
    axes = draw(st.permutations(["HF", "PA", "LR"]))
    towards = tuple(Direction(draw(st.sampled_from(pair))) for pair in axes)
    size = tuple(draw(st.integers(1, 50)) for _ in range(3))
    geometry = VolumeGeometry(kind="volume", orientation=towards, size=size, interpolation="linear")  # type: ignore[arg-type]
    starts = [draw(st.integers(0, side - 1)) for side in shape]
    stops = [draw(st.integers(start + 1, side)) for start, side in zip(starts, shape, strict=True)]
    part = Box(start=(starts[0], starts[1], starts[2]), stop=(stops[0], stops[1], stops[2]))
    inner = edges(draw, part.shape, beyond) + np.array(part.start)
    return Stacked(box=inner, grid=grid, placement=_placed(grid, geometry, part))


def _placed(grid: Grid, geometry: VolumeGeometry, part: Box) -> VolumePlacement:
    """Lay a grid; between two orientations none is laid, whatever the box is."""
    cosines = np.abs(grid.affine[:3, :3] / np.linalg.norm(grid.affine[:3, :3], axis=0))
    assume(np.sort(cosines, axis=0)[-1].min() > 0.75)
    return place_volume(grid, 0.0, geometry, part)


@settings(max_examples=200)
@given(stacked())
def test_a_box_of_a_volume_comes_back(case: Stacked) -> None:
    np.testing.assert_allclose(boxes_to_volume(case.carried(), case.placement), case.box, atol=1e-6)


@settings(max_examples=100)
@given(stacked(), st.floats(0.25, 3))
def test_a_box_that_is_larger_than_the_part_is_cut_at_its_edges(case: Stacked, share: float) -> None:
    grown = case.carried()
    span = np.array(case.placement.shape)
    grown[:, 0] -= share * span
    grown[:, 1] += share * span
    found = boxes_to_volume(grown, case.placement)
    part = case.placement.box
    assert (found >= np.array(part.start) - 1e-9).all()
    assert (found <= np.array(part.stop) + 1e-9).all()
    assert (found[:, 0] <= case.box[:, 0] + 1e-6).all()
    assert (found[:, 1] >= case.box[:, 1] - 1e-6).all()


def test_a_sheared_stack_carries_a_box_along_its_own_axes() -> None:
    """A tilted gantry: the box is as sheared as the voxels are."""
    sheared = tilted(block((9, 14, 12)), 20.0)
    grid = Grid(shape=sheared.values.shape, affine=sheared.affine)  # type: ignore[arg-type]
    geometry = VolumeGeometry(
        kind="volume",
        orientation=(Direction.F, Direction.A, Direction.L),
        size=(18, 7, 30),
        interpolation="linear",
        tilt_degrees=30.0,
    )
    placement = place_volume(grid, 20.0, geometry)
    box = np.array([[(1.5, 2.0, 3.25), (4.0, 9.5, 11.0)]])
    case = Stacked(box=box, grid=grid, placement=placement)
    np.testing.assert_allclose(boxes_to_volume(case.carried(), placement), box, atol=1e-9)


@st.composite
def many(draw: st.DrawFn) -> tuple[Boxes, NDArray[np.float32]]:
    count = draw(st.integers(0, 30))
    made = [edges(draw, (20, 20))[0] for _ in range(count)]
    boxes = np.array(made, np.float64).reshape(count, 2, 2)
    boxes[:, 1] += 0.5  # none is empty
    scores = [draw(st.sampled_from([0.25, 0.5, 0.75, 1.0])) for _ in range(count)]
    return boxes, np.array(scores, np.float32)


@settings(max_examples=200)
@given(many(), st.floats(0, 0.9))
def test_of_boxes_that_are_kept_no_two_overlap_and_what_went_had_a_stronger_one(
    case: tuple[Boxes, NDArray[np.float32]], limit: float
) -> None:
    boxes, scores = case
    kept = keep_strongest(boxes, scores, limit, len(boxes))
    assert list(scores[kept]) == sorted(scores[kept], reverse=True)
    for place_, box in enumerate(kept):
        assert (overlap(boxes[box], boxes[kept[place_ + 1 :]]) <= limit).all()
    for gone in set(range(len(boxes))) - set(kept.tolist()):
        stronger = kept[scores[kept] >= scores[gone]]
        assert (overlap(boxes[gone], boxes[stronger]) > limit).any()
