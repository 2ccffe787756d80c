"""What schemathesis is told beside the contract: ids that are there, and instances; and what it notes.

Loaded by schemathesis itself (`fuzzing`). What fits the contract is made to fit the service too, every other time; what
does not is sent as it was drawn.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode

KNOWN, ANSWERS = "FUZZ_KNOWN", "FUZZ_ANSWERS"  # variables: a file of what is there, a file to note answers in
_KEY = "idempotency-key"
_known: dict[str, Any] = json.loads(Path(os.environ[KNOWN]).read_text())
_SIDE = 256  # of what cxr-lungs is fed with
_TENSOR = {"name": "image", "datatype": "FP32", "shape": [1, 1, _SIDE, _SIDE], "data": [0] * (_SIDE * _SIDE)}
_instances = [Path(path).read_bytes() for path in _known["instances"]]

_packages = [Path(path).read_bytes() for path in _known["packages"]]
_CHANGES = re.compile(
    r"(PUT|POST|DELETE) /v1/models/\{name\}/(versions|tags)/"
)  # what takes models out of service: not the one that jobs need

_UPLOAD = "PUT /v1/models/{name}/versions/{ref}"

schemathesis.openapi.media_type("application/dicom", st.sampled_from(_instances))
for _kind in ("application/zip", "application/x-tar"):
    schemathesis.openapi.media_type(_kind, st.sampled_from(_packages))


_BOUNDARY = "fuzzed"
_RELATED = 'multipart/related; type="application/dicom"'
schemathesis.openapi.media_type(_RELATED, st.sampled_from(_instances))


@schemathesis.serializer("multipart/related", _RELATED)
def _in_parts(_: Any, value: Any) -> bytes:
    part = value if isinstance(value, bytes) else json.dumps(value).encode()
    head = f"--{_BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n".encode()
    return head + part + f"\r\n--{_BOUNDARY}--\r\n".encode()


@schemathesis.serializer("application/dicom", "application/zip", "application/x-tar")
def _as_it_is(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@schemathesis.hook
def before_call(_: Any, case: schemathesis.Case, __: Any) -> None:
    """Put what is known in the place of what was drawn; the same of the same."""
    if case.meta is None or case.meta.generation.mode is not GenerationMode.POSITIVE:
        return
    if case.path.startswith("/dicomweb/studies") and case.method == "POST":
        case.headers = {**(case.headers or {}), "Content-Type": f"{_RELATED}; boundary={_BOUNDARY}"}
    whole = zlib.crc32(repr(case.path_parameters).encode()) % 2  # parts drawn one by one would hardly ever fit together
    for place in (case.path_parameters, case.query, case.body):
        for name in place if isinstance(place, dict) else ():
            known = _known["values"].get(name)
            drawn = zlib.crc32(repr(place[name]).encode())
            fits = drawn % 2 or (whole and place is case.path_parameters)
            if known and fits and isinstance(place[name], str | int):
                place[name] = known[drawn // 2 % len(known)]
    if case.path.endswith("/infer") and zlib.crc32(repr(case.body).encode()) % 2:  # tensors that a network takes
        case.path_parameters["model"], case.body = _known["values"]["model"][0], {"inputs": [_TENSOR]}
    if isinstance(case.body, dict) and isinstance(case.body.get("callback"), str):  # others are refused with 422
        case.body["callback"] = _known["values"]["callback"][0]
    changes, there = f"{case.method} {case.path}", case.path_parameters.get("name") in _known["values"]["name"]
    if _CHANGES.match(changes) and (there or changes == _UPLOAD):  # of all names an archive has one
        case.path_parameters.update({k: v for k, v in _known["disposable"].items() if k in case.path_parameters})
    if case.headers and _KEY in case.headers:  # a key for another body is refused, which no contract can say
        case.headers[_KEY] = f"{zlib.crc32(repr(case.body).encode())}{case.headers[_KEY]}"[:200]


@schemathesis.hook
def after_call(_: Any, case: schemathesis.Case, response: schemathesis.Response) -> None:
    """Note how a call was answered."""
    with Path(os.environ[ANSWERS]).open("a", encoding="utf-8") as file:
        file.write(f"{response.status_code} {case.method} {case.path}\n")
