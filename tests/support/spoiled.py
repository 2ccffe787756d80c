"""Inputs that no lane may trust: each is one real radiograph with one thing wrong.

In: RG1 of pydicom-data. Out: a file in a folder, or bytes for one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate

from support.radiographs import real
from support.variants import VARIANTS, give_uids

TRAVERSAL = "../../x"


@dataclass(frozen=True, kw_only=True)
class Spoiled:
    """One bad file and the codes that may be said of it (reasons of a verdict, or the code of an error)."""

    name: str
    make: Callable[[], bytes]
    codes: frozenset[str]


def part10(dataset: FileDataset) -> bytes:
    """The data set as a Part 10 file."""
    buffer = BytesIO()
    dataset.save_as(buffer)
    return buffer.getvalue()


def changed(**attributes: object) -> Callable[[], bytes]:
    """RG1 with other attributes, under UIDs of its own."""

    def make() -> bytes:
        dataset = dcmread(real("RG1_UNCI.dcm"))
        give_uids(dataset, f"spoiled {attributes}")
        for keyword, value in attributes.items():
            setattr(dataset, keyword, value)
        return part10(dataset)

    return make


def _cut(share: float) -> Callable[[], bytes]:
    """RG1 without its end."""
    whole = real("RG1_UNCI.dcm").read_bytes()
    return lambda: whole[: int(len(whole) * share)]


def _compressed(variant: str, damage: Callable[[bytes], bytes], **attributes: object) -> Callable[[], bytes]:
    """A compressed variant whose stream is damaged."""

    def make() -> bytes:
        dataset = next(item for item in VARIANTS if item.name == variant).dataset()
        stream = _stream(dataset)
        dataset.PixelData = encapsulate([damage(stream)])
        dataset["PixelData"].is_undefined_length = True
        for keyword, value in attributes.items():
            setattr(dataset, keyword, value)
        return part10(dataset)

    return make


def _stream(dataset: Dataset) -> bytes:
    """The one frame of encapsulated pixel data, after an empty or filled offset table (PS3.5 section A.4)."""
    data = bytes(dataset.PixelData)
    table = int.from_bytes(data[4:8], "little")
    start = 8 + table
    return data[start + 8 : start + 8 + int.from_bytes(data[start + 4 : start + 8], "little")]


def _as_it_is(stream: bytes) -> bytes:
    return stream


def _half(stream: bytes) -> bytes:
    return stream[: len(stream) // 2]


def _garbage(stream: bytes) -> bytes:
    """Keep the stream's first bytes, so that it looks like what it was."""
    return stream[:64] + bytes(range(256)) * (len(stream) // 256)


CORRUPT = frozenset({"pixel-data-corrupt"})
UNREADABLE = frozenset({"file-unreadable", "no-matching-series", "study-not-found"})  # a folder without any instance
LIE = frozenset({"pixel-description-invalid", "pixel-data-corrupt", "image-too-large"})
NO_UID = frozenset({"uid-invalid", "no-matching-series", "file-unreadable", "study-not-found"})

SPOILED = (
    Spoiled(name="cut-in-the-pixels", make=_cut(0.5), codes=CORRUPT | UNREADABLE),
    Spoiled(name="cut-in-the-header", make=_cut(0.0002), codes=UNREADABLE),
    Spoiled(name="no-dicom", make=lambda: b"%PDF-1.4 no image" * 100, codes=UNREADABLE),
    Spoiled(name="empty-file", make=lambda: b"", codes=UNREADABLE),
    Spoiled(name="half-a-jpeg-ls-stream", make=_compressed("jpeg-ls", _half), codes=CORRUPT),
    Spoiled(name="half-a-jpeg-2000-stream", make=_compressed("jpeg-2000", _half), codes=CORRUPT),
    Spoiled(name="garbage-in-jpeg-2000", make=_compressed("jpeg-2000", _garbage), codes=CORRUPT),
    Spoiled(name="garbage-in-jpeg", make=_compressed("jpeg-lossless-no-timezone", _garbage), codes=CORRUPT),
    Spoiled(name="rows-too-many", make=changed(Rows=60000), codes=LIE),
    Spoiled(name="rows-none", make=changed(Rows=0), codes=LIE),
    Spoiled(name="rows-and-columns-of-a-bomb", make=changed(Rows=65535, Columns=65535), codes=LIE),
    Spoiled(name="rows-other-than-the-stream-s", make=_compressed("jpeg-ls", _as_it_is, Rows=100), codes=LIE),
    Spoiled(name="bits-that-do-not-fit", make=changed(BitsStored=20), codes=LIE),
    Spoiled(name="study-uid-that-climbs", make=changed(StudyInstanceUID=TRAVERSAL), codes=NO_UID),
    Spoiled(name="series-uid-that-climbs", make=changed(SeriesInstanceUID=TRAVERSAL), codes=NO_UID),
    Spoiled(name="instance-uid-that-climbs", make=changed(SOPInstanceUID=TRAVERSAL), codes=NO_UID),
    Spoiled(
        name="another-modality",
        make=lambda: part10(dcmread(str(get_testdata_file("CT_small.dcm")))),
        codes=frozenset({"no-matching-series"}),
    ),
)
