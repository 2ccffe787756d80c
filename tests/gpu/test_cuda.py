"""Networks on an NVIDIA GPU: the findings of the CPU, or an error; never the CPU in silence.

Each case goes through the lane twice, as a user's `radlane run`; the CPU is the judge.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.inference.batched import Batched
from radlane.inference.batcher import Batcher, Bounds
from radlane.inference.devices import CPU_PROVIDER, CUDA_PROVIDER, Device, choose_device
from radlane.inference.session import Session, open_session
from radlane.inference.spare import Spare
from radlane.registry.catalogue import builtin_roots
from support.brain import CASES, PACKAGES
from support.lane import DONE, FAILED, Run, radlane, run
from support.networks import greedy_nodes, network, network_of, written
from support.protocol import remote_package
from support.radiographs import real
from support.reading import overlap
from support.server import serving
from support.volumes import cranium, saved, series

MODELS = ("cxr-lungs", "ct-tissue", "mr-brain")
DICE = 0.9995
SHARE = 0.001  # of a measurement
CPU, CUDA = ("cpu", "CPUExecutionProvider"), ("cuda", "CUDAExecutionProvider")
TESTS = Path(__file__).parents[1]
NO_GPU = {"CUDA_VISIBLE_DEVICES": "-1"}
PREDICT = "/v1/predict?model=cxr-lungs"


def put_study(model: str, folder: Path) -> Path:
    """Fill a folder with a real study that the model reads."""
    if model == "cxr-lungs":
        folder.mkdir(parents=True)
        shutil.copyfile(real("RG1_UNCI.dcm"), folder / "RG1")
        return folder
    if model == "ct-tissue":
        step = slice(None, None, 2)
        return saved(series(cranium().part(step, step, step), modality="CT", BodyPartExamined="HEAD"), folder)
    return saved(CASES[0].slices(), folder)


def analysed(model: str, folder: Path, **environment: str) -> Run:
    """One run; the package mr-brain is made, the others are shipped."""
    if model == "mr-brain":
        environment["RADLANE_MODELS_DIR"] = str(PACKAGES)
    return run(put_study(model, folder / "archive"), model=model, **environment)


def ran_on(done: Run) -> tuple[str, str]:
    """Device and execution provider, as the result says."""
    provenance = done.result["provenance"]
    return provenance["device"], provenance["runtime"]["provider"]


@contextmanager
def memory_taken() -> Iterator[None]:
    """Another program has the memory of the GPU."""
    with subprocess.Popen(
        [sys.executable, "-m", "support.gpu_memory"],
        cwd=TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "taken\n"
        yield
        other.communicate(timeout=60)  # its input ends


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One study on both devices."""

    model: str
    cpu: Run
    cuda: Run


