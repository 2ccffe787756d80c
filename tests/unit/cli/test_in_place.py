"""Jobs in a command's process: what is on record, and when."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from radlane.app.site import open_folder
from radlane.app.trail import open_trail
from radlane.cli.in_place import Asked, run_all, run_one
from radlane.domain.job import JobRequest
from radlane.domain.result import Result, Verdict
from radlane.jobs.trail import TrailQuery
from radlane.security.audit_record import Action, Record
from radlane.settings.tree import Settings
from support.radiographs import STUDY, radiograph, real, save

RG1_STUDY = "1.3.6.1.4.1.5962.1.2.9.20040826185059.5457"
UNKNOWN = "1.2.3.4"
BEGUN, DONE, FAILED = "begun", "done", "failed"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", device="cpu")


@pytest.fixture
def asked(settings: Settings, tmp_path: Path) -> Callable[[str], Asked]:
    """A request to a folder with two studies, of which one is no chest."""
    save(radiograph(), tmp_path / "archive")
    shutil.copyfile(real("RG1_UNCI.dcm"), tmp_path / "archive" / "RG1")
    archive = open_folder(settings, "ward", tmp_path / "archive")
    return lambda study: Asked(archive=archive, request=JobRequest(study_instance_uid=study, model="cxr-lungs"))


def records(settings: Settings, study: str) -> list[Record]:
    """What is on record of a study, the oldest first."""
    found, _ = open_trail(settings).find(TrailQuery(study=study))
    return list(found)[::-1]


def story(settings: Settings, study: str) -> list[tuple[Action, str]]:
    return [(record.entry.action, str(record.entry.outcome)) for record in records(settings, study)]


EXPORTED = [
    (Action.JOB_ASKED, DONE),
    (Action.RESULT_EXPORTED, BEGUN),
    (Action.STUDY_QUERIED, BEGUN),
    (Action.INSTANCES_RETRIEVED, BEGUN),
    (Action.INSTANCES_RETRIEVED, DONE),
    (Action.STUDY_QUERIED, BEGUN),
    (Action.INSTANCES_STORED, BEGUN),
    (Action.INSTANCES_STORED, DONE),
    (Action.RESULT_EXPORTED, DONE),
]


def test_of_several_studies_the_same_is_on_record_as_of_one(
    settings: Settings, asked: Callable[[str], Asked], tmp_path: Path
) -> None:
    def verdict(result: Result) -> Verdict:
        return result.verdict

    several = [asked(study) for study in (RG1_STUDY, UNKNOWN, STUDY)]
    ended = run_all(settings, several, tmp_path / "out", verdict)
    assert [one.said for one in ended] == [Verdict.ANALYSED, None, Verdict.NOT_ANALYSED]
    assert story(settings, RG1_STUDY) == EXPORTED
    assert story(settings, UNKNOWN) == [
        (Action.JOB_ASKED, DONE),
        (Action.RESULT_EXPORTED, BEGUN),
        (Action.STUDY_QUERIED, BEGUN),
        (Action.STUDY_QUERIED, FAILED),
        (Action.RESULT_EXPORTED, FAILED),
    ]
    assert open_trail(settings).verify().is_whole
    alone = Settings(data_dir=tmp_path / "other", device="cpu")
    run_one(alone, asked(RG1_STUDY), tmp_path / "out")
    assert story(alone, RG1_STUDY) == EXPORTED


def test_nothing_is_left_where_the_objects_were_made(
    settings: Settings, asked: Callable[[str], Asked], tmp_path: Path
) -> None:
    run_all(settings, [asked(RG1_STUDY), asked(UNKNOWN)], tmp_path / "out", lambda _: None)
    assert len(list((tmp_path / "out").iterdir())) == 3
