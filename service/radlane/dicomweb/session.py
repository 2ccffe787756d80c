"""One way of talking to a DICOMweb service, for queries, retrieval and storing.

In: where the service is, and how to show who we are. Out: answers that were not refused, and their bytes as they come.
Nothing of the machine's own is used: no proxy variables, no .netrc, no cookies. Redirects are refused: they would carry
patient data, and the secret, to wherever an answer says.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import RemoteDisconnected
from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from pathlib import Path
from typing import Any

import requests
from requests.auth import AuthBase
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict

from radlane.dicomweb.credentials import Authorization, Renewable
from radlane.dicomweb.failures import mapped, refusal_of
from radlane.dicomweb.pace import Pace
from radlane.dicomweb.patience import PatientAdapter
from radlane.errors import ArchiveError, ArchiveUnavailable

_CHUNK = 256 << 10
_SLOWEST = 4 << 10  # bytes a second, beside the time to wait: an answer that drips would hold its thread for ever
MOST_JSON_BYTES = 64 << 20


@dataclass(frozen=True, kw_only=True)
class ClientCertificate:
    """A certificate and its key, each in a file (PEM); the key is not encrypted."""

    certificate_file: Path
    key_file: Path


@dataclass(frozen=True, kw_only=True)
class Service:
    """A DICOMweb service.

    Attributes
    ----------
    url : str
        Its address, without a slash at the end.
    authorization : Authorization
        Gives the header Authorization of each request.
    ca_file : Path or None
        Certificates to trust in the place of the usual ones.
    certificate : ClientCertificate or None
        How radlane shows who it is while a connection is made.
    connections : int
        Connections at once.
    requests_per_second : float or None
        Requests begun in a second; None: no limit.
    connect_seconds, read_seconds : float
        Time to wait for a connection, and for the head and the next bytes of an answer.
    qido_prefix, wado_prefix, stow_prefix : str or None
        Paths below `url`.
    traceparent : callable
        The header of that name for each request (W3C Trace Context); None: none.
    """

    url: str
    authorization: Authorization
    ca_file: Path | None = None
    certificate: ClientCertificate | None = None
    connections: int = 4
    requests_per_second: float | None = None
    connect_seconds: float = 5.0
    read_seconds: float = 60.0
    qido_prefix: str | None = None
    wado_prefix: str | None = None
    stow_prefix: str | None = None
    traceparent: Callable[[], str | None] = lambda: None


class Session(requests.Session):
    """A session of requests with the rules of this module; safe to use from several threads.

    It goes into dicomweb-client as it is: what that asks for goes through `send` too.

    Parameters
    ----------
    service : Service
        Whom to talk to.
    """

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.trust_env = False
        self.verify = str(service.ca_file) if service.ca_file else True
        if service.certificate:
            self.cert = (str(service.certificate.certificate_file), str(service.certificate.key_file))
        self.auth = _Authorized(service.authorization)
        self._authorization = service.authorization
        self.headers = CaseInsensitiveDict({"User-Agent": "radlane", "Accept-Encoding": "identity"})
        self.cookies = RequestsCookieJar(policy=DefaultCookiePolicy(allowed_domains=()))
        # It waits for a free connection, and tries nothing again: whoever asks decides that.
        adapter = PatientAdapter(pool_connections=1, pool_maxsize=service.connections, max_retries=0, pool_block=True)
        self.mount("https://", adapter)
        self.mount("http://", adapter)
        self._traceparent = service.traceparent
        self._timeout = (service.connect_seconds, service.read_seconds)
        self._pace = Pace(service.requests_per_second, time.monotonic, time.sleep)

    def ask_once(self, method: str, url: str, *, data: bytes, headers: Mapping[str, str]) -> requests.Response:
        """Send a request that means something else when it comes twice.

        It is not sent again where its connection closed without an answer: the other side may have heard it.

        Raises
        ------
        ArchiveError
            As `send`.
        """
        asked = requests.Request(method, url, data=data, headers=headers)
        return self.send(self.prepare_request(asked), again=False)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return no target: `send` refuses the answer."""

    def send(
        self,
        request: requests.PreparedRequest,
        *,
        again: bool = True,
        **kwargs: Any,  # noqa: ANN401 - as in requests
    ) -> requests.Response:
        """Send a request.

        Parameters
        ----------
        again : bool
            Whether it may be sent a second time where its connection closed without an answer.

        Returns
        -------
        requests.Response
            Success, or a client error that depends on the question. With `stream` its bytes are read with
            `body_of`; without, they are there.

        Raises
        ------
        ArchiveDenied
            Status 401 and 403.
        ArchiveUnavailable
            No connection, no answer in time, or a status that says "not now".
        ArchiveError
            A redirect, TLS, or a request that cannot be made.
        """
        request.headers.pop("Host", None)  # dicomweb-client's lacks the port
        if parent := self._traceparent():
            request.headers["traceparent"] = parent
        whole = not kwargs.get("stream")
        # urllib3 lets a body wait no longer than a connection: an archive that is slow in taking one would be given up.
        connect_s = max(self._timeout) if request.body else self._timeout[0]
        kwargs |= {"stream": True, "timeout": (connect_s, self.patience_s), "allow_redirects": False}
        answer = self._send(request, kwargs, again=again)
        if answer.status_code == HTTPStatus.UNAUTHORIZED and self._renew(request):
            answer.close()
            answer = self._send(request, kwargs, again=again)
        answer.headers.pop("Warning", None)  # dicomweb-client would log it
        refusal = refusal_of(answer.status_code, answer.headers.get("Retry-After"), datetime.now(UTC))
        if refusal:
            answer.close()
            raise refusal
        if whole:
            answer.raw = BytesIO(read_all(answer, self.patience_s, MOST_JSON_BYTES))
        return answer

    @property
    def patience_s(self) -> float:
        """Seconds to wait for the next bytes of an answer."""
        return self._timeout[1]

    def _renew(self, request: requests.PreparedRequest) -> bool:
        """Whether the request now shows something else than what the archive refused."""
        refused = request.headers.get("Authorization")
        if refused is None or not isinstance(self._authorization, Renewable):
            return False
        self._authorization.forget(refused)
        _Authorized(self._authorization)(request)
        return request.headers["Authorization"] != refused

    def _send(self, request: requests.PreparedRequest, kwargs: dict[str, Any], *, again: bool) -> requests.Response:
        """Send; again where a connection that was kept had been closed meanwhile, most often before anybody heard."""
        self._pace.wait()
        with mapped():
            try:
                return super().send(request, **kwargs)
            except requests.ConnectionError as error:
                if not (again and _was_closed(error)):
                    raise
            return super().send(request, **kwargs)


