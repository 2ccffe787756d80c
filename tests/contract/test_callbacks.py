"""Events of jobs, from their rows to a real receiver: on SQLite and PostgreSQL, over HTTP and HTTPS."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from standardwebhooks.webhooks import Webhook as Verifier

from radlane.domain.callback import Callback, CallbackState, Reply
from radlane.domain.job import JobRequest, Order
from radlane.jobs.callbacks import Callbacks
from radlane.jobs.notifying import Manner, Notifier
from radlane.jobs.store import JobStore
from radlane.security.receiver import Receiver
from radlane.security.webhook import Webhook, look_up
from support.jobs import GIVE_UP
from support.postgres import Cluster
from support.receiver import OTHER_SECRET, SECRET, Peer, Taken, receiving, secret_file, written
from support.rsyslog import Certificates, make_certificates
from support.schemas import with_schema
from support.server import free_port

EVENTS = 40
SENDERS = 4
LEASE = timedelta(seconds=60)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store(database: Engine) -> JobStore:
    return JobStore(database, now, lambda: str(uuid.uuid4()), GIVE_UP)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def peer() -> Iterator[Peer]:
    with receiving() as found:
        yield found


@pytest.fixture
def tls_peer(certificates: Certificates) -> Iterator[Peer]:
    with receiving(certificates) as found:
        yield found


@pytest.fixture
def receiver(tmp_path: Path, peer: Peer) -> Receiver:
    return Receiver(name="ris", url=peer.url, secret_files=(secret_file(tmp_path),), seconds=5.0)


@pytest.fixture
def tls_receiver(tmp_path: Path, tls_peer: Peer, certificates: Certificates) -> Receiver:
    secrets = (secret_file(tmp_path), secret_file(tmp_path, OTHER_SECRET, "other"))
    return Receiver(name="ris", url=tls_peer.url, secret_files=secrets, ca_file=certificates.ca, seconds=5.0)


def end(store: JobStore, count: int = 1) -> list[str]:
    """Jobs that were cancelled, each with an event."""
    request = JobRequest(study_instance_uid="1.2.3", model="drawn")
    made = []
    for number in range(count):
        order = Order(
            request=request, source=f"a{number}", destinations=(), package_digest="-", callback=Callback(receiver="ris")
        )
        job, _ = store.accept(order)
        store.ask_cancel(job.id)
        made.append(job.id)
    return made


def notifier(database: Engine, receiver: Receiver, lease: timedelta = LEASE) -> Notifier:
    webhook = Webhook(now=now, resolve=look_up)
    manner = Manner(patience=timedelta(hours=72), jitter=lambda: 0.0, lease=lease)

    def send(call: object) -> Reply:
        return webhook.post(receiver, receiver.url, call.id, call.body.encode())  # type: ignore[attr-defined]

    return Notifier(Callbacks(database, now), "ris", send, manner)


def verified(taken: Taken, secret: bytes = SECRET) -> dict[str, object]:
    said: dict[str, object] = Verifier(written(secret)).verify(taken.body, taken.headers)
    return said


def test_a_signed_event_arrives(store: JobStore, database: Engine, receiver: Receiver, peer: Peer) -> None:
    (job_id,) = end(store)
    told = notifier(database, receiver)
    assert told.notify()
    assert not told.notify()
    (taken,) = peer.taken
    assert verified(taken)["type"] == "job.cancelled"
    assert (taken.path, taken.headers["Host"]) == ("/hook", f"127.0.0.1:{peer.port}")
    assert (taken.headers["webhook-id"], taken.headers["Content-Type"]) == (f"{job_id}-1", "application/json")
    called = store.get(job_id).called
    assert called is not None
    assert (called.state, called.last_status) == (CallbackState.DELIVERED, 204)


def test_many_senders_send_each_event_once(store: JobStore, database: Engine, receiver: Receiver, peer: Peer) -> None:
    jobs = end(store, EVENTS)

    def work(_: int) -> int:
        told, count = notifier(database, receiver), 0
        while told.notify():
            count += 1
        return count

    with ThreadPoolExecutor(SENDERS) as pool:
        assert sum(pool.map(work, range(SENDERS))) == EVENTS
    assert sorted(taken.headers["webhook-id"] for taken in peer.taken) == sorted(f"{job}-1" for job in jobs)
    assert {store.get(job).called.attempts for job in jobs} == {1}  # type: ignore[union-attr]


@pytest.mark.parametrize("days", [-4, 4])
def test_a_job_s_process_with_another_time_than_the_database(postgres: Cluster, days: int) -> None:
    """For how long its event is tried is counted from when it came on record, by the database's clock alone."""
    database = with_schema(postgres.database())
    off = timedelta(days=days)
    store = JobStore(database, lambda: now() + off, lambda: str(uuid.uuid4()), GIVE_UP)
    end(store)
    callbacks = Callbacks(database, lambda: now() + off)
    call = callbacks.claim("ris", LEASE)
    assert call is not None
    said = datetime.fromisoformat(json.loads(call.body)["timestamp"])
    assert abs(said - now() - off) < timedelta(minutes=1)
    patience = timedelta(hours=72)
    late = [callbacks.is_late(call, hours * 3600, patience) for hours in (71, 73)]
    database.dispose()
    assert late == [False, True]


