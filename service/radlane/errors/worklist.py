"""What is wrong with a request to the worklist, by the statuses of PS3.4 Annex CC."""

from __future__ import annotations

from typing import Unpack

from radlane.errors.base import Parts, RadlaneError


class WorklistError(RadlaneError):
    """The worklist does not do what is asked of it.

    Attributes
    ----------
    warning : str or None
        Text of the header Warning that PS3.18 wants with it.
    """

    code = "worklist-error"

    def __init__(self, what: str, *, warning: str | None = None, **parts: Unpack[Parts]) -> None:
        super().__init__(what, **parts)
        self.warning = warning


class WorkitemInvalid(WorklistError):
    """The request, or the data set in it, is not what the standard asks for."""

    code = "workitem-invalid"


class WorkitemNotFound(WorklistError):
    """There is no such workitem."""

    code = "workitem-not-found"


class WorkitemConflict(WorklistError):
    """The workitem's state does not allow it."""

    code = "workitem-conflict"


class WorklistFull(WorklistError):
    """There are as many open workitems as there may be."""

    code = "worklist-full"
    retryable = True


class TransactionUnsupported(WorklistError):
    """The standard knows this transaction, and radlane does not offer it."""

    code = "transaction-unsupported"
