"""A DICOM node that takes results by C-STORE, as an archive that is only written to.

In: objects. Out: what the node answered of each. It is asked nothing: whose the study is there nobody can compare, and
`stored` means that the node answered so. Leaves are sent before reports; nothing is encoded again.
Reference: PS3.4 annex B (Storage Service Class), PS3.8 (associations).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from ssl import SSLContext
from typing import Never

from pydicom.filereader import read_file_meta_info
from pydicom.uid import ImplicitVRLittleEndian
from pynetdicom import _config
from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association

from radlane.dicomweb.delivery import holding_back
from radlane.dicomweb.deposit import CHANGED, LEFT_OUT, own_entry, target_of
from radlane.dicomweb.part10 import UNREADABLE, Limits
from radlane.dicomweb.scan import require_one_patient
from radlane.dicomweb.store_answer import answer_of, is_taken, may_work_later, reason_text, warning_text
from radlane.domain.refs import InstanceRef
from radlane.domain.result import Answer, DeliveryState, EncodedObject, Role, StoreOutcome, StoreReceipt
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable

UNPROVEN = "the node answered that it has it; it gives out nothing, so that is not proven"
NO_CONTEXT = "the node takes no object of this SOP Class in this transfer syntax"
NO_ANSWER = "the node did not answer; nobody knows whether it has it"
_VERIFICATION = "1.2.840.10008.1.1"
_PERMANENT = 1  # result of A-ASSOCIATE-RJ (PS3.8 section 9.3.4)
_WARNING = 0xB  # first digit
_MOST_CONTEXTS = 128  # of one association


@dataclass(frozen=True, kw_only=True)
class Node:
    """Where a node is, and how it is talked to.

    Attributes
    ----------
    called, calling : str
        Its AE title, and ours.
    tls : SSLContext or None
        None: in clear text.
    connect_seconds, answer_seconds : float
        For a connection and an association; for an answer.
    """

    host: str
    port: int
    called: str
    calling: str
    tls: SSLContext | None = None
    connect_seconds: float = 10.0
    answer_seconds: float = 60.0


_Context = tuple[str, str]
"""SOP Class and transfer syntax."""


class DimseArchive:
    """The archive port on a node that only takes (`archive.Archive`).

    Parameters
    ----------
    name : str
        Name in the settings.
    node : Node
        Where it is.
    limits : Limits
        What is read of our own files at most.
    """

    def __init__(self, name: str, node: Node, limits: Limits) -> None:
        _config.STORE_SEND_CHUNKED_DATASET = True  # the very bytes of a file, and not all of them at once
        _config.LOG_HANDLER_LEVEL = "none"
        self._name = name
        self._node = node
        self._limits = limits

    @property
    def name(self) -> str:
        """Name in the settings, as results quote it."""
        return self._name

    @property
    def can_be_asked(self) -> bool:
        """It cannot."""
        return False

    def check(self) -> str:
        """Send a C-ECHO."""
        with self._association([(_VERIFICATION, ImplicitVRLittleEndian)]) as line:
            if line.send_c_echo().get("Status") != 0:
                raise ArchiveError("The node does not answer a C-ECHO", remedy="Look at its AE titles")
        return "it answers a C-ECHO"

    def check_store(self) -> str:
        """Send a C-ECHO: what is stored only storing shows."""
        return f"{self.check()}; that says nothing of the right to store"

    def study_uids(self) -> Never:
        """Refuse to ask."""
        raise _not_asked()

    def studies_of(self, accession: Accession) -> Never:  # noqa: ARG002 - the port's
        """Refuse to ask."""
        raise _not_asked()

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> Never:  # noqa: ARG002 - the port's
        """Refuse to ask."""
        raise _not_asked()

    def find_study(self, study_instance_uid: str) -> StudyIndex:  # noqa: ARG002 - the port's
        """Refuse to ask."""
        raise _not_asked()

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:  # noqa: ARG002 - the port's
        """Refuse to ask."""
        raise _not_asked()

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Send the objects; the reports last, and only when all else is taken."""
        for item in objects:
            target_of(item.ref, Path())  # raises where a UID is none, before anything is sent
        return StoreReceipt(destination=self._name, outcomes=self._store(objects))

    def _store(self, objects: Sequence[EncodedObject]) -> tuple[StoreOutcome, ...]:
        own = {item.ref: entry for item in objects if (entry := own_entry(item, self._limits))}
        if len(own) < len(objects):
            whys = ((item, LEFT_OUT if item.ref in own else CHANGED) for item in objects)
            return tuple(_outcome(item, DeliveryState.REFUSED, why, may_be_there=None) for item, why in whys)
        for study in sorted({ref.study_instance_uid for ref in own}):
            require_one_patient(entry for entry in own.values() if entry.ref.study_instance_uid == study)
        contexts = {item.ref: _context_of(item) for item in objects}
        with self._association(sorted(set(contexts.values()))) as line:
            accepted = {(one.abstract_syntax, one.transfer_syntax[0]) for one in line.accepted_contexts}
            done = _send_all(line, objects, lambda item: contexts[item.ref] in accepted)
        return tuple(done[item.ref] for item in objects)

    @contextmanager
    def _association(self, contexts: Sequence[_Context]) -> Iterator[Association]:
        """Open an association, and end it.

        Raises
        ------
        ArchiveUnavailable
            If there is none.
        ArchiveDenied
            If the node does not let us in.
        """
        node = self._node
        entity = ApplicationEntity(node.calling)
        entity.connection_timeout = entity.acse_timeout = node.connect_seconds
        entity.dimse_timeout = entity.network_timeout = node.answer_seconds
        for sop_class, syntax in contexts[:_MOST_CONTEXTS]:
            entity.add_requested_context(sop_class, syntax)
        tls = (node.tls, node.host) if node.tls else None
        line = entity.associate(node.host, node.port, ae_title=node.called, tls_args=tls)
        if not line.is_established:
            raise _no_association(line)
        try:
            yield line
        finally:
            if line.is_established:
                line.release()


