"""Models of several channels through the lane on files: four MR series, and PET on CT; judged by tools not ours.

The networks are made by hand (`support.several`): a sum in which every channel has a weight of its own, so that one
that is left out, exchanged or laid elsewhere changes what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from radlane.domain.job import JobRequest
from radlane.domain.result import Result, Verdict
from radlane.encode.checker import check_objects
from radlane.pipeline.document import describe_result
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from support.judging import complaints
from support.lanes import watch
from support.noise import read_noise, without_noise
from support.reading import words
from support.several import (
    BOX,
    BRIGHT,
    NAME,
    SHAPE,
    WEIGHTS,
    becquerels,
    ct_block,
    four_channels,
    four_heads,
    four_model,
    head,
    lane_of,
    one_of,
    pet_on_ct,
    pet_on_ct_model,
)
from support.volumes import Block, rotation, uid

SERIES = {name: uid(f"several {name} series") for name in WEIGHTS}
VOXELS = int(np.prod([part.stop - part.start for part in BOX]))


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """What came of a study: the result, its images by channel, and its objects as files, by role."""

    result: Result
    images: dict[str, list[Path]]
    objects: dict[str, Path]

    def uids(self, *names: str) -> set[str]:
        return {str(dcmread(path).SOPInstanceUID) for name in names or self.images for path in self.images[name]}

    @property
    def report(self) -> FileDataset:
        return dcmread(self.objects["report"])

    @property
    def segmentation(self) -> FileDataset:
        return dcmread(self.objects["segmentation"])


def analysed(lane: Lane, folder: Path, **request: Any) -> Analysed:
    images = {
        found.name: sorted(path for path in found.iterdir() if path.is_file())
        for found in (folder / "archive").iterdir()
        if found.is_dir()
    }
    asked = JobRequest(study_instance_uid=only_study(lane.archive), model=NAME, **request)
    result = run_job(lane, asked, watch())
    objects = {str(item.role): item.path for item in result.objects if item.path is not None}
    return Analysed(result=result, images=images, objects=objects)


def analyse_four(folder: Path, made: Mapping[str, Sequence[FileDataset]], **missing: Any) -> Analysed:
    model = four_model(folder / "models", *four_channels(**missing))
    return analysed(lane_of(folder, model, made), folder)


def oblique(found: Block) -> Block:
    """The same values on a finer grid that is turned by some degrees about the middle of the box, and larger."""
    fine = np.full((30, 30, 28), found.values.min(), np.int16)
    middle = [(part.start + part.stop - 1) / 2 for part in BOX]
    affine = np.eye(4)
    affine[:3, :3] = (rotation((4, -3, 5))[:3, :3] @ found.affine[:3, :3]) * 0.8
    affine[:3, 3] = (found.affine @ [*middle, 1])[:3] - affine[:3, :3] @ [14.5, 14.5, 13.5]
    index = np.moveaxis(np.indices(fine.shape, np.float64), 0, -1)
    points = np.concatenate([index, np.ones((*fine.shape, 1))], axis=-1) @ (np.linalg.inv(found.affine) @ affine).T
    near = np.floor(points[..., :3] + 0.5)
    inside = np.all([(near[..., k] >= part.start) & (near[..., k] < part.stop) for k, part in enumerate(BOX)], axis=0)
    fine[inside] = found.values.max()
    return Block(values=fine, affine=affine)


@pytest.fixture(scope="module")
def made(tools: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Analysed]:
    """What is analysed once for all tests."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("four", "moved", "three", "pet")}
    without = four_heads()
    del without["t2"]
    fusion = lane_of(folders["pet"], pet_on_ct_model(folders["pet"] / "models"), pet_on_ct())
    return {
        "four": analyse_four(folders["four"], four_heads()),
        "moved": analyse_four(folders["moved"], four_heads(flair=oblique(head(100, BRIGHT)))),
        "three": analyse_four(folders["three"], without, t2={"missing": "copy", "copy_of": "flair"}),
        "pet": analysed(fusion, folders["pet"]),
    }


def referenced(dataset: Dataset) -> set[str]:
    """SOP Instance UIDs in Current Requested Procedure Evidence, or of a SEG in Referenced Series."""
    series = [
        *(
            one
            for study in dataset.get("CurrentRequestedProcedureEvidenceSequence", ())
            for one in study.ReferencedSeriesSequence
        ),
        *(dataset.get("ReferencedSeriesSequence", ()) if dataset.Modality == "SEG" else ()),
    ]
    named = [(one.get("ReferencedSOPSequence") or one.ReferencedInstanceSequence) for one in series]
    return {str(item.ReferencedSOPInstanceUID) for items in named for item in items}


@pytest.mark.timeout(900)  # PixelMed takes seconds for each report
@pytest.mark.parametrize("name", ["four", "moved", "three", "pet"])
def test_the_judges_complain_of_noise_only(made: dict[str, Analysed], name: str) -> None:
    images = [path for found in made[name].images.values() for path in found]
    said = complaints(images, made[name].objects)
    left = [one for one in said if without_noise(one[0], [one[2]], read_noise())]
    assert not left, "\n".join(" | ".join(one) for one in left)


