"""The keys of an issuer of tokens: fetched once, kept, and fetched again when it has new ones.

In: the name of a key (`kid`). Out: the key. Whoever sends names that there are not cannot make radlane ask the issuer
all the time, and an issuer that is away lets nobody out: the keys that are known stay.
Reference: RFC 7517 (JWK), OpenID Connect Core section 10.1.1 (rotation).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from threading import Lock, Semaphore

from joserfc.jwk import Key

from radlane.errors import IssuerUnavailable

KEEP_S = 3600.0  # then they are fetched again: a key that the issuer withdrew must not stay
LEAST_S = 30.0  # between one answer and the next question
AGAIN_S = 5.0  # after a question that was not answered, and then twice as long each time
MOST_S = 60.0  # but no longer
WAIT_S = 5.0  # for the answer that another caller is waiting for
MOST_WAITING = 8
_LOG = logging.getLogger(__name__)


class IssuerKeys:
    """The keys of an issuer; safe to use from several threads.

    Parameters
    ----------
    fetch : callable
        Gives all keys by their names; raises `IssuerUnavailable`.
    clock : callable
        Seconds, never set back.
    """

    def __init__(self, fetch: Callable[[], Mapping[str, Key]], clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._asking = Lock()
        self._waiting = Semaphore(MOST_WAITING)
        self._keys: Mapping[str, Key] = {}
        self._old_from = self._next_from = clock()
        self._again_s = AGAIN_S

    def find(self, name: str) -> Key | None:
        """Return a key; None if the issuer has none of that name.

        Raises
        ------
        IssuerUnavailable
            If nothing is known of its keys.
        """
        key = self._keys.get(name)
        if self._is_due(key):
            self._ask_in_turn(key)
        if not self._keys:
            wait_s = max(1.0, self._next_from - self._clock())
            raise IssuerUnavailable("The issuer's keys cannot be fetched", retry_after_s=wait_s)
        return self._keys.get(name)

    def _is_due(self, key: Key | None) -> bool:
        now = self._clock()
        return (key is None or now >= self._old_from) and now >= self._next_from

    def _ask_in_turn(self, key: Key | None) -> None:
        """Ask, one at a time. A key that is known does meanwhile; few wait for one that is not: each holds a thread."""
        if key is not None:
            self._ask(wait_s=0.0)
        elif self._waiting.acquire(blocking=False):
            try:
                self._ask(WAIT_S)
            finally:
                self._waiting.release()
        else:
            raise IssuerUnavailable("The issuer's keys are being fetched", retry_after_s=1.0)

    def _ask(self, wait_s: float) -> None:
        """Fetch the keys, unless another did meanwhile."""
        if not self._asking.acquire(timeout=wait_s):
            if wait_s:  # whoever waits has a key that is not known: it may be a good one
                raise IssuerUnavailable("The issuer's keys are being fetched", retry_after_s=1.0)
            return
        try:
            if self._clock() >= self._next_from:
                self._take()
        finally:
            self._asking.release()

    def _take(self) -> None:
        """Put what is fetched in the place of the keys; if that fails, they stay."""
        try:
            self._keys = self._fetch()
        except IssuerUnavailable as error:
            self._next_from = self._clock() + self._again_s
            self._again_s = min(MOST_S, 2 * self._again_s)
            _LOG.warning("the issuer's keys cannot be fetched", extra={"code": error.code}, exc_info=error)
        else:
            self._again_s = AGAIN_S
            self._next_from = self._clock() + LEAST_S
            self._old_from = self._clock() + KEEP_S
