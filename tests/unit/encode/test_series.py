from dataclasses import replace

import pytest
from pydicom.dataset import Dataset

from radlane.domain.result import Role
from radlane.encode.series import (
    DISPLAY,
    KINDS,
    LABEL_MAP,
    REPORT,
    SEGMENTATION,
    instance_uid,
    is_display,
    series_description,
    series_uid,
)
from support.encoding import context, manifest
from support.radiographs import radiograph


def test_each_kind_has_its_own_series_and_instance() -> None:
    run = context(radiograph())
    assert len({kind.number for kind in KINDS}) == len({kind.role for kind in KINDS}) == len(KINDS) == 8
    uids = {uid(run, kind) for uid in (series_uid, instance_uid) for kind in KINDS}
    assert len(uids) == 16
    assert {kind.role for kind in KINDS} == set(Role)
    assert all(len(role) <= 16 for role in Role)  # what the ledger holds of it


def test_two_series_of_one_sop_class_are_two() -> None:
    """Where an archive takes no Comprehensive 3D SR, the root is of the class that the SR of outlines has."""
    run = context(radiograph())
    root = replace(REPORT, sop_class_uid=DISPLAY.sop_class_uid)
    assert series_uid(run, root) != series_uid(run, DISPLAY)
    assert instance_uid(run, root) != instance_uid(run, DISPLAY)


@pytest.mark.parametrize(
    ("modality", "number", "expected"),
    [("SR", 99008, True), ("SR", 99003, False), ("OT", 99008, False), ("", None, False)],
)
def test_what_is_the_sr_of_outlines(modality: str, number: int | None, expected: bool) -> None:
    dataset = Dataset()
    dataset.Modality, dataset.SeriesNumber = modality, number
    assert is_display(dataset) is expected


def test_the_description_fits_and_ends_with_research() -> None:
    run = context(radiograph())
    assert series_description(run, SEGMENTATION) == "AI Lung fields segmentation (research)"
    long = replace(run, manifest=replace(manifest(), title="a very long title " * 9))
    assert len(series_description(long, SEGMENTATION)) <= 64
    assert series_description(long, SEGMENTATION).endswith(" segmentation (research)")


def test_a_label_map_is_a_segmentation_of_another_class() -> None:
    run = context(radiograph())
    assert LABEL_MAP.sop_class_uid != SEGMENTATION.sop_class_uid
    assert replace(LABEL_MAP, sop_class_uid=SEGMENTATION.sop_class_uid) == SEGMENTATION
    assert series_description(run, LABEL_MAP) == series_description(run, SEGMENTATION)
