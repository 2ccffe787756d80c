"""What every archive behind the port does; one suite for all adapters."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest
from pydicom import Dataset, dcmread

from radlane.dicomweb.archive import Archive
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, StoreReceipt
from radlane.domain.study import Accession, PatientIdentity, SeriesIndex, StudyFacts, StudyIndex
from radlane.errors import StudyMismatch, StudyNotFound, UidInvalid
from support.archives import FOLDER, Adapter, at_once, held, killed_at, result_uid, results, sent, states, web_adapter
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph

STORED, REFUSED = DeliveryState.STORED, DeliveryState.REFUSED
CALLERS = 6


@pytest.fixture(params=["folder", "dicomweb"])
def adapter(request: pytest.FixtureRequest) -> Adapter:
    return FOLDER if request.param == "folder" else web_adapter(request.getfixturevalue("orthanc"))


@pytest.fixture
def place(adapter: Adapter, tmp_path: Path) -> str:
    """An archive with one study of one image."""
    made = adapter.prepare(tmp_path, "archive")
    adapter.put(made, radiograph())
    return made


@pytest.fixture
def archive(adapter: Adapter, place: str) -> Archive:
    return adapter.connect(place)


def test_an_empty_archive_has_no_studies(adapter: Adapter, tmp_path: Path) -> None:
    archive = adapter.connect(adapter.prepare(tmp_path, "archive"))
    assert archive.study_uids() == ()
    with pytest.raises(StudyNotFound):
        archive.find_study(STUDY)


def test_an_archive_says_that_it_works(adapter: Adapter, archive: Archive, tmp_path: Path) -> None:
    assert archive.check()
    assert adapter.connect(adapter.prepare(tmp_path, "empty")).check()


def test_an_archive_says_that_it_takes_objects(archive: Archive) -> None:
    before = held(archive)
    assert archive.check_store()
    assert held(archive) == before


def accession_issuer(local: str) -> list[Dataset]:
    item = Dataset()
    item.LocalNamespaceEntityID = local
    return [item]


def test_studies_are_found_by_their_accession_number(adapter: Adapter, place: str, archive: Archive) -> None:
    def also(study: str, number: str, issuer: str) -> None:
        uids = {"StudyInstanceUID": study, "SeriesInstanceUID": f"{study}.1", "SOPInstanceUID": f"{study}.1.1"}
        named = {"AccessionNumber": number, "IssuerOfAccessionNumberSequence": accession_issuer(issuer)}
        adapter.put(place, radiograph(**uids, **named))

    def of(number: str, *issuers: str) -> tuple[str, ...]:
        return archive.studies_of(Accession(number=number, issuers=frozenset(issuers)))

    assert of("A-1") == (STUDY,)
    assert of("A-1", "Klinik") == (STUDY,)  # the study does not say who gave its number
    assert of("A-2") == of("a-1 x") == ()
    also("1.2.10", "A-1", "Klinik")
    also("1.2.11", "A-11", "Klinik")
    assert of("A-1") == ("1.2.10", STUDY)
    assert of("A-11", "Klinik") == ("1.2.11",)
    assert of("A-11", "Praxis") == ()  # another one's number
    assert of("A-11", "Praxis", "Klinik") == ("1.2.11",)


def test_studies_of_a_patient_are_found_by_id_and_day(adapter: Adapter, place: str, archive: Archive) -> None:
    def also(number: int, **said: str | None) -> None:
        uid = f"1.2.{number}"
        adapter.put(
            place, radiograph(StudyInstanceUID=uid, SeriesInstanceUID=f"{uid}.1", SOPInstanceUID=f"{uid}.1.1", **said)
        )

    def of(patient_id: str) -> set[str]:
        listed = archive.studies_of_patient(patient_id, date(2023, 1, 1), date(2023, 12, 31))
        return {study.study_instance_uid for study in listed}

    also(10, StudyDate="20230101", StudyTime="081500", Modality="DX")
    also(11, StudyDate="20231231", IssuerOfPatientID="another clinic")
    also(12, StudyDate="20221231")
    also(13, StudyDate="20240101")
    also(14, StudyDate="20230601", PatientID="T-11")
    assert of("T-1") == {"1.2.10", "1.2.11"}
    assert of("T-11") == {"1.2.14"}
    assert of("T-") == of("T-111") == set()
    listed = archive.studies_of_patient("T-1", date(2023, 1, 1), date(2023, 12, 31))
    first, second = sorted(listed, key=lambda study: study.study_instance_uid)
    plain = radiograph()
    assert (first.study_date, first.study_time.partition(".")[0], first.modalities) == ("20230101", "081500", {"DX"})
    assert (first.person.birth_date, first.person.sex) == (plain.PatientBirthDate, plain.PatientSex)
    assert second.person.issuer in ("", "another clinic")  # an archive need not answer it to a query


def test_studies_are_listed_in_order_and_once(adapter: Adapter, place: str, archive: Archive) -> None:
    adapter.put(place, radiograph(StudyInstanceUID="1.2.10", SeriesInstanceUID="1.2.10.1", SOPInstanceUID="1.2.10.1.1"))
    adapter.put(place, radiograph(SOPInstanceUID=f"{SERIES}.2"))
    assert archive.study_uids() == ("1.2.10", STUDY)


def test_a_study_is_described_as_its_images_say(adapter: Adapter, place: str, archive: Archive) -> None:
    other = f"{STUDY}.2"
    adapter.put(place, radiograph(SOPInstanceUID=f"{SERIES}.0"))
    adapter.put(
        place,
        radiograph(
            SeriesInstanceUID=other,
            SOPInstanceUID=f"{other}.1",
            Modality="DX",
            BodyPartExamined=None,
            SeriesDescription="Lateral",
            StationName="DX7",
        ),
    )
    class_uid = str(radiograph().SOPClassUID)
    first, second, third = (
        InstanceRef(study_instance_uid=STUDY, series_instance_uid=series, sop_instance_uid=uid, sop_class_uid=class_uid)
        for series, uid in ((SERIES, f"{SERIES}.0"), (SERIES, INSTANCE), (other, f"{other}.1"))
    )
    assert archive.find_study(STUDY) == StudyIndex(
        study_instance_uid=STUDY,
        patient=PatientIdentity(patient_id="T-1", issuer="radlane tests"),
        series=(
            SeriesIndex(
                series_instance_uid=SERIES, modality="CR", body_part_examined="CHEST", instances=(first, second)
            ),
            SeriesIndex(
                series_instance_uid=other,
                modality="DX",
                body_part_examined="",
                instances=(third,),
                description="Lateral",
                station="DX7",
            ),
        ),
        facts=StudyFacts(sex="O", age_years=54.0),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",  # nothing
        "*",  # would match every study of a query
        "../..",  # a path
        f"{STUDY}/..",  # a UID and a path
        f"{STUDY}?x=1",  # a UID and a query
        "1.02.3",  # a leading zero
        "1." + "2" * 63,  # 65 characters
    ],
)
def test_a_text_that_is_no_uid_is_not_asked_for(archive: Archive, text: str) -> None:
    with pytest.raises(UidInvalid):
        archive.find_study(text)


def test_a_study_of_two_patients_is_refused(adapter: Adapter, place: str, archive: Archive) -> None:
    adapter.put(place, radiograph(SOPInstanceUID=f"{SERIES}.2", PatientID="T-2"))
    with pytest.raises(StudyMismatch):
        archive.find_study(STUDY)


def test_instances_come_in_the_order_asked_for(adapter: Adapter, place: str, archive: Archive, tmp_path: Path) -> None:
    adapter.put(place, radiograph(SOPInstanceUID=f"{SERIES}.2"))
    index = archive.find_study(STUDY)
    refs = index.series[0].instances
    for asked in (refs, refs[::-1], refs[1:]):
        retrieved = archive.retrieve(index, asked, tmp_path / "spool")
        assert retrieved.index == index
        assert [item.ref for item in retrieved.instances] == list(asked)
        assert [dcmread(item.path).SOPInstanceUID for item in retrieved.instances] == [
            r.sop_instance_uid for r in asked
        ]


def test_an_instance_that_is_not_there_is_said(archive: Archive, tmp_path: Path) -> None:
    index = archive.find_study(STUDY)
    gone = InstanceRef(
        study_instance_uid=STUDY, series_instance_uid=SERIES, sop_instance_uid=f"{SERIES}.9", sop_class_uid="1.2"
    )
    with pytest.raises(StudyNotFound):
        archive.retrieve(index, [gone], tmp_path / "spool")


def test_what_is_stored_is_found(archive: Archive, tmp_path: Path) -> None:
    objects = results(tmp_path / "result")
    receipt = archive.store(objects)
    assert receipt.destination == archive.name
    assert [outcome.ref for outcome in receipt.outcomes] == [item.ref for item in objects]
    assert states(receipt) == [STORED] * 3
    assert held(archive) == {INSTANCE: radiograph(), **sent(objects)}


def test_storing_again_changes_nothing(adapter: Adapter, place: str, archive: Archive, tmp_path: Path) -> None:
    objects = results(tmp_path / "result")
    archive.store(objects)
    before = held(archive)
    for caller in (archive, adapter.connect(place)):
        assert states(caller.store(objects)) == [STORED] * 3
        assert held(caller) == before


def test_nothing_is_stored_for_nothing(archive: Archive) -> None:
    assert archive.store([]).outcomes == ()


def test_a_known_uid_with_other_content_is_refused_and_left(archive: Archive, tmp_path: Path) -> None:
    archive.store(results(tmp_path / "first", [2]))
    before = held(archive)
    receipt = archive.store(results(tmp_path / "second", [2], ImageComments="another"))
    assert states(receipt) == [REFUSED]
    assert receipt.outcomes[0].detail
    assert held(archive) == before


def test_of_a_result_with_a_taken_uid_nothing_is_stored(archive: Archive, tmp_path: Path) -> None:
    archive.store(results(tmp_path / "first", [2]))
    before = held(archive)
    receipt = archive.store(results(tmp_path / "second", [1, 2, 3], ImageComments="another", report=3))
    assert states(receipt) == [REFUSED] * 3
    assert all(outcome.detail for outcome in receipt.outcomes)
    assert held(archive) == before


def test_what_is_missing_of_a_result_is_completed(archive: Archive, tmp_path: Path) -> None:
    objects = results(tmp_path / "result", report=3)
    assert states(archive.store(objects[:2])) == [STORED] * 2
    assert states(archive.store(objects)) == [STORED] * 3
    assert held(archive) == {INSTANCE: radiograph(), **sent(objects)}


def test_a_file_that_is_not_what_was_encoded_is_refused(archive: Archive, tmp_path: Path) -> None:
    good, bad = results(tmp_path / "result", [1, 2])
    bad.path.write_bytes(bad.path.read_bytes()[:-2])
    assert states(archive.store([good, bad])) == [REFUSED] * 2
    assert held(archive) == {INSTANCE: radiograph()}


def test_what_was_retrieved_is_not_asked_for_again(archive: Archive, tmp_path: Path) -> None:
    """Whatever the archive does in between, the files stay as they are."""
    index = archive.find_study(STUDY)
    refs = index.series[0].instances
    paths = [archive.retrieve(index, refs, tmp_path / "spool").instances[0].path for _ in range(2)]
    assert paths[0] == paths[1]
    assert dcmread(paths[0]) == radiograph()


def test_an_image_is_not_replaced_by_a_result(archive: Archive, tmp_path: Path) -> None:
    objects = results(tmp_path / "result", [1], SeriesInstanceUID=SERIES, SOPInstanceUID=INSTANCE)
    assert states(archive.store(objects)) == [REFUSED]
    assert held(archive) == {INSTANCE: radiograph()}


@pytest.mark.parametrize(
    "attributes",
    [
        {"PatientID": "T-2"},  # another patient
        {"PatientID": None},  # nobody knows whose
        {"IssuerOfPatientID": "elsewhere"},  # the same number given by another site
    ],
)
def test_nothing_is_stored_in_the_study_of_another_patient(
    archive: Archive, tmp_path: Path, attributes: dict[str, str | None]
) -> None:
    with pytest.raises(StudyMismatch):
        archive.store(results(tmp_path / "result", **attributes))
    assert held(archive) == {INSTANCE: radiograph()}


@pytest.mark.parametrize("level", ["StudyInstanceUID", "SeriesInstanceUID"])
def test_a_uid_that_is_a_path_stores_nothing(archive: Archive, tmp_path: Path, level: str) -> None:
    good = results(tmp_path / "good", [1])
    bad = results(tmp_path / "bad", [2], **{level: "../.."})
    with pytest.raises(UidInvalid):
        archive.store([*good, *bad])
    assert held(archive) == {INSTANCE: radiograph()}


@pytest.mark.parametrize("shared", [True, False], ids=["one archive", "an archive each"])
def test_threads_may_store_one_result_at_once(adapter: Adapter, place: str, tmp_path: Path, shared: bool) -> None:
    objects = results(tmp_path / "result")
    archives = [adapter.connect(place)] * CALLERS if shared else [adapter.connect(place) for _ in range(CALLERS)]
    start = Barrier(CALLERS)

    def store(archive: Archive) -> StoreReceipt:
        start.wait()
        return archive.store(objects)

    with ThreadPoolExecutor(CALLERS) as pool:
        receipts = list(pool.map(store, archives))
    assert [states(receipt) for receipt in receipts] == [[STORED] * 3] * CALLERS
    assert held(archives[0]) == {INSTANCE: radiograph(), **sent(objects)}


def test_processes_may_store_at_once(adapter: Adapter, place: str, tmp_path: Path) -> None:
    """The same result three times, and one of its own for each."""
    common = results(tmp_path / "common")
    own = [results(tmp_path / f"own{number}", [10 * number, 10 * number + 1]) for number in range(1, 4)]

    def store(mine: int) -> None:
        archive = adapter.connect(place)
        assert states(archive.store(common)) == [STORED] * 3
        assert states(archive.store(own[mine])) == [STORED] * 2

    assert at_once(*(lambda mine=mine: store(mine) for mine in range(3))) == [0, 0, 0]
    everything = [*common, *(item for objects in own for item in objects)]
    assert held(adapter.connect(place)) == {INSTANCE: radiograph(), **sent(everything)}


def test_what_a_receipt_says_is_so_when_results_collide(adapter: Adapter, tmp_path: Path) -> None:
    """Two results have a UID in common with other content, at other ends: whoever comes second is refused."""
    one = results(tmp_path / "one", [1, 2, 3])
    other = results(tmp_path / "other", [3, 4, 1], ImageComments="another")
    for attempt in range(5):
        place = adapter.prepare(tmp_path, f"archive{attempt}")
        adapter.put(place, radiograph())
        with ThreadPoolExecutor(2) as pool:
            receipts = list(pool.map(lambda objects, at=place: adapter.connect(at).store(objects), (one, other)))
        if adapter.is_transactional:
            assert all(len(set(states(receipt))) == 1 for receipt in receipts)
        expected = {INSTANCE: radiograph()}
        for receipt, objects in zip(receipts, (one, other), strict=True):
            stored = {o.ref.sop_instance_uid for o in receipt.outcomes if o.state is STORED}
            expected |= {uid: dataset for uid, dataset in sent(objects).items() if uid in stored}
        assert held(adapter.connect(place)) == expected
        assert {result_uid(1), result_uid(3)} <= set(expected)


def test_of_a_killed_process_all_is_seen_or_nothing(adapter: Adapter, tmp_path: Path) -> None:
    """Whatever it is about to do when it dies: what is visible is whole, and storing again completes it."""
    objects = results(tmp_path / "result", [1, 2], report=2)
    whole = {INSTANCE: radiograph(), **sent(objects)}
    seen = set()
    for event in count(1, 1 if adapter.is_transactional else 3):  # a PACS takes a tenth of a second each time
        place = adapter.prepare(tmp_path, f"archive{event}")
        adapter.put(place, radiograph())
        archive = adapter.connect(place)
        killed = killed_at(event, lambda at=archive: at.store(objects))
        left = held(archive)
        assert left.items() <= whole.items()
        assert result_uid(1) in left or result_uid(2) not in left, "a report of what is not there"
        seen.add(len(left))
        assert states(archive.store(objects)) == [STORED, STORED]
        assert held(archive) == whole
        if not killed:
            break
    expected = {1, 3} if adapter.is_transactional else {1, 2, 3}
    assert seen == expected, "it was never killed in the middle, or was seen there"
