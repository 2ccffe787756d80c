"""The benchmark of a GPU, as far as a CPU can tell: what it measures, and what it says without a card."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace

import pytest

from gpu import NO_GPU, faults, measure_network, wheels
from gpu_networks import CLASSES, densenet121
from radlane.inference.devices import CPU_PROVIDER, CUDA_PROVIDER, choose_device
from support.sources import ROOT


def test_without_a_gpu_it_says_what_is_missing() -> None:
    command = [sys.executable, str(ROOT / "bench" / "gpu.py"), "--dry"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == NO_GPU
    assert "cuda is not available" in done.stderr
    assert "onnxruntime-gpu" in done.stderr


def test_the_wheels_are_those_of_the_lock() -> None:
    found = {line.partition("==")[0].partition("[")[0] for line in wheels((ROOT / "requirements/gpu.txt").read_text())}
    assert {"onnxruntime-gpu", "numpy", "onnx", "nvidia-cudnn-cu13", "nvidia-cublas"} <= found
    assert "fastapi" not in found


def test_a_network_is_placed_compared_and_timed() -> None:
    device = choose_device("cpu", (CPU_PROVIDER,))
    asked = Namespace(batches=(1, 2), rounds=1)
    model = densenet121()
    found = measure_network("DenseNet-121", model.SerializeToString(), device, asked)
    assert sum(node.op_type == "Conv" for node in model.graph.node) == 120  # and the head
    assert model.graph.output[0].type.tensor_type.shape.dim[1].dim_value == CLASSES
    assert set(found["placement"]) == {CPU_PROVIDER}
    assert found["error"] == 0
    assert [set(ways) >= {"radlane", "bare"} for ways in found["batches"].values()] == [True, True]
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
    found = faults({"networks": {"one": {"placement": placement, "error": error}}}, CUDA_PROVIDER)
    assert len(found) == (complaint is not None)
    assert complaint is None or complaint in found[0]
