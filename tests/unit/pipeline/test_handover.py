"""Files between two steps: the same conclusion comes back, or none."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from radlane.domain.code import Code
from radlane.domain.finding import (
    BoxRegion,
    Conclusion,
    Finding,
    JointMeasurement,
    Laterality,
    Measurement,
    Presence,
    Probability,
    Region,
    VolumeBoxRegion,
    VolumeRegion,
)
from radlane.domain.operating_point import OperatingPoint
from radlane.domain.out_of_distribution import Distance
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.saliency import Heatmap, SaliencyQuantity
from radlane.domain.study import RetrievedInstance
from radlane.domain.uncertainty import BIT, ENTROPY
from radlane.errors import ArchiveUnavailable, ArtifactCorrupt, StorageFull
from radlane.pipeline.handover import (
    at_work,
    copy_conclusion,
    keep_refs,
    keep_source,
    load_conclusion,
    load_refs,
    load_source,
    save_conclusion,
)
from support.findings import classification, frame_choice

REF = InstanceRef(study_instance_uid="1.2", series_instance_uid="1.2.3", sop_instance_uid="1", sop_class_uid="1.5")
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
        site=Code(scheme="SCT", value="51185008", meaning="Chest"),
        laterality=Laterality.RIGHT,
        probability=Probability(
            value=0.75,
            threshold=0.5,
            indeterminate_from=0.25,
            calibration="the data of a test",
            calibrated_by="platt",
            operating_point=OperatingPoint(
                id="rule-out", threshold=0.5, sensitivity=0.9, specificity=0.8, cohort="the cohort of a test"
            ),
        ),
        measurements=(AREA, replace(AREA, note=None, derivation=LUNG)),
        uncertainty=(Measurement(concept=ENTROPY, value=0.25, unit=BIT),),
        region=region(rows, columns),
    )
    bare = Finding(id="lung-2", concept=LUNG, presence=Presence.ABSENT, laterality=None)
    return Conclusion(
        findings=(full, bare),
        joint=(JointMeasurement(id="ratio", measurement=AREA, of=("lung-1", "lung-2")),),
        reasons=(Reason(code=ReasonCode.SPACING_UNKNOWN, text="no spacing"),),
    )


def test_probabilities_come_back(tmp_path: Path) -> None:
    one = conclusion(7, 5)
    region = one.findings[0].region
    assert isinstance(region, Region)
    fractions = np.arange(35, dtype=np.uint8).reshape(7, 5)
    one = replace(one, findings=(replace(one.findings[0], region=replace(region, fractions=fractions)),))
    back = load_conclusion(tmp_path, save_conclusion(one, tmp_path)).findings[0].region
    assert isinstance(back, Region)
    assert back.fractions is not None
    assert back.fractions.dtype == np.uint8
    np.testing.assert_array_equal(back.fractions, fractions)


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
    assert second.fractions is None
    assert replace(other.findings[0], region=None) == replace(one.findings[0], region=None)
    assert (other.findings[1], other.joint, other.reasons) == (one.findings[1], one.joint, one.reasons)


def test_what_an_earlier_radlane_handed_over_is_read(tmp_path: Path) -> None:
    """It knew no operating points, no calibration of its own and no uncertainty."""
    one = conclusion()
    with np.load(tmp_path / f"{save_conclusion(one, tmp_path)}.npz") as file:
        arrays = {name: file[name] for name in file.files}
    facts = json.loads(arrays["facts"].tobytes())
    for finding in facts["findings"]:
        del finding["uncertainty"]
    for key in ("calibrated_by", "operating_point"):
        del facts["findings"][0]["probability"][key]
    buffer = BytesIO()
    np.savez_compressed(buffer, **{**arrays, "facts": np.frombuffer(json.dumps(facts).encode(), np.uint8)})
    sha256 = hashlib.sha256(buffer.getvalue()).hexdigest()
    (tmp_path / f"{sha256}.npz").write_bytes(buffer.getvalue())
    (found, _) = load_conclusion(tmp_path, sha256).findings
    assert found.uncertainty == ()
    assert found.probability == Probability(
        value=0.75, threshold=0.5, indeterminate_from=0.25, calibration="the data of a test"
    )


def test_boxes_and_heat_maps_come_back(tmp_path: Path) -> None:
    affine = np.array([[0, 0, 8.5, -20], [0, 7.25, 0, 1 / 3], [6, 0, 0, 2], [0, 0, 0, 1]])
    likely = replace(conclusion().findings[0], probability=Probability(value=0.5, threshold=0.5))
    flat = replace(likely, region=BoxRegion(frame=2, left=1 / 3, top=0.5, right=7.0, bottom=9.25))
    deep = replace(likely, region=VolumeBoxRegion(affine=affine))
    heat = np.random.default_rng(7).random((2, 4, 3)).astype(np.float32)
    quantity = SaliencyQuantity.GRADIENT_WEIGHTED_CLASS_ACTIVATION
    heatmap = Heatmap(finding="lung-1", quantity=quantity, method="by hand", values=heat)
    one = Conclusion(findings=(flat, deep), heatmaps=(heatmap,))
    other = load_conclusion(tmp_path, save_conclusion(one, tmp_path))
    assert other.findings[0] == flat
    found = other.findings[1].region
    assert isinstance(found, VolumeBoxRegion)
    np.testing.assert_array_equal(found.affine, affine)
    (back,) = other.heatmaps
    assert replace(back, values=heat) == heatmap
    assert back.values.dtype == np.float32
    np.testing.assert_array_equal(back.values, heat)


@pytest.mark.parametrize("distance", [None, Distance(distance=1 / 3, threshold=12.5)])
def test_a_distance_comes_back(tmp_path: Path, distance: Distance | None) -> None:
    one = Conclusion(findings=(), distance=distance)
    assert load_conclusion(tmp_path, save_conclusion(one, tmp_path)) == one


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


def instances(folder: Path, count: int = 3) -> list[RetrievedInstance]:
    """Files in the reverse order of their UIDs."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count, 0, -1):
        path = folder / f"IM{number}"
        path.write_bytes(bytes([number]) * (2 << 20))
        made.append(RetrievedInstance(ref=replace(REF, sop_instance_uid=f"1.2.3.{number}"), path=path))
    return made


