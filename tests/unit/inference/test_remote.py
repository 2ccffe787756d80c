"""A session on a server behaves as one here does; servers on connections are in tests/faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.model import MAIN, Network, RemoteRuntime
from radlane.errors import InferenceFailed, ModelMismatch
from radlane.inference.calls import Calls
from radlane.inference.devices import choose_device
from radlane.inference.remote import RemoteSession, find_network
from radlane.inference.servers import RemoteServer
from radlane.inference.session import Session, open_session
from radlane.inference.shapes import fed_shape, given_shapes
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import open_package
from support.networks import network, network_of, written
from support.protocol import unread
from support.said import NAME, pixel_package

URL = "http://triton:8000"
WHERE = RemoteRuntime(kind="remote", url=URL, model="n", version="3")
LENGTH = "Inference-Header-Content-Length"


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return open_session(written(network(), tmp_path), network_of(network()), choose_device("cpu", ()), 1)


def picture(count: int = 1) -> NDArray[np.float32]:
    return np.random.default_rng(count).random((count, 1, 4, 4), np.float32)


class Server:
    """A server that runs a session, and notes what it was asked; `put` changes what it says."""

    def __init__(self, session: Session, **put: Any) -> None:
        self.session = session
        self.put = put
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if request.method == "GET":
            said: dict[str, Any] = _described() if path != "/v2" else {"extensions": ["binary_tensor_data"]}
            return httpx.Response(200, json={**said, **self.put.get(path, {})})
        length = int(request.headers[LENGTH])
        head = json.loads(request.content[:length])
        self.asked.append((path, head))
        feeds, behind = {}, request.content[length:]
        for tensor in head["inputs"]:
            size = tensor["parameters"]["binary_data_size"]
            feeds[tensor["name"]] = np.frombuffer(behind[:size], "<f4").reshape(tensor["shape"])
            behind = behind[size:]
        found = self.session.run(feeds)
        return _packed({item["name"]: found[item["name"]] for item in head["outputs"]}, self.put.get("output", {}))


def _described(made: Network | None = None) -> dict[str, Any]:
    made = made or network_of(network())
    plain = [(value.name, fed_shape(value)) for value in made.inputs]
    return {
        "inputs": [_value(*one) for one in plain],
        "outputs": [_value(name, shape) for name, shape in given_shapes(made).items()],
    }


def _value(name: str, shape: tuple[int | None, ...]) -> dict[str, Any]:
    return {"name": name, "datatype": "FP32", "shape": [-1 if side is None else side for side in shape]}


def _packed(outputs: Mapping[str, NDArray[np.float32]], put: Mapping[str, Any]) -> httpx.Response:
    items = [
        {**_value(name, values.shape), "parameters": {"binary_data_size": values.nbytes}, **put}
        for name, values in outputs.items()
    ]
    head = json.dumps({"outputs": items}).encode()
    content = head + b"".join(values.tobytes() for values in outputs.values())
    return httpx.Response(200, headers={LENGTH: str(len(head))}, content=content)


def remote(answer: Callable[[httpx.Request], httpx.Response], stage: str = MAIN) -> RemoteSession:
    calls = Calls(RemoteServer(url=URL), URL, httpx.MockTransport(lambda request: unread(answer(request))))
    return find_network(calls, replace(network_of(network()), id=stage), WHERE)


def test_what_a_server_runs_is_what_runs_here(here: Session) -> None:
    there = remote(Server(here))
    for count in (1, 3):
        feeds = {"image": picture(count)}
        assert {name: values.tobytes() for name, values in there.run(feeds).items()} == {
            name: values.tobytes() for name, values in here.run(feeds).items()
        }
    assert (there.device, there.runtime["provider"]) == ("remote", "OpenInferenceProtocol")


def test_many_runs_ask_for_one_output(here: Session) -> None:
    server = Server(here)
    predict = remote(server).bind("lungs", (3, 2, 4, 4), lambda: 60.0)
    for count in (3, 2):
        assert predict(picture(count)).tobytes() == here.run({"image": picture(count)})["lungs"].tobytes()
    assert {path for path, _ in server.asked} == {"/v2/models/n/versions/3/infer"}
    assert [item["name"] for _, head in server.asked for item in head["outputs"]] == ["lungs", "lungs"]


def test_a_stage_has_a_name_of_its_own_there(here: Session) -> None:
    server = Server(here)
    remote(server, stage="first").run({"image": picture()})
    assert [path for path, _ in server.asked] == ["/v2/models/n.first/versions/3/infer"]


@pytest.mark.parametrize(
    ("feeds", "why"),
    [
        ({}, "the feeds are not the manifest's inputs"),
        ({"image": picture().astype(np.float64)}, r"input image is not float32 \[n, 1, 4, 4\]"),
        ({"image": picture()[..., :3]}, r"input image is not float32 \[n, 1, 4, 4\]"),
        ({"image": picture() * np.float32(np.nan)}, "input image is not finite"),
    ],
)
def test_feeds_that_do_not_fit_are_not_sent(here: Session, feeds: dict[str, NDArray[np.float32]], why: str) -> None:
    server = Server(here)
    with pytest.raises(InferenceFailed, match=why):
        remote(server).run(feeds)
    assert server.asked == []


def test_more_patches_than_were_stated(here: Session) -> None:
    with pytest.raises(InferenceFailed, match="more than were stated"):
        remote(Server(here)).bind("lungs", (1, 2, 4, 4), lambda: 60.0)(picture(2))


def test_no_time_is_left(here: Session) -> None:
    server = Server(here)
    there = remote(server)
    with pytest.raises(InferenceFailed, match="the time for all windows is up"):
        there.bind("lungs", (1, 2, 4, 4), lambda: 0.0)(picture())
    with pytest.raises(InferenceFailed, match="it ran longer than 0 s"):
        there.run({"image": picture()}, deadline_s=0)
    assert server.asked == []


def test_closed_session_does_not_run(here: Session) -> None:
    there = remote(Server(here))
    predict = there.bind("lungs", (1, 2, 4, 4), lambda: 60.0)
    there.close()
    for run in (
        lambda: there.run({"image": picture()}),
        lambda: predict(picture()),
        lambda: there.bind("x", (1,), float),
    ):
        with pytest.raises(InferenceFailed, match="the session is closed"):
            run()


def test_network_with_two_inputs_is_not_bound(here: Session) -> None:
    made = network_of(network())
    two = replace(made, inputs=(made.inputs[0], replace(made.inputs[0], name="other")))
    session = RemoteSession(Calls(RemoteServer(url=URL), URL), "/v2", two, {})
    with pytest.raises(InferenceFailed, match="other than one input"):
        session.bind("lungs", (1, 2, 4, 4), lambda: 60.0)


@pytest.mark.parametrize(
    "put",
    [
        {"datatype": "FP64"},
        {"parameters": {}},
        {"parameters": None},
        {"parameters": {"binary_data_size": True}},
        {"parameters": {"binary_data_size": -4}},
        {"parameters": {"binary_data_size": 4.0}},
        {"shape": [0]},
        {"shape": "1"},
        {"shape": [2**40, 2**40]},
        {"name": 7},
        {"name": ""},
        {"name": "a\nb"},
        {"name": "x" * 257},
    ],
)
def test_what_is_no_tensor_of_an_answer(here: Session, put: dict[str, Any]) -> None:
    there = remote(Server(here, output=put))
    with pytest.raises(InferenceFailed, match="The network did not run"):
        there.run({"image": picture()})


@pytest.mark.parametrize("extensions", [None, [], ["classification"], "binary_tensor_data", [7]])
def test_a_server_that_takes_no_bytes(here: Session, extensions: object) -> None:
    with pytest.raises(ModelMismatch, match="no tensors as bytes"):
        remote(Server(here, **{"/v2": {"extensions": extensions}}))


def boxes_there(folder: Path, **put: Any) -> RemoteSession:
    """`pixel_detector` on a server, and what is changed of its answers."""
    pixel_package(folder)
    package = open_package(folder / NAME)
    (made,) = package.manifest.networks
    session = open_session(package.weights_path(made), made, choose_device("cpu", ()), 1)
    server = Server(session, **{"/v2/models/n/versions/3": _described(made), **put})
    calls = Calls(RemoteServer(url=URL), URL, httpx.MockTransport(lambda request: unread(server(request))))
    return find_network(calls, made, WHERE)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_server_gives_as_many_boxes_as_there_are(count: int, tmp_path: Path) -> None:
    image = np.zeros((1, 1, 8, 6), np.float32)
    image.reshape(-1)[:count] = 0.75
    found = boxes_there(tmp_path).run({"image": image})
    assert {name: len(values) for name, values in found.items()} == {"boxes": count, "scores": count, "names": count}


@pytest.mark.parametrize("put", [{"shape": [1, 4]}, {"shape": [2, 2]}, {"name": "boxes"}])
def test_boxes_of_another_layout_are_no_answer(put: dict[str, Any], tmp_path: Path) -> None:
    image = np.zeros((1, 1, 8, 6), np.float32)
    image[0, 0, 0, 0] = 0.75
    with pytest.raises(InferenceFailed, match=r"of its server|other tensors"):
        boxes_there(tmp_path, output=put).run({"image": image})


def test_a_server_whose_labels_are_whole_numbers_is_refused(tmp_path: Path) -> None:
    """Tensors travel as FP32."""
    pixel_package(tmp_path)
    (made,) = open_package(tmp_path / NAME).manifest.networks
    said = _described(made)
    said["outputs"][2]["datatype"] = "INT64"
    with pytest.raises(ModelMismatch, match="output names holds another data type"):
        boxes_there(tmp_path / "other", **{"/v2/models/n/versions/3": said})


def test_several_inputs_are_sent_each_with_its_bytes() -> None:
    """The example of PET on CT, on a server: what its golden vector says."""
    folder = builtin_roots()[0] / "examples" / "petct-fusion"
    (asked,) = open_package(folder).manifest.networks
    local = open_session(folder / "model.onnx", asked, choose_device("cpu", ()), 1)
    server = Server(local, **{"/v2/models/n/versions/3": _described(asked)})
    calls = Calls(RemoteServer(url=URL), URL, httpx.MockTransport(lambda request: unread(server(request))))
    with np.load(folder / "golden" / "one.npz") as golden:
        vector = dict(golden)
    found = find_network(calls, asked, WHERE).run({name: vector[name] for name in ("pet", "ct")})
    np.testing.assert_allclose(found["mean"], vector["mean"], rtol=1e-5)
