"""Networks on volumes: windows, grids of their own, one after the other. What is bright is found where it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper
from pydicom.dataset import FileDataset

from radlane.domain.channels import Channels
from radlane.domain.finding import Conclusion, Laterality, Presence, VolumeBoxRegion, VolumeRegion
from radlane.domain.image import Direction
from radlane.domain.input import Crop, Input, Scale, SlidingWindow, VolumeGeometry
from radlane.domain.model import Artifact, Stage
from radlane.domain.output import GateOutput, Output
from radlane.domain.reason import ReasonCode
from radlane.domain.uncertainty import AGREEMENT as DICE
from radlane.domain.uncertainty import ENTROPY, SIZE_OF_RUNS, Member, Uncertainty
from radlane.domain.volume import Grid, Volume
from radlane.errors import InferenceFailed, InputRefused
from radlane.imaging.placement import place_volume
from radlane.inference.devices import choose_device
from radlane.inference.session import open_session
from radlane.inference.tiling import Slab
from radlane.pipeline import volumes
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.volumes import analyse_volume
from support.channels import alone
from support.doubtful import doubtful, maps
from support.lanes import site, watch
from support.novelty import SECTION, judging_model
from support.novelty import SHAPE as NOVEL_SHAPE
from support.priors import siamese_model
from support.said import classes, classification, detection, loaded, nodule, package, regression
from support.said import network as said_network
from support.said_lanes import bright_head, of_volume
from support.several import (
    BRIGHT,
    WEIGHTS,
    channel,
    four_channels,
    four_heads,
    four_model,
    reading,
    segmenting,
    weighing_network,
    with_outputs,
)
from support.several import head as dim_head
from support.volume_models import bright_model, bright_network, geometry, segment, stage
from support.volumes import Block, block, rotation, series, volume_of

SHAPE = (9, 14, 12)
AGREEMENT = 0.8  # Dice of 180 voxels that the coarse grid marks and the 120 among them that the fine one does
BOX = (slice(2, 7), slice(4, 11), slice(3, 8))


def head() -> Volume:
    """HU 100, and 900 in a box that is symmetric in nothing."""
    values = np.full(SHAPE, 100, np.int16)
    values[BOX] = 900
    return volume_of(series(Block(values=values, affine=block().affine)))


def truth() -> NDArray[np.uint8]:
    found = np.zeros(SHAPE, np.uint8)
    found[BOX] = 1
    return found


def found_by(model: LoadedModel, volume: Volume) -> NDArray[np.uint8]:
    labels = analyse_volume(site(), model, alone(volume), watch()).labels
    assert labels is not None
    return labels


@pytest.mark.parametrize(
    "where",
    [
        geometry(),  # windows on the source's own grid
        geometry(orientation=(Direction.A, Direction.R, Direction.F)),  # turned
        geometry(window=None, size=SHAPE),  # in one run
        geometry(window=None, size=(18, 28, 24)),  # on a finer grid
        geometry(window=SlidingWindow(roi=(16, 16, 16), overlap=0.0)),  # larger than the volume
    ],
    ids=["windows", "turned", "one run", "finer", "small volume"],
)
def test_what_is_bright_is_found_where_it_is(tmp_path: Path, where: object) -> None:
    assert (found_by(bright_model(tmp_path, stage(where)), head()) == truth()).all()  # type: ignore[arg-type]


@pytest.mark.parametrize("orientation", ["HPL", "FPL", "HRA", "ALF"])  # but for the last, labels come with the slabs
@pytest.mark.parametrize("window", [SlidingWindow(roi=(4, 8, 8), overlap=0.25, batch=2), None])
def test_on_another_spacing_values_are_interpolated_both_ways(
    tmp_path: Path, orientation: str, window: SlidingWindow | None
) -> None:
    volume = head()
    own = dict(zip("HPL", volume.grid.spacing_mm, strict=True)) | dict(zip("FAR", volume.grid.spacing_mm, strict=True))
    spacing = tuple(own[letter] / 2 for letter in orientation)
    towards = tuple(Direction(letter) for letter in orientation)
    where = geometry(spacing_mm=spacing, orientation=towards, window=window)  # type: ignore[arg-type]
    labels = found_by(bright_model(tmp_path, stage(where)), volume)
    overlap = 2 * np.count_nonzero(labels & truth()) / (np.count_nonzero(labels) + np.count_nonzero(truth()))
    assert overlap > 0.99


SPACING = (1.0, 0.5, 0.5)  # 22 planes of 22 x 17 voxels


@pytest.mark.parametrize(
    ("where", "values"),
    [
        (geometry(spacing_mm=SPACING), 2 * 4 * 22 * 17),  # a window's planes
        (geometry(spacing_mm=SPACING, window=None), 2 * 22 * 22 * 17),  # one run gives all planes
        (geometry(), 2 * 4 * 14 * 12),  # labels on the source's own grid
        (geometry(window=SlidingWindow(roi=(64, 8, 8), overlap=0.25)), 2 * 9 * 14 * 12),
    ],
)
def test_as_many_values_are_kept_as_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: VolumeGeometry, values: int
) -> None:
    model = bright_model(tmp_path, stage(where))
    monkeypatch.setattr(volumes, "MOST_VALUES", values)
    assert found_by(model, head()).any()
    monkeypatch.setattr(volumes, "MOST_VALUES", values - 1)
    with pytest.raises(InputRefused, match="values") as refused:
        found_by(model, head())
    assert refused.value.code == ReasonCode.IMAGE_TOO_LARGE


def test_whole_maps_need_more_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the network's planes lie across the slices."""
    across = geometry(spacing_mm=(1.0, 1.0, 1.0), orientation=(Direction.A, Direction.L, Direction.F))
    grid = place_volume(head().grid, 0, across).shape
    model = bright_model(tmp_path, stage(across))
    monkeypatch.setattr(volumes, "MOST_VALUES", 2 * int(np.prod(grid)))
    assert found_by(model, head()).any()
    monkeypatch.setattr(volumes, "MOST_VALUES", 2 * int(np.prod(grid)) - 1)
    with pytest.raises(InputRefused, match="values"):
        found_by(model, head())


