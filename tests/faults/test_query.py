"""Archives that answer queries in ways of their own, and answers that are none."""

from __future__ import annotations

import json
from datetime import date
from itertools import repeat
from typing import Any

import pytest

from radlane.dicomweb.history import MOST_STUDIES
from radlane.domain.study import Accession, Availability, PatientIdentity
from radlane.errors import ArchiveError, StudyMismatch, StudyNotFound
from support.pacs import Pacs, archive, as_json, running
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph
from support.scripted import Asked, Reply

CANARY = "CANARY^PATIENT"
OTHER_STUDY = "1.2.826.0.1.3680043.10.1338.7"


def of_two_series() -> Pacs:
    """A study of two series, one of them of two images, and another study of the same patient."""
    other = f"{STUDY}.2"
    return Pacs(
        radiograph(),
        radiograph(SOPInstanceUID=f"{SERIES}.2"),
        radiograph(SeriesInstanceUID=other, SOPInstanceUID=f"{other}.1", Modality="DX", BodyPartExamined=None),
        radiograph(StudyInstanceUID=OTHER_STUDY, SeriesInstanceUID="1.2.3", SOPInstanceUID="1.2.3.4"),
    )


@pytest.fixture
def expected() -> object:
    with running(of_two_series()) as url:
        found = archive(url).find_study(STUDY)
    assert [len(series.instances) for series in found.series] == [2, 1]
    assert found.patient == PatientIdentity(patient_id="T-1", issuer="radlane tests")
    return found


def _all_studies(pacs: Pacs) -> None:
    """The filter is ignored."""
    ask = Asked(method="GET", path="/studies", query={}, headers=None, body=b"")  # type: ignore[arg-type]
    everything = pacs.answer(ask)
    pacs.on("GET", "/studies", [everything])


def _one_a_page(pacs: Pacs) -> None:
    """One result an answer, whatever the limit says."""
    pacs.most_results = 1


def _same_page(pacs: Pacs) -> None:
    """The offset is ignored."""

    def ignoring(asked: Asked) -> Reply:
        return pacs._get(Asked(**{**vars(asked), "query": {**asked.query, "offset": ["0"]}}))

    pacs.on("GET", "", repeat(ignoring))


def _no_fields(pacs: Pacs) -> None:
    """Fields that it does not know are a bad request."""

    def choosy(asked: Asked) -> Reply:
        return Reply(status=400) if "includefield" in asked.query else pacs._get(asked)

    pacs.on("GET", "(studies|series|instances)", repeat(choosy))


def _no_relational(pacs: Pacs) -> None:
    """Instances are answered series by series only: it stands before a DIMSE archive."""
    pacs.on("GET", rf"/studies/{STUDY}/instances", repeat(Reply(status=501)))


def _without_series(pacs: Pacs) -> None:
    """Instances do not say of which series they are."""

    def forgetful(asked: Asked) -> Reply:
        items = json.loads(pacs._get(asked).body)
        return as_json([{tag: value for tag, value in item.items() if tag != "0020000E"} for item in items])

    pacs.on("GET", "/instances", repeat(forgetful))


def _sized(series: int, instances: int, most_results: int) -> Any:
    """The archive says how large the study is, rightly or not."""

    def habit(pacs: Pacs) -> None:
        def saying(asked: Asked) -> Reply:
            items = json.loads(pacs._get(asked).body)
            sizes = {"00201206": {"vr": "IS", "Value": [series]}, "00201208": {"vr": "IS", "Value": [str(instances)]}}
            return as_json([{**item, **sizes} for item in items])

        pacs.most_results = most_results
        pacs.on("GET", "/studies$", repeat(saying))

    return habit


SIZED = [
    _sized(2, 3, 500),
    _sized(2, 3, 1),
    _sized(2, 9, 500),  # more than there are
    _sized(1, 2, 500),  # fewer: those that came meanwhile are not counted
    _sized(1, 2, 1),  # the same where a page ends
    _sized(0, 0, 1),
]
HABITS = [_all_studies, _one_a_page, _same_page, _no_fields, _no_relational, _without_series]


@pytest.mark.parametrize("habit", [*HABITS, *SIZED])
def test_habits_make_no_difference(expected: object, habit: Any) -> None:
    pacs = of_two_series()
    habit(pacs)
    with running(pacs) as url:
        assert archive(url).find_study(STUDY) == expected


