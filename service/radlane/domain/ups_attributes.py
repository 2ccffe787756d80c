"""What a workitem's attributes have to be: PS3.4 Table CC.2.5-3 as data, with the macros of CC.2.5.1.2.

Columns: the place (tags, an item of a sequence after a `/`), VR, keyword, N-CREATE and N-SET as the standard writes
them (SCU/SCP; `no`: not allowed; `empty`: present without a value), Final State, Match Key, Return Key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CLAUSE = "PS3.4 Table CC.2.5-3"


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """One row; `final` is a code of Table CC.2.5-1, `may_lack_items` where a sequence without items is a value."""

    path: tuple[str, ...]
    vr: str
    keyword: str
    create: str
    set: str
    final: str
    match: str
    returned: str
    may_lack_items: bool = False

    @property
    def tag(self) -> str:
        """Its tag."""
        return self.path[-1]


def _rows(text: str) -> Iterable[Attribute]:
    for line in text.strip().splitlines():
        path, vr, keyword, create, changed, final, match, returned = line.split()
        yield Attribute(
            path=tuple(path.split("/")),
            vr=vr,
            keyword=keyword,
            create=create,
            set=changed,
            final=final,
            match=match,
            returned=returned,
            may_lack_items=keyword == "OutputInformationSequence",  # CC.2.5-3, its remark
        )


ATTRIBUTES: tuple[Attribute, ...] = tuple(
    _rows("""
