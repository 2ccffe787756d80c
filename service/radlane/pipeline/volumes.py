"""Volume -> Conclusion, through the networks of a manifest one after the other.

In: the volumes of a model's channels, and a loaded model. Out: the findings. Each network is given the whole volume, or
the box around a segment that an earlier one found; the manifest says which, and nothing here knows what the networks
are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray

from radlane.domain.channels import Channels, is_on_own_grid
from radlane.domain.finding import Conclusion
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.input import Input
from radlane.domain.model import Network
from radlane.domain.out_of_distribution import Distance
from radlane.domain.output import GateOutput, SegmentationOutput
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import Outputs, VolumePlacement
from radlane.domain.uncertainty import SURE, Flip, Uncertainty
from radlane.domain.volume import Volume
from radlane.errors import InferenceFailed, InputRefused
from radlane.imaging.boxes import boxes_to_volume
from radlane.imaging.channels import channels_reader, channels_to_network, coded_channel, count_sampled, nonzero_part
from radlane.imaging.patches import Coded
from radlane.imaging.placement import place_volume
from radlane.imaging.restore import labels_to_source, map_to_source, maps_to_source_labels, planes_to_source_labels
from radlane.inference.class_doubt import Answer, answer_of, doubt_classes
from radlane.inference.cleanup import clean_labels
from radlane.inference.ground import Ground, ground_of_volume
from radlane.inference.labels import LabelRule, Labels, label_values
from radlane.inference.layouts import channels_of
from radlane.inference.planes import Planes
from radlane.inference.probabilities import Probabilities
from radlane.inference.running import Predict, Running
from radlane.inference.session import count_down
from radlane.inference.tiling import Slab, slide
from radlane.inference.volume_doubt import VolumeDoubt
from radlane.inference.volume_findings import conclude_volume, require_plausible
from radlane.inference.whole import conclude_whole, join, pass_gates
from radlane.inference.windows import Windows, lay_windows
from radlane.pipeline.asking import predict_flipped, run_flipped
from radlane.pipeline.choosing import of_channel
from radlane.pipeline.familiarity import features_in, require_familiar
from radlane.pipeline.lane import Site
from radlane.pipeline.looks import Seen, box_of_look, geometry_of, require_agreement, segmentation_of
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.siding import give_side
from radlane.pipeline.watch import Watch

Judge = Callable[[Network, Sequence[NDArray[np.float32]], str], Distance | None]
MOST_VALUES = (
    1 << 30
)  # of all channels that are kept at once: 2 GiB of float16; 4 GiB of float32 that the network reads
MOST_VOXELS = 1 << 30  # of a network's grid: 1 GiB of labels, and as many to run the network on


@dataclass(frozen=True, kw_only=True)
class Work:
    """One network on its part of the volume.

    Attributes
    ----------
    placement : VolumePlacement
        Of the reference; the other channels are brought to the same grid.
    sessions : tuple of Running
        The network's, and those of its ensemble.
    seen : mapping of str to Seen
        What networks before it found.
    wanted : Uncertainty
        How it is asked how sure it is.
    remaining : callable
        Seconds that are left.
    judge : callable
        Refuses what is unlike valid volumes (`require_familiar`).
    features : list of float32 [n, k]
        What the network gives of it in each run.
    """

    network: Network
    sessions: tuple[Running, ...]
    channels: Channels
    placement: VolumePlacement
    seen: Mapping[str, Seen]
    remaining: Callable[[], float]
    judge: Judge
    wanted: Uncertainty = SURE
    features: list[NDArray[np.float32]] = field(default_factory=list)

    @property
    def runs(self) -> tuple[tuple[Running, Flip | None], ...]:
        """What is run for one answer: each session on each flip; the first is the network itself, as it is."""
        flips: tuple[Flip | None, ...] = (None, *self.wanted.augmentations)
        return tuple(product(self.sessions, flips))

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
    answer : Answer
        Raw values of all runs by ONNX name; none of a network that sees a part at a time, and no maps.
    doubt : VolumeDoubt or None
        What was seen of the runs' segments.
    """

    placement: VolumePlacement
    labels: NDArray[np.uint8] | None
    answer: Answer
    doubt: VolumeDoubt | None


