"""Objects of the outbox to one destination, and what stands in the way of their being there.

In: an archive and objects as they were encoded. Out: what became of each. Nothing is stored in a study that is another
patient's now than when it was analysed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from radlane.dicomweb.archive import Archive, store_in
from radlane.dicomweb.part10 import Limits, read_dataset
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome
from radlane.errors import ArchiveUnavailable, RadlaneError, StoreRefused
from radlane.pipeline.deliver import require_same_patient


def send(
    archive: Archive,
    objects: Sequence[EncodedObject],
    witness: EncodedObject,
    limits: Limits,
    begin: Callable[[], None] = lambda: None,
) -> tuple[StoreOutcome, ...]:
    """Store objects.

    Parameters
    ----------
    witness : EncodedObject
        A small one of the same run: speaks for the patient.
    begin : callable
        Puts on record that sending begins; called when the patient was compared.

    Raises
    ------
    RadlaneError
        If nothing was sent, or nobody knows what is there.
    """
    source, study = read_dataset(witness.path, witness.ref, limits), witness.ref.study_instance_uid
    index = require_same_patient(archive, source, study)
    begin()
    return (archive.store(objects) if index is None else store_in(archive, index, objects)).outcomes


def what_is_left(destination: str, outcomes: Sequence[StoreOutcome]) -> RadlaneError | None:
    """Return why not every object is stored, None where all are; what may still be taken comes before a refusal."""
    for state, kind in ((DeliveryState.PENDING, ArchiveUnavailable), (DeliveryState.REFUSED, StoreRefused)):
        for outcome in outcomes:
            if outcome.state is state:
                what = f"The archive {destination} has not taken every object"
                return kind(what, uid=outcome.ref.sop_instance_uid, why=outcome.detail)
    return None


def first_of(errors: Sequence[RadlaneError]) -> RadlaneError:
    """Return the error that a job goes by: what has to be made again first, then what may still be taken."""
    return min(errors, key=lambda error: (getattr(error, "again_from", None) is None, not error.retryable))