@pytest.mark.parametrize(("limit", "most"), [("MOST_VALUES", 3 * 2 * 4 * 14 * 12), ("MOST_VOXELS", 3 * 9 * 14 * 12)])
def test_several_runs_need_more_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    model = bright_model(tmp_path, stage(geometry()))
    wanted = Uncertainty(augmentations=("flip-x", "flip-z"))
    model = replace(model, manifest=replace(model.manifest, uncertainty=wanted))
    monkeypatch.setattr(volumes, limit, most)
    assert found_by(model, head()).any()
    monkeypatch.setattr(volumes, limit, most - 1)
    with pytest.raises(InputRefused) as refused:
        found_by(model, head())
    assert refused.value.code == ReasonCode.IMAGE_TOO_LARGE


@pytest.mark.parametrize("spacing", [None, SPACING])
def test_a_grid_has_so_many_voxels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spacing: tuple[float, float, float] | None
) -> None:
    where = geometry(spacing_mm=spacing)
    voxels = int(np.prod(place_volume(head().grid, 0, where).shape))
    model = bright_model(tmp_path, stage(where))
    monkeypatch.setattr(volumes, "MOST_VOXELS", voxels)
    assert found_by(model, head()).any()
    monkeypatch.setattr(volumes, "MOST_VOXELS", voxels - 1)
    with pytest.raises(InputRefused, match="voxels") as refused:
        found_by(model, head())
    assert refused.value.code == ReasonCode.IMAGE_TOO_LARGE


