"""The archive port.

In: UIDs, or objects to store. Out: what the archive has, and what became of each object. Every adapter passes
tests/contract/test_archive.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable

from radlane.domain.prior import PatientStudy
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.domain.sighting import Sighting
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex


@runtime_checkable
class StudyList(Protocol):
    """What can list the studies of the last days."""

    def studies_from(self, first: date, last: date | None = None) -> tuple[Sighting, ...]:
        """Return the studies of a day and of those after it, by their Study Date, with their sizes.

        Parameters
        ----------
        last : date or None
            The last one of these days; None: all later ones.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If it does not say, or has more than can be listed.
        """


class Archive(Protocol):
    """Where studies come from and results go to; safe to use from several threads and processes."""

    @property
    def name(self) -> str:
        """Name in the settings, as results quote it."""

    @property
    def can_be_asked(self) -> bool:
        """Whether it says and gives out what it has; one that does not only takes objects, and proves nothing."""

    def check(self) -> str:
        """Ask the archive for little, and return in a few words what it answers.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
        ArchiveError
            If it does not answer as an archive.
        """

    def check_store(self) -> str:
        """See whether objects may be stored, without storing any, and return in a few words what is known.

        Raises
        ------
        ArchiveDenied
            If our credentials may not store.
        ArchiveUnavailable
            If it cannot be asked or written now.
        ArchiveError
            If it takes no objects.
        """

    def study_uids(self) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the archive, in order.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
        """

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the studies that may have this accession number, in order.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
        ArchiveError
            If it does not say.
        """

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Return the studies with a Patient ID from one day to another, by what the archive says, in no order.

        Several patients may have one Patient ID, of several issuers: who asks compares the rest. A study of which the
        archive does not say the day may be among them.

        Parameters
        ----------
        patient_id : str
            Not empty, without `*`, `?` and backslashes, which would mean others too.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
        ArchiveError
            If it does not say, or names more than one patient can have.
        """

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the archive has of a study.

        Raises
        ------
        UidInvalid
            If the text is no UID.
        StudyNotFound
            If it has no such study.
        StudyMismatch
            If the study's instances belong to several patients.
        ArchiveUnavailable
            If it cannot be asked now.
        """

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        """Return files with the instances, in the order asked for.

        Parameters
        ----------
        index : StudyIndex
            What `find_study` said.
        instances : sequence of InstanceRef
            What is wanted of it.
        spool : Path
            A folder of the caller's own. An archive elsewhere puts the files there, each whole or not at all, and asks
            only for those that are not there yet; a folder archive answers with the files where they lie.

        Raises
        ------
        InputRefused
            `ambiguous-input` where the archive holds an instance twice with different content; `file-unreadable` for
            what is no DICOM instance, or larger than the limits.
        StudyNotFound
            If an instance is no longer there.
        ArchiveUnavailable
            If it cannot be read now.
        ArchiveError
            If it sends something else than was asked for.
        StorageFull
            If the spool has no room.
        """

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store the objects of one result, in their order.

        An object that is there already with the same content counts as stored; one with other content is refused and
        never overwritten, and then nothing of the result is sent. What a receipt says is stored was there, and is not
        taken back by another call. Storing again completes what is missing.

        A folder keeps all objects or none. A PACS cannot promise that: STOW-RS has no transaction. So the report is
        sent last, when all else is proven to be there, and a result without a report is an unfinished one.

        Returns
        -------
        StoreReceipt
            The outcome of each object. `pending`: the archive may take it when it is sent again.

        Raises
        ------
        UidInvalid
            If an object has a UID that is none; nothing was sent.
        StudyMismatch
            If the study there is another patient's; nothing was sent.
        StorageFull
            If a folder has no room; nothing of these objects was kept.
        ArchiveUnavailable
            If it cannot be written now. A folder kept nothing of these objects; of a PACS nobody knows, and storing
            again finds out.
        """


@runtime_checkable
class KnowingStore(Protocol):
    """What asks for a study before it stores something in it, and need not where that was done just now."""

    def store_in(self, index: StudyIndex, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects as `Archive.store` does.

        Parameters
        ----------
        index : StudyIndex
            What `find_study` said just now of the study that they are of.
        """


def store_in(archive: Archive, index: StudyIndex, objects: Sequence[EncodedObject]) -> StoreReceipt:
    """Store objects in a study that was just asked for; an archive that would ask again is told what it said."""
    return archive.store_in(index, objects) if isinstance(archive, KnowingStore) else archive.store(objects)
