"""What is chosen of a study, in which order, and what is read of it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import Dataset, dcmread

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.acceptance import Accepts, Pixels, Range, StatedRange
from radlane.domain.code import Code
from radlane.domain.image import Image
from radlane.domain.input import Channel
from radlane.domain.model import Manifest
from radlane.domain.refs import FrameRef
from radlane.domain.select import Condition
from radlane.domain.study import RetrievedStudy
from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.pipeline.source import choose_source, open_source, read_channels, read_source
from support.choices import VOLUMES, selecting
from support.lanes import reference_model, site
from support.nuclear import spect
from support.pets import pet
from support.pictures import clip, picture
from support.planar import dressed, example
from support.radiographs import pattern, radiograph, save
from support.several import SHAPE, channel, four_channels, four_heads, head, one_of, reading
from support.volume_models import bright_model
from support.volumes import block, enhanced, saved, series, uid

PET = "1.2.840.10008.5.1.4.1.1.128"
HEAD = Code(scheme="SCT", value="69536005", meaning="Head")


def retrieved(folder: Path) -> RetrievedStudy:
    archive = FolderArchive("ward", folder, Limits())
    index = archive.find_study(archive.study_uids()[0])
    refs = [ref for found in index.series for ref in found.instances]
    return archive.retrieve(index, refs, folder / "spool")


def test_a_radiograph_is_one_instance_with_its_pixels(tmp_path: Path) -> None:
    save(radiograph(pattern()), tmp_path)
    manifest = reference_model().manifest
    source = choose_source(site(), manifest, retrieved(tmp_path))
    assert len(source.refs) == 1
    assert "PixelData" in source.dataset
    subject, _ = read_source(site(), manifest, source)
    assert isinstance(subject, Image)
    assert subject.ref == source.refs[0]


@pytest.mark.parametrize("claimed", [0, 2**31 - 1])
def test_of_an_image_one_frame_is_analysed_whatever_it_claims(tmp_path: Path, claimed: int) -> None:
    save(radiograph(pattern(), NumberOfFrames=claimed), tmp_path)
    source = choose_source(site(), reference_model().manifest, retrieved(tmp_path))
    assert len(source.frames) == 1
    with pytest.raises(InputRefused) as refused:
        read_source(site(), reference_model().manifest, source)
    assert refused.value.code == "multi-frame-unsupported"


@pytest.mark.parametrize(("frame", "number"), [("first", 1), ("middle", 3)])
def test_a_frame_of_a_clip_is_analysed_where_a_picture_is_read(tmp_path: Path, frame: Any, number: int) -> None:
    save(dressed(clip(), Modality="US"), tmp_path)  # five frames
    manifest = example("bright-bars").manifest
    wanted = manifest.inputs[0]
    geometry = replace(wanted.geometry, frame=frame)  # type: ignore[call-arg, type-var]
    manifest = replace(manifest, inputs=(replace(wanted, geometry=geometry),))
    source = choose_source(site(), manifest, retrieved(tmp_path))
    assert [item.number for item in source.frames] == [number]


def test_an_image_of_one_frame_is_referred_to_as_a_whole(tmp_path: Path) -> None:
    save(dressed(picture(), Modality="XC"), tmp_path)
    source = choose_source(site(), example("bright-bars").manifest, retrieved(tmp_path))
    assert [item.number for item in source.frames] == [None]


def test_slices_are_in_the_order_of_their_positions_without_pixels(tmp_path: Path) -> None:
    taken = block()
    saved(series(taken), tmp_path)
    manifest = bright_model(tmp_path / "..").manifest
    source = choose_source(site(), manifest, retrieved(tmp_path))
    heights = [float(dataset.ImagePositionPatient[2]) for dataset in source.datasets]
    assert heights == sorted(heights)
    assert len(heights) == taken.values.shape[0]
    assert not any("PixelData" in dataset for dataset in source.datasets)
    again = open_source(site(), manifest, source.instances)
    assert (again.refs, again.datasets) == (source.refs, source.datasets)
    subject, reasons = read_source(site(), manifest, again)
    assert isinstance(subject, Volume)
    assert subject.refs == source.refs
    assert reasons == ()
    assert np.array_equal(subject.values * subject.slope + subject.intercept, taken.values)


def test_frames_of_an_enhanced_image_are_in_the_order_of_their_positions(tmp_path: Path) -> None:
    taken = block()
    dataset = enhanced(series(taken))
    groups = dataset.PerFrameFunctionalGroupsSequence
    heights = [float(group.PlanePositionSequence[0].ImagePositionPatient[2]) for group in groups]
    saved([dataset], tmp_path)
    manifest = of_class(bright_model(tmp_path / "..").manifest, str(dataset.SOPClassUID))
    source = choose_source(site(), manifest, retrieved(tmp_path))
    assert len(source.instances) == len(source.datasets) == 1
    assert [frame.number for frame in source.frames] == [1 + place for place in np.argsort(heights)]
    assert {frame.sop_instance_uid for frame in source.frames} == {dataset.SOPInstanceUID}
    again = open_source(site(), manifest, source.instances)
    assert again.frames == source.frames
    subject, _ = read_source(site(), manifest, again)
    assert isinstance(subject, Volume)
    assert np.array_equal(subject.values, taken.values)


def test_a_model_may_read_suv(tmp_path: Path) -> None:
    saved(pet(), tmp_path)
    manifest = selecting(bright_model(tmp_path / "..").manifest, modalities=("PT",), sop_classes=(PET,))
    of_suv = replace(manifest, inputs=tuple(replace(item, quantity="suv-body-weight") for item in manifest.inputs))
    stored, _ = read_source(site(), manifest, choose_source(site(), manifest, retrieved(tmp_path)))
    found, _ = read_source(site(), of_suv, choose_source(site(), of_suv, retrieved(tmp_path)))
    assert isinstance(stored, Volume)
    assert isinstance(found, Volume)
    assert found.slope == pytest.approx(stored.slope * 70e3 / (350e6 * 0.5 ** (3600 / 6586.2)))
    assert [item.unit.value for item in (stored, found) if item.unit] == ["Bq/ml", "g/ml{SUVbw}"]


def of_class(manifest: Manifest, sop_class_uid: str) -> Manifest:
    """The manifest, of another SOP Class, which says the region of its frames."""
    (wanted,) = manifest.inputs
    (channel,) = wanted.channels
    other = replace(channel, select=replace(channel.select, sop_classes=(sop_class_uid,), regions=(HEAD,)))
    return replace(manifest, inputs=(replace(wanted, channels=(other,)),))


def test_what_the_model_does_not_accept_is_refused_with_the_pixels_read(tmp_path: Path) -> None:
    save(radiograph(pattern(), PatientAge="004Y"), tmp_path)
    manifest = replace(reference_model().manifest, accepts=Accepts(age_years=StatedRange(least=18)))
    source = choose_source(site(), manifest, retrieved(tmp_path))
    with pytest.raises(InputRefused) as refused:
        read_source(site(), manifest, source)
    assert refused.value.code == "age-mismatch"
    read_source(site(), reference_model().manifest, source)


def test_the_headers_of_all_slices_have_their_say(tmp_path: Path) -> None:
    slices = series(block())
    slices[2].PatientAge = "004Y"
    saved(slices, tmp_path)
    adults = Accepts(age_years=StatedRange(least=18), slices=Range(least=len(slices)))
    manifest = replace(bright_model(tmp_path / "..").manifest, accepts=adults)
    source = choose_source(site(), manifest, retrieved(tmp_path))
    with pytest.raises(InputRefused) as refused:
        read_source(site(), manifest, source)
    assert refused.value.code == "age-mismatch"


def test_a_gate_of_nuclear_medicine_is_chosen_and_read(tmp_path: Path) -> None:
    dataset = spect(gates=3)
    saved([dataset], tmp_path)
    first = Condition(attribute="TemporalPositionIdentifier", least=2, most=2)
    manifest = selecting(
        bright_model(tmp_path / "..").manifest, modalities=("NM",), sop_classes=(dataset.SOPClassUID,), where=(first,)
    )
    source = choose_source(site(), manifest, retrieved(tmp_path))
    assert [frame.number for frame in source.frames] == [6, 7, 8, 9, 10]
    subject, _ = read_source(site(), manifest, source)
    assert isinstance(subject, Volume)
    assert np.array_equal(subject.values, block().values + 1000)


def test_one_slice_is_no_volume(tmp_path: Path) -> None:
    saved(series(block())[:1], tmp_path)
    with pytest.raises(InputRefused) as refused:
        choose_source(site(), bright_model(tmp_path / "..").manifest, retrieved(tmp_path))
    assert refused.value.code == "slices-too-few"


def test_files_that_changed_meanwhile_are_refused(tmp_path: Path) -> None:
    saved(series(block()), tmp_path)
    manifest = bright_model(tmp_path / "..").manifest
    source = choose_source(site(), manifest, retrieved(tmp_path))
    first, second, *rest = source.instances
    swapped = replace(source, instances=(replace(first, path=second.path), second, *rest))
    with pytest.raises(InputRefused) as refused:
        read_source(site(), manifest, swapped)
    assert refused.value.code == "file-unreadable"


def of_four(tmp_path: Path, *left_out: str, **missing: Any) -> tuple[Manifest, RetrievedStudy]:
    """A model of four channels, and a folder with their series but some."""
    manifest = replace(bright_model(tmp_path).manifest, inputs=(reading(*four_channels(**missing)),))
    for name, datasets in four_heads(t1c=head(300, 500)).items():
        if name not in left_out:
            saved(datasets, tmp_path / "study" / name)
    return manifest, retrieved(tmp_path / "study")


def test_each_channel_has_its_slices_and_they_are_found_again(tmp_path: Path) -> None:
    manifest, study = of_four(tmp_path)
    source = choose_source(site(), manifest, study)
    assert list(source.others) == ["t1c", "t2", "flair"]
    assert len(source.refs) == len(source.images) == 4 * SHAPE[0]
    assert len(source.further) == 3 * SHAPE[0]
    assert {item.channels for item in source.instances} == {("t1",)}
    assert source.frames == tuple(
        FrameRef(sop_instance_uid=ref.sop_instance_uid, number=None) for ref in source.refs[: SHAPE[0]]
    )
    assert {choice.channel for choice in source.choices} == {"t1", "t1c", "t2", "flair"}
    again = open_source(site(), manifest, source.everything)
    assert again.refs == source.refs
    assert [(name, one.instances) for name, one in again.others.items()] == [
        (name, one.instances) for name, one in source.others.items()
    ]
    subject, _ = read_source(site(), manifest, again)
    assert isinstance(subject, Volume)
    channels = read_channels(site(), manifest, again, subject)
    assert channels.reference is subject is channels.volumes["t1"]
    assert {name: int(volume.values.min()) for name, volume in channels.volumes.items()} == {
        "t1": 100,
        "t1c": 300,
        "t2": 100,
        "flair": 100,
    }


def test_a_channel_is_a_copy_or_nothing_where_its_series_is_missing(tmp_path: Path) -> None:
    policies = {"t2": {"missing": "copy", "copy_of": "t1c"}, "flair": {"missing": "pad"}}
    manifest, study = of_four(tmp_path, "t2", "flair", **policies)
    source = choose_source(site(), manifest, study)
    subject, _ = read_source(site(), manifest, source)
    assert isinstance(subject, Volume)
    volumes = read_channels(site(), manifest, source, subject).volumes
    assert set(volumes) == {"t1", "t1c", "t2"}
    assert volumes["t2"] is volumes["t1c"]
    assert len(source.refs) == 2 * SHAPE[0]
    assert open_source(site(), manifest, source.everything).refs == source.refs


def test_the_series_that_a_caller_names_is_that_of_the_reference(tmp_path: Path) -> None:
    manifest, study = of_four(tmp_path)
    with pytest.raises(InputRefused, match="Channel t1"):
        choose_source(site(), manifest, study, "1.2.3")
    named = choose_source(site(), manifest, study, uid("several t1 series"))
    assert set(named.others) == {"t1c", "t2", "flair"}


def test_what_cannot_be_read_of_a_channel_says_which(tmp_path: Path) -> None:
    manifest, study = of_four(tmp_path)
    source = choose_source(site(), manifest, study)
    for item in source.others["t2"].instances:
        dataset = dcmread(item.path)
        dataset.PixelData = bytes(len(dataset.PixelData))
        dataset.save_as(item.path)
    subject, _ = read_source(site(), manifest, source)
    assert isinstance(subject, Volume)
    with pytest.raises(InputRefused, match="Channel t2: The slices hold one value only") as refused:
        read_channels(site(), manifest, source, subject)
    assert refused.value.code == "pixels-blank"


def test_a_stack_that_is_none_says_of_which_channel_it_is(tmp_path: Path) -> None:
    manifest, study = of_four(tmp_path)
    gone = sorted((tmp_path / "study" / "t2").iterdir())[4]
    left = tuple(item for item in study.instances if item.path != gone)
    assert len(left) == len(study.instances) - 1
    with pytest.raises(InputRefused, match="Channel t2: The distance to the next slice is a multiple") as refused:
        choose_source(site(), manifest, replace(study, instances=left))
    assert refused.value.code == "slices-missing"


def test_an_empty_channel_is_not_accepted(tmp_path: Path) -> None:
    manifest, study = of_four(tmp_path)
    source = choose_source(site(), manifest, study)
    for item in source.others["t2"].instances:
        dataset = dcmread(item.path)
        pixels = np.zeros(SHAPE[1:], np.int16)
        pixels[0, 0] = item is source.others["t2"].instances[0]
        dataset.PixelData = pixels.tobytes()
        dataset.save_as(item.path)
    asking = replace(manifest, accepts=Accepts(pixels=Pixels(empty=0.95)))
    subject, _ = read_source(site(), asking, source)
    assert isinstance(subject, Volume)
    read_channels(site(), manifest, source, subject)
    with pytest.raises(InputRefused, match=r"Channel t2: More than 0\.95") as refused:
        read_channels(site(), asking, source, subject)
    assert refused.value.code == "pixels-empty"


def test_all_channels_together_have_to_find_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest, study = of_four(tmp_path)
    monkeypatch.setattr("radlane.pipeline.source.MAX_VOXELS", 4 * math.prod(SHAPE))
    choose_source(site(), manifest, study)
    monkeypatch.setattr("radlane.pipeline.source.MAX_VOXELS", 4 * math.prod(SHAPE) - 1)
    with pytest.raises(InputRefused, match="The stacks of all channels") as refused:
        choose_source(site(), manifest, study)
    assert refused.value.code == "image-too-large"


def test_files_of_all_channels_move_together(tmp_path: Path) -> None:
    manifest, study = of_four(tmp_path)
    source = choose_source(site(), manifest, study)
    kept = [replace(item, path=tmp_path / "kept" / item.path.name) for item in source.everything]
    moved = source.moved(kept)
    assert [item.path for item in moved.everything] == [item.path for item in kept]
    assert moved.datasets is source.datasets


def test_two_stacks_of_one_image_are_two_channels(tmp_path: Path) -> None:
    """The echoes of one enhanced image: each channel reads its own frames of the same instance."""
    short, long = head(100, 540), head(300, 700)
    joined = [*one_of("echoes", short), *one_of("echoes", long)]
    for place, dataset in enumerate(joined):
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"1.2.9.{place}"
        dataset.EchoTime, dataset.InstanceNumber = (10 if place < SHAPE[0] else 80), place + 1
    image = enhanced(joined)
    image.SeriesDescription, image.BodyPartExamined = "echoes", "HEAD"
    for group in image.PerFrameFunctionalGroupsSequence:
        echo, source = Dataset(), group.ConversionSourceAttributesSequence[0].ReferencedSOPInstanceUID
        echo.EffectiveEchoTime = 10.0 if int(source.split(".")[-1]) < SHAPE[0] else 80.0
        group.MREchoSequence = [echo]
    saved([image], tmp_path / "study")
    plain = channel("t1", sop_class=str(image.SOPClassUID)).select
    times = {"first": {"most": 30.0}, "second": {"least": 31.0}}
    channels = [
        Channel(id=name, select=replace(plain, where=(Condition(attribute="EchoTime", **limits),), regions=(HEAD,)))
        for name, limits in times.items()
    ]
    manifest = replace(bright_model(tmp_path).manifest, inputs=(reading(*channels),))
    source = choose_source(site(), manifest, retrieved(tmp_path / "study"))
    (instance,) = source.everything
    assert instance.channels == ("first", "second")
    assert len(source.images) == 1
    assert len(source.analysed) == len(source.further) == SHAPE[0]
    assert not {frame.number for frame in source.analysed} & {frame.number for frame in source.further}
    again = open_source(site(), manifest, source.everything)
    subject, _ = read_source(site(), manifest, again)
    assert isinstance(subject, Volume)
    volumes = read_channels(site(), manifest, again, subject).volumes
    assert [int(volumes[name].values.min()) for name in times] == [100, 300]


@pytest.mark.parametrize(("sides", "expected"), [("RRRRR", "right"), ("RRLRR", None), ("     ", None), ("BBBBB", None)])
def test_a_volume_has_the_side_that_all_slices_say_where_the_manifest_asks_for_it(
    tmp_path: Path, sides: str, expected: str | None
) -> None:
    made = series(block())
    for dataset, side in zip(made, sides, strict=True):
        dataset.ImageLaterality = side.strip()
    saved(made, tmp_path)
    manifest = bright_model(tmp_path / "..").manifest
    for manifest_says in ("unstated", "of-image"):
        (wanted,) = manifest.inputs
        laid = replace(wanted.geometry, laterality=manifest_says)  # type: ignore[type-var]
        asked = replace(manifest, inputs=(replace(wanted, geometry=laid),))
        subject, _ = read_source(site(), asked, choose_source(site(), asked, retrieved(tmp_path)))
        assert isinstance(subject, Volume)
        assert subject.laterality == (expected if manifest_says == "of-image" else None)


def test_frames_of_an_enhanced_image_say_their_side(tmp_path: Path) -> None:
    image = enhanced(series(block()), shared=False)
    for group in image.PerFrameFunctionalGroupsSequence:
        group.FrameAnatomySequence[0].FrameLaterality = "L"
    saved([image], tmp_path)
    manifest = bright_model(tmp_path / "..").manifest
    (wanted,) = manifest.inputs
    (one,) = wanted.channels
    read = replace(one, select=replace(one.select, sop_classes=(str(image.SOPClassUID),), regions=(HEAD,)))
    laid = replace(wanted.geometry, laterality="of-image")  # type: ignore[type-var]
    asked = replace(manifest, inputs=(replace(wanted, geometry=laid, channels=(read,)),))
    subject, _ = read_source(site(), asked, choose_source(site(), asked, retrieved(tmp_path)))
    assert isinstance(subject, Volume)
    assert subject.laterality == "left"


@pytest.mark.parametrize(("other", "expected"), [("R", "right"), ("L", None), ("", None)])
def test_channels_of_another_side_leave_findings_without_one(tmp_path: Path, other: str, expected: str | None) -> None:
    for name, side in (("one", "R"), ("two", other)):
        saved(one_of(name, head(100, 200), ImageLaterality=side), tmp_path / name)
    wanted = reading(channel("one"), channel("two"))
    laid = replace(wanted.geometry, laterality="of-image")  # type: ignore[type-var]
    asked = replace(VOLUMES, inputs=(replace(wanted, geometry=laid),), before=())
    subject, _ = read_source(site(), asked, choose_source(site(), asked, retrieved(tmp_path)))
    assert isinstance(subject, Volume)
    assert subject.laterality == expected
