"""An instance -> the slices that it holds: itself, or the frames of an enhanced multi-frame image.

In: a header, hostile. Out: slices, each with a header of its own, as one of a classic series would have it. What is
said of a frame in its functional groups, or of all in the shared ones, is told by the keywords of the classic images.
Reference: PS3.3 sections C.7.6.16 (functional groups), A.38 (Enhanced CT), A.36 (Enhanced MR), A.56 (Enhanced PET),
A.70 to A.72 (legacy converted), A.52 (Ophthalmic Tomography).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydicom import Dataset
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.tag import BaseTag, Tag

from radlane.attribute import UNREADABLE, items
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.nuclear import NUCLEAR_CLASS
from radlane.imaging.pixels import count_frames
from radlane.imaging.reading import text
from radlane.imaging.slices import HEADER, Slice

VOLUME_CLASSES = frozenset(
    {
        "1.2.840.10008.5.1.4.1.1.2.1",  # Enhanced CT Image
        "1.2.840.10008.5.1.4.1.1.2.2",  # Legacy Converted Enhanced CT Image
        "1.2.840.10008.5.1.4.1.1.4.1",  # Enhanced MR Image
        "1.2.840.10008.5.1.4.1.1.4.4",  # Legacy Converted Enhanced MR Image
        "1.2.840.10008.5.1.4.1.1.130",  # Enhanced PET Image
        "1.2.840.10008.5.1.4.1.1.128.1",  # Legacy Converted Enhanced PET Image
        "1.2.840.10008.5.1.4.1.1.77.1.5.4",  # Ophthalmic Tomography Image
        NUCLEAR_CLASS,  # reconstructed slices, once `nuclear.add_groups` has told their places
    }
)
"""SOP Classes whose frames are slices, and say in functional groups where they lie."""

_SHARED, _OWN = "SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"
_FRAME_TYPE = {"FrameType": "ImageType", "PixelPresentation": "PixelPresentation"}
# Functional group -> what it says of a frame -> the keyword of a classic image for it.
_GROUPS: Mapping[str, Mapping[str, str]] = {
    "PlanePositionSequence": {"ImagePositionPatient": "ImagePositionPatient"},
    "PlaneOrientationSequence": {"ImageOrientationPatient": "ImageOrientationPatient"},
    "PixelMeasuresSequence": {"PixelSpacing": "PixelSpacing", "SliceThickness": "SliceThickness"},
    "PixelValueTransformationSequence": {
        "RescaleIntercept": "RescaleIntercept",
        "RescaleSlope": "RescaleSlope",
        "RescaleType": "RescaleType",
    },
    "FrameAnatomySequence": {
        "AnatomicRegionSequence": "AnatomicRegionSequence",
        "FrameLaterality": "ImageLaterality",
    },
    "FrameContentSequence": {
        "StackID": "StackID",
        "TemporalPositionIndex": "TemporalPositionIdentifier",
        "FrameAcquisitionNumber": "AcquisitionNumber",
    },
    "CardiacSynchronizationSequence": {
        "NominalPercentageOfCardiacPhase": "NominalPercentageOfCardiacPhase",
        "NominalCardiacTriggerDelayTime": "TriggerTime",
    },
    "MREchoSequence": {"EffectiveEchoTime": "EchoTime"},
    "MRTimingAndRelatedParametersSequence": {"RepetitionTime": "RepetitionTime", "FlipAngle": "FlipAngle"},
    "MRModifierSequence": {"InversionTimes": "InversionTime"},
    "MRDiffusionSequence": {"DiffusionBValue": "DiffusionBValue"},
    "CTReconstructionSequence": {"ConvolutionKernel": "ConvolutionKernel"},
    "CTXRayDetailsSequence": {"KVP": "KVP"},
    "CTImageFrameTypeSequence": _FRAME_TYPE,
    "MRImageFrameTypeSequence": {**_FRAME_TYPE, "ComplexImageComponent": "ComplexImageComponent"},
    "PETFrameTypeSequence": _FRAME_TYPE,
}
# What an image says itself of its patient, its series, its pixels: no converted attribute is believed instead.
_OF_THE_WHOLE = frozenset(
    {
        *("SpecificCharacterSet", "PatientWeight", "SeriesDate", "SeriesTime", "TimezoneOffsetFromUTC"),
        *("BodyPartExamined", "Rows", "Columns", "RadiopharmaceuticalInformationSequence"),
    }
)
_CONVERTED = ("UnassignedSharedConvertedAttributesSequence", "UnassignedPerFrameConvertedAttributesSequence")
_DIRECTION = "DiffusionGradientDirectionSequence"  # inside what says the b-value
_WHOLE = "RealWorldValueMappingSequence"  # a group whose items are those of a classic image
_Elements = dict[BaseTag, DataElement | RawDataElement]


def holds_slices(ref: InstanceRef, header: Dataset) -> bool:
    """Whether the frames of an instance are slices; of nuclear medicine only what is reconstructed."""
    return ref.sop_class_uid in VOLUME_CLASSES and (ref.sop_class_uid != NUCLEAR_CLASS or _OWN in header)


def claimed_frames(ref: InstanceRef, header: Dataset) -> int:
    """How many frames `slices_of` would make slices of; 0 for an image that is its own slice.

    Raises
    ------
    InputRefused
        As `pixels.count_frames`.
    """
    return count_frames(header, ref.sop_instance_uid) if _has_frames(ref, header) else 0


def _has_frames(ref: InstanceRef, header: Dataset) -> bool:
    return ref.sop_class_uid in VOLUME_CLASSES and (_OWN in header or _SHARED in header)


def slices_of(ref: InstanceRef, header: Dataset, also: Sequence[str] = ()) -> tuple[Slice, ...]:
    """Return the slices that an instance holds.

    Parameters
    ----------
    ref : InstanceRef
        Which instance it is.
    header : Dataset
        Its header; Pixel Data is not looked at.
    also : sequence of str
        Keywords that the headers of frames hold besides those of `slices.HEADER`.

    Returns
    -------
    tuple of Slice
        The instance itself where it is no enhanced multi-frame image; else its frames by number, from 1.

    Raises
    ------
    InputRefused
        `pixel-description-invalid` where there are not as many functional groups as frames; `image-too-large`.
    """
    if not _has_frames(ref, header):
        return (Slice(ref=ref, header=header),)
    own, shared = items(header, _OWN), items(header, _SHARED)
    count = count_frames(header, ref.sop_instance_uid)
    if own is None or shared is None or len(own) != count:
        raise InputRefused(
            ReasonCode.PIXEL_DESCRIPTION_INVALID,
            "There are not as many functional groups as frames",
            uid=ref.sop_instance_uid,
        )
    keywords = [keyword for keyword in (*HEADER, *also) if keyword != "NumberOfFrames"]
    common = _named(header, {keyword: keyword for keyword in keywords}) | _agent(header)
    # a classic image's own attributes, of which a converted one has those that differ from frame to frame
    converted = {keyword: keyword for keyword in (*also, "Units") if keyword not in _OF_THE_WHOLE}
    common |= _converted(shared, converted)
    above = _said(shared)
    slices = []
    for number, group in enumerate(own, start=1):
        found = Dataset(common | _converted([group], converted) | above | _said([group]))
        slices.append(Slice(ref=ref, header=_without_agent(found, group, *shared), number=number))
    return tuple(slices)


def _agent(header: Dataset) -> _Elements:
    """Contrast/Bolus Agent of a classic image, of the codes that an enhanced one has in its place."""
    meanings = [text(item, "CodeMeaning") for item in items(header, "ContrastBolusAgentSequence") or ()]
    tag = Tag("ContrastBolusAgent")
    return {tag: DataElement(tag, "LO", ", ".join(meanings)[:64] or "unknown")} if meanings else {}


def _without_agent(header: Dataset, *groups: Dataset) -> Dataset:
    """A frame's header without the agent, where its own groups, else the shared ones, say that none was given."""
    said = (items(group, "ContrastBolusUsageSequence") for group in groups)
    used = {text(item, "ContrastBolusAgentAdministered") for item in next(filter(None, said), ())}
    if used == {"NO"}:
        header.pop("ContrastBolusAgent", None)
    return header


