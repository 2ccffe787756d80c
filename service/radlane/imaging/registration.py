"""Where the points of one Frame of Reference are in another, as a Spatial Registration object says it.

In: its header, hostile. Out: rigid maps; then a volume that lies where they take it. Nothing is estimated from pixels,
and no map is taken for another: what is not plainly one rigid map from one Frame of Reference is none.
Reference: PS3.3 sections A.39.1, C.20.2 and C.20.2.1.1 (the matrix takes a point of its item's Frame of Reference to
the registered one, that of the object), C.20.2.1.2 (RIGID).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import items, numbers
from radlane.domain.refs import is_uid
from radlane.domain.volume import Grid, Volume
from radlane.imaging.reading import text

Affine = NDArray[np.float64]
"""[4, 4]: a point (x, y, z, 1) in mm, LPS, to another."""
_ORTHONORMAL = 1e-4  # of a direction: over half a metre it is a twentieth of a millimetre
_SAME = 1e-6
_FARTHEST_MM = 1e5
_OF_THE_STANDARD = "1.2.840.10008."


def read_registration(header: Dataset) -> Mapping[str, Affine]:
    """Return the map of each Frame of Reference to the registered one, which is among them as it is.

    Parameters
    ----------
    header : Dataset
        Of a Spatial Registration object.

    Returns
    -------
    mapping of str to float64 [4, 4]
        Frame of Reference UID -> rigid map in mm, LPS. Without those that the object does not name, registers twice,
        registers by several matrices or by one that is not rigid, and those of an atlas or a device. Empty where it
        says no registered one, or moves that.
    """
    registered = text(header, "FrameOfReferenceUID")
    if not is_of_patient(registered):
        return {}
    found: dict[str, Affine | None] = {}
    for item in items(header, "RegistrationSequence") or ():
        space = text(item, "FrameOfReferenceUID")
        if is_of_patient(space):
            found[space] = None if space in found else _matrix(item)
    own = found.setdefault(registered, np.eye(4))
    if own is None or np.abs(own - np.eye(4)).max() > _SAME:
        return {}
    return {space: matrix for space, matrix in found.items() if matrix is not None}


def is_of_patient(frame_of_reference_uid: str) -> bool:
    """Whether a Frame of Reference may be one patient's own.

    Those that the standard itself names (PS3.6 annex A, well-known Frames of Reference) are of an atlas or a device:
    that two studies share one says nothing of where the patient lay (PS3.3 section C.20.2.1.1).
    """
    return is_uid(frame_of_reference_uid) and not frame_of_reference_uid.startswith(_OF_THE_STANDARD)


def map_between(spaces: Mapping[str, Affine], source: str, target: str) -> Affine | None:
    """Return the map of points of one Frame of Reference to another, through the registered one; None if unknown.

    Returns
    -------
    float64 [4, 4] or None
        Rigid, in mm, LPS.
    """
    if source not in spaces or target not in spaces:
        return None
    return np.linalg.solve(spaces[target], spaces[source]).astype(np.float64, copy=False)


def move_volume(volume: Volume, matrix: Affine, frame_of_reference_uid: str) -> Volume:
    """Return the same voxels where a rigid map takes them, in another Frame of Reference."""
    grid = Grid(shape=volume.grid.shape, affine=matrix @ volume.grid.affine)
    return replace(volume, grid=grid, frame_of_reference_uid=frame_of_reference_uid)


def _matrix(item: Dataset) -> Affine | None:
    """The one rigid matrix of an item; None where it has another, or several, whose order writers do not agree on."""
    registrations = items(item, "MatrixRegistrationSequence") or ()
    matrices = items(registrations[0], "MatrixSequence") or () if len(registrations) == 1 else ()
    if len(matrices) != 1 or text(matrices[0], "FrameOfReferenceTransformationMatrixType") != "RIGID":
        return None
    said = numbers(matrices[0], "FrameOfReferenceTransformationMatrix")
    if said is None or len(said) != 16:
        return None
    matrix = np.array(said, np.float64).reshape(4, 4)
    return matrix if _is_rigid(matrix) else None


def _is_rigid(matrix: Affine) -> bool:
    """Whether a matrix only turns and shifts, without a mirror."""
    if np.abs(matrix).max() > _FARTHEST_MM or np.abs(matrix[3] - (0, 0, 0, 1)).max() > _SAME:
        return False
    turn = matrix[:3, :3]
    return bool(np.abs(turn @ turn.T - np.eye(3)).max() <= _ORTHONORMAL and np.linalg.det(turn) > 0)
