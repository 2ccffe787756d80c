"""Callers of DIMSE who break the rules, against a listener with real connections."""

from __future__ import annotations

import gc
import logging
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.uid import ComputedRadiographyImageStorage, DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian
from pynetdicom.ae import ApplicationEntity

from radlane.dicomweb.part10 import Limits
from radlane.domain.arrival import Failure
from radlane.errors import SettingsError
from radlane.jobs.trail import TrailQuery
from radlane.triggers.dimse import Listener, Listening
from radlane.triggers.dimse_server import MOST_PDU
from support.radiographs import INSTANCE, SERIES, STUDY
from support.reception import Desk, desk, image

PATIENT = "CANARY^PATIENT"
_PATIENCE_S = 20.0
# pynetdicom's own client, with which these tests call, leaves sockets to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    yield
    gc.collect()


@contextmanager
def _listening(made: Desk, **changes: Any) -> Iterator[int]:
    wanted = {"ae_title": "RADLANE", "host": "127.0.0.1", "port": 0, "idle_seconds": 2.0, **changes}
    listener = Listener(Listening(**wanted), made.reception)
    listener.start()
    try:
        yield listener.port
    finally:
        listener.stop()


def _send(port: int, *datasets: FileDataset, calling: str = "MODALITY") -> list[int | None]:
    entity = ApplicationEntity(calling)
    entity.add_requested_context(ComputedRadiographyImageStorage, ExplicitVRLittleEndian)
    line = entity.associate("127.0.0.1", port, ae_title="RADLANE")
    try:
        return [line.send_c_store(one).get("Status") if line.is_established else None for one in datasets]
    finally:
        if line.is_established:
            line.release()


def _image(number: int = 1, **attributes: Any) -> FileDataset:
    return dcmread(BytesIO(image(number, PatientName=PATIENT, **attributes)))


def _wait(is_so: Any) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _left(made: Desk) -> list[str]:
    return [path.name for path in made.root.rglob("*") if path.is_file() and ".dcm" not in path.name]


def test_each_instance_has_its_status_and_nobody_logs_whose_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = desk(tmp_path, limits=Limits(file_bytes=40_000))
    large = _image(3)
    large.add_new(0x00091010, "OB", bytes(50_000))
    with _listening(made) as port:
        sent = (_image(1), _image(1), _image(1, ViewPosition="AP"), _image(2, PatientID="OTHER"), large, _image(4))
        expected = [0, 0, Failure.DUPLICATE, Failure.OTHER_PATIENT, Failure.TOO_LARGE, 0]
        assert _send(port, *sent) == expected
        _wait(lambda: len(made.reception.trail.find(TrailQuery())[0]) == 2)
    assert made.kept() == [f"{STUDY}/{SERIES}/{INSTANCE}.{number}.dcm" for number in (1, 4)]
    assert PATIENT not in caplog.text
    last = made.reception.trail.find(TrailQuery())[0][0].entry
    assert (last.via, last.address, last.facts["archive"]) == ("dimse", "127.0.0.1", "MODALITY")
    (received,) = made.table.open()
    assert received.sender.ae_title == "MODALITY"


def test_only_who_is_named_is_let_in(tmp_path: Path) -> None:
    made = desk(tmp_path)
    with _listening(made, callers=("MODALITY",)) as port:
        assert _send(port, _image(1), calling="SOMEBODY") == [None]
        assert _send(port, _image(1)) == [0]
    with _listening(made, addresses=(ip_network("192.0.2.0/24"),)) as port:
        assert _send(port, _image(2)) == [None]


def test_deflated_syntaxes_are_not_negotiated(tmp_path: Path) -> None:
    with _listening(desk(tmp_path)) as port:
        entity = ApplicationEntity("MODALITY")
        entity.add_requested_context(ComputedRadiographyImageStorage, DeflatedExplicitVRLittleEndian)
        assert not entity.associate("127.0.0.1", port, ae_title="RADLANE").accepted_contexts


@pytest.mark.parametrize(
    "content",
    [
        struct.pack(">BBL", 1, 0, MOST_PDU + 1) + bytes(100),  # a PDU of more than is read
        struct.pack(">BBL", 1, 0, 0xFFFFFFFF),
        struct.pack(">BBL", 9, 0, 10) + bytes(10),  # of no kind
        struct.pack(">BBL", 1, 0, 68) + bytes(68),  # an association request of nothing
        struct.pack(">BBL", 4, 0, 100) + bytes(100),  # data before an association
        b"GET / HTTP/1.1\r\n\r\n",
        b"",  # silence
    ],
)
def test_a_connection_that_is_no_dicom_ends_and_others_go_on(tmp_path: Path, content: bytes) -> None:
    with _listening(desk(tmp_path)) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S) as line:
            line.sendall(content)
            while line.recv(1000):
                pass
        assert _send(port, _image(1)) == [0]


def test_a_connection_that_is_cut_in_the_middle_of_an_instance_leaves_nothing(tmp_path: Path) -> None:
    made = desk(tmp_path)
    with _listening(made) as port:
        entity = ApplicationEntity("MODALITY")
        entity.add_requested_context(ComputedRadiographyImageStorage, ExplicitVRLittleEndian)
        line = entity.associate("127.0.0.1", port, ae_title="RADLANE")
        raw = line.dul.socket.socket
        command = _command()
        raw.sendall(command + _data(bytes(5000), last=False))
        _wait(lambda: _left(made))
        raw.shutdown(socket.SHUT_RDWR)
        _wait(lambda: not _left(made))
        line.abort()
    assert not made.kept()


def test_only_so_many_associations_are_open(tmp_path: Path) -> None:
    with _listening(desk(tmp_path), associations=1, idle_seconds=20.0) as port:
        entity = ApplicationEntity("MODALITY")
        entity.add_requested_context(ComputedRadiographyImageStorage, ExplicitVRLittleEndian)
        first = entity.associate("127.0.0.1", port, ae_title="RADLANE")
        assert first.is_established
        assert not entity.associate("127.0.0.1", port, ae_title="RADLANE").is_established
        first.release()


def test_an_address_that_is_taken_is_said(tmp_path: Path) -> None:
    made = desk(tmp_path)
    with _listening(made) as port, pytest.raises(SettingsError):
        Listener(Listening(ae_title="RADLANE", host="127.0.0.1", port=port), made.reception).start()


def _command() -> bytes:
    """The command of a C-STORE request, in a PDU."""
    fields = [
        (0x0002, _even(ComputedRadiographyImageStorage)),
        (0x0100, struct.pack("<H", 1)),
        (0x0110, struct.pack("<H", 1)),
        (0x0700, struct.pack("<H", 2)),
        (0x0800, struct.pack("<H", 1)),
        (0x1000, _even(INSTANCE)),
    ]
    body = b"".join(struct.pack("<HHL", 0, tag, len(value)) + value for tag, value in fields)
    return _pdu(b"\x03" + struct.pack("<HHLL", 0, 0, 4, len(body)) + body)


def _data(content: bytes, *, last: bool) -> bytes:
    return _pdu((b"\x02" if last else b"\x00") + content)


def _pdu(value: bytes) -> bytes:
    item = struct.pack(">LB", len(value) + 1, 1) + value
    return struct.pack(">BBL", 4, 0, len(item)) + item


def _even(uid: str) -> bytes:
    return uid.encode() + b"\0" * (len(uid) % 2)