@pytest.fixture(scope="module", params=MODELS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """One model after the other."""
    runs = {
        device: analysed(request.param, tmp_path_factory.mktemp(device), RADLANE_DEVICE=device)
        for device in ("cpu", "cuda")
    }
    for done in runs.values():
        assert done.ended.code == DONE, done.ended.stderr
    return Pair(model=request.param, **runs)


def test_results_say_what_they_ran_on(pair: Pair, record_property: pytest.RecordProperty) -> None:
    assert ran_on(pair.cpu) == CPU
    assert ran_on(pair.cuda) == CUDA
    assert "preprocessing" not in pair.cpu.result["provenance"]["runtime"]
    made = pair.cuda.result["provenance"]["runtime"].get("preprocessing")
    assert made == ("graph" if pair.model == "cxr-lungs" else None)
    cpu, cuda = (done.result["timings"]["infer"] for done in (pair.cpu, pair.cuda))
    record_property("figures", f"{pair.model}: infer {cpu:.2f} s on the CPU, {cuda:.2f} s on the GPU")


def test_findings_are_those_of_the_cpu(pair: Pair, record_property: pytest.RecordProperty) -> None:
    assert _words(pair.cuda.result) == _words(pair.cpu.result)
    apart = 0.0
    for found, expected in zip(_numbers(pair.cuda.result), _numbers(pair.cpu.result), strict=True):
        assert math.isclose(found, expected, rel_tol=SHARE, abs_tol=SHARE)
        apart = max(apart, abs(found - expected) / max(abs(expected), 1))
    record_property("figures", f"{pair.model}: measurements up to {100 * apart:.4f} % apart")


def test_masks_are_those_of_the_cpu(pair: Pair, record_property: pytest.RecordProperty) -> None:
    cuda, cpu = (_masks(done.dataset("segmentation")) for done in (pair.cuda, pair.cpu))
    empty = np.zeros_like(next(iter(cpu.values())))  # a frame without a pixel is not stored
    places = sorted({*cuda, *cpu})
    found, expected = (np.stack([masks.get(place, empty) for place in places]) for masks in (cuda, cpu))
    dice = overlap(found, expected)
    apart = int((found != expected).sum())
    record_property("figures", f"{pair.model}: {expected.sum()} pixels set, {apart} apart, Dice {dice:.7f}")
    assert expected.sum() > 10**4
    assert dice >= DICE


def test_doctor_runs_every_self_test_on_the_gpu(tmp_path: Path) -> None:
    ended = radlane("doctor", "--json", home=tmp_path, RADLANE_DEVICE="cuda")
    details = {item["name"]: item["detail"] for item in ended.answer["items"]}
    for model in ("cxr-lungs", "ct-tissue"):
        assert f"{model}:1.0.0 passes its self-test on cuda; " in details[f"model {model}:1.0.0"]


def test_a_gpu_that_is_asked_for_and_is_not_there_is_an_error(tmp_path: Path) -> None:
    done = analysed("cxr-lungs", tmp_path, RADLANE_DEVICE="cuda", **NO_GPU)
    assert (done.ended.code, done.ended.error) == (FAILED, "device-unavailable")
    assert done.stored_nothing


def test_a_gpu_without_memory_is_an_error(tmp_path: Path) -> None:
    with memory_taken():
        done = analysed("cxr-lungs", tmp_path / "full", RADLANE_DEVICE="cuda")
    assert (done.ended.code, done.ended.error) == (FAILED, "device-unavailable")
    assert done.stored_nothing
    assert ran_on(analysed("cxr-lungs", tmp_path / "free", RADLANE_DEVICE="cuda")) == CUDA


def test_auto_takes_the_gpu_and_says_so(tmp_path: Path) -> None:
    assert ran_on(analysed("cxr-lungs", tmp_path, RADLANE_DEVICE="auto")) == CUDA


def test_auto_without_a_gpu_says_cpu(tmp_path: Path) -> None:
    assert ran_on(analysed("cxr-lungs", tmp_path, RADLANE_DEVICE="auto", **NO_GPU)) == CPU


def test_the_service_runs_on_the_gpu(tmp_path: Path) -> None:
    image = Path(real("RG1_UNCI.dcm")).read_bytes()
    with serving(tmp_path, RADLANE_DEVICE="cuda") as server, httpx.Client(base_url=server.url, timeout=60) as caller:
        assert caller.get("/readyz").json()["status"] == "ready"
        answers = [
            caller.post(PREDICT, content=image, headers={"content-type": "application/dicom"}) for _ in range(20)
        ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({json.dumps(answer.json()["findings"]) for answer in answers}) == 1


def on_gpu(folder: Path, weights: bytes, bounds: Bounds, arena_bytes: int | None = None) -> tuple[Batched, list[str]]:
    """A network on the GPU with its queue, which goes on on the CPU; and what was said of that."""
    fell: list[str] = []

    def opened(device: Device) -> Session:
        return open_session(written(weights, folder), network_of(weights), device, 1)

    device = Device(providers=(CUDA_PROVIDER, CPU_PROVIDER), strict=True, arena_bytes=arena_bytes)
    session = opened(device)
    spare = Spare(session, lambda: opened(choose_device("cpu", ())), fell.append, monotonic, is_divisible=True)
    return Batched(session=session, batcher=Batcher("m:1", bounds, monotonic), spare=spare), fell


def images(first: float, count: int = 1) -> dict[str, NDArray[np.float32]]:
    """Images of 4 x 4 pixels, of one value each."""
    values = np.arange(count, dtype=np.float32) / 64 + np.float32(first)
    return {"image": np.repeat(values, 16).reshape(count, 1, 4, 4)}


def test_a_run_for_which_the_gpu_has_no_memory_goes_on_on_the_cpu(tmp_path: Path) -> None:
    """256 MiB, and the session may take 64; of one image alone nothing to speak of."""
    alone, fell = on_gpu(tmp_path, network(greedy_nodes(1, top=26.0)), Bounds(), arena_bytes=64 << 20)
    assert alone.run(images(0.5))["chest"].tolist() == [[0.5]]
    assert fell == ["cpu"]
    halved, fell = on_gpu(tmp_path, network(greedy_nodes(2, top=26.0)), Bounds(), arena_bytes=64 << 20)
    assert halved.run(images(0.5, 4))["chest"].shape == (4, 1)
    assert set(fell) == {"smaller-batch"}


def test_callers_at_the_same_time_share_runs_and_each_gets_its_own(tmp_path: Path) -> None:
    shared, fell = on_gpu(tmp_path, network(), Bounds(most=8, delay_s=0.01))
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda number: shared.run(images(number / 32)), range(64)))
    for number, outputs in enumerate(said):
        np.testing.assert_allclose(outputs["chest"], [[number / 32]], rtol=SHARE)
        np.testing.assert_allclose(outputs["lungs"][0, 1], -number / 32, rtol=SHARE)
    assert fell == []


