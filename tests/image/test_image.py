"""The image as `docker build` would make it, looked through and run as the compose file runs it."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

import radlane
from support.container import SHARED, Container
from support.server import free_port
from support.sources import ROOT

SAMPLE = ROOT / "docker" / "sample"
UID = 10001
_START_S = 60.0
_STOP_S = 60.0
_MOST_BYTES = 1 << 30
_SITE_PACKAGES = "opt/radlane/lib/python3.11/site-packages"


def sbom(container: Container) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((container.root / "usr/share/radlane/sbom.cdx.json").read_text())
    return document


def test_it_says_how_it_wants_to_run(container: Container) -> None:
    config = container.config
    assert config["User"] == f"{UID}:{UID}"
    assert config["Entrypoint"] == ["radlane"]
    assert config["Cmd"] == ["serve", "--host", "0.0.0.0"]
    assert config["StopSignal"] == "SIGTERM"
    assert config["ExposedPorts"].keys() == {"8080/tcp"}
    assert "RADLANE_PORT=8080" in config["Env"]  # so that settings of a site do not part it from its check
    assert config["Volumes"].keys() == {"/var/lib/radlane"}
    assert config["Healthcheck"]["Test"][:2] == ["CMD", "python3"]
    labels = {name.removeprefix("org.opencontainers.image."): value for name, value in config["Labels"].items()}
    assert (labels["version"], labels["revision"], labels["source"]) == (radlane.__version__, "tested", "here")
    assert labels["licenses"] == "Apache-2.0"


def test_nothing_in_it_compiles_or_installs(container: Container) -> None:
    assert container.find("cc", "gcc", "g++", "clang", "ld", "make", "as") == []
    folders = [path for path in container.root.rglob("*.dist-info") if path.parent.name != "_vendor"]
    installed = {path.name.partition("-")[0].lower() for path in folders}
    assert "radlane" in installed
    assert not installed & {"pip", "setuptools", "wheel", "hatchling", "editables", "cyclonedx_bom"}
    assert {path.parent.relative_to(container.root).as_posix() for path in folders} == {_SITE_PACKAGES}
    assert [path for path in container.root.rglob("*") if path.name in {"pip", "pip3", "ensurepip"}] == []
    assert list(container.root.rglob("*.whl")) == []
    assert not (container.root / "root/.cache").exists()
    assert not (container.root / "opt/tools").exists()
    assert not (container.root / "src").exists()


def test_nothing_in_it_gains_rights(container: Container) -> None:
    privileged = [path for path in container.files() if path.lstat().st_mode & (stat.S_ISUID | stat.S_ISGID)]
    assert [path for path in privileged if stat.S_ISREG(path.lstat().st_mode)] == []
    ours = [path for path in container.files() if path.lstat().st_uid == UID]
    assert ours == [], "the user could change it, where the root is not read-only"
    data = (container.root / "var/lib/radlane").stat()
    assert (data.st_uid, data.st_gid, data.st_mode & 0o7777) == (UID, UID, 0o700)


def test_it_holds_no_secret(container: Container) -> None:
    """Neither in its files, nor in its variables, nor in what it says about how it was made."""
    assert container.find(".netrc", "pip.conf", ".env", ".git", "site.key", "keys.json") == []
    assert not (container.root / "run/secrets").exists()
    said = json.dumps([container.config["Env"], container.image["Docker"]["history"]])
    assert not re.search(r"(?i)password|secret|token|://[^/\s]+@", said)


def test_the_list_of_what_is_inside_is_what_is_inside(container: Container, data: Path) -> None:
    """The names and versions that the lock has, no more and no less."""
    listing = "import json, importlib.metadata as m; print(json.dumps({d.name: d.version for d in m.distributions()}))"
    ended = container.run(data, SAMPLE, "python3", "-c", listing)
    assert ended.returncode == 0, ended.stderr
    installed = json.loads(ended.stdout)
    document = sbom(container)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    root = document["metadata"]["component"]
    assert (root["name"], root["version"], root["type"]) == ("radlane", radlane.__version__, "application")
    listed = {component["name"]: component["version"] for component in document["components"]}
    assert {**listed, "radlane": root["version"]} == installed
    lock = (ROOT / "requirements" / "cpu.txt").read_text()
    for name, version in listed.items():
        plain = re.sub(r"[-_.]+", "-", name).lower()
        assert re.search(rf"(?m)^{re.escape(plain)}(\[.*\])?=={re.escape(version)}\b", lock), name


def test_it_is_not_large(container: Container) -> None:
    assert sum(path.lstat().st_size for path in container.files()) < _MOST_BYTES


def test_it_runs_as_nobody_who_can_write_nothing(container: Container, data: Path) -> None:
    look = "id -u; grep -E '^(NoNewPrivs|CapEff|CapBnd)' /proc/self/status; touch /usr/x /etc/x /opt/x; touch here"
    ended = container.run(data, SAMPLE, "sh", "-c", look)
    uid, *status = ended.stdout.split("\n")
    assert uid == str(UID)
    assert dict(line.split(":\t") for line in status if line) == {
        "CapEff": "0" * 16,
        "CapBnd": "0" * 16,
        "NoNewPrivs": "1",
    }
    assert ended.stderr.count("Read-only file system") == 3
    assert [path.name for path in data.iterdir()] == ["here"]


@dataclass(frozen=True, kw_only=True)
class Running:
    """A service in a container."""

    caller: httpx.Client
    process: subprocess.Popen[bytes]
    port: int


@pytest.fixture
def running(container: Container, data: Path, tmp_path: Path) -> Iterator[Running]:
    """The image's own command, with its own settings; on another port, since the network is the machine's."""
    port = free_port()
    line = container.command(data, SAMPLE, *command_of(container), RADLANE_PORT=str(port))
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(line, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as caller:
            deadline = time.monotonic() + _START_S
            while True:
                try:
                    caller.get("/livez").raise_for_status()
                    break
                except httpx.ConnectError:
                    assert process.poll() is None, (tmp_path / "log").read_text()
                    assert time.monotonic() < deadline, (tmp_path / "log").read_text()
                    time.sleep(0.1)
            yield Running(caller=caller, process=process, port=port)
    finally:
        process.kill()
        process.wait()


def command_of(container: Container) -> list[str]:
    return [*container.config["Entrypoint"], *container.config["Cmd"]]


def test_it_answers_those_who_have_a_key_and_ends_when_it_is_told_to(
    container: Container, data: Path, running: Running
) -> None:
    assert running.caller.get("/livez").json() == {"status": "ok"}
    assert running.caller.get("/v1/models").status_code == 401
    made = container.run(data, SAMPLE, "radlane", "keys", "create", "me", "--scope", "models:read")
    assert made.returncode == 0, made.stderr
    headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
    assert len(running.caller.get("/v1/models", headers=headers).json()["items"]) == 3
    check = container.config["Healthcheck"]["Test"][1:]
    assert container.run(data, SAMPLE, *check, RADLANE_PORT=str(running.port)).returncode == 0
    running.process.send_signal(signal.Signals[container.config["StopSignal"]])
    assert running.process.wait(_STOP_S) == 0
    assert container.run(data, SAMPLE, *check, RADLANE_PORT=str(running.port)).returncode != 0


def test_it_answers_nobody_without_access_control(container: Container, data: Path) -> None:
    ended = container.run(data, SAMPLE, *command_of(container), RADLANE_ACCESS="none", RADLANE_PORT="0")
    assert ended.returncode == 2
    assert "without access control" in ended.stderr


def test_it_is_in_order(container: Container, data: Path) -> None:
    made = container.run(data, SAMPLE, "radlane", "keys", "create", "me", "--scope", "jobs:read")
    assert made.returncode == 0, made.stderr
    ended = container.run(data, SAMPLE, "radlane", "doctor", "--json")
    looked = {item["name"]: item for item in json.loads(ended.stdout)["items"]}
    assert ended.returncode == 0, {name: item["detail"] for name, item in looked.items() if not item["ok"]}
    assert looked["data folder"]["detail"].startswith("/var/lib/radlane")


def test_the_main_job_on_the_sample(container: Container, data: Path) -> None:
    """A study in, a segmentation, a picture and a report out; with a root that nobody can write."""
    study = data / "study"
    study.mkdir(mode=0o777)
    study.chmod(0o777)
    made = container.run(data, SAMPLE, "python3", f"{SHARED}/chest.py", "study")
    assert made.returncode == 0, made.stderr
    ended = container.run(data, SAMPLE, "radlane", "run", "study", "--model", "cxr-lungs", "--json")
    assert ended.returncode == 0, ended.stderr
    result = json.loads(ended.stdout)
    assert result["verdict"] == "analysed"
    assert {(finding["laterality"], finding["presence"]) for finding in result["findings"]} == {
        ("left", "present"),
        ("right", "present"),
    }
    assert sorted(item["modality"] for item in result["objects"]) == ["OT", "SEG", "SR"]
    judged = container.run(data, SAMPLE, "radlane", "check", "study", "--json")
    assert judged.returncode == 0, judged.stdout
