"""Objects of kinds that are no result of the lane today, as highdicom makes them, on the slices of a small CT.

In: nothing. Out: data sets as a reader finds them, made once and read anew for each caller.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import highdicom as hd
import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes

from radlane.encode.part10 import to_bytes
from support.small_objects import coded, item
from support.volume_encoding import labels, values
from support.volume_sources import slices

_EQUIPMENT: dict[str, Any] = {
    "manufacturer": "somebody",
    "manufacturer_model_name": "else",
    "software_versions": "1",
    "device_serial_number": "2",
}


def label_map() -> Dataset:
    """A Label Map Segmentation of three organs."""
    return _read(_segmentation("LABELMAP"))


def fractional() -> Dataset:
    """A FRACTIONAL Segmentation of one organ."""
    return _read(_segmentation("FRACTIONAL"))


def parametric_map() -> Dataset:
    """A Parametric Map of floating point numbers; the Frame Anatomy that highdicom leaves out is put in."""
    return _read(_map())


def key_objects() -> Dataset:
    """A Key Object Selection that rejects the slices for patient safety."""
    return _read(_selection())


def _read(content: bytes) -> Dataset:
    return dcmread(BytesIO(content))


@cache
def _segmentation(kind: str) -> bytes:
    count = 3 if kind == "LABELMAP" else 1
    pixels = labels() if kind == "LABELMAP" else (labels() == 1).astype(np.float32)
    algorithm = hd.AlgorithmIdentificationSequence(name="a", family=codes.DCM.ArtificialIntelligence, version="1")
    described = [
        hd.seg.SegmentDescription(
            number,
            f"organ {number}",
            codes.SCT.Organ,
            codes.SCT.Liver,
            hd.seg.SegmentAlgorithmTypeValues.AUTOMATIC,
            algorithm_identification=algorithm,
        )
        for number in range(1, count + 1)
    ]
    made = hd.seg.Segmentation(
        slices(values=values()),
        pixels,
        kind,
        described,
        series_instance_uid="1.2.3.1",
        series_number=1,
        sop_instance_uid="1.2.3.2",
        instance_number=1,
        content_creator_name="A^B",
        **_EQUIPMENT,
    )
    return to_bytes(made)


@cache
def _map() -> bytes:
    mapping = hd.pm.RealWorldValueMapping("label", "words", codes.UCUM.NoUnits, (0.0, 1.0), intercept=0, slope=1)
    made = hd.pm.ParametricMap(
        slices(values=values()),
        values().astype(np.float32) / 1000,
        contains_recognizable_visual_features=False,
        real_world_value_mappings=[mapping],
        voi_lut_transformations=[hd.VOILUTTransformation(window_center=0.5, window_width=1)],
        series_instance_uid="1.2.3.3",
        series_number=1,
        sop_instance_uid="1.2.3.4",
        instance_number=1,
        content_creator_name="A^B",
        **_EQUIPMENT,
    )
    anatomy = item(AnatomicRegionSequence=coded("51185008", "SCT", "Thorax"), FrameLaterality="U")
    made.SharedFunctionalGroupsSequence[0].FrameAnatomySequence = [anatomy]
    return to_bytes(made)


@cache
def _selection() -> bytes:
    images = slices(values=values())
    content = hd.ko.KeyObjectSelection(codes.DCM.RejectedForPatientSafetyReasons, images)
    made = hd.ko.KeyObjectSelectionDocument(
        images,
        content,
        series_instance_uid="1.2.3.5",
        series_number=1,
        sop_instance_uid="1.2.3.6",
        instance_number=1,
        manufacturer="somebody",
    )
    return to_bytes(made)