def test_a_network_runs_to_its_end_where_nothing_looks_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One slice lies in the middle of a grid of many planes; the last of them are not finite."""
    run = volumes.slide

    def failing(*args: Any, **more: Any) -> Iterator[Slab]:
        yield from run(*args, **more)
        raise InferenceFailed("The network's averaged output is not finite")

    volume = head()
    cut = Volume(**{**vars(volume), "values": volume.values[4:5], "refs": volume.refs[4:5]})
    cut = replace(cut, grid=Grid(shape=cut.values.shape, affine=volume.grid.affine))
    model = bright_model(tmp_path, stage(geometry(spacing_mm=(0.1, 1.0, 1.0))))
    assert found_by(model, cut).any()
    monkeypatch.setattr(volumes, "slide", failing)
    with pytest.raises(InferenceFailed, match="not finite"):
        found_by(model, cut)


def test_a_finding_has_its_volume(tmp_path: Path) -> None:
    volume = head()
    conclusion = analyse_volume(site(), bright_model(tmp_path), alone(volume), watch())
    (finding,) = conclusion.findings
    voxels = np.count_nonzero(truth())
    assert finding.presence is Presence.PRESENT
    assert finding.region == VolumeRegion(segment=1, voxels=voxels)
    (measured,) = finding.measurements
    assert measured.value == pytest.approx(voxels * 2.5 * 0.8 * 0.7 / 1000)
    assert (measured.unit.value, measured.note) == ("mL", None)


def two_stages(folder: Path, margin: float = 0.0, of: object = None, agreement: float = 0.0) -> LoadedModel:
    """The first network looks at a coarse grid, the second at the box that the first found."""
    first = stage(geometry(window=None, size=(9, 7, 6)), stage_id="box", weights="box.onnx", of=of)  # type: ignore[arg-type]
    crop = Crop(stage="box", segment="bright", margin=margin, agreement=agreement)
    return bright_model(folder, stage(geometry(window=None, size=(10, 14, 10), crop=crop)), [first])


@pytest.mark.parametrize("margin", [0.0, 0.5, 1.0])
def test_a_network_sees_the_box_that_an_earlier_one_found(tmp_path: Path, margin: float) -> None:
    labels = found_by(two_stages(tmp_path, margin), head())
    assert labels[3:6, 6:9, 4:7].all(), "the middle of the box is bright at any resolution"
    assert not labels[:1].any()
    assert not labels[:, :, 10:].any()


def test_two_looks_that_agree_enough(tmp_path: Path) -> None:
    assert found_by(two_stages(tmp_path, agreement=AGREEMENT - 0.01), head()).any()


def test_two_looks_that_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="do not agree") as refused:
        analyse_volume(site(), two_stages(tmp_path, agreement=AGREEMENT + 0.01), alone(head()), watch())
    assert refused.value.code == ReasonCode.INPUT_NOT_ACCEPTABLE


def test_every_network_has_its_time(tmp_path: Path) -> None:
    timed = watch()
    analyse_volume(site(), two_stages(tmp_path), alone(head()), timed)
    assert list(timed.timings) == ["infer box", "infer", "conclude"]


def test_where_an_earlier_network_finds_nothing_there_is_nothing_to_analyse(tmp_path: Path) -> None:
    values = np.full(SHAPE, 100, np.int16)
    values[0, 0, 0] = 101
    dark = volume_of(series(Block(values=values, affine=block().affine)))
    with pytest.raises(InputRefused, match="does not find what it reads") as refused:
        analyse_volume(site(), two_stages(tmp_path), alone(dark), watch())
    assert refused.value.code == ReasonCode.INPUT_NOT_ACCEPTABLE


def test_a_stage_cleans_what_it_found(tmp_path: Path) -> None:
    """Of two bright things the box is around the larger one."""
    volume = head()
    volume.values[0, 0, 0:1] = 900
    largest = segment(keep_largest=True)
    labels = found_by(two_stages(tmp_path, of=largest), volume)
    assert not labels[0, 0, 0]
    assert labels[3:6, 6:9, 4:7].all()


def test_the_time_is_for_all_networks_together(tmp_path: Path) -> None:
    hurried = site()
    object.__setattr__(hurried, "inference_seconds", 0.0)
    with pytest.raises(InferenceFailed):
        analyse_volume(hurried, bright_model(tmp_path), alone(head()), watch())


def test_the_same_volume_gives_the_same_labels(tmp_path: Path) -> None:
    model = bright_model(tmp_path, stage(geometry(spacing_mm=(1.0, 1.0, 1.0))))
    first, second = (found_by(model, head()) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_a_sheared_stack_is_measured_as_it_is(tmp_path: Path) -> None:
    volume = head()
    affine = volume.grid.affine.copy()
    affine[1, 0] = 0.3  # the slices move aside
    sheared = Volume(**{**vars(volume), "grid": Grid(shape=SHAPE, affine=affine), "tilt_degrees": 0.0})
    straight, tilted = (
        analyse_volume(site(), bright_model(tmp_path), alone(item), watch()).findings[0].measurements[0].value
        for item in (volume, sheared)
    )
    assert tilted == pytest.approx(straight)  # a shear keeps the volume of a voxel


def test_a_network_whose_output_has_another_grid_is_no_result(tmp_path: Path) -> None:
    main = stage(geometry(window=None, size=(8, 14, 12)))
    model = bright_model(tmp_path, main, weights=bright_network(halved=True))
    with pytest.raises(InferenceFailed, match="does not fit its input"):
        analyse_volume(site(), model, alone(head()), watch())


def test_a_stage_that_finds_more_than_can_be_is_believed_as_little_as_the_last(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        analyse_volume(site(), two_stages(tmp_path, of=segment(implausible_above=0.01)), alone(head()), watch())
    assert refused.value.code == ReasonCode.OUTPUT_IMPLAUSIBLE


@pytest.mark.parametrize("cropped", [True, False])
def test_outside_of_what_is_not_zero_nothing_is_looked_for(cropped: bool, tmp_path: Path) -> None:
    """To this network what is zero is bright: a hole in the box, and all that surrounds it."""
    values = np.zeros(SHAPE, np.int16)
    values[BOX] = 900
    values[4, 7, 5] = 0
    seen = stage(replace(geometry(), crop_nonzero=cropped))
    dark = replace(seen.inputs[0], intensity=(Scale(op="scale", factor=-0.001, offset=1.0),))
    model = bright_model(tmp_path, replace(seen, inputs=(dark,)))
    found = found_by(model, volume_of(series(Block(values=values, affine=block().affine))))
    expected = values == 0
    if cropped:
        expected[truth() == 0] = False
    assert np.array_equal(found, expected)


@pytest.mark.parametrize("padding", ["as-stored", "pad"])
def test_padding_as_it_is_stored_is_in_the_box_of_what_is_not_zero(padding: Any, tmp_path: Path) -> None:
    """nnU-Net's `crop_to_nonzero` leaves out zeros, and nothing else."""
    values = np.zeros(SHAPE, np.int16)
    values[BOX] = 900
    values[:, :2, :2] = 2000
    seen = stage(replace(geometry(), crop_nonzero=True, padding=padding))
    dark = replace(seen.inputs[0], intensity=(Scale(op="scale", factor=-0.001, offset=1.0),))
    volume = volume_of(series(Block(values=values, affine=block().affine)))
    found = found_by(bright_model(tmp_path, replace(seen, inputs=(dark,))), replace(volume, padding=(2000.0, 2000.0)))
    inside = np.zeros(SHAPE, bool)
    inside[(slice(0, 9), slice(0, 11), slice(0, 8)) if padding == "as-stored" else BOX] = True
    assert np.array_equal(found, inside & (values == 0))


