"""Conditions of the modules and functional groups of segmentations, Parametric Maps and Secondary Captures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from radlane import attribute
from radlane.attribute import integer
from radlane.encode.checks.conditions_of_macros import SOURCE_ORIENTATION, has
from radlane.encode.checks.levels import Level
from radlane.encode.iod.table import groups_with, paired_body_parts
from radlane.encode.reading import items, text
from radlane.encode.source_frame import FUNCTIONAL_GROUPS

_PLACED = frozenset({"segmentation", "parametric-map"})
_PALETTE = "PALETTE COLOR"
_PATIENT_ORIENTATION = "PlaneOrientationSequence"


def _patient_orientation(level: Level) -> bool | None:
    """PS3.3 table C.7-9: of an image whose planes do not say how they lie."""
    if level.above is not None:
        return SOURCE_ORIENTATION(level)
    groups = [group for keyword in FUNCTIONAL_GROUPS for group in items(level.dataset, keyword)]
    has_planes = has(level, "ImageOrientationPatient", "ImageOrientationSlide")
    return None if has_planes or any(_PATIENT_ORIENTATION in group for group in groups) else True


def _laterality(level: Level) -> bool | None:
    """PS3.3 table C.7-5a: of a paired body part, where nothing else says its side."""
    groups = [group for keyword in FUNCTIONAL_GROUPS for group in items(level.dataset, keyword)]
    if has(level, "ImageLaterality") or any("FrameAnatomySequence" in group for group in groups):
        return None
    return True if text(level.dataset, "BodyPartExamined") in paired_body_parts() else None


def _planar_configuration(level: Level) -> bool:
    """PS3.3 table C.7-11c: of several samples a pixel."""
    return (integer(level.dataset, "SamplesPerPixel") or 1) > 1


def _palette(level: Level) -> bool | None:
    """PS3.3 table C.7-11c: of pixels that are indices of colours; the Icon Image has it too."""
    return text(level.dataset, "PhotometricInterpretation") == _PALETTE or None


def _palette_data(level: Level) -> bool | None:
    """PS3.3 table C.7-22: whole where it is not segmented."""
    segmented = has(level, "SegmentedRedPaletteColorLookupTableData")
    return False if segmented else _palette(level)


def _pixel_data(level: Level) -> bool | None:
    """PS3.3 table C.7-11a, sections C.7.6.24, C.7.6.25: an image has one kind of pixels, here or elsewhere."""
    return not has(level, "FloatPixelData", "DoubleFloatPixelData", "PixelDataProviderURL")


def _lossy(level: Level) -> bool | None:
    """PS3.3 section C.7.6.1.1.5: ratio and method are of a lossy compression."""
    return False if text(level.dataset, "LossyImageCompression") == "00" else None


def _of_integers(level: Level) -> bool | None:
    """PS3.3 table C.8.32-2: bits are described of integer pixels, not of floating point ones."""
    return has(level, "PixelData", "PixelDataProviderURL")


def _fractional(level: Level) -> bool:
    """PS3.3 table C.8.20-2: what the values of a FRACTIONAL segmentation mean."""
    return text(level.dataset, "SegmentationType") == "FRACTIONAL"


def _algorithm_name(level: Level) -> bool | None:
    """PS3.3 table C.8.20-4: of what was not segmented by hand."""
    return None if text(level.dataset, "SegmentAlgorithmType") == "MANUAL" else True


def _tracking_id(level: Level) -> bool:
    """PS3.3 table C.8.20-4: Tracking ID and UID are a pair."""
    return has(level, "TrackingUID")


def _tracking_uid(level: Level) -> bool:
    """PS3.3 table C.8.20-4: Tracking ID and UID are a pair."""
    return has(level, "TrackingID")


def _indexed(level: Level) -> bool | None:
    """PS3.3 table C.7.6.17-1: frames have indices unless they tile a plane in full."""
    return None if text(level.dataset, "DimensionOrganizationType") == "TILED_FULL" else True


def _per_frame(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-1: frames that have a macro of their own, as Frame Content is in the IODs that have it."""
    is_described = level.iod is not None and level.iod.name in _PLACED
    return _indexed(level) if is_described else None


def _index_values(level: Level) -> bool:
    """PS3.3 table C.7.6.16-4: where there are dimensions."""
    return attribute.has(level.root, "DimensionIndexSequence")


def _group_pointer(level: Level) -> bool | None:
    """PS3.3 table C.7.6.17-1: where the pointer is to an attribute of a functional group."""
    pointer = integer(level.dataset, "DimensionIndexPointer")
    return True if pointer is not None and groups_with(text(level.root, "SOPClassUID"), pointer) else None


