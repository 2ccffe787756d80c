"""The systemd unit: what systemd says to it, and its command line as it is written there, with other folders."""

from __future__ import annotations

import configparser
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import yaml

from radlane.settings.limits import LimitSettings
from support.lane import radlane
from support.server import free_port
from support.sources import ROOT

UNIT = ROOT / "docker" / "systemd" / "radlane.service"
MOST_EXPOSED = 15  # of 100, as systemd counts: radlane needs the network
_START_S = 60.0


def service() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(UNIT)
    return parser["Service"]


def test_the_unit_has_a_file_for_each_connection_that_there_may_be() -> None:
    connections = LimitSettings.model_json_schema()["properties"]["connections"]["maximum"]
    assert int(service()["LimitNOFILE"]) >= connections + 1024


def test_the_line_of_the_unit_serves_and_ends(tmp_path: Path) -> None:
    """With the settings in its file, keys for all who call, and SIGTERM as systemd sends it."""
    program = shutil.which("radlane", path=str(Path(sys.executable).parent))
    assert program
    port = free_port()
    config, data = tmp_path / "radlane.yaml", tmp_path / "data"
    config.write_text(yaml.safe_dump({"access": "keys", "port": port, "device": "cpu"}))
    unit = service()
    places = {
        "/opt/radlane/bin/radlane": program,
        "/etc/radlane/radlane.yaml": str(config),
        "/var/lib/radlane": str(data),
    }

    def placed(text: str) -> list[str]:
        for there, here in places.items():
            text = text.replace(there, here)
        return shlex.split(text)

    environment = dict(part.split("=", 1) for part in placed(unit["Environment"]))
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            placed(unit["ExecStart"]), env={**kept, **environment}, cwd=tmp_path, stdout=log, stderr=log
        )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as caller:
            wait_for(caller, process, tmp_path / "log")
            assert caller.get("/v1/models").status_code == 401
            made = radlane(
                "keys", "create", "me", "--scope", "models:read", "--json", home=tmp_path / "home", **environment
            )
            headers = {"Authorization": f"Bearer {made.answer['key']}"}
            assert caller.get("/v1/models", headers=headers).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(float(unit["TimeoutStopSec"])) == 0
    finally:
        process.kill()
        process.wait()
    assert data.stat().st_mode & 0o777 == int(unit["StateDirectoryMode"], 8)


def test_wrong_settings_end_with_the_status_that_is_not_tried_again(tmp_path: Path) -> None:
    ended = radlane("serve", "--json", home=tmp_path, RADLANE_PORT="no port")
    assert ended.code == int(service()["RestartPreventExitStatus"])
    assert json.loads(ended.stdout)["error"]["code"] == "settings-invalid"


def wait_for(caller: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            caller.get("/livez").raise_for_status()
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


def test_the_unit_is_one(tmp_path: Path) -> None:
    """systemd wants to find the program that it starts."""
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text().replace("/opt/radlane/bin/radlane", sys.executable))
    done = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_is_hardened() -> None:
    command = ["systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={MOST_EXPOSED}", UNIT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
