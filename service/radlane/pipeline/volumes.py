"""Volume -> Conclusion, through the networks of a manifest one after the other.

In: the volumes of a model's channels, and a loaded model. Out: the findings. Each network is given the whole volume, or
the box around a segment that an earlier one found; the manifest says which, and nothing here knows what the networks
are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from radlane.domain.channels import Channels, is_on_own_grid
from radlane.domain.finding import Conclusion
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.input import Crop, Input, VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.out_of_distribution import Distance
from radlane.domain.output import GateOutput, SegmentationOutput
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import Outputs, VolumePlacement
from radlane.domain.volume import Box, Volume
from radlane.errors import InferenceFailed, InputRefused
from radlane.imaging.box import box_of
from radlane.imaging.boxes import boxes_to_volume
from radlane.imaging.channels import channels_reader, channels_to_network, count_sampled, nonzero_part
from radlane.imaging.placement import place_volume
from radlane.imaging.restore import labels_to_source, maps_to_source_labels, planes_to_source_labels
from radlane.inference.cleanup import clean_labels
from radlane.inference.ground import ground_of_volume
from radlane.inference.labels import LabelRule, Labels, label_values
from radlane.inference.layouts import channels_of
from radlane.inference.planes import Planes
from radlane.inference.probabilities import Probabilities
from radlane.inference.running import Predict, Running
from radlane.inference.session import count_down
from radlane.inference.tiling import Slab, slide
from radlane.inference.volume_findings import conclude_volume, require_plausible
from radlane.inference.whole import conclude_whole, join, pass_gates
from radlane.inference.windows import lay_windows
from radlane.pipeline.choosing import of_channel
from radlane.pipeline.familiarity import features_in, require_familiar
from radlane.pipeline.lane import Site
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.siding import give_side
from radlane.pipeline.watch import Watch

Judge = Callable[[Network, Sequence[NDArray[np.float32]], str], Distance | None]
MOST_VALUES = (
    1 << 30
)  # of all channels that are kept at once: 2 GiB of float16; 4 GiB of float32 that the network reads
MOST_VOXELS = 1 << 30  # of a network's grid: 1 GiB of labels, and as many to run the network on


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """What a network that ran before found, on its own grid."""

    network: Network
    placement: VolumePlacement
    labels: NDArray[np.uint8]
    distance: Distance | None


@dataclass(frozen=True, kw_only=True)
class _Work:
    """One network on its part of the volume.

    Attributes
    ----------
    placement : VolumePlacement
        Of the reference; the other channels are brought to the same grid.
    seen : mapping of str to _Seen
        What networks before it found.
    remaining : callable
        Seconds that are left.
    judge : callable
        Refuses what is unlike valid volumes (`require_familiar`).
    features : list of float32 [n, k]
        What the network gives of it in each run.
    """

    network: Network
    session: Running
    channels: Channels
    placement: VolumePlacement
    seen: Mapping[str, _Seen]
    remaining: Callable[[], float]
    judge: Judge
    features: list[NDArray[np.float32]] = field(default_factory=list)

    @property
    def volume(self) -> Volume:
        """The reference."""
        return self.channels.reference

    def distance(self) -> Distance | None:
        """How far the volume lies from valid ones, now that the network has seen all of it."""
        return self.judge(self.network, self.features, self.volume.refs[0].series_instance_uid)


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What the main network said.

    Attributes
    ----------
    labels : uint8 [z, y, x] or None
        Of the source volume; None where nothing is segmented.
    outputs : Outputs
        Raw values by ONNX name; none of a network that sees a part at a time.
    """

    placement: VolumePlacement
    labels: NDArray[np.uint8] | None
    outputs: Outputs


def analyse_volume(site: Site, model: LoadedModel, channels: Channels, watch: Watch) -> Conclusion:
    """Run every network, and say what the last one found of the reference.

    Raises
    ------
    InputRefused
        Where the volumes are not what the networks read, or an earlier one finds nothing to look at.
    InferenceFailed
        If a network does not run to its end in time.
    """
    *before, main = zip(model.manifest.networks, model.sessions, strict=True)
    remaining = count_down(site.inference_seconds, site.clock)
    seen: dict[str, _Seen] = {}
    work_on = partial(_Work, channels=channels, seen=seen, remaining=remaining, judge=partial(require_familiar, model))
    for network, session in before:
        with watch.step(f"infer {network.id}"):
            placement = _place(network, channels, seen)
            seen[network.id] = _look(work_on(network=network, session=session, placement=placement))
    network, session = main
    with watch.step("infer"):
        work = work_on(network=network, session=session, placement=_place(network, channels, seen))
        said = _ask(work)
    with watch.step("conclude"):
        found = _conclude(work, said)
    of_image = _geometry(network.inputs[0]).laterality == "of-image"
    return give_side(found, channels.reference.laterality) if of_image else found


