import pytest

from radlane.domain.detection import BoxFormat
from support.said import box_map, detection


def test_boxes_are_read_from_two_or_three_outputs() -> None:
    assert detection().tensors == ("boxes", "scores")
    assert detection(labels="names").tensors == ("boxes", "scores", "names")


def test_boxes_around_parts_are_read_from_one_map() -> None:
    assert box_map().tensors == ("likely",)


@pytest.mark.parametrize(("form", "axes"), [("xyxy", 2), ("cxcywh", 2), ("zyxzyx", 3), ("czyxdhw", 3)])
def test_a_format_is_of_projections_or_of_volumes(form: str, axes: int) -> None:
    assert BoxFormat(form).axes == axes
