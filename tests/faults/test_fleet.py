"""Two workers on PostgreSQL, a real Orthanc and a folder: one dies, freezes, or loses what it stands on.

`make test-faults` runs all of it and writes two tables of docs/reliability.md; `make test` runs one point.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydicom import Dataset

from radlane.jobs.database import IDLE_S
from radlane.jobs.steps import STEPS
from support.dying import BEAT, DOWN, FREEZE, POINT, RAN, STRUCK
from support.fault_table import fault_table
from support.fleet import LEASE_S, Fleet, fleet, until
from support.jobs import agree
from support.worker import SHOWN

NAMES = [name for name, _ in STEPS]
ALL = [
    *(point for name in NAMES for point in (f"before {name}", f"after {name}, before its checkpoint")),
    *(f"archive {name}, {point}" for name in ("a", "b") for point in SHOWN.values()),
    "after waiting is on record",
    "after the end is on record",
]
WHOLE = os.environ.get("RADLANE_FAULTS") == "all"
_KILLED, _LOST = "made by make test-faults: workers", "made by make test-faults: outages"
_OUTAGES = 9
_WHEN_KILLED = "| the worker dies | the job | results in each archive | ran twice | noticed after s | done after s |"
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), Path("/nowhere"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    folder = tmp_path_factory.mktemp("fleet")
    clock = {"LD_PRELOAD": str(FAKETIME)} if WHOLE else {}
    with fleet(folder / "site", () if clock else ("one", "two")) as made:
        (made.folder / "clock").write_text("+0")
        for name in ("one", "two") if clock else ():
            start(made, name)
        yield made


def start(site: Fleet, name: str) -> None:
    """Start a worker whose clock a file sets; what it waits with is not touched."""
    clock = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(site.folder / "clock"),
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_CACHE_DURATION": "1",
    }
    assert not WHOLE or FAKETIME.exists(), "libfaketime is missing: sudo apt-get install libfaketime"
    site.start(name, **(clock if WHOLE else {}))


@pytest.fixture(scope="module")
def tables() -> Iterator[tuple[list[str], list[str]]]:
    with (
        fault_table(_KILLED, _WHEN_KILLED, len(ALL)) as killed,
        fault_table(_LOST, "| what happens | jobs | succeeded | results in each archive | seconds |", _OUTAGES) as lost,
    ):
        yield killed, lost


def digest(dataset: Dataset) -> str:
    """Of all attributes, whatever bytes an archive writes them in."""
    return hashlib.sha256(json.dumps(dataset.to_json_dict(), sort_keys=True).encode()).hexdigest()


def judge(site: Fleet, study: str) -> None:
    """One result in each archive, whole, of one analysis, and the same to the last attribute."""
    here, there = site.results(study)
    assert len(agree(here)) == len(agree(there)) == 1
    assert sorted(map(digest, here)) == sorted(map(digest, there))


def struck(site: Fleet) -> str:
    """The worker that died or froze."""
    until((site.folder / STRUCK).exists, "nobody came to the point")
    until(lambda: bool((site.folder / STRUCK).read_text()), "nobody came to the point")
    number = int((site.folder / STRUCK).read_text())
    return next(name for name, process in site.workers.items() if process.pid == number)


def at(site: Fleet, point: str) -> None:
    for name in (POINT, STRUCK, RAN):
        (site.folder / name).unlink(missing_ok=True)
    (site.folder / POINT).write_text(point)


@pytest.mark.parametrize("point", ALL if WHOLE else ["after encode, before its checkpoint"])
def test_killed_and_inherited(site: Fleet, tables: tuple[list[str], list[str]], point: str) -> None:
    """The living one notices within two leases, and goes on; the dead one has another folder for its work."""
    at(site, point)
    down = site.folder / f"{DOWN}-b"
    if point == "after waiting is on record":
        down.touch()
    study = site.add_study()
    job = site.ask(study)
    dead = struck(site)
    died = time.monotonic()
    site.workers[dead].wait()
    down.unlink(missing_ok=True)
    until(lambda: "" in site.tokens(), "nobody noticed")
    noticed = time.monotonic() - died
    assert noticed <= 2 * LEASE_S
    site.wait([job])
    done = time.monotonic() - died
    start(site, dead)
    assert site.states([job]) == ["succeeded"]
    judge(site, study)
    ran = Counter(line.split()[1] for line in (site.folder / RAN).read_text().splitlines())
    twice = [name for name in NAMES if ran[name] > 1]
    table, _ = tables
    table.append(
        f"| {point} | succeeded | one, whole, of one analysis, the same | {', '.join(twice) or 'nothing'} "
        f"| {noticed:.1f} | {done:.1f} |"
    )


def end_all(site: Fleet, tables: tuple[list[str], list[str]], what: str, jobs: dict[str, str], begun: float) -> None:
    """Every job succeeds, and each result is there once."""
    site.wait(list(jobs), 400)
    seconds = time.monotonic() - begun
    assert not site.outcomes(list(jobs))
    for study in jobs.values():
        judge(site, study)
    tables[1].append(
        f"| {what} | {len(jobs)} | {len(jobs)} | one of each job, whole, the same in both | {seconds:.1f} |"
    )


def ask(site: Fleet, number: int) -> dict[str, str]:
    """Jobs on as many studies: job -> study."""
    at(site, "nowhere")
    studies = [site.add_study(one) for one in range(number)]
    return {site.ask(study): study for study in studies}


whole = pytest.mark.skipif(not WHOLE, reason="`make test-faults` runs all")


@whole
def test_frozen_past_its_lease_and_woken(site: Fleet, tables: tuple[list[str], list[str]]) -> None:
    """It begins no further step, puts nothing on record, and then works again."""
    at(site, f"{FREEZE}after analyse, before its checkpoint")
    study = site.add_study()
    job, begun = site.ask(study), time.monotonic()
    frozen = struck(site)
    site.wait([job])
    before = site.steps_of(job), [list(map(digest, held)) for held in site.results(study)]
    site.workers[frozen].send_signal(signal.SIGCONT)
    until(lambda: "begins anew" in site.said(frozen), "it does not begin anew")
    time.sleep(3)
    assert (site.steps_of(job), [list(map(digest, held)) for held in site.results(study)]) == before
    ran = [line.split()[1] for line in (site.folder / RAN).read_text().splitlines()]
    assert max(Counter(ran[ran.index("analyse") :]).values()) <= 2
    assert Counter(ran)["encode"] == Counter(ran)["deliver"] == 1
    end_all(site, tables, "a worker is frozen past its lease in the middle of a job, and woken", {job: study}, begun)


@whole
def test_frozen_while_it_says_that_it_is_alive(site: Fleet, tables: tuple[list[str], list[str]]) -> None:
    """It holds the lock of its own row: the database frees it, and the living one takes its jobs."""
    jobs, begun = ask(site, 4), time.monotonic()
    at(site, f"{FREEZE}{BEAT}")
    frozen = struck(site)
    until(lambda: "" in site.tokens(), "nobody noticed", 2 * LEASE_S + IDLE_S)
    end_all(site, tables, "a worker is frozen while it says that it is alive, and woken", jobs, begun)
    said = site.said(frozen).count("begins anew")
    site.workers[frozen].send_signal(signal.SIGCONT)
    until(lambda: site.said(frozen).count("begins anew") > said, "it does not begin anew")


@whole
def test_the_database_is_started_again(site: Fleet, tables: tuple[list[str], list[str]]) -> None:
    jobs, begun = ask(site, 8), time.monotonic()
    before = site.tokens()
    until(lambda: "running" in site.states(list(jobs)), "nothing runs")
    site.database.stop()
    time.sleep(2 * LEASE_S + 1)
    site.database.start()
    end_all(site, tables, "the database is away for more than two leases", jobs, begun)
    assert site.tokens() == before, "the living were not reaped"


@whole
def test_both_workers_are_killed(site: Fleet, tables: tuple[list[str], list[str]]) -> None:
    jobs, begun = ask(site, 8), time.monotonic()
    until(lambda: "running" in site.states(list(jobs)), "nothing runs")
    for name in ("one", "two"):
        site.kill(name)
    time.sleep(1)
    for name in ("one", "two"):
        start(site, name)
    end_all(site, tables, "both workers are killed, and started again", jobs, begun)


@whole
def test_a_machine_is_lost_with_its_folder(site: Fleet, tables: tuple[list[str], list[str]]) -> None:
    """What was analysed and not encoded is analysed again; the machine that takes its place has an empty disk."""
    at(site, "before encode")
    study = site.add_study()
    job, begun = site.ask(study), time.monotonic()
    lost = struck(site)
    site.workers[lost].wait()
    shutil.rmtree(site.folder / f"work-{lost}")
    jobs = {job: study, **{site.ask(other): other for other in (site.add_study() for _ in range(4))}}
    end_all(site, tables, "a machine is lost with its folder of work, between two steps", jobs, begun)
    start(site, lost)


@whole
def test_a_worker_is_told_to_end(site: Fleet, tables: tuple[list[str], list[str]]) -> None:
    """Its step comes to its end, and the other one goes on at once: nobody waits for a lease to run out.

    What lay in its own folder is made again; what is in the outbox is not.
    """
    jobs, begun = ask(site, 8), time.monotonic()
    until(lambda: "running" in site.states(list(jobs)), "nothing runs")
    assert site.stop("one") == 0
    assert len(site.tokens()) == 1
    assert "" not in site.tokens()
    end_all(site, tables, "a worker is told to end (SIGTERM)", jobs, begun)
    ran = [line.split() for line in (site.folder / RAN).read_text().splitlines()]
    assert {number for _, number in Counter(map(tuple, ran)).items()} == {1}, "no process ran a step twice"
    workers = {job: {pid for other, _, pid in ran if other == job} for job in jobs}
    twice = {job for (job, _), number in Counter((job, name) for job, name, _ in ran).items() if number > 1}
    assert twice <= {job for job in jobs if len(workers[job]) > 1}
    assert Counter(name for _, name, _ in ran)["encode"] == Counter(name for _, name, _ in ran)["deliver"] == len(jobs)
    start(site, "one")


@whole
def test_a_disk_is_full(site: Fleet, tables: tuple[list[str], list[str]]) -> None:
    """Jobs wait, nothing fails; when there is room again they go on."""
    for name in ("one", "two"):
        assert site.stop(name) == 0
    at(site, "nowhere")
    (site.folder / "radlane.yaml").write_text(f"limits: {{free_bytes: {1 << 60}}}\n")
    for name in ("one", "two"):
        start(site, name)
    jobs, begun = ask(site, 6), time.monotonic()
    until(lambda: set(site.states(list(jobs))) == {"waiting"}, "they do not wait")
    assert all(site.steps_of(job) == ["resolve", "select"] for job in jobs)
    for name in ("one", "two"):
        assert site.stop(name) == 0
    (site.folder / "radlane.yaml").unlink()
    for name in ("one", "two"):
        start(site, name)
    end_all(site, tables, "the disk is below `limits.free_bytes` for a while", jobs, begun)


@whole
@pytest.mark.parametrize(("hours", "way"), [(1, "forward"), (-1, "back")])
def test_the_clock_of_the_workers_jumps(site: Fleet, tables: tuple[list[str], list[str]], hours: int, way: str) -> None:
    """Nobody is taken for dead, and no job expires."""
    before = site.tokens()
    jobs, begun = ask(site, 6), time.monotonic()
    until(lambda: "running" in site.states(list(jobs)), "nothing runs")
    (site.folder / "clock").write_text(f"{hours:+d}h")
    time.sleep(2 * LEASE_S + 1)
    more = ask(site, 2)
    end_all(site, tables, f"the clocks of the workers jump an hour {way}", {**jobs, **more}, begun)
    assert site.tokens() == before
    (site.folder / "clock").write_text("+0")
