import uuid
from dataclasses import replace

import pytest

from radlane.domain.refs import InstanceRef, is_uid
from radlane.domain.result import Role
from radlane.domain.study import PatientIdentity
from radlane.encode.identity import (
    RunIdentity,
    UidKind,
    canonical_json,
    device_uid,
    input_key,
    random_identity,
)
from support.encoding import MODEL

RUN = RunIdentity(site_key=b"k" * 32, input_key="c3" * 32, run=1, amendment=0)
PATIENT = PatientIdentity(patient_id="P", issuer="I")


def ref(sop_instance_uid: str) -> InstanceRef:
    return InstanceRef(
        study_instance_uid="1.2", series_instance_uid="1.3", sop_instance_uid=sop_instance_uid, sop_class_uid="1.4"
    )


def key(
    patient: PatientIdentity = PATIENT,
    study: str = "1.2",
    channels: dict[str, list[InstanceRef]] | None = None,
    package: str = "sha256:aa",
    parameters: dict[str, object] | None = None,
) -> str:
    return input_key(patient, study, channels or {"cr": [ref("1.5"), ref("1.6")]}, package, parameters or {})


def test_a_uid_is_a_uuid_version_8() -> None:
    uid = RUN.uid(Role.REPORT, "1.2.840.10008.5.1.4.1.1.88.34", "lungs")
    number = uuid.UUID(int=int(uid.removeprefix("2.25.")))
    assert is_uid(uid)
    assert (number.version, number.variant) == (8, uuid.RFC_4122)


def test_the_same_run_gives_the_same_uid_in_every_release() -> None:
    # a stored result is found again by these UIDs: the function must not change
    assert RUN.uid("report", "1.2", "lungs") == "2.25.120388833510634973178723774163540578689"
    assert device_uid(MODEL) == "2.25.22104032471292218971956069904774360534"
    assert key() == "830b1b76a09145a6abdf90acbda789fe5e91395d76458739e662c50a1b156043"


@pytest.mark.parametrize(
    "other",
    [
        replace(RUN, site_key=b"x" * 32).uid(Role.REPORT, "1.2", "lungs"),  # another site
        replace(RUN, input_key="d4" * 32).uid(Role.REPORT, "1.2", "lungs"),  # other images or another model
        replace(RUN, run=2).uid(Role.REPORT, "1.2", "lungs"),  # analysed again
        replace(RUN, amendment=1).uid(Role.REPORT, "1.2", "lungs"),  # amended
        RUN.uid(UidKind.SERIES, "1.2", "lungs"),  # another thing
        RUN.uid(Role.REPORT, "1.3", "lungs"),  # another SOP Class
        RUN.uid(Role.REPORT, "1.2", "heart"),  # another output
    ],
)
def test_whatever_tells_things_apart_changes_the_uid(other: str) -> None:
    assert other != RUN.uid(Role.REPORT, "1.2", "lungs")


@pytest.mark.parametrize(
    "other",
    [
        key(patient=PatientIdentity(patient_id="Q", issuer="I")),  # another patient
        key(patient=PatientIdentity(patient_id="P", issuer="J")),  # the same number of another issuer
        key(study="1.9"),  # another study
        key(channels={"cr": [ref("1.5")]}),  # fewer images
        key(channels={"dx": [ref("1.5"), ref("1.6")]}),  # another channel
        key(package="sha256:bb"),  # another package
        key(parameters={"threshold": 0.4}),  # other parameters
    ],
)
def test_whatever_changes_the_output_changes_the_input_key(other: str) -> None:
    assert other != key()


def test_the_order_of_retrieval_does_not_change_the_input_key() -> None:
    assert key(channels={"cr": [ref("1.6"), ref("1.5")]}) == key()


def test_canonical_json_has_one_text_for_a_value() -> None:
    assert canonical_json({"b": [1, "é"], "a": None}) == b'{"a":null,"b":[1,"\\u00e9"]}'


@pytest.mark.parametrize(
    ("value", "error"),
    [(float("nan"), ValueError), (float("inf"), ValueError), ({1, 2}, TypeError), (b"bytes", TypeError)],
)
def test_canonical_json_refuses_what_json_cannot_say(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        canonical_json(value)


@pytest.mark.parametrize("field", ["name", "version", "digest"])
def test_another_model_is_another_device(field: str) -> None:
    assert device_uid(replace(MODEL, **{field: "other"})) != device_uid(MODEL)


def test_the_tag_is_no_part_of_the_device() -> None:
    assert device_uid(replace(MODEL, tag="production")) == device_uid(MODEL)


def test_a_random_identity_takes_its_key_and_its_input_from_the_source_of_randomness() -> None:
    drawn = iter([b"\x01" * 32, b"\x02" * 32])
    identity = random_identity(lambda count: next(drawn)[:count])
    assert identity == RunIdentity(site_key=b"\x01" * 32, input_key="02" * 32, run=1, amendment=0)
