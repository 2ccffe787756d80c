from __future__ import annotations

import pytest

from radlane.api.store_answer import answer_of, status_of
from radlane.domain.arrival import Arrival, Failure
from radlane.domain.refs import InstanceRef

REF = InstanceRef(study_instance_uid="1.2", series_instance_uid="1.3", sop_instance_uid="1.4", sop_class_uid="1.5")


@pytest.mark.parametrize(
    ("failures", "status"),
    [
        ([None], 200),
        ([None, Failure.DUPLICATE], 202),
        ([Failure.DUPLICATE], 409),
        ([Failure.UNREADABLE], 409),
        ([Failure.NO_ROOM, Failure.PROCESSING], 503),
        ([Failure.NO_ROOM, Failure.DUPLICATE], 409),
        ([None, Failure.NO_ROOM], 202),
    ],
)
def test_the_status_says_how_many_are_kept(failures: list[Failure | None], status: int) -> None:
    assert status_of([Arrival(ref=REF, failure=failure) for failure in failures]) == status


def test_each_instance_is_answered_in_its_sequence() -> None:
    arrivals = [
        Arrival(ref=REF),
        Arrival(ref=REF, failure=Failure.DUPLICATE),
        Arrival(ref=None, failure=Failure.UNREADABLE),
    ]
    reference = {"00081150": {"vr": "UI", "Value": ["1.5"]}, "00081155": {"vr": "UI", "Value": ["1.4"]}}
    assert answer_of(arrivals) == {
        "00081190": {"vr": "UR"},
        "00081199": {"vr": "SQ", "Value": [{**reference, "00081190": {"vr": "UR"}}]},
        "00081198": {"vr": "SQ", "Value": [{**reference, "00081197": {"vr": "US", "Value": [0x0111]}}]},
        "0008119A": {"vr": "SQ", "Value": [{"00081197": {"vr": "US", "Value": [0xC000]}}]},
    }
