"""Sessions on small real networks."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from onnx import helper

from radlane.domain.model import Artifact, Network
from radlane.errors import ArtifactCorrupt, DeviceUnavailable, InferenceFailed, ModelMismatch
from radlane.inference.devices import CPU_PROVIDER, CUDA_PROVIDER, Device, choose_device, load_runtime
from radlane.inference.memory import process_bytes, trim_heap
from radlane.inference.session import Session, count_down, cuda_options, open_session, runtime_errors
from radlane.registry.package import open_package
from support.networks import (
    INPUT,
    endless_nodes,
    nan_nodes,
    network,
    network_of,
    with_external_weights,
    written,
    wrong_rank_nodes,
)
from support.polyglot import two_networks
from support.said import loaded, pixel_package
from support.volume_models import bright_package

CPU = choose_device("cpu", ())


def opened(weights: bytes, folder: Path, device: Device = CPU) -> Session:
    return open_session(written(weights, folder), network_of(weights), device, 1)


def picture(value: float = 0.5) -> dict[str, NDArray[np.float32]]:
    return {"image": np.full((1, 1, 4, 4), value, np.float32)}


def test_run(tmp_path: Path) -> None:
    session = opened(network(), tmp_path)
    outputs = session.run(picture(0.25))
    assert outputs["chest"].tolist() == [[0.25]]
    assert (outputs["lungs"][0, 1] == -0.25).all()
    assert session.device == "cpu"
    assert session.runtime["provider"] == CPU_PROVIDER
    assert session.runtime["threads"] == "1"
    assert session.runtime["package"].startswith("onnxruntime ")


def test_labels_of_boxes_are_numbers_as_others_are_and_there_may_be_none(tmp_path: Path) -> None:
    pixel_package(tmp_path)
    session = loaded(tmp_path).session
    image = np.zeros((1, 1, 8, 6), np.float32)
    empty = session.run({"image": image})
    assert {name: values.shape for name, values in empty.items()} == {"boxes": (0, 4), "scores": (0,), "names": (0,)}
    image[0, 0, 3, 2] = 0.75
    found = session.run({"image": image})
    assert {values.dtype for values in found.values()} == {np.dtype(np.float32)}
    assert found["names"].tolist() == [2.0]


def test_several_threads_run_one_session(tmp_path: Path) -> None:
    session = opened(network(), tmp_path)
    values = [index / 64 for index in range(64)]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda value: float(session.run(picture(value))["chest"].item()), values)
    assert list(found) == values


def test_closed_session_does_not_run(tmp_path: Path) -> None:
    session = opened(network(), tmp_path)
    session.close()
    with pytest.raises(InferenceFailed, match="the session is closed"):
        session.run(picture())


@pytest.mark.parametrize(
    ("feeds", "why"),
    [
        ({}, "the feeds are not the manifest's inputs"),
        (picture() | {"extra": np.zeros(1, np.float32)}, "the feeds are not the manifest's inputs"),
        ({"image": np.zeros((1, 1, 4, 4), np.float64)}, r"input image is not float32 \[n, 1, 4, 4\]"),
        ({"image": np.zeros((1, 4, 4), np.float32)}, r"input image is not float32 \[n, 1, 4, 4\]"),
        ({"image": np.zeros((1, 1, 4, 5), np.float32)}, r"input image is not float32 \[n, 1, 4, 4\]"),
        (picture(np.nan), "input image is not finite"),
    ],
)
def test_feeds_that_do_not_fit(feeds: dict[str, NDArray[np.float32]], why: str, tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed, match=why):
        opened(network(), tmp_path).run(feeds)


def test_output_that_is_not_finite(tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed, match="output chest is not finite"):
        opened(network(nan_nodes()), tmp_path).run(picture())


def test_failing_node(tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed, match="onnxruntime says InvalidArgument") as caught:
        opened(network(wrong_rank_nodes()), tmp_path).run(picture())
    assert "7" not in str(caught.value)  # onnxruntime's own text holds the index


def test_of_two_networks_in_one_file_the_protobuf_runs(tmp_path: Path) -> None:
    both = two_networks(network(nan_nodes()), network())
    assert opened(both, tmp_path).run(picture())["chest"] == pytest.approx(0.5)


def test_endless_network_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed, match=r"it ran longer than 0\.3 s"):
        opened(network(endless_nodes()), tmp_path).run(picture(), deadline_s=0.3)


def test_bound_runs_give_what_plain_runs_give(tmp_path: Path) -> None:
    session = opened(network(), tmp_path)
    predict = session.bind("lungs", (3, 2, 4, 4), lambda: 60.0)
    for count in (3, 2):
        patches = np.random.default_rng(count).random((count, 1, 4, 4), np.float32)
        assert predict(patches).tobytes() == session.run({"image": patches})["lungs"].tobytes()


@pytest.mark.parametrize(
    ("patches", "why"),
    [
        (np.zeros((1, 1, 4, 4), np.float64), "not contiguous float32, or more than were stated"),
        (np.zeros((3, 1, 4, 4), np.float32), "not contiguous float32, or more than were stated"),
        (np.full((1, 1, 4, 4), np.inf, np.float32), "the patches are not finite"),
        (np.zeros((1, 1, 4, 5), np.float32), "onnxruntime says RuntimeError"),
    ],
)
def test_patches_that_do_not_fit(patches: NDArray[np.float32], why: str, tmp_path: Path) -> None:
    predict = opened(network(), tmp_path).bind("lungs", (2, 2, 4, 4), lambda: 60.0)
    with pytest.raises(InferenceFailed, match=why):
        predict(patches)


@pytest.mark.parametrize(("output", "shape"), [("lungs", (1, 3, 4, 4)), ("nothing", (1, 2, 4, 4))])
def test_buffer_that_does_not_fit(output: str, shape: tuple[int, ...], tmp_path: Path) -> None:
    predict = opened(network(), tmp_path).bind(output, shape, lambda: 60.0)
    with pytest.raises(InferenceFailed, match="onnxruntime says"):
        predict(picture()["image"])


def test_bound_output_that_is_not_finite(tmp_path: Path) -> None:
    predict = opened(network(nan_nodes()), tmp_path).bind("chest", (1, 1), lambda: 60.0)
    with pytest.raises(InferenceFailed, match="output chest is not finite"):
        predict(picture()["image"])


def test_network_with_two_inputs_is_not_bound() -> None:
    second = helper.make_node("Add", ["image", "other"], ["lungs"])
    weights = network([second], inputs=(INPUT, ("other", *INPUT[1:])), outputs=(("lungs", *INPUT[1:]),))
    loaded = load_runtime().InferenceSession(weights, providers=[CPU_PROVIDER])
    with pytest.raises(InferenceFailed, match="other than one input"):
        Session(loaded, network_of(weights), "cpu", {}).bind("lungs", (1, 1, 4, 4), lambda: 60.0)


def test_closed_session_runs_no_window(tmp_path: Path) -> None:
    session = opened(network(), tmp_path)
    predict = session.bind("lungs", (1, 2, 4, 4), lambda: 60.0)
    session.close()
    with pytest.raises(InferenceFailed, match="the session is closed"):
        predict(picture()["image"])
    with pytest.raises(InferenceFailed, match="the session is closed"):
        session.bind("lungs", (1, 2, 4, 4), lambda: 60.0)


def test_all_windows_have_one_deadline(tmp_path: Path) -> None:
    now = [100.0]
    predict = opened(network(), tmp_path).bind("lungs", (1, 2, 4, 4), count_down(10.0, lambda: now[0]))
    predict(picture()["image"])
    now[0] = 109.0
    predict(picture()["image"])
    now[0] = 110.0
    with pytest.raises(InferenceFailed, match="the time for all windows is up"):
        predict(picture()["image"])


def test_endless_window_is_stopped(tmp_path: Path) -> None:
    predict = opened(network(endless_nodes()), tmp_path).bind("chest", (1, 1), lambda: 0.3)
    with pytest.raises(InferenceFailed, match="the time for all windows is up"):
        predict(picture()["image"])


@pytest.mark.parametrize(
    "weights",
    [
        b"",  # nothing
        b"not a network",  # no protobuf
        network()[:-20],  # cut
        with_external_weights(),  # weights in another file, which lies in the working folder
    ],
)
def test_what_is_not_loaded(weights: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outside.bin").write_bytes(np.ones((1, 2, 4, 4), np.float32).tobytes())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelMismatch, match="no network that this runtime loads"):
        opened(weights, tmp_path)


def test_other_bytes_than_the_manifest_names(tmp_path: Path) -> None:
    wanted = network_of(network())
    for changed in (network() + b"x", b"x" + network()[1:]):  # longer; same length
        with pytest.raises(ArtifactCorrupt, match="not the ones that the manifest names"):
            open_session(written(changed, tmp_path), wanted, CPU, 1)


def with_file(folder: Path, data: bytes) -> tuple[Network, Path]:
    """The network whose constant lies in `outside.bin`, which the manifest names."""
    wanted = network_of(with_external_weights())
    (folder / "outside.bin").write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    artifact = Artifact(role="external", path="outside.bin", sha256=sha256, size=len(data))
    return replace(wanted, external=(artifact,)), written(with_external_weights(), folder)


def test_tensors_may_lie_in_files_that_the_manifest_names(tmp_path: Path) -> None:
    wanted, weights = with_file(tmp_path, np.arange(32, dtype=np.float32).tobytes())
    image = np.ones((1, 1, 4, 4), np.float32)
    outputs = open_session(weights, wanted, CPU, 1, (tmp_path / "outside.bin",)).run({"image": image})
    assert outputs["lungs"][0, 1, 3, 3] == -31
    (tmp_path / "outside.bin").write_bytes(bytes(128))
    with pytest.raises(ArtifactCorrupt):
        open_session(weights, wanted, CPU, 1, (tmp_path / "outside.bin",))


def test_a_file_that_is_too_short_for_its_tensors(tmp_path: Path) -> None:
    wanted, weights = with_file(tmp_path, bytes(64))
    with pytest.raises(ModelMismatch):
        open_session(weights, wanted, CPU, 1, (tmp_path / "outside.bin",))


def test_missing_weights(tmp_path: Path) -> None:
    with pytest.raises(ArtifactCorrupt, match="cannot be read"):
        open_session(tmp_path / "model.onnx", network_of(network()), CPU, 1)


@pytest.mark.filterwarnings("ignore:Specified provider 'CUDAExecutionProvider':UserWarning")
def test_device_that_is_not_there(tmp_path: Path) -> None:
    if CUDA_PROVIDER in load_runtime().get_available_providers():
        pytest.fail("the tests need radlane[cpu]")
    providers = (CUDA_PROVIDER, CPU_PROVIDER)
    with pytest.raises(DeviceUnavailable, match="runs on CPUExecutionProvider"):
        opened(network(), tmp_path, Device(providers=providers, strict=True))
    assert opened(network(), tmp_path, Device(providers=providers, strict=False)).device == "cpu"


@pytest.fixture
def cardless(monkeypatch: pytest.MonkeyPatch) -> None:
    """The CPU's onnxruntime, but CUDA fails as onnxruntime-gpu 1.31 was seen to fail where there is no card."""
    start = load_runtime().InferenceSession

    def started(graph: bytes, *, providers: list[tuple[str, dict[str, str]]], **options: Any) -> Any:
        if providers[0][0] == CUDA_PROVIDER:
            raise RuntimeError("CUDA failure 100: no CUDA-capable device is detected")
        return start(graph, providers=providers, **options)

    monkeypatch.setattr(load_runtime(), "InferenceSession", started)


