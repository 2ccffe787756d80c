"""Audit messages to a receiver that is not ours: rsyslog with GnuTLS, judged by jing with the schema of PS3.15."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from radlane.jobs.forwarding import Forwarder
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.security.syslog import Node, Sender
from radlane.security.syslog_client import Receiver, SyslogClient, connect_tls
from support.audit_messages import judge_messages
from support.rsyslog import Certificates, free_port, make_certificates, receiving
from support.schemas import with_schema
from support.trail import trail_in

NODE = Node(host="node", process=7)
PREFIX = "<85>1 "


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    engine = with_schema(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    yield trail_in(tmp_path, engine, lambda: datetime.now(UTC))
    engine.dispose()


def client(certificates: Certificates, port: int, *, known: bool = False) -> SyslogClient:
    own, key = certificates.of("client") if known else (None, None)
    receiver = Receiver(host="localhost", port=port, ca_file=certificates.ca, certificate_file=own, key_file=key)
    return SyslogClient(partial(connect_tls, receiver))


def forwarder(trail: Trail, sender: SyslogClient) -> Forwarder:
    return Forwarder(trail, "rsyslog", Sender(node=NODE, send=sender.send))


def messages_in(folder: Path, raws: list[str]) -> list[Path]:
    """What stands behind the header of each message, as files."""
    paths = [folder / f"{number}.xml" for number in range(len(raws))]
    for path, raw in zip(paths, raws, strict=True):
        path.write_text(raw.partition(" - ")[2])
    return paths


def test_every_action_arrives_as_dicom_has_it(trail: Trail, certificates: Certificates, tmp_path: Path) -> None:
    classes = {"1.2.840.10008.5.1.4.1.1.7": {"count": 2, "instances": ["1.2.3.4", "1.2.3.5"]}}
    facts = {"archive": "pacs", "patient": "0f", "classes": classes, "series": ["1.2.3"]}
    for action in Action:
        for outcome in Outcome:
            trail.record(Entry(action=action, outcome=outcome))
            trail.record(
                Entry(
                    action=action,
                    outcome=outcome,
                    caller="dr \N{LATIN SMALL LETTER U WITH DIAERESIS} <x>&\"'",
                    via="GET /v1",
                    address="::1",
                    study="1.2.840.1",
                    job="j",
                    facts=facts,
                )
            )
    count = 2 * len(Action) * len(Outcome)
    with receiving(tmp_path / "rsyslog", certificates) as server:
        sender = client(certificates, server.port)
        assert forwarder(trail, sender).forward()
        received = server.received(count)
        sender.close()
    assert len(received) == count
    assert {(item.id, item.app, item.facility) for item in received} == {("DICOM+RFC3881", "radlane", "authpriv")}
    assert all(item.raw.startswith(PREFIX) for item in received)
    assert judge_messages(messages_in(tmp_path, [item.raw for item in received])) == []


def test_a_receiver_that_was_away_gets_all_of_it_once_and_in_order(
    trail: Trail, certificates: Certificates, tmp_path: Path
) -> None:
    port = free_port()
    sender = client(certificates, port)
    forward = forwarder(trail, sender).forward
    for _ in range(3):
        trail.record(Entry(action=Action.RESULT_READ, study="1.2.3"))
    assert not forward()
    with receiving(tmp_path / "rsyslog", certificates, port) as server:
        assert forward()
        server.received(3)
    trail.record(Entry(action=Action.RESULT_READ, study="1.2.4"))
    assert not forward()  # it ended: what was written into the old connection would be lost
    with receiving(tmp_path / "rsyslog", certificates, port) as server:
        assert forward()
        received = server.received(4)
        assert forward()
    sender.close()
    records = list(trail.walk())
    assert len(received) == len(records) == 4
    for item, record in zip(received, records, strict=True):
        assert f'ParticipantObjectID="{record.number}:{record.mac}"' in item.raw


def test_only_a_known_client_is_heard_where_the_receiver_wants_one(
    trail: Trail, certificates: Certificates, tmp_path: Path
) -> None:
    """In TLS 1.3 a client hears only afterwards that it is not wanted: what it sent is not taken for received."""
    trail.record(Entry(action=Action.RESULT_READ, study="1.2.3"))
    with receiving(tmp_path / "rsyslog", certificates, choosy=True) as server:
        assert not forwarder(trail, client(certificates, server.port)).forward()
        known = client(certificates, server.port, known=True)
        assert forwarder(trail, known).forward()
        assert len(server.received(1)) == 1
        known.close()


def test_a_receiver_of_another_name_or_authority_gets_nothing(
    trail: Trail, certificates: Certificates, tmp_path: Path
) -> None:
    trail.record(Entry(action=Action.RESULT_READ, study="1.2.3"))
    (tmp_path / "other").mkdir()
    with receiving(tmp_path / "rsyslog", certificates) as server:
        stranger = client(make_certificates(tmp_path / "other"), server.port)
        assert not forwarder(trail, stranger).forward()
        by_number = Receiver(host="127.0.0.1", port=server.port, ca_file=certificates.ca)
        assert not forwarder(trail, SyslogClient(partial(connect_tls, by_number))).forward()
        assert not (server.folder / "kept").exists()


def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "0.xml").write_text("<AuditMessage><EventIdentification/></AuditMessage>")
    assert judge_messages([tmp_path / "0.xml"])
