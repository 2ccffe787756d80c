"""Figures for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response
from fastapi.responses import PlainTextResponse

from radlane.api.access_control import needs
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.monitoring.metrics import MEDIA_TYPE
from radlane.security.scopes import Scope

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses=responses(401, 403, 429, 503),
    dependencies=[Depends(needs(Scope.METRICS))],
)
def get_metrics(services: ServicesDep) -> Response:
    """Return figures on requests, jobs and models in Prometheus' text format."""
    return Response(services.metrics.text(), media_type=MEDIA_TYPE)
