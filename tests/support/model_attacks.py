"""Attacks with packages of models, and what they take: each is unpacked, staged and admitted as an upload is.

In: an attack. Out: the code that refused it, the most memory that was taken for it, and the time.
"""

from __future__ import annotations

import io
import os
import stat
import tarfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path

import numpy as np

from radlane.errors import PackageRefused
from radlane.pipeline.admission import AdmissionOptions, SignaturePolicy, admit
from radlane.pipeline.child import peak_memory
from radlane.pipeline.examination import ExaminationLimits
from radlane.registry.archive import unpack
from radlane.registry.members import PackageLimits
from radlane.registry.staging import stage
from support.attack_graphs import DECLARED, EXTERNAL_OF, GRAPHS, NETWORKS
from support.attack_packages import OTHERS, OWN, Files, golden, package, public, signed
from support.hostile import MEBI, Outcome
from support.packed import member, tar_of, tarred, unix_zip, zipped

LIMITS = PackageLimits(
    archive_bytes=64 * MEBI, total_bytes=96 * MEBI, file_bytes=48 * MEBI, members=100, ratio=200.0, name_bytes=240
)
SECONDS, MEMORY_BYTES = 2.0, 512 * MEBI
PATIENT_S = 60.0  # of all that is not meant to be slow: the machine has other work, too
PASSED = "admitted"


@dataclass(frozen=True, kw_only=True)
class ModelAttack:
    """An attack: the archive that is sent, the code that refuses it, and what it may take at most.

    Attributes
    ----------
    mebibytes : int
        Of memory: what an archive takes of this process above what it had, and all that the process holds that examines
        networks.
    """

    kind: str
    name: str
    archive: Callable[[], bytes]
    code: str
    signatures: SignaturePolicy = "warn"
    mebibytes: int = 256
    seconds: int = 30

    def allows(self, outcome: Outcome) -> bool:
        """Whether it may go so."""
        within = outcome.mebibytes <= self.mebibytes and outcome.seconds <= self.seconds
        return within and outcome.answer == self.code


def attacked(attack: ModelAttack, folder: Path) -> Outcome:
    """Send it; nothing of it may be left where it is refused."""
    archive, into = folder / "archive", folder / "into"
    archive.write_bytes(attack.archive())
    before, begun = _fresh_peak(), time.monotonic()
    try:
        unpack(archive, into, LIMITS)
    except PackageRefused as refusal:
        assert not into.exists()
        return _outcome(refusal.code, before, begun)
    try:
        staged = stage(into)
    except PackageRefused as refusal:
        return _outcome(refusal.code, before, begun)
    report = admit(staged.package, options(attack.signatures, SECONDS if attack.code == "dry-run-time" else PATIENT_S))
    failed = report.failed
    children = [check.memory_mib for check in report.checks if check.memory_mib is not None]
    taken = _outcome(failed.code or "" if failed else PASSED, before, begun)
    return Outcome(answer=taken.answer, mebibytes=max([taken.mebibytes, *children]), seconds=taken.seconds)


def options(signatures: SignaturePolicy, seconds: float = PATIENT_S) -> AdmissionOptions:
    """What the attacks have to pass."""
    return AdmissionOptions(
        limits=ExaminationLimits(seconds=seconds, memory_bytes=MEMORY_BYTES, threads=1),
        signatures=signatures,
        keys=(public(OWN),),
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        version="0.1.0",
        context=_context(),
    )


@cache
def _context() -> BaseContext:
    """Processes that are forked off one that has imported what they need: a new one each, and each is cheap."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["onnxruntime", "radlane.pipeline.examination", "radlane.pipeline.graphs"])
    return context


def _fresh_peak() -> int:
    """Forget the peak of this process; what it holds now."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak_memory() or 0


def _outcome(answer: str, before: int, begun: float) -> Outcome:
    taken = max(0, (peak_memory() or 0) - before)
    return Outcome(answer=answer, mebibytes=taken / MEBI, seconds=time.monotonic() - begun)


