import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.uid import ExplicitVRLittleEndian

from radlane.domain.result import Role
from radlane.encode.part10 import IMPLEMENTATION_CLASS_UID, to_bytes, write_object
from radlane.errors import StorageFull, UidInvalid
from support.encoding import encoded
from support.radiographs import radiograph


def test_the_file_is_named_and_described_by_its_instance(tmp_path: Path) -> None:
    dataset = encoded(radiograph())[0]
    written = write_object(dataset, Role.SEGMENTATION, tmp_path)
    content = written.path.read_bytes()
    assert written.path == tmp_path / f"{dataset.SOPInstanceUID}.dcm"
    assert (written.size, written.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (written.role, written.modality) == (Role.SEGMENTATION, "SEG")
    assert written.ref.study_instance_uid == dataset.StudyInstanceUID
    meta = dcmread(written.path).file_meta
    assert meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert (meta.ImplementationClassUID, meta.ImplementationVersionName) == (IMPLEMENTATION_CLASS_UID, "RADLANE")
    assert list(tmp_path.iterdir()) == [written.path]


def test_the_same_run_gives_the_same_bytes() -> None:
    first, second = ([to_bytes(dataset) for dataset in encoded(radiograph())] for _ in range(2))
    assert first == second


def test_the_same_run_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from support.encoding import encoded; from support.radiographs import radiograph;"
        "from radlane.encode.part10 import to_bytes;"
        "print(hashlib.sha256(b''.join(to_bytes(dataset) for dataset in encoded(radiograph()))).hexdigest())"
    )
    tests = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(tests), "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {hashlib.sha256(b"".join(to_bytes(dataset) for dataset in encoded(radiograph()))).hexdigest()}


def test_a_uid_that_is_a_path_is_refused(tmp_path: Path) -> None:
    dataset = encoded(radiograph())[0]
    dataset.add_new("SOPInstanceUID", "LO", "../../x")
    with pytest.raises(UidInvalid):
        write_object(dataset, Role.SEGMENTATION, tmp_path)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_behind(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        write_object(encoded(radiograph())[0], Role.SEGMENTATION, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_object(encoded(radiograph())[0], Role.SEGMENTATION, tmp_path / "missing")
