"""Models, archives and what all jobs share, as settings make them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from radlane.app.site import (
    build_catalogue,
    build_models,
    build_queues,
    build_service,
    open_archive,
    open_folder,
    open_site,
)
from radlane.dicomweb.oauth2 import ClientCredentials
from radlane.dicomweb.part10 import ref_of
from radlane.dicomweb.session import ClientCertificate, Session
from radlane.domain.input import ProjectionGeometry
from radlane.domain.output import SegmentationType
from radlane.domain.status import ResultStatus
from radlane.errors import ModelError, SettingsError
from radlane.imaging.radiograph import read_radiograph
from radlane.inference.batcher import Bounds
from radlane.inference.running import Told
from radlane.registry.catalogue import builtin_roots
from radlane.settings.archives import (
    AuthSettings,
    BasicAuthSettings,
    BearerAuthSettings,
    ClientCertificateSettings,
    DicomWebArchiveSettings,
    FolderArchiveSettings,
    NoAuthSettings,
    OAuth2AuthSettings,
)
from radlane.settings.batching import BatchingSettings
from radlane.settings.limits import LimitSettings
from radlane.settings.remote import RemoteServerSettings
from radlane.settings.results import ResultSettings
from support.asgi import settings_in
from support.decoders import decoders
from support.packages import BRIGHT, networks_package
from support.protocol import remote_package
from support.radiographs import STUDY, radiograph, save
from support.variants import VARIANTS

ROOT = builtin_roots()[0]


def test_the_catalogue_is_that_of_the_reference_model(tmp_path: Path) -> None:
    assert build_catalogue(settings_in(tmp_path)).resolve("cxr-lungs")[1].version == "1.1.0"


def test_a_folder_of_models_is_in_the_place_of_the_built_in_ones(tmp_path: Path) -> None:
    models = tmp_path / "models"
    shutil.copytree(ROOT / "cxr-lungs", models / "mine")
    (models / "tags.json").write_text(json.dumps({"cxr-lungs": {"ward": "1.1.0"}}))
    catalogue = build_catalogue(settings_in(tmp_path, models_dir=models))
    assert [entry.folder for entry in catalogue.entries] == ["mine"]
    assert catalogue.resolve("cxr-lungs:ward")[1].tag == "ward"


def test_a_folder_of_models_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="models_dir is no folder") as raised:
        build_catalogue(settings_in(tmp_path, models_dir=tmp_path / "absent"))
    assert str(tmp_path) not in str(raised.value)


def test_models_run_on_the_device_that_was_asked_for(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with build_models(settings, build_catalogue(settings)).lease("cxr-lungs") as loaded:
        pass
    assert loaded.session.device == "cpu"


def test_threads_that_are_not_set_are_the_machines(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, threads=None)
    with build_models(settings, build_catalogue(settings)).lease("cxr-lungs") as loaded:
        assert loaded.session.device == "cpu"


def test_threads_that_are_set_are_those_of_the_network(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, threads=3)
    with build_models(settings, build_catalogue(settings)).lease("cxr-lungs") as loaded:
        assert loaded.session.runtime["threads"] == "3"


def test_on_a_gpu_images_run_together_and_on_the_cpu_runs_beside_each_other(tmp_path: Path) -> None:
    batching = BatchingSettings(images=16, delay_seconds=0.01, waiting=5, wait_seconds=7)
    assert build_queues(settings_in(tmp_path, batching=batching), cores=6) == {
        "cpu": Bounds(at_once=6, waiting=5, wait_s=7),
        "cuda": Bounds(most=16, at_once=1, waiting=5, wait_s=7, delay_s=0.01),
    }


def test_who_is_told_of_runs_is_told_of_the_self_test_too_or_not(tmp_path: Path) -> None:
    runs: list[tuple[str, int]] = []
    settings = settings_in(tmp_path)
    told = Told(runs=lambda model, one: runs.append((model, one.rows)))
    with build_models(settings, build_catalogue(settings), told).lease("cxr-lungs:1.1.0") as loaded:
        assert runs == [], "the self-test does not wait in the queue"
        wanted = loaded.manifest.inputs[0]
        assert isinstance(wanted.geometry, ProjectionGeometry)
        loaded.session.run({wanted.name: np.zeros((1, 1, *wanted.geometry.size), np.float32)})
    assert runs == [("cxr-lungs:1.1.0", 1)]


def test_models_may_run_on_the_servers_of_the_settings_and_on_no_other(tmp_path: Path) -> None:
    """Where nobody listens: who is allowed is asked, and is away."""
    networks_package(tmp_path / "packages")
    codes = {}
    for name, url in (("asked", "http://127.0.0.1:1"), ("not asked", "http://127.0.0.1:2")):
        remote_package(tmp_path / name, tmp_path / "packages" / BRIGHT, url)
        server = RemoteServerSettings(url="http://127.0.0.1:1", token_file=tmp_path / "none")
        settings = settings_in(tmp_path, models_dir=tmp_path / name, remote_servers={"own": server})
        with pytest.raises(ModelError) as caught:
            build_models(settings, build_catalogue(settings)).warm(BRIGHT)
        codes[name] = caught.value.code
    assert codes == {"asked": "model-unavailable", "not asked": "remote-server-not-allowed"}


def test_a_site_has_the_limits_and_the_clock(tmp_path: Path) -> None:
    limits = LimitSettings(file_bytes=1234, inference_seconds=7)
    with open_site(settings_in(tmp_path, limits=limits, timezone="Asia/Tokyo")) as site:
        assert (site.read_limits.file_bytes, site.inference_seconds) == (1234, 7)
        now = site.now()
        assert now.utcoffset() is not None
        assert str(now.astimezone(site.timezone).tzinfo) == "Asia/Tokyo"
        assert len(site.token_bytes(16)) == 16
        assert site.version[0].isdigit()
        assert not site.display_report


def test_a_site_draws_outlines_where_it_is_asked_to(tmp_path: Path) -> None:
    with open_site(settings_in(tmp_path, results=ResultSettings(display_report=True))) as site:
        assert site.display_report


@pytest.mark.parametrize(
    ("results", "reported"),
    [
        (ResultSettings(), frozenset()),
        (ResultSettings(report_not_analysed=True), frozenset({ResultStatus.NOT_ATTEMPTED})),
        (ResultSettings(report_failed=True), frozenset({ResultStatus.FAILED})),
    ],
)
def test_a_site_says_what_is_reported(tmp_path: Path, results: ResultSettings, reported: frozenset[str]) -> None:
    with open_site(settings_in(tmp_path, results=results)) as site:
        assert site.reported == reported
        assert site.segmentation_type is None


def test_a_site_may_choose_the_type_of_its_segs(tmp_path: Path) -> None:
    with open_site(settings_in(tmp_path, results=ResultSettings(segmentation_type="LABELMAP"))) as site:
        assert site.segmentation_type is SegmentationType.LABELMAP


def test_the_process_that_decodes_ends_with_the_site(tmp_path: Path) -> None:
    dataset = next(item for item in VARIANTS if item.name == "jpeg-ls").dataset()
    with open_site(settings_in(tmp_path)) as site:
        image, _ = read_radiograph(dataset, ref_of(dataset), site.decode)
        assert image.ref.sop_instance_uid == dataset.SOPInstanceUID
        assert len(decoders()) == 1
    assert decoders() == []


def test_a_folder_is_an_archive(tmp_path: Path) -> None:
    save(radiograph(), tmp_path / "ward")
    archive = open_folder(settings_in(tmp_path), "mine", tmp_path / "ward")
    assert (archive.name, archive.study_uids()) == ("mine", (STUDY,))


def test_a_folder_is_read_within_the_limits(tmp_path: Path) -> None:
    save(radiograph(), tmp_path / "ward")
    settings = settings_in(tmp_path, limits=LimitSettings(file_bytes=100))
    assert open_folder(settings, "mine", tmp_path / "ward").study_uids() == ()


def test_archives_by_name(tmp_path: Path) -> None:
    save(radiograph(), tmp_path / "ward")
    ward = FolderArchiveSettings(kind="folder", path=tmp_path / "ward")
    settings = settings_in(tmp_path, archives={"ward": ward}, default_archive="ward")
    assert open_archive(settings, "ward").study_uids() == open_archive(settings, None).study_uids() == (STUDY,)
    with pytest.raises(SettingsError, match="no such archive") as unknown:
        open_archive(settings, "/data/DOE^JOHN")  # a mistyped folder may be a patient's
    assert "DOE" not in str(unknown.value)
    assert unknown.value.uid is None


@pytest.mark.parametrize(
    ("auth", "shown"),
    [
        (NoAuthSettings(), None),
        (BasicAuthSettings(kind="basic", username="radlane", password_file=Path("secret")), "Basic cmFkbGFuZTphYmM="),
        (BearerAuthSettings(kind="bearer", token_file=Path("secret")), "Bearer abc"),
    ],
)
def test_an_archive_is_shown_what_the_site_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auth: AuthSettings, shown: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret").write_text("abc\n")
    service = build_service(DicomWebArchiveSettings(kind="dicomweb", url="https://pacs.example/", auth=auth))
    assert (service.url, service.authorization(), service.certificate) == ("https://pacs.example", shown, None)


def test_an_archive_may_want_tokens_and_a_certificate() -> None:
    auth = OAuth2AuthSettings(
        kind="oauth2", token_url="https://id.example", client_id="radlane", client_secret_file=Path("secret")
    )
    certificate = ClientCertificateSettings(certificate_file=Path("a.crt"), key_file=Path("a.key"))
    settings = DicomWebArchiveSettings(kind="dicomweb", url="https://pacs", auth=auth, client_certificate=certificate)
    service = build_service(settings)
    assert isinstance(service.authorization, ClientCredentials)
    assert service.certificate == ClientCertificate(certificate_file=Path("a.crt"), key_file=Path("a.key"))
    assert Session(service).cert == ("a.crt", "a.key")


def test_no_archive_at_all(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="name no default archive"):
        open_archive(settings_in(tmp_path), None)