def test_a_study_that_is_split_is_seen_whatever_the_archive_says_of_its_size() -> None:
    """One result a page, and the first one says that its patient's part is all there is."""
    pacs = Pacs(radiograph(), radiograph(SeriesInstanceUID="1.2.3", SOPInstanceUID="1.2.3.4", PatientID="T-2"))
    _sized(1, 1, 1)(pacs)
    with running(pacs) as url, pytest.raises(StudyMismatch):
        archive(url).find_study(STUDY)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=204),  # nothing to say
        as_json([]),
    ],
    ids=["204", "an empty list"],
)
def test_no_such_study(reply: Reply) -> None:
    pacs = Pacs()
    pacs.on("GET", "/studies", repeat(reply))
    with running(pacs) as url:
        assert archive(url).study_uids() == ()
        with pytest.raises(StudyNotFound):
            archive(url).find_study(STUDY)


def _nothing_is_404(asked: Asked) -> Reply:
    return Reply(status=404) if "StudyInstanceUID" in asked.query or "AccessionNumber" in asked.query else as_json([])


def test_an_archive_that_says_404_where_nothing_fits() -> None:
    pacs = Pacs()
    pacs.on("GET", "/studies", repeat(_nothing_is_404))
    with running(pacs) as url:
        assert archive(url).studies_of(Accession(number="A-1")) == ()
        with pytest.raises(StudyNotFound):
            archive(url).find_study(STUDY)


def test_an_address_without_a_service_is_no_missing_study() -> None:
    pacs = Pacs(radiograph())
    pacs.on("GET", "", repeat(Reply(status=404)))
    with running(pacs) as url:
        for ask in (
            lambda: archive(url).find_study(STUDY),
            lambda: archive(url).studies_of(Accession(number="A-1")),
            lambda: archive(url).check(),
        ):
            with pytest.raises(ArchiveError, match="no DICOMweb service at this address") as failed:
                ask()
            assert not isinstance(failed.value, StudyNotFound)


def test_an_archive_that_ignores_the_accession_number() -> None:
    """It answers all studies, and of none who gave its number."""
    other = radiograph(StudyInstanceUID=OTHER_STUDY, SeriesInstanceUID="1.2.3", SOPInstanceUID="1.2.3.4")
    other.AccessionNumber = "A-10"
    pacs = Pacs(radiograph(), other)
    everything = as_json(
        [
            {"0020000D": {"vr": "UI", "Value": [uid]}, "00080050": {"vr": "SH", "Value": [number]}}
            for uid, number in ((STUDY, "A-1"), (OTHER_STUDY, "A-10"))
        ]
    )
    pacs.on("GET", "/studies$", repeat(everything))
    with running(pacs) as url:
        assert archive(url).studies_of(Accession(number="A-1")) == (STUDY,)
        assert archive(url).studies_of(Accession(number="A-1", issuers=frozenset({"Klinik"}))) == (STUDY,)


@pytest.mark.parametrize("path", ["/studies", "/series", "/metadata"])
@pytest.mark.parametrize(
    "body",
    [
        f"<html>{CANARY}: please log in</html>".encode(),
        f'["{CANARY}"]'.encode(),  # a list of something else
        f'"{CANARY}"'.encode(),
        b"7",
        b"[" * 100_000,  # JSON without end
        b'[{"0020000D": {"vr": "UI", "Value": [' + b"9" * 5000 + b"]}}]",  # a number without end
        b"\xff\xfe",
    ],
    ids=["HTML", "list", "text", "number", "nested", "digits", "bytes"],
)
def test_an_answer_that_is_no_dicom_json(path: str, body: bytes) -> None:
    pacs = Pacs(radiograph())
    pacs.on("GET", path, repeat(Reply(headers={"Content-Type": "text/html"}, body=body)))
    with running(pacs) as url, pytest.raises(ArchiveError) as failed:
        archive(url).find_study(STUDY)
    assert not failed.value.retryable
    assert CANARY not in str(failed.value)


def test_a_compressed_answer_although_that_was_refused() -> None:
    pacs = Pacs(radiograph())
    pacs.on("GET", "/studies", [Reply(headers={"Content-Encoding": "gzip"}, body=b"\x1f\x8b")])
    with running(pacs) as url, pytest.raises(ArchiveError, match="compressed"):
        archive(url).find_study(STUDY)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, StudyNotFound), (410, StudyNotFound), (400, ArchiveError), (406, ArchiveError)],
)
def test_metadata_that_is_not_given(status: int, kind: type[ArchiveError]) -> None:
    pacs = Pacs(radiograph())
    pacs.on("GET", "/metadata", [Reply(status=status)])
    with running(pacs) as url, pytest.raises(kind):
        archive(url).find_study(STUDY)


