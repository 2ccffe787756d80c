"""Enumerated Values: the only ones that an attribute may have (PS3.3 section 5.5).

Defined Terms may be extended, so they are not here. In: an attribute and the IOD it is in. Out: its values as text.
"""

from __future__ import annotations

from collections.abc import Mapping

_YES_NO = frozenset({"YES", "NO"})
_SIDE = frozenset({"R", "L", "U", "B"})

# Wherever they stand, with the section that enumerates them.
_TERMS: Mapping[str, frozenset[str]] = {
    "AcquisitionTimeSynchronized": frozenset({"Y", "N"}),  # C.7.4.2
    "AnatomicalOrientationType": frozenset({"BIPED", "QUADRUPED"}),  # C.7.3.1
    "BurnedInAnnotation": _YES_NO,  # C.7.6.1
    "CompletionFlag": frozenset({"PARTIAL", "COMPLETE"}),  # C.17.2
    "ContentQualification": frozenset({"PRODUCT", "RESEARCH", "SERVICE"}),  # C.12.1
    "ContextGroupExtensionFlag": frozenset({"Y", "N"}),  # 8.8
    "ContinuityOfContent": frozenset({"SEPARATE", "CONTINUOUS"}),  # C.18.8
    "FrameLaterality": _SIDE,  # C.7.6.16.2.8
    "ImageLaterality": _SIDE,  # C.7.6.1
    "InstanceOriginStatus": frozenset({"LOCAL", "IMPORTED"}),  # C.12.1
    "Laterality": frozenset({"R", "L"}),  # C.7.3.1
    "LongitudinalTemporalInformationModified": frozenset({"UNMODIFIED", "MODIFIED", "REMOVED"}),  # C.12.1
    "LossyImageCompression": frozenset({"00", "01"}),  # C.7.6.1.1.5
    "ObserverType": frozenset({"PSN", "DEV"}),  # C.17.2
    "PatientIdentityRemoved": _YES_NO,  # C.7.1.1
    "PatientSex": frozenset({"M", "F", "O"}),  # C.7.1.1
    "PatientSexNeutered": frozenset({"ALTERED", "UNALTERED"}),  # C.7.2.2
    "PixelOriginInterpretation": frozenset({"FRAME", "VOLUME"}),  # C.18.6
    "PixelPresentation": frozenset({"COLOR_RANGE", "MONOCHROME"}),  # C.8.32.2
    "PixelRepresentation": frozenset({"0", "1"}),  # C.7.6.3
    "PlanarConfiguration": frozenset({"0", "1"}),  # C.7.6.3.1.3
    "PreliminaryFlag": frozenset({"PRELIMINARY", "FINAL"}),  # C.17.2
    "PresentationLUTShape": frozenset({"IDENTITY", "INVERSE"}),  # C.7.6.1
    "QualityControlImage": _YES_NO,  # C.7.6.1
    "QualityControlSubject": _YES_NO,  # C.7.1.1
    "QueryRetrieveView": frozenset({"CLASSIC", "ENHANCED"}),  # C.12.1
    "RecognizableVisualFeatures": _YES_NO,  # C.7.6.1
    "RelationshipType": frozenset(
        {
            *("CONTAINS", "HAS PROPERTIES", "HAS OBS CONTEXT", "HAS ACQ CONTEXT", "INFERRED FROM", "SELECTED FROM"),
            "HAS CONCEPT MOD",
        }
    ),  # C.17.3
    "SOPInstanceStatus": frozenset({"NS", "OR", "AO", "AC"}),  # C.12.1
    "SegmentAlgorithmType": frozenset({"AUTOMATIC", "SEMIAUTOMATIC", "MANUAL"}),  # C.8.20.4
    "SegmentationFractionalType": frozenset({"PROBABILITY", "OCCUPANCY"}),  # C.8.20.2.3
    "SegmentsOverlap": frozenset({"YES", "NO", "UNDEFINED"}),  # C.8.20.2
    "SmokingStatus": frozenset({"YES", "NO", "UNKNOWN"}),  # C.7.2.2
    "SpatialLocationsPreserved": frozenset({"YES", "NO", "REORIENTED_ONLY"}),  # C.12.4, C.7.6.16.2.6
    "StereoPairsPresent": _YES_NO,  # C.7.6.16
    "TemporalRangeType": frozenset({"POINT", "MULTIPOINT", "SEGMENT", "MULTISEGMENT", "BEGIN", "END"}),  # C.18.7.1.1
    "VerificationFlag": frozenset({"UNVERIFIED", "VERIFIED"}),  # C.17.2
}
_DOCUMENT = {"Modality": frozenset({"SR"})}  # C.17.1
# Of the object itself, by IOD.
_OF_IOD: Mapping[str, Mapping[str, frozenset[str]]] = {
    "segmentation": {  # C.8.20.1, C.8.20.2
        "Modality": frozenset({"SEG"}),
        "SamplesPerPixel": frozenset({"1"}),
        "PixelRepresentation": frozenset({"0"}),
    },
    "parametric-map": {  # C.8.32.2
        "SamplesPerPixel": frozenset({"1"}),
        "PhotometricInterpretation": frozenset({"MONOCHROME2"}),
        "BitsStored": frozenset({"16"}),
        "HighBit": frozenset({"15"}),
        "BurnedInAnnotation": frozenset({"NO"}),
        "PresentationLUTShape": frozenset({"IDENTITY"}),
    },
    "enhanced-sr": _DOCUMENT,
    "comprehensive-sr": _DOCUMENT,
    "comprehensive-3d-sr": _DOCUMENT,
    "key-object-selection-document": {"Modality": frozenset({"KO"})},  # C.17.6.1
}
# By position: the first two values of Image Type (C.7.6.1.1.2), all of that of segmentations and maps.
_ORIGIN = frozenset({"ORIGINAL", "DERIVED"})
_EXAMINATION = frozenset({"PRIMARY", "SECONDARY"})
_IMAGE_TYPE = (_ORIGIN, _EXAMINATION)
_DERIVED = (frozenset({"DERIVED"}), frozenset({"PRIMARY"}))  # C.8.20.2, C.8.32.2


def enumerated(keyword: str, iod: str, *, is_top: bool) -> frozenset[str] | None:
    """Return the only values that an attribute may have; None where it may have others.

    Parameters
    ----------
    keyword : str
        The attribute.
    iod : str
        Name of the IOD it is in.
    is_top : bool
        Whether it stands in the object itself, in no sequence.
    """
    own = _OF_IOD.get(iod, {}).get(keyword) if is_top else None
    return own if own is not None else _TERMS.get(keyword)


def image_type(iod: str) -> tuple[frozenset[str], ...]:
    """Return the values that Image Type or Frame Type may have, place by place; later places are free."""
    return _DERIVED if iod in ("segmentation", "parametric-map") else _IMAGE_TYPE
