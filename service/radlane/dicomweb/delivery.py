"""The objects of one result go to a PACS; each is proven to be there, or it is said why not.

In: objects, and what the archive has of their study. Out: an outcome for each. A status proves nothing: archives answer
"stored" and keep an old object, or nothing. So each object is asked for again and compared.
Reference: PS3.18 section 10.5.3 (status of a store).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from http import HTTPStatus
from pathlib import Path

from radlane.dicomweb.deposit import LEFT_OUT, TAKEN
from radlane.dicomweb.store_answer import answer_of, is_taken, may_work_later, reason_text
from radlane.dicomweb.stow import Sent
from radlane.domain.refs import InstanceRef
from radlane.domain.result import Answer, DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.errors import InputRefused, StudyNotFound

NOT_THERE_YET = "the archive accepted it and does not give it out yet"
NOT_SAID = "the archive says nothing of it, and does not have it"
WAITING = "it is sent when the objects before it are stored"

Send = Callable[[str, Sequence[EncodedObject]], Sent]
Retrieve = Callable[[InstanceRef], Path]
IsSame = Callable[[EncodedObject, Path], bool]


class Found(Enum):
    """What the archive gives out under the UID of an object."""

    SAME = auto()
    OTHER = auto()
    NOTHING = auto()


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How to send an object, and to ask for it again.

    Attributes
    ----------
    send : callable
        Study Instance UID and objects -> what was answered.
    retrieve : callable
        Which instance -> its file; StudyNotFound where there is none.
    is_same : callable
        Whether the file holds the object.
    """

    send: Send
    retrieve: Retrieve
    is_same: IsSame

    def deliver(
        self, objects: Sequence[EncodedObject], there: Mapping[str, Sequence[InstanceRef]]
    ) -> tuple[StoreOutcome, ...]:
        """Send what is missing, the reports last.

        Parameters
        ----------
        objects : sequence of EncodedObject
            In their order.
        there : mapping
            SOP Instance UID -> where it is in the archive's studies of these objects, as queried just now.

        Raises
        ------
        ArchiveError
            If the archive could not be asked or written.
        """
        done = {item.ref: self._look(item, there.get(item.ref.sop_instance_uid, ())) for item in objects}
        if any(outcome and outcome.state is DeliveryState.REFUSED for outcome in done.values()):
            return tuple(done[item.ref] or _not_sent(_refused(item, LEFT_OUT)) for item in objects)
        missing = [item for item in objects if done[item.ref] is None]
        held_back: Callable[[EncodedObject], StoreOutcome] | None = None
        for batch in _batches(missing):
            if held_back is None:
                done |= self._send(batch)
            else:
                done |= {item.ref: held_back(item) for item in batch}
            held_back = held_back or holding_back([done[item.ref] for item in batch])
        return tuple(outcome for item in objects if (outcome := done[item.ref]))

    def _look(self, item: EncodedObject, there: Sequence[InstanceRef]) -> StoreOutcome | None:
        """What an object is before anything is sent: stored, refused, or missing."""
        if not there:
            return None
        found = self._ask(item) if item.ref in there else Found.OTHER
        if found is Found.NOTHING:
            return None
        return _stored(item) if found is Found.SAME else _refused(item, TAKEN)

    def _send(self, batch: Sequence[EncodedObject]) -> dict[InstanceRef, StoreOutcome | None]:
        sent = self.send(batch[0].ref.study_instance_uid, batch)
        return {item.ref: self._outcome(item, sent) for item in batch}

    def _outcome(self, item: EncodedObject, sent: Sent) -> StoreOutcome:
        """What became of an object that was sent."""
        uid, answer = item.ref.sop_instance_uid, sent.answer
        failed = uid in answer.failed and uid not in answer.stored
        if failed and not is_taken(answer.failed[uid]):
            return _failed(item, answer.failed[uid])
        warning = answer.stored.get(uid, "")
        found = self._ask(item)
        if found is Found.SAME:
            return _stored(item, warning)
        if found is Found.OTHER:
            return _refused(item, f"{TAKEN}; {warning}" if warning else TAKEN)
        return _failed(item, answer.failed[uid]) if failed else _not_found(item, sent)

    def _ask(self, item: EncodedObject) -> Found:
        try:
            path = self.retrieve(item.ref)
        except StudyNotFound:
            return Found.NOTHING
        except InputRefused:  # whatever it is, it is not the object
            return Found.OTHER
        return Found.SAME if self.is_same(item, path) else Found.OTHER


def _batches(objects: Sequence[EncodedObject]) -> list[list[EncodedObject]]:
    """One request a study for all but its reports, then one for these: a report says that the result is whole."""
    batches: dict[tuple[bool, str], list[EncodedObject]] = {}
    for item in objects:
        batches.setdefault((item.role is Role.REPORT, item.ref.study_instance_uid), []).append(item)
    return [batches[key] for key in sorted(batches)]


def holding_back(outcomes: Sequence[StoreOutcome | None]) -> Callable[[EncodedObject], StoreOutcome] | None:
    """Return what to say of objects that are not sent, because some before them are not stored."""
    states = {outcome.state for outcome in outcomes if outcome}
    if DeliveryState.REFUSED in states:
        return lambda item: _not_sent(_refused(item, LEFT_OUT))
    return (lambda item: _not_sent(_pending(item, WAITING))) if DeliveryState.PENDING in states else None


def _failed(item: EncodedObject, reason: int | None) -> StoreOutcome:
    if may_work_later(reason):
        return _pending(item, reason_text(reason))
    refused = replace(_refused(item, reason_text(reason)), answer=answer_of(reason))
    return refused if is_taken(reason) else _absent(refused)


def _not_found(item: EncodedObject, sent: Sent) -> StoreOutcome:
    """An object that the archive does not have, though it gave no reason."""
    if item.ref.sop_instance_uid in sent.answer.stored:
        return replace(_pending(item, NOT_THERE_YET), answer=Answer.HAS_IT)
    if sent.status >= HTTPStatus.BAD_REQUEST:
        return _absent(_refused(item, f"the archive refuses it with status {sent.status}"))
    return _absent(_refused(item, NOT_SAID)) if sent.answer.readable else _pending(item, NOT_SAID)


def _stored(item: EncodedObject, detail: str = "") -> StoreOutcome:
    return StoreOutcome(ref=item.ref, state=DeliveryState.STORED, detail=detail)


def _refused(item: EncodedObject, detail: str) -> StoreOutcome:
    return StoreOutcome(ref=item.ref, state=DeliveryState.REFUSED, detail=detail)


def _pending(item: EncodedObject, detail: str) -> StoreOutcome:
    return StoreOutcome(ref=item.ref, state=DeliveryState.PENDING, detail=detail)


def _absent(outcome: StoreOutcome) -> StoreOutcome:
    """The archive says that it does not keep the object."""
    return replace(outcome, may_be_there=False)


def _not_sent(outcome: StoreOutcome) -> StoreOutcome:
    """Nothing is known of the object that was not known before."""
    return replace(outcome, may_be_there=None)
