import pytest

from radlane.domain.code import Code
from radlane.encode.codes import code_sequence
from radlane.encode.content_items import ValueType
from radlane.encode.plain import dataset_of, shared_code

LUNG = Code(scheme="SCT", value="39607008", meaning="Lung")
LONG = Code(scheme="99X", value="seventeen-letters", meaning="Long")


def test_it_is_what_pydicom_makes_of_attributes_one_by_one() -> None:
    made = dataset_of(CodeValue="1", NumericValue="2.5", FloatingPointValue=2.5, GraphicData=[1.0, 2.0], UID="1.2")
    assert [(element.keyword, element.VR) for element in made] == [
        *(
            ("CodeValue", "SH"),
            ("UID", "UI"),
            ("FloatingPointValue", "FD"),
            ("NumericValue", "DS"),
            ("GraphicData", "FL"),
        )
    ]
    assert (made.NumericValue, made.FloatingPointValue, list(made.GraphicData)) == (2.5, 2.5, [1.0, 2.0])


@pytest.mark.parametrize("code", [LUNG, LONG])
def test_a_shared_code_is_the_code(code: Code) -> None:
    (shared,), (own,) = shared_code(code), code_sequence(code)
    assert shared == own
    assert shared_code(code) is shared_code(code)


def test_codes_and_terms_are_elements_that_all_share() -> None:
    one, other = (dataset_of(ValueType=ValueType.CODE, ConceptCodeSequence=LUNG) for _ in range(2))
    assert one == other == dataset_of(ValueType="CODE", ConceptCodeSequence=code_sequence(LUNG))
    assert type(one.ValueType) is str
    assert all(element is other[element.tag] for element in one)
    with pytest.raises(TypeError, match="other data sets"):
        one.ValueType = "TEXT"
