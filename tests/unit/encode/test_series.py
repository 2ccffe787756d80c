from dataclasses import replace

from radlane.domain.result import Role
from radlane.encode.series import KINDS, SEGMENTATION, instance_uid, series_description, series_uid
from support.encoding import context, manifest
from support.radiographs import radiograph


def test_each_kind_has_its_own_series_and_instance() -> None:
    run = context(radiograph())
    assert len({kind.number for kind in KINDS}) == len({kind.role for kind in KINDS}) == len(KINDS) == 6
    uids = {uid(run, kind) for uid in (series_uid, instance_uid) for kind in KINDS}
    assert len(uids) == 12
    assert {kind.role for kind in KINDS} == set(Role)
    assert all(len(role) <= 16 for role in Role)  # what the ledger holds of it


def test_the_description_fits_and_ends_with_research() -> None:
    run = context(radiograph())
    assert series_description(run, SEGMENTATION) == "AI Lung fields segmentation (research)"
    long = replace(run, manifest=replace(manifest(), title="a very long title " * 9))
    assert len(series_description(long, SEGMENTATION)) <= 64
    assert series_description(long, SEGMENTATION).endswith(" segmentation (research)")
