import pytest
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from radlane.encode.reading import code, items, numbers, text


def raw(keyword: str, vr: str, content: bytes) -> Dataset:
    """A data set with one element as it comes from a file."""
    tag = Tag(keyword)
    dataset = Dataset()
    dataset._dict[tag] = RawDataElement(tag, vr, len(content), content, 0, False, True)
    return dataset


def with_values(**attributes: object) -> Dataset:
    dataset = Dataset()
    for keyword, content in attributes.items():
        setattr(dataset, keyword, content)
    return dataset


def test_what_is_not_there_reads_as_nothing() -> None:
    empty = Dataset()
    assert text(empty, "PatientID") == ""
    assert numbers(empty, "PixelSpacing") == ()
    assert items(empty, "SegmentSequence") == ()
    assert code(empty, "ConceptNameCodeSequence") == ("", "")


def test_what_cannot_be_read_reads_as_nothing() -> None:
    assert numbers(raw("NumberOfFrames", "IS", b"many"), "NumberOfFrames") == ()


def test_several_values_read_as_one_text() -> None:
    assert text(with_values(PatientOrientation=["L", "F"]), "PatientOrientation") == "L\\F"
    assert text(with_values(Rows=7), "Rows") == "7"


def test_text_that_is_no_number_reads_as_no_numbers() -> None:
    assert numbers(with_values(PatientID="x"), "PatientID") == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (["0.5", "0.25"], (0.5, 0.25)),  # a spacing
        (["0.5"], (0.5,)),  # one value only
        ([float("inf"), 1.0], ()),  # not finite
    ],
)
def test_numbers_are_finite(content: list[object], expected: tuple[float, ...]) -> None:
    assert numbers(with_values(FrameTimeVector=content), "FrameTimeVector") == expected


def test_what_is_no_sequence_has_no_items() -> None:
    assert items(with_values(PatientID="x"), "PatientID") == ()


def test_a_code_is_its_scheme_and_value() -> None:
    item = with_values(CodingSchemeDesignator="SCT", CodeValue="39607008")
    assert code(with_values(ConceptNameCodeSequence=[item]), "ConceptNameCodeSequence") == ("SCT", "39607008")
