"""Whatever is missing or unreadable in an object, the checker says so and raises no exception."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from radlane.domain.finding import Conclusion
from radlane.domain.withdrawal import WithdrawalReason
from radlane.encode.checker import check_objects
from support import volume_encoding
from support.encoding import conclusion, encoded
from support.radiographs import radiograph
from support.rejection import noted
from support.volume_sources import slices


def elements(dataset: Dataset, path: Path, seen: set[Path]) -> Iterator[tuple[Dataset, BaseTag]]:
    """An element of each path of tags, and the data set or item that holds it."""
    for tag in list(dataset.keys()):
        here = path / str(tag)
        if here not in seen:
            seen.add(here)
            yield dataset, tag
        if dataset[tag].VR == "SQ":
            for item in dataset[tag].value:
                yield from elements(item, here, seen)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_whatever_is_missing_or_unreadable_there_is_no_exception(index: int) -> None:
    source = radiograph()
    _spoil_each_element(encoded(source), [source], index, conclusion(48, 40))


@pytest.mark.parametrize(("index", "like"), [(0, 0), (1, 2)])
def test_nor_is_there_one_for_a_volume(index: int, like: int) -> None:
    """The elements that no object of a radiograph has."""
    sources = slices(values=volume_encoding.values())
    said = volume_encoding.conclusion()
    seen: set[Path] = set()
    deque(elements(encoded(radiograph())[like], Path(), seen), maxlen=0)
    _spoil_each_element(volume_encoding.encoded(sources=sources, picture=False), sources, index, said, seen)


def test_nor_for_a_rejection_note() -> None:
    source = radiograph()
    objects = encoded(source)
    _spoil_each_element([*objects, noted(objects, reason=WithdrawalReason.QUALITY)], [source], 3, None)


def _spoil_each_element(
    objects: list[Dataset],
    sources: Sequence[Dataset],
    index: int,
    said: Conclusion | None,
    seen: set[Path] | None = None,
) -> None:
    """Each element is missing or unreadable, by turns."""
    for place, (holder, tag) in enumerate(elements(objects[index], Path(), seen or set())):
        whole = holder[tag]
        if place % 2:
            del holder[tag]
        else:
            holder._dict[tag] = RawDataElement(tag, "FD", 3, b"\xff\x00\xff", 0, False, True)
        check_objects(objects, sources, said)
        holder[tag] = whole
    assert check_objects(objects, sources, said) == ()