def _sized(**sizes: int) -> bytes:
    """A .tar of zeros."""
    return tarred({name: bytes(size) for name, size in sizes.items()})


def _many(names: list[str]) -> bytes:
    return tar_of(*((member(name), b"") for name in names))


def _patched(data: bytes, magic: bytes, offset: int, value: bytes) -> bytes:
    place = data.index(magic) + offset
    return data[:place] + value + data[place + len(value) :]


def _overlapping() -> bytes:
    """A hundred entries that all mean one large member (D. Fifield, 2019)."""
    data = zipped({f"{number:03}": os.urandom(1) * 4096 for number in range(50)})
    first = data.index(b"PK\x01\x02")
    return (
        data[:first]
        + b"".join(entry[:42] + bytes(4) + entry[46:] for entry in _entries(data[first : data.index(b"PK\x05\x06")]))
        + data[data.index(b"PK\x05\x06") :]
    )


def _entries(directory: bytes) -> list[bytes]:
    return [b"PK\x01\x02" + entry for entry in directory.split(b"PK\x01\x02")[1:]]


def _pax(size: int) -> bytes:
    info = tarfile.TarInfo("header")
    info.type, info.size = tarfile.XHDTYPE, size
    return info.tobuf(tarfile.USTAR_FORMAT) + bytes(min(size, MEBI))


def _encrypted() -> bytes:
    plain = zipped(package())
    return _patched(_patched(plain, b"PK\x03\x04", 6, b"\x01"), b"PK\x01\x02", 8, b"\x01")


ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb: 40 MiB of zeros": (lambda: zipped({"model.onnx": bytes(40 * MEBI)}), "archive-ratio"),
    "a zip bomb of many": (
        lambda: zipped({f"{n}": os.urandom(60_000) + bytes(11 * MEBI) for n in range(9)}),
        "archive-total",
    ),
    "a zip bomb that overlaps": (_overlapping, "archive-overlap"),
    "an archive that is too large": (lambda: _sized(a=33 * MEBI, b=33 * MEBI), "archive-total"),
    "a file that is too large": (lambda: _sized(a=49 * MEBI), "archive-file"),
    "a file that says to be 8 GiB": (
        lambda: member("model.onnx", (8 << 30) - 1).tobuf(tarfile.USTAR_FORMAT),
        "archive-file",
    ),
    "many members": (lambda: _many([f"{number}" for number in range(101)]), "archive-members"),
    "a member ../": (lambda: _many(["../model.yaml"]), "archive-path"),
    "an absolute member": (lambda: _many(["/etc/passwd"]), "archive-path"),
    "a backslash": (lambda: _many(["..\\model.yaml"]), "archive-path"),
    "NUL in a name": (lambda: zipped(package()).replace(b"README.md", b"READM\0.md"), "archive-path"),
    "a name that is not UTF-8": (
        lambda: zipped(package()).replace(b"README.md", b"READM\xff.md"),
        "archive-name",
    ),
    "a long name": (lambda: _many(["a" * 250]), "archive-name"),
    "a symbolic link": (lambda: tar_of((member("a", kind=b"2", linkname="/etc"), b"")), "archive-link"),
    "a hard link": (lambda: tar_of((member("a", kind=b"1", linkname="/etc/passwd"), b"")), "archive-link"),
    "a symbolic link in a .zip": (lambda: unix_zip("a", stat.S_IFLNK | 0o777, b"/etc"), "archive-link"),
    "a device": (lambda: tar_of((member("a", kind=b"3"), b"")), "archive-device"),
    "a name twice": (lambda: _many(["model.yaml", "model.yaml"]), "archive-duplicate"),
    "a name twice but for its case": (lambda: _many(["model.yaml", "MODEL.yaml"]), "archive-duplicate"),
    "a file that is a folder": (lambda: _many(["golden", "golden/ramp.npz"]), "archive-conflict"),
    "a password": (_encrypted, "archive-encrypted"),
    "ZIP64": (lambda: _patched(zipped(package()), b"PK\x01\x02", 24, b"\xff" * 4), "archive-zip64"),
    "another compression": (lambda: zipped(package(), zipfile.ZIP_LZMA), "archive-method"),
    "a header of 8 GiB": (lambda: _pax((8 << 30) - 1), "archive-header"),
    "a header of 1 MiB": (lambda: _pax(MEBI), "archive-header"),
    "a .zip that is cut": (lambda: zipped(package())[:-30], "archive-trailing"),
    "a .tar that is cut": (lambda: tarred(package())[:3000], "archive-truncated"),
    "a program behind a .zip": (lambda: zipped(package()) + b"#!/bin/sh\n", "archive-trailing"),
    "a program before a .zip": (lambda: b"#!/bin/sh\n" + zipped(package()), "archive-kind"),
    "a .tar that is compressed": (lambda: b"\x1f\x8b" + bytes(600), "archive-kind"),
    "another checksum": (
        lambda: _patched(_patched(zipped(package()), b"PK\x03\x04", 14, b"\0\0"), b"PK\x01\x02", 16, b"\0\0"),
        "archive-damaged",
    ),
}


