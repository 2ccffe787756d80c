from dataclasses import replace
from typing import Any

import highdicom
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import SecondaryCaptureImageStorage

from radlane.domain.finding import Conclusion
from radlane.domain.reason import Reason, ReasonCode
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import Evidence
from radlane.encode.report import EARLIER, build_report, notes
from radlane.encode.result import encode_result
from radlane.encode.segmentation import build_segmentation
from radlane.encode.source_frame import every_frame
from support import volume_encoding
from support.encoding import PROCEDURE, STATEMENT, conclusion, context, encoded, finding, lungs
from support.findings import CALIBRATED, classification, deep_detection, detection, explained, with_frames
from support.highdicom_report import described, highdicom_report
from support.priors import earlier, registration
from support.radiographs import STUDY, radiograph, real
from support.volume_sources import CT, SERIES, slices

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


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (context(radiograph()), conclusion(48, 40)),
        (context(radiograph()), conclusion(48, 40, present=(False, True))),
        (context(radiograph()), conclusion(48, 40, present=(False, False))),
        (context(radiograph()), classification()),
        (context(radiograph()), explained(classification(positive=False), (1, 48, 40))),
        (context(radiograph()), detection()),
        (context(with_frames(radiograph(), 3)), detection(frame=1)),
        (volume_encoding.context(slices()), volume_encoding.conclusion()),
        (volume_encoding.context(slices()), explained(deep_detection(), CT.shape)),
    ],
    ids=["lungs", "one lung", "no lung", "classes", "no class", "boxes", "box in a frame", "organs", "box in space"],
)
def test_it_is_what_highdicom_builds_attribute_by_attribute(run: EncodeContext, said: Conclusion) -> None:
    """All that is the report's own; patient, study, series and equipment are `common`'s, and tested there.

    highdicom carries no requested procedure unless it is told one.
    """
    evidence = Evidence(
        frames=run.frames,
        segmentation=build_segmentation(run, said),
        explanations={item.finding: (instance(item.finding),) for item in said.heatmaps},
    )
    pictures = [instance("picture")]
    ours, theirs = build_report(run, said, evidence, pictures), highdicom_report(run, said, evidence, pictures)
    own = frozenset(theirs.dir()) & {
        *("ContentSequence", "ContentTemplateSequence", "ConceptNameCodeSequence", "ContinuityOfContent", "ValueType"),
        *("CompletionFlag", "VerificationFlag", "PreliminaryFlag", "PerformedProcedureCodeSequence", "SOPClassUID"),
        *("ReferencedPerformedProcedureStepSequence", "CurrentRequestedProcedureEvidenceSequence", "Modality"),
    }
    assert len(own) == 13
    one, other = described(ours), described(theirs)
    assert {keyword: one[keyword] for keyword in own} == {keyword: other[keyword] for keyword in own}


def instance(name: str) -> Dataset:
    """An object of the run, as far as a report knows it."""
    made = Dataset()
    made.SOPClassUID, made.Modality = SecondaryCaptureImageStorage, "OT"
    made.StudyInstanceUID, made.SeriesInstanceUID = STUDY, "1.2.3.7"
    made.SOPInstanceUID = f"1.2.3.7.{sum(map(ord, name))}"
    return made


def test_it_is_said_once_what_probabilities_are_worth() -> None:
    said = notes(context(radiograph()), classification())
    assert said[1:] == (
        f"Probability of Pneumothorax, Left pleural effusion: calibrated on {CALIBRATED}",
        "Probability of Nodule: raw network output, not calibrated: no probability of the finding",
    )
    maps = notes(context(radiograph()), explained(classification(), (1, 48, 40)))
    assert maps[-1] == "Heat maps explain findings; they are none."


def test_a_volume_in_which_nothing_is_has_a_report_that_says_so() -> None:
    said = volume_encoding.conclusion(found=volume_encoding.labels(present=()))
    report = volume_encoding.encoded(found=said)[-1]
    groups = child(report, "Imaging Measurements").ContentSequence
    assert [presence(group) for group in groups] == ["Absent"] * 3


def test_an_earlier_study_is_other_evidence_and_a_group_of_the_library_with_its_date() -> None:
    sources = slices(values=volume_encoding.values())
    before = earlier("one")
    reg = registration("r", {}, like=sources[0])
    run = replace(volume_encoding.context(sources=sources), earlier=tuple(every_frame(before)), registrations=(reg,))
    datasets = encode_result(run, volume_encoding.conclusion(), None)
    report = datasets[-1]
    (other,) = report.PertinentOtherEvidenceSequence
    (series,) = other.ReferencedSeriesSequence
    uids = [one.SOPInstanceUID for one in before]
    assert [one.ReferencedSOPInstanceUID for one in series.ReferencedSOPSequence] == uids
    (current,) = report.CurrentRequestedProcedureEvidenceSequence
    listed = [one.SeriesInstanceUID for one in current.ReferencedSeriesSequence]
    assert reg.SeriesInstanceUID in listed
    assert before[0].SeriesInstanceUID not in listed
    (study_date, *images) = child(report, "Image Library").ContentSequence[1].ContentSequence
    assert (study_date.ValueType, study_date.Date) == ("DATE", before[0].StudyDate)
    assert [one.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for one in images] == uids
    assert EARLIER in notes(run, volume_encoding.conclusion())
    assert EARLIER not in notes(volume_encoding.context(sources), volume_encoding.conclusion())
    in_seg = {one.ReferencedSOPInstanceUID for one in datasets[0].SourceImageSequence}
    assert in_seg == {one.SOPInstanceUID for one in sources}


def test_what_is_made_from_a_lossy_earlier_study_is_lossy() -> None:
    sources = slices(values=volume_encoding.values(), LossyImageCompression="00")
    before = earlier("one", LossyImageCompression="01")
    run = replace(volume_encoding.context(sources=sources), earlier=tuple(every_frame(before)))
    assert encode_result(run, volume_encoding.conclusion(), None)[0].LossyImageCompression == "01"
