"""Answers that are cut, wrong, too large or something else: nothing of them is visible by half."""

from __future__ import annotations

import json
import resource
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import pytest

from radlane.dicomweb.part10 import Limits
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.study import Availability, StudyIndex
from radlane.errors import ArchiveError, ArchiveUnavailable, InputRefused, StorageFull, StudyNotFound
from support.archives import bomb, deflated, headed, part10
from support.pacs import BOUNDARY, Pacs, archive, as_json, running, visible, wado
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph
from support.scripted import Asked, Reply
from support.scripted import serving as scripted

SECOND = f"{SERIES}.2"
ONE = radiograph()
TWO = radiograph(SOPInstanceUID=SECOND)
FILES = [part10(ONE), part10(TWO)]
WHOLE = wado(FILES)
IN_SECOND = WHOLE.body.index(FILES[1])


def of_one_series() -> Pacs:
    return Pacs(ONE, TWO)


def retrieved(url: str, spool: Path, limits: Limits | None = None) -> Sequence[bytes]:
    """The files of all instances of the study."""
    pacs = archive(url, limits)
    index = pacs.find_study(STUDY)
    refs = [ref for series in index.series for ref in series.instances]
    return [item.path.read_bytes() for item in pacs.retrieve(index, refs, spool).instances]


@pytest.mark.parametrize(
    ("reply", "left"),
    [
        (wado(FILES, cut=0), 0),  # nothing but headers
        (wado(FILES, cut=IN_SECOND - 300), 0),  # in the pixels of the first
        (wado(FILES, cut=IN_SECOND - 20), 1),  # in the head of the second part
        (wado(FILES, cut=IN_SECOND + 1000), 1),  # in the second
        (wado(FILES, cut=len(WHOLE.body) - len(BOUNDARY) - 6), 1),  # before the closing delimiter
        (wado(FILES, cut=len(WHOLE.body) - 1), 2),  # in it
        (wado(FILES, cut=IN_SECOND + 1000, states_length=True), 1),  # a length that is not kept
        (wado(FILES, headers={"Content-Type": "multipart/related; boundary=another"}), 0),
        (wado(FILES, headers={"Content-Type": "multipart/related"}), 0),  # none at all
        (wado(FILES, headers={**WHOLE.headers, "Content-Encoding": "gzip"}), 0),  # although that was refused
        (wado(FILES, body=b"\x1f\x8b\x08\x00" + bytes(500)), 0),  # the same, and it does not even say so
        (Reply(headers={"Content-Type": "text/html"}, body=b"<html>Please log in</html>"), 0),
        (wado(FILES, status=202), 0),  # it fetches them first
    ],
)
def test_what_breaks_off_is_asked_for_again(tmp_path: Path, reply: Reply, left: int) -> None:
    pacs = of_one_series()
    pacs.on("GET", f"/series/{SERIES}", [reply])
    with running(pacs) as url:
        with pytest.raises(ArchiveUnavailable) as broken:
            retrieved(url, tmp_path / "spool")
        assert broken.value.retryable
        assert visible(tmp_path) == ({".dcm": left} if left else {})
        assert retrieved(url, tmp_path / "spool") == FILES
    asked_singly = pacs.count("GET", "/instances/[0-9.]+")
    assert asked_singly == (2 - left if left else 0), "what is there is not asked for again"


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ([FILES[0]], StudyNotFound),  # one less than the query said
        ([*FILES, part10(radiograph(SOPInstanceUID=f"{SERIES}.3"))], ArchiveUnavailable),  # one more
        ([part10(radiograph(StudyInstanceUID="1.2.3")), FILES[1]], ArchiveError),  # of another study
        ([part10(radiograph(SeriesInstanceUID="1.2.3")), FILES[1]], ArchiveError),
        ([part10(radiograph(SOPInstanceUID="../../../outside")), FILES[1]], ArchiveUnavailable),  # a path
        ([b"<html>no DICOM</html>", FILES[1]], InputRefused),
        ([FILES[0][:400], FILES[1]], InputRefused),  # cut before it was packed
        ([headed(struct.pack("<HHL", 0x0020, 0x000D, 0)), FILES[1]], InputRefused),
        ([bomb(1), FILES[1]], InputRefused),
        ([FILES[0], part10(radiograph(ImageComments="another")), FILES[1]], InputRefused),  # twice, and not the same
    ],
)
def test_what_was_not_asked_for_is_not_taken(tmp_path: Path, files: list[bytes], kind: type[ArchiveError]) -> None:
    pacs = of_one_series()
    pacs.on("GET", f"/series/{SERIES}", [wado(files)])
    with running(pacs) as url, pytest.raises(kind) as failed:
        retrieved(url, tmp_path / "spool")
    assert type(failed.value) is kind
    assert set(visible(tmp_path)) <= {".dcm"}
    assert {path.name for path in tmp_path.rglob("*.dcm")} <= {f"{INSTANCE}.dcm", f"{SECOND}.dcm"}
    assert "outside" not in str(failed.value)


