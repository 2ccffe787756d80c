"""Volume -> Conclusion, through the networks of a manifest one after the other.

In: a volume and a loaded model. Out: the findings. Each network is given the whole volume, or the box around a segment
that an earlier one found; the manifest says which, and nothing here knows what the networks are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion
from radlane.domain.input import Crop, Input, VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.output import SegmentationOutput
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box, Volume
from radlane.errors import InferenceFailed, InputRefused
from radlane.imaging.box import box_of, nonzero_box
from radlane.imaging.padding import as_wanted
from radlane.imaging.patches import patch_reader, to_network
from radlane.imaging.placement import place_volume
from radlane.imaging.restore import labels_to_source, maps_to_source_labels, planes_to_source_labels
from radlane.inference.cleanup import clean_labels
from radlane.inference.labels import LabelRule, Labels, label_values
from radlane.inference.planes import Planes
from radlane.inference.probabilities import Probabilities
from radlane.inference.running import Running
from radlane.inference.session import count_down
from radlane.inference.tiling import Slab, slide
from radlane.inference.volume_findings import conclude_volume, require_plausible
from radlane.inference.windows import lay_windows
from radlane.pipeline.lane import Site
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.watch import Watch

MOST_VALUES = 1 << 30  # of all channels that are kept at once: 2 GiB of float16
MOST_VOXELS = 1 << 30  # of a network's grid: 1 GiB of labels, and as many to run the network on


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """What a network that ran before found, on its own grid."""

    network: Network
    placement: VolumePlacement
    labels: NDArray[np.uint8]


def analyse_volume(site: Site, model: LoadedModel, volume: Volume, watch: Watch) -> Conclusion:
    """Run every network, and say what the last one found.

    Raises
    ------
    InputRefused
        Where the volume is not what the networks read, or an earlier one finds nothing to look at.
    InferenceFailed
        If a network does not run to its end in time.
    """
    *before, main = zip(model.manifest.networks, model.sessions, strict=True)
    remaining = count_down(site.inference_seconds, site.clock)
    seen: dict[str, _Seen] = {}
    for network, session in before:
        with watch.step(f"infer {network.id}"):
            seen[network.id] = _look(network, session, volume, seen, remaining)
    network, session = main
    with watch.step("infer"):
        labels = _label(network, session, volume, seen, remaining)
    with watch.step("conclude"):
        output = _output(network)
        clean_labels(labels, output.segments, volume.grid.voxel_ml)
        _require_agreement(network, labels, seen, volume)
        return conclude_volume(output, labels, volume)


def _look(
    network: Network, session: Running, volume: Volume, seen: dict[str, _Seen], remaining: Callable[[], float]
) -> _Seen:
    """Label a network's own grid."""
    placement = _place(network, volume, seen)
    _require_room(network, placement, volume, whole=False)
    output = _output(network)
    labels = Labels(placement.shape, _rule(output))
    for slab in _slabs(network, session, volume, placement, seen, remaining):
        labels.add(slab)
    voxel_ml = volume.grid.voxel_ml * placement.box.voxels / max(1, labels.values.size)
    clean_labels(labels.values, output.segments, voxel_ml)
    require_plausible(output, labels.values, volume)
    return _Seen(network=network, placement=placement, labels=labels.values)


