from __future__ import annotations

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.encode.checks.overlap import check_stated_overlap, overlaps
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded, finding, lungs
from support.mutated_results import results
from support.radiographs import radiograph


def overlapping(rows: int, columns: int) -> Dataset:
    """Two lungs that share pixels."""
    right, left = lungs(rows, columns)
    both = right | (left & (np.arange(columns) < columns * 0.7))
    found = [finding(0, both), finding(1, left)]
    said = Conclusion(findings=tuple(found))
    return encoded(radiograph(np.zeros((rows, columns), np.uint16)), said)[0]


def codes(dataset: Dataset) -> list[str]:
    return [problem.code for problem in check_stated_overlap(ObjectSet(objects=(dataset,), sources=()))]


def stated(dataset: Dataset, words: str) -> Dataset:
    dataset.SegmentsOverlap = words
    return dataset


@pytest.mark.parametrize(("rows", "columns"), [(48, 40), (47, 41)])  # frames that begin with a byte, and that do not
def test_segments_of_a_radiograph(rows: int, columns: int) -> None:
    assert overlaps(overlapping(rows, columns))
    assert not overlaps(encoded(radiograph(np.zeros((rows, columns), np.uint16)))[0])


def test_segments_of_a_volume_have_one_label_a_voxel() -> None:
    assert not overlaps(volume_encoding.encoded(picture=False)[0])


@pytest.mark.parametrize(("words", "expected"), [("YES", []), ("NO", ["segments-overlap"]), ("UNDEFINED", [])])
def test_what_is_stated_of_overlapping_segments(words: str, expected: list[str]) -> None:
    assert codes(stated(overlapping(48, 40), words)) == expected


@pytest.mark.parametrize(("words", "expected"), [("YES", ["segments-overlap"]), ("NO", []), ("UNDEFINED", [])])
def test_what_is_stated_of_others(words: str, expected: list[str]) -> None:
    assert codes(stated(encoded(radiograph())[0], words)) == expected


def test_pixels_that_cannot_be_counted_are_not_judged() -> None:
    dataset = stated(encoded(radiograph())[0], "YES")
    dataset.SegmentationType = "FRACTIONAL"
    assert codes(dataset) == []


def test_two_frames_of_one_segment_are_no_overlap() -> None:
    """Two frames of a segment at one place are seen by another rule."""
    dataset = overlapping(48, 40)
    for frame in dataset.PerFrameFunctionalGroupsSequence:
        frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber = 1
    assert not overlaps(dataset)


def test_segments_of_a_label_map_do_not_overlap() -> None:
    made = next(result for result in results() if result.name == "label map").objects[0]
    assert codes(made) == []
    assert codes(stated(made, "YES")) == ["segments-overlap"]


def test_probabilities_of_two_segments_in_one_pixel_overlap() -> None:
    made = next(result for result in results() if result.name == "fractions").objects[0]
    assert codes(made) == codes(stated(made, "YES")) == []
    assert codes(stated(made, "NO")) == ["segments-overlap"]
