"""Part 10 files from outside, read without trust.

In: a path. Out: a data set, or `file-unreadable`. What would take too much memory is refused before it does; deflated
files are inflated within the same bounds (`inflate`). A file without preamble and file meta information is none: its
transfer syntax would be a guess.
Reference: PS3.10 section 7, PS3.5 annex A.
"""

from __future__ import annotations

import math
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from io import BufferedReader, FileIO, RawIOBase
from pathlib import Path

from pydicom import Dataset, FileDataset, dcmread
from pydicom.dataelem import RawDataElement
from pydicom.errors import InvalidDicomError
from pydicom.filereader import read_partial
from pydicom.tag import BaseTag, Tag
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from radlane import attribute
from radlane.attribute import known_tag
from radlane.dicomweb.bounds import Meter, refused, require_bounded
from radlane.dicomweb.inflate import Inflated, undeflated
from radlane.dicomweb.plain import BEHIND_HEADER, HEAD, MOST_COUNTED, PIXEL_DATA, Plain, read_plain
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import StoredPixels
from radlane.errors import ArchiveUnavailable, InputRefused

# What pydicom raises on bytes that are no DICOM, are cut, or nest without end.
UNREADABLE = (*attribute.UNREADABLE, InvalidDicomError, MemoryError)

_PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
_VRS_OF_PIXELS = ("OB", "OW")
_AT_PIXELS = frozenset({int(Tag(keyword)) for keyword in _PIXELS})


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What radlane reads at most.

    Attributes
    ----------
    file_bytes : int
        Size of one instance, also when it is inflated.
    header_bytes : int
        Of a file, without its pixels.
    header_elements : int
        Attributes and items of sequences of one file; of its first ones a tenth.
    study_bytes : int
        All that is brought of one study from elsewhere.
    study_instances : int
        Instances that are brought of one study.
    study_seconds : float
        Time in which they come.
    """

    file_bytes: int = 2 << 30
    header_bytes: int = 16 << 20
    header_elements: int = 200_000
    study_bytes: int = 64 << 30
    study_instances: int = 20_000
    study_seconds: float = 3600.0


@dataclass(frozen=True, kw_only=True)
class Head:
    """What was read of a file.

    Attributes
    ----------
    header : FileDataset
        With file meta information, without private attributes and pixels.
    pixels : StoredPixels or None
        Where these lie, if they lie there plain.
    """

    header: FileDataset
    pixels: StoredPixels | None


class _Bounded(BufferedReader):
    """A file of which no more is read than is good."""

    def __init__(self, raw: RawIOBase, most: float, meter: Meter) -> None:
        super().__init__(raw)
        self._left = most
        self._meter = meter

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:  # pydicom takes all the rest only to inflate it: some kilobytes to all the memory
            raise refused("A file is deflated, and its file meta information is not as PS3.10 section 7.1 asks")
        if size > self._left:
            raise ValueError("the header is too long")
        self._meter.note(size)
        content = super().read(size)
        self._left -= len(content)
        return content


def read_header(path: Path, keywords: Sequence[str], limits: Limits) -> Dataset:
    """Read some attributes of a file, and nothing that comes after them; but something has to come.

    Raises
    ------
    InputRefused
        `file-unreadable`.
    ArchiveUnavailable
        If the file cannot be read now.
    """
    wanted: list[BaseTag | int] = [Tag(keyword) for keyword in keywords]
    last = max(wanted)
    meter = Meter(limits.header_elements // 10)  # the frames of an object stand behind
    with _opened(path, limits, None) as stored:
        plain = _plain(stored, limits, limits.header_elements // 10, last, wanted)
        if plain and plain.behind:
            header = plain.header
        else:
            with _bounded(stored, limits, limits.header_bytes, meter) as file:
                header = read_partial(file, stop_when=lambda tag, _vr, _length: tag > last, specific_tags=wanted)
                _name_syntax(header, file)
                if not file.read(1):  # pydicom takes a value that is cut as it is: half a UID can be one too
                    raise EOFError
        require_bounded(header, meter)
    return header


def read_dataset(path: Path, ref: InstanceRef, limits: Limits, *, pixels: bool = True) -> FileDataset:
    """Read an instance with its file meta information, whole; or its header, without private attributes.

    Raises
    ------
    InputRefused
        `file-unreadable`, also where the file is no longer the instance that was asked for.
    ArchiveUnavailable
        If the file cannot be read now.
    """
    meter = Meter(limits.header_elements)
    with _opened(path, limits, ref.sop_instance_uid) as stored:
        plain, lying = _plain_and_lying(stored, limits)
        dataset = _completed(stored, plain, lying, pixels=pixels) if plain else None
        if dataset is None:
            dataset = _parsed(stored, limits, meter, pixels=pixels)
        found = _ref_within(dataset, meter, private=pixels)
    _require_ref(found, ref)
    return dataset


def read_head(path: Path, ref: InstanceRef, limits: Limits) -> Head:
    """Read the header of an instance, and where its pixels lie.

    Raises
    ------
    InputRefused, ArchiveUnavailable
        As `read_dataset`.
    """
    meter = Meter(limits.header_elements)
    with _opened(path, limits, ref.sop_instance_uid) as stored:
        plain, lying = _plain_and_lying(stored, limits)
        header = _completed(stored, plain, lying, pixels=False) if plain else None
        if header is None:
            header = _parsed(stored, limits, meter, pixels=False)
        found = _ref_within(header, meter, private=False)
    _require_ref(found, ref)
    return Head(header=header, pixels=lying)


def read_new(stored: FileIO, limits: Limits) -> tuple[InstanceRef, Head] | None:
    """Read a file that has just been written, as `read_head` would; None where that has to look closer.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    stored.seek(0)
    plain, lying = _plain_and_lying(stored, limits)
    header = _completed(stored, plain, lying, pixels=False) if plain and plain.behind else None
    if header is None:
        return None
    try:
        found = _ref_within(header, Meter(limits.header_elements), private=False)
    except (InputRefused, *UNREADABLE):
        return None
    return found, Head(header=header, pixels=lying)


