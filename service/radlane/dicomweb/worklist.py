"""A worklist elsewhere, over UPS-RS.

In: what is asked of workitems. Out: data sets, and the statuses of the answers: what follows from one is not decided
here. Transaction UIDs go to the worklist and nowhere else.
Reference: PS3.18 section 11.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from http import HTTPStatus
from typing import Any

from radlane.dicomweb.dicom_json import Item, items_of, text_of
from radlane.dicomweb.failures import mapped, unexpected
from radlane.dicomweb.session import Service, Session
from radlane.domain.ups import StepState
from radlane.errors import ArchiveError

MEDIA_TYPE = "application/dicom+json"
_FOUND = frozenset({HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT})
_STATE, _SOP_INSTANCE = "00741000", "00080018"


class Absence(IntEnum):
    """How a worklist says that it has no workitem of a UID."""

    UNKNOWN = HTTPStatus.NOT_FOUND  # what is before a worklist that is away may say so too
    GONE = HTTPStatus.GONE


@dataclass(frozen=True, kw_only=True)
class Page:
    """Workitems that match, and whether the worklist may have more of them.

    Attributes
    ----------
    places : int
        Of the answer's list, up to where the next page begins: a null has one too.
    """

    items: tuple[Item, ...]
    has_more: bool
    places: int


class WorklistService:
    """The workitems of a UPS-RS service.

    Parameters
    ----------
    service : Service
        Where it is, and how to show who we are.
    """

    def __init__(self, service: Service) -> None:
        self._session = Session(service)
        self._url = f"{service.url}/workitems"

    def search(self, keys: Mapping[str, str], limit: int, offset: int = 0) -> Page:
        """Return workitems that match, from the one of a number on: `limit` are asked for, and all that come are told.

        A worklist that knows no limit says all at once, and would say no more of them on any further page.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
        ArchiveError
            If it does not answer as a worklist does.
        """
        place = {"offset": str(offset)} if offset else {}
        status, body = self._ask("GET", "", params={**keys, "limit": str(limit), **place})
        if status == HTTPStatus.NO_CONTENT:
            return Page(items=(), has_more=False, places=0)
        if status not in _FOUND:
            raise unexpected(status)
        said = _json(body)
        if not isinstance(said, list):
            raise ArchiveError("The worklist's answer is no list", remedy="Look at the worklist's url")
        found = items_of([one for one in said if one is not None])
        is_part = status == HTTPStatus.PARTIAL_CONTENT or len(said) >= limit  # PS3.18 Table 11.9.3-1; nulls have places
        return Page(items=found, has_more=bool(found) and is_part, places=len(said))

    def retrieve(self, uid: str) -> Item | Absence:
        """Return a workitem, or how the worklist says that it has none of that UID.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
        ArchiveError
            If it does not answer as a worklist does: with what could not be put on record here, with another workitem,
            or with one that is in no state. A gateway that says 200 of everything is no worklist.
        """
        status, body = self._ask("GET", f"/{uid}")
        if status in frozenset(Absence):
            return Absence(status)
        if status not in _FOUND:
            raise unexpected(status)
        found = _json(body)
        items = items_of(found if isinstance(found, list) else [found])
        return _workitem(items[0], uid) if items else Absence.UNKNOWN

    def change_state(self, uid: str, state: str, transaction_uid: str) -> int:
        """Ask for another state, once; return the status of the answer.

        Who claims a workitem and is heard twice is refused the second time, and would not know that it is his.

        Raises
        ------
        ArchiveUnavailable
            If there is no answer now: it may have been heard.
        ArchiveError
            As `search`.
        """
        body = {
            "00081195": {"vr": "UI", "Value": [transaction_uid]},
            _STATE: {"vr": "CS", "Value": [state]},
        }
        headers = {"Accept": MEDIA_TYPE, "Content-Type": MEDIA_TYPE}
        with mapped():
            url = f"{self._url}/{uid}/state"
            return self._session.ask_once("PUT", url, data=_sent(body), headers=headers).status_code

    def update(self, uid: str, transaction_uid: str, changes: Mapping[str, Any]) -> int:
        """Change attributes; return the status of the answer.

        Raises
        ------
        ArchiveError
            As `search`.
        """
        return self._ask("POST", f"/{uid}", params={"transaction-uid": transaction_uid}, body=changes)[0]

    def _ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> tuple[int, bytes]:
        headers = {"Accept": MEDIA_TYPE}
        data = None
        if method == "GET":
            headers["Cache-Control"] = "no-cache"  # what it was before a claim would tell that nobody has it
        if body is not None:
            headers["Content-Type"] = MEDIA_TYPE
            data = _sent(body)
        with mapped():
            answer = self._session.request(method, self._url + path, params=params, data=data, headers=headers)
            return answer.status_code, answer.content


def _sent(body: Mapping[str, Any]) -> bytes:
    return json.dumps([body]).encode()


def _workitem(item: Item, uid: str) -> Item:
    """A workitem that is the one that was asked for, and says in which state it is (PS3.4 Table CC.2.5-3)."""
    if text_of(item, _STATE) not in frozenset(StepState) or text_of(item, _SOP_INSTANCE) not in ("", uid):
        raise ArchiveError("The worklist's answer is not the workitem", remedy="Look at what is before the worklist")
    return _whole(item)


def _whole(item: Item) -> Item:
    """A workitem that can be put on record: no number that JSON has not (NaN, 1e999), no nesting without an end."""
    try:
        json.dumps(item, allow_nan=False)
    except (ValueError, RecursionError):
        raise ArchiveError("The worklist's answer is no JSON", remedy="Look at the workitem on the worklist") from None
    return item


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise ArchiveError("The worklist's answer is no JSON", remedy="Look at the worklist's url") from None
