"""Fronts before networks: where they are right, and where they are not."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from radlane.domain.finding import Finding, SegmentRegion
from radlane.domain.job import JobRequest
from radlane.domain.model import Network
from radlane.inference.session import open_session
from radlane.pipeline.fronts import give_front, with_front
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from radlane.registry.catalogue import builtin_roots
from support.fronts import CPU
from support.lanes import lane, reference_model, watch
from support.networks import network, network_of, written
from support.radiographs import real


def test_on_the_cpu_the_host_is_faster(tmp_path: Path) -> None:
    weights = network()
    session = open_session(written(weights, tmp_path), network_of(weights), CPU, 1)
    assert give_front(session, network_of(weights), CPU, 1) is session


def test_a_front_that_makes_something_else_is_not_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    weights = network()
    session = open_session(written(weights, tmp_path), network_of(weights), CPU, 1)
    assert with_front(session, network_of(weights), CPU, 1).reads_raw
    with caplog.at_level(logging.WARNING):
        assert with_front(session, unlike_itself(network_of(weights)), CPU, 1) is session
    assert "not what the host makes" in caplog.text


def unlike_itself(one: Network) -> Network:
    """A network whose grid is no number beside the image: what is compared with that is never near."""
    (wanted,) = one.inputs
    return replace(one, inputs=(replace(wanted, geometry=replace(wanted.geometry, pad=float("nan"))),))


def behind_front() -> LoadedModel:
    """The reference model with a front, on the CPU."""
    model = reference_model()
    main = model.manifest.networks[-1]
    weights = builtin_roots()[0] / "cxr-lungs" / main.weights.path
    session = with_front(open_session(weights, main, CPU, 2), main, CPU, 2)
    return replace(model, sessions=(*model.sessions[:-1], session))


@pytest.mark.parametrize("name", ["RG1_UNCI.dcm", "RG3_J2KI.dcm"])
def test_a_real_radiograph_has_the_same_findings(name: str, tmp_path: Path) -> None:
    results = []
    for model in (reference_model(), behind_front()):
        folder = tmp_path / str(len(results))
        folder.mkdir()
        made = replace(lane(folder), model=model)
        shutil.copyfile(real(name), folder / "archive" / "image")
        results.append(
            run_job(made, JobRequest(study_instance_uid=only_study(made.archive), model="cxr-lungs"), watch())
        )
    host, front = results
    assert front.provenance.runtime == {**host.provenance.runtime, "preprocessing": "graph"}
    assert [same(one) for one in front.findings] == [same(one) for one in host.findings]
    for one, other in zip(front.findings, host.findings, strict=True):
        assert figures(one) == pytest.approx(figures(other), rel=1e-4)
        if isinstance(one.region, SegmentRegion) and isinstance(other.region, SegmentRegion):
            assert (one.region.mask != other.region.mask).sum() <= 1e-5 * one.region.mask.size


def same(finding: Finding) -> tuple[object, ...]:
    return finding.id, finding.concept, finding.presence, finding.laterality, finding.site


def figures(finding: Finding) -> list[float]:
    probability = [] if finding.probability is None else [finding.probability.value]
    return [*probability, *(measured.value for measured in finding.measurements)]