def _look(work: _Work) -> _Seen:
    """Label a network's own grid."""
    network, placement, volume = work.network, work.placement, work.volume
    _require_room(work, whole=False)
    output = _segmentation(network)
    labels = Labels(placement.shape, _rule(output))
    for slab in _slabs(work, output):
        labels.add(slab)
    distance = work.distance()
    voxel_ml = volume.grid.voxel_ml * placement.box.voxels / max(1, labels.values.size)
    clean_labels(labels.values, output.segments, voxel_ml)
    require_plausible(output, labels.values, volume)
    return _Seen(network=network, placement=placement, labels=labels.values, distance=distance)


def _ask(work: _Work) -> _Said:
    """Run the main network, on windows or on the whole grid at once."""
    placement = work.placement
    output = next((one for one in work.network.outputs if isinstance(one, SegmentationOutput)), None)
    _require_room(work, whole=not (_is_labelled(placement) or placement.axes[0] == 0))
    if _geometry(work.network.inputs[0]).window is not None:
        assert output is not None  # the manifest: what sees a part at a time says nothing else
        return _Said(placement=placement, labels=_label(work, output, _windows(work, output)), outputs={})
    outputs = dict(_run_whole(work))
    # maps are large: they go when they are labelled
    labels = None if output is None else _label(work, output, _planes(work, outputs.pop(output.name)))
    return _Said(placement=placement, labels=labels, outputs=outputs)


