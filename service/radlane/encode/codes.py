"""Codes of the objects.

In: the domain's `Code`. Out: what highdicom and pydicom write (PS3.3 section 8.8), and the codes every object uses.
Reference: PS3.16 CID 240 (Present-Absent), CID 244 (Laterality), CID 219, 6042, 7005, 7162, 7180, annex D (scheme DCM).
"""

from __future__ import annotations

from highdicom.coding_schemes import CodingSchemeIdentificationItem
from highdicom.sr import CodedConcept
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.attribute import has
from radlane.domain.code import Code
from radlane.domain.finding import Laterality, Presence
from radlane.domain.saliency import SaliencyQuantity
from radlane.domain.uncertainty import BIT, ENTROPY
from radlane.domain.units import NO_UNITS
from radlane.encode.reading import text

RADLANE_SCHEME = "99RADLANE"
_DESIGNATOR = "CodingSchemeDesignator"
_SHORT = 16  # characters of a Code Value; what is longer is a Long Code Value (PS3.3 section 8.1)


def _dcm(value: str, meaning: str) -> Code:
    return Code(scheme="DCM", value=value, meaning=meaning)


def _sct(value: str, meaning: str) -> Code:
    return Code(scheme="SCT", value=value, meaning=meaning)


ALGORITHM_FAMILY = _dcm("111000", "Algorithm Family")
ALGORITHM_NAME = _dcm("111001", "Algorithm Name")
ALGORITHM_PARAMETERS = _dcm("111002", "Algorithm Parameters")
ALGORITHM_VERSION = _dcm("111003", "Algorithm Version")
AREA = _sct("42798000", "Area")
ARTIFICIAL_INTELLIGENCE = _dcm("123110", "Artificial Intelligence")
BOUNDED_BY = _sct("75958009", "Bounded by")
COMMENT = _dcm("121106", "Comment")
DERIVATION = _dcm("121401", "Derivation")
DEVICE = _dcm("121007", "Device")
DEVICE_OBSERVER_MANUFACTURER = _dcm("121014", "Device Observer Manufacturer")
DEVICE_OBSERVER_MODEL_NAME = _dcm("121015", "Device Observer Model Name")
DEVICE_OBSERVER_NAME = _dcm("121013", "Device Observer Name")
DEVICE_OBSERVER_UID = _dcm("121012", "Device Observer UID")
ENGLISH = Code(scheme="RFC5646", value="en-US", meaning="English (United States)")
FAILED = _dcm("111224", "Failed")
FINDING = _dcm("121071", "Finding")
FINDING_SITE = _sct("363698007", "Finding Site")
GEOMETRIC_PURPOSE = _dcm("130400", "Geometric purpose of region")
IMAGE_LIBRARY = _dcm("111028", "Image Library")
IMAGE_LIBRARY_GROUP = _dcm("126200", "Image Library Group")
STUDY_DATE = _dcm("111060", "Study Date")
IMAGE_REGION = _dcm("111030", "Image Region")
IMAGING_MEASUREMENT_REPORT = _dcm("126000", "Imaging Measurement Report")
IMAGING_MEASUREMENTS = _dcm("126010", "Imaging Measurements")
LANGUAGE = _dcm("121049", "Language of Content Item and Descendants")
LATERALITY = _sct("272741003", "Laterality")
MEASUREMENT_GROUP = _dcm("125007", "Measurement Group")
NOT_ATTEMPTED = _dcm("111225", "Not Attempted")
OBSERVER_TYPE = _dcm("121005", "Observer Type")
PRESENCE = _dcm("121052", "Presence of property")
PROCEDURE_REPORTED = _dcm("121058", "Procedure reported")
PROCESSING_EQUIPMENT = _dcm("109102", "Processing Equipment")
QUANTITY = _sct("246205007", "Quantity")
QUALITATIVE_EVALUATIONS = Code(scheme="UMLS", value="C0034375", meaning="Qualitative Evaluations")
REASON = Code(scheme=RADLANE_SCHEME, value="reason", meaning="Reason why there is no result")
REFERENCED_SEGMENT = _dcm("121191", "Referenced Segment")
REFERENCED_SEGMENTATION_FRAME = _dcm("121214", "Referenced Segmentation Frame")
SOURCE = _sct("260753009", "Source")
SOURCE_IMAGE_FOR_SEGMENTATION = _dcm("121233", "Source image for segmentation")
SOURCE_OF_MEASUREMENT = _dcm("121112", "Source of Measurement")
SOURCE_SERIES_FOR_SEGMENTATION = _dcm("121232", "Source series for segmentation")
SUMMARY_OF_ANALYSES = _dcm("111065", "Summary of Analyses")
TRACKING_IDENTIFIER = _dcm("112039", "Tracking Identifier")
TRACKING_UID = _dcm("112040", "Tracking Unique Identifier")
VISUAL_EXPLANATION = _dcm("130401", "Visual explanation")
VOLUME_SURFACE = _dcm("121231", "Volume Surface")

