"""What is chosen of a study, in which order, and what is read of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.acceptance import Accepts, Range, StatedRange
from radlane.domain.code import Code
from radlane.domain.image import Image
from radlane.domain.input import Condition
from radlane.domain.model import Manifest
from radlane.domain.study import RetrievedStudy
from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.pipeline.source import choose_source, open_source, read_source
from support.choices import selecting
from support.lanes import reference_model, site
from support.nuclear import spect
from support.pets import pet
from support.radiographs import pattern, radiograph, save
from support.volume_models import bright_model
from support.volumes import block, enhanced, saved, series

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
    manifest = reading(bright_model(tmp_path / "..").manifest, str(dataset.SOPClassUID))
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


def reading(manifest: Manifest, sop_class_uid: str) -> Manifest:
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