@pytest.mark.usefixtures("cardless")
def test_a_card_that_fails_is_not_laid_to_the_network(tmp_path: Path) -> None:
    providers = (CUDA_PROVIDER, CPU_PROVIDER)
    with pytest.raises(DeviceUnavailable, match="runs on CPUExecutionProvider"):
        opened(network(), tmp_path, Device(providers=providers, strict=True))
    session = opened(network(), tmp_path, Device(providers=providers, strict=False))
    assert (session.device, session.runtime["provider"]) == ("cpu", CPU_PROVIDER)
    with pytest.raises(ModelMismatch, match="no network that this runtime loads"):
        opened(b"not a network", tmp_path, Device(providers=providers, strict=True))


def test_every_error_class_of_onnxruntime_is_mapped() -> None:
    runtime = load_runtime()
    names = {kind.__name__ for kind in runtime_errors(runtime)}
    assert names >= {
        "Fail",
        "InvalidArgument",
        "InvalidGraph",
        "InvalidProtobuf",
        "NoModel",
        "NotImplemented",
        "EPFail",
    }
    assert names >= {"RuntimeException", "NoSuchFile", "RuntimeError", "ValueError", "MemoryError"}


def test_cuda_is_told_how_much_of_the_gpu_a_session_may_take() -> None:
    device = Device(providers=(CUDA_PROVIDER, CPU_PROVIDER), strict=True)
    assert "gpu_mem_limit" not in cuda_options(device)
    assert cuda_options(replace(device, arena_bytes=1 << 30))["gpu_mem_limit"] == str(1 << 30)
    assert cuda_options(device)["arena_extend_strategy"] == "kSameAsRequested"


def test_what_a_large_volume_took_is_given_back(tmp_path: Path) -> None:
    """Of one that is given whole: the resident set after it, beside that of a network that keeps its arena."""
    folder = bright_package(tmp_path) / "bright"
    package = open_package(folder)
    network = package.manifest.networks[0]
    session = open_session(package.weights_path(network), network, CPU, 1)
    large = np.zeros((1, 1, 64, 256, 256), np.float32)  # 16 MiB; its outputs are twice that
    wanted = session.run({"volume": large})["seen"][0, 0, 0, 0, 0]
    trim_heap()
    before = process_bytes()
    for _ in range(3):
        assert session.run({"volume": large})["seen"][0, 0, 0, 0, 0] == wanted
    trim_heap()
    assert process_bytes() - before < large.nbytes
    session.run({"volume": np.zeros((1, 1, 4, 8, 8), np.float32)})
