"""Archives to test, results to store in them, and processes that do so at once or are killed meanwhile."""

from __future__ import annotations

import os
import signal
import struct
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydicom import Dataset, dcmread
from pydicom.dataset import FileDataset
from pydicom.filewriter import write_file_meta_info
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.result import EncodedObject, Role, StoreReceipt
from radlane.encode.part10 import write_object
from support.orthanc import Orthanc
from support.radiographs import STUDY, radiograph, save, with_meta

RESULT_SERIES = f"{STUDY}.9"
# What a process does to files, locks and connections, as `sys.addaudithook` names it.
_OUTSIDE = ("open", "os.", "fcntl.", "socket.")


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """One kind of archive behind the port.

    Attributes
    ----------
    prepare : callable
        Makes an empty archive of this name and returns its place; what was prepared before may be gone.
    connect : callable
        The port on a place.
    put : callable
        An image arrives at a place, not through the port: as from a modality.
    is_transactional : bool
        Whether it keeps all objects of a result or none. STOW-RS has no transaction.
    """

    name: str
    is_transactional: bool
    prepare: Callable[[Path, str], str]
    connect: Callable[[str], Archive]
    put: Callable[[str, FileDataset], None]


def _new_folder(workspace: Path, name: str) -> str:
    (workspace / name).mkdir()
    return str(workspace / name)


def _into_folder(place: str, dataset: FileDataset) -> None:
    save(dataset, Path(place), f"IM{sum(1 for _ in Path(place).iterdir()):05}")


def folder_archive(root: Path | str) -> FolderArchive:
    """The folder archive with its usual limits."""
    return FolderArchive("local", Path(root), Limits())


FOLDER = Adapter(name="folder", is_transactional=True, prepare=_new_folder, connect=folder_archive, put=_into_folder)


def web_adapter(orthanc: Orthanc) -> Adapter:
    """DICOMweb, on the Orthanc of the test session: one place, emptied each time."""

    def prepare(_: Path, __: str) -> str:
        orthanc.empty()
        return orthanc.url

    return Adapter(
        name="dicomweb",
        is_transactional=False,
        prepare=prepare,
        connect=orthanc.archive,
        put=lambda _, dataset: orthanc.put(dataset),
    )


def result_uid(number: int) -> str:
    """SOP Instance UID of an object of `results`."""
    return f"{RESULT_SERIES}.{number}"


def results(
    folder: Path, numbers: Sequence[int] = (1, 2, 3), *, report: int | None = None, **attributes: Any
) -> tuple[EncodedObject, ...]:
    """Objects of one result as Part 10 files in a new folder, each in a series of its own; one may be its report."""
    folder.mkdir()
    return tuple(
        write_object(
            radiograph(
                **{
                    "SeriesInstanceUID": f"{RESULT_SERIES}.{number}.0",
                    "SOPInstanceUID": result_uid(number),
                    "Modality": "OT",
                    **attributes,
                }
            ),
            Role.REPORT if number == report else Role.CAPTURE,
            folder,
        )
        for number in numbers
    )


def held(archive: Archive, study: str = STUDY) -> dict[str, Dataset]:
    """SOP Instance UID -> data set of all that an archive has of a study; each of them once."""
    index = archive.find_study(study)
    refs = [ref for series in index.series for ref in series.instances]
    with TemporaryDirectory() as spool:
        found = [dcmread(item.path) for item in archive.retrieve(index, refs, Path(spool)).instances]
    assert [str(dataset.SOPInstanceUID) for dataset in found] == [ref.sop_instance_uid for ref in refs]
    assert len({ref.sop_instance_uid for ref in refs}) == len(refs)
    return {str(dataset.SOPInstanceUID): dataset for dataset in found}


def sent(objects: Sequence[EncodedObject]) -> dict[str, Dataset]:
    """SOP Instance UID -> data set of objects."""
    return {item.ref.sop_instance_uid: dcmread(item.path) for item in objects}


def states(receipt: StoreReceipt) -> list[str]:
    """What became of each object, in order."""
    return [outcome.state for outcome in receipt.outcomes]


