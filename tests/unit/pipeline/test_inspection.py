from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import FileDataset
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, MRImageStorage

from radlane.dicomweb.part10 import Limits
from radlane.domain.acceptance import Accepts, Pixels, Range, StatedRange
from radlane.domain.cine import Cine
from radlane.domain.code import Code
from radlane.domain.image import Direction, Image, Picture
from radlane.domain.input import Channel
from radlane.domain.model import Manifest
from radlane.domain.refs import InstanceRef
from radlane.domain.volume import Volume
from radlane.errors import DecodeCrashed
from radlane.imaging.decode import FrameFormat, decode_frame
from radlane.pipeline.inspection import READS, SLICE, Inspection, inspect_file
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from support.archives import deflated, part10, renamed
from support.pictures import DEFLATED_FRAMES, clip, in_deflated_frames, picture
from support.planar import EXAMPLES, angiogram, capture, dressed, echo, fundus, skin
from support.radiographs import INSTANCE, SERIES, STUDY, pattern, radiograph, save
from support.volumes import block, enhanced, series

MANIFEST = read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml")
CR = "1.2.840.10008.5.1.4.1.1.1"
VL = "1.2.840.10008.5.1.4.1.1.77.1.4"


def inspected(folder: Path, dataset: FileDataset, *manifests: Manifest) -> Inspection:
    return inspect_file(save(dataset, folder), manifests or (MANIFEST,), decode_frame, Limits())


def test_a_radiograph_is_described(tmp_path: Path) -> None:
    found = inspected(tmp_path, radiograph())
    assert found.path == tmp_path / "image.dcm"
    assert found.ref == InstanceRef(
        study_instance_uid=STUDY, series_instance_uid=SERIES, sop_instance_uid=INSTANCE, sop_class_uid=CR
    )
    assert found.transfer_syntax == "1.2.840.10008.1.2.1"
    assert isinstance(found.seen, Image)
    assert found.seen.values.shape == (48, 40)


def test_what_is_in_colour_or_has_frames_is_seen_and_read_by_no_model_of_grey_images(tmp_path: Path) -> None:
    found = inspected(tmp_path, picture(SOPClassUID=CR))
    assert isinstance(found.seen, Picture)
    assert found.verdicts[0][1] == "photometric-unsupported"
    found = inspected(tmp_path, clip())
    assert isinstance(found.seen, Cine)
    assert found.verdicts[0][1] == "no-matching-series"
    everything = _of_class(MANIFEST, str(clip().SOPClassUID))
    assert inspected(tmp_path, clip(Modality="CR"), everything).verdicts[0][1] == "multi-frame-unsupported"


@pytest.mark.parametrize(
    "dataset",
    [
        picture(SOPClassUID=CR, NumberOfFrames=2),
        picture(SOPClassUID=CR, PixelData=bytes(10)),
        picture(SOPClassUID=CR, NumberOfFrames=0),
    ],
    ids=["frames", "corrupt", "none"],
)
def test_a_model_of_grey_images_says_first_that_an_image_is_in_colour(tmp_path: Path, dataset: FileDataset) -> None:
    assert inspected(tmp_path, dataset).verdicts[0][1] == "photometric-unsupported"


@pytest.mark.parametrize("dataset", [radiograph(), picture(), picture(PlanarConfiguration=1), clip()])
def test_what_is_deflated_is_what_it_is_otherwise(tmp_path: Path, dataset: FileDataset) -> None:
    expected = inspected(tmp_path, dataset)
    (tmp_path / "image.dcm").write_bytes(deflated(part10(dataset)))
    found = inspect_file(tmp_path / "image.dcm", (MANIFEST,), decode_frame, Limits())
    assert found.transfer_syntax == DeflatedExplicitVRLittleEndian
    assert found.verdicts == expected.verdicts
    assert found.seen is not None
    assert pickle.dumps(found.seen) == pickle.dumps(expected.seen)


@pytest.mark.parametrize("dataset", [radiograph(), picture(), picture(PlanarConfiguration=1), clip()])
def test_what_has_deflated_frames_is_what_it_is_otherwise(tmp_path: Path, dataset: FileDataset) -> None:
    """pydicom does not know this transfer syntax, and writes none of it."""
    expected, made = inspected(tmp_path, dataset), in_deflated_frames(dataset)
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    (tmp_path / "image.dcm").write_bytes(renamed(part10(made), DEFLATED_FRAMES))
    found = inspect_file(tmp_path / "image.dcm", (MANIFEST,), decode_frame, Limits())
    assert found.transfer_syntax == DEFLATED_FRAMES
    assert (found.verdicts, found.refusal) == (expected.verdicts, "")
    assert pickle.dumps(found.seen) == pickle.dumps(expected.seen)


def test_what_another_program_deflated_is_seen() -> None:
    path = Path(str(get_testdata_file("image_dfl.dcm")))
    seen = inspect_file(path, (), decode_frame, Limits()).seen
    assert isinstance(seen, Image)
    np.testing.assert_array_equal(seen.values, dcmread(path).pixel_array)


