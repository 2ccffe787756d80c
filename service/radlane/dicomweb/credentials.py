"""How radlane shows an archive who it is.

In: a file with a secret. Out: the value of the header Authorization. The file is read for each request, so a secret can
be replaced while radlane runs; it is in no setting, no message and no log.
Reference: RFC 7617 (Basic), RFC 6750 (Bearer).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

from radlane.errors import ArchiveUnavailable

Authorization = Callable[[], str | None]
"""Gives the value of the header for one request; None: no header."""

_MOST_BYTES = 64 << 10
_TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*", re.ASCII)


def anonymous() -> None:
    """Show nothing."""


def basic(username: str, password_file: Path) -> Authorization:
    """Show a name and the password of a file."""

    def authorization() -> str:
        pair = f"{username}:{_secret(password_file)}"
        return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"

    return authorization


def bearer(token_file: Path) -> Authorization:
    """Show the token of a file."""

    def authorization() -> str:
        token = _secret(token_file)
        if not _TOKEN.fullmatch(token):
            raise _unusable("it holds no token of RFC 6750")
        return f"Bearer {token}"

    return authorization


def _secret(path: Path) -> str:
    """The first line of a file; an editor leaves a line end behind it."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
        secret, *rest = content.decode("utf-8").splitlines() or [""]
    except OSError as error:
        raise _unusable(error.strerror) from error
    except UnicodeDecodeError:
        raise _unusable("it is no text in UTF-8") from None  # the cause holds the bytes
    if not secret or any(rest):
        raise _unusable("it does not hold one line")
    return secret


def _unusable(why: str | None) -> ArchiveUnavailable:
    return ArchiveUnavailable(
        "The file with the archive's password or token cannot be used",
        why=why,
        remedy="Look at the settings below archives.NAME.auth",
    )
