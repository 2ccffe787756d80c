"""A version of a model in the registry: what it consists of, where it stands, and which tags lead to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from radlane.domain.admission import Report


class VersionState(StrEnum):
    """Where a version stands; it goes from left to right only."""

    QUARANTINED = "quarantined"  # not admitted yet, or it failed; nothing runs it
    VALIDATED = "validated"
    DEPRECATED = "deprecated"  # runs, and says that it will not for ever
    REVOKED = "revoked"  # nothing runs it, no tag may mean it


RUNNABLE = frozenset({VersionState.VALIDATED, VersionState.DEPRECATED})
Precedence = tuple[tuple[int, int, int], bool, tuple[tuple[bool, int, str], ...]]


def precedence(version: str) -> Precedence:
    """Return what versions are put in order by: 1.10.0 comes after 1.9.0, and 1.0.0-rc.1 before 1.0.0.

    Reference: Semantic Versioning 2.0.0, section 11.
    """
    core, _, pre = version.partition("-")
    major, minor, patch = (int(number) for number in core.split("."))
    parts = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in pre.split(".") if part)
    return (major, minor, patch), not pre, parts


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file of a package; `sha256` in lower-case hexadecimal names its blob, `size` in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who did something, when, and why; `caller` is `security.caller.Caller.id`, or who ran the command."""

    at: datetime
    caller: str
    reason: str


UNKNOWN = Act(at=datetime.fromtimestamp(0, UTC), caller="", reason="")  # of what is not on record yet


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version; nothing of it changes but its state and what is said of that.

    Attributes
    ----------
    digest : str
        `sha256:...` of the manifest (`registry.package`): names the version for ever.
    weights_digest : str
        `sha256:...` of the main network's weights.
    files : tuple of StoredFile
        All of it, by path.
    title, trained_on, statement : str
        From the manifest, for lists.
    shipped : bool
        Whether it lies in `models_dir`, or came with radlane, and was registered at the start.
    added : Act
        Who brought it.
    changed : Act or None
        The last change of its state.
    sunset : datetime or None
        Of a deprecated version: when it will be revoked.
    replacement : str or None
        Of a deprecated one: the version to use.
    report : Report or None
        Of its last admission.
    """

    name: str
    version: str
    digest: str
    weights_digest: str
    files: tuple[StoredFile, ...]
    title: str
    trained_on: str
    statement: str
    state: VersionState
    shipped: bool
    added: Act
    changed: Act | None = None
    sunset: datetime | None = None
    replacement: str | None = None
    report: Report | None = None


class MoveKind(StrEnum):
    """How a tag came to mean a version."""

    SHIPPED = "shipped"  # at the first start of a radlane that brings it
    MOVED = "moved"
    ROLLED_BACK = "rolled-back"


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A tag of a model."""

    name: str
    tag: str


@dataclass(frozen=True, kw_only=True)
class TagMove:
    """One line of a tag's history.

    Attributes
    ----------
    number : int
        From 1, counts up with each move of this tag: its ETag.
    previous : str or None
        The version that it meant before.
    """

    name: str
    tag: str
    number: int
    kind: MoveKind
    version: str
    previous: str | None
    act: Act
