"""What onnxruntime raises where memory does not suffice: what people reported, word for word, and what it does here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from radlane.errors import InferenceFailed, MemoryExhausted
from radlane.inference.devices import choose_device
from radlane.inference.exhaustion import is_exhausted
from radlane.inference.session import open_session
from support.networks import greedy_nodes, network, network_of, written

_CUDA_CALL = (
    "/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc:121 std::conditional_t<THRW, void, "
    "onnxruntime::common::Status> onnxruntime::CudaCall(ERRTYPE, const char*, const char*, ERRTYPE, const char*, "
    "const char*, int) [with ERRTYPE = {}; bool THRW = true] "
)


@pytest.mark.parametrize(
    "text",
    [
        # microsoft/onnxruntime#9939: 1.9, CUDA
        (
            "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Non-zero status code returned while running FusedMatMul "
            "node. Name:'MatMul_92_FusedMatMulAndScale' Status Message: /onnxruntime_src/onnxruntime/core/framework/"
            "bfc_arena.cc:331 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool) Failed to allocate "
            "memory for requested buffer of size 8388608000"
        ),
        # microsoft/onnxruntime#22702: 1.19, CUDA
        (
            "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Non-zero status code returned while running Conv node. "
            "Name:'/patch_embed/Conv' Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:376 "
            "void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*, bool, "
            "onnxruntime::WaitNotificationFn) Failed to allocate memory for requested buffer of size "
            "4585490524328388608"
        ),
        # infiniflow/ragflow#10295: beyond gpu_mem_limit
        (
            "onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*, bool, "
            "onnxruntime::WaitNotificationFn) Available memory of 0 is smaller than requested bytes of 135383040"
        ),
        # fudan-generative-vision/hallo#218
        "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Exception during initialization: "
        + _CUDA_CALL.format("cublasStatus_t")
        + "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; expr=cublasCreate(&cublas_handle_);",
        # the CUDA runtime's own words, error 2, as CudaCall puts them
        _CUDA_CALL.format("cudaError") + "CUDA failure 2: out of memory ; GPU=0 ; expr=cudaMalloc((void**)&p, size);",
        "CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED ; GPU=0",
        "CUDNN failure 4003: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED ; GPU=0",
        # the CPU without an arena, 1.32
        (
            "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Non-zero status code returned while running Expand node. "
            "Name:'' Status Message: std::bad_alloc"
        ),
        "Status Message: bad allocation",  # the same on Windows
    ],
)
def test_these_say_that_memory_did_not_suffice(text: str) -> None:
    assert is_exhausted(RuntimeError(text))


@pytest.mark.parametrize(
    "text",
    [
        (
            "[ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Non-zero status code returned while running Gather node. "
            "Name:'' Status Message: indices element out of data bounds, idx=7 must be within the inclusive range "
            "[-1,0]"
        ),
        # triton-inference-server/server#3776: a buffer of the caller's, not memory
        "onnx runtime error 2: not enough space: expected 318080, got 314240",
        _CUDA_CALL.format("cudaError") + "CUDA failure 700: an illegal memory access was encountered ; GPU=0",
        _CUDA_CALL.format("cudnnStatus_t") + "CUDNN failure 5000: CUDNN_STATUS_EXECUTION_FAILED ; GPU=0",
        "Exiting due to terminate flag being set to true.",
        "",
    ],
)
def test_these_say_something_else(text: str) -> None:
    assert not is_exhausted(RuntimeError(text))


def test_python_has_a_class_for_it() -> None:
    assert is_exhausted(MemoryError())


def test_a_network_that_really_asks_for_too_much(tmp_path: Path) -> None:
    """1 TiB and more; the text of onnxruntime stays in the cause."""
    weights = network(greedy_nodes(from_images=1))
    session = open_session(written(weights, tmp_path), network_of(weights), choose_device("cpu", ()), 1)
    with pytest.raises(MemoryExhausted, match="not enough memory to run the network") as caught:
        session.run({"image": np.ones((1, 1, 4, 4), np.float32)})
    assert isinstance(caught.value, InferenceFailed)
    assert (caught.value.code, caught.value.retryable) == ("memory-exhausted", False)
    assert is_exhausted(caught.value.__cause__ or ValueError())
    assert "buffer" not in str(caught.value)
