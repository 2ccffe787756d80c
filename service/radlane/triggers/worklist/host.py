"""radlane's own worklist: what PS3.18 section 11 lets others do with its workitems.

In: requests. Out: what the table of transitions says (`domain.ups`), and rows that say the same.
Reference: PS3.4 Annex CC; PS3.18 section 11.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from threading import Event

from radlane.dicomweb.dicom_json import text_of
from radlane.domain.refs import is_uid
from radlane.domain.ups import INCORRECT, MEANINGS, MISSING, SUCCESS, Answer, Ask, StepState, answer_of, status_of
from radlane.domain.workitem import DataSet, Performer, Workitem
from radlane.errors import WorkitemConflict, WorkitemInvalid, WorkitemNotFound, WorklistError
from radlane.jobs.trail import Say, Trail
from radlane.jobs.workitems import Workitems
from radlane.security.audit_record import Action, Entry
from radlane.triggers.worklist.dataset import invalid, read_dataset
from radlane.triggers.worklist.outcome import UNSPECIFIED, cancel_requested, canceled, with_request
from radlane.triggers.worklist.procedures import Procedures, input_of
from radlane.triggers.worklist.rules import LOCK, SOP_INSTANCE, STATE, created, ended, refused, updated
from radlane.triggers.worklist.search import Search, matches
from radlane.triggers.worklist.work import Work

_AFFECTED = "00001000"
_REQUESTED = "Cancellation was requested"
_ASKS = {
    "IN PROGRESS": Ask.CLAIM,
    "SCHEDULED": Ask.SCHEDULE,
    "COMPLETED": Ask.COMPLETE,
    "CANCELED": Ask.CANCEL,
    "CANCELLED": Ask.CANCEL,  # PS3.18 11.7.1.4 spells it so, PS3.3 does not
}
_OF_REQUEST = ("00741238", "0074100E", "0074100A", "0074100C")  # PS3.4 Table CC.2.2-1
_KINDS: dict[int, type[WorklistError]] = {400: WorkitemInvalid, 404: WorkitemNotFound, 409: WorkitemConflict}


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """The worklist.

    Attributes
    ----------
    secret : bytes
        What digests of Transaction UIDs are made with: nothing here tells one.
    zone : tzinfo
        Of times that do not say theirs.
    work : Work
        Its jobs.
    wake : Event
        Set to tell who performs radlane's own workitems that there may be one.
    """

    items: Workitems
    trail: Trail
    procedures: Procedures
    now: Callable[[], datetime]
    zone: tzinfo
    secret: bytes = field(repr=False)
    work: Work
    wake: Event

    def create(self, body: bytes, uid: str | None, asked: Entry) -> tuple[str, Answer]:
        """Put a workitem onto the worklist; return its UID.

        Raises
        ------
        WorkitemInvalid
            If the data set is none of a new workitem, or has no UID.
        WorkitemConflict
            If there is one of that UID.
        WorklistFull
            If there are as many as there may be.
        """
        read = read_dataset(body)
        texts = (text_of(read.dataset, SOP_INSTANCE), text_of(read.dataset, _AFFECTED), uid or "")
        said = {text for text in texts if text}
        if len(said) != 1 or not is_uid(found := next(iter(said))):
            raise invalid("the UID of a workitem is said in the query or in its data set, once (PS3.18 11.4.1.1)")
        attributes, is_other = created(
            {tag: value for tag, value in read.dataset.items() if tag not in (SOP_INSTANCE, _AFFECTED)}, self.now()
        )
        now = self.now()
        item = Workitem(
            uid=found,
            state=StepState.SCHEDULED,
            attributes=attributes,
            created_at=now,
            updated_at=now,
            caller=asked.caller,
        )
        with self._saying(asked, Action.WORKITEM_CREATED, found) as say:
            self.items.add(self._judged(item), say)
        self.wake.set()
        return found, answer_of(Ask.CREATE, "B300" if is_other or read.left_out else SUCCESS)

    def get(self, uid: str) -> Workitem:
        """Return a workitem.

        Raises
        ------
        WorkitemNotFound
            If there is none.
        """
        item = self.items.get(uid)
        if item is None:
            raise _refusal(Ask.GET, "C307", None)
        return item

    def update(self, uid: str, lock: str | None, body: bytes, asked: Entry) -> Answer:
        """Change attributes of a workitem.

        Parameters
        ----------
        lock : str or None
            The Transaction UID of the query; it may stand in the data set instead.

        Raises
        ------
        WorkitemInvalid, WorkitemNotFound, WorkitemConflict
            As the tables say.
        """
        try:
            read = read_dataset(body)
        except WorkitemInvalid as error:
            raise refused(Ask.SET, error) from None
        sent = lock or text_of(read.dataset, LOCK) or None
        if text_of(read.dataset, LOCK) not in ("", sent):
            raise refused(Ask.SET, invalid("two Transaction UIDs were sent"))
        told = SUCCESS

        def change(before: Workitem | None) -> Workitem:
            nonlocal told
            state = before.state if before else None
            right = before is not None and (sent is None if state is StepState.SCHEDULED else self._opens(before, sent))
            status = status_of(Ask.SET, state, right=right)
            if status != SUCCESS or before is None:
                raise _refusal(Ask.SET, status, state)
            try:
                attributes, is_other = updated(before.attributes, read.dataset, self.now())
            except WorkitemInvalid as error:
                raise refused(Ask.SET, error) from None
            kept = with_request(before.attributes, attributes)
            told = "0001" if read.left_out else "B305" if is_other or kept != attributes else SUCCESS
            return self._judged(replace(before, attributes=kept))

        with self._saying(asked, Action.WORKITEM_CHANGED, uid) as say:
            self.items.change(uid, change, say)
        self.wake.set()
        return answer_of(Ask.SET, told)

    def change_state(self, uid: str, body: bytes, asked: Entry) -> Answer:
        """Claim, complete or cancel a workitem.

        Raises
        ------
        WorkitemInvalid, WorkitemNotFound, WorkitemConflict
            As the tables say.
        """
        try:
            sent = read_dataset(body).dataset
        except WorkitemInvalid as error:
            raise refused(Ask.CLAIM, error) from None
        ask, lock = _ASKS.get(text_of(sent, STATE)), text_of(sent, LOCK) or None
        if ask is None:
            raise refused(Ask.CLAIM, invalid("its Procedure Step State is none of PS3.4 Table CC.1.1-1"))
        told = SUCCESS

        def change(before: Workitem | None) -> Workitem | None:
            nonlocal told
            state = before.state if before else None
            told = status_of(ask, state, right=before is not None and self._opens(before, lock))
            if before is None or told.startswith("C"):
                raise _refusal(ask, told, state, is_missing=lock is None)
            return self._moved(before, ask, lock) if told == SUCCESS else None

        with self._saying(asked, Action.WORKITEM_CHANGED, uid) as say:
            self.items.change(uid, change, say)
        return answer_of(ask, told)

    def request_cancel(self, uid: str, body: bytes, asked: Entry) -> Answer:
        """Ask for the cancellation of a workitem.

        One that nobody performs is CANCELED at once. One that radlane performs is when its job has ended; its job is
        asked to. Who else performs one finds the request in its Progress Information.

        Raises
        ------
        WorkitemInvalid, WorkitemNotFound, WorkitemConflict
            As the tables say; also where the result is being stored (C313).
        """
        sent = read_dataset(body).dataset if body.strip() else {}
        request = {tag: sent[tag] for tag in _OF_REQUEST if tag in sent}
        updated({}, canceled({}, UNSPECIFIED, _REQUESTED, self.now(), request), self.now())  # its codes are whole
        told = SUCCESS

        def change(before: Workitem | None) -> Workitem | None:
            nonlocal told
            state = before.state if before else None
            told = status_of(Ask.REQUEST_CANCEL, state)
            if before is None or told.startswith("C"):
                raise _refusal(Ask.REQUEST_CANCEL, told, state)
            return self._asked_to_end(before, request) if told == SUCCESS else None

        with self._saying(asked, Action.WORKITEM_CHANGED, uid) as say:
            item = self.items.change(uid, change, say)
        if item is not None and item.cancel is not None and item.state is StepState.IN_PROGRESS:
            if item.job_id is not None and not self.work.stop(item.job_id):
                raise _refusal(Ask.REQUEST_CANCEL, "C313", item.state)
            self.wake.set()
        return answer_of(Ask.REQUEST_CANCEL, told)

    def find(self, search: Search) -> tuple[tuple[Workitem, ...], bool]:
        """Return the workitems that match, the youngest first, and whether there are more."""
        found, passed = list[Workitem](), 0
        for item in self.items.walk(search.states):
            if not matches(item, search, self.zone):
                continue
            if passed < search.offset:
                passed += 1
            elif len(found) == search.limit:
                return tuple(found), True
            else:
                found.append(item)
        return tuple(found), False

    def _judged(self, item: Workitem) -> Workitem:
        """A workitem, with what it is of, and whether it is radlane's."""
        wish, subject = self.procedures.wish_of(item.attributes), input_of(item.attributes)
        is_open = item.state is StepState.SCHEDULED
        model = wish.model if wish is not None else None
        return replace(item, study=subject.study if subject else None, model=model if is_open else item.model)

    def _opens(self, item: Workitem, lock: str | None) -> bool:
        """Whether a Transaction UID is the correct one; of one that nobody claimed, whether it may be one."""
        if lock is None or not is_uid(lock):
            return False
        if item.state is StepState.SCHEDULED:
            return True
        return item.lock is not None and hmac.compare_digest(item.lock, self._digest(lock))

    def _digest(self, lock: str) -> str:
        return hmac.digest(self.secret, f"radlane.worklist/1 {lock}".encode(), hashlib.sha256).hex()

    def _moved(self, before: Workitem, ask: Ask, lock: str | None) -> Workitem:
        if ask is Ask.CLAIM:
            digest = self._digest(lock or "")
            return replace(before, state=StepState.IN_PROGRESS, lock=digest, performer=Performer.OTHER)
        state = StepState.COMPLETED if ask is Ask.COMPLETE else StepState.CANCELED
        attributes = ended(before.attributes, state, self.now())
        if attributes is None:
            raise _refusal(ask, "C304", before.state)
        return replace(before, state=state, attributes=attributes)

    def _asked_to_end(self, before: Workitem, request: DataSet) -> Workitem:
        if before.state is StepState.SCHEDULED:
            why = canceled(before.attributes, UNSPECIFIED, _REQUESTED, self.now(), request)
            return replace(before, state=StepState.CANCELED, attributes={**before.attributes, **why})
        if before.performer is Performer.RADLANE:
            return replace(before, cancel=request)
        return replace(before, attributes={**before.attributes, **cancel_requested(before.attributes, request)})

    def _saying(self, asked: Entry, action: Action, uid: str) -> AbstractContextManager[Say]:
        return self.trail.saying(replace(asked, action=action, facts={"workitem": uid}))


def _refusal(ask: Ask, status: str, state: StepState | None, *, is_missing: bool = False) -> WorklistError:
    """Return the error of a status."""
    answer = answer_of(ask, status, state)
    warning = MISSING if answer.warning == INCORRECT and is_missing else answer.warning
    return _KINDS[answer.http](f"{MEANINGS[status]} (PS3.4 status {status})", warning=warning)
