"""What archives answer to a STOW, and what is really there: only what is given out again, and is the same, counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import repeat
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.delivery import NOT_SAID, NOT_THERE_YET, WAITING
from radlane.dicomweb.deposit import LEFT_OUT, TAKEN
from radlane.domain.result import DeliveryState, EncodedObject
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable, StudyMismatch
from support.archives import part10, result_uid, results, states
from support.pacs import Pacs, archive, as_json, parts_in, running, store_answer, wado
from support.radiographs import INSTANCE, STUDY, radiograph
from support.scripted import Asked, Reply, serving

STORED, REFUSED, PENDING = DeliveryState.STORED, DeliveryState.REFUSED, DeliveryState.PENDING
STOW = f"/studies/{STUDY}"
ONE, TWO, REPORT = (result_uid(number) for number in (1, 2, 3))


@pytest.fixture
def pacs() -> Pacs:
    return Pacs(radiograph())


@pytest.fixture
def objects(tmp_path: Path) -> Sequence[EncodedObject]:
    """Two leaves and a report."""
    return results(tmp_path / "result", report=3)


def outcomes(pacs: Pacs, objects: Sequence[EncodedObject]) -> list[tuple[str, str]]:
    """State and detail of each object, in order."""
    with running(pacs) as url:
        receipt = archive(url).store(objects)
    assert [outcome.ref for outcome in receipt.outcomes] == [item.ref for item in objects]
    return [(outcome.state, outcome.detail) for outcome in receipt.outcomes]


def held(pacs: Pacs) -> set[str]:
    return set(pacs.files) - {INSTANCE}


def bodies(pacs: Pacs) -> list[list[bytes]]:
    """The files of each STOW."""
    return [parts_in(asked) for asked in pacs.asked if asked.method == "POST"]


@pytest.mark.parametrize(("status", "said"), [(200, "takes"), (400, "takes"), (409, "takes"), (415, "says nothing")])
def test_a_request_without_objects_says_that_storing_is_allowed(pacs: Pacs, status: int, said: str) -> None:
    pacs.on("POST", "/studies", [Reply(status=status)])
    with running(pacs) as url:
        answer = archive(url).check_store()
    assert f"status {status}" in answer
    assert said in answer
    assert bodies(pacs) == [[]]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, ArchiveDenied), (403, ArchiveDenied), (404, ArchiveError), (405, ArchiveError), (503, ArchiveUnavailable)],
)
def test_a_request_without_objects_says_that_nothing_is_taken(
    pacs: Pacs, status: int, kind: type[ArchiveError]
) -> None:
    pacs.on("POST", "/studies", repeat(Reply(status=status)))
    with running(pacs) as url, pytest.raises(kind):
        archive(url).check_store()


def test_the_bytes_are_those_that_were_encoded_and_the_report_comes_last(
    pacs: Pacs, objects: Sequence[EncodedObject]
) -> None:
    assert outcomes(pacs, objects[::-1]) == [(STORED, "")] * 3
    one, two, report = (item.path.read_bytes() for item in objects)
    assert bodies(pacs) == [[two, one], [report]]
    posted = [asked for asked in pacs.asked if asked.method == "POST"]
    assert all(int(asked.headers["Content-Length"]) == len(asked.body) for asked in posted)


def test_only_what_failed_is_sent_again(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    """A report is not sent before all that it speaks of is there."""
    pacs.on("POST", STOW, [lambda asked: _with_status(202, pacs.store(asked, lambda uid: uid == ONE))])
    (_, first), (second, reason), (third, waiting) = outcomes(pacs, objects)
    assert (first, second, third, waiting) == ("", PENDING, PENDING, WAITING)
    assert "0110" in reason
    assert held(pacs) == {ONE}
    assert outcomes(pacs, objects) == [(STORED, "")] * 3
    assert [len(files) for files in bodies(pacs)] == [2, 1, 1]


def test_a_bad_request_of_which_a_part_is_stored(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    """Orthanc's way: status 400, the stored ones are named and the failed ones are not."""

    def partly(asked: Asked) -> Reply:
        pacs.store(asked, lambda uid: uid == ONE)
        return store_answer(stored=[ONE], status=400)

    pacs.on("POST", STOW, [partly])
    said = outcomes(pacs, objects)
    assert said == [(STORED, ""), (REFUSED, "the archive refuses it with status 400"), (REFUSED, LEFT_OUT)]
    assert held(pacs) == {ONE}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (store_answer(), (REFUSED, NOT_SAID)),  # all is well, says the status, and nothing is stored
        (store_answer(stored=[ONE]), (PENDING, NOT_THERE_YET)),  # a promise that is not kept
        (Reply(), (PENDING, NOT_SAID)),  # nobody knows
        (Reply(headers={"Content-Type": "application/dicom+xml"}, body=b"<NativeDicomModel/>"), (PENDING, NOT_SAID)),
        (Reply(headers={"Content-Type": "text/html"}, body=b"<html>Please log in</html>"), (PENDING, NOT_SAID)),
        (store_answer(failed={ONE: 0x0122}, status=409), (REFUSED, "does not take this SOP Class (code 0122, 290)")),
        (store_answer(failed={ONE: 0xA700}, status=409), (PENDING, "has no resources for it (code A700, 42752)")),
        (store_answer(failed={ONE: 0xC123}, status=202), (REFUSED, "does not understand it (code C123, 49443)")),
        (Reply(status=409), (REFUSED, "status 409")),
        (Reply(status=413), (REFUSED, "status 413")),
        (Reply(status=415), (REFUSED, "status 415")),
        (Reply(status=501), (REFUSED, "status 501")),
        (as_json(["CANARY"]), (PENDING, NOT_SAID)),
    ],
)
def test_what_is_not_stored(
    pacs: Pacs, objects: Sequence[EncodedObject], reply: Reply, expected: tuple[str, str]
) -> None:
    pacs.on("POST", STOW, [reply])
    state, detail = outcomes(pacs, objects[:1])[0]
    assert state == expected[0]
    assert expected[1] in detail
    assert "CANARY" not in detail
    assert held(pacs) == set()
    assert outcomes(pacs, objects[:1]) == [(STORED, "")]


