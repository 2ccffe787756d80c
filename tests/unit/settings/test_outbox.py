"""Where the objects of results lie."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from radlane.settings.outbox import S3Settings, is_an_outbox
from radlane.settings.tree import Settings


@pytest.mark.parametrize("said", ["/srv/radlane", "outbox", "s3://radlane", "s3://radlane/site-a/results/"])
def test_a_folder_or_a_bucket(said: str) -> None:
    assert Settings(outbox=said).outbox == is_an_outbox(said) == said


@pytest.mark.parametrize(
    "said",
    ["", "s3://", "s3://B", "http://radlane.example/x", "gs://radlane", "s3://key:secret@radlane/x", "s3://ab/../c?d"],
)
def test_nothing_else(said: str) -> None:
    with pytest.raises(ValidationError):
        Settings(outbox=said)


def test_results_go_over_tls() -> None:
    with pytest.raises(ValidationError, match="https is needed"):
        S3Settings(endpoint_url="http://store.example")
    assert S3Settings(endpoint_url="http://127.0.0.1:9000").endpoint_url == "http://127.0.0.1:9000"


def test_a_key_has_a_name_and_a_secret() -> None:
    with pytest.raises(ValidationError, match="a name and a secret"):
        S3Settings.model_validate({"access_key_file": "/run/secrets/name"})
