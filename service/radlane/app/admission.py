"""What packages have to pass, as settings say."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version

from radlane.errors import SettingsError
from radlane.inference.devices import count_threads, usable_cores
from radlane.pipeline.admission import AdmissionOptions
from radlane.pipeline.examination import ExaminationLimits
from radlane.registry.members import PackageLimits
from radlane.registry.signature import TrustedKey, trusted_key
from radlane.settings.tree import Settings


def package_limits(settings: Settings) -> PackageLimits:
    """What a package may take, packed and unpacked."""
    chosen = settings.admission
    return PackageLimits(
        archive_bytes=chosen.archive_bytes,
        total_bytes=chosen.total_bytes,
        file_bytes=chosen.file_bytes,
        members=chosen.members,
        ratio=chosen.ratio,
    )


def admission_options(settings: Settings) -> AdmissionOptions:
    """What a package has to pass.

    Raises
    ------
    SettingsError
        If a key cannot be read.
    """
    chosen = settings.admission
    return AdmissionOptions(
        limits=ExaminationLimits(
            seconds=chosen.check_seconds,
            memory_bytes=chosen.check_memory_bytes,
            threads=settings.threads or count_threads(usable_cores()),
        ),
        signatures=chosen.signatures,
        keys=_keys(settings),
        now=lambda: datetime.now(UTC),
        version=version("radlane"),
    )


def _keys(settings: Settings) -> tuple[TrustedKey, ...]:
    try:
        return tuple(trusted_key(name, path.read_bytes()) for name, path in settings.admission.keys.items())
    except OSError as error:
        raise SettingsError("A key of admission.keys cannot be read", why=error.strerror) from error
