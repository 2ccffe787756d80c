"""Where a manifest may say that its networks run."""

from __future__ import annotations

import pytest

from radlane.domain.model import LocalRuntime, RemoteRuntime
from radlane.registry.runtime import complain_of_runtime

GOOD = RemoteRuntime(kind="remote", url="https://triton.example:8000", model="cxr-lungs", version="1")


def test_here() -> None:
    assert complain_of_runtime(LocalRuntime()) == []


@pytest.mark.parametrize(
    "url", [GOOD.url, "http://triton", "http://10.0.0.1:8000", "https://triton.example/below/it", "http://a/b_c~d-1"]
)
def test_an_address(url: str) -> None:
    assert complain_of_runtime(RemoteRuntime(kind="remote", url=url, model="n", version="1")) == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "triton:8000",
        "ftp://triton",
        "file:///etc/passwd",
        "http://user:secret@triton",
        "http://triton/?a=b",
        "http://triton/#a",
        "http://triton/../x",
        "http://triton/%2e%2e",
        "http://triton//x",
        "http://triton/",
        "http://[::1]",
        "http://triton:port",
        "http://tri ton",
        "http://triton\n",
        "http://" + "a" * 512,
    ],
)
def test_what_is_no_address(url: str) -> None:
    (complaint,) = complain_of_runtime(RemoteRuntime(kind="remote", url=url, model="n", version="1"))
    assert complaint.startswith("runtime.url: ")


@pytest.mark.parametrize("text", ["1", "1.0.0", "production", "sha256:0a", "a_b-c.d", "x" * 128])
def test_names(text: str) -> None:
    assert complain_of_runtime(RemoteRuntime(kind="remote", url=GOOD.url, model=text, version=text)) == []


@pytest.mark.parametrize("text", ["", ".", "..", "a/b", "a?b", "a#b", "a b", "a%2fb", "\u00e9", "x" * 129, "a\n"])
def test_what_is_no_name(text: str) -> None:
    for model, version in ((text, "1"), ("n", text)):
        (complaint,) = complain_of_runtime(RemoteRuntime(kind="remote", url=GOOD.url, model=model, version=version))
        assert complaint.startswith("runtime.model, runtime.version: ")
