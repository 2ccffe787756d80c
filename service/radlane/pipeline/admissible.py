"""The next version of a package -> a folder, where it passes admission."""

from __future__ import annotations

from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from radlane.domain.model import Manifest
from radlane.errors import ImportRefused, UsageError
from radlane.pipeline.examination import ExaminationLimits, Examined, examine
from radlane.registry.package import ModelPackage, open_package
from radlane.registry.revision import write_revision
from radlane.registry.staging import named_files


def write_admissible(
    package: ModelPackage, manifest: Manifest, files: Mapping[str, Path], out: Path, limits: ExaminationLimits
) -> None:
    """Write the new version where it passes admission beside its place first.

    Parameters
    ----------
    package, manifest, files
        As `write_revision`.
    out : Path
        Not there yet.
    limits : ExaminationLimits
        What each check of admission may take.

    Raises
    ------
    ImportRefused
        If it does not pass; then it is not there.
    UsageError, ManifestInvalid
        As `write_revision`.
    """
    with TemporaryDirectory(prefix=".radlane-", dir=_parent(out)) as beside:
        write_revision(package, manifest, files, Path(beside, out.name))
        last = examine(examined(open_package(Path(beside, out.name))), limits, get_context("spawn"))[-1]
        if last.code is not None:
            raise ImportRefused("The new version does not pass admission", why=f"{last.code}: {last.detail}")
        Path(beside, out.name).rename(out)


def examined(package: ModelPackage) -> Examined:
    """Return a package such that it crosses to another process."""
    paths = {path: package.locate(path) for path in named_files(package.manifest)}
    return Examined(
        manifest=package.manifest, digest=package.digest, weights_digest=package.weights_digest, files=paths
    )


def require_free(out: Path) -> None:
    """See that nothing is at a place.

    Raises
    ------
    UsageError
        If something is.
    """
    if out.exists() or out.is_symlink():
        raise UsageError("There is something at --out already", remedy="Name a folder that is not there yet")


def _parent(out: Path) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("The folder cannot be written", why=error.strerror) from error
    return out.parent
