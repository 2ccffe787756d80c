"""Sessions on small real networks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.errors import ArtifactCorrupt, DeviceUnavailable, InferenceFailed, ModelMismatch
from radlane.inference.devices import CPU_PROVIDER, CUDA_PROVIDER, Device, choose_device, load_runtime
from radlane.inference.session import Session, open_session, runtime_errors
from support.networks import (
    endless_nodes,
    nan_nodes,
    network,
    network_of,
    with_external_weights,
    written,
    wrong_rank_nodes,
)

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


def test_endless_network_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed, match=r"it ran longer than 0\.3 s"):
        opened(network(endless_nodes()), tmp_path).run(picture(), deadline_s=0.3)


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
    assert names >= {"RuntimeException", "NoSuchFile", "RuntimeError", "ValueError"}
