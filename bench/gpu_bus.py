"""What crosses to a network, and how long it takes, with and without what is done to the pixels in the graph.

In: nothing; a radiograph and a volume are drawn, networks with random weights are made. Out: a section of
bench/README.md and bench/results/gpu_bus.json, for the device that was asked for; exit code 2 where no GPU works.
`host` makes the tensor as `imaging` does; `graph` gives the network what is stored (docs/serving.md).
Both take turns with the network alone. Needs radlane with its dependencies, and the wheels of `bench/gpu.py --wheels`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "service")]

import gpu_networks  # noqa: E402
import record  # noqa: E402
from radlane.domain.channels import Channels  # noqa: E402
from radlane.domain.image import Direction, Image  # noqa: E402
from radlane.domain.input import (  # noqa: E402
    Channel,
    Clip,
    ClipPercentile,
    Input,
    Intensity,
    MinMax,
    ProjectionGeometry,
    Scale,
    SlidingWindow,
    VolumeGeometry,
)
from radlane.domain.refs import InstanceRef  # noqa: E402
from radlane.domain.select import Select  # noqa: E402
from radlane.domain.volume import Grid, Volume  # noqa: E402
from radlane.errors import DeviceUnavailable, RuntimeConflict  # noqa: E402
from radlane.imaging.channels import channels_reader, coded_channel  # noqa: E402
from radlane.imaging.levels import find_levels  # noqa: E402
from radlane.imaging.placement import place_volume  # noqa: E402
from radlane.imaging.tensor import to_raw, to_tensor  # noqa: E402
from radlane.inference.devices import (  # noqa: E402
    available_providers,
    choose_device,
    device_of,
    installed_runtimes,
    load_runtime,
    usable_cores,
)
from radlane.inference.session import Session, load_graph  # noqa: E402
from radlane.pipeline.fronts import with_front  # noqa: E402

SIDES, ROUNDS = (1024, 2000), 7
NO_GPU = 2
_ANY = Select(modalities=(), sop_classes=(), body_parts=(), regions=(), views=(), view_codes=())
_CHANNELS = (Channel(id="image", select=_ANY),)
_REF = InstanceRef(study_instance_uid="1", series_instance_uid="1", sop_instance_uid="1", sop_class_uid="1")


def main() -> int:
    asked = _arguments()
    try:
        device = choose_device(asked.device, available_providers())
        results = {**record.kept("gpu_bus"), asked.device: measure(device, asked)}
    except (DeviceUnavailable, RuntimeConflict) as error:
        print(f"No GPU was measured: {error}", file=sys.stderr)
        return NO_GPU
    print(*_lines(results), sep="\n")
    if not asked.dry:
        record.keep("gpu_bus", results, _lines(results))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--sides", type=int, nargs="+", default=SIDES, help="of radiographs")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    return parser.parse_args()


def measure(device: Any, asked: argparse.Namespace) -> dict[str, Any]:  # noqa: ANN401
    """Return bytes and seconds of each case and way."""
    load, cases = record.load(), {}
    weights = gpu_networks.densenet121().SerializeToString()
    for side in asked.sides:
        ways = of_radiograph(radiograph(side), opened(weights, device, radiographs()))
        cases[f"DenseNet-121, radiograph of {side} x {side}"] = _figures(ways, asked.rounds)
    ways = of_window(opened(gpu_networks.unet3d().SerializeToString(), device, windows()))
    cases["3D U-Net, window of 96 x 96 x 96"] = _figures(ways, asked.rounds)
    facts = {"runtime": installed_runtimes()[0]}
    return {"machine": record.machine(("numpy", "pillow"), **facts), "load": load, "cases": cases}


Ways = dict[str, tuple[int, Callable[[], object]]]
"""Each way: the bytes that cross, and how it is run."""


def of_radiograph(image: Image, session: Session) -> Ways:
    """One radiograph that is read already."""
    wanted = radiographs()
    tensor, raw = to_tensor(image, wanted).feeds, to_raw(image, wanted).feeds
    return {
        "network alone": (crossing(tensor), lambda: session.run(tensor)),
        "host": (crossing(tensor), lambda: session.run(to_tensor(image, wanted).feeds)),
        "graph": (crossing(raw), lambda: session.run(to_raw(image, wanted).feeds)),
    }


def of_window(session: Session) -> Ways:
    """One window of a volume on its own grid; the table crosses once for all windows, and is not counted."""
    wanted, values = windows(), np.random.default_rng(2).integers(-1000, 2000, (128, 160, 160)).astype(np.int16)
    facts: dict[str, Any] = {"refs": (), "frame_of_reference_uid": "1", "padding": None, "tilt_degrees": 0.0}
    grid = Grid(shape=values.shape, affine=np.eye(4)[[2, 1, 0, 3]])
    volume = Volume(values=values, slope=1.0, intercept=0.0, grid=grid, **facts)
    channels = Channels(reference=volume, volumes={"image": volume})
    assert isinstance(wanted.geometry, VolumeGeometry)
    placement = place_volume(grid, 0.0, wanted.geometry)
    read, coded = channels_reader(channels, wanted, placement), coded_channel(channels, wanted, placement)
    assert coded is not None
    z, y, x = (slice(16, 16 + side) for side in gpu_networks.ROI)
    shape = (1, gpu_networks.ORGANS, *gpu_networks.ROI)
    patch = np.empty((1, 1, *gpu_networks.ROI), np.float32)
    codes = np.empty(patch.shape, coded.codes)
    predict = session.bind("logits", shape, lambda: 3600.0)
    look_up = session.bind("logits", shape, lambda: 3600.0, coded.table)

    def host() -> object:
        read((z, y, x), patch[0])
        return predict(patch)

    def graph() -> object:
        coded.read((z, y, x), codes[0])
        return look_up(codes)

    np.testing.assert_array_equal(host(), graph())  # the same bytes
    return {
        "network alone": (patch.nbytes, lambda: predict(patch)),
        "host": (patch.nbytes, host),
        "graph": (codes.nbytes, graph),
    }


def crossing(feeds: Mapping[str, np.ndarray]) -> int:
    """Return how many bytes are given to the device."""
    return sum(values.nbytes for values in feeds.values())


def opened(weights: bytes, device: Any, wanted: Input) -> Session:  # noqa: ANN401
    """Load a network, behind its front."""
    network: Any = SimpleNamespace(model="bench:0.0.0", inputs=(wanted,), tensors=("logits",), features=None)
    loaded = load_graph(load_runtime(), weights, network, device, usable_cores())
    session = Session(loaded, network, device_of(device, loaded.get_providers()), {})
    behind = with_front(session, network, device, usable_cores())
    if not behind.reads_raw:
        raise SystemExit("The front does not make what the host makes")
    return behind


def radiographs() -> Input:
    """The input of DenseNet-121."""
    size = (gpu_networks.SIDE, gpu_networks.SIDE)
    geometry = ProjectionGeometry(kind="projection", orientation=(Direction.L, Direction.F), size=size)
    operations: tuple[Intensity, ...] = (
        ClipPercentile(op="clip_percentile", lower=1.0, upper=99.0),
        MinMax(op="minmax"),
    )
    return _input("NCHW", geometry, operations)


def windows() -> Input:
    """The input of the 3D U-Net."""
    geometry = VolumeGeometry(
        kind="volume",
        orientation=(Direction.H, Direction.P, Direction.L),
        interpolation="linear",
        window=SlidingWindow(roi=gpu_networks.ROI, overlap=0.5),
    )
    operations: tuple[Intensity, ...] = (
        Clip(op="clip", lower=-1000.0, upper=1000.0),
        Scale(op="scale", factor=0.001, offset=0.0),
    )
    return _input("NCDHW", geometry, operations)


def _input(layout: Any, geometry: Any, operations: tuple[Intensity, ...]) -> Input:  # noqa: ANN401
    return Input(
        name="image", layout=layout, dtype="float32", channels=_CHANNELS, geometry=geometry, intensity=operations
    )


def radiograph(side: int) -> Image:
    """Twelve bits, as a reader of a file leaves them."""
    stored = find_levels(np.random.default_rng(1).normal(2000, 500, (side, side)).clip(0, 4095).astype(np.uint16))
    values = stored.values.astype(np.float32)
    return Image(
        ref=_REF,
        values=stored.spread(values),
        padding=None,
        monochrome1=False,
        voi=None,
        orientation=None,
        spacing=None,
        levels=replace(stored, values=values),
    )


def _figures(ways: Ways, rounds: int) -> dict[str, Any]:
    (spent,) = record.in_turns({way: run for way, (_, run) in ways.items()}, rounds, time.perf_counter)
    return {
        way: {
            "bytes": size,
            "ms": round(1000 * median(spent[way]), 2),
            "of alone": record.ratios(spent, way, "network alone"),
        }
        for way, (size, _) in ways.items()
    }


def _lines(results: record.Results) -> list[str]:
    lines: list[str] = []
    for device, found in sorted(results.items()):
        lines += [*([""] if lines else []), f"On `{device}`, one image or window at a time:", ""]
        lines += record.head("network, input, way", "bytes that cross", "ms", "time / network alone")
        for case, ways in found["cases"].items():
            for way, one in ways.items():
                lines.append(record.row([f"{case}, {way}", one["bytes"], one["ms"], record.spread(one["of alone"])]))
        lines += [
            "",
            f"{record.load_line(len(one['of alone']), [found['load']])} {record.machine_line(found['machine'])}",
        ]
    return lines


if __name__ == "__main__":
    sys.exit(main())
