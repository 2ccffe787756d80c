"""What stands on record of studies that a poll found."""

from __future__ import annotations

from collections.abc import Sequence

from radlane.domain.sighting import Sighting
from radlane.pipeline.audited import MOST_NAMED
from radlane.security.audit_record import Action, Entry


def found_entry(poll: str, archive: str, studies: Sequence[Sighting]) -> Entry:
    """Return the record of studies that are new, or larger than before; of many only how many."""
    uids = sorted({study.name for study in studies})
    named = {"studies": uids} if len(uids) <= MOST_NAMED else {"count": len(uids)}
    return Entry(
        action=Action.STUDY_QUERIED, via="poll", facts={"archive": archive, "by": "poll", "poll": poll, **named}
    )
