"""What several servers of the fault tests show: a certificate."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private authority's certificate for 127.0.0.1, with its key in one file."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=radlane-tests", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", path, "-out", path.with_suffix(".crt")], capture_output=True, check=True)
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path
