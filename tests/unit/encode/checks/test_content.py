from pydicom.dataset import Dataset

from radlane.encode.checks import content
from support import volume_encoding
from support.encoding import encoded
from support.radiographs import radiograph
from support.report import measured
from support.volume_sources import SERIES


def test_what_a_group_says() -> None:
    objects = encoded(radiograph())
    right, left, ratio = content.groups(objects[2])
    assert content.findings(right) == content.sites(right) == {("SCT", "39607008")}
    assert (content.sides(right), content.sides(left)) == ({("SCT", "24028007")}, {("SCT", "7771000")})
    assert content.presence(right) == {("SCT", "52101004")}
    assert sorted(content.statements(right)) == [
        (("DCM", "121052"), ("SCT", "52101004"), "Present"),
        (("DCM", "121071"), ("SCT", "39607008"), "Lung"),
        (("SCT", "272741003"), ("SCT", "24028007"), "Right"),
        (("SCT", "363698007"), ("SCT", "39607008"), "Lung"),
    ]
    assert content.parameters(right) == ()
    (stated,) = content.named(right, ("SCT", "42798000"))
    assert content.parameters(stated)[0] == "segmentation lungs threshold=0.5"
    assert content.tracking_uid(right) == objects[0].SegmentSequence[0].TrackingUID
    assert content.is_tracked(right)
    (area,) = content.stated_numbers(right)
    assert area.meanings == ("Area", "pixels")
    assert (area.concept, area.unit, area.exact) == (("SCT", "42798000"), ("UCUM", "{pixels}"), None)
    assert area.value == float(measured(objects).NumericValue)
    (number,) = content.stated_numbers(ratio)
    assert number.value is not None
    assert number.exact is not None
    assert abs(number.value - number.exact) < 1e-9


def test_an_empty_group_says_nothing() -> None:
    empty = Dataset()
    assert list(content.groups(empty)) == content.stated_numbers(empty) == []
    assert content.findings(empty) == content.sites(empty) == content.sides(empty) == content.presence(empty) == set()
    assert content.tracking_uid(empty) == ""
    assert not content.is_tracked(empty)


def test_a_site_without_a_side_has_an_empty_one_and_two_numbers_are_none() -> None:
    objects = encoded(radiograph())
    (group, *_) = content.groups(objects[2])
    (site,) = content.named(group, ("SCT", "363698007"))
    del site.ContentSequence
    measured(objects).NumericValue = ["1", "2"]
    assert content.sides(group) == {("", "")}
    assert content.stated_numbers(group)[0].value is None


def test_a_group_of_a_volume_names_the_series_of_its_segment() -> None:
    assert [content.source_series(group) for group in content.groups(volume_encoding.encoded()[2])] == [{SERIES}] * 3
    assert content.source_series(Dataset()) == set()


def test_a_measured_group_has_numbers_and_no_region() -> None:
    objects = encoded(radiograph())
    right, _, ratio = content.groups(objects[2])
    assert not content.is_measured(right)  # its area is that of a region
    assert content.is_measured(ratio)
    del ratio.ContentSequence
    assert not content.is_measured(ratio)
    assert not content.is_measured(Dataset())
