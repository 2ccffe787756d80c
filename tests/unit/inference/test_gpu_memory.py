"""The driver's answers, as numbers; a machine without a driver has no GPU."""

from __future__ import annotations

import pytest

from radlane.inference.gpu_memory import first_cards, load_driver, read_memory
from support.nvml import LOST, PARTS, UUIDS, Driver

BUS = {"CUDA_DEVICE_ORDER": "PCI_BUS_ID"}


def test_bytes_in_use_and_in_all() -> None:
    assert read_memory(Driver()) == ((1 << 30, 16 << 30), (2 << 30, 16 << 30))


def test_a_gpu_that_does_not_answer_keeps_its_number() -> None:
    for driver in (Driver(handle=LOST), Driver(memory=LOST)):
        assert read_memory(driver) == ((1 << 30, 16 << 30), (0, 0))


def test_without_a_driver_there_is_none() -> None:
    assert load_driver("libnothing-of-this-name.so.1") is None
    assert load_driver("libc.so.6") is None  # a library, but no driver
    assert read_memory(None) == ()
    assert read_memory(Driver(count=LOST)) == ()


@pytest.mark.parametrize(
    ("environ", "cards"),
    [
        ({}, (0, 1)),  # the fastest, whichever that is
        ({"CUDA_DEVICE_ORDER": "FASTEST_FIRST"}, (0, 1)),
        ({"CUDA_VISIBLE_DEVICES": "1"}, (0, 1)),
        (BUS, (0,)),
        ({**BUS, "CUDA_VISIBLE_DEVICES": "1,0"}, (1,)),
        ({**BUS, "CUDA_VISIBLE_DEVICES": " 1 , 7"}, (1,)),
        ({"CUDA_VISIBLE_DEVICES": UUIDS[1]}, (1,)),
        ({"CUDA_VISIBLE_DEVICES": "GPU-89a"}, (1,)),
        ({"CUDA_VISIBLE_DEVICES": "GPU-89a,0"}, (1,)),
    ],
)
def test_the_card_that_cuda_calls_its_first(environ: dict[str, str], cards: tuple[int, ...]) -> None:
    assert numbers(Driver(), environ) == tuple(1 + card for card in cards)


def numbers(driver: Driver | None, environ: dict[str, str]) -> tuple[int | None, ...]:
    return tuple(handle.value for handle in first_cards(driver, environ))


@pytest.mark.parametrize(
    ("environ", "parts", "handles"),
    [
        ({"CUDA_VISIBLE_DEVICES": PARTS[1]}, 2, (13,)),
        ({"CUDA_VISIBLE_DEVICES": f"{PARTS[0]},{PARTS[1]}"}, 2, (11,)),
        ({"CUDA_VISIBLE_DEVICES": PARTS[1]}, 1, ()),  # it is no more
        ({"CUDA_VISIBLE_DEVICES": PARTS[0][:12]}, 2, ()),
        ({"CUDA_VISIBLE_DEVICES": "MIG-\u00b2"}, 2, ()),
        ({**BUS, "CUDA_VISIBLE_DEVICES": "1"}, 1, (11,)),  # CUDA never sees the whole of it
        ({"CUDA_VISIBLE_DEVICES": UUIDS[1]}, 2, (11, 13)),
        ({}, 2, (1, 11, 13)),
        (BUS, 2, (1,)),
    ],
)
def test_a_part_of_a_gpu(environ: dict[str, str], parts: int, handles: tuple[int, ...]) -> None:
    assert numbers(Driver(parts=parts), environ) == handles
    assert read_memory(Driver(parts=parts)) == read_memory(Driver()), "what a site looks at is whole GPUs"


def test_a_driver_that_is_too_old_for_parts() -> None:
    old = Driver(parts=1)
    old.nvmlDeviceGetMigMode = None  # type: ignore[method-assign, assignment]
    assert numbers(old, {**BUS, "CUDA_VISIBLE_DEVICES": "1"}) == (2,)


@pytest.mark.parametrize("chosen", ["", "-1", "2", "NoDevFiles", "GPU-89", "GPU-0", "\u00b2", "9" * 5000])
def test_a_choice_of_no_card(chosen: str) -> None:
    """GPU-89 is the beginning of both UUIDs: CUDA then sees none."""
    assert first_cards(Driver(), {**BUS, "CUDA_VISIBLE_DEVICES": chosen}) == ()


def test_without_a_driver_no_card_is_the_first() -> None:
    assert first_cards(None, {}) == ()
    assert first_cards(None, {"CUDA_VISIBLE_DEVICES": PARTS[0]}) == ()
    assert first_cards(Driver(handle=LOST), {"CUDA_VISIBLE_DEVICES": UUIDS[1]}) == ()
