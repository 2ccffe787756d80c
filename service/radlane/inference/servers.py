"""Servers that run networks for radlane: which may be asked, and how radlane shows them who it is.

In: the address that a manifest names, and the servers that the site allows. Out: the one that it is, or a refusal: a
package is somebody else's file, and must not choose where pixels of patients go, or what else radlane talks to.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from radlane.errors import ModelUnavailable, PackageRefused

NOT_ALLOWED = "remote-server-not-allowed"
_MOST_BYTES = 64 << 10
_TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*", re.ASCII)  # RFC 6750 section 2.1
_REMEDY = "Look at the settings below remote_servers"


@dataclass(frozen=True, kw_only=True)
class RemoteServer:
    """A server that may be asked.

    Attributes
    ----------
    url : str
        Its origin: scheme, host and, where it is another than the scheme's, port.
    token_file : Path or None
        File with a token to show it; read again for each request.
    ca_file : Path or None
        Certificates to trust in the place of the usual ones.
    connect_seconds, read_seconds : float
        Time for a connection, and for the next bytes of an answer.
    """

    url: str
    token_file: Path | None = None
    ca_file: Path | None = None
    connect_seconds: float = 5.0
    read_seconds: float = 60.0

    def headers(self) -> dict[str, str]:
        """Return what every request says.

        Raises
        ------
        ModelUnavailable
            If the token cannot be read now.
        """
        plain = {"User-Agent": "radlane", "Accept-Encoding": "identity"}
        return plain if self.token_file is None else {**plain, "Authorization": f"Bearer {_token(self.token_file)}"}

    def trusted(self) -> ssl.SSLContext:
        """Return the certificates to trust.

        Raises
        ------
        ModelUnavailable
            If they cannot be read.
        """
        import httpx  # here, and below: it is imported where the site has such servers

        try:
            if self.ca_file is None:
                return httpx.create_ssl_context(trust_env=False)
            return ssl.create_default_context(cafile=self.ca_file)
        except OSError as error:  # ssl.SSLError is one
            raise _unusable("certificates", error.strerror or type(error).__name__) from error


def server_at(url: str, servers: Sequence[RemoteServer]) -> RemoteServer:
    """Return the server at an address.

    Raises
    ------
    PackageRefused
        If the site does not allow its origin.
    """
    wanted = _origin(url)
    for server in servers:
        if wanted is not None and _origin(server.url) == wanted:
            return server
    raise PackageRefused(
        NOT_ALLOWED,
        "The model runs on a server that this site does not allow",
        remedy="Name its origin below remote_servers, if pixels of patients may go there",
    )


def _origin(url: str) -> tuple[str, str, int | None] | None:
    import httpx

    try:
        found = httpx.URL(url)
    except httpx.InvalidURL:
        return None
    return found.scheme, found.host, found.port  # httpx leaves the scheme's own port out


def _token(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES).decode("ascii", "replace").strip()
    except OSError as error:
        raise _unusable("token", error.strerror) from error
    if not _TOKEN.fullmatch(content):
        raise _unusable("token", "it holds no token of RFC 6750")
    return content


def _unusable(what: str, why: str | None) -> ModelUnavailable:
    return ModelUnavailable(f"The file with the {what} for the model's server cannot be used", why=why, remedy=_REMEDY)