def test_a_server_with_a_gpu_runs_the_networks_of_one_without(
    tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    with serving(tmp_path / "tier", RADLANE_DEVICE="cuda") as server:
        remote_package(tmp_path / "remote", builtin_roots()[0] / "ct-tissue", server.url)
        elsewhere = {"RADLANE_MODELS_DIR": str(tmp_path / "remote"), "RADLANE_REMOTE_SERVERS__TIER__URL": server.url}
        there = analysed("ct-tissue", tmp_path / "there", RADLANE_DEVICE="cpu", **elsewhere)
        with httpx.Client(base_url=server.url, timeout=60) as caller:
            lines = caller.get("/metrics").text.splitlines()
    here = analysed("ct-tissue", tmp_path / "here", RADLANE_DEVICE="cuda")
    assert there.ended.code == DONE, there.ended.stderr
    assert ran_on(there)[0] == "remote"
    assert _words(there.result) == _words(here.result)
    for found, expected in zip(_numbers(there.result), _numbers(here.result), strict=True):
        assert math.isclose(found, expected, rel_tol=SHARE, abs_tol=SHARE)
    (resident,) = [line for line in lines if line.startswith("radlane_model_resident_bytes{")]
    assert float(resident.split()[-1]) > 0
    near, far = (done.result["timings"]["infer"] for done in (here, there))
    record_property("figures", f"ct-tissue: infer {near:.2f} s here on the GPU, {far:.2f} s on a server with it")


def _masks(segmentation: Dataset) -> dict[tuple[int, str], NDArray[np.bool_]]:
    """Segment Number and source image -> bool [y, x]."""
    shape = int(segmentation.NumberOfFrames), int(segmentation.Rows), int(segmentation.Columns)
    bits = np.unpackbits(np.frombuffer(segmentation.PixelData, np.uint8), bitorder="little")
    frames = bits[: math.prod(shape)].reshape(shape).astype(bool)
    places = []
    for own in segmentation.PerFrameFunctionalGroupsSequence:
        shared = segmentation.SharedFunctionalGroupsSequence[0]
        named = own if "SegmentIdentificationSequence" in own else shared  # of one segment the number may stand there
        source = (own if "DerivationImageSequence" in own else shared).DerivationImageSequence[0].SourceImageSequence[0]
        number = int(named.SegmentIdentificationSequence[0].ReferencedSegmentNumber)
        places.append((number, str(source.ReferencedSOPInstanceUID)))
    return dict(zip(places, frames, strict=True))


def _words(result: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(item["id"], item["presence"], item["laterality"]) for item in result["findings"]]


def _numbers(result: dict[str, Any]) -> list[float]:
    return [
        number
        for item in result["findings"]
        for number in (item["probability"] or 0, *(value["value"] for value in item["measurements"]))
    ]
