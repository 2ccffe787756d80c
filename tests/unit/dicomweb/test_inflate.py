from __future__ import annotations

import os
import struct
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from radlane.dicomweb.inflate import MOST_MORE, MOST_TIMES, Inflated, undeflated
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from support.archives import bomb, deflated, headed, meta_end, part10, stream
from support.radiographs import pattern, radiograph

KIBI, MEBI = 1 << 10, 1 << 20
MOST = 1 << 30
PLAIN = part10(radiograph())
DEFLATED = deflated(PLAIN)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


@contextmanager
def opened(path: Path, content: bytes, most: int = MOST) -> Iterator[BufferedReader]:
    """A file that is shown inflated."""
    path.write_bytes(content)
    with FileIO(path) as stored:
        shown = undeflated(stored, most)
        assert isinstance(shown, Inflated)
        with BufferedReader(shown) as file:
            yield file


def shown(path: Path, content: bytes, most: int = MOST) -> bytes:
    with opened(path, content, most) as file:
        return file.read()


def test_a_deflated_file_is_shown_as_the_same_in_explicit_vr(path: Path) -> None:
    content = shown(path, DEFLATED)
    assert content[meta_end(DEFLATED) :] == PLAIN[meta_end(PLAIN) :]
    read = dcmread(BytesIO(content))
    assert read == radiograph()
    assert read.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert content[:144] == DEFLATED[:144], "nothing else of what stands before the stream is changed"
    assert len(content) - len(PLAIN) == meta_end(DEFLATED) - meta_end(PLAIN)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"A text.\n",
        PLAIN,
        part10(radiograph(ImageComments=DeflatedExplicitVRLittleEndian)),  # named elsewhere
        headed(b"", f"{DeflatedExplicitVRLittleEndian}.1"),  # another that begins so
        DEFLATED[:250],  # cut before it is named
    ],
    ids=["empty", "text", "plain", "named elsewhere", "another", "cut"],
)
def test_what_is_not_deflated_stays_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with FileIO(path) as stored:
        assert undeflated(stored, MOST) is stored
        assert stored.readall() == content


@pytest.mark.parametrize(
    "head",
    [
        struct.pack("<HH2sHLHHL", 2, 2, b"SQ", 0, 0xFFFFFFFF, 0xFFFE, 0xE0DD, 0),  # a sequence of undefined length
        struct.pack("<HH2sH", 2, 0x10, b"UI", 0),  # a transfer syntax without a value
    ],
    ids=["sequence", "no value"],
)
def test_what_is_no_file_meta_information_is_left_to_whoever_reads_it(path: Path, head: bytes) -> None:
    content = bytes(128) + b"DICM" + head + DeflatedExplicitVRLittleEndian.encode()
    path.write_bytes(content)
    with FileIO(path) as stored:
        assert undeflated(stored, MOST) is stored
        assert stored.readall() == content


def test_a_file_can_be_gone_through_in_any_order(path: Path) -> None:
    content = shown(path, DEFLATED)
    with FileIO(path) as stored:
        file = undeflated(stored, MOST)
        assert file.readable()
        assert file.seekable()
        assert file.name == path
        assert file.seek(-10, os.SEEK_END) == len(content) - 10
        assert file.read(100) == content[-10:]
        assert file.seek(3) == file.tell() == 3
        assert file.seek(200, os.SEEK_CUR) == 203
        assert file.read(5) == content[203:208]
        assert file.seek(len(content) + 1000) == len(content) + 1000
        assert file.read(5) == b""
        with pytest.raises(ValueError, match="before"):
            file.seek(-1)
        assert file.seek(0) == 0
        assert file.readall() == content


