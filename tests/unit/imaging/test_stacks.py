"""The stacks of a series, told apart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from radlane.domain.refs import InstanceRef
from radlane.imaging.slices import Slice
from radlane.imaging.stacks import split_stacks
from support.headers import header

AXIAL, CORONAL = [1, 0, 0, 0, 1, 0], [1, 0, 0, 0, 0, -1]
MAGNITUDE, PHASE = ["ORIGINAL", "PRIMARY", "M"], ["ORIGINAL", "PRIMARY", "P"]


def slices(places: Sequence[float], **said: Any) -> list[Slice]:
    """A slice at each place along z; a tuple says something else of each."""
    made = []
    for number, place in enumerate(places):
        ref = InstanceRef(
            study_instance_uid="1", series_instance_uid="2", sop_instance_uid=f"3.{number}", sop_class_uid="4"
        )
        own = {key: value[number] if isinstance(value, tuple) else value for key, value in said.items()}
        found = {"ImageOrientationPatient": AXIAL, "ImagePositionPatient": [0, 0, place], **own}
        made.append(Slice(ref=ref, header=header(**found)))
    return made


def gated(phases: int | None, **said: Any) -> list[Slice]:
    """Two phases of a heart at three places, whose beats were not equally long."""
    return slices([0, 1, 2] * 2, **{"TriggerTime": (0, 3, 0, 40, 44, 38), "CardiacNumberOfImages": phases, **said})


def test_phases_of_a_heart_are_in_the_order_of_their_times_at_each_place() -> None:
    made = gated(2)
    shuffled = random.Random(1).sample(made, len(made))
    times = [sorted(float(item.header.TriggerTime) for item in stack) for stack in split_stacks(shuffled)]
    assert times == [[0, 0, 3], [38, 40, 44]]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (slices([0, 1, 2]), [3]),
        (slices([0, 1, 2], EchoTime=(1, 2, 3)), [3]),  # each slice is somewhere else
        (slices([0, 1, 2], EchoTime=10) + slices([0, 1, 2], EchoTime=20), [3, 3]),
        (slices([0, 1, 2]) + slices([0, 1, 2]), [6]),  # there twice, for no reason
        (slices([0, 1, 2, 1], ContentTime=("1", "1", "1", "2")), [4]),  # one slice came again
        (slices([0, 1, 2] * 2, TriggerTime=(1, 2, 3, 4, 5, 6)), [6]),  # it jitters
        (slices([0, 1, 2] * 2, TriggerTime=(0, 0, 0, 40, 40, 40)), [3, 3]),  # phases of equal beats
        (gated(2), [3, 3]),
        (gated(2, TriggerTime=(0, 40, 0, 40, 80, 38)), [6]),  # one place begins with the second phase
        (gated(3), [6]),  # another number of phases than is stated
        (gated(None), [6]),
        (gated(2, TriggerTime=(0, 0, 0, 0, 44, 38)), [6]),  # two at one time
        (gated(2, TriggerTime=(0, 0, None, 40, 44, 38)), [6]),
        (
            slices([0, 1, 2] * 2, TriggerTime=(1, 2, 3, 4, 5, 6), AcquisitionNumber=(1, 1, 1, 2, 2, 2)),
            [3, 3],  # another attribute does tell
        ),
        (
            slices([0, 1, 2], DiffusionBValue=0.0)
            + slices([0, 1, 2], DiffusionBValue=1000.0, DiffusionGradientOrientation=[1.0, 0.0, 0.0])
            + slices([0, 1, 2], DiffusionBValue=1000.0, DiffusionGradientOrientation=[0.0, 1.0, 0.0]),
            [3, 3, 3],
        ),
        (slices([0, 1, 2]) + slices([0, 1, 2], ImageOrientationPatient=CORONAL), [3, 3]),
        (slices([0, 1, 2]) + slices([5], ImageOrientationPatient=CORONAL), [4]),  # one that is turned is a fault
        (slices([0, 1, 2], ImageType=MAGNITUDE) + slices([0, 1, 2], ImageType=PHASE), [3, 3]),
        (slices([0, 1, 2], ImagePositionPatient=None, ContentTime=("1", "2", "3")), [3]),  # nowhere
        ([], [0]),
    ],
)
def test_stacks(made: list[Slice], expected: list[int]) -> None:
    """In whatever order the slices come, and each is there once."""
    mixed = random.Random(3).sample(made, len(made))
    stacks = split_stacks(mixed)
    assert [len(stack) for stack in stacks] == expected
    assert sorted(id(item) for stack in stacks for item in stack) == sorted(map(id, made))


def test_stacks_come_in_the_order_of_what_tells_them_apart() -> None:
    made = [item for echo in (30, 5, 100) for item in slices([0, 1, 2], EchoTime=echo)]
    assert [float(stack[0].header.EchoTime) for stack in split_stacks(made)] == [5, 30, 100]


def test_directions_that_jitter_are_one_orientation() -> None:
    """Rounded to a decimal they would be two."""
    made = slices(
        range(6), ImageOrientationPatient=tuple([0.968246, 0, 0.25 + 5e-7 * (-1) ** n, 0, 1, 0] for n in range(6))
    )
    assert [len(stack) for stack in split_stacks(made)] == [6]


def test_a_series_of_very_many_orientations_is_not_parted() -> None:
    made = slices(range(130), ImageOrientationPatient=tuple([n / 5, 0, 0, 0, 1, 0] for n in range(130)))
    assert [len(stack) for stack in split_stacks(made)] == [130]
