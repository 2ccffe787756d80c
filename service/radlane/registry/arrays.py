"""Named arrays as one .npz file, whatever their names are.

In: arrays by name. Out: what `numpy.load` reads, the same bytes for the same arrays. `numpy.savez` takes names as
arguments, beside its own: `file` and `allow_pickle` are names that a tensor may have.
Reference: numpy.lib.format.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from lzma import LZMAError
from pathlib import Path
from tokenize import TokenError
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

UNREADABLE = (
    *(ValueError, KeyError, TypeError, ArithmeticError, EOFError, OSError, MemoryError),
    *(BadZipFile, zlib.error, LZMAError, TokenError),
    RuntimeError,  # encrypted, or packed by a method that is not known here
)
"""What `zipfile` and `numpy.load` raise of a hostile file: a shape that is no number, a header that is no literal."""


def write_arrays(target: Path | IO[bytes], arrays: Mapping[str, NDArray[np.floating]], *, compressed: bool) -> None:
    """Write arrays to a file that is not there yet, or to an open one."""
    with ZipFile(target, "w", ZIP_DEFLATED if compressed else ZIP_STORED) as archive:
        for name, values in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, values, allow_pickle=False)
