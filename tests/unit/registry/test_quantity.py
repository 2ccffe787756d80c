"""What the values of inputs may be."""

from __future__ import annotations

from dataclasses import replace

from radlane.domain.model import Manifest
from radlane.registry.quantity import complain_of_quantity
from support.choices import IMAGES, VOLUMES, selecting


def of_suv(manifest: Manifest) -> Manifest:
    return replace(manifest, inputs=tuple(replace(item, quantity="suv-body-weight") for item in manifest.inputs))


def test_an_suv_is_of_volumes_of_pet() -> None:
    pet = of_suv(selecting(VOLUMES, modalities=("PT",)))
    assert complain_of_quantity(pet) == []
    assert complain_of_quantity(VOLUMES) == []
    only = ["inputs.quantity: only volumes of the modality PT have an SUV"]
    assert complain_of_quantity(of_suv(VOLUMES)) == only
    assert complain_of_quantity(of_suv(selecting(IMAGES, modalities=("PT",)))) == only


def test_a_channel_says_its_own() -> None:
    (source,) = VOLUMES.inputs
    (channel,) = source.channels
    suv = replace(channel, id="pet", quantity="suv-body-weight")
    pet = replace(suv, select=replace(channel.select, modalities=("PT",)))
    assert complain_of_quantity(replace(VOLUMES, inputs=(replace(source, channels=(channel, pet)),))) == []
    assert complain_of_quantity(replace(VOLUMES, inputs=(replace(source, channels=(channel, suv)),))) != []
