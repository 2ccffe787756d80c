from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from radlane.app import dimse
from radlane.app.dimse import open_dimse, require_dimse, tls_of
from radlane.dicomweb.part10 import Limits
from radlane.errors import SettingsError
from radlane.settings.archives import DimseArchiveSettings
from radlane.settings.dimse import TlsSettings


def test_a_node_is_an_archive_that_is_asked_nothing() -> None:
    settings = DimseArchiveSettings(kind="dimse", host="node.example", ae_title="NODE")
    archive = open_dimse("node", settings, Limits())
    assert (archive.name, archive.can_be_asked) == ("node", False)


def test_without_the_extra_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dimse, "_PACKAGE", "a_package_that_is_not_there")
    with pytest.raises(SettingsError, match=r"radlane\[dimse\]"):
        require_dimse("dimse.listen")


def test_tls_is_spoken_only_where_it_is_asked_for() -> None:
    assert tls_of(None, ssl.Purpose.SERVER_AUTH) is None
    context = tls_of(TlsSettings(), ssl.Purpose.SERVER_AUTH)
    assert context is not None
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2


def test_files_for_tls_that_cannot_be_used_are_said_without_their_names(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        tls_of(TlsSettings(ca_file=tmp_path / "CANARY"), ssl.Purpose.CLIENT_AUTH)
    assert "CANARY" not in str(caught.value)
