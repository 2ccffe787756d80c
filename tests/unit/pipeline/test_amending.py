"""A conclusion that stands gets heat maps, and what they add is checked beside what is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydicom.dataset import Dataset

from radlane.domain.explanation import Method
from radlane.domain.job import JobRequest
from radlane.domain.reason import Reason, ReasonCode
from radlane.encode.evidence import ref_of
from radlane.encode.identity import RunIdentity
from radlane.errors import CheckFailed
from radlane.pipeline.amending import add_maps, encode_maps
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import Analysis, Making, analyse, encode, fetch
from support.explaining import spots_lane
from support.lanes import watch
from support.said_lanes import bright_radiograph

IDENTITY = RunIdentity(site_key=b"k" * 32, input_key="c3" * 32, run=1, amendment=0)
TRIED = Reason(code=ReasonCode.NOT_EXPLAINED, text="There is no explanation: the time is over")


@pytest.fixture
def made(tmp_path: Path) -> Lane:
    return spots_lane(tmp_path, [bright_radiograph()])


def analysed(made: Lane) -> Analysis:
    request = JobRequest(study_instance_uid=only_study(made.archive), model="said")
    return analyse(made.site, made.model, fetch(made, request, watch()), watch())


def encoded(made: Lane, found: Analysis) -> tuple[Dataset, ...]:
    return encode(made.site, made.model, found, Making(identity=IDENTITY, started=made.site.now()))


def later(made: Lane, before: tuple[Dataset, ...]) -> Making:
    started = made.site.now() + timedelta(hours=1)
    identity = replace(IDENTITY, amendment=1)
    return Making(identity=identity, started=started, predecessors=(ref_of(before[-1]),))


def test_maps_come_after_those_that_are_there(made: Lane) -> None:
    found = analysed(made)
    first, reason = add_maps(made.site, made.model, found, Method.OCCLUSION, watch())
    assert reason is None
    both, reason = add_maps(made.site, made.model, first, Method.GRAD_CAM, watch())
    assert reason is None
    assert [one.by for one in both.conclusion.heatmaps] == [Method.OCCLUSION, Method.GRAD_CAM]
    assert both.conclusion.findings == found.conclusion.findings


def test_without_a_map_nothing_changes_and_there_is_a_reason(made: Lane) -> None:
    found = analysed(made)
    same, reason = add_maps(made.site, made.model, found, Method.ATTENTION_ROLLOUT, watch())
    assert same is found
    assert reason is not None
    assert reason.code is ReasonCode.NOT_EXPLAINED


def test_that_there_was_no_map_before_is_not_said_any_more(made: Lane) -> None:
    found = analysed(made)
    tried = replace(found, conclusion=replace(found.conclusion, reasons=(*found.conclusion.reasons, TRIED)))
    explained, reason = add_maps(made.site, made.model, tried, Method.GRAD_CAM, watch())
    assert reason is None
    assert explained.conclusion.reasons == found.conclusion.reasons
    again, reason = add_maps(made.site, made.model, tried, Method.ATTENTION_ROLLOUT, watch())
    assert again.conclusion.reasons.count(TRIED) == 1
    assert reason != TRIED


def test_what_is_added_passes_beside_what_is_there(made: Lane) -> None:
    found = analysed(made)
    before = encoded(made, found)
    explained, _ = add_maps(made.site, made.model, found, Method.GRAD_CAM, watch())
    added = encode_maps(made.site, made.model, explained, later(made, before), before)
    assert [one.Modality for one in added] == ["OT", "SR"]
    known = {str(one.SOPInstanceUID) for one in before}
    assert not known & {str(one.SOPInstanceUID) for one in added}


def test_the_maps_of_the_run_are_not_made_again(made: Lane) -> None:
    first, _ = add_maps(made.site, made.model, analysed(made), Method.OCCLUSION, watch())
    before = encoded(made, first)
    both, _ = add_maps(made.site, made.model, first, Method.GRAD_CAM, watch())
    added = encode_maps(made.site, made.model, both, later(made, before), before)
    assert [int(one.InstanceNumber) for one in added if one.Modality == "OT"] == [2]


def test_only_what_is_new_is_judged(made: Lane) -> None:
    """An older radlane may have made the rest by other rules; a report that takes nobody's place is the second one."""
    found = analysed(made)
    before = encoded(made, found)
    before[0].ContentQualification = "PRODUCT"
    explained, _ = add_maps(made.site, made.model, found, Method.GRAD_CAM, watch())
    assert encode_maps(made.site, made.model, explained, later(made, before), before)
    strange = replace(later(made, before), predecessors=(replace(ref_of(before[-1]), sop_instance_uid="1.2.3"),))
    with pytest.raises(CheckFailed, match="object-set"):
        encode_maps(made.site, made.model, explained, strange, before)
