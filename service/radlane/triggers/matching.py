"""Does a rule fit a study, and if not, which of its conditions does not hold?

In: a rule, what the archive says of the study, and who announced it. Out: each condition of the rule, with what it
asks for; never what the study says: that is of a patient.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import NamedTuple

from radlane.domain.patterns import fits_any
from radlane.domain.study import SeriesIndex, StudyIndex
from radlane.triggers.announcement import Announcement
from radlane.triggers.hours import is_within
from radlane.triggers.rules import Ages, Hours, Rule, When

ONE_SERIES = "one series"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """A study, who announced it, and when that is, in which time zone.

    Attributes
    ----------
    homes : tuple of str
        The archives that get the results of a rule that names none.
    """

    study: StudyIndex
    announcement: Announcement
    now: datetime
    zone: tzinfo
    homes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition of a rule: whether it holds, and what it asks for, as the rule says it."""

    name: str
    holds: bool
    wanted: str


class _OfSeries(NamedTuple):
    name: str
    wanted: str
    holds: Callable[[SeriesIndex], bool]


def conditions_of(rule: Rule, there: Circumstances) -> tuple[Condition, ...]:
    """Return the conditions of a rule in the order of the documentation; it fits where all of them hold."""
    when, study = rule.when, there.study
    asked = list(_of_series(when))
    found = [Condition(name=one.name, wanted=one.wanted, holds=any(map(one.holds, study.series))) for one in asked]
    together = any(all(one.holds(series) for one in asked) for series in study.series)
    if asked and all(one.holds for one in found) and not together:
        found.append(Condition(name=ONE_SERIES, wanted="one series that all of these hold for", holds=False))
    found += _of_study(when, there)
    if not study.series:
        found.append(Condition(name="images", wanted="instances that radlane did not make", holds=False))
    return tuple(found)


def fits(conditions: Iterable[Condition]) -> bool:
    """Return whether all conditions hold."""
    return all(one.holds for one in conditions)


def _of_series(when: When) -> Iterator[_OfSeries]:
    if when.modality:
        yield _OfSeries("modality", _either(when.modality), lambda one: fits_any(when.modality, one.modality))
    if when.body_part or when.regions:
        codes = tuple(f"{scheme}:{value}" for scheme, value in sorted(when.regions))
        yield _OfSeries("body_part", _either((*when.body_part, *codes)), lambda one: _is_of_part(when, one))
    if when.series_description:
        wanted = when.series_description
        yield _OfSeries("series_description", _either(wanted), lambda one: fits_any(wanted, one.description))
    if when.station:
        yield _OfSeries("station", _either(when.station), lambda one: fits_any(when.station, one.station))
    if when.sop_class:
        yield _OfSeries("sop_class", _either(sorted(when.sop_class)), lambda one: _has_class(when, one))


def _of_study(when: When, there: Circumstances) -> Iterator[Condition]:
    facts, said = there.study.facts, there.announcement
    for name, patterns, text in (
        ("study_description", when.study_description, facts.description),
        ("sex", when.sex, facts.sex),
        ("ae_title", when.ae_title, said.ae_title or ""),
        ("caller", when.caller, said.caller.identity),
        ("via", when.via, said.caller.via),
        ("archive", when.archive, said.source),
    ):
        if patterns:
            yield Condition(name=name, wanted=_either(patterns), holds=fits_any(patterns, text))
    if when.age is not None:
        yield Condition(name="age", wanted=_ages(when.age), holds=_is_of_age(when.age, facts.age_years))
    if when.hours is not None:
        yield Condition(name="hours", wanted=words_of(when.hours), holds=is_within(when.hours, there.now, there.zone))


def words_of(hours: Hours) -> str:
    """Return hours as people write them."""
    days = "" if len(hours.weekdays) == len(_DAYS) else f" {', '.join(_DAYS[day] for day in sorted(hours.weekdays))}"
    return f"{hours.begin:%H:%M} to {hours.end:%H:%M}{days}"


def _is_of_part(when: When, series: SeriesIndex) -> bool:
    return fits_any(when.body_part, series.body_part_examined) or bool(when.regions & series.regions)


def _has_class(when: When, series: SeriesIndex) -> bool:
    return any(ref.sop_class_uid in when.sop_class for ref in series.instances)


def _is_of_age(ages: Ages, years: float | None) -> bool:
    if years is None:
        return False
    return (ages.least is None or years >= ages.least) and (ages.below is None or years < ages.below)


def _ages(ages: Ages) -> str:
    least = [] if ages.least is None else [f"{ages.least:g} years or more"]
    below = [] if ages.below is None else [f"below {ages.below:g} years"]
    return ", ".join((*least, *below))


def _either(patterns: Iterable[str]) -> str:
    return " or ".join(patterns)
