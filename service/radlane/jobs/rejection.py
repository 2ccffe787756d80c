"""The steps of a withdrawal: the rejection note of a run is encoded, put on record, and sent.

In: a job that withdraws a run. Out: UIDs and names. The run was closed when the job was accepted: nothing more of it is
sent. What was being sent is waited for, so that a destination's note comes after its objects. The note's bytes are in
the outbox before it is sent; a retry sends those bytes, and a destination has it when it gave it out again, or gives
out nothing any more of what it rejects.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from secrets import token_hex

from pydicom.dataset import Dataset

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.part10 import read_dataset
from radlane.dicomweb.workspace import workspace
from radlane.domain.job import Job
from radlane.domain.result import Answer, DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.domain.study import StudyIndex
from radlane.encode.checker import check_objects
from radlane.encode.part10 import write_object
from radlane.encode.rejection import Rejection, build_rejection
from radlane.errors import ArchiveDenied, ArchiveError, CheckFailed, InputRefused, JobWaits, RadlaneError, StudyNotFound
from radlane.jobs.encoding import identity_of, into_outbox
from radlane.jobs.parts import SPOOL, Parts, State, Table
from radlane.jobs.sending import first_of, send, what_is_left
from radlane.jobs.withdrawals import Rejected, Share
from radlane.pipeline.handover import at_work

HIDDEN = "the archive gives out none of the objects any more that the note lists"
_IN_USE_S = 30.0  # at most between two looks at the jobs that send the run


def reject(parts: Parts, job: Job, _: State) -> State:
    """Encode a note for destinations that have the same objects, and put it on record; one for each such share."""
    run_id = _run_of(job)
    if parts.withdrawals.is_in_use(run_id):
        soon = min(_IN_USE_S, 2.0 ** min(job.attempt, 10))
        raise JobWaits("An object of the run is being sent; its rejection note follows", retry_after_s=soon)
    rejected = parts.withdrawals.rejected(run_id)
    while (share := next((one for one in rejected.shares if one.note is None), None)) is not None:
        _encode(parts, job, run_id, rejected, share)
        rejected = parts.withdrawals.rejected(run_id)
    notes = [share.note.ref.sop_instance_uid for share in rejected.shares if share.note]
    return {"notes": notes, "destinations": list(rejected.destinations)}


def deliver(parts: Parts, job: Job, _: State) -> State:
    """Send the note to each destination that may hold an object of the run; one that is away keeps no other waiting."""
    run_id = _run_of(job)
    rejected = parts.withdrawals.rejected(run_id)
    to_send = [(share, _note_of(parts, share), name) for share in rejected.shares for name in share.destinations]
    errors = [error for share, note, name in to_send if (error := _send(parts, job, share, note, name)) is not None]
    if errors:
        raise first_of(errors)
    return {"destinations": list(rejected.destinations)}


REJECTION_STEPS: Table = (("reject", reject), ("deliver", deliver))


def _note_of(parts: Parts, share: Share) -> EncodedObject:
    """Return the note for a share; where its bytes are lost, another one has to be made."""
    note = share.note
    if note is None or not parts.outbox.bring(note.path, note.sha256):
        if note is not None:
            parts.withdrawals.lose(note)
        raise JobWaits("The bytes of the rejection note are lost; another one is made", again_from="reject")
    return note


def _run_of(job: Job) -> str:
    assert job.order.withdraws is not None  # these are the steps of a withdrawal
    return job.order.withdraws


def _encode(parts: Parts, job: Job, run_id: str, rejected: Rejected, share: Share) -> None:
    """Make the note for destinations that have the same objects, and put it on record."""
    run, withdrawal = parts.ledger.run(run_id), parts.withdrawals.find([run_id])[run_id]
    witness = _witness(parts, job, rejected)
    note = build_rejection(
        Rejection(
            identity=identity_of(parts, run),
            number=rejected.notes + 1,
            objects=share.held,
            witness=witness,
            reason=withdrawal.reason,
            comment=withdrawal.comment,
            at=withdrawal.at,
            site_timezone=parts.site.timezone,
            radlane_version=parts.site.version,
        )
    )
    _check(note, witness)

    def put(folder: Path) -> bool:
        with at_work():
            written = write_object(note, Role.REJECTION, folder)
        parts.outbox.publish(folder)
        return parts.withdrawals.commit(run_id, written, share.destinations, withdrawal.reason)

    into_outbox(parts, run_id, put)


def _check(note: Dataset, witness: Dataset) -> None:
    """Let no note leave that the checker rejects; what it says of the run's objects is not the note's affair."""
    own = [item for item in check_objects([note, witness], ()) if item.sop_instance_uid == str(note.SOPInstanceUID)]
    if own:
        raise CheckFailed(
            "The checker rejects a rejection note",
            uid=own[0].sop_instance_uid,
            why="; ".join(sorted({problem.code for problem in own})),
            remedy="Nothing was stored. This is a defect of radlane: please report it",
        )


def _witness(parts: Parts, job: Job, rejected: Rejected) -> Dataset:
    """One object of the run, which says whose it is: from the outbox, or where that is gone from a destination.

    Raises
    ------
    StudyNotFound
        If no destination has one any more.
    ArchiveUnavailable
        If one cannot be asked now that may have one.
    """
    latest_first = rejected.objects[::-1]  # the report is small, and has no pixels
    for item in latest_first:
        if parts.outbox.bring(item.path, item.sha256):
            return read_dataset(item.path, item.ref, parts.site.read_limits, pixels=item.modality == "SR")
    errors: list[RadlaneError] = []
    for destination in rejected.destinations:
        try:
            return _retrieved(parts, destination, latest_first, parts.work / job.id / SPOOL)
        except RadlaneError as error:
            errors.append(error)
    raise first_of(errors)


def _retrieved(parts: Parts, destination: str, wanted: Sequence[EncodedObject], spool: Path) -> Dataset:
    archive = parts.archive(destination)
    index = archive.find_study(wanted[0].ref.study_instance_uid)
    there = {ref for series in index.series for ref in series.instances}
    for item in wanted:
        if item.ref in there:
            return _read(parts, archive, index, item, spool)
    raise StudyNotFound(
        f"The destination {destination} has no object of the run any more", uid=index.study_instance_uid
    )


def _read(parts: Parts, archive: Archive, index: StudyIndex, item: EncodedObject, spool: Path) -> Dataset:
    try:
        (found,) = archive.retrieve(index, [item.ref], spool).instances
        return read_dataset(found.path, item.ref, parts.site.read_limits, pixels=item.modality == "SR")
    except InputRefused as refusal:  # the run was analysed: it is the archive that has something else
        raise ArchiveError(
            f"The destination {archive.name} gives out an object of the run that cannot be read",
            uid=item.ref.sop_instance_uid,
            why=refusal.what,
        ) from refusal


def _send(parts: Parts, job: Job, share: Share, note: EncodedObject, destination: str) -> RadlaneError | None:
    """Send the note to one destination, put on record what became of it, and return what kept it from being there."""
    run_id = _run_of(job)
    tell = partial(parts.withdrawals.record, run_id, destination)
    if not _is_to_send(parts, run_id, note, destination):
        return None
    try:
        outcome = _stored(parts, job, share, note, destination)
    except JobWaits as waits:
        return waits
    except RadlaneError as error:
        state = DeliveryState.PENDING if error.retryable else DeliveryState.REFUSED
        tell(StoreOutcome(ref=note.ref, state=state, detail=str(error)))
        return error if _is_to_send(parts, run_id, note, destination) else None
    tell(outcome)
    return what_is_left(destination, [outcome]) if _is_to_send(parts, run_id, note, destination) else None


def _is_to_send(parts: Parts, run_id: str, note: EncodedObject, destination: str) -> bool:
    """Whether a destination still needs a note: another one, of a graver reason, may have taken its place."""
    state, _ = parts.ledger.deliveries(run_id)[note.ref.sop_instance_uid, destination]
    return state in {DeliveryState.PENDING, DeliveryState.REFUSED}


def _stored(parts: Parts, job: Job, share: Share, note: EncodedObject, destination: str) -> StoreOutcome:
    """Send a note, and return what became of it.

    Archives that act on a note give out neither what it lists nor the note, and refuse a second one (IHE RAD TF-2:
    4.66.4.1.3). What proves it then is that they gave all of it out before, and nothing of it after. An archive that
    has not all that is listed takes nothing of the note: it gets one of what it has.

    Raises
    ------
    JobWaits
        If another note is to be made for this destination.
    """
    archive, study = parts.archive(destination), share.held[0].ref.study_instance_uid
    if not archive.can_be_asked:
        return send(archive, [note], note, parts.site.read_limits)[0]
    before = _listed(archive.find_study(study), share)
    parts.withdrawals.see(destination, note, [item.ref.sop_instance_uid for item in before])
    (outcome,) = send(archive, [note], note, parts.site.read_limits)
    if outcome.state is DeliveryState.STORED:
        return outcome
    not_all_known = outcome.answer is Answer.NOT_ALL_KNOWN
    taken = outcome.answer is Answer.HAS_IT
    if not not_all_known and not parts.withdrawals.may_be_hidden(destination, share, taken=taken):
        return outcome
    given_out = _given_out(archive, archive.find_study(study), share, parts.work / job.id)
    if not given_out:
        return StoreOutcome(ref=note.ref, state=DeliveryState.STORED, detail=HIDDEN)
    absent = [item.ref.sop_instance_uid for item in share.held if item not in given_out]
    if not_all_known and absent:
        parts.withdrawals.narrow(destination, note, absent)
        raise JobWaits("An archive has not all that the rejection note lists; another is made", again_from="reject")
    return outcome


def _listed(index: StudyIndex, share: Share) -> list[EncodedObject]:
    """What a study has of what a note lists, in whatever series by now."""
    there = {ref.sop_instance_uid for series in index.series for ref in series.instances}
    return [item for item in share.held if item.ref.sop_instance_uid in there]


def _given_out(archive: Archive, index: StudyIndex, share: Share, folder: Path) -> list[EncodedObject]:
    """What an archive lists of what a note lists, or gives out although it does not list it."""
    listed = _listed(index, share)
    return [item for item in share.held if item in listed or _is_given_out(archive, index, item, folder)]


def _is_given_out(archive: Archive, index: StudyIndex, item: EncodedObject, folder: Path) -> bool:
    with workspace(folder, lambda: token_hex(8)) as spool:
        try:
            archive.retrieve(index, [item.ref], spool)
        except (StudyNotFound, ArchiveDenied):  # a query was allowed just now: this is kept from all who may ask
            return False
        except InputRefused:  # there is something
            return True
    return True