def read_pixels(path: Path, pixels: StoredPixels, into: memoryview) -> bool:
    """Read the pixels of an instance into memory; False where the file is no longer the one whose header was read.

    What stands before them is read once more, and has to be what it was.

    Parameters
    ----------
    into : memoryview
        Bytes, as many as the pixels have without the byte that makes them even.

    Raises
    ------
    ArchiveUnavailable
        If the file cannot be read now.
    """
    before = bytearray(pixels.begin)
    try:
        with FileIO(path, opener=_open_now) as stored:
            if _stamp(os.fstat(stored.fileno())) != pixels.stamp:
                return False
            length = os.preadv(stored.fileno(), [before, into], 0)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ArchiveUnavailable("A file of the archive cannot be read", why=error.strerror) from error
    return length == len(before) + len(into) and sha256(before).digest() == pixels.before


def _plain_and_lying(stored: FileIO, limits: Limits) -> tuple[Plain | None, StoredPixels | None]:
    """The header of a plain file, as far as its pixels, and where these lie."""
    plain = _plain(stored, limits, limits.header_elements, BEHIND_HEADER)
    return plain, _lying(stored, plain) if plain else None


def _ref_within(dataset: FileDataset, meter: Meter, *, private: bool) -> InstanceRef:
    """Which instance a data set is, once it is found to be within bounds and has lost what is not wanted."""
    require_bounded(dataset, meter)
    for tag in [] if private else [tag for tag in dataset.keys() if tag >> 16 & 1]:  # noqa: SIM118 - a data set
        del dataset[tag]
    return ref_of(dataset)


def _require_ref(found: InstanceRef, ref: InstanceRef) -> None:
    if found != ref:
        raise InputRefused(
            ReasonCode.FILE_UNREADABLE, "The file is another instance than the archive said", uid=ref.sop_instance_uid
        )


def ref_of(dataset: Dataset) -> InstanceRef:
    """Return the UIDs that a data set claims, whether they are any or not.

    Raises
    ------
    AttributeError
        If one is absent.
    """
    return InstanceRef(
        study_instance_uid=_uid(dataset, "StudyInstanceUID"),
        series_instance_uid=_uid(dataset, "SeriesInstanceUID"),
        sop_instance_uid=_uid(dataset, "SOPInstanceUID"),
        sop_class_uid=_uid(dataset, "SOPClassUID"),
    )


def _uid(dataset: Dataset, keyword: str) -> str:
    found = attribute.value(dataset, keyword)
    return str(getattr(dataset, keyword) if found is None else found)


def digest(path: Path) -> str | None:
    """Return the SHA-256 of a file in hexadecimal, None where no plain file is (any more).

    Raises
    ------
    ArchiveUnavailable
        If the file cannot be read now.
    """
    try:
        with open(path, "rb", opener=_open_now) as file:
            plain = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return file_digest(file, "sha256").hexdigest() if plain else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ArchiveUnavailable("A file of the archive cannot be read", why=error.strerror) from error