00081195 UI TransactionUID empty no O - -
00080005 CS SpecificCharacterSet 1C/1C 1C/1C O - 1C
00080016 UI SOPClassUID -/1 no R O 1
00080018 UI SOPInstanceUID -/1 no R U 1
00741200 CS ScheduledProcedureStepPriority 1/1 3/1 R R 1
00404010 DT ScheduledProcedureStepModificationDateTime -/1 -/1 R O 3
00741204 LO ProcedureStepLabel 1/1 3/1 O R 1
00741202 LO WorklistLabel 2/1 3/1 O R 1
00741210 SQ ScheduledProcessingParametersSequence 2/2 3/2 O - 2
00404025 SQ ScheduledStationNameCodeSequence 2/2 3/2 O R 2
00404026 SQ ScheduledStationClassCodeSequence 2/2 3/2 O R 2
00404027 SQ ScheduledStationGeographicLocationCodeSequence 2/2 3/2 O R 2
00404034 SQ ScheduledHumanPerformersSequence 2C/2C 3/2 O R 2
00404034/00404009 SQ HumanPerformerCodeSequence 1/1 1/1 O R 1
00404034/00404037 PN HumanPerformerName 1/1 1/1 O O 3
00404034/00404036 LO HumanPerformerOrganization 1/1 1/1 O O 3
00404005 DT ScheduledProcedureStepStartDateTime 1/1 3/1 R R 1
00404011 DT ExpectedCompletionDateTime 3/1 3/1 O R 3
00404008 DT ScheduledProcedureStepExpirationDateTime 3/3 3/3 O O 3
00404018 SQ ScheduledWorkitemCodeSequence 2/2 3/1 O R 2
00400400 LT CommentsOnTheScheduledProcedureStep 2/2 3/1 O O 3
00404041 CS InputReadinessState 1/1 3/1 R R 1
00404021 SQ InputInformationSequence 2/2 3/2 O O 2
0020000D UI StudyInstanceUID 1C/2 3/2 O O 2
00404070 SQ OutputDestinationSequence 3/3 3/3 O O 3
00100010 PN PatientName 2/2 no O R 2
00100020 LO PatientID 1C/2 no O R 2
00100021 LO IssuerOfPatientID 2/2 no O R 2
00100024 SQ IssuerOfPatientIDQualifiersSequence 2/2 no O O 2
00101002 SQ OtherPatientIDsSequence 2/2 3/3 O O 2
00101002/00100020 LO PatientID 1/1 1/1 O O 1
00100030 DA PatientBirthDate 2/2 no O R 2
00100040 CS PatientSex 2/2 no O R 2
00101100 SQ ReferencedPatientPhotoSequence 3/3 3/3 O - 3
00380010 LO AdmissionID 2/2 no O R 2
00380014 SQ IssuerOfAdmissionIDSequence 2/2 no O R 2
00081080 LO AdmittingDiagnosesDescription 2/2 no O O 2
00081084 SQ AdmittingDiagnosesCodeSequence 2/2 no O O 2
0040A370 SQ ReferencedRequestSequence 2/2 no O R 2
0040A370/0020000D UI StudyInstanceUID 1/1 no O O 1
0040A370/00080050 SH AccessionNumber 2/2 no O R 2
0040A370/00080051 SQ IssuerOfAccessionNumberSequence 2/2 no O R 2
0040A370/00402016 LO PlacerOrderNumberImagingServiceRequest 3/1 no O O 1C
0040A370/00400026 SQ OrderPlacerIdentifierSequence 2/2 no O O 2
0040A370/00402017 LO FillerOrderNumberImagingServiceRequest 3/1 no O O 1C
0040A370/00400027 SQ OrderFillerIdentifierSequence 2/2 no O O 2
0040A370/00401001 SH RequestedProcedureID 2/2 no O R 2
0040A370/00321060 LO RequestedProcedureDescription 2/2 no O O 2
0040A370/00321064 SQ RequestedProcedureCodeSequence 2/2 no O O 2
0040A370/00321033 LO RequestingService 3/1 3/1 O R 3
00741224 SQ ReplacedProcedureStepSequence 1C/1C no O R 3
00102000 LO MedicalAlerts 3/2 3/2 O O 2C
001021C0 US PregnancyStatus 3/2 3/2 O O 2C
00380050 LO SpecialNeeds 3/2 3/2 O O 2C
00741000 CS ProcedureStepState 1/1 no R R 1
00741002 SQ ProcedureStepProgressInformationSequence empty 3/2 X - 2
00741002/00741004 DS ProcedureStepProgress no 3/1 O - -
00741002/00741006 ST ProcedureStepProgressDescription no 3/1 O - -
00741002/00741007 SQ ProcedureStepProgressParametersSequence no 3/3 O - -
00741002/00741008 SQ ProcedureStepCommunicationsURISequence no 3/1 O - -
00741002/00741008/0074100A UR ContactURI no 1/1 O - -
00741002/00741008/0074100C LO ContactDisplayName no 3/1 O - -
00741002/00404052 DT ProcedureStepCancellationDateTime no 3/1 X - -
00741002/00741238 LT ReasonForCancellation no 3/1 O - -
00741002/0074100E SQ ProcedureStepDiscontinuationReasonCodeSequence no 3/1 X - -
00741216 SQ UnifiedProcedureStepPerformedProcedureSequence empty 3/2 P - -
00741216/00404035 SQ ActualHumanPerformersSequence no 3/1 RC O 1C
00741216/00404028 SQ PerformedStationNameCodeSequence no 3/2 P O 3
00741216/00404029 SQ PerformedStationClassCodeSequence no 3/2 O - -
00741216/00404030 SQ PerformedStationGeographicLocationCodeSequence no 3/2 O - -
00741216/00404050 DT PerformedProcedureStepStartDateTime no 3/1 P - -
00741216/00400254 LO PerformedProcedureStepDescription no 3/1 O - -
00741216/00400280 ST CommentsOnThePerformedProcedureStep no 3/1 O - -
00741216/00404019 SQ PerformedWorkitemCodeSequence no 3/1 P - -
00741216/00741212 SQ PerformedProcessingParametersSequence no 3/1 O - -
00741216/00404051 DT PerformedProcedureStepEndDateTime no 3/1 P O 1C
00741216/00404033 SQ OutputInformationSequence no 2/2 P - -
""")
)
TOP: Mapping[str, Attribute] = {row.tag: row for row in ATTRIBUTES if len(row.path) == 1}
BY_KEYWORD: Mapping[str, str] = {row.keyword: row.tag for row in ATTRIBUTES}
# Sequences whose items are codes (Table CC.2.5-2a): a value, its scheme and its meaning.
CODE_SEQUENCES = frozenset(
    row.tag for row in ATTRIBUTES if row.keyword.endswith("CodeSequence") and row.keyword != "HumanPerformersSequence"
)
# Sequences of references (Table CC.2.5-2c)
REFERENCES = frozenset({"00404021", "00404033"})
# The values that an attribute may have (PS3.3 C.30.1, C.30.2)
TERMS: Mapping[str, frozenset[str]] = {
    "00741200": frozenset({"HIGH", "MEDIUM", "LOW"}),
    "00404041": frozenset({"INCOMPLETE", "UNAVAILABLE", "READY"}),
}


def below(path: tuple[str, ...]) -> Iterable[Attribute]:
    """Yield the rows of the items of a sequence."""
    return (row for row in ATTRIBUTES if row.path[:-1] == path)
