"""The requested and performed procedures of the images, as an SR carries them.

In: an image. Out: Referenced Request Sequence and Performed Procedure Code Sequence.
Referenced Performed Procedure Step Sequence is not here: it names the step in which the document itself is made, and is
empty where that is none (PS3.3 table C.17-1, notes 1 and 4).
Reference: PS3.3 section C.17.2 (SR Document General), table 10-9 (Request Attributes).
"""

from __future__ import annotations

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.attribute import value
from radlane.domain.refs import is_uid
from radlane.encode.patient_study import copy_attribute
from radlane.encode.reading import items, text

_EMPTY_IF_UNKNOWN = (  # Type 2 in Referenced Request Sequence
    "ReferencedStudySequence",
    "AccessionNumber",
    "PlacerOrderNumberImagingServiceRequest",
    "FillerOrderNumberImagingServiceRequest",
    "RequestedProcedureID",
    "RequestedProcedureDescription",
    "RequestedProcedureCodeSequence",
)
_IF_KNOWN = (  # Type 3
    "IssuerOfAccessionNumberSequence",
    "OrderPlacerIdentifierSequence",
    "OrderFillerIdentifierSequence",
    "ReasonForTheRequestedProcedure",
    "ReasonForRequestedProcedureCodeSequence",
)
# What an image says of its study stands for a request that does not say it.
_OF_STUDY = frozenset({"ReferencedStudySequence", "AccessionNumber", "IssuerOfAccessionNumberSequence"})


def referenced_requests(image: Dataset) -> Sequence:
    """Return an item for each request that an image was made for; none where it names neither request nor accession."""
    requests = items(image, "RequestAttributesSequence")
    if not requests and not text(image, "AccessionNumber"):
        return Sequence()
    return Sequence(_request(request, image) for request in requests or (Dataset(),))


def performed_procedures(image: Dataset) -> Sequence:
    """Return the codes of the procedure that was performed (Procedure Code Sequence of the study)."""
    holder = Dataset()
    copy_attribute(image, holder, "ProcedureCodeSequence")
    return Sequence(items(holder, "ProcedureCodeSequence"))


def _request(request: Dataset, image: Dataset) -> Dataset:
    item = Dataset()
    own = text(request, "StudyInstanceUID")
    item.StudyInstanceUID = own if is_uid(own) else text(image, "StudyInstanceUID")
    for keyword in _EMPTY_IF_UNKNOWN:
        setattr(item, keyword, None)
    for keyword in (*_EMPTY_IF_UNKNOWN, *_IF_KNOWN):
        if not _copied(request, item, keyword) and keyword in _OF_STUDY:
            _copied(image, item, keyword)
    return item


def _copied(source: Dataset, target: Dataset, keyword: str) -> bool:
    """Copy an attribute that has a value, and say whether it has."""
    return value(source, keyword) is not None and copy_attribute(source, target, keyword)
