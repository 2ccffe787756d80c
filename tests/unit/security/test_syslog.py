"""Messages and frames."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from radlane.security.audit_message import message_of
from radlane.security.audit_record import Action, Entry
from radlane.security.chain import NOTHING, Head, TrailKey
from radlane.security.syslog import Node, Sender, frame, syslog_message

NOW = datetime(2026, 3, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))
RECORD = TrailKey(secret=b"k").seal(Entry(action=Action.SERVICE_STARTED), NOW, Head(number=0, mac=NOTHING))


def test_a_message_has_the_header_that_dicom_wants() -> None:
    header = b"<85>1 2026-03-01T12:00:00.000000Z node radlane 7 DICOM+RFC3881 - "
    assert syslog_message(RECORD, Node(host="node", process=7)) == header + message_of(RECORD, "node")


def test_a_host_that_has_no_name_of_ascii_is_left_out() -> None:
    assert b"Z - radlane 7 " in syslog_message(RECORD, Node(host="\N{SNOWMAN}", process=7))


def test_a_frame_counts_octets() -> None:
    assert frame("\N{SNOWMAN}".encode()) == b"3 \xe2\x98\x83"


def test_records_are_sent_in_one_go() -> None:
    sent: list[bytes] = []
    node = Node(host="node", process=7)
    Sender(node=node, send=sent.append)([RECORD, RECORD])
    assert sent == [2 * frame(syslog_message(RECORD, node))]
