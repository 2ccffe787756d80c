"""What may stand in an event."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from radlane.api.schemas.events import MOST, OrthancEventBody, expectation_of
from radlane.domain.job import Expectation


def test_an_event_may_say_how_large_the_study_is() -> None:
    assert expectation_of(OrthancEventBody(study="1.2")) is None
    assert expectation_of(OrthancEventBody(study="1.2", instances=4)) == Expectation(instances=4)


WRONG = [
    {},
    {"study": ""},
    {"study": "1" * 65},
    {"study": "1.2\0"},
    {"study": ["1.2"]},
    {"study": "1.2", "url": "http://elsewhere.example/dicom-web"},
    {"study": "1.2", "archive": ""},
    {"study": "1.2", "archive": "a" * 65},
    {"study": "1.2", "instances": 0},
    {"study": "1.2", "instances": MOST + 1},
    {"study": "1.2", "series": -1},
]


@pytest.mark.parametrize("body", WRONG)
def test_what_is_no_event(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        OrthancEventBody.model_validate(body)
