"""Answers to queries become an index; what contradicts itself does not."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from radlane.dicomweb import index
from radlane.dicomweb.index import (
    AVAILABILITY,
    BODY_PART,
    CLASS,
    INSTANCE,
    ISSUER,
    MODALITY,
    PATIENT_ID,
    SERIES,
    identity_of,
    index_of,
    names_another,
    refs_of,
    require_one_patient,
)
from radlane.domain.refs import InstanceRef
from radlane.domain.study import Availability, PatientIdentity, SeriesIndex, StudyFacts
from radlane.errors import StudyMismatch

STUDY_UID = "1.2.3"
PATIENT = PatientIdentity(patient_id="T-1", issuer="here")


def item(**attributes: Any) -> dict[str, Any]:
    """A data set of attributes by the names of this module's constants."""
    return {getattr(index, name): {"vr": "LO", "Value": [value]} for name, value in attributes.items()}


WHOLE = item(PATIENT_ID="T-1", ISSUER="here", STUDY_DESCRIPTION="Chest", SEX="F", AGE="018M")


def instance(series: str, uid: str, **attributes: Any) -> dict[str, Any]:
    return item(SERIES=series, INSTANCE=uid, CLASS="1.2.840", **attributes)


def ref(series: str, uid: str) -> InstanceRef:
    return InstanceRef(
        study_instance_uid=STUDY_UID, series_instance_uid=series, sop_instance_uid=uid, sop_class_uid="1.2.840"
    )


def test_an_index_is_in_order() -> None:
    found = refs_of([instance("1.2.5", "1.9"), instance("1.2.4", "1.8"), instance("1.2.5", "1.7")], STUDY_UID)
    series = [item(SERIES="1.2.5", MODALITY="CR", BODY_PART="CHEST"), item(SERIES="1.2.6", MODALITY="DX")]
    assert index_of(STUDY_UID, WHOLE, series, found).series == (
        SeriesIndex(series_instance_uid="1.2.4", modality="", body_part_examined="", instances=(ref("1.2.4", "1.8"),)),
        SeriesIndex(
            series_instance_uid="1.2.5",
            modality="CR",
            body_part_examined="CHEST",
            instances=(ref("1.2.5", "1.7"), ref("1.2.5", "1.9")),
        ),
    )


@pytest.mark.parametrize(
    ("series", "instances", "modality", "body_part"),
    [
        ({}, [{"MODALITY": "CR"}, {"MODALITY": "CR"}], "CR", ""),  # the series does not say it
        ({}, [{"MODALITY": "CR"}, {"MODALITY": "DX"}], "", ""),
        ({"BODY_PART": "CHEST"}, [{"BODY_PART": "HAND"}, {}], "", ""),  # a contradiction says nothing
        ({"BODY_PART": "CHEST"}, [{"BODY_PART": ""}, {}], "", "CHEST"),
    ],
)
def test_what_a_series_says(
    series: dict[str, str], instances: list[dict[str, str]], modality: str, body_part: str
) -> None:
    found = refs_of([instance("1.2.4", f"1.{n}", **said) for n, said in enumerate(instances, 1)], STUDY_UID)
    only = index_of(STUDY_UID, WHOLE, [item(SERIES="1.2.4", **series)], found).series[0]
    assert (only.modality, only.body_part_examined) == (modality, body_part)


def test_what_rules_look_at() -> None:
    """Of the study one instance says it, of the series the answers about it."""
    region = {"vr": "SQ", "Value": [item(CODE="51185008", CODING_SCHEME="SCT"), "junk"]}
    said = {**item(SERIES="1.2.4", DESCRIPTION="Lung", STATION="CT1"), index.REGIONS: region}
    found = index_of(STUDY_UID, WHOLE, [said], refs_of([instance("1.2.4", "1.8")], STUDY_UID))
    assert found.patient == PATIENT
    assert found.facts == StudyFacts(description="Chest", sex="F", age_years=1.5)
    only = found.series[0]
    assert (only.description, only.station, only.regions) == ("Lung", "CT1", {("SCT", "51185008")})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], Availability.ONLINE),
        (["ONLINE", ""], Availability.ONLINE),
        (["ONLINE", "NEARLINE"], Availability.NEARLINE),
        (["OFFLINE", "NEARLINE"], Availability.OFFLINE),
        (["UNAVAILABLE", "OFFLINE"], Availability.UNAVAILABLE),
        (["SOMEWHERE"], Availability.ONLINE),  # words of its own
    ],
)
def test_the_slowest_decides(said: list[str], expected: Availability) -> None:
    rows = [instance("1.2.4", f"1.{n}", AVAILABILITY=word) for n, word in enumerate([*said, ""], 1)]
    assert index_of(STUDY_UID, WHOLE, [], refs_of(rows, STUDY_UID)).series[0].availability is expected


@pytest.mark.parametrize(
    "bad",
    [
        {"INSTANCE": "1.9", "CLASS": "1.2"},  # of no series
        {"SERIES": "../..", "INSTANCE": "1.9", "CLASS": "1.2"},
        {"SERIES": "1.2", "INSTANCE": "1.09", "CLASS": "1.2"},
        {"SERIES": "1.2", "INSTANCE": "1.9"},
    ],
)
def test_what_cannot_be_asked_for_is_left_out(bad: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert list(refs_of([item(**bad), instance("1.2.4", "1.8")], STUDY_UID)) == [ref("1.2.4", "1.8")]
    assert [record.count for record in caplog.records] == [1]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("studies", "below"),
    [
        ([{"PATIENT_ID": "T-1"}, {"PATIENT_ID": "T-2"}], []),
        ([{"PATIENT_ID": "T-1"}, {}], []),  # of one nobody knows whose
        ([{"PATIENT_ID": "T-1"}], [{"PATIENT_ID": "T-2"}]),
        ([{"PATIENT_ID": "T-1", "ISSUER": "here"}], [{"ISSUER": "there"}]),
    ],
)
def test_several_patients(studies: list[dict[str, str]], below: list[dict[str, str]]) -> None:
    with pytest.raises(StudyMismatch) as mismatch:
        require_one_patient([item(**one) for one in studies], [item(**one) for one in below], STUDY_UID)
    assert mismatch.value.uid == STUDY_UID


def test_one_patient() -> None:
    studies = [item(PATIENT_ID="T-1"), item(PATIENT_ID="T-1", ISSUER="here")]
    require_one_patient(studies, [item(), item(PATIENT_ID="T-1", ISSUER="here")], STUDY_UID)
    assert identity_of(studies[1]) == PATIENT


def test_a_list_that_names_another_patient_than_an_instance() -> None:
    whole = item(PATIENT_ID="T-1", ISSUER="here")
    assert not names_another([item(), item(PATIENT_ID="T-1"), item(ISSUER="here")], whole)
    assert not names_another([item(PATIENT_ID="T-1", ISSUER="here")], item())
    assert names_another([item(PATIENT_ID="T-1"), item(PATIENT_ID="T-2")], whole)
    assert names_another([item(PATIENT_ID="T-1", ISSUER="there")], whole)


def test_names() -> None:
    """The tags are those of the standard's dictionary."""
    from pydicom.datadict import keyword_for_tag

    tags = (SERIES, INSTANCE, CLASS, PATIENT_ID, ISSUER, MODALITY, BODY_PART, AVAILABILITY)
    assert [keyword_for_tag(tag) for tag in tags] == [
        "SeriesInstanceUID",
        "SOPInstanceUID",
        "SOPClassUID",
        "PatientID",
        "IssuerOfPatientID",
        "Modality",
        "BodyPartExamined",
        "InstanceAvailability",
    ]
