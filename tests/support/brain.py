"""`mr-brain` beside the original deepbet, both as `make test-brain` sets them up, and masks compared in the patient.

In: parts of ch2, turned and moved. Out: their series, the original's mask on ch2's own voxels, and the voxels of ch2 on
which points of a SEG lie. The original reads ch2's NIfTI file, never what is written here.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset

from support.lane import Run
from support.nrrd import Nrrd
from support.sources import ROOT
from support.validators import ToolMissing
from support.volumes import CH2, Block, ch2, rotation, series

MODEL = "mr-brain"
PACKAGES = ROOT / "build" / "brain" / "packages"  # what recipe.py made
ORIGINAL = ROOT / "build" / "brain" / "original" / "bin" / "python"  # with bench/requirements-brain.txt
REFERENCE = ROOT / "bench" / "brain_reference.py"
WHOLE = (slice(None), slice(None), slice(None))
SAGITTAL_160 = (slice(10, 170), slice(None), slice(None))
EVERY_SECOND = (slice(None), slice(None), slice(None, None, 2))  # 1 x 1 x 2 mm
UNTURNED = (False, False, False)
_ON_VOXEL = 2e-3  # of a voxel: decimal strings have 16 characters, dcmqi writes six digits
_TIMEOUT_S = 240


@dataclass(frozen=True, kw_only=True)
class Case:
    """A part of ch2 (axes of its file: right, anterior, head) as a scanner might have stored it.

    `order` says which of the file's axes become slices, rows and columns, `flips` which of these run backwards,
    `degrees` how far the patient lies turned about x, y and z. Files are always shuffled.
    """

    name: str
    order: tuple[int, int, int]
    flips: tuple[bool, bool, bool] = UNTURNED
    degrees: tuple[float, float, float] = (0, 0, 0)
    part: tuple[slice, slice, slice] = WHOLE

    @property
    def source(self) -> Block:
        """The part of ch2 where this case has it in the patient; axes as in its file."""
        head = ch2().part(*self.part).moved(rotation(self.degrees))
        return replace(head, values=head.values.astype(np.uint16))

    def slices(self) -> list[FileDataset]:
        """MR slices of 12 bits, one an instance."""
        turned = self.source.turned(self.order, self.flips)
        return series(turned, modality="MR", name=f"brain {self.name}", BitsStored=12, HighBit=11)


CASES = (
    Case(name="axial", order=(2, 1, 0)),
    Case(name="axial-turned-in-plane", order=(2, 0, 1), flips=(True, True, True)),
    Case(name="sagittal", order=(0, 2, 1), flips=(True, True, False)),
    Case(name="sagittal-mirrored", order=(0, 1, 2), flips=(False, True, True)),
    Case(name="coronal", order=(1, 2, 0), flips=(True, False, True)),
    Case(name="coronal-turned-in-plane", order=(1, 0, 2), flips=(False, True, False)),
    Case(name="oblique-axial", order=(2, 1, 0), flips=(False, True, False), degrees=(13, -6, 9)),
    Case(name="oblique-sagittal", order=(0, 2, 1), flips=(False, True, True), degrees=(-9, 11, -14)),
    Case(name="every-second-axial", order=(2, 1, 0), flips=(True, False, True), part=EVERY_SECOND),
    Case(name="160-sagittal", order=(0, 2, 1), flips=(False, True, False), part=SAGITTAL_160),
)


@dataclass(frozen=True, kw_only=True)
class Original:
    """What the original says of a part of ch2: bool by the axes of its file, and its own figures."""

    mask: NDArray[np.bool_]
    figures: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """A case, its run through the lane, and the original's answer."""

    case: Case
    run: Run
    original: Original

    @property
    def images(self) -> list[Path]:
        """The slices, which lie in the archive beside the objects."""
        return [self.run.archive / name for name in self.run.before]


def require_set_up() -> None:
    """The package and the original are there, or ToolMissing."""
    for needed in (PACKAGES / MODEL / "model.yaml", ORIGINAL):
        if not needed.exists():
            raise ToolMissing(f"{needed.relative_to(ROOT)} is not there: make test-brain")


def run_original(part: Sequence[slice], folder: Path) -> Original:
    """Run the original on a part of ch2's file."""
    words = ",".join(":".join("" if n is None else str(n) for n in (s.start, s.stop, s.step)) for s in part)
    out = folder / "original.npy"
    done = subprocess.run(
        [ORIGINAL, REFERENCE, CH2, "--part", words, "--out", out],
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Original(mask=np.load(out), figures=json.loads(done.stdout.splitlines()[-1]))


def points_of_frames(segmentation: Dataset) -> NDArray[np.float64]:
    """Centres of a SEG's pixels that are set, [n, 3] in mm, by the planes that it states itself (PS3.3 C.7.6.2.1.1)."""
    shared = segmentation.SharedFunctionalGroupsSequence[0]
    across, down = np.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, float).reshape(2, 3)
    between_rows, between_columns = map(float, shared.PixelMeasuresSequence[0].PixelSpacing)
    found = []
    for frame, item in zip(frames(segmentation), segmentation.PerFrameFunctionalGroupsSequence, strict=True):
        row, column = np.nonzero(frame)
        corner = np.array(item.PlanePositionSequence[0].ImagePositionPatient, float)
        found.append(corner + np.outer(column * between_columns, across) + np.outer(row * between_rows, down))
    return np.concatenate(found)


def frames(segmentation: Dataset) -> NDArray[np.bool_]:
    """The frames of a SEG with one segment, bool [frame, row, column]."""
    assert len(segmentation.SegmentSequence) == 1
    shape = int(segmentation.NumberOfFrames), int(segmentation.Rows), int(segmentation.Columns)
    bits = np.unpackbits(np.frombuffer(segmentation.PixelData, np.uint8), bitorder="little")
    return bits[: np.prod(shape)].reshape(shape).astype(bool)


def points_of_nrrd(read: Nrrd) -> NDArray[np.float64]:
    """Centres of the voxels that are not zero, [n, 3] in mm, in no order that matters."""
    return np.argwhere(read.values) @ read.affine[:3, :3].T + read.affine[:3, 3]


def voxels_at(points: NDArray[np.float64], source: Block) -> NDArray[np.bool_]:
    """The voxels of a block on which points lie; each lies on one, and no two on the same."""
    index = np.linalg.solve(source.affine, np.vstack([points.T, np.ones(len(points))]))[:3]
    nearest = np.rint(index).astype(int)
    assert np.abs(index - nearest).max() < _ON_VOXEL
    mask = np.zeros(source.values.shape, bool)
    mask[tuple(nearest)] = True
    assert mask.sum() == len(points)
    return mask
