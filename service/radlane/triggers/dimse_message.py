"""The data set of a DIMSE message -> a file, as its fragments come.

In: fragments of one association, hostile. Out: a Part 10 file with the bytes of the data set as they were sent, behind
file meta information of what the command says. pynetdicom would hold a message in memory, without a bound, or write it
where everybody's files lie.
Reference: PS3.7 section 6.3, PS3.8 annex E, PS3.10 section 7.1.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedWriter, BytesIO
from pathlib import Path
from typing import Any

from pydicom.dataset import FileMetaDataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_file_meta_info
from pydicom.uid import UID
from pynetdicom.association import Association
from pynetdicom.dimse import DIMSEServiceProvider
from pynetdicom.dimse_messages import DIMSEMessage
from pynetdicom.pdu_primitives import P_DATA

from radlane.domain.arrival import Failure
from radlane.domain.refs import is_uid
from radlane.encode.part10 import IMPLEMENTATION_CLASS_UID
from radlane.errors import StorageFull

_ABORT = "Evt19"  # PS3.8 table 9-1: an invalid PDU; the association ends
_MOST_COMMAND = 64 << 10
_MOST_WAITING = 2  # messages that came before the one before was answered
_PREAMBLE = b"\0" * 128 + b"DICM"


@dataclass(frozen=True, kw_only=True)
class Spool:
    """Where data sets of a connection go, and what they may take.

    Attributes
    ----------
    new_file : callable
        Gives a place for a file.
    require_room : callable
        Raises `StorageFull` where too little is free.
    most_bytes, seconds : int, float
        Of one message.
    """

    new_file: Callable[[], Path]
    require_room: Callable[[], object]
    most_bytes: int
    seconds: float


class DataSet(BytesIO):
    """What pynetdicom takes for a data set in memory, and is a file.

    Parameters
    ----------
    spool : Spool
        Where the file lies.
    head : callable
        Gives file meta information, when the command was read.
    """

    def __init__(self, spool: Spool, head: Callable[[], bytes]) -> None:
        super().__init__()
        self._spool = spool
        self._head = head
        self._file: BufferedWriter | None = None
        self._size = 0
        self.path = spool.new_file()
        self.failure: Failure | None = None

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - the interface's own
        """Take the next fragment; what cannot be kept is thrown away."""
        self._size += len(data)
        if self._size > self._spool.most_bytes:
            self._fail(Failure.TOO_LARGE)
        if self.failure is None:
            self._keep(data)
        return len(data)

    @property
    def is_open(self) -> bool:
        """Whether there is a file that nobody took yet."""
        return self._file is not None and not self._file.closed

    def end(self) -> Failure | None:
        """Return why there is no whole file; None: there is."""
        if self._file is None:
            return self.failure or Failure.UNREADABLE
        try:
            self._file.close()
        except OSError:
            self._fail(Failure.NO_ROOM)
        return self.failure

    def drop(self) -> None:
        """Remove the file, if it is still there."""
        self._fail(Failure.PROCESSING)
        self.path.unlink(missing_ok=True)

    def _keep(self, data: bytes) -> None:
        try:
            self._spool.require_room()
            if self._file is None:
                self._file = self.path.open("xb")
                self._file.write(self._head())
            self._file.write(data)
        except (OSError, StorageFull):
            self._fail(Failure.NO_ROOM)
        except (ValueError, TypeError, AttributeError, KeyError):
            self._fail(Failure.UNREADABLE)

    def _fail(self, failure: Failure) -> None:
        self.failure = self.failure or failure
        if self._file is not None:
            with suppress(OSError):  # what it still holds may find no room either
                self._file.close()
            self._file = None
            self.path.unlink(missing_ok=True)


class Provider(DIMSEServiceProvider):
    """Messages of one association, within bounds.

    Parameters
    ----------
    association : Association
        Whose they are.
    spool : Spool
        Where their data sets go.
    """

    def __init__(self, association: Association, spool: Spool) -> None:
        super().__init__(association)
        self._spool = spool
        self._latest = 0.0
        self._live: tuple[DataSet, ...] = ()

    def receive_primitive(self, primitive: P_DATA) -> None:
        """Take the next fragments; an association that breaks the rules ends."""
        if self.message is None:
            self.message = message = DIMSEMessage()
            coming = DataSet(self._spool, lambda: _head(message, self.assoc))
            message.data_set = coming
            self._live = (*(one for one in self._live if one.is_open), coming)
            self._latest = time.monotonic() + self._spool.seconds
        command = self.message.encoded_command_set.getbuffer().nbytes
        if time.monotonic() > self._latest or command > _MOST_COMMAND or self.msg_queue.qsize() >= _MOST_WAITING:
            self.dul.event_queue.put(_ABORT)
            return
        try:
            super().receive_primitive(primitive)
        except Exception:  # noqa: BLE001 - the edge to who sends: pynetdicom has no one error for what it cannot read
            self.dul.event_queue.put(_ABORT)

    def drop(self) -> None:
        """Remove what came of messages that never came whole, or that nobody took."""
        for one in self._live:
            if one.is_open:
                one.drop()


def _head(message: DIMSEMessage, association: Association) -> bytes:
    """File meta information, of what the command says.

    Raises
    ------
    ValueError
        If that is no UID.
    """
    command = message.command_set
    context = association._accepted_cx[message.context_id or 0]
    said = [str(command.AffectedSOPClassUID), str(command.AffectedSOPInstanceUID)]
    if not all(map(is_uid, said)):
        raise ValueError("no UID")
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = map(UID, said)
    meta.TransferSyntaxUID = UID(context.transfer_syntax[0])
    meta.ImplementationClassUID = UID(IMPLEMENTATION_CLASS_UID)
    written = DicomBytesIO()
    write_file_meta_info(written, meta, enforce_standard=True)
    return _PREAMBLE + bytes(written.getvalue())
