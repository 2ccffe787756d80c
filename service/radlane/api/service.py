"""The FastAPI application, from its routes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp

from radlane.api import problems
from radlane.api.access import AccessLog
from radlane.api.body import BodyLimit
from radlane.api.deps import refuse_nul
from radlane.api.head import HeadAsGet
from radlane.api.headers import SecurityHeaders
from radlane.api.refusals import Refusals
from radlane.api.routes import (
    audit,
    dicomweb,
    events,
    explanations,
    health,
    inference,
    jobs,
    metrics,
    models,
    predict,
    results,
    serving,
    tags,
    versions,
    webhooks,
    worklist,
)
from radlane.monitoring.metrics import Metrics

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[Any]]

# FastAPI would send paths, queries and exceptions wherever OpenTelemetry's providers or variables say.
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}

SUMMARY = "DICOMweb inference for radiology: study in, ONNX networks, DICOM SR, SEG and explanations back."


class Api(FastAPI):
    """FastAPI whose contract says what is answered: problems have a media type of their own."""

    def openapi(self) -> dict[str, Any]:
        """Return the contract, OpenAPI 3.1."""
        if not self.openapi_schema:
            problems.set_media_type(super().openapi())
        return super().openapi()

    def build_middleware_stack(self) -> ASGIApp:
        """Put the headers of every answer around all, also around what answers to errors that nobody foresaw."""
        return SecurityHeaders(super().build_middleware_stack())


EVERYTHING = (
    audit,
    dicomweb,
    events,
    health,
    inference,
    jobs,
    explanations,
    metrics,
    models,
    versions,
    tags,
    serving,
    predict,
    results,
    worklist,
)
WATCHED = (health, metrics)


def build_api(version: str, lifespan: Lifespan, figures: Metrics, parts: Sequence[Any] = EVERYTHING) -> FastAPI:
    """Put the routes together.

    Parameters
    ----------
    version : str
        Version of radlane, as the contract states it.
    lifespan : callable
        Makes the `Services` that routes are given, under the key `services`.
    figures : Metrics
        Counts the requests.
    parts : sequence of module
        What is answered.
    """
    api = Api(
        title="radlane",
        version=version,
        summary=SUMMARY,
        lifespan=lifespan,
        dependencies=[Depends(refuse_nul)],
        responses=problems.responses("default"),
        redirect_slashes=False,  # a redirect repeats the query and the Host header
        docs_url=None,  # these pages load scripts from another site
        redoc_url=None,
        telemetry=_NO_TELEMETRY,
    )
    api.add_middleware(Refusals)
    api.add_middleware(BodyLimit)
    api.add_middleware(HeadAsGet)
    api.add_middleware(AccessLog, figures=figures)
    problems.install(api)
    for part in parts:
        api.include_router(part.router)
    api.webhooks.include_router(webhooks.router)
    return api
