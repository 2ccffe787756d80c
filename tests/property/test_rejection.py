from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.datadict import dictionary_VR
from pydicom.dataset import Dataset

from radlane.domain.refs import InstanceRef, is_uid
from radlane.domain.result import EncodedObject, Role
from radlane.domain.withdrawal import WithdrawalReason
from radlane.encode import subject_attributes
from radlane.encode.checker import check_objects
from radlane.encode.checks.problem import references
from radlane.encode.common import with_common_modules
from radlane.encode.part10 import to_bytes
from radlane.encode.rejection import build_rejection
from radlane.encode.series import REPORT
from radlane.encode.text import one_line
from support.encoding import context, encoded
from support.headers import put_raw
from support.radiographs import STUDY, radiograph
from support.rejection import noted, rejection

OBJECTS = encoded(radiograph())
KINDS = st.sampled_from(
    [
        (Role.SEGMENTATION, "SEG", "1.2.840.10008.5.1.4.1.1.66.4"),
        (Role.CAPTURE, "OT", "1.2.840.10008.5.1.4.1.1.7"),
        (Role.REPORT, "SR", "1.2.840.10008.5.1.4.1.1.88.34"),
    ]
)


@st.composite
def several(draw: st.DrawFn) -> tuple[EncodedObject, ...]:
    """Objects of one run, as many as there may be, several in one series."""
    made = []
    for number in range(draw(st.integers(1, 30))):
        role, modality, kind = draw(KINDS)
        series = f"2.25.{draw(st.integers(1, 4))}{len(modality)}{kind[-1]}"
        ref = InstanceRef(
            study_instance_uid=STUDY,
            series_instance_uid=series,
            sop_instance_uid=f"2.25.9{number}",
            sop_class_uid=kind,
        )
        made.append(EncodedObject(role=role, ref=ref, modality=modality, path=Path("/nowhere"), size=1, sha256="a"))
    return tuple(made)


@settings(max_examples=15)
@given(several(), st.sampled_from(WithdrawalReason), st.none() | st.text(max_size=50), st.integers(1, 9))
def test_a_note_lists_each_object_once_and_has_no_problem(
    objects: Sequence[EncodedObject], reason: WithdrawalReason, comment: str | None, number: int
) -> None:
    words = one_line(comment or "") or None
    made = rejection(OBJECTS, reason=reason, comment=words, number=number)
    wanted = replace(made, objects=tuple(objects))
    content = to_bytes(build_rejection(wanted))
    assert content == to_bytes(build_rejection(wanted))
    note = dcmread(BytesIO(content))
    refs = Counter((item.ref.sop_instance_uid, item.ref.sop_class_uid) for item in objects)
    assert Counter(references(tuple(note.CurrentRequestedProcedureEvidenceSequence))) == refs
    assert Counter(references(tuple(note.ContentSequence))) == refs
    assert is_uid(note.SOPInstanceUID)
    own = [item for item in check_objects([note, OBJECTS[-1]], []) if item.sop_instance_uid == note.SOPInstanceUID]
    assert own == []
    said = [str(item.TextValue) for item in note.ContentSequence if item.ValueType == "TEXT"]
    assert said == ([words] if words else [])


@settings(max_examples=10)
@given(st.sets(st.integers(0, 2), min_size=1))
def test_a_part_of_a_result_is_rejected_without_its_report_only(chosen: set[int]) -> None:
    """Whoever rejects the report rejects what it reports on."""
    note = noted([OBJECTS[number] for number in sorted(chosen)])
    found = {problem.code for problem in check_objects([*OBJECTS, note], [])}
    assert found == ({"rejection-partial"} if 2 in chosen and len(chosen) < 3 else set())


KEYWORDS = (*subject_attributes.PATIENT, *subject_attributes.STUDY)
ODD = ("", "a", "a\\b", "\\", " x ", "1.50 ", "Yamada^Tarou=\u5c71\u7530", "20240230", "=", "^^^^^^")
VALUES = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=("Cs",)), max_size=20))


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(KEYWORDS), VALUES, max_size=8))
def test_whatever_a_patient_is_called_a_note_of_the_result_has_no_problem(values: dict[str, str]) -> None:
    """The note is made months later of what was written then; a rule that it broke would keep it from the archives."""
    source = radiograph()
    for keyword, value in values.items():
        vr = dictionary_VR(keyword)
        if vr not in {"SQ", "UI", "OB"}:
            put_raw(source, keyword, vr, value.encode())
    draft = with_common_modules(Dataset(), context(source), REPORT)
    witness = dcmread(BytesIO(to_bytes(draft)))
    note = noted([witness])
    own = [item for item in check_objects([note, witness], []) if item.sop_instance_uid == note.SOPInstanceUID]
    assert own == []
    again = noted([dcmread(BytesIO(to_bytes(witness)))])
    assert to_bytes(again) == to_bytes(note)
