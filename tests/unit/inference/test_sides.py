"""What is said of two sides that nobody can tell apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.classification import FindingClass
from radlane.domain.finding import BoxRegion, Finding, Laterality, Presence
from radlane.inference.sides import settle_sides
from support.findings import EFFUSION, LUNG, NODULE, PLEURA
from support.said import classification, detection, nodule, regression

LEFT = FindingClass(id="effusion-a", channel=0, concept=EFFUSION, laterality=Laterality.LEFT, threshold=0.6)
RIGHT = replace(LEFT, id="effusion-b", channel=1, laterality=Laterality.RIGHT)
PRESENT, INDETERMINATE, ABSENT = Presence.PRESENT, Presence.INDETERMINATE, Presence.ABSENT


SOMEWHERE = BoxRegion(frame=0, left=1, top=1, right=3, bottom=3)


def settled(kinds: tuple[FindingClass, ...], *presences: Presence) -> list[Presence]:
    findings = [
        Finding(id=kind.id, concept=kind.concept, site=kind.site, presence=presence)
        for kind, presence in zip(kinds, presences, strict=True)
    ]
    said = settle_sides([classification(classes=kinds), regression()], findings)
    assert [replace(one, presence=other.presence) for one, other in zip(said, findings, strict=True)] == findings
    return [finding.presence for finding in said]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((PRESENT, ABSENT), [PRESENT, INDETERMINATE]),
        ((ABSENT, PRESENT), [INDETERMINATE, PRESENT]),
        ((INDETERMINATE, ABSENT), [INDETERMINATE, INDETERMINATE]),
        ((ABSENT, ABSENT), [ABSENT, ABSENT]),
        ((PRESENT, PRESENT), [PRESENT, PRESENT]),
    ],
)
def test_no_side_denies_what_the_other_one_says(said: tuple[Presence, ...], expected: list[Presence]) -> None:
    assert settled((LEFT, RIGHT), *said) == expected


@pytest.mark.parametrize(
    "other",
    [
        replace(RIGHT, concept=NODULE),  # another thing
        replace(RIGHT, site=PLEURA),  # elsewhere
        replace(RIGHT, laterality=None),  # it had no side to lose
    ],
)
def test_what_is_of_another_thing_stays_absent(other: FindingClass) -> None:
    assert settled((LEFT, other), PRESENT, ABSENT) == [PRESENT, ABSENT]
    assert settled((LEFT, other), ABSENT, PRESENT) == [ABSENT, PRESENT]


def test_the_meaning_of_a_code_is_no_other_thing() -> None:
    called = replace(RIGHT, concept=replace(EFFUSION, meaning="Effusion of the pleura"))
    assert settled((LEFT, called), PRESENT, ABSENT) == [PRESENT, INDETERMINATE]


def test_boxes_of_one_side_and_none_of_the_other() -> None:
    kinds = (nodule(id="a", laterality=Laterality.LEFT), nodule(id="b", channel=1, laterality=Laterality.RIGHT))
    found = Finding(id="a-1", concept=NODULE, site=LUNG, presence=PRESENT, region=SOMEWHERE)
    none = Finding(id="b", concept=NODULE, site=LUNG, presence=ABSENT)
    said = settle_sides([detection(classes=kinds)], [found, none])
    assert [one.presence for one in said] == [PRESENT, INDETERMINATE]


def test_boxes_and_classes_are_of_one_thing_where_their_codes_are() -> None:
    boxed = nodule(id="a", concept=EFFUSION, site=None, laterality=Laterality.LEFT)
    found = Finding(id="a-1", concept=EFFUSION, presence=PRESENT, region=SOMEWHERE)
    none = Finding(id="effusion-b", concept=EFFUSION, presence=ABSENT)
    outputs = [detection(classes=(boxed,)), classification(classes=(RIGHT,))]
    assert [one.presence for one in settle_sides(outputs, [found, none])] == [PRESENT, INDETERMINATE]


def test_a_class_that_is_called_as_a_box_would_be_is_none() -> None:
    third = FindingClass(id="effusion-2", channel=2, concept=NODULE, laterality=None, threshold=0.5)
    sided = (replace(LEFT, id="effusion"), replace(RIGHT, id="other"))
    assert settled((*sided, third), ABSENT, ABSENT, PRESENT) == [ABSENT, ABSENT, PRESENT]