def _concatenated(level: Level) -> bool:
    """PS3.3 table C.7.6.16-1: of a part of a concatenation."""
    return has(level, "ConcatenationUID")


def _placed(level: Level) -> bool | None:
    """PS3.3 tables C.7.6.16-2 to -5: position, orientation and spacings of what lies in a Frame of Reference."""
    in_space = level.iod is not None and level.iod.name in _PLACED and attribute.has(level.root, "FrameOfReferenceUID")
    return True if in_space and level.above is not None else None


def _in_stack(level: Level) -> bool:
    """PS3.3 table C.7.6.16-4: of a frame of a stack."""
    return has(level, "StackID")


def _of_derivation(level: Level) -> bool | None:
    """PS3.3 tables C.7.6.16-6 and -7: how and from what a frame was derived, but in legacy converted images."""
    return True if level.top in FUNCTIONAL_GROUPS else None


def _window(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12: a window, or a VOI LUT."""
    return None if has(level, "VOILUTSequence") else True


def _window_width(level: Level) -> bool:
    """PS3.3 table C.7.6.16-12: a window has two values."""
    return has(level, "WindowCenter")


def _voi_lut(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12: a window, or a VOI LUT."""
    return None if has(level, "WindowCenter") else True


def _mapping_line(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12b: a line, where there is no LUT; of floating point pixels always."""
    is_float = "FloatPixelData" in level.root or "DoubleFloatPixelData" in level.root
    return True if is_float or not has(level, "RealWorldValueLUTData") else None


def _mapping_lut(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12b: a LUT, where there is no line."""
    return None if has(level, "RealWorldValueIntercept") else True


def _first_mapped(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12b: the first value that is mapped, as integer or floating point."""
    return None if has(level, "DoubleFloatRealWorldValueFirstValueMapped") else True


def _last_mapped(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12b: the last value that is mapped, as integer or floating point."""
    return None if has(level, "DoubleFloatRealWorldValueLastValueMapped") else True


def _first_mapped_float(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12b: the first value that is mapped, as integer or floating point."""
    return None if has(level, "RealWorldValueFirstValueMapped") else True


def _last_mapped_float(level: Level) -> bool | None:
    """PS3.3 table C.7.6.16-12b: the last value that is mapped, as integer or floating point."""
    return None if has(level, "RealWorldValueLastValueMapped") else True


IMAGE_CONDITIONS: Mapping[str, Callable[[Level], bool | None]] = {
    "PatientOrientation": _patient_orientation,
    "Laterality": _laterality,
    "PlanarConfiguration": _planar_configuration,
    **{f"{colour}PaletteColorLookupTableDescriptor": _palette for colour in ("Red", "Green", "Blue")},
    **{f"{colour}PaletteColorLookupTableData": _palette_data for colour in ("Red", "Green", "Blue")},
    "PixelData": _pixel_data,
    "LossyImageCompressionRatio": _lossy,
    "LossyImageCompressionMethod": _lossy,
    "BitsStored": _of_integers,
    "HighBit": _of_integers,
    "SegmentationFractionalType": _fractional,
    "MaximumFractionalValue": _fractional,
    "SegmentAlgorithmName": _algorithm_name,
    "TrackingID": _tracking_id,
    "TrackingUID": _tracking_uid,
    "DimensionIndexSequence": _indexed,
    "PerFrameFunctionalGroupsSequence": _per_frame,
    "DimensionIndexValues": _index_values,
    "FunctionalGroupPointer": _group_pointer,
    "ConcatenationFrameOffsetNumber": _concatenated,
    "InConcatenationNumber": _concatenated,
    "SOPInstanceUIDOfConcatenationSource": _concatenated,
    "ImagePositionPatient": _placed,
    "ImageOrientationPatient": _placed,
    "PixelSpacing": _placed,
    "SliceThickness": _placed,
    "InStackPositionNumber": _in_stack,
    "DerivationCodeSequence": _of_derivation,
    "PurposeOfReferenceCodeSequence": _of_derivation,
    "WindowCenter": _window,
    "WindowWidth": _window_width,
    "VOILUTSequence": _voi_lut,
    "RealWorldValueIntercept": _mapping_line,
    "RealWorldValueSlope": _mapping_line,
    "RealWorldValueLUTData": _mapping_lut,
    "RealWorldValueFirstValueMapped": _first_mapped,
    "RealWorldValueLastValueMapped": _last_mapped,
    "DoubleFloatRealWorldValueFirstValueMapped": _first_mapped_float,
    "DoubleFloatRealWorldValueLastValueMapped": _last_mapped_float,
}
