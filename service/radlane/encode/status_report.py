"""The SR of a study without a result: not attempted, or failed, and why; never a finding.

In: what there is to say, and which images were looked at. Out: an SR data set, the run's only object.
TID 1500 has no row for it but its Qualitative Evaluations (rows 12 to 14), which hold any coded evaluation: Summary of
Analyses with a value of CID 6042, as TID 4000 row 8 states it, and the reason as a code and as words.
Reference: PS3.16 TID 1500, TID 4000, CID 6042; PS3.3 sections A.35.13 and C.17.2.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.refs import InstanceRef
from radlane.domain.status import ResultStatus, Shortfall
from radlane.encode.codes import (
    COMMENT,
    FAILED,
    NOT_ATTEMPTED,
    QUALITATIVE_EVALUATIONS,
    RADLANE_SCHEME,
    REASON,
    SOURCE,
    SUMMARY_OF_ANALYSES,
)
from radlane.encode.content_items import code_item, container_item, image_item, text_item
from radlane.encode.context import EncodeContext
from radlane.encode.report import library_container
from radlane.encode.series import STATUS_REPORT
from radlane.encode.source_frame import ImageReference
from radlane.encode.sr_document import build_document
from radlane.encode.text import long_string

STATUSES = {ResultStatus.NOT_ATTEMPTED: NOT_ATTEMPTED, ResultStatus.FAILED: FAILED}
_WORDS = {
    ResultStatus.NOT_ATTEMPTED: "The study was not analysed. This says nothing about the patient.",
    ResultStatus.FAILED: "The analysis failed. This says nothing about the patient.",
}


def build_status_report(context: EncodeContext, shortfall: Shortfall, looked_at: Sequence[InstanceRef]) -> Dataset:
    """Build the SR of a study without a result.

    Parameters
    ----------
    context : EncodeContext
        The run; its first image speaks for the patient and the study, also where it was not looked at.
    shortfall : Shortfall
        What there is to say.
    looked_at : sequence of InstanceRef
        The images that the model would have been given; empty where there were none.
    """
    evaluations = [
        code_item(SUMMARY_OF_ANALYSES, STATUSES[shortfall.status]),
        code_item(REASON, reason_code(shortfall)),
        *(text_item(COMMENT, words) for words in (_WORDS[shortfall.status], shortfall.text, context.statement)),
    ]
    content = [*_library(looked_at), container_item(QUALITATIVE_EVALUATIONS, evaluations)]
    return build_document(context, STATUS_REPORT, content, looked_at)


def reason_code(shortfall: Shortfall) -> Code:
    """Return why there is no result, as a code: radlane's own name of it."""
    meaning = shortfall.code.replace("-", " ").capitalize()
    return Code(scheme=RADLANE_SCHEME, value=shortfall.code, meaning=long_string(meaning))


def _library(looked_at: Sequence[InstanceRef]) -> list[Dataset]:
    entries = [
        image_item(SOURCE, ImageReference(sop_class_uid=ref.sop_class_uid, sop_instance_uid=ref.sop_instance_uid))
        for ref in looked_at
    ]
    return [library_container(entries)] if entries else []
