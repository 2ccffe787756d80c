"""Packages as archives, and archives that attack."""

from __future__ import annotations

import io
import resource
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

FILES: Mapping[str, bytes] = {"model.yaml": b"schema: radlane.model/1\n", "golden/chest.npz": bytes(range(256)) * 9}


def zipped(files: Mapping[str, bytes] = FILES, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def tarred(files: Mapping[str, bytes] = FILES, form: int = tarfile.PAX_FORMAT) -> bytes:
    """An uncompressed .tar."""
    return tar_of(*((member(name, len(data)), data) for name, data in files.items()), form=form)


def member(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, **facts: object) -> tarfile.TarInfo:
    """A member of a .tar."""
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    for key, value in facts.items():
        setattr(info, key, value)
    return info


def tar_of(*members: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """An uncompressed .tar of these members."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def unix_zip(name: str, mode: int, data: bytes = b"") -> bytes:
    """A .zip of one member with a mode of Unix."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, data)
    return buffer.getvalue()


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes: what a full disk says, too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
