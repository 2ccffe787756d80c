"""From an image that arrives in an Orthanc to the report in it, without a hand on it: `make demo-pacs`.

Starts Debian's Orthanc with the script (or the plugin) of this folder, and `radlane serve` with a rule, each on a port
of the loopback interface and in a folder of their own; stores a real chest radiograph (pydicom-data) in the Orthanc;
watches until its report is found there; prints what took how long; and removes all of it.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

HERE = Path(__file__).parent
ORTHANC = Path("/usr/sbin/Orthanc")
PLUGINS = Path("/usr/share/orthanc/plugins")
IMAGE = "RG1_UNCI.dcm"
USER = "radlane"
MODEL = "cxr-lungs"
STABLE_AGE_S = 2
PATIENCE_S = 300.0
FINAL = {"succeeded", "not-analysed", "failed", "cancelled", "expired"}
_TIMEOUT_S = 60.0
_LOOK_S = 0.1
_STOP_S = 30.0
_OPENER = build_opener(ProxyHandler({}))


class DemoError(Exception):
    """The demonstration cannot go on; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Http:
    """Somebody who is called."""

    url: str
    authorization: str

    def call(self, path: str, body: bytes | None = None) -> Any:
        """Return the JSON of an answer."""
        headers = {"Authorization": self.authorization, "Accept": "application/json"}
        with _OPENER.open(Request(f"{self.url}{path}", body, headers), timeout=_TIMEOUT_S) as answer:
            return json.loads(answer.read() or b"null")

    def answers(self, path: str) -> bool:
        """Whether anybody is there."""
        try:
            self.call(path)
        except (HTTPError, URLError, OSError, ValueError):
            return False
        return True


