"""Whatever is in a file, a plain header says what pydicom reads of it, and what is refused is refused the same way."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom import Dataset, dcmread
from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import FileDataset

from radlane.attribute import UNREADABLE, value
from radlane.dicomweb.part10 import Limits, read_dataset, read_header, ref_of
from radlane.dicomweb.plain import BEHIND_HEADER, HEAD, MOST_COUNTED, read_plain
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from support.reader_changes import KEYWORDS, Change, changes
from support.reader_seeds import studies

PLAIN, BY_PYDICOM = Limits(), Limits(header_elements=MOST_COUNTED - 1)
"""The second ones are below what a plain header may have: pydicom reads all."""

FILES = {f"{name} {number}": file for name, study in studies().items() for number, file in enumerate(study)}
STANDARD = tuple(keyword for keyword in KEYWORDS if tag_for_keyword(keyword) is not None)
UIDS = ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
Read = Callable[[Path, InstanceRef, Limits], Dataset]
READERS: tuple[Read, ...] = (
    read_dataset,
    partial(read_dataset, pixels=False),
    lambda path, _ref, limits: read_header(path, UIDS, limits),
    lambda path, _ref, limits: read_header(path, STANDARD, limits),
)


def said(dataset: Dataset, tag: int) -> object:
    """What a data set says of an attribute: as it was read, or what that is, or that it cannot be read."""
    found = dataset.get_item(tag, keep_deferred=True)
    if isinstance(found, RawDataElement) and tag != 0x00080005:
        return found
    return meant(dataset, tag)


def meant(dataset: Dataset, tag: int) -> object:
    """What an attribute is, or that it cannot be read."""
    try:
        element = dataset[tag]
    except UNREADABLE as error:
        return type(error)
    if element.VR != "SQ":
        return element
    return [{int(inner): said(item, inner) for inner in item.keys()} for item in element.value]  # noqa: SIM118


def outcome(read: Read, path: Path, ref: InstanceRef, limits: Limits) -> object:
    try:
        found = read(path, ref, limits)
    except InputRefused as refusal:
        return refusal.code
    assert isinstance(found, FileDataset)
    elements = {int(tag): said(found, tag) for tag in found.keys()}  # noqa: SIM118 - a data set
    meta = {int(tag): meant(found.file_meta, tag) for tag in found.file_meta.keys()}  # noqa: SIM118
    return elements, meta, found.original_encoding, found.original_character_set, found.preamble


def claimed(file: bytes) -> InstanceRef:
    try:
        return ref_of(dcmread(BytesIO(file), force=True, stop_before_pixels=True))
    except (*UNREADABLE, zlib.error):
        return InstanceRef(study_instance_uid="1", series_instance_uid="1", sop_instance_uid="1", sop_class_uid="1")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plain") / "file"


def require_same(file: bytes, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom's, of values
        path.write_bytes(file)
        ref = claimed(file)
        for read in READERS:
            assert outcome(read, path, ref, PLAIN) == outcome(read, path, ref, BY_PYDICOM)


@pytest.mark.parametrize("name", FILES)
def test_files_of_others_and_of_each_kind(name: str, path: Path) -> None:
    require_same(FILES[name], path)


def test_most_of_them_are_plain() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [read_plain(file[:HEAD], len(file), "file", BEHIND_HEADER) for file in FILES.values()]
    assert sum(one is not None for one in found) > 0.8 * len(found)
    assert any(one is not None and one.is_implicit for one in found)
    assert any(one is not None and not one.is_native for one in found)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(FILES)), some=changes())
def test_whatever_was_done_to_a_file(name: str, some: list[Change], path: Path) -> None:
    file = FILES[name]
    with suppress(zlib.error):  # what was deflated and is cut cannot be changed any more
        for change in some:
            file = change.apply(file)
    require_same(file, path)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(FILES)), share=st.floats(0, 1))
def test_wherever_a_file_is_cut(name: str, share: float, path: Path) -> None:
    require_same(FILES[name][: int(len(FILES[name]) * share)], path)


@pytest.mark.parametrize("name", FILES)
def test_values_are_those_of_pydicom(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours, theirs = (dcmread(BytesIO(FILES[name]), stop_before_pixels=True) for _ in range(2))
        for keyword in KEYWORDS:
            try:
                expected = theirs.get(keyword)
            except UNREADABLE:
                expected = None
            found = value(ours, keyword)
            assert type(found) is type(expected) or expected == ""
            assert found == (None if expected == "" else expected)
