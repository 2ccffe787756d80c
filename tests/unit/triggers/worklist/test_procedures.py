"""Which workitems are radlane's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from radlane.domain.job import Priority
from radlane.domain.study import PatientIdentity
from radlane.triggers.worklist.procedures import Procedure, input_of
from support.jobs import BEGIN
from support.radiographs import SERIES, STUDY
from support.ups_table import code, el, reference
from support.worklists import OURS, ours, procedures


def test_a_workitem_of_a_procedure_is_a_wish() -> None:
    wish = procedures().wish_of(ours(t00741200=el("CS", "HIGH")))
    assert wish is not None
    assert (wish.model, wish.study_instance_uid, wish.series_instance_uid) == (OURS.model, STUDY, SERIES)
    assert (wish.source, wish.destinations, wish.priority) == ("a", None, Priority.STAT)
    assert wish.patient == PatientIdentity(patient_id="T-1", issuer="radlane tests")


@pytest.mark.parametrize(
    "item",
    [
        ours(t00404018=el("SQ", code("other"))),
        ours(t00404018=el("SQ", code(scheme="DCM"))),
        ours(t00404018=el("SQ")),
        ours(t00404021=el("SQ")),
        ours(t00404021=el("SQ", reference("1.2"), reference("1.3"))),
        ours(t00404021=el("SQ", {})),
    ],
    ids=["another code", "another scheme", "no code", "no input", "two studies", "no study"],
)
def test_what_is_none_of_radlanes_is_left(item: dict[str, Any]) -> None:
    assert procedures().wish_of(item) is None


def test_several_series_are_the_whole_study() -> None:
    found = input_of(ours(t00404021=el("SQ", reference("1.2", "1.2.1"), reference("1.2", "1.2.2"))))
    assert found is not None
    assert (found.study, found.series) == ("1.2", None)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://pacs.example/dicom-web/studies/1.2", "pacs"),
        ("https://pacs.example/dicom-web", "pacs"),
        ("https://pacs.example/dicom-web.evil.example/studies/1.2", "a"),
        ("https://elsewhere.example/dicom-web/studies/1.2", "a"),
        ("http://169.254.169.254/latest/meta-data", "a"),
    ],
)
def test_an_address_chooses_among_the_archives_of_the_settings_and_is_never_asked(url: str, source: str) -> None:
    subject = {**reference(STUDY), "0040E025": el("SQ", {"00081190": el("UR", url)})}
    known = procedures(OURS, pacs="https://pacs.example/dicom-web")
    wish = known.wish_of(ours(t00404021=el("SQ", subject)))
    assert wish is not None
    assert wish.source == source


@pytest.mark.parametrize(
    ("changes", "moment", "is_due"),
    [
        ({}, BEGIN, True),
        ({"t00404005": el("DT", "20260301120001")}, BEGIN, False),
        ({"t00404005": el("DT", "20260301120001")}, BEGIN + timedelta(seconds=1), True),
        ({"t00404005": el("DT")}, BEGIN, True),
        ({"t00404041": el("CS", "UNAVAILABLE")}, BEGIN, False),
    ],
)
def test_a_workitem_is_due_when_its_input_is_ready_and_its_time_has_come(
    changes: dict[str, Any], moment: datetime, is_due: bool
) -> None:
    assert procedures().is_due(ours(**changes), moment) is is_due
    assert procedures().has_come(ours(**changes), moment) is (is_due or "t00404041" in changes)


def test_a_procedure_says_who_gets_the_results() -> None:
    known = procedures(Procedure(scheme="99SITE", code="radlane-lungs", model="m:1.0.0", destinations=("b",)))
    wish = known.wish_of(ours())
    assert wish is not None
    assert (wish.source, wish.destinations) == (None, ("b",))


@pytest.mark.parametrize("start", ["9999", "99991231", "20260230", "tomorrow"])
def test_a_start_that_is_far_or_cannot_be_read_has_not_come(start: str) -> None:
    assert not procedures().is_due(ours(t00404005=el("DT", start)), BEGIN)
    assert not procedures().has_come({"00404005": el("DT", start)}, BEGIN)
    assert procedures().has_come({}, BEGIN), "a search need not say it"
