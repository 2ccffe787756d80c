"""Audit records as syslog messages, each in its frame.

In: records. Out: bytes for a stream.
Reference: PS3.15 section A.6; RFC 5424 (message), RFC 5425 section 4.3 (frame).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from radlane.security.audit_message import message_of
from radlane.security.audit_record import Record

_PRIORITY = 85  # facility 10, security; severity 5, notice
_MESSAGE_ID = "DICOM+RFC3881"
_MOST_HOST = 255


@dataclass(frozen=True, kw_only=True)
class Node:
    """Who says it: the machine and the process."""

    host: str
    process: int


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Sends records as framed messages.

    Attributes
    ----------
    send : callable
        Sends bytes, or raises `OSError`.
    """

    node: Node
    send: Callable[[bytes], None]

    def __call__(self, records: Sequence[Record]) -> None:
        """Send records in one go."""
        self.send(b"".join(frame(syslog_message(record, self.node)) for record in records))


def syslog_message(record: Record, node: Node) -> bytes:
    """Return a record as a message of RFC 5424; nothing stands in its STRUCTURED-DATA."""
    moment = record.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    host = "".join(c for c in node.host if "!" <= c <= "~")[:_MOST_HOST] or "-"
    header = f"<{_PRIORITY}>1 {moment} {host} radlane {node.process} {_MESSAGE_ID} - "
    return header.encode() + message_of(record, node.host)


def frame(message: bytes) -> bytes:
    """Put the number of a message's octets in front of it."""
    return b"%d %b" % (len(message), message)
