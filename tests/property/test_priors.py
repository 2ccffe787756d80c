"""Whatever the grids and the registration: a point of an earlier study lands on the same point of the patient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from radlane.domain.volume import Grid
from radlane.imaging.channels import Sampled
from radlane.imaging.registration import map_between, move_volume, read_registration
from support.grids import ORIENTATIONS, affine, volume
from support.priors import OTHER_SPACE, now, registration
from support.several import SPACE

THIRD = "1.2.826.0.1.3680043.8.498.3"
IMAGE = now()[0]


@dataclass(frozen=True, kw_only=True)
class Studies:
    """A grid of the current study, one of the earlier one in its own space, and how spaces are registered.

    Attributes
    ----------
    current, earlier : Grid
        In the Frames of Reference SPACE and OTHER_SPACE.
    registered : str
        The registered Frame of Reference: one of the two, or a third one.
    maps : mapping of str to float64 [4, 4]
        Each of the two to the registered one.
    line : float64 [4]
        A function of the patient's points in the current study: `line @ (x, y, z, 1)`.
    """

    current: Grid
    earlier: Grid
    registered: str
    maps: dict[str, NDArray[np.float64]]
    line: NDArray[np.float64]

    @property
    def to_current(self) -> NDArray[np.float64]:
        return np.linalg.inv(self.maps[SPACE]) @ self.maps[OTHER_SPACE]


@st.composite
def rigid(draw: st.DrawFn, degrees: float = 180, shift_mm: float = 300) -> NDArray[np.float64]:
    matrix = np.eye(4)
    turn = [draw(st.floats(-degrees, degrees)) for _ in range(3)]
    matrix[:3, :3] = Rotation.from_euler("xyz", turn, degrees=True).as_matrix()
    matrix[:3, 3] = [draw(st.floats(-shift_mm, shift_mm)) for _ in range(3)]
    return matrix


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    shape = tuple(draw(st.integers(3, 9)) for _ in range(3))
    spacing = tuple(draw(st.floats(0.5, 5)) for _ in range(3))
    return Grid(shape=shape, affine=draw(rigid()) @ affine(draw(st.sampled_from(ORIENTATIONS)), spacing))


@st.composite
def studies(draw: st.DrawFn) -> Studies:
    current, earlier = draw(grids()), draw(grids())
    registered = draw(st.sampled_from([SPACE, OTHER_SPACE, THIRD]))
    maps = {space: np.eye(4) if space == registered else draw(rigid()) for space in (SPACE, OTHER_SPACE)}
    made = Studies(
        current=current,
        earlier=earlier,
        registered=registered,
        maps=maps,
        line=np.array([draw(st.floats(-4, 4)) for _ in range(4)]),
    )
    # the two overlap: the middle of one lies near that of the other
    middles = [grid.affine @ [*((np.array(grid.shape) - 1) / 2), 1] for grid in (current, earlier)]
    moved = current.affine.copy()
    moved[:3, 3] += (made.to_current @ middles[1] - middles[0])[:3] + [draw(st.floats(-2, 2)) for _ in range(3)]
    return Studies(
        current=Grid(shape=current.shape, affine=moved),
        earlier=earlier,
        registered=registered,
        maps=maps,
        line=made.line,
    )


def points(grid: Grid, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where the centres of a grid's voxels lie, [..., 4], taken through a matrix."""
    index = np.moveaxis(np.indices(grid.shape, np.float64), 0, -1)
    return np.asarray(np.concatenate([index, np.ones((*grid.shape, 1))], axis=-1) @ (matrix @ grid.affine).T)


@settings(deadline=None)
@given(studies())
def test_a_point_lands_on_the_same_point_of_the_patient(made: Studies) -> None:
    header = registration("drawn", made.maps, registered=made.registered, like=IMAGE)
    matrix = map_between(read_registration(header), OTHER_SPACE, SPACE)
    assert matrix is not None
    np.testing.assert_allclose(points(made.earlier, matrix), points(made.earlier, made.to_current), atol=1e-6)

    values = (points(made.earlier, made.to_current) @ made.line).astype(np.float32)
    moved = move_volume(volume(values, made.earlier.affine), matrix, SPACE)
    found = Sampled.of(moved, made.current, "linear").values
    at = np.linalg.solve(made.to_current @ made.earlier.affine, points(made.current, np.eye(4))[..., None])[..., :3, 0]
    last = np.array(made.earlier.shape) - 1
    between = ((at >= 0) & (at <= last)).all(axis=-1)
    expected = points(made.current, np.eye(4)) @ made.line
    np.testing.assert_allclose(found[between], expected[between], rtol=0, atol=3e-5 * (1 + np.abs(values).max()))
    beyond = ((at < -0.51) | (at > last + 0.51)).any(axis=-1)
    assert np.isnan(found[beyond]).all()


@settings(deadline=None)
@given(studies())
def test_there_and_back_is_where_it_was(made: Studies) -> None:
    spaces = read_registration(registration("drawn", made.maps, registered=made.registered, like=IMAGE))
    there, back = map_between(spaces, OTHER_SPACE, SPACE), map_between(spaces, SPACE, OTHER_SPACE)
    assert there is not None
    assert back is not None
    np.testing.assert_allclose(points(made.earlier, back @ there), points(made.earlier, np.eye(4)), atol=1e-6)
