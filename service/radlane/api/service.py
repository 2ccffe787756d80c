"""The FastAPI application, from its routes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, ExitStack, asynccontextmanager
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
from radlane.api.services import Services
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


def build_api(version: str, lifespan: Lifespan, figures: Metrics, parts: Sequence[Any]) -> FastAPI:
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
    return api


def lifespan_of(opened: Callable[[], AbstractContextManager[Services]]) -> Lifespan:
    """The life of an app: its parts are made when it starts, and closed when it stops."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Services]]:
        with ExitStack() as stack:
            # off the event loop: the engine would adopt it, and run its workflows there
            services = await asyncio.to_thread(stack.enter_context, opened())
            yield {"services": services}

    return lifespan
