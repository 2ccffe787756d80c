"""Signatures of what receivers are told.

In: secrets, the event's id, the time and the body. Out: the headers of Standard Webhooks 1.0.
Reference: Standard Webhooks, "Signature scheme" (symmetric, v1) and "Secret rotation".
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path

from radlane.errors import SettingsError

PREFIX = "whsec_"
LEAST_BYTES, MOST_BYTES = 24, 64  # of a secret, as the specification has it
_MOST_TEXT = 1024


def sign(secrets: Sequence[bytes], event_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the three headers; with several secrets a receiver may know any one of them.

    Parameters
    ----------
    event_id : str
        The same at each attempt; without a full stop.
    timestamp : int
        Of the attempt, seconds since 1970.
    """
    signed = f"{event_id}.{timestamp}.".encode() + body
    said = [b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode() for secret in secrets]
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{one}" for one in said),
    }


def read_secret(path: Path) -> bytes:
    """Read a secret: `whsec_` and base64.

    Raises
    ------
    SettingsError
        If the file cannot be read, or holds none.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_TEXT).decode("ascii", "replace").strip()
    except OSError as error:
        raise _unusable(error.strerror) from error
    if not content.startswith(PREFIX):
        raise _unusable(f"it does not begin with {PREFIX}")
    try:
        secret = b64decode(content.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise _unusable("it is no base64") from None
    if not LEAST_BYTES <= len(secret) <= MOST_BYTES:
        raise _unusable(f"it has not {LEAST_BYTES} to {MOST_BYTES} bytes")
    return secret


def _unusable(why: str | None) -> SettingsError:
    return SettingsError("A secret of callbacks cannot be used", why=why, remedy="Look at secret_files of the callback")
