"""All that the HTTP service answers."""

from __future__ import annotations

from fastapi import FastAPI

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
from radlane.api.service import Lifespan, build_api
from radlane.monitoring.metrics import Metrics

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


def build_everything(version: str, lifespan: Lifespan, figures: Metrics) -> FastAPI:
    """The whole application (`service.build_api`), with what it calls itself."""
    api = build_api(version, lifespan, figures, EVERYTHING)
    api.webhooks.include_router(webhooks.router)
    return api
