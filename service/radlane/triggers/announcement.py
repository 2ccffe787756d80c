"""What a trigger says: a study may have something new. What follows from that, the rules say (`triggers.dispatch`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from radlane.domain.job import Expectation, Job
from radlane.triggers.intake import Caller


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """A study that came, grew, or was asked for without a model.

    Attributes
    ----------
    study_instance_uid : str
        The study.
    source : str
        The archive that has it, by its name in the settings.
    ae_title : str or None
        Who sent it, where that is known (PS3.8 AE title).
    expect : Expectation or None
        How large it is going to be, where whoever announces knows.
    caller : Caller
        Who announces, and which way: `via` is for example `orthanc`, `poll`, `stow-rs`, `dimse` or `ups-rs`.
    """

    study_instance_uid: str
    source: str
    caller: Caller
    ae_title: str | None = None
    expect: Expectation | None = None


# Gives the jobs that the rules want of an announcement: new ones, and those that are under way for the same.
Announce = Callable[[Announcement], tuple[Job, ...]]
