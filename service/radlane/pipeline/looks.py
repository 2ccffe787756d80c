"""What networks before the main one found in a volume, and where that lets the next one look.

In: the labels of a look, and what a manifest says of its crop. Out: a box of the source volume; a refusal where two
looks do not agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Crop, Input, VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.out_of_distribution import Distance
from radlane.domain.output import SegmentationOutput
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box, Volume
from radlane.errors import InputRefused
from radlane.imaging.box import box_of
from radlane.imaging.restore import labels_to_source


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a network that ran before found, on its own grid; `distance` is how far it lies from valid ones."""

    network: Network
    placement: VolumePlacement
    labels: NDArray[np.uint8]
    distance: Distance | None = None


def box_of_look(crop: Crop, stage: Seen, volume: Volume) -> Box:
    """Return the box around what a look found.

    Raises
    ------
    InputRefused
        `input-not-acceptable` where it found nothing.
    """
    box = box_of(stage.labels, _number(stage.network, crop.segment), stage.placement, crop)
    if box is None:
        raise InputRefused(
            ReasonCode.INPUT_NOT_ACCEPTABLE,
            f"The model's first look ({crop.stage}) does not find what it reads ({crop.segment})",
            uid=volume.refs[0].series_instance_uid,
        )
    return box


def require_agreement(network: Network, labels: NDArray[np.uint8], seen: Mapping[str, Seen], volume: Volume) -> None:
    """Refuse where the main network contradicts the one that found its box.

    Raises
    ------
    InputRefused
        `input-not-acceptable`.
    """
    crop = geometry_of(network.inputs[0]).crop
    if crop is None or crop.agreement == 0:
        return
    stage = seen[crop.stage]
    first = labels_to_source(stage.labels, stage.placement) == _number(stage.network, crop.segment)
    last = labels == _number(network, crop.segment)
    common = np.count_nonzero(first & last)
    if 2 * common < crop.agreement * (np.count_nonzero(first) + np.count_nonzero(last)):
        raise InputRefused(
            ReasonCode.INPUT_NOT_ACCEPTABLE,
            f"The model's two looks do not agree on what they read ({crop.segment})",
            uid=volume.refs[0].series_instance_uid,
        )


def _number(network: Network, segment: str) -> int:
    """A segment's number in the labels of its network."""
    return [item.id for item in segmentation_of(network).segments].index(segment) + 1


def geometry_of(wanted: Input) -> VolumeGeometry:
    """Return how an input of a network on volumes is laid on its grid."""
    assert isinstance(wanted.geometry, VolumeGeometry)  # the manifest reads volumes
    return wanted.geometry


def segmentation_of(network: Network) -> SegmentationOutput:
    """The segmentation of a network that has one: of those before the main one the manifest says so."""
    (output,) = (output for output in network.outputs if isinstance(output, SegmentationOutput))
    return output
