"""Access tokens for an archive, which a token service gives radlane for its client id and its secret.

In: where the token service is. Out: the value of the header Authorization. A token is kept until shortly before it
expires, and asked for once, however many threads need one. The secret goes to the token service and nowhere else.
Reference: RFC 6749 sections 2.3.1, 4.4 and 5 (client credentials), RFC 6750 (Bearer).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote_plus

from radlane.dicomweb.credentials import TOKEN, anonymous, read_secret
from radlane.dicomweb.session import Service, Session, read_all
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable

MOST_BYTES = 64 << 10
_UNSTATED_S = 60  # for how long a token is taken to be valid that does not say it
_MOST_S = 86400.0
_MARGIN = 0.1  # of its time: a request takes some, and clocks differ
_MOST_MARGIN_S = 60.0
_REMEDY = "Look at the settings below archives.NAME.auth"


@dataclass(frozen=True, kw_only=True)
class TokenService:
    """Where tokens are given, and for what.

    Attributes
    ----------
    scope, audience : str or None
        What is asked for; None: what the token service gives by itself.
    ca_file : Path or None
        Certificates to trust in the place of the usual ones.
    """

    url: str
    client_id: str
    client_secret_file: Path
    scope: str | None = None
    audience: str | None = None
    ca_file: Path | None = None


class ClientCredentials:
    """Shows the token of a client (`credentials.Renewable`); safe to use from several threads.

    Parameters
    ----------
    service : TokenService
        Who gives the token.
    clock : callable
        Seconds, never set back.
    """

    def __init__(self, service: TokenService, clock: Callable[[], float]) -> None:
        self._service = service
        self._clock = clock
        self._client = client_basic(service.client_id, service.client_secret_file)
        # the client is shown by `_ask`: a secret that cannot be read is no failure of the token service
        self._session = Session(Service(url=service.url, authorization=anonymous, ca_file=service.ca_file))
        self._lock = Lock()
        self._header: str | None = None
        self._old_from = 0.0

    def __call__(self) -> str:
        """Return the header, with a new token where there is none that is valid.

        Raises
        ------
        ArchiveDenied
            If the token service does not accept us.
        ArchiveUnavailable
            If it does not answer now.
        ArchiveError
            If it cannot be used.
        """
        with self._lock:
            if self._header is None or self._clock() >= self._old_from:
                begun = self._clock()
                token, seconds = self._ask()
                self._header = f"Bearer {token}"
                self._old_from = begun + seconds - min(_MOST_MARGIN_S, seconds * _MARGIN)
            return self._header

    def forget(self, header: str) -> None:
        """Show this one no more: the archive refused it. Another may be there already."""
        with self._lock:
            if self._header == header:
                self._header = None

    def _ask(self) -> tuple[str, float]:
        asked = {"grant_type": "client_credentials", "scope": self._service.scope, "audience": self._service.audience}
        headers = {"Authorization": self._client(), "Accept": "application/json"}
        try:
            answer = self._session.post(
                self._service.url,
                data={name: value for name, value in asked.items() if value is not None},
                headers=headers,
                stream=True,
            )
            content = read_all(answer, self._session.patience_s, MOST_BYTES)
        except ArchiveError as error:
            raise _of_the_token_service(error) from error
        if answer.status_code != HTTPStatus.OK:  # section 5.2: what is wrong with us or with what we ask for
            raise _denied(f"status {answer.status_code}")
        return token_in(content)


def client_basic(client_id: str, secret_file: Path) -> Callable[[], str]:
    """Show a client's id and secret (section 2.3.1): other than a user's, both are encoded."""

    def authorization() -> str:
        pair = f"{quote_plus(client_id)}:{quote_plus(read_secret(secret_file))}"
        return f"Basic {base64.b64encode(pair.encode('ascii')).decode('ascii')}"

    return authorization


def token_in(content: bytes) -> tuple[str, float]:
    """Return a token, and the seconds for which it is valid.

    Raises
    ------
    ArchiveError
        If it is not what section 5.1 says.
    """
    try:
        said: Any = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or str(said.get("token_type")).lower() != "bearer":
        raise ArchiveError("The token service gives no bearer token", remedy=_REMEDY)
    token = said.get("access_token")
    if not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise ArchiveError("The token service gives no token of RFC 6750", remedy=_REMEDY)
    return token, _seconds(said.get("expires_in", _UNSTATED_S))


def _seconds(value: object) -> float:
    """A number of seconds; some send it as a text."""
    try:
        return max(0.0, min(float(str(value)), _MOST_S))
    except ValueError:
        return float(_UNSTATED_S)


def _of_the_token_service(error: ArchiveError) -> ArchiveError:
    """The same failure, with the name of who failed."""
    if isinstance(error, ArchiveDenied):
        return _denied(error.why)
    if isinstance(error, ArchiveUnavailable):
        return ArchiveUnavailable(
            "The token service cannot be asked now", why=error.why or error.what, retry_after_s=error.retry_after_s
        )
    return ArchiveError("The token service cannot be used", why=error.why or error.what, remedy=_REMEDY)


def _denied(why: str | None) -> ArchiveDenied:
    return ArchiveDenied("The token service does not accept our client", why=why, remedy=_REMEDY)