def said_of(folder: Path, outputs: Sequence[Output], slices: Sequence[FileDataset], wanted: Input) -> Conclusion:
    package(folder, wanted, outputs)
    return analyse_volume(site(), loaded(folder), alone(volume_of(slices)), watch())


@pytest.mark.parametrize("orientation", ["HPL", "FPL", "HRA", "ALF", "LAF"])
@pytest.mark.parametrize("degrees", [(0, 0, 0), (20, -12, 33)])
def test_a_box_lies_where_the_voxels_are_however_the_grid_is_turned(
    tmp_path: Path, orientation: str, degrees: tuple[float, float, float]
) -> None:
    slices = bright_head(degrees=degrees)
    volume = volume_of(slices)
    (finding,) = said_of(tmp_path, (detection(axes=3),), slices, of_volume(orientation)).findings
    assert isinstance(finding.region, VolumeBoxRegion)
    centres = np.linalg.solve(volume.grid.affine, np.c_[finding.region.corners, np.ones(8)].T)[:3]
    low, high = centres.min(axis=1) + 0.5, centres.max(axis=1) + 0.5
    bright = np.argwhere(volume.values == 900)
    np.testing.assert_allclose(low, bright.min(axis=0), atol=1e-4)
    np.testing.assert_allclose(high, bright.max(axis=0) + 1, atol=1e-4)


