"""A package is examined before it may run.

In: a package, and what the site demands. Out: `Report`, whose first failed check is its last (docs/admission.md).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import Literal

from radlane.domain.admission import Check, Report
from radlane.errors import ArtifactCorrupt, ManifestInvalid, PackageRefused
from radlane.inference.devices import installed_runtimes, require_one_runtime
from radlane.pipeline.examination import ExaminationLimits, Examined, examine
from radlane.registry.package import ModelPackage, open_files, read_card, read_plain
from radlane.registry.signature import MAX_BYTES, TrustedKey, verify_signature
from radlane.registry.staging import SIGNATURE, named_files, stored_file

SignaturePolicy = Literal["off", "warn", "require"]
_WARNED = frozenset({"signature-missing", "signature-key"})  # one that is there and wrong is never passed over


@dataclass(frozen=True, kw_only=True)
class AdmissionOptions:
    """What the site demands.

    Attributes
    ----------
    limits : ExaminationLimits
        What the process that examines networks may take.
    signatures : str
        `off`: not looked at; `warn`: none, or that of an unknown key, is a warning; `require`: one of `keys`.
    keys : tuple of TrustedKey
        Who may sign packages.
    now : callable
        The time, aware.
    version : str
        Of radlane.
    context : BaseContext
        How that process is started (`examine`).
    """

    limits: ExaminationLimits = field(default_factory=ExaminationLimits)
    signatures: SignaturePolicy = "off"
    keys: tuple[TrustedKey, ...] = ()
    now: Callable[[], datetime]
    version: str
    context: BaseContext = field(default_factory=lambda: get_context("spawn"))


def admit(package: ModelPackage, options: AdmissionOptions) -> Report:
    """Examine a package; what is wrong with it is in the report.

    Raises
    ------
    ModelUnavailable
        If the process that examines it could not be started.
    RuntimeConflict
        If none or several onnxruntime packages are installed.
    """
    at, runtime = options.now(), require_one_runtime(installed_runtimes())
    warnings: list[str] = []
    checks = tuple(_checks(package, options, warnings))
    return Report(at=at, radlane=options.version, runtime=runtime, checks=checks, warnings=tuple(warnings))


def _checks(package: ModelPackage, options: AdmissionOptions, warnings: list[str]) -> Iterator[Check]:
    files: dict[str, str] = {}
    yield (done := _checked("files", lambda: _files(package, files)))
    if done.code is not None:
        return
    yield (done := _checked("signature", lambda: _signature(package, files, options, warnings)))
    if done.code is not None:
        return
    named = [artifact.path for artifact in package.manifest.artifacts] + [test.path for test in package.manifest.tests]
    paths = {path: package.locate(path) for path in named}
    examined = Examined(
        manifest=package.manifest, digest=package.digest, weights_digest=package.weights_digest, files=paths
    )
    yield from examine(examined, options.limits, options.context)


def _checked(name: str, check: Callable[[], str]) -> Check:
    begun, code = time.monotonic(), None
    try:
        detail = check()
    except (PackageRefused, ManifestInvalid, ArtifactCorrupt) as error:
        code, detail = error.code, f"{error.what}: {error.why}" if error.why else error.what
    return Check(name=name, code=code, detail=detail, seconds=round(time.monotonic() - begun, 3))


def _files(package: ModelPackage, files: dict[str, str]) -> str:
    """Every file is there, and the artifacts are those of the manifest; `files` gets the digests."""
    if open_files(package.locate).digest != package.digest:
        raise ManifestInvalid("The manifest is another than the one that was taken", uid=package.manifest.name)
    read_card(package)
    for path in named_files(package.manifest):
        files[path] = stored_file(package.locate(path), path).sha256
    return f"{len(files)} files are there, and those that model.yaml names have their digests"


def _signature(package: ModelPackage, files: dict[str, str], options: AdmissionOptions, warnings: list[str]) -> str:
    if options.signatures == "off":
        return "not looked at: admission.signatures is off"
    try:
        key = verify_signature(_bundle(package), options.keys, files)
    except PackageRefused as error:
        if options.signatures == "require" or error.code not in _WARNED:
            raise
        warnings.append(f"{error.code}: {error.why}")
        return "admission.signatures is warn"
    return f"signed with the key {key.name}"


def _bundle(package: ModelPackage) -> bytes:
    try:
        return read_plain(package.locate(SIGNATURE), SIGNATURE, MAX_BYTES)
    except ArtifactCorrupt as error:
        raise PackageRefused(
            "signature-missing",
            "The package is not signed",
            why="it has no model.sig that can be read",
            remedy="Sign it with a key that admission.keys names",
        ) from error
