"""A PACS in the settings: what is wrong is named, what is right reaches the session."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.app.site import build_service, open_archive
from radlane.dicomweb.web import DicomWebArchive
from radlane.errors import SettingsError
from radlane.settings.archives import DicomWebArchiveSettings
from radlane.settings.reading import load_settings
from radlane.settings.tree import Settings
from support.pacs import Pacs, running
from support.radiographs import STUDY, radiograph

CANARY = "CANARYZQ7"
PACS = "kind: dicomweb, url: 'http://pacs.example/dicom-web'"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def loaded(archive: str) -> DicomWebArchiveSettings:
    """The settings of one archive in a file."""
    Path("radlane.yaml").write_text(f"archives: {{pacs: {{{archive}}}}}\ndefault_archive: pacs\n")
    found = load_settings().archives["pacs"]
    assert isinstance(found, DicomWebArchiveSettings)
    return found


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        ("kind: dicomweb", "archives.pacs.url: missing"),
        (f"kind: {CANARY}", "archives.pacs: union_tag_invalid"),
        ("url: 'http://pacs.example'", "archives.pacs: union_tag_not_found"),
        (f"{PACS}, path: /{CANARY}", "archives.pacs.path: extra_forbidden"),
        (f"kind: dicomweb, url: '{CANARY}'", "archives.pacs.url: string_pattern_mismatch"),
        ("kind: dicomweb, url: 'ftp://pacs.example'", "archives.pacs.url: string_pattern_mismatch"),
        (f"kind: dicomweb, url: 'http://user:{CANARY}@pacs.example'", "archives.pacs.url: string_pattern_mismatch"),
        ("kind: dicomweb, url: 'http://pacs.example/?a=b'", "archives.pacs.url: string_pattern_mismatch"),
        (f"{PACS}, auth: {{kind: digest}}", "archives.pacs.auth: union_tag_invalid"),
        (f"{PACS}, auth: {{kind: basic, username: radlane}}", "archives.pacs.auth.password_file: missing"),
        (
            f"{PACS}, auth: {{kind: basic, username: radlane, password: {CANARY}}}",
            "archives.pacs.auth.password_file: missing",
        ),
        (
            f"{PACS}, auth: {{kind: basic, username: 'a:b', password_file: /x}}",
            "archives.pacs.auth.username: string_pattern_mismatch",
        ),
        (f"{PACS}, auth: {{kind: bearer, token: {CANARY}}}", "archives.pacs.auth.token_file: missing"),
        (f"{PACS}, connections: 0", "archives.pacs.connections: greater_than"),
        (f"{PACS}, requests_per_second: 0", "archives.pacs.requests_per_second: greater_than"),
        (f"{PACS}, read_seconds: .inf", "archives.pacs.read_seconds: less_than_equal"),
        (f"{PACS}, wado_prefix: '/wado'", "archives.pacs.wado_prefix: string_pattern_mismatch"),
        (f"{PACS}, stow_prefix: ''", "archives.pacs.stow_prefix: string_pattern_mismatch"),
    ],
)
def test_what_is_wrong_is_named_and_not_repeated(archive: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        loaded(archive)
    assert said in str(raised.value)
    assert CANARY not in str(raised.value)


def test_defaults() -> None:
    service = build_service(loaded(PACS))
    assert service.url == "http://pacs.example/dicom-web"
    assert service.authorization() is None
    assert (service.ca_file, service.connections, service.requests_per_second) == (None, 4, None)
    assert (service.connect_seconds, service.read_seconds) == (5.0, 60.0)
    assert (service.qido_prefix, service.wado_prefix, service.stow_prefix) == (None, None, None)


def test_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("abc\n")
    service = build_service(
        loaded(
            "kind: dicomweb, url: 'https://[::1]:8443/dicom-web/', ca_file: ca.pem, connections: 2, "
            "requests_per_second: 2.5, connect_seconds: 1, read_seconds: 2, qido_prefix: q, wado_prefix: w/x, "
            f"stow_prefix: s, auth: {{kind: bearer, token_file: {tmp_path}/secret}}"
        )
    )
    assert service.url == "https://[::1]:8443/dicom-web"
    assert service.authorization() == "Bearer abc"
    assert (service.ca_file, service.connections, service.requests_per_second) == (Path("ca.pem"), 2, 2.5)
    assert (service.connect_seconds, service.read_seconds) == (1.0, 2.0)
    assert (service.qido_prefix, service.wado_prefix, service.stow_prefix) == ("q", "w/x", "s")


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_archive_of_the_settings_is_asked(slash: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("abc")
    pacs = Pacs(radiograph())
    with running(pacs) as url:
        variables = {
            "KIND": "dicomweb",
            "URL": f"{url}{slash}",
            "AUTH__KIND": "basic",
            "AUTH__USERNAME": "radlane",
            "AUTH__PASSWORD_FILE": str(tmp_path / "password"),
        }
        for name, value in variables.items():
            monkeypatch.setenv(f"RADLANE_ARCHIVES__PACS__{name}", value)
        monkeypatch.setenv("RADLANE_DEFAULT_ARCHIVE", "pacs")
        settings = load_settings()
        archive = open_archive(settings, None)
        assert isinstance(archive, DicomWebArchive)
        assert (archive.name, archive.find_study(STUDY).study_instance_uid) == ("pacs", STUDY)
    assert isinstance(settings, Settings)
    assert {asked.headers["Authorization"] for asked in pacs.asked} == {"Basic cmFkbGFuZTphYmM="}