def test_a_box_on_a_coarser_grid_is_as_exact_as_that_is(tmp_path: Path) -> None:
    (finding,) = said_of(tmp_path, (detection(axes=3),), bright_head(), of_volume(size=(18, 7, 24))).findings
    assert isinstance(finding.region, VolumeBoxRegion)
    sides = np.linalg.norm(finding.region.affine[:3, :3], axis=0) / volume_of(bright_head()).grid.spacing_mm
    np.testing.assert_allclose(sides, (5, 6, 5), atol=1e-4)  # of every second row, three are bright


def test_without_labels_each_class_and_value_is_stated(tmp_path: Path) -> None:
    found = said_of(tmp_path, (classification(), regression()), bright_head(found=False), of_volume())
    assert [(finding.id, finding.presence) for finding in found.findings] == [
        ("ptx", Presence.ABSENT),
        ("effusion", Presence.ABSENT),
        ("bright-share", Presence.PRESENT),
    ]
    assert found.findings[0].laterality is not None  # a volume says where left and right are
    assert found.labels is None


@pytest.mark.parametrize("side", [None, Laterality.RIGHT])
def test_findings_have_the_side_of_the_images_where_the_manifest_says_so(
    tmp_path: Path, side: Laterality | None
) -> None:
    wanted = of_volume()
    whole = replace(wanted, geometry=replace(wanted.geometry, laterality="of-image"))  # type: ignore[type-var]
    package(tmp_path, whole, (classification(classes=classes(laterality=None)), regression()))
    volume = replace(volume_of(bright_head()), laterality=side)
    found = analyse_volume(site(), loaded(tmp_path), alone(volume), watch())
    assert {finding.laterality for finding in found.findings} == {side}
    assert [reason.code for reason in found.reasons] == ([] if side else ["laterality-unknown"])


def with_map(folder: Path, outputs: Sequence[Output]) -> LoadedModel:
    """`bright_network` whose voxels' highest value, [n, 1], is an output too."""
    model = onnx.load_model_from_string(bright_network())
    axes = helper.make_node("ReduceMax", ["above"], ["top"], axes=[2, 3, 4], keepdims=0)
    model.graph.node.append(axes)
    model.graph.output.append(helper.make_tensor_value_info("top", TensorProto.FLOAT, ["n", 1]))
    main = stage(geometry(window=None, size=SHAPE))
    main = replace(main, outputs=(*main.outputs, *outputs))
    return bright_model(folder, main, weights=model.SerializeToString())


def test_a_segmentation_stands_beside_classes_in_one_run(tmp_path: Path) -> None:
    one = replace(classes()[0], channel=0)
    model = with_map(tmp_path, (classification(name="top", classes=(one,)),))
    found = analyse_volume(site(), model, alone(head()), watch())
    assert [finding.id for finding in found.findings] == ["bright", "ptx"]
    assert found.findings[1].probability is not None
    assert found.findings[1].probability.value == pytest.approx(1 / (1 + np.exp(-0.4)), abs=1e-6)
    assert found.labels is not None
    assert (found.labels == truth()).all()


@pytest.mark.parametrize("threshold", [0.3, 0.5])
def test_a_gate_refuses_a_volume(tmp_path: Path, threshold: float) -> None:
    gate = GateOutput(name="top", kind="gate", activation="none", threshold=threshold, refusal="It is something else")
    model = with_map(tmp_path, (gate,))  # it says 0.4
    if threshold < 0.4:
        assert found_by(model, head()).any()
        return
    with pytest.raises(InputRefused, match="It is something else") as refused:
        found_by(model, head())
    assert refused.value.code == ReasonCode.INPUT_NOT_ACCEPTABLE


