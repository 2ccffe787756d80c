from collections.abc import Callable

import pytest
from pydicom.dataset import Dataset

from support.encoding import codes_of, encoded
from support.radiographs import radiograph
from support.report import group, named, without


def flag(keyword: str, value: str) -> Callable[[list[Dataset]], None]:
    return lambda objects: setattr(objects[2], keyword, value)


def library(objects: list[Dataset]) -> Dataset:
    found: Dataset = named(named(objects[2], "111028"), "126200")
    return found


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (flag("CompletionFlag", "PARTIAL"), ["report-flag"]),
        (flag("VerificationFlag", "VERIFIED"), ["report-flag"]),  # nobody has
        (flag("PreliminaryFlag", "FINAL"), ["report-flag"]),
        (lambda objects: without(objects[2], "121058"), ["procedure-missing"]),
        (lambda objects: without(group(objects), "112039"), ["tracking-missing"]),
        (
            lambda objects: without(group(objects), "112040"),
            ["tracking-missing", "segment-unmatched", "group-unmatched", "ratio-mismatch"],
        ),
        (lambda objects: delattr(objects[0].SegmentSequence[0], "TrackingID"), ["tracking-missing"]),
        (
            lambda objects: delattr(objects[0].SegmentSequence[0], "TrackingUID"),
            ["tracking-missing", "segment-unmatched", "group-unmatched", "ratio-mismatch"],
        ),
        (lambda objects: without(objects[2], "111028"), ["image-library"]),
        (lambda objects: library(objects).ContentSequence.pop(0), ["image-library"]),  # the image
        (lambda objects: library(objects).ContentSequence.pop(1), ["image-library"]),  # the SEG
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes
