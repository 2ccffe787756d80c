"""An SR document around its content (PS3.3 sections A.35.2, A.35.3, A.35.13, C.17.1 to C.17.3).

In: the content items below the root, and what they refer to. Out: the SR data set. No human has seen it: COMPLETE,
UNVERIFIED, PRELIMINARY. It is of the SOP Class of its kind, or of the one that stands for that in the form of the
result: all of them allow the same relationships by value, and no content of radlane's has one by reference.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.domain.refs import InstanceRef
from radlane.encode.codes import (
    DEVICE,
    DEVICE_OBSERVER_MANUFACTURER,
    DEVICE_OBSERVER_MODEL_NAME,
    DEVICE_OBSERVER_NAME,
    DEVICE_OBSERVER_UID,
    ENGLISH,
    IMAGING_MEASUREMENT_REPORT,
    LANGUAGE,
    OBSERVER_TYPE,
    PROCEDURE_REPORTED,
    code_sequence,
)
from radlane.encode.common import algorithm_manufacturer, with_common_modules
from radlane.encode.content_items import Relationship, code_item, template_sequence, text_item, uid_item
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import hierarchical_references
from radlane.encode.requested_procedure import performed_procedures, referenced_requests
from radlane.encode.series import REPORT, SeriesKind, in_form

_TEMPLATE = "1500"
_MODIFIER, _CONTEXT = Relationship.HAS_CONCEPT_MODIFIER, Relationship.HAS_OBSERVATION_CONTEXT


def build_document(
    context: EncodeContext, kind: SeriesKind, content: Iterable[Dataset], evidence: Iterable[InstanceRef]
) -> Dataset:
    """Build a Measurement Report (PS3.16 TID 1500).

    Parameters
    ----------
    context : EncodeContext
        The run.
    kind : SeriesKind
        The series it goes to.
    content : iterable of Dataset
        Content items from TID 1500 row 5 on; what stands before them is the same in every report.
    evidence : iterable of InstanceRef
        All that was made for this procedure, as far as is known, and all that the content refers to. What is of another
        study than the document is pertinent evidence of another procedure.
    """
    study = str(context.source["StudyInstanceUID"].value)
    listed = list(evidence)
    draft = Dataset()
    draft.ValueType = "CONTAINER"
    draft.ConceptNameCodeSequence = code_sequence(IMAGING_MEASUREMENT_REPORT)
    draft.ContinuityOfContent = "CONTINUOUS"
    draft.ContentTemplateSequence = template_sequence(_TEMPLATE)
    draft.ContentSequence = Sequence([*_preamble(context), *content])
    draft.CompletionFlag, draft.VerificationFlag, draft.PreliminaryFlag = "COMPLETE", "UNVERIFIED", "PRELIMINARY"
    draft.ReferencedPerformedProcedureStepSequence = Sequence()
    draft.PerformedProcedureCodeSequence = performed_procedures(context.source)
    for keyword, references in (
        ("ReferencedRequestSequence", referenced_requests(context.source)),
        ("PredecessorDocumentsSequence", hierarchical_references(context.predecessors if kind is REPORT else ())),
        (
            "CurrentRequestedProcedureEvidenceSequence",
            hierarchical_references(ref for ref in listed if ref.study_instance_uid == study),
        ),
        (
            "PertinentOtherEvidenceSequence",
            hierarchical_references(ref for ref in listed if ref.study_instance_uid != study),
        ),
    ):
        if references:
            setattr(draft, keyword, references)
    return with_common_modules(draft, context, in_form(context, kind))


def _preamble(context: EncodeContext) -> list[Dataset]:
    """Return language, Device Observer (TID 1004, the values of Contributing Equipment) and Procedure Reported."""
    return [
        code_item(LANGUAGE, ENGLISH, _MODIFIER),
        code_item(OBSERVER_TYPE, DEVICE, _CONTEXT),
        uid_item(DEVICE_OBSERVER_UID, context.device_uid, _CONTEXT),
        text_item(DEVICE_OBSERVER_NAME, context.algorithm, _CONTEXT),
        text_item(DEVICE_OBSERVER_MANUFACTURER, algorithm_manufacturer(context), _CONTEXT),
        text_item(DEVICE_OBSERVER_MODEL_NAME, context.model.name, _CONTEXT),
        code_item(PROCEDURE_REPORTED, context.manifest.procedure, _MODIFIER),
    ]
