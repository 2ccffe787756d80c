"""Fronts before networks: where they are right, and where they are not."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.finding import Finding, SegmentRegion
from radlane.domain.image import Direction
from radlane.domain.input import SlidingWindow, VolumeGeometry
from radlane.domain.job import JobRequest
from radlane.domain.model import Network
from radlane.domain.tensor import Outputs
from radlane.domain.uncertainty import Uncertainty
from radlane.domain.volume import Volume
from radlane.errors import InferenceFailed, MemoryExhausted
from radlane.imaging.tensor import to_raw
from radlane.inference.batched import Batched
from radlane.inference.batcher import Batcher, Bounds
from radlane.inference.running import Predict, Runs
from radlane.inference.session import Session, open_session
from radlane.inference.spare import Spare
from radlane.pipeline.fronts import drawn, give_front, with_front
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import run_job
from radlane.pipeline.volumes import analyse_volume
from radlane.registry.catalogue import builtin_roots
from support.batching import PATIENCE_S, until
from support.channels import alone
from support.fronts import CPU, radiograph_of
from support.lanes import lane, reference_model, site, watch
from support.networks import network, network_of, written
from support.radiographs import real
from support.volume_models import bright_model, geometry, stage
from support.volumes import Block, block, series, volume_of


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


def test_a_front_is_tried_on_images_of_every_turn() -> None:
    (wanted,) = network_of(network()).inputs
    half, quarter = (to_raw(one, wanted).placement for one in drawn(wanted))
    assert (half.transpose, half.flip_rows, half.flip_columns) == (False, True, True)
    assert quarter.transpose
    assert quarter.flip_rows != quarter.flip_columns


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


class Watched:
    """A session, and the tables that its windows were looked up in."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.device, self.runtime, self.most_batch = session.device, session.runtime, session.most_batch
        self.reads_raw = session.reads_raw
        self.run, self.close = session.run, session.close
        self.tables: list[NDArray[np.float32] | None] = []

    def bind(
        self,
        output: str,
        shape: tuple[int, ...],
        remaining: Callable[[], float],
        table: NDArray[np.float32] | None = None,
    ) -> Predict:
        self.tables.append(table)
        return self._session.bind(output, shape, remaining, table)


def volume_with_padding() -> Volume:
    """Noise around what is bright, of HU; what lies at its edge is padding."""
    values = np.random.default_rng(5).integers(0, 1000, (9, 14, 12)).astype(np.int16)
    values[:, :2] = -2000
    return replace(volume_of(series(Block(values=values, affine=block().affine))), padding=(-2000.0, -2000.0))


@pytest.mark.parametrize(
    ("where", "augmentations", "is_looked_up"),
    [
        (geometry(), (), True),
        (geometry(orientation=(Direction.A, Direction.R, Direction.F)), ("flip-x",), True),
        (geometry(spacing_mm=(1.0, 0.5, 0.5)), (), False),  # values between those that are stored
        (geometry(window=SlidingWindow(roi=(16, 16, 16), overlap=0.0)), (), False),  # there is something beside it
    ],
    ids=["own grid", "turned and flipped", "another spacing", "small volume"],
)
def test_windows_behind_a_front_have_the_same_labels(
    where: VolumeGeometry, augmentations: tuple[Any, ...], is_looked_up: bool, tmp_path: Path
) -> None:
    model = bright_model(tmp_path, stage(where))
    model = replace(model, manifest=replace(model.manifest, uncertainty=Uncertainty(augmentations=augmentations)))
    assert isinstance(model.session, Session)
    watched = Watched(with_front(model.session, model.manifest.networks[-1], CPU, 1))
    assert watched.reads_raw
    assert watched.runtime == model.session.runtime  # it makes the same bytes
    volume = volume_with_padding()
    host, front = (
        analyse_volume(site(), replace(model, sessions=(session,)), alone(volume), watch()).labels
        for session in (model.session, watched)
    )
    assert host is not None
    assert front is not None
    assert 0.2 < (host > 0).mean() < 0.8
    np.testing.assert_array_equal(front, host)
    assert len(watched.tables) == 1 + len(augmentations)
    assert all((table is not None) is is_looked_up for table in watched.tables)