def body_of(answer: requests.Response, patience_s: float) -> Iterator[bytes]:
    """Yield the bytes of an answer as they come, and close it at the end.

    Raises
    ------
    ArchiveUnavailable
        If it breaks off, is too slow, or is compressed although that was refused.
    """
    with closing(answer), mapped():
        if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise _broken("it is compressed although that was refused")
        begin, received = time.monotonic(), 0
        while chunk := answer.raw.read1(_CHUNK, decode_content=False):
            received += len(chunk)
            if time.monotonic() - begin > patience_s + received / _SLOWEST:
                raise _broken("it comes too slowly")
            yield chunk


def read_all(answer: requests.Response, patience_s: float, most_bytes: int) -> bytes:
    """Return all bytes of an answer.

    Raises
    ------
    ArchiveUnavailable
        As `body_of`.
    ArchiveError
        If there are too many.
    """
    content = bytearray()
    for chunk in body_of(answer, patience_s):
        content += chunk
        if len(content) > most_bytes:
            answer.close()
            raise ArchiveError("The archive's answer is too large", why=f"it has more than {most_bytes} bytes")
    return bytes(content)


class _Authorized(AuthBase):
    """Puts the header that is valid now."""

    def __init__(self, authorization: Authorization) -> None:
        self._authorization = authorization

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        value = self._authorization()
        if value is not None:
            request.headers["Authorization"] = value
        return request


def _was_closed(error: BaseException | None) -> bool:
    """Whether the other side had closed the connection before it answered anything."""
    while error is not None and not isinstance(error, RemoteDisconnected):
        error = error.__cause__ or error.__context__
    return error is not None


def _broken(why: str) -> ArchiveUnavailable:
    return ArchiveUnavailable("The archive's answer is broken", why=why, remedy="It is asked for again")
