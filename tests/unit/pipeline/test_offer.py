"""A run without a ledger offers one form after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom import Dataset, dcmread

from radlane.domain.form import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR, ENHANCED_SR, SEGMENTATION, Form
from radlane.domain.job import JobRequest
from radlane.domain.result import EncodedObject, Result
from radlane.errors import StoreRefused
from radlane.pipeline.lane import Lane
from radlane.pipeline.offer import offer
from radlane.pipeline.steps import run_job
from support.lanes import lane, watch
from support.picky import Picky
from support.radiographs import real, save

ENHANCED = frozenset({COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR})


def on_chest(folder: Path, refuses: Collection[str], keep: Path | None = None) -> tuple[Lane, Picky, str]:
    """A lane on a real radiograph, before an archive that refuses classes; the study."""
    on = lane(folder, keep=keep)
    chest = dcmread(real("RG1_UNCI.dcm"))
    save(chest, folder / "archive")
    picky = Picky(on.archive, refuses)
    return replace(on, archive=picky), picky, str(chest.StudyInstanceUID)


def run(on: Lane, study: str, *, store: bool = True) -> Result:
    request = JobRequest(study_instance_uid=study, model="cxr-lungs", store=store)
    return run_job(on, request, watch())


def made_in(folder: Path) -> list[Dataset]:
    return [item for path in folder.rglob("*.dcm") if (item := dcmread(path)).Modality in {"SEG", "OT", "SR"}]


@pytest.mark.parametrize(
    ("refuses", "report"),
    [((), COMPREHENSIVE_3D_SR), ({COMPREHENSIVE_3D_SR}, COMPREHENSIVE_SR), (ENHANCED, ENHANCED_SR)],
)
def test_the_archive_gets_the_form_that_it_takes(tmp_path: Path, refuses: Collection[str], report: str) -> None:
    keep = tmp_path / "out"
    keep.mkdir()
    on, picky, study = on_chest(tmp_path, refuses, keep)
    result = run(on, study)
    stored, kept = made_in(tmp_path / "archive"), made_in(keep)
    assert {str(item.SOPClassUID) for item in stored if item.Modality == "SR"} == {report}
    assert len(stored) == len(kept) == len(result.objects) == 3
    assert {str(item.SOPInstanceUID) for item in stored} == {str(item.SOPInstanceUID) for item in kept}
    assert [reason.code for reason in result.reasons].count("sop-class-refused") == len(refuses)  # type: ignore[comparison-overlap]
    assert len(set(picky.sent)) == 3 + len(refuses)
    assert result.timings["encode"] == 1 + len(refuses)


def test_what_the_site_says_is_not_offered(tmp_path: Path) -> None:
    on, picky, study = on_chest(tmp_path, {COMPREHENSIVE_3D_SR})
    result = run(replace(on, refused=frozenset({COMPREHENSIVE_3D_SR})), study)
    assert len(picky.sent) == 3
    assert any("does not take Comprehensive 3D SR Storage" in reason.text for reason in result.reasons)


def test_nothing_is_refused_where_nothing_is_stored(tmp_path: Path) -> None:
    on, _, study = on_chest(tmp_path, ())
    result = run(replace(on, refused=ENHANCED), study, store=False)
    assert [item.sop_class_uid for item in result.objects][-1] == COMPREHENSIVE_3D_SR
    assert made_in(tmp_path / "archive") == []


@pytest.mark.parametrize("refuses", [{SEGMENTATION}, {*ENHANCED, ENHANCED_SR}])
def test_what_nothing_stands_for_is_an_error_and_nothing_is_kept(tmp_path: Path, refuses: set[str]) -> None:
    keep = tmp_path / "out"
    keep.mkdir()
    on, picky, study = on_chest(tmp_path, refuses, keep)
    with pytest.raises(StoreRefused):
        run(on, study)
    assert list(keep.iterdir()) == []
    assert len(picky.sent) <= 3 + 3 + 3


def test_an_error_of_another_kind_is_not_answered_by_another_form(tmp_path: Path) -> None:
    made: list[Form] = []

    def make(form: Form) -> tuple[EncodedObject, ...]:
        made.append(form)
        return ()

    def store(_: object) -> None:
        raise StoreRefused("The archive did not take every object")

    refuse: Callable[..., object] = store
    with pytest.raises(StoreRefused):
        offer(lane(tmp_path), make, refuse)  # type: ignore[arg-type]
    assert len(made) == 1
