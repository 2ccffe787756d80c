"""The model registry of an installation: in the database of jobs, its bytes in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from uuid import uuid4

from radlane.app.admission import admission_options, package_limits
from radlane.app.health import require_free
from radlane.app.site import build_catalogue
from radlane.app.trail import JOBS_FILE, database_url, now, who_runs
from radlane.domain.admission import Report
from radlane.domain.version import Act
from radlane.errors import ModelNotFound
from radlane.jobs.database import Engine, is_made, opened, said_away
from radlane.jobs.in_place import InPlace
from radlane.jobs.registry import Registry
from radlane.jobs.shipped import register
from radlane.jobs.trail import Say, Trail
from radlane.pipeline.admission import admit
from radlane.registry.catalogue import Catalogue
from radlane.registry.package import ModelPackage
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings

MODELS = "models"  # in data_dir: the bytes of versions


def open_registry(settings: Settings, engine: Engine) -> Registry:
    """The registry in a database that is up to date; packages in folders are not registered."""
    folder, reserve = settings.data_dir, settings.limits.free_bytes

    def room(size: int) -> None:
        require_free(folder, reserve + size)

    return Registry(
        engine, settings.models_store or folder / MODELS, package_limits(settings), lambda: uuid4().hex, room
    )


def start_registry(settings: Settings, catalogue: Catalogue, trail: Trail) -> Registry:
    """The registry as the service needs it: swept, and with what lies in folders."""
    registry = open_registry(settings, trail.engine)
    registry.holdings.sweep()

    def saying(action: Action) -> AbstractContextManager[Say]:
        return trail.saying(Entry(action=action, caller=who_runs(), via="radlane serve"))

    act = Act(at=now(), caller=who_runs(), reason="it lies in models_dir, or came with radlane")
    registry.broken = register(trail.engine, registry.holdings, catalogue, act, saying)
    with suppress(ModelNotFound):  # the service says so: it is not ready
        registry.require_some()
    return registry


def examine(settings: Settings, package: ModelPackage) -> Report:
    """Examine a package, as the settings demand."""
    return admit(package, admission_options(settings))


@contextmanager
def seen_models(settings: Settings) -> Iterator[InPlace]:
    """What there is, for a command that only looks or runs in place: nothing is made or changed."""
    catalogue = build_catalogue(settings)
    with said_away(), opened(database_url(settings, JOBS_FILE)) as engine:
        registry = open_registry(settings, engine) if is_made(engine) else None
        yield InPlace(catalogue=catalogue, registry=registry)
