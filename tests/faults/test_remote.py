"""Networks on a server: radlane's own, which goes away and comes back, and some that nobody should believe."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.job import JobState
from radlane.domain.model import RemoteRuntime
from radlane.errors import (
    InferenceFailed,
    ModelMismatch,
    ModelUnavailable,
    PackageRefused,
    RadlaneError,
    SelfTestFailed,
)
from radlane.inference.devices import choose_device
from radlane.inference.remote import RemoteSession, open_remote
from radlane.inference.servers import RemoteServer
from radlane.inference.tensors import HEADER_LENGTH
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import load_catalogue
from support.durable import Engine
from support.jobs import Clock, agree, drawing_package, world
from support.networks import network, network_of
from support.packages import BRIGHT, networks_package
from support.protocol import protocol_server, remote_package
from support.scripted import Asked, Reply
from support.scripted import serving as scripted
from support.server import free_port

CPU = choose_device("cpu", ())
CANARY = "CANARYZQ7"
VOLUME = np.linspace(0, 1, 4 * 8 * 8, dtype=np.float32).reshape(1, 1, 4, 8, 8)


def models(root: Path, *urls: str) -> Models:
    servers = tuple(RemoteServer(url=url) for url in urls)
    return Models(load_catalogue([root], [root / "tags.json"]), Places(device=CPU, threads=1, servers=servers))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server of `staged`, whose network `first` runs before the main one, and the folder of its packages."""
    folder = tmp_path_factory.mktemp("served")
    networks_package(folder / "models", BRIGHT, before=("first",))
    with protocol_server(folder, folder / "models") as url:
        yield url, folder / "models"


def test_a_package_s_networks_run_on_a_server(served: tuple[str, Path], tmp_path: Path) -> None:
    url, packages = served
    remote_package(tmp_path, packages / BRIGHT, url)
    with models(packages).lease(BRIGHT) as here, models(tmp_path, url).lease(BRIGHT) as there:
        _compare(here, there)


def _compare(here: LoadedModel, there: LoadedModel) -> None:
    assert [session.device for session in there.sessions] == ["remote", "remote"]
    assert there.session.runtime == {"package": "radlane 0.1.0", "provider": "OpenInferenceProtocol"}
    feeds = {"volume": VOLUME}
    for one, other in zip(here.sessions, there.sessions, strict=True):
        assert one.run(feeds)["seen"].tobytes() == other.run(feeds)["seen"].tobytes()
    windows = np.concatenate([VOLUME, VOLUME[..., ::-1]])
    predict = there.session.bind("seen", (2, 2, 4, 8, 8), lambda: 30.0)
    for patches in (windows, windows[1:]):
        assert predict(patches).tobytes() == here.session.run({"volume": patches})["seen"].tobytes()


def test_a_server_that_serves_other_weights_is_refused(served: tuple[str, Path], tmp_path: Path) -> None:
    url, packages = served
    folder = remote_package(tmp_path, packages / BRIGHT, url)
    with np.load(folder / "golden" / "one.npz") as file:
        arrays = dict(file)
    np.savez(folder / "golden" / "one.npz", **{**arrays, "seen": arrays["seen"] + 0.01})
    with pytest.raises(SelfTestFailed):
        models(tmp_path, url).warm(BRIGHT)


@pytest.mark.parametrize(
    ("below", "changes"), [("", {"model": "other"}), ("", {"version": "9.9.9"}), ("/elsewhere", {})]
)
def test_a_server_that_has_no_such_network(
    served: tuple[str, Path], tmp_path: Path, below: str, changes: Mapping[str, str]
) -> None:
    url, packages = served
    remote_package(tmp_path, packages / BRIGHT, url + below, **changes)
    with pytest.raises(ModelMismatch, match="status 404"):
        models(tmp_path, url).warm(BRIGHT)


