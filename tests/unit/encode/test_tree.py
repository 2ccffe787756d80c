"""The tree of a report comes out as pydicom writes it, byte for byte; what is not plain is left to pydicom."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import Dataset, dcmread
from pydicom.dataelem import DataElement
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import dcmwrite, write_dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

from radlane.domain.code import Code
from radlane.encode.part10 import to_bytes
from radlane.encode.plain import dataset_of, shared_code
from radlane.encode.tree import UTF_8, sequence_bytes
from support.encoding import encoded
from support.radiographs import radiograph

CODE = Code(scheme="SCT", value="39607008", meaning="Lung, größer")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\\^="), max_size=12)
VALUES = {
    "CodeMeaning": WORDS,
    "TextValue": WORDS,
    "UID": st.sampled_from(["", "1.2", "1.2.3", ["1.2", "1.2.3"]]),
    "ValueType": st.sampled_from(["NUM", "CONTAINER", "TEXT", None]),
    "NumericValue": st.sampled_from(["1.50", "2", ["1", "2.25"], None, 3, 0.1]),
    "InstanceNumber": st.integers(-9, 99),
    "FloatingPointValue": st.floats(allow_nan=False) | st.lists(st.floats(allow_nan=False), max_size=3),
    "GraphicData": st.lists(st.floats(width=32, allow_nan=False), max_size=5),
    "ReferencedFrameNumber": st.lists(st.integers(1, 99), max_size=3),
    "ReferencedContentItemIdentifier": st.lists(st.integers(1, 99), max_size=3),
    "DateTime": st.sampled_from(["20240229213015.123456+0000", "", None]),
    "ConceptNameCodeSequence": st.just(None).map(lambda _: shared_code(CODE)),
}
ITEMS = st.fixed_dictionaries({}, optional=VALUES).map(lambda values: dataset_of(**values))
TREES = st.recursive(
    ITEMS.map(lambda one: [one]),
    lambda below: st.lists(st.tuples(ITEMS, below).map(lambda pair: with_content(*pair)), min_size=1, max_size=3),
    max_leaves=12,
)


def with_content(item: Dataset, below: list[Dataset]) -> Dataset:
    item.update(dataset_of(ContentSequence=Sequence(below)))
    return item


def by_pydicom(items: list[Dataset]) -> bytes:
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    write_dataset(buffer, dataset_of(SpecificCharacterSet=UTF_8, ContentSequence=Sequence(items)))
    return bytes(buffer.getvalue()).split(b"@\x000\xa7SQ\0\0", 1)[1][4:] if items else b""


@given(TREES)
def test_it_is_what_pydicom_writes(items: list[Dataset]) -> None:
    assert sequence_bytes(Sequence(items)) == by_pydicom(items)
    assert sequence_bytes(Sequence(items)) == by_pydicom(items), "with what was kept of shared codes"


def test_a_whole_report_is_what_pydicom_writes() -> None:
    for dataset in encoded(radiograph()):
        ours, theirs = to_bytes(dataset), BytesIO()
        dcmwrite(theirs, dataset, implicit_vr=False, little_endian=True)
        assert ours.endswith(theirs.getvalue())


def raw() -> Dataset:
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    write_dataset(buffer, dataset_of(TextValue="read from a file"))
    buffer.seek(0)
    return dcmread(buffer, force=True)


def changed(**values: object) -> Dataset:
    dataset = dataset_of(TextValue="x")
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    return dataset


def undefined() -> Dataset:
    dataset = dataset_of(ContentSequence=Sequence([dataset_of(TextValue="x")]))
    dataset["ContentSequence"].is_undefined_length = True
    return dataset


@pytest.mark.parametrize(
    "item",
    [
        raw(),
        changed(PersonName="Doe^Jane"),  # its parts may be in several character sets
        changed(SpecificCharacterSet="ISO_IR 100"),  # of its own
        undefined(),
        dataset_of(UID=MultiValue(str, ["1." + "2" * 60] * 1100)),  # too long for its VR
        Dataset({0x00080000: DataElement(0x00080000, "UL", 4)}),  # a group length, which is not written
        Dataset({0x00281200: DataElement(0x00281200, "US or OW", b"ab")}),  # ambiguous
        Dataset({0x00991001: DataElement(0x00991001, "UN", None)}),  # its length has 32 bits
        Dataset({0x00720083: DataElement(0x00720083, "UV", None)}),
        dataset_of(PatientSex="\u00fc"),  # of no character set but the default one
        dataset_of(ExaminedBodyThickness=1e39),  # too large for its VR
    ],
)
def test_what_is_not_plain_is_left_to_pydicom(item: Dataset) -> None:
    assert sequence_bytes(Sequence([dataset_of(ContentSequence=Sequence([item]))])) is None