_DIES = """
import os, signal, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from radlane.domain.callback import Reply
from radlane.jobs.callbacks import Callbacks
from radlane.jobs.database import open_database
from radlane.jobs.notifying import Manner, Notifier
from radlane.security.receiver import Receiver
from radlane.security.webhook import Webhook, look_up

url, to, secret = sys.argv[1:]
now = lambda: datetime.now(UTC)
receiver = Receiver(name="ris", url=to, secret_files=(Path(secret),))

def send(call):
    reply = Webhook(now=now, resolve=look_up).post(receiver, receiver.url, call.id, call.body.encode())
    assert reply == Reply(status=204), reply
    os.kill(os.getpid(), signal.SIGKILL)

manner = Manner(patience=timedelta(hours=1), jitter=lambda: 0.0, lease=timedelta(seconds=2))
Notifier(Callbacks(open_database(url), now), "ris", send, manner).notify()
"""


def test_a_process_that_dies_before_it_says_so(
    url: str, store: JobStore, database: Engine, receiver: Receiver, peer: Peer, tmp_path: Path
) -> None:
    """Killed between the answer and its record: another process sends the same under the same id."""
    (job_id,) = end(store)
    died = subprocess.run(
        [sys.executable, "-c", _DIES, url, peer.url, str(tmp_path / "secret")], check=False, timeout=60
    )
    assert died.returncode == -signal.SIGKILL
    told, deadline = notifier(database, receiver), time.monotonic() + 30
    while not told.notify():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    first, second = peer.taken
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == f"{job_id}-1"
    assert first.body == second.body
    assert verified(first) == verified(second)
    called = store.get(job_id).called
    assert called is not None
    assert (called.state, called.attempts) == (CallbackState.DELIVERED, 2)


def test_https_with_an_authority_of_the_site(tls_receiver: Receiver, tls_peer: Peer) -> None:
    """Both secrets sign; the name stands in the certificate and in Host, though the address is called."""
    webhook = Webhook(now=now, resolve=look_up)
    assert webhook.post(tls_receiver, f"{tls_receiver.url}/b?c=d", "a-1", b"{}") == Reply(status=204)
    (taken,) = tls_peer.taken
    assert (taken.path, taken.headers["Host"]) == ("/hook/b?c=d", f"localhost:{tls_peer.port}")
    assert verified(taken) == verified(taken, OTHER_SECRET) == {}


def test_a_certificate_that_nobody_knows(tls_receiver: Receiver, tls_peer: Peer) -> None:
    webhook = Webhook(now=now, resolve=look_up)
    unknown = replace(tls_receiver, ca_file=None)
    assert webhook.post(unknown, unknown.url, "a-1", b"{}") == Reply(fault="tls")
    assert tls_peer.taken == []


