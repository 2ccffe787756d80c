"""A package is fitted on studies, and its next version refuses what lies too far from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.job import JobRequest
from radlane.domain.model import RemoteRuntime
from radlane.domain.result import Result, Verdict
from radlane.errors import ImportRefused, UsageError
from radlane.inference.devices import choose_device
from radlane.pipeline.examination import ExaminationLimits
from radlane.pipeline.fitting import Fit, Wished, fit_package
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.pipeline.steps import run_job
from radlane.registry.catalogue import load_catalogue
from radlane.registry.package import ModelPackage, open_package
from support.lanes import lane, site, watch
from support.novelty import convolved_package, half_bright

LIMITS = ExaminationLimits(seconds=120.0, threads=1)
LEVELS = (400, 420, 440, 460, 480, 500, 520, 540)  # HU


def fit(root: Path, package: ModelPackage | None = None, levels: tuple[int, ...] = LEVELS, **wished: Any) -> Fit:
    for place, level in enumerate(levels):
        half_bright(root / "studies", f"s{place}", level, PatientID=f"P{place}")
    half_bright(root / "studies", "abdomen", 500, BodyPartExamined="ABDOMEN")
    opened = package or open_package(convolved_package(root))
    archive = FolderArchive("valid", root / "studies", Limits())
    return fit_package(opened, [archive], Wished(version="1.1.0", **wished), root / "fitted", site(), LIMITS)


def result(root: Path, level: int) -> Result:
    """What the fitted package says of a study."""
    folder = root / f"of-{level}"
    folder.mkdir()
    one = lane(folder)
    half_bright(folder / "archive", "one", level)
    models = Models(load_catalogue([root], []), Places(device=choose_device("cpu", ()), threads=1))
    (study,) = one.archive.study_uids()
    with models.lease("said:1.1.0") as model:
        return run_job(replace(one, model=model), JobRequest(study_instance_uid=study, model="said"), watch())


def test_the_next_version_refuses_what_lies_far_off(tmp_path: Path) -> None:
    found = fit(tmp_path, percentile=100.0)
    made = open_package(tmp_path / "fitted")
    section = made.manifest.out_of_distribution
    assert section == found.section
    assert (section.layers, section.studies, section.fitted_on) == (("map",), 8, "8 studies of 8 patients")
    assert (found.features, found.patients, found.refused) == (2, 8, {"body-part-mismatch": 1})
    assert section.threshold == pytest.approx(found.distances.max(), rel=0.01)

    near, far = result(tmp_path, 470), result(tmp_path, 900)
    assert near.verdict is Verdict.ANALYSED
    assert near.distance is not None
    assert near.distance.distance < near.distance.threshold == section.threshold
    (reason,) = far.reasons
    assert (far.verdict, reason.code, far.distance) == (Verdict.NOT_ANALYSED, "out-of-distribution", None)
    assert f"up to {section.threshold:.1f} is accepted" in reason.text
    assert not list((tmp_path / "of-900" / "objects").iterdir())


def test_only_weights_version_and_fit_are_others(tmp_path: Path) -> None:
    package = open_package(convolved_package(tmp_path))
    fit(tmp_path, package, layers=("map",), fitted_on="phantoms of this test")
    made = open_package(tmp_path / "fitted").manifest
    kept = replace(made, version="1.0.0", artifacts=package.manifest.artifacts, out_of_distribution=None)
    assert kept == replace(package.manifest, version="1.0.0")
    assert [artifact.role for artifact in made.artifacts] == ["weights", "out-of-distribution"]
    assert made.out_of_distribution is not None
    assert made.out_of_distribution.fitted_on == "phantoms of this test"
    assert np.load(tmp_path / "fitted" / "ood.npz")["mean"].shape == (2,)


def test_too_few_studies_leave_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too few"):
        fit(tmp_path, levels=LEVELS[:1])
    assert not (tmp_path / "fitted").exists()


def test_what_cannot_be_fitted_is_said_before_any_study_is_read(tmp_path: Path) -> None:
    fit(tmp_path)
    again = open_package(tmp_path / "fitted")
    (tmp_path / "more").mkdir()
    with pytest.raises(UsageError, match="fitted before"):
        fit(tmp_path / "more", again)
    plain = open_package(tmp_path / "said")
    elsewhere = replace(plain.manifest, runtime=RemoteRuntime(kind="remote", url="http://a", model="m", version="1"))
    with pytest.raises(UsageError, match="run on a server"):
        fit(tmp_path / "more", replace(plain, manifest=elsewhere))
    half = tuple(replace(one, precision="fp16") for one in plain.manifest.artifacts)
    with pytest.raises(UsageError, match="in half precision"):
        fit(tmp_path / "more", replace(plain, manifest=replace(plain.manifest, artifacts=half)))
    with pytest.raises(UsageError, match="no such stage"):
        fit(tmp_path / "more", plain, stage="look")
    with pytest.raises(UsageError, match="something at --out"):
        fit(tmp_path, plain)
    with pytest.raises(ImportRefused, match="no feature map"):
        fit(tmp_path / "more", plain, layers=("nothing",))
