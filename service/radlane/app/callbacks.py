"""The receivers of the settings, and what tells them that jobs have ended."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from radlane.app.records import Records
from radlane.app.trail import now
from radlane.domain.callback import Reply
from radlane.jobs.callbacks import Call
from radlane.jobs.notifying import Manner, Notifier
from radlane.monitoring.metrics import Metrics
from radlane.security.receiver import Receiver
from radlane.security.signature import read_secret
from radlane.settings.tree import Settings

if TYPE_CHECKING:
    from radlane.security.webhook import Webhook


def build_receivers(settings: Settings) -> Mapping[str, Receiver]:
    """Who may be called.

    Raises
    ------
    SettingsError
        If a secret cannot be used.
    """
    receivers = {name: Receiver(name=name, **dict(one)) for name, one in settings.callbacks.items()}
    for receiver in receivers.values():
        for file in receiver.secret_files:
            read_secret(file)
    return receivers


@contextmanager
def callbacks_at_work(settings: Settings, records: Records, figures: Metrics) -> Iterator[None]:
    """Tell the receivers of the settings what is to be told, until the process stops; any number of processes may."""
    if not settings.callbacks:
        yield
        return
    from radlane.security.webhook import Webhook, look_up  # here: it brings an HTTP client that others do without

    webhook = Webhook(now=now, resolve=look_up)
    patience = timedelta(hours=settings.callback_hours)
    manner = Manner(patience=patience, jitter=random.random, count=figures.jobs.count_callback)
    with ExitStack() as stack:
        for name, receiver in build_receivers(settings).items():
            notifier = Notifier(records.callbacks, name, partial(_send, webhook, receiver), manner)
            notifier.start()
            stack.callback(notifier.stop)
        yield


def _send(webhook: Webhook, receiver: Receiver, call: Call) -> Reply:
    return webhook.post(receiver, call.url or receiver.url, call.id, call.body.encode())
