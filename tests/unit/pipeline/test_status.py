"""Studies without a result in one process: what is stored of them, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.form import COMPREHENSIVE_3D_SR
from radlane.domain.job import JobRequest
from radlane.domain.result import EncodedObject, Result, Role, StoreReceipt, Verdict
from radlane.domain.status import ResultStatus, Shortfall
from radlane.encode.checker import check_objects
from radlane.encode.identity import random_identity
from radlane.errors import (
    ArchiveUnavailable,
    CheckFailed,
    InferenceFailed,
    InputRefused,
    RadlaneError,
    StorageFull,
    StudyMismatch,
)
from radlane.pipeline.lane import Lane
from radlane.pipeline.status import encode_status, look_at, report_shortfall, shortfall_of, status_context
from radlane.pipeline.steps import run_job
from support.lane import content
from support.lanes import STARTED, lane, watch
from support.picky import Picky
from support.radiographs import STUDY, radiograph, save
from support.report import named

BOTH = frozenset(ResultStatus)
REQUEST = JobRequest(study_instance_uid=STUDY, model="cxr-lungs")
BROKEN = InferenceFailed("The network did not run to its end", why="it has another grid")


def reporting(on: Lane, reported: frozenset[ResultStatus] = BOTH) -> Lane:
    return replace(on, site=replace(on.site, reported=reported))


def with_hand(folder: Path, **arguments: object) -> Lane:
    """A lane that reports, whose archive holds a hand."""
    made = reporting(lane(folder, **arguments))  # type: ignore[arg-type]
    save(radiograph(BodyPartExamined="HAND"), folder / "archive")
    return made


def reports(folder: Path) -> list[Dataset]:
    found = [dcmread(path) for path in sorted((folder / "archive").rglob("*")) if path.is_file()]
    return [dataset for dataset in found if dataset.Modality == "SR"]


def go(on: Lane, **request: object) -> Result:
    return run_job(on, replace(REQUEST, **request), watch())  # type: ignore[arg-type]


def test_a_study_that_was_not_analysed_has_one_object_that_says_so(tmp_path: Path) -> None:
    result = go(with_hand(tmp_path))
    assert result.verdict is Verdict.NOT_ANALYSED
    (told,) = result.objects
    assert (told.role, [delivery.state for delivery in told.deliveries]) == (Role.STATUS_REPORT, ["stored"])
    (report,) = reports(tmp_path)
    assert report.SOPInstanceUID == told.sop_instance_uid
    assert report.PatientID == radiograph().PatientID
    assert check_objects([report], [radiograph()]) == ()


def test_an_archive_that_takes_no_3d_report_gets_another_one(tmp_path: Path) -> None:
    on = with_hand(tmp_path)
    (told,) = go(replace(on, archive=Picky(on.archive, {COMPREHENSIVE_3D_SR}))).objects
    assert (told.sop_class, told.deliveries[0].state) == ("Comprehensive SR Storage", "stored")
    assert [str(report.SOPClassUID) for report in reports(tmp_path)] == [told.sop_class_uid]


@pytest.mark.parametrize("reported", [frozenset(), frozenset({ResultStatus.FAILED})])
def test_a_site_that_does_not_want_it_gets_none(tmp_path: Path, reported: frozenset[ResultStatus]) -> None:
    assert go(reporting(with_hand(tmp_path), reported)).objects == ()
    assert reports(tmp_path) == []


def test_nothing_is_stored_where_the_request_says_so_and_kept_where_it_says_that(tmp_path: Path) -> None:
    assert go(with_hand(tmp_path), store=False).objects == ()
    (tmp_path / "kept").mkdir()
    (told,) = go(with_hand(tmp_path, keep=tmp_path / "kept"), store=False).objects
    assert told.deliveries == ()
    assert told.path is not None
    assert dcmread(told.path).Modality == "SR"
    assert reports(tmp_path) == []


def breaking(on: Lane, error: RadlaneError) -> Lane:
    class Session:
        """A real session in all but its answer."""

        device, runtime = on.model.session.device, on.model.session.runtime
        reads_raw = False

        def run(self, *_: object) -> object:
            raise error

    return replace(on, model=replace(on.model, sessions=(Session(),)))  # type: ignore[arg-type]


def with_chest(folder: Path, **arguments: object) -> Lane:
    made = reporting(lane(folder, **arguments))  # type: ignore[arg-type]
    save(radiograph(), folder / "archive")
    return made


def test_a_failed_analysis_is_said_and_raised(tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed):
        go(breaking(with_chest(tmp_path), BROKEN))
    (report,) = reports(tmp_path)
    evaluations = named(report, "C0034375").ContentSequence
    assert evaluations[0].ConceptCodeSequence[0].CodeMeaning == "Failed"
    assert "it has another grid" in evaluations[3].TextValue


def test_what_is_no_failure_of_the_analysis_is_raised_alone(tmp_path: Path) -> None:
    with pytest.raises(StorageFull):
        go(breaking(with_chest(tmp_path), StorageFull("no room")))
    assert reports(tmp_path) == []


class FullFolder(FolderArchive):
    """A real folder archive on a disk that is full."""

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        raise StorageFull("no room", uid=objects[0].ref.sop_instance_uid)


def test_a_failure_that_cannot_be_reported_is_still_the_one_to_tell(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    full = FullFolder("ward", tmp_path / "archive", Limits())
    with pytest.raises(InferenceFailed):
        go(breaking(with_chest(tmp_path, archive=full), BROKEN))
    assert [record.message for record in caplog.records] == ["a failed analysis could not be reported"]


def test_a_verdict_that_cannot_be_stored_is_an_error(tmp_path: Path) -> None:
    full = FullFolder("ward", tmp_path / "archive", Limits())
    with pytest.raises(StorageFull):
        go(with_hand(tmp_path, archive=full))


def test_nothing_goes_into_another_patient_s_study(tmp_path: Path) -> None:
    on = with_hand(tmp_path)
    looked = look_at(on.archive, on.site, on.model.manifest, REQUEST, on.spool)
    save(radiograph(BodyPartExamined="HAND", PatientID="another"), tmp_path / "archive")

    class Stale(FolderArchive):
        """What was read before the patient was corrected."""

        def retrieve(self, index: object, instances: object, spool: object) -> object:  # type: ignore[override]
            found = super().retrieve(index, instances, spool)  # type: ignore[arg-type]
            before = tmp_path / "before.dcm"
            looked.header.save_as(before)
            return replace(found, instances=(replace(found.instances[0], path=before),))

    with pytest.raises(StudyMismatch):
        go(replace(on, archive=Stale("ward", tmp_path / "archive", Limits())))
    assert reports(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            InputRefused("pixels-blank", "The pixels hold one value", uid="1.2"),
            Shortfall(status=ResultStatus.NOT_ATTEMPTED, code="pixels-blank", text="The pixels hold one value."),
        ),
        (
            BROKEN,
            Shortfall(
                status=ResultStatus.FAILED,
                code="inference-failed",
                text="The network did not run to its end: it has another grid.",
            ),
        ),
        (
            CheckFailed("The checker rejects it"),
            Shortfall(status=ResultStatus.FAILED, code="check-failed", text="The checker rejects it."),
        ),
        (ArchiveUnavailable("away"), None),
    ],
)
def test_what_an_error_says_of_a_study(error: RadlaneError, said: Shortfall | None) -> None:
    assert shortfall_of(error) == said


def test_the_images_that_were_looked_at_are_those_that_were_planned(tmp_path: Path) -> None:
    on = with_chest(tmp_path)
    lateral = radiograph(SOPInstanceUID="1.2.3.4", ViewPosition="LL")
    lateral.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    save(lateral, tmp_path / "archive", "lateral.dcm")
    looked = look_at(on.archive, on.site, on.model.manifest, REQUEST, on.spool)
    assert {ref.sop_instance_uid for ref in looked.refs} == {radiograph().SOPInstanceUID, "1.2.3.4"}
    hand = with_hand(tmp_path / "hand") if (tmp_path / "hand").mkdir() is None else None
    assert hand is not None
    other = look_at(hand.archive, hand.site, hand.model.manifest, REQUEST, hand.spool)
    assert (other.refs, other.header.BodyPartExamined) == ((), "HAND")


def test_the_first_instance_that_can_be_read_speaks_for_the_study(tmp_path: Path) -> None:
    on = with_chest(tmp_path)
    limits = replace(on.site.read_limits, file_bytes=1)
    with pytest.raises(InputRefused, match="No instance"):
        look_at(on.archive, replace(on.site, read_limits=limits), on.model.manifest, REQUEST, on.spool)
    result = go(replace(on, site=replace(on.site, read_limits=limits)))
    assert (result.verdict, result.objects) == (Verdict.NOT_ANALYSED, ()), "the verdict stays, without a report"


def test_what_the_checker_rejects_does_not_leave(tmp_path: Path) -> None:
    on = with_chest(tmp_path)
    looked = look_at(on.archive, on.site, on.model.manifest, REQUEST, on.spool)
    silent = replace(
        on.model.manifest, regulatory=replace(on.model.manifest.regulatory, statement=""), trained_on="real"
    )
    model = replace(on.model, manifest=silent)
    said = shortfall_of(BROKEN)
    assert said is not None
    context = status_context(on.site, model, looked, random_identity(on.site.token_bytes), STARTED)
    with pytest.raises(CheckFailed, match="statement-missing"):
        encode_status(context, looked, said)


def test_what_is_not_wanted_is_not_even_looked_at(tmp_path: Path) -> None:
    on = reporting(with_chest(tmp_path), frozenset())
    assert report_shortfall(replace(on, archive=None), REQUEST, BROKEN, STARTED) == ()  # type: ignore[arg-type]
    assert content(tmp_path / "objects") == {}
