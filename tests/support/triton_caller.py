"""`tritonclient` as somebody else uses it: `python -m support.triton_caller URL MODEL IN.npz OUT.npz TOKEN`.

A process of its own, in which build/triton comes first. Says what the server says of itself and of the model, and
writes the outputs for each input: as `json.NAME` where they came as JSON, as `bytes.NAME` where they came as bytes.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from tritonclient.http import InferenceServerClient, InferInput, InferRequestedOutput
from tritonclient.utils import InferenceServerException


def main(url: str, model: str, source: str, target: str, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}  # a copy for each call with bytes: it leaves its own header there
    client = InferenceServerClient(url.removeprefix("http://"))
    metadata = client.get_model_metadata(model, headers=headers)
    said = {
        "live": client.is_server_live(),
        "ready": client.is_server_ready(),
        "model_ready": client.is_model_ready(model, headers=headers),
        "version_ready": client.is_model_ready(model, metadata["versions"][0], headers=headers),
        "server": client.get_server_metadata(headers=headers),
        "model": metadata,
        "refused": _refused(client, model, headers),
    }
    found: dict[str, np.ndarray] = {}
    with np.load(source) as file:
        fed = dict(file)
    for kind, is_binary in (("json", False), ("bytes", True)):
        inputs = [InferInput(name, list(values.shape), "FP32") for name, values in fed.items()]
        for tensor, values in zip(inputs, fed.values(), strict=True):
            tensor.set_data_from_numpy(values, binary_data=is_binary)
        outputs = [InferRequestedOutput(item["name"], binary_data=is_binary) for item in metadata["outputs"]]
        answer = client.infer(model, inputs, outputs=outputs, request_id=kind, headers={**headers})
        said[f"id of {kind}"] = answer.get_response()["id"]
        found |= {f"{kind}.{item['name']}": answer.as_numpy(item["name"]) for item in metadata["outputs"]}
    unnamed = client.infer(model, inputs, headers={**headers})  # all outputs, in bytes
    found |= {f"all.{item['name']}": unnamed.as_numpy(item["name"]) for item in metadata["outputs"]}
    np.savez(target, **found)
    sys.stdout.write(json.dumps(said))


def _refused(client: InferenceServerClient, model: str, headers: dict[str, str]) -> str:
    """What the client reads of a refusal."""
    tensor = InferInput("nothing", [1, 1], "FP32")
    tensor.set_data_from_numpy(np.zeros((1, 1), np.float32))
    try:
        client.infer(model, [tensor], headers={**headers})
    except InferenceServerException as error:
        return f"{error.status()} {error.message()}"
    return ""


if __name__ == "__main__":
    main(*sys.argv[1:])