def analyse_volume(site: Site, model: LoadedModel, channels: Channels, watch: Watch) -> Conclusion:
    """Run every network, and say what the last one found of the reference.

    Raises
    ------
    InputRefused
        Where the volumes are not what the networks read, or an earlier one finds nothing to look at.
    InferenceFailed
        If a network does not run to its end in time.
    """
    work = main_work(site, model, channels, watch)
    with watch.step("infer"):
        said = _ask(work)
    with watch.step("conclude"):
        found = _doubt(model, _conclude(work, said), said, channels.reference)
    of_image = geometry_of(work.network.inputs[0]).laterality == "of-image"
    return give_side(found, channels.reference.laterality) if of_image else found


def main_work(site: Site, model: LoadedModel, channels: Channels, watch: Watch) -> Work:
    """Run the networks before the main one, and return what is left to do; otherwise as `analyse_volume`."""
    before = list(zip(model.manifest.networks, model.sessions, strict=True))[: len(model.manifest.before)]
    remaining, judge = count_down(site.inference_seconds, site.clock), partial(require_familiar, model)
    seen: dict[str, Seen] = {}
    work_on = partial(Work, channels=channels, seen=seen, remaining=remaining, judge=judge)
    for network, session in before:
        with watch.step(f"infer {network.id}"):
            placement = _place(network, channels, seen)
            seen[network.id] = _look(work_on(network=network, sessions=(session,), placement=placement))
    network, sessions = model.manifest.networks[-1], (model.session, *model.members)
    placement = _place(network, channels, seen)
    return work_on(network=network, sessions=sessions, placement=placement, wanted=model.manifest.uncertainty)


def _look(work: Work) -> Seen:
    """Label a network's own grid."""
    network, placement, volume = work.network, work.placement, work.volume
    require_room(work, whole=False)
    output = segmentation_of(network)
    labels = Labels(placement.shape, _rule(output))
    for (slab,) in _slabs(work, output):
        labels.add(slab)
    distance = work.distance()
    voxel_ml = volume.grid.voxel_ml * placement.box.voxels / max(1, labels.values.size)
    clean_labels(labels.values, output.segments, voxel_ml)
    require_plausible(output, labels.values, volume)
    return Seen(network=network, placement=placement, labels=labels.values, distance=distance)


def _ask(work: Work) -> _Said:
    """Run the main network, on windows or on the whole grid at once."""
    placement = work.placement
    output = next((one for one in work.network.outputs if isinstance(one, SegmentationOutput)), None)
    require_room(work, whole=not (_is_labelled(placement) or placement.axes[0] == 0))
    doubt = None if output is None else VolumeDoubt(work.wanted, placement.shape, _rule(output))
    if geometry_of(work.network.inputs[0]).window is not None:
        assert output is not None  # the manifest: what sees a part at a time says nothing else
        assert doubt is not None  # as above
        parts = _label(work, output, doubt.watch(_windows(work, output)))
        return _Said(placement=placement, labels=parts, answer=Answer(runs=(), pooled={}), doubt=doubt)
    runs = [dict(outputs) for outputs in _run_whole(work)]
    labels = None
    if output is not None and doubt is not None:  # maps are large: they go when they are labelled
        labels = _label(work, output, doubt.watch(_planes(work, [run.pop(output.name) for run in runs])))
    others = [one for one in work.network.outputs if one is not output]
    return _Said(placement=placement, labels=labels, answer=answer_of(runs, others), doubt=doubt)


def _label(work: Work, output: SegmentationOutput, slabs: Iterable[Slab]) -> NDArray[np.uint8]:
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


