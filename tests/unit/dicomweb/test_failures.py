"""Every exception of requests and urllib3 has a meaning, and so has every status; no text of theirs is repeated."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from types import ModuleType

import pytest
import requests.exceptions
import urllib3.exceptions

from radlane.dicomweb.failures import failure_of, mapped, refusal_of, seconds_of, unexpected
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable

NOW = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)
CANARY = "CANARY"

# Which of them may be gone at the next try. Whoever adds an exception to these libraries has to look here.
AGAIN = {
    "requests": """ChunkedEncodingError ConnectTimeout ConnectionError ContentDecodingError ProxyError ReadTimeout
        Timeout""",
    "urllib3": """ClosedPoolError ConnectTimeoutError DecodeError EmptyPoolError FullPoolError HostChangedError
        IncompleteRead InvalidChunkLength MaxRetryError NameResolutionError NewConnectionError PoolError ProtocolError
        ProxyError ReadTimeoutError RequestError ResponseNotChunked TimeoutError""",
}
NEVER = {
    "requests": """FileModeWarning HTTPError InvalidHeader InvalidJSONError InvalidProxyURL InvalidSchema InvalidURL
        JSONDecodeError MissingSchema RequestException RetryError SSLError StreamConsumedError TooManyRedirects
        UnrewindableBodyError URLRequired""",
    "urllib3": """BodyNotHttplibCompatible HTTPError HeaderParsingError InvalidHeader LocationParseError
        LocationValueError ProxySchemeUnknown ProxySchemeUnsupported ResponseError SSLError TimeoutStateError
        URLSchemeUnknown UnrewindableBodyError""",
}


def _raised_by(module: ModuleType, root: type[Exception]) -> Iterator[type[Exception]]:
    for _, kind in inspect.getmembers(module, inspect.isclass):
        if issubclass(kind, root) and not issubclass(kind, Warning):
            yield kind


KINDS = [
    *_raised_by(requests.exceptions, requests.RequestException),
    *_raised_by(urllib3.exceptions, urllib3.exceptions.HTTPError),
]


def _library(kind: type[Exception]) -> str:
    return kind.__module__.partition(".")[0]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{_library(kind)} {kind.__name__}")
def test_every_exception_is_mapped(kind: type[Exception]) -> None:
    raised = kind.__new__(kind, CANARY)
    with pytest.raises(ArchiveError) as failed, mapped():
        raise raised
    assert failed.value.__cause__ is raised
    assert CANARY not in str(failed.value)
    assert failed.value.why
    known = (AGAIN[_library(kind)].split(), NEVER[_library(kind)].split())
    assert (kind.__name__ in known[0], kind.__name__ in known[1]) == (
        failed.value.retryable,
        not failed.value.retryable,
    )


def test_there_are_as_many_as_are_named() -> None:
    assert len(KINDS) >= 40


@pytest.mark.parametrize("kind", [requests.exceptions.SSLError, urllib3.exceptions.SSLError])
def test_tls_names_the_setting(kind: type[Exception]) -> None:
    assert "ca_file" in str(failure_of(kind()))


def test_a_file_that_is_missing_is_no_accident() -> None:
    assert not failure_of(FileNotFoundError(2, "no such file", f"/{CANARY}")).retryable
    assert CANARY not in str(failure_of(FileNotFoundError(2, "no such file", f"/{CANARY}")))


def test_errors_of_ours_pass() -> None:
    ours = ArchiveUnavailable("ours")
    with pytest.raises(ArchiveUnavailable) as failed, mapped():
        raise ours
    assert failed.value is ours


@pytest.mark.parametrize("status", list(HTTPStatus))
def test_every_status_has_a_meaning(status: HTTPStatus) -> None:
    refusal = refusal_of(status, "5", NOW)
    if status in (401, 403):
        assert type(refusal) is ArchiveDenied
    elif status in (408, 425, 429) or (status >= 500 and status not in (501, 505)):
        assert type(refusal) is ArchiveUnavailable
        assert refusal.retry_after_s == 5.0
    elif 300 <= status < 400:
        assert type(refusal) is ArchiveError
    else:
        assert refusal is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("99999999999999999999", 86400.0),  # a day at most
        ("Thu, 29 Feb 2024 12:02:00 GMT", 120.0),
        ("Thu, 29 Feb 2024 12:02:00 -0000", 120.0),  # no time zone
        ("Thu, 29 Feb 2024 11:00:00 GMT", 0.0),  # over
        ("Thu, 28 Feb 2034 12:00:00 GMT", 86400.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("\u0663", None),  # a digit, but not of HTTP
    ],
)
def test_retry_after(text: str | None, seconds: float | None) -> None:
    assert seconds_of(text, NOW) == seconds


def test_what_is_not_expected_is_named_by_its_status() -> None:
    assert "418" in str(unexpected(418))
    assert not unexpected(418).retryable
