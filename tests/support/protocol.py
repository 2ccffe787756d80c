"""radlane's own server of the inference protocol, in a thread, and packages whose networks run there."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import uvicorn
import yaml

from support.asgi import service
from support.packages import tag

_START_S = 30.0


def unread(answer: httpx.Response) -> httpx.Response:
    """An answer as it comes over a connection: its body has still to be read."""
    return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(answer.content))


@contextmanager
def protocol_server(folder: Path, models_dir: Path, *, port: int = 0, **parts: Any) -> Iterator[str]:
    """Serve a folder of packages on the loopback; the address."""
    app = service(folder, parts, models_dir=models_dir)
    with socket.create_server(("127.0.0.1", port), reuse_port=False) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(_START_S)


def remote_package(root: Path, package: Path, url: str, **changes: Any) -> Path:
    """A copy of a package, in a folder of packages, whose networks run on a server, where they have the same name."""
    folder = root / package.name
    shutil.copytree(package, folder, ignore=shutil.ignore_patterns("*.py", "*.log"))
    manifest = yaml.safe_load((package / "model.yaml").read_text())
    runtime = {"kind": "remote", "url": url, "model": manifest["name"], "version": manifest["version"]}
    manifest["runtime"] = {**runtime, **changes}
    (folder / "model.yaml").write_text(yaml.safe_dump(manifest))
    tag(root, manifest["name"], manifest["version"])
    return folder