def part10(dataset: FileDataset) -> bytes:
    """The bytes of a Part 10 file."""
    buffer = BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def headed(body: bytes, transfer_syntax: str = ExplicitVRLittleEndian) -> bytes:
    """A Part 10 file with a good head and any body."""
    head = BytesIO()
    write_file_meta_info(head, with_meta(radiograph(), transfer_syntax).file_meta)
    return bytes(128) + b"DICM" + head.getvalue() + body


def stream(data: bytes, level: int = 6, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    """A stream of RFC 1951, of an even number of bytes."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=strategy)
    packed = packer.compress(data) + packer.flush()
    return packed + bytes(len(packed) % 2)


def deflated(plain: bytes, pack: Callable[[bytes], bytes] = stream) -> bytes:
    """A Part 10 file in Explicit VR Little Endian, deflated (PS3.5 annex A.5)."""
    named = renamed(plain, DeflatedExplicitVRLittleEndian)
    return named[: meta_end(named)] + pack(named[meta_end(named) :])


def renamed(file: bytes, transfer_syntax: str) -> bytes:
    """A Part 10 file that names another transfer syntax."""
    meta = dcmread(BytesIO(file[: meta_end(file)])).file_meta
    meta.TransferSyntaxUID = transfer_syntax
    head = BytesIO()
    write_file_meta_info(head, meta)
    return file[:132] + head.getvalue() + file[meta_end(file) :]


def meta_end(file: bytes) -> int:
    """Where the data set of a Part 10 file begins, by the group length of its file meta information."""
    return 144 + int.from_bytes(file[140:144], "little")


def bomb(mebibytes: int) -> bytes:
    """A deflated file that is a thousand times as large when it is inflated, and nothing but zeros."""
    return headed(stream(bytes(mebibytes << 20), 9), DeflatedExplicitVRLittleEndian)


def nested(depth: int) -> bytes:
    """Sequences in sequences, none of which ends (PS3.5 section 7.5)."""
    sequence = struct.pack("<HH2sHL", 0x0008, 0x1140, b"SQ", 0, 0xFFFFFFFF)
    item = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
    return headed((sequence + item) * depth)


def long_value(length: int) -> bytes:
    """A Patient ID that says of itself how long it is, and is not."""
    return headed(struct.pack("<HHL", 0x0010, 0x0020, length) + b"A" * 64, ImplicitVRLittleEndian)


def at_once(*actions: Callable[[], object]) -> list[int]:
    """Run each action in a process of its own, all at one signal; their exit codes, 0 where nothing was raised."""
    ready, go = os.pipe()
    children = [_fork(lambda action=action: (os.close(go), os.read(ready, 1), action())) for action in actions]
    os.close(ready)
    os.close(go)
    return [_exit_code(child) for child in children]


def killed_at(event: int, action: Callable[[], object]) -> bool:
    """Run an action in a process that is killed before its n-th step into the world outside; False if it has less."""
    code = _exit_code(_fork(lambda: (sys.addaudithook(_kill_after(event)), action())))
    assert code in (0, -signal.SIGKILL)
    return code != 0


def stopped_at(event: int, action: Callable[[], object]) -> bool:
    """As `killed_at`, but the process is told to stop there (Ctrl-C), and may put things in order."""
    child = _fork(lambda: (sys.addaudithook(_stop_after(event)), action()))
    code = _exit_code(child)
    assert code in (0, 1)
    return code != 0


def _fork(action: Callable[[], object]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        action()
        code = 0
    finally:
        os._exit(code)


def _exit_code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _stop_after(count: int) -> Callable[[str, tuple[Any, ...]], None]:
    left = [count]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        left[0] -= event.startswith(_OUTSIDE)
        if not left[0]:
            left[0] = -1  # once
            raise KeyboardInterrupt

    return hook


def _kill_after(count: int) -> Callable[[str, tuple[Any, ...]], None]:
    left = [count]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        left[0] -= event.startswith(_OUTSIDE)
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook
