import pytest
from pydicom.dataset import Dataset

from radlane.encode.reading import code, items, meaning, numbers, text
from support.headers import header, raw


def test_what_is_not_there_reads_as_nothing() -> None:
    empty = Dataset()
    assert text(empty, "PatientID") == ""
    assert numbers(empty, "PixelSpacing") == ()
    assert items(empty, "SegmentSequence") == ()
    assert code(empty, "ConceptNameCodeSequence") == ("", "")
    assert meaning(empty, "ConceptNameCodeSequence") == ""


def test_what_cannot_be_read_reads_as_nothing() -> None:
    assert numbers(raw("NumberOfFrames", "IS", b"many"), "NumberOfFrames") == ()


def test_several_values_read_as_one_text() -> None:
    assert text(header(PatientOrientation=["L", "F"]), "PatientOrientation") == "L\\F"
    assert text(header(Rows=7), "Rows") == "7"


def test_text_that_is_no_number_reads_as_no_numbers() -> None:
    assert numbers(header(PatientID="x"), "PatientID") == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (["0.5", "0.25"], (0.5, 0.25)),  # a spacing
        (["0.5"], (0.5,)),  # one value only
        ([float("inf"), 1.0], ()),  # not finite
    ],
)
def test_numbers_are_finite(content: list[object], expected: tuple[float, ...]) -> None:
    assert numbers(header(FrameTimeVector=content), "FrameTimeVector") == expected


def test_what_is_no_sequence_has_no_items() -> None:
    assert items(header(PatientID="x"), "PatientID") == ()


def test_a_code_is_its_scheme_and_value() -> None:
    item = header(CodingSchemeDesignator="SCT", CodeValue="39607008")
    assert code(header(ConceptNameCodeSequence=[item]), "ConceptNameCodeSequence") == ("SCT", "39607008")


def test_a_code_has_a_meaning() -> None:
    item = header(CodeMeaning="Lung")
    assert meaning(header(ConceptNameCodeSequence=[item]), "ConceptNameCodeSequence") == "Lung"


def test_what_is_said_to_be_a_sequence_is_no_text() -> None:
    """Turned into a text, an item whose element has an unknown VR would be read, and that fails."""
    item = b"\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00AA\x00\x00"
    assert text(raw("AccessionNumber", "SQ", item), "AccessionNumber") == ""
