"""The examples of a breast, lungs, a stroke, a heart, a SPECT and an eye: what was drawn is found, where it was drawn.

Their networks have constant weights and say nothing of any patient; they say where pixels came to lie, in which order
and unit. The results are judged by tools that are not ours, and said once more by durable jobs on a real PACS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.domain.finding import VolumeBoxRegion
from radlane.domain.job import JobRequest
from radlane.domain.result import Result, Verdict
from radlane.encode.checker import check_objects
from radlane.imaging.nuclear import add_groups
from radlane.pipeline.document import describe_result
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from support.caller import pacs_settings
from support.caller import run_job as run_durable
from support.example_studies import (
    BALLS,
    BRAIN_MM,
    CHEST_MM,
    COUNTS,
    HEART_MM,
    HOT,
    OCT_MM,
    SHRUNK,
    SPECT_MM,
    STROKE,
    VIEWS,
    chest,
    chest_block,
    eye,
    heart,
    mammogram,
    oct_back,
    oct_block,
    oct_front,
    spect_head,
    spect_values,
    stroke,
    stroke_values,
    ventricle,
)
from support.judging import Complaints, complaints_of
from support.lanes import watch
from support.noise import read_noise, without_noise
from support.orthanc import Orthanc
from support.planar import example, served_examples
from support.reading import groups, words
from support.server import serving
from support.several import block_at, lane_of
from support.volumes import Block

MADE: Mapping[str, tuple[str, Mapping[str, Sequence[FileDataset]]]] = {
    "rcc": ("mammogram-mass", {"rcc": [mammogram("rcc")]}),
    "lmlo": ("mammogram-mass", {"lmlo": [mammogram("lmlo", inverted=True)]}),
    "chest": ("ct-nodules", {"chest": chest()}),
    "stroke": ("stroke-channels", stroke()),
    "heart": ("cardiac-phases", {"heart": heart()}),
    "spect": ("spect-counts", {"spect": spect_head()}),
    "eye": ("oct-layers", {"eye": eye()}),
}
NOISE = [Path(__file__).with_name(f"noise_{name}.toml") for name in ("pictures", "examples")]


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """What came of a study: the result, the files of its images, and its objects as files, by role."""

    result: Result
    images: tuple[Path, ...]
    objects: dict[str, Path]

    def read(self, role: str) -> FileDataset:
        return dcmread(self.objects[role])

    def number(self, finding_id: str) -> float:
        (measurement,) = (one.measurements[0] for one in self.result.findings if one.id == finding_id)
        return float(measurement.value)

    @property
    def codes(self) -> list[str]:
        return [str(reason.code) for reason in self.result.reasons]


def analysed(folder: Path, name: str, made: Mapping[str, Sequence[FileDataset]], **request: Any) -> Analysed:
    lane = lane_of(folder, example(name), made)
    images = tuple(sorted(path for path in (folder / "archive").rglob("*") if path.is_file()))
    asked = JobRequest(study_instance_uid=only_study(lane.archive), model=name, **request)
    result = run_job(lane, asked, watch())
    objects = {str(item.role): item.path for item in result.objects if item.path is not None}
    return Analysed(result=result, images=images, objects=objects)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Analysed]:
    """What is analysed once for all tests."""
    return {key: analysed(tmp_path_factory.mktemp(key), *named) for key, named in MADE.items()}


@pytest.fixture(scope="module")
def judged(tools: None, made: dict[str, Analysed]) -> dict[str, Complaints]:
    """What the judges say of each study, all at once."""
    said = complaints_of([(found.images, found.objects) for found in made.values()])
    return dict(zip(made, said, strict=True))


@pytest.mark.timeout(600)  # PixelMed takes seconds for each report
@pytest.mark.parametrize("name", MADE)
def test_the_judges_complain_of_noise_only(judged: dict[str, Complaints], name: str) -> None:
    said = judged[name]
    noise = (*read_noise(), *(entry for path in NOISE for entry in read_noise(path)))
    left = [one for one in said if without_noise(one[0], [one[2]], noise)]
    assert not left, "\n".join(" | ".join(one) for one in left)


@pytest.mark.parametrize("name", MADE)
def test_the_checker_finds_nothing_and_every_object_says_that_it_means_nothing(
    made: dict[str, Analysed], name: str
) -> None:
    assert made[name].result.verdict is Verdict.ANALYSED
    objects = [dcmread(path) for path in made[name].objects.values()]
    images = [dcmread(path, stop_before_pixels=True) for path in made[name].images]
    for image in images:
        add_groups(image)  # where the slices of a SPECT lie
    assert check_objects(objects, images) == ()
    assert all("its output means nothing" in str(one) for one in objects)
    assert {one.ContentQualification for one in objects} == {"RESEARCH"}


def marked(found: Analysed, drawn: Block, number: int = 1) -> NDArray[np.bool_]:
    """The voxels of a segment on the grid of what was drawn, by the places in mm that the SEG's frames say."""
    seg, held = found.read("segmentation"), np.zeros(drawn.values.shape, bool)
    (shared,) = seg.SharedFunctionalGroupsSequence
    planes = seg.pixel_array.reshape(-1, seg.Rows, seg.Columns)
    for own, plane in zip(seg.PerFrameFunctionalGroupsSequence, planes, strict=True):
        said = {element.keyword: element.value[0] for group in (shared, own) for element in group if element.value}
        if said["SegmentIdentificationSequence"].ReferencedSegmentNumber == number:
            row, column = np.reshape(said["PlaneOrientationSequence"].ImageOrientationPatient, (2, 3)).astype(float)
            between_rows, between_columns = said["PixelMeasuresSequence"].PixelSpacing
            y, x = (place[:, None] for place in np.nonzero(plane))
            places = said["PlanePositionSequence"].ImagePositionPatient + x * between_columns * row
            places = places + y * between_rows * column
            index = (np.linalg.inv(drawn.affine) @ np.c_[places, np.ones(len(places))].T)[:3]
            assert np.abs(index - np.rint(index)).max(initial=0) < 0.01
            held[tuple(np.rint(index).astype(int))] = True
    return held


def overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))


def block_of(part: tuple[slice, ...], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    held = np.zeros(shape, bool)
    held[part] = True
    return held


@pytest.mark.parametrize(("name", "side"), [("rcc", "right"), ("lmlo", "left")])
def test_a_mass_lies_in_the_breast_that_its_view_shows(made: dict[str, Analysed], name: str, side: str) -> None:
    (finding,) = describe_result(made[name].result)["findings"]
    rows, columns = VIEWS[name][-1]
    found = [finding["box"][edge] for edge in ("top", "bottom", "left", "right")]
    assert found == pytest.approx([rows.start, rows.stop, columns.start, columns.stop], abs=2.5)  # a pixel of the grid
    assert (finding["presence"], finding["laterality"], finding["site"]["value"]) == ("present", side, "76752008")
    (group,) = (one for one in groups(made[name].read("report")) if one.finding == "129788004")
    assert (group.side, group.presence) == (side, "present")


def test_of_several_views_the_job_names_one_and_spot_views_are_none(tmp_path: Path) -> None:
    spot = mammogram("rcc", modifier="399055006")  # Spot compression
    study = {"rcc": [mammogram("rcc")], "lmlo": [mammogram("lmlo")], "spot": [spot]}
    for number, (series, codes) in enumerate(
        {
            None: ["ambiguous-input"],
            str(study["rcc"][0].SeriesInstanceUID): [],
            str(study["lmlo"][0].SeriesInstanceUID): [],
            str(spot.SeriesInstanceUID): ["view-mismatch"],
        }.items()
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = analysed(folder, "mammogram-mass", study, series_instance_uid=series)
        assert found.codes == codes
        assert (found.result.verdict is Verdict.ANALYSED) == (codes == [])


def test_balls_of_soft_tissue_are_boxed_where_they_lie_in_the_patient(made: dict[str, Analysed]) -> None:
    """The slices are coronal, and the stored values 1024 above HU; bone, and what touches the wall, are none."""
    found = {finding.id: finding for finding in made["chest"].result.findings}
    assert set(found) == {"nodule-1", "nodule-2"}
    drawn = chest_block()
    for finding, name in zip(
        sorted(found.values(), key=lambda one: _height(one.region)), ("large", "small"), strict=True
    ):
        index, radius, _ = BALLS[name]
        assert isinstance(finding.region, VolumeBoxRegion)
        corners = finding.region.corners
        middle = (drawn.affine @ [*index, 1])[:3]
        np.testing.assert_allclose(corners.mean(axis=0), middle, atol=1)  # less than half a voxel
        drawn_mm = [(2 * np.floor(radius / mm) + 1) * mm for mm in reversed(CHEST_MM)]  # whole voxels, on both sides
        np.testing.assert_allclose(np.ptp(corners, axis=0), drawn_mm, atol=2.5)


def _height(region: object) -> float:
    assert isinstance(region, VolumeBoxRegion)
    return float(region.corners[:, 2].mean())


def test_what_is_bright_and_hardly_diffuses_is_marked(made: dict[str, Analysed]) -> None:
    """Of two b-values the right one, ADC from sagittal slices, in mm2/s."""
    found, drawn = made["stroke"], block_at(stroke_values("adc"), BRAIN_MM)
    assert overlap(marked(found, drawn), block_of(STROKE, drawn.values.shape)) > 0.95
    tissue = drawn.values[drawn.values > 100].mean() * 1e-6
    assert found.number("adc-of-tissue") == pytest.approx(tissue, rel=0.1)  # less at the edges, which are blurred
    assert found.number("adc-of-marked") == pytest.approx(drawn.values[STROKE].mean() * 1e-6, rel=0.1)
    flair = stroke_values("flair")
    assert found.number("flair-of-marked") == pytest.approx(
        (flair[STROKE].mean() - flair.mean()) / flair.std(), rel=0.1
    )
    said = describe_result(found.result)["findings"]
    assert {one["measurements"][0]["unit"]["value"] for one in said} == {"mL", "mm2/s", "1"}
    chosen = {
        one["channel"]: one["images"] for one in describe_result(found.result)["selection"] if one["choice"] == "chosen"
    }
    assert chosen == {"dwi": 20, "adc": 60, "flair": 20}


def test_without_flair_zeros_are_given_and_it_is_said(tmp_path: Path) -> None:
    found = analysed(tmp_path, "stroke-channels", stroke("flair"))
    assert found.codes == ["channel-missing"]
    assert found.number("flair-of-marked") == 0
    assert "No series of the study fits channel flair" in words(found.read("report"))


@pytest.mark.parametrize(
    ("made_of", "code"), [(stroke(adc_factor=10.0), "output-implausible"), (stroke("adc"), "series-unfit")]
)
def test_adc_in_another_unit_is_no_adc(tmp_path: Path, made_of: Mapping[str, Any], code: str) -> None:
    found = analysed(tmp_path, "stroke-channels", made_of)
    assert (found.result.verdict, found.codes) == (Verdict.NOT_ANALYSED, [code])


def test_a_ventricle_is_marked_at_the_end_of_diastole_and_shrinks(made: dict[str, Analysed]) -> None:
    found = made["heart"]
    first, last = ventricle(0) > 500, ventricle(SHRUNK.index(min(SHRUNK))) > 500
    assert overlap(marked(found, block_at(first, HEART_MM)), first) > 0.9
    assert found.number("ejected") == pytest.approx(100 * (1 - last.sum() / first.sum()), abs=4)  # the next: 16 less
    images = {ref.sop_instance_uid for ref in found.result.provenance.inputs}
    times = {
        float(image.TriggerTime)
        for image in (dcmread(path, stop_before_pixels=True) for path in found.images)
        if image.SOPInstanceUID in images
    }
    assert times == {0.0, 320.0}


def test_a_heart_that_was_gated_slice_by_slice_is_the_same_one(made: dict[str, Analysed], tmp_path: Path) -> None:
    found = analysed(tmp_path, "cardiac-phases", {"heart": heart(longer=0.06)})
    assert found.number("ejected") == made["heart"].number("ejected")


def test_phases_in_another_order_are_no_heart(tmp_path: Path) -> None:
    found = analysed(tmp_path, "cardiac-phases", {"heart": heart([2, 1, 0, 3, 4])})
    assert (found.result.verdict, found.codes) == (Verdict.NOT_ANALYSED, ["output-implausible"])


def test_counts_of_a_spect_lie_on_their_side(made: dict[str, Analysed]) -> None:
    found, drawn = made["spect"], block_at(spect_values(), SPECT_MM)
    assert overlap(marked(found, drawn), block_of(HOT, drawn.values.shape)) > 0.95
    assert found.number("highest-count") == pytest.approx(COUNTS)
    left = drawn.values[..., drawn.values.shape[2] // 2 :].sum() / drawn.values.sum()
    assert found.number("left-share") == pytest.approx(100 * left, abs=1)
    volume, length = next(one.measurements for one in found.result.findings if one.id == "hot-part")
    sides = [part.stop - part.start for part in HOT]
    assert volume.value == pytest.approx(np.prod(sides) * np.prod(SPECT_MM) / 1000, rel=0.05)
    assert length.value == pytest.approx(np.linalg.norm(np.multiply(sides, SPECT_MM)), rel=0.1)


def test_edges_of_an_eye_lie_along_its_depth_and_on_its_side(made: dict[str, Analysed]) -> None:
    """Three voxels of each column are above the mean of the four before them, or behind them, by enough."""
    found, drawn = made["eye"], oct_block()
    y = np.arange(drawn.values.shape[1])[:, None]
    front, back = oct_front()[:, None, :], oct_back()[:, None, :]
    np.testing.assert_array_equal(marked(found, drawn, 1), (y >= front) & (y < front + 3))
    np.testing.assert_array_equal(marked(found, drawn, 2), (y >= back - 3) & (y < back))
    for finding in found.result.findings:
        (volume,) = finding.measurements
        assert volume.value == pytest.approx(3 * front.size * np.prod(OCT_MM) / 1000)
        assert finding.laterality == "right"
    kinds = [segment.SegmentedPropertyTypeCodeSequence[0] for segment in found.read("segmentation").SegmentSequence]
    assert [kind.CodeValue for kind in kinds] == ["280677004", "128299"]
    assert {kind.SegmentedPropertyTypeModifierCodeSequence[0].CodeMeaning for kind in kinds} == {"Right"}


def test_an_eye_of_no_side_has_findings_without_one(tmp_path: Path) -> None:
    found = analysed(tmp_path, "oct-layers", {"eye": eye(None)})
    assert {finding.laterality for finding in found.result.findings} == {None}
    assert "laterality-unknown" in found.codes


@pytest.fixture
def caller(orthanc: Orthanc, tmp_path: Path) -> Iterator[httpx.Client]:
    """A service with the examples, before a PACS that holds the studies."""
    orthanc.empty()
    for _, study in MADE.values():
        for datasets in study.values():
            for dataset in datasets:
                orthanc.put(dataset)
    models = served_examples(tmp_path / "models")
    settings = pacs_settings(orthanc) | {"RADLANE_MODELS_DIR": str(models), "RADLANE_DEVICE": "cpu"}
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client,
    ):
        yield client


def test_durable_jobs_on_a_real_pacs_say_the_same(made: dict[str, Analysed], caller: httpx.Client) -> None:
    for key, (name, study) in MADE.items():
        (first, *_) = next(iter(study.values()))
        asked = {"model": name, "study": str(first.StudyInstanceUID)}
        job = run_durable(caller, asked | ({"series": str(first.SeriesInstanceUID)} if len(study) == 1 else {}), 120)
        assert job["state"] == "succeeded", job
        said = caller.get(f"/v1/jobs/{job['id']}/result").json()
        expected = describe_result(made[key].result)
        for what in ("id", "presence", "laterality", "probability", "box", "measurements"):
            assert [one[what] for one in said["findings"]] == [one[what] for one in expected["findings"]], what
        assert {delivery["state"] for one in said["objects"] for delivery in one["deliveries"]} == {"stored"}
