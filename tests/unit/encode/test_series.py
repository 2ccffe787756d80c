from dataclasses import replace

from radlane.encode.series import (
    CAPTURE,
    LABEL_MAP,
    REPORT,
    SEGMENTATION,
    instance_uid,
    series_description,
    series_uid,
)
from support.encoding import context, manifest
from support.radiographs import radiograph


def test_each_kind_has_its_own_series_and_instance() -> None:
    run = context(radiograph())
    kinds = (SEGMENTATION, CAPTURE, REPORT)
    assert len({kind.modality for kind in kinds}) == len({kind.number for kind in kinds}) == 3
    uids = {uid(run, kind) for uid in (series_uid, instance_uid) for kind in kinds}
    assert len(uids) == 6


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
