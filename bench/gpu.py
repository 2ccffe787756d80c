"""Networks on one NVIDIA GPU, without a network: what runs where, whether it is right, and how fast.

In: nothing; networks with random weights are made here. Out: a section of bench/README.md and bench/results/gpu.json;
exit code 1 where a node runs elsewhere, or outputs are further than 1e-3 from the CPU's; 2 where no GPU works, with
what is needed. Needs radlane's own files and the wheels that `--wheels` lists; torch is measured where it is installed.
radlane, a bare loop of onnxruntime and torch take turns; a batch begins and ends in the memory of the host.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "service")]

import record  # noqa: E402
from radlane.errors import DeviceUnavailable, RuntimeConflict  # noqa: E402
from radlane.inference.devices import (  # noqa: E402
    PROVIDER_OF,
    available_providers,
    choose_device,
    device_of,
    installed_runtimes,
    load_runtime,
    usable_cores,
)
from radlane.inference.session import Session, count_down, load_graph  # noqa: E402

BATCHES = (1, 8, 32, 64)
ROUNDS, PARITY = 20, 1e-3
NO_GPU = 2
_LOCK = HERE.parent / "requirements" / "gpu.txt"
_NEEDED = re.compile(
    r"^((onnxruntime-gpu|nvidia-\S+|numpy|onnx|protobuf|flatbuffers|packaging|ml-dtypes|typing-extensions)(\[.*\])?==\S+)",
    re.MULTILINE,
)


def main() -> int:
    asked = _arguments()
    if asked.wheels:
        print(*wheels(_LOCK.read_text()), sep="\n")
        return 0
    try:
        results = measure(asked)
    except (DeviceUnavailable, RuntimeConflict) as error:
        print(f"No GPU was measured: {error}", file=sys.stderr)
        print(f"Needed are a driver for CUDA 13, and: {', '.join(wheels(_LOCK.read_text()))}", file=sys.stderr)
        return NO_GPU
    print(*_lines(results), sep="\n")
    if asked.device == "cuda" and not asked.dry:
        record.keep("gpu", results, _lines(results))
    wrong = faults(results, PROVIDER_OF[asked.device])
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", action="store_true", help="list what has to be installed, and end")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda", help="cpu tries this out; nothing is kept")
    parser.add_argument("--batches", type=int, nargs="+", default=BATCHES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    return parser.parse_args()


def wheels(lock: str) -> list[str]:
    """Return what the lock says of the packages that are needed here."""
    return [found.group(1) for found in _NEEDED.finditer(lock)]


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    device = choose_device(asked.device, available_providers())
    import gpu_networks  # onnx: `--wheels` and the message that there is no GPU need none

    made = {"DenseNet-121": gpu_networks.densenet121(), "3D U-Net": gpu_networks.unet3d()}
    load, networks = record.load(), {}
    for name, model in made.items():
        weights = model.SerializeToString()
        networks[name] = measure_network(name, weights, device, asked)
    facts = {"device": _card() if asked.device == "cuda" else "cpu", "runtime": installed_runtimes()[0]}
    return {"machine": record.machine(("numpy",), **facts), "load": load, "networks": networks}


def measure_network(name: str, weights: bytes, device: Any, asked: argparse.Namespace) -> dict[str, Any]:  # noqa: ANN401
    loaded = _load(weights, device)
    on = device_of(device, loaded.get_providers())
    shape = [side if isinstance(side, int) else 1 for side in loaded.get_inputs()[0].shape]
    batch = np.random.default_rng(1).normal(size=(1, *shape[1:])).astype(np.float32)
    expected = _load(weights, choose_device("cpu", available_providers())).run(None, {"image": batch})[0]
    found: dict[str, Any] = {
        "placement": placement(weights, loaded, batch),
        "error": float(np.abs(loaded.run(None, {"image": batch})[0] - expected).max() / np.abs(expected).max()),
        "batches": {},
    }
    for size in asked.batches:
        several = np.repeat(batch, size, axis=0)
        ways = {"radlane": _radlane(loaded, several, expected.shape[1:], on), "bare": _bare(loaded, several, on)}
        if find_spec("torch"):
            import gpu_torch  # torch

            ways |= gpu_torch.ways(name, several, on)
        (spent,) = record.in_turns(ways, asked.rounds, time.perf_counter)
        found["batches"][str(size)] = {way: _figures(seconds, spent["bare"], size) for way, seconds in spent.items()}
    return found


def _load(weights: bytes, device: Any) -> Any:  # noqa: ANN401 - onnxruntime has no types
    return load_graph(load_runtime(), weights, _named(), device, usable_cores())


def _named() -> Any:  # noqa: ANN401 - for messages only
    return SimpleNamespace(model="bench:0.0.0")


def placement(weights: bytes, loaded: Any, batch: np.ndarray) -> dict[str, int]:  # noqa: ANN401
    """Return how many nodes ran on which provider, as onnxruntime's own profile says."""
    runtime = load_runtime()
    with TemporaryDirectory() as folder:
        options = runtime.SessionOptions()
        options.enable_profiling, options.profile_file_prefix = True, str(Path(folder, "profile"))
        stated = loaded.get_provider_options()
        providers = [(name, stated[name]) for name in loaded.get_providers()]
        session = runtime.InferenceSession(weights, options, providers=providers)
        session.run(None, {"image": batch})
        events = json.loads(Path(session.end_profiling()).read_text())
    return dict(Counter(event["args"]["provider"] for event in events if event.get("args", {}).get("provider")))