@pytest.mark.parametrize(
    "answer",
    [
        Reply(),  # without a word
        Reply(status=204),
        Reply(headers={"Content-Type": "application/dicom+xml"}, body=b"<NativeDicomModel/>"),
        store_answer(failed={ONE: 45070}, status=409),  # it was there already
        store_answer(failed={ONE: 0x0111}, status=409),
    ],
)
def test_what_is_there_is_stored_whatever_was_said(pacs: Pacs, objects: Sequence[EncodedObject], answer: Reply) -> None:
    def silent(asked: Asked) -> Reply:
        pacs.store(asked)
        return answer

    pacs.on("POST", STOW, [silent])
    assert outcomes(pacs, objects[:1]) == [(STORED, "")]


@pytest.mark.parametrize(("code", "state"), [(45070, REFUSED), (45071, PENDING), (0x0111, REFUSED)])
def test_a_uid_that_is_taken_elsewhere(
    pacs: Pacs, objects: Sequence[EncodedObject], code: int, state: DeliveryState
) -> None:
    pacs.on("POST", STOW, [store_answer(failed={ONE: code}, status=409)])
    assert outcomes(pacs, objects[:1])[0][0] == state


def test_a_warning_is_kept(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    def warning(asked: Asked) -> Reply:
        pacs.store(asked)
        return store_answer(warned={ONE: 0xB007}, status=202)

    pacs.on("POST", STOW, [warning])
    assert outcomes(pacs, objects[:1]) == [
        (STORED, "the archive says that it does not conform to its SOP Class (code B007, 45063)")
    ]


def _appears(pacs: Pacs, change: Callable[[FileDataset], object]) -> Callable[[Asked], Reply]:
    """What is stored is not what came, and the answer says that all is well."""

    def store(asked: Asked) -> Reply:
        reply = pacs.store(asked)
        changed = dcmread(BytesIO(pacs.files[ONE]))
        change(changed)
        pacs.files[ONE] = part10(changed)
        return reply

    return store


def test_an_old_object_that_is_kept(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    pacs.on("POST", STOW, [_appears(pacs, lambda dataset: setattr(dataset, "ImageComments", "old"))])
    assert outcomes(pacs, objects) == [(REFUSED, TAKEN), (STORED, ""), (REFUSED, LEFT_OUT)]
    assert REPORT not in pacs.files


def test_an_object_that_the_archive_changes(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    def coercing(asked: Asked) -> Reply:
        _appears(pacs, lambda dataset: setattr(dataset, "PatientName", "Corrected^Name"))(asked)
        return store_answer(warned={ONE: 0xB000})

    pacs.on("POST", STOW, [coercing])
    (state, detail), *_ = outcomes(pacs, objects[:1])
    assert state == REFUSED
    assert detail == f"{TAKEN}; the archive changed attributes of it (code B000, 45056)"


def test_the_same_object_in_other_bytes(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    """Another file meta information, and sequences without lengths: it is the same data set."""

    def written_anew(dataset: FileDataset) -> None:
        dataset.file_meta.ImplementationVersionName = "ANOTHER"

    pacs.on("POST", STOW, [_appears(pacs, written_anew)])
    assert outcomes(pacs, objects[:1]) == [(STORED, "")]


def test_junk_is_given_out_for_it(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    pacs.on("GET", f"/instances/{ONE}", [wado([b"no DICOM"])])
    assert outcomes(pacs, objects[:1]) == [(REFUSED, TAKEN)]


def test_a_uid_that_is_in_another_series_is_taken(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    pacs.files[ONE] = part10(radiograph(SOPInstanceUID=ONE))
    assert outcomes(pacs, objects) == [(REFUSED, TAKEN), (REFUSED, LEFT_OUT), (REFUSED, LEFT_OUT)]
    assert pacs.count("POST", STOW) == 0


def test_what_a_query_names_and_retrieval_does_not_give_is_sent(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    pacs.files[ONE] = objects[0].path.read_bytes()
    pacs.on("GET", f"/instances/{ONE}", [Reply(status=404)])
    assert outcomes(pacs, objects[:1]) == [(STORED, "")]
    assert pacs.count("POST", STOW) == 1


def test_a_study_that_is_new_to_the_archive(objects: Sequence[EncodedObject]) -> None:
    empty = Pacs()
    assert outcomes(empty, objects) == [(STORED, "")] * 3


def test_objects_of_two_patients_are_not_one_result(pacs: Pacs, tmp_path: Path) -> None:
    mixed = [*results(tmp_path / "one", [1]), *results(tmp_path / "two", [2], PatientID="T-2")]
    with running(pacs) as url, pytest.raises(StudyMismatch):
        archive(url).store(mixed)
    assert pacs.count("POST", STOW) == 0


def test_a_study_that_was_just_asked_for_is_not_asked_for_again(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    with running(pacs) as url:
        index = archive(url).find_study(STUDY)
        asked = len(pacs.asked)
        assert states(archive(url).store_in(index, objects)) == [STORED] * 3
        again = archive(url).find_study(STUDY)
        assert states(archive(url).store_in(again, objects)) == [STORED] * 3
    since = [(one.method, "/instances/" in one.path and "metadata" not in one.path) for one in pacs.asked[asked:]]
    assert since[:5] == [("POST", False), *[("GET", True)] * 2, ("POST", False), ("GET", True)]
    assert pacs.count("POST", STOW) == 2


def test_another_patient_s_study_that_was_just_asked_for_takes_nothing(pacs: Pacs, tmp_path: Path) -> None:
    strange = results(tmp_path / "result", PatientID="T-2")
    with running(pacs) as url:
        index = archive(url).find_study(STUDY)
        with pytest.raises(StudyMismatch):
            archive(url).store_in(index, strange)
    assert pacs.count("POST", STOW) == 0


def test_the_connection_breaks_before_the_answer(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    """Nobody knows what is stored: storing again finds out, and sends nothing twice."""

    def gone(asked: Asked) -> Reply:
        return _with(pacs.store(asked), cut=0)

    pacs.on("POST", STOW, [gone])
    with running(pacs) as url:
        with pytest.raises(ArchiveUnavailable):
            archive(url).store(objects[:2])
        assert states(archive(url).store(objects[:2])) == [STORED] * 2
    assert pacs.count("POST", STOW) == 1


def test_the_connection_breaks_before_the_proof(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    pacs.on("GET", f"/instances/{ONE}", repeat(Reply(status=503), 1))
    with running(pacs) as url:
        with pytest.raises(ArchiveUnavailable):
            archive(url).store(objects[:1])
        assert states(archive(url).store(objects[:1])) == [STORED]
    assert pacs.count("POST", STOW) == 1


def test_an_archive_that_is_slow_in_taking_it(pacs: Pacs, tmp_path: Path) -> None:
    """More bytes than lie in the buffers between, and longer than it may take to connect."""
    large = results(tmp_path / "large", [1], ImageComments="x" * (16 << 20))
    with serving(pacs.answer, reads_after_s=1.0) as url:
        assert states(archive(url, connect_seconds=0.3).store(large)) == [STORED]


def test_another_instance_is_given_out(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    pacs.on("GET", f"/instances/{ONE}", [wado([objects[1].path.read_bytes()])])
    with running(pacs) as url, pytest.raises(ArchiveError, match="another instance"):
        archive(url).store(objects[:1])


def test_a_prefix(pacs: Pacs, objects: Sequence[EncodedObject]) -> None:
    pacs.on("POST", f"/stow{STOW}", [pacs.store])
    with running(pacs) as url:
        assert states(archive(url, stow_prefix="stow").store(objects[:1])) == [STORED]


def _with(reply: Reply, **changes: object) -> Reply:
    return Reply(**{**vars(reply), **changes})  # type: ignore[arg-type]


def _with_status(status: int, reply: Reply) -> Reply:
    return _with(reply, status=status)
