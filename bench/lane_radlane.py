"""radlane's lane over the studies of a task, in this process. In: the task's file. Out: figures as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lane_task import Task, read_task
from meter import Figures, Meter
from radlane.app.site import build_catalogue, build_models, open_archive, open_site
from radlane.dicomweb.workspace import workspace
from radlane.domain.job import JobRequest
from radlane.domain.result import Verdict
from radlane.pipeline.lane import Lane
from radlane.pipeline.steps import run_job
from radlane.pipeline.watch import Watch
from radlane.settings.archives import BasicAuthSettings, DicomWebArchiveSettings
from radlane.settings.limits import LimitSettings
from radlane.settings.tree import Settings

# The lane's steps -> the stages of the table.
STAGES = {"select": "query", "image": "read", "tensor": "infer", "write": "encode"}


class MeteredWatch(Watch):
    """Tells a meter of each step."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(time.perf_counter, lambda _: None)
        self._meter = meter

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        with self._meter.stage(STAGES.get(name, name)), super().step(name):
            yield


def main() -> None:
    print(json.dumps(measure(read_task(sys.argv[1]))))


def measure(task: Task) -> Figures:
    settings = settings_of(task)
    models = build_models(settings, build_catalogue(settings))
    with open_site(settings) as site, models.lease(task.model) as model:
        archive = open_archive(settings, None)
        meter = Meter()
        for number, study in enumerate(task.studies):
            with workspace(Path(task.folder), lambda number=number: f"{number}") as folder:
                lane = Lane(
                    site=site, archive=archive, model=model, workspace=folder, spool=folder / "spool", keep=None
                )
                result = run_job(lane, JobRequest(study_instance_uid=study, model=task.model), MeteredWatch(meter))
            if result.verdict is not Verdict.ANALYSED:
                sys.exit(f"radlane: {result.verdict}: {[reason.text for reason in result.reasons]}")
        return meter.figures()


def settings_of(task: Task) -> Settings:
    auth = BasicAuthSettings(kind="basic", username=task.user, password_file=Path(task.password_file))
    return Settings(
        archives={"pacs": DicomWebArchiveSettings(kind="dicomweb", url=task.url, auth=auth)},
        default_archive="pacs",
        device="cpu",
        threads=task.threads,
        data_dir=Path(task.folder),
        limits=LimitSettings(inference_seconds=3600),  # machines may be busy
        models_dir=None if task.models_dir is None else Path(task.models_dir),
    )


if __name__ == "__main__":
    main()
