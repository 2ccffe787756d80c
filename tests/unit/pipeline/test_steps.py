"""The whole lane on a folder archive, with the reference model and a real radiograph."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.code import Code
from radlane.domain.finding import BoxRegion, Conclusion, Presence, Probability
from radlane.domain.job import JobRequest
from radlane.domain.output import SegmentationType
from radlane.domain.reason import ReasonCode
from radlane.domain.result import EncodedObject, Result, Role, StoreReceipt, Verdict
from radlane.domain.select import Condition
from radlane.domain.study import RetrievedInstance
from radlane.encode.source_frame import every_frame
from radlane.errors import CheckFailed, MemoryExhausted, StorageFull, StudyMismatch, StudyNotFound
from radlane.inference.entropy import entropy_of
from radlane.inference.probabilities import activate
from radlane.pipeline.chosen import Source
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import Analysis, check, run_job
from support import several
from support.broken_series import BROKEN, Broken
from support.choices import selecting
from support.doubtful import says
from support.lane import content
from support.lanes import lane, reference_model, watch
from support.priors import comparing_model, earlier, lane_with, now, study_uid
from support.radiographs import radiograph, real, save
from support.said import classification, detection, regression
from support.said_lanes import (
    COLUMNS,
    ROWS,
    bright_head,
    bright_radiograph,
    lane_of_radiograph,
    lane_of_volume,
    of_radiograph,
)
from support.scarce import scarce_model
from support.uncertain_lanes import SHIFTS, doubtful_radiograph, doubtful_volume
from support.volume_models import bright_model
from support.volumes import Block, block, saved, series

STEPS = [
    "query",
    "select",
    "retrieve",
    "read",
    "image",
    "tensor",
    "infer",
    "conclude",
    "encode",
    "check",
    "write",
    "store",
]


def with_chest(folder: Path, **arguments: object) -> Lane:
    """A lane whose archive holds RG1."""
    made = lane(folder, **arguments)  # type: ignore[arg-type]
    shutil.copyfile(real("RG1_UNCI.dcm"), folder / "archive" / "RG1")
    return made


def go(on: Lane, **request: object) -> Result:
    study = only_study(on.archive)
    return run_job(on, JobRequest(study_instance_uid=study, model="cxr-lungs", **request), watch())  # type: ignore[arg-type]


def test_a_result_says_that_it_is_the_cpus_and_is_otherwise_the_same(tmp_path: Path) -> None:
    """For want of memory: in the report for people, in the result as a code, and in its provenance."""
    for name in ("usual", "scarce"):
        (tmp_path / name).mkdir()
    usual = go(with_chest(tmp_path / "usual"))
    result = go(replace(with_chest(tmp_path / "scarce"), model=scarce_model(tmp_path, reference_model(), strict=False)))
    assert [reason.code for reason in result.reasons] == [*(one.code for one in usual.reasons), ReasonCode.RAN_ON_CPU]
    assert (usual.provenance.device, result.provenance.device) == ("cpu", "cuda+cpu")
    assert [one.measurements for one in result.findings] == [one.measurements for one in usual.findings]
    (report,) = [item for item in result.objects if item.role is Role.REPORT]
    assert report.path is not None
    assert b"these networks ran on the CPU" in report.path.read_bytes()


def test_where_the_gpu_is_all_there_may_be_a_result_fails_for_want_of_memory(tmp_path: Path) -> None:
    on = replace(with_chest(tmp_path), model=scarce_model(tmp_path, reference_model(), strict=True))
    with pytest.raises(MemoryExhausted, match="not enough memory to run the network"):
        go(on)
    assert [path.name for path in (tmp_path / "archive").iterdir()] == ["RG1"], "nothing is stored"


def test_a_chest_is_analysed_and_its_result_stored(tmp_path: Path) -> None:
    result = go(with_chest(tmp_path))
    assert result.verdict is Verdict.ANALYSED
    assert [item.role for item in result.objects] == [Role.SEGMENTATION, Role.CAPTURE, Role.REPORT]
    assert [delivery.state for item in result.objects for delivery in item.deliveries] == ["stored"] * 3
    assert all(item.path and item.path.is_file() for item in result.objects)
    assert [ref.sop_class_uid for ref in result.provenance.inputs] == ["1.2.840.10008.5.1.4.1.1.1"]
    assert list(result.timings) == STEPS


def test_an_sr_of_outlines_is_stored_before_the_root_where_the_site_wants_one(tmp_path: Path) -> None:
    on = with_chest(tmp_path)
    result = go(replace(on, site=replace(on.site, display_report=True)))
    roles = [item.role for item in result.objects]
    assert roles == [Role.SEGMENTATION, Role.CAPTURE, Role.DISPLAY, Role.REPORT]
    assert [delivery.state for item in result.objects for delivery in item.deliveries] == ["stored"] * 4
    display, report = result.objects[2:]
    assert (display.modality, display.sop_class) == ("SR", "Comprehensive SR Storage")
    assert display.series_instance_uid != report.series_instance_uid


def test_the_same_input_and_the_same_draws_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
        go(with_chest(folder))
    assert content(folders[0] / "archive") == content(folders[1] / "archive")


def test_a_second_run_is_not_led_astray_by_the_first_one_s_objects(tmp_path: Path) -> None:
    on = with_chest(tmp_path)
    first, second = go(on), go(replace(on, site=on.site))
    assert first.findings[0].measurements == second.findings[0].measurements
    assert len(content(tmp_path / "archive")) == 1 + 2 * 3


def test_nothing_is_stored_where_the_request_says_so(tmp_path: Path) -> None:
    on = with_chest(tmp_path, keep=tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    result = go(on, store=False)
    assert len(content(tmp_path / "archive")) == 1
    assert [item.deliveries for item in result.objects] == [()] * 3
    assert sorted(item.path.name for item in result.objects if item.path) == sorted(content(tmp_path / "kept"))


def test_what_cannot_be_analysed_ends_with_a_reason_and_no_object(tmp_path: Path) -> None:
    on = lane(tmp_path)
    save(radiograph(BodyPartExamined="HAND"), tmp_path / "archive")
    result = go(on)
    assert (result.verdict, result.objects, result.findings) == (Verdict.NOT_ANALYSED, (), ())
    assert [reason.code for reason in result.reasons] == ["body-part-mismatch"]
    assert list(result.timings) == ["query", "select"]
    assert content(tmp_path / "objects") == {}


def test_of_two_images_the_view_decides(tmp_path: Path) -> None:
    on = with_chest(tmp_path)
    lateral = dcmread(real("RG1_UNCI.dcm"))
    lateral.ViewPosition, lateral.SOPInstanceUID = "LL", "1.2.3.4"
    lateral.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    save(lateral, tmp_path / "archive", "lateral.dcm")
    result = go(on)
    assert [ref.sop_instance_uid for ref in result.provenance.inputs] != ["1.2.3.4"]
    assert result.verdict is Verdict.ANALYSED


def test_an_unknown_study_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StudyNotFound):
        run_job(lane(tmp_path), JobRequest(study_instance_uid="1.2.3", model="cxr-lungs"), watch())


class FullFolder(FolderArchive):
    """A real folder archive on a disk that is full."""

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        raise StorageFull("no room", uid=objects[0].ref.sop_instance_uid)


def test_what_is_not_stored_is_kept_nowhere(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    full = FullFolder("ward", tmp_path / "archive", Limits())
    with pytest.raises(StorageFull):
        go(with_chest(tmp_path, archive=full, keep=tmp_path / "kept"))
    assert content(tmp_path / "kept") == {}
    assert len(content(tmp_path / "archive")) == 1


class RenamingFolder(FolderArchive):
    """A real folder archive in which the patient is corrected while the study is analysed."""

    def retrieve(self, index: object, instances: object, spool: object) -> object:  # type: ignore[override]
        found = super().retrieve(index, instances, spool)  # type: ignore[arg-type]
        moved = self._root.parent / "before" / "RG1"
        moved.parent.mkdir()
        shutil.copyfile(found.instances[0].path, moved)
        corrected = dcmread(moved)
        corrected.PatientID = "corrected"
        save(corrected, found.instances[0].path.parent, found.instances[0].path.name)
        return replace(found, instances=(replace(found.instances[0], path=moved),))


def test_nothing_goes_into_another_patient_s_study(tmp_path: Path) -> None:
    renaming = RenamingFolder("ward", tmp_path / "archive", Limits())
    with pytest.raises(StudyMismatch):
        go(with_chest(tmp_path, archive=renaming))
    assert list(content(tmp_path / "archive")) == ["RG1"]


def test_what_the_checker_rejects_does_not_leave(tmp_path: Path) -> None:
    result = go(with_chest(tmp_path))
    objects = [dcmread(item.path) for item in result.objects if item.path]
    path = tmp_path / "archive" / "RG1"
    instance = RetrievedInstance(ref=result.provenance.inputs[0], path=path)
    datasets = (dcmread(path),)
    source = Source(instances=(instance,), datasets=datasets, analysed=every_frame(datasets))
    said = Conclusion(findings=result.findings, joint=result.joint)
    analysis = Analysis(source=source, subject=None, conclusion=said)  # type: ignore[arg-type]
    check(objects, analysis)
    other = replace(
        said,
        findings=(replace(said.findings[0], probability=Probability(value=0.5, threshold=0.5)), *said.findings[1:]),
    )
    with pytest.raises(CheckFailed, match="measurement-set"):
        check(objects, replace(analysis, conclusion=other))
    objects[0].PatientID = "another"
    with pytest.raises(CheckFailed) as failed:
        check(objects, analysis)
    assert failed.value.uid == objects[0].SOPInstanceUID
    assert failed.value.why
    assert "another" not in str(failed.value)


def with_slices(folder: Path, slices: Sequence[FileDataset] | None = None) -> Lane:
    """A lane for what is bright, whose archive holds a head of HU 100 with a box of HU 900 in it."""
    made = lane(folder)
    values = np.full((9, 14, 12), 100, np.int16)
    values[2:7, 4:11, 3:8] = 900
    head = series(Block(values=values, affine=block().affine), BodyPartExamined="HEAD")
    saved(head if slices is None else slices, folder / "archive")
    return replace(made, model=bright_model(folder))


def test_a_stack_is_analysed_and_its_result_stored(tmp_path: Path) -> None:
    result = go(with_slices(tmp_path))
    assert result.verdict is Verdict.ANALYSED
    assert [item.role for item in result.objects] == [Role.SEGMENTATION, Role.CAPTURE, Role.REPORT]
    assert [delivery.state for item in result.objects for delivery in item.deliveries] == ["stored"] * 3
    assert len(result.provenance.inputs) == 9
    assert list(result.timings) == [step for step in STEPS if step != "tensor"]
    segmentation = dcmread(result.objects[0].path)  # type: ignore[arg-type]
    assert int(segmentation.pixel_array.sum()) == 5 * 7 * 5
    assert result.findings[0].measurements[0].value == pytest.approx(5 * 7 * 5 * 2.5 * 0.8 * 0.7 / 1000)


def echoes(*times: float) -> list[FileDataset]:
    """A head for each echo, all of one series; the second one is brighter inside."""
    values = np.full((9, 14, 13), -1000, np.int16)
    made = []
    for number, time in enumerate(times):
        seen = values.copy()
        seen[2 : 7 - number, 4:11, 3:8] = 900
        for item in series(Block(values=seen, affine=block().affine), BodyPartExamined="HEAD", EchoTime=time):
            item.SOPInstanceUID = item.file_meta.MediaStorageSOPInstanceUID = f"{item.SOPInstanceUID[:40]}.{number}"
            made.append(item)
    return made


def test_a_stack_of_a_series_is_analysed_and_what_was_chosen_is_told(tmp_path: Path) -> None:
    on = with_slices(tmp_path, echoes(10, 20))
    saved(
        series(block(), name="series", SeriesInstanceUID="1.2.3.4", BodyPartExamined="HAND")[:2],
        tmp_path / "archive" / "x",
    )
    with_echo = selecting(on.model.manifest, where=(Condition(attribute="EchoTime", least=15, most=25),))
    result = go(replace(on, model=replace(on.model, manifest=with_echo)))
    assert result.verdict is Verdict.ANALYSED
    segmentation = dcmread(result.objects[0].path)  # type: ignore[arg-type]
    assert int(segmentation.pixel_array.sum()) == 4 * 7 * 5
    assert len(result.provenance.inputs) == 9
    assert sorted((item.choice, item.code, item.images) for item in result.selection) == [
        ("chosen", None, 9),
        ("refused", "body-part-mismatch", 2),
        ("refused", "series-unfit", 9),
    ]
    refused = go(on)
    assert [reason.code for reason in refused.reasons] == ["ambiguous-input"]


@pytest.mark.parametrize("kind", [SegmentationType.BINARY, SegmentationType.LABELMAP])
def test_the_site_chooses_the_type_of_the_seg(tmp_path: Path, kind: SegmentationType) -> None:
    on = with_slices(tmp_path)
    result = go(replace(on, site=replace(on.site, segmentation_type=kind)))
    segmentation = dcmread(result.objects[0].path)  # type: ignore[arg-type]
    assert segmentation.SegmentationType == kind
    assert int((segmentation.pixel_array == 1).sum()) == 5 * 7 * 5


def test_a_manifest_asks_for_probabilities(tmp_path: Path) -> None:
    on = with_chest(tmp_path)
    gate, output = on.model.manifest.outputs
    asked = replace(output, segmentation_type=SegmentationType.FRACTIONAL)  # type: ignore[call-arg]
    model = replace(on.model, manifest=replace(on.model.manifest, outputs=(gate, asked)))
    segmentation = dcmread(go(replace(on, model=model)).objects[0].path)  # type: ignore[arg-type]
    assert segmentation.SegmentationType == "FRACTIONAL"
    assert set(np.unique(segmentation.pixel_array)) > {0, 128, 255}


def test_the_same_stack_and_the_same_draws_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
        go(with_slices(folder))
    assert content(folders[0] / "archive") == content(folders[1] / "archive")


# an archive gives an instance once, however many copies there are
OF_CT = [item for item in BROKEN if item.make()[0].Modality == "CT" and item.name != "an instance twice"]


@pytest.mark.parametrize("broken", OF_CT, ids=lambda broken: broken.name)
def test_a_broken_stack_gives_no_result_and_nothing_is_stored(tmp_path: Path, broken: Broken) -> None:
    """Some are seen before a stack is put together: by the archive, or by the plan."""
    slices = broken.make()
    for dataset in slices:
        dataset.BodyPartExamined = "HEAD"
    on = with_slices(tmp_path, slices)
    before = content(tmp_path / "archive")
    study = str(slices[0].StudyInstanceUID)
    with suppress(StudyMismatch):
        result = run_job(on, JobRequest(study_instance_uid=study, model="bright"), watch())
        assert result.verdict is Verdict.NOT_ANALYSED
        assert (result.findings, result.objects) == ((), ())
    assert content(tmp_path / "archive") == before


ALL = (classification(), regression(), detection())


def test_a_radiograph_is_classified_measured_and_searched(tmp_path: Path) -> None:
    result = go(lane_of_radiograph(tmp_path, ALL, bright_radiograph()))
    assert result.verdict is Verdict.ANALYSED
    assert [(finding.id, finding.presence) for finding in result.findings] == [
        ("ptx", Presence.PRESENT),
        ("effusion", Presence.ABSENT),
        ("bright-share", Presence.PRESENT),
        ("nodule-1", Presence.PRESENT),
    ]
    assert result.findings[2].measurements[0].value == pytest.approx(100 * 12 * 10 / (48 * 40))
    expected = BoxRegion(frame=0, left=COLUMNS.start, top=ROWS.start, right=COLUMNS.stop, bottom=ROWS.stop)
    assert result.findings[3].region == expected
    assert [item.role for item in result.objects] == [Role.CAPTURE, Role.REPORT]  # nothing is segmented
    assert result.reasons == ()  # what is unknown of a spacing is for areas


@pytest.mark.parametrize(
    ("orientation", "size"), [(["R", "F"], (48, 40)), (["F", "L"], (64, 64)), (["H", "R"], (96, 100)), ([""], (70, 90))]
)
def test_boxes_come_to_where_they_are_however_the_image_is_turned(
    tmp_path: Path, orientation: list[str], size: tuple[int, int]
) -> None:
    image = bright_radiograph(PatientOrientation=orientation)
    result = go(lane_of_radiograph(tmp_path, ALL, image, of_radiograph(size)))
    box = result.findings[3].region
    assert isinstance(box, BoxRegion)
    found = box.left, box.top, box.right, box.bottom
    pixel = max(1.0, *(side / laid for side, laid in zip((48, 48), size, strict=True)))
    assert found == pytest.approx((COLUMNS.start, ROWS.start, COLUMNS.stop, ROWS.stop), abs=pixel)
    assert (result.findings[0].laterality is None) == (orientation == [""])


def test_of_an_image_with_nothing_in_it_each_class_says_absent(tmp_path: Path) -> None:
    pixels = np.zeros((48, 40), np.uint16)
    pixels[0, 0] = 4000  # one pixel, which the network's coarse grid does not see as bright
    result = go(lane_of_radiograph(tmp_path, ALL, radiograph(pixels), of_radiograph((6, 5))))
    assert {finding.presence for finding in result.findings if finding.id != "bright-share"} == {Presence.ABSENT}
    assert [item.role for item in result.objects] == [Role.CAPTURE, Role.REPORT]


def test_a_volume_is_measured_in_liters(tmp_path: Path) -> None:
    volume = Code(scheme="SCT", value="118565006", meaning="Volume")
    liter = Code(scheme="UCUM", value="L", meaning="liter")
    result = go(lane_of_radiograph(tmp_path, (regression(concept=volume, unit=liter),), bright_radiograph()))
    assert result.verdict is Verdict.ANALYSED
    assert result.findings[0].measurements[0].unit == liter


def test_a_value_that_cannot_be_is_no_result(tmp_path: Path) -> None:
    outputs = (regression(plausible=(50.0, 90.0)), *ALL[:1])
    result = go(lane_of_radiograph(tmp_path, outputs, bright_radiograph()))
    assert (result.verdict, result.findings, result.objects) == (Verdict.NOT_ANALYSED, (), ())
    assert [reason.code for reason in result.reasons] == ["output-implausible"]


def test_a_stack_is_classified_measured_and_searched(tmp_path: Path) -> None:
    outputs = (*ALL[:2], detection(axes=3))
    result = go(lane_of_volume(tmp_path, outputs, bright_head(degrees=(20, -12, 33))))
    assert [finding.id for finding in result.findings] == ["ptx", "effusion", "bright-share", "nodule-1"]
    assert [item.role for item in result.objects] == [Role.CAPTURE, Role.REPORT]
    capture = dcmread(result.objects[0].path)  # type: ignore[arg-type]
    yellow = np.abs(capture.pixel_array[:700].astype(int) - (255, 214, 10)).max(axis=2) < 10
    assert yellow.sum() > 1000  # the box is drawn


def test_an_earlier_study_is_read_from_where_the_current_one_came(tmp_path: Path) -> None:
    """The whole lane on a folder: what is bright in both studies, and nothing where the earlier one is left out."""
    made = {"now": now(), "before": earlier("one")}
    on = lane_with(tmp_path, comparing_model(tmp_path / "models"), made)
    result = run_job(on, JobRequest(study_instance_uid=several.STUDY, model=several.NAME), watch())
    assert result.verdict is Verdict.ANALYSED
    assert {ref.study_instance_uid for ref in result.provenance.inputs} == {several.STUDY, study_uid("one")}
    assert "prior" in result.timings
    (report,) = [item.path for item in result.objects if item.role is Role.REPORT]
    assert report is not None
    assert dcmread(report).PertinentOtherEvidenceSequence[0].StudyInstanceUID == study_uid("one")
    shutil.rmtree(tmp_path / "archive" / "before")
    refused = run_job(on, JobRequest(study_instance_uid=several.STUDY, model=several.NAME), watch())
    assert [reason.code for reason in refused.reasons] == ["prior-missing"]


def uncertainty(result: Result) -> dict[str, dict[str, float]]:
    return {one.id: {figure.concept.value: figure.value for figure in one.uncertainty} for one in result.findings}


def test_how_sure_a_model_is_of_a_radiograph_is_checked_and_stored(tmp_path: Path) -> None:
    """The checker passes every object; without a Frame of Reference the map is a picture alone."""
    result = go(doubtful_radiograph(tmp_path, bright_radiograph(), lean=8.0))
    assert [item.role for item in result.objects] == [
        *(Role.SEGMENTATION, Role.CAPTURE, Role.EXPLANATION, Role.REPORT),
    ]
    assert [delivery.state for item in result.objects for delivery in item.deliveries] == ["stored"] * 4
    figures = uncertainty(result)
    assert 0 < figures["bright"]["runs-dice"] < 1
    assert 0.1 < figures["effusion"]["122157"] < 0.5  # the standard deviation of six runs
    assert {one.id: one.presence for one in result.findings}["effusion"] is Presence.INDETERMINATE
    assert "uncertain" in [reason.code for reason in result.reasons]


def test_how_sure_a_model_is_of_a_volume_is_checked_and_stored(tmp_path: Path) -> None:
    slices = bright_head()
    result = go(doubtful_volume(tmp_path, slices, lean=8.0))
    assert [item.role for item in result.objects] == [
        *(Role.SEGMENTATION, Role.CAPTURE, Role.PARAMETRIC_MAP, Role.EXPLANATION, Role.REPORT),
    ]
    (figures,) = uncertainty(result).values()
    assert 0 < figures["runs-dice"] < 1
    assert 0 < figures["answer-entropy"] < 1
    made = dcmread(next(item.path for item in result.objects if item.role is Role.PARAMETRIC_MAP))  # type: ignore[arg-type]
    assert made.ContentLabel == "AI_UNCERTAINTY"
    mapping = made.SharedFunctionalGroupsSequence[0].RealWorldValueMappingSequence[0]
    assert mapping.MeasurementUnitsCodeSequence[0].CodeValue == "bit"
    values = np.frombuffer(made.FloatPixelData, "<f4")
    seen = np.clip(np.stack([one.pixel_array for one in slices]), 0, 1000)[np.newaxis, np.newaxis] / 1000
    runs = [
        np.flip(activate(says(np.flip(seen, axes), 8.0, shift)["maps"][0], "softmax"), [axis - 1 for axis in axes])
        for shift in SHIFTS
        for axes in ((), (4,), (2,))
    ]
    expected = entropy_of(np.mean(runs, axis=0, dtype=np.float32), shared=True)
    np.testing.assert_allclose(np.sort(values), np.sort(expected.ravel()), atol=1e-4)