def test_what_has_no_pixels_says_so(tmp_path: Path) -> None:
    found = inspected(tmp_path, radiograph(PixelData=None, Rows=None, SamplesPerPixel=None))
    assert found.refusal == "pixel-data-missing"


def test_frames_that_do_not_follow_each_other_in_time_are_not_read(tmp_path: Path) -> None:
    found = inspected(tmp_path, clip(SOPClassUID="1.2.840.10008.5.1.4.1.1.4.1"))
    assert (found.seen, found.refusal) == (None, "multi-frame-unsupported")


def test_an_enhanced_image_is_a_volume_and_read_by_models_of_volumes(tmp_path: Path) -> None:
    dataset, tissue = enhanced(series(block())), read_manifest(builtin_roots()[0] / "ct-tissue" / "model.yaml")
    reads, elsewhere = _of_class(tissue, str(dataset.SOPClassUID)), _of_class(MANIFEST, str(dataset.SOPClassUID))
    head = _of_region(reads, Code(scheme="SCT", value="69536005", meaning="Head"))
    classic = _of_class(tissue, "1.2.840.10008.5.1.4.1.1.2")
    found = inspected(tmp_path, dataset, reads, classic, head, _of_region(reads), elsewhere)
    assert isinstance(found.seen, Volume)
    verdicts = [verdict for _, verdict in found.verdicts]
    assert verdicts == [READS, "no-matching-series", READS, "body-part-mismatch", "no-matching-series"]
    del dataset.PerFrameFunctionalGroupsSequence[0].PlanePositionSequence
    found = inspected(tmp_path, dataset, reads)
    assert (found.seen, found.refusal, found.verdicts[0][1]) == (None, "geometry-invalid", "geometry-invalid")


def _of_region(described: Manifest, *regions: Code) -> Manifest:
    source = described.inputs[0]
    channel = source.channels[0]
    other = replace(channel, select=replace(channel.select, regions=regions))
    return replace(described, inputs=(replace(source, channels=(other,)),))


def _of_class(described: Manifest, sop_class_uid: str) -> Manifest:
    source = described.inputs[0]
    channel = source.channels[0]
    other = replace(channel, select=replace(channel.select, sop_classes=(sop_class_uid,)))
    return replace(described, inputs=(replace(source, channels=(other,)),))


def _lateral(described: Manifest) -> Manifest:
    """The manifest of a model that reads lateral pictures."""
    source = described.inputs[0]
    geometry = replace(source.geometry, orientation=(Direction.A, Direction.F))
    return replace(described, name="lateral", inputs=(replace(source, geometry=geometry),))


def _of_a_view(described: Manifest) -> Manifest:
    source = described.inputs[0]
    channel = source.channels[0]
    ap = replace(channel, select=replace(channel.select, views=("AP",)))
    return replace(described, name="ap", inputs=(replace(source, channels=(ap,)),))


def test_each_model_has_its_say(tmp_path: Path) -> None:
    found = inspected(tmp_path, radiograph(), MANIFEST, _lateral(MANIFEST), _of_a_view(MANIFEST))
    assert found.verdicts == (
        ("cxr-lungs:1.1.0", READS),
        ("lateral:1.1.0", "view-mismatch"),  # its pixels are not what the model reads
        ("ap:1.1.0", "view-mismatch"),  # its header says so
    )


def test_a_model_says_what_it_does_not_accept(tmp_path: Path) -> None:
    adults = replace(MANIFEST, accepts=Accepts(age_years=StatedRange(least=18), pixels=Pixels(empty=0.5)))
    assert inspected(tmp_path, radiograph(PatientAge="040Y"), adults).verdicts[0][1] == READS
    assert inspected(tmp_path, radiograph(PatientAge="004Y"), adults).verdicts[0][1] == "age-mismatch"
    blank = pattern()
    blank[:30] = 7
    assert inspected(tmp_path, radiograph(blank, PatientAge="040Y"), adults).verdicts[0][1] == "pixels-empty"


def test_a_slice_and_an_enhanced_image_are_judged_too(tmp_path: Path) -> None:
    tissue = read_manifest(builtin_roots()[0] / "ct-tissue" / "model.yaml")
    accepts = Accepts(age_years=StatedRange(least=18), slices=Range(least=20), pixels=Pixels(empty=0.01))
    slices = series(block(), PatientAge="040Y")
    strict = _of_class(replace(tissue, accepts=accepts), str(slices[0].SOPClassUID))
    assert inspected(tmp_path, slices[0], strict).verdicts[0][1] == SLICE  # how many others there are is not asked
    slices[0].PatientAge = "004Y"
    assert inspected(tmp_path, slices[0], strict).verdicts[0][1] == "age-mismatch"
    whole = enhanced(series(block(), PatientAge="040Y"))
    strict = _of_class(replace(tissue, accepts=accepts), str(whole.SOPClassUID))
    assert inspected(tmp_path, whole, strict).verdicts[0][1] == "slice-count-mismatch"