def test_deflated_instances_come_as_they_are(tmp_path: Path) -> None:
    pacs, files = of_one_series(), [deflated(file) for file in FILES]
    pacs.on("GET", f"/series/{SERIES}", [wado(files)])
    with running(pacs) as url:
        assert retrieved(url, tmp_path / "spool") == files
        assert retrieved(url, tmp_path / "spool") == files, "what is there is not asked for again"
    assert pacs.count("GET", f"/series/{SERIES}") == 1


def test_an_instance_that_comes_twice_is_taken_once(tmp_path: Path) -> None:
    pacs = of_one_series()
    pacs.on("GET", f"/series/{SERIES}", [wado([FILES[1], FILES[0], FILES[1]])])
    with running(pacs) as url:
        assert retrieved(url, tmp_path / "spool") == FILES


def test_another_instance_than_the_one_asked_for(tmp_path: Path) -> None:
    pacs = Pacs(ONE)
    pacs.on("GET", f"/instances/{INSTANCE}", [wado([FILES[1]])])
    with running(pacs) as url, pytest.raises(ArchiveError, match="another instance") as failed:
        retrieved(url, tmp_path / "spool")
    assert failed.value.uid == INSTANCE
    assert not failed.value.retryable


def test_something_else_than_instances(tmp_path: Path) -> None:
    pacs = Pacs(ONE)
    body = WHOLE.body.replace(b"Content-Type: application/dicom", b"Content-Type: application/octet-stream")
    pacs.on("GET", f"/instances/{INSTANCE}", [wado(FILES, body=body)])
    with running(pacs) as url, pytest.raises(ArchiveError, match="something else"):
        retrieved(url, tmp_path / "spool")


def test_an_archive_that_cannot_give_as_stored(tmp_path: Path) -> None:
    pacs = of_one_series()

    def choosy(asked: Asked) -> Reply:
        return Reply(status=406) if asked.headers["Accept"].endswith("*") else pacs._get(asked)

    pacs.on("GET", f"/series/{SERIES}", repeat(choosy))
    with running(pacs) as url:
        assert retrieved(url, tmp_path / "spool") == FILES
    assert [asked.headers["Accept"].rpartition("=")[2] for asked in pacs.asked[-2:]] == ["*", "1.2.840.10008.1.2.1"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, StudyNotFound), (410, StudyNotFound), (204, StudyNotFound), (400, ArchiveError), (415, ArchiveError)],
)
def test_what_is_not_given(tmp_path: Path, status: int, kind: type[ArchiveError]) -> None:
    pacs = of_one_series()
    pacs.on("GET", f"/series/{SERIES}", repeat(Reply(status=status)))
    with running(pacs) as url, pytest.raises(kind) as failed:
        retrieved(url, tmp_path / "spool")
    assert not failed.value.retryable


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file_bytes=len(FILES[0]) - 1),
        Limits(study_bytes=len(FILES[0]) + 1000),
        Limits(study_instances=1),
    ],
    ids=["an instance", "the study", "instances"],
)
def test_what_is_too_large_is_left(tmp_path: Path, limits: Limits) -> None:
    with running(of_one_series()) as url, pytest.raises(InputRefused) as refused:
        retrieved(url, tmp_path / "spool", limits)
    assert refused.value.code == ReasonCode.FILE_UNREADABLE
    assert set(visible(tmp_path)) <= {".dcm"}


def test_a_study_that_drips_is_given_up(tmp_path: Path) -> None:
    """Each answer is fast enough for itself: a byte comes now and then."""
    pacs = of_one_series()
    pacs.on("GET", f"/series/{SERIES}", [wado(FILES, drip_s=0.02)])
    with running(pacs) as url, pytest.raises(ArchiveUnavailable, match="in time"):
        retrieved(url, tmp_path / "spool", Limits(study_seconds=0.5))
    assert visible(tmp_path) == {}


