"""Databases as earlier versions left them, as SQL: what migrations are tried on.

`python -m support.released NAME` writes tests/support/databases/NAME.sqlite.sql and NAME.postgresql.sql with the code
as it is: jobs at every kind of end, runs, objects, deliveries, a withdrawal. Do so at each release, with its version,
and never change these files again. `unreleased` is made anew when the first schema changes: until there is a release.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from radlane.domain.job import JobState, Priority
from radlane.domain.withdrawal import WithdrawalReason
from radlane.jobs.store import Name
from support.durable import Engine
from support.jobs import BEGIN, SITE_KEY, Clock, World, drawing_models, world
from support.postgres import cluster
from support.withdrawals import run_of

FOLDER = Path(__file__).with_name("databases")
DIALECTS = ("sqlite", "postgresql")


def dumps() -> tuple[Path, ...]:
    """The databases that there are, by name and dialect."""
    return tuple(sorted(FOLDER.glob("*.sql")))


def fill(folder: Path, url: str) -> World:
    """Let the code write its rows, all kinds of them."""
    clock = Clock(BEGIN)
    on = world(folder, drawing_models(folder / "models"), clock, url=url)
    on.store.require_site(hashlib.sha256(SITE_KEY).hexdigest())
    on.store.leases.take("worker", "boot.1", 30.0)
    on.store.begun.begin("00000000-0000-4000-8000-000000000001", "analyse", "boot")
    run_of(on, trace_id="ab" * 16)
    withdrawn = run_of(on, rerun="a second look")
    on.withdrawals.ask(withdrawn.id, WithdrawalReason.QUALITY, "blurred", "key")
    engine = Engine(clock)
    engine.sweep(on.runner)
    engine.drain(on.runner)
    failed = on.accept(rerun="fails", package_digest="sha256:" + "0" * 64)
    engine.enqueue(failed)
    engine.drain(on.runner)
    waiting = on.accept(rerun="waits", priority=Priority.BACKGROUND)
    on.store.wait(waiting.id, 1, clock(), {"code": "archive-unavailable", "detail": "it is away"})
    on.store.accept(on.order(rerun="queued"), Name(key="a" * 64, asked_digest="b" * 64))
    assert on.store.get(failed.id).state is JobState.FAILED
    return on


def put(path: Path, url: str) -> None:
    """Make a database of one of the files."""
    script = path.read_text()
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
            database.executescript(script)
    else:
        statements = "\n".join(line for line in script.splitlines() if not line.startswith("\\"))  # psql's own
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute(statements.encode())


def write(name: str) -> None:
    """Write the files of a name."""
    with TemporaryDirectory() as folder, cluster() as server:
        lite, url = Path(folder) / "lite", server.database()
        (Path(folder) / "post").mkdir()
        lite.mkdir()
        fill(lite, f"sqlite:///{lite / 'jobs.sqlite'}").engine.dispose()
        fill(Path(folder) / "post", url).engine.dispose()
        with sqlite3.connect(lite / "jobs.sqlite") as database:
            (FOLDER / f"{name}.sqlite.sql").write_text("\n".join(database.iterdump()) + "\n")
        program = shutil.which("pg_dump")
        assert program, "install postgresql-client"
        options = ["--no-owner", "--no-privileges", "--inserts", "--no-comments"]
        command = [program, *options, url.replace("+psycopg", "")]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        kept = [line for line in text.splitlines() if line and not line.startswith(("--", "\\"))]
        (FOLDER / f"{name}.postgresql.sql").write_text("\n".join(kept) + "\n")


if __name__ == "__main__":
    write(sys.argv[1])