@pytest.mark.parametrize(
    ("attributes", "verdict"),
    [
        ({"BodyPartExamined": "KNEE"}, "body-part-mismatch"),
        ({"Modality": "CT"}, "no-matching-series"),
        ({"SamplesPerPixel": 3}, "photometric-unsupported"),
        ({"Rows": 60000}, "pixel-data-corrupt"),
        ({"PixelData": None}, "pixel-data-missing"),
        ({"PixelData": None, "Modality": "CT"}, "no-matching-series"),  # what nobody asks for is not missed
    ],
)
def test_a_model_says_why_it_does_not_read(tmp_path: Path, attributes: dict[str, object], verdict: str) -> None:
    found = inspected(tmp_path, radiograph(**attributes))
    assert found.verdicts == (("cxr-lungs:1.1.0", verdict),)
    assert found.ref is not None


def test_without_models_there_is_no_verdict(tmp_path: Path) -> None:
    assert inspect_file(save(radiograph(), tmp_path), (), decode_frame, Limits()).verdicts == ()


def test_a_decoder_that_dies_is_the_file_s_own(tmp_path: Path) -> None:
    def dies(form: FrameFormat, data: bytes) -> NDArray[object]:
        raise DecodeCrashed("It died", uid=form.uid)

    found = inspect_file(save(radiograph(), tmp_path), (MANIFEST,), dies, Limits())
    assert (found.seen, found.refusal, found.verdicts) == (
        None,
        "decode-crashed",
        (("cxr-lungs:1.1.0", "decode-crashed"),),
    )
    assert found.transfer_syntax == "1.2.840.10008.1.2.1"


def _junk(path: Path) -> None:
    path.write_text("junk")


def _nowhere(path: Path) -> None:
    path.symlink_to("nosuch")


def _unreadable(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


@pytest.mark.parametrize("make", [_junk, _nowhere, _unreadable])
def test_of_what_is_no_instance_only_the_path_is_known(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "file"
    make(path)
    assert inspect_file(path, (MANIFEST,), _never, Limits()) == Inspection(path=path, ref=None)


def _never(form: FrameFormat, data: bytes) -> NoReturn:
    raise AssertionError("there is nothing to decode")


def test_a_file_whose_rest_is_not_read_is_known_by_its_header(tmp_path: Path) -> None:
    path = save(radiograph(), tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-200])  # the header is whole
    found = inspect_file(path, (MANIFEST,), decode_frame, Limits())
    assert (found.ref is not None, found.seen) == (True, None)
    assert found.verdicts[0][1] in {"file-unreadable", "pixel-data-corrupt"}


def test_a_file_is_a_slice_of_any_channel(tmp_path: Path) -> None:
    tissue = read_manifest(builtin_roots()[0] / "ct-tissue" / "model.yaml")
    source = tissue.inputs[0]
    first = source.channels[0]
    mr = replace(first, id="mr", select=replace(first.select, modalities=("MR",), sop_classes=(MRImageStorage,)))
    both = replace(tissue, inputs=(replace(source, channels=(first, mr)),))
    asked = {"BodyPartExamined": "HEAD"}
    for modality in ("CT", "MR"):
        dataset = series(block(), modality=modality, name=modality, **asked)[0]
        assert inspected(tmp_path / modality, dataset, both).verdicts[0][1] == SLICE
    hand = series(block(), name="hand", BodyPartExamined="HAND")[0]
    assert inspected(tmp_path / "hand", hand, both).verdicts[0][1] == "body-part-mismatch"
    whole = enhanced(series(block(), **asked))
    several = replace(both, inputs=(replace(source, channels=(_enhanced(first), mr)),))
    assert inspected(tmp_path / "whole", whole, several).verdicts[0][1] == SLICE  # one file is not all that it reads


def _enhanced(channel: Channel) -> Channel:
    return replace(channel, select=replace(channel.select, sop_classes=("1.2.840.10008.5.1.4.1.1.2.2",)))


@pytest.mark.parametrize(
    ("name", "image", "verdict"),
    [
        ("skin-photograph", skin(), READS),
        ("fundus", fundus(), READS),
        ("echo-view", echo(), READS),
        ("angiogram-frame", angiogram(), READS),
        ("bright-bars", capture(), READS),
        ("bright-bars", echo(), READS),  # its first frame
        ("skin-photograph", dressed(picture(NumberOfFrames=2), Modality="XC"), "multi-frame-unsupported"),
        ("skin-photograph", dressed(radiograph(SOPClassUID=VL), Modality="XC"), "colour-missing"),
        ("echo-view", dressed(clip(), Modality="US"), "clip-too-short"),  # of five frames
        ("angiogram-frame", echo(), "no-matching-series"),
    ],
)
def test_models_of_pictures_and_clips(tmp_path: Path, name: str, image: FileDataset, verdict: str) -> None:
    manifest = read_manifest(EXAMPLES / name / "model.yaml")
    found = inspected(tmp_path, image, manifest)
    assert found.verdicts == ((f"{name}:1.0.0", verdict),)
