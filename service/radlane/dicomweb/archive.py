"""The archive port.

In: UIDs, or objects to store. Out: what the archive has, and what became of each object. Every adapter passes
tests/contract/test_archive.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.domain.study import RetrievedStudy, StudyIndex


class Archive(Protocol):
    """Where studies come from and results go to; safe to use from several threads and processes."""

    @property
    def name(self) -> str:
        """Name in the settings, as results quote it."""

    def study_uids(self) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the archive, in order.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
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

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef]) -> RetrievedStudy:
        """Return files with the instances, in the order asked for.

        Raises
        ------
        InputRefused
            `ambiguous-input` where the archive holds an instance twice with different content.
        StudyNotFound
            If an instance is no longer there.
        ArchiveUnavailable
            If it cannot be read now.
        """

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store the objects of one result, in their order.

        An object that is there already with the same bytes counts as stored, wherever it lies; one with other bytes is
        refused and never overwritten. What a receipt says is stored is not taken back by another call.

        Returns
        -------
        StoreReceipt
            The outcome of each object.

        Raises
        ------
        UidInvalid
            If an object has a UID that is none.
        StudyMismatch
            If the study there is another patient's; nothing of these objects was kept.
        StorageFull
            If there is no room; nothing of these objects was kept.
        ArchiveUnavailable
            If it cannot be written now; nothing of these objects was kept.
        """
