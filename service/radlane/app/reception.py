"""What others send: where it goes, what is kept of it, and who is told."""

from __future__ import annotations

import secrets
import ssl
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from ipaddress import ip_network

from radlane.app.dimse import require_dimse, tls_of
from radlane.app.health import require_free
from radlane.app.records import Records
from radlane.app.site import build_limits, received_folder
from radlane.app.trail import now
from radlane.dicomweb.workspace import sweep
from radlane.jobs.reception import Receptions
from radlane.monitoring.reception_metrics import ReceptionMetrics
from radlane.security.files import make_private
from radlane.settings.dimse import ListenSettings
from radlane.settings.tree import Settings
from radlane.triggers.announcement import Announce
from radlane.triggers.quiet import Watch, Watcher
from radlane.triggers.reception import Reception


def build_reception(settings: Settings, records: Records, counts: ReceptionMetrics) -> Reception:
    """What keeps instances; its folder is made."""
    root, limits = received_folder(settings), settings.limits
    make_private(root)
    return Reception(
        root=root,
        receptions=Receptions(records.trail.engine, now, limits.instances, settings.reception.most_bytes),
        limits=build_limits(settings),
        trail=records.trail,
        require_room=partial(require_free, root, limits.free_bytes),
        counts=counts,
        token=partial(secrets.token_hex, 8),
    )


def receive_at_work(stack: ExitStack, settings: Settings, reception: Reception, announce: Announce) -> None:
    """Watch what is received, and listen where the settings say so, until the stack is closed.

    Raises
    ------
    SettingsError
        If that cannot be listened on.
    """
    sweep(reception.root)
    watcher = Watcher(
        Watch(
            receptions=reception.receptions,
            root=reception.root,
            announce=announce,
            quiet=timedelta(seconds=settings.reception.quiet_seconds),
            keep=timedelta(hours=settings.reception.keep_hours),
            now=now,
            token=reception.token,
        )
    )
    watcher.start()
    stack.callback(watcher.stop)
    if settings.dimse.listen is not None:
        _listen(stack, settings.dimse.listen, settings.reception.request_seconds, reception)


def _listen(stack: ExitStack, settings: ListenSettings, seconds: float, reception: Reception) -> None:
    require_dimse("dimse.listen")
    from radlane.triggers.dimse import Listener, Listening  # an extra, and slow to import

    listener = Listener(
        Listening(
            ae_title=settings.ae_title,
            host=settings.host,
            port=settings.port,
            callers=settings.callers,
            addresses=tuple(map(ip_network, settings.addresses)),
            associations=settings.associations,
            idle_seconds=settings.idle_seconds,
            message_seconds=seconds,
            tls=tls_of(settings.tls, ssl.Purpose.CLIENT_AUTH),
        ),
        reception,
    )
    listener.start()
    stack.callback(listener.stop)
