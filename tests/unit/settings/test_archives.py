from __future__ import annotations

from pathlib import Path

import pytest

from radlane.domain.form import CLASS_NAMES, COMPREHENSIVE_3D_SR, LABEL_MAP, PARAMETRIC_MAP
from radlane.settings.archives import DicomWebArchiveSettings, FolderArchiveSettings, OAuth2AuthSettings
from radlane.settings.reading import load_settings
from support.settings_file import CANARY, file, refused


def test_what_an_archive_does_not_take(monkeypatch: pytest.MonkeyPatch) -> None:
    file(
        "archives:\n"
        "  a: {kind: folder, path: ., sop_classes_refused: [label-map, comprehensive-3d-sr]}\n"
        "  b: {kind: dicomweb, url: 'http://pacs'}\n"
    )
    monkeypatch.setenv("RADLANE_ARCHIVES__B__SOP_CLASSES_REFUSED", '["parametric-map"]')
    found = load_settings().archives
    assert found["a"].refused == {LABEL_MAP, COMPREHENSIVE_3D_SR}
    assert found["b"].refused == {PARAMETRIC_MAP}
    assert FolderArchiveSettings(kind="folder", path=Path()).refused == frozenset()


def test_every_class_that_has_a_next_one_may_be_named() -> None:
    every = FolderArchiveSettings.model_validate(
        {"kind": "folder", "path": ".", "sop_classes_refused": list(CLASS_NAMES)}
    )
    assert every.refused == set(CLASS_NAMES.values())


def test_a_token_service_and_a_certificate_in_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "KIND": "dicomweb",
        "URL": "https://pacs.example",
        "AUTH__KIND": "oauth2",
        "AUTH__TOKEN_URL": "https://id.example/token",
        "AUTH__CLIENT_ID": "radlane",
        "AUTH__CLIENT_SECRET_FILE": "/run/secrets/pacs",
        "CLIENT_CERTIFICATE__CERTIFICATE_FILE": "/etc/radlane/tls.crt",
        "CLIENT_CERTIFICATE__KEY_FILE": "/run/secrets/tls.key",
    }.items():
        monkeypatch.setenv(f"RADLANE_ARCHIVES__A__{name}", value)
    found = load_settings().archives["a"]
    assert isinstance(found, DicomWebArchiveSettings)
    assert isinstance(found.auth, OAuth2AuthSettings)
    assert found.auth.client_secret_file == Path("/run/secrets/pacs")
    assert found.client_certificate is not None
    assert found.client_certificate.key_file == Path("/run/secrets/tls.key")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (f"client_secret: {CANARY}", "client_secret"),  # a secret stands in a file
        (f"token_url: 'https://radlane:{CANARY}@id.example/token'", "token_url"),
        (f"client_id: '{CANARY}\tü'", "client_id"),
        ("token_url: 'http://id.example/token'", "token_url"),  # the secret would go there in clear
    ],
)
def test_what_a_token_service_may_not_be(said: str, key: str) -> None:
    good = {"token_url": "'https://id.example/token'", "client_id": "radlane", "client_secret_file": "/secret"}
    auth = ", ".join(["kind: oauth2", *(f"{name}: {value}" for name, value in good.items() if name != key), said])
    file(f"archives:\n  a: {{kind: dicomweb, url: 'https://pacs', auth: {{{auth}}}}}\n")
    assert f"archives.a.auth.{key}: " in refused()
