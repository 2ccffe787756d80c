"""A real head CT through durable jobs on a real PACS.

The network is the trained one of models/ct-tissue.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from pydicom import Dataset
from pydicom.dataset import FileDataset

from support.archives import held
from support.caller import pacs_settings, run_job
from support.orthanc import Orthanc
from support.server import Server, serving
from support.volumes import cranium, enhanced, series

MODEL = "ct-tissue"
_TIMEOUT_S = 240


@dataclass(frozen=True, kw_only=True)
class Ward:
    """A service and the PACS behind it."""

    server: Server
    orthanc: Orthanc
    caller: httpx.Client

    def put(self, slices: list[FileDataset]) -> str:
        for dataset in slices:
            self.orthanc.put(dataset)
        return str(slices[0].StudyInstanceUID)

    def job(self, study: str, **body: Any) -> dict[str, Any]:
        return run_job(self.caller, {"model": MODEL, "study": study, **body}, _TIMEOUT_S)


@pytest.fixture
def ward(orthanc: Orthanc, tmp_path: Path) -> Iterator[Ward]:
    orthanc.empty()
    with (
        serving(tmp_path / "service", **pacs_settings(orthanc)) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller,
    ):
        yield Ward(server=server, orthanc=orthanc, caller=caller)


def head() -> list[FileDataset]:
    """Every second row, column and slice of a real head."""
    step = slice(None, None, 2)
    return series(cranium().part(step, step, step), modality="CT", BodyPartExamined="HEAD")


def joined(slices: Sequence[FileDataset]) -> list[FileDataset]:
    """The slices as frames of one enhanced image, in an order that is none of space."""
    image = enhanced(slices)
    order = random.Random(8).sample(range(len(slices)), len(slices))
    length = len(image.PixelData) // len(slices)
    image.PerFrameFunctionalGroupsSequence = [image.PerFrameFunctionalGroupsSequence[place] for place in order]
    image.PixelData = b"".join(image.PixelData[place * length : (place + 1) * length] for place in order)
    return [image]


def positions(images: Sequence[FileDataset]) -> dict[tuple[str, int | None], Sequence[float]]:
    """Where each slice lies, by its instance and the number of its frame."""
    found: dict[tuple[str, int | None], Sequence[float]] = {}
    for image in images:
        groups = image.get("PerFrameFunctionalGroupsSequence")
        if groups is None:
            found[image.SOPInstanceUID, None] = image.ImagePositionPatient
        for number, group in enumerate(groups or (), start=1):
            found[image.SOPInstanceUID, number] = group.PlanePositionSequence[0].ImagePositionPatient
    return found


def frames(segmentation: Dataset) -> Iterator[tuple[int, Dataset, np.ndarray[Any, Any]]]:
    """Segment Number, functional groups and pixels of each frame."""
    pixels = segmentation.pixel_array.reshape(-1, segmentation.Rows, segmentation.Columns)
    shared = segmentation.SharedFunctionalGroupsSequence[0]  # of one segment the number stands there
    for groups, frame in zip(segmentation.PerFrameFunctionalGroupsSequence, pixels, strict=True):
        said = groups if "SegmentIdentificationSequence" in groups else shared
        yield int(said.SegmentIdentificationSequence[0].ReferencedSegmentNumber), groups, frame


def volumes(report: Dataset) -> dict[int, float]:
    """Referenced Segment Number -> volume in mL of each measurement group."""
    found = {}
    for group in (item for item in walk(report) if name_of(item) == "125007"):
        numbers = [
            int(item.ReferencedSOPSequence[0].ReferencedSegmentNumber)
            for item in walk(group)
            if item.get("ValueType") == "IMAGE" and "ReferencedSegmentNumber" in item.ReferencedSOPSequence[0]
        ]
        values = [
            float(item.MeasuredValueSequence[0].NumericValue)
            for item in walk(group)
            if item.get("ValueType") == "NUM" and name_of(item) == "118565006"
        ]
        if numbers:
            (number,), (value,) = set(numbers), values
            found[number] = value
    return found


def walk(item: Dataset) -> Iterator[Dataset]:
    for child in item.get("ContentSequence", ()):
        yield child
        yield from walk(child)


def name_of(item: Dataset) -> str:
    return str(item.ConceptNameCodeSequence[0].CodeValue) if "ConceptNameCodeSequence" in item else ""


@pytest.mark.parametrize("formed", [list, joined], ids=["slices", "frames of an enhanced image"])
def test_a_head_in_the_pacs(ward: Ward, formed: Callable[[Sequence[FileDataset]], list[FileDataset]]) -> None:
    """Frames of the SEG lie on the slices they refer to; the SR's volumes are the SEG's voxels."""
    made_of = head()
    slices = {str(dataset.SOPInstanceUID): dataset for dataset in formed(made_of)}
    places = positions(list(slices.values()))
    assert len(places) == len(made_of)
    study = ward.put(list(slices.values()))
    job = ward.job(study)
    assert (job["state"], job["error"], job["reasons"]) == ("succeeded", None, [])
    assert job["completeness"]["retrieved"] is True
    found = held(ward.orthanc.archive(), study)
    made = {dataset.Modality: dataset for uid, dataset in found.items() if uid not in slices}
    assert {"SEG", "SR"} <= made.keys()
    assert len({dataset.SeriesInstanceUID for dataset in found.values()}) == 1 + len(made)
    (one, *_) = made_of
    voxel_ml = float(np.prod(one.PixelSpacing)) * 3.0 / 1000
    counts: dict[int, int] = {}
    for number, groups, frame in frames(made["SEG"]):
        source = groups.DerivationImageSequence[0].SourceImageSequence[0]
        place = places[source.ReferencedSOPInstanceUID, source.get("ReferencedFrameNumber")]
        assert np.allclose(groups.PlanePositionSequence[0].ImagePositionPatient, place, atol=1e-4)
        counts[number] = counts.get(number, 0) + int(frame.sum())
    assert made["SEG"].FrameOfReferenceUID == one.FrameOfReferenceUID
    stated = volumes(made["SR"])
    assert stated.keys() == counts.keys()
    assert stated == {number: pytest.approx(count * voxel_ml) for number, count in counts.items()}
    result = ward.caller.get(f"/v1/jobs/{job['id']}/result").json()
    present = {finding["id"] for finding in result["findings"] if finding["presence"] == "present"}
    assert {"air", "soft-tissue", "bone"} <= present
    assert len(result["provenance"]["inputs"]) == len(slices)
    again = ward.job(study)
    assert (again["state"], again["reused_from"]) == ("succeeded", job["id"])
    assert held(ward.orthanc.archive(), study).keys() == found.keys()


def test_a_head_without_a_slice_ends_with_a_reason(ward: Ward) -> None:
    slices = sorted(head(), key=lambda dataset: float(dataset.ImagePositionPatient[2]))
    del slices[20]
    study = ward.put(slices)
    job = ward.job(study)
    assert (job["state"], [reason["code"] for reason in job["reasons"]]) == ("not-analysed", ["slices-missing"])
    assert len(held(ward.orthanc.archive(), study)) == len(slices)
