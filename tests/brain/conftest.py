"""Each case goes through the lane once, as a user's `radlane run`; the original runs once on each part of ch2."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.brain import CASES, MODEL, PACKAGES, Analysed, Case, Original, require_set_up, run_original
from support.figures import pytest_terminal_summary
from support.lane import run
from support.volumes import saved

__all__ = ["pytest_terminal_summary"]

OriginalOf = Callable[[Case], Original]


@pytest.fixture(scope="session")
def original_of(tools: None, tmp_path_factory: pytest.TempPathFactory) -> OriginalOf:
    """The original's answer to the part of ch2 that a case has."""
    require_set_up()
    answers: dict[str, Original] = {}

    def of_case(case: Case) -> Original:
        key = str(case.part)
        if key not in answers:
            answers[key] = run_original(case.part, tmp_path_factory.mktemp("original"))
        return answers[key]

    return of_case


@pytest.fixture(scope="session", params=CASES, ids=lambda case: case.name)
def analysed(
    request: pytest.FixtureRequest, original_of: OriginalOf, tmp_path_factory: pytest.TempPathFactory
) -> Analysed:
    """One case after the other, each through all tests that ask for it."""
    case: Case = request.param
    archive = saved(case.slices(), tmp_path_factory.mktemp(case.name) / "archive")
    done = run(archive, model=MODEL, RADLANE_MODELS_DIR=str(PACKAGES), RADLANE_DEVICE="cpu")
    return Analysed(case=case, run=done, original=original_of(case))