def test_windows_are_not_looked_up_without_a_front(tmp_path: Path) -> None:
    model = bright_model(tmp_path)
    with pytest.raises(InferenceFailed, match="no front"):
        model.session.bind("seen", (1, 2, 4, 8, 8), lambda: 9.0, np.zeros(256, np.float32))
    assert isinstance(model.session, Session)
    behind = with_front(model.session, model.manifest.networks[-1], CPU, 1)
    predict = behind.bind("seen", (1, 2, 4, 8, 8), lambda: 9.0, np.zeros(256, np.float32))
    with pytest.raises(InferenceFailed, match="codes"):
        predict(np.zeros((1, 1, 4, 8, 8), np.float32))


def queued(weights: bytes, folder: Path, *, lacks_memory: bool = False) -> Batched:
    """A network behind a front and a queue that lets eight images run together; it may have memory for none."""
    wanted = network_of(weights)
    session: Session = with_front(open_session(written(weights, folder), wanted, CPU, 1), wanted, CPU, 1)
    used = Exhausted(session) if lacks_memory else session
    spare = Spare(used, lambda: session, lambda _: None, monotonic, is_divisible=True)
    return Batched(session=used, batcher=Batcher("m:1", Bounds(most=8), monotonic), spare=spare)


class Exhausted(Watched):
    """A device that has no memory for anything."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.run = self._fail  # type: ignore[method-assign, assignment]

    def _fail(self, *_: object) -> Outputs:
        raise MemoryExhausted("There is no memory")

    def bind(self, *_: object) -> Predict:
        return self._fail  # type: ignore[return-value]


@pytest.mark.parametrize("lacks_memory", [False, True])
def test_stored_radiographs_that_wait_together_give_what_each_gives_alone(lacks_memory: bool, tmp_path: Path) -> None:
    weights = network()
    batched = queued(weights, tmp_path, lacks_memory=lacks_memory)
    assert batched.reads_raw
    (wanted,) = network_of(weights).inputs
    rng = np.random.default_rng(3)
    sides = [(9, 7), (9, 7), (5, 12), (9, 7), (5, 12)]
    feeds = [to_raw(radiograph_of(rng.integers(0, 200, size).astype(np.uint8)), wanted).feeds for size in sides]
    alone = [queued(weights, tmp_path).run(one) for one in feeds]
    with held(batched), ThreadPoolExecutor(len(feeds)) as pool:
        asked = [pool.submit(batched.run, one) for one in feeds]
        until(lambda: batched.batcher.waiting == len(feeds))
        release(batched)
        for said, other in zip([one.result(PATIENCE_S) for one in asked], alone, strict=True):
            for name in other:
                np.testing.assert_array_equal(said[name], other[name])


def test_windows_of_two_tables_do_not_share_a_run(tmp_path: Path) -> None:
    model = bright_model(tmp_path)
    assert isinstance(model.session, Session)
    behind = with_front(model.session, model.manifest.networks[-1], CPU, 1)
    runs: list[Runs] = []
    batched = Batched(
        session=behind,
        batcher=Batcher("m:1", Bounds(most=8), monotonic, runs.append),
        spare=Spare(behind, None, lambda _: None, monotonic, is_divisible=True),
    )
    rising = np.arange(256, dtype=np.float32)
    codes = np.random.default_rng(3).integers(0, 256, (1, 1, 4, 8, 8)).astype(np.uint8)
    tables = [rising, rising[::-1].copy(), rising.copy()]
    alone = [behind.bind("seen", (8, 2, 4, 8, 8), lambda: 9.0, table)(codes).copy() for table in tables]
    with held(batched), ThreadPoolExecutor(len(tables)) as pool:
        bound = [batched.bind("seen", (8, 2, 4, 8, 8), lambda: 9.0, table) for table in tables]
        asked = [pool.submit(one, codes) for one in bound]
        until(lambda: batched.batcher.waiting == len(tables))
        release(batched)
        for said, other in zip([one.result(PATIENCE_S) for one in asked], alone, strict=True):
            np.testing.assert_array_equal(said, other)
    assert sorted(one.rows for one in runs) == [1, 2]


@contextmanager
def held(batched: Batched) -> Iterator[None]:
    """The network is busy until `release`."""
    batched.batcher._turns.running += 1
    yield


def release(batched: Batched) -> None:
    with batched.batcher._changed:
        batched.batcher._turns.running -= 1
        batched.batcher._changed.notify_all()
