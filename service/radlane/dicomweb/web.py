"""A PACS over DICOMweb as an archive.

In: a DICOMweb service. Out: the archive port. Queries and metadata go through dicomweb-client, instances through
radlane's own parser and body, all over one session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir

from radlane.dicomweb.delivery import Delivery
from radlane.dicomweb.deposit import CHANGED, LEFT_OUT, own_entry, target_of
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.query import Query
from radlane.dicomweb.retrieve import Retrieval
from radlane.dicomweb.sameness import is_same_object
from radlane.dicomweb.scan import Entry, require_one_patient
from radlane.dicomweb.session import Service, Session
from radlane.dicomweb.stow import SAYS_MORE, Stow
from radlane.dicomweb.workspace import workspace
from radlane.domain.prior import PatientStudy
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome, StoreReceipt
from radlane.domain.sighting import Sighting
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex
from radlane.errors import StudyMismatch, StudyNotFound


class DicomWebArchive:
    """The archive port on a DICOMweb service (`archive.Archive`).

    Parameters
    ----------
    name : str
        Name in the settings.
    service : Service
        Where it is, and how to show who we are.
    limits : Limits
        What is retrieved and read at most.
    """

    def __init__(self, name: str, service: Service, limits: Limits) -> None:
        session = Session(service)
        self._name = name
        self._limits = limits
        self._query = Query(service, session)
        self._retrieval = Retrieval(service, session, limits)
        self._stow = Stow(service, session)

    @property
    def name(self) -> str:
        """Name in the settings, as results quote it."""
        return self._name

    @property
    def can_be_asked(self) -> bool:
        """It can."""
        return True

    def check(self) -> str:
        """Ask for a study that nobody has: it reads nothing of a patient."""
        self._query.check()
        return "it answers"

    def check_store(self) -> str:
        """Store nothing: whoever may not store is told so before."""
        status = self._stow.check()
        said = "it takes requests" if status in SAYS_MORE else "that says nothing of the right to store"
        return f"a STOW-RS request without objects is answered with status {status}: {said}"

    def study_uids(self) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the archive, in order."""
        return self._query.study_uids()

    def studies_from(self, first: date, last: date | None = None) -> tuple[Sighting, ...]:
        """Return the studies of some days, with their sizes."""
        return self._query.studies_from(first, last)

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the studies that may have this accession number, in the order of their UIDs."""
        return self._query.studies_of(accession)

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Return the studies with a Patient ID from one day to another."""
        return self._query.studies_of_patient(patient_id, first, last)

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the archive has of a study."""
        return self._query.find_study(study_instance_uid)

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        """Bring the instances into the spool."""
        return RetrievedStudy(index=index, instances=self._retrieval.retrieve(index, instances, spool))

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store the objects; the reports last."""
        return self._receipt(objects, {})

    def store_in(self, index: StudyIndex, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store the objects, the reports last, in a study that was just asked for."""
        return self._receipt(objects, {index.study_instance_uid: index})

    def _receipt(self, objects: Sequence[EncodedObject], known: Mapping[str, StudyIndex]) -> StoreReceipt:
        for item in objects:
            target_of(item.ref, Path())  # raises where a UID is none, before anything is asked
        return StoreReceipt(destination=self._name, outcomes=self._store(objects, known))

    def _store(self, objects: Sequence[EncodedObject], known: Mapping[str, StudyIndex]) -> tuple[StoreOutcome, ...]:
        own = {item.ref: entry for item in objects if (entry := own_entry(item, self._limits))}
        if len(own) < len(objects):
            refused = DeliveryState.REFUSED
            whys = ((item.ref, LEFT_OUT if item.ref in own else CHANGED) for item in objects)
            return tuple(StoreOutcome(ref=ref, state=refused, detail=why, may_be_there=None) for ref, why in whys)
        there = self._find_all({ref.study_instance_uid for ref in own}, tuple(own.values()), known)
        with workspace(Path(gettempdir()), lambda: token_hex(8)) as folder:
            return self._delivery(folder).deliver(objects, there)

    def _find_all(
        self, studies: set[str], own: Sequence[Entry], known: Mapping[str, StudyIndex]
    ) -> Mapping[str, Sequence[InstanceRef]]:
        """Where SOP Instance UIDs are in the studies that are written to; each of them is of the objects' patient."""
        there: dict[str, list[InstanceRef]] = {}
        for study in sorted(studies):
            patient = require_one_patient(entry for entry in own if entry.ref.study_instance_uid == study)
            try:
                index = known.get(study) or self.find_study(study)
            except StudyNotFound:
                continue
            if index.patient != patient:
                raise StudyMismatch(
                    "The study in the archive is another patient's than the result",
                    uid=study,
                    remedy="Nothing was stored. Look at Patient ID and Issuer of Patient ID in the archive",
                )
            for ref in (ref for series in index.series for ref in series.instances):
                there.setdefault(ref.sop_instance_uid, []).append(ref)
        return there

    def _delivery(self, folder: Path) -> Delivery:
        """How to store, with a folder for what is asked for again."""
        return Delivery(
            send=self._stow.send,
            retrieve=lambda ref: self._retrieval.retrieve_one(ref, folder),
            is_same=lambda item, path: is_same_object(item.path, path, item.ref, self._limits),
        )
