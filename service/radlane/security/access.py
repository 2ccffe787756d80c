"""Who is let in, and how often.

In: credentials, and the address they come from. Out: the caller, always where the credentials are good: others at the
same address cannot lock anybody out. An address that sends wrong ones too often is told to wait; a caller who asks
too often is refused by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from radlane.errors import TooManyRequests, Unauthenticated
from radlane.security.caller import Caller, Identify
from radlane.security.keys import PREFIX
from radlane.security.rates import Rate, site_of

_HOW = "Send an API key or an access token as `Authorization: Bearer ...`"


@dataclass(frozen=True, kw_only=True)
class Access:
    """Lets callers in.

    Attributes
    ----------
    identify : Identify
        Says whose credentials these are.
    requests : Rate
        What a caller may do in a minute.
    failures : Rate
        How often an address may be wrong in a minute.
    """

    identify: Identify
    requests: Rate
    failures: Rate

    def recognise(self, credentials: str | None, address: str) -> Caller:
        """Return who calls.

        Raises
        ------
        Unauthenticated
            If there are no valid credentials.
        TooManyRequests
            If the credentials are wrong and the address was wrong too often.
        IssuerUnavailable
            If nobody can say whether a token is valid.
        """
        if credentials is None:
            raise Unauthenticated("Credentials are needed", remedy=_HOW)
        try:
            return self.identify(credentials)
        except Unauthenticated:
            wait_s = self.failures.count(site_of(address))
            _require_no_wait(wait_s, "There were too many wrong credentials from this address")
            raise

    def count(self, caller: Caller) -> None:
        """Count a request; after `recognise`, so that the refusal too has the caller's name on record.

        Raises
        ------
        TooManyRequests
            If the caller asks too often.
        """
        _require_no_wait(self.requests.count(caller.id), "This caller asks too often")


def by_kind(keys: Identify, tokens: Identify) -> Identify:
    """Return what tells API keys, which machines have, and access tokens apart."""
    return lambda text: keys(text) if text.startswith(f"{PREFIX}_") else tokens(text)


def _require_no_wait(wait_s: float, what: str) -> None:
    if wait_s:
        raise TooManyRequests(what, retry_after_s=wait_s)
