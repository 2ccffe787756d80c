from dataclasses import replace
from typing import Any

import highdicom
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.reason import Reason, ReasonCode
from radlane.encode.report import notes
from support import volume_encoding
from support.encoding import PROCEDURE, STATEMENT, conclusion, context, encoded, finding, lungs
from support.radiographs import radiograph, real
from support.volume_sources import SERIES, slices

UNKNOWN = Reason(code=ReasonCode.LATERALITY_UNKNOWN, text="No usable Patient Orientation: no sides.")


def child(item: Dataset, meaning: str) -> Any:
    return next(c for c in item.ContentSequence if c.ConceptNameCodeSequence[0].CodeMeaning == meaning)


def presence(group: Dataset) -> Any:
    return child(group, "Presence of property").ConceptCodeSequence[0].CodeMeaning


def test_highdicom_reads_the_report_back() -> None:
    source = dcmread(real("RG1_UNCI.dcm"))
    report = highdicom.sr.Comprehensive3DSR.from_dataset(encoded(source)[-1])
    content: Any = report.content
    groups = content.get_planar_roi_measurement_groups()
    areas = [group.get_measurements()[0].value for group in groups]
    assert areas == [float(mask.sum()) for mask in lungs(source.Rows, source.Columns)]
    assert len(content.get_image_measurement_groups()) == 1


def test_the_report_is_preliminary_and_says_what_it_reports() -> None:
    report = encoded(radiograph())[-1]
    assert (report.CompletionFlag, report.VerificationFlag, report.PreliminaryFlag) == (
        *("COMPLETE", "UNVERIFIED", "PRELIMINARY"),
    )
    assert child(report, "Procedure reported").ConceptCodeSequence[0].CodeValue == PROCEDURE.value
    assert report.ReferencedPerformedProcedureStepSequence == []
    assert report.PerformedProcedureCodeSequence == []


def test_the_observer_is_the_contributing_equipment() -> None:
    report = encoded(radiograph())[-1]
    equipment = report.ContributingEquipmentSequence[0]
    assert equipment.DeviceUID == child(report, "Device Observer UID").UID
    assert child(report, "Device Observer Manufacturer").TextValue == equipment.Manufacturer
    assert child(report, "Device Observer Model Name").TextValue == equipment.ManufacturerModelName


def test_every_object_is_listed() -> None:
    source = radiograph()
    segmentation, capture, report = encoded(source)
    current = report.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence
    assert {series.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for series in current} == {
        *(source.SOPInstanceUID, segmentation.SOPInstanceUID, capture.SOPInstanceUID),
    }
    assert "PertinentOtherEvidenceSequence" not in report  # that is for other procedures (PS3.3 section C.17.2)
    library = child(child(report, "Image Library"), "Image Library Group").ContentSequence
    assert [entry.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for entry in library] == [
        *(source.SOPInstanceUID, segmentation.SOPInstanceUID),
    ]


def test_a_negative_study_says_so() -> None:
    capture, report = encoded(radiograph(), conclusion(48, 40, present=(False, False)))
    groups = child(report, "Imaging Measurements").ContentSequence
    assert [presence(group) for group in groups] == ["Absent", "Absent"]
    assert capture.Modality == "OT"


def test_groups_that_viewers_can_draw_come_first() -> None:
    report = encoded(radiograph(), conclusion(48, 40, present=(False, True)))[-1]
    groups = child(report, "Imaging Measurements").ContentSequence
    assert [presence(group) for group in groups] == ["Present", "Absent"]


def test_what_the_reader_must_know_stands_in_the_comments() -> None:
    found = replace(conclusion(48, 40, lateral=False, reasons=(UNKNOWN,)), joint=())
    report = encoded(radiograph(), found)[-1]
    comments = [item.TextValue for item in child(report, "Qualitative Evaluations").ContentSequence]
    assert comments == [STATEMENT, UNKNOWN.text]


def test_the_notes_of_measurements_name_what_they_belong_to() -> None:
    found = conclusion(48, 40)
    joint = replace(found.joint[0], measurement=replace(found.joint[0].measurement, note="a ratio"))
    noted = finding(0, lungs(48, 40)[0], note="detector plane")
    said = notes(context(radiograph()), Conclusion(findings=(noted, *found.findings[1:]), joint=(joint, *found.joint)))
    assert said == (STATEMENT, "Right lung, Area: detector plane", "Ratio of right to left lung area: a ratio")


def test_the_report_on_a_volume_lists_every_slice() -> None:
    sources = slices(values=volume_encoding.values())
    report = volume_encoding.encoded(sources=sources)[-1]
    uids = [source.SOPInstanceUID for source in sources]
    series = report.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence
    of_images = next(one for one in series if one.SeriesInstanceUID == SERIES)
    assert [one.ReferencedSOPInstanceUID for one in of_images.ReferencedSOPSequence] == uids
    library = child(report, "Image Library").ContentSequence[0].ContentSequence
    assert [one.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for one in library][:-1] == uids
    groups: Any = highdicom.sr.Comprehensive3DSR.from_dataset(report).content
    assert len(groups.get_volumetric_roi_measurement_groups()) == 3


def test_a_volume_in_which_nothing_is_has_a_report_that_says_so() -> None:
    said = volume_encoding.conclusion(found=volume_encoding.labels(present=()))
    report = volume_encoding.encoded(found=said)[-1]
    groups = child(report, "Imaging Measurements").ContentSequence
    assert [presence(group) for group in groups] == ["Absent"] * 3
