"""A Segmentation Type that no SEG could be written of is refused."""

from dataclasses import replace

import pytest

from radlane.domain.output import SegmentationOutput, SegmentationType
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from radlane.registry.segmentation_type import complain_of_type

LUNGS = read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml").outputs[1]
FRACTIONAL = SegmentationType.FRACTIONAL


@pytest.mark.parametrize(
    ("kind", "facts", "count"),
    [
        (SegmentationType.BINARY, {"of_volume": True, "is_main": False}, 0),
        (SegmentationType.LABELMAP, {"of_volume": True, "is_main": True}, 0),
        (SegmentationType.LABELMAP, {"of_volume": True, "is_main": False}, 1),
        (FRACTIONAL, {"of_volume": False, "is_main": True}, 0),
        (FRACTIONAL, {"of_volume": True, "is_main": True}, 1),
        (FRACTIONAL, {"of_volume": True, "is_main": False}, 2),
    ],
)
def test_what_is_wrong_is_named(kind: SegmentationType, facts: dict[str, bool], count: int) -> None:
    assert isinstance(LUNGS, SegmentationOutput)
    found = complain_of_type(replace(LUNGS, segmentation_type=kind), **facts)
    assert len(found) == count
    assert all("outputs.segmentation_type: " in complaint for complaint in found)


def test_logits_are_no_probabilities() -> None:
    assert isinstance(LUNGS, SegmentationOutput)
    output = replace(LUNGS, segmentation_type=FRACTIONAL, activation="none")
    assert len(complain_of_type(output, of_volume=False, is_main=True)) == 1