def test_a_certificate_of_another_name(tls_receiver: Receiver, tls_peer: Peer) -> None:
    """The address is the same: what counts is the name that the settings have."""
    named = replace(tls_receiver, url=f"https://ris.example:{tls_peer.port}/")
    webhook = Webhook(now=now, resolve=lambda *_: ["127.0.0.1"], may_have=lambda *_: True)
    assert webhook.post(named, named.url, "a-1", b"{}") == Reply(fault="tls")
    assert tls_peer.taken == []


def test_a_name_that_means_another_address_a_moment_later(tls_receiver: Receiver, tls_peer: Peer) -> None:
    """Rebinding: the name is looked up once, and what was checked is what is called."""
    asked: list[str] = []
    checked: list[str] = []

    def rebinds(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    def may_have(_receiver: Receiver, address: str) -> bool:
        checked.append(address)
        return address == "127.0.0.1"

    webhook = Webhook(now=now, resolve=rebinds, may_have=may_have)
    assert webhook.post(tls_receiver, tls_receiver.url, "a-1", b"{}") == Reply(status=204)
    assert (asked, checked) == (["localhost"], ["127.0.0.1"])
    assert webhook.post(tls_receiver, tls_receiver.url, "a-1", b"{}") == Reply(fault="address-refused")
    assert len(tls_peer.taken) == 1


def test_a_name_of_an_open_receiver_that_leads_to_this_machine(receiver: Receiver, peer: Peer) -> None:
    """By the settings it is none of this machine, whatever its name means."""
    named = replace(receiver, url=f"https://ris.example:{peer.port}/")
    webhook = Webhook(now=now, resolve=lambda *_: ["127.0.0.1", "::1"])
    assert webhook.post(named, named.url, "a-1", b"{}") == Reply(fault="address-refused")
    assert peer.taken == []


def test_an_address_that_takes_no_connection_is_passed_over(receiver: Receiver, peer: Peer) -> None:
    webhook = Webhook(now=now, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    assert webhook.post(receiver, receiver.url, "a-1", b"{}") == Reply(status=204)
    assert len(peer.taken) == 1


@pytest.mark.parametrize(
    ("answers", "reply"),
    [
        ([(302, {"Location": "http://127.0.0.1:1/elsewhere"})], Reply(status=302)),
        ([(410, {})], Reply(status=410)),
        ([(429, {"Retry-After": "7"})], Reply(status=429, retry_after_s=7.0)),
        ([(200, {"Content-Length": "1000000000"})], Reply(status=200)),  # a body that is not waited for
    ],
)
def test_answers(receiver: Receiver, peer: Peer, answers: Sequence[tuple[int, dict[str, str]]], reply: Reply) -> None:
    peer.answers = list(answers)
    assert Webhook(now=now, resolve=look_up).post(receiver, receiver.url, "a-1", b"{}") == reply
    assert len(peer.taken) == 1


def test_a_receiver_that_is_not_there(receiver: Receiver) -> None:
    nobody = replace(receiver, url=f"http://127.0.0.1:{free_port()}/")
    assert Webhook(now=now, resolve=look_up).post(nobody, nobody.url, "a-1", b"{}") == Reply(fault="unreachable")


@pytest.mark.parametrize(("hold_s", "drip_s"), [(3.0, 0.0), (0.0, 0.1)])
def test_an_answer_that_does_not_come_to_an_end(receiver: Receiver, peer: Peer, hold_s: float, drip_s: float) -> None:
    peer.hold_s, peer.drip_s = hold_s, drip_s
    quick, begin = replace(receiver, seconds=0.6), time.monotonic()
    assert Webhook(now=now, resolve=look_up).post(quick, quick.url, "a-1", b"{}") == Reply(fault="time-out")
    assert time.monotonic() - begin < 2.5
    peer.drip_s = 0.0


def test_the_threads_of_a_receiver_end(database: Engine, receiver: Receiver, store: JobStore, peer: Peer) -> None:
    told = [notifier(database, receiver) for _ in range(2)]
    for one in told:
        one.start()
    (job_id,) = end(store)
    (taken,) = peer.wait_for(1)
    for one in told:
        one.stop()
    assert json.loads(taken.body)["data"]["job"] == job_id
    assert "radlane-callbacks" not in [thread.name for thread in threading.enumerate()]