def _label(work: _Work, output: SegmentationOutput, slabs: Iterable[Slab]) -> NDArray[np.uint8]:
    """Label the source grid: where values were interpolated on the way there, they are on the way back too.

    Where the network's planes lie along the source's slices, these are labelled while the network still runs.
    """
    placement, rule = work.placement, _rule(output)
    if _is_labelled(placement):
        labels = Labels(placement.shape, rule)
        for slab in slabs:
            labels.add(slab)
        return labels_to_source(labels.values, placement)
    activated = replace(rule, activation="none")  # what is kept is activated
    kept = np.float32 if output.activation == "none" else np.float16  # probabilities lie between 0 and 1

    def decide(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        return label_values(values, activated)

    if placement.axes[0] == 0:
        planes = Planes(slabs, placement.shape[1], output.activation, kept)
        restored = planes_to_source_labels(planes.plane, channels_of(output), placement, decide)
        planes.finish()
        return restored
    maps = Probabilities(channels_of(output), placement.shape, output.activation, kept)
    for slab in slabs:
        maps.add(slab)
    return maps_to_source_labels(maps.values, placement, decide)


def _is_labelled(placement: VolumePlacement) -> bool:
    """Whether labels are made on the network's own grid: nothing was interpolated on the way there."""
    return placement.interpolation == "nearest" or placement.turned == placement.shape


def _conclude(work: _Work, said: _Said) -> Conclusion:
    """Say what each output of the main network means, if its gates and its features let it."""
    network, seen, volume = work.network, work.seen, work.volume
    pass_gates(network.outputs, said.outputs, volume.refs[0].series_instance_uid)
    distances = [*(stage.distance for stage in seen.values()), work.distance()]
    ground = ground_of_volume(
        volume, network.model, said.placement.shape, lambda boxes: boxes_to_volume(boxes, said.placement)
    )
    parts = []
    for output in network.outputs:
        if isinstance(output, SegmentationOutput):
            assert said.labels is not None  # there is a segmentation
            clean_labels(said.labels, output.segments, volume.grid.voxel_ml)
            _require_agreement(network, said.labels, seen, volume)
            parts.append(conclude_volume(output, said.labels, volume))
        elif not isinstance(output, GateOutput | FrameChoiceOutput):  # frames are of clips only
            parts.append(conclude_whole(output, said.outputs, ground))
    return replace(join(parts), distance=next((one for one in distances if one is not None), None))


def _slabs(work: _Work, output: SegmentationOutput) -> Iterable[Slab]:
    """The raw values of a segmentation on the network's grid, from its first plane to its last."""
    if _geometry(work.network.inputs[0]).window is not None:
        return _windows(work, output)
    return _planes(work, _run_whole(work)[output.name])


def _run_whole(work: _Work) -> Outputs:
    """The raw values of one run on the whole grid."""
    feeds = {wanted.name: _feed(work, wanted)[None] for wanted in work.network.inputs}
    outputs = work.session.run(feeds, work.remaining())
    work.features.extend(features_in(work.network, outputs))
    for output in work.network.outputs:
        if isinstance(output, SegmentationOutput):
            _require_grid(work, outputs[output.name], channels_of(output))
    return outputs


def _feed(work: _Work, wanted: Input) -> NDArray[np.float32]:
    """What an input is given: on the grid of the reference, or an earlier study turned and stretched by itself."""
    volumes = work.channels.volumes
    own = [channel for channel in wanted.channels if channel.id in volumes] if is_on_own_grid(wanted) else []
    if not own:
        return channels_to_network(work.channels, wanted, work.placement, _placements(work))
    reference = replace(volumes[own[0].id])  # another object: a reference is not asked whether it shows anything
    try:
        placement = place_volume(reference.grid, reference.tilt_degrees, _geometry(wanted))
        return channels_to_network(Channels(reference=reference, volumes=volumes), wanted, placement)
    except InputRefused as refusal:
        raise of_channel(own[0], refusal) from refusal


def _require_grid(work: _Work, found: NDArray[np.float32], channels: int) -> None:
    if found.shape != (1, channels, *work.placement.shape):
        raise InferenceFailed(
            "The network's output does not fit its input", uid=work.network.model, why="it has another grid"
        )


def _planes(work: _Work, found: NDArray[np.float32]) -> Iterable[Slab]:
    return (Slab(z=z, values=found[0, :, z : z + 1]) for z in range(work.placement.shape[0]))


def _windows(work: _Work, output: SegmentationOutput) -> Iterable[Slab]:
    """The raw values of many runs, each on a part of the grid."""
    (wanted,) = work.network.inputs
    geometry = _geometry(wanted)
    window = geometry.window
    assert window is not None  # who calls has looked
    windows = lay_windows(work.placement.shape, window.roi, window.overlap, window.blend)
    batch, channels = min(window.batch, len(windows)), channels_of(output)
    predict = _predict(work, output, (batch, channels, *window.roi))
    read = channels_reader(work.channels, wanted, work.placement, _placements(work))
    return slide(windows, read, predict, channels=(len(wanted.channels), channels), batch=batch, pad=geometry.pad)


def _predict(work: _Work, output: SegmentationOutput, shape: tuple[int, ...]) -> Predict:
    """The network on windows; where it gives features too, it is run without a buffer of its own for the one output."""
    if work.network.features is None:
        return work.session.bind(output.name, shape, work.remaining)
    (wanted,) = work.network.inputs

    def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
        outputs = work.session.run({wanted.name: patches}, work.remaining())
        work.features.extend(features_in(work.network, outputs))
        return outputs[output.name]

    return predict


def _placements(work: _Work) -> dict[str, VolumePlacement]:
    return {name: stage.placement for name, stage in work.seen.items()}


def _place(network: Network, channels: Channels, seen: Mapping[str, _Seen]) -> VolumePlacement:
    geometry, volume = _geometry(network.inputs[0]), channels.reference
    box = None if geometry.crop is None else _box(geometry.crop, seen[geometry.crop.stage], volume)
    box = nonzero_part(channels, network.inputs, geometry) if geometry.crop_nonzero else box
    return place_volume(volume.grid, volume.tilt_degrees, geometry, box)


def _require_room(work: _Work, *, whole: bool) -> None:
    """Refuse a grid that is too large; `whole`: the values of all its planes are kept, not those of a window's."""
    window = _geometry(work.network.inputs[0]).window
    depth, height, width = work.placement.shape
    planes = depth if whole or window is None else min(depth, window.roi[0])
    channels = sum(channels_of(one) for one in work.network.outputs if isinstance(one, SegmentationOutput))
    inputs = work.network.inputs
    sampled = count_sampled(work.channels, inputs) if window else sum(len(wanted.channels) for wanted in inputs)
    for found, most, what in (
        (planes * height * width * channels, MOST_VALUES, "values"),
        (depth * height * width * sampled, MOST_VALUES, "values"),
        (depth * height * width, MOST_VOXELS, "voxels"),
    ):
        if found > most:
            raise InputRefused(
                ReasonCode.IMAGE_TOO_LARGE,
                f"On the network's grid there would be more than {most} {what}",
                uid=work.volume.refs[0].series_instance_uid,
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


def _require_agreement(network: Network, labels: NDArray[np.uint8], seen: Mapping[str, _Seen], volume: Volume) -> None:
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
    return [item.id for item in _segmentation(network).segments].index(segment) + 1


def _geometry(wanted: Input) -> VolumeGeometry:
    assert isinstance(wanted.geometry, VolumeGeometry)  # the manifest reads volumes
    return wanted.geometry


def _segmentation(network: Network) -> SegmentationOutput:
    """The segmentation of a network that has one: of those before the main one the manifest says so."""
    (output,) = (output for output in network.outputs if isinstance(output, SegmentationOutput))
    return output


def _rule(output: SegmentationOutput) -> LabelRule:
    return LabelRule(
        channels=tuple(segment.channel for segment in output.segments),
        activation=output.activation,
        threshold=output.threshold,
    )
