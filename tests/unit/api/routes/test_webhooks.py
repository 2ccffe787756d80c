"""What radlane calls stands in the contract, and is not served."""

from __future__ import annotations

from contextlib import AsyncExitStack

import pytest

from radlane.api.everything import build_everything
from radlane.api.routes import webhooks
from radlane.monitoring.metrics import Metrics


def test_the_contract_says_what_receivers_get() -> None:
    api = build_everything("0", lambda _: AsyncExitStack(), Metrics("0"))
    (path,) = api.openapi()["webhooks"]
    said = api.openapi()["webhooks"][path]["post"]
    assert {one["name"] for one in said["parameters"]} == {"webhook-id", "webhook-timestamp", "webhook-signature"}
    assert said["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/CallbackEvent")
    assert not [route for route in api.openapi()["paths"] if "job-ended" in route]


@pytest.mark.parametrize("route", webhooks.router.routes)
def test_nothing_happens_where_it_would_be_served(route: object) -> None:
    assert getattr(route, "status_code", None) == 204
