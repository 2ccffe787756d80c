"""What is plain, what is not, and where pixels lie; `tests/property/test_plain.py` has pydicom beside it."""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path

import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian

from radlane.dicomweb.part10 import Limits, read_dataset, read_head, read_new, read_pixels, ref_of
from radlane.dicomweb.plain import BEHIND_HEADER, HEAD, PIXEL_DATA, Plain, read_plain
from support.archives import headed, meta_end, part10, renamed
from support.radiographs import pattern, radiograph

IMAGE = radiograph(pattern(20, 30))
FILE = part10(IMAGE)


def plain(file: bytes, last: int = BEHIND_HEADER) -> Plain | None:
    return read_plain(file[:HEAD], len(file), "file", last)


def test_the_header_ends_where_pixels_begin() -> None:
    found = plain(FILE)
    assert found is not None
    assert found.behind is not None
    assert (found.behind.tag, found.behind.length) == (PIXEL_DATA, 1200)
    assert FILE[found.behind.begin :] == IMAGE.PixelData
    assert found.is_native
    assert not found.is_implicit
    assert found.header.PatientID == "T-1"


def test_the_header_ends_where_it_is_asked_to() -> None:
    found = plain(FILE, 0x00100020)
    assert found is not None
    assert max(found.header.keys()) == 0x00100020


@pytest.mark.parametrize(
    "file",
    [
        b"",
        FILE[:200],  # cut in file meta information
        FILE[:-1230],  # cut in the header
        headed(b""),  # no header
        renamed(FILE, ExplicitVRBigEndian),
        renamed(FILE, DeflatedExplicitVRLittleEndian),
        renamed(FILE, ImplicitVRLittleEndian),  # says so, and is not
        renamed(FILE, "1.2.3"),  # nobody knows what it is
        headed(b"\x10\x00\x10\x00PN\x02\x00A " + b"\x08\x00\x60\x00CS\x02\x00CR" + bytes(12)),  # not in order
        headed(b"\x08\x00\x60\x00XX\x02\x00CR" + bytes(12)),  # no VR
        headed(b"\x08\x00\x60\x00UN\x00\x00\xff\xff\xff\xff" + bytes(12)),  # a length that is not stated
        headed(b"\x08\x00\x60\x00CS\x02\x00C"),  # a value that is cut
        headed(
            b"\x08\x00\x05\x00SQ\x00\x00\xff\xff\xff\xff\xfe\xff\xdd\xe0" + bytes(4) + b"\x20\x00\x0d\x00UI\x02\x001."
        ),
        headed(b"\x08\x00\x60\x00CS\x02\x00CR\xfe\xff\x0d\xe0" + bytes(8)),  # an end of nothing
        headed(b"\x08\x00\x15\x11SQ\x00\x00\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff"),  # a sequence that is
    ],
)
def test_what_is_not_plain(file: bytes) -> None:
    assert plain(file) is None


def test_a_header_that_is_longer_than_what_was_read() -> None:
    file = part10(radiograph(ImageComments="x" * 10_000, TextComments="y" * HEAD))
    assert plain(file) is None
    assert plain(FILE[: meta_end(FILE) + 8] + bytes(HEAD)) is None


def test_pixels_are_read_from_where_they_lie(tmp_path: Path) -> None:
    path, ref = tmp_path / "file", ref_of(IMAGE)
    path.write_bytes(FILE)
    head = read_head(path, ref, Limits())
    assert "PixelData" not in head.header
    pixels = head.pixels
    assert pixels is not None
    words = bytearray(1200)
    assert read_pixels(path, pixels, memoryview(words))
    assert bytes(words) == IMAGE.PixelData == read_dataset(path, ref, Limits()).PixelData
    assert not read_pixels(path, pixels, memoryview(bytearray(1202))), "it has not so many"
    path.write_bytes(FILE)  # written again: nobody knows what it is
    path.touch()
    assert not read_pixels(path, pixels, memoryview(words))
    path.unlink()
    assert not read_pixels(path, pixels, memoryview(words))


def test_pixels_behind_another_header_are_looked_for(tmp_path: Path) -> None:
    """What was read of the file says the same time, size and inode, and the image is another one."""
    path, ref, words = tmp_path / "file", ref_of(IMAGE), bytearray(1200)
    path.write_bytes(FILE)
    facts, pixels = path.stat(), read_head(path, ref, Limits()).pixels
    assert pixels is not None
    uid = str(IMAGE.SOPInstanceUID).encode()
    path.write_bytes(FILE.replace(uid, uid[:-1] + b"9"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert not read_pixels(path, pixels, memoryview(words))
    path.write_bytes(FILE)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert read_pixels(path, pixels, memoryview(words))


def test_a_new_file_is_read_as_any_other(tmp_path: Path) -> None:
    path, ref = tmp_path / "file", ref_of(IMAGE)
    path.write_bytes(FILE)
    with FileIO(path) as file:
        found = read_new(file, Limits())
    assert found is not None
    assert found == (ref, read_head(path, ref, Limits()))


@pytest.mark.parametrize(
    "file",
    [
        part10(radiograph(PixelData=None)),  # it ends where pixels would begin
        FILE[: FILE.index(b"\xe0\x7f\x10\x00OW")],
        part10(radiograph(SeriesInstanceUID=None)),
        part10(radiograph(TextComments="y" * HEAD)),
        b"junk" * 100,
        b"",
    ],
)
def test_a_new_file_that_has_to_be_looked_at_closer(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(file)
    with FileIO(path) as stored:
        assert read_new(stored, Limits()) is None


def test_pixels_with_something_behind_them_are_looked_for(tmp_path: Path) -> None:
    path, ref = tmp_path / "file", ref_of(IMAGE)
    path.write_bytes(FILE + b"\xfc\xff\xfc\xffOB\x00\x00\x02\x00\x00\x00\x00\x00")
    assert read_head(path, ref, Limits()).pixels is None
    assert read_dataset(path, ref, Limits()).PixelData == IMAGE.PixelData


@pytest.mark.parametrize("vr", [b"LO", b"US", b"UN", b"XX"])
def test_pixels_that_claim_to_be_something_else_are_looked_for(vr: bytes, tmp_path: Path) -> None:
    path, ref = tmp_path / "file", ref_of(IMAGE)
    at = FILE.index(b"\xe0\x7f\x10\x00OW") + 4
    path.write_bytes(FILE[:at] + vr + FILE[at + 2 :])
    assert read_head(path, ref, Limits()).pixels is None
