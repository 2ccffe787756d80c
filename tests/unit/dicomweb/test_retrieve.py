"""What is asked for: whole series where all of one is missing, single instances otherwise."""

from __future__ import annotations

import pytest

from radlane.dicomweb.retrieve import plan
from radlane.domain.refs import InstanceRef
from radlane.domain.study import PatientIdentity, SeriesIndex, StudyIndex
from radlane.errors import UidInvalid


def ref(series: str, uid: str) -> InstanceRef:
    return InstanceRef(
        study_instance_uid="1.1", series_instance_uid=series, sop_instance_uid=uid, sop_class_uid="1.2.840"
    )


ONE, TWO, THREE, ALONE = ref("1.2", "1.2.1"), ref("1.2", "1.2.2"), ref("1.2", "1.2.3"), ref("1.3", "1.3.1")
INDEX = StudyIndex(
    study_instance_uid="1.1",
    patient=PatientIdentity(patient_id="", issuer=""),
    series=tuple(
        SeriesIndex(series_instance_uid=uid, modality="", body_part_examined="", instances=instances)
        for uid, instances in (("1.2", (ONE, TWO, THREE)), ("1.3", (ALONE,)))
    ),
)
OF_ONE, OF_TWO = (f"/studies/1.1/series/1.2/instances/{item.sop_instance_uid}" for item in (ONE, TWO))
OF_ALONE = "/studies/1.1/series/1.3/instances/1.3.1"


@pytest.mark.parametrize(
    ("missing", "paths"),
    [
        ([ONE, TWO, THREE], ["/studies/1.1/series/1.2"]),
        ([THREE, ONE, ALONE, TWO], ["/studies/1.1/series/1.2", OF_ALONE]),
        ([TWO, ONE], [OF_TWO, OF_ONE]),  # some of a series
        ([ALONE], [OF_ALONE]),  # the only one: an answer with a length
        ([ref("1.9", "1.9.1")], ["/studies/1.1/series/1.9/instances/1.9.1"]),  # not in the index
        ([], []),
    ],
)
def test_what_is_asked_for(missing: list[InstanceRef], paths: list[str]) -> None:
    requests = plan(INDEX, missing)
    assert [request.path for request in requests] == paths
    assert sorted(item for request in requests for item in request.wanted) == sorted(missing)


@pytest.mark.parametrize("bad", [ref("../..", "1.2.1"), ref("1.9", "1/../..")])
def test_a_uid_that_is_a_path(bad: InstanceRef) -> None:
    with pytest.raises(UidInvalid):
        plan(INDEX, [bad])