def _plain(stored: FileIO, limits: Limits, most: int, last: int, wanted: Sequence[int] | None = None) -> Plain | None:
    """Read a header in one pass, where it is plain and nothing of it can be beyond the limits."""
    if min(limits.file_bytes, limits.header_bytes) < HEAD or most < MOST_COUNTED:
        return None
    head = stored.read(HEAD) or b""
    return read_plain(head, os.fstat(stored.fileno()).st_size, os.fspath(stored.name), last, wanted)


def _lying(stored: FileIO, plain: Plain) -> StoredPixels | None:
    """Where the pixels lie, if nothing but them follows the header, and they are stored as they are."""
    behind, facts = plain.behind, os.fstat(stored.fileno())
    if behind is None or not plain.is_native or behind.tag != PIXEL_DATA or not behind.length:
        return None
    if behind.begin + behind.length != facts.st_size or not (plain.is_implicit or behind.vr in _VRS_OF_PIXELS):
        return None
    before = sha256(plain.head[: behind.begin]).digest()
    return StoredPixels(begin=behind.begin, length=behind.length, stamp=_stamp(facts), before=before)


def _stamp(facts: os.stat_result) -> tuple[int, int, int]:
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _completed(stored: FileIO, plain: Plain, lying: StoredPixels | None, *, pixels: bool) -> FileDataset | None:
    """A plain data set with its pixels, or as far as they; None where something else stands there."""
    behind = plain.behind
    if behind is None or (not pixels and behind.tag in _AT_PIXELS):
        return plain.header
    if not pixels or lying is None:
        return None
    stored.seek(lying.begin)
    value = stored.read(lying.length)
    if len(value) != lying.length:
        return None
    tag = known_tag(PIXEL_DATA)
    plain.header[tag] = RawDataElement(tag, behind.vr, len(value), value, lying.begin, plain.is_implicit, True)
    return plain.header


def _parsed(stored: FileIO, limits: Limits, meter: Meter, *, pixels: bool) -> FileDataset:
    """A data set as pydicom reads it."""
    with _bounded(stored, limits, math.inf if pixels else limits.header_bytes, meter) as file:
        dataset = dcmread(file, stop_before_pixels=not pixels)
        _name_syntax(dataset, file)
        if pixels and file.seek(0, os.SEEK_END) - _pixel_bytes(dataset) > limits.header_bytes:
            raise ValueError("the header is too long")
    return dataset


def _name_syntax(dataset: FileDataset, file: BufferedReader) -> None:
    """Let what was inflated name the transfer syntax of its file, and not the one in which it was shown."""
    if isinstance(file.raw, Inflated):
        if dataset.file_meta.TransferSyntaxUID != ExplicitVRLittleEndian:  # the data set itself goes on with group 0002
            raise ValueError("the transfer syntax is deflated too")
        dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian


def _pixel_bytes(dataset: Dataset) -> int:
    """How many bytes of a file are pixels; its values are as they were read."""
    found = [dataset.get_item(keyword) for keyword in _PIXELS if keyword in dataset]
    return sum(len(element.value or b"") for element in found)


@contextmanager
def _opened(path: Path, limits: Limits, uid: str | None) -> Iterator[FileIO]:
    """Open a plain file within the limits; whatever goes wrong is one error that repeats no value of the file."""
    try:
        with FileIO(path, opener=_open_now) as stored:
            _require_plain(os.fstat(stored.fileno()), limits, uid)
            yield stored
    except UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:  # pydicom's own have no number
            raise ArchiveUnavailable("A file of the archive cannot be read", uid=uid, why=error.strerror) from error
        raise InputRefused(ReasonCode.FILE_UNREADABLE, "A file cannot be read as DICOM", uid=uid) from error


@contextmanager
def _bounded(stored: FileIO, limits: Limits, most: float, meter: Meter) -> Iterator[BufferedReader]:
    """The file from its beginning, inflated where it is deflated, as far as it may be read."""
    stored.seek(0)
    with _Bounded(undeflated(stored, int(min(most, limits.file_bytes))), most, meter) as file:
        yield file


def _open_now(path: str, flags: int) -> int:
    """Open without waiting: a pipe in a folder must not hang the scan."""
    return os.open(path, flags | os.O_NONBLOCK)


def _require_plain(facts: os.stat_result, limits: Limits, uid: str | None) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise InputRefused(ReasonCode.FILE_UNREADABLE, "This is no plain file", uid=uid)
    if facts.st_size > limits.file_bytes:
        raise InputRefused(ReasonCode.FILE_UNREADABLE, f"The file has more than {limits.file_bytes} bytes", uid=uid)
