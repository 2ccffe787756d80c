"""The inference protocol from outside: Triton's own client, and packages whose networks run on a server.

One service, with API keys, serves cxr-lungs and a small network on volumes. Who calls it has a key for tensors alone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from pydicom import dcmread

from radlane.domain.image import Image
from radlane.domain.job import JobRequest
from radlane.domain.tensor import Outputs
from radlane.imaging.boxes import boxes_to_source
from radlane.imaging.tensor import to_source, to_tensor
from radlane.inference.postprocess import WayBack, conclude
from radlane.pipeline.document import describe_result
from radlane.pipeline.outcome import analysed
from radlane.pipeline.source import read_source
from radlane.pipeline.steps import fetch
from radlane.registry.catalogue import builtin_roots
from support.lane import MODEL, Ended, Run, radlane, run
from support.lanes import lane, watch
from support.packages import tag
from support.protocol import remote_package
from support.radiographs import real, save
from support.server import Server, serving
from support.sources import ROOT
from support.volume_models import bright_package
from support.volume_sources import Stack, slices
from support.volumes import saved

TRITON = ROOT / "build" / "triton"
BRIGHT = "bright"
STACK = Stack(shape=(9, 30, 26))  # windows of 4 x 8 x 8 voxels, two in a run


@dataclass(frozen=True, kw_only=True)
class Served:
    """A service, the packages that it runs, and the key of who may call it."""

    server: Server
    packages: Path
    key: str

    def allowed(self, folder: Path) -> dict[str, str]:
        """Settings of an installation that may ask this service."""
        token = folder / "token"
        token.write_text(self.key)
        return {
            "RADLANE_REMOTE_SERVERS__OWN__URL": self.server.url,
            "RADLANE_REMOTE_SERVERS__OWN__TOKEN_FILE": str(token),
        }


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("protocol")
    packages = bright_package(folder / "packages")
    shutil.copytree(builtin_roots()[0] / MODEL, packages / MODEL, ignore=shutil.ignore_patterns("*.py", "*.log"))
    tag(packages, MODEL, "1.1.0")
    settings = {
        "RADLANE_ACCESS": "keys",
        "RADLANE_MODELS_DIR": str(packages),
        "RADLANE_DATA_DIR": str(folder / "data"),
        "RADLANE_DEVICE": "cpu",
    }
    scopes = ("--scope", "predict", "--scope", "models:read")
    key = json.loads(radlane("keys", "create", "own", *scopes, "--json", home=folder, **settings).stdout)["key"]
    with serving(folder, **settings) as server:
        yield Served(server=server, packages=packages, key=key)


def called(served: Served, folder: Path, feeds: Outputs) -> tuple[dict[str, Any], dict[str, Outputs]]:
    """What tritonclient reads of the service, and how it says it: as JSON, as bytes, and of all outputs."""
    assert (TRITON / ".fetched").exists(), "run `make e2e`, which fetches tritonclient"
    np.savez(folder / "in.npz", **feeds)
    done = subprocess.run(
        [sys.executable, "-m", "support.triton_caller", served.server.url, MODEL, "in.npz", "out.npz", served.key],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TRITON), str(ROOT / "tests")])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with np.load(folder / "out.npz") as file:
        arrays = dict(file)
    kinds = ("json", "bytes", "all")
    split = {kind: {name.partition(".")[2]: arrays[name] for name in arrays if name.startswith(kind)} for kind in kinds}
    return json.loads(done.stdout), split  # type: ignore[return-value]


def test_tritonclient_infers_what_radlane_run_finds(served: Served, tmp_path: Path) -> None:
    save(dcmread(real("RG1_UNCI.dcm")), tmp_path / "archive")
    here = lane(tmp_path)
    source = fetch(here, JobRequest(study_instance_uid=here.archive.study_uids()[0], model=MODEL), watch())
    image, _ = read_source(here.site, here.model.manifest, source)
    assert isinstance(image, Image)
    tensor = to_tensor(image, here.model.manifest.inputs[0])

    said, answers = called(served, tmp_path, {tensor.name: tensor.values})

    assert {key: said[key] for key in ("live", "ready", "model_ready", "version_ready")} == {
        "live": True,
        "ready": True,
        "model_ready": True,
        "version_ready": True,
    }
    assert said["server"]["extensions"] == ["binary_tensor_data"]
    assert said["model"]["inputs"] == [{"name": "image", "datatype": "FP32", "shape": [-1, 1, 256, 256]}]
    assert said["refused"].startswith("422 The tensors do not fit the network")
    assert (said["id of json"], said["id of bytes"]) == ("json", "bytes")
    local = here.model.session.run({tensor.name: tensor.values})
    found = run(tmp_path / "archive").result["findings"]
    assert len(found) == 2
    for outputs in answers.values():
        assert set(outputs) == set(local)
        for name, values in local.items():
            np.testing.assert_allclose(outputs[name], values, rtol=1e-4, atol=1e-4)
            assert outputs[name].tobytes() == answers["json"][name].tobytes()
        manifest, back = here.model.manifest, tensor.placement
        way = WayBack(maps=partial(to_source, placement=back), boxes=partial(boxes_to_source, placement=back))
        conclusion = conclude(manifest, outputs, way, image)
        assert describe_result(analysed(here.model, conclusion, source, (), {}))["findings"] == found


def test_callers_at_the_same_time_each_get_their_own(served: Served, tmp_path: Path) -> None:
    """Tensors of many, and two different radiographs of two others, against the same networks at the same time."""
    headers = {"Authorization": f"Bearer {served.key}"}
    for name in ("RG1_UNCI.dcm", "RG3_UNCI.dcm"):
        (tmp_path / name).write_bytes(real(name).read_bytes())

    def numbers(caller: int) -> bool:
        volume = np.random.default_rng(caller).random((1, 1, 4, 8, 8), np.float32)
        tensor = {"name": "volume", "datatype": "FP32", "shape": list(volume.shape), "data": volume.ravel().tolist()}
        answer = ask(f"/v2/models/{BRIGHT}/infer", json={"inputs": [tensor]})
        said = np.array(answer.json()["outputs"][0]["data"], np.float32).reshape(1, 2, 4, 8, 8)
        above = (volume - np.float32(0.5)) * 10
        return said.tobytes() == np.concatenate([-above, above], axis=1).tobytes()

    def findings(name: str) -> Any:
        content = (tmp_path / name).read_bytes()
        answer = ask(f"/v1/predict?model={MODEL}", content=content, headers={"Content-Type": "application/dicom"})
        return without_uids(answer.json())

    def ask(path: str, **sent: Any) -> httpx.Response:
        given = {**sent, "headers": {**headers, **sent.get("headers", {})}}
        while (answer := httpx.post(served.server.url + path, timeout=60, **given)).status_code in (429, 503):
            time.sleep(0.05)  # one caller may have four at once
        assert answer.status_code == 200, answer.text
        return answer

    alone = {name: findings(name) for name in ("RG1_UNCI.dcm", "RG3_UNCI.dcm")}
    assert len({str(one) for one in alone.values()}) == 2
    with ThreadPoolExecutor(8) as pool:
        tensors = [pool.submit(numbers, caller) for caller in range(24)]
        images = [(name, pool.submit(findings, name)) for name in list(alone) * 3]
        assert all(one.result() for one in tensors)
        assert all(one.result() == alone[name] for name, one in images)


def without_uids(result: Mapping[str, Any]) -> Any:
    """What a result says of the patient."""
    return {key: result[key] for key in ("study", "verdict", "reasons", "findings", "joint_measurements")}


def test_a_radiograph_is_read_as_here_where_its_network_runs_elsewhere(served: Served, tmp_path: Path) -> None:
    remote_package(tmp_path / "remote", served.packages / MODEL, served.server.url)
    results = {}
    for place in ("here", "there"):
        save(dcmread(real("RG1_UNCI.dcm")), tmp_path / place / "archive")
        settings = {"RADLANE_MODELS_DIR": str(tmp_path / "remote"), **served.allowed(tmp_path)}
        results[place] = run(tmp_path / place / "archive", **(settings if place == "there" else {})).result
    assert without_uids(results["there"]) == without_uids(results["here"])
    assert results["here"]["verdict"] == "analysed"
    assert results["there"]["provenance"]["device"] == "remote"
    assert results["there"]["provenance"]["runtime"]["package"].startswith("radlane ")
    assert served.server.url not in json.dumps(results["there"])


def test_a_volume_is_read_window_by_window_as_here(served: Served, tmp_path: Path) -> None:
    remote_package(tmp_path / "remote", served.packages / BRIGHT, served.server.url)
    values = np.random.default_rng(7).integers(0, 1000, STACK.shape).astype(np.int16)
    results = {}
    for place, packages in (("here", served.packages), ("there", tmp_path / "remote")):
        saved(slices(STACK, values, BodyPartExamined="HEAD"), tmp_path / place / "archive")
        settings = {"RADLANE_MODELS_DIR": str(packages), **(served.allowed(tmp_path) if place == "there" else {})}
        results[place] = run(tmp_path / place / "archive", model=BRIGHT, **settings).result
    assert without_uids(results["there"]) == without_uids(results["here"])
    assert results["here"]["verdict"] == "analysed"
    assert results["here"]["findings"]


@pytest.mark.parametrize(
    ("url", "code"), [(None, "remote-server-not-allowed"), ("http://127.0.0.1:1", "model-unavailable")]
)
def test_what_is_not_allowed_or_away_is_said(served: Served, tmp_path: Path, url: str | None, code: str) -> None:
    remote_package(tmp_path / "remote", served.packages / MODEL, url or served.server.url)
    save(dcmread(real("RG1_UNCI.dcm")), tmp_path / "archive")
    settings = {"RADLANE_REMOTE_SERVERS__OWN__URL": url} if url else {}
    made: Run = run(tmp_path / "archive", RADLANE_MODELS_DIR=str(tmp_path / "remote"), **settings)
    ended: Ended = made.ended
    assert (ended.code, ended.error) == (1, code)
    assert made.stored_nothing
