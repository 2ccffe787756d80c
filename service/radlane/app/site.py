"""Models, archives and what all jobs share: what an analysis needs."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from radlane.app.dimse import open_dimse
from radlane.dicomweb.archive import Archive
from radlane.dicomweb.breaker import Breaker, BreakingArchive
from radlane.dicomweb.credentials import Authorization, anonymous, basic, bearer
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.oauth2 import ClientCredentials, TokenService
from radlane.dicomweb.observed import ObservedArchive
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.received import ReceivedArchive
from radlane.dicomweb.session import ClientCertificate, Service
from radlane.dicomweb.web import DicomWebArchive
from radlane.domain.arrival import RECEIVED
from radlane.domain.output import SegmentationType
from radlane.domain.status import ResultStatus
from radlane.errors import SettingsError
from radlane.inference.batcher import Bounds
from radlane.inference.devices import CUDA_PROVIDER, available_providers, choose_device, count_threads, usable_cores
from radlane.inference.gpu_memory import load_driver
from radlane.inference.memory import memory_for
from radlane.inference.running import NOBODY, Told
from radlane.inference.servers import RemoteServer
from radlane.monitoring.archive_metrics import ArchiveMetrics
from radlane.monitoring.tracing import traceparent
from radlane.pipeline.decoding import DecodeLimits, DecodingPool
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import Catalogue, Resolver, builtin_roots, load_catalogue
from radlane.registry.sanity_book import SanityBook
from radlane.settings.archives import (
    AuthSettings,
    BasicAuthSettings,
    BearerAuthSettings,
    DicomWebArchiveSettings,
    DimseArchiveSettings,
    FolderArchiveSettings,
    OAuth2AuthSettings,
)
from radlane.settings.cuda import read_cuda_environment
from radlane.settings.tree import Settings
from radlane.settings.worklists import WorklistElsewhereSettings

TAGS_FILE = "tags.json"
EXPLANATIONS = "explanations"
READ_THREADS = 4  # of one job


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


def build_models(settings: Settings, catalogue: Resolver, told: Told = NOBODY) -> Models:
    """The catalogue's models on the device that the settings ask for, or on the servers that they allow."""
    device = choose_device(settings.device, available_providers())
    driver = load_driver() if CUDA_PROVIDER in device.providers else None
    memory = memory_for(device, settings.models_memory_bytes, driver, read_cuda_environment())
    servers = tuple(RemoteServer(**dict(server)) for server in settings.remote_servers.values())
    cores = count_threads(usable_cores())
    places = Places(
        device=replace(device, arena_bytes=memory.budget if driver else None),
        threads=settings.threads or cores,
        servers=servers,
        queues=build_queues(settings, cores),
        told=told,
    )
    return Models(catalogue, places, memory, SanityBook(settings.data_dir / EXPLANATIONS))


def build_queues(settings: Settings, cores: int) -> Mapping[str, Bounds]:
    """What waits before a network, and runs together: on a GPU batches, one after the other; on the CPU, where batches
    bring nothing, as many runs at once as there are cores.
    """
    wanted = settings.batching
    alone = Bounds(at_once=cores, waiting=wanted.waiting, wait_s=wanted.wait_seconds)
    return {"cpu": alone, "cuda": replace(alone, at_once=1, most=wanted.images, delay_s=wanted.delay_seconds)}


@contextmanager
def open_site(settings: Settings, decoder_lost: Callable[[], None] = lambda: None) -> Iterator[Site]:
    """What all jobs share; the decoding processes end with it, and one that is lost before is told."""
    limits, chosen = settings.limits, settings.results.segmentation_type
    read_threads = min(READ_THREADS, usable_cores())
    bounds = DecodeLimits(seconds=limits.decode_seconds, memory_bytes=limits.decode_memory_bytes)
    decode = DecodingPool(bounds, read_threads, decoder_lost)
    try:
        yield Site(
            decode=decode,
            read_limits=build_limits(settings),
            inference_seconds=limits.inference_seconds,
            read_threads=read_threads,
            timezone=settings.site_timezone,
            now=lambda: datetime.now(UTC),
            clock=time.perf_counter,
            token_bytes=secrets.token_bytes,
            version=version("radlane"),
            reported=_reported(settings),
            display_report=settings.results.display_report,
            segmentation_type=SegmentationType(chosen) if chosen else None,
        )
    finally:
        decode.close()


def _reported(settings: Settings) -> frozenset[ResultStatus]:
    wanted = {
        ResultStatus.NOT_ATTEMPTED: settings.results.report_not_analysed,
        ResultStatus.FAILED: settings.results.report_failed,
    }
    return frozenset(status for status, is_wanted in wanted.items() if is_wanted)


