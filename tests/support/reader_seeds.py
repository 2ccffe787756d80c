"""Studies to spoil: small files that others made, and of our own each kind that readers tell apart.

In: nothing. Out: studies, each of which is a name and the bytes of its files.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from pydicom.data import get_testdata_files
from pydicom.dataset import FileDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import JPEG2000Lossless, RLELossless

from support.archives import deflated
from support.frame_sources import enhanced_ct, stack_planes
from support.nuclear import spect
from support.pets import pet
from support.pictures import clip, in_deflated_frames, picture
from support.radiographs import radiograph, real
from support.volumes import block, encoded, encoded_frames, enhanced, series

Study = tuple[bytes, ...]
_LARGEST = 60_000  # bytes of a file: what is small is read often
_PIXELS = b"\xe0\x7f\x10\x00"


def studies() -> dict[str, Study]:
    """Give each study by its name, the same in each run."""
    return dict(_files()) | dict(_made())


def _files() -> Iterator[tuple[str, Study]]:
    store = real("RG1_UNCI.dcm").parent
    found = {Path(path) for path in get_testdata_files()} | set(store.rglob("*"))
    for path in sorted(found):
        if path.is_file() and path.stat().st_size <= _LARGEST and (content := path.read_bytes())[128:132] == b"DICM":
            yield path.name, (content,)


def _made() -> Iterator[tuple[str, Study]]:
    small = block((4, 6, 5))
    singles = {
        "radiograph": radiograph(),
        "photograph": picture(),
        "clip": clip(),
        "frames deflated": in_deflated_frames(clip()),
        "enhanced ct": enhanced_ct(stack_planes()),
        "enhanced ct in jpeg 2000": encoded_frames(enhanced(series(small)), JPEG2000Lossless),
        "enhanced ct in rle": encoded_frames(enhanced(series(small)), RLELossless),
        "enhanced mr": enhanced(series(small, modality="MR"), shared=False),
        "enhanced pet": enhanced(pet(source=small)),
        "spect": spect(small, gates=2),
    }
    for name, dataset in singles.items():
        yield name, (_file(dataset),)
        yield f"{name}, deflated file", (deflated(_file(dataset)),)
    for name, datasets in _series().items():
        yield name, tuple(_file(one) for one in datasets)
    yield "table that leads nowhere", (_misled(_file(encoded_frames(enhanced(series(small)), JPEG2000Lossless))),)


def _series() -> dict[str, list[FileDataset]]:
    small = block((4, 6, 5))
    echoes = [one for echo in (10, 20) for one in series(small, modality="MR", name=f"echo {echo}", EchoTime=echo)]
    for one in echoes:
        one.SeriesInstanceUID, one.StudyInstanceUID = echoes[0].SeriesInstanceUID, echoes[0].StudyInstanceUID
        one.FrameOfReferenceUID = echoes[0].FrameOfReferenceUID
    return {
        "ct": series(small),
        "ct in jpeg 2000": [encoded(one, JPEG2000Lossless) for one in series(small)],
        "pet": pet(source=small),
        "two echoes": echoes,
    }


def _file(dataset: FileDataset) -> bytes:
    """A Part 10 file, also in a transfer syntax that pydicom does not know."""
    written = BytesIO()
    dcmwrite(written, dataset, implicit_vr=False, little_endian=True, force_encoding=True)
    return written.getvalue()


def _misled(content: bytes) -> bytes:
    """An encapsulated file whose Basic Offset Table has three offsets of nothing."""
    table = np.array([0, 2**31, 7], "<u4").tobytes()
    empty = b"\xfe\xff\x00\xe0" + bytes(4)
    at = content.rindex(_PIXELS)
    begin = content.index(b"\xfe\xff\x00\xe0", at)
    length = int.from_bytes(content[begin + 4 : begin + 8], "little")
    filled = empty[:4] + len(table).to_bytes(4, "little") + table
    return content[:begin] + filled + content[begin + 8 + length :]
