"""Model references: `name`, `name:version`, `name:tag`, `name@sha256:...`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from radlane.domain.version import Tag
from radlane.errors import UsageError

DEFAULT_TAG = "production"
_REFERENCE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]{0,62})"
    r"(?:@(?P<digest>sha256:[0-9a-f]{64})|:(?P<version>\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)|:(?P<tag>[a-z][a-z0-9-]{0,62}))?",
    re.ASCII,
)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A parsed reference; exactly one of version, tag and digest is set."""

    name: str
    version: str | None = None
    tag: str | None = None
    digest: str | None = None


def parse_reference(text: str) -> Reference:
    """Parse a reference; a name alone means its `production` tag, never the latest version.

    Raises
    ------
    UsageError
        If it has none of the four forms.
    """
    match = _REFERENCE.fullmatch(text)
    if match is None:
        raise UsageError(
            "This is no model reference", remedy="Use name, name:version, name:tag or name@sha256:<64 digits>"
        )
    parts = match.groupdict()
    if not any(parts[key] for key in ("digest", "version", "tag")):
        parts["tag"] = DEFAULT_TAG
    return Reference(**parts)


def parse_tag(name: str, tag: str) -> Tag:
    """Parse the name of a model and of a tag.

    Raises
    ------
    UsageError
        If they are none, such as a version.
    """
    if parse_reference(f"{name}:{tag}").tag is None:
        raise UsageError("This is no name of a tag", remedy="It begins with a letter, such as production")
    return Tag(name=name, tag=tag)
