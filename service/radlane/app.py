"""The one place where the parts meet: settings go in, parts that are ready for use come out."""

from __future__ import annotations

import logging
import secrets
from asyncio import Semaphore
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI

from radlane.api.deps import Services
from radlane.api.service import build_api
from radlane.dicomweb.archive import Archive
from radlane.dicomweb.credentials import Authorization, anonymous, basic, bearer
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.session import Service
from radlane.dicomweb.web import DicomWebArchive
from radlane.errors import RadlaneError, SettingsError
from radlane.inference.devices import available_providers, choose_device, count_threads, usable_cores
from radlane.pipeline.decoding import DecodeLimits, DecodingProcess
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.registry.catalogue import Catalogue, builtin_roots, load_catalogue
from radlane.settings import (
    BasicAuthSettings,
    BearerAuthSettings,
    DicomWebArchiveSettings,
    FolderArchiveSettings,
    NoAuthSettings,
    Settings,
)

TAGS_FILE = "tags.json"
SPOOL = "spool"  # in data_dir: instances that are sent lie here while they are analysed
RECEIVE_SECONDS = 300.0
ANALYSES_AT_ONCE = 2  # one is read while the other computes; each holds its image and its network's tensors
_LOG = logging.getLogger(__name__)


def build_catalogue(settings: Settings) -> Catalogue:
    """All model packages: those of `models_dir`, or else those that come with radlane.

    Raises
    ------
    SettingsError
        If `models_dir` is no folder.
    """
    if settings.models_dir is not None and not settings.models_dir.is_dir():
        raise SettingsError("A setting is wrong", why="models_dir is no folder")
    roots = (settings.models_dir,) if settings.models_dir else builtin_roots()
    return load_catalogue(roots, [root / TAGS_FILE for root in (*builtin_roots(), *roots)])


def build_models(settings: Settings, catalogue: Catalogue) -> Models:
    """The catalogue's models on the device that the settings ask for."""
    device = choose_device(settings.device, available_providers())
    return Models(catalogue, device, settings.threads or count_threads(usable_cores()))


@contextmanager
def open_site(settings: Settings) -> Iterator[Site]:
    """What all jobs share; the decoding process ends with it."""
    limits = settings.limits
    decode = DecodingProcess(DecodeLimits(seconds=limits.decode_seconds, memory_bytes=limits.decode_memory_bytes))
    try:
        yield Site(
            decode=decode,
            read_limits=build_limits(settings),
            inference_seconds=limits.inference_seconds,
            timezone=settings.site_timezone,
            now=lambda: datetime.now(UTC),
            token_bytes=secrets.token_bytes,
            version=version("radlane"),
        )
    finally:
        decode.close()


def open_folder(settings: Settings, name: str, path: Path) -> Archive:
    """A folder as an archive."""
    return FolderArchive(name, path, build_limits(settings))


def open_archive(settings: Settings, name: str | None) -> Archive:
    """An archive of the settings; without a name the default one.

    Raises
    ------
    SettingsError
        If there is none of that name.
    """
    wanted = name or settings.default_archive
    if wanted is None or wanted not in settings.archives:
        raise SettingsError(
            "The settings know no such archive" if wanted else "The settings name no default archive",
            remedy="Name it under `archives` in radlane.yaml",
        )
    chosen = settings.archives[wanted]
    if isinstance(chosen, FolderArchiveSettings):
        return open_folder(settings, wanted, chosen.path)
    return DicomWebArchive(wanted, build_service(chosen), build_limits(settings))


def build_service(settings: DicomWebArchiveSettings) -> Service:
    """Where a DICOMweb service is, and how to show who we are."""
    return Service(
        url=settings.url.rstrip("/"),
        authorization=_authorization(settings.auth),
        ca_file=settings.ca_file,
        connections=settings.connections,
        requests_per_second=settings.requests_per_second,
        connect_seconds=settings.connect_seconds,
        read_seconds=settings.read_seconds,
        qido_prefix=settings.qido_prefix,
        wado_prefix=settings.wado_prefix,
        stow_prefix=settings.stow_prefix,
    )


def build_limits(settings: Settings) -> Limits:
    """What is read of files, and retrieved of a study, at most."""
    return Limits(file_bytes=settings.limits.file_bytes, study_bytes=settings.limits.study_bytes)


def _authorization(settings: NoAuthSettings | BasicAuthSettings | BearerAuthSettings) -> Authorization:
    if isinstance(settings, BasicAuthSettings):
        return basic(settings.username, settings.password_file)
    return bearer(settings.token_file) if isinstance(settings, BearerAuthSettings) else anonymous


def create_app(settings: Settings) -> FastAPI:
    """The HTTP service; its parts are made when it starts, and closed when it stops."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Services]]:
        with _told_if_it_fails(), open_site(settings) as site:
            yield {"services": build_services(settings, site)}

    return build_api(version("radlane"), lifespan)


def build_services(settings: Settings, site: Site) -> Services:
    """The parts of the HTTP service."""
    return Services(
        site=site,
        models=build_models(settings, build_catalogue(settings)),
        spool=settings.data_dir / SPOOL,
        most_bytes=settings.limits.file_bytes,
        receive_seconds=RECEIVE_SECONDS,
        turns=Semaphore(ANALYSES_AT_ONCE),
    )


@contextmanager
def _told_if_it_fails() -> Iterator[None]:
    """Log why the service does not start: the server itself says only that it does not."""
    try:
        yield
    except RadlaneError as error:
        _LOG.error("the service cannot start", extra={"code": error.code}, exc_info=error)
        raise
