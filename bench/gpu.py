"""One NVIDIA GPU, without a network: what runs where, whether it is right, how fast, and radiographs end to end.

In: nothing; networks with random weights and images are made here. Out: a section of bench/README.md and
bench/results/gpu.json; exit code 1 where a node runs elsewhere, or outputs are further than 1e-3 from the CPU's; 2
where no GPU works, with what is needed. Needs the repository and the wheels that `--wheels` lists; torch, Orthanc and
nvidia-smi are used where they are installed, and what needs them is otherwise "not measured". radlane, loops of
onnxruntime and torch take turns; a batch begins and ends in the memory of the host.
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
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "service"), str(HERE.parent / "tests")]

import record  # noqa: E402
from gpu_report import faults, lines_of, targets  # noqa: E402
from gpu_watch import figures_of, saturate  # noqa: E402
from radlane.errors import DeviceUnavailable, RuntimeConflict  # noqa: E402
from radlane.inference.devices import (  # noqa: E402
    PROVIDER_OF,
    available_providers,
    choose_device,
    device_of,
    installed_runtimes,
    load_runtime,
    preload_cuda,
    usable_cores,
)
from radlane.inference.session import Session, count_down, load_graph, runtime_errors  # noqa: E402

BATCHES = (1, 8, 32, 64)
ROUNDS, SECONDS, AT_ONCE, STUDIES = 20, 6.0, 2, 600
NO_GPU = 2
PARTS = ("networks", "hour")
_LOCKS = [HERE.parent / "requirements" / name for name in ("gpu.txt", "dev.txt")]
_PINNED = re.compile(r"^([a-z0-9][a-z0-9-]*)((\[.*\])?==\S+)", re.MULTILINE)
_OF_TESTS = frozenset({"pydicom-data", "dcmqi"})  # of the lock of the tests: the picture, and what runs an Orthanc


def main() -> int:
    asked = _arguments()
    if asked.wheels:
        print(*wheels(), sep="\n")
        return 0
    try:
        results = measure(asked)
    except (DeviceUnavailable, RuntimeConflict) as error:
        print(f"No GPU was measured: {error}", file=sys.stderr)
        print(f"Needed are a driver for CUDA 13, and: {', '.join(wheels())}", file=sys.stderr)
        return NO_GPU
    lines = lines_of(results)
    print(*lines, sep="\n")
    if asked.device == "cuda" and not asked.dry:
        results["targets"] = targets(results)
        record.keep("gpu", results, lines)
    wrong = faults(results, PROVIDER_OF[asked.device])
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", action="store_true", help="list what has to be installed, and end")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda", help="cpu tries this out; nothing is kept")
    parser.add_argument("--batches", type=int, nargs="+", default=BATCHES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long a network is kept busy")
    parser.add_argument("--parts", choices=PARTS, nargs="+", default=PARTS, help="what is measured")
    parser.add_argument("--studies", type=int, default=STUDIES, help="radiographs of each way end to end")
    parser.add_argument("--archive", choices=("auto", "orthanc", "memory"), default="auto", help="of these")
    parser.add_argument("--processes", type=int, default=max(1, usable_cores() // 2), help="of `radlane run`")
    parser.add_argument("--workers", type=int, default=usable_cores(), help="durable jobs at once")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    return parser.parse_args()


def wheels() -> list[str]:
    """Return what the locks say of the packages that are needed: all of radlane with its GPU, and two of the tests."""
    first, second = (_PINNED.findall(lock.read_text()) for lock in _LOCKS)
    return [f"{name}{rest}" for name, rest, _ in [*first, *(pin for pin in second if pin[0] in _OF_TESTS)]]


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    device = choose_device(asked.device, available_providers())
    load, found = record.load(), dict[str, Any]()
    if "networks" in asked.parts:
        import gpu_networks  # onnx: `--wheels` and the message that there is no GPU need none

        made = {"DenseNet-121": gpu_networks.densenet121(), "3D U-Net": gpu_networks.unet3d()}
        found["networks"] = {
            name: measure_network(name, model.SerializeToString(), device, asked) for name, model in made.items()
        }
    if "hour" in asked.parts:
        found["hour"] = _hour(asked)
    facts = {"device": _card() if asked.device == "cuda" else "cpu", "runtime": installed_runtimes()[0]}
    return {"on": asked.device, "machine": record.machine(("numpy",), **facts), "load": load, **found}


def _hour(asked: argparse.Namespace) -> dict[str, Any]:
    try:
        import gpu_hour  # pydicom, httpx and others
    except ModuleNotFoundError as error:
        return {"missing": f"{error.name} is not installed"}
    return gpu_hour.measure(asked)


def measure_network(name: str, weights: bytes, device: Any, asked: argparse.Namespace) -> dict[str, Any]:  # noqa: ANN401
    loaded = _load(weights, device)
    on = device_of(device, loaded.get_providers())
    shape = [side if isinstance(side, int) else 1 for side in loaded.get_inputs()[0].shape]
    batch = np.random.default_rng(1).normal(size=(1, *shape[1:])).astype(np.float32)
    expected = _load(weights, choose_device("cpu", available_providers())).run(None, {"image": batch})[0]
    half = _load(_in_half(weights), device)
    found: dict[str, Any] = {
        "placement": placement(weights, loaded, batch),
        "errors": {"radlane": _apart(loaded.run(None, {"image": batch})[0], expected)},
        "half error": _apart(half.run(None, {"image": batch})[0], expected),
        "batches": {},
        "left out": {},
    }
    sizes = expected.shape[1:]
    for size in asked.batches:
        several = np.repeat(batch, size, axis=0)
        ways = {"radlane": _radlane(loaded, several, sizes, on), "bare": _bare(loaded, several, on)}
        ways["radlane, fp16"] = _radlane(half, several, sizes, on)
        if on == "cuda":
            ways |= _recorded(weights, several, sizes, expected, found)
        if find_spec("torch"):
            import gpu_torch  # torch

            ways |= gpu_torch.ways(name, several, on)
        (spent,) = record.in_turns(ways, asked.rounds, time.perf_counter)
        found["batches"][str(size)] = {way: _figures(seconds, spent["bare"], size) for way, seconds in spent.items()}
    several = np.repeat(batch, max(asked.batches), axis=0)
    rate, samples = saturate(partial(_radlane, loaded, several, sizes, on), asked.seconds, AT_ONCE)
    found["saturated"] = figures_of(rate, samples, len(several))
    return found


def _in_half(weights: bytes) -> bytes:
    """The network in half precision, as `radlane models half` makes it."""
    from onnx import ModelProto

    from radlane.explain.graph.half import halve
    from radlane.inference.half import to_half

    return bytes(halve(ModelProto.FromString(weights), to_half).SerializeToString())


def _apart(found: np.ndarray, expected: np.ndarray) -> float:
    return float(np.abs(found - expected).max() / np.abs(expected).max())


def _recorded(
    weights: bytes, batch: np.ndarray, shape: Sequence[int], expected: np.ndarray, found: dict[str, Any]
) -> dict[str, Callable[[], object]]:
    """The way with a CUDA graph, where it can be recorded and says the same when it is played again."""
    way = "onnxruntime, CUDA graph"
    try:
        run = fixed(weights, batch, (len(batch), *shape), "cuda")
        said = [run() for _ in range(4)][-1]  # the first ones are not recorded yet
    except runtime_errors(load_runtime()) as error:
        found["left out"][way] = f"onnxruntime says {type(error).__name__}"
        return {}
    found["errors"][way] = max(found["errors"].get(way, 0.0), _apart(said[:1], expected))
    return {way: run}


def fixed(weights: bytes, batch: np.ndarray, shape: Sequence[int], on: str) -> Callable[[], np.ndarray]:
    """Run on buffers whose addresses do not change; on CUDA the kernels are recorded once, and played again.

    A peer, no part of radlane: such a session serves one thread and keeps its memory for each shape, and a run that is
    played again cannot be stopped between two operators as radlane stops what is late.
    """
    runtime = load_runtime()
    options = {"enable_cuda_graph": "1", "use_tf32": "0"} if on == "cuda" else {}
    preload = preload_cuda if on == "cuda" else lambda _: None
    preload(runtime)
    session = runtime.InferenceSession(weights, providers=[(PROVIDER_OF[on], options)], enable_fallback=0)
    given = runtime.OrtValue.ortvalue_from_numpy(batch, on, 0)
    said = runtime.OrtValue.ortvalue_from_shape_and_type(list(shape), np.float32, on, 0)
    binding, run_options = session.io_binding(), runtime.RunOptions()
    binding.bind_ortvalue_input("image", given)
    binding.bind_ortvalue_output("logits", said)

    def run() -> np.ndarray:
        given.update_inplace(batch)
        session.run_with_iobinding(binding, run_options)
        return said.numpy()

    return run


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


if __name__ == "__main__":
    sys.exit(main())
