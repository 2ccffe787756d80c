"""What every part of the settings is."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from radlane.security.loopback import is_loopback

DAY_S = 86400.0


class Section(BaseModel):
    """A part: unknown keys are errors, values do not change, and errors do not repeat them."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)


def is_kept_secret(url: str) -> str:
    """Stop an address to which secrets go, or from which keys come, in clear text, but on this machine."""
    if urlsplit(url).scheme != "https" and not is_loopback(urlsplit(url).hostname or ""):
        raise ValueError("https is needed")
    return url
