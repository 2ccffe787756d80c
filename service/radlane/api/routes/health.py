"""Is the service alive, and can it work?"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from radlane.api.access_control import PUBLIC
from radlane.api.deps import ServicesDep
from radlane.monitoring.health import Finding, State, is_ready

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Check(BaseModel):
    """One thing that was looked at.

    `needed`: without it the service cannot work. `code` is that of the error; of several archives, the first one's.
    """

    name: str
    state: State
    needed: bool
    code: str | None = None


class Ready(BaseModel):
    """Whether the service can take work, and what that stands on; `models` counts the packages it can use.

    Archives are counted and not named: whoever asks need not say who it is.
    """

    status: Literal["ready", "not-ready"]
    models: int
    archives: int
    archives_down: int
    checks: list[Check]


_NOT_READY: dict[int | str, dict[str, Any]] = {503: {"model": Ready, "description": "It cannot take work now"}}

# async, so that these answer while every thread works


@router.get("/livez", dependencies=[PUBLIC])
async def livez() -> Alive:
    """Say that the process answers."""
    return Alive()


@router.get("/readyz", responses=_NOT_READY, dependencies=[PUBLIC])
async def readyz(services: ServicesDep, response: Response) -> Ready:
    """Say whether the service can take work: disk, database, worker and models; archives that are down are said.

    Nothing slow is asked while the caller waits.
    """
    findings = services.health.look()
    ready = is_ready(findings)
    if not ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    archives = [finding for finding in findings if finding.name == "archive"]
    circuits = [finding for finding in findings if finding.name == "archive-circuit"]
    checks = [_check(finding) for finding in findings if not finding.subject]
    return Ready(
        status="ready" if ready else "not-ready",
        models=len(services.registry.running),
        archives=len(archives),
        archives_down=sum(finding.state is State.FAILED for finding in archives),
        checks=[*checks, *_joined(archives, "archives"), *_joined(circuits, "archive-circuits")],
    )


def _check(finding: Finding) -> Check:
    return Check(name=finding.name, state=finding.state, needed=finding.needed, code=finding.code or None)


def _joined(findings: Sequence[Finding], name: str) -> list[Check]:
    """What was found of all archives as one check: as well as the worst of them."""
    order = (State.FAILED, State.UNKNOWN, State.OK)
    worst = sorted(findings, key=lambda finding: order.index(finding.state))[:1]
    return [_check(finding).model_copy(update={"name": name}) for finding in worst]
