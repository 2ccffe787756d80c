import uuid
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from radlane.domain.refs import InstanceRef, is_uid
from radlane.domain.study import PatientIdentity
from radlane.encode.identity import RunIdentity, canonical_json, input_key

RUNS = st.builds(
    RunIdentity,
    site_key=st.binary(min_size=32, max_size=32),
    input_key=st.text(),
    run=st.integers(1, 10**6),
    amendment=st.integers(0, 100),
)
NAMES = st.tuples(st.text(), st.text(), st.text())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@settings(max_examples=100)
@given(RUNS, NAMES)
def test_every_uid_is_a_uuid_version_8_and_comes_again(run: RunIdentity, names: tuple[str, str, str]) -> None:
    uid = run.uid(*names)
    number = uuid.UUID(int=int(uid.removeprefix("2.25.")))
    assert is_uid(uid)
    assert (number.version, number.variant) == (8, uuid.RFC_4122)
    assert uid == run.uid(*names)


@settings(max_examples=50)
@given(RUNS, st.lists(NAMES, unique=True, max_size=20))
def test_no_two_names_share_a_uid(run: RunIdentity, names: list[tuple[str, str, str]]) -> None:
    assert len({run.uid(*name) for name in names}) == len(names)


@settings(max_examples=50)
@given(st.lists(RUNS, unique=True, max_size=20))
def test_no_two_runs_share_a_uid(runs: list[RunIdentity]) -> None:
    assert len({run.uid("report", "1.2", "lungs") for run in runs}) == len(runs)


@settings(max_examples=50)
@given(JSON)
def test_json_has_one_text_whatever_the_order_of_its_keys(value: object) -> None:
    def turned(part: object) -> object:
        if isinstance(part, dict):
            return {key: turned(part[key]) for key in reversed(list(part))}
        return [turned(item) for item in part] if isinstance(part, list) else part

    assert canonical_json(turned(value)) == canonical_json(value)


@settings(max_examples=50)
@given(st.permutations([f"1.2.{number}" for number in range(5)]), st.text(), st.text())
def test_the_input_key_does_not_know_the_order_of_retrieval(uids: Sequence[str], patient: str, issuer: str) -> None:
    def key(order: Sequence[str]) -> str:
        refs = [
            InstanceRef(study_instance_uid="1", series_instance_uid="1.1", sop_instance_uid=uid, sop_class_uid="1.3")
            for uid in order
        ]
        return input_key(PatientIdentity(patient_id=patient, issuer=issuer), "1.2", {"cr": refs}, "sha256:aa", {})

    assert key(uids) == key(sorted(uids))
