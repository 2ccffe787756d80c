import pytest
from highdicom._standard_utils import get_module_attribute_map
from pydicom.datadict import tag_for_keyword

from radlane.encode.subject_attributes import PATIENT, STUDY, TYPE_2

MODULES = ("patient", "general-study", "patient-study", "clinical-trial-subject", "clinical-trial-study")
RETIRED = {"EthnicGroup"}  # since 2023 in favour of a code sequence; still sent

# Type 1 and 2 of PS3.3 sections C.7.1.1, C.7.1.3, C.7.2.1 and C.7.2.3, and what identifies with them.
NEEDED = (
    *("PatientName", "PatientID", "IssuerOfPatientID", "PatientBirthDate", "PatientSex"),
    *("ClinicalTrialSponsorName", "ClinicalTrialProtocolID", "ClinicalTrialProtocolName", "ClinicalTrialSiteID"),
    *("ClinicalTrialSiteName", "ClinicalTrialSubjectID", "ClinicalTrialSubjectReadingID"),
    *("StudyInstanceUID", "StudyDate", "StudyTime", "ReferringPhysicianName", "StudyID", "AccessionNumber"),
    "ClinicalTrialTimePointID",
)


def test_every_keyword_is_an_attribute_and_stands_once() -> None:
    assert all(tag_for_keyword(keyword) for keyword in (*PATIENT, *STUDY))
    assert len({*PATIENT, *STUDY}) == len(PATIENT) + len(STUDY)


@pytest.mark.parametrize("keyword", NEEDED)
def test_what_identifies_is_copied(keyword: str) -> None:
    assert keyword in (*PATIENT, *STUDY)


@pytest.mark.parametrize("module", MODULES)
def test_every_attribute_of_the_modules_is_copied(module: str) -> None:
    known = {str(a["keyword"]) for a in get_module_attribute_map()[module] if not a["path"]}
    assert known <= {*PATIENT, *STUDY}


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
    assert {*PATIENT, *STUDY} - known == RETIRED
