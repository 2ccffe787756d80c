"""An announcement -> jobs, as the rules say. Every automatic trigger ends here.

In: a study that came or grew. Out: the jobs that the rules want of it: new ones, and those that are under way for the
same. A study whose selected inputs are as they were gives no new job.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from radlane.domain.job import Job
from radlane.triggers.announcement import Announcement

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """Gives announced studies to the models that the rules name."""

    def announce(self, announcement: Announcement) -> tuple[Job, ...]:
        """Accept the jobs that the rules want of a study.

        Raises
        ------
        UidInvalid, StudyNotFound, StudyMismatch
            If the archive has no such study, or it is of several patients.
        ArchiveNotFound
            If there is no such archive.
        ArchiveError, ArchiveUnavailable
            If the archive does not say what it has of the study: announce it again later.
        """
        _LOG.warning("a study was announced, and there are no rules", extra={"caller": announcement.caller.via})
        return ()
