from radlane.domain.result import Role
from radlane.encode.result import encode_result, role_of
from support.encoding import conclusion, context, encoded, picture
from support.radiographs import radiograph


def test_leaves_come_first_and_the_report_last() -> None:
    source = radiograph()
    objects = encode_result(context(source), conclusion(48, 40), picture(source))
    assert [role_of(dataset) for dataset in objects] == [Role.SEGMENTATION, Role.CAPTURE, Role.REPORT]


def test_without_a_segment_there_is_no_segmentation() -> None:
    objects = encoded(radiograph(), conclusion(48, 40, present=(False, False)))
    assert [role_of(dataset) for dataset in objects] == [Role.CAPTURE, Role.REPORT]


def test_nothing_of_highdicoms_own_clock_or_name_is_left() -> None:
    for dataset in encoded(radiograph()):
        assert len(dataset.ContributingEquipmentSequence) == 1
        assert "highdicom" not in str(dataset).lower()
