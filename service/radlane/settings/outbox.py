"""Where the objects of results lie, where that is not `data_dir`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from radlane.settings.section import Section, is_kept_secret

S3_SCHEME = "s3://"
_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*'()-]+)*/?")


def is_an_outbox(said: str) -> str:
    """Stop what is neither a folder nor a bucket of S3."""
    if "://" in said and not _BUCKET.fullmatch(said):
        raise ValueError("neither a folder nor s3://bucket/prefix")
    if not said:
        raise ValueError("no folder")
    return said


class S3Settings(Section):
    """How an S3-compatible store is reached; what is not set comes from the environment (`AWS_...`)."""

    endpoint_url: (
        Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.:\[\]-]+/?$"), AfterValidator(is_kept_secret)] | None
    ) = None
    """Its address, `https` (`http` on this machine only), where it is not Amazon's."""
    region: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")] | None = None
    """Its region."""
    access_key_file: Path | None = None
    """File with the name of the key in one line."""
    secret_key_file: Path | None = None
    """File with the key in one line; both are read at the start."""

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.access_key_file is None) != (self.secret_key_file is None):
            raise ValueError("a key has a name and a secret")
        return self