def open_folder(settings: Settings, name: str, path: Path) -> Archive:
    """A folder as an archive."""
    return FolderArchive(name, path, build_limits(settings))


def received_folder(settings: Settings) -> Path:
    """The folder of the archive that has what others sent."""
    return settings.reception.path or settings.data_dir / RECEIVED


def open_archive(settings: Settings, name: str | None) -> Archive:
    """An archive of the settings; without a name the default one.

    Raises
    ------
    SettingsError
        If there is none of that name.
    """
    wanted = name or settings.default_archive
    if wanted == RECEIVED:
        return ReceivedArchive(received_folder(settings), build_limits(settings))
    if wanted is None or wanted not in settings.archives:
        raise SettingsError(
            "The settings know no such archive" if wanted else "The settings name no default archive",
            remedy="Name it under `archives` in radlane.yaml",
        )
    chosen = settings.archives[wanted]
    if isinstance(chosen, DimseArchiveSettings):
        return open_dimse(wanted, chosen, build_limits(settings))
    if isinstance(chosen, FolderArchiveSettings):
        return open_folder(settings, wanted, chosen.path)
    return DicomWebArchive(wanted, build_service(chosen), build_limits(settings))


def build_service(settings: DicomWebArchiveSettings) -> Service:
    """Where a DICOMweb service is, and how to show who we are."""
    return Service(
        url=settings.url.rstrip("/"),
        authorization=build_authorization(settings.auth),
        ca_file=settings.ca_file,
        certificate=ClientCertificate(**dict(settings.client_certificate)) if settings.client_certificate else None,
        connections=settings.connections,
        requests_per_second=settings.requests_per_second,
        connect_seconds=settings.connect_seconds,
        read_seconds=settings.read_seconds,
        qido_prefix=settings.qido_prefix,
        wado_prefix=settings.wado_prefix,
        stow_prefix=settings.stow_prefix,
        traceparent=traceparent,
    )


def build_worklist_service(settings: WorklistElsewhereSettings) -> Service:
    """Where a worklist elsewhere is, and how to show who we are."""
    return Service(
        url=settings.url.rstrip("/"),
        authorization=build_authorization(settings.auth),
        ca_file=settings.ca_file,
        certificate=ClientCertificate(**dict(settings.client_certificate)) if settings.client_certificate else None,
        connect_seconds=settings.connect_seconds,
        read_seconds=settings.read_seconds,
        traceparent=traceparent,
    )


def build_limits(settings: Settings) -> Limits:
    """What is read of files, and retrieved of a study, at most."""
    limits = settings.limits
    return Limits(
        file_bytes=limits.file_bytes,
        header_elements=limits.elements,
        study_bytes=limits.study_bytes,
        study_instances=limits.instances,
        study_seconds=limits.study_seconds,
    )


def build_authorization(settings: AuthSettings) -> Authorization:
    """How radlane shows who it is."""
    match settings:
        case BasicAuthSettings():
            return basic(settings.username, settings.password_file)
        case BearerAuthSettings():
            return bearer(settings.token_file)
        case OAuth2AuthSettings():
            service = TokenService(
                url=settings.token_url,
                client_id=settings.client_id,
                client_secret_file=settings.client_secret_file,
                scope=settings.scope,
                audience=settings.audience,
                ca_file=settings.ca_file,
            )
            return ClientCredentials(service, time.monotonic)
    return anonymous


class Archives:
    """The archives of the settings, each opened when it is first asked for and then kept.

    One for the whole service: what an archive allows of connections and requests, its sessions share.

    Parameters
    ----------
    settings : Settings
        What archives there are.
    figures : ArchiveMetrics
        Counts what they are asked.

    Attributes
    ----------
    breakers : mapping of str to Breaker
        Archive -> whether it is asked. What was received lies here, and is asked always.
    """

    def __init__(self, settings: Settings, figures: ArchiveMetrics) -> None:
        self.settings = settings
        self._figures = figures
        self._lock = Lock()
        self._open: dict[str, Archive] = {}
        limits = settings.limits
        self.breakers = {
            name: Breaker(time.monotonic, limits.archive_failures, limits.archive_pause_seconds)
            for name in settings.archives
        }

    def get(self, name: str) -> Archive:
        """Return an archive.

        Raises
        ------
        SettingsError
            If the settings know none of that name.
        """
        with self._lock:
            if name not in self._open:
                observed = ObservedArchive(open_archive(self.settings, name), self._figures)
                breaker = self.breakers.get(name)
                self._open[name] = BreakingArchive(observed, breaker) if breaker is not None else observed
            return self._open[name]