def _label(
    network: Network, session: Running, volume: Volume, seen: dict[str, _Seen], remaining: Callable[[], float]
) -> NDArray[np.uint8]:
    """Label the source grid: where values were interpolated on the way there, they are on the way back too.

    Where the network's planes lie along the source's slices, these are labelled while the network still runs.
    """
    placement = _place(network, volume, seen)
    labelled = placement.interpolation == "nearest" or placement.turned == placement.shape
    along = placement.axes[0] == 0
    _require_room(network, placement, volume, whole=not (labelled or along))
    output = _output(network)
    rule = _rule(output)
    slabs = _slabs(network, session, volume, placement, seen, remaining)
    if labelled:
        labels = Labels(placement.shape, rule)
        for slab in slabs:
            labels.add(slab)
        return labels_to_source(labels.values, placement)
    activated = replace(rule, activation="none")  # what is kept is activated
    kept = np.float32 if output.activation == "none" else np.float16  # probabilities lie between 0 and 1

    def decide(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        return label_values(values, activated)

    if along:
        planes = Planes(slabs, placement.shape[1], output.activation, kept)
        restored = planes_to_source_labels(planes.plane, _channels(output), placement, decide)
        planes.finish()
        return restored
    maps = Probabilities(_channels(output), placement.shape, output.activation, kept)
    for slab in slabs:
        maps.add(slab)
    return maps_to_source_labels(maps.values, placement, decide)


def _slabs(
    network: Network,
    session: Running,
    volume: Volume,
    placement: VolumePlacement,
    seen: dict[str, _Seen],
    remaining: Callable[[], float],
) -> Iterable[Slab]:
    """The raw values on the network's grid, from its first plane to its last."""
    (wanted,) = network.inputs
    earlier = {name: stage.placement for name, stage in seen.items()}
    window = _geometry(wanted).window
    output = _output(network)
    if window is None:
        values = to_network(volume, wanted, placement, earlier)
        found = session.run({wanted.name: values[None, None]}, remaining())[output.name]
        if found.shape != (1, _channels(output), *placement.shape):
            raise InferenceFailed(
                "The network's output does not fit its input", uid=network.model, why="it has another grid"
            )
        return (Slab(z=z, values=found[0, :, z : z + 1]) for z in range(placement.shape[0]))
    windows = lay_windows(placement.shape, window.roi, window.overlap, window.blend)
    batch = min(window.batch, len(windows))
    predict = session.bind(output.name, (batch, _channels(output), *window.roi), remaining)
    read = patch_reader(volume, wanted, placement, earlier)
    pad = _geometry(wanted).pad
    return slide(windows, read, predict, channels=(1, _channels(output)), batch=batch, pad=pad)


def _place(network: Network, volume: Volume, seen: dict[str, _Seen]) -> VolumePlacement:
    geometry = _geometry(network.inputs[0])
    box = None if geometry.crop is None else _box(geometry.crop, seen[geometry.crop.stage], volume)
    box = nonzero_box(as_wanted(volume, geometry)) if geometry.crop_nonzero else box
    return place_volume(volume.grid, volume.tilt_degrees, geometry, box)


def _require_room(network: Network, placement: VolumePlacement, volume: Volume, *, whole: bool) -> None:
    """Refuse a grid that is too large; `whole`: the values of all its planes are kept, not those of a window's."""
    window = _geometry(network.inputs[0]).window
    depth, height, width = placement.shape
    planes = depth if whole or window is None else min(depth, window.roi[0])
    for found, most, what in (
        (planes * height * width * _channels(_output(network)), MOST_VALUES, "values"),
        (depth * height * width, MOST_VOXELS, "voxels"),
    ):
        if found > most:
            raise InputRefused(
                ReasonCode.IMAGE_TOO_LARGE,
                f"On the network's grid there would be more than {most} {what}",
                uid=volume.refs[0].series_instance_uid,
            )


def _box(crop: Crop, stage: _Seen, volume: Volume) -> Box:
    box = box_of(stage.labels, _number(stage.network, crop.segment), stage.placement, crop)
    if box is None:
        raise InputRefused(
            ReasonCode.INPUT_NOT_ACCEPTABLE,
            f"The model's first look ({crop.stage}) does not find what it reads ({crop.segment})",
            uid=volume.refs[0].series_instance_uid,
        )
    return box


def _require_agreement(network: Network, labels: NDArray[np.uint8], seen: dict[str, _Seen], volume: Volume) -> None:
    """Refuse where the main network contradicts the one that found its box."""
    crop = _geometry(network.inputs[0]).crop
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
    return [item.id for item in _output(network).segments].index(segment) + 1


def _geometry(wanted: Input) -> VolumeGeometry:
    assert isinstance(wanted.geometry, VolumeGeometry)  # the manifest reads volumes
    return wanted.geometry


def _output(network: Network) -> SegmentationOutput:
    (output,) = (output for output in network.outputs if isinstance(output, SegmentationOutput))
    return output


def _channels(output: SegmentationOutput) -> int:
    return len(output.segments) + len(output.background)


def _rule(output: SegmentationOutput) -> LabelRule:
    return LabelRule(
        channels=tuple(segment.channel for segment in output.segments),
        activation=output.activation,
        threshold=output.threshold,
    )
