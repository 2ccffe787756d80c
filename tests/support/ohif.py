"""The viewer OHIF before an Orthanc, both on one origin: files of its package, its settings, and a proxy to DICOMweb.

In: the unpacked package (`make test-viewer` fetches it) and a PACS. Out: an address for a browser. The proxy signs in
at the PACS, and passes the browser's Host on, since Orthanc makes addresses of bulk data of it.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

from support.orthanc import USER, Orthanc
from support.sources import ROOT
from support.validators import ToolMissing

OHIF = ROOT / "build" / "viewer" / "ohif" / "dist"
_DICOM_WEB = "/dicom-web"
_TIMEOUT_S = 60
_SETTINGS = {
    "routerBasename": None,
    "extensions": [],
    "modes": [],
    "customizationService": {},
    "showStudyList": True,
    "maxNumberOfWebWorkers": 1,
    "showWarningMessageForCrossOrigin": False,
    "showCPUFallbackMessage": False,
    "strictZSpacingForVolumeViewport": True,
    "investigationalUseDialog": {"option": "never"},
    "defaultDataSourceName": "pacs",
    "dataSources": [
        {
            "namespace": "@ohif/extension-default.dataSourcesModule.dicomweb",
            "sourceName": "pacs",
            "configuration": {
                "friendlyName": "pacs",
                "name": "pacs",
                "qidoRoot": _DICOM_WEB,
                "wadoRoot": _DICOM_WEB,
                "qidoSupportsIncludeField": False,
                "supportsReject": False,
                "imageRendering": "wadors",
                "thumbnailRendering": "wadors",
                "enableStudyLazyLoad": True,
                "supportsFuzzyMatching": False,
                "supportsWildcard": True,
                "omitQuotationForMultipartRequest": True,
                "bulkDataURI": {"enabled": True},
            },
        }
    ],
}


@contextmanager
def before(orthanc: Orthanc) -> Iterator[str]:
    """Serve OHIF before a PACS on a port of the loopback interface that was free; yields its address."""
    if not (OHIF / "index.html").exists():
        raise ToolMissing(f"{OHIF.relative_to(ROOT)} is not there: make test-viewer")
    with httpx.Client(
        base_url=f"http://127.0.0.1:{orthanc.port}",
        auth=(USER, orthanc.password_file.read_text()),
        trust_env=False,
        timeout=_TIMEOUT_S,
    ) as pacs:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pacs))
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _handler(pacs: httpx.Client) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith(f"{_DICOM_WEB}/"):
                self._forward()
            elif path == "/app-config.js":
                self._answer("text/javascript", f"window.config = {json.dumps(_SETTINGS)};".encode())
            else:
                self._file(path)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def _forward(self) -> None:
            headers = {name: self.headers[name] for name in ("Accept", "Host") if name in self.headers}
            said = pacs.get(self.path, headers={**headers, "Accept-Encoding": "identity"})
            self._answer(said.headers.get("content-type", "text/plain"), said.content, said.status_code)

        def _file(self, path: str) -> None:
            """Send a file of the package; whatever else is asked for is a page of the application."""
            file = (OHIF / path.lstrip("/")).resolve()
            if not (file.is_relative_to(OHIF) and file.is_file()):
                file = OHIF / "index.html"
            kind = "application/wasm" if file.suffix == ".wasm" else mimetypes.guess_type(file.name)[0]
            self._answer(kind or "application/octet-stream", file.read_bytes())

        def _answer(self, kind: str, content: bytes, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
