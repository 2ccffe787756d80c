"""Makes the networks of the examples, their golden vectors, and the line of each manifest that names the weights.

Nothing here is trained: every weight is written down below, and what comes out means nothing. What the examples show is
which images reach which channel, on which grid, in which unit. Run it where `onnx` and `numpy` are installed:
`python models/examples/make.py`; it makes the same bytes each time.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
Arrays = Mapping[str, NDArray[np.float32]]
CHANNELS = np.float32([0.1, 0.2, 0.3, 0.4])  # of T1 with contrast medium, T1, T2, FLAIR: each one counts, none alike
WINDOW = (4, 8, 8)  # of the golden vector; the network takes any
GRID = (16, 32, 32)  # petct-fusion sees the whole CT at once, on this grid
BODY = np.float32(-0.5)  # HU / 1000: what is below is air
_MOMENT = (1980, 1, 1, 0, 0, 0)  # of the members of an .npz, which would else hold the time of their making


def brats_channels() -> ModelProto:
    """[n, 4, z, y, x] -> logits [n, 2, z, y, x]: whether the weighted sum of all channels is below or above 0."""
    free = ["n", 4, "z", "y", "x"]
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["images", "weights"], ["above"]),
            helper.make_node("Neg", ["above"], ["below"]),
            helper.make_node("Concat", ["below", "above"], ["seen"], axis=1),
        ],
        "brats-channels",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, free)],
        [helper.make_tensor_value_info("seen", TensorProto.FLOAT, ["n", 2, "z", "y", "x"])],
        [numpy_helper.from_array(CHANNELS.reshape(1, 4, 1, 1, 1), "weights")],
    )
    return _finished(graph)


def brats_vector() -> Arrays:
    """What the network says to numbers about zero."""
    images = np.random.default_rng(9).standard_normal((1, 4, *WINDOW)).astype(np.float32)
    above = np.tensordot(CHANNELS, images[0], 1)
    return {"images": images, "seen": np.stack([-above, above])[None].astype(np.float32)}


def petct_fusion() -> ModelProto:
    """CT [1, 1, z, y, x] and PET likewise -> [1, 1]: the mean of the PET where the CT is above `BODY`."""
    shape = [1, 1, *GRID]
    graph = helper.make_graph(
        [
            helper.make_node("Greater", ["ct", "body"], ["is_body"]),
            helper.make_node("Cast", ["is_body"], ["share"], to=TensorProto.FLOAT),
            helper.make_node("Mul", ["pet", "share"], ["within"]),
            helper.make_node("ReduceSum", ["within", "axes"], ["total"], keepdims=0),
            helper.make_node("ReduceSum", ["share", "axes"], ["voxels"], keepdims=0),
            helper.make_node("Max", ["voxels", "one"], ["at_least_one"]),
            helper.make_node("Div", ["total", "at_least_one"], ["mean"]),
        ],
        "petct-fusion",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("ct", "pet")],
        [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, 1])],
        [
            numpy_helper.from_array(np.asarray(BODY), "body"),
            numpy_helper.from_array(np.float32([1]), "one"),
            numpy_helper.from_array(np.array([2, 3, 4]), "axes"),
        ],
    )
    return _finished(graph)


def petct_vector() -> Arrays:
    """What the network says to a ramp of SUV, and a CT of which half is body."""
    pet = np.linspace(0, 8, int(np.prod(GRID)), dtype=np.float32).reshape(1, 1, *GRID)
    ct = np.where(np.arange(GRID[2]) % 2, np.float32(0.04), np.float32(-1)) * np.ones_like(pet)
    return {"ct": ct, "pet": pet, "mean": np.float32([[pet[ct > BODY].mean(dtype=np.float64)]])}


def write(name: str, network: ModelProto, arrays: Arrays) -> None:
    """Write a network and its golden vector, and put size and digest of the weights into the manifest."""
    folder, weights = HERE / name, network.SerializeToString()
    (folder / "golden").mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(weights)
    (folder / "golden" / "made.npz").write_bytes(packed(arrays))
    manifest = folder / "model.yaml"
    digest = hashlib.sha256(weights).hexdigest()
    line = f"  - {{role: weights, path: model.onnx, sha256: {digest}, size: {len(weights)}}}"
    manifest.write_text(re.sub(r"(?m)^  - \{role: weights, .*\}$", line, manifest.read_text()))


def packed(arrays: Arrays) -> bytes:
    """Return an .npz of arrays, the same bytes each time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, values in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, values, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _MOMENT), member.getvalue(), zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def examples() -> Sequence[tuple[str, ModelProto, Arrays]]:
    """Return name, network and golden vector of each example."""
    return (
        ("brats-channels", brats_channels(), brats_vector()),
        ("petct-fusion", petct_fusion(), petct_vector()),
    )


def _finished(graph: onnx.GraphProto) -> ModelProto:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    model.producer_name = "radlane examples"
    onnx.checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    for example in examples():
        write(*example)
