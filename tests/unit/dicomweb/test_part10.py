from __future__ import annotations

import copy
import os
import pickle
import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pydicom import Dataset, dcmread, dcmwrite
from pydicom.data import get_testdata_file
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from radlane.dicomweb.part10 import Limits, digest, read_dataset, read_header, ref_of
from radlane.domain.reason import ReasonCode
from radlane.errors import ArchiveUnavailable, InputRefused
from support.archives import bomb, deflated, headed, long_value, meta_end, nested, part10, stream
from support.radiographs import pattern, radiograph, real, save

LIMITS = Limits()
KEYWORDS = ("SpecificCharacterSet", "PatientID", "SeriesInstanceUID")
REF = ref_of(radiograph())
MEBI = 1 << 20


def _read_header(path: Path) -> object:
    return read_header(path, KEYWORDS, LIMITS)


def _read_dataset(path: Path) -> object:
    return read_dataset(path, REF, LIMITS)


each_reader = pytest.mark.parametrize("read", [_read_header, _read_dataset])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
)
def test_every_native_syntax_is_read(syntax: UID, path: Path) -> None:
    image = radiograph(PixelData=None)
    image.file_meta.TransferSyntaxUID = syntax
    written = Dataset(image)
    written.file_meta = image.file_meta
    dcmwrite(path, written, enforce_file_format=True)
    assert read_header(path, KEYWORDS, LIMITS).PatientID == "T-1"
    read = read_dataset(path, REF, LIMITS)
    assert read.PatientID == "T-1"
    assert read.file_meta.TransferSyntaxUID == syntax


def test_a_header_is_what_was_asked_for(path: Path) -> None:
    path.write_bytes(part10(radiograph()))
    header = read_header(path, KEYWORDS, LIMITS)
    assert header.dir() == sorted(KEYWORDS)
    assert all(header[keyword] == radiograph()[keyword] for keyword in KEYWORDS)


def test_a_data_set_is_the_whole_instance() -> None:
    path = real("RG1_UNCI.dcm")
    expected = dcmread(path)
    read = read_dataset(path, ref_of(expected), LIMITS)
    assert read == expected
    assert read.file_meta == expected.file_meta


def test_a_data_set_can_be_copied_and_sent_to_another_process(path: Path) -> None:
    path.write_bytes(part10(radiograph()))
    read = read_dataset(path, REF, LIMITS)
    assert copy.deepcopy(read) == pickle.loads(pickle.dumps(read)) == radiograph()


@each_reader
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ReasonCode.FILE_UNREADABLE),  # nothing
        (b"A text.\n", ReasonCode.FILE_UNREADABLE),  # shorter than a preamble
        (bytes(10_000), ReasonCode.FILE_UNREADABLE),  # a disk image, a placeholder of a copy that is not done
        (bytes(128) + b"DICM", ReasonCode.FILE_UNREADABLE),  # ends after the prefix
        (headed(b""), ReasonCode.FILE_UNREADABLE),  # ends after the meta information
        (part10(radiograph())[132:], ReasonCode.FILE_UNREADABLE),  # no preamble: its syntax would be a guess
        (nested(3000), ReasonCode.FILE_UNREADABLE),  # deeper than Python's stack
        (long_value(0xFFFFFFF0), ReasonCode.FILE_UNREADABLE),  # 4 GiB, it says
        (bomb(1), ReasonCode.FILE_UNREADABLE),
        (headed(b"", DeflatedExplicitVRLittleEndian), ReasonCode.FILE_UNREADABLE),  # no stream
        (headed(stream(b""), DeflatedExplicitVRLittleEndian), ReasonCode.FILE_UNREADABLE),  # a stream of nothing
        (deflated(nested(3000)), ReasonCode.FILE_UNREADABLE),
    ],
    ids=[
        *("empty", "text", "zeros", "prefix", "meta", "no preamble", "nested", "long value", "bomb"),
        *("no stream", "nothing deflated", "nested and deflated"),
    ],
)
def test_what_is_no_readable_instance_is_refused(
    content: bytes, code: ReasonCode, read: Callable[[Path], object], path: Path
) -> None:
    path.write_bytes(content)
    with pytest.raises(InputRefused) as raised:
        read(path)
    assert raised.value.code == code


@each_reader
def test_a_bomb_is_not_inflated(read: Callable[[Path], object], path: Path) -> None:
    path.write_bytes(bomb(64))
    tracemalloc.start()
    with pytest.raises(InputRefused):
        read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEBI


