from collections.abc import Sequence

import pytest
from pydicom.dataset import Dataset

from radlane.domain.result import Role
from radlane.encode.checker import check_objects
from radlane.encode.result import encode_result, role_of
from radlane.imaging.cuts import render_cuts
from radlane.inference.outlines import trace_outlines
from support import volume_encoding
from support.encoding import conclusion, context, encoded, picture
from support.findings import classification, deep_detection, detection, explained, with_frames
from support.radiographs import radiograph
from support.report import named
from support.volume_sources import CT, slices, volume


def test_leaves_come_first_and_the_report_last() -> None:
    source = radiograph()
    objects = encode_result(context(source), conclusion(48, 40), picture(source))
    assert [role_of(dataset) for dataset in objects] == [Role.SEGMENTATION, Role.CAPTURE, Role.REPORT]


def test_without_a_segment_there_is_no_segmentation() -> None:
    objects = encoded(radiograph(), conclusion(48, 40, present=(False, False)))
    assert [role_of(dataset) for dataset in objects] == [Role.CAPTURE, Role.REPORT]


def test_the_sr_of_outlines_comes_before_the_root() -> None:
    source, found = radiograph(), conclusion(48, 40)
    objects = encode_result(context(source), found, picture(source), outlines=trace_outlines(found))
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
    (study,) = objects[-1].CurrentRequestedProcedureEvidenceSequence
    assert len(study.ReferencedSeriesSequence) == 2  # images and SEG
    assert check_objects(objects, run.sources) == ()


def test_heat_maps_are_objects_of_their_own_and_listed_in_the_report() -> None:
    run = volume_encoding.context(slices())
    said = explained(volume_encoding.conclusion(), CT.shape)
    made = volume(CT, volume_encoding.values())
    cuts = render_cuts(made, volume_encoding.labels(), window=None)
    shown = [render_cuts(made, volume_encoding.labels(), window=None, heat=one.values) for one in said.heatmaps]
    objects = encode_result(run, said, cuts, shown)
    assert roles(objects) == [
        *("segmentation", "capture", "parametric-map", "explanation", "parametric-map", "explanation", "report"),
    ]
    assert check_objects(objects, run.sources, said) == ()
    library = named(named(objects[-1], "111028"), "126200").ContentSequence
    explaining = [
        entry.ReferencedSOPSequence[0].ReferencedSOPInstanceUID
        for entry in library
        if entry.ConceptNameCodeSequence[0].CodeMeaning == "Visual explanation"
    ]
    assert explaining == [dataset.SOPInstanceUID for dataset in objects[2:6]]
    assert len({dataset.SeriesInstanceUID for dataset in objects}) == 5


def test_a_heat_map_of_a_radiograph_is_a_picture_alone() -> None:
    source = radiograph()
    said = explained(classification(), (1, 48, 40))
    objects = encode_result(context(source), said, picture(source), [picture(source)] * 2)
    assert roles(objects) == ["capture", "explanation", "explanation", "report"]
    assert check_objects(objects, [source], said) == ()


def test_each_heat_map_is_shown_on_something() -> None:
    source = radiograph()
    with pytest.raises(ValueError, match="argument"):
        encode_result(context(source), explained(classification(), (1, 48, 40)), None)


@pytest.mark.parametrize("frames", [1, 3])
def test_classes_and_boxes_pass_the_checker(frames: int) -> None:
    source = with_frames(radiograph(), frames)
    for said in (
        *(classification(), classification(positive=False)),
        *(detection(frame=frames - 1), detection(found=False)),
    ):
        objects = encode_result(context(source), said, picture(source))
        assert roles(objects) == ["capture", "report"]
        assert check_objects(objects, [source], said) == ()


def test_a_box_in_space_passes_the_checker() -> None:
    run = volume_encoding.context(slices())
    objects = encode_result(run, deep_detection(), None)
    assert roles(objects) == ["report"]
    assert check_objects(objects, run.sources, deep_detection()) == ()


def roles(objects: Sequence[Dataset]) -> list[str]:
    return [str(role_of(dataset)) for dataset in objects]
