"""What the audit trail gets of requests: who asked by which route from where; who was refused: `refusals`.

A route puts its own record down before it hands out what it found; this module knows what all of them need.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any

from fastapi import Depends, Request
from starlette.types import Scope

from radlane.api.access_control import needs
from radlane.api.client import address_of
from radlane.domain.refs import is_uid
from radlane.pipeline.audited import listed_studies
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope as KeyScope


def asks(scope: KeyScope) -> Callable[..., Awaitable[Entry]]:
    """Return a dependency that lets only callers with a scope in, and says what every record of their request says.

    A route puts what was done in the place of the action.
    """

    async def ask(request: Request, caller: str = Depends(needs(scope))) -> Entry:  # an annotation sees no `scope`
        return replace(entry_of(request.scope, Action.TRAIL_READ), caller=caller)

    return ask


def listed(entry: Entry, study: str | None, studies: Iterable[str]) -> Entry:
    """Return what stands on record of a list: what it was asked for, and the studies that are in it."""
    asked = study_asked(study)
    return replace(entry, **{**asked, "facts": {**asked["facts"], **listed_studies(studies)}})


def study_asked(study: str | None) -> dict[str, Any]:
    """Return what a list was asked for, as attributes of an entry; a text that is no UID may be a name."""
    if study is None:
        return {"facts": {"by": "all"}}
    return {"study": study, "facts": {"by": "study"}} if is_uid(study) else {"facts": {"by": "other"}}


def entry_of(scope: Scope, action: Action) -> Entry:
    """Return what every record of a request says."""
    route = getattr(scope.get("route"), "path", "(none)")
    return Entry(
        action=action,
        caller=scope["state"].get("caller", ""),
        via=f"{scope['method']} {route}",
        address=address_of(scope),
    )
