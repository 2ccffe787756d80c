"""One file that is two networks: an ONNX protobuf, and onnxruntime's own format, which is told by bytes 4 to 8."""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path

import onnxruntime

# IR version 8, producer "O", and a field that no reader knows; its bytes 4 to 8 are ORTM
_HEAD = b"\x08\x08\x12\x01ORTM" + bytes(83)
_DOC_STRING = b"\x32"  # of the model, with its length in four bytes of seven bits


def two_networks(hidden: bytes, shown: bytes) -> bytes:
    """A file in which a reader of protobufs finds `shown`, and onnxruntime, if it may guess, `hidden`.

    The first four bytes are, to a flatbuffer, the distance to its root: the hidden network lies so far behind, in a
    text of the protobuf.
    """
    data = _in_own_format(hidden)
    (distance,), (own,) = struct.unpack("<I", _HEAD[:4]), struct.unpack("<I", data[:4])
    begin = len(_HEAD) + len(_DOC_STRING) + 4
    text = bytes(distance - own - begin) + data
    return _HEAD + _DOC_STRING + _four_bytes(len(text)) + text + shown


def _in_own_format(network: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.optimized_model_filepath = str(Path(folder) / "network.ort")
        options.add_session_config_entry("session.save_model_format", "ORT")
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        return Path(options.optimized_model_filepath).read_bytes()


def _four_bytes(number: int) -> bytes:
    parts = [number >> shift & 127 for shift in (0, 7, 14, 21)]
    return bytes([*(part | 128 for part in parts[:3]), parts[3]])
