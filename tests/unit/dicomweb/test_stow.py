"""Bodies made from files: their bytes, their length, again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.dicomweb.multipart import boundary_of, read_parts
from radlane.dicomweb.stow import Body


class Part(bytearray):
    """A part in memory."""

    def write(self, data: bytes | memoryview) -> None:
        self.extend(data)

    def close(self) -> None:
        """Nothing."""


@pytest.mark.parametrize("sizes", [[0], [1], [5, 0, 3], [3 << 20, 1]])
def test_a_body_is_its_files(tmp_path: Path, sizes: list[int]) -> None:
    contents = [bytes([65 + number]) * size for number, size in enumerate(sizes)]
    paths = [tmp_path / str(number) for number in range(len(sizes))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    body = Body(paths, "b0")
    parts: list[Part] = []

    def opened(headers: object) -> Part:
        assert headers == {"content-type": "application/dicom"}
        parts.append(Part())
        return parts[-1]

    assert read_parts(body, boundary_of(body.content_type), opened) == len(sizes)
    assert [bytes(part) for part in parts] == contents
    assert b"".join(body) == b"".join(body), "it can be sent again"
    assert len(body) == len(b"".join(body))
    assert max(len(block) for block in body) <= 1 << 20


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Body([tmp_path / "gone"], "b0")