@pytest.mark.parametrize("name", ["image_dfl.dcm", "RG1_UNCI.dcm", "CT_small.dcm", "MR_small.dcm", "liver_1frame.dcm"])
@pytest.mark.parametrize("pixels", [True, False], ids=["with pixels", "without"])
def test_a_deflated_file_is_read_like_the_same_that_is_not(name: str, pixels: bool, path: Path) -> None:
    """One that another program wrote, and copies of others; private attributes belong to those with pixels only."""
    original = Path(str(get_testdata_file(name)))
    expected = dcmread(original, stop_before_pixels=not pixels)
    content = original.read_bytes()
    path.write_bytes(content if name == "image_dfl.dcm" else deflated(in_explicit_vr(original)))
    if not pixels:
        expected.remove_private_tags()
    read = read_dataset(path, ref_of(expected), LIMITS, pixels=pixels)
    assert read == expected
    assert read.file_meta == dcmread(path).file_meta
    assert read.file_meta.TransferSyntaxUID == DeflatedExplicitVRLittleEndian
    header = read_header(path, KEYWORDS, LIMITS)
    assert header == read_header(original, KEYWORDS, LIMITS)
    assert header.file_meta == read.file_meta  # type: ignore[attr-defined]


def in_explicit_vr(path: Path) -> bytes:
    """A native file as one in Explicit VR Little Endian."""
    read = dcmread(path)
    read.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return part10(read)


def test_a_deflated_file_that_is_cut_has_a_header_at_most(path: Path) -> None:
    whole = deflated(part10(radiograph(pattern(24, 24))), lambda data: stream(data).removesuffix(b"\0"))
    path.write_bytes(whole)
    expected = read_header(path, KEYWORDS, LIMITS)
    headers = 0
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        with pytest.raises(InputRefused) as raised:
            read_dataset(path, REF, LIMITS)
        assert raised.value.code == ReasonCode.FILE_UNREADABLE
        try:
            assert read_header(path, KEYWORDS, LIMITS) == expected
            headers += 1
        except InputRefused:
            assert headers == 0
    assert 0 < headers < len(whole)


def test_pixels_of_many_times_a_deflated_file_are_refused(path: Path) -> None:
    """They say that they are 128 MiB, and are; no more is touched of them than the file may be inflated to."""
    image = radiograph()
    image.PixelData = bytes(128 * MEBI)
    path.write_bytes(deflated(part10(image)))
    assert read_header(path, KEYWORDS, LIMITS).PatientID == "T-1"
    assert read_dataset(path, REF, LIMITS, pixels=False).PatientID == "T-1"
    with pytest.raises(InputRefused, match="more than"):
        read_dataset(path, REF, LIMITS)


def test_a_deflated_file_may_be_inflated_to_the_limits(path: Path) -> None:
    image = radiograph(pattern(400, 400, 16))
    content = deflated(part10(image))
    path.write_bytes(content)
    size = len(part10(image)) + meta_end(content) - meta_end(part10(image))
    assert size > len(content)
    assert read_dataset(path, REF, Limits(file_bytes=size)) == image
    with pytest.raises(InputRefused, match=f"more than {size - 1} bytes"):
        read_dataset(path, REF, Limits(file_bytes=size - 1))
    outside = size - len(image.PixelData)
    assert read_dataset(path, REF, Limits(header_bytes=outside)) == image
    with pytest.raises(InputRefused):
        read_dataset(path, REF, Limits(header_bytes=outside - 1))


def test_what_a_header_skips_is_inflated_as_far_as_a_header_may_be(path: Path) -> None:
    image = radiograph()
    image.add_new(0x00091001, "OB", bytes(2 * MEBI))
    path.write_bytes(deflated(part10(image)))
    assert read_header(path, KEYWORDS, Limits(header_bytes=3 * MEBI)).PatientID == "T-1"
    with pytest.raises(InputRefused, match="its header, has more than"):
        read_header(path, KEYWORDS, Limits(header_bytes=MEBI))


def test_what_is_inflated_cannot_name_another_transfer_syntax(path: Path) -> None:
    """Of attributes of group 0002 in the data set itself pydicom believes the last."""
    plain = part10(radiograph())
    for uid in (ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian):
        again = b"\x02\x00\x10\x00UI" + len(uid).to_bytes(2, "little") + uid.encode()
        path.write_bytes(deflated(plain, lambda data, again=again: stream(again + data)))
        for read in (_read_header, _read_dataset):
            with pytest.raises(InputRefused) as raised:
                read(path)
            assert raised.value.code == ReasonCode.FILE_UNREADABLE


def test_pydicom_inflates_nothing(path: Path) -> None:
    """Also where the transfer syntax is named so late that nobody else has seen it."""
    uid = DeflatedExplicitVRLittleEndian.encode()
    late = b"\x02\x00\x02\x01OB\0\0" + (2000).to_bytes(4, "little") + bytes(2000) + b"\x02\x00\x10\x00UI\x16\0" + uid
    path.write_bytes(bytes(128) + b"DICM" + late + stream(bytes(MEBI)))
    for read in (_read_header, _read_dataset):
        with pytest.raises(InputRefused, match="file meta information") as raised:
            read(path)
        assert raised.value.code == ReasonCode.FILE_UNREADABLE


