"""`radlane doctor`: does this installation work?"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

from pydantic import BaseModel

from radlane.app.access import build_issuer
from radlane.app.site import build_catalogue, build_models, open_archive, open_site
from radlane.cli.console import DONE, FAILED, Answer, begin
from radlane.cli.samples import FRAMES, GREY, SIDE
from radlane.errors import DecodeCrashed, ModelError, ModelNotFound, RadlaneError, SettingsError, StorageFull
from radlane.imaging.decode import FrameFormat
from radlane.inference.devices import available_providers, installed_runtimes, require_one_runtime
from radlane.registry.catalogue import Catalogue, Entry
from radlane.settings.access import OidcSettings
from radlane.settings.tree import Settings

_LEAST_FREE_MIB = 256  # several results


class CheckupDocument(BaseModel):
    """One thing that was looked at; `detail` says what it is, or why it does not work."""

    name: str
    ok: bool
    detail: str


class DoctorDocument(BaseModel):
    """All that was looked at."""

    ok: bool
    items: list[CheckupDocument]


_Checkup = tuple[str, Callable[[], str]]


def doctor() -> Answer:
    """Look at the settings, the runtime, the models, the archives and the disk."""
    items = [_look(name, check) for name, check in _of_the_installation()]
    try:
        settings = begin()
        items += [_look(name, check) for name, check in _of_the_settings(settings)]
        items += [_look(name, check) for name, check in _of_the_models(settings, build_catalogue(settings))]
    except SettingsError as error:
        items.append(_failed("settings", error))
    except ModelError as error:
        items.append(_failed("models", error))
    document = DoctorDocument(ok=all(item.ok for item in items), items=items)
    lines = [f"{'ok  ' if item.ok else 'FAIL'}  {item.name}: {item.detail}" for item in items]
    return Answer(document=document, lines=lines, code=DONE if document.ok else FAILED)


def _of_the_installation() -> Iterator[_Checkup]:
    yield "radlane", lambda: f"{version('radlane')}, Python {platform.python_version()}"
    yield "runtime", lambda: require_one_runtime(installed_runtimes())
    yield "providers", lambda: ", ".join(available_providers())
    yield "temporary folder", lambda: _folder(Path(gettempdir()))


def _of_the_settings(settings: Settings) -> Iterator[_Checkup]:
    yield "data folder", lambda: _folder(settings.data_dir)
    yield "decoders", lambda: _decoders(settings)
    if settings.access == "oidc" and settings.oidc is not None:
        yield "issuer", partial(_issuer, settings.oidc)
    for name in settings.archives:
        yield f"archive {name}", partial(_reading, settings, name)
        yield f"archive {name}, storing", partial(_storing, settings, name)


def _of_the_models(settings: Settings, catalogue: Catalogue) -> Iterator[_Checkup]:
    yield "models", lambda: _packages(catalogue)
    for entry in catalogue.entries:
        yield f"model {entry.folder}", partial(_model, settings, entry)


def _folder(path: Path) -> str:
    """Look whether objects can be written to a folder, and whether there is room."""
    path.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(path).free >> 20
    if free < _LEAST_FREE_MIB:
        raise StorageFull(f"{free} MiB are free", remedy=f"Have {_LEAST_FREE_MIB} MiB at least")
    with TemporaryFile(dir=path) as file:
        file.write(b"\0")
    return f"{path}, {free} MiB free"


def _decoders(settings: Settings) -> str:
    """Decode a frame of each codec, in a process with the limits of the settings."""
    with open_site(settings) as site:
        for name, syntax, stream in FRAMES:
            form = FrameFormat(
                uid=name,
                transfer_syntax=syntax,
                rows=SIDE,
                columns=SIDE,
                bits_allocated=8,
                bits_stored=8,
                signed=False,
            )
            if (site.decode(form, stream) != GREY).any():
                raise DecodeCrashed("A decoder gives other pixels than were encoded", uid=name)
    return ", ".join(name for name, *_ in FRAMES)


def _issuer(settings: OidcSettings) -> str:
    """Ask the issuer of tokens for its keys."""
    return f"{len(build_issuer(settings).fetch_keys())} keys"


def _reading(settings: Settings, name: str) -> str:
    return open_archive(settings, name).check()


def _storing(settings: Settings, name: str) -> str:
    return open_archive(settings, name).check_store()


def _packages(catalogue: Catalogue) -> str:
    if not catalogue.entries:
        raise ModelNotFound("There is no model package", remedy="Look at the setting models_dir")
    return f"{len(catalogue.entries)} packages"


def _model(settings: Settings, entry: Entry) -> str:
    """Load a model and run its golden vectors."""
    if entry.package is None:
        assert entry.error is not None  # an entry has one of both
        raise entry.error
    manifest = entry.package.manifest
    name = f"{manifest.name}:{manifest.version}"
    session = build_models(settings, Catalogue(entries=(entry,), tags={})).load(name).session
    return f"{name} passes its self-test on {session.device}; {manifest.regulatory.statement}"


def _look(name: str, check: Callable[[], str]) -> CheckupDocument:
    try:
        return CheckupDocument(name=name, ok=True, detail=check())
    except RadlaneError as error:
        return _failed(name, error)
    except OSError as error:
        return CheckupDocument(name=name, ok=False, detail=error.strerror or type(error).__name__)


def _failed(name: str, error: RadlaneError) -> CheckupDocument:
    return CheckupDocument(name=name, ok=False, detail=f"{error.code}: {error}")