def main() -> None:
    """Run the demonstration; exit code 1: it did not come to its end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plugin", choices=("lua", "python"), default="lua", help="How the Orthanc tells of studies.")
    plugin = parser.parse_args().plugin
    try:
        image = needed(plugin)
        with tempfile.TemporaryDirectory(prefix="radlane-demo-") as folder:
            steps = demonstrate(Path(folder), image, plugin)
    except DemoError as error:
        print(f"demo-pacs: {error}", file=sys.stderr)
        sys.exit(1)
    print_table(steps)


def needed(plugin: str) -> Path:
    """Return the image, or say all that is missing."""
    wanted = {ORTHANC: "orthanc", PLUGINS / "libOrthancDicomWeb.so": "orthanc-dicomweb"}
    if plugin == "python":
        wanted[PLUGINS / "libOrthancPython.so"] = "orthanc-python"
    missing = [package for path, package in wanted.items() if not path.exists()]
    if missing:
        words = " ".join(missing)
        raise DemoError(
            f"not installed: {words}. On Debian: sudo apt-get install --no-install-recommends {words}, and stop the "
            "Orthanc that Debian starts (systemctl disable --now orthanc): this starts its own"
        )
    try:
        found = [file for file in files("pydicom-data") or () if file.name == IMAGE]
    except PackageNotFoundError:
        found = []
    if not found:
        raise DemoError("the radiograph is not installed: pip install pydicom-data")
    return Path(str(found[0].locate()))


def demonstrate(folder: Path, image: Path, plugin: str) -> list[tuple[str, float]]:
    """Do it once; return what was seen, each with its seconds from the beginning."""
    for name in ("orthanc", "radlane"):
        (folder / name).mkdir(mode=0o700)
    orthanc_port, port = free_port(), free_port()
    password, key_file = secrets.token_urlsafe(16), folder / "trigger_key"
    (folder / "password").write_text(password)
    (folder / "password").chmod(0o600)
    environment = site(folder, orthanc_port)
    key = radlane("keys", "create", "demo", "--scope", "jobs:write", "--scope", "jobs:read", "--json", **environment)
    key_file.write_text(f"{json.loads(key)['key']}\n")
    key_file.chmod(0o600)
    pacs = Http(url=f"http://127.0.0.1:{orthanc_port}", authorization=basic(password))
    service = Http(url=f"http://127.0.0.1:{port}", authorization=f"Bearer {key_file.read_text().strip()}")
    name = f"radlane-{secrets.token_hex(8)}"
    settings = write_orthanc(folder / "orthanc", name, orthanc_port, password, plugin)
    where = {"RADLANE_URL": service.url, "RADLANE_KEY_FILE": str(key_file)}
    command = [sys.executable, "-m", "radlane", "serve", "--port", str(port)]
    with (
        running([str(ORTHANC), str(settings)], folder / "orthanc", where) as orthanc,
        running(command, folder / "radlane", environment) as radlane_process,
    ):
        wait(lambda: pacs.answers("/system"), "Orthanc does not answer", orthanc)
        if pacs.call("/system")["Name"] != name:
            raise DemoError("another Orthanc answers on the port of this one")
        wait(lambda: service.answers("/v1/jobs"), "radlane does not answer", radlane_process)
        return watch(pacs, service, image)


def watch(pacs: Http, service: Http, image: Path) -> list[tuple[str, float]]:
    """Store the image, and see what becomes of it."""
    begin = time.time()
    stored = pacs.call("/instances", image.read_bytes())["ParentStudy"]
    seen = [("image stored in Orthanc", time.time() - begin)]
    wait(lambda: pacs.call(f"/studies/{stored}")["IsStable"], "the study does not become stable")
    seen.append((f"study stable (StableAge is {STABLE_AGE_S} s)", time.time() - begin))
    wait(lambda: bool(service.call("/v1/jobs")["items"]), "radlane has no job: no event came, or no rule fits")
    (job,) = service.call("/v1/jobs")["items"]
    wait(lambda: service.call(f"/v1/jobs/{job['id']}")["state"] in FINAL, "the job does not end")
    job = service.call(f"/v1/jobs/{job['id']}")
    seen.append(("event told, job accepted", moment(job["created_at"]) - begin))
    seen += [
        (f"  step {event['name']}", moment(event["at"]) - begin) for event in job["timeline"] if event["kind"] == "step"
    ]
    seen.append((f"job {job['state']}", moment(job["updated_at"]) - begin))
    if job["state"] != "succeeded":
        raise DemoError(f"the job ended {job['state']}: {job['error'] or job['reasons']}")
    query = f"/dicom-web/studies/{job['study']}/series?Modality=SR"
    wait(lambda: bool(pacs.call(query)), "the report is not found in Orthanc")
    seen.append(("report found in Orthanc by QIDO-RS", time.time() - begin))
    return seen


def site(folder: Path, orthanc_port: int) -> dict[str, str]:
    """The settings of radlane, as variables."""
    (folder / "rules.yaml").write_text(f"rules:\n  - {{name: chest, when: {{modality: [CR, DX]}}, run: {MODEL}}}\n")
    archive = {
        "KIND": "dicomweb",
        "URL": f"http://127.0.0.1:{orthanc_port}/dicom-web",
        "AUTH__KIND": "basic",
        "AUTH__USERNAME": USER,
        "AUTH__PASSWORD_FILE": str(folder / "password"),
    }
    return {
        "HOME": str(folder / "radlane"),
        "RADLANE_DATA_DIR": str(folder / "radlane" / "data"),
        "RADLANE_ACCESS": "keys",
        "RADLANE_RULES_FILE": str(folder / "rules.yaml"),
        "RADLANE_DEFAULT_ARCHIVE": "orthanc",
        **{f"RADLANE_ARCHIVES__ORTHANC__{name}": value for name, value in archive.items()},
    }


def write_orthanc(folder: Path, name: str, port: int, password: str, plugin: str) -> Path:
    """Write the settings of the Orthanc: nobody but this machine reaches it."""
    plugins = [str(PLUGINS / "libOrthancDicomWeb.so")]
    settings: dict[str, Any] = {
        "Name": name,
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "storage"),
        "HttpPort": port,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": True,
        "RegisteredUsers": {USER: password},
        "DicomServerEnabled": False,
        "StableAge": STABLE_AGE_S,
        "DicomWeb": {"Enable": True, "Root": "/dicom-web/"},
        "Plugins": plugins,
    }
    if plugin == "lua":
        settings["LuaScripts"] = [str(shutil.copy(HERE / "radlane.lua", folder))]
    else:
        settings["PythonScript"] = str(shutil.copy(HERE / "radlane.py", folder))
        plugins.append(str(PLUGINS / "libOrthancPython.so"))
    path = folder / "orthanc.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(settings))
    return path


@contextmanager
def running(command: list[str], folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program, and end it."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=clean(environment), stdout=log, stderr=log)
    try:
        yield process
    except DemoError as error:
        last = (folder / "log").read_text(errors="replace").splitlines()[-5:]
        raise DemoError("\n  ".join([str(error), f"{folder.name} said last:", *last])) from error
    finally:
        process.terminate()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def radlane(*words: str, **environment: str) -> str:
    """Run a command of radlane, and return what it prints."""
    command = [sys.executable, "-m", "radlane", *words]
    done = subprocess.run(command, env=clean(environment), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise DemoError(f"radlane {words[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without radlane's own settings of whoever runs this."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("RADLANE_")}, **environment}


def wait(is_so: Callable[[], bool], otherwise: str, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline or (process is not None and process.poll() is not None):
            raise DemoError(otherwise)
        time.sleep(_LOOK_S)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def basic(password: str) -> str:
    """The header Authorization."""
    return f"Basic {base64.b64encode(f'{USER}:{password}'.encode()).decode()}"


def moment(text: str) -> float:
    """Seconds since 1970 of a time of radlane's."""
    return datetime.fromisoformat(text).timestamp()


def print_table(steps: list[tuple[str, float]]) -> None:
    """Print what was seen when."""
    width = max(len(what) for what, _ in steps)
    print(f"{'what':{width}}   at s   took s")
    before = 0.0
    for what, at in steps:
        print(f"{what:{width}} {at:6.2f} {at - before:8.2f}")
        before = at


if __name__ == "__main__":
    main()
