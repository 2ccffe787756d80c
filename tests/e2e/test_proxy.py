"""A real proxy before the service, with the configuration of the compose file: TLS, and each caller by its address."""

from __future__ import annotations

import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from support.lane import radlane
from support.rsyslog import Certificates, make_certificates
from support.server import free_port, serving
from support.sources import ROOT
from support.validators import require

CADDYFILE = ROOT / "docker" / "tls" / "Caddyfile"
PROXY = "127.0.0.1"
GUESSER, COLLEAGUE = "127.0.0.2", "127.0.0.3"  # all of 127.0.0.0/8 is this machine
KEYS = {
    "RADLANE_ACCESS": "keys",
    "RADLANE_LIMITS__FAILURES_PER_MINUTE": "2",
    "RADLANE_TRUSTED_PROXIES": f'["{PROXY}"]',
}
_START_S = 30.0


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@contextmanager
def proxied(folder: Path, certificates: Certificates, service: str) -> Iterator[str]:
    """Run the proxy before a service; what is of a container in its configuration is placed here."""
    port, health = free_port(), free_port()
    certificate, key = certificates.of("server")
    text = CADDYFILE.read_text()
    for there, here in {
        "radlane:8080": service,
        "/run/secrets/tls_certificate": str(certificate),
        "/run/secrets/tls_key": str(key),
        "https_port 8443": f"https_port {port}",
        ":8081": f":{health}",
    }.items():
        assert there in text
        text = text.replace(there, here)
    (folder / "Caddyfile").write_text(text)
    command = [require("caddy"), "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    environment = {"RADLANE_NAME": "localhost", "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with (folder / "proxy").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{health}", process, folder / "proxy")
        yield f"https://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """As the compose file asks whether the proxy is well."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            assert httpx.get(address, trust_env=False).text == "ok"
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


def calling(url: str, certificates: Certificates, address: str, key: str) -> httpx.Client:
    """Somebody who calls from an address of its own, and says it is somebody else."""
    return httpx.Client(
        base_url=url,
        headers={"Authorization": f"Bearer {key}", "X-Forwarded-For": "10.0.0.1"},
        transport=httpx.HTTPTransport(
            verify=ssl.create_default_context(cafile=certificates.ca), local_address=address, trust_env=False
        ),
    )


def test_a_proxy_speaks_for_each_of_its_callers(tmp_path: Path, certificates: Certificates) -> None:
    """Who guesses keys locks out nobody else, and the trail says where both were."""
    made = radlane("keys", "create", "me", "--scope", "jobs:read", "--scope", "audit:read", "--json", home=tmp_path)
    with (
        serving(tmp_path, **KEYS) as server,
        proxied(tmp_path, certificates, server.url.removeprefix("http://")) as url,
        calling(url, certificates, GUESSER, "guess") as guesser,
        calling(url, certificates, COLLEAGUE, made.answer["key"]) as colleague,
    ):
        assert [guesser.get("/v1/jobs").status_code for _ in range(3)] == [401, 401, 429]
        assert colleague.get("/v1/jobs").status_code == 200
        trail = colleague.get("/v1/audit").json()["items"]
    addresses = {(record["action"], record["address"]) for record in trail}
    assert {("login-refused", GUESSER), ("jobs-listed", COLLEAGUE)} <= addresses, addresses
    assert not {PROXY, "10.0.0.1"} & {address for _, address in addresses}
