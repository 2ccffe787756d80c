"""One signed call of a receiver.

In: a receiver, an event's id and body. Out: what was answered, or why nothing was. The name is looked up once; the
addresses that it may have are called, and no others, whatever the name means a moment later. The answer is bounded in
time, and its body is not read. Redirects are answers; nothing of the machine's own is used: no proxy, no credentials.
Reference: Standard Webhooks 1.0; RFC 9110 section 10.2.3 (Retry-After).
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

import httpx

from radlane.domain.callback import Reply
from radlane.errors import SettingsError
from radlane.security.receiver import Receiver, origin_of
from radlane.security.signature import read_secret, sign

CONNECT_S = 5.0
_MOST_ADDRESSES = 4
_MOST_DIGITS = 9
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Calls receivers.

    Attributes
    ----------
    now : callable
        The time, aware.
    resolve : callable
        Host and port -> addresses of IP; raises OSError.
    may_have : callable
        Whether a call of a receiver may go to an address.
    """

    now: Callable[[], datetime]
    resolve: Callable[[str, int], list[str]]
    may_have: Callable[[Receiver, str], bool] = Receiver.may_have

    def post(self, receiver: Receiver, url: str, event_id: str, body: bytes) -> Reply:
        """Send an event once.

        Parameters
        ----------
        url : str
            Of this receiver: its own, or a caller's.
        """
        try:
            scheme, host, port = origin_of(url)
            if origin_of(receiver.url) != (scheme, host, port):  # the settings have changed since
                return Reply(fault="receiver-unknown")
            headers = self._headers(receiver, event_id, body)
            addresses = [one for one in self.resolve(host, port) if self.may_have(receiver, one)]
        except SettingsError:
            return Reply(fault="secret")
        except (OSError, ValueError):  # a name that is none too
            return Reply(fault="unreachable")
        if not addresses:
            return Reply(fault="address-refused")
        letter = _Letter(receiver=receiver, url=url, headers=headers, body=body)
        return _run(letter, addresses[:_MOST_ADDRESSES], self.now)

    def _headers(self, receiver: Receiver, event_id: str, body: bytes) -> dict[str, str]:
        secrets = [read_secret(path) for path in receiver.secret_files]
        signed = sign(secrets, event_id, int(self.now().timestamp()), body)
        return {**signed, "Content-Type": "application/json", "User-Agent": "radlane", "Accept-Encoding": "identity"}


@dataclass(frozen=True, kw_only=True)
class _Letter:
    """What is sent, and where to by name."""

    receiver: Receiver
    url: str
    headers: Mapping[str, str]
    body: bytes


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a name, in the system's order.

    Raises
    ------
    OSError
        If there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]).partition("%")[0] for item in found))


def _run(letter: _Letter, addresses: Sequence[str], now: Callable[[], datetime]) -> Reply:
    try:
        return asyncio.run(_within(letter, addresses, now))
    except TimeoutError:
        return Reply(fault="time-out")
    except httpx.TimeoutException:
        return Reply(fault="time-out")
    except httpx.ConnectError as error:
        return Reply(fault="tls" if _is_of_tls(error) else "unreachable")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return Reply(fault="no-answer")
    except OSError:  # certificates that cannot be read; ssl.SSLError is one
        return Reply(fault="tls")


async def _within(letter: _Letter, addresses: Sequence[str], now: Callable[[], datetime]) -> Reply:
    """Call the first address that takes a connection; of one that does not, nothing was sent."""
    limits = httpx.Timeout(letter.receiver.seconds, connect=CONNECT_S)
    trusted = _trusted(letter.receiver)
    client = httpx.AsyncClient(verify=trusted, trust_env=False, follow_redirects=False, timeout=limits)
    async with asyncio.timeout(letter.receiver.seconds), client:
        for address in addresses[:-1]:
            try:
                return await _call(client, letter, address, now)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await _call(client, letter, addresses[-1], now)


async def _call(client: httpx.AsyncClient, letter: _Letter, address: str, now: Callable[[], datetime]) -> Reply:
    """Call one address in the name of the host: that is what its certificate is for, and what its server is asked."""
    scheme, host, port = origin_of(letter.url)
    at = f"[{address}]" if ":" in address else address
    name = f"[{host}]" if ":" in host else host
    named = name if port == _PORTS[scheme] else f"{name}:{port}"
    pinned = urlunsplit(urlsplit(letter.url)._replace(netloc=f"{at}:{port}"))
    request = client.build_request("POST", pinned, content=letter.body, headers={**letter.headers, "Host": named})
    request.extensions = {**request.extensions, "sni_hostname": host}
    answer = await client.send(request, stream=True)
    try:
        return Reply(status=answer.status_code, retry_after_s=retry_after(answer.headers.get("Retry-After"), now()))
    finally:
        await answer.aclose()


def _trusted(receiver: Receiver) -> ssl.SSLContext:
    if receiver.ca_file is None:
        return httpx.create_ssl_context(trust_env=False)
    return ssl.create_default_context(cafile=receiver.ca_file)


def _is_of_tls(error: httpx.ConnectError) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def retry_after(said: str | None, now: datetime) -> float | None:
    """Return the seconds that a receiver wants to be left alone: of a number, or a date."""
    if said is None:
        return None
    if said.isascii() and said.isdigit():
        return float(said[:_MOST_DIGITS])
    try:
        return max(0.0, (parsedate_to_datetime(said) - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a zone
        return None
