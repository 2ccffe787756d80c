"""What an Orthanc says of itself over its own REST API: which studies became stable, and what they are.

In: its address. Out: stable studies from a place in its list of changes on. It is talked to as an archive is, and
believed as little; of a study nothing is taken but its UID and its size.
Reference: Orthanc Book, "REST API of Orthanc", tracking changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from radlane.dicomweb.failures import mapped, unexpected
from radlane.dicomweb.session import Service, Session
from radlane.domain.refs import is_uid
from radlane.domain.sighting import Sighting
from radlane.errors import ArchiveError

OURS = "radlane"  # Manufacturer of results
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{8}){4}", re.ASCII)
_LARGEST = 2**63 - 1
_ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """A part of the list of changes.

    Attributes
    ----------
    stable : tuple of str
        Orthanc's ids of the studies that became stable, each once.
    last : int
        The place to go on from.
    done : bool
        Whether this is the end of the list.
    """

    stable: tuple[str, ...]
    last: int
    done: bool


class OrthancRest:
    """Asks one Orthanc.

    Parameters
    ----------
    service : Service
        Where it is, and how to show who we are.
    """

    def __init__(self, service: Service) -> None:
        self._url = service.url
        self._session = Session(service)

    def newest(self) -> int:
        """Return the place of the newest change; 0: there is none.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If it does not say.
        """
        answer = _object(self._get("/changes?last"))
        changes = _list(answer, "Changes")
        return _number(_object(changes[-1]), "Seq") if changes else 0

    def changes(self, since: int, limit: int) -> Changes:
        """Return what follows on a place.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If it does not say, or what it says does not go on.
        """
        answer = _object(self._get(f"/changes?since={since}&limit={limit}"))
        changes = [_object(change) for change in _list(answer, "Changes")]
        places = [_number(change, "Seq") for change in changes]
        if places != sorted(set(places)) or any(place <= since for place in places):
            raise _strange("its changes are not in order")
        stable = (str(change.get("ID")) for change in changes if change.get("ChangeType") == "StableStudy")
        return Changes(
            stable=tuple(dict.fromkeys(filter(_ID.fullmatch, stable))),
            last=places[-1] if places else since,
            done=not places or answer.get("Done") is True,
        )

    def study(self, orthanc_id: str) -> Sighting | None:
        """Return a study with what is not a result of radlane in it; None: there is no such study, or nothing else.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If it does not say.
        """
        study = self._get(f"/studies/{orthanc_id}")
        series = self._get(f"/studies/{orthanc_id}/series")
        if study is None or series is None:
            return None
        uid = _main(_object(study)).get("StudyInstanceUID")
        if not isinstance(series, list):
            raise _strange("it does not say which series a study has")
        others = [one for one in map(_object, series) if _main(one).get("Manufacturer") != OURS]
        if not others or not isinstance(uid, str) or not is_uid(uid):
            return None
        return Sighting(
            name=uid,
            series=len(others),
            instances=sum(len(_list(one, "Instances")) for one in others),
        )

    def _get(self, path: str) -> object:
        """What it answers; None where there is no such thing."""
        try:
            with mapped():
                answer = self._session.get(f"{self._url}{path}", headers={"Accept": "application/json"})
                if answer.status_code in _ABSENT:
                    return None
                if answer.status_code != HTTPStatus.OK:
                    raise unexpected(answer.status_code)
                return answer.json()
        except (RecursionError, ValueError) as error:  # JSON without end, numbers that are too long
            raise _strange("its answer is no JSON") from error


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _strange("its answer is not what an Orthanc says")
    return value


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    found = value.get(key)
    if not isinstance(found, list):
        raise _strange("its answer is not what an Orthanc says")
    return found


def _number(value: Mapping[str, Any], key: str) -> int:
    found = value.get(key)
    if not isinstance(found, int) or not 0 <= found <= _LARGEST:
        raise _strange("its answer is not what an Orthanc says")
    return found


def _main(value: Mapping[str, Any]) -> Mapping[str, Any]:
    return _object(value.get("MainDicomTags", {}))


def _strange(why: str) -> ArchiveError:
    return ArchiveError("This is no Orthanc", why=why, remedy="Look at the url of the poll")
