"""Where a header denies what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.domain.finding import BoxRegion, Conclusion, Finding, Presence
from radlane.domain.model import Contradiction
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.select import Condition
from radlane.pipeline.contradictions import contradicted
from support.findings import NODULE
from support.headers import header
from support.lanes import reference_model

SAYS_NO = Condition(attribute="BurnedInAnnotation", like=("NO",))
DENIED = Reason(code=ReasonCode.HEADER_CONTRADICTED, text="It says that there is none")
BOX = BoxRegion(frame=0, left=1, top=1, right=3, bottom=3)


def said(finding_id: str = "text-1", presence: Presence = Presence.PRESENT, **attributes: Any) -> tuple[Reason, ...]:
    stated = Contradiction(finding="text", header=SAYS_NO, text=DENIED.text)
    manifest = replace(reference_model().manifest, contradictions=(stated,))
    finding = Finding(id=finding_id, concept=NODULE, presence=presence, region=BOX)
    return contradicted(manifest, Conclusion(findings=(finding,)), header(**attributes))


def test_a_header_that_denies_a_finding_is_said() -> None:
    assert said(BurnedInAnnotation="NO") == (DENIED,)
    assert said("text", BurnedInAnnotation="NO") == (DENIED,)  # a class of the whole image
    assert said("text-12", BurnedInAnnotation="NO") == (DENIED,)


@pytest.mark.parametrize(
    ("finding_id", "presence", "stated"),
    [
        ("text-1", Presence.PRESENT, "YES"),
        ("text-1", Presence.INDETERMINATE, "NO"),
        ("text", Presence.ABSENT, "NO"),
        ("text-a", Presence.PRESENT, "NO"),  # another class
        ("context-1", Presence.PRESENT, "NO"),
    ],
)
def test_nothing_is_said_otherwise(finding_id: str, presence: Presence, stated: str) -> None:
    assert said(finding_id, presence, BurnedInAnnotation=stated) == ()


def test_a_header_that_is_silent_denies_nothing() -> None:
    assert said() == ()