def test_bulk_data_is_not_fetched_from_where_an_answer_says(tmp_path: Path) -> None:
    """Neither of another server nor of the archive's own: instances come whole."""
    asked: list[str] = []

    def note(request: Asked) -> Reply:
        asked.append(request.path)
        return Reply(status=404)

    pacs = of_one_series()
    with scripted(note) as elsewhere, running(pacs) as url:
        address = {"vr": "UN", "BulkDataURI": f"{elsewhere}/bulk"}

        def pointing(request: Asked) -> Reply:
            items = json.loads(pacs._get(request).body)
            own = {"vr": "UN", "BulkDataURI": f"{url}/bulk"}
            more = {"00081190": {"vr": "UR", "Value": [f"{elsewhere}/study"]}, "00420011": own, "7FE00010": address}
            return as_json([item | more for item in items])

        pacs.on("GET", "(studies|series|instances|metadata)$", repeat(pointing))
        assert len(retrieved(url, tmp_path / "spool")) == 2
    assert asked == []
    assert not [request for request in pacs.asked if "bulk" in request.path]


def test_one_failure_ends_all(tmp_path: Path) -> None:
    """Answers that are still coming do not hold up the error of another."""
    many = [radiograph(SeriesInstanceUID=f"1.2.{n}", SOPInstanceUID=f"1.2.{n}.1") for n in range(1, 9)]
    pacs = Pacs(*many)
    pacs.on("GET", "/instances/1.2.1.1", [Reply(status=415)])
    pacs.on("GET", "/instances/1.2.2.1", [wado([part10(many[1])], drip_s=0.05)])
    with running(pacs) as url, pytest.raises(ArchiveError, match="415"):
        retrieved(url, tmp_path / "spool")
    assert set(visible(tmp_path)) <= {".dcm"}


def test_there_is_no_room(tmp_path: Path) -> None:
    with running(Pacs(ONE)) as url, files_of_at_most(len(FILES[0]) - 1), pytest.raises(StorageFull):
        retrieved(url, tmp_path / "spool")
    assert visible(tmp_path) == {}


def test_a_spool_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "spool").write_text("a file")
    with running(Pacs(ONE)) as url, pytest.raises(ArchiveUnavailable, match="cannot be written"):
        retrieved(url, tmp_path / "spool" / "below")


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk that is full after some bytes, as this process sees it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _saying(word: str, pacs: Pacs) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        items = json.loads(pacs._get(asked).body)
        return as_json([{**item, "00080056": {"vr": "CS", "Value": [word]}} for item in items])

    return answer


@pytest.mark.parametrize("word", ["OFFLINE", "UNAVAILABLE"])
def test_what_is_away_is_not_asked_for(tmp_path: Path, word: str) -> None:
    pacs = of_one_series()
    pacs.on("GET", "/instances", repeat(_saying(word, pacs)))
    with running(pacs) as url, pytest.raises(ArchiveUnavailable, match=word):
        retrieved(url, tmp_path / "spool")
    assert pacs.count("GET", f"/series/{SERIES}") == 0


def test_what_is_on_slow_media_is_asked_for_and_waited_for(tmp_path: Path) -> None:
    pacs = of_one_series()
    pacs.on("GET", "/instances", repeat(_saying("NEARLINE", pacs)))
    pacs.on("GET", f"/series/{SERIES}", [Reply(status=503, headers={"Retry-After": "120"})])
    with running(pacs) as url:
        with pytest.raises(ArchiveUnavailable, match="NEARLINE") as waiting:
            retrieved(url, tmp_path / "spool")
        assert waiting.value.retry_after_s == 120.0
        assert retrieved(url, tmp_path / "spool") == FILES


def test_a_uid_that_is_a_path_is_not_asked_for(tmp_path: Path) -> None:
    pacs = of_one_series()
    with running(pacs) as url:
        reader = archive(url)
        index = reader.find_study(STUDY)
        for bad in ("study_instance_uid", "series_instance_uid", "sop_instance_uid"):
            fields = {**vars(index.series[0].instances[0]), bad: "../.."}
            with pytest.raises(ArchiveError, match="not a UID"):
                reader.retrieve(index, [InstanceRef(**fields)], tmp_path)
    assert isinstance(index, StudyIndex)
    assert index.series[0].availability is Availability.ONLINE