def _send_all(
    line: Association, objects: Sequence[EncodedObject], is_accepted: Callable[[EncodedObject], bool]
) -> dict[InstanceRef, StoreOutcome]:
    """Send all but the reports, and these where nothing before them is missing."""
    done: dict[InstanceRef, StoreOutcome] = {}
    for is_report in (False, True):
        held_back = holding_back(list(done.values()))
        for item in (item for item in objects if (item.role is Role.REPORT) is is_report):
            if held_back is not None:
                done[item.ref] = held_back(item)
            elif not is_accepted(item):
                refused = _outcome(item, DeliveryState.REFUSED, NO_CONTEXT, may_be_there=False)
                done[item.ref] = replace(refused, answer=Answer.NO_SUCH_CLASS)
            else:
                done[item.ref] = _send(line, item)
    return done


def _send(line: Association, item: EncodedObject) -> StoreOutcome:
    if not line.is_established:
        return _outcome(item, DeliveryState.PENDING, NO_ANSWER, may_be_there=None)
    try:
        status = line.send_c_store(item.path).get("Status")
    except (RuntimeError, ValueError, OSError):  # the association ended just now
        status = None
    if status is None:
        return _outcome(item, DeliveryState.PENDING, NO_ANSWER)
    return outcome_of(item, int(status))


def outcome_of(item: EncodedObject, status: int) -> StoreOutcome:
    """Return what a status of C-STORE means (PS3.4 section B.2.3, PS3.7 annex C)."""
    if status == 0:
        return _outcome(item, DeliveryState.STORED, UNPROVEN)
    if status >> 12 == _WARNING or is_taken(status):
        said = reason_text(status) if is_taken(status) else warning_text(status)
        return _outcome(item, DeliveryState.STORED, f"{said}; {UNPROVEN}")
    if may_work_later(status):
        return _outcome(item, DeliveryState.PENDING, reason_text(status))
    refused = _outcome(item, DeliveryState.REFUSED, reason_text(status), may_be_there=False)
    return replace(refused, answer=answer_of(status))


def _context_of(item: EncodedObject) -> _Context:
    try:
        return item.ref.sop_class_uid, str(read_file_meta_info(item.path).TransferSyntaxUID)
    except UNREADABLE as error:
        raise ArchiveUnavailable("An object cannot be read", uid=item.ref.sop_instance_uid) from error


def _no_association(line: Association) -> ArchiveUnavailable:
    answer = line.acceptor.primitive
    if line.is_rejected and answer is not None and answer.result == _PERMANENT:
        return ArchiveDenied("The node rejects the association", remedy="Look at the AE titles, here and there")
    why = "it rejects it for now" if line.is_rejected else "there is no connection, or it was ended"
    return ArchiveUnavailable("The node opens no association", why=why, remedy="Look at its host, port and tls")


def _not_asked() -> ArchiveError:
    return ArchiveError("This archive takes objects and gives out none", remedy="Name another one as the source")


def _outcome(
    item: EncodedObject, state: DeliveryState, detail: str, *, may_be_there: bool | None = True
) -> StoreOutcome:
    return StoreOutcome(ref=item.ref, state=state, detail=detail, may_be_there=may_be_there)
