"""The benchmark of what crosses: bytes and ways, as far as a CPU can tell."""

from __future__ import annotations

import gpu_networks
from gpu_bus import of_radiograph, opened, radiograph, radiographs
from radlane.inference.devices import CPU_PROVIDER, choose_device


def test_a_radiograph_crosses_as_it_is_stored_or_as_a_tensor() -> None:
    device = choose_device("cpu", (CPU_PROVIDER,))
    session = opened(gpu_networks.densenet121().SerializeToString(), device, radiographs())
    ways = of_radiograph(radiograph(300), session)
    table, places = 4 << 16, 8 * 6
    assert {way: size for way, (size, _) in ways.items()} == {
        "network alone": 4 * 224 * 224,
        "host": 4 * 224 * 224,
        "graph": 2 * 300 * 300 + table + places,
    }
    for _, run in ways.values():
        run()
