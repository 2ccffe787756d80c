"""What a channel asks of headers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from pydicom import Dataset

from radlane.domain.code import Code
from radlane.domain.select import Condition, Preference
from radlane.pipeline.criteria import complaint, holds, is_of_region, is_of_view, preferred, words_of
from support.choices import VOLUMES, coded, selecting
from support.headers import header, raw

AXIAL, CORONAL, SAGITTAL = (1, 0, 0, 0, 1, 0), (1, 0, 0, 0, 0, -1), (0, 1, 0, 0, 0, -1)


def condition(**asked: Any) -> Condition:
    return Condition(attribute="SeriesDescription", **asked)


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        (condition(like=("*t1*",)), "Ax T1 post", True),
        (condition(like=("t1",)), "Ax T1 post", False),  # whole
        (condition(like=("*t2*", "*flair*")), "sag FLAIR", True),
        (condition(like=("AXIAL",)), "ORIGINAL\\PRIMARY\\AXIAL", True),  # one of its values
        (condition(unlike=("*loc*",)), "localizer", False),
        (condition(unlike=("*loc*",)), "t1", True),
        (condition(unlike=("AXIAL",)), "ORIGINAL\\AXIAL", False),  # none of its values
        (condition(like=("*t1*",), unlike=("*mpr*",)), "t1 mpr", False),
        (condition(least=1), "1", True),
        (condition(least=1), "0.99", False),
        (condition(most=2.5), "2.5", True),
        (condition(most=2.5), "2.6", False),
        (condition(least=900, most=1100), "1000", True),
        (condition(least=1), "one", False),
        (condition(least=1), "nan", False),
        (condition(least=1), "2\\0", False),  # all of its values
        (condition(like=("x",)), "", False),
        (condition(least=1), " ", False),
        (condition(like=("x",), absent="fits"), "", True),
        (condition(unlike=("x",)), "", True),  # nothing is asked for
    ],
)
def test_a_condition_holds(asked: Condition, said: str, expected: bool) -> None:
    assert holds(asked, said) is expected


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (condition(like=("a", "b*")), "SeriesDescription a or b*"),
        (condition(unlike=("a", "b")), "SeriesDescription unlike a and b"),
        (condition(like=("a",), least=1, most=2.5), "SeriesDescription a, at least 1, at most 2.5"),
    ],
)
def test_the_words_of_a_condition(asked: Condition, words: str) -> None:
    assert words_of(asked) == words


def stack(*directions: tuple[int, ...] | None) -> list[Dataset]:
    return [header() if one is None else header(ImageOrientationPatient=list(one)) for one in directions]


@pytest.mark.parametrize(
    ("asked", "headers", "expected"),
    [
        ({"plane": "axial"}, stack(AXIAL, AXIAL), None),
        ({"plane": "coronal"}, stack(CORONAL), None),
        ({"plane": "sagittal"}, stack(SAGITTAL), None),
        ({"plane": "axial"}, stack(CORONAL), "Its slices are not axial"),
        ({"plane": "axial"}, stack(AXIAL, None), "Its slices are not axial"),
        ({"slices": (2, 3)}, stack(AXIAL, AXIAL), None),
        ({"slices": (2, 3)}, stack(AXIAL), "It has not 2 to 3 slices"),
        ({"slices": (2, 3)}, stack(AXIAL) * 4, "It has not 2 to 3 slices"),
        ({"where": (condition(like=("x",)),)}, [header(SeriesDescription="x")], None),
        (
            {"where": (condition(like=("x",)),)},
            [header(SeriesDescription="x"), header(SeriesDescription="secret")],
            "The model asks for SeriesDescription x",
        ),
    ],
)
def test_complaints(asked: dict[str, Any], headers: list[Dataset], expected: str | None) -> None:
    assert complaint(selecting(VOLUMES, **asked).reference.select, headers) == expected


def test_a_number_that_cannot_be_read_is_not_absent() -> None:
    asked = Condition(attribute="EchoTime", most=30, absent="fits")
    select = selecting(VOLUMES, where=(asked,)).reference.select
    assert complaint(select, [header()]) is None
    assert complaint(select, [raw("EchoTime", "DS", b"x\\y")]) == "The model asks for EchoTime at most 30"


def test_phases_of_beats_that_were_not_equally_long_are_told_by_their_mean_time() -> None:
    phases = {"early": (0, 4, 1), "late": (40, 38, 44), "later": (81, None, 80), "unread": (None, None, None)}
    found = [
        Stack(name, tuple(header() if time is None else header(TriggerTime=float(time)) for time in times))
        for name, times in phases.items()
    ]
    for order, expected in (("lowest", "early"), ("highest", "late")):
        preference = Preference(by="TriggerTime", order=order)  # type: ignore[arg-type]
        select = selecting(VOLUMES, prefer=(preference,)).reference.select
        assert [item.name for item in preferred(found, select)] == [expected]


@dataclass(frozen=True)
class Stack:
    name: str
    headers: tuple[Dataset, ...]


def of(name: str, *echoes: float | None) -> Stack:
    return Stack(name, tuple(header() if echo is None else header(EchoTime=echo) for echo in echoes))


@pytest.mark.parametrize(
    ("by", "order", "expected"),
    [
        ("EchoTime", "lowest", "a"),
        ("EchoTime", "highest", "bc"),
        ("slices", "highest", "d"),
        ("slices", "lowest", "ac"),
        ("FlipAngle", "lowest", "abcde"),  # nothing says it
    ],
)
def test_what_is_preferred(by: str, order: Any, expected: str) -> None:
    found = [of("a", 10.0), of("b", 20.0, 20.0), of("c", 20.0), of("d", 1.0, 2.0, 3.0), of("e", None, None)]
    select = selecting(VOLUMES, prefer=(Preference(by=by, order=order),)).reference.select
    assert "".join(item.name for item in preferred(found, select)) == expected
    assert preferred(found, VOLUMES.reference.select) == tuple(found)


CC, SPOT, IMPLANT = ("SRT", "R-10242"), ("SRT", "R-102D7"), ("SRT", "R-102D5")
DISPLACED = Code(scheme="SRT", value="R-102D5", meaning="Implant displaced")


@pytest.mark.parametrize(
    ("accepted", "modifiers", "expected"),
    [
        (None, [SPOT], True),  # nobody asks
        ((), [], True),
        ((), [SPOT], False),
        ((DISPLACED,), [IMPLANT], True),
        ((DISPLACED,), [IMPLANT, SPOT], False),
        ((DISPLACED,), [], True),
    ],
)
def test_modifiers_of_a_view(
    accepted: tuple[Code, ...] | None, modifiers: list[tuple[str, str]], expected: bool
) -> None:
    view = Code(scheme="SRT", value="R-10242", meaning="cranio-caudal")
    select = selecting(VOLUMES, view_codes=(view,), view_modifiers=accepted).reference.select
    (said,) = coded(CC)
    if modifiers:
        said.ViewModifierCodeSequence = coded(*modifiers)
    assert is_of_view(header(ViewCodeSequence=[said]), select) is expected


@pytest.mark.parametrize("accepted", [None, (), (DISPLACED,)])
@pytest.mark.parametrize(
    "said", [[header(CodeMeaning="Spot Compression")], raw("ViewModifierCodeSequence", "SQ", b"spot")]
)
def test_a_modifier_without_a_code_is_none_that_is_accepted(accepted: tuple[Code, ...] | None, said: Any) -> None:
    view = Code(scheme="SRT", value="R-10242", meaning="cranio-caudal")
    select = selecting(VOLUMES, view_codes=(view,), view_modifiers=accepted).reference.select
    (shown,) = coded(CC)
    if isinstance(said, list):
        shown.ViewModifierCodeSequence = said
    else:
        shown.update(said)
    assert is_of_view(header(ViewCodeSequence=[shown]), select) is (accepted is None)


@pytest.mark.parametrize(("side", "expected"), [("L", None), ("R", "The model asks for ImageLaterality L")])
def test_the_side_of_a_mammogram(side: str, expected: str | None) -> None:
    select = selecting(VOLUMES, where=(Condition(attribute="ImageLaterality", like=("L",)),)).reference.select
    assert complaint(select, [header(ImageLaterality=side)]) == expected


def test_what_is_not_looked_at_is_whatever_it_is() -> None:
    other = header(
        BodyPartExamined="TAIL",
        ViewPosition="LL",
        AnatomicRegionSequence=coded(("SCT", "1")),
        ViewCodeSequence=coded(("SCT", "1")),
    )
    select = selecting(VOLUMES, body_parts=None, regions=None, views=None, view_codes=None).reference.select
    assert is_of_region(other, select)
    assert is_of_view(other, select)
    assert not is_of_region(other, replace(select, regions=()))
    assert not is_of_region(other, replace(select, body_parts=()))
    assert not is_of_view(other, replace(select, view_codes=()))
    assert not is_of_view(other, replace(select, views=()))
