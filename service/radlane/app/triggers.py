"""What runs beside the HTTP service and brings it work: pollers, listeners, performers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from radlane.api.services import Services
from radlane.app.polls import polls_at_work
from radlane.app.reception import receive_at_work
from radlane.app.site import Archives
from radlane.app.worklists import worklists_at_work


@contextmanager
def triggers_at_work(archives: Archives, services: Services) -> Iterator[None]:
    """Whatever the settings ask for, at work until the service stops."""
    with ExitStack() as stack:
        stack.enter_context(worklists_at_work(archives.settings, services))
        stack.enter_context(polls_at_work(archives, services))
        receive_at_work(stack, archives.settings, services.reception, services.announce)
        yield
