"""Objects -> the archive, and a folder beside it.

In: written objects and the image they were made from. Out: what became of each. Nothing is stored in a study that is
another patient's now than when it was analysed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from pydicom import Dataset

from radlane.dicomweb.archive import Archive, store_in
from radlane.domain.result import Answer, DeliveryState, EncodedObject, StoreReceipt
from radlane.domain.study import PatientIdentity, StudyIndex
from radlane.errors import ArchiveUnavailable, StoreRefused, StudyMismatch


def store_objects(archive: Archive, objects: Sequence[EncodedObject], source: Dataset) -> StoreReceipt:
    """Store the objects of one result.

    Raises
    ------
    StudyMismatch
        If the archive's study is no longer the patient's who was analysed.
    StoreRefused
        If the archive did not take every object.
    ArchiveUnavailable
        If it could not be asked or written, or may take the rest when it is sent again.
    """
    index = require_same_patient(archive, source, objects[0].ref.study_instance_uid)
    receipt = archive.store(objects) if index is None else store_in(archive, index, objects)
    _require_stored(receipt)
    return receipt


def _require_stored(receipt: StoreReceipt) -> None:
    left = [outcome for outcome in receipt.outcomes if outcome.state is not DeliveryState.STORED]
    if not left:
        return
    for outcome in left:
        if outcome.state is DeliveryState.REFUSED:
            uid, why = outcome.ref.sop_instance_uid, outcome.detail
            classes = frozenset(one.ref.sop_class_uid for one in left if one.answer is Answer.NO_SUCH_CLASS)
            raise StoreRefused("The archive did not take every object", uid=uid, why=why, sop_classes=classes)
    raise ArchiveUnavailable(
        "The archive has not taken every object yet", uid=left[0].ref.sop_instance_uid, why=left[0].detail
    )


def require_same_patient(archive: Archive, source: Dataset, study_instance_uid: str) -> StudyIndex | None:
    """Compare the archive's study, as it is now, with the image that was analysed.

    Returns
    -------
    StudyIndex or None
        What the archive has of the study; None of one that cannot be asked.

    Raises
    ------
    StudyMismatch
        If they are of two patients.
    """
    index = archive.find_study(study_instance_uid) if archive.can_be_asked else None
    if index is not None and index.patient != identify_patient(source):
        raise StudyMismatch(
            "The study in the archive is another patient's than the image that was analysed",
            uid=study_instance_uid,
            remedy="Nothing was stored. Look at Patient ID and Issuer of Patient ID of the study's instances",
        )
    return index


def identify_patient(source: Dataset) -> PatientIdentity:
    """Return who the image says it is of."""
    patient_id, issuer = (str(source.get(keyword) or "").strip() for keyword in ("PatientID", "IssuerOfPatientID"))
    return PatientIdentity(patient_id=patient_id, issuer=issuer)


@contextmanager
def kept(objects: Sequence[EncodedObject], folder: Path | None) -> Iterator[tuple[EncodedObject, ...]]:
    """Move the objects to a folder on the same file system, if one is named; where storing fails, they do not stay.

    Yields
    ------
    tuple of EncodedObject
        The objects where they lie now.

    Raises
    ------
    ArchiveUnavailable
        If they cannot be put there.
    """
    if folder is None:
        yield tuple(objects)
        return
    moved = tuple(replace(item, path=folder / item.path.name) for item in objects)
    with ExitStack() as undo:
        for item, there in zip(objects, moved, strict=True):
            undo.callback(_remove, there.path)
            try:
                item.path.replace(there.path)
            except OSError as error:
                raise ArchiveUnavailable("The folder that was named cannot be written", why=error.strerror) from error
        yield moved
        undo.pop_all()


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