@pytest.mark.parametrize("where", ["archive", "work/job/spool"], ids=["of an archive", "of the job"])
def test_what_was_chosen_is_kept_in_its_order(tmp_path: Path, where: str) -> None:
    chosen, folder = instances(tmp_path / where), tmp_path / "work" / "job"
    sha256, _ = keep_source(chosen, folder)
    for item in chosen:
        item.path.unlink(missing_ok=True)  # the archive's files may go
    kept = load_source(folder, sha256)
    assert [item.ref for item in kept] == [item.ref for item in chosen]
    assert [item.path.read_bytes()[0] for item in kept] == [3, 2, 1]


def test_only_its_owner_reads_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    kept = load_source(folder, keep_source(instances(tmp_path / "archive"), folder)[0])
    assert {path.stat().st_mode & 0o077 for path in (folder, *(item.path for item in kept))} == {0}


def test_the_job_s_own_files_are_moved(tmp_path: Path) -> None:
    """A file that is damaged later is not there a second time, to be taken for a good one."""
    (chosen, *_), folder = instances(tmp_path / "work" / "job" / "spool"), tmp_path / "work" / "job"
    sha256, kept = keep_source([chosen], folder)
    assert load_source(folder, sha256) == kept
    assert not chosen.path.exists()


def test_what_is_retrieved_again_takes_the_place_of_what_was_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "work" / "job"
    sha256, _ = keep_source(instances(folder / "spool"), folder)
    load_source(folder, sha256)[0].path.write_bytes(b"damaged")
    assert keep_source(instances(folder / "spool"), folder)[0] == sha256
    assert len(load_source(folder, sha256)) == 3


def test_a_plan_is_a_file_too(tmp_path: Path) -> None:
    refs = [item.ref for item in instances(tmp_path / "archive")]
    sha256 = keep_refs(refs, tmp_path / "work")
    assert load_refs(tmp_path / "work", sha256) == tuple(refs)
    (tmp_path / "work" / f"{sha256}.json").unlink()
    with pytest.raises(ArtifactCorrupt):
        load_refs(tmp_path / "work", sha256)


@pytest.mark.parametrize("how", ["list", "gone", "changed"])
def test_another_source_is_none(tmp_path: Path, how: str) -> None:
    sha256, _ = keep_source(instances(tmp_path / "archive"), tmp_path / "work")
    kept = load_source(tmp_path / "work", sha256)
    if how == "list":
        (tmp_path / "work" / f"{sha256}.json").write_text("[]")
    elif how == "gone":
        kept[1].path.unlink()
    else:
        kept[1].path.write_bytes(b"other")
    with pytest.raises(ArtifactCorrupt):
        load_source(tmp_path / "work", sha256)


def test_another_conclusion_is_none(tmp_path: Path) -> None:
    sha256 = save_conclusion(conclusion(), tmp_path)
    path = tmp_path / f"{sha256}.npz"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ArtifactCorrupt):
        load_conclusion(tmp_path, sha256)
    path.unlink()
    with pytest.raises(ArtifactCorrupt):
        load_conclusion(tmp_path, sha256)


def test_a_conclusion_is_kept_in_another_folder_too(tmp_path: Path) -> None:
    said = classification()
    sha256 = save_conclusion(said, tmp_path / "job")
    copy_conclusion(tmp_path / "job", sha256, tmp_path / "run")
    (tmp_path / "job" / f"{sha256}.npz").write_bytes(b"gone")
    assert load_conclusion(tmp_path / "run", sha256) == said
    with pytest.raises(ArtifactCorrupt):
        copy_conclusion(tmp_path / "job", sha256, tmp_path / "run")


def test_a_file_that_is_gone_may_come_back(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnavailable):
        keep_source([RetrievedInstance(ref=REF, path=tmp_path / "Doe^John")], tmp_path / "work")


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


def test_a_frame_comes_back(tmp_path: Path) -> None:
    one = frame_choice(frame=7)
    assert load_conclusion(tmp_path, save_conclusion(one, tmp_path)) == one
