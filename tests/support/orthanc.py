"""A real PACS for tests: Debian's Orthanc with its DICOMweb plugin, one for a test session.

It listens on a free port of its own, with a password of its own, in a folder of its own, and has a name of its own:
what writes looks at that name first, so that no other Orthanc is ever written to. It binds all addresses whatever its
settings say; so authentication is on and DIMSE is off. orthanc-gdcm is not loaded: it crashes the server.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

import httpx
from pydicom import Dataset, dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.credentials import basic
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.session import Service
from radlane.dicomweb.web import DicomWebArchive
from support.validators import require

USER = "radlane"
_START_S = 30.0
_AGAIN_S = 0.05


@dataclass(frozen=True, kw_only=True)
class Orthanc:
    """A running Orthanc.

    Attributes
    ----------
    name : str
        What its /system says; no other has it.
    port : int
        Of HTTP, on the loopback.
    password_file : Path
        Holds the password of `USER`.
    """

    name: str
    port: int
    password_file: Path

    @property
    def url(self) -> str:
        """Address of the DICOMweb service."""
        return f"http://127.0.0.1:{self.port}/dicom-web"

    def archive(self, url: str | None = None) -> DicomWebArchive:
        """The port on it, maybe by way of another address."""
        service = Service(url=url or self.url, authorization=basic(USER, self.password_file), read_seconds=10.0)
        return DicomWebArchive("pacs", service, Limits())

    def put(self, dataset: FileDataset) -> None:
        """Store an image, not over DICOMweb: as from a modality."""
        buffer = BytesIO()
        dataset.save_as(buffer, enforce_file_format=True)
        self._call("POST", "/instances", buffer.getvalue())

    def empty(self) -> None:
        """Delete everything."""
        for patient in self._call("GET", "/patients").json():
            self._call("DELETE", f"/patients/{patient}")

    def held(self) -> list[Dataset]:
        """All instances, in the order of their UIDs."""
        files = [
            self._call("GET", f"/instances/{item}/file").content for item in self._call("GET", "/instances").json()
        ]
        return sorted((dcmread(BytesIO(file)) for file in files), key=lambda dataset: str(dataset.SOPInstanceUID))

    def find(self, modality: str) -> list[Dataset]:
        """All instances of one modality."""
        files = [self._call("GET", f"/instances/{item}/file").content for item in self.ids(modality)]
        return [dcmread(BytesIO(file)) for file in files]

    def of_study(self, study_instance_uid: str) -> list[Dataset]:
        """All instances of one study."""
        query = {"Level": "Instance", "Query": {"StudyInstanceUID": study_instance_uid}}
        found: list[str] = self._call("POST", "/tools/find", json.dumps(query).encode()).json()
        return [dcmread(BytesIO(self._call("GET", f"/instances/{item}/file").content)) for item in found]

    def remove_results(self) -> None:
        """Delete what radlane, or a peer, made of the images."""
        for modality in ("SR", "SEG", "OT"):
            for item in self.ids(modality):
                self._call("DELETE", f"/instances/{item}")

    def ids(self, modality: str) -> list[str]:
        """Orthanc's own names of all instances of one modality."""
        query = {"Level": "Instance", "Query": {"Modality": modality}}
        found: list[str] = self._call("POST", "/tools/find", json.dumps(query).encode()).json()
        return found

    def _call(self, method: str, path: str, content: bytes | None = None) -> httpx.Response:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}", auth=(USER, self.password_file.read_text()), trust_env=False
        ) as client:
            said = client.get("/system").raise_for_status().json()["Name"]
            assert said == self.name, "this is not the Orthanc of this test session"
            return client.request(method, path, content=content, timeout=30.0).raise_for_status()


@contextmanager
def running(folder: Path, settings: Mapping[str, object] | None = None, **environment: str) -> Iterator[Orthanc]:
    """Run an Orthanc in a folder, with more settings, plugins or variables; it is ended by its own process id."""
    more = dict(settings or {})
    plugins = {"Plugins": [require("libOrthancDicomWeb.so"), *cast("list[str]", more.get("Plugins", []))]}
    orthanc = Orthanc(name=f"radlane-{secrets.token_hex(8)}", port=_free_port(), password_file=folder / "password")
    orthanc.password_file.write_text(secrets.token_urlsafe(16))
    users = {"RegisteredUsers": {USER: orthanc.password_file.read_text()}}
    for name, content in (("orthanc", {**more, **_settings(orthanc, folder), **plugins}), ("users", users)):
        configuration = folder / f"{name}.json"
        configuration.write_text(json.dumps(content))
        configuration.chmod(0o600)
    with (folder / "log").open("wb") as log:
        command = [require("Orthanc"), folder]
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
    try:
        _wait(orthanc, process)
        yield orthanc
    finally:
        process.terminate()
        process.wait(timeout=30)


def _settings(orthanc: Orthanc, folder: Path) -> dict[str, object]:
    return {
        "Name": orthanc.name,
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "storage"),
        "HttpPort": orthanc.port,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": True,
        "DicomServerEnabled": False,
        "DicomWeb": {"Enable": True, "Root": "/dicom-web/"},
    }


def _wait(orthanc: Orthanc, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_S
    while True:
        try:
            orthanc._call("GET", "/system")
        except httpx.TransportError:
            assert process.poll() is None, "Orthanc has ended"
            assert time.monotonic() < deadline, "Orthanc does not answer"
            time.sleep(_AGAIN_S)
        else:
            return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
