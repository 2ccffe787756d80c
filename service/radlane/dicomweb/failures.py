"""What went wrong between radlane and an archive, as errors of radlane.

In: an exception of requests or urllib3, or a status. Out: an `ArchiveError` that says whether to try again.
Texts of exceptions and of answers are never repeated: addresses, headers and whatever the archive wrote stand in them.
Reference: RFC 9110 sections 10.2.3 (Retry-After) and 15 (status codes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import requests.exceptions as of_requests
import urllib3.exceptions as of_urllib3

from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable

_CONNECT, _LATE, _BROKEN = "no connection, or it was broken off", "it did not answer in time", "its answer broke off"
_TLS = "TLS failed, or its certificate is not trusted"
_OTHER = "the request could not be made"

# The nearest class decides (some have several parents): what happened, and whether the same request may succeed later.
MEANING: Mapping[type[BaseException], tuple[str, bool]] = {
    OSError: (_OTHER, False),
    of_requests.RequestException: (_OTHER, False),
    of_requests.ConnectionError: (_CONNECT, True),
    of_requests.Timeout: (_LATE, True),
    of_requests.SSLError: (_TLS, False),
    of_requests.ChunkedEncodingError: (_BROKEN, True),
    of_requests.ContentDecodingError: (_BROKEN, True),
    of_requests.InvalidJSONError: ("its answer is no JSON", False),
    of_urllib3.HTTPError: (_OTHER, False),
    of_urllib3.PoolError: (_CONNECT, True),
    of_urllib3.NewConnectionError: (_CONNECT, True),
    of_urllib3.ProxyError: (_CONNECT, True),
    of_urllib3.TimeoutError: (_LATE, True),
    of_urllib3.ProtocolError: (_BROKEN, True),
    of_urllib3.IncompleteRead: (_BROKEN, True),
    of_urllib3.InvalidChunkLength: (_BROKEN, True),
    of_urllib3.DecodeError: (_BROKEN, True),
    of_urllib3.SSLError: (_TLS, False),
}
_NOT_NOW = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_NEVER = frozenset({HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.HTTP_VERSION_NOT_SUPPORTED})
_MOST_WAIT_S = 86400.0


@contextmanager
def mapped() -> Iterator[None]:
    """Turn whatever requests and urllib3 raise into errors of radlane.

    Raises
    ------
    ArchiveUnavailable
        If the same request may succeed later.
    ArchiveError
        If it will not.
    """
    try:
        yield
    except (OSError, of_urllib3.HTTPError) as error:  # RequestException is an OSError
        raise failure_of(error) from error


def failure_of(error: BaseException) -> ArchiveError:
    """Return what an exception means."""
    why, again = next(MEANING[kind] for kind in type(error).__mro__ if kind in MEANING)
    if again:
        return ArchiveUnavailable("The archive cannot be reached now", why=why, remedy="Look at the network, try again")
    remedy = (
        "Look at ca_file, client_certificate and the archive's certificate"
        if why == _TLS
        else "Look at the archive's url and its log"
    )
    return ArchiveError("The archive cannot be used", why=why, remedy=remedy)


def refusal_of(status: int, retry_after: str | None, now: datetime) -> ArchiveError | None:
    """Return what a status means whatever was asked for; None where that depends on the question.

    Parameters
    ----------
    status : int
        Status code.
    retry_after : str or None
        The header Retry-After.
    now : datetime
        The time, aware.
    """
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return ArchiveDenied(
            "The archive does not accept our credentials",
            why=f"status {status}",
            remedy="Replace the password or the token in its file, or give this user the rights to read and to store",
        )
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return ArchiveError(
            "The archive sends radlane elsewhere",
            why=f"status {status}; redirects are not followed",
            remedy="Put the final address into the setting url",
        )
    if status in _NOT_NOW or (status >= HTTPStatus.INTERNAL_SERVER_ERROR and status not in _NEVER):
        return ArchiveUnavailable(
            "The archive cannot answer now",
            why=f"status {status}",
            remedy="Try again later",
            retry_after_s=seconds_of(retry_after, now),
        )
    return None


def seconds_of(retry_after: str | None, now: datetime) -> float | None:
    """Return the seconds that Retry-After states, a day at most; None where it is absent or makes no sense."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _MOST_WAIT_S)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (aware - now).total_seconds()), _MOST_WAIT_S)


def unexpected(status: int) -> ArchiveError:
    """Return the error for an answer that nothing else explains."""
    return ArchiveError("The archive refuses the request", why=f"status {status}", remedy="Read the archive's own log")
