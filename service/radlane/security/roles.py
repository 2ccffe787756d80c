"""Roles: the scopes of those who do one kind of work.

In: names of roles, as a key or a token has them. Out: scopes. A name that is none of these opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from radlane.security.scopes import Scope


class Role(StrEnum):
    """A kind of work."""

    VIEWER = "viewer"
    RADIOLOGIST = "radiologist"
    ML_OPS = "ml-ops"
    ADMIN = "admin"
    PACS = "pacs"


_LOOKS = frozenset({Scope.JOBS_READ, Scope.RESULTS_READ, Scope.MODELS_READ})

SCOPES: Mapping[Role, frozenset[Scope]] = {
    Role.VIEWER: _LOOKS,
    Role.RADIOLOGIST: _LOOKS | {Scope.JOBS_WRITE, Scope.RESULTS_WITHDRAW},
    # brings models and watches them and the service, and sees no results of patients
    Role.ML_OPS: frozenset(
        {Scope.JOBS_READ, Scope.MODELS_READ, Scope.MODELS_WRITE, Scope.MODELS_PROMOTE, Scope.METRICS}
    ),
    Role.ADMIN: frozenset(Scope),
    # a machine: it sends images, asks for analyses and fetches what came out
    Role.PACS: frozenset(
        {
            Scope.JOBS_READ,
            Scope.JOBS_WRITE,
            Scope.RESULTS_READ,
            Scope.PREDICT,
            Scope.STUDIES_WRITE,
            Scope.WORKLIST_READ,
            Scope.WORKLIST_WRITE,
        }
    ),
}


def scopes_of(roles: Iterable[str]) -> frozenset[Scope]:
    """Return what roles allow together."""
    named = frozenset(roles)
    return frozenset(scope for role, scopes in SCOPES.items() if role in named for scope in scopes)
