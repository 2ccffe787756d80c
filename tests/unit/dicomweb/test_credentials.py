"""Secrets come from files, each time anew, and are in no message."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.dicomweb.credentials import anonymous, basic, bearer
from radlane.errors import ArchiveUnavailable

SECRET = "s3cret"


def written(folder: Path, content: bytes) -> Path:
    (folder / "secret").write_bytes(content)
    return folder / "secret"


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n"])
def test_a_line_end_is_not_of_the_secret(tmp_path: Path, end: bytes) -> None:
    assert bearer(written(tmp_path, b"abc.def-1~" + end))() == "Bearer abc.def-1~"
    assert basic("Aladdin", written(tmp_path, b"open sesame" + end))() == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="


def test_a_secret_is_read_each_time(tmp_path: Path) -> None:
    path = written(tmp_path, b"one")
    authorization = bearer(path)
    assert authorization() == "Bearer one"
    path.write_bytes(b"two\n")
    assert authorization() == "Bearer two"


def test_nothing_is_shown() -> None:
    assert anonymous() is None


@pytest.mark.parametrize(
    "content",
    [
        b"",  # nothing
        b"\n",
        f"\n{SECRET}".encode(),  # not in the first line
        f"{SECRET}\nmore".encode(),  # two lines
        f"{SECRET} more".encode(),  # no token
        f"{SECRET}\x00".encode(),
        b"\xff\xfe" + SECRET.encode(),  # no text
    ],
)
def test_a_file_that_holds_no_token(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ArchiveUnavailable) as unusable:
        bearer(written(tmp_path, content))()
    assert SECRET not in f"{unusable.value}{unusable.value.__cause__}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnavailable, match="No such file") as unusable:
        basic("radlane", tmp_path / "absent")()
    assert "absent" not in str(unusable.value)