def test_a_box_in_a_crop_lies_where_the_crop_does(tmp_path: Path) -> None:
    """The first network finds the bright box, the second sees it with a margin, and draws the same one."""
    first = stage(geometry(window=None, size=SHAPE), stage_id="box", weights="box.onnx")
    crop = Crop(stage="box", segment="bright", margin=0.5)
    wanted = replace(of_volume(), geometry=geometry(window=None, size=(10, 14, 10), crop=crop))
    boxed = replace(detection(axes=3), classes=(nodule(),))
    main = Stage(id="main", weights="main.onnx", inputs=(wanted,), outputs=(boxed,))
    model = bright_model(tmp_path, stage(geometry(window=None, size=SHAPE)), [first])
    weights = said_network((10, 14, 10), "volume", ("boxes", "scores"))
    (tmp_path / "main.onnx").write_bytes(weights)
    artifact = Artifact(role="weights", path="main.onnx", sha256=hashlib.sha256(weights).hexdigest(), size=len(weights))
    manifest = replace(
        model.manifest,
        artifacts=(model.manifest.artifacts[0], artifact),
        inputs=main.inputs,
        outputs=main.outputs,
    )
    session = open_session(tmp_path / "main.onnx", manifest.networks[-1], choose_device("cpu", ()), 1)
    both = replace(model, manifest=manifest, sessions=(model.sessions[0], session))
    (finding,) = analyse_volume(site(), both, alone(head()), watch()).findings
    assert isinstance(finding.region, VolumeBoxRegion)
    centres = np.linalg.solve(head().grid.affine, np.c_[finding.region.corners, np.ones(8)].T)[:3]
    np.testing.assert_allclose(centres.min(axis=1) + 0.5, [part.start for part in BOX], atol=0.5)
    np.testing.assert_allclose(centres.max(axis=1) + 0.5, [part.stop for part in BOX], atol=0.5)


def four_volumes(**changes: Block) -> Channels:
    volumes = {name: volume_of(datasets) for name, datasets in four_heads(**changes).items()}
    return Channels(reference=volumes["t1"], volumes=volumes)


def four_stages(folder: Path, *before: str) -> LoadedModel:
    """A first network that reads some of the channels, and crops for a main one that reads all in windows."""
    crop = Crop(stage="box", segment="bright", margin=0.5)
    window = SlidingWindow(roi=(4, 8, 8), overlap=0.25, batch=2)
    wanted, output = segmenting(*four_channels(), laid=geometry(window=window, crop=crop))
    first = reading(*(channel(name) for name in before), laid=geometry(window=None, size=SHAPE))
    graphs = {
        "box.onnx": with_outputs(weighing_network({"volume": [1.0 / len(before)] * len(before)}), ["seen"]),
        "main.onnx": with_outputs(weighing_network({"volume": [*WEIGHTS.values()]}), ["seen"]),
    }
    found, artifacts = bright_model(folder), []
    for path, data in graphs.items():
        (folder / path).write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        artifacts.append(Artifact(role="weights", path=path, sha256=sha256, size=len(data)))
    manifest = replace(
        found.manifest,
        artifacts=tuple(artifacts),
        before=(Stage(id="box", weights="box.onnx", inputs=(first,), outputs=(replace(output, measurements=()),)),),
        inputs=(wanted,),
        outputs=(output,),
    )
    device = choose_device("cpu", ())
    sessions = [open_session(folder / one.weights.path, one, device, 1) for one in manifest.networks]
    return replace(found, manifest=manifest, sessions=tuple(sessions))


@pytest.mark.parametrize("before", [("t1",), ("flair", "t2")])
def test_a_stage_reads_some_of_the_channels_and_crops_for_all(tmp_path: Path, before: tuple[str, ...]) -> None:
    found = analyse_volume(site(), four_stages(tmp_path, *before), four_volumes(), watch())
    assert found.labels is not None
    np.testing.assert_array_equal(found.labels, truth())


def test_a_stage_without_its_channel_finds_nothing(tmp_path: Path) -> None:
    model = four_stages(tmp_path, "flair")
    with pytest.raises(InputRefused) as refused:
        analyse_volume(site(), model, four_volumes(flair=dim_head(100, 101)), watch())
    assert refused.value.code == ReasonCode.INPUT_NOT_ACCEPTABLE


def test_what_is_sampled_has_to_fit_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turned = dim_head(100, BRIGHT).moved(rotation((0, 0, 1)))
    (tmp_path / "models").mkdir()
    model = four_model(tmp_path / "models")
    monkeypatch.setattr("radlane.pipeline.volumes.MOST_VALUES", 2 * int(np.prod(SHAPE)))
    analyse_volume(site(), model, four_volumes(t2=turned), watch())
    with pytest.raises(InputRefused) as refused:
        analyse_volume(site(), model, four_volumes(t1c=turned, t2=turned, flair=turned), watch())
    assert refused.value.code == ReasonCode.IMAGE_TOO_LARGE


