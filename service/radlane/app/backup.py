"""Backups: what an installation is, in one file, and the same installation elsewhere.

In: settings and a path. Out: a bundle with the database, the outbox and the keys; or a data folder that goes on where
the other one stood. A bundle holds secrets and results of patients.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from radlane.app.bundle import Manifest, Writer, extract, read_manifest, writing
from radlane.app.engine import ENGINE_FILE, LOCK_FILE, site_key_file
from radlane.app.outbox import OUTBOX, open_outbox
from radlane.app.records import give_up
from radlane.app.registry import MODELS
from radlane.app.trail import HEADS_FILE, JOBS_FILE, database_url, heads_file, now, open_trail, see_trail, who_runs
from radlane.errors import AuditUnavailable, BackupInvalid, RecordsUnavailable, SettingsError, UsageError
from radlane.jobs.database import Engine, is_known, is_made, migrate, opened, revision, said_away
from radlane.jobs.dump import dump, is_empty, load, unload
from radlane.jobs.holdings import BLOBS
from radlane.jobs.outbox import Damage, Fault, find_damage
from radlane.jobs.store import JobStore
from radlane.jobs.trail import Trail
from radlane.pipeline.audited import told
from radlane.security.audit_record import Action, Entry
from radlane.security.files import make_private, see_site_key
from radlane.settings.tree import Settings

_DUMPED = {"sqlite": JOBS_FILE, "postgresql": "jobs.dump"}  # by kind of database
_NOT_KEPT = (JOBS_FILE, ENGINE_FILE, LOCK_FILE)  # and what begins like them; the database is dumped


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A bundle that was written or read.

    Attributes
    ----------
    missing : int
        Objects on record whose bytes were removed before (`keep_days`).
    damaged : tuple of str
        SOP Instance UIDs of objects whose bytes are wrong, or missing although they are still to be delivered.
    unrecorded : str
        Why this is not on record in the audit trail; empty where it is.
    """

    path: Path
    files: int
    size: int
    missing: int
    damaged: tuple[str, ...]
    unrecorded: str = ""


def back_up(settings: Settings, path: Path) -> Backup:
    """Write a bundle; the service may run meanwhile.

    The database goes first: an object is in the outbox before it is on record. One of an older radlane stays as it is.
    Where the audit trail cannot be used there is a backup all the same: just then a site needs one.

    Raises
    ------
    UsageError
        If there is nothing yet, the file is there already, is to lie in the data folder, or cannot be written.
    SettingsError
        If the database is of a newer radlane, or the site's secret is missing or another's: no restore could use that.
    RecordsUnavailable
        If it is away.
    StorageFull
        If there is no room.
    """
    if path.resolve().is_relative_to(settings.data_dir.resolve()):
        raise UsageError(
            "A backup does not lie in data_dir",
            why="the next one would hold it, and who loses the one loses the other",
            remedy="Name another folder, on another disk",
        )
    with ExitStack() as stack:
        engine = stack.enter_context(opened(database_url(settings, JOBS_FILE)))
        if not settings.data_dir.is_dir() or not is_made(engine):
            raise UsageError("There is nothing to back up yet", remedy="Look at data_dir, or start the service first")
        _require_site(settings, engine)
        make_private(settings.data_dir)
        book = stack.enter_context(closing(_Book(lambda: _seen(settings))))
        entry = Entry(action=Action.BACKED_UP, caller=who_runs(), via="radlane backup")
        end = stack.enter_context(told(book, entry))
        found = list(find_damage(engine, open_outbox(settings)))
        with writing(path) as bundle:
            _fill(bundle, engine, settings)
        end["files"] = len(bundle.members)
    size = sum(member.size for member in bundle.members)
    return replace(_answer(path, len(bundle.members), size, found), unrecorded=book.unrecorded)


def restore(settings: Settings, path: Path) -> Backup:
    """Fill an empty data folder, and an empty database where the settings name one, from a bundle.

    Raises
    ------
    UsageError
        If the data folder or the database is not empty.
    BackupInvalid
        If the bundle is damaged, of a newer radlane, or of another kind of database.
    """
    manifest = read_manifest(path)
    with opened(database_url(settings, JOBS_FILE)) as engine:
        _require_fit(manifest, engine.dialect.name)
        _require_empty(settings.data_dir)
        if not _is_inside(engine, settings.data_dir) and not is_empty(engine):
            raise UsageError("The database is not empty", remedy="Name an empty one in database_url")
        make_private(settings.data_dir)
        found, unrecorded = _unpacked(settings, path, engine)
    made = _answer(path, len(manifest.files), sum(member.size for member in manifest.files), found)
    return replace(made, unrecorded=unrecorded)


class _Book:
    """The audit trail, which stops nobody where it cannot be used: `unrecorded` says why, and nothing more is tried."""

    def __init__(self, opened_trail: Callable[[], Trail]) -> None:
        self.unrecorded = ""
        self._trail: Trail | None = None
        with self._noting():
            self._trail = opened_trail()

    def record(self, entry: Entry) -> None:
        if self._trail is not None and not self.unrecorded:
            with self._noting():
                self._trail.record(entry)

    def close(self) -> None:
        if self._trail is not None:
            self._trail.engine.dispose()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            with said_away():
                yield
        except (SettingsError, AuditUnavailable, RecordsUnavailable) as error:
            self.unrecorded = str(error)


