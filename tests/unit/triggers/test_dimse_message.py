from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian
from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.dimse_messages import C_STORE_RQ
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.pdu_primitives import P_DATA
from pynetdicom.presentation import PresentationContext, build_context

from radlane.dicomweb.sameness import digest_of_dataset
from radlane.domain.arrival import Failure
from radlane.errors import StorageFull
from radlane.triggers.dimse_message import DataSet, Provider, Spool
from support.radiographs import INSTANCE
from support.reception import image

_META_LENGTH = 132
_CONTEXT = 1


def _spool(folder: Path, room: Callable[[], object] = lambda: None, **changes: float) -> Spool:
    bounds = {"most_bytes": 1 << 20, "seconds": 60.0, **changes}
    return Spool(
        new_file=lambda: folder / "coming",
        require_room=room,
        most_bytes=int(bounds["most_bytes"]),
        seconds=bounds["seconds"],
    )


def test_a_data_set_is_a_file_behind_its_head(tmp_path: Path) -> None:
    made = DataSet(_spool(tmp_path), lambda: b"head ")
    for fragment in (b"one ", b"two"):
        made.write(fragment)
    assert made.end() is None
    assert made.path.read_bytes() == b"head one two"


@pytest.mark.parametrize("error", [OSError(), StorageFull("full")])
def test_a_data_set_without_room_leaves_nothing(tmp_path: Path, error: Exception) -> None:
    def room() -> None:
        raise error

    made = DataSet(_spool(tmp_path, room), lambda: b"")
    made.write(b"one")
    assert made.end() is Failure.NO_ROOM
    assert not list(tmp_path.iterdir())


def test_a_data_set_beyond_the_limit_leaves_nothing(tmp_path: Path) -> None:
    made = DataSet(_spool(tmp_path, most_bytes=5), lambda: b"")
    for _ in range(3):
        made.write(b"four")
    assert made.end() is Failure.TOO_LARGE
    assert not list(tmp_path.iterdir())


def test_a_command_without_uids_gives_no_file(tmp_path: Path) -> None:
    def head() -> bytes:
        raise ValueError

    made = DataSet(_spool(tmp_path), head)
    made.write(b"one")
    assert made.end() is Failure.UNREADABLE


def test_no_fragment_is_no_data_set(tmp_path: Path) -> None:
    assert DataSet(_spool(tmp_path), lambda: b"").end() is Failure.UNREADABLE


def _association() -> Association:
    made = Association(ApplicationEntity(), "acceptor")
    context: PresentationContext = build_context(ComputedRadiographyImageStorage, ExplicitVRLittleEndian)
    context.context_id = _CONTEXT
    made._accepted_cx = {_CONTEXT: context}
    return made


def _fragments(content: bytes, path: Path, uid: str) -> list[P_DATA]:
    """A C-STORE request as its peer sends it."""
    path.write_bytes(content)
    request = C_STORE()
    request.MessageID, request.Priority = 1, 2
    request.AffectedSOPClassUID, request.AffectedSOPInstanceUID = ComputedRadiographyImageStorage, uid
    meta = dcmread(path, stop_before_pixels=True).file_meta
    request._dataset_path = (path, _META_LENGTH + 12 + int(meta.FileMetaInformationGroupLength))
    message = C_STORE_RQ()
    message.primitive_to_message(request)
    return list(message.encode_msg(_CONTEXT, 1000))


def test_a_request_becomes_a_file_with_the_bytes_that_were_sent(tmp_path: Path) -> None:
    association = _association()
    provider = Provider(association, _spool(tmp_path))
    for fragment in _fragments(image(1), tmp_path / "sent", f"{INSTANCE}.1"):
        provider.receive_primitive(fragment)
    _, request = provider.get_msg(block=False)
    assert isinstance(request, C_STORE)
    assert isinstance(request.DataSet, DataSet)
    assert request.DataSet.end() is None
    assert digest_of_dataset(request.DataSet.path) == digest_of_dataset(tmp_path / "sent")
    meta = dcmread(request.DataSet.path).file_meta
    assert (meta.TransferSyntaxUID, meta.MediaStorageSOPInstanceUID) == (ExplicitVRLittleEndian, f"{INSTANCE}.1")


def _aborts(provider: Provider) -> bool:
    return "Evt19" in list(provider.dul.event_queue.queue)


def test_a_command_that_never_ends_ends_the_association(tmp_path: Path) -> None:
    provider = Provider(_association(), _spool(tmp_path))
    for _ in range(3):
        endless = P_DATA()
        endless.presentation_data_value_list.append((_CONTEXT, b"\x01" + bytes(60_000)))
        provider.receive_primitive(endless)
    assert _aborts(provider)


def test_a_message_that_takes_too_long_ends_the_association(tmp_path: Path) -> None:
    provider = Provider(_association(), _spool(tmp_path, seconds=-1.0))
    provider.receive_primitive(_fragments(image(1), tmp_path / "sent", f"{INSTANCE}.1")[0])
    assert _aborts(provider)


def test_messages_that_wait_for_no_answer_end_the_association(tmp_path: Path) -> None:
    provider = Provider(_association(), _spool(tmp_path))
    for number in range(3):
        for fragment in _fragments(image(number), tmp_path / "sent", f"{INSTANCE}.{number}"):
            provider.receive_primitive(fragment)
        (tmp_path / "coming").unlink(missing_ok=True)
    assert _aborts(provider)
    provider.drop()


@pytest.mark.parametrize("data", [b"", b"\x03junk", b"\x03"])
def test_what_is_no_message_ends_the_association(tmp_path: Path, data: bytes) -> None:
    provider = Provider(_association(), _spool(tmp_path))
    broken = P_DATA()
    broken.presentation_data_value_list.append((_CONTEXT, data))
    provider.receive_primitive(broken)
    assert _aborts(provider)


def test_what_came_of_a_message_is_removed(tmp_path: Path) -> None:
    provider = Provider(_association(), _spool(tmp_path))
    for fragment in _fragments(image(1), tmp_path / "sent", f"{INSTANCE}.1")[:-1]:
        provider.receive_primitive(fragment)
    assert (tmp_path / "coming").exists()
    provider.drop()
    assert not (tmp_path / "coming").exists()
