"""What models say of their own answers, before tools that are not ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pydicom.dataset import FileDataset

from radlane.domain.job import JobRequest
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from support.judging import complaints
from support.lanes import watch
from support.noise import read_noise, without_noise
from support.said_lanes import bright_head, bright_radiograph
from support.uncertain_lanes import doubtful_radiograph, doubtful_volume

# classes beside segments, as of an example, and the entropy of an answer
NOISE = [Path(__file__).with_name(f"noise_{name}.toml") for name in ("said", "examples", "uncertainty")]


def of_radiograph(folder: Path) -> Lane:
    return doubtful_radiograph(folder, bright_radiograph(), lean=8.0)


def of_volume(folder: Path) -> Lane:
    slices: Sequence[FileDataset] = bright_head()
    return doubtful_volume(folder, slices, lean=8.0)


@pytest.mark.parametrize(("made", "roles"), [(of_radiograph, 4), (of_volume, 5)], ids=["radiograph", "volume"])
def test_the_judges_complain_of_noise_only(tmp_path: Path, made: Callable[[Path], Lane], roles: int) -> None:
    on = made(tmp_path)
    images = [path for path in (tmp_path / "archive").rglob("*") if path.is_file()]
    result = run_job(on, JobRequest(study_instance_uid=only_study(on.archive), model="said"), watch())
    objects = {str(item.role): item.path for item in result.objects if item.path is not None}
    assert len(objects) == roles
    noise = [*read_noise(), *(one for path in NOISE for one in read_noise(path))]
    said = complaints(images, objects)
    left = [one for one in said if without_noise(one[0], [one[2]], noise)]
    assert not left, "\n".join(" | ".join(one) for one in left)
