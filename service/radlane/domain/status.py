"""What there is to say of a study where there is no result (PS3.16 CID 6042, Status of Results)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ResultStatus(StrEnum):
    """Why there is no result."""

    NOT_ATTEMPTED = "not-analysed"  # these images are none that the model may judge
    FAILED = "failed"  # the analysis broke


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """A study without a result.

    Attributes
    ----------
    code : str
        Stable name of the reason (`domain.reason`) or of the error (`errors`).
    text : str
        Its sentence for people, without header values.
    """

    status: ResultStatus
    code: str
    text: str
