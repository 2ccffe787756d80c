"""The audit trail of an installation: what the service and commands put on record of themselves, and who gets it."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from socket import gethostname

from pydantic import SecretStr

from radlane.app.records import Records
from radlane.app.trail import audit_key_file, open_audit_key, who_runs
from radlane.domain.version import RUNNABLE
from radlane.errors import AuditUnavailable, SettingsError
from radlane.jobs.database import AWAY
from radlane.jobs.forwarding import Forwarder
from radlane.jobs.registry import Registry
from radlane.jobs.standing import called
from radlane.security.audit_record import Action, Entry
from radlane.security.syslog import Node, Sender
from radlane.security.syslog_client import Receiver, SyslogClient, connect_tls
from radlane.settings.tree import Settings

_LOG = logging.getLogger(__name__)


@contextmanager
def audited_service(
    settings: Settings, registry: Registry, records: Records, via: str = "radlane serve"
) -> Iterator[None]:
    """Put on record that the service starts, with what, and that it stops; meanwhile a receiver gets all records."""
    if audit_key_file(settings).stat().st_mode & 0o077:
        _LOG.warning("others may read the key of the audit trail", extra={"code": SettingsError.code})
    me = who_runs()
    versions = {called(version): version.digest for version in registry.versions() if version.state in RUNNABLE}
    models = {"models": versions, "tags": registry.all_tags()}
    for action, facts in (
        (Action.SERVICE_STARTED, {"version": version("radlane")}),
        (Action.SETTINGS_USED, {"digest": settings_digest(settings)}),
        (Action.MODELS_USED, models),
    ):
        records.trail.record(Entry(action=action, caller=me, via=via, facts=facts))
    with _forwarding(settings, records):
        try:
            yield
        finally:
            _record_end(records, Entry(action=Action.SERVICE_STOPPED, caller=me, via=via))


def _record_end(records: Records, entry: Entry) -> None:
    """The service stops all the same where that cannot be put on record; its next start shows that nobody saw it."""
    try:
        records.trail.record(entry)
    except (AuditUnavailable, *AWAY) as error:
        _LOG.error("the end of the service is not on record", extra={"code": "audit-unavailable"}, exc_info=error)


def settings_digest(settings: Settings) -> str:
    """Return what changes when a setting does, also a secret; without the key nobody can try what they are."""
    said = json.dumps(settings.model_dump(), sort_keys=True, default=_plain).encode()
    return hmac.digest(open_audit_key(settings).secret, b"radlane.settings/1 " + said, hashlib.sha256).hex()


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


@contextmanager
def _forwarding(settings: Settings, records: Records) -> Iterator[None]:
    wanted = settings.audit.syslog
    if wanted is None:
        yield
        return
    receiver = Receiver(
        host=wanted.host,
        port=wanted.port,
        ca_file=wanted.ca_file,
        certificate_file=wanted.certificate_file,
        key_file=wanted.key_file,
    )
    node = Node(host=gethostname(), process=os.getpid())
    client = SyslogClient(partial(connect_tls, receiver))
    forwarder = Forwarder(records.trail, f"{wanted.host}:{wanted.port}", Sender(node=node, send=client.send))
    forwarder.start()
    try:
        yield
    finally:
        forwarder.stop()
        client.close()
