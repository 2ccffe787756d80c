"""API keys: made once, shown once, kept as digests.

In: a name, scopes and roles, a day. Out: a key `rl_<id>_<secret>`, and later who a caller is. The file holds no secret;
a key's secret has 256 bits of randomness, so that a plain digest of it cannot be searched.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from radlane.errors import SettingsError, Unauthenticated, UsageError
from radlane.security.caller import Caller
from radlane.security.files import write_private
from radlane.security.roles import Role, scopes_of
from radlane.security.scopes import Scope

PREFIX = "rl"
_SECRET_BYTES = 32
_ID_BYTES = 6


@dataclass(frozen=True, kw_only=True)
class ApiKey:
    """A key without its secret; times in ISO 8601 with an offset, None: never.

    Of a role its name is kept: what the role allows may change.
    """

    id: str
    name: str
    digest: str
    scopes: tuple[str, ...]
    roles: tuple[str, ...] = ()
    created_at: str
    expires_at: str | None = None
    revoked_at: str | None = None


class KeyFile:
    """The keys of an installation, in one file that only its owner may read.

    Parameters
    ----------
    path : Path
        The file; made with the first key.
    now : callable
        The time, aware.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now

    def create(
        self, name: str, scopes: tuple[Scope, ...], expires_at: datetime | None, roles: tuple[Role, ...] = ()
    ) -> tuple[ApiKey, str]:
        """Make a key.

        Returns
        -------
        key : ApiKey
            What is kept of it.
        text : str
            The key itself; it is shown now and never again.
        """
        key_id, secret = secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
        key = ApiKey(
            id=key_id,
            name=name,
            digest=_digest(secret),
            scopes=tuple(str(scope) for scope in scopes),
            roles=tuple(str(role) for role in roles),
            created_at=self._now().isoformat(),
            expires_at=expires_at.isoformat() if expires_at else None,
        )
        with self._changing() as keys:
            keys[key_id] = key
        return key, f"{PREFIX}_{key_id}_{secret}"

    def all_keys(self) -> tuple[ApiKey, ...]:
        """Return all keys, also those that are no longer valid, in the order in which they were made."""
        return tuple(sorted(self._read().values(), key=lambda key: key.created_at))

    def revoke(self, key_id: str) -> None:
        """Make a key invalid at once.

        Raises
        ------
        UsageError
            If there is none of that id.
        """
        with self._changing() as keys:
            _require(keys, key_id)
            keys[key_id] = replace(keys[key_id], revoked_at=keys[key_id].revoked_at or self._now().isoformat())

    def require(self, key_id: str) -> None:
        """Raise as `revoke` does, if there is no key of an id."""
        _require(self._read(), key_id)

    def identify(self, text: str) -> Caller:
        """Return who a key belongs to.

        Raises
        ------
        Unauthenticated
            If it is none, or no longer valid. Which of these is not said.
        """
        prefix, _, rest = text.partition("_")
        key_id, _, secret = rest.partition("_")
        key = self._read().get(key_id)
        digest = key.digest if key else _digest("")
        known = hmac.compare_digest(digest, _digest(secret)) and prefix == PREFIX
        if key is None or not known or not self._is_valid(key):
            raise Unauthenticated("This is no valid API key")
        return Caller(id=key.id, name=key.name, scopes=scopes_of(key.roles) | frozenset(key.scopes))

    def _is_valid(self, key: ApiKey) -> bool:
        expired = key.expires_at is not None and datetime.fromisoformat(key.expires_at) <= self._now()
        return key.revoked_at is None and not expired

    @contextmanager
    def _changing(self) -> Iterator[dict[str, ApiKey]]:
        """Read, change and replace the file, one process at a time."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            keys = self._read()
            yield keys
            self._write(keys)
        finally:
            os.close(descriptor)

    def _read(self) -> dict[str, ApiKey]:
        try:
            content: dict[str, Any] = json.loads(self._path.read_bytes())
            return {key_id: _key(facts) for key_id, facts in content.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise SettingsError(
                "The file of API keys cannot be read", why=type(error).__name__, remedy="Restore keys.json in data_dir"
            ) from error

    def _write(self, keys: dict[str, ApiKey]) -> None:
        content = json.dumps({key_id: asdict(key) for key_id, key in keys.items()}, indent=1)
        partial = self._path.with_suffix(".part")
        write_private(partial, content.encode())
        partial.replace(self._path)


def _key(facts: dict[str, Any]) -> ApiKey:
    """A key of the file; a list is read where a tuple is meant."""
    return ApiKey(**{**facts, "scopes": tuple(facts["scopes"]), "roles": tuple(facts.get("roles", ()))})


def _require(keys: Mapping[str, ApiKey], key_id: str) -> None:
    if key_id not in keys:
        raise UsageError("There is no such key", remedy="See `radlane keys list`")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
