"""Is an error of onnxruntime one of memory that is not there?

In: what it raised. Out: yes or no. It has no class of its own for that, on the CPU as little as on CUDA: some are FAIL,
some RUNTIME_EXCEPTION, and Python's own. Its text says it, or that of cuBLAS and cuDNN; the texts are those of 1.14 to
1.32, of the CUDA runtime, and of cuDNN 8 and 9.
Reference: onnxruntime, core/framework/bfc_arena.cc; CUDA Runtime API, cudaErrorMemoryAllocation (2); cuBLAS and cuDNN,
status codes.
"""

from __future__ import annotations

import re

_SAID = re.compile(
    r"failed to allocate memory"  # the arena could not grow
    r"|available memory of \d+ is smaller than requested bytes"  # its limit (gpu_mem_limit)
    r"|(cuda|cudnn|cublas)\w* failure \d+: out of memory"
    r"|cuda\w*_out_of_memory|cudaErrorMemoryAllocation"
    r"|CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_ALLOC_FAILED|CUDNN_STATUS_INTERNAL_ERROR_\w+_ALLOCATION_FAILED"
    r"|std::bad_alloc|\bbad allocation\b",
    re.IGNORECASE,
)


def is_exhausted(error: BaseException) -> bool:
    """Whether there was not enough memory."""
    return isinstance(error, MemoryError) or _SAID.search(str(error)) is not None
