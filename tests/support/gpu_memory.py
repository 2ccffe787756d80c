"""Take almost all memory of the first NVIDIA GPU, and keep it until standard input ends: another program at work."""

from __future__ import annotations

import ctypes
import sys

import onnxruntime

_LEFT = 64 << 20  # bytes: less than what CUDA itself needs for another process


def main() -> None:
    """Say `taken` once it is taken."""
    onnxruntime.preload_dlls(cuda=True, cudnn=False)
    cuda = ctypes.CDLL("libcudart.so.13")
    free, total, address = ctypes.c_size_t(), ctypes.c_size_t(), ctypes.c_void_p()
    if cuda.cudaMemGetInfo(ctypes.byref(free), ctypes.byref(total)) != 0:
        raise SystemExit("CUDA does not work here")
    piece = 1 << 30
    while piece > _LEFT:
        if cuda.cudaMalloc(ctypes.byref(address), ctypes.c_size_t(piece)) != 0:
            piece //= 2
    sys.stdout.write("taken\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
