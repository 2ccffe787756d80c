from collections.abc import Callable

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import JPEGBaseline8Bit, RLELossless

from support import volume_encoding
from support.encoding import codes_of, encoded
from support.radiographs import radiograph, with_meta
from support.volume_sources import slices


def other_source(objects: list[Dataset]) -> None:
    reference = objects[1].SourceImageSequence[0]
    reference.ReferencedSOPInstanceUID, reference.ReferencedSOPClassUID = (
        objects[0].SOPInstanceUID,
        objects[0].SOPClassUID,
    )


def colour(*values: int) -> Callable[[list[Dataset]], None]:
    def change(objects: list[Dataset]) -> None:
        pixels = np.broadcast_to(np.array(values, np.uint8), (objects[1].Rows, objects[1].Columns, 3))
        objects[1].PixelData = pixels.tobytes()

    return change


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (lambda objects: delattr(objects[1], "SourceImageSequence"), ["capture-source"]),
        (other_source, ["capture-source"]),
        (colour(0, 0, 0), ["capture-blank"]),
        (colour(16, 18, 22), ["capture-blank"]),
        (lambda objects: delattr(objects[1], "PixelData"), ["capture-blank"]),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], object], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def test_pixels_that_are_not_native_or_not_of_8_bits_are_not_looked_at() -> None:
    source = radiograph()
    objects = encoded(source)
    colour(0, 0, 0)(objects)
    objects[1].file_meta.TransferSyntaxUID = RLELossless
    assert codes_of(objects, [source]) == []
    objects = encoded(source)
    colour(0, 0, 0)(objects)
    objects[1].BitsAllocated = 16
    assert codes_of(objects, [source]) == []


@pytest.mark.parametrize(
    ("of_image", "of_picture", "codes"),
    [
        ("YES", "NO", ["burned-in"]),
        ("YES", None, ["burned-in"]),
        ("", "NO", ["burned-in"]),  # nobody knows
        ("NO", None, []),  # a picture may claim less
        ("", None, []),
    ],
)
def test_what_is_burned_in_is_told_on(of_image: str, of_picture: str | None, codes: list[str]) -> None:
    source = radiograph(BurnedInAnnotation=of_image)
    objects = encoded(source)
    objects[1].BurnedInAnnotation = of_picture
    assert codes_of(objects, [source]) == codes


@pytest.mark.parametrize(
    ("of_image", "index", "stated", "codes"),
    [
        ("01", 0, "00", ["lossy-mismatch"]),
        ("01", 1, None, ["lossy-mismatch"]),
        ("00", 0, "01", ["lossy-mismatch"]),
        ("", 0, "01", ["lossy-mismatch"]),
        ("", 1, "00", ["lossy-mismatch"]),  # nobody knows
        ("", 0, "00", []),  # a SEG has to say something
        ("00", 1, None, []),
    ],
)
def test_lossy_compression_is_told_on(of_image: str, index: int, stated: str | None, codes: list[str]) -> None:
    source = radiograph(LossyImageCompression=of_image)
    objects = encoded(source)
    objects[index].LossyImageCompression = stated
    assert codes_of(objects, [source]) == codes


def test_a_lossy_syntax_is_lossy_whatever_the_header_says() -> None:
    source = with_meta(radiograph(LossyImageCompression="00"), JPEGBaseline8Bit)
    objects = encoded(source)
    assert codes_of(objects, [source]) == []
    objects[1].LossyImageCompression = "00"
    assert codes_of(objects, [source]) == ["lossy-mismatch"]


def test_without_the_image_nothing_is_compared() -> None:
    objects = encoded(radiograph(BurnedInAnnotation="YES"))
    objects[1].BurnedInAnnotation, objects[0].LossyImageCompression = "NO", "01"
    assert codes_of(objects, []) == []


def test_what_one_slice_has_its_volume_has() -> None:
    sources = slices(values=volume_encoding.values(), BurnedInAnnotation="NO", LossyImageCompression="00")
    sources[4].BurnedInAnnotation, sources[2].LossyImageCompression = "YES", "01"
    sources[2].LossyImageCompressionMethod = "ISO_15444_1"
    objects = volume_encoding.encoded(sources=sources)
    assert codes_of(objects, sources) == []
    assert objects[1].BurnedInAnnotation == "YES"
    assert {dataset.LossyImageCompressionMethod for dataset in objects[:2]} == {"ISO_15444_1"}
    objects[1].BurnedInAnnotation, objects[0].LossyImageCompression = "NO", "00"
    assert codes_of(objects, sources) == ["burned-in", "lossy-mismatch"]


def test_a_picture_of_a_volume_names_all_slices() -> None:
    sources = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=sources)
    del objects[1].SourceImageSequence[2]
    assert codes_of(objects, sources) == ["capture-source"]