SALIENCY_QUANTITIES = {
    SaliencyQuantity.CLASS_ACTIVATION: _dcm("130402", "Class activation"),
    SaliencyQuantity.GRADIENT_WEIGHTED_CLASS_ACTIVATION: _dcm("130403", "Gradient-weighted class activation"),
    SaliencyQuantity.SALIENCY: _dcm("130404", "Saliency"),
    SaliencyQuantity.ENTROPY: ENTROPY,
}
SALIENCY_UNITS = {quantity: BIT if quantity is SaliencyQuantity.ENTROPY else NO_UNITS for quantity in SaliencyQuantity}
# All of CID 240. It says Absent with 272519000; SNOMED's other "Absent", 2667000, is in no context group.
PRESENCES = {
    Presence.PRESENT: _sct("52101004", "Present"),
    Presence.ABSENT: _sct("272519000", "Absent"),
    Presence.INDETERMINATE: _sct("373068000", "Undetermined"),
}
SIDES = {Laterality.RIGHT: _sct("24028007", "Right"), Laterality.LEFT: _sct("7771000", "Left")}


def coded(code: Code) -> CodedConcept:
    """Return a code as a new item that highdicom and pydicom write."""
    return CodedConcept(code.value, code.scheme, code.meaning)


def code_sequence(code: Code) -> Sequence:
    """Return a code as a sequence of one plain item (PS3.3 table 8.8-1)."""
    item = Dataset()
    if len(code.value) > _SHORT:
        item.LongCodeValue = code.value
    else:
        item.CodeValue = code.value
    item.CodingSchemeDesignator = code.scheme
    item.CodeMeaning = code.meaning
    return Sequence([item])


def private_schemes(dataset: Dataset) -> Sequence:
    """Return Coding Scheme Identification items for the private schemes that a data set uses (PS3.3 C.12.1.1.18).

    Only the designator of a model developer's scheme is known; radlane's own has a name too.
    """
    designators = sorted({name for name in _designators(dataset, set()) if _is_private(name)})
    return Sequence(
        CodingSchemeIdentificationItem(name, name="radlane" if name == RADLANE_SCHEME else None) for name in designators
    )


def _is_private(designator: str) -> bool:
    """Whether it is the designator of a private scheme (PS3.16 section 8.2), and one that can be written.

    What an image has is repeated as it is, but an attribute of our own has to be valid.
    """
    return designator.startswith("99") and len(designator) <= _SHORT and "\\" not in designator


def _designators(dataset: Dataset, seen: set[int]) -> set[str]:
    found = {text(dataset, _DESIGNATOR)} if has(dataset, _DESIGNATOR) else set()
    for element in dataset.values():  # as they are: an attribute of implicit VR has none until it is read
        if element.VR in (None, "SQ") and (read := dataset[element.tag]).VR == "SQ" and id(read.value) not in seen:
            seen.add(id(read.value))  # the data set keeps it: nothing else gets its id
            for item in read.value:
                found |= _designators(item, seen)
    return found
