"""Objects to a DICOMweb archive, byte for byte as they were encoded.

In: files. Out: what the archive answered. The body is made from the files while it is sent; its length is known before,
and it can be sent again from its beginning.
Reference: PS3.18 section 10.5 (Store); RFC 2387 (multipart/related).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from requests import Response

from radlane.dicomweb.failures import mapped
from radlane.dicomweb.session import MOST_JSON_BYTES, Service, Session, read_all
from radlane.dicomweb.store_answer import StoreAnswer, read_store_answer
from radlane.domain.result import EncodedObject
from radlane.errors import ArchiveError

_BLOCK = 1 << 20
# What says something of each object in its body: all stored, some, and none (PS3.18 table 10.5.3-1).
SAYS_MORE = (HTTPStatus.OK, HTTPStatus.ACCEPTED, HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT)
_NOWHERE = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE, HTTPStatus.NOT_IMPLEMENTED)


class Body:
    """A multipart/related body of files; each iteration gives it from its beginning.

    Parameters
    ----------
    paths : sequence of Path
        Part 10 files.
    boundary : str
        In none of them.
    """

    def __init__(self, paths: Sequence[Path], boundary: str) -> None:
        head = f"--{boundary}\r\nContent-Type: application/dicom\r\n\r\n".encode("ascii")
        self._parts = [(b"\r\n" * (number > 0) + head, path, path.stat().st_size) for number, path in enumerate(paths)]
        self._end = f"\r\n--{boundary}--\r\n".encode("ascii")
        self.content_type = f'multipart/related; type="application/dicom"; boundary={boundary}'

    def __len__(self) -> int:
        """Bytes in all; requests takes it for the Content-Length."""
        return sum(len(head) + size for head, _, size in self._parts) + len(self._end)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes in blocks."""
        for head, path, _ in self._parts:
            yield head
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    yield block
        yield self._end


@dataclass(frozen=True, kw_only=True)
class Sent:
    """How a STOW ended: its status, and what was said of each object."""

    status: int
    answer: StoreAnswer


class Stow:
    """Stores in one archive.

    Parameters
    ----------
    service : Service
        Where it is.
    session : Session
        How it is talked to.
    """

    def __init__(self, service: Service, session: Session) -> None:
        prefix = f"/{service.stow_prefix}" if service.stow_prefix else ""
        self._url = f"{service.url}{prefix}/studies"
        self._session = session

    def check(self) -> int:
        """Send a request without objects, and return the status: whoever may not store is told so first.

        Raises
        ------
        ArchiveDenied
            If our credentials may not store.
        ArchiveUnavailable
            If there was no answer, or the archive fails.
        ArchiveError
            If it takes no objects at this address.
        """
        answer = self._post(self._url, Body([], secrets.token_hex(16)))
        read_all(answer, self._session.patience_s, MOST_JSON_BYTES)
        if answer.status_code in _NOWHERE:
            raise ArchiveError(
                "The archive takes no objects here",
                why=f"status {answer.status_code}",
                remedy="Look at the settings url and stow_prefix",
            )
        return answer.status_code

    def send(self, study_instance_uid: str, objects: Sequence[EncodedObject]) -> Sent:
        """Send objects of one study in one request.

        Raises
        ------
        ArchiveUnavailable
            If there was no answer: nobody knows what is stored.
        ArchiveError
            If the archive cannot be used.
        """
        with mapped():
            body = Body([item.path for item in objects], secrets.token_hex(16))
        answer = self._post(f"{self._url}/{study_instance_uid}", body)
        content = read_all(answer, self._session.patience_s, MOST_JSON_BYTES)
        said = read_store_answer(content if answer.status_code in SAYS_MORE else b"")
        return Sent(status=answer.status_code, answer=said)

    def _post(self, url: str, body: Body) -> Response:
        headers = {"Content-Type": body.content_type, "Accept": "application/dicom+json"}
        return self._session.post(url, data=body, headers=headers, stream=True)
