import copy

import pytest

from radlane.domain.refs import InstanceRef
from radlane.encode.checker import check_objects
from radlane.encode.checks.problem import references
from radlane.encode.evidence import Evidence, hierarchical_references, ref_of
from radlane.encode.source_frame import every_frame
from support.findings import with_frames
from support.radiographs import radiograph
from support.volume_encoding import conclusion, of_channels
from support.volume_sources import SERIES, slices


def ref(study: str, series: str, instance: str) -> InstanceRef:
    return InstanceRef(
        study_instance_uid=study, series_instance_uid=series, sop_instance_uid=instance, sop_class_uid="1.9"
    )


def test_references_stand_under_their_study_and_series_once() -> None:
    refs = [
        ref("1", "1.1", "a"),
        ref("2", "2.1", "b"),
        ref("1", "1.2", "c"),
        ref("1", "1.1", "d"),
        ref("1", "1.1", "a"),
    ]
    studies = hierarchical_references(refs)
    told = {
        study.StudyInstanceUID: {
            series.SeriesInstanceUID: [one.ReferencedSOPInstanceUID for one in series.ReferencedSOPSequence]
            for series in study.ReferencedSeriesSequence
        }
        for study in studies
    }
    assert told == {"1": {"1.1": ["a", "d"], "1.2": ["c"]}, "2": {"2.1": ["b"]}}
    assert list(hierarchical_references([])) == []


def test_where_an_instance_is() -> None:
    image = radiograph()
    found = ref_of(image)
    assert (found.sop_instance_uid, found.sop_class_uid) == (image.SOPInstanceUID, image.SOPClassUID)
    assert (found.study_instance_uid, found.series_instance_uid) == (image.StudyInstanceUID, image.SeriesInstanceUID)


def test_images_are_referred_to_with_the_frames_that_were_analysed() -> None:
    image, report = with_frames(radiograph(), 4), radiograph()
    frames = every_frame([image])
    explained = {"nodule": (report,)}
    some = Evidence(frames=frames[1:3], segmentation=None, explanations=explained)
    assert [one.frames for one in some.images] == [(2, 3)]
    assert [one.frames for one in Evidence(frames=frames, segmentation=None, explanations={}).images] == [None]
    assert [one.sop_instance_uid for one in some.explaining("nodule")] == [report.SOPInstanceUID]
    assert some.explaining("another") == ()


def test_a_volume_has_one_source_series() -> None:
    evidence = Evidence(frames=every_frame(slices()), segmentation=None, explanations={})
    assert evidence.source_series == SERIES
    assert len(evidence.images) == len(slices())


@pytest.mark.parametrize("display", [False, True])
def test_images_of_all_channels_are_evidence_and_segments_lie_on_one(display: bool) -> None:
    objects, own, others = of_channels(display=display)
    assert check_objects(objects, [*own, *others], conclusion(), every_frame(list(own))) == ()
    assert check_objects(objects, [*own, *others]) == ()
    uids = {str(one.SOPInstanceUID) for one in (*own, *others)}
    for found in objects:
        if found.Modality == "SEG":
            assert {uid for uid, _ in references(found.ReferencedSeriesSequence)} == uids
            assert {uid for uid, _ in references(found.PerFrameFunctionalGroupsSequence)} <= {
                str(one.SOPInstanceUID) for one in own
            }
        elif found.Modality == "SR":
            assert uids - {uid for uid, _ in references(found.CurrentRequestedProcedureEvidenceSequence)} <= (
                {str(one.SOPInstanceUID) for one in own} if display else set()
            )


def test_less_or_more_evidence_than_was_read_is_rejected() -> None:
    objects, own, others = of_channels()
    for images in ([*own, *others[:-1]], own):
        found = {one.code for one in check_objects(objects, images, conclusion(), every_frame(list(own)))}
        assert "image-set" in found
    more = [*others, copy.deepcopy(others[0])]
    more[-1].SOPInstanceUID = "1.2.3.4"
    assert "image-set" in {
        one.code for one in check_objects(objects, [*own, *more], conclusion(), every_frame(list(own)))
    }


def test_a_segmentation_that_lies_on_no_listed_series_is_compared_with_all() -> None:
    objects, own, others = of_channels()
    for group in objects[0].PerFrameFunctionalGroupsSequence:
        for item in group.DerivationImageSequence[0].SourceImageSequence:
            item.ReferencedSOPInstanceUID = "1.2.3.4"
    assert "seg-grid" in {one.code for one in check_objects(objects, [*own, *others])}
