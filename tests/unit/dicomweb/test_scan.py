from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom import Dataset
from pydicom.uid import MediaStorageDirectoryStorage

from radlane.dicomweb.part10 import Limits, ref_of
from radlane.dicomweb.scan import Entry, Scan, Scanner, read_entry, require_one_patient
from radlane.domain.refs import InstanceRef
from radlane.domain.study import Accession, PatientIdentity, StudyFacts
from radlane.errors import ArchiveUnavailable, StudyMismatch
from support.archives import bomb, deflated, headed, long_value, nested, part10
from support.radiographs import INSTANCE, SERIES, pattern, radiograph, save, with_meta

LIMITS = Limits()
LONG_AGO = (1_000_000_000, 1_000_000_000)


def _scan(root: Path) -> Scan:
    return Scanner(root, LIMITS).scan()


def _names(scan: Scan) -> list[str]:
    return [entry.path.name for entry in scan.entries]


def _settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all files be older than the coarsest clock of a file system."""
    now = time.time_ns() + 60_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: now)


def _count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that are opened from now on."""
    opened: list[str] = []
    real = os.open

    def counting(path: str, flags: int) -> int:
        opened.append(Path(path).name)
        return real(path, flags)

    monkeypatch.setattr(os, "open", counting)
    return opened


def test_an_entry_says_what_the_header_says(tmp_path: Path) -> None:
    dataset = radiograph(
        PatientID=" T-1 ", SpecificCharacterSet="ISO_IR 100", IssuerOfPatientID="Zürich", AccessionNumber="A-1"
    )
    issuer = Dataset()
    issuer.LocalNamespaceEntityID, issuer.UniversalEntityID = "Klinik", "1.2.3.4"
    dataset.IssuerOfAccessionNumberSequence = [issuer]
    region = Dataset()
    region.CodeValue, region.CodingSchemeDesignator, region.CodeMeaning = "51185008", "SCT", "Chest"
    dataset.AnatomicRegionSequence = [region]
    dataset.SeriesDescription, dataset.StationName, dataset.StudyDescription = "Lung", "CR1", "Chest"
    path = save(dataset, tmp_path)
    assert read_entry(path, LIMITS) == Entry(
        path=path,
        ref=ref_of(radiograph()),
        patient=PatientIdentity(patient_id="T-1", issuer="Zürich"),
        modality="CR",
        body_part_examined="CHEST",
        accession=Accession(number="A-1", issuers=frozenset({"Klinik", "1.2.3.4"})),
        description="Lung",
        station="CR1",
        regions=frozenset({("SCT", "51185008")}),
        facts=StudyFacts(description="Chest", sex="O", age_years=54.0),
        birth_date="19700101",
        study_date="20240229",
        study_time="235930",
    )


def test_what_is_absent_is_empty(tmp_path: Path) -> None:
    absent = dict.fromkeys(("Modality", "BodyPartExamined", "IssuerOfPatientID", "AccessionNumber"))
    absent |= {"PatientID": ""}
    entry = read_entry(save(radiograph(**absent), tmp_path), LIMITS)
    assert entry is not None
    assert (entry.modality, entry.body_part_examined) == ("", "")
    assert entry.accession == Accession(number="")
    assert entry.patient == PatientIdentity(patient_id="", issuer="")


@pytest.mark.parametrize("keyword", ["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID"])
@pytest.mark.parametrize(
    "value",
    [
        "",  # empty
        "../../1.2",  # a path
        ["1.2", "1.3"],  # two
        "1.02",  # a leading zero
        "1." + "2" * 63,  # 65 characters
    ],
)
def test_an_instance_without_uids_is_none(keyword: str, value: str | list[str], tmp_path: Path) -> None:
    image = radiograph()
    setattr(image, keyword, value)
    (tmp_path / "file").write_bytes(part10(image))
    assert read_entry(tmp_path / "file", LIMITS) is None


def test_a_uid_that_is_a_sequence_is_none(tmp_path: Path) -> None:
    content = part10(radiograph()).replace(b"\x08\x00\x18\x00UI", b"\x08\x00\x18\x00SQ")
    (tmp_path / "file").write_bytes(content)
    assert read_entry(tmp_path / "file", LIMITS) is None


