"""`radlane doctor`: does this installation work?"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import gettempdir

from pydantic import BaseModel

from radlane.app.access import build_issuer
from radlane.app.health import require_room
from radlane.app.registry import seen_models
from radlane.app.rules import what_rules_know
from radlane.app.site import build_models, open_archive, open_site
from radlane.cli.beginning import begin
from radlane.cli.checkups import Checkup, of_the_records
from radlane.cli.console import DONE, FAILED, Answer
from radlane.cli.samples import FRAMES, GREY, SIDE
from radlane.domain.version import RUNNABLE, Version
from radlane.errors import DecodeCrashed, ModelError, ModelNotFound, RadlaneError, RecordsUnavailable, SettingsError
from radlane.imaging.decode import FrameFormat
from radlane.inference.devices import available_providers, installed_runtimes, require_one_runtime
from radlane.jobs.in_place import InPlace
from radlane.jobs.standing import called
from radlane.registry.catalogue import Entry
from radlane.settings.access import OidcSettings
from radlane.settings.tree import Settings
from radlane.triggers.rule_file import load_rules

_LEAST_FREE = 256 << 20  # several results


_MENDS = {
    "archive": "Look at its address, its credentials and its own log",
    "model": "Install the package again, and see `radlane models list`",
    "decoders": "Install imagecodecs and pylibjpeg-rle again, as the lock says",
    "": "See docs/operations.md",
}


class CheckupDocument(BaseModel):
    """One thing that was looked at; `detail` says what it is, or why it does not work, `remedy` what to do then."""

    name: str
    ok: bool
    detail: str
    remedy: str | None = None


class DoctorDocument(BaseModel):
    """All that was looked at."""

    ok: bool
    items: list[CheckupDocument]


def doctor() -> Answer:
    """Look at the settings, the runtime, the models, the archives, the records and the disk."""
    items = [_look(name, check) for name, check in _of_the_installation()]
    try:
        settings = begin()
        items += [_look(name, check) for name, check in _of_the_settings(settings)]
        with seen_models(settings) as seen:
            items += [_look(name, check) for name, check in _of_the_models(settings, seen)]
    except SettingsError as error:
        items.append(_failed("settings", error))
    except (ModelError, RecordsUnavailable) as error:
        items.append(_failed("models", error))
    document = DoctorDocument(ok=all(item.ok for item in items), items=items)
    lines = [line for item in items for line in _lines(item)]
    return Answer(document=document, lines=lines, code=DONE if document.ok else FAILED)


def _of_the_installation() -> Iterator[Checkup]:
    yield "radlane", lambda: f"{version('radlane')}, Python {platform.python_version()}"
    yield "runtime", lambda: require_one_runtime(installed_runtimes())
    yield "providers", lambda: ", ".join(available_providers())
    yield "temporary folder", lambda: _folder(Path(gettempdir()), _LEAST_FREE)


def _of_the_settings(settings: Settings) -> Iterator[Checkup]:
    yield from of_the_records(settings)
    yield "data folder", lambda: _folder(settings.data_dir, settings.limits.free_bytes)
    yield "decoders", lambda: _decoders(settings)
    if settings.access == "oidc" and settings.oidc is not None:
        yield "issuer", partial(_issuer, settings.oidc)
    for name in settings.archives:
        yield f"archive {name}", partial(_reading, settings, name)
        yield f"archive {name}, storing", partial(_storing, settings, name)


def _of_the_models(settings: Settings, seen: InPlace) -> Iterator[Checkup]:
    if settings.rules_file is not None:
        yield "rules", partial(_rules, settings, settings.rules_file, seen)
    broken = seen.broken()
    versions = [one for one in seen.versions() if one.state in RUNNABLE]
    yield "models", lambda: _packages(len(versions), len(broken))
    for one in versions:
        yield f"model {called(one)}", partial(_model, settings, seen, one)
    for entry in broken:
        yield f"model {entry.folder}", partial(_refuse, entry)


def _folder(path: Path, least_bytes: int) -> str:
    """Look whether objects can be written to a folder, and whether there is room."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"{path}, {require_room(path, least_bytes) >> 20} MiB free"


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


def _packages(running: int, broken: int) -> str:
    if not running + broken:
        raise ModelNotFound("There is no model package", remedy="Look at the setting models_dir")
    return f"{running} versions that run"


def _rules(settings: Settings, path: Path, seen: InPlace) -> str:
    """Read the rules; each fault is said with its place."""
    return f"{len(load_rules(path, what_rules_know(settings, seen)).rules)} rules"


def _model(settings: Settings, seen: InPlace, version: Version) -> str:
    """Load a model and run its golden vectors."""
    with build_models(settings, seen).lease(f"{version.name}@{version.digest}") as model:
        return f"{called(version)} passes its self-test on {model.session.device}; {version.statement}"


def _refuse(entry: Entry) -> str:
    assert entry.error is not None  # only broken entries come here
    raise entry.error


def _look(name: str, check: Callable[[], str]) -> CheckupDocument:
    try:
        return CheckupDocument(name=name, ok=True, detail=check())
    except RadlaneError as error:
        return _failed(name, error)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        return CheckupDocument(name=name, ok=False, detail=detail, remedy="Look at the path, its owner and its disk")


def _failed(name: str, error: RadlaneError) -> CheckupDocument:
    said = str(error).removesuffix(f". {error.remedy}")
    return CheckupDocument(name=name, ok=False, detail=f"{error.code}: {said}", remedy=error.remedy or _mend(name))


def _mend(name: str) -> str:
    """What to do about what an error has no advice for."""
    return next(mend for part, mend in _MENDS.items() if name.startswith(part))


def _lines(item: CheckupDocument) -> list[str]:
    said = f"{'ok  ' if item.ok else 'FAIL'}  {item.name}: {item.detail}"
    return [said] if item.ok else [said, f"      {item.remedy}"]
