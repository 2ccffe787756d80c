import numpy as np

from radlane.domain.code import Code
from radlane.domain.finding import (
    Conclusion,
    Finding,
    Laterality,
    Presence,
    Probability,
    VolumeBoxRegion,
    VolumeRegion,
)

LUNG = Code(scheme="SCT", value="39607008", meaning="Lung")
NODULE = Code(scheme="SCT", value="27925004", meaning="Nodule")


def test_the_corners_of_a_box_are_two_faces_one_after_the_other() -> None:
    affine = np.array([[0, 0, 2, 10], [0, 3, 0, 20], [5, 0, 0, 30], [0, 0, 0, 1]], dtype=np.float64)
    low, high = VolumeBoxRegion(affine=affine).corners.reshape(2, 4, 3)
    np.testing.assert_array_equal(low, [(10, 20, 30), (12, 20, 30), (12, 23, 30), (10, 23, 30)])
    np.testing.assert_array_equal(high - low, [(0, 0, 5)] * 4)


def test_a_finding_is_where_its_site_is_or_where_it_is_itself() -> None:
    bare = Finding(id="a", concept=NODULE, presence=Presence.PRESENT)
    assert bare.located is None
    assert Finding(id="a", concept=NODULE, presence=Presence.PRESENT, site=LUNG).located == LUNG
    sided = Finding(id="a", concept=NODULE, presence=Presence.PRESENT, laterality=Laterality.LEFT)
    assert sided.located == NODULE
    segmented = Finding(id="a", concept=LUNG, presence=Presence.ABSENT, region=VolumeRegion(segment=1, voxels=0))
    assert segmented.located == LUNG


def test_boxes_in_space_come_with_the_surest_first() -> None:
    box = VolumeBoxRegion(affine=np.eye(4))
    bare = Finding(id="a", concept=NODULE, presence=Presence.PRESENT)
    found = [
        Finding(
            id=f"nodule-{value}",
            concept=NODULE,
            presence=Presence.PRESENT,
            probability=None if value is None else Probability(value=value, threshold=0.1),
            region=box,
        )
        for value in (None, 0.25, 0.75)
    ]
    boxes = Conclusion(findings=(bare, *found)).boxes
    assert list(boxes) == ["nodule-0.75", "nodule-0.25", "nodule-None"]
    assert all(one is box for one in boxes.values())


def test_a_box_that_is_present_comes_before_one_that_may_be() -> None:
    """Of two classes the second one's threshold is higher: its 0.75 says less than the other's 0.25."""
    sure, maybe = (
        Finding(
            id=presence,
            concept=NODULE,
            presence=presence,
            probability=Probability(value=value, threshold=threshold),
            region=VolumeBoxRegion(affine=np.eye(4)),
        )
        for presence, value, threshold in ((Presence.PRESENT, 0.25, 0.1), (Presence.INDETERMINATE, 0.75, 0.9))
    )
    for findings in ((sure, maybe), (maybe, sure)):
        assert list(Conclusion(findings=findings).boxes) == ["present", "indeterminate"]
