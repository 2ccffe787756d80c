"""A study without a result on a real PACS: an SR says so where the site wants it, once, and never a finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from radlane.encode.checker import check_objects
from support.archives import held
from support.caller import pacs_settings, run_job
from support.lane import MODEL, NOT_ANALYSED, radlane
from support.orthanc import Orthanc
from support.radiographs import real
from support.reading import groups, words
from support.server import serving

_TIMEOUT_S = 90
_POLICY = {"RADLANE_RESULTS__REPORT_NOT_ANALYSED": "true", "RADLANE_RESULTS__REPORT_FAILED": "true"}


@pytest.fixture
def studies(orthanc: Orthanc) -> dict[str, FileDataset]:
    """A chest, and a tibia that the model is not for, in Orthanc."""
    datasets = {"chest": dcmread(real("RG1_UNCI.dcm")), "tibia": dcmread(real("RG3_UNCI.dcm"))}
    orthanc.empty()
    for dataset in datasets.values():
        orthanc.put(dataset)
    return datasets


@pytest.fixture
def caller(orthanc: Orthanc, tmp_path: Path) -> Iterator[httpx.Client]:
    """A service with the policy, whose networks have no time to run."""
    settings = {**pacs_settings(orthanc), **_POLICY, "RADLANE_LIMITS__INFERENCE_SECONDS": "0.000001"}
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client,
    ):
        yield client


def made_of(orthanc: Orthanc, image: FileDataset) -> list[Dataset]:
    """What there is in a study beside its image."""
    found = held(orthanc.archive(), str(image.StudyInstanceUID))
    return [dataset for uid, dataset in found.items() if uid != str(image.SOPInstanceUID)]


def status(report: Dataset) -> str:
    """The value of Summary of Analyses, as people read it."""
    (container,) = (item for item in report.ContentSequence if _name(item) == "C0034375")
    (summary,) = (item for item in container.ContentSequence if _name(item) == "111065")
    return str(summary.ConceptCodeSequence[0].CodeMeaning)


def _name(item: Dataset) -> str:
    return str(item.ConceptNameCodeSequence[0].get("CodeValue"))


def ask(caller: httpx.Client, image: FileDataset) -> dict[str, Any]:
    return run_job(caller, {"model": MODEL, "study": str(image.StudyInstanceUID)}, _TIMEOUT_S)


def test_a_job_that_refuses_and_one_that_fails(
    orthanc: Orthanc, studies: dict[str, FileDataset], caller: httpx.Client
) -> None:
    tibia, chest = studies["tibia"], studies["chest"]
    refused = ask(caller, tibia)
    assert (refused["state"], [reason["code"] for reason in refused["reasons"]]) == (
        "not-analysed",
        ["body-part-mismatch"],
    )
    failed = ask(caller, chest)
    assert failed["state"] == "failed"
    assert failed["error"]["code"] == "inference-failed"
    for image, meaning in ((tibia, "Not Attempted"), (chest, "Failed")):
        (report,) = made_of(orthanc, image)
        assert (report.Modality, status(report), groups(report)) == ("SR", meaning, ())
        assert "says nothing about the patient" in words(report)
        assert check_objects([report], [image]) == ()
        assert (report.StudyInstanceUID, report.PatientID) == (image.StudyInstanceUID, image.PatientID)
    runs = caller.get("/v1/results").json()["items"]
    assert sorted((run["status"], run["state"]) for run in runs) == [
        ("failed", "complete"),
        ("not-analysed", "complete"),
    ]
    again = ask(caller, tibia)  # the same refusal is said once
    assert (again["state"], again["reasons"]) == (refused["state"], refused["reasons"])
    assert len(made_of(orthanc, tibia)) == 1


def test_the_command_says_it_too(orthanc: Orthanc, studies: dict[str, FileDataset], tmp_path: Path) -> None:
    tibia = studies["tibia"]
    ended = radlane(
        *("run", str(tibia.StudyInstanceUID), "--archive", "pacs", "--model", MODEL, "--json"),
        home=tmp_path / "home",
        **pacs_settings(orthanc),
        **_POLICY,
    )
    assert ended.code == NOT_ANALYSED, ended.stderr
    (stored,) = ended.answer["objects"]
    (report,) = made_of(orthanc, tibia)
    assert (stored["sop_instance_uid"], stored["role"]) == (report.SOPInstanceUID, "status-report")
    assert status(report) == "Not Attempted"


def test_a_site_that_did_not_ask_for_it_gets_nothing(
    orthanc: Orthanc, studies: dict[str, FileDataset], tmp_path: Path
) -> None:
    tibia = studies["tibia"]
    ended = radlane(
        *("run", str(tibia.StudyInstanceUID), "--archive", "pacs", "--model", MODEL, "--json"),
        home=tmp_path / "home",
        **pacs_settings(orthanc),
    )
    assert (ended.code, ended.answer["objects"]) == (NOT_ANALYSED, [])
    assert made_of(orthanc, tibia) == []