@pytest.mark.parametrize("name", ["four", "moved", "three", "pet"])
def test_the_checker_finds_nothing_without_the_conclusion_either(made: dict[str, Analysed], name: str) -> None:
    objects = [dcmread(path) for path in made[name].objects.values()]
    images = [dcmread(path, stop_before_pixels=True) for found in made[name].images.values() for path in found]
    assert check_objects(objects, images) == ()


@pytest.mark.parametrize(("name", "least"), [("four", 1.0), ("moved", 0.8), ("three", 1.0)])
def test_all_channels_together_find_the_box(made: dict[str, Analysed], name: str, least: float) -> None:
    """The sum of all is 0.54 in the box, and a half is bright: without one of them, or where it lies elsewhere, nothing
    would be found. What was interpolated is darker at the box's rim.
    """
    (finding,) = made[name].result.findings
    seg = highdicom.seg.segread(made[name].objects["segmentation"])
    reference = made[name].uids("t1")
    assert seg.SegmentSequence[0].SegmentLabel == "Bright"
    frames = {
        item.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        for item in seg.PerFrameFunctionalGroupsSequence
    }
    assert frames <= reference
    found = int(seg.pixel_array.sum())
    assert least * VOXELS <= found <= VOXELS
    assert finding.measurements[0].value == pytest.approx(found * 2.5 * 0.8 * 0.7 / 1000, rel=1e-6)
    columns = np.flatnonzero(seg.pixel_array.reshape(-1, *SHAPE[1:]).any(axis=(0, 1)))
    assert BOX[2].start <= columns[0] <= columns[-1] < BOX[2].stop


@pytest.mark.parametrize("name", ["four", "moved", "three", "pet"])
def test_report_and_segmentation_name_all_images_that_were_read(made: dict[str, Analysed], name: str) -> None:
    found = made[name]
    own = {str(dcmread(path).SOPInstanceUID) for path in found.objects.values()}
    assert referenced(found.report) - own == found.uids()
    assert {ref.sop_instance_uid for ref in found.result.provenance.inputs} == found.uids()
    if "segmentation" in found.objects:
        assert referenced(found.segmentation) == found.uids()


def test_the_result_says_what_each_channel_made_of_each_series(made: dict[str, Analysed]) -> None:
    said = describe_result(made["four"].result)["selection"]
    assert len(said) == 16
    chosen = {one["channel"]: one["series"] for one in said if one["choice"] == "chosen"}
    assert chosen == SERIES
    refused = [one for one in said if one["choice"] != "chosen"]
    assert all(one["text"] == f"The model asks for SeriesDescription {one['channel']}" for one in refused)


def test_a_channel_that_is_missing_is_said_in_report_and_result(made: dict[str, Analysed]) -> None:
    words_of_it = "No series of the study fits channel t2: the network was given those of channel flair in their place"
    (reason,) = made["three"].result.reasons
    assert (reason.code, reason.text) == ("channel-missing", words_of_it)
    assert words_of_it in words(made["three"].report)
    assert made["four"].result.reasons == ()


def test_a_channel_in_another_space_or_place_ends_with_a_reason(tmp_path: Path) -> None:
    elsewhere = four_heads()
    elsewhere["t2"] = one_of("t2", head(100, BRIGHT), FrameOfReferenceUID="1.2.3")
    beside = head(100, BRIGHT)
    beside.affine[0, 3] += 0.5 * SHAPE[2] * 0.7
    for name, made, code in (
        ("elsewhere", elsewhere, "frame-of-reference-differs"),
        ("beside", four_heads(t2=beside), "channel-coverage"),
        ("three", {name: datasets for name, datasets in four_heads().items() if name != "t1c"}, "series-unfit"),
    ):
        (tmp_path / name).mkdir()
        result = analyse_four(tmp_path / name, made).result
        assert (result.verdict, [reason.code for reason in result.reasons]) == (Verdict.NOT_ANALYSED, [code])
        assert result.objects == ()


def test_the_suv_of_a_coarse_pet_lies_on_the_ct(made: dict[str, Analysed]) -> None:
    """The activity is linear in space: its mean over the CT is that at its middle, an hour after 350 MBq, of 70 kg."""
    found = made["pet"]
    ct = ct_block()
    middle = (ct.affine @ [*((np.array(SHAPE) - 1) / 2), 1])[:3]
    suv = becquerels(middle) * 70_000 / (350e6 * 0.5 ** (3600 / 6586.2))
    expected = suv + ct.values.mean() / 1000
    assert found.result.verdict is Verdict.ANALYSED
    (finding,) = found.result.findings
    assert finding.measurements[0].value == pytest.approx(expected, rel=1e-4)
