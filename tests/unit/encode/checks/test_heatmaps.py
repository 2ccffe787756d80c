from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.saliency import SaliencyQuantity
from radlane.encode.part10 import to_bytes
from radlane.encode.result import encode_result
from radlane.imaging.cuts import render_cuts
from support import volume_encoding
from support.encoding import codes_of, context, picture
from support.findings import classification, explained
from support.radiographs import radiograph
from support.volume_sources import CT, slices, volume

SAID = explained(volume_encoding.conclusion(), CT.shape)


def objects_of(said: Conclusion = SAID) -> list[Dataset]:
    """SEG, then Parametric Map and picture of each heat map, then SR."""
    made, labels = volume(CT, volume_encoding.values()), volume_encoding.labels()
    shown = [render_cuts(made, labels, window=None, heat=one.values) for one in said.heatmaps]
    objects = encode_result(volume_encoding.context(slices()), said, None, shown)
    return [dcmread(BytesIO(to_bytes(dataset))) for dataset in objects]


def mapping(found: Dataset) -> Dataset:
    item: Dataset = found.SharedFunctionalGroupsSequence[0].RealWorldValueMappingSequence[0]
    return item


def frame(found: Dataset) -> Dataset:
    item: Dataset = found.PerFrameFunctionalGroupsSequence[2]
    return item


def no_quantity(found: Dataset) -> None:
    del mapping(found).QuantityDefinitionSequence


def in_bits(found: Dataset) -> None:
    mapping(found).MeasurementUnitsCodeSequence[0].CodeValue = "bit"


def other_image(found: Dataset) -> None:
    source = frame(found).DerivationImageSequence[0].SourceImageSequence[0]
    first = found.PerFrameFunctionalGroupsSequence[0].DerivationImageSequence[0].SourceImageSequence[0]
    source.ReferencedSOPInstanceUID = first.ReferencedSOPInstanceUID


def elsewhere(found: Dataset) -> None:
    frame(found).PlanePositionSequence[0].ImagePositionPatient = [0, 0, 0]


def another_pixel(found: Dataset) -> None:
    data = bytearray(found.FloatPixelData)
    data[102] ^= 0x10
    found.FloatPixelData = bytes(data)


def no_number(found: Dataset) -> None:
    """One pixel is NaN, and all others are wrong."""
    values = np.frombuffer(found.FloatPixelData, "<f4").copy()
    values[0], values[1:] = np.nan, 99
    found.FloatPixelData = values.tobytes()


def nearly(found: Dataset) -> None:
    """All numbers are off by a hundred-thousandth of their range."""
    values = np.frombuffer(found.FloatPixelData, "<f4").copy()
    found.FloatPixelData = (values + np.ptp(values) * np.float32(1e-5)).tobytes()


def window(width: float, function: str) -> Callable[[Dataset], None]:
    def change(found: Dataset) -> None:
        item = found.SharedFunctionalGroupsSequence[0].FrameVOILUTSequence[0]
        item.WindowWidth, item.VOILUTFunction = width, function

    return change


def mapped(part: str, value: float) -> Callable[[Dataset], object]:
    return lambda found: setattr(mapping(found), f"{part}ValueMapped", value)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (no_number, ["heatmap-mismatch"]),
        (nearly, ["heatmap-mismatch"]),
        (mapped("DoubleFloatRealWorldValueFirst", 0.9), ["heatmap-range"]),
        (mapped("DoubleFloatRealWorldValueLast", -0.9), ["heatmap-range"]),
        (mapped("DoubleFloatRealWorldValueLast", 1e9), []),
        (window(0, "LINEAR_EXACT"), ["heatmap-window"]),
        (window(0.5, "LINEAR"), ["heatmap-window"]),
        (window(0.5, "SIGMOID"), []),
        (window(1, "LINEAR"), []),
        (no_quantity, ["heatmap-quantity"]),
        (elsewhere, ["frame-position", "dimension-index"]),
        (other_image, ["frame-position", "frame-duplicate", "heatmap-frames"]),
        (lambda found: setattr(found, "FrameOfReferenceUID", "1.2.3"), ["frame-of-reference"]),
        (lambda found: delattr(frame(found), "PlanePositionSequence"), ["frame-position"]),
        (lambda found: found.PerFrameFunctionalGroupsSequence.pop(), ["frame-count", "heatmap-frames"]),
        (another_pixel, ["heatmap-mismatch"]),
        (lambda found: setattr(mapping(found), "RealWorldValueIntercept", 0.1), ["heatmap-mismatch"]),
        (lambda found: delattr(mapping(found), "RealWorldValueSlope"), ["heatmap-mismatch"]),
        (in_bits, ["heatmap-unit"]),
        (lambda found: setattr(found, "RecognizableVisualFeatures", "YES"), ["heatmap-features"]),
        (lambda found: setattr(found, "BitsAllocated", 8), ["pixel-data-length", "heatmap-mismatch"]),
    ],
)
def test_a_map_has_the_quantity_frames_and_numbers_that_were_concluded(
    change: Callable[[Dataset], object], codes: list[str]
) -> None:
    objects, sources = objects_of(), slices()
    assert codes_of(objects, sources, SAID) == []
    change(objects[3])  # the second map
    assert codes_of(objects, sources, SAID) == codes


def test_maps_are_not_taken_for_each_other() -> None:
    one, other = SAID.heatmaps
    swapped = replace(SAID, heatmaps=(replace(one, values=other.values), replace(other, values=one.values)))
    assert codes_of(objects_of(), slices(), swapped) == ["heatmap-mismatch"]
    quantity = replace(SAID, heatmaps=(replace(one, quantity=SaliencyQuantity.CLASS_ACTIVATION), other))
    assert codes_of(objects_of(), slices(), quantity) == ["heatmap-quantity"]
    larger = replace(SAID, heatmaps=(replace(one, values=np.repeat(one.values, 2, axis=2)), other))
    assert codes_of(objects_of(), slices(), larger) == ["heatmap-mismatch"]


@pytest.mark.parametrize("index", [1, 2])
def test_each_map_and_each_picture_is_there(index: int) -> None:
    objects = objects_of()
    del objects[index]
    assert "heatmap-set" in codes_of(objects, slices(), SAID)


def test_a_picture_of_no_heat_map_is_one_too_many() -> None:
    source, said = radiograph(), explained(classification(), (1, 48, 40))
    objects = encode_result(context(source), said, picture(source), [picture(source)] * 2)
    assert codes_of(list(objects), [source], said) == []
    assert codes_of(list(objects), [source], classification()) == ["heatmap-set"]