def test_a_package_chooses_no_server(served: tuple[str, Path], tmp_path: Path) -> None:
    """Nothing is asked: the server would have answered."""
    url, packages = served
    remote_package(tmp_path, packages / BRIGHT, url)
    for allowed in ((), (url.replace("127.0.0.1", "localhost"),), ("http://127.0.0.1:1",)):
        with pytest.raises(PackageRefused) as caught:
            models(tmp_path, *allowed).warm(BRIGHT)
        assert caught.value.code == "remote-server-not-allowed"


def test_a_job_waits_for_its_model_s_server(tmp_path: Path) -> None:
    """It is away when the job comes, is there again, goes away before the network runs, and comes back."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    remote_package(tmp_path / "remote", drawing_package(tmp_path / "packages"), url)
    clock, running, goes = Clock(), ExitStack(), ["recorded claim"]
    made = world(tmp_path, models(tmp_path / "remote", url), clock)

    def at(here: str) -> None:
        if here == "before later":
            running.enter_context(protocol_server(tmp_path / "server", tmp_path / "packages", port=port))
        if goes and here == goes[0]:
            goes.clear()
            running.pop_all().close()

    engine = Engine(clock, at)
    job = made.accept()
    engine.enqueue(job)
    with running:
        engine.drain(made.runner)
    ended = made.store.get(job.id)
    assert ended.state is JobState.SUCCEEDED, ended.outcome
    waits = [event.name for event in ended.timeline if event.kind == "wait"]
    assert waits == ["model-unavailable", "model-unavailable"]
    assert len(agree(made.stored("a"))) == 1
    said = made.ledger.run(str(ended.run_id)).result
    assert said is not None
    assert said["provenance"]["device"] == "remote"
    assert said["provenance"]["runtime"] == {"package": "radlane 0.1.0", "provider": "OpenInferenceProtocol"}
    assert str(port) not in json.dumps(said)  # where it runs is the site's own business


METADATA = {
    "name": "n",
    "inputs": [{"name": "image", "datatype": "FP32", "shape": [-1, 1, 4, 4]}],
    "outputs": [
        {"name": "lungs", "datatype": "FP32", "shape": [-1, 2, 4, 4]},
        {"name": "chest", "datatype": "FP32", "shape": [-1, 1]},
    ],
}
WHERE = "/v2/models/n/versions/1"
PICTURE = {"image": np.zeros((1, 1, 4, 4), np.float32)}
OUTPUTS = {"lungs": np.ones((1, 2, 4, 4), np.float32), "chest": np.ones((1, 1), np.float32)}


def as_json(document: object) -> Reply:
    return Reply(body=json.dumps(document).encode())


def packed(outputs: Mapping[str, NDArray[np.float32]] = OUTPUTS, **changes: Any) -> Reply:
    """An answer as the protocol has it."""
    described = [
        {
            "name": name,
            "datatype": "FP32",
            "shape": list(values.shape),
            "parameters": {"binary_data_size": values.nbytes},
        }
        for name, values in outputs.items()
    ]
    head = json.dumps({"model_name": "n", "outputs": described}).encode()
    body = head + b"".join(values.tobytes() for values in outputs.values())
    return replace(Reply(headers={HEADER_LENGTH: str(len(head))}, body=body), **changes)


def well_behaved(asked: Asked) -> Reply:
    documents = {"/v2": {"name": "small", "version": "1", "extensions": ["binary_tensor_data"]}, WHERE: METADATA}
    return as_json(documents[asked.path]) if asked.path in documents else packed()


def opened(url: str, **changes: Any) -> RemoteSession:
    server = replace(RemoteServer(url=url, connect_seconds=2.0, read_seconds=0.5), **changes)
    where = RemoteRuntime(kind="remote", url=url, model="n", version="1")
    return open_remote(network_of(network()), where, [server])


def test_a_small_server_of_the_protocol() -> None:
    seen: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        seen.append(asked)
        return well_behaved(asked)

    with scripted(answer) as url:
        outputs = opened(url).run(PICTURE)
    assert {name: values.tolist() for name, values in outputs.items()} == {
        name: values.tolist() for name, values in OUTPUTS.items()
    }
    assert [asked.path for asked in seen] == ["/v2", WHERE, f"{WHERE}/infer"]
    assert {asked.headers["Accept-Encoding"] for asked in seen} == {"identity"}
    assert seen[-1].headers["Content-Length"] == str(len(seen[-1].body))
    assert seen[-1].headers["Transfer-Encoding"] is None


LATE = "it ran longer than 1 s"
AWAY = "cannot be used now"
BEHAVIOURS: list[tuple[Reply, type[RadlaneError], str]] = [
    (Reply(status=500, body=CANARY.encode()), ModelUnavailable, "status 500"),
    (Reply(status=503, headers={"Retry-After": "7"}), ModelUnavailable, "status 503"),
    (Reply(status=429), ModelUnavailable, "status 429"),
    (Reply(status=401), ModelUnavailable, "status 401"),
    (Reply(drops=True), ModelUnavailable, "Protocol"),
    (packed(cut=100), ModelUnavailable, "Protocol"),
    (packed(wait_s=30.0), ModelUnavailable, "ReadTimeout"),
    (packed(drip_s=0.05), InferenceFailed, LATE),  # each byte in time, and all of them never
    (Reply(drips_head=b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 400, drip_s=0.05), InferenceFailed, LATE),
    (Reply(status=302, headers={"Location": f"http://127.0.0.1:1/{CANARY}"}), InferenceFailed, "status 302"),
    (Reply(status=400, body=CANARY.encode()), InferenceFailed, "status 400"),
    (Reply(status=204), InferenceFailed, "status 204"),
    (packed(headers={"Content-Encoding": "gzip"}), InferenceFailed, "compressed"),
    (packed(headers={HEADER_LENGTH: "99999999"}), InferenceFailed, "where the JSON of its answer ends"),
    (packed(headers={HEADER_LENGTH: CANARY}), InferenceFailed, "where the JSON of its answer ends"),
    (packed(headers={}), InferenceFailed, "no JSON"),
    (Reply(body=b"[" * 100_000), InferenceFailed, "no JSON"),
    (Reply(body=b"[]"), InferenceFailed, "no JSON object"),
    (Reply(body=b" " * (1 << 20), states_length=False), InferenceFailed, "larger than the tensors"),
    (packed({"lungs": OUTPUTS["lungs"]}), InferenceFailed, "other tensors"),
    (packed({**OUTPUTS, "more": OUTPUTS["chest"]}), InferenceFailed, "other tensors"),
    (packed({**OUTPUTS, "chest": np.ones((1, 2), np.float32)}), InferenceFailed, "other tensors"),
    (packed({**OUTPUTS, "chest": np.full((1, 1), np.nan, np.float32)}), InferenceFailed, "not finite"),
]


@pytest.mark.parametrize(("reply", "kind", "why"), BEHAVIOURS, ids=lambda one: one if isinstance(one, str) else "")
def test_what_a_server_should_not_answer(reply: Reply, kind: type[RadlaneError], why: str) -> None:
    with scripted(lambda asked: reply if asked.method == "POST" else well_behaved(asked)) as url:
        session = opened(url)
        begin = time.monotonic()
        with pytest.raises(RadlaneError, match=why) as failed:
            session.run(PICTURE, deadline_s=1.0)
    assert type(failed.value) is kind
    assert time.monotonic() - begin < 5
    assert CANARY not in str(failed.value)
    assert url not in str(failed.value)
    assert failed.value.retry_after_s == (7.0 if why == "status 503" else None)


@pytest.mark.parametrize(
    ("path", "document", "why"),
    [
        ("/v2", {"name": "small", "version": "1", "extensions": []}, "no tensors as bytes"),
        ("/v2", {"name": "small", "version": "1"}, "no tensors as bytes"),
        (WHERE, [], "no JSON object"),
        (WHERE, {}, "lists no inputs"),
        (WHERE, {**METADATA, "inputs": [CANARY]}, "lists no inputs"),
        (WHERE, {**METADATA, "inputs": [{}]}, "has no shape"),
        (WHERE, {**METADATA, "inputs": [{"shape": [1]}]}, "has no name"),
        (WHERE, {**METADATA, "inputs": [{"shape": [True], "name": "image"}]}, "has no shape"),
        (WHERE, {**METADATA, "inputs": METADATA["outputs"]}, "the manifest's input image is not in the graph"),
        (WHERE, {**METADATA, "inputs": [{"name": "image", "datatype": "INT8", "shape": [1, 1, 4, 4]}]}, "float32"),
        (WHERE, {**METADATA, "inputs": [{"name": "image", "datatype": "FP32", "shape": [1, 1, 4, 8]}]}, "on axis 3"),
        (WHERE, {**METADATA, "inputs": [{"name": "image", "datatype": "FP32", "shape": [1, 4, 4]}]}, "3 dimensions"),
    ],
)
def test_a_server_whose_network_is_another(path: str, document: object, why: str) -> None:
    with (
        scripted(lambda asked: as_json(document) if asked.path == path else well_behaved(asked)) as url,
        pytest.raises(ModelMismatch, match=why) as failed,
    ):
        opened(url)
    assert CANARY not in str(failed.value)


def test_what_a_server_calls_itself_is_short_and_printable() -> None:
    name = "a\nb\u00e9" + "x" * 100
    document = {"name": name, "version": None, "extensions": ["binary_tensor_data"]}
    with scripted(lambda asked: as_json(document) if asked.path == "/v2" else well_behaved(asked)) as url:
        assert opened(url).runtime["package"] == f"ab{'x' * 60} None"


def test_nobody_listens() -> None:
    with pytest.raises(ModelUnavailable, match="ConnectError"):
        opened(f"http://127.0.0.1:{free_port()}")


def test_nothing_of_the_machine_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy variables, no .netrc."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login x password y\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    seen: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        seen.append(asked)
        return well_behaved(asked)

    with scripted(answer) as url:
        opened(url).run(PICTURE)
    assert all(asked.headers["Authorization"] is None for asked in seen)


def test_a_token_is_read_for_each_request(tmp_path: Path) -> None:
    seen: list[str] = []

    def answer(asked: Asked) -> Reply:
        seen.append(asked.headers["Authorization"])
        return well_behaved(asked)

    token = tmp_path / "token"
    token.write_text("one\n")
    with scripted(answer) as url:
        session = opened(url, token_file=token)
        token.write_text("two\n")
        session.run(PICTURE)
    assert seen == ["Bearer one", "Bearer one", "Bearer two"]


def test_tls_with_a_certificate_of_the_site_s_own(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with scripted(well_behaved, context) as url:
        assert set(opened(url, ca_file=certificate).run(PICTURE)) == {"lungs", "chest"}
        with pytest.raises(ModelUnavailable, match="ConnectError"):
            opened(url)


def test_names_that_nobody_looks_up_do_not_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system asks name servers that do not answer for many seconds, and cannot be told to stop."""
    answered = Event()

    def slow(*_: object, **__: object) -> list[object]:
        answered.wait(30)
        raise socket.gaierror

    begin = time.monotonic()
    with scripted(well_behaved) as url:
        session = opened(url.replace("127.0.0.1", "localhost"))
        monkeypatch.setattr(socket, "getaddrinfo", slow)
        with pytest.raises(InferenceFailed, match="the time for all windows is up"):
            session.bind("lungs", (1, 2, 4, 4), lambda: 0.5)(PICTURE["image"])
        answered.set()
    assert time.monotonic() - begin < 5
