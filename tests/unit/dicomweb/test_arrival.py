from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pydicom import dcmread

from radlane.dicomweb.arrival import Placed, identify, place
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.scan import Entry
from radlane.domain.arrival import Failure
from support.archives import bomb, deflated, part10
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph
from support.reception import encoded, image

LIMITS = Limits()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "received").mkdir()
    return tmp_path / "received"


def _file(root: Path, content: bytes) -> Path:
    path = root / ".radlane-coming"
    path.unlink(missing_ok=True)  # as who received it does: it may be a name of what is kept
    path.write_bytes(content)
    return path


def _place(root: Path, content: bytes) -> Placed | Failure:
    found = identify(_file(root, content), LIMITS)
    assert isinstance(found, Entry)
    return place(found, root, LIMITS)


def test_an_instance_lies_under_its_uids(root: Path) -> None:
    assert _place(root, image(1)) is Placed.NEW
    assert dcmread(root / STUDY / SERIES / f"{INSTANCE}.1.dcm").StudyInstanceUID == STUDY


def test_the_same_data_set_again_is_there_already_whoever_wrote_its_file(root: Path) -> None:
    first = image(1)
    _place(root, first)
    assert _place(root, first) is Placed.THERE
    other_writer = dcmread(BytesIO(first))
    other_writer.file_meta.ImplementationVersionName = "OTHER"
    assert _place(root, encoded(other_writer)) is Placed.THERE


def test_a_deflated_instance_stays_as_it_came(root: Path) -> None:
    content = deflated(part10(radiograph()))
    assert _place(root, content) is Placed.NEW
    assert (root / STUDY / SERIES / f"{INSTANCE}.dcm").read_bytes() == content
    assert _place(root, content) is Placed.THERE


def test_another_content_under_the_same_uid_is_refused_and_the_first_stays(root: Path) -> None:
    first = image(1)
    _place(root, first)
    assert _place(root, image(1, ViewPosition="AP")) is Failure.DUPLICATE
    assert (root / STUDY / SERIES / f"{INSTANCE}.1.dcm").read_bytes() == first


def test_the_same_uid_in_another_series_is_refused(root: Path) -> None:
    _place(root, image(1))
    assert _place(root, image(1, series=f"{SERIES}.9")) is Failure.DUPLICATE


@pytest.mark.parametrize("other", [{"PatientID": "OTHER"}, {"IssuerOfPatientID": "ELSEWHERE"}])
def test_another_patient_in_the_same_study_is_refused(root: Path, other: dict[str, str]) -> None:
    _place(root, image(1))
    assert _place(root, image(2, **other)) is Failure.OTHER_PATIENT


def test_a_folder_of_a_study_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / STUDY).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError):
        _place(root, image(1))
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_of_a_series_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / STUDY).mkdir()
    (root / STUDY / SERIES).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError):
        _place(root, image(1))
    assert not list((tmp_path / "elsewhere").iterdir())


def _wrong_meta() -> bytes:
    dataset = radiograph()
    content = encoded(dataset)
    return content.replace(INSTANCE.encode(), INSTANCE[:-1].encode() + b"7", 1)


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", Failure.UNREADABLE),
        (b"junk", Failure.UNREADABLE),
        (image(1)[:400], Failure.UNREADABLE),  # cut in its header
        (image(1, study="../../etc/passwd"), Failure.UNREADABLE),  # no UID
        (image(1, series="1.2/../../3"), Failure.UNREADABLE),
        (image(1, study="1." + "2" * 64), Failure.UNREADABLE),  # longer than one may be
        (bomb(1), Failure.UNREADABLE),
        (deflated(image(1))[:500], Failure.UNREADABLE),  # cut in its header
        (_wrong_meta(), Failure.OTHER_OBJECT),
        (deflated(_wrong_meta()), Failure.OTHER_OBJECT),
    ],
)
def test_what_is_no_instance_is_refused_for_its_reason(root: Path, content: bytes, failure: Failure) -> None:
    assert identify(_file(root, content), LIMITS) is failure


def test_a_file_beyond_the_limit_is_too_large(root: Path) -> None:
    assert identify(_file(root, image(1)), Limits(file_bytes=1000)) is Failure.TOO_LARGE