def test_a_folder_of_everything(tmp_path: Path) -> None:
    """Images with any name at any depth are found; the rest is counted."""
    good = {
        "image.dcm": "1",  # as usual
        "IM000001": "2",  # no extension
        "a/b/c/image.jpg": "3",  # another extension
        "name with a line\nbreak.dcm": "4",
        os.fsdecode(b"\xff.dcm"): "5",  # no UTF-8
    }
    for name, number in good.items():
        save(radiograph(pattern(8, 8), SOPInstanceUID=f"{SERIES}.{number}"), tmp_path, name)
    (tmp_path / "link.dcm").symlink_to(save(radiograph(SOPInstanceUID=f"{SERIES}.6"), tmp_path / ".pool"))
    junk = {
        "empty.dcm": b"",
        "README.txt": b"A text.\n",
        "no-preamble.dcm": part10(radiograph())[132:],
        "cut.dcm": part10(radiograph())[:700],
        "meta.dcm": headed(b""),
        "nested.dcm": nested(3000),
        "long.dcm": long_value(1 << 30),
        "bomb.dcm": bomb(1),
    }
    for name, content in junk.items():
        (tmp_path / name).write_bytes(content)
    others = 4
    os.mkfifo(tmp_path / "pipe.dcm")
    (tmp_path / "nowhere.dcm").symlink_to(tmp_path / "nothing")
    (tmp_path / "circle.dcm").symlink_to(tmp_path / "circle.dcm")
    (tmp_path / "a" / "up").symlink_to(tmp_path)  # a link to a folder: round in circles
    save(radiograph(), tmp_path / "lost+found")  # the file system's own
    (tmp_path / ".radlane-0.part").write_bytes(part10(radiograph()))  # not finished

    scan = _scan(tmp_path)
    assert [entry.ref.sop_instance_uid for entry in scan.entries] == [f"{SERIES}.{number}" for number in range(1, 7)]
    assert [entry.path.relative_to(tmp_path).as_posix() for entry in scan.entries] == [*good, "link.dcm"]
    assert scan.unreadable == len(junk) + others


def test_a_deflated_copy_says_the_same(tmp_path: Path) -> None:
    plain = save(radiograph(AccessionNumber="A-1", PatientAge="061Y"), tmp_path, "plain.dcm")
    (tmp_path / "deflated.dcm").write_bytes(deflated(plain.read_bytes()))
    entries = _scan(tmp_path).entries
    assert [entry.path.name for entry in entries] == ["deflated.dcm", "plain.dcm"]
    assert replace(entries[0], path=plain) == entries[1]


def test_a_dicomdir_is_no_instance(tmp_path: Path) -> None:
    """It names instances, and is none itself (PS3.3 annex F.3)."""
    save(radiograph(), tmp_path, "IMAGES/IM1")
    record = Dataset()
    record.DirectoryRecordType, record.ReferencedFileID = "IMAGE", ["IMAGES", "IM1"]
    record.ReferencedSOPInstanceUIDInFile = INSTANCE
    directory = Dataset()
    directory.SOPClassUID, directory.SOPInstanceUID = MediaStorageDirectoryStorage, "1.2.3"
    directory.FileSetID, directory.DirectoryRecordSequence = "DISC", [record]
    file = with_meta(directory)
    del file.SOPClassUID, file.SOPInstanceUID  # they stand in the meta information only
    save(file, tmp_path, "DICOMDIR")
    scan = _scan(tmp_path)
    assert _names(scan) == ["IM1"]
    assert scan.unreadable == 1


def test_folders_may_be_deeper_than_the_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folders = [Path("d/" * depth) for depth in range(1, 1050)]
    for folder in folders:
        folder.mkdir()
    path = folders[-1] / "file"
    path.write_bytes(part10(radiograph()))
    found = _names(_scan(Path()))
    path.unlink()
    for folder in reversed(folders):  # pytest's own clean-up is not made for such depth
        folder.rmdir()
    assert found == ["file"]


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not seen must not pass for what is not there; here a path that is longer than the kernel takes."""
    save(radiograph(), tmp_path)
    monkeypatch.chdir(tmp_path)
    for _ in range(20):
        os.mkdir("d" * 250)  # noqa: PTH102 - longer paths than Path would take
        os.chdir("d" * 250)
    os.chdir(tmp_path)
    with pytest.raises(ArchiveUnavailable) as raised:
        _scan(tmp_path)
    assert raised.value.why
    assert "ddd" not in str(raised.value)


@pytest.mark.parametrize("make", [None, Path.touch])  # not there; a file
def test_a_root_that_is_no_folder_is_said(make: Callable[[Path], None] | None, tmp_path: Path) -> None:
    if make:
        make(tmp_path / "root")
    with pytest.raises(ArchiveUnavailable):
        _scan(tmp_path / "root")


def test_folders_may_vanish_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process takes back a result: its folder was listed, and is gone."""
    save(radiograph(), tmp_path, "a/image.dcm")
    (tmp_path / "b").mkdir()
    real = os.scandir

    def vanishing(path: Path) -> object:
        if Path(path) == tmp_path / "b":
            (tmp_path / "b").rmdir()
        return real(path)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert _names(_scan(tmp_path)) == ["image.dcm"]


