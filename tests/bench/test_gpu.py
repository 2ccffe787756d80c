"""The benchmark of a GPU, as far as a CPU can tell: what it measures, and what it says without a card."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from typing import Any

import numpy as np
import onnxruntime
import pytest

from gpu import NO_GPU, fixed, measure_network, wheels
from gpu_networks import CLASSES, densenet121
from gpu_report import faults, lines_of, targets
from radlane.inference.devices import CPU_PROVIDER, CUDA_PROVIDER, choose_device
from support.sources import ROOT


def test_without_a_gpu_it_says_what_is_missing() -> None:
    command = [sys.executable, str(ROOT / "bench" / "gpu.py"), "--dry"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == NO_GPU
    assert "cuda is not available" in done.stderr
    assert "onnxruntime-gpu" in done.stderr


def test_the_wheels_are_those_of_the_locks() -> None:
    found = {line.partition("==")[0].partition("[")[0] for line in wheels()}
    assert {"onnxruntime-gpu", "numpy", "onnx", "nvidia-cudnn-cu13", "nvidia-cublas"} <= found
    assert {"fastapi", "pydicom", "imagecodecs", "httpx", "pydicom-data", "dcmqi"} <= found  # end to end
    assert not {"onnxruntime", "pytest"} & found


def test_a_network_is_placed_compared_and_timed() -> None:
    device = choose_device("cpu", (CPU_PROVIDER,))
    asked = Namespace(batches=(1, 2), rounds=1, seconds=0.5)
    model = densenet121()
    found = measure_network("DenseNet-121", model.SerializeToString(), device, asked)
    assert sum(node.op_type == "Conv" for node in model.graph.node) == 120  # and the head
    assert model.graph.output[0].type.tensor_type.shape.dim[1].dim_value == CLASSES
    assert set(found["placement"]) == {CPU_PROVIDER}
    assert found["errors"] == {"radlane": 0}
    assert 0 <= found["half error"] < 0.05
    assert found["saturated"]["an hour"] > 0
    assert found["saturated"]["busy"] is None  # no nvidia-smi says it
    assert [set(ways) >= {"radlane", "bare", "radlane, fp16"} for ways in found["batches"].values()] == [True, True]
    assert faults({"networks": {"DenseNet-121": found}}, CPU_PROVIDER) == []


@pytest.mark.parametrize(
    ("placement", "error", "complaint"),
    [
        ({CUDA_PROVIDER: 20}, 1e-4, None),
        ({CUDA_PROVIDER: 20, CPU_PROVIDER: 1}, 1e-4, "nodes that do not run on CUDAExecutionProvider"),
        ({CPU_PROVIDER: 20}, 0.0, "nodes that do not run"),
        ({}, 0.0, "nodes that do not run"),  # a profile without nodes proves nothing
        ({CUDA_PROVIDER: 20}, 2e-3, "from the CPU's"),
        ({CUDA_PROVIDER: 20}, float("nan"), "from the CPU's"),
    ],
)
def test_other_places_and_other_outputs_are_faults(
    placement: dict[str, int], error: float, complaint: str | None
) -> None:
    found = faults({"networks": {"one": {"placement": placement, "errors": {"radlane": error}}}}, CUDA_PROVIDER)
    assert len(found) == (complaint is not None)
    assert complaint is None or complaint in found[0]


def test_fixed_buffers_say_what_the_network_says() -> None:
    weights = densenet121().SerializeToString()
    batch = np.random.default_rng(1).normal(size=(2, 1, 224, 224)).astype(np.float32)
    run = fixed(weights, batch, (2, CLASSES), "cpu")
    first, again = run(), run()
    np.testing.assert_array_equal(first, again)
    session = onnxruntime.InferenceSession(weights, providers=["CPUExecutionProvider"])
    np.testing.assert_allclose(first, session.run(None, {"image": batch})[0], rtol=1e-4, atol=1e-4)


def results(on: str = "cuda", **changes: Any) -> dict[str, Any]:
    ways = {
        way: {"an hour": 10, "ms": 2.0, "of bare": of_bare} for way, of_bare in (("radlane", [0.96]), ("bare", [1.0]))
    }
    network = {
        "placement": {CUDA_PROVIDER: 20},
        "errors": {"radlane": 1e-4, "onnxruntime, CUDA graph": 2e-4},
        "half error": 0.01,
        "batches": {"1": ways},
        "saturated": {"an hour": 10, "busy": 95.0, "bytes to the GPU": None, "bytes from the GPU": None},
        "left out": {},
    }
    way = {"studies": 2, "seconds": 1.0, "an hour": 61_000, "busy": None}
    hour = {"archive": "Orthanc 1", "model": "m", "processes": 1, "ways": {"radlane run": way}}
    return {"on": on, "load": 0.1, "machine": {"cores": 16}, "networks": {"one": network | changes}, "hour": hour}


def verdicts(found: dict[str, Any]) -> list[str]:
    return [verdict for *_, verdict in targets(found)]


def test_targets_are_met_missed_or_not_measured() -> None:
    assert verdicts(results()) == ["met"] * 4
    slow = {"1": {"radlane": {"an hour": 1, "ms": 9.0, "of bare": [0.9]}}}
    idle = {"an hour": 10, "busy": 80.0, "bytes to the GPU": None, "bytes from the GPU": None}
    wrong = {"radlane": 1e-4, "onnxruntime, CUDA graph": 2e-3}
    assert verdicts(results(batches=slow, saturated=idle, errors=wrong)) == ["missed", "missed", "met", "missed"]
    unseen = results(saturated=idle | {"busy": None})
    unseen["hour"] = {"missing": "httpx is not installed"}
    assert verdicts(unseen) == ["met", "not measured", "not measured", "met"]
    assert verdicts({**results(), "networks": {}}) == ["not measured", "not measured", "met", "not measured"]
    assert any("httpx is not installed" in line for line in lines_of(unseen))


def test_a_cpu_meets_and_misses_no_target() -> None:
    found = results("cpu")
    assert verdicts(found) == ["not measured"] * 4
    assert "Measured on a CPU: it says nothing about a GPU, and no target is met or missed." in lines_of(found)


def test_the_lines_say_what_was_measured_where() -> None:
    text = "\n".join(lines_of(results()))
    for said in ("Archive: Orthanc 1, on the loopback", "busy 95.0", "bytes to the GPU not measured", "61000 | met"):
        assert said in text
