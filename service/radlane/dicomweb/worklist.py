"""A worklist elsewhere, over UPS-RS.

In: what is asked of workitems. Out: data sets, and the statuses of the answers: what follows from one is not decided
here. Transaction UIDs go to the worklist and nowhere else.
Reference: PS3.18 section 11.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from radlane.dicomweb.dicom_json import Item, items_of
from radlane.dicomweb.failures import mapped, unexpected
from radlane.dicomweb.session import Service, Session
from radlane.errors import ArchiveError

MEDIA_TYPE = "application/dicom+json"
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_FOUND = frozenset({HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT})


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

    def search(self, keys: Mapping[str, str], limit: int) -> tuple[Item, ...]:
        """Return workitems that match; more than `limit` are not read.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be asked now.
        ArchiveError
            If it does not answer as a worklist does.
        """
        answer = self._ask("GET", "", params={**keys, "limit": str(limit)})
        if answer[0] == HTTPStatus.NO_CONTENT:
            return ()
        if answer[0] not in _FOUND:
            raise unexpected(answer[0])
        return items_of(_json(answer[1]))[:limit]

    def retrieve(self, uid: str) -> Item | None:
        """Return a workitem; None where the worklist knows none of that UID any more.

        Raises
        ------
        ArchiveError
            As `search`.
        """
        status, body = self._ask("GET", f"/{uid}")
        if status in _GONE:
            return None
        if status not in _FOUND:
            raise unexpected(status)
        found = _json(body)
        items = items_of(found if isinstance(found, list) else [found])
        return items[0] if items else None

    def change_state(self, uid: str, state: str, transaction_uid: str) -> int:
        """Ask for another state; return the status of the answer."""
        body = {
            "00081195": {"vr": "UI", "Value": [transaction_uid]},
            "00741000": {"vr": "CS", "Value": [state]},
        }
        return self._ask("PUT", f"/{uid}/state", body=body)[0]

    def update(self, uid: str, transaction_uid: str, changes: Mapping[str, Any]) -> int:
        """Change attributes; return the status of the answer."""
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
        if body is not None:
            headers["Content-Type"] = MEDIA_TYPE
            data = json.dumps([body]).encode()
        with mapped():
            answer = self._session.request(method, self._url + path, params=params, data=data, headers=headers)
            return answer.status_code, answer.content


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise ArchiveError("The worklist's answer is no JSON", remedy="Look at the worklist's url") from None