def test_a_query_that_is_not_understood_at_all() -> None:
    pacs = Pacs(radiograph())
    pacs.on("GET", "/series", repeat(Reply(status=400)))
    with running(pacs) as url, pytest.raises(ArchiveError, match="400"):
        archive(url).find_study(STUDY)


def test_metadata_without_a_data_set() -> None:
    pacs = Pacs(radiograph())
    pacs.on("GET", "/metadata", [as_json([])])
    with running(pacs) as url, pytest.raises(ArchiveError, match="DICOM JSON"):
        archive(url).find_study(STUDY)


@pytest.mark.parametrize(
    "attributes",
    [
        {"PatientID": "T-2"},
        {"PatientID": None},  # nobody knows whose
        {"PatientID": ""},
    ],
)
def test_a_study_that_the_archive_splits(attributes: dict[str, Any]) -> None:
    pacs = Pacs(radiograph(), radiograph(SOPInstanceUID=f"{SERIES}.2", **attributes))
    with running(pacs) as url, pytest.raises(StudyMismatch):
        archive(url).find_study(STUDY)


def test_a_study_without_an_instance_that_can_be_asked_for() -> None:
    pacs = Pacs(radiograph())
    pacs.on("GET", "/instances", repeat(as_json([{"0020000E": {"vr": "UI", "Value": [SERIES]}}])))
    with running(pacs) as url, pytest.raises(StudyNotFound):
        archive(url).find_study(STUDY)


def test_how_fast_images_can_be_had() -> None:
    pacs = of_two_series()

    def slow(asked: Asked) -> Reply:
        items = json.loads(pacs._get(asked).body)
        for item in items:
            if item["00080018"]["Value"] == [INSTANCE]:
                item["00080056"] = {"vr": "CS", "Value": ["NEARLINE"]}
        return as_json(items)

    pacs.on("GET", "/instances", repeat(slow))
    with running(pacs) as url:
        found = archive(url).find_study(STUDY)
    assert [series.availability for series in found.series] == [Availability.NEARLINE, Availability.ONLINE]


@pytest.mark.parametrize(
    ("reply", "works"),
    [
        (as_json([]), True),
        (Reply(status=204), True),
        (Reply(status=404), False),  # no service at this address
        (Reply(status=400), False),
        (Reply(body=b"<html>Please log in</html>"), False),
    ],
)
def test_whether_it_is_an_archive(reply: Reply, works: bool) -> None:
    pacs = Pacs()
    pacs.on("GET", "/studies", repeat(reply))
    with running(pacs) as url:
        if works:
            assert archive(url).check() == "it answers"
        else:
            with pytest.raises(ArchiveError):
                archive(url).check()
    asked = [one.query for one in pacs.asked]
    assert asked[0] == {"limit": ["1"], "StudyInstanceUID": ["2.25.0"]}  # nobody's
    assert len(asked) == (2 if reply.status == 404 else 1)


def test_prefixes() -> None:
    pacs = Pacs(radiograph())

    def below(asked: Asked) -> Reply:
        prefix, path = asked.path.split("/", 2)[1:]
        assert prefix == ("wado" if path.endswith("metadata") else "qido")
        return pacs._get(Asked(**{**vars(asked), "path": f"/{path}"}))

    pacs.on("GET", "", repeat(below))
    with running(pacs) as url:
        assert archive(url, qido_prefix="qido", wado_prefix="wado").find_study(STUDY).series


def _listed(number: int, patient_id: str) -> dict[str, Any]:
    return {"0020000D": {"vr": "UI", "Value": [f"1.2.{number}"]}, "00100020": {"vr": "LO", "Value": [patient_id]}}


def test_a_list_of_a_patients_studies_is_of_that_patient() -> None:
    """An archive that ignores Patient ID answers all studies, and one that has too many answers does not end."""
    pacs, first, last = Pacs(), date(2023, 1, 1), date(2024, 1, 1)
    pacs.on("GET", "/studies$", repeat(as_json([_listed(1, "T-1"), _listed(2, "T-10"), _listed(3, "")])))
    with running(pacs) as url:
        found = archive(url).studies_of_patient("T-1", first, last)
        assert [one.study_instance_uid for one in found] == ["1.2.1"]
    asked = next(one for one in pacs.asked if "PatientID" in one.query)
    assert (asked.query["PatientID"], asked.query["StudyDate"]) == (["T-1"], ["20230101-20240101"])
    endless = Pacs()
    endless.on("GET", "/studies$", repeat(as_json([_listed(number, "T-1") for number in range(MOST_STUDIES + 1)])))
    with running(endless) as url, pytest.raises(ArchiveError, match="does not end"):
        archive(url).studies_of_patient("T-1", first, last)
