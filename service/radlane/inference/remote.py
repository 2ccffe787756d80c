"""One network, run by a server of the Open Inference Protocol, version 2.

In: where a manifest says that it runs, the servers that the site allows. Out: `RemoteSession`, used as `Session` is.
Tensors travel as bytes (binary tensor data extension), and are checked as if somebody else had sent them.
Reference: KServe, Open Inference Protocol (REST); Triton, binary tensor data extension.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import MAIN, Network, RemoteRuntime
from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed, ModelMismatch, ModelUnavailable
from radlane.inference.calls import AnswerRefused, Calls
from radlane.inference.graph import require_fit
from radlane.inference.layouts import MOST_BOXES, Layout, fit_layout
from radlane.inference.running import DEADLINE_S, Predict
from radlane.inference.servers import RemoteServer, server_at
from radlane.inference.shapes import answered_layouts, complain_of_feeds
from radlane.inference.tensors import BINARY_SIZE, DATATYPE, Form, pack, unpack

DEVICE = "remote"
EXTENSIONS = frozenset({"binary_tensor_data", "binary_tensor_data_extension"})
_LOOK_S = 30.0  # for a description
_MOST_NAME = 256
_MOST_LISTED = 64  # inputs or outputs


@dataclass(frozen=True, kw_only=True)
class _Value:
    """An input or output, as `require_fit` wants it described."""

    name: str
    type: str
    shape: tuple[int | None, ...]


class RemoteSession:
    """A network on a server.

    Attributes
    ----------
    device : str
        `remote`.
    runtime : Mapping[str, str]
        `package` (the server's own name and version) and `provider`, for the provenance of results.
    most_batch : int
        Images in one run: one, as the server may take no more.
    reads_raw : bool
        No: a server takes tensors.
    """

    def __init__(self, calls: Calls, path: str, network: Network, runtime: Mapping[str, str]) -> None:
        self.device = DEVICE
        self.runtime = runtime
        self.most_batch = 1
        self.reads_raw = False
        self._calls = calls
        self._path = path
        self._network = network
        self._is_open = True

    def run(self, feeds: Mapping[str, NDArray[np.float32]], deadline_s: float = DEADLINE_S) -> Outputs:
        """Run the network once (`Session.run`).

        Raises
        ------
        InferenceFailed
            If the feeds do not fit, the server refuses them or answers something else, an output is not finite, the
            time is up, or the session is closed.
        ModelUnavailable
            If the server cannot be reached, or cannot work now.
        """
        names = self._network.tensors
        return self._ask(feeds, names, deadline_s, f"it ran longer than {deadline_s:g} s")

    def bind(
        self,
        output: str,
        shape: tuple[int, ...],
        remaining: Callable[[], float],
        table: NDArray[np.float32] | None = None,
    ) -> Predict:
        """Return the network with one input as a function, for many runs (`Session.bind`); it takes no table.

        Raises
        ------
        InferenceFailed
            If the network has other than one input, or the session is closed.
        """
        self._require_open()
        if len(self._network.inputs) != 1 or table is not None:
            raise self._failed("it has other than one input, or codes would be sent")
        source = self._network.inputs[0].name

        def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
            if len(patches) > shape[0]:
                raise self._failed("the patches are more than were stated")
            return self._ask({source: patches}, [output], remaining(), "the time for all windows is up")[output]

        return predict

    def close(self) -> None:
        """Run nothing more; no connection is held between two runs."""
        self._is_open = False

    def _ask(
        self, feeds: Mapping[str, NDArray[np.float32]], wanted: Sequence[str], seconds: float, late: str
    ) -> Outputs:
        self._require_open()
        complaint = complain_of_feeds(self._network, feeds)
        if complaint is not None:
            raise self._failed(complaint)
        if seconds <= 0:
            raise self._failed(late)
        expected = [one for one in answered_layouts(self._network, feeds) if one[0].keys() <= set(wanted)]
        shapes = [shape for layouts in expected for shape in layouts[0].values()]
        size = sum(np.dtype(np.float32).itemsize * prod(_most(side) for side in shape) for shape in shapes)
        try:
            reply = self._calls.post(self._path, _request(feeds, wanted), size, seconds)
            outputs = unpack(_forms(reply.head), reply.behind, least=0)
        except TimeoutError:
            raise self._failed(late) from None
        except (AnswerRefused, ValueError) as error:
            raise self._failed(f"of its server, {error}") from None
        found = {name: values.shape for name, values in outputs.items()}
        if found.keys() != set(wanted) or not all(any(_answers(found, one) for one in those) for those in expected):
            raise self._failed("its server answers with other tensors than those that were asked for")
        return outputs

    def _require_open(self) -> None:
        if not self._is_open:
            raise self._failed("the session is closed")

    def _failed(self, why: str) -> InferenceFailed:
        return InferenceFailed("The network did not run", uid=self._network.model, why=why)


def open_remote(network: Network, where: RemoteRuntime, servers: Sequence[RemoteServer]) -> RemoteSession:
    """Ask a server for a network, and compare it with its manifest; whether it is the same one, golden vectors say.

    Parameters
    ----------
    network : Network
        What it must look like; a stage's network is called `model.stage` there.
    where : RemoteRuntime
        Where the manifest says that it runs.
    servers : sequence of RemoteServer
        Those that the site allows.

    Raises
    ------
    PackageRefused
        If the site does not allow the server.
    ModelUnavailable, ModelMismatch
        As `find_network`.
    """
    return find_network(Calls(server_at(where.url, servers), where.url), network, where)


def find_network(calls: Calls, network: Network, where: RemoteRuntime) -> RemoteSession:
    """Find a network on a server.

    Raises
    ------
    ModelUnavailable
        If it cannot be reached, or cannot answer now.
    ModelMismatch
        If it has no such network, takes no bytes, or the network does not fit the manifest.
    """
    name = where.model if network.id == MAIN else f"{where.model}.{network.id}"
    path = f"/v2/models/{name}/versions/{where.version}"
    try:
        server = calls.get("/v2", _LOOK_S)
        described = calls.get(path, _LOOK_S)
        inputs, outputs = _values(described, "inputs"), _values(described, "outputs")
    except TimeoutError:
        raise ModelUnavailable("The server that the model runs on is too slow", uid=network.model) from None
    except (AnswerRefused, ValueError) as error:
        raise _mismatch(network, str(error)) from None
    said = server.get("extensions")
    if not isinstance(said, list) or not EXTENSIONS & {item for item in said if isinstance(item, str)}:
        raise _mismatch(network, "it takes no tensors as bytes")
    require_fit(network, inputs, outputs)
    facts = {"package": f"{_plain(server.get('name'))} {_plain(server.get('version'))}"}
    return RemoteSession(calls, f"{path}/infer", network, {**facts, "provider": "OpenInferenceProtocol"})


def _request(feeds: Mapping[str, NDArray[np.float32]], wanted: Sequence[str]) -> list[memoryview]:
    inputs = [
        {
            "name": name,
            "datatype": DATATYPE,
            "shape": list(values.shape),
            "parameters": {BINARY_SIZE: values.nbytes},
        }
        for name, values in feeds.items()
    ]
    outputs = [{"name": name, "parameters": {"binary_data": True}} for name in wanted]
    head = json.dumps({"inputs": inputs, "outputs": outputs}).encode()
    return [memoryview(head), *(pack(values) for values in feeds.values())]


def _most(side: int | None) -> int:
    """As many numbers as an axis may have."""
    return MOST_BOXES if side is None else side


def _answers(found: Layout, layout: Layout) -> bool:
    return fit_layout({name: shape for name, shape in found.items() if name in layout}, layout)


def _forms(head: Mapping[str, Any]) -> list[Form]:
    """The tensors of an answer, whose bytes follow it.

    Raises
    ------
    ValueError
        If something else is said.
    """
    return [Form(name=_name(item), shape=_shape(item, 0), size=_size(item)) for item in _listed(head, "outputs")]


def _values(head: Mapping[str, Any], key: str) -> list[_Value]:
    found = []
    for item in _listed(head, key):
        kind = "tensor(float)" if item.get("datatype") == DATATYPE else "another data type"
        shape = tuple(None if side < 0 else side for side in _shape(item, -1))
        found.append(_Value(name=_name(item), type=kind, shape=shape))
    return found


def _listed(head: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    items = head.get(key)
    if not isinstance(items, list) or len(items) > _MOST_LISTED or not all(isinstance(item, dict) for item in items):
        raise ValueError(f"its answer lists no {key}")
    return items


def _name(item: Mapping[str, Any]) -> str:
    name = item.get("name")
    if not isinstance(name, str) or not 0 < len(name) <= _MOST_NAME or not name.isprintable():
        raise ValueError("a tensor of its answer has no name")
    return name


def _shape(item: Mapping[str, Any], least: int) -> tuple[int, ...]:
    shape = item.get("shape")
    if not isinstance(shape, list) or not all(type(side) is int and side >= least for side in shape):
        raise ValueError("a tensor of its answer has no shape")
    return tuple(shape)


def _size(item: Mapping[str, Any]) -> int:
    parameters = item.get("parameters")
    size = parameters.get(BINARY_SIZE) if isinstance(parameters, dict) else None
    if item.get("datatype") != DATATYPE or type(size) is not int or size < 0:
        raise ValueError("a tensor of its answer is not FP32 in bytes")
    return size


def _plain(text: object) -> str:
    """What a server calls itself, for provenance: short and printable, whatever it says."""
    plain = "".join(one for one in str(text)[:64] if one.isascii() and one.isprintable())
    return plain or "unknown"


def _mismatch(network: Network, why: str) -> ModelMismatch:
    return ModelMismatch(
        "The server does not run the network of the manifest",
        uid=network.model,
        why=why,
        remedy="Correct `runtime` in model.yaml, or what the server serves",
    )
