"""What is looked at before a process serves or works."""

from __future__ import annotations

import os

from radlane.app.records import open_records
from radlane.app.site import build_catalogue, build_models
from radlane.errors import UsageError
from radlane.security.loopback import is_loopback
from radlane.settings.tree import Settings


def prepare(settings: Settings) -> None:
    """Refuse what is wrong with models and records: once it serves, it could not say so as well."""
    os.umask(0o077)  # what a service writes is its own
    build_models(settings, build_catalogue(settings))  # what is wrong with them, uvicorn would not say
    open_records(settings)


def require_access(settings: Settings, host: str) -> None:
    """Refuse an address of more than this machine where anybody could call."""
    if settings.access == "none" and not is_loopback(host):
        raise UsageError(
            "Only loopback addresses are served without access control",
            remedy="Set `access: keys` or `access: oidc` (docs/access.md)",
        )
