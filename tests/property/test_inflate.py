"""A data set that is deflated, however, reads as it does when it is not; and one that is spoiled is read or refused."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from io import BufferedReader, FileIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom import Dataset
from pydicom.dataset import FileDataset
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from radlane.dicomweb.inflate import undeflated
from radlane.dicomweb.part10 import Limits, read_dataset, read_header, ref_of
from radlane.dicomweb.scan import KEYWORDS
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from support.archives import deflated, headed, meta_end, part10, stream
from support.radiographs import pattern, radiograph

LIMITS = Limits()
Pack = Callable[[bytes], bytes]

# The same file is written anew for each example.
anew = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
contents = st.one_of(
    st.binary(max_size=300),
    st.tuples(st.binary(min_size=1, max_size=8), st.integers(0, 40_000)).map(lambda parts: parts[0] * parts[1]),
    st.integers(0, 200_000).map(os.urandom),
)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Any level, strategy and window of zlib, flushed wherever."""
    level, strategy = draw(st.integers(0, 9)), draw(st.sampled_from([0, 1, 2, 3, 4]))
    window, memory = draw(st.integers(9, 15)), draw(st.integers(1, 9))
    flushes = draw(st.lists(st.tuples(st.integers(0, 5000), st.sampled_from([1, 2, 3, 5])), max_size=4))
    padded = draw(st.booleans())

    def pack(data: bytes) -> bytes:
        packer, done, at = zlib.compressobj(level, zlib.DEFLATED, -window, memory, strategy), b"", 0
        for length, kind in flushes:
            done += packer.compress(data[at : at + length]) + packer.flush(kind)
            at += length
        done += packer.compress(data[at:]) + packer.flush()
        return done + bytes(padded and len(done) % 2)

    return pack


@st.composite
def datasets(draw: st.DrawFn) -> FileDataset:
    """Radiographs with more attributes: texts, bytes, and sequences of both lengths in each other."""
    side = draw(st.sampled_from([1, 8, 300]))
    dataset = radiograph(pattern(side, 8, 12), ImageComments=draw(st.text("abc", max_size=60)))
    for number, content in enumerate(draw(st.lists(contents, max_size=3))):
        dataset.add_new(0x00091001 + number, "OB", content + bytes(len(content) % 2))
    inner = dataset
    for is_open in draw(st.lists(st.booleans(), max_size=4)):
        item = Dataset()
        item.ReferencedSOPInstanceUID = "1.2.3"
        inner.ReferencedImageSequence = [item]
        inner["ReferencedImageSequence"].is_undefined_length = is_open
        inner = item
    return dataset


@anew
@given(dataset=datasets(), pack=packs())
def test_a_deflated_data_set_is_the_same(dataset: FileDataset, pack: Pack, tmp_path: Path) -> None:
    path, ref = tmp_path / "file", ref_of(dataset)
    plain = part10(dataset)
    path.write_bytes(plain)
    expected = read_dataset(path, ref, LIMITS)
    header, head = read_header(path, KEYWORDS, LIMITS), read_dataset(path, ref, LIMITS, pixels=False)
    path.write_bytes(deflated(plain, pack))
    read = read_dataset(path, ref, LIMITS)
    assert read == expected
    assert read.PixelData == dataset.PixelData
    assert read_header(path, KEYWORDS, LIMITS) == header
    assert read_dataset(path, ref, LIMITS, pixels=False) == head
    assert read.file_meta.TransferSyntaxUID == DeflatedExplicitVRLittleEndian
    read.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    read.file_meta.FileMetaInformationGroupLength = expected.file_meta.FileMetaInformationGroupLength
    assert read.file_meta == expected.file_meta


@anew
@given(
    data=contents,
    pack=packs(),
    steps=st.lists(st.tuples(st.floats(-0.1, 1.2), st.integers(0, 100_000)), max_size=5),
)
def test_it_can_be_read_from_anywhere(data: bytes, pack: Pack, steps: list[tuple[float, int]], tmp_path: Path) -> None:
    """As a file that is not deflated; five steps go back less often than it may be gone back far."""
    content = headed(pack(data), DeflatedExplicitVRLittleEndian)
    (tmp_path / "file").write_bytes(content)
    with FileIO(tmp_path / "file") as stored, BufferedReader(undeflated(stored, 1 << 30)) as file:
        whole = file.read()
        assert whole[meta_end(content) :] == data
        for part, length in steps[:4]:
            at = file.seek(max(0, int(part * len(whole))))
            assert file.read(length) == whole[at : at + length]


@anew
@given(
    pack=packs(),
    at=st.floats(0, 1, exclude_max=True),
    junk=st.binary(min_size=1, max_size=8),
    is_cut=st.booleans(),
)
def test_a_spoiled_stream_is_read_or_refused(pack: Pack, at: float, junk: bytes, is_cut: bool, tmp_path: Path) -> None:
    whole = deflated(part10(radiograph()), pack)
    place = meta_end(whole) + int(at * (len(whole) - meta_end(whole)))
    path = tmp_path / "file"
    path.write_bytes(whole[:place] + junk + (b"" if is_cut else whole[place + len(junk) :]))
    said = {code_of(lambda: read_header(path, KEYWORDS, LIMITS))}
    said.add(code_of(lambda: read_dataset(path, ref_of(radiograph()), LIMITS)))
    assert said <= {None, ReasonCode.FILE_UNREADABLE}


def code_of(read: Callable[[], object]) -> str | None:
    """Why something is not read; None where it is."""
    try:
        read()
    except InputRefused as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize("level", range(10))
@pytest.mark.parametrize("strategy", range(5))
def test_every_level_and_strategy(level: int, strategy: int, tmp_path: Path) -> None:
    path, image = tmp_path / "file", radiograph(pattern(200, 200))
    path.write_bytes(deflated(part10(image), lambda data: stream(data, level, strategy)))
    assert read_dataset(path, ref_of(image), LIMITS) == image