def test_a_header_is_read_without_the_pixels(path: Path) -> None:
    """Whatever they are: what follows the header is no stream any more."""
    plain = part10(radiograph(pattern(400, 400, 16)))
    whole = deflated(plain)
    header = len(plain) - 400 * 400 * 2 + meta_end(whole) - meta_end(plain)
    with opened(path, whole[: len(whole) // 2] + b"\xff" * (len(whole) // 2)) as file:
        assert file.read(header)[-12:-8] == b"\xe0\x7f\x10\x00"
        with pytest.raises(ValueError, match="deflated stream"):
            file.read()


@pytest.mark.parametrize("end", [b"", b"\0", zlib.crc32(b"").to_bytes(4, "little") + bytes(4), DEFLATED])
def test_what_stands_behind_the_end_of_the_stream_is_no_part_of_it(path: Path, end: bytes) -> None:
    odd = deflated(PLAIN, lambda data: stream(data).removesuffix(b"\0"))
    assert shown(path, odd + end) == shown(path, DEFLATED)


def test_a_stream_that_is_cut_has_no_end(path: Path) -> None:
    """Nowhere; one byte less is too few, also where all of the data set is in what is left."""
    whole = deflated(part10(radiograph(pattern(8, 8))), lambda data: stream(data).removesuffix(b"\0"))
    for end in range(meta_end(whole), len(whole)):
        with opened(path, whole[:end]) as file, pytest.raises(ValueError, match="cut"):
            file.read()
    assert shown(path, whole)


@pytest.mark.parametrize(
    "pack",
    [zlib.compress, lambda data: data, lambda _: b"\xff" * 100, lambda data: stream(data)[1:]],
    ids=["zlib", "not packed", "junk", "without its first byte"],
)
def test_what_is_no_stream_stays_none(path: Path, pack: Callable[[bytes], bytes]) -> None:
    """A reader that tries again is told so again."""
    with opened(path, deflated(PLAIN, pack)) as file:
        for _ in range(3):
            with pytest.raises(ValueError, match="stream"):
                file.read()


@pytest.mark.parametrize(
    "first",
    [
        b"\x02\x00" + struct.pack("<HH", 0, 0xFFFF),  # an empty block of fixed codes, an empty one of none
        b"\x00" + struct.pack("<HH", 256, 256 ^ 0xFFFF) + PLAIN[meta_end(PLAIN) :][:256],  # 256 bytes as they are
    ],
    ids=["group 0002", "group 0000"],
)
def test_a_stream_may_begin_with_the_number_of_a_group(path: Path, first: bytes) -> None:
    content = deflated(PLAIN, lambda data: first + stream(data[256:] if first[0] == 0 else data))
    assert shown(path, content)[meta_end(content) :] == PLAIN[meta_end(PLAIN) :]


@pytest.mark.parametrize("more", [1 << 20, -6, None], ids=["too long", "too short", "none"])
def test_a_group_length_may_be_wrong_or_absent(path: Path, more: int | None) -> None:
    length = DEFLATED[132:144] if more is None else DEFLATED[140:144]
    stated = b"" if more is None else struct.pack("<L", meta_end(DEFLATED) - 144 + more)
    content = DEFLATED.replace(length, stated, 1)
    assert shown(path, content).endswith(PLAIN[meta_end(PLAIN) :])


@pytest.mark.parametrize("fewer", [0, 1])
def test_no_more_is_shown_than_may_be(path: Path, fewer: int) -> None:
    most = len(shown(path, DEFLATED))
    with opened(path, DEFLATED, most - fewer) as file:
        assert len(file.read(most - 1)) == most - 1, "what may be shown can be read"
        if not fewer:
            assert len(file.read()) == 1
            return
        with pytest.raises(InputRefused, match=f"more than {most - 1} bytes") as refused:
            file.read(1)
    assert refused.value.code == ReasonCode.FILE_UNREADABLE


def test_nothing_is_shown_of_a_data_set_whose_head_has_all_the_room(path: Path) -> None:
    with opened(path, DEFLATED, 100) as file, pytest.raises(InputRefused):
        file.read()


def test_a_file_is_not_inflated_to_thousands_of_times_its_size(path: Path) -> None:
    packed = bomb(64)
    with opened(path, packed) as file, pytest.raises(InputRefused) as refused:
        file.seek(0, os.SEEK_END)
    assert str(MOST_TIMES * len(packed) + MOST_MORE) in str(refused.value)
    small = bomb(MOST_MORE // MEBI)
    assert len(shown(path, small)) == meta_end(small) + MOST_MORE


def test_what_is_read_once_is_not_kept(path: Path) -> None:
    noise = os.urandom(1 << 14) * 512
    with opened(path, headed(stream(noise, 1), DeflatedExplicitVRLittleEndian)) as file:
        tracemalloc.start()
        while file.read(64 * KIBI):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < MEBI


def test_whoever_goes_back_far_is_shown_the_same_some_times(path: Path) -> None:
    noise = os.urandom(MEBI)
    with opened(path, headed(stream(noise), DeflatedExplicitVRLittleEndian)) as file:
        begin = file.seek(0, os.SEEK_END) - len(noise)
        for times in range(4):
            file.seek(begin + times)
            assert file.read() == noise[times:]
        file.seek(begin)
        with pytest.raises(ValueError, match="too often"):
            file.read()


def test_whoever_goes_back_a_little_may_do_so_always(path: Path) -> None:
    noise = os.urandom(4 * MEBI)
    with opened(path, headed(stream(noise, 1), DeflatedExplicitVRLittleEndian)) as file:
        begin = file.seek(meta_end(path.read_bytes()))
        for at in range(0, len(noise), 32 * KIBI):
            file.seek(begin + max(0, at - 64 * KIBI))
            assert file.read(64 * KIBI + 12) == noise[max(0, at - 64 * KIBI) :][: 64 * KIBI + 12]


@pytest.mark.parametrize(("size", "is_read"), [(60 * KIBI, True), (70 * KIBI, False)])
def test_file_meta_information_may_hold_private_information(path: Path, size: int, is_read: bool) -> None:
    private = struct.pack("<HH2sHL", 2, 0x102, b"OB", 0, size) + bytes(size)
    end = meta_end(DEFLATED)
    stated = struct.pack("<L", end - 144 + len(private))
    content = DEFLATED[:140] + stated + DEFLATED[144:end] + private + DEFLATED[end:]
    if is_read:
        assert shown(path, content).endswith(private + PLAIN[meta_end(PLAIN) :])
        return
    with pytest.raises(ValueError, match="no deflated stream"):
        shown(path, content)
