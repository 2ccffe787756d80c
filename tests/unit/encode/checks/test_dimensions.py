from __future__ import annotations

from collections.abc import Callable

import pytest
from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from radlane.encode.checks.dimensions import check_dimension_organization
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded
from support.other_kinds import fractional, label_map, parametric_map
from support.radiographs import radiograph
from support.small_objects import item

ORGANIZED = ("dimension-organization", "DimensionOrganizationSequence")
POINTER = ("dimension-pointer", "DimensionIndexSequence[2]/DimensionIndexPointer")


def faults(*datasets: Dataset) -> list[tuple[str, str]]:
    problems = check_dimension_organization(ObjectSet(objects=datasets, sources=()))
    return [(problem.code, problem.attribute) for problem in problems]


def test_results_have_organized_dimensions() -> None:
    others = [label_map(), fractional(), parametric_map()]
    assert faults(*encoded(radiograph()), *volume_encoding.encoded(), *others) == []


def another_organization(dataset: Dataset) -> None:
    dataset.DimensionOrganizationSequence[0].DimensionOrganizationUID = "1.2.3"


def another_index(dataset: Dataset) -> None:
    dataset.DimensionIndexSequence[0].DimensionOrganizationUID = "1.2.3"


def twice(dataset: Dataset) -> None:
    dataset.DimensionOrganizationSequence.append(dataset.DimensionOrganizationSequence[0])


def one_more(dataset: Dataset) -> None:
    dataset.DimensionOrganizationSequence.append(item(DimensionOrganizationUID="1.2.3"))


def another_pointer(dataset: Dataset) -> None:
    dataset.DimensionIndexSequence[1].DimensionIndexPointer = tag_for_keyword("FrameLabel")


def no_pointer(dataset: Dataset) -> None:
    del dataset.DimensionIndexSequence[1].DimensionIndexPointer


def no_group(dataset: Dataset) -> None:
    del dataset.DimensionIndexSequence[1].FunctionalGroupPointer


def private(dataset: Dataset) -> None:
    another_pointer(dataset)
    dataset.DimensionIndexSequence[1].FunctionalGroupPrivateCreator = "SOMEBODY"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (another_organization, [ORGANIZED]),
        (another_index, [ORGANIZED]),
        (twice, [ORGANIZED]),
        (one_more, [ORGANIZED]),
        (another_pointer, [POINTER]),
        (no_pointer, [POINTER]),
        (no_group, []),  # seen by its condition
        (private, []),
    ],
)
def test_each_rule_finds_its_defect(spoil: Callable[[Dataset], None], expected: list[tuple[str, str]]) -> None:
    dataset = volume_encoding.encoded(picture=False)[0]
    spoil(dataset)
    assert faults(dataset) == expected


def test_an_object_of_an_unknown_class() -> None:
    dataset = volume_encoding.encoded(picture=False)[0]
    another_pointer(dataset)
    dataset.SOPClassUID = "1.2.3"
    assert faults(dataset) == []
