"""What the values of inputs may be.

In: a manifest. Out: what is wrong, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.input import VolumeGeometry
from radlane.domain.model import Manifest

_KEY = "inputs.quantity"


def complain_of_quantity(manifest: Manifest) -> list[str]:
    """Return what is wrong with the quantities of a manifest's channels; that networks agree, `channels` says."""
    wanted = [*(item for stage in manifest.before for item in stage.inputs), *manifest.inputs]
    of_suv = [
        (item, channel) for item in wanted for channel in item.channels if item.quantity_of(channel) != "as-stored"
    ]
    modalities = {modality for _, channel in of_suv for modality in channel.select.modalities}
    if modalities - {"PT"} or not all(isinstance(item.geometry, VolumeGeometry) for item, _ in of_suv):
        return [f"{_KEY}: only volumes of the modality PT have an SUV"]
    return []
