"""Files between two steps: the same conclusion comes back, or none."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from radlane.domain.code import Code
from radlane.domain.finding import (
    Conclusion,
    Finding,
    JointMeasurement,
    Laterality,
    Measurement,
    Presence,
    Region,
    VolumeRegion,
)
from radlane.domain.reason import Reason, ReasonCode
from radlane.errors import ArchiveUnavailable, ArtifactCorrupt, StorageFull
from radlane.pipeline.handover import at_work, keep_file, load_conclusion, save_conclusion

LUNG = Code(scheme="SCT", value="39607008", meaning="Lung")
AREA = Measurement(concept=Code(scheme="SCT", value="1", meaning="Area"), value=0.1 + 0.2, unit=LUNG, note="in a plane")


def region(rows: int, columns: int) -> Region:
    mask = np.random.default_rng(7).random((rows, columns)) > 0.5
    contours = (np.array([[0.5, 1.25], [2.0, 1 / 3]]), np.zeros((0, 2)))
    return Region(segment=3, mask=mask, contours=contours)


def conclusion(rows: int = 7, columns: int = 5) -> Conclusion:
    """Each kind of finding: with and without region, side, probability, measurements."""
    full = Finding(
        id="lung-1",
        concept=LUNG,
        presence=Presence.PRESENT,
        laterality=Laterality.RIGHT,
        probability=0.75,
        measurements=(AREA, replace(AREA, note=None)),
        region=region(rows, columns),
    )
    bare = Finding(id="lung-2", concept=LUNG, presence=Presence.ABSENT, laterality=None)
    return Conclusion(
        findings=(full, bare),
        joint=(JointMeasurement(id="ratio", measurement=AREA, of=("lung-1", "lung-2")),),
        reasons=(Reason(code=ReasonCode.SPACING_UNKNOWN, text="no spacing"),),
    )


# Masks are packed into bits: the last byte is whole, partly used, or there is none.
@pytest.mark.parametrize(("rows", "columns"), [(7, 5), (8, 8), (1, 1), (0, 0)])
def test_the_same_conclusion_comes_back(tmp_path: Path, rows: int, columns: int) -> None:
    one = conclusion(rows, columns)
    other = load_conclusion(tmp_path, save_conclusion(one, tmp_path))
    first, second = one.findings[0].region, other.findings[0].region
    assert isinstance(first, Region)
    assert isinstance(second, Region)
    assert second.mask.dtype == first.mask.dtype
    assert np.array_equal(second.mask, first.mask)
    assert all(np.array_equal(a, b) for a, b in zip(first.contours, second.contours, strict=True))
    assert replace(other.findings[0], region=None) == replace(one.findings[0], region=None)
    assert (other.findings[1], other.joint, other.reasons) == (one.findings[1], one.joint, one.reasons)


def of_a_volume(labels: np.ndarray) -> Conclusion:
    """Two findings of a volume, one of them absent."""
    present = replace(conclusion().findings[0], region=VolumeRegion(segment=1, voxels=int((labels == 1).sum())))
    absent = Finding(id="lung-2", concept=LUNG, presence=Presence.ABSENT, region=VolumeRegion(segment=2, voxels=0))
    return Conclusion(findings=(present, absent), labels=labels)


def test_the_same_conclusion_of_a_volume_comes_back(tmp_path: Path) -> None:
    labels = (np.random.default_rng(7).random((3, 5, 4)) > 0.5).astype(np.uint8)
    one = of_a_volume(labels)
    other = load_conclusion(tmp_path, save_conclusion(one, tmp_path))
    assert other.labels is not None
    assert other.labels.dtype == np.uint8
    np.testing.assert_array_equal(other.labels, labels)
    assert replace(other, labels=None) == replace(one, labels=None)


def test_the_same_labels_make_the_same_file_and_a_small_one(tmp_path: Path) -> None:
    labels = np.zeros((40, 256, 256), np.uint8)
    labels[10:30, 50:200, 60:190] = 1
    first, second = (save_conclusion(of_a_volume(labels.copy()), tmp_path) for _ in range(2))
    assert first == second
    assert (tmp_path / f"{first}.npz").stat().st_size < labels.nbytes / 100


def test_a_file_is_named_by_its_content_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"x" * (3 << 20))
    folder = tmp_path / "work" / "job"
    sha256 = keep_file(source, folder)
    assert sha256 == keep_file(source, folder) == hashlib.sha256(source.read_bytes()).hexdigest()
    assert [path.name for path in folder.iterdir()] == [f"{sha256}.dcm"]
    assert (folder.stat().st_mode & 0o777, (folder / f"{sha256}.dcm").stat().st_mode & 0o777) == (0o700, 0o600)


def test_another_conclusion_is_none(tmp_path: Path) -> None:
    sha256 = save_conclusion(conclusion(), tmp_path)
    path = tmp_path / f"{sha256}.npz"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ArtifactCorrupt):
        load_conclusion(tmp_path, sha256)
    path.unlink()
    with pytest.raises(ArtifactCorrupt):
        load_conclusion(tmp_path, sha256)


def test_a_file_that_is_gone_may_come_back(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnavailable):
        keep_file(tmp_path / "Doe^John", tmp_path / "work")


# What the system says, and what it is called.
SYSTEM = [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EIO, ArchiveUnavailable)]


@pytest.mark.parametrize(("number", "error"), SYSTEM)
def test_a_disk_that_is_full_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: Any, number: int, error: type[Exception]
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number), "Doe^John")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(error) as failed:
        save_conclusion(conclusion(), tmp_path / "work")
    assert list((tmp_path / "work").iterdir()) == []
    assert "Doe" not in str(failed.value)


def test_what_goes_well_passes() -> None:
    with at_work():
        pass
