"""What is wrong with where a manifest says that its networks run."""

from __future__ import annotations

import re

from radlane.domain.model import RemoteRuntime, Runtime

# an address and nothing else: no credentials, no query, no path that leads elsewhere
_URL = re.compile(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?(/[A-Za-z0-9_~\-]+)*", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}", re.ASCII)  # one segment of a path
_MOST_URL = 512


def complain_of_runtime(runtime: Runtime) -> list[str]:
    """Return what is wrong, each as `key: what is wrong`."""
    wrong = []
    if isinstance(runtime, RemoteRuntime):
        if len(runtime.url) > _MOST_URL or not _URL.fullmatch(runtime.url):
            wrong.append("runtime.url: http(s)://host, with or without a port and a path, and nothing else")
        if not _NAME.fullmatch(runtime.model) or not _NAME.fullmatch(runtime.version):
            wrong.append("runtime.model, runtime.version: letters, digits and . _ - :, 128 at most")
    return wrong
