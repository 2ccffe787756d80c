from __future__ import annotations

from pydicom.dataset import Dataset

from radlane.encode.checks.derivation import check_derivation
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded
from support.radiographs import radiograph
from support.small_objects import CAPTURE, item


def faults(*datasets: Dataset) -> list[tuple[str, str]]:
    problems = check_derivation(ObjectSet(objects=datasets, sources=()))
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
    place = ("spatial-locations", "DerivationImageSequence/SpatialLocationsPreserved")
    assert faults(segmentation) == [place]
    segmentation.SOPClassUID = "1.2.3"
    assert faults(segmentation) == []