def _conclude(work: Work, said: _Said) -> Conclusion:
    """Say what each output of the main network means, if its gates and its features let it."""
    network, seen, volume = work.network, work.seen, work.volume
    pass_gates(network.outputs, said.answer.pooled, volume.refs[0].series_instance_uid)
    distances = [*(stage.distance for stage in seen.values()), work.distance()]
    ground = _ground(network, said, volume)
    parts = []
    for output in network.outputs:
        if isinstance(output, SegmentationOutput):
            assert said.labels is not None  # there is a segmentation
            clean_labels(said.labels, output.segments, volume.grid.voxel_ml)
            require_agreement(network, said.labels, seen, volume)
            parts.append(conclude_volume(output, said.labels, volume))
        elif not isinstance(output, GateOutput | FrameChoiceOutput):  # frames are of clips only
            parts.append(conclude_whole(output, said.answer.pooled, ground))
    return replace(join(parts), distance=next((one for one in distances if one is not None), None))


def _doubt(model: LoadedModel, found: Conclusion, said: _Said, volume: Volume) -> Conclusion:
    """Say how sure the model is, where the manifest asks for it."""
    wanted, network = model.manifest.uncertainty, model.manifest.networks[-1]
    if not wanted.is_asked:
        return found
    found = doubt_classes(wanted, network.outputs, said.answer, found, _ground(network, said, volume))
    if said.doubt is None:
        return found
    bits = said.doubt.bits
    return said.doubt.state(found, None if bits is None else map_to_source(bits, said.placement))


def _ground(network: Network, said: _Said, volume: Volume) -> Ground:
    return ground_of_volume(
        volume, network.model, said.placement.shape, lambda boxes: boxes_to_volume(boxes, said.placement)
    )


def _slabs(work: Work, output: SegmentationOutput) -> Iterable[tuple[Slab, ...]]:
    """The raw values of a segmentation in each run, on the network's grid, from its first plane to its last."""
    if geometry_of(work.network.inputs[0]).window is not None:
        return _windows(work, output)
    return _planes(work, [run[output.name] for run in _run_whole(work)])


def _run_whole(work: Work) -> list[Outputs]:
    """The raw values of each run on the whole grid."""
    feeds = {wanted.name: feed_input(work, wanted)[None] for wanted in work.network.inputs}
    runs: list[Outputs] = []
    for session, flip in work.runs:
        outputs = run_flipped(session, feeds, work.network, flip, work.remaining())
        work.features.extend(() if runs else features_in(work.network, outputs))
        for output in work.network.outputs:
            if isinstance(output, SegmentationOutput):
                _require_grid(work, outputs[output.name], channels_of(output))
        runs.append(outputs)
    return runs


def feed_input(work: Work, wanted: Input) -> NDArray[np.float32]:
    """What an input is given: on the grid of the reference, or an earlier study turned and stretched by itself."""
    volumes = work.channels.volumes
    own = [channel for channel in wanted.channels if channel.id in volumes] if is_on_own_grid(wanted) else []
    if not own:
        return channels_to_network(work.channels, wanted, work.placement, _placements(work))
    reference = replace(volumes[own[0].id])  # another object: a reference is not asked whether it shows anything
    try:
        placement = place_volume(reference.grid, reference.tilt_degrees, geometry_of(wanted))
        return channels_to_network(Channels(reference=reference, volumes=volumes), wanted, placement)
    except InputRefused as refusal:
        raise of_channel(own[0], refusal) from refusal


def _require_grid(work: Work, found: NDArray[np.float32], channels: int) -> None:
    if found.shape != (1, channels, *work.placement.shape):
        raise InferenceFailed(
            "The network's output does not fit its input", uid=work.network.model, why="it has another grid"
        )


def _planes(work: Work, found: Sequence[NDArray[np.float32]]) -> Iterable[tuple[Slab, ...]]:
    depth = work.placement.shape[0]
    return (tuple(Slab(z=z, values=run[0, :, z : z + 1]) for run in found) for z in range(depth))


