"""A real Orthanc behind a proxy that breaks connections: nothing is ever half there, on either side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydicom import dcmread

from radlane.dicomweb.web import DicomWebArchive
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState
from radlane.domain.study import StudyIndex
from radlane.errors import ArchiveUnavailable, StudyNotFound
from support.archives import result_uid, results, sent, states
from support.chaos import Trouble, between
from support.orthanc import Orthanc
from support.pacs import visible
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph

SECOND = f"{SERIES}.2"
KIB = 1 << 10


@pytest.fixture
def trouble() -> Trouble:
    return Trouble()


@pytest.fixture
def broken(orthanc: Orthanc, trouble: Trouble) -> Iterator[Callable[[], DicomWebArchive]]:
    """New connections to an Orthanc with one study of one series, by way of the proxy."""
    orthanc.empty()
    orthanc.put(radiograph())
    orthanc.put(radiograph(SOPInstanceUID=SECOND))
    with between(orthanc.port, trouble) as port:
        yield lambda: orthanc.archive(f"http://127.0.0.1:{port}/dicom-web")


def _series(archive: DicomWebArchive) -> tuple[StudyIndex, tuple[InstanceRef, ...]]:
    index = archive.find_study(STUDY)
    return index, index.series[0].instances


def test_the_proxy_does_no_harm_of_itself(broken: Callable[[], DicomWebArchive], tmp_path: Path) -> None:
    assert states(broken().store(results(tmp_path / "result", [1, 2]))) == [DeliveryState.STORED] * 2
    index, refs = _series(broken())
    assert len(broken().retrieve(index, refs, tmp_path / "spool").instances) == 2


@pytest.mark.parametrize("most", [0, 100, 2 * KIB, 5 * KIB, 9 * KIB])
def test_a_retrieval_that_is_cut_goes_on_later(
    broken: Callable[[], DicomWebArchive], trouble: Trouble, tmp_path: Path, most: int
) -> None:
    """Orthanc states no length for a series: only the closing delimiter proves that it is whole."""
    index, refs = _series(broken())
    trouble.cut_answer = most
    with pytest.raises(ArchiveUnavailable):
        broken().retrieve(index, refs, tmp_path / "spool")
    assert set(visible(tmp_path)) <= {".dcm"}
    trouble.cut_answer = None
    found = broken().retrieve(index, refs, tmp_path / "spool")
    assert [str(dcmread(item.path).SOPInstanceUID) for item in found.instances] == [INSTANCE, SECOND]
    assert [dcmread(item.path) for item in found.instances] == [radiograph(), radiograph(SOPInstanceUID=SECOND)]


@pytest.mark.parametrize("most", [0, 300, 3 * KIB, 6 * KIB])
def test_a_store_that_is_cut_is_completed_later(
    broken: Callable[[], DicomWebArchive], orthanc: Orthanc, trouble: Trouble, tmp_path: Path, most: int
) -> None:
    objects = results(tmp_path / "result", report=3)
    index, _ = _series(broken())
    trouble.cut_request = most
    with pytest.raises(ArchiveUnavailable):
        broken().store(objects)
    trouble.cut_request = None
    assert states(broken().store(objects)) == [DeliveryState.STORED] * 3
    before = {INSTANCE: radiograph(), SECOND: radiograph(SOPInstanceUID=SECOND)}
    held = orthanc.held()
    assert {str(dataset.SOPInstanceUID): dataset for dataset in held} == {**before, **sent(objects)}
    assert len(held) == 5
    assert index.series[0].instances[0].sop_instance_uid == INSTANCE


def test_an_answer_to_a_store_that_is_lost(
    broken: Callable[[], DicomWebArchive], orthanc: Orthanc, trouble: Trouble, tmp_path: Path
) -> None:
    """The PACS has it, and radlane does not know: storing again finds out and sends nothing."""
    objects = results(tmp_path / "result", [1])
    archive = broken()
    trouble.refuses = True
    with pytest.raises(ArchiveUnavailable):
        archive.store(objects)
    orthanc.put(dcmread(objects[0].path))
    trouble.refuses = False
    assert states(archive.store(objects)) == [DeliveryState.STORED]
    assert [str(dataset.SOPInstanceUID) for dataset in orthanc.held()].count(result_uid(1)) == 1


def test_a_study_that_is_deleted_meanwhile(
    broken: Callable[[], DicomWebArchive], orthanc: Orthanc, tmp_path: Path
) -> None:
    index, refs = _series(broken())
    orthanc.empty()
    with pytest.raises(StudyNotFound):
        broken().retrieve(index, refs, tmp_path / "spool")
    assert visible(tmp_path) == {}