def compared(model: LoadedModel, current: Volume, before: Volume | None) -> float:
    """The mean over both studies, each on a grid of its own."""
    found = {"now": current} | ({} if before is None else {"before": before})
    conclusion = analyse_volume(site(), model, Channels(reference=current, volumes=found), watch())
    return float(conclusion.findings[0].measurements[0].value)


def placed(source: Block) -> Volume:
    return volume_of(series(source, modality="MR"))


def test_an_earlier_study_on_a_grid_of_its_own_is_given_as_it_lies(tmp_path: Path) -> None:
    """Wherever it lies, and with other slices: nothing of it is looked up at places of the current study."""
    model, current = siamese_model(tmp_path), placed(dim_head(100, BRIGHT))
    earlier = dim_head(300, 800)
    elsewhere = earlier.affine.copy()
    elsewhere[:3, 3] += 5000
    alone, turned = compared(model, current, None), earlier.turned((1, 0, 2), (True, False, True))
    there = compared(model, current, placed(earlier))
    assert there - alone == pytest.approx(float(earlier.values.mean()) / 1000, abs=1e-5)
    assert compared(model, current, placed(Block(values=earlier.values, affine=elsewhere))) == there
    assert compared(model, current, placed(turned)) == pytest.approx(there, abs=1e-5)


def test_what_is_wrong_with_an_earlier_study_on_its_own_grid_says_which_channel(tmp_path: Path) -> None:
    model, current = siamese_model(tmp_path), placed(dim_head(100, BRIGHT))
    tilted = replace(placed(dim_head(300, 800)), tilt_degrees=20.0)
    padded = replace(placed(dim_head(300, 800)), padding=(0.0, 1000.0))
    for volume, code in ((tilted, ReasonCode.GANTRY_TILTED), (padded, ReasonCode.PIXELS_BLANK)):
        with pytest.raises(InputRefused, match="hannel before") as refused:
            compared(model, current, volume)
        assert refused.value.code == code


WITHIN = [
    geometry(),  # windows on the source's own grid
    geometry(orientation=(Direction.A, Direction.R, Direction.F)),  # turned
    geometry(window=None, size=SHAPE),  # in one run
    geometry(window=None, size=(18, 28, 24)),  # on a finer grid
]


@pytest.mark.parametrize("where", WITHIN, ids=["windows", "turned", "one run", "finer"])
def test_flips_of_what_looks_the_same_from_everywhere_change_nothing(tmp_path: Path, where: Any) -> None:
    """The network is pointwise: each flip, flipped back, is the run as it is."""
    model = bright_model(tmp_path, stage(where))
    wanted = Uncertainty(entropy=True, entropy_map=True, augmentations=("flip-x", "flip-y", "flip-z"))
    doubted = replace(model, manifest=replace(model.manifest, uncertainty=wanted))
    found = analyse_volume(site(), doubted, alone(head()), watch())
    assert found.labels is not None
    assert (found.labels == truth()).all()
    (finding,) = found.findings
    figures = {one.concept: one.value for one in finding.uncertainty}
    assert (figures[DICE], figures[SIZE_OF_RUNS]) == (1.0, 0.0)
    (heatmap,) = found.heatmaps
    # logits -4 and 4 inside: 0.9; -4 and 4 the other way round outside, where HU is 100
    likely = 1 / (1 + np.exp(-8))
    sure = -likely * np.log2(likely) - (1 - likely) * np.log2(1 - likely)
    np.testing.assert_allclose(np.median(heatmap.values), sure, atol=1e-4)
    assert figures[ENTROPY] == pytest.approx(heatmap.values[BOX].mean(), abs=1e-6)


