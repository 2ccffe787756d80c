"""Who may be called when a job has ended."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from radlane.security.receiver import MOST_URL, origin_of
from radlane.settings.section import Section

ReceiverName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]


def _is_an_address(url: str) -> str:
    origin_of(url)
    return url


class CallbackSettings(Section):
    """A receiver of events of jobs."""

    url: Annotated[str, Field(max_length=MOST_URL), AfterValidator(_is_an_address)]
    """Its address, `https` (`http` on this machine only), without a name or password in it."""
    secret_files: Annotated[tuple[Path, ...], Field(min_length=1, max_length=4)]
    """Files with the secrets (`whsec_` and base64) that events are signed with, each with all of them."""
    any_path: bool = False
    """Whether callers may give addresses of their own with the same scheme, host and port."""
    internal: bool = False
    """Whether it is on a private network; addresses of such networks are refused otherwise."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones."""
    seconds: Annotated[float, Field(gt=0, le=60)] = 15.0
    """Seconds for one attempt."""
