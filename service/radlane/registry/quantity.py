"""What the values of inputs may be.

In: a manifest. Out: what is wrong, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.input import VolumeGeometry
from radlane.domain.model import Manifest

_KEY = "inputs.quantity"


def complain_of_quantity(manifest: Manifest) -> list[str]:
    """Return what is wrong with the quantities of a manifest's networks, which all look at the same values."""
    wanted = [*(item for stage in manifest.before for item in stage.inputs), *manifest.inputs]
    wrong = []
    if len({item.quantity for item in wanted}) > 1:
        wrong.append(f"{_KEY}: the same for every network")
    of_suv = [item for item in wanted if item.quantity != "as-stored"]
    modalities = {modality for item in of_suv for channel in item.channels for modality in channel.select.modalities}
    if modalities - {"PT"} or not all(isinstance(item.geometry, VolumeGeometry) for item in of_suv):
        wrong.append(f"{_KEY}: only volumes of the modality PT have an SUV")
    return wrong
