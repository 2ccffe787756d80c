"""Dimensions of a multi-frame object: organized once, and pointing at what frames have (PS3.3 section C.7.6.17)."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.iod.table import groups_with
from radlane.encode.reading import items, text

_ORGANIZATIONS, _INDICES = "DimensionOrganizationSequence", "DimensionIndexSequence"
_UID = "DimensionOrganizationUID"


def check_dimension_organization(checked: ObjectSet) -> Iterator[Problem]:
    """Each index is of an organization that is there, each organization has an index, pointers are to macros."""
    for dataset in checked.objects:
        organized = [text(item, _UID) for item in items(dataset, _ORGANIZATIONS)]
        indices = items(dataset, _INDICES)
        named = {text(item, _UID) for item in indices} - {""}
        if (indices and {*organized} != named) or len({*organized}) < len(organized):
            words = "dimension indices and organizations do not name each other"
            yield problem("dimension-organization", dataset, words, attribute=_ORGANIZATIONS)
        for number, item in enumerate(indices, start=1):
            if not _points(dataset, item):
                words = "a dimension points at an attribute that is not in its functional group"
                attribute = f"{_INDICES}[{number}]/DimensionIndexPointer"
                yield problem("dimension-pointer", dataset, words, attribute=attribute)


def _points(dataset: Dataset, item: Dataset) -> bool:
    """Whether the pointed attribute is one of the group that is named; of private ones nothing is known."""
    pointer, group = integer(item, "DimensionIndexPointer"), integer(item, "FunctionalGroupPointer")
    if "DimensionIndexPrivateCreator" in item or "FunctionalGroupPrivateCreator" in item or group is None:
        return True
    groups = groups_with(text(dataset, "SOPClassUID"), pointer or 0)
    return groups is None or group in groups
