"""Which device runs a network, and with how many threads.

In: what was asked for and what this machine has. Out: `Device`. onnxruntime is imported on first use, so that radlane
starts, and can say what is missing, without it.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from radlane.errors import DeviceUnavailable, RuntimeConflict, UsageError

Asked = Literal["auto", "cuda", "cpu"]

CPU_PROVIDER = "CPUExecutionProvider"
CUDA_PROVIDER = "CUDAExecutionProvider"
PROVIDER_OF = {"cpu": CPU_PROVIDER, "cuda": CUDA_PROVIDER}
QUOTA_FILE = Path("/sys/fs/cgroup/cpu.max")
# All of them own the same folder onnxruntime/ in site-packages.
DISTRIBUTIONS = (
    "onnxruntime",
    "onnxruntime-gpu",
    "onnxruntime-directml",
    "onnxruntime-openvino",
    "onnxruntime-qnn",
    "onnxruntime-rocm",
    "onnxruntime-migraphx",
    "onnxruntime-silicon",
    "onnxruntime-training",
)
_CUDA_REMEDY = "Install radlane[gpu] alone and an NVIDIA driver for CUDA 13 (580 or later), or ask for the device cpu"


@dataclass(frozen=True, kw_only=True)
class Device:
    """What a session is asked to run on.

    Attributes
    ----------
    providers : tuple of str
        Execution providers in their order, always named: an onnxruntime lists some that call other machines.
    strict : bool
        True where another device than the first provider's is an error.
    arena_bytes : int or None
        What a session may take of a GPU for its tensors; None: what there is.
    """

    providers: tuple[str, ...]
    strict: bool
    arena_bytes: int | None = None


def installed_runtimes() -> tuple[str, ...]:
    """The onnxruntime distributions of this Python, each as `name version`."""
    found = []
    for name in DISTRIBUTIONS:
        with contextlib.suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    return tuple(found)


def require_one_runtime(installed: Sequence[str]) -> str:
    """Return the only onnxruntime distribution.

    Raises
    ------
    RuntimeConflict
        If there is none, or more than one: two of them overwrite each other's files.
    """
    if len(installed) != 1:
        raise RuntimeConflict(
            "Exactly one onnxruntime must be installed",
            why=f"installed: {', '.join(installed) or 'none'}",
            remedy="Uninstall all of them, then install radlane[cpu] or radlane[gpu]",
        )
    return installed[0]


def load_runtime() -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Import the one onnxruntime, without its telemetry: from its import on it would keep events to be sent.

    Raises
    ------
    RuntimeConflict
        If none or several are installed.
    """
    require_one_runtime(installed_runtimes())
    os.putenv("ORT_DISABLE_TELEMETRY", "1")  # its own switch, `disable_telemetry_events`, comes too late for the files
    return import_module("onnxruntime")


def available_providers() -> tuple[str, ...]:
    """The execution providers that the installed onnxruntime was built with, whether or not they work here."""
    return tuple(load_runtime().get_available_providers())


def choose_device(asked: Asked, available: Sequence[str]) -> Device:
    """Decide what a session is asked to run on.

    Parameters
    ----------
    asked : {'auto', 'cuda', 'cpu'}
        `cuda` means: this or an error. `auto` takes CUDA where it works; the session says what it really got.
    available : sequence of str
        `available_providers()`.

    Raises
    ------
    DeviceUnavailable
        If CUDA is asked for and the installed onnxruntime has none.
    UsageError
        If another device is asked for.
    """
    if asked not in ("auto", "cuda", "cpu"):
        raise UsageError("There is no such device", remedy="Use auto, cuda or cpu")
    if asked == "cpu" or (asked == "auto" and CUDA_PROVIDER not in available):
        return Device(providers=(CPU_PROVIDER,), strict=True)
    if CUDA_PROVIDER not in available:
        raise DeviceUnavailable(
            "The device cuda is not available", why="this onnxruntime has none", remedy=_CUDA_REMEDY
        )
    return Device(providers=(CUDA_PROVIDER, CPU_PROVIDER), strict=asked == "cuda")


def preload_cuda(runtime: Any) -> None:  # noqa: ANN401 - onnxruntime has no types
    """Load the CUDA and cuDNN libraries of the `nvidia-*` wheels; what it prints goes to standard error."""
    with contextlib.redirect_stdout(sys.stderr):
        runtime.preload_dlls(cuda=True, cudnn=True)


def device_of(device: Device, got: Sequence[str]) -> str:
    """Name of the device that a session really runs on; the fallback of onnxruntime to the CPU is silent.

    Raises
    ------
    DeviceUnavailable
        If the device is strict and the session runs on another.
    """
    if device.strict and got[0] != device.providers[0]:
        raise DeviceUnavailable(
            "The device that was asked for does not work here", why=f"the session runs on {got[0]}", remedy=_CUDA_REMEDY
        )
    return next(name for name, provider in PROVIDER_OF.items() if provider == got[0])


def usable_cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count_threads(cores: int, quota_file: Path = QUOTA_FILE) -> int:
    """Threads for one session: the cores, or the control group's quota where it is less.

    onnxruntime counts cores and ignores the quota, so a container with 2 of 64 cores would run 64 threads in 2.

    Parameters
    ----------
    cores : int
        `usable_cores()`.
    quota_file : Path
        `cpu.max` of the control group, version 2: quota and period in microseconds, or `max` and the period.
    """
    try:
        quota, period = quota_file.read_text(encoding="ascii").split()
        return max(1, min(cores, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):
        return cores
