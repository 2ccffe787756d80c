"""How far two versions say the same: by finding, and summed up over studies."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.monitoring.agreement import agreement_of, compare


def finding(name: str, presence: str, *areas: float, unit: str = "mm2") -> dict[str, Any]:
    measurements = [{"concept": {"meaning": "Area"}, "unit": {"value": unit}, "value": area} for area in areas]
    return {
        "id": name,
        "concept": {"meaning": name.title()},
        "laterality": None,
        "presence": presence,
        "measurements": measurements,
    }


def result(*findings: dict[str, Any], ratio: float | None = None) -> dict[str, Any]:
    joint = [] if ratio is None else [{"concept": {"meaning": "Ratio"}, "unit": {"value": "1"}, "value": ratio}]
    return {"findings": list(findings), "joint_measurements": joint}


def test_the_same_is_the_same() -> None:
    said = result(finding("lung", "present", 10.0))
    assert compare(said, said) == [
        {"id": "lung", "name": "Lung", "laterality": None, "same": True, "measurements": {"Area": 0.0}}
    ]


# presence and area of both, whether they agree, the relative difference
PAIRS = [
    (("present", 10.0), ("present", 8.0), True, 0.2),
    (("present", 8.0), ("present", 10.0), True, 0.2),  # neither is the measure of the other
    (("present", 10.0), ("absent", 0.0), False, 1.0),
    (("present", 1.0), ("indeterminate", -1.0), False, 2.0),
    (("absent", 0.0), ("absent", 0.0), True, 0.0),
]


@pytest.mark.parametrize(("one", "other", "same", "apart"), PAIRS)
def test_presences_and_measurements(one: Any, other: Any, same: bool, apart: float) -> None:
    (found,) = compare(result(finding("lung", *one)), result(finding("lung", *other)))
    assert (found["same"], found["measurements"]) == (same, {"Area": pytest.approx(apart)})


def test_what_only_one_speaks_of_does_not_agree() -> None:
    for pair in ((result(finding("lung", "absent")), result()), (result(), result(finding("lung", "absent")))):
        (found,) = compare(*pair)
        assert (found["same"], found["measurements"]) == (False, {})


def test_measurements_in_other_units_are_not_compared() -> None:
    ours, theirs = finding("lung", "present", 1.0), finding("lung", "present", 1.0, unit="{pixels}")
    assert compare(result(ours), result(theirs))[0]["measurements"] == {}


def test_findings_of_one_name_are_compared_in_their_order() -> None:
    ours = result(finding("box", "present", 1.0), finding("box", "present", 2.0))
    theirs = result(finding("box", "present", 1.0))
    assert [one["same"] for one in compare(ours, theirs)] == [True, False]


def test_measurements_of_several_findings_together() -> None:
    assert compare(result(ratio=0.5), result(ratio=0.25)) == [
        {"id": "", "name": "", "laterality": None, "same": None, "measurements": {"Ratio": 0.5}}
    ]


def test_many_studies() -> None:
    agreeing = compare(result(finding("lung", "present", 10.0)), result(finding("lung", "present", 9.0)))
    apart = compare(result(finding("lung", "present", 10.0)), result(finding("lung", "absent", 7.0)))
    joint = compare(result(ratio=1.0), result(ratio=1.0))
    said = agreement_of(
        [
            ("succeeded", agreeing, (1.0, 2.0)),
            ("succeeded", apart, (3.0, 2.0)),
            ("succeeded", joint, (5.0, 4.0)),
            ("failed", [], None),
        ]
    )
    assert (said.ends, said.count, said.seconds) == ({"succeeded": 3, "failed": 1}, 3, (3.0, 2.0))
    lung, together = said.findings
    assert (lung.id, lung.count, lung.rate) == ("lung", 2, 0.5)
    (area,) = lung.measurements
    assert (area.name, area.count, area.mean, area.largest) == ("Area", 2, pytest.approx(0.2), pytest.approx(0.3))
    assert (together.id, together.rate) == ("", None)


def test_nothing_was_compared() -> None:
    said = agreement_of([])
    assert (said.count, said.findings, said.seconds) == (0, (), None)


def test_the_other_side_is_not_the_same() -> None:
    left, right = ({**finding("lung", "present"), "laterality": side} for side in ("left", "right"))
    assert [one["same"] for one in compare(result(left), result(right))] == [False]
    assert [one["same"] for one in compare(result(left), result(left))] == [True]


def test_studies_are_counted_and_not_their_findings() -> None:
    boxes = result(finding("box", "present", 1.0), finding("box", "present", 2.0))
    one, none = result(finding("box", "present", 1.0)), result(finding("box", "absent", 2.0))
    said = agreement_of([("succeeded", compare(boxes, other), None) for other in (boxes, one, none)])
    (box,) = said.findings
    assert (box.count, box.rate) == (3, pytest.approx(1 / 3))
    (area,) = box.measurements
    assert (area.count, area.largest) == (3, 0.5)