def test_an_ensemble_labels_by_its_mean(tmp_path: Path) -> None:
    """Networks that are sure of a little more and a little less than a third one are sure of that one together."""
    outputs, wanted = (maps(),), Uncertainty(entropy=True)
    model = doubtful(tmp_path, of_volume(), outputs, wanted, shifts=(0.0, 3.5, -3.5))
    found = analyse_volume(site(), model, alone(head()), watch())
    assert found.labels is not None
    assert (found.labels == truth()).all()
    single = doubtful(tmp_path / "one", of_volume(), outputs, wanted)
    alone_ = analyse_volume(site(), single, alone(head()), watch())
    first, second = ({one.concept: one.value for one in said.findings[0].uncertainty} for said in (found, alone_))
    assert first[ENTROPY] > second[ENTROPY]
    assert first[DICE] == 1.0  # HU 900 and 100 are far from where they differ
    assert second.keys() == {ENTROPY}


TILES = SlidingWindow(roi=(4, 8, 8), overlap=0.0, batch=2)
LEVELS = (500, 700)  # HU, of the halves: bright is 1 on the average, dark -1


def level_head() -> Volume:
    values = np.full(NOVEL_SHAPE, LEVELS[0], np.int16)
    values[NOVEL_SHAPE[0] // 2 :] = LEVELS[1]
    return volume_of(series(Block(values=values, affine=block().affine)))


@pytest.mark.parametrize("where", [geometry(window=TILES), geometry(window=None, size=NOVEL_SHAPE)], ids=str)
def test_how_far_a_volume_lies_from_valid_ones_is_said(tmp_path: Path, where: VolumeGeometry) -> None:
    """In windows as in one run, and the labels are those of a network without features."""
    found = analyse_volume(site(), judging_model(tmp_path, stage(where)), alone(level_head()), watch())
    assert found.distance is not None
    assert found.distance.distance == pytest.approx(2**0.5, rel=1e-5)
    plain = analyse_volume(site(), bright_model(tmp_path, stage(where)), alone(level_head()), watch())
    assert plain.distance is None
    np.testing.assert_array_equal(found.labels, plain.labels)


@pytest.mark.parametrize("where", [geometry(window=TILES), geometry(window=None, size=NOVEL_SHAPE)], ids=str)
def test_what_is_unlike_valid_volumes_is_refused(tmp_path: Path, where: VolumeGeometry) -> None:
    with pytest.raises(InputRefused, match=r"distance of 1\.4, and up to 1\.4 is accepted") as refused:
        analyse_volume(site(), judging_model(tmp_path, stage(where), threshold=1.41), alone(level_head()), watch())
    assert refused.value.code == ReasonCode.OUT_OF_DISTRIBUTION


def test_what_a_first_look_refuses_no_other_network_is_shown(tmp_path: Path) -> None:
    look = stage(geometry(window=None, size=NOVEL_SHAPE), stage_id="look", weights="look.onnx")
    model = judging_model(tmp_path, stage(geometry(window=TILES)), [look], of="look", threshold=1.0)
    model.sessions[1].close()
    with pytest.raises(InputRefused) as refused:
        analyse_volume(site(), model, alone(level_head()), watch())
    assert refused.value.code == ReasonCode.OUT_OF_DISTRIBUTION
    near = replace(model, manifest=replace(model.manifest, out_of_distribution=replace(SECTION, stage="look")))
    with pytest.raises(InferenceFailed, match="closed"):
        analyse_volume(site(), near, alone(level_head()), watch())


@pytest.mark.parametrize("where", [geometry(window=TILES), geometry(window=None, size=NOVEL_SHAPE)], ids=str)
def test_of_an_ensemble_the_main_network_alone_says_how_far(tmp_path: Path, where: VolumeGeometry) -> None:
    """The other one gives no features; on flips nobody looks at them."""
    model = judging_model(tmp_path, stage(where))
    other = bright_model(tmp_path, stage(where))
    (weights,) = (one for one in other.manifest.artifacts if one.role == "weights")
    asked = Uncertainty(members=(Member(id="other", weights="other.onnx"),), augmentations=("flip-z",))
    artifacts = (replace(weights, path="other.onnx"), *model.manifest.artifacts)
    manifest = replace(model.manifest, artifacts=artifacts, uncertainty=asked)
    several = replace(model, manifest=manifest, sessions=(other.session, *model.sessions))
    found = analyse_volume(site(), several, alone(level_head()), watch())
    assert found.distance == analyse_volume(site(), model, alone(level_head()), watch()).distance
    assert found.distance is not None
