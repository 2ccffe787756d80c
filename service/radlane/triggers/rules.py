"""Rules: which studies are analysed by which models, and when.

A rule fits where all of its conditions do; what it leaves out it does not ask for. Conditions on series have to hold
for one and the same series.
Reference: docs/rules.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from radlane.domain.job import Priority

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Hours of the day in the site's time zone, up to but without `end`; over midnight where that is not later.

    `weekdays` are those on which they begin, Monday is 0.
    """

    begin: time
    end: time
    weekdays: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, kw_only=True)
class Ages:
    """Ages in years, from `least` on and below `below`; None: no limit."""

    least: float | None = None
    below: float | None = None


@dataclass(frozen=True, kw_only=True)
class When:
    """Conditions; each is a choice of patterns, and an empty one asks for nothing.

    Attributes
    ----------
    modality, series_description, station : tuple of str
        Patterns of what a series says.
    body_part : tuple of str
        The same of Body Part Examined.
    regions : frozenset of tuple of str
        Anatomic regions as scheme and value; one of them or of `body_part` is enough.
    sop_class : frozenset of str
        SOP Class UIDs; an instance of the series has one of them.
    study_description, sex : tuple of str
        Patterns of what the study says.
    ae_title, caller, via, archive : tuple of str
        Patterns of who sent the study, who announced it, which way, and where it is.
    """

    modality: tuple[str, ...] = ()
    body_part: tuple[str, ...] = ()
    regions: frozenset[tuple[str, str]] = frozenset()
    series_description: tuple[str, ...] = ()
    station: tuple[str, ...] = ()
    sop_class: frozenset[str] = frozenset()
    study_description: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    age: Ages | None = None
    ae_title: tuple[str, ...] = ()
    caller: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    archive: tuple[str, ...] = ()
    hours: Hours | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What happens to the studies that it fits.

    Attributes
    ----------
    run : tuple of str
        References of models.
    window : Hours or None
        Its jobs do not begin before these hours do; their end stops nothing. None: at once.
    destinations : tuple of str or None
        Archives that get the results; None: the one that has the study.
    stop : bool
        Whether the rules below it are not looked at for a study that it fits.
    """

    name: str
    when: When
    run: tuple[str, ...]
    priority: Priority = Priority.ROUTINE
    window: Hours | None = None
    destinations: tuple[str, ...] | None = None
    stop: bool = False


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Rules in their order, and the SHA-256 of the file that says them."""

    rules: tuple[Rule, ...]
    digest: str
