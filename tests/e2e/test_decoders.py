"""A frame whose decoding needs more memory than it may ends its own job with the reason; the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import imagecodecs
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import JPEGLSLossless, generate_uid

from support.caller import run_job
from support.lane import MODEL
from support.radiographs import radiograph, real, save, with_meta
from support.server import Server, serving

_SIDE, _LEAST = 11_500, 1 << 29  # 264 MB of values, and the least memory that the settings allow
_PATIENCE_S = 300


def bomb() -> FileDataset:
    """Some kilobytes of JPEG-LS; signed values of twelve bits, which are made of copies."""
    stream = imagecodecs.jpegls_encode(np.zeros((_SIDE, _SIDE), np.uint16))
    made = with_meta(
        radiograph(Rows=_SIDE, Columns=_SIDE, PixelRepresentation=1, StudyInstanceUID=generate_uid()), JPEGLSLossless
    )
    made.PixelData = encapsulate([bytes(stream)])
    made["PixelData"].is_undefined_length = True
    return made


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Server, str, list[str]]]:
    """A service on a folder with a bomb and with three compressed chests."""
    archive = tmp_path / "archive"
    hostile, chests = bomb(), []
    save(hostile, archive, "bomb.dcm")
    for number in range(3):
        chest = dcmread(real("RG1_J2KR.dcm"))
        chest.StudyInstanceUID, chest.SeriesInstanceUID = generate_uid(), generate_uid()
        chest.SOPInstanceUID = chest.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        save(chest, archive, f"{number}.dcm")
        chests.append(str(chest.StudyInstanceUID))
    settings = {
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(archive),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
        "RADLANE_LIMITS__DECODE_MEMORY_BYTES": str(_LEAST),
    }
    with serving(tmp_path / "service", **settings) as server:
        yield server, str(hostile.StudyInstanceUID), chests


def test_a_decoder_killed_by_its_limit_ends_one_job(served: tuple[Server, str, list[str]]) -> None:
    server, hostile, chests = served
    with httpx.Client(base_url=server.url, trust_env=False, timeout=60) as caller, ThreadPoolExecutor(4) as pool:

        def ended(study: str) -> dict[str, Any]:
            return run_job(caller, {"model": MODEL, "study": study}, _PATIENCE_S)

        killed, *others = pool.map(ended, [hostile, *chests])
        assert [job["state"] for job in others] == ["succeeded"] * 3, others
        assert killed["state"] == "failed"
        assert "decode-crashed" in str(killed)
        assert ended(chests[0])["state"] == "succeeded"  # by a decoder that was started anew
    assert server.process.poll() is None
