"""Which rules fit, and what they want; the rest with its reason."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest

from radlane.domain.job import Priority
from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.triggers.planning import AGAIN, Verdict, judge
from radlane.triggers.rules import Hours, Rule, Rules, When
from support.announcing import DX, circumstances, series_of, study_of

ROOT = builtin_roots()[0]
MODELS = load_catalogue([ROOT], [ROOT / "tags.json"])
CHEST = study_of(series_of(1, sop_class=DX, modality="DX", body_part_examined="CHEST", count=1))
NIGHT = Hours(begin=time(20), end=time(6))
ALWAYS, NEVER = When(), When(modality=("XX",))


def rule(name: str, when: When = ALWAYS, run: tuple[str, ...] = ("cxr-lungs",), **changes: Any) -> Rule:
    return Rule(name=name, when=when, run=run, **changes)


def judged(*rules: Rule, study: Any = CHEST) -> tuple[Verdict, ...]:
    return judge(Rules(rules=rules, digest=""), circumstances(study), MODELS)


def test_all_rules_that_fit_count() -> None:
    found = judged(rule("one", NEVER), rule("two"), rule("three", destinations=("b",)))
    assert [one.is_fitting for one in found] == [False, True, True]
    assert [[plan.destinations for plan in one.plans] for one in found] == [[], [("a",)], [("b",)]]


def test_a_rule_that_stops_is_the_last_one() -> None:
    found = judged(rule("one", NEVER, stop=True), rule("two", stop=True), rule("three"))
    assert [(one.asked, one.is_fitting) for one in found] == [(True, False), (True, True), (False, False)]


def test_what_two_rules_want_alike_the_upper_one_gets() -> None:
    first, second = judged(rule("one", priority=Priority.STAT), rule("two", run=("cxr-lungs:production",)))
    assert (first.plans[0].refused, first.plans[0].priority) == (None, Priority.STAT)
    assert second.plans[0].refused == AGAIN


def test_what_a_model_would_read() -> None:
    (found,) = judged(rule("one"))
    (plan,) = found.plans
    assert plan.identity is not None
    assert (plan.instances, len(plan.inputs), plan.identity.name) == (1, 64, "cxr-lungs")
    more = study_of(*CHEST.series, series_of(2, modality="SR"))
    assert judged(rule("one"), study=more)[0].plans[0].inputs == plan.inputs  # a report is no image
    grown = study_of(*CHEST.series, series_of(2, sop_class=DX, modality="DX", count=1))
    assert judged(rule("one"), study=grown)[0].plans[0].inputs != plan.inputs


@pytest.mark.parametrize(
    ("run", "study", "code"),
    [
        ("cxr-lungs", study_of(series_of(1)), "no-matching-series"),
        ("cxr-lungs:9.9.9", CHEST, "model-not-found"),
    ],
)
def test_why_there_is_no_job(run: str, study: Any, code: str) -> None:
    (found,) = judged(rule("one", run=(run,)), study=study)
    assert found.is_fitting
    assert [plan.refused for plan in found.plans] == [code]


def test_a_window_that_is_closed_opens_later_but_for_what_is_urgent() -> None:
    waits, urgent = judged(
        rule("one", window=NIGHT), rule("two", window=NIGHT, priority=Priority.STAT, destinations=())
    )
    assert waits.plans[0].not_before == datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
    assert urgent.plans[0].not_before is None
