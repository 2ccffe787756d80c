from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from radlane.dicomweb.deposit import CHANGED, TAKEN, Deposit, deposit_all, target_of
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.scan import Scanner
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject
from radlane.errors import ArchiveUnavailable, StorageFull, StudyMismatch, UidInvalid
from support.archives import folder_archive, part10, result_uid, results
from support.lane import content
from support.radiographs import STUDY, radiograph, save

LIMITS = Limits()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    save(radiograph(), tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def objects(tmp_path: Path) -> tuple[EncodedObject, ...]:
    return results(tmp_path / "result")


def _deposit(objects: Sequence[EncodedObject], root: Path) -> Deposit:
    return deposit_all(objects, Scanner(root, LIMITS).scan().entries, root, LIMITS)


def _everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def _fail(monkeypatch: pytest.MonkeyPatch, name: str, number: int, call: int, forever: bool = False) -> None:
    """Let a function of the operating system fail at its n-th call, and perhaps ever after."""
    real, calls = getattr(os, name), []

    def failing(*arguments: object, **named: object) -> object:
        calls.append(arguments)
        if len(calls) == call or (forever and len(calls) > call):
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    monkeypatch.setattr(os, name, failing)


@pytest.mark.parametrize("level", ["study_instance_uid", "series_instance_uid", "sop_instance_uid"])
@pytest.mark.parametrize("text", ["..", "../../x", "/x", "", ".", "1.2/../../x", "1.2\x00"])
def test_no_uid_leads_out_of_the_root(level: str, text: str, tmp_path: Path) -> None:
    good = InstanceRef(study_instance_uid="1.2", series_instance_uid="1.3", sop_instance_uid="1.4", sop_class_uid="1.5")
    assert target_of(good, tmp_path) == tmp_path / "1.2" / "1.3" / "1.4.dcm"
    with pytest.raises(UidInvalid):
        target_of(replace(good, **{level: text}), tmp_path)


def test_nothing_is_left_where_a_later_object_has_no_uid(objects: tuple[EncodedObject, ...], root: Path) -> None:
    bad = replace(objects[1], ref=replace(objects[1].ref, sop_instance_uid="../x"))
    before = _everything(root)
    with pytest.raises(UidInvalid):
        _deposit([objects[0], bad], root)
    assert _everything(root) == before


def _cut(item: EncodedObject) -> EncodedObject:
    item.path.write_bytes(item.path.read_bytes()[:-1])
    return item


def _gone(item: EncodedObject) -> EncodedObject:
    item.path.unlink()
    return item


def _of_another_instance(item: EncodedObject) -> EncodedObject:
    return replace(item, ref=replace(item.ref, series_instance_uid="1.2.3"))


def _no_dicom(item: EncodedObject) -> EncodedObject:
    item.path.write_bytes(b"")
    return replace(item, sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


@pytest.mark.parametrize("spoil", [_cut, _gone, _of_another_instance, _no_dicom])
def test_only_what_was_encoded_is_stored(
    spoil: Callable[[EncodedObject], EncodedObject], objects: tuple[EncodedObject, ...], root: Path
) -> None:
    before = _everything(root)
    assert _deposit([*objects[:2], spoil(objects[2])], root) == Deposit(paths={}, refused={result_uid(3): CHANGED})
    assert _everything(root) == before


def test_objects_of_two_patients_are_no_result(objects: tuple[EncodedObject, ...], root: Path, tmp_path: Path) -> None:
    """Also where the archive does not have their study yet."""
    (root / "image.dcm").unlink()
    with pytest.raises(StudyMismatch):
        _deposit([*objects, *results(tmp_path / "other", [4], PatientID="T-2")], root)
    assert _everything(root) == []


def test_two_objects_of_one_uid_are_refused(objects: tuple[EncodedObject, ...], root: Path, tmp_path: Path) -> None:
    before = _everything(root)
    other = results(tmp_path / "other", [1], ImageComments="another")
    assert _deposit([*objects, *other], root) == Deposit(
        paths={}, refused={result_uid(1): TAKEN}, lying=frozenset({result_uid(1)})
    )
    assert _everything(root) == before


@pytest.mark.parametrize(
    "take",
    [
        lambda path: path.write_bytes(b""),  # junk that no scan reports
        lambda path: path.write_bytes(part10(radiograph())),  # a file that came after the scan
        lambda path: path.symlink_to("nowhere"),
        os.mkfifo,  # must not hang
    ],
    ids=["empty", "late", "link", "pipe"],
)
def test_a_place_that_is_taken_is_left_and_the_rest_taken_back(
    take: Callable[[Path], object], objects: tuple[EncodedObject, ...], root: Path
) -> None:
    entries = Scanner(root, LIMITS).scan().entries
    place = target_of(objects[2].ref, root)
    place.parent.mkdir(parents=True)
    take(place)
    before = _everything(root)
    assert deposit_all(objects, entries, root, LIMITS) == Deposit(
        paths={}, refused={result_uid(3): TAKEN}, lying=frozenset({result_uid(3)})
    )
    assert _everything(root) == before


def test_a_file_that_came_after_the_scan_is_as_good(objects: tuple[EncodedObject, ...], root: Path) -> None:
    """Another machine on the same share was faster."""
    entries = Scanner(root, LIMITS).scan().entries
    first = _deposit(objects, root)
    assert deposit_all(objects, entries, root, LIMITS) == first


def test_a_file_that_goes_after_the_scan_takes_no_uid(
    objects: tuple[EncodedObject, ...], root: Path, tmp_path: Path
) -> None:
    """Another machine on the same share takes back what it had put there."""
    other = results(tmp_path / "other", [1], ImageComments="another")
    path = _deposit(other, root).paths[result_uid(1)]
    entries = Scanner(root, LIMITS).scan().entries
    path.unlink()
    assert deposit_all(objects, entries, root, LIMITS).refused == {}


@pytest.mark.parametrize("level", [0, 1])  # the study's folder; the series'
def test_no_link_leads_out_of_the_root(
    level: int, objects: tuple[EncodedObject, ...], root: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    place = target_of(objects[1].ref, root).parents[1 - level]
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside)
    before = _everything(root)
    with pytest.raises(ArchiveUnavailable):
        _deposit(objects, root)
    assert (_everything(outside), _everything(root)) == ([], before)


def test_a_file_in_the_place_of_a_folder_is_said(objects: tuple[EncodedObject, ...], root: Path) -> None:
    (root / STUDY).touch()
    with pytest.raises(ArchiveUnavailable):
        _deposit(objects, root)
    assert _everything(root) == [STUDY, "image.dcm"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("fsync", 1),  # at the journal
        ("fsync", 3),  # at the first object
        ("mkdir", 3),  # at the folder of the second
        ("link", 2),  # at the name of the second
        ("fsync", 7),  # at the third object, when two are there
        ("fsync", 9),  # at the folders above, when all are there
    ],
)
def test_what_fails_leaves_nothing_of_the_result(
    number: int, name: str, call: int, objects: tuple[EncodedObject, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _everything(root)
    with monkeypatch.context() as broken:
        _fail(broken, name, number, call)
        with pytest.raises(ArchiveUnavailable if number == errno.EIO else StorageFull) as raised:
            _deposit(objects, root)
    assert raised.value.uid in {item.ref.sop_instance_uid for item in objects}
    assert _everything(root) == before
    assert _deposit(objects, root).refused == {}


def test_folders_and_files_of_others_are_not_taken_back(
    objects: tuple[EncodedObject, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an earlier call has stored stays, and so does an empty folder that was there."""
    _deposit(objects[:1], root)
    target_of(objects[1].ref, root).parent.mkdir()
    before = _everything(root)
    _fail(monkeypatch, "link", errno.ENOSPC, 2)
    with pytest.raises(StorageFull):
        _deposit(objects, root)
    assert _everything(root) == before


def test_what_cannot_be_taken_back_is_said(
    objects: tuple[EncodedObject, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is read-only from the second object on; storing again completes the result."""
    with monkeypatch.context() as broken:
        _fail(broken, "link", errno.EROFS, 2)
        _fail(broken, "unlink", errno.EROFS, 2, forever=True)
        with pytest.raises(ArchiveUnavailable, match="could not be taken back") as raised:
            _deposit(objects, root)
    assert raised.value.uid == result_uid(1)
    assert set(_deposit(objects, root).paths) == {item.ref.sop_instance_uid for item in objects}


def test_the_whole_way_to_a_file_is_put_on_the_disk(
    objects: tuple[EncodedObject, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also to files that lie there already: whoever put them there may have been killed before that."""
    folder_archive(root).store(objects)
    synced: list[Path] = []
    real = os.fsync

    def noting(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    _deposit(objects, root)
    places = [target_of(item.ref, root) for item in objects]
    assert sorted(synced) == sorted({root, root / STUDY, *(place.parent for place in places)})
    assert content(root)  # nothing was written, and nothing went
