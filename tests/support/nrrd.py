"""NRRD files as dcmqi writes them: a header of lines, an empty line, gzip.

In: a file. Out: an array [z, y, x] and where its voxels are, in LPS.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radlane.encode.places import read_places
from radlane.encode.planes import PatientPlane
from radlane.encode.source_frame import SourceFrame

_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


@dataclass(frozen=True, kw_only=True)
class Nrrd:
    """Values int16 or uint8 [z, y, x]; the affine leads from (z, y, x, 1) to mm, LPS."""

    values: NDArray[np.integer]
    affine: NDArray[np.float64]

    def positions(self) -> NDArray[np.float64]:
        """Centres of the voxels that are not zero, float64 [n, 3], sorted."""
        return placed(self.values != 0, self.affine)


def placed(mask: NDArray[np.bool_], affine: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centres of a mask's voxels in mm, float64 [n, 3], sorted after rounding."""
    found = np.argwhere(mask) @ affine[:3, :3].T + affine[:3, 3]
    rounded = np.round(found, 3) + 0.0
    return rounded[np.lexsort(rounded.T)]


def read_nrrd(path: Path) -> Nrrd:
    """Read a file of type short or unsigned char in left-posterior-superior."""
    head, _, body = path.read_bytes().partition(b"\n\n")
    fields = dict(line.split(": ", 1) for line in head.decode("ascii").splitlines() if ": " in line)
    assert (fields["space"], fields["encoding"]) == ("left-posterior-superior", "gzip")
    sizes = [int(size) for size in fields["sizes"].split()]
    values = np.frombuffer(gzip.decompress(body), {"short": "<i2", "unsigned char": "u1"}[fields["type"]]).reshape(
        sizes[::-1]
    )
    affine = np.eye(4)
    directions = np.array([float(n) for n in _NUMBER.findall(fields["space directions"])]).reshape(3, 3)
    affine[:3, :3] = directions[::-1].T
    affine[:3, 3] = [float(n) for n in _NUMBER.findall(fields["space origin"])]
    return Nrrd(values=values, affine=affine)


def positions_of(frames: Sequence[SourceFrame], mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Where the voxels of a mask [frame, y, x] lie by the planes of its frames, float64 [n, 3], sorted as `placed`."""
    places = read_places(frames)
    assert places is not None
    expected = []
    for plane, shown in zip(places, mask, strict=True):
        assert isinstance(plane, PatientPlane)
        (y, x), directions = np.nonzero(shown), np.array(plane.orientation).reshape(2, 3)
        steps = x[:, None] * plane.spacing_mm[1] * directions[0] + y[:, None] * plane.spacing_mm[0] * directions[1]
        expected.append(np.array(plane.position) + steps)
    found = np.round(np.concatenate(expected), 3) + 0.0
    return found[np.lexsort(found.T)]


def positions_by_segment(files: Sequence[Path], segments: int) -> list[NDArray[np.float64]]:
    """Where the voxels of each segment lie by dcmqi: it makes a file a segment, of a label map one of all."""
    read = [read_nrrd(file) for file in files]
    if len(read) > 1:
        return [one.positions() for one in read]
    return [placed(one.values == number, one.affine) for one in read for number in range(1, segments + 1)]
