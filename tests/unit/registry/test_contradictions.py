"""What a manifest may have headers say against its findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.domain.model import Contradiction
from radlane.domain.select import Condition
from radlane.pipeline.criteria import holds
from radlane.registry.contradictions import complain_of_contradictions
from support.lanes import reference_model
from support.said import box_map, classification, detection, nodule

DENIES = Contradiction(
    finding="nodule", header=Condition(attribute="BurnedInAnnotation", like=("NO",)), text="It says that there is none"
)
OUTPUTS = (classification(), detection(), box_map(classes=(nodule(id="mass"),)))


def wrong(*stated: Contradiction) -> list[str]:
    return complain_of_contradictions(replace(reference_model().manifest, outputs=OUTPUTS, contradictions=stated))


def test_what_is_well() -> None:
    assert wrong() == []
    assert wrong(DENIES, replace(DENIES, finding="ptx"), replace(DENIES, finding="mass")) == []
    narrowed = Condition(attribute="BurnedInAnnotation", like=("*",), unlike=("YES",))
    assert wrong(replace(DENIES, header=narrowed)) == []
    assert [holds(narrowed, said) for said in ("", "YES", "NO")] == [False, False, True]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"finding": "nodule-1"}, "contradictions.finding: names no class"),
        ({"finding": "lung-1"}, "contradictions.finding: names no class"),
        ({"text": ""}, "contradictions.text"),
        ({"text": " a"}, "contradictions.text"),
        ({"text": "a\nb"}, "contradictions.text"),
        ({"text": "a" * 257}, "contradictions.text"),
        ({"header": Condition(attribute="PatientName", like=("x",))}, "contradictions.header.attribute: none that"),
        ({"header": Condition(attribute="BurnedInAnnotation", unlike=("YES",))}, "contradictions.header: a silent"),
        (
            {"header": Condition(attribute="BurnedInAnnotation", like=("NO",), absent="fits")},
            "contradictions.header: a silent",
        ),
        ({"header": Condition(attribute="KVP")}, "contradictions.header.KVP: asks for nothing"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], named: str) -> None:
    (complaint,) = wrong(replace(DENIES, **changes))
    assert complaint.startswith(named)


def test_they_are_few() -> None:
    assert wrong(*[DENIES] * 32) == []
    assert wrong(*[DENIES] * 33) == ["contradictions: 32 at most"]