def _windows(work: Work, output: SegmentationOutput) -> Iterable[tuple[Slab, ...]]:
    """The raw values of many runs, each on a part of the grid; each flip of a part is flipped back at once."""
    (wanted,) = work.network.inputs
    geometry = geometry_of(wanted)
    window = geometry.window
    assert window is not None  # who calls has looked
    windows = lay_windows(work.placement.shape, window.roi, window.overlap, window.blend)
    batch, channels = min(window.batch, len(windows)), channels_of(output)
    stored = _stored(work, windows)
    read = channels_reader(work.channels, wanted, work.placement, _placements(work)) if stored is None else stored.read
    pad, table = (geometry.pad, None) if stored is None else (stored.codes.type(0), stored.table)
    runs: list[Iterable[Slab]] = []
    for session, flip in work.runs:
        shape, is_judged = (batch, channels, *window.roi), not runs and work.network.features is not None
        predict = _judged(work, output) if is_judged else session.bind(output.name, shape, work.remaining, table)
        flipped = predict if flip is None else predict_flipped(predict, flip)
        sizes = (len(wanted.channels), channels)
        runs.append(slide(windows, read, flipped, channels=sizes, batch=batch, pad=pad))
    return zip(*runs, strict=True)


def _stored(work: Work, windows: Windows) -> Coded | None:
    """The windows as they are stored, where the networks take them so: each voxel is looked up where they run."""
    (wanted,) = work.network.inputs
    takes = work.network.features is None and all(session.reads_raw for session in work.sessions)
    if not takes or windows.padded != windows.volume:  # beside a volume there is nothing that could be looked up
        return None
    return coded_channel(work.channels, wanted, work.placement, _placements(work))


def _judged(work: Work, output: SegmentationOutput) -> Predict:
    """The network itself on windows, where it gives features too: it is run without a buffer for the one output."""
    (wanted,) = work.network.inputs

    def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
        outputs = work.sessions[0].run({wanted.name: patches}, work.remaining())
        work.features.extend(features_in(work.network, outputs))
        return outputs[output.name]

    return predict


def _placements(work: Work) -> dict[str, VolumePlacement]:
    return {name: stage.placement for name, stage in work.seen.items()}


def _place(network: Network, channels: Channels, seen: Mapping[str, Seen]) -> VolumePlacement:
    geometry, volume = geometry_of(network.inputs[0]), channels.reference
    box = None if geometry.crop is None else box_of_look(geometry.crop, seen[geometry.crop.stage], volume)
    box = nonzero_part(channels, network.inputs, geometry) if geometry.crop_nonzero else box
    return place_volume(volume.grid, volume.tilt_degrees, geometry, box)


def require_room(work: Work, *, whole: bool) -> None:
    """Refuse a grid that is too large, in all runs; `whole`: all planes are kept, not those of a window."""
    window = geometry_of(work.network.inputs[0]).window
    depth, height, width = work.placement.shape
    planes = depth if whole or window is None else min(depth, window.roi[0])
    channels = sum(channels_of(one) for one in work.network.outputs if isinstance(one, SegmentationOutput))
    inputs = work.network.inputs
    sampled = count_sampled(work.channels, inputs) if window else sum(len(wanted.channels) for wanted in inputs)
    runs = len(work.runs)
    for found, most, what in (
        (planes * height * width * channels * runs, MOST_VALUES, "values"),
        (depth * height * width * sampled, MOST_VALUES, "values"),
        (depth * height * width * runs, MOST_VOXELS, "voxels"),
    ):
        if found > most:
            raise InputRefused(
                ReasonCode.IMAGE_TOO_LARGE,
                f"On the network's grid there would be more than {most} {what}",
                uid=work.volume.refs[0].series_instance_uid,
            )


def _rule(output: SegmentationOutput) -> LabelRule:
    return LabelRule(
        channels=tuple(segment.channel for segment in output.segments),
        activation=output.activation,
        threshold=output.threshold,
    )