def _aliases() -> bytes:
    """A billion laughs."""
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(["a0: &a0 [x, x]", *rows]).encode()


def _with(**files: bytes) -> Files:
    return package() | {name.replace("__", "/").replace("_", "."): data for name, data in files.items()}


def _lying(**changes: object) -> Files:
    weights = {"role": "weights", "path": "model.onnx", "sha256": "0" * 64, "size": 9}
    return package(artifacts=[weights | changes])


def _without(name: str) -> Files:
    return {path: data for path, data in package().items() if path != name}


FILES: dict[str, tuple[Callable[[], Files], str]] = {
    "a file that the manifest does not name": (lambda: _with(train_py=b"import os"), "file-unnamed"),
    "an optimised network beside the one": (lambda: _with(model_ort=b"ORTM"), "file-unnamed"),
    "no golden vector": (lambda: _without("golden/ramp.npz"), "file-missing"),
    "no card": (lambda: _without("README.md"), "file-missing"),
    "no manifest": (lambda: _without("model.yaml"), "manifest-invalid"),
    "a billion laughs": (lambda: _with(model_yaml=_aliases()), "manifest-invalid"),
    "a manifest of 2 MiB": (lambda: _with(model_yaml=b"#" * (2 * MEBI)), "manifest-invalid"),
    "an object of Python": (
        lambda: _with(model_yaml=b"schema: !!python/object/apply:os.system [id]\n"),
        "manifest-invalid",
    ),
    "weights outside of the package": (lambda: _lying(path="../../etc/passwd"), "manifest-invalid"),
    "NUL in a path": (lambda: _lying(path="model\0.onnx"), "manifest-invalid"),
    "weights of another digest": (lambda: _lying(size=len(package()["model.onnx"])), "artifact-corrupt"),
    "weights of another size": (lambda: _lying(), "artifact-corrupt"),
    "a key that is not honoured": (lambda: package(hooks=["import os"]), "manifest-invalid"),
    "a hundred domains": (
        lambda: package(onnx={"domains": [f"org.example{n}" for n in range(100)]}),
        "manifest-invalid",
    ),
}


def _huge() -> bytes:
    """An array whose header says 2^40 values."""
    buffer = io.BytesIO()
    header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,), }"
    padded = header + b" " * (64 - (len(header) + 11) % 64) + b"\n"
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("image.npy", b"\x93NUMPY\x01\x00" + len(padded).to_bytes(2, "little") + padded)
    return buffer.getvalue()


def _pickled() -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, image=np.array([{"a": 1}], dtype=object))
    return buffer.getvalue()


def _bomb() -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, image=np.zeros((1, 1, 4200, 4200), np.float32))
    return buffer.getvalue()