def _seen(settings: Settings) -> Trail:
    """The audit trail as it is, if it can go on."""
    trail = see_trail(settings)
    with ExitStack() as stack:
        stack.callback(trail.engine.dispose)
        trail.require_key()
        stack.pop_all()
    return trail


def _require_site(settings: Settings, engine: Engine) -> None:
    """See whether the data folder has the secret that the database's results were made with, if there may be any."""
    store = JobStore(engine, now, str, give_up(settings))
    if store.site() is not None:
        store.require_site(hashlib.sha256(see_site_key(site_key_file(settings))).hexdigest())


def _fill(bundle: Writer, engine: Engine, settings: Settings) -> None:
    """Put heads of the trail, the database and the files into a bundle, in this order, and what it is.

    Others may be at work: a head without its record would be a trail that was cut short, and a row without its file a
    result that is lost.
    """
    dialect, data_dir, heads = engine.dialect.name, settings.data_dir, heads_file(settings)
    if heads.is_file():
        bundle.add(heads, HEADS_FILE)
    with TemporaryDirectory(dir=data_dir, prefix=".backup-") as folder:
        copy = Path(folder) / "database"
        dump(engine, copy)
        bundle.add(copy, _DUMPED[dialect])
    for file in _files(data_dir, engine):
        bundle.add(file, file.relative_to(data_dir).as_posix())
    facts = {"radlane": version("radlane"), "schema": revision(engine), "dialect": dialect}
    bundle.close({**facts, "made_at": now().isoformat(timespec="seconds")})


def _unpacked(settings: Settings, path: Path, engine: Engine) -> tuple[list[Damage], str]:
    """Put the files and the database in their places, all of it or nothing; return why it is not on record, if so."""
    data_dir, whole = settings.data_dir, False
    try:
        extract(path, data_dir)
        with _loaded(engine, data_dir / _DUMPED[engine.dialect.name]):
            migrate(engine)
            _require_site(settings, engine)
            unrecorded = _record(settings)
        whole = True
    finally:
        if not whole:
            _empty(data_dir)
    return list(find_damage(engine, open_outbox(settings))), unrecorded


@contextmanager
def _loaded(engine: Engine, dumped: Path) -> Iterator[None]:
    """Fill the database, and empty it again where what follows goes wrong; its own file may be in its place already."""
    if _file(engine) == dumped.resolve():
        yield
        return
    load(engine, dumped)
    with ExitStack() as stack:
        stack.callback(unload, engine)
        dumped.unlink()
        yield
        stack.pop_all()


def _record(settings: Settings) -> str:
    """Put on record that a backup was restored, or say why not."""
    with closing(_Book(lambda: open_trail(settings))) as book:
        book.record(Entry(action=Action.RESTORED, caller=who_runs(), via="radlane restore"))
    return book.unrecorded


def _file(engine: Engine) -> Path | None:
    """The file of a SQLite database, however the settings name it."""
    return Path(engine.url.database or "").resolve() if engine.dialect.name == "sqlite" else None


def _is_inside(engine: Engine, data_dir: Path) -> bool:
    file = _file(engine)
    return file is not None and file.is_relative_to(data_dir.resolve())


def _files(data_dir: Path, engine: Engine) -> list[Path]:
    """All that belongs into a bundle beside the database: keys and whatever else lies there, results and models."""
    own = [file for file in sorted(data_dir.iterdir()) if file.is_file() and not file.is_symlink()]
    went = {HEADS_FILE}  # before
    if (database := _file(engine)) is not None and database.parent == data_dir.resolve():
        went |= {f"{database.name}{end}" for end in ("", "-wal", "-shm", "-journal")}
    kept = [file for file in own if not file.name.startswith(_NOT_KEPT) and not file.name.endswith(".part")]
    kept = [file for file in kept if file.name not in went]
    results, models = (data_dir / OUTBOX).rglob("*"), (data_dir / MODELS / BLOBS).glob("??/*")
    return [*kept, *(file for file in (*sorted(results), *sorted(models)) if file.is_file())]


def _answer(path: Path, files: int, size: int, found: Sequence[Damage]) -> Backup:
    damaged = tuple(one.sop_instance_uid for one in found if one.wanted or one.fault is Fault.DIFFERENT)
    return Backup(path=path, files=files, size=size, missing=len(found) - len(damaged), damaged=damaged)


def _require_fit(manifest: Manifest, dialect: str) -> None:
    if manifest.dialect != dialect:
        raise BackupInvalid(
            "The backup is of another kind of database",
            why=f"it is of {manifest.dialect}, the settings name {dialect}",
            remedy="Set database_url as it was there",
        )
    if not is_known(manifest.schema):
        raise BackupInvalid("The backup is of a newer radlane", remedy="Install that version, then restore")


def _require_empty(data_dir: Path) -> None:
    if data_dir.exists() and any(data_dir.iterdir()):
        raise UsageError("data_dir is not empty", remedy="Name a new folder in data_dir: nothing is overwritten")


def _empty(data_dir: Path) -> None:
    for path in data_dir.iterdir():
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
