"""The side of the images is that of each finding, or the result says that they have none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.finding import Conclusion, Laterality
from radlane.pipeline.siding import give_side
from support.findings import classification

FOUND = Conclusion(findings=tuple(replace(one, laterality=None) for one in classification().findings))


@pytest.mark.parametrize("side", Laterality)
def test_every_finding_has_the_side(side: Laterality) -> None:
    given = give_side(FOUND, side)
    assert [finding.laterality for finding in given.findings] == [side] * len(FOUND.findings)
    assert given.reasons == FOUND.reasons


def test_without_one_the_findings_stay_and_it_is_said() -> None:
    given = give_side(FOUND, None)
    assert given.findings == FOUND.findings
    assert [reason.code for reason in given.reasons] == ["laterality-unknown"]
