"""Which images a channel of a network reads: what their headers have to say, and what decides between several.

Part of the manifest (`domain.model`), as `domain.input` is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed, Code

SELECTABLE = frozenset(
    {
        *("SeriesDescription", "ProtocolName", "SequenceName", "PulseSequenceName", "SeriesNumber", "SeriesType"),
        *("Manufacturer", "ManufacturerModelName", "MagneticFieldStrength", "PatientPosition", "ImageType"),
        *("ScanningSequence", "SequenceVariant", "ScanOptions", "MRAcquisitionType", "AcquisitionContrast"),
        *("ComplexImageComponent",),
        *("EchoTime", "EchoNumbers", "RepetitionTime", "InversionTime", "FlipAngle", "DiffusionBValue"),
        *("TemporalPositionIdentifier", "NumberOfTemporalPositions", "TriggerTime", "NominalPercentageOfCardiacPhase"),
        *("ContrastBolusAgent", "ConvolutionKernel", "SliceThickness", "KVP", "AcquisitionNumber", "StackID"),
        *("Rows", "Columns", "Units", "CorrectedImage", "PresentationIntentType", "PixelIntensityRelationship"),
        *("Laterality", "ImageLaterality", "PatientOrientation", "PositionerPrimaryAngle", "PositionerSecondaryAngle"),
        *("PartialView", "BreastImplantPresent", "EstimatedRadiographicMagnificationFactor", "QualityControlImage"),
        *("BurnedInAnnotation", "InstanceNumber"),
        *("NumberOfFrames", "FrameTime", "CineRate", "PhotometricInterpretation", "StageName", "ViewName"),
    }
)
"""Attributes that a manifest may choose by: of the acquisition, none of the patient."""

RANKED = frozenset(
    {
        *("SeriesNumber", "MagneticFieldStrength", "EchoTime", "EchoNumbers", "RepetitionTime", "InversionTime"),
        *("FlipAngle", "DiffusionBValue", "TemporalPositionIdentifier", "NumberOfTemporalPositions", "TriggerTime"),
        *("NominalPercentageOfCardiacPhase", "SliceThickness", "KVP", "AcquisitionNumber", "Rows", "Columns"),
        *("PositionerPrimaryAngle", "PositionerSecondaryAngle", "EstimatedRadiographicMagnificationFactor"),
        *("NumberOfFrames", "FrameTime", "CineRate", "InstanceNumber"),
    }
)
"""Those of them that are numbers, which a manifest may prefer by."""

SLICES = "slices"
"""How many slices a stack has, where a preference names no attribute."""


@dataclass(frozen=True, kw_only=True)
class Condition(Closed):
    """What an attribute of all slices of a stack, or of an image, has to say.

    Attributes
    ----------
    attribute : str
        Its keyword, one of `SELECTABLE`.
    like : tuple of str
        One of its values fits one of these patterns, whole: `*` is any characters, `?` one; capital letters do not
        matter. Nothing is asked for where there are none.
    unlike : tuple of str
        None of its values fits one of these.
    least, most : float or None
        Its values are numbers in this range, ends included.
    absent : str
        What it means if the attribute is absent, and `like`, `least` or `most` ask for something: `refused`, or `fits`.
    """

    attribute: str
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    absent: Literal["fits", "refused"] = "refused"


@dataclass(frozen=True, kw_only=True)
class Preference(Closed):
    """Which of several stacks or images that fit is meant: the one with the lowest or the highest number.

    Attributes
    ----------
    by : str
        Keyword of an attribute, one of `RANKED`, or `slices`: how many there are. What has no such number, or not the
        same for all slices, comes last; of Trigger Time it is the mean.
    """

    by: str
    order: Literal["lowest", "highest"]


@dataclass(frozen=True, kw_only=True)
class Select(Closed):
    """Which images a channel reads.

    Attributes
    ----------
    modalities : tuple of str
        Modality (0008,0060) is one of these.
    sop_classes : tuple of str
        SOP Class UID (0008,0016) is one of these.
    body_parts : tuple of str or None
        Body Part Examined (0018,0015), where it is present, is one of these (PS3.16 annex L defined terms). None: it
        is not looked at.
    regions : tuple of Code or None
        Each code of Anatomic Region Sequence (0008,2218) is one of these, by scheme and value. None: they are not
        looked at.
    views : tuple of str or None
        View Position (0018,5101), where it is present, is one of these. None: it is not looked at.
    view_codes : tuple of Code or None
        Each code of View Code Sequence (0054,0220) is one of these, by scheme and value. None: they are not looked at.
    view_modifiers : tuple of Code or None
        Each code of View Modifier Code Sequence (0054,0222) of a view is one of these: with an empty tuple an image
        that is magnified, or a spot, is another view. None: they are not looked at.
    where : tuple of Condition
        All of them hold.
    plane : str or None
        The slices lie nearest to this plane of the patient.
    slices : (int, int) or None
        At least and at most so many slices.
    screens : str
        Whether what Image Type says is a picture of a screen (of doses, protocols, a viewer) may be the image:
        `left-out`, or `read`; of stacks always the former.
    prefer : tuple of Preference
        What decides where several fit, in this order; where none of them does, nobody does (`ambiguous-input`).
    """

    modalities: tuple[str, ...]
    sop_classes: tuple[str, ...]
    body_parts: tuple[str, ...] | None
    regions: tuple[Code, ...] | None
    views: tuple[str, ...] | None
    view_codes: tuple[Code, ...] | None
    view_modifiers: tuple[Code, ...] | None = None
    where: tuple[Condition, ...] = ()
    plane: Literal["axial", "coronal", "sagittal"] | None = None
    slices: tuple[int, int] | None = None
    screens: Literal["left-out", "read"] = "left-out"
    prefer: tuple[Preference, ...] = ()
