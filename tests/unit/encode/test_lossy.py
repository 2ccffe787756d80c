import pytest
from pydicom.dataset import Dataset
from pydicom.uid import JPEG2000, JPEG2000Lossless, JPEGBaseline8Bit, JPEGExtended12Bit, JPEGLSNearLossless

from radlane.encode.lossy import lossy_compression, put_lossy_compression
from support.encoding import encoded
from support.radiographs import radiograph, with_meta

J2K = {"LossyImageCompressionRatio": "10", "LossyImageCompressionMethod": "ISO_15444_1"}


@pytest.mark.parametrize(
    ("stated", "syntax", "expected"),
    [
        (None, None, None),  # native: what was before is not known
        ("", None, None),
        ("00", None, "00"),
        ("01", None, "01"),
        (None, JPEG2000Lossless, None),  # no loss now says nothing of before
        (None, JPEG2000, None),  # reversible or not: the syntax allows both
        (None, JPEGLSNearLossless, None),
        ("00", JPEG2000, "00"),
        (None, JPEGBaseline8Bit, "01"),  # lossy whatever the header says
        ("00", JPEGBaseline8Bit, "01"),
        ("00", JPEGExtended12Bit, "01"),
    ],
)
def test_what_is_known_of_lossy_compression(stated: str | None, syntax: str | None, expected: str | None) -> None:
    source = radiograph() if stated is None else radiograph(LossyImageCompression=stated)
    assert lossy_compression([source if syntax is None else with_meta(source, syntax)]) == expected


@pytest.mark.parametrize(
    ("attributes", "syntax", "ratio", "methods"),
    [
        (J2K, None, "10", "ISO_15444_1"),
        ({}, None, None, None),  # with nothing more
        ({"LossyImageCompressionRatio": "13.3333333333333333"}, None, "13.3333333333333", None),  # too long for a DS
        ({"LossyImageCompressionMethod": "J2K \u00e9"}, None, None, None),  # no code string
        ({}, JPEGBaseline8Bit, None, "ISO_10918_1"),
        ({"LossyImageCompressionMethod": "ISO_10918_1"}, JPEGBaseline8Bit, None, "ISO_10918_1"),
        (J2K, JPEGExtended12Bit, "10", ["ISO_15444_1", "ISO_10918_1"]),  # one after the other
    ],
)
def test_ratio_and_method_go_over(
    attributes: dict[str, str], syntax: str | None, ratio: str | None, methods: str | list[str] | None
) -> None:
    source = radiograph(LossyImageCompression="01", **attributes)
    target = Dataset()
    put_lossy_compression(target, [with_meta(source, syntax) if syntax else source], unknown=None)
    assert target.LossyImageCompression == "01"
    stated = target.get("LossyImageCompressionRatio")
    assert (None if stated is None else str(stated)) == ratio
    assert target.get("LossyImageCompressionMethod") == methods


def test_what_is_unknown_is_not_claimed_where_the_standard_allows_silence() -> None:
    segmentation, capture, _ = encoded(radiograph())
    assert segmentation.LossyImageCompression == "00"  # Type 1
    assert "LossyImageCompression" not in capture  # Type 3


def test_a_source_that_says_00_is_repeated() -> None:
    segmentation, capture, _ = encoded(radiograph(LossyImageCompression="00"))
    assert (segmentation.LossyImageCompression, capture.LossyImageCompression) == ("00", "00")


def test_a_lossy_syntax_is_told_on_by_both_images() -> None:
    segmentation, capture, _ = encoded(with_meta(radiograph(LossyImageCompression="00"), JPEGBaseline8Bit))
    for dataset in (segmentation, capture):
        assert (dataset.LossyImageCompression, dataset.LossyImageCompressionMethod) == ("01", "ISO_10918_1")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["00", "01"], "01"),  # one lossy slice makes a lossy volume
        (["", "01"], "01"),
        (["00", "00"], "00"),
        (["00", ""], None),  # nobody knows of the other
    ],
)
def test_what_is_known_of_several_images(stated: list[str], expected: str | None) -> None:
    assert lossy_compression([radiograph(LossyImageCompression=one) for one in stated]) == expected


def test_ratio_and_method_are_those_of_the_first_lossy_image() -> None:
    target = Dataset()
    put_lossy_compression(target, [radiograph(), radiograph(LossyImageCompression="01", **J2K)], unknown=None)
    assert (target.LossyImageCompression, target.LossyImageCompressionMethod) == ("01", "ISO_15444_1")
