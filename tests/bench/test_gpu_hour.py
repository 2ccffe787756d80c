"""Radiographs go end to end on the CPU, from a real Orthanc and from the archive that stands in where there is none."""

from __future__ import annotations

from argparse import Namespace
from io import BytesIO
from pathlib import Path

import imagecodecs
import pytest
from pydicom import dcmread
from pydicom.encaps import get_frame
from pydicom.uid import JPEGLosslessSV1

import gpu_hour
from hospital_data import SIDE, radiographs

ASKED = Namespace(studies=2, workers=2, device="cpu")


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("archive", "name", "processes"), [("auto", "Orthanc 1.", 1), ("memory", "bench/gpu_archive.py in memory", 2)]
)
def test_both_ways_store_a_report_of_each_study(archive: str, name: str, processes: int) -> None:
    found = gpu_hour.measure(Namespace(**vars(ASKED), archive=archive, processes=processes))
    assert found["archive"].startswith(name)
    assert list(found["ways"]) == ["radlane run", "durable jobs"]
    for way in found["ways"].values():
        assert (way["studies"], way["busy"]) == (2, None)
        assert way["an hour"] == pytest.approx(7200 / way["seconds"], rel=0.1)


def test_images_are_the_hospital_s_whoever_compresses_them(tmp_path: Path) -> None:
    by_dcmtk, by_imagecodecs = radiographs(tmp_path), radiographs(None)
    for ours, theirs in zip(by_imagecodecs, by_dcmtk, strict=True):
        first, second = (dcmread(BytesIO(one)) for (one,) in (ours, theirs))
        assert first.file_meta.TransferSyntaxUID == JPEGLosslessSV1 == second.file_meta.TransferSyntaxUID
        pixels, others = (imagecodecs.ljpeg_decode(get_frame(one.PixelData, 0)) for one in (first, second))
        assert pixels.shape == (SIDE, SIDE)
        assert (pixels == others).all()
        assert first.StudyInstanceUID == second.StudyInstanceUID
