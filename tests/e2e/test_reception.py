"""Images that others send over DICOMweb and DIMSE: dicomweb-client and DCMTK's storescu before one service, a real
Orthanc and DCMTK's storescp behind it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from dicomweb_client.api import DICOMwebClient
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.sameness import digest_of_dataset
from support.caller import pacs_settings, run_job, wait_for
from support.jobs import MODEL, drawing_package
from support.orthanc import Orthanc
from support.orthanc import running as orthanc_running
from support.radiographs import STUDY
from support.reception import image
from support.rsyslog import make_certificates
from support.server import Server, free_port, serving
from support.validators import require

QUIET_S = 4
PATIENCE_S = 60.0


@dataclass(frozen=True, kw_only=True)
class Site:
    """A service that receives, a PACS, and a node that takes results by C-STORE."""

    server: Server
    pacs: Orthanc
    port: int
    stored: Path

    @property
    def said(self) -> str:
        return self.server.said

    def caller(self) -> httpx.Client:
        return httpx.Client(base_url=self.server.url, trust_env=False, timeout=30.0)

    def announced(self) -> int:
        return self.said.count("a received study is announced")


@contextmanager
def _storescp(folder: Path, *options: str) -> Iterator[int]:
    port = free_port()
    folder.mkdir()
    into = ("-aet", "RESULTS", "-od", str(folder), "--unique-filenames", "+xa")
    command = [require("storescp"), *into, *options, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("reception")
    (folder / "pacs").mkdir()
    models = folder / "models"
    drawing_package(models)
    with orthanc_running(folder / "pacs") as pacs, _storescp(folder / "stored") as results:
        port = free_port()
        more = {
            "RADLANE_MODELS_DIR": str(models),
            "RADLANE_DEVICE": "cpu",
            "RADLANE_RECEPTION__QUIET_SECONDS": str(QUIET_S),
            "RADLANE_DIMSE__LISTEN__PORT": str(port),
            "RADLANE_ARCHIVES__RESULTS__KIND": "dimse",
            "RADLANE_ARCHIVES__RESULTS__HOST": "127.0.0.1",
            "RADLANE_ARCHIVES__RESULTS__PORT": str(results),
            "RADLANE_ARCHIVES__RESULTS__AE_TITLE": "RESULTS",
        }
        with serving(folder / "service", **pacs_settings(pacs), **more) as server:
            yield Site(server=server, pacs=pacs, port=port, stored=folder / "stored")


def _dataset(content: bytes) -> FileDataset:
    return dcmread(BytesIO(content))


def _wait_for_announcements(site: Site, count: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while site.announced() < count:
        assert time.monotonic() < deadline, site.said
        time.sleep(0.1)


def _digests(paths: list[Path]) -> set[str | None]:
    return {digest_of_dataset(path) for path in paths}


def test_a_study_that_comes_in_two_requests_is_announced_once_and_its_result_goes_to_a_pacs(site: Site) -> None:
    before = site.announced()
    client = DICOMwebClient(f"{site.server.url}/dicomweb")
    first, second = _dataset(image(1)), _dataset(image(2, ViewPosition="LL"))
    answer = client.store_instances([first])
    assert [item.ReferencedSOPInstanceUID for item in answer.ReferencedSOPSequence] == [first.SOPInstanceUID]
    time.sleep(QUIET_S / 4)
    client.store_instances([second], study_instance_uid=STUDY)
    _wait_for_announcements(site, before + 1)
    time.sleep(QUIET_S + 1.5)
    assert site.announced() == before + 1
    site.pacs.put(first)
    with site.caller() as caller:
        job = run_job(caller, {"study": STUDY, "model": MODEL, "source": "received"}, PATIENCE_S)
    assert job["state"] == "succeeded", job
    (report,) = site.pacs.find("SR")
    assert report.StudyInstanceUID == STUDY


def test_what_storescu_sends_is_analysed_and_sent_on_to_storescp_byte_for_byte(site: Site, tmp_path: Path) -> None:
    study = f"{STUDY}.7"
    sent = tmp_path / "sent.dcm"
    sent.write_bytes(image(7, study=study))
    echo = [require("echoscu"), "-aec", "RADLANE", "127.0.0.1", str(site.port)]
    store = [require("storescu"), "-aec", "RADLANE", "127.0.0.1", str(site.port), str(sent)]
    before = site.announced()
    for command in (echo, store):
        assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    kept = list((site.server.folder / "data" / "received" / study).rglob("*.dcm"))
    assert _digests(kept) == _digests([sent])
    _wait_for_announcements(site, before + 1)
    with site.caller() as caller:
        body = {"study": study, "model": MODEL, "source": "received", "destinations": ["results"]}
        job = run_job(caller, body, PATIENCE_S)
        assert job["state"] == "succeeded", job
        result = caller.get(f"/v1/jobs/{job['id']}/result").json()
    (details,) = {delivery["detail"] for item in result["objects"] for delivery in item["deliveries"]}
    assert "not proven" in details
    outbox = list((site.server.folder / "data" / "outbox").rglob("*.dcm"))
    ours = [path for path in outbox if dcmread(path).StudyInstanceUID == study]
    assert len(ours) == len(result["objects"])
    assert _digests(ours) == _digests(list(site.stored.iterdir()))


def test_a_result_that_only_a_node_has_is_withdrawn_by_a_note_that_the_node_gets(site: Site, tmp_path: Path) -> None:
    study = f"{STUDY}.8"
    sent = tmp_path / "sent.dcm"
    sent.write_bytes(image(8, study=study))
    store = [require("storescu"), "-aec", "RADLANE", "127.0.0.1", str(site.port), str(sent)]
    assert subprocess.run(store, capture_output=True, timeout=60, check=False).returncode == 0
    with site.caller() as caller:
        body = {"study": study, "model": MODEL, "source": "received", "destinations": ["results"]}
        job = run_job(caller, body, PATIENCE_S)
        assert job["state"] == "succeeded", job
        before = set(site.stored.iterdir())
        asked = caller.post(f"/v1/results/{job['run']}/withdraw", json={"reason": "safety"})
        withdrawal = wait_for(caller, asked.headers["location"], PATIENCE_S)
    assert withdrawal["state"] == "succeeded", withdrawal
    (path,) = set(site.stored.iterdir()) - before
    note = dcmread(path)
    assert note.StudyInstanceUID == study
    assert note.Modality == "KO"
    sops = [
        sop.ReferencedSOPInstanceUID
        for one in note.CurrentRequestedProcedureEvidenceSequence
        for series in one.ReferencedSeriesSequence
        for sop in series.ReferencedSOPSequence
    ]
    assert sorted(sops) == sorted(
        dcmread(one).SOPInstanceUID for one in before if dcmread(one).StudyInstanceUID == study
    )


def test_both_ways_over_tls_with_certificates_of_both_sides(tmp_path: Path) -> None:
    """What comes in clear text, or without a certificate, is not let in."""
    (tmp_path / "tls").mkdir()
    folder = make_certificates(tmp_path / "tls").folder
    server, client = ([str(folder / f"{name}.{kind}") for kind in ("key", "pem")] for name in ("server", "client"))
    trusted = ("+cf", str(folder / "ca.pem"))
    drawing_package(tmp_path / "models")
    port = free_port()
    with _storescp(tmp_path / "stored", "+tls", *server, *trusted) as results:
        listen = {"PORT": str(port), "TLS__KEY_FILE": server[0], "TLS__CERTIFICATE_FILE": server[1]}
        node = {"KIND": "dimse", "HOST": "localhost", "PORT": str(results), "AE_TITLE": "RESULTS"}
        trust = {"TLS__CA_FILE": str(folder / "ca.pem")}
        shown = {"TLS__KEY_FILE": client[0], "TLS__CERTIFICATE_FILE": client[1]}
        more = {
            "RADLANE_MODELS_DIR": str(tmp_path / "models"),
            "RADLANE_DEVICE": "cpu",
            **{f"RADLANE_DIMSE__LISTEN__{name}": value for name, value in (listen | trust).items()},
            **{f"RADLANE_ARCHIVES__RESULTS__{name}": value for name, value in (node | shown | trust).items()},
        }
        sent = tmp_path / "sent.dcm"
        sent.write_bytes(image(9))
        with serving(tmp_path / "service", **more) as service:
            ways = {"clear": (), "nameless": ("+tla", *trusted), "named": ("+tls", *client, *trusted)}
            codes = {
                way: subprocess.run(
                    [require("storescu"), "-aec", "RADLANE", *options, "localhost", str(port), str(sent)],
                    capture_output=True,
                    timeout=60,
                    check=False,
                ).returncode
                for way, options in ways.items()
            }
            assert {way for way, code in codes.items() if code == 0} == {"named"}
            with httpx.Client(base_url=service.url, trust_env=False, timeout=30.0) as caller:
                body = {"study": STUDY, "model": MODEL, "source": "received", "destinations": ["results"]}
                job = run_job(caller, body, PATIENCE_S)
            assert job["state"] == "succeeded", job
    assert len(list((tmp_path / "stored").iterdir())) == 3


def test_a_caller_of_another_name_is_rejected(site: Site) -> None:
    command = [require("echoscu"), "-aec", "ELSE", "127.0.0.1", str(site.port)]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode != 0


def test_the_archives_that_only_take_or_only_give_are_told_apart(site: Site) -> None:
    with site.caller() as caller:
        body = {"study": STUDY, "model": MODEL}
        assert caller.post("/v1/jobs", json={**body, "source": "results"}).status_code == 422
        assert caller.post("/v1/jobs", json={**body, "destinations": ["received"]}).status_code == 422
