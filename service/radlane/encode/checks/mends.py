"""For each rule: the attribute that it is about, and what the writer of an object has to do where it is broken.

In: the code of a rule. Out: attribute and mend. A rule that knows the attribute's place in the object says it itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mend:
    """The attribute that a rule is about (several, where it compares them), and what mends its breach."""

    attribute: str
    text: str


def _mend(attribute: str, text: str) -> Mend:
    return Mend(attribute=attribute, text=text)


_CONTENT, _GROUPS = "ContentSequence", "PerFrameFunctionalGroupsSequence"
_SEGMENTS, _EVIDENCE = "SegmentSequence", "CurrentRequestedProcedureEvidenceSequence"
_SIDE = "SegmentedPropertyTypeModifierCodeSequence"

_STANDARD = {
    "attribute-missing": _mend("", "Write the attribute, with its value; Type 2 may be empty"),
    "attribute-empty": _mend("", "Give the attribute a value, or leave it out where its type is 1C"),
    "attribute-unexpected": _mend("", "Leave the attribute out"),
    "attribute-unreadable": _mend("", "Write the attribute with its VR, as PS3.5 section 6.2 has it"),
    "value-representation": _mend("", "Write the attribute with the VR that PS3.6 gives it"),
    "value-count": _mend("", "Write as many values as PS3.6 allows"),
    "value-invalid": _mend("", "Write a value in the form of its VR (PS3.5 section 6.2)"),
    "value-unknown": _mend("", "Write one of the values that the standard enumerates for this IOD"),
    "uid-reused": _mend("", "Give each thing a UID of its own"),
    "macro-missing": _mend(_GROUPS, "Write the macro for all frames in the shared groups, or in each frame's"),
    "macro-misplaced": _mend("SharedFunctionalGroupsSequence", "Write the macro in each frame's groups"),
    "macro-unexpected": _mend("FrameOfReferenceUID", "Write the Frame of Reference, or no planes"),
    "dimension-organization": _mend("DimensionOrganizationSequence", "Name in each index an organization of the list"),
    "dimension-pointer": _mend("DimensionIndexSequence", "Name the macro that holds the attribute pointed at"),
    "photometric-interpretation": _mend("PhotometricInterpretation", "Write a term that is defined for these pixels"),
    "samples-per-pixel": _mend("SamplesPerPixel", "Write 1 for grey and palettes, 3 for colours"),
    "pixel-representation": _mend("PixelRepresentation", "Write 0, and unsigned samples"),
    "presentation-lut-shape": _mend("PresentationLUTShape", "Write IDENTITY, or INVERSE for MONOCHROME1"),
    "pixel-bits": _mend("BitsAllocated", "Describe the bits as the pixels have them"),
    "pixel-data-length": _mend("PixelData", "Write all pixels of all frames, padded to an even length"),
    "pixel-data-kind": _mend("PixelData", "Write one of Pixel Data, Float Pixel Data, Double Float Pixel Data"),
    "segmentation-type": _mend("SegmentationType", "Write LABELMAP in a Label Map Segmentation, and only there"),
    "image-type": _mend("ImageType", "Write DERIVED as its first value"),
    "spatial-locations": _mend("SpatialLocationsPreserved", "Write YES"),
    "value-type": _mend("ValueType", "Write a Value Type that the IOD has; CONTAINER at the root"),
    "reference-kind": _mend("ValueType", "Refer to images by IMAGE, waveforms by WAVEFORM, others by COMPOSITE"),
    "pixel-presentation": _mend("PixelPresentation", "Write MONOCHROME, or state the range of colours"),
    "frame-laterality": _mend("FrameLaterality", "Write U of what is unpaired, else R, L or B"),
    "graphic-data": _mend("GraphicData", "Write the coordinates that Graphic Type asks for"),
    "content-reference": _mend("ReferencedContentItemIdentifier", "Name an item of this tree that is no ancestor"),
    "relationship": _mend("RelationshipType", "Write a relationship that the IOD has between these value types"),
    "template-missing": _mend(_CONTENT, "Write the rows that the template asks for"),
    "template-repeated": _mend(_CONTENT, "Write the row once"),
    "template-unidentified": _mend("ContentTemplateSequence", "Write the template's identifier, of DCMR"),
    "template-value-type": _mend(_CONTENT, "Write the row with the Value Type of the template"),
    "template-relationship": _mend(_CONTENT, "Write the row in the relationship of the template"),
    "template-value": _mend(_CONTENT, "Write a code of the row's Context Group, which may not be extended"),
    "template-unnamed": _mend("ConceptNameCodeSequence", "Name the container (125007, DCM, Measurement Group)"),
    "reference-hierarchy": _mend(_EVIDENCE, "List the instance under the study and series that it is of"),
    "reference-twice": _mend(_EVIDENCE, "List the instance once"),
}
_RESULT = {
    "uid-invalid": _mend("SOPInstanceUID", "Write a UID: dotted numbers of 64 characters at most"),
    "uid-duplicate": _mend("SOPInstanceUID", "Give each object a SOP Instance UID of its own"),
    "file-meta-mismatch": _mend("MediaStorageSOPInstanceUID", "Write the object's own class and instance there"),
    "series-of-source": _mend("SeriesInstanceUID", "Write results into a series of their own"),
    "series-mixed": _mend("SeriesInstanceUID", "Give each Modality a series of its own"),
    "patient-mismatch": _mend("PatientID", "Copy the attribute from the analysed image"),
    "study-mismatch": _mend("StudyInstanceUID", "Copy the attribute from the analysed image"),
    "procedure-mismatch": _mend("ReferencedRequestSequence", "Write the requests and procedure of the analysed image"),
    "reference-unresolved": _mend("ReferencedSOPInstanceUID", "Refer to an object of the result or an analysed image"),
    "reference-class": _mend("ReferencedSOPClassUID", "Write the SOP Class that the instance has"),
    "evidence-missing": _mend(_EVIDENCE, "List everything that the content refers to"),
    "referenced-series-missing": _mend("ReferencedSeriesSequence", "List the images that frames are derived from"),
    "image-set": _mend("ReferencedSeriesSequence", "List just the analysed images, in every object the same"),
    "evidence-study": _mend(_EVIDENCE, "List what is of the report's study as current, all else as other evidence"),
    "evidence-twice": _mend(_EVIDENCE, "List each instance in one of the two evidence sequences"),
    "earlier-patient": _mend("PatientID", "Read no image of another patient: compare ID, issuer, birth date and sex"),
    "earlier-date": _mend("StudyDate", "Read as an earlier study only what was surely before the current one"),
    "root-missing": _mend("StudyInstanceUID", "Put the SR that is the root of the result beside its objects"),
    "leaf-unlisted": _mend(_EVIDENCE, "List the object in the evidence of the root SR"),
    "root-several": _mend(_EVIDENCE, "List the object in the evidence of one SR"),
    "seg-grid": _mend("Rows, Columns", "Write masks on the grid of the analysed image"),
    "frame-count": _mend("NumberOfFrames", "Write one item of functional groups for each frame"),
    "frame-position": _mend("ImagePositionPatient", "Place each frame where the slice that it names lies"),
    "frame-source": _mend("SourceImageSequence", "Name in each frame the one image that it is of"),
    "frame-duplicate": _mend(_GROUPS, "Write one frame for a segment and a place"),
    "frame-set": _mend(_GROUPS, "Write one frame for each image that a segment reaches, and no other"),
    "frame-of-reference": _mend("FrameOfReferenceUID", "Write that of the analysed images, with planes; else none"),
    "pixel-measures": _mend("PixelMeasuresSequence", "Write the spacings of the analysed images, with planes"),
    "plane-orientation": _mend("ImageOrientationPatient", "Copy the direction cosines of the analysed images"),
    "macro-twice": _mend("SharedFunctionalGroupsSequence", "Write a macro once: shared, or for each frame"),
    "dimension-index": _mend("DimensionIndexValues", "Count segments and positions up from 1, one index a frame"),
    "segment-uncountable": _mend("PixelData", "Write pixels that can be counted: native, BINARY, one bit each"),
    "segment-numbers": _mend("SegmentNumber", "Number segments from 1 in their order"),
    "segment-unknown": _mend("ReferencedSegmentNumber", "Refer to a segment that is described"),
    "segment-set": _mend(_SEGMENTS, "Describe each segment that was concluded on"),
    "segments-overlap": _mend("SegmentsOverlap", "Write NO where no pixel has two segments, else YES"),
    "frame-unknown": _mend("ReferencedFrameNumber", "Refer to a frame that is there"),
    "report-flag": _mend("CompletionFlag", "Write COMPLETE, UNVERIFIED, PRELIMINARY"),
    "procedure-missing": _mend(_CONTENT, "Write (121058, DCM, Procedure Reported)"),
    "image-library": _mend(_CONTENT, "List in the Image Library what the evidence lists"),
    "tracking-missing": _mend("TrackingUID", "Write Tracking ID and UID, in segment and group"),
    "number-mismatch": _mend("NumericValue", "Write one number, the same as DS and as FD"),
    "number-twice": _mend("NumericValue", "State each quantity of a group once"),
    "unit-unknown": _mend("MeasurementUnitsCodeSequence", "Write a unit of UCUM; of a size pixels, mm2 or mL"),
    "unit-mismatch": _mend("MeasurementUnitsCodeSequence", "Write a unit of the quantity"),
    "area-mismatch": _mend("NumericValue", "State the number of the segment's pixels, or that times the area of one"),
    "area-missing": _mend("MeasuredValueSequence", "State the size of each finding that is present"),
    "volume-mismatch": _mend("NumericValue", "State the number of the segment's voxels times the volume of one"),
    "ratio-mismatch": _mend("NumericValue", "State the ratio of the pixels of the two segments"),
    "measurement-set": _mend("NumericValue", "State each number that was concluded, and no other"),
    "label-mismatch": _mend("SegmentLabel", "Name in the label the side of the segment's code, or none"),
    "laterality-mismatch": _mend(_SIDE, "State one side in the SR and in the SEG"),
    "side-unknown": _mend(_SIDE, "State no side where Patient Orientation gives none"),
    "side-mismatch": _mend(_SIDE, "Call right what lies on the patient's right"),
    "orientation-mismatch": _mend("PatientOrientation", "Copy that of the analysed image; of slices leave it empty"),
    "algorithm-type": _mend("SegmentAlgorithmType", "Write AUTOMATIC"),
    "contributing-equipment": _mend("ContributingEquipmentSequence", "Name (109102, DCM) with its Device UID"),
    "content-qualification": _mend("ContentQualification", "Write RESEARCH"),
    "statement-missing": _mend("ContributionDescription", "Write the model's statement, in SR and picture twice"),
    "run-differs": _mend("ContributingEquipmentSequence", "Write one device, software, statement and moment a run"),
    "observation-uid": _mend("ObservationUID", "Give each group of a run an Observation UID of its own"),
    "observer-mismatch": _mend("UID", "Write the Device UID of Contributing Equipment as Device Observer UID"),
    "times-differ": _mend("ContentTime", "Write one moment in all times of an object"),
    "timezone": _mend("TimezoneOffsetFromUTC", "Copy the offset of the analysed images, where they have one"),
    "character-set": _mend("SpecificCharacterSet", "Write ISO_IR 192"),
    "presence-mismatch": _mend(_CONTENT, "State Present just where the segment has pixels"),
    "presence-missing": _mend(_CONTENT, "State whether the finding is present"),
    "finding-mismatch": _mend(_CONTENT, "State the segment's type as finding and as site"),
    "finding-set": _mend(_CONTENT, "Write one group for each finding that was concluded"),
    "region-mismatch": _mend(_CONTENT, "Refer to the group's own segment"),
    "region-missing": _mend(_CONTENT, "Draw the finding, or refer to its frame or segment"),
    "source-series": _mend("UID", "Name the series of the segment's images"),
    "segment-unmatched": _mend("TrackingUID", "Write one group with the tracking UID of the segment"),
    "group-unmatched": _mend("TrackingUID", "Write one segment with the tracking UID of the group"),
    "contour-image": _mend("ReferencedSOPInstanceUID", "Draw on the image that the segment is of"),
    "contour-open": _mend("GraphicData", "Close the POLYLINE, of three points at least"),
    "contour-outside": _mend("GraphicData", "Keep the contour inside the image"),
    "contour-mismatch": _mend("GraphicData", "Draw the outline of the segment's pixels"),
    "capture-source": _mend("SourceImageSequence", "Name all analysed images"),
    "capture-blank": _mend("PixelData", "Write the picture's pixels"),
    "burned-in": _mend("BurnedInAnnotation", "Write what the analysed image says"),
    "lossy-mismatch": _mend("LossyImageCompression", "Write 01 just where an analysed image is lossy"),
    "pixels-mismatch": _mend("PixelData", "Write the masks that were concluded"),
    "object-set": _mend("SOPClassUID", "Write one root SR, and one SEG where a segment has pixels"),
    "fractional-type": _mend("SegmentationFractionalType", "Write PROBABILITY"),
    "heatmap-features": _mend("RecognizableVisualFeatures", "Write NO: a heat map shows nobody's face"),
    "fractional-value": _mend("PixelData", "Write values up to Maximum Fractional Value"),
    "slide-differs": _mend("SpecimenDescriptionSequence", "Copy what the analysed image says of its slide"),
    "slide-matrix": _mend("TotalPixelMatrixColumns", "Copy the matrix of the slide, and say TILED_SPARSE"),
}
_BOXES = {
    "box-invalid": _mend("GraphicData", "Draw four edges along rows and columns, closed, or two opposite faces"),
    "box-image": _mend("ReferencedSOPInstanceUID", "Draw on an analysed image, and name the frame of several"),
    "box-outside": _mend("GraphicData", "Keep the box inside the image"),
    "box-frame-of-reference": _mend("ReferencedFrameOfReferenceUID", "Write that of the analysed images"),
    "frame-choice": _mend(_CONTENT, "Refer to the frame that was chosen, and to no other"),
    "box-set": _mend(_CONTENT, "Draw each box that was concluded, with its numbers, and no other"),
}
_HEAT_MAPS = {
    "heatmap-set": _mend("SOPClassUID", "Write one picture of each heat map, and one Parametric Map of each or none"),
    "heatmap-quantity": _mend("QuantityDefinitionSequence", "Name the quantity of the heat map (PS3.16 CID 7180)"),
    "heatmap-unit": _mend(
        "MeasurementUnitsCodeSequence", "Name the unit of the heat map: bits of an entropy, else none"
    ),
    "heatmap-frames": _mend(_GROUPS, "Write one frame for each analysed one, and name it"),
    "heatmap-mismatch": _mend("FloatPixelData", "Write the numbers of the heat map, mapped by slope and intercept"),
    "heatmap-range": _mend(
        "RealWorldValueMappingSequence", "Write the least and the greatest number as first and last that is mapped"
    ),
    "heatmap-window": _mend("FrameVOILUTSequence", "Write LINEAR_EXACT and a width above 0"),
}
_OUTLINES = {
    "display-unmatched": _mend("TrackingID", "Draw outlines of segments of the run only"),
    "display-incomplete": _mend(_CONTENT, "Draw one outline at least of each segment that has frames"),
    "display-tracking": _mend("TrackingUID", "Give each outline a tracking UID of its own"),
    "display-mismatch": _mend(_CONTENT, "State the finding, site and side of the segment, and Present"),
    "display-slice": _mend("ReferencedSOPSequence", "Draw the outline in the slice where its segment is largest"),
    "display-number": _mend("NumericValue", "State no number but the area of the part that the line encloses"),
    "display-region": _mend("GraphicData", "Draw one closed POLYLINE around one part of the segment on its image"),
}
_STATUS = {
    "status-or-findings": _mend(_CONTENT, "Write findings, or a status with its reason"),
    "status-unknown": _mend(_CONTENT, "Write (111225, DCM, Not Attempted) or (111224, DCM, Failed)"),
    "status-reason": _mend(_CONTENT, "Write one reason, as a code"),
    "status-related": _mend("RelationshipType", "Relate the evaluations to their heading by CONTAINS"),
    "status-object": _mend(_EVIDENCE, "List no object of a result in a report that there is none"),
}
_REJECTION = {
    "rejection-title": _mend("ConceptNameCodeSequence", "Write a title that rejects (PS3.16 CID 7011)"),
    "rejection-modifier": _mend(_CONTENT, "Write a Document Title Modifier (PS3.16 CID 7012)"),
    "rejection-template": _mend("ContentTemplateSequence", "Write template 2010, of DCMR"),
    "rejection-evidence": _mend(_EVIDENCE, "List the same objects in content and evidence, each once"),
    "rejection-study": _mend("StudyInstanceUID", "Reject the objects of one study, with a note in that study"),
    "rejection-series": _mend("SeriesInstanceUID", "List each object under the series that it is of"),
    "rejection-item": _mend("ValueType", "List images as IMAGE and documents as COMPOSITE, without a purpose"),
    "rejection-partial": _mend(_CONTENT, "Reject all objects that the report lists together with it"),
    "rejection-equipment": _mend("ContributingEquipmentSequence", "Write the Processing Equipment of the objects"),
}
MENDS: Mapping[str, Mend] = {
    **_STANDARD,
    **_RESULT,
    **_BOXES,
    **_HEAT_MAPS,
    **_OUTLINES,
    **_STATUS,
    **_REJECTION,
}
NONE = Mend(attribute="", text="")
