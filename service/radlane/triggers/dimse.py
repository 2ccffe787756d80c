"""Instances that come by C-STORE -> the same reception as by STOW-RS; and C-ECHO.

In: associations of those who are let in, hostile. Out: a status for each instance, when it is kept or is not. A data
set goes into a file as it comes, byte for byte; nothing of it is held in memory, decoded or logged.
Reference: PS3.4 annex B and section B.2.3 (statuses), PS3.7, PS3.8.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from ssl import SSLContext
from threading import Lock

from pydicom.uid import UID
from pynetdicom import ALL_TRANSFER_SYNTAXES, AllStoragePresentationContexts, _config, evt
from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.events import Event

from radlane.dicomweb.workspace import workspace
from radlane.domain.arrival import Failure
from radlane.encode.part10 import IMPLEMENTATION_CLASS_UID
from radlane.errors import SettingsError
from radlane.jobs.reception import Sender
from radlane.security.address import Network
from radlane.triggers.dimse_message import DataSet, Provider, Spool
from radlane.triggers.dimse_server import Door, listening
from radlane.triggers.reception import Reception, Transfer

VIA = "dimse"
_SUCCESS = 0x0000
_VERIFICATION = "1.2.840.10008.1.1"
_PDU_BYTES = 128 << 10  # that callers are told they may send
_ELSEWHERE = frozenset({"1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95"})  # JPIP: the pixels are not sent
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Listening:
    """What is listened on, and who is let in.

    Attributes
    ----------
    callers : tuple of str
        AE titles; empty: all.
    addresses : tuple of Network
        Networks; empty: all.
    associations : int
        So many at once.
    idle_seconds : float
        In which the next message, and each of its parts, has to come.
    message_seconds : float
        In which one message has to come whole.
    tls : SSLContext or None
        None: in clear text.
    """

    ae_title: str
    host: str
    port: int
    callers: tuple[str, ...] = ()
    addresses: tuple[Network, ...] = ()
    associations: int = 8
    idle_seconds: float = 60.0
    message_seconds: float = 3600.0
    tls: SSLContext | None = None


class Listener:
    """Listens, in threads of its own.

    Parameters
    ----------
    wanted : Listening
        On what, and for whom.
    reception : Reception
        Where instances go.
    """

    def __init__(self, wanted: Listening, reception: Reception) -> None:
        self._wanted = wanted
        self._reception = reception
        self._open = ExitStack()
        self.port = wanted.port

    def start(self) -> None:
        """Begin to listen.

        Raises
        ------
        SettingsError
            If that address cannot be listened on.
        """
        _config.LOG_HANDLER_LEVEL = "none"  # its own handlers log what is sent
        wanted, reception = self._wanted, self._reception
        folder = self._open.enter_context(workspace(reception.root, reception.token))
        door = Door(
            addresses=wanted.addresses,
            most=2 * wanted.associations,
            seconds=wanted.idle_seconds,
            tls=wanted.tls,
            provider=lambda association, address: _Instances(association, reception, folder, wanted, address),
        )
        where = (wanted.host, wanted.port)
        try:
            self.port = self._open.enter_context(listening(_entity(wanted), where, door, _HANDLERS))
        except OSError as error:
            self._open.close()
            raise SettingsError(
                "dimse.listen cannot be listened on", why=error.strerror, remedy="Look at its host and port"
            ) from error
        _LOG.info("associations are accepted", extra={"port": self.port})

    def stop(self) -> None:
        """End all associations; what was answered as stored is kept."""
        self._open.close()


class _Instances(Provider):
    """The messages of one association, and what is kept of them."""

    def __init__(
        self, association: Association, reception: Reception, folder: Path, wanted: Listening, address: str
    ) -> None:
        spool = Spool(
            new_file=lambda: folder / reception.token(),
            require_room=reception.require_room,
            most_bytes=reception.limits.file_bytes,
            seconds=wanted.message_seconds,
        )
        super().__init__(association, spool)
        self._reception = reception
        self._folder = folder
        self._address = address
        self._lock = Lock()
        self._transfer: Transfer | None = None
        self._is_closed = False

    def take(self, sent: object) -> int:
        """Keep the instance of a C-STORE, and return its status."""
        if not isinstance(sent, DataSet):
            return Failure.UNREADABLE
        with self._lock:
            transfer = self._transfer = self._transfer or self._begin()
            failure = sent.end()
            arrival = transfer.refuse(failure) if failure is not None else transfer.take(sent.path)
            if self._is_closed:
                transfer.close()
        return _SUCCESS if arrival.failure is None else int(arrival.failure)

    def close(self) -> None:
        """Put on record what was kept, and remove what did not come whole."""
        self.drop()
        with self._lock:
            self._is_closed = True
            if self._transfer is not None:
                self._transfer.close()

    def _begin(self) -> Transfer:
        title = str(self.assoc.requestor.ae_title).strip() or None
        sender = Sender(via=VIA, address=self._address, ae_title=title)
        return Transfer(reception=self._reception, sender=sender, folder=self._folder)


def _entity(wanted: Listening) -> ApplicationEntity:
    """What is taken: every storage SOP Class in every transfer syntax that is read; and C-ECHO."""
    entity = ApplicationEntity(wanted.ae_title)
    entity.require_called_aet = True
    entity.require_calling_aet = list(wanted.callers)
    entity.maximum_associations = wanted.associations
    entity.maximum_pdu_size = _PDU_BYTES
    entity.acse_timeout = entity.dimse_timeout = entity.network_timeout = wanted.idle_seconds
    entity.implementation_class_uid = UID(IMPLEMENTATION_CLASS_UID)
    entity.implementation_version_name = "RADLANE"
    syntaxes = [uid for uid in ALL_TRANSFER_SYNTAXES if not UID(uid).is_deflated and uid not in _ELSEWHERE]
    for context in AllStoragePresentationContexts:
        entity.add_supported_context(context.abstract_syntax or "", syntaxes)
    entity.add_supported_context(_VERIFICATION)
    return entity


def _store(event: Event) -> int:
    assert isinstance(event.assoc.dimse, _Instances)  # `Door.provider` made it
    return event.assoc.dimse.take(getattr(event.request, "DataSet", None))


def _closed(event: Event) -> None:
    if isinstance(event.assoc.dimse, _Instances):
        event.assoc.dimse.close()


def _echo(_: Event) -> int:
    return _SUCCESS


_HANDLERS: tuple[evt.EventHandlerType, ...] = (
    (evt.EVT_C_STORE, _store),
    (evt.EVT_C_ECHO, _echo),
    (evt.EVT_CONN_CLOSE, _closed),
)
