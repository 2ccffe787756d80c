"""Segment Sequence."""

from highdicom.color import CIELabColor
from pydicom.sr.codedict import codes

from radlane.encode.codes import SIDES
from radlane.encode.segments import BACKGROUND, Segments, segment_sequence
from support.encoding import conclusion, context
from support.radiographs import radiograph


def segments(**facts: bool) -> Segments:
    found = conclusion(48, 40, **facts).findings  # type: ignore[arg-type]
    return [(finding, finding.region) for finding in found if finding.region is not None]


def test_each_segment_is_described() -> None:
    described = segment_sequence(context(radiograph()), segments(), background=False)
    assert [item.SegmentNumber for item in described] == [1, 2]
    assert [item.SegmentLabel for item in described] == ["Right lung", "Left lung"]
    kinds = [item.SegmentedPropertyTypeCodeSequence[0] for item in described]
    sides = [kind.SegmentedPropertyTypeModifierCodeSequence[0].CodeMeaning for kind in kinds]
    assert sides == [code.meaning for code in SIDES.values()]
    assert {item.SegmentAlgorithmType for item in described} == {"AUTOMATIC"}
    parameters = described[0].SegmentationAlgorithmIdentificationSequence[0].AlgorithmParameters
    assert parameters.startswith("lungs threshold=0.5,")
    assert len({item.TrackingUID for item in described}) == 2


def test_an_unknown_side_is_not_stated() -> None:
    described = segment_sequence(context(radiograph()), segments(lateral=False), background=False)
    kinds = [item.SegmentedPropertyTypeCodeSequence[0] for item in described]
    assert not any("SegmentedPropertyTypeModifierCodeSequence" in kind for kind in kinds)
    assert {item.SegmentLabel for item in described} == {"Lung, side unknown"}


def test_the_background_of_a_label_map_is_described_first() -> None:
    background, *others = segment_sequence(context(radiograph()), segments(), background=True)
    assert [item.SegmentNumber for item in (background, *others)] == [BACKGROUND, 1, 2]
    for keyword in ("SegmentedPropertyCategoryCodeSequence", "SegmentedPropertyTypeCodeSequence"):
        code = background[keyword].value[0]
        assert (code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning) == (
            codes.DCM.Background.value,
            "DCM",
            codes.DCM.Background.meaning,
        )
    assert (background.SegmentAlgorithmType, background.SegmentAlgorithmName) == ("AUTOMATIC", "cxr-lungs")
    assert CIELabColor.from_rgb(0, 0, 0).value == tuple(background.RecommendedDisplayCIELabValue)
    assert "TrackingUID" not in background
