"""Settings of the audit trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import SettingsError
from radlane.settings.reading import load_settings


def test_nobody_gets_the_trail_unless_somebody_is_named() -> None:
    found = load_settings().audit
    assert (found.key_file, found.syslog) == (None, None)


def test_a_receiver(tmp_path: Path) -> None:
    (tmp_path / "radlane.yaml").write_text(
        "audit: {key_file: /etc/k, syslog: {host: logs.example, certificate_file: c.pem, key_file: k.pem}}"
    )
    found = load_settings().audit
    assert found.key_file == Path("/etc/k")
    assert found.syslog is not None
    assert (found.syslog.host, found.syslog.port, found.syslog.key_file) == ("logs.example", 6514, Path("k.pem"))


@pytest.mark.parametrize("host", ["a", "a-b.example", "10.0.0.1", "::1", "2001:db8::1", "log_1"])
def test_what_a_receiver_may_be_called(tmp_path: Path, host: str) -> None:
    (tmp_path / "radlane.yaml").write_text(f"audit: {{syslog: {{host: '{host}'}}}}")
    found = load_settings().audit.syslog
    assert found is not None
    assert found.host == host


def test_a_receiver_may_be_named_by_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_AUDIT__SYSLOG__HOST", "logs.example")
    found = load_settings().audit.syslog
    assert found is not None
    assert found.host == "logs.example"


@pytest.mark.parametrize(
    "text",
    [
        "audit: {syslog: {port: 6514}}",
        "audit: {syslog: {host: a, certificate_file: c.pem}}",
        "audit: {syslog: {host: a, port: 0}}",
        "audit: {syslog: {host: a..b}}",
        "audit: {syslog: {host: .a}}",
        "audit: {syslog: {host: 'a b'}}",
        f"audit: {{syslog: {{host: {'a' * 64}.example}}}}",
        "audit: {syslog: {host: a, protocol: udp}}",
    ],
)
def test_what_is_no_receiver(tmp_path: Path, text: str) -> None:
    (tmp_path / "radlane.yaml").write_text(text)
    with pytest.raises(SettingsError, match="audit"):
        load_settings()
