"""Devices: what is chosen from what is there, and what is refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from radlane.errors import DeviceUnavailable, RuntimeConflict, UsageError
from radlane.inference.devices import (
    CPU_PROVIDER,
    CUDA_PROVIDER,
    Device,
    available_providers,
    choose_device,
    count_threads,
    device_of,
    installed_runtimes,
    load_runtime,
    preload_cuda,
    require_one_runtime,
    usable_cores,
)

# the gpu package lists CUDA on machines without a GPU too; every package lists Azure, which calls other machines
CPU_BUILD = ("AzureExecutionProvider", CPU_PROVIDER)
GPU_BUILD = ("TensorrtExecutionProvider", CUDA_PROVIDER, CPU_PROVIDER)


def test_this_environment_has_one_runtime() -> None:
    (runtime,) = installed_runtimes()
    assert runtime == require_one_runtime([runtime])
    assert runtime.split()[1] == load_runtime().__version__
    assert CPU_PROVIDER in available_providers()


@pytest.mark.parametrize(
    "installed",
    [
        (),  # neither extra
        ("onnxruntime 1.32.0", "onnxruntime-gpu 1.31.1"),  # both: one package's files over the other's
    ],
)
def test_none_or_several_runtimes_are_refused(installed: tuple[str, ...]) -> None:
    with pytest.raises(RuntimeConflict, match="Exactly one onnxruntime"):
        require_one_runtime(installed)


@pytest.mark.parametrize(
    ("asked", "available", "providers", "strict"),
    [
        ("cpu", CPU_BUILD, (CPU_PROVIDER,), True),
        ("cpu", GPU_BUILD, (CPU_PROVIDER,), True),  # never CUDA, though it is there
        ("auto", CPU_BUILD, (CPU_PROVIDER,), True),
        ("auto", GPU_BUILD, (CUDA_PROVIDER, CPU_PROVIDER), False),  # may end on the CPU, and says so
        ("cuda", GPU_BUILD, (CUDA_PROVIDER, CPU_PROVIDER), True),
    ],
)
def test_choice(asked: str, available: tuple[str, ...], providers: tuple[str, ...], strict: bool) -> None:
    assert choose_device(asked, available) == Device(providers=providers, strict=strict)  # type: ignore[arg-type]


def test_cuda_without_a_cuda_build_is_refused() -> None:
    with pytest.raises(DeviceUnavailable, match="Install radlane\\[gpu\\]"):
        choose_device("cuda", CPU_BUILD)


def test_other_devices_are_refused() -> None:
    with pytest.raises(UsageError, match="auto, cuda or cpu"):
        choose_device("tpu", CPU_BUILD)  # type: ignore[arg-type]


def test_device_is_what_the_session_got() -> None:
    wish = Device(providers=(CUDA_PROVIDER, CPU_PROVIDER), strict=False)
    assert device_of(wish, [CUDA_PROVIDER, CPU_PROVIDER]) == "cuda"
    assert device_of(wish, [CPU_PROVIDER]) == "cpu"


def test_strict_device_refuses_the_silent_fallback() -> None:
    with pytest.raises(DeviceUnavailable, match="runs on CPUExecutionProvider"):
        device_of(Device(providers=(CUDA_PROVIDER, CPU_PROVIDER), strict=True), [CPU_PROVIDER])


def test_preloading_keeps_standard_output_clean(capsys: pytest.CaptureFixture[str]) -> None:
    preload_cuda(SimpleNamespace(preload_dlls=lambda cuda, cudnn: print("no cuBLAS", cuda, cudnn)))  # noqa: T201
    assert capsys.readouterr() == ("", "no cuBLAS True True\n")


@pytest.mark.parametrize(
    ("text", "threads"),
    [
        ("max 100000\n", 8),  # no quota
        ("150000 100000\n", 2),  # one and a half cores
        ("5000 100000\n", 1),  # a twentieth of a core still needs a thread
        ("6400000 100000\n", 8),  # more than the machine has
        ("", 8),  # not the file we know
    ],
)
def test_threads_follow_the_quota(text: str, threads: int, tmp_path: Path) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(text)
    assert count_threads(8, file) == threads


def test_threads_without_control_groups(tmp_path: Path) -> None:
    assert count_threads(3, tmp_path / "cpu.max") == 3
    assert usable_cores() >= 1
