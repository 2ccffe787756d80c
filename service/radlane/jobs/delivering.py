"""A run goes to its destinations, to each in the form that it takes.

In: a run on record, and how another form of it is encoded. Out: deliveries and refusals on record. Leaves go first, the
root SR last: a form has one of its own. A destination that refuses a SOP Class gets the form without it, until it has
one whole or refuses what nothing stands for. What it took of an earlier form is not sent again.
Reference: docs/adr/0006, docs/adr/0016.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pydicom import Dataset

from radlane.domain.form import FIRST, Form
from radlane.domain.job import Job
from radlane.domain.result import Answer, DeliveryState, EncodedObject, StoreOutcome
from radlane.errors import ArtifactCorrupt, JobWaits, ModelError, RadlaneError, VersionRevoked
from radlane.jobs.deliveries import Turn
from radlane.jobs.encoding import into_outbox
from radlane.jobs.forms import Said
from radlane.jobs.ledger import MADE_OTHERWISE, OUTBOX_LOST, REVOKED
from radlane.jobs.parts import Parts, State, model_of
from radlane.jobs.sending import first_of, send, what_is_left
from radlane.pipeline.handover import at_work
from radlane.pipeline.steps import write

EncodeForm = Callable[[Form], Sequence[Dataset]]


def deliver_run(parts: Parts, job: Job, run_id: str, encode: EncodeForm) -> State:
    """Send what the destinations of a job have not got.

    What was stored at a destination once is never sent there again, also if it was deleted there. A destination that is
    away keeps no other one from its objects; what may still be taken is waited for before anything is given up.
    """
    if not parts.ledger.objects(run_id):  # they were lost, and this process died before it said so
        raise JobWaits("There is nothing to send; the study is analysed again", again_from="claim")
    errors = [error for name in job.order.destinations if (error := _deliver(parts, job, run_id, name, encode))]
    if errors:
        raise first_of(errors)
    parts.ledger.finish(run_id, job.id)
    return {"destinations": list(job.order.destinations)}


def deliver_unrevoked(parts: Parts, job: Job, run_id: str, encode: EncodeForm) -> State:
    """Send what the destinations of a job have not got, if the version that made it was not revoked.

    What its destinations may have of an unfinished run is withdrawn then, also where something else ends the job.

    Raises
    ------
    VersionRevoked
        If it was, before or meanwhile.
    """
    try:
        _require_unrevoked(parts, job)
        try:
            return deliver_run(parts, job, run_id, encode)
        except RadlaneError as error:
            if not error.retryable:
                parts.ledger.require_unrevoked(run_id)
            raise
    except VersionRevoked:  # also meanwhile: the ledger looks before each destination
        parts.ledger.give_up(run_id, job.id, REVOKED)
        raise


def _require_unrevoked(parts: Parts, job: Job) -> None:
    """What is made goes out without its package, but not of a revoked version."""
    try:
        model_of(parts, job)
    except VersionRevoked:
        raise
    except ModelError:
        return


def _deliver(parts: Parts, job: Job, run_id: str, destination: str, encode: EncodeForm) -> RadlaneError | None:
    """Send a run to one destination, form after form, and return what kept it from being there whole.

    What is whole there stays as it is, whatever the settings say by now.
    """
    if parts.ledger.forms.is_whole(run_id, destination):
        return None
    forms, refused, said = parts.ledger.forms, parts.refused.get(destination, frozenset()), Said.SETTINGS
    sent = None
    outcomes: tuple[StoreOutcome, ...] = ()
    try:
        while (form := forms.refuse(run_id, destination, refused, said)) != sent:
            outcomes = _send(parts, job, run_id, destination, _objects(parts, job, run_id, form, encode))
            refused, said = refused | frozenset(_refused(outcomes)), Said.ARCHIVE
            sent = form
    except RadlaneError as error:
        return error
    return what_is_left(destination, outcomes)


def _send(
    parts: Parts, job: Job, run_id: str, destination: str, objects: Sequence[EncodedObject]
) -> tuple[StoreOutcome, ...]:
    """Send what is missing of a form, and put on record what became of it."""
    done = parts.ledger.deliveries(run_id)
    there = {uid for (uid, name), (state, _) in done.items() if name == destination and state is DeliveryState.STORED}
    missing = [item for item in objects if item.ref.sop_instance_uid not in there]
    if not missing:
        return ()
    _require_bytes(parts, job, run_id, objects)
    turns: dict[str, Turn] = {}

    def begin() -> None:
        turns.update(parts.ledger.begin(run_id, job.id, destination, missing))

    outcomes = send(parts.archive(destination), missing, objects[-1], parts.site.read_limits, begin)
    parts.ledger.record(destination, outcomes, turns)
    return outcomes


def _refused(outcomes: Sequence[StoreOutcome]) -> list[str]:
    return [outcome.ref.sop_class_uid for outcome in outcomes if outcome.answer is Answer.NO_SUCH_CLASS]


def _require_bytes(parts: Parts, job: Job, run_id: str, objects: Sequence[EncodedObject]) -> None:
    """Nothing is sent of a form whose bytes are not all there and the same: half of it could never be completed."""
    lost = [item.ref.sop_instance_uid for item in objects if not parts.outbox.bring(item.path, item.sha256)]
    if lost:
        raise _analysed_again(parts, job, run_id, "The bytes of an object are lost", OUTBOX_LOST)


def _objects(parts: Parts, job: Job, run_id: str, form: Form, encode: EncodeForm) -> tuple[EncodedObject, ...]:
    """Return the objects of a form; where they are not on record yet, make them."""
    found = parts.ledger.forms.objects(run_id, form)
    if found or form == FIRST:
        return found
    try:
        datasets = encode(form)
    except ArtifactCorrupt as error:
        what = "What was concluded is lost, and another form is wanted"
        raise _analysed_again(parts, job, run_id, what, OUTBOX_LOST) from error
    if not into_outbox(parts, run_id, partial(_put, parts, job, run_id, form, datasets)):
        what = "An object of the run comes out otherwise by now, and another form is wanted"
        raise _analysed_again(parts, job, run_id, what, MADE_OTHERWISE)
    return parts.ledger.forms.objects(run_id, form)


def _put(parts: Parts, job: Job, run_id: str, form: Form, datasets: Sequence[Dataset], folder: Path) -> bool:
    """Put a form on record; of what is on record already, with another form or by another process, no bytes stay."""
    with at_work():
        made = write(datasets, folder)
    parts.outbox.publish(folder)
    if not parts.ledger.forms.commit(run_id, job.id, form, made):
        return False
    known = {item.path for item in parts.ledger.forms.objects(run_id, form)}
    with at_work():
        for item in made:
            if item.path not in known:
                parts.outbox.discard(item.path)
    return True


def _analysed_again(parts: Parts, job: Job, run_id: str, what: str, reason: str) -> JobWaits:
    parts.ledger.lose(run_id, job.id, reason)
    return JobWaits(f"{what}; the study is analysed again", uid=run_id, again_from="claim")