def _converted(groups: Sequence[Dataset], names: Mapping[str, str]) -> _Elements:
    """What a converted image still says of its acquisition as the classic one did: less than any functional group."""
    found = [item for group in groups for keyword in _CONVERTED for item in (items(group, keyword) or ())[:1]]
    return {tag: element for item in found for tag, element in _named(item, names).items()}


def _said(groups: Sequence[Dataset]) -> _Elements:
    """What functional groups say, by the tags of classic images."""
    said: _Elements = {}
    for group in groups:
        for sequence, names in _GROUPS.items():
            for item in (items(group, sequence) or ())[:1]:
                said |= _named(item, names)
                for direction in (items(item, _DIRECTION) or ())[:1]:
                    said |= _named(direction, {"DiffusionGradientOrientation": "DiffusionGradientOrientation"})
        said |= _named(group, {_WHOLE: _WHOLE})
    return said


def _named(dataset: Dataset, names: Mapping[str, str]) -> _Elements:
    """Some elements of a data set by the tags of other names; what cannot be read is left out."""
    found: _Elements = {}
    for keyword, name in names.items():
        try:
            element = dataset.get(Tag(keyword))
            if element is not None:
                found[Tag(name)] = DataElement(Tag(name), element.VR, element.value, already_converted=True)
        except UNREADABLE:
            continue
    return found
