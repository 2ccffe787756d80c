from highdicom._standard_utils import get_module_attribute_map
from pydicom.datadict import tag_for_keyword

from radlane.encode.subject_attributes import PATIENT, STUDY, TYPE_2

MODULES = ("patient", "general-study", "patient-study", "clinical-trial-subject", "clinical-trial-study")


def test_every_keyword_is_an_attribute() -> None:
    assert all(tag_for_keyword(keyword) for keyword in (*PATIENT, *STUDY))


def test_every_attribute_that_has_to_be_there_is_copied() -> None:
    attributes = get_module_attribute_map()
    needed = {
        str(attribute["keyword"])
        for module in ("patient", "general-study")
        for attribute in attributes[module]
        if attribute["type"] in ("1", "2") and not attribute["path"]
    }
    assert needed <= {*PATIENT, *STUDY}
    assert needed - {"StudyInstanceUID"} == set(TYPE_2)


def test_nothing_is_copied_that_belongs_elsewhere() -> None:
    attributes = get_module_attribute_map()
    known = {str(a["keyword"]) for module in MODULES for a in attributes[module] if not a["path"]}
    assert {*PATIENT, *STUDY} - known <= {"EthnicGroup"}  # retired since 2023 in favour of a code sequence
