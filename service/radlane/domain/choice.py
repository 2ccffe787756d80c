"""What was made of each series, and of each earlier study, when a model's input was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """What became of a series, or of a stack of it."""

    CHOSEN = "chosen"
    OUTDONE = "outdone"  # it fits, and another is preferred
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class SeriesChoice:
    """One series, or one stack of a series that holds several, and what a channel of the model made of it.

    Attributes
    ----------
    series_instance_uid : str or None
        The series; None: what is said is said of an earlier study as a whole.
    channel : str or None
        Id of the channel; None of an earlier study as a whole, of registrations, and in what an earlier radlane put on
        record.
    images : int
        How many instances, or frames, of it were looked at.
    code : str or None
        Code of the reason why it was refused; None otherwise.
    text : str
        Why, for people; what the manifest asks for, never what a header says.
    study_instance_uid : str or None
        The earlier study that it is of; None: of the study that is analysed, or of studies that are only counted.
    days_before : int or None
        How many days that one is older.
    """

    series_instance_uid: str | None
    images: int
    choice: Choice
    code: str | None
    text: str
    channel: str | None = None
    study_instance_uid: str | None = None
    days_before: int | None = None
