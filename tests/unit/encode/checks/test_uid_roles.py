from __future__ import annotations

from radlane.encode.checks.levels import levels
from radlane.encode.checks.uid_roles import uids
from support.small_objects import REPORT, coded, item


def test_what_uids_name() -> None:
    tracking = item(ConceptNameCodeSequence=coded("112040"), UID="1.2.1")
    series = item(ConceptNameCodeSequence=coded("121232"), UID="1.2.2")
    unknown = item(ConceptNameCodeSequence=coded("999999"), UID="1.2.3")
    dataset = item(
        SOPClassUID=REPORT,
        SOPInstanceUID="1.2.4",
        SeriesInstanceUID="1.2.2",
        FrameOfReferenceUID="1.2.5",
        RelatedGeneralSOPClassUID=["1.2.6", "1.2.7"],
        ContentSequence=[tracking, series, unknown],
        SegmentSequence=[item(TrackingUID="1.2.1"), item(TrackingUID=None)],
        PaletteColorLookupTableUID="1.2.8",
        ReferencedStudySequence=[item(ReferencedSOPInstanceUID="1.2.9")],
    )
    assert {(uid, kind) for level in levels(dataset) for uid, kind, _ in uids(level)} == {
        (REPORT, "class"),
        ("1.2.4", "instance"),
        ("1.2.2", "SeriesInstanceUID"),
        ("1.2.5", "frame of reference"),
        ("1.2.1", "TrackingUID"),
    }


def test_the_attribute_is_told() -> None:
    (level,) = levels(item(SOPInstanceUID="1.2.4"))
    assert list(uids(level)) == [("1.2.4", "instance", "SOPInstanceUID")]
