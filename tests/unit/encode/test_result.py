from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.domain.result import Role
from radlane.encode.checker import check_objects
from radlane.encode.result import encode_result, role_of
from radlane.imaging.cuts import render_cuts
from radlane.inference.outlines import trace_outlines
from support import volume_encoding
from support.encoding import conclusion, context, encoded, picture
from support.radiographs import radiograph
from support.volume_sources import slices, volume


def test_leaves_come_first_and_the_report_last() -> None:
    source = radiograph()
    objects = encode_result(context(source), conclusion(48, 40), picture(source))
    assert [role_of(dataset) for dataset in objects] == [Role.SEGMENTATION, Role.CAPTURE, Role.REPORT]


def test_without_a_segment_there_is_no_segmentation() -> None:
    objects = encoded(radiograph(), conclusion(48, 40, present=(False, False)))
    assert [role_of(dataset) for dataset in objects] == [Role.CAPTURE, Role.REPORT]


def test_the_sr_of_outlines_comes_before_the_root() -> None:
    source, found = radiograph(), conclusion(48, 40)
    objects = encode_result(context(source), found, picture(source), trace_outlines(found))
    assert roles(objects) == ["segmentation", "capture", "display", "report"]
    assert check_objects(objects, [source], found) == ()


def test_nothing_of_highdicoms_own_clock_or_name_is_left() -> None:
    for dataset in encoded(radiograph()):
        assert len(dataset.ContributingEquipmentSequence) == 1
        assert "highdicom" not in str(dataset).lower()


def test_a_volume_has_the_same_objects_and_none_that_is_empty() -> None:
    run = volume_encoding.context(slices())
    cuts = render_cuts(volume(), volume_encoding.labels(), window=None)
    present, absent = volume_encoding.conclusion(), volume_encoding.conclusion(found=volume_encoding.labels(present=()))
    assert roles(encode_result(run, present, cuts)) == ["segmentation", "capture", "report"]
    assert roles(encode_result(run, absent, cuts)) == ["capture", "report"]


def test_without_a_picture_there_is_no_capture() -> None:
    run = volume_encoding.context(slices())
    objects = encode_result(run, volume_encoding.conclusion(), None)
    assert roles(objects) == ["segmentation", "report"]
    assert "PertinentOtherEvidenceSequence" not in objects[-1]
    assert check_objects(objects, run.sources) == ()


def roles(objects: Sequence[Dataset]) -> list[str]:
    return [str(role_of(dataset)) for dataset in objects]
