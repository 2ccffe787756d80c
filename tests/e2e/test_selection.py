"""The right series of a study in a real PACS: what the manifest asks for, and what became of the others.

The network is the trained one of models/ct-tissue, under a manifest that says more.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml
from pydicom.dataset import FileDataset

from radlane.registry.catalogue import builtin_roots
from support.caller import pacs_settings, run_job
from support.orthanc import Orthanc
from support.server import serving
from support.volumes import cranium, series, uid

_TIMEOUT_S = 240
STEP = slice(None, None, 2)


def choosy(folder: Path) -> Path:
    """A folder of models with ct-tissue, which prefers thin slices of a soft kernel."""
    package = folder / "ct-tissue"
    shutil.copytree(builtin_roots()[0] / "ct-tissue", package)
    manifest = yaml.safe_load((package / "model.yaml").read_text())
    manifest["name"] = "choosy"
    manifest["inputs"][0]["channels"][0]["select"] |= {
        "where": [
            {"attribute": "ConvolutionKernel", "unlike": ["B7*"]},
            {"attribute": "SeriesDescription", "unlike": ["*secondary*"]},
        ],
        "prefer": [{"by": "SliceThickness", "order": "lowest"}],
    }
    (package / "model.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    (folder / "tags.json").write_text(json.dumps({}))
    return folder


def study() -> dict[str, list[FileDataset]]:
    """A head as five series of one study."""
    head = cranium().part(STEP, STEP, STEP)
    made = {
        "soft": series(head, ConvolutionKernel="B30f", SliceThickness=3),
        "sharp": series(head, ConvolutionKernel="B70f", SliceThickness=3),
        "thick": series(head.part(STEP, slice(None), slice(None)), ConvolutionKernel="B30f", SliceThickness=6),
        "secondary": series(head, ConvolutionKernel="B30f", SliceThickness=3, SeriesDescription="a secondary one"),
        "few": series(head, ConvolutionKernel="B30f", SliceThickness=1)[:2],
    }
    for name, datasets in made.items():
        for place, dataset in enumerate(datasets):
            dataset.SeriesInstanceUID = uid(name)
            dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = uid(f"{name} {place}")
            dataset.BodyPartExamined = "HEAD"
    return made


@pytest.fixture
def caller(orthanc: Orthanc, tmp_path: Path) -> Iterator[httpx.Client]:
    orthanc.empty()
    settings = {**pacs_settings(orthanc), "RADLANE_MODELS_DIR": str(choosy(tmp_path / "models"))}
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client,
    ):
        yield client


def test_the_right_series_of_five(orthanc: Orthanc, caller: httpx.Client) -> None:
    made = study()
    for datasets in made.values():
        for dataset in datasets:
            orthanc.put(dataset)
    whole = str(made["soft"][0].StudyInstanceUID)
    job = run_job(caller, {"model": "choosy:1.0.0", "study": whole}, _TIMEOUT_S)
    assert (job["state"], job["error"]) == ("succeeded", None)
    result = caller.get(f"/v1/jobs/{job['id']}/result").json()
    assert set(result["provenance"]["inputs"]) == {item.SOPInstanceUID for item in made["soft"]}
    told = {choice["series"]: (choice["choice"], choice["code"]) for choice in result["selection"]}
    assert {name: told[uid(name)] for name in made} == {
        "soft": ("chosen", None),
        "sharp": ("refused", "series-unfit"),
        "thick": ("outdone", None),
        "secondary": ("refused", "series-unfit"),
        "few": ("refused", "slices-too-few"),
    }
    texts = {choice["series"]: choice["text"] for choice in result["selection"]}
    assert texts[uid("sharp")] == "The model asks for ConvolutionKernel unlike B7*"
    orthanc.empty()
    for dataset in made["sharp"]:
        orthanc.put(dataset)
    job = run_job(caller, {"model": "choosy:1.0.0", "study": whole}, _TIMEOUT_S)
    assert (job["state"], [reason["code"] for reason in job["reasons"]]) == ("not-analysed", ["series-unfit"])
    assert "The model asks for ConvolutionKernel unlike B7*" in job["reasons"][0]["text"]