def _radlane(loaded: Any, batch: np.ndarray, shape: Sequence[int], on: str) -> Callable[[], object]:  # noqa: ANN401
    session = Session(loaded, _named(), on, {})
    predict = session.bind("logits", (len(batch), *shape), count_down(36000, time.monotonic))
    return lambda: predict(batch)


def _bare(loaded: Any, batch: np.ndarray, on: str) -> Callable[[], object]:  # noqa: ANN401
    """Bind input and output to the device, as onnxruntime's own documentation does, and copy there and back."""
    ort_value = load_runtime().OrtValue.ortvalue_from_numpy

    def run() -> object:
        binding = loaded.io_binding()
        binding.bind_ortvalue_input("image", ort_value(batch, on, 0))
        binding.bind_output("logits", on)
        loaded.run_with_iobinding(binding)
        return binding.copy_outputs_to_cpu()

    return run


def _figures(seconds: Sequence[float], bare: Sequence[float], size: int) -> dict[str, Any]:
    faster = [float(f"{theirs / mine:.3g}") for mine, theirs in zip(seconds, bare, strict=True)]
    return {"an hour": round(3600 * size / median(seconds)), "ms": round(1000 * median(seconds), 3), "of bare": faster}


def _card() -> str:
    """What the driver calls the card."""
    program = which("nvidia-smi")
    if program is None:
        return "a GPU that nvidia-smi could name"
    asked = [program, "--query-gpu=name,driver_version", "--format=csv,noheader"]
    return subprocess.run(asked, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()[0]


def faults(results: record.Results, provider: str) -> list[str]:
    """Return what is wrong: nodes that run elsewhere, and outputs that are others than the CPU's."""
    lines = []
    for name, found in results["networks"].items():
        elsewhere = {other: count for other, count in found["placement"].items() if other != provider}
        if elsewhere or not found["placement"]:
            lines.append(f"{name}: nodes that do not run on {provider}: {elsewhere or 'all'}")
        if not found["error"] <= PARITY:
            lines.append(f"{name}: outputs are {found['error']:.1e} from the CPU's, more than {PARITY:.0e}")
    return lines


def _lines(results: record.Results) -> list[str]:
    lines = record.head("network, batch, way", "inputs an hour", "ms a batch", "throughput / bare")
    for name, network in results["networks"].items():
        for size, ways in network["batches"].items():
            for way, found in ways.items():
                cells = [f"{name}, {size}, {way}", found["an hour"], found["ms"], record.spread(found["of bare"])]
                lines.append(record.row(cells))
    said = []
    for name, found in results["networks"].items():
        placed = ", ".join(f"{count} {provider}" for provider, count in found["placement"].items())
        said.append(f"{name}: nodes by provider {placed}, largest difference from the CPU {found['error']:.1e}")
    return [*lines, "", f"{'; '.join(said)}. {record.machine_line(results['machine'])}"]


if __name__ == "__main__":
    sys.exit(main())