def test_files_may_vanish_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        save(radiograph(SOPInstanceUID=f"{SERIES}.{ord(name)}"), tmp_path, name)
    real = os.open

    def vanishing(path: str, flags: int) -> int:
        (tmp_path / "b").unlink(missing_ok=True)
        return real(path, flags)

    monkeypatch.setattr(os, "open", vanishing)
    scanner = Scanner(tmp_path, LIMITS)
    assert "b" not in _names(scanner.scan()) or not (tmp_path / "b").exists()
    assert _names(scanner.scan()) == ["a"]


def test_files_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(radiograph(), tmp_path, "image")
    (tmp_path / "junk").write_bytes(b"junk")
    _settle(monkeypatch)
    opened = _count_reads(monkeypatch)
    scanner = Scanner(tmp_path, LIMITS)
    first = scanner.scan()
    assert scanner.scan() == first
    assert sorted(opened) == ["image", "junk"]


def test_a_file_that_may_still_change_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes within one tick of a file system's clock have one time."""
    save(radiograph(), tmp_path, "image")
    opened = _count_reads(monkeypatch)
    scanner = Scanner(tmp_path, LIMITS)
    scanner.scan()
    scanner.scan()
    assert opened == ["image", "image"]


def _rewrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _rewrite_with_old_time(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    os.utime(path, LONG_AGO)


def _replace_with_old_time(path: Path, content: bytes) -> None:
    other = path.with_name(".other")
    other.write_bytes(content)
    os.utime(other, LONG_AGO)
    other.replace(path)


@pytest.mark.parametrize("change", [_rewrite, _rewrite_with_old_time, _replace_with_old_time])
def test_a_file_that_has_changed_is_read_again(
    change: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is as long and as old as before."""
    path = save(radiograph(), tmp_path)
    os.utime(path, LONG_AGO)
    _settle(monkeypatch)
    scanner = Scanner(tmp_path, LIMITS)
    scanner.scan()
    time.sleep(0.02)  # a tick of the file system's clock
    change(path, part10(radiograph(SOPInstanceUID=f"{INSTANCE[:-1]}2")))
    assert [entry.ref.sop_instance_uid for entry in scanner.scan().entries] == [f"{INSTANCE[:-1]}2"]


def test_a_file_that_cannot_be_read_now_is_read_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(radiograph(), tmp_path)
    _settle(monkeypatch)
    scanner = Scanner(tmp_path, LIMITS)
    with monkeypatch.context() as broken:

        def fail(path: str, flags: int) -> int:
            raise OSError(5, "Input/output error")

        broken.setattr(os, "open", fail)
        assert scanner.scan() == Scan(entries=(), unreadable=1)
    assert len(scanner.scan().entries) == 1


def test_what_is_removed_is_forgotten(tmp_path: Path) -> None:
    path = save(radiograph(), tmp_path)
    scanner = Scanner(tmp_path, LIMITS)
    assert len(scanner.scan().entries) == 1
    path.unlink()
    assert scanner.scan() == Scan(entries=(), unreadable=0)


def _entry(patient_id: str, issuer: str = "") -> Entry:
    return Entry(
        path=Path("file"),
        ref=InstanceRef(
            study_instance_uid="1.2", series_instance_uid="1.3", sop_instance_uid="1.4", sop_class_uid="1.5"
        ),
        patient=PatientIdentity(patient_id=patient_id, issuer=issuer),
        modality="CR",
        body_part_examined="",
        accession=Accession(number=""),
    )


def test_one_patient_is_one() -> None:
    assert require_one_patient([_entry("A", "x")] * 2) == PatientIdentity(patient_id="A", issuer="x")


@pytest.mark.parametrize(
    "other",
    [
        _entry("B", "x"),  # another number
        _entry("A", "y"),  # the same number given by somebody else
        _entry("A"),  # nobody knows by whom
        _entry("", "x"),  # nobody knows whose
    ],
)
def test_two_patients_are_refused_without_a_word_of_them(other: Entry) -> None:
    with pytest.raises(StudyMismatch) as raised:
        require_one_patient([_entry("A", "x"), other])
    assert raised.value.uid == "1.2"
    assert "A" not in str(raised.value).replace("ID", "").split()


def test_what_only_rules_look_at_may_be_absent(tmp_path: Path) -> None:
    path = save(radiograph(PatientBirthDate=None), tmp_path)
    entry = read_entry(path, LIMITS)
    assert entry is not None
    assert (entry.station, entry.regions, entry.facts.age_years) == ("", frozenset(), None)