@pytest.mark.parametrize(
    ("most", "is_read"),
    [
        (100, False),  # shorter than the preamble
        (1000, False),  # shorter than one value
        (2000, False),  # as long as each value, shorter than both
        (5000, True),
    ],
)
def test_a_header_may_be_as_long_as_the_limit(most: int, is_read: bool, path: Path) -> None:
    path.write_bytes(part10(radiograph(PatientID="A" * 1500, IssuerOfPatientID="B" * 1500)))
    keywords = (*KEYWORDS, "IssuerOfPatientID")
    if is_read:
        assert read_header(path, keywords, Limits(header_bytes=most)).IssuerOfPatientID == "B" * 1500
        return
    with pytest.raises(InputRefused) as raised:
        read_header(path, keywords, Limits(header_bytes=most))
    assert raised.value.code == ReasonCode.FILE_UNREADABLE


@pytest.mark.parametrize("behind", [False, True], ids=["before the pixels", "behind the pixels"])
def test_what_is_not_pixels_is_no_longer_than_a_header_may_be(path: Path, behind: bool) -> None:
    image = radiograph()
    image.add_new(0xFFFCFFFC if behind else 0x00091001, "OB", bytes(5000))
    path.write_bytes(part10(image))
    outside = path.stat().st_size - len(image.PixelData)
    assert read_dataset(path, REF, Limits(header_bytes=outside)) == image
    with pytest.raises(InputRefused) as raised:
        read_dataset(path, REF, Limits(header_bytes=outside - 1))
    assert raised.value.code == ReasonCode.FILE_UNREADABLE


@each_reader
def test_a_file_may_be_as_large_as_the_limit(read: Callable[[Path], object], path: Path) -> None:
    path.write_bytes(part10(radiograph()))
    size = path.stat().st_size
    assert read_dataset(path, REF, Limits(file_bytes=size)) == radiograph()
    for call in (
        lambda: read_dataset(path, REF, Limits(file_bytes=size - 1)),
        lambda: read_header(path, KEYWORDS, Limits(file_bytes=size - 1)),
    ):
        with pytest.raises(InputRefused) as raised:
            call()
        assert raised.value.code == ReasonCode.FILE_UNREADABLE


def test_a_file_that_is_cut_has_a_whole_header_or_none(path: Path) -> None:
    """Wherever it is cut: half a UID is often a UID too."""
    whole = part10(radiograph(pattern(8, 8)))
    path.write_bytes(whole)
    expected = read_header(path, KEYWORDS, LIMITS)
    read = 0
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        try:
            assert read_header(path, KEYWORDS, LIMITS) == expected
            read += 1
        except InputRefused:
            assert read == 0
    assert 0 < read < len(whole)


@each_reader
def test_a_pipe_does_not_hang(read: Callable[[Path], object], path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(InputRefused) as raised:
        read(path)
    assert raised.value.code == ReasonCode.FILE_UNREADABLE
    assert digest(path) is None


@each_reader
@pytest.mark.parametrize("make", [None, Path.mkdir, lambda path: path.symlink_to(path)])  # gone; a folder; a circle
def test_what_cannot_be_read_now_may_be_read_later(
    make: Callable[[Path], None] | None, read: Callable[[Path], object], path: Path
) -> None:
    if make:
        make(path)
    with pytest.raises(ArchiveUnavailable) as raised:
        read(path)
    assert raised.value.why
    assert str(path) not in str(raised.value)


@pytest.mark.parametrize("keyword", ["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID"])
@pytest.mark.parametrize("value", ["1.2.3", None])  # another one; none
def test_another_instance_than_the_archive_said_is_refused(keyword: str, value: str | None, path: Path) -> None:
    image = radiograph()
    if value:
        setattr(image, keyword, value)
    else:
        del image[keyword]
    path.write_bytes(part10(image))
    with pytest.raises(InputRefused) as raised:
        read_dataset(path, REF, LIMITS)
    assert (raised.value.code, raised.value.uid) == (ReasonCode.FILE_UNREADABLE, REF.sop_instance_uid)


def test_the_digest_is_of_the_whole_file(tmp_path: Path) -> None:
    path = save(radiograph(), tmp_path)
    assert digest(path) == sha256(path.read_bytes()).hexdigest()
    (tmp_path / "link").symlink_to(path)
    assert digest(tmp_path / "link") == digest(path)


def test_there_is_no_digest_of_what_is_gone(path: Path) -> None:
    assert digest(path) is None
    path.symlink_to(path)  # a circle: there is something
    with pytest.raises(ArchiveUnavailable):
        digest(path)
