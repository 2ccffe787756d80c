"""Parts become files under names that their own bytes give."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.dicomweb.part10 import Limits, read_head, ref_of
from radlane.dicomweb.spool import Intake, find_spooled, of_this_start, ref_in, writing
from radlane.domain.reason import ReasonCode
from radlane.errors import ArchiveError, ArchiveUnavailable, InputRefused, StorageFull
from support.archives import deflated, headed, part10
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph

ONE, TWO = radiograph(), radiograph(SOPInstanceUID=f"{SERIES}.2")


def take(root: Path, *files: bytes, limits: Limits | None = None) -> None:
    """Take files in two pieces each, where ONE and TWO were asked for."""
    with Intake(root, [ref_of(ONE), ref_of(TWO)], limits or Limits()) as intake:
        for file in files:
            part = intake.open_part({})
            part.write(file[:100])
            part.write(memoryview(file)[100:])
            part.close()


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_part_has_the_name_of_its_uids(tmp_path: Path) -> None:
    take(tmp_path / "spool", part10(ONE))
    assert names(tmp_path) == [f"spool/{STUDY}/{SERIES}/{INSTANCE}.dcm"]
    path = find_spooled(tmp_path / "spool", ref_of(ONE), Limits())
    assert path is not None
    assert path.read_bytes() == part10(ONE)
    assert find_spooled(tmp_path / "spool", ref_of(TWO), Limits()) is None


def test_what_was_read_of_a_part_is_what_its_file_says(tmp_path: Path) -> None:
    """Of a plain one; another one is left to who reads it."""
    files = [part10(ONE), deflated(part10(TWO))]
    with Intake(tmp_path, [ref_of(ONE), ref_of(TWO)], Limits()) as intake:
        for file in files:
            part = intake.open_part({})
            part.write(file)
            part.close()
    path = find_spooled(tmp_path, ref_of(ONE), Limits())
    assert path is not None
    assert intake.heads == {ref_of(ONE): read_head(path, ref_of(ONE), Limits())}
    assert find_spooled(tmp_path, ref_of(TWO), Limits()) is not None


def test_a_part_is_hidden_until_it_is_whole(tmp_path: Path) -> None:
    with Intake(tmp_path, [ref_of(ONE)], Limits()) as intake:
        intake.open_part({"content-type": 'Application/DICOM; transfer-syntax="1.2"'}).write(part10(ONE))
        assert [name.startswith(".") for name in names(tmp_path)] == [True]
    assert names(tmp_path) == []


def test_without_a_part_nothing_is_there(tmp_path: Path) -> None:
    take(tmp_path)
    assert names(tmp_path) == []


def test_a_part_of_another_kind(tmp_path: Path) -> None:
    with Intake(tmp_path, [ref_of(ONE)], Limits()) as intake, pytest.raises(ArchiveError):
        intake.open_part({"content-type": "application/octet-stream"})


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (part10(radiograph(SOPInstanceUID=f"{SERIES}.3")), ArchiveUnavailable),
        (part10(radiograph(SeriesInstanceUID="1.2")), ArchiveError),
        (part10(radiograph(SOPClassUID="1.2.840.10008.5.1.4.1.1.7")), ArchiveError),  # another class
        (part10(radiograph(StudyInstanceUID=None)), ArchiveError),
        (b"junk" * 100, InputRefused),
        (headed(b""), InputRefused),
    ],
)
def test_what_was_not_asked_for(tmp_path: Path, file: bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind) as failed:
        take(tmp_path, file)
    assert type(failed.value) is kind
    assert names(tmp_path) == []


def test_twice_the_same_and_not_the_same(tmp_path: Path) -> None:
    take(tmp_path, part10(ONE), part10(ONE))
    with pytest.raises(InputRefused) as refused:
        take(tmp_path, part10(radiograph(ImageComments="another")))
    assert refused.value.code == ReasonCode.AMBIGUOUS_INPUT
    assert refused.value.uid == INSTANCE
    assert len(names(tmp_path)) == 1


def test_a_part_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="more than 1000 bytes"):
        take(tmp_path, part10(ONE), limits=Limits(file_bytes=1000))
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_an_instance_is_read(tmp_path: Path) -> None:
    take(tmp_path, part10(ONE))
    path = find_spooled(tmp_path, ref_of(ONE), Limits())
    assert path is not None
    path.write_bytes(part10(TWO))
    assert find_spooled(tmp_path, ref_of(ONE), Limits()) is None
    assert ref_in(path, Limits()) == ref_of(TWO)


def test_what_arrived_before_the_machine_started_is_not_found(tmp_path: Path) -> None:
    boot = tmp_path / "boot_id"
    boot.write_text("first\n")
    before = of_this_start(tmp_path, boot)
    assert before == of_this_start(tmp_path, boot) == tmp_path / "first"
    take(before, part10(ONE))
    assert find_spooled(of_this_start(tmp_path, boot), ref_of(ONE), Limits()) is not None
    boot.write_text("second\n")
    assert find_spooled(of_this_start(tmp_path, boot), ref_of(ONE), Limits()) is None
    boot.unlink()
    assert of_this_start(tmp_path, boot) != of_this_start(tmp_path, boot), "nothing says that it has not started anew"


@pytest.mark.parametrize(("number", "kind"), [(28, StorageFull), (27, StorageFull), (13, ArchiveUnavailable)])
def test_what_cannot_be_written(number: int, kind: type[ArchiveError]) -> None:
    with pytest.raises(kind), writing():
        raise OSError(number, "why", "/CANARY")