VECTORS: dict[str, tuple[Callable[[], bytes], str]] = {
    "an object of Python": (_pickled, "artifact-corrupt"),
    "a bomb of 67 MiB": (_bomb, "artifact-corrupt"),
    "an array that says to hold 4 TiB": (_huge, "golden-memory"),
    "no .npz": (lambda: b"golden", "artifact-corrupt"),
    "other values": (lambda: golden(chest=np.full((1, 1), 7, np.float32)), "self-test-failed"),
    "nothing but zero": (
        lambda: golden(
            image=np.zeros((1, 1, 4, 4), np.float32),
            lungs=np.zeros((1, 2, 4, 4), np.float32),
            chest=np.zeros((1, 1), np.float32),
        ),
        "self-test-failed",
    ),
    "an input of another shape": (lambda: golden(image=np.ones((1, 1, 9, 9), np.float32)), "golden-failed"),
    "an array too many": (lambda: golden(other=np.ones(1, np.float32)), "self-test-failed"),
}

SIGNATURES: dict[str, tuple[Callable[[], Files], str]] = {
    "none": (package, "signature-missing"),
    "of a key that is not trusted": (lambda: signed(package(), OTHERS), "signature-key"),
    "of other weights": (lambda: signed(package(), **{"model.onnx": "0" * 64}), "signature-files"),
    "of a file too many": (lambda: signed(package(), **{"train.py": "0" * 64}), "signature-files"),
    "of the weights alone": (
        lambda: package() | {"model.sig": signed({"model.onnx": package()["model.onnx"]})["model.sig"]},
        "signature-files",
    ),
    "that is changed": (
        lambda: _flipped(signed(package())),
        "signature-invalid",
    ),
    "no bundle": (lambda: package() | {"model.sig": b"{}"}, "signature-invalid"),
    "100,000 brackets": (lambda: package() | {"model.sig": b"[" * 100_000}, "signature-invalid"),
    "of 2 MiB": (lambda: package() | {"model.sig": b" " * (2 * MEBI)}, "signature-invalid"),
}


def _flipped(files: Files) -> Files:
    """Another payload under the same signature."""
    bundle = files["model.sig"]
    place = bundle.index(b'"payload": "') + 60
    other = b"A" if bundle[place : place + 1] != b"A" else b"B"
    return files | {"model.sig": bundle[:place] + other + bundle[place + 1 :]}


def _packed(make: Callable[[], Files]) -> Callable[[], bytes]:
    return lambda: tarred(make())


def _declared(make: Callable[[], bytes]) -> Callable[[], bytes]:
    rules = {"domains": ["org.example", "com.microsoft"], "allow_control_flow": True}
    return lambda: tarred(package(make(), EXTERNAL_OF, onnx=rules))


def _network(make: Callable[[], bytes], *, loops: bool) -> Callable[[], bytes]:
    return lambda: tarred(package(make(), **({"onnx": {"allow_control_flow": True}} if loops else {})))


def _vector(make: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: tarred(package(vector=make()))


def _graph(make: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: tarred(package(make()))


ATTACKS = (
    *(
        ModelAttack(kind="archive", name=n, archive=make, code=code, mebibytes=64)
        for n, (make, code) in ARCHIVES.items()
    ),
    *(ModelAttack(kind="files", name=n, archive=_packed(make), code=code) for n, (make, code) in FILES.items()),
    *(
        ModelAttack(kind="signature", name=n, archive=_packed(make), code=code, signatures="require")
        for n, (make, code) in SIGNATURES.items()
    ),
    *(ModelAttack(kind="graph", name=n, archive=_graph(make), code=code) for n, (make, code) in GRAPHS.items()),
    *(ModelAttack(kind="graph", name=n, archive=_declared(make), code=code) for n, (make, code) in DECLARED.items()),
    *(
        ModelAttack(kind="network", name=n, archive=_network(make, loops=loops), code=code, mebibytes=640)
        for n, (make, code, loops) in NETWORKS.items()
    ),
    *(ModelAttack(kind="golden", name=n, archive=_vector(make), code=code) for n, (make, code) in VECTORS.items()),
)
