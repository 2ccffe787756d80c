from collections.abc import Callable

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Presence
from radlane.encode.checks.matching import matched
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.runs import runs
from radlane.encode.codes import PRESENCES, coded
from radlane.inference.values import conclude_values
from support.encoding import codes_of, conclusion, encoded
from support.radiographs import radiograph
from support.report import group, groups, named, without
from support.said import ground, regression


def test_groups_and_segments_are_matched_by_their_tracking_uids() -> None:
    objects = encoded(radiograph())
    (run,) = runs(ObjectSet(objects=tuple(objects), sources=()))
    pairs = matched(run)
    assert [pair.number for pair in pairs] == [1, 2]
    assert [pair.group for pair in pairs] == [group(objects, 0), group(objects, 1)]
    assert all(pair.pixels and pair.pixels.count for pair in pairs)


def other_uid(objects: list[Dataset]) -> None:
    named(group(objects), "112040").UID = "1.2.3"


def same_uid(objects: list[Dataset]) -> None:
    objects[0].SegmentSequence[1].TrackingUID = objects[0].SegmentSequence[0].TrackingUID


def twice(objects: list[Dataset]) -> None:
    groups(objects).append(group(objects))


def ratio_of_one(objects: list[Dataset]) -> None:
    named(group(objects, 2), "112040").UID = named(group(objects), "112040").UID


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (other_uid, ["segment-unmatched", "group-unmatched", "ratio-mismatch"]),
        (same_uid, ["segment-unmatched", "group-unmatched", "ratio-mismatch"]),
        (twice, ["observation-uid", "segment-unmatched", "ratio-mismatch"]),  # two groups for one segment
        (lambda objects: groups(objects).pop(0), ["segment-unmatched", "ratio-mismatch"]),  # a segment without a group
        (ratio_of_one, ["segment-unmatched", "group-unmatched", "ratio-mismatch"]),  # a ratio as if it were a finding
        (
            lambda objects: without(group(objects), "121071"),
            ["group-unmatched", "finding-mismatch", "ratio-mismatch"],  # about nothing
        ),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def test_without_a_segmentation_nothing_is_present() -> None:
    source = radiograph()
    objects = encoded(source, conclusion(48, 40, present=(False, False)))
    assert codes_of(objects, [source]) == []
    named(group(objects), "121052").ConceptCodeSequence = [coded(PRESENCES[Presence.PRESENT])]
    assert codes_of(objects, [source]) == ["group-unmatched"]


def test_what_is_there_without_a_region_says_how_likely_or_how_much() -> None:
    source = radiograph()
    objects = encoded(source, Conclusion(findings=conclude_values(regression(), np.float32([[0.375]]), ground())))
    assert codes_of(objects, [source]) == []
    without(group(objects), "bright-share")
    assert codes_of(objects, [source]) == ["group-unmatched"]


def test_a_number_stands_for_no_segment() -> None:
    """A group of a region whose segment is gone has its area still."""
    source = radiograph()
    objects = encoded(source)
    del objects[0]
    assert "group-unmatched" in codes_of(objects, [source])
