"""`radlane keys`: API keys of this installation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from pydantic import BaseModel

from radlane.app.keys import open_keys
from radlane.app.trail import open_trail, who_runs
from radlane.cli.beginning import begin
from radlane.cli.console import Answer, align
from radlane.errors import UsageError
from radlane.security.audit_record import Action, Entry
from radlane.security.keys import ApiKey
from radlane.security.roles import Role
from radlane.security.scopes import Scope

keys = typer.Typer(help="API keys of this installation.")


class KeyDocument(BaseModel):
    """A key without its secret; `key` is the key itself, and only said when it is made."""

    id: str
    name: str
    scopes: list[str]
    roles: list[str]
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    key: str | None = None


class KeyList(BaseModel):
    """All keys, also those that are no longer valid."""

    items: list[KeyDocument]
    next: str | None = None


@keys.command("create", short_help="Make a key; it is shown once.")
def create(
    name: Annotated[str, typer.Argument(help="Who uses it, for people.")],
    scope: Annotated[list[Scope] | None, typer.Option(help="What it may do; may be given several times.")] = None,
    role: Annotated[list[Role] | None, typer.Option(help="Whose work it does; may be given several times.")] = None,
    days: Annotated[int | None, typer.Option(min=1, max=3650, help="Days until it expires.")] = None,
) -> Answer:
    """Make a key; it is shown once, when that is on record: before, nobody knows it."""
    if not scope and not role:
        raise UsageError("The key could do nothing", remedy="Give it a --role or a --scope")
    expires_at = datetime.now(UTC) + timedelta(days=days) if days else None
    settings = begin()
    trail = open_trail(settings)
    key, text = open_keys(settings).create(name, tuple(scope or ()), expires_at, tuple(role or ()))
    facts = {"key": key.id, "scopes": list(key.scopes), "roles": list(key.roles), "expires_at": key.expires_at}
    trail.record(Entry(action=Action.KEY_CREATED, caller=who_runs(), via="radlane keys create", facts=facts))
    return Answer(document=_document(key, text), lines=[text])


@keys.command("list", short_help="List the keys, without their secrets.")
def list_keys() -> Answer:
    """List the keys, without their secrets."""
    document = KeyList(items=[_document(key) for key in open_keys(begin()).all_keys()])
    rows = [[key.id, key.name, " ".join((*key.roles, *key.scopes)), _until(key)] for key in document.items]
    return Answer(document=document, lines=align(rows) or ["There is no key"])


@keys.command("revoke", short_help="Make a key invalid at once.")
def revoke(key: Annotated[str, typer.Argument(metavar="ID", help="The key's id.")]) -> Answer:
    """Make a key invalid at once."""
    settings = begin()
    known, trail = open_keys(settings), open_trail(settings)
    known.require(key)
    facts = {"key": key}
    trail.record(Entry(action=Action.KEY_REVOKED, caller=who_runs(), via="radlane keys revoke", facts=facts))
    known.revoke(key)
    return Answer(document={"revoked": key}, lines=[f"{key} is revoked"])


def _document(key: ApiKey, text: str | None = None) -> KeyDocument:
    return KeyDocument(
        id=key.id,
        name=key.name,
        scopes=list(key.scopes),
        roles=list(key.roles),
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        key=text,
    )


def _until(key: KeyDocument) -> str:
    if key.revoked_at:
        return f"revoked {key.revoked_at[:10]}"
    return f"expires {key.expires_at[:10]}" if key.expires_at else "does not expire"
