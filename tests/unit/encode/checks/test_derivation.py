from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.encode.checks.derivation import check_derivation
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded
from support.radiographs import radiograph
from support.small_objects import CAPTURE, item
from support.volume_sources import slices

PLACE = ("spatial-locations", "DerivationImageSequence/SpatialLocationsPreserved")


def faults(*datasets: Dataset, sources: Sequence[Dataset] = ()) -> list[tuple[str, str]]:
    problems = check_derivation(ObjectSet(objects=datasets, sources=tuple(sources)))
    return [(problem.code, problem.attribute) for problem in problems]


def test_results_say_that_they_are_derived() -> None:
    assert faults(*encoded(radiograph()), *volume_encoding.encoded()) == []


def test_an_original_has_no_source() -> None:
    segmentation, capture, _ = encoded(radiograph())
    for dataset in (segmentation, capture):
        dataset.ImageType = ["ORIGINAL", "SECONDARY"]
        assert faults(dataset) == [("image-type", "ImageType")]
    assert faults(item(SOPClassUID=CAPTURE, ImageType=["ORIGINAL", "SECONDARY"])) == []


def test_frames_on_the_grid_of_their_images_lie_where_those_do() -> None:
    segmentation = encoded(radiograph())[0]
    frame = segmentation.PerFrameFunctionalGroupsSequence[1]
    frame.DerivationImageSequence[0].SourceImageSequence[0].SpatialLocationsPreserved = "NO"
    assert faults(segmentation) == [PLACE]
    segmentation.SOPClassUID = "1.2.3"
    assert faults(segmentation) == []


def test_a_segmentation_may_have_another_grid_than_its_images() -> None:
    volume = slices(values=volume_encoding.values())
    segmentation = volume_encoding.encoded(sources=volume, picture=False)[0]
    first = segmentation.PerFrameFunctionalGroupsSequence[0]
    first.DerivationImageSequence[0].SourceImageSequence[0].SpatialLocationsPreserved = "NO"
    assert faults(segmentation, sources=volume) == [PLACE]
    assert faults(segmentation) == []  # where the image lies is not known
    segmentation.Rows = 100
    assert faults(segmentation, sources=volume) == []
    del first.PlanePositionSequence  # seen as a missing macro
    assert faults(segmentation, sources=volume) == []
