"""Results as a script would encode them: highdicom's SEG and TID 1500 report.

In: images, masks, what they show. Out: data sets. Nothing of radlane is needed here.
"""

from __future__ import annotations

from collections.abc import Sequence

import highdicom as hd
import numpy as np
from pydicom import Dataset
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code
from pydicom.uid import generate_uid

_ML = Code("mL", "UCUM", "milliliter")
_PROBABILITY = Code("122157", "DCM", "Probability")


def segmentation(images: Sequence[Dataset], masks: np.ndarray, kinds: Sequence[Code]) -> hd.seg.Segmentation:
    """Build a BINARY SEG.

    `masks` are uint8 [z, y, x] (the number of a segment) or [z, y, x, segment]; `kinds` say what each segment shows.
    """
    algorithm = hd.AlgorithmIdentificationSequence("bench", codes.DCM.ArtificialIntelligence, "1.0.0")
    descriptions = [
        hd.seg.SegmentDescription(
            segment_number=number,
            segment_label=kind.meaning,
            segmented_property_category=codes.SCT.AnatomicalStructure,
            segmented_property_type=kind,
            algorithm_type="AUTOMATIC",
            algorithm_identification=algorithm,
        )
        for number, kind in enumerate(kinds, start=1)
    ]
    return hd.seg.Segmentation(
        source_images=images,
        pixel_array=masks,
        segmentation_type="BINARY",
        segment_descriptions=descriptions,
        series_instance_uid=generate_uid(),
        series_number=100,
        sop_instance_uid=generate_uid(),
        instance_number=1,
        manufacturer="bench",
        manufacturer_model_name="bench",
        software_versions="1",
        device_serial_number="1",
    )


def areas(made: hd.seg.Segmentation, kinds: Sequence[Code], pixels: Sequence[float]) -> list[hd.sr.Template]:
    """Measurement groups of the segments of one image that have a frame."""
    numbered = zip(range(1, len(kinds) + 1), kinds, pixels, strict=True)
    return [
        hd.sr.PlanarROIMeasurementsAndQualitativeEvaluations(
            referenced_segment=hd.sr.ReferencedSegmentationFrame.from_segmentation(made, segment_number=number),
            tracking_identifier=_tracking(number),
            finding_type=kind,
            measurements=[hd.sr.Measurement(codes.SCT.Area, count, codes.UCUM.NoUnits)],
        )
        for number, kind, count in numbered
        if count
    ]


def volumes(made: hd.seg.Segmentation, kinds: Sequence[Code], millilitres: Sequence[float]) -> list[hd.sr.Template]:
    """Measurement groups of the segments of a volume that have frames."""
    numbered = zip(range(1, len(kinds) + 1), kinds, millilitres, strict=True)
    return [
        hd.sr.VolumetricROIMeasurementsAndQualitativeEvaluations(
            referenced_segment=hd.sr.ReferencedSegment.from_segmentation(made, segment_number=number),
            tracking_identifier=_tracking(number),
            finding_type=kind,
            measurements=[hd.sr.Measurement(codes.SCT.Volume, volume, _ML)],
        )
        for number, kind, volume in numbered
        if volume
    ]


def classes(image: Dataset, values: Sequence[float]) -> list[hd.sr.Template]:
    """Measurement groups of an image's classes, each with its probability."""
    source = hd.sr.SourceImageForMeasurementGroup.from_source_image(image)
    return [
        hd.sr.MeasurementsAndQualitativeEvaluations(
            tracking_identifier=_tracking(number),
            finding_type=codes.SCT.Nodule,
            measurements=[hd.sr.Measurement(_PROBABILITY, value, codes.UCUM.NoUnits)],
            source_images=[source],
        )
        for number, value in enumerate(values, start=1)
    ]


def report(
    images: Sequence[Dataset], made: Dataset | None, groups: Sequence[hd.sr.Template]
) -> hd.sr.Comprehensive3DSR:
    """Build the report (TID 1500) on images and their SEG, where there is one."""
    device = hd.sr.DeviceObserverIdentifyingAttributes(uid=generate_uid())
    observer = hd.sr.ObserverContext(codes.DCM.Device, device)
    content = hd.sr.MeasurementReport(
        observation_context=hd.sr.ObservationContext(observer_device_context=observer),
        procedure_reported=codes.LN.XRUnspecifiedBodyRegion,
        imaging_measurements=groups,
    )
    return hd.sr.Comprehensive3DSR(
        evidence=[*images, *([] if made is None else [made])],
        content=content[0],
        series_instance_uid=generate_uid(),
        series_number=101,
        sop_instance_uid=generate_uid(),
        instance_number=1,
        manufacturer="bench",
    )


def _tracking(number: int) -> hd.sr.TrackingIdentifier:
    return hd.sr.TrackingIdentifier(uid=generate_uid(), identifier=f"segment {number}")
