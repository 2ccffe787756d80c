"""An instance that somebody sent, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from radlane.domain.refs import InstanceRef

RECEIVED = "received"  # name of the archive that has what others sent


class Failure(IntEnum):
    """Why an instance was not kept: a status of C-STORE, and the Failure Reason (0008,1197) of STOW-RS.

    Reference: PS3.4 table B.2-1, PS3.7 annex C, PS3.18 table I.2-2. The last two digits of A7xx and A9xx are ours.
    """

    PROCESSING = 0x0110  # the same again may be kept
    DUPLICATE = 0x0111  # there is another one with this SOP Instance UID, and it stays
    NO_ROOM = 0xA700  # the same again may be kept later
    TOO_LARGE = 0xA701
    OTHER_OBJECT = 0xA900  # the data set is not what its file meta information, or the command, says
    OTHER_STUDY = 0xA901  # than the address names
    OTHER_PATIENT = 0xA902  # than that of the study that is here
    UNREADABLE = 0xC000


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What became of one instance.

    Attributes
    ----------
    ref : InstanceRef or None
        Which it is; None where that cannot be read.
    failure : Failure or None
        None: it is kept, and on the disk.
    """

    ref: InstanceRef | None
    failure: Failure | None = None
