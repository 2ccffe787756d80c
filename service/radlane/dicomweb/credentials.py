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
from typing import Protocol, runtime_checkable

from radlane.errors import ArchiveUnavailable

Authorization = Callable[[], str | None]
"""Gives the value of the header for one request; None: no header."""


@runtime_checkable
class Renewable(Protocol):
    """An `Authorization` that can show something else where the archive refuses what it showed."""

    def forget(self, header: str) -> None:
        """Show this value of the header no more."""


_MOST_BYTES = 64 << 10
TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*", re.ASCII)


def anonymous() -> None:
    """Show nothing."""


def basic(username: str, password_file: Path) -> Authorization:
    """Show a name and the password of a file."""

    def authorization() -> str:
        pair = f"{username}:{read_secret(password_file)}"
        return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"

    return authorization


def bearer(token_file: Path) -> Authorization:
    """Show the token of a file."""

    def authorization() -> str:
        token = read_secret(token_file)
        if not TOKEN.fullmatch(token):
            raise _unusable("it holds no token of RFC 6750")
        return f"Bearer {token}"

    return authorization


def read_secret(path: Path) -> str:
    """Return the first line of a file; an editor leaves a line end behind it.

    Raises
    ------
    ArchiveUnavailable
        If it does not hold one line of text, or cannot be read now.
    """
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
        "The file with the archive's password, token or secret cannot be used",
        why=why,
        remedy="Look at the settings below archives.NAME.auth",
    )
